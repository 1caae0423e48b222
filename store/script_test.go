package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/store/faults"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// script is work on a project that faults are tried on, always the same: in a
// folder that has been prepared, step by step.
type script struct {
	prepare func(t *testing.T, folder string)
	work    func(folder string, did func()) error // did is told of each step that is acknowledged
}

// at is where a script's project lies.
func at(folder string) string { return filepath.Join(folder, "winter"+ending) }

// scriptOptions are those of the one who works in a script, with what belongs
// to the user in the same folder, if one is given.
func scriptOptions(folder string) Options {
	o := testOptions("Ben")
	if folder != "" {
		o.Data = filepath.Join(folder, "data")
	}
	return o
}

// scripts are all that faults are tried on. What is written in another file
// adds itself in its init.
var scripts = map[string]script{
	"annotate": {prepareExample, onProject(annotating)},
	"add":      {prepareExample, onProject(adding)},
	"undo":     {prepareExample, onProject(undoing)},
	"merge":    {prepareTheirs, onOwnProject(merging)},
	"rebuild": {prepareExample, onProject(func(p *Project, _ string, did func()) error {
		for range 2 {
			if err := p.Rebuild(context.Background()); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"pack": {prepareExample, onProject(func(p *Project, folder string, did func()) error {
		for i := range 3 {
			if _, err := p.Pack(context.Background(), filepath.Join(folder, "out"+ending), PackOptions{WithoutText: i%2 == 0}); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"back up": {prepareExample, onProject(func(p *Project, folder string, did func()) error {
		for range 3 {
			if _, err := p.Backup(context.Background(), BeforeMerge); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"save": {prepareExample, onProject(func(p *Project, folder string, did func()) error {
		for i := range 2 {
			if err := p.SaveAs(context.Background(), filepath.Join(folder, fmt.Sprint("copy", i, ending))); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"create": {func(*testing.T, string) {}, func(folder string, did func()) error {
		for i := range 2 {
			p, err := Create(filepath.Join(folder, fmt.Sprint(i, ending)), scriptOptions(folder))
			if err != nil {
				return err
			}
			did()
			if err := p.Close(); err != nil {
				return err
			}
		}
		return nil
	}},
}

// lengthyDraft is one that takes more room than a full disk has.
func lengthyDraft(n int) Draft {
	return draft(fmt.Sprintf("Article %d. ", n)+strings.Repeat("It goes on and on without an end. ", 3000)+"End.", fmt.Sprint("Paper", n), "")
}

// theirs are the bytes of a colleague's package of that project, and of the
// same as it was worked on further.
var theirs = sync.OnceValues(func() (list [2][]byte, err error) {
	b, err := exampleFile()
	if err != nil {
		return list, err
	}
	folder, err := os.MkdirTemp("", "claimtrace")
	if err != nil {
		return list, err
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(at(folder), b, 0o600); err != nil {
		return list, err
	}
	o := testOptions("Cleo")
	o.Data = filepath.Join(folder, "data")
	p, err := Open(at(folder), o)
	if err != nil {
		return list, err
	}
	defer p.Close()
	for i, out := range []string{filepath.Join(folder, "package"), filepath.Join(folder, "more")} {
		if err := colleague(p, i); err != nil {
			return list, err
		}
		if i == 0 {
			_, err = p.Pack(context.Background(), out, PackOptions{})
		} else {
			err = p.SaveAs(context.Background(), out)
		}
		if err != nil {
			return list, err
		}
		if list[i], err = os.ReadFile(out); err != nil {
			return list, err
		}
	}
	return list, nil
})

// colleague works on what is there, and adds to it.
func colleague(p *Project, round int) error {
	var drafts []Draft
	for i := range 40 {
		d := lengthyDraft(1000*(round+1) + i)
		d.Text = d.Text[:i*900+20]
		d.Source = []byte(d.Text)
		drafts = append(drafts, d)
	}
	added, _, err := p.AddArticles(context.Background(), Drafts(drafts...), nil)
	if err != nil {
		return err
	}
	claims, err := p.Claims()
	if err != nil {
		return err
	}
	var list []NewAnnotation
	for i, a := range added {
		list = append(list, NewAnnotation{
			Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Verdicts[i%3], Claim: claims[0].ID,
			Note: strings.Repeat("they note ", 60),
		})
	}
	made, _, err := p.AnnotateAll(context.Background(), list, nil)
	if err != nil {
		return err
	}
	for _, step := range []func() (Action, error){
		func() (Action, error) {
			return p.Set(Ref{Kind: annotate.KindClaim, ID: claims[0].ID}, annotate.Fields{"statement": fmt.Sprint("There is a pause of ", round+7, " days")})
		},
		func() (Action, error) { return p.Remove(Ref{Kind: annotate.KindArticle, ID: added[1].ID}) },
		func() (Action, error) { return p.Remove(Ref{Kind: annotate.KindAnnotation, ID: made[2].ID}) },
		p.Undo,
	} {
		if _, err := step(); err != nil {
			return err
		}
	}
	return nil
}

func prepareExample(t *testing.T, folder string) {
	t.Helper()
	b, err := exampleFile()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, at(folder), b)
}

func prepareTheirs(t *testing.T, folder string) {
	t.Helper()
	prepareExample(t, folder)
	list, err := theirs()
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range list {
		writeFile(t, theirsAt(folder, i), b)
	}
}

func theirsAt(folder string, i int) string {
	return filepath.Join(folder, fmt.Sprint("theirs", i, ending))
}

func onProject(work func(p *Project, folder string, did func()) error) func(string, func()) error {
	return onProjectOf(scriptOptions, work)
}

// onOwnProject is onProject without a folder for what belongs to the user, as for
// work of which a backup would be a step of its own.
func onOwnProject(work func(p *Project, folder string, did func()) error) func(string, func()) error {
	return onProjectOf(func(string) Options { return scriptOptions("") }, work)
}

func onProjectOf(options func(folder string) Options, work func(p *Project, folder string, did func()) error) func(string, func()) error {
	return func(folder string, did func()) error {
		p, err := Open(at(folder), options(folder))
		if err != nil {
			return err
		}
		return errors.Join(work(p, folder, did), p.Close())
	}
}

// inSteps does one step after the other, and tells of each.
func inSteps(did func(), steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
		did()
	}
	return nil
}

func annotating(p *Project, _ string, did func()) error {
	rows, err := p.Articles()
	if err != nil {
		return err
	}
	article := rows[0].ID
	n, _, err := p.Annotate(NewAnnotation{Article: article, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Statement: "Officials spoke"})
	if err != nil {
		return err
	}
	did()
	passage, claim := Ref{Kind: annotate.KindAnnotation, ID: n.ID}, Ref{Kind: annotate.KindClaim, ID: n.Claim}
	history, err := p.History(n.ID)
	if err != nil {
		return err
	}
	return inSteps(did,
		func() error {
			return second(p.Set(passage, annotate.Fields{"note": strings.Repeat("a long note ", 900)}))
		},
		func() error { return second(p.Set(passage, annotate.Fields{"start": 10, "end": 15})) },
		func() error { _, _, err := p.Tie(n.ID, "Another claim"); return err },
		func() error {
			return third(p.Correct(context.Background(), NewCorrection{Annotation: n.ID, Kind: facet.Source, Value: "the Kremlin"}))
		},
		func() error {
			return third(p.Correct(context.Background(), NewCorrection{Annotation: n.ID, Kind: facet.Source}))
		},
		func() error { return second(p.Restore(passage, history[0].ID)) },
		func() error { return second(p.Decide(n.Claim, annotate.Confirmed, "seen", n.ID)) },
		func() error { return second(p.SetSetting("title", "Thaw")) },
		func() error { return second(p.Remove(claim)) },
		func() error { return second(p.Remove(Ref{Kind: annotate.KindArticle, ID: article})) },
	)
}

// fewPages lets so few pages be kept in memory that more is written before the
// end of an action.
func fewPages(p *Project) error { return p.conn.Script("PRAGMA cache_size = 8") }

func adding(p *Project, _ string, did func()) error {
	if err := fewPages(p); err != nil {
		return err
	}
	for i := range 3 {
		var drafts []Draft
		for j := range 12 {
			d := lengthyDraft(i*12 + j)
			d.Text = d.Text[:j*900+20]
			d.Source = []byte(d.Text)
			drafts = append(drafts, d)
		}
		if _, _, err := p.AddArticles(context.Background(), Drafts(drafts...), nil); err != nil {
			return err
		}
		did()
	}
	return nil
}

func undoing(p *Project, folder string, did func()) error {
	if err := adding(p, folder, did); err != nil {
		return err
	}
	undo, redo := func() error { return second(p.Undo()) }, func() error { return second(p.Redo()) }
	return inSteps(did, undo, undo, redo, undo, undo, redo, redo, redo)
}

// merging takes in what a colleague did, takes it back, and puts it in again.
func merging(p *Project, folder string, did func()) error {
	if err := fewPages(p); err != nil {
		return err
	}
	claims, err := p.Claims()
	if err != nil {
		return err
	}
	ctx := context.Background()
	claim := Ref{Kind: annotate.KindClaim, ID: claims[0].ID}
	var first Merged
	return inSteps(did,
		func() error { return second(p.Set(claim, annotate.Fields{"statement": "There is no pause"})) },
		func() (err error) {
			first, err = p.Merge(ctx, []string{theirsAt(folder, 0)}, MergeOptions{})
			return err
		},
		func() error {
			c := first.Collisions[0]
			return second(p.Settle(c.Ref, c.Register, c.Values[0].Change, false))
		},
		func() error { return second(p.Merge(ctx, []string{theirsAt(folder, 1)}, MergeOptions{DryRun: true})) },
		func() error {
			return second(p.Merge(ctx, []string{theirsAt(folder, 1), theirsAt(folder, 0)}, MergeOptions{}))
		},
		func() error { return second(p.TakeBack(ctx, first.Receipt, false)) },
		func() error { return second(p.TakeBack(ctx, first.Receipt, true)) },
	)
}

// newScript prepares a folder for a script.
func newScript(t *testing.T, s script) (folder string) {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.prepare(t, folder)
	return folder
}

// contents tells what the projects in a folder hold, by their paths in it, so
// that two runs of a script can be compared.
type contents map[string]string

// contentsOf reads them. None of them is open.
func contentsOf(folder string) (contents, error) {
	found := contents{}
	return found, filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ending {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if strings.HasPrefix(name, "data") {
			// The folder of backups has its name from the place of the project, a backup a part of its own from ids.
			name = backupLog.ReplaceAllString(filepath.Join("data", filepath.Base(name)), "$1$2")
		}
		if err == nil {
			found[name], err = heldIn(path)
		}
		return err
	})
}

var backupLog = regexp.MustCompile(`(-\d+)-[0-9a-f]{8}(-[a-z]+\.)`)

// heldIn is SHA-256 over all rows of a closed file, but for what chance made of
// them: ids, of which only the keys count, and the hashes that follow from ids.
func heldIn(path string) (sum string, err error) {
	h := sha256.New()
	err = file.Look(context.Background(), "look at", path, formats, func(c *file.Conn, _ int) error {
		for _, query := range heldQueries() {
			columns, err := file.One(c, file.Scalar[int], "SELECT count(*) FROM pragma_table_info(?)", query.table)
			if err != nil {
				return err
			}
			if columns == 0 {
				continue // of a package
			}
			if query.columns != "*" {
				columns = strings.Count(query.columns, ",") + 1
			}
			fmt.Fprintln(h, query.table)
			scan := file.RowOf(columns)
			if err := c.Each(func(r file.Row) error {
				row, err := scan(r)
				for _, v := range row {
					if s, ok := v.(string); ok {
						v = withoutChance(s)
					}
					fmt.Fprintf(h, "%v\x00", v)
				}
				return err
			}, "SELECT "+query.columns+` FROM "`+query.table+`" ORDER BY 1`); err != nil {
				return err
			}
		}
		return nil
	})
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

type heldQuery struct{ table, columns string }

func heldQueries() []heldQuery {
	list := []heldQuery{
		{"text", "*"}, {"name", "count(*)"}, {"change", strings.Replace(log.Columns, "seed, ", "", 1)}, {"reference", "*"}, {"fork", "*"},
		{"receipt", "*"}, {"aside", "*"}, {"here", "id, copy, number, changes"}, {"undo", "seq, copy, first, code, undone, undone_in"},
		{"context", "*"}, {"draft", "*"}, {"package", "count(*)"}, {"derived", "*"},
	}
	for _, name := range tables.Names() {
		list = append(list, heldQuery{strings.Trim(name, `"`), "*"})
	}
	return list
}

var (
	byChance = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|"":\[?"[A-Za-z0-9_-]+"`)
	isList   = regexp.MustCompile(`^\[[\[\d]`)
)

// withoutChance leaves out of a value what ids follow from, and the order that
// they give to a list.
func withoutChance(s string) string {
	if isList.MatchString(s) {
		var list []any
		if json.Unmarshal([]byte(s), &list) == nil {
			return fmt.Sprint(inOrder(list))
		}
	}
	if !strings.Contains(s, "-8") && !strings.Contains(s, `"":`) {
		return s // a long text, mostly: the race detector makes regular expressions slow
	}
	return byChance.ReplaceAllString(s, "")
}

// inOrder puts a list and those in it in order.
func inOrder(list []any) []string {
	var words []string
	for _, v := range list {
		if some, ok := v.([]any); ok {
			v = inOrder(some)
		}
		words = append(words, fmt.Sprint(v))
	}
	slices.Sort(words)
	return words
}

// hookFiles lets the disk see what is done to files without SQLite.
func hookFiles() {
	rename, link, sync, write, truncate := file.RenameFile, file.LinkFile, file.Flush, file.WriteAt, file.Truncate
	see := func(e faults.Event, do func() error) error {
		if err := faults.Here().Note(e); err != nil {
			if errors.Is(err, faults.ErrFull) {
				err = fs.ErrPermission // what matters is that it did not happen
				if e.Kind == faults.Write {
					err = syscall.ENOSPC
				}
			}
			return &fs.PathError{Op: string(e.Kind), Path: e.File, Err: err}
		}
		return do()
	}
	file.RenameFile = func(from, to string) error {
		return see(faults.Event{Kind: faults.Rename, File: from, Target: to}, func() error { return rename(from, to) })
	}
	file.LinkFile = func(from, to string) error {
		return see(faults.Event{Kind: faults.Link, File: from, Target: to}, func() error { return link(from, to) })
	}
	file.WriteAt = func(f *os.File, b []byte, at int64) (n int, err error) {
		e := faults.Event{Kind: faults.Write, File: f.Name(), Offset: at, Data: bytes.Clone(b), Grows: true}
		err = see(e, func() error {
			n, err = write(f, b, at)
			return err
		})
		return n, err
	}
	file.Truncate = func(path string, size int64) error {
		return see(faults.Event{Kind: faults.Truncate, File: path, Size: size}, func() error { return truncate(path, size) })
	}
	file.Flush = func(f *os.File) error {
		e := faults.Event{Kind: faults.Sync, File: f.Name()}
		if info, err := f.Stat(); err == nil && info.IsDir() {
			e = faults.Event{Kind: faults.Names, File: filepath.Join(f.Name(), "any")}
		}
		return see(e, func() error { return sync(f) })
	}
}
