package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// unguarded runs statements one after the other on a database that does not
// guard its list of tables.
func unguarded(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_defensive=0")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%.80s: %v", s, err)
		}
	}
}

// Files that no program of ours writes, and that it cannot go on with: they are
// refused, as damaged, before anything is done in them.
func TestStrangeFilesAreRefused(t *testing.T) {
	const last = "9223372036854775807"
	nfd := "Cafe\u0301 is closed."
	sum := sha256.Sum256([]byte(nfd))
	for what, c := range map[string]struct {
		sql  []string
		want string
	}{
		"the last key of a name":    {[]string{"INSERT INTO name VALUES (" + last + ", randomblob(16))"}, "is no key"},
		"the last key but one":      {[]string{"INSERT INTO name VALUES (" + last + " - 1, randomblob(16))"}, "is no key"},
		"a word of the key 0":       {[]string{"UPDATE change SET kind = 0 WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "UPDATE change SET sets = replace(sets, '[' || (SELECT key FROM word WHERE word = 'claim') || ',', '[0,')", "UPDATE word SET key = 0 WHERE word = 'claim'"}, "is no key"},
		"the last receipt":          {[]string{"INSERT INTO receipt VALUES (" + last + ", 1, 'x', 0)"}, "receipt " + last},
		"a table that counts":       {[]string{"CREATE TABLE spy (x INTEGER PRIMARY KEY AUTOINCREMENT)", "INSERT INTO spy VALUES (1)"}, `"sqlite_sequence" does not belong`},
		"a table of SQLite's":       {[]string{"CREATE TABLE spy (x)", "PRAGMA writable_schema = 1", "UPDATE sqlite_schema SET name = 'sqlite_spy', tbl_name = 'sqlite_spy', sql = 'CREATE TABLE sqlite_spy (x)' WHERE name = 'spy'"}, `"sqlite_spy" does not belong`},
		"a text that is not in NFC": {[]string{"INSERT INTO text VALUES ('" + hex.EncodeToString(sum[:]) + "', '" + nfd + "', NULL, NULL)"}, "not in canonical form"},
		"a text of another name":    {[]string{"INSERT INTO text VALUES (char(27) || '[2J', NULL, NULL, NULL)"}, "the name of none"},
		"words without end":         {[]string{"INSERT INTO context VALUES (5, hex(zeroblob(1000000)), '')"}, "no words around a passage"},
		"words that are none":       {[]string{"INSERT INTO context VALUES (5, '', CAST(x'ff1b' AS TEXT))"}, "no words around a passage"},
	} {
		t.Run(what, func(t *testing.T) {
			path := exampleAt(t)
			unguarded(t, path, c.sql...)
			_, err := Open(path, testOptions("Ben"))
			refused(t, err, ErrDamaged, path, c.want)
			if report, err := Verify(t.Context(), path); err != nil || report.OK || !strings.Contains(strings.Join(report.Problems, ";"), c.want) {
				t.Errorf("verify gives %v, %q", err, report.Problems)
			}
			p := emptyProject(t)
			_, err = p.union(t.Context(), path, true)
			refused(t, err, ErrDamaged, path, c.want)
		})
	}
	t.Run("UTF-16", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "wide.claimtrace")
		unguarded(t, path, "PRAGMA encoding = 'UTF-16le'", fmt.Sprint("PRAGMA application_id = ", applicationID), "PRAGMA user_version = 3", log.Schema, tables.Schema,
			fmt.Sprintf("INSERT INTO derived VALUES (1, %d)", tables.Version), "INSERT INTO here VALUES (1, 0, 0, 0, zeroblob(16))")
		_, err := Open(path, testOptions("Ben"))
		refused(t, err, ErrDamaged, path, "UTF-8")
	})
}

// The name of a copy that is none is no name: the file takes another one.
func TestCopyOfNoName(t *testing.T) {
	path := exampleAt(t)
	raw(t, path, "UPDATE here SET copy = 987654")
	o := testOptions("Ben")
	o.Data = t.TempDir()
	p := openProject(t, path, o)
	act, err := p.SetSetting("title", "Winter")
	did(t, act, err)
	p.Close()
	verified(t, path)
}

// What stands in a file in which nobody has worked is nobody's: a package brings
// no drafts, which would be recorded as the work of whoever opens it, nor undo.
func TestPackageWithDrafts(t *testing.T) {
	p := emptyProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	raw(t, out, "INSERT INTO draft VALUES ('annotation x verdict', 'confirmed', 5)")
	o := testOptions("Ben")
	o.Data = t.TempDir()
	if list := must(openProject(t, out, o).Drafts()); len(list) > 0 {
		t.Errorf("what a stranger wrote is taken for one's own: %+v", list)
	}
}

// What is left out of a project is what came with a receipt that is set aside.
func TestStrangeAside(t *testing.T) {
	path := exampleAt(t)
	want := stand(t, path)
	raw(t, path, "INSERT INTO aside SELECT key FROM change WHERE kind = (SELECT key FROM word WHERE word = 'claim')", "DELETE FROM claim")
	if report, err := Verify(t.Context(), path); err != nil || report.OK || !report.Derived || !strings.Contains(report.Problems[0], "aside") {
		t.Errorf("verify gives %v, %q", err, report.Problems)
	}
	openProject(t, path, testOptions("Ben")).Close()
	verified(t, path)
	if stand(t, path) != want {
		t.Error("it holds something else")
	}
}

// A change of another kind under an id takes nothing of its history.
func TestHistoryOfAForgedID(t *testing.T) {
	path := exampleAt(t)
	p := openProject(t, path, testOptions("Anna"))
	c, a := must(p.Claims())[0].ID, must(p.Articles())[0].ID
	p.Close()
	s := newStranger(t, "x")
	added(t, path, s.makes(Ref{Kind: "a", ID: c}, nil, nil, field("x", change.OfInt(1))), s.makes(Ref{Kind: "a", ID: a}, nil, nil, field("x", change.OfInt(1))))
	p = openProject(t, path, testOptions("Anna"))
	for _, r := range []Ref{claim(c), article(a)} {
		list := must(p.History(r.ID))
		if len(list) == 0 || slices.ContainsFunc(list, func(x *change.Change) bool { return x.Entity != r }) {
			t.Errorf("the history of %v tells of another", r)
		}
	}
}

// More heads than a change can be made over, with a clock after all others, are
// settled by and by.
func TestPinnedByHeads(t *testing.T) {
	path := exampleAt(t)
	p := openProject(t, path, testOptions("Anna"))
	c := must(p.Claims())[0].ID
	p.Close()
	s := newStranger(t, "x")
	var list []*change.Change
	for i := range change.MaxIDs + 1 {
		x := s.makes(claim(c), nil, nil, field("statement", change.OfText(fmt.Sprint("Pinned ", i))))
		x.Clock = change.LastClock
		if err := x.Seal([16]byte{byte(i), byte(i >> 8)}); err != nil {
			t.Fatal(err)
		}
		list = append(list, x)
	}
	added(t, path, list...)
	p = openProject(t, path, testOptions("Anna"))
	for range 2 {
		act, err := p.Set(claim(c), annotate.Fields{"statement": "Mine"})
		did(t, act, err)
	}
	if got := must(p.Claim(c)); got.Statement != "Mine" {
		t.Errorf("it says %q", got.Statement)
	}
}

// More copies than a change can name keep nobody from deciding and removing.
func TestManyCopies(t *testing.T) {
	path := exampleAt(t)
	p := openProject(t, path, testOptions("Anna"))
	c := must(p.Claims())[0].ID
	p.Close()
	var list []*change.Change
	for i := range change.MaxIDs + 1 {
		list = append(list, newStranger(t, fmt.Sprint("copy", i)).makes(Ref{Kind: "x"}, nil, nil, life(true)))
	}
	added(t, path, list...)
	p = openProject(t, path, testOptions("Anna"))
	act, err := p.Decide(c, annotate.Confirmed, "said so")
	did(t, act, err)
	act, err = p.Remove(claim(c))
	did(t, act, err)
	if list := must(p.Claims()); len(list) > 0 {
		t.Error("it is still there")
	}
}

// One change under the name of Anna's copy makes a fork of that, and what she
// removed in knowledge of her own work is back; set aside, it does not.
func TestForgedFork(t *testing.T) {
	p := emptyProject(t)
	a := add(t, p, draft(thursday, "Courier", ""))
	n := tag(t, p, a, "Thursday", annotate.Disputed, "There is a pause")
	act, err := p.Remove(claim(n.Claim))
	did(t, act, err)
	path := exampleAt(t)
	s := newStranger(t, "x")
	s.copy = must(p.History(n.Claim))[0].Copy
	added(t, path, s.makes(Ref{Kind: "x"}, nil, nil, life(true)))
	u, err := p.union(t.Context(), path, true)
	if err != nil || len(u.Forks) != 1 {
		t.Fatalf("%+v, %v", u, err)
	}
	if err := aside(t, p, u.Receipt, true); err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(must(p.Claims()), func(c ClaimRow) bool { return c.ID == n.Claim }) {
		t.Error("the claim that Anna removed is still back")
	}
	sound(t, p)
}

// Words around passages prove nothing, and replace none.
func TestContextIsNotReplaced(t *testing.T) {
	p := emptyProject(t)
	example(t, p)
	dir := t.TempDir()
	one, other := filepath.Join(dir, "one.claimtrace"), filepath.Join(dir, "other.claimtrace")
	pack(t, p, one, PackOptions{WithoutText: true})
	pack(t, p, other, PackOptions{WithoutText: true})
	raw(t, other, "UPDATE context SET prefix = 'it is not true that '", "DELETE FROM package")
	q := openProject(t, one, testOptions("Ben"))
	if _, err := q.union(t.Context(), other, true); err != nil {
		t.Fatal(err)
	}
	if n, err := file.One(q.conn, file.Scalar[int], "SELECT count(*) FROM context WHERE prefix LIKE 'it is not%'"); err != nil || n > 0 {
		t.Errorf("%d were replaced, %v", n, err)
	}
}
