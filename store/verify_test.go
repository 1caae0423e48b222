package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/tables"
)

// Tables that were edited by hand are made anew at the opening, and are told as
// derived; the log is not touched.
func TestDerivedTables(t *testing.T) {
	t.Parallel()
	clean := exampleAt(t)
	p := openProject(t, clean, testOptions("Anna"))
	holds, log, derived := shownBy(t, p.View), logOf(t, p), dumpDerived(t, p)
	p.Close()
	for what, statement := range map[string]string{
		"a value":               "UPDATE claim SET note = 'altered'",
		"a verdict":             "UPDATE annotation SET verdict = 2",
		"a row less":            "DELETE FROM annotation WHERE key = (SELECT min(key) FROM annotation)",
		"a row more":            "INSERT INTO setting (key, name, value) VALUES (999, 'title', 'forged')",
		"an entity that is not": "INSERT INTO claim SELECT 998, statement, resolved, reason, evidence, decided, decided_by, decision, note, created, withheld, marks FROM claim",
		"marks":                 "UPDATE claim SET marks = ''",
		"counts":                "UPDATE article SET confirmed = 7",
		"references":            "DELETE FROM reference",
		"a reference more":      "INSERT INTO reference VALUES (1, 1)",
		"a fork that is none":   "INSERT INTO fork VALUES (1, 1)",
		"another version":       fmt.Sprintf("UPDATE derived SET version = %d", tables.Version+1),
		"no version":            "DELETE FROM derived",
		"no table":              "DROP TABLE claim",
		"another table":         "CREATE TABLE facet (key INTEGER PRIMARY KEY, words TEXT)",
		"another column":        "ALTER TABLE claim ADD COLUMN mood TEXT",
		"no index":              "DROP INDEX claim_statement",
		"no index of the log":   "DROP INDEX change_entity",
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "winter.claimtrace")
			copyFile(t, clean, path)
			raw(t, path, statement)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || !report.Derived || len(report.Problems) == 0 {
				t.Errorf("verify gives %+v, %v", report, err)
			}
			before := readFile(t, path)
			o := testOptions("Anna")
			o.ReadOnly = true
			q := openProject(t, path, o)
			if d := differences(shownBy(t, q.View), holds); d != "" {
				t.Errorf("for reading only it holds otherwise: %s", d)
			}
			q.Close()
			if string(readFile(t, path)) != string(before) {
				t.Error("opened for reading only, the file was changed")
			}
			q = openProject(t, path, testOptions("Anna"))
			if logOf(t, q) != log {
				t.Error("the log is another")
			}
			if dumpDerived(t, q) != derived {
				t.Errorf("the tables are\n%s\nnot\n%s", dumpDerived(t, q), derived)
			}
			q.Close()
			verified(t, path)
		})
	}
}

// An index that does not follow its table is told as derived and made anew at the
// opening, however many rows it lacks; for reading only the rows are read as they
// are. What hides behind it is found all the same.
func TestStaleIndex(t *testing.T) {
	t.Parallel()
	clean := exampleAt(t)
	p := openProject(t, clean, testOptions("Anna"))
	a := must(p.Articles())[0].ID
	var list []NewAnnotation
	for i := range 300 { // more than SQLite is asked to tell of
		list = append(list, NewAnnotation{Article: a, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Note: fmt.Sprint("note ", i)})
	}
	_, act, err := p.AnnotateAll(t.Context(), list, nil)
	did(t, act, err)
	holds, log := shownBy(t, p.View), logOf(t, p)
	p.Close()
	// The index is taken out of the list of tables between two statements, of
	// which the second then passes it by.
	stale := func(path, index, first, then string) {
		raw(t, path, first)
		raw(t, path, "PRAGMA writable_schema = 1; CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = '"+index+"'; DELETE FROM sqlite_schema WHERE name = '"+index+"'")
		raw(t, path, then)
		raw(t, path, "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema SELECT * FROM kept; DROP TABLE kept")
	}
	for what, c := range map[string]struct {
		index, first, then string
		problem            string // that cannot be made anew
	}{
		"of few rows":     {"claim_statement", "UPDATE claim SET statement = statement || '!'", "UPDATE claim SET statement = rtrim(statement, '!')", ""},
		"of many":         {"annotation_article", "UPDATE annotation SET verdict = verdict + 10", "UPDATE annotation SET verdict = verdict - 10", ""},
		"of altered rows": {"annotation_article", "SELECT 1", "UPDATE annotation SET verdict = verdict + 10", ""},
		"of rows gone":    {"article_sha256", "SELECT 1", "DELETE FROM article", ""},
		"of the log":      {"change_number", "UPDATE change SET number = number + 1000", "UPDATE change SET number = number - 1000", ""},
		"of entities":     {"change_entity", "UPDATE change SET entity = entity + 100000 WHERE entity <> key", "UPDATE change SET entity = entity - 100000 WHERE entity > 100000", ""},
		"before damage": {"change_number", "UPDATE change SET number = number + 1000",
			"UPDATE change SET number = number - 1000; UPDATE word SET word = 'x' || word WHERE word = 'claim'", "it is not what was recorded under its id"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "winter.claimtrace")
			copyFile(t, clean, path)
			stale(path, c.index, c.first, c.then)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || report.Derived != (c.problem == "") || !strings.Contains(strings.Join(report.Problems, "\n"), c.problem) {
				t.Errorf("verify gives %+v, %v", report, err)
			}
			if c.problem != "" {
				_, err := Open(path, testOptions("Anna"))
				refused(t, err, ErrDamaged, path)
				return
			}
			if !slices.Contains(report.Problems, "index "+c.index+": it does not follow its table") {
				t.Errorf("verify tells %q", report.Problems)
			}
			o := testOptions("Anna")
			o.ReadOnly = true
			q := openProject(t, path, o)
			if d := differences(shownBy(t, q.View), holds); d != "" {
				t.Errorf("for reading only it holds otherwise: %s", d)
			}
			q.Close()
			q = openProject(t, path, testOptions("Anna"))
			if d := differences(shownBy(t, q.View), holds); d != "" || logOf(t, q) != log {
				t.Errorf("it holds otherwise: %s", d)
			}
			q.Close()
			verified(t, path)
		})
	}
}

// Damage of what cannot be made anew is told, row by row, and nothing is opened.
func TestDamage(t *testing.T) {
	t.Parallel()
	clean := exampleAt(t)
	for what, c := range map[string]struct{ statement, words string }{
		"text":                   {"UPDATE text SET text = text || '.'", "it is not what was added under that name"},
		"source":                 {"UPDATE text SET source = x'00'", "its source is not what was added with it"},
		"a change":               {"UPDATE change SET sets = replace(sets, 'pause', 'peace') WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "it is not what was recorded under its id"},
		"a number":               {"UPDATE change SET number = number + 7 WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "it is not what was recorded under its id"},
		"a person":               {"UPDATE change SET person = copy", "it is not what was recorded under its id"},
		"a change less":          {"DELETE FROM change WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "were taken out or put in"},
		"a change of no id":      {"DELETE FROM name WHERE key = (SELECT key FROM claim)", "it names something that has no id"},
		"the sum":                {"UPDATE here SET sum = zeroblob(16)", "were taken out or put in"},
		"the count":              {"UPDATE here SET changes = changes - 1", "were taken out or put in"},
		"an id of 15 bytes":      {"UPDATE name SET id = substr(id, 1, 15) WHERE key = 1", "an id has 16 bytes"},
		"JSON":                   {"UPDATE change SET sets = sets || ' ' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "it is not written as rows are"},
		"null for empty":         {"UPDATE change SET over = '[]' WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "it is not written as rows are"},
		"a life of neither":      {`UPDATE change SET sets = replace(sets, '[true', '[7') WHERE kind = (SELECT key FROM word WHERE word = 'claim')`, "life is neither true nor false"},
		"text that is not clean": {"UPDATE text SET text = CAST(x'ff' AS TEXT), sha256 = 'a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89' WHERE rowid = 1", "it is not in canonical form"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "winter.claimtrace")
			copyFile(t, clean, path)
			raw(t, path, c.statement)
			report, err := Verify(t.Context(), path)
			if err != nil || report.OK || report.Derived || !strings.Contains(strings.Join(report.Problems, "\n"), c.words) {
				t.Errorf("verify gives %+v, %v", report, err)
			}
			for _, line := range report.Problems {
				if strings.ContainsAny(line, "\n\r") {
					t.Errorf("%q is not one line", line)
				}
			}
			_, err = Open(path, testOptions("Anna"))
			refused(t, err, ErrDamaged, path, "cannot open ", c.words)
		})
	}
}

// An open project is checked as one that is not, and can be worked on after.
func TestCheckOpenProject(t *testing.T) {
	t.Parallel()
	o := testOptions("Anna")
	o.Data = t.TempDir()
	p := openProject(t, exampleAt(t), o)
	if report, err := p.Check(t.Context()); err != nil || !report.OK || len(report.Problems) > 0 || report.Derived {
		t.Errorf("%+v, %v", report, err)
	}
	if err := p.conn.Exec("UPDATE claim SET note = 'altered'"); err != nil {
		t.Fatal(err)
	}
	report, err := p.Check(t.Context())
	if err != nil || report.OK || !report.Derived || !strings.Contains(strings.Join(report.Problems, ";"), "does not agree with the log") {
		t.Errorf("a stale table: %+v, %v", report, err)
	}
	if err := p.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Check(t.Context()); err != nil || !report.OK {
		t.Errorf("after rebuilding: %+v, %v", report, err)
	}
	act, err := p.SetSetting("title", "Winter")
	did(t, act, err)
	if err := p.conn.Exec("UPDATE text SET text = text || '.'"); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Check(t.Context()); err != nil || report.OK || report.Derived {
		t.Errorf("an altered text: %+v, %v", report, err)
	}
	p.Close()
	if report, err := p.Check(t.Context()); err == nil || report.OK {
		t.Errorf("closed: %+v, %v", report, err)
	}
	if entries := must(os.ReadDir(o.Data)); len(entries) > 2 {
		t.Errorf("%v are left", entries)
	}
}

// What points at nothing here is told and no damage.
func TestNotes(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	bare := a.given(t, "Ben", PackOptions{WithoutText: true})
	bare.close(t)
	report, err := Verify(t.Context(), bare.path)
	if err != nil || !report.OK || !strings.Contains(strings.Join(report.Notes, "\n"), "article "+string(m.Article)+": its text is not here") {
		t.Errorf("%+v, %v", report, err)
	}
	// A quote that is not what the text says, as only a merge could bring.
	if _, err := a.p.act("test", func(rec *recording) error {
		s, err := rec.tables.State(annotation(m.ID))
		if err == nil {
			_, err = rec.setFields(s, annotate.Fields{"quote": "otherwise", "start": 3})
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	a.close(t)
	report, err = Verify(t.Context(), a.path)
	if err != nil || !report.OK || !strings.Contains(strings.Join(report.Notes, "\n"), "its quote is not what the article says at 3 to 74") {
		t.Errorf("%+v, %v", report, err)
	}
}
