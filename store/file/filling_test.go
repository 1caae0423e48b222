package file

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const (
	noteSchema  = "CREATE TABLE note (id INTEGER PRIMARY KEY, n INTEGER, text TEXT, b BLOB, r REAL) STRICT"
	namedSchema = "CREATE TABLE named (id INTEGER PRIMARY KEY, name %s NOT NULL UNIQUE, n INTEGER) STRICT"
)

// databaseOf is one of a schema and pages of some size, to which there is no
// connection once fill is done.
func databaseOf(t *testing.T, size int, schema string, fill func(c *Conn) error) *Temp {
	t.Helper()
	temp, c := temporary(t)
	if err := c.Script(fmt.Sprintf("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA page_size = %d; %s", size, schema)); err != nil {
		t.Fatal(err)
	}
	if fill != nil {
		if err := c.Transaction(func() error { return fill(c) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	return temp
}

// pagesIn are the pages of a database at rest.
func pagesIn(t *testing.T, temp *Temp) *Pages {
	t.Helper()
	c, err := temp.Connect(true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	pages, err := c.AtRest()
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// copied copies tables of a database to another, which has the same schema and
// nothing in it.
func copied(t *testing.T, from, to *Temp, but map[int64]bool, indexed int, names ...string) error {
	t.Helper()
	pages := pagesIn(t, from)
	return to.Fill(t.Context(), func(f *Filling) error {
		for _, name := range names {
			table, err := pages.Table(name, LongestRow)
			if err != nil {
				return err
			}
			if err := f.Copy(table, but, indexed); err != nil {
				return err
			}
		}
		return nil
	})
}

// holds are the rows of a query in a database that SQLite finds in order.
func holds(t *testing.T, what string, temp *Temp, query string, columns int) [][]any {
	t.Helper()
	c, err := temp.Connect(true)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if sound, err := All(c, Scalar[string], "PRAGMA integrity_check"); err != nil || !slices.Equal(sound, []string{"ok"}) {
		t.Fatalf("%s: %q, %v", what, sound, err)
	}
	rows, err := All(c, RowOf(columns), query)
	if err != nil {
		t.Fatal(what, err)
	}
	return rows
}

// randomNotes inserts rows of values of all types and sizes.
func randomNotes(rng *rand.Rand, rows, longest int) func(c *Conn) error {
	return func(c *Conn) error {
		key := int64(rng.IntN(2)) - 200
		for range rows {
			step := int64(1)
			if rng.IntN(3) == 0 {
				step = 1 + rng.Int64N(1<<rng.IntN(40))
			}
			key += step
			length := rng.IntN(40)
			if rng.IntN(8) == 0 {
				length = rng.IntN(longest)
			}
			n, text, b := any(rng.Int64()>>rng.IntN(64)), any(strings.Repeat("ö", length/2)), any(bytes.Repeat([]byte{0, 7}, length%97))
			switch rng.IntN(6) {
			case 0:
				n = nil
			case 1:
				text, b = nil, nil
			}
			if err := c.Exec("INSERT INTO note VALUES (?, ?, ?, ?, ?)", key, n, text, b, rng.Float64()); err != nil {
				return err
			}
		}
		return nil
	}
}

// A table that is written by its pages holds what that holds which it is a copy of,
// and SQLite finds it in order and goes on in it: whatever stands in the rows, however
// many and long they are, and whatever the size of a page in either.
func TestFilling(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const all = "SELECT id, n, text, b, r FROM note ORDER BY id"
	for _, size := range []int{512, 1024, 8192, 65536} {
		for _, rows := range []int{0, 1, 2, 5, 40, 900, 6000} {
			longest := 20 * min(size, 8192)
			if rows > 1000 {
				longest = 600
			}
			what := fmt.Sprintf("pages of %d bytes, %d rows", size, rows)
			from := databaseOf(t, []int{512, 4096}[rng.IntN(2)], noteSchema, randomNotes(rng, rows, longest))
			to := databaseOf(t, size, noteSchema+"; CREATE TABLE other (id INTEGER PRIMARY KEY)", nil)
			if err := copied(t, from, to, nil, -1, "note"); err != nil {
				t.Fatal(what, err)
			}
			want := holds(t, what, from, all, 5)
			if got := holds(t, what, to, all, 5); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %d of %d are there, or they are others", what, len(got), len(want))
			}
			c, err := to.Connect(false)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Transaction(func() error {
				for i := range 20 {
					if err := c.Exec("INSERT OR IGNORE INTO note VALUES (?, 1, ?, NULL, 0)", i*i*i*i, strings.Repeat("x", i*400)); err != nil {
						return err
					}
				}
				return c.Exec("DELETE FROM note WHERE id % 3 = 0")
			}); err != nil {
				t.Fatal(what, err)
			}
			c.Close()
			holds(t, what+", after more was written", to, all, 5)
		}
	}
}

// However many leaves there are, no page above them is without a cell; and a row may
// be as short as any is.
func TestFillingLevels(t *testing.T) {
	for leaves := 1; leaves < 200; leaves++ {
		to := databaseOf(t, 512, noteSchema, nil)
		if err := to.Fill(t.Context(), func(f *Filling) error {
			root, err := f.root("table", "note")
			if err != nil {
				return err
			}
			x := f.leaves(leafPage, root)
			for i := range int64(leaves) {
				// Two columns of which there is nothing, and a text; or one of the former.
				record := append(appendVarint([]byte{5, 0, 0}, 13+2*395), strings.Repeat("x", 395)...)
				if err := cmp.Or(x.add(2*i, record), x.add(2*i+1, []byte{2, 0})); err != nil {
					return err
				}
			}
			if x.add(2*int64(leaves), []byte{1}) == nil {
				t.Error("a row of one byte is written")
			}
			return x.end()
		}); err != nil {
			t.Fatal(leaves, err)
		}
		what := fmt.Sprint(leaves, " leaves")
		if got := holds(t, what, to, "SELECT id, n FROM note ORDER BY id", 2); len(got) != 2*leaves {
			t.Errorf("%s: %d rows", what, len(got))
		}
		c, err := to.Connect(false)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Transaction(func() error {
			return cmp.Or(c.Exec("DELETE FROM note WHERE id % 4 = 1"), c.Exec("INSERT INTO note (id, n) SELECT id + 1, 1 FROM note WHERE id % 4 = 0"))
		}); err != nil {
			t.Fatal(what, err)
		}
		c.Close()
		holds(t, what+", after more was written", to, "SELECT id, n FROM note", 2)
	}
}

// The index of a table is filled with it, at any number of entries: each is found by
// it, and none but those.
func TestFillingIndex(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for step, kind := range []string{"BLOB", "TEXT"} {
		schema := fmt.Sprintf(namedSchema, kind)
		for i := 0; i < 80; i += 1 + 8*step {
			rows, size := i, 512
			switch {
			case i == 72:
				rows, size = 3000, 8192
			case i > 50:
				rows = 40*i - 1900
			}
			what := fmt.Sprintf("%s, pages of %d bytes, %d rows", kind, size, rows)
			but := map[int64]bool{}
			fill := func(c *Conn) error {
				for i := range rows {
					name := []byte(fmt.Sprintf("%x", rng.Uint64()))[:1+rng.IntN(16)]
					name = append(name, fmt.Sprint(i)...)
					if rng.IntN(4) == 0 {
						name = append([]byte("the same bytes "), name...)
					}
					key := int64(i) << rng.IntN(2) << (i % 3 * 18)
					if rng.IntN(9) == 0 {
						but[key] = true
					}
					var v any = name
					if kind == "TEXT" {
						v = string(name)
					}
					if err := c.Exec("INSERT OR IGNORE INTO named VALUES (?, ?, ?)", key, v, i); err != nil {
						return err
					}
				}
				return nil
			}
			from, to := databaseOf(t, 4096, schema, fill), databaseOf(t, size, schema, nil)
			if err := copied(t, from, to, but, 1, "named"); err != nil {
				t.Fatal(what, err)
			}
			want := slices.DeleteFunc(holds(t, what, from, "SELECT id, name FROM named ORDER BY id", 2), func(row []any) bool { return but[row[0].(int64)] })
			if got := holds(t, what, to, "SELECT id, name FROM named NOT INDEXED ORDER BY id", 2); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %d of %d are there, or they are others", what, len(got), len(want))
			}
			found := holds(t, what, to, "SELECT count(*) FROM named a JOIN named b ON b.name = a.name AND b.id = a.id", 1)
			if int(found[0][0].(int64)) != len(want) {
				t.Fatalf("%s: %v of %d are found by their names", what, found, len(want))
			}
		}
	}
}

// What no table can be is not written down as one.
func TestFillingRefuses(t *testing.T) {
	text, loose := fmt.Sprintf(namedSchema, "TEXT"), "CREATE TABLE named (id INTEGER PRIMARY KEY, name TEXT, n INTEGER)"
	insert := func(values string) func(c *Conn) error {
		return func(c *Conn) error { return c.Exec("INSERT INTO named VALUES " + values) }
	}
	disordered := databaseOf(t, 512, loose, insert("(1, 'a', 1), (2, 'b', 2)"))
	b, err := os.ReadFile(disordered.Path)
	if err != nil {
		t.Fatal(err)
	}
	places := b[512+8 : 512+12]
	places[0], places[1], places[2], places[3] = places[2], places[3], places[0], places[1]
	if err := os.WriteFile(disordered.Path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for what, x := range map[string]struct{ from, to *Temp }{
		"two rows of one name":    {databaseOf(t, 512, loose, insert("(1, 'a', 1), (2, 'b', 2), (3, 'a', 3)")), databaseOf(t, 512, text, nil)},
		"a name that is too long": {databaseOf(t, 512, loose, insert("(1, '"+strings.Repeat("a", 100)+"', 1)")), databaseOf(t, 512, text, nil)},
		"a name that is a number": {databaseOf(t, 512, loose+" STRICT", insert("(1, NULL, 1)")), databaseOf(t, 512, text, nil)},
		"rows out of order":       {disordered, databaseOf(t, 512, text, nil)},
		"a table that is filled":  {databaseOf(t, 512, text, insert("(1, 'a', 1)")), databaseOf(t, 512, text, insert("(1, 'a', 1)"))},
		"another schema":          {databaseOf(t, 512, text, insert("(1, 'a', 1)")), databaseOf(t, 512, noteSchema, nil)},
		"pages that are noted":    {databaseOf(t, 512, text, insert("(1, 'a', 1)")), databaseOf(t, 512, "PRAGMA auto_vacuum = FULL;"+text, nil)},
	} {
		err := copied(t, x.from, x.to, nil, 1, "named")
		if err == nil || !errors.Is(Explain("read", x.to.Path, err), ErrDamaged) && !errors.Is(err, ErrPacked) {
			t.Errorf("%s: %v", what, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	from, to := databaseOf(t, 512, text, insert("(1, 'a', 1)")), databaseOf(t, 512, text, nil)
	pages := pagesIn(t, from)
	table, err := pages.Table("named", LongestRow)
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Fill(ctx, func(f *Filling) error { return f.Copy(table, nil, 1) }); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

// The page on which SQLite's locks lie stays empty, whatever would come to lie on it.
func TestFillingAroundLocks(t *testing.T) {
	const size = 65536
	locked := int64(lockedPage)/size + 1
	from := databaseOf(t, 512, noteSchema, func(c *Conn) error {
		for i := range 12 {
			if err := c.Exec("INSERT INTO note VALUES (?, 0, ?, NULL, 0)", i, strings.Repeat("x", 30_000+i*25_000)); err != nil {
				return err
			}
		}
		return nil
	})
	want := holds(t, "from", from, "SELECT id, text FROM note ORDER BY id", 2)
	for before := range int64(30) {
		to := databaseOf(t, size, noteSchema, nil)
		// as if so many pages were there
		begins := locked - before
		f, err := os.OpenFile(to.Path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteAt(binary.BigEndian.AppendUint32(nil, uint32(begins)), 28)
		if err := errors.Join(err, f.Truncate(begins*size), copied(t, from, to, nil, -1, "note")); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, size)
		if _, err := f.ReadAt(b, lockedPage); err != nil || bytes.Count(b, []byte{0}) != size {
			t.Errorf("%d pages before it: something lies on it, %v", before, err)
		}
		f.Close()
		c, err := to.Connect(true)
		if err != nil {
			t.Fatal(err)
		}
		got, err := All(c, RowOf(2), "SELECT id, text FROM note ORDER BY id")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%d pages before it: %d rows are read, or others, %v", before, len(got), err)
		}
		c.Close()
	}
}

// Two tables are the same where all rows are, but for those that are not looked at.
func TestSame(t *testing.T) {
	fill := func(sql string) func(c *Conn) error {
		return func(c *Conn) error {
			if err := randomNotes(rand.New(rand.NewPCG(5, 6)), 300, 5000)(c); err != nil {
				return err
			}
			return c.Exec(sql)
		}
	}
	find := func(temp *Temp) (*Table, func()) {
		c, err := temp.Connect(true)
		if err != nil {
			t.Fatal(err)
		}
		return noteTable(t, c, LongestRow), func() { c.Close() }
	}
	mine, done := find(databaseOf(t, 512, noteSchema, fill("INSERT INTO note (id) VALUES (1 << 50)")))
	defer done()
	for sql, want := range map[string]bool{
		"INSERT INTO note (id) VALUES (1 << 50)":                                                        true,
		"INSERT INTO note (id, n) VALUES (1 << 50, 3)":                                                  true, // which is not looked at
		"DELETE FROM note WHERE id = 0":                                                                 true, // none is lacking but that
		"DELETE FROM note WHERE id = (SELECT max(id) FROM note)":                                        false,
		"DELETE FROM note WHERE id = (SELECT min(id) FROM note)":                                        false,
		"INSERT INTO note (id) VALUES (1 + (SELECT max(id) FROM note))":                                 false,
		"UPDATE note SET n = 5 WHERE id = (SELECT min(id) FROM note)":                                   false,
		"UPDATE note SET id = id + 1 WHERE id = (SELECT max(id) FROM note)":                             false,
		"UPDATE note SET text = 'x' || text WHERE id IN (SELECT id FROM note WHERE text <> '' LIMIT 1)": false,
	} {
		theirs, done := find(databaseOf(t, 4096, noteSchema, fill(sql)))
		for _, pair := range [][2]*Table{{mine, theirs}, {theirs, mine}} {
			if same, err := pair[0].Same(t.Context(), pair[1], map[int64]bool{1 << 50: true}); err != nil || same != want {
				t.Errorf("%s: %v, %v", sql, same, err)
			}
		}
		done()
	}
}
