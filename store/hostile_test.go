package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// What belongs to the log must be just so, and nothing that acts by itself may
// be in the file. Derived tables that are not this version's are made anew,
// whatever they hold.
func TestHostileSchema(t *testing.T) {
	t.Parallel()
	const edit = "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, '%s', '%s') WHERE name = '%s'"
	for name, c := range map[string]struct{ sql, what string }{
		"trigger":                        {"CREATE TRIGGER spy AFTER INSERT ON change BEGIN DELETE FROM text; END", `trigger "spy"`},
		"trigger on a derived table":     {"CREATE TRIGGER spy AFTER INSERT ON claim BEGIN DELETE FROM text; END", `trigger "spy"`},
		"view":                           {"CREATE VIEW spy AS SELECT * FROM text", `view "spy"`},
		"endless view":                   {"CREATE VIEW spy AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", `view "spy"`},
		"trigger on a view":              {"CREATE VIEW v AS SELECT 1; CREATE TRIGGER spy INSTEAD OF INSERT ON v BEGIN SELECT 1; END", `"`},
		"view for a table":               {"DROP TABLE setting; CREATE VIEW setting AS SELECT 1 AS key, 2 AS name, 3 AS value", `view "setting"`},
		"view for a table of the log":    {"DROP TABLE draft; CREATE VIEW draft AS SELECT 1 AS name, 2 AS text, 3 AS at", `"draft"`},
		"index on the log":               {"CREATE INDEX spy ON change (code)", `index "spy"`},
		"virtual table":                  {"CREATE VIRTUAL TABLE spy USING fts5(body)", `table "spy`},
		"virtual table of no known kind": {"PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('table', 'spy', 'spy', 0, 'CREATE VIRTUAL TABLE spy USING evil(x)')", `table "spy"`},
		"table of the log gone":          {"DROP TABLE fork", `table "fork"`},
		"column of the log renamed":      {"ALTER TABLE change RENAME COLUMN code TO verb", `table "change"`},
		"check in the log":               {fmt.Sprintf(edit, "sets    TEXT NOT NULL", "sets TEXT NOT NULL CHECK (randomblob(1e9))", "change"), `table "change"`},
		"generated column":               {"ALTER TABLE claim ADD COLUMN spy TEXT GENERATED ALWAYS AS (upper(note))", `table "claim"`},
		"column computed":                {fmt.Sprintf(edit, "note ", "note TEXT AS (upper(key)), remark ", "claim"), `table "claim"`},
		"index on what is computed":      {"CREATE INDEX spy ON claim (upper(note))", `index "spy"`},
		"index where something holds":    {"CREATE INDEX spy ON claim (note) WHERE note LIKE reason", `index "spy"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := exampleAt(t)
			raw(t, path, c.sql)
			_, err := Open(path, testOptions("Ben"))
			refused(t, err, ErrDamaged, path, c.what)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || !strings.Contains(strings.Join(report.Problems, ";"), c.what) {
				t.Errorf("verify gives %v, %v", report, err)
			}
			p := emptyProject(t)
			if _, err := p.union(t.Context(), path, true); !errors.Is(err, ErrDamaged) {
				t.Errorf("merging it gives %v", err)
			}
		})
	}
	for name, sql := range map[string]string{
		"more tables":       "CREATE TABLE spy (x); CREATE INDEX spies ON spy (x)",
		"table gone":        "DROP TABLE setting",
		"column renamed":    "ALTER TABLE claim RENAME COLUMN note TO remark",
		"index on a column": "CREATE INDEX spy ON claim (note)",
		"check":             fmt.Sprintf(edit, "name   TEXT NOT NULL", "name TEXT NOT NULL CHECK (length(randomblob(5e8)) = 1)", "reviewer"),
	} {
		t.Run(name, func(t *testing.T) {
			path := exampleAt(t)
			want := stand(t, path)
			raw(t, path, sql)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || !report.Derived {
				t.Errorf("verify gives %+v, %v", report, err)
			}
			p := openProject(t, path, Options{ReadOnly: true})
			exercise(p)
			p.Close()
			openProject(t, path, testOptions("Ben")).Close()
			verified(t, path)
			if stand(t, path) != want {
				t.Error("it holds something else")
			}
		})
	}
}

// renoted notes the ids of the log anew in a file, as one would who knows how.
func renoted(t *testing.T, path string) {
	t.Helper()
	f := connected(t, path)
	defer f.Close()
	c := f.Conn
	var n check.Counted
	sum := check.Zero()
	if err := c.Each(func(r file.Row) error {
		id, err := log.ScanID(r)
		n.Changes++
		check.AddID(sum, id)
		return err
	}, "SELECT n.id FROM change c JOIN name n ON n.key = c.key"); err != nil {
		return // of what has no ids nothing can be noted
	}
	b := check.SumBytes(sum)
	if err := c.Exec("UPDATE here SET changes = ?, sum = ?", n.Changes, b[:]); err != nil {
		t.Fatal(err)
	}
}

// connected opens a database past all checks.
func connected(t *testing.T, path string) *file.File {
	t.Helper()
	f, err := file.Open(t.Context(), "open", path, file.Options{Formats: formats})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Whatever is altered in a row of the log, a text or a name is refused, by
// opening, verifying and merging, and the file and the project stay as they are.
func TestHostileRows(t *testing.T) {
	t.Parallel()
	sets := func(from, to string) string {
		return "UPDATE change SET sets = replace(sets, '" + from + "', '" + to + "') WHERE kind = (SELECT key FROM word WHERE word = 'annotation')"
	}
	word := func(w string) string { return "(SELECT key FROM word WHERE word = " + w + ")" }
	// worded puts a word in, which a number of the row is to stand for.
	worded := func(column, w string) string {
		return "INSERT OR IGNORE INTO word (word) VALUES (" + w + "); UPDATE change SET " + column + " = " + word(w) + " WHERE kind = " + word("'claim'")
	}
	shaped := func(shape, sets string) string {
		return worded("shape", "'"+shape+"'") + "; UPDATE change SET sets = " + sets + " WHERE kind = " + word("'claim'")
	}
	claim := func(set string) string {
		return "UPDATE change SET " + set + " WHERE kind = (SELECT key FROM word WHERE word = 'claim')"
	}
	refs := func(n int) string {
		return fmt.Sprintf(`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			SELECT '[[[' || group_concat('[' || (SELECT key FROM word WHERE word = 'annotation') || ',5]') || ']]]' FROM n)`, n)
	}
	const name, size, form = "it names something that has no id", "and no change makes that of a row", "it is not of the form that changes have"
	const written, id = "it is not written as rows are", "it is not what was recorded under its id"
	for what, c := range map[string]struct{ sql, problem string }{
		"value":             {sets(`,0],`, `,1],`), id},
		"words":             {claim("sets = replace(sets, 'There is', 'There was')"), id},
		"verdict":           {sets("unconfirmed", "confirmed"), id},
		"clock":             {claim("clock = clock + 1"), id},
		"clock before all":  {claim("clock = -1"), "clock -1"},
		"clock beyond all":  {claim("clock = 9223372036854775807"), "clock 9223372036854775807"},
		"person":            {claim("person = copy"), id},
		"copy":              {claim("copy = person"), id},
		"number":            {claim("number = number + 100"), id},
		"number of nobody":  {claim("number = 0"), "number 0"},
		"number beyond all": {claim("number = 9223372036854775807"), id},
		"action":            {claim("first = first - 1"), id},
		"action after it":   {claim("first = number + 1"), "of an action from"},
		"version":           {claim("version = 2"), "version 2"},
		"code":              {worded("code", "'claim.remove'"), id},
		"code with escapes": {worded("code", "char(27) || '[2J'"), "code"},
		"code of two lines": {worded("code", "'a' || char(10) || 'b'"), "code"},
		"no code":           {worded("code", "''"), "code"},
		"kind":              {worded("kind", "'article'"), id},
		"kind unknown":      {worded("kind", "'Tisch'"), "its entity is none"},
		"entity":            {claim("entity = person"), id},
		"seed":              {claim("seed = randomblob(16)"), id},
		"seed too short":    {claim("seed = x'00'"), written},
		"seed too long":     {claim("seed = zeroblob(17)"), written},
		"no seed":           {claim("seed = NULL"), written},
		"over something":    {claim("over = '[1]'"), id},
		"over itself":       {claim("over = '[' || key || ']'"), id},
		"over in no order":  {claim("over = '[' || key || ',1,' || person || ']'"), form},
		"takes itself back": {claim(`takes = '[[' || key || ',"life"]]'`), id},
		"saw more":          {claim("saw = '[[1]]'"), id},
		"more":              {claim(`more = '{"x":1}'`), id},
		"arguments":         {claim(`args = '{"x":1}'`), id},
		"nothing set":       {shaped("", "'[]'"), "it does nothing"},
		"no reference":      {shaped("x", "'[[1,987654]]'"), name},
		"person of no name": {claim("person = 987654"), name},
		"key from nowhere":  {"UPDATE change SET key = -5 WHERE kind = (SELECT key FROM word WHERE word = 'claim'); UPDATE name SET key = -5 WHERE key = (SELECT key FROM change WHERE 0) OR key = 8", "is no key"},

		"space":            {claim(`sets = replace(sets, ',', ', ')`), written},
		"space after":      {claim(`sets = sets || ' '`), written},
		"other order":      {shaped("statement life", `'["There",true]'`), form},
		"no such word":     {claim("shape = 987654"), name},
		"fewer names":      {shaped("life", `'[true,"There"]'`), written},
		"more names":       {shaped("life note statement", `'[true,"There"]'`), written},
		"a shape of none":  {shaped("life (", `'[true,"There"]'`), written},
		"a name twice":     {shaped("life life", "'[true,true]'"), form},
		"an escape":        {claim(`sets = replace(sets, 'There', '\u0054here')`), written},
		"a needless slash": {claim(`sets = replace(sets, 'There', '\There')`), written},
		"a number of 01":   {sets(`,0],`, `,00],`), written},
		"a number of -0":   {sets(`,0],`, `,-0],`), written},
		"a large number":   {sets(`,0],`, `,99999999999999999999],`), written},
		"a fraction":       {sets(`,0],`, `,0.5],`), written},
		"not closed":       {claim(`sets = substr(sets, 1, length(sets) - 1)`), written},
		"no JSON":          {claim(`sets = 'x'`), written},
		"empty":            {claim(`sets = ''`), written},
		"a raw line end":   {claim(`sets = replace(sets, 'There', char(10))`), written},
		"a NUL":            {claim(`sets = replace(sets, 'There', '\u0000')`), form},
		"invalid UTF-8":    {claim(`sets = CAST(x'5b747275652c22ff225d' AS TEXT)`), form},
		"deep":             {shaped("a(a(a))", "'[[[1]]]'"), written},
		"very deep":        {shaped("a", "replace(hex(zeroblob(1000000)), '00', '[')"), written},
		"deep lists":       {claim(`args = '{"a":' || replace(hex(zeroblob(1000000)), '00', '[') || '}'`), written},
		"null over":        {claim(`over = 'null'`), written},
		"an empty over":    {claim(`over = '[]'`), written},
		"salted otherwise": {shaped("statement", `'[{"":["AAAAAAAAAAAAAAAAAAAAAA","x"]}]'`), written},
		"a hash too short": {shaped("statement", `'[{"":"AAAA"}]'`), written},

		"evidence of a million":  {shaped("decision(evidence)", refs(2_000_000)), size},
		"evidence of 400,000":    {shaped("decision(evidence)", refs(400_000)), written},
		"eight million letters":  {claim(`sets = '[true,"' || hex(zeroblob(5000000)) || '"]'`), size},
		"two million letters":    {claim(`sets = '[true,"' || hex(zeroblob(1000000)) || '"]'`), "bytes, at most"},
		"over 300,000":           {claim("over = '[' || replace(hex(zeroblob(300000)), '00', '1,') || '1]'"), written},
		"arguments of a million": {claim("args = '{' || replace(hex(zeroblob(500000)), '00', '\"a\":1,') || '\"a\":1}'"), written},

		"a word of millions": {"UPDATE word SET word = hex(zeroblob(1000000)) WHERE key = 5", size},
		"a shape of 300,000": {shaped("' || replace(hex(zeroblob(300000)), '00', 'a ') || '", "'[true]'"), written},
		"word gone":          {"DELETE FROM word WHERE word = 'claim'", name},
		"words exchanged":    {"UPDATE word SET word = CASE word WHEN 'confirmed' THEN 'x' WHEN 'claim' THEN 'claims' ELSE word END", id},

		"name too short":   {"UPDATE name SET id = substr(id, 1, 15) WHERE key = 5", "an id has 16 bytes, not 15"},
		"name too long":    {"UPDATE name SET id = CAST(id || x'00' AS BLOB) WHERE key = 5", "an id has 16 bytes, not 1"},
		"name of nothing":  {"UPDATE name SET id = x'' WHERE key = 5", "an id has 16 bytes, not 0"},
		"name gone":        {"DELETE FROM name WHERE key = 5", name},
		"names in a round": {"UPDATE name SET id = CAST(x'ff' || substr(id, 2) AS BLOB)", id},
		"names exchanged": {`CREATE TEMP TABLE x AS SELECT * FROM name; UPDATE name SET id = CAST(zeroblob(14) || printf('%02d', key) AS BLOB);
			UPDATE name SET id = (SELECT id FROM x WHERE x.key = CASE name.key WHEN 5 THEN 6 WHEN 6 THEN 5 ELSE name.key END)`, id},

		"a row taken out": {"DELETE FROM change WHERE kind = (SELECT key FROM word WHERE word = 'claim')", ""},
		"text altered":    {"UPDATE text SET text = replace(text, 'confirmed', 'disproved')", "not what was added under that name"},
		"text with CR":    {"UPDATE text SET text = char(13)", "not what was added under that name"},
		"source forged":   {"UPDATE text SET source = x'00'", "its source is not what was added"},
		"source alone":    {"UPDATE text SET source_sha256 = 'x'", "its source is not what was added"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path := exampleAt(t)
			raw(t, path, c.sql)
			if c.problem == "" {
				c.problem = "some were taken out or put in"
			} else {
				renoted(t, path)
			}
			before := readFile(t, path)
			_, err := Open(path, testOptions("Ben"))
			refused(t, err, ErrDamaged, path, c.problem)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || report.Derived || !strings.Contains(report.Problems[0], c.problem) {
				t.Errorf("verify gives %q, %v", report.Problems, err)
			}
			p := emptyProject(t)
			held := stands(t, p)
			_, err = p.union(t.Context(), path, true)
			refused(t, err, ErrDamaged, path, "cannot merge", c.problem)
			if stands(t, p) != held {
				t.Error("what was refused left something behind")
			}
			if after := readFile(t, path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

// added puts changes into the log of a closed project that are in order by
// themselves, as a later version or a stranger may make them.
func added(t *testing.T, path string, changes ...*change.Change) {
	t.Helper()
	f := connected(t, path)
	if err := errors.Join(f.Conn.Transaction(func() error {
		adder, err := log.Of(f.Conn).NewAdder()
		if err != nil {
			return err
		}
		for _, x := range changes {
			if err := adder.Add(x, 1); err != nil {
				return err
			}
		}
		return adder.Flush()
	}), f.Close()); err != nil {
		t.Fatal(err)
	}
	renoted(t, path)
}

// stranger makes changes, one after the other.
type stranger struct {
	t      testing.TB
	copy   annotate.ID
	number int64
}

func newStranger(t testing.TB, name string) *stranger {
	return &stranger{t: t, copy: change.NamedID("copy", name)}
}

func (s *stranger) makes(ref Ref, over []annotate.ID, takes []change.Taking, sets ...change.Field) *change.Change {
	s.t.Helper()
	s.number++
	c := &change.Change{
		Version: change.Version, Person: change.NamedID("person", "stranger"), Copy: s.copy, Number: s.number, First: s.number,
		Clock: change.Clock(1_760_000_000_000 + s.number), Did: change.Did{Code: "strange.thing"}, Entity: ref, Own: ref.ID == "",
		Sets: change.Fields(sets...), Over: over, Takes: takes,
	}
	if err := c.Seal([16]byte{byte(s.number), byte(s.number >> 8), byte(s.number >> 16)}); err != nil {
		s.t.Fatal(err)
	}
	return c
}

func field(name string, v change.Value) change.Field { return change.Field{Name: name, Value: v} }

// What proves itself but makes no sense to this version is kept, passed on and
// told, and is never damage: it opens, is merged, packed, and the rest of the
// project is there.
func TestStrangeChanges(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	p := openProject(t, path, testOptions("Anna"))
	articles, claims, err := p.Lists()
	if err != nil {
		t.Fatal(err)
	}
	passages, err := p.Annotations(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	a, c, n := articles[0].ID, claims[0].ID, passages[0].ID
	s := newStranger(t, "one")
	of := func(kind annotate.Kind, id annotate.ID) Ref { return Ref{Kind: kind, ID: id} }
	place := func(start, end int64, quote string) change.Field {
		return field("place", change.OfRecord(field("article", change.OfRef(annotate.KindArticle, a)), field("start", change.OfInt(start)), field("end", change.OfInt(end)), field("quote", change.OfText(quote))))
	}
	verdict := field("verdict", change.OfText("disputed"))
	unknown := of("table", change.NamedID("table"))
	var many []change.Field
	for i := range 900 {
		many = append(many, field(fmt.Sprint("r", i), change.OfInt(int64(i))))
	}
	other := newStranger(t, "one") // who has the same numbers
	list := []*change.Change{
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(70, 9_000_000_000_000_000_000, "far outside"), verdict),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(9, 2, "backwards"), verdict),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(-1, 2, "before"), verdict),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(0, 2, "not the words"), verdict),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(0, 2, "Of"), field("verdict", change.OfText("maybe"))),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(0, 2, "Of"), verdict, field("tie", change.OfRef(annotate.KindArticle, a))),
		s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), place(0, 2, "Of"), verdict, field("tie", change.OfRef(annotate.KindClaim, nobody))),
		s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, life(true)),
		s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, life(true), field("statement", change.OfText("one\ntwo"))),
		s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, append(many, life(true))...),
		s.makes(of(annotate.KindClaim, c), nil, nil, field("note", change.OfText("of one who had nothing"))),
		s.makes(of(annotate.KindClaim, a), nil, nil, life(true), field("statement", change.OfText("the id of an article"))),
		s.makes(of(annotate.KindArticle, nobody), nil, nil, life(true), field("key", change.OfRecord(field("chars", change.OfInt(7)), field("sha256", change.OfText(strings.Repeat("0", 64)))))),
		s.makes(of(annotate.KindArticle, a), nil, nil, field("supersedes", change.OfRef(annotate.KindArticle, a))),
		s.makes(of(annotate.KindJoin, nobody), nil, nil, life(true), field("pair", change.OfRecord(field("a", change.OfRef(annotate.KindClaim, c)), field("b", change.OfRef(annotate.KindClaim, c))))),
		s.makes(of(annotate.KindReviewer, nobody), nil, nil, life(true), field("name", change.OfText("Anna"))),
		s.makes(unknown, nil, nil, life(true), field("leg", change.OfInt(4)), field("under", change.OfRef(annotate.KindAnnotation, n))),
		s.makes(unknown, nil, nil, life(false)),
		s.makes(of(annotate.KindAnnotation, n), []annotate.ID{nobody}, nil, field("note", change.OfText("over what is not here"))),
		s.makes(of(annotate.KindAnnotation, n), nil, []change.Taking{{Change: nobody, Registers: []string{"life"}}}),
		s.makes(of(annotate.KindAnnotation, n), nil, []change.Taking{{Change: c, Registers: []string{"life", "statement"}}}),
		other.makes(of(annotate.KindClaim, c), nil, nil, field("note", change.OfText("the same number"))),
		other.makes(of(annotate.KindClaim, change.NamedID("claim")), nil, nil, life(true), field("decision", change.OfText("no record"))),
	}
	added(t, path, list...)
	mine := emptyProject(t)
	united, err := mine.union(t.Context(), path, true)
	if err != nil || len(united.Forks) != 1 {
		t.Fatalf("%+v, %v", united, err)
	}
	q := openProject(t, path, testOptions("Ben"))
	for _, p := range []*Project{q, mine} {
		if _, err := p.Article(a); err != nil {
			t.Error(err)
		}
		if _, err := p.Claim(c); err != nil {
			t.Error(err)
		}
		if got, err := p.Annotation(n); err != nil || got.Note == "" {
			t.Errorf("%+v, %v", got, err)
		}
		exercise(p)
		out := filepath.Join(t.TempDir(), "out.claimtrace")
		pack(t, p, out, PackOptions{WithoutNotes: true})
		p.Close()
		for _, path := range []string{p.Path(), out} {
			report, err := Verify(t.Context(), path)
			if err != nil || !report.OK || len(report.Notes) == 0 {
				t.Errorf("verify gives %+v, %v", report, err)
			}
		}
	}
}

// A register that cannot be read hides no more than itself: a stranger's decision
// leaves the claim where it is, open, and whoever decides next settles it. What an
// article or a setting is made with nobody takes from it, before or after.
func TestUnreadableRegisters(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	o := testOptions("Anna")
	now := o.Now
	o.Now = func() time.Time { return now().AddDate(1, 0, 0) } // the example was made before
	p := openProject(t, path, o)
	a, c := must(p.Articles())[0].ID, must(p.Claims())[0].ID
	act, err := p.Decide(c, annotate.Confirmed, "said so")
	did(t, act, err)
	history := must(p.History(c))
	last := history[slices.IndexFunc(history, func(c *change.Change) bool { return c.Did.Code == "claim.decide.confirmed" })].ID
	passages, made := len(must(p.Annotations(Filter{}))), must(p.History(a))[0].ID
	p.Close()

	s := newStranger(t, "one")
	later := draft("A text that comes later.", "Gazette", "")
	sum := sha256.Sum256([]byte(later.Text))
	coming := annotate.ArticleKey{SHA256: hex.EncodeToString(sum[:]), Address: later.Article.URL}.ID()
	garbled := field("key", change.OfRecord(field("chars", change.OfInt(7)), field("sha256", change.OfText(strings.Repeat("0", 64)))))
	title := Ref{Kind: annotate.KindSetting, ID: annotate.SettingID("title")}
	added(t, path,
		s.makes(claim(c), []annotate.ID{last}, nil, field("decision", change.OfRecord(field("reason", change.OfText("none")), field("verdict", change.OfText("maybe"))))),
		s.makes(article(a), []annotate.ID{made}, nil, garbled),
		s.makes(article(coming), nil, nil, life(true), garbled),
		s.makes(title, nil, nil, life(true), field("name", change.OfText("colour"))),
	)
	report, err := Verify(t.Context(), path)
	if err != nil || len(report.Problems) > 0 && !report.Derived || !strings.Contains(strings.Join(report.Notes, "\n"), "claim "+string(c)+": this version cannot read all of it, and keeps it") {
		t.Errorf("%+v, %v", report, err)
	}
	p = openProject(t, path, o)
	if got := must(p.Claim(c)); got.Resolved != "" || got.Reason != "" || got.Statement != "There is a pause" {
		t.Errorf("%+v", got)
	}
	if list := must(p.Claims()); len(list) != 1 || list[0].Resolved != "" {
		t.Errorf("%+v", list)
	}
	if list := must(p.Revisions(claim(c))); len(list[len(list)-1].Edits) == 0 {
		t.Errorf("the history does not tell what became of the decision: %+v", list)
	}
	if n := len(must(p.Annotations(Filter{}))); n != passages || must(p.Text(a)) == "" {
		t.Errorf("of %d passages %d are left", passages, n)
	}
	if got := add(t, p, later); got.ID != coming || must(p.Text(coming)) != later.Text {
		t.Errorf("added is %+v", got)
	}
	act, err = p.SetSetting("title", "Winter")
	did(t, act, err)
	if got := must(p.Setting("title")); got != "Winter" {
		t.Errorf("the title is %q", got)
	}
	act, err = p.Restore(claim(c), last)
	did(t, act, err)
	if got := must(p.Claim(c)); got.Resolved != annotate.Confirmed || got.Reason != "said so" {
		t.Errorf("restored it is %+v", got)
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{WithoutNotes: true})
	p.Close()
	for _, path := range []string{path, out} {
		report, err := Verify(t.Context(), path)
		if err != nil || !report.OK || strings.Contains(strings.Join(report.Notes, "\n"), "claim ") {
			t.Errorf("%+v, %v", report, err)
		}
	}
}

// redeclare alters how a table is declared in a file, and nothing else.
func redeclare(t *testing.T, path, table, from, to string) {
	t.Helper()
	raw(t, path, fmt.Sprintf("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, '%s', '%s') WHERE name = '%s'", from, to, table))
}

// A value of a type that its column cannot hold, or a second row of one name,
// can be put in while the table is declared otherwise.
func TestHostileTypes(t *testing.T) {
	t.Parallel()
	b, err := exampleFile()
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole.claimtrace")
	if err := os.WriteFile(whole, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ table, sql, problem string }{
		"text for a number":  {"change", "UPDATE change SET clock = 'soon' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "its clock is of the type text, not integer"},
		"two lines":          {"change", "UPDATE change SET clock = '1' || char(10) || '2' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "its clock is of the type text, not integer"},
		"bytes for a text":   {"change", "UPDATE change SET sets = x'00' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "its sets is of the type blob, not text"},
		"nothing for a text": {"change", "UPDATE change SET sets = NULL WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "its sets is of the type null, not text"},
		"text for a seed":    {"change", "UPDATE change SET seed = '0123456789abcdef' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "its seed is of the type text, not blob"},
		"text for an id":     {"name", "UPDATE name SET id = '0123456789abcdef' WHERE key = 5", "its id is of the type text, not blob"},
		"bytes for a name":   {"claim", "UPDATE claim SET statement = x'1b'", "its statement is of the type blob, not text"},
		"text for bytes":     {"text", "UPDATE text SET source = 'x' WHERE rowid = 1", "its source is of the type text, not blob"},
		"an id twice":        {"name", "UPDATE name SET id = (SELECT id FROM name WHERE key = 3) WHERE key = 5", "is that of name 5 too"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := exampleAt(t)
			const index = "sqlite_autoindex_name_1"
			redeclare(t, path, c.table, ") STRICT", ")")
			redeclare(t, path, c.table, "NOT NULL,", ",")
			if name == "an id twice" {
				redeclare(t, path, c.table, "UNIQUE", "")
				raw(t, path, "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema WHERE name = '"+index+"'")
				raw(t, path, "CREATE INDEX spy ON name (id)")
			}
			raw(t, path, c.sql)
			raw(t, path, "ATTACH '"+whole+"' AS whole", "PRAGMA writable_schema = 1",
				"UPDATE sqlite_schema SET sql = (SELECT sql FROM whole.sqlite_schema w WHERE w.name = sqlite_schema.name) WHERE type = 'table'",
				"UPDATE sqlite_schema SET name = '"+index+"', sql = NULL WHERE name = 'spy'")
			_, err := Open(path, testOptions("Ben"))
			refused(t, err, ErrDamaged, path, c.problem, "go back to a copy")
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || !strings.Contains(report.Problems[0], c.problem) {
				t.Errorf("verify gives %q, %v", report.Problems, err)
			}
		})
	}
}
