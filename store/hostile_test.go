package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// savedExample is the bytes of a project with the example.
var savedExample = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "claimtrace")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "winter.claimtrace")
	p, err := Create(path, testOptions("Anna"))
	if err != nil {
		return nil, err
	}
	added, _, err := p.AddArticles(context.Background(), []Draft{draft(thursday, "Courier", "2026-01-29"), draft(friday, "Herald", "")}, nil)
	if err != nil {
		return nil, err
	}
	_, _, err = p.Annotate(NewAnnotation{
		Article: added[0].Article.ID, Span: annotate.Span{Start: 40, End: 74}, Verdict: annotate.Unconfirmed, Statement: "There is a pause",
	})
	_, err2 := p.SetSetting("title", "Winter")
	if err := errors.Join(err, err2, p.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// saved writes a project with the example and returns its path.
func saved(t *testing.T) string {
	t.Helper()
	b, err := savedExample()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHostileSchema(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, what string }{
		"trigger": {"CREATE TRIGGER spy AFTER INSERT ON change BEGIN DELETE FROM text; END", `trigger "spy"`},
		"view":    {"CREATE VIEW spy AS SELECT * FROM text", `view "spy"`},
		"endless view": {"CREATE VIEW spy AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
			`view "spy"`},
		"generated column": {"ALTER TABLE claim ADD COLUMN spy TEXT AS (upper(note))", `table "claim"`},
		"expression index": {"CREATE INDEX spy ON claim (upper(note))", `index "spy"`},
		"partial index":    {"CREATE INDEX spy ON claim (note) WHERE note <> ''", `index "spy"`},
		"virtual table":    {"CREATE VIRTUAL TABLE spy USING fts5(body)", `table "spy`},
		"more tables":      {"CREATE TABLE spy (x)", `table "spy"`},
		"table gone":       {"DROP TABLE setting", `"setting"`},
		"column renamed":   {"ALTER TABLE claim RENAME COLUMN note TO remark", `table "claim"`},
		"view for a table": {"DROP TABLE setting; CREATE VIEW setting AS SELECT 1 AS id, 2 AS name, 3 AS value", `view "setting"`},
		"trigger on read": {"CREATE TRIGGER spy INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
			`"`},
		"virtual table of no known kind": {"PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('table', 'spy', 'spy', 0, 'CREATE VIRTUAL TABLE spy USING evil(x)')",
			`table "spy"`},
		"column computed": {"PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'note ', 'note TEXT AS (upper(id)), remark ') WHERE name = 'claim'",
			`table "claim"`},
		"check with a function": {"PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL', 'name TEXT NOT NULL CHECK (randomblob(1e9))') WHERE name = 'reviewer'",
			`table "reviewer"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := saved(t)
			if name == "trigger on read" {
				raw(t, path, "CREATE VIEW v AS SELECT 1")
			}
			raw(t, path, c.sql)
			_, err := Open(path, Options{})
			refused(t, err, ErrDamaged, path, c.what)
			report, err := Verify(path)
			if err != nil || report.OK || !strings.Contains(strings.Join(report.Problems, ";"), c.what) {
				t.Errorf("verify gives %v, %v", report, err)
			}
		})
	}
}

// forge changes rows of the log as SQL says and makes the chain of sums fit
// again, as one would who knows how.
func forge(t *testing.T, path string, statements ...string) {
	t.Helper()
	raw(t, path, statements...)
	opened := database(t, path)
	defer opened.Close()
	c := opened.Conn
	var sums [][]byte
	var before []byte
	if err := c.Each(func(r file.Row) error {
		e, _ := scanEntry(r) // values that cannot be are what this is for
		before = e.chain(before)
		sums = append(sums, before)
		return nil
	}, "SELECT "+entryColumns+" FROM change ORDER BY seq"); err != nil {
		t.Fatal(err)
	}
	for i, sum := range sums {
		if err := c.Exec("UPDATE change SET sum = ? WHERE seq = (SELECT seq FROM change ORDER BY seq LIMIT 1 OFFSET ?)", sum, i); err != nil {
			t.Fatal(err)
		}
	}
}

// derivedAnew rebuilds the tables as far as the log allows.
func derivedAnew(t *testing.T, path string) {
	t.Helper()
	opened := database(t, path)
	defer opened.Close()
	c := opened.Conn
	_ = c.Transaction(func() error { return rebuild(c) })
}

func TestHostileValues(t *testing.T) {
	t.Parallel()
	annotation := func(from, to string) string {
		return "UPDATE change SET fields = replace(fields, '" + from + "', '" + to + "') WHERE kind = 'annotation'"
	}
	const (
		claim   = "UPDATE change SET %s WHERE kind = 'claim'"
		nothing = "11111111-1111-4111-8111-111111111111"
	)
	for name, c := range map[string]struct{ sql, problem string }{
		"span outside":        {annotation(`"end":74`, `"end":75`), "lies outside its article of 74 characters"},
		"span far outside":    {annotation(`"end":74`, `"end":9000000000000000000`), "lies outside"},
		"span backwards":      {annotation(`"start":40`, `"start":74`), "lies outside"},
		"span moved":          {annotation(`"start":40`, `"start":39`), "its quote is not what the article says"},
		"quote altered":       {annotation("has not confirmed", "has confirmed"), "its quote is not what the article says"},
		"start negative":      {annotation(`"start":40`, `"start":-1`), "start of an annotation"},
		"start as text":       {annotation(`"start":40`, `"start":"40"`), "start of an annotation"},
		"start as a fraction": {annotation(`"start":40`, `"start":40.5`), "not a whole number"},
		"start left out":      {annotation(`"start":40,`, ``), "its quote is not"},
		"verdict unknown":     {annotation(`"unconfirmed"`, `"maybe"`), "is not a verdict"},
		"field unknown":       {annotation(`"start":40`, `"begin":40`), `no field "begin"`},
		"field twice":         {annotation(`"start":40`, `"start":40,"start":40`), "not written as they should be"},
		"fields not JSON":     {annotation(`{`, ``), "invalid field"},
		"fields too many":     {annotation(`}`, `}}`), "more than one JSON value"},
		"claim unknown":       {"UPDATE change SET fields = json_set(fields, '$.claim', '" + nothing + "') WHERE kind = 'annotation'", `its claim "` + nothing},
		"claim is an article": {"UPDATE change SET fields = json_set(fields, '$.claim', (SELECT entity FROM change WHERE kind = 'article')) WHERE kind = 'annotation'", "its claim"},
		"author unknown":      {"UPDATE change SET reviewer = '" + nothing + "'", "its reviewer"},
		"no statement":        {fmt.Sprintf(claim, "fields = '{}'"), "it has no statement"},
		"kind unknown":        {fmt.Sprintf(claim, "kind = 'table'"), `no kind "table"`},
		"two kinds":           {"UPDATE change SET entity = (SELECT entity FROM change WHERE kind = 'reviewer') WHERE kind = 'claim'", "was a reviewer before"},
		"id not a UUID":       {fmt.Sprintf(claim, "id = 'x'"), `id "x" is not an id`},
		"id in capitals":      {fmt.Sprintf(claim, "id = upper(id)"), "is not an id"},
		"entity not a UUID":   {fmt.Sprintf(claim, "entity = '../../x'"), "is not an id"},
		"clock at zero":       {fmt.Sprintf(claim, "clock = 0"), "clock 0"},
		"clock beyond all":    {fmt.Sprintf(claim, "clock = 9223372036854775807"), "clock 9223372036854775807"},
		"verb with escapes":   {fmt.Sprintf(claim, "verb = char(27) || '[2J'"), "verb"},
		"verb empty":          {fmt.Sprintf(claim, "verb = ''"), "verb"},
		"invalid UTF-8":       {fmt.Sprintf(claim, "fields = CAST(x'7b226e6f7465223a22ff227d' AS TEXT)"), "change 4"},
		"local neither":       {fmt.Sprintf(claim, "local = 2"), "change 4"},
		"line break":          {fmt.Sprintf(claim, `fields = '{"statement":"one\ntwo"}'`), "line break"},
		"other text": {"UPDATE change SET fields = json_set(fields, '$.sha256', (SELECT sha256 FROM text ORDER BY sha256 DESC LIMIT 1)) WHERE kind = 'article'",
			"cannot have that text"},
		"text altered":   {"UPDATE text SET text = replace(text, 'confirmed', 'disproved')", "not what was added under that name"},
		"text gone":      {"DELETE FROM text", "its text is missing"},
		"source forged":  {"UPDATE text SET source = x'00'", "its source is not what was added"},
		"wrong length":   {"UPDATE change SET fields = json_set(fields, '$.chars', 7) WHERE kind = 'article'", "characters, not 7"},
		"follows itself": {`UPDATE change SET fields = replace(fields, '"title"', '"supersedes":"' || entity || '","title"') WHERE kind = 'article'`, "it supersedes itself"},
		"undoes itself":  {fmt.Sprintf(claim, "undoes = action"), "it undoes itself"},
		"source alone":   {"UPDATE text SET source_sha256 = 'x'", "its source is not what was added"},
		"sum gone":       {"PRAGMA ignore_check_constraints = 1; UPDATE change SET sum = zeroblob(0)", "altered or taken out"},
	} {
		t.Run(name, func(t *testing.T) {
			path := saved(t)
			if strings.Contains(c.sql, "SET sum") {
				raw(t, path, c.sql)
			} else {
				forge(t, path, c.sql)
			}
			before, _ := os.ReadFile(path)
			_, err := Open(path, Options{})
			refused(t, err, ErrDamaged, path, "go back to a copy")
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
			derivedAnew(t, path)
			report, err := Verify(path)
			if err != nil || report.OK || !strings.Contains(report.Problems[0], c.problem) {
				t.Errorf("verify gives %q, %v; want %q", report.Problems, err, c.problem)
			}
			_, err = Open(path, Options{})
			refused(t, err, ErrDamaged, path, report.Problems[0])
		})
	}
}
