package tables

import (
	_ "embed"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Schema makes the tables.
//
//go:embed schema.sql
var Schema string

// Version is that of the tables. It goes up with any change of them or of what
// is derived into them; a file with another one has them made anew.
const Version = 5

// Table is the derived table of one kind of entity: a row for each that is in
// the project and can be read.
type table struct {
	kind    change.Kind
	name    string   // as SQL writes it
	columns []string // the first is key
	// values returns the row of an entity, in the order of the columns.
	values func(t *Tables, key int64, s annotate.State) ([]any, error)

	insert, upsert, remove, list string // SQL
}

// ofKind lists the tables in the order of annotate.Kinds. A new kind has an
// entry there, one here, a table in schema.sql and its queries in package read.
var ofKind = []*table{
	newTable(annotate.KindArticle, "article", "key, sha256, chars, title, outlet, byline, published, sort, url, language, external_id, file, supersedes, note, added, withheld, address", articleValues),
	newTable(annotate.KindClaim, "claim", "key, statement, resolved, reason, evidence, decided, decided_by, decision, note, created, withheld", claimValues),
	newTable(annotate.KindAnnotation, "annotation", `key, article, start, "end", place, verdict, judged, claim, reviewer, attribution, note, created, modified, withheld`, annotationValues),
	newTable(annotate.KindCorrection, "correction", `key, annotation, kind, start, "end", words, value, reviewer, created, modified, withheld`, correctionValues),
	newTable(annotate.KindReviewer, "reviewer", "key, name, public", reviewerValues),
	newTable(annotate.KindSetting, "setting", "key, name, value", settingValues),
	newTable(annotate.KindJoin, `"join"`, "key, kind, a, b", joinValues),
	newTable(annotate.KindProject, "project", "key, created", projectValues),
}

func newTable(kind change.Kind, name, columns string, values func(*Tables, int64, annotate.State) ([]any, error)) *table {
	list := strings.Split(columns, ", ")
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(list)), ", ")
	var set []string
	for i, c := range list[1:] {
		set = append(set, fmt.Sprintf("%s = ?%d", c, i+2))
	}
	insert := "INSERT INTO " + name + " (" + columns + ") VALUES (" + marks + ")"
	return &table{
		kind: kind, name: name, columns: list, values: values, insert: insert,
		// What stands of the passages in a row is not touched.
		upsert: insert + " ON CONFLICT DO UPDATE SET " + strings.Join(set, ", "),
		remove: "DELETE FROM " + name + " WHERE key = ?",
		list:   "SELECT " + columns + " FROM " + name + " ORDER BY key",
	}
}

func tableOf(kind change.Kind) *table {
	for _, t := range ofKind {
		if t.kind == kind {
			return t
		}
	}
	return nil
}

// Tables are the derived tables of a project, in its file or in memory.
type Tables struct {
	c   *file.Conn // that has the tables
	log *log.Log
}

// Of returns the tables in c of what a log gives.
func Of(c *file.Conn, l *log.Log) *Tables { return &Tables{c, l} }

// State works out what the log says of an entity.
func (t *Tables) State(r change.Ref) (annotate.State, error) {
	s, _, err := t.state(r)
	return s, err
}

func (t *Tables) state(r change.Ref) (s annotate.State, open bool, err error) {
	f, err := t.log.Fold(r)
	if err != nil {
		return s, false, err
	}
	life, err := change.LifeOf(t.log, f)
	if err != nil {
		return s, false, err
	}
	return annotate.StateOf(f, life.Live), len(life.Open) > 0, nil
}

// Derive brings the rows of an entity in line with the log, and returns what the
// log says.
func (t *Tables) Derive(r change.Ref) (annotate.State, error) {
	s, open, err := t.state(r)
	if err != nil {
		return s, err
	}
	key, err := t.log.Key(r.ID)
	if err != nil {
		return s, err
	}
	if err := t.putInbox(key, s, open); err != nil {
		return s, err
	}
	return s, t.put(key, s)
}

func (t *Tables) put(key int64, s annotate.State) error {
	table := tableOf(s.Kind)
	switch {
	case table == nil:
		return nil // kept, folded and passed on, but not shown
	case !s.Shown():
		return t.c.Exec(table.remove, key)
	}
	row, err := table.values(t, key, s)
	if err != nil {
		return err
	}
	return t.c.Exec(table.upsert, row...)
}

func (t *Tables) key(id change.ID) (int64, error) {
	if id == "" {
		return 0, nil
	}
	return t.log.Key(id)
}

// VerdictNumber is a verdict as the tables keep it, Verdict the other way.
func VerdictNumber(v annotate.Verdict) int64 {
	for i, w := range annotate.Verdicts {
		if v == w {
			return int64(i + 1)
		}
	}
	return 0
}

// Verdict is the counterpart of [VerdictNumber].
func Verdict(n int64) annotate.Verdict {
	if n < 1 || n > int64(len(annotate.Verdicts)) {
		return ""
	}
	return annotate.Verdicts[n-1]
}

func articleValues(t *Tables, key int64, s annotate.State) ([]any, error) {
	a := s.Article()
	supersedes, err := t.key(a.Supersedes)
	return []any{
		key, a.SHA256, int64(a.Chars), a.Title, a.Outlet, a.Byline, string(a.Published), sortKey(a.Published), a.URL, a.Language,
		a.ExternalID, a.File, supersedes, a.Note, a.Added.UnixMilli(), a.Withheld, annotate.AddressKey(a.URL),
	}, err
}

func sortKey(p annotate.Publication) any {
	if key, ok := p.SortKey(); ok {
		return key
	}
	return nil
}

func claimValues(t *Tables, key int64, s annotate.State) ([]any, error) {
	v := s.Claim()
	var evidence []string
	for _, id := range v.Evidence.List() {
		k, err := t.key(id)
		if err != nil {
			return nil, err
		}
		evidence = append(evidence, fmt.Sprint(k))
	}
	by, err := t.key(v.DecidedBy)
	if err != nil {
		return nil, err
	}
	decision := int64(0)
	if v.Resolved != "" {
		decision, err = t.key(s.Read("decision").ID)
	}
	return []any{
		key, v.Statement, VerdictNumber(v.Resolved), v.Reason, strings.Join(evidence, " "), int64(v.Decided), by, decision, v.Note,
		v.Created.UnixMilli(), v.Withheld,
	}, err
}

func annotationValues(t *Tables, key int64, s annotate.State) ([]any, error) {
	n := s.Annotation()
	var keys [5]int64
	ids := [5]change.ID{n.Article, n.Claim, n.Reviewer, s.Read("place").ID, ""}
	if c := s.Read("verdict"); c != nil {
		ids[4] = c.ID
	}
	for i, id := range ids {
		var err error
		if keys[i], err = t.key(id); err != nil {
			return nil, err
		}
	}
	modified := n.Modified.UnixMilli()
	if modified == n.Created.UnixMilli() {
		modified = 0
	}
	return []any{
		key, keys[0], int64(n.Start), int64(n.End), keys[3], VerdictNumber(n.Verdict), keys[4], keys[1], keys[2], n.Attribution, n.Note,
		n.Created.UnixMilli(), modified, n.Withheld,
	}, nil
}

func correctionValues(t *Tables, key int64, s annotate.State) ([]any, error) {
	c := s.Correction()
	annotation, err := t.key(c.Annotation)
	if err != nil {
		return nil, err
	}
	reviewer, err := t.key(c.Reviewer)
	return []any{
		key, annotation, c.Kind, int64(c.Start), int64(c.End), c.Words, c.Value, reviewer, c.Created.UnixMilli(), c.Modified.UnixMilli(), c.Withheld,
	}, err
}

func reviewerValues(_ *Tables, key int64, s annotate.State) ([]any, error) {
	r := s.Reviewer()
	return []any{key, r.Name, r.Key}, nil
}

func settingValues(_ *Tables, key int64, s annotate.State) ([]any, error) {
	name, value := s.Setting()
	return []any{key, name, value}, nil
}

func joinValues(t *Tables, key int64, s annotate.State) ([]any, error) {
	a, b := s.Join()
	first, err := t.key(a.ID)
	if err != nil {
		return nil, err
	}
	second, err := t.key(b.ID)
	return []any{key, string(a.Kind), first, second}, err
}

func projectValues(_ *Tables, key int64, s annotate.State) ([]any, error) {
	return []any{key, s.Created().UnixMilli()}, nil
}

// Names lists the tables, as SQL writes them.
func Names() []string {
	var list []string
	for _, t := range ofKind {
		list = append(list, t.name)
	}
	return append(list, inboxTable)
}
