package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimtrace/store/file"
)

// rowsBySQLite lists the rows of a table as SQLite reads them.
func rowsBySQLite(t *testing.T, c *file.Conn, table string, columns int) [][]any {
	t.Helper()
	list, err := file.All(c, file.RowOf(columns), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Read from the pages, a project has the rows that SQLite finds in it, short
// and long, of one byte and of many.
func TestRowsFromPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	p := newProjectAt(t, path)
	example(t, p)
	for i := range 9 {
		d := big(i)
		d.Text = d.Text[:1<<i*100+i]
		add(t, p, d)
	}
	if err := p.conn.Script(`CREATE TABLE odd (a, b, c, d, e); INSERT INTO odd VALUES (0, 1, -1, 127, -128), (128, -129, 32768, -32769, 8388608),
		(1 << 31, -(1 << 40), 1 << 50, 9223372036854775807, -9223372036854775807 - 1), (1.5, -0.25, NULL, x'', ''), (x'00ff', 'é', 'a' || char(0), 2, 3)`); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		if err := p.conn.Exec("INSERT INTO odd VALUES (?, ?, ?, ?, ?)", i, i*i*i, strings.Repeat("x", i*37), bytes.Repeat([]byte{7}, i), nil); err != nil {
			t.Fatal(err)
		}
	}
	tables := map[string]int{"text": 4, "change": 12, "article": 17, "annotation": 15, "claim": 10, "odd": 5}
	want := map[string][][]any{}
	for table, columns := range tables {
		want[table] = rowsBySQLite(t, p.conn, table, columns)
	}
	p.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]map[string]bool{}
	if err := newPageReader(bytes.NewReader(b), int64(len(b))).rows(func(table bool, rowid int64, values []any) error {
		key := fmt.Sprint(len(values), table)
		if got[key] == nil {
			got[key] = map[string]bool{}
		}
		if table && len(values) > 0 && values[0] == nil && (len(values) == 12) {
			values[0] = rowid
		}
		got[key][fmt.Sprintf("%T %v", values, values)] = true
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for table, columns := range tables {
		key := fmt.Sprint(columns, table == "text" || table == "change" || table == "odd")
		for _, row := range want[table] {
			if !got[key][fmt.Sprintf("%T %v", row, row)] {
				t.Errorf("%s: a row is missing: %.200v", table, row)
			}
		}
		if len(want[table]) == 0 {
			t.Errorf("%s: there are no rows", table)
		}
	}
}

// Rows of a transaction that was taken back lie on pages that are free.
func TestRowsOnFreePages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	p := newProjectAt(t, path)
	if err := p.conn.Script("CREATE TABLE gone (x, y)"); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if err := p.conn.Exec("INSERT INTO gone VALUES ('removed', zeroblob(900))"); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.conn.Script("DROP TABLE gone"); err != nil {
		t.Fatal(err)
	}
	p.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	count := func() (n int) {
		r := newPageReader(bytes.NewReader(b), int64(len(b)))
		if err := r.rows(func(_ bool, _ int64, values []any) error {
			if len(values) == 2 && values[0] == "removed" {
				n++
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(); n != 0 {
		t.Errorf("%d rows were read from free pages", n)
	}
	b[39]++ // the list is not in order: then what lies there may be wanted
	if n := count(); n == 0 {
		t.Error("no row was read")
	}
}

// smallDatabases are files of a few pages of 512 bytes, short enough for the
// fuzzer to alter much of them: with rows that are short, long, and removed.
func smallDatabases(t testing.TB) (list [][]byte) {
	for _, statements := range []string{
		"CREATE TABLE t (a, b, c, d); INSERT INTO t VALUES (1, 'two', x'03', NULL), (-4, 5.5, '', zeroblob(40))",
		"CREATE TABLE t (a TEXT PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO t VALUES ('k', printf('%0900d', 7)), ('l', zeroblob(300))",
		"CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(700)), (zeroblob(1500)); DELETE FROM t WHERE rowid = 2; INSERT INTO t VALUES (1)",
	} {
		temp, err := file.NewTemp(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer temp.Remove()
		c, err := temp.Connect(false)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(c.Script("PRAGMA page_size = 512; "+statements), c.Close()); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(temp.Path)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	return list
}

// Whatever a file holds, its pages are read without a panic and in a time that
// its length bounds.
func FuzzPages(f *testing.F) {
	for _, b := range smallDatabases(f) {
		f.Add(b)
	}
	f.Add(bytes.Repeat([]byte{leafOfTable, 0, 0, 0xff, 0xff, 0, 8, 0}, 100))
	f.Fuzz(func(t *testing.T, b []byte) {
		total := 0
		r := newPageReader(bytes.NewReader(b), int64(len(b)))
		if err := r.rows(func(_ bool, _ int64, values []any) error {
			for _, v := range values {
				switch v := v.(type) {
				case string:
					total += len(v)
				case []byte:
					total += len(v)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if most := 4*len(b) + 4*r.size; total > most {
			t.Fatalf("%d bytes of rows in a file of %d", total, len(b))
		}
	})
}

func TestRecords(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want []any
		ok   bool
	}{
		"empty":             {nil, nil, false},
		"no values":         {[]byte{1}, nil, true},
		"numbers":           {[]byte{5, 1, 2, 8, 9, 0xff, 1, 0}, []any{int64(-1), int64(256), int64(0), int64(1)}, true},
		"text and bytes":    {[]byte{3, 15, 14, 'a', 7}, []any{"a", []byte{7}}, true},
		"cut off":           {[]byte{2, 19, 'a'}, nil, false},
		"reserved type":     {[]byte{2, 10}, nil, false},
		"head too long":     {[]byte{9, 1}, nil, false},
		"head of no length": {[]byte{0, 1}, nil, false},
		"head cut off":      {[]byte{2, 0x81}, nil, false},
		"longer than all":   {[]byte{10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, nil, false},
	} {
		got, ok := decode(c.b)
		if ok != c.ok || ok && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, %v", name, got, ok)
		}
	}
}
