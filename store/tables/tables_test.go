package tables

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// A change of the tables goes with another version, so that files have them made
// anew.
func TestSchemaHasVersion(t *testing.T) {
	const version, want = 5, "e62ef8768376824b11849d61c2c9a249cd6b2e75b8883cd826156c7b93c600f7"
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(Schema))); got != want || Version != version {
		t.Errorf("the schema has become %s, and Version is %d: let it go up, and write both here", got, Version)
	}
}

// Every kind has one table, of the columns that the schema gives it.
func TestTablesOfKinds(t *testing.T) {
	tb := emptyTables(t)
	for _, k := range annotate.Kinds {
		table := tableOf(k.Kind)
		if table == nil {
			t.Errorf("%s has no table", k.Kind)
			continue
		}
		found, err := file.All(tb.c, file.Scalar[string], "SELECT name FROM pragma_table_info(?)", strings.Trim(table.name, `"`))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table.columns {
			if !slices.Contains(found, strings.Trim(c, `"`)) {
				t.Errorf("%s has no column %s", table.name, c)
			}
		}
	}
	if len(Names()) != len(annotate.Kinds)+1 || !slices.Contains(Names(), inboxTable) || tableOf("sketch") != nil {
		t.Errorf("the tables are %q", Names())
	}
}

func TestVerdictNumbers(t *testing.T) {
	for i, v := range []annotate.Verdict{"", annotate.Confirmed, annotate.Disputed, annotate.Unconfirmed} {
		if VerdictNumber(v) != int64(i) || Verdict(int64(i)) != v {
			t.Errorf("%q has the number %d", v, VerdictNumber(v))
		}
	}
	if VerdictNumber("maybe") != 0 || Verdict(4) != "" || Verdict(-1) != "" {
		t.Error("what is no verdict has a number")
	}
}

// emptyTables are tables of an empty log, in memory.
func emptyTables(t testing.TB) *Tables {
	t.Helper()
	c, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Transaction(func() error { return errors.Join(c.Script(log.Schema), Make(c)) }); err != nil {
		t.Fatal(err)
	}
	return Of(c, log.Of(c))
}

// maker makes changes, and derives.
type maker struct {
	*Tables
	t *testing.T
	n int64
}

func (m *maker) make(ref change.Ref, fields annotate.Fields, more ...change.Field) change.Ref {
	m.t.Helper()
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	sets := append(more, annotate.Spec(ref.Kind).RegisterValues(fields, names)...)
	m.n++
	var made change.Ref
	if err := m.c.Transaction(func() error {
		c, err := change.Compose(m.log, change.Stamp{Person: change.NamedID("person"), Copy: change.NamedID("copy"), Number: m.n, First: m.n, Clock: change.Clock(1000 * m.n)},
			change.Draft{Ref: ref, Did: change.Did{Code: "test"}, Sets: sets}, [16]byte{byte(m.n)})
		if err != nil {
			return err
		}
		made = c.Entity
		if err := m.log.Append(c, 0); err != nil {
			return err
		}
		_, err = m.Derive(made)
		return err
	}); err != nil {
		m.t.Fatal(err)
	}
	return made
}

func alive(is bool) change.Field {
	return change.Field{Name: change.Life, Value: change.OfBool(is)}
}

// filled is an article with a claim and three passages, one of them removed.
func filled(t *testing.T) (m *maker, about change.Ref) {
	t.Helper()
	m = &maker{Tables: emptyTables(t), t: t}
	sum := strings.Repeat("0a", 32)
	in := m.make(change.Ref{Kind: annotate.KindArticle, ID: annotate.ArticleID(sum, "", "Courier")},
		annotate.Fields{"sha256": sum, "chars": 100, "key_outlet": "Courier", "title": "T", "outlet": "Courier", "published": "2026-01-29"}, alive(true))
	about = m.make(change.Ref{Kind: annotate.KindClaim}, annotate.Fields{"statement": "It snows"}, alive(true))
	for i, v := range annotate.Verdicts {
		n := m.make(change.Ref{Kind: annotate.KindAnnotation}, annotate.Fields{"article": string(in.ID), "start": i, "end": i + 3, "quote": "abc", "verdict": string(v), "claim": string(about.ID)}, alive(true))
		if v == annotate.Unconfirmed {
			m.make(n, nil, alive(false))
		}
	}
	m.make(change.Ref{Kind: annotate.KindSetting, ID: annotate.SettingID("title")}, annotate.Fields{"name": "title", "value": "Winter"}, alive(true))
	m.make(change.Ref{Kind: annotate.KindReviewer, ID: change.NamedID("person")}, annotate.Fields{"name": "Anna"}, alive(true))
	if err := m.c.Transaction(m.packAll); err != nil {
		t.Fatal(err)
	}
	return m, about
}

func (m *maker) problems() (list []string, strange []change.Ref) {
	m.t.Helper()
	tell := func(p Problem) { list = append(list, p.String()) }
	if err := m.Compare(m.t.Context(), tell, func(r change.Ref) { strange = append(strange, r) }, nil); err != nil {
		m.t.Fatal(err)
	}
	if len(list) == 0 {
		if err := m.ComparePassages(tell); err != nil {
			m.t.Fatal(err)
		}
	}
	return list, strange
}

// Any disagreement of the tables with the log is told, and rebuilding settles it.
func TestCompare(t *testing.T) {
	m, _ := filled(t)
	if list, strange := m.problems(); len(list)+len(strange) > 0 {
		t.Fatalf("%q, %v", list, strange)
	}
	for what, c := range map[string]struct{ statement, words string }{
		"another value":   {"UPDATE claim SET statement = 'It rains'", "statement in its table does not agree with the log"},
		"another number":  {"UPDATE annotation SET verdict = 2", "verdict in its table does not agree with the log"},
		"another key":     {"UPDATE annotation SET claim = 0", "claim in its table does not agree with the log"},
		"another time":    {"UPDATE article SET added = added + 1", "added in its table does not agree with the log"},
		"no sort":         {"UPDATE article SET sort = NULL", "sort in its table does not agree with the log"},
		"a row less":      {"DELETE FROM setting", "it is missing from its table"},
		"a row more":      {"INSERT INTO reviewer (key, name, public) VALUES (9999, 'x', 'y')", "the table has 2 rows, by the log there are 1"},
		"a removed one":   {`INSERT INTO annotation SELECT (SELECT entity FROM change WHERE kind = (SELECT key FROM word WHERE word = 'annotation') AND sets LIKE '%false%'), article, start, "end", place, verdict, judged, claim, reviewer, attribution, note, created, modified, withheld FROM annotation LIMIT 1`, "it stands in its table though it is not in the project"},
		"other marks":     {"UPDATE claim SET marks = ''", "the passages in its table do not agree with the log"},
		"other counts":    {"UPDATE article SET disputed = 7", "the verdicts counted in its table do not agree with the log"},
		"asking":          {"INSERT INTO inbox SELECT key, 'claim', 'note' FROM claim", "1 of its rows do not agree with the log"},
		"another version": {"UPDATE derived SET version = version", ""},
	} {
		if err := m.c.Transaction(func() error { return m.c.Exec(c.statement) }); err != nil {
			t.Fatal(err)
		}
		list, _ := m.problems()
		if (c.words == "") != (len(list) == 0) || !strings.Contains(strings.Join(list, "\n"), c.words) {
			t.Errorf("%s: told is %q", what, list)
		}
		if err := m.c.Transaction(func() error { return m.Rebuild(t.Context()) }); err != nil {
			t.Fatal(err)
		}
		if list, _ := m.problems(); len(list) > 0 {
			t.Errorf("after %s, made anew: %q", what, list)
		}
	}
}

// What cannot be read has no row, is told, and is no problem.
func TestStrangeEntities(t *testing.T) {
	m, about := filled(t)
	m.n++
	strange := change.Ref{Kind: "sketch", ID: change.NamedID("sketch")}
	if err := m.c.Transaction(func() error {
		c, err := change.Compose(m.log, change.Stamp{Person: change.NamedID("person"), Copy: change.NamedID("copy"), Number: m.n, First: m.n},
			change.Draft{Ref: strange, Did: change.Did{Code: "test"}, Sets: []change.Field{alive(true)}}, [16]byte{})
		if err != nil {
			return err
		}
		return m.log.Append(c, 0)
	}); err != nil {
		t.Fatal(err)
	}
	if s, err := m.Derive(strange); err != nil || s.Shown() {
		t.Errorf("%+v, %v", s, err)
	}
	m.make(about, nil, change.Field{Name: "statement", Value: change.OfInt(7)})
	list, told := m.problems()
	if len(list) > 0 || len(told) != 2 || !slices.Contains(told, strange) || !slices.Contains(told, about) {
		t.Errorf("%q, %v", list, told)
	}
	if n, err := file.One(m.c, file.Scalar[int], "SELECT count(*) FROM claim"); err != nil || n != 0 {
		t.Errorf("%d claims have a row, %v", n, err)
	}
}

// What an action tells of passages leads to the rows that all of them give.
func TestBring(t *testing.T) {
	m, about := filled(t)
	keys := func(query string) []int64 {
		t.Helper()
		list, err := file.All(m.c, file.Scalar[int64], query)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	in, claim, passages := keys("SELECT key FROM article")[0], keys("SELECT key FROM claim")[0], keys("SELECT key FROM annotation ORDER BY key")
	id, err := m.log.ID(passages[0])
	if err != nil {
		t.Fatal(err)
	}
	m.make(change.Ref{Kind: annotate.KindAnnotation, ID: id}, annotate.Fields{"verdict": "disputed"})
	if err := m.c.Transaction(func() error {
		p := NewPassages()
		p.Passage(in, claim, annotate.Confirmed, -1)
		p.Passage(in, claim, annotate.Disputed, 1)
		return m.Bring(p)
	}); err != nil {
		t.Fatal(err)
	}
	if list, _ := m.problems(); len(list) > 0 {
		t.Errorf("judged anew: %q", list)
	}
	// A claim that was made again, whose row begins empty.
	m.make(about, nil, alive(false))
	m.make(about, nil, alive(true))
	if err := m.c.Transaction(func() error {
		p := NewPassages()
		p.Claim(claim)
		p.Article(in)
		return m.Bring(p)
	}); err != nil {
		t.Fatal(err)
	}
	if list, _ := m.problems(); len(list) > 0 {
		t.Errorf("made again: %q", list)
	}
}
