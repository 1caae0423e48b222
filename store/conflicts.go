package store

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Conflict is a file beside a project in which a program that keeps folders in
// step has put what it could not bring together: a colleague's work, or one's
// own from another machine.
type Conflict struct {
	Path    string
	Service string // "Dropbox", "Syncthing" …; "" if its name does not tell
}

// conflictNames are the ways in which conflicting copies are named: what comes
// between the project's name and its ending. Those that other files may have as
// well count only for a copy of the same project.
var conflictNames = []struct {
	service string
	tail    *regexp.Regexp
	clear   bool
}{
	{"Syncthing", regexp.MustCompile(`^\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]{7})?$`), true},
	{"Nextcloud", regexp.MustCompile(`^ \(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)$`), true},
	{"Dropbox", regexp.MustCompile(`(?i)^ \(.*\bconflict(ed copy)?\b.*\)$`), true},
	{"ownCloud", regexp.MustCompile(`^_conflict-\d{8}-\d{6}$`), true},
	{"Google Drive", regexp.MustCompile(`^_conf\(\d+\)$`), true},
	{"", regexp.MustCompile(`(?i)conflict`), true},
	{"Google Drive", regexp.MustCompile(`^ \(\d+\)$`), false},
	{"iCloud Drive", regexp.MustCompile(`^ \d+$`), false},
	{"Dropbox", regexp.MustCompile(`^ \(.*\d{4}-\d{2}-\d{2}.*\)$`), false},                                         // in another language
	{"OneDrive", regexp.MustCompile(`^-([A-Z0-9-]*[A-Z][A-Z0-9-]*|.*(?i:macbook|imac|laptop|desktop).*)$`), false}, // the name of the machine
}

// Conflicts lists the conflicting copies beside the project, by name. A copy
// that one made and named so looks the same.
func (p *Project) Conflicts() ([]Conflict, error) {
	first, err := p.projects()
	if err != nil {
		return nil, err
	}
	real := file.RealPath(p.path)
	entries, err := os.ReadDir(filepath.Dir(real))
	if err != nil {
		return nil, file.Explain("look beside", p.path, err)
	}
	end := filepath.Ext(real)
	stem := strings.TrimSuffix(filepath.Base(real), end)
	var list []Conflict
	for _, e := range entries {
		tail, ok := strings.CutPrefix(e.Name(), stem)
		if !ok || !e.Type().IsRegular() || !strings.EqualFold(filepath.Ext(tail), end) {
			continue
		}
		tail = tail[:len(tail)-len(end)]
		path := filepath.Join(filepath.Dir(real), e.Name())
		for _, name := range conflictNames {
			if !name.tail.MatchString(tail) {
				continue
			}
			if name.clear || slices.ContainsFunc(projectsIn(path), func(id annotate.ID) bool { return slices.Contains(first, id) }) {
				list = append(list, Conflict{path, name.service})
			}
			break
		}
	}
	slices.SortFunc(list, func(a, b Conflict) int { return cmp.Compare(a.Path, b.Path) })
	return list, nil
}

// projects lists the ids of the project, which all copies of it share: more than
// one where others were merged into it.
func (p *Project) projects() (ids []annotate.ID, err error) {
	err = p.view(func() error {
		ids, err = projectIDs(p.conn)
		return err
	})
	return ids, err
}

func projectIDs(c *file.Conn) ([]annotate.ID, error) {
	return file.All(c, log.ScanID, "SELECT DISTINCT n.id FROM change c JOIN name n ON n.key = c.entity WHERE c.kind = (SELECT key FROM word WHERE word = ?) ORDER BY n.id", string(annotate.KindProject))
}

// projectsIn lists the ids of the project at a path; none if it is none, or a
// package. Nobody who has it open is kept from it.
func projectsIn(path string) (ids []annotate.ID) {
	_ = file.Peek(context.Background(), "look into", path, formats, func(c *file.Conn, _ int) error {
		schema, err := readSchema(c)
		if err != nil || schema.foreign != "" {
			return err
		}
		if isPackage, err := c.Has("SELECT 1 FROM package"); err != nil || isPackage {
			return err
		}
		ids, err = projectIDs(c)
		return err
	}) // whatever cannot be looked into is no copy of this project
	return ids
}
