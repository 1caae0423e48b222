package salvage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"claimtrace/store/file"
)

const usual = 8192 // bytes of a page

// database makes a database with statements, and returns its bytes. more may do
// more with it.
func database(t testing.TB, statements string, more func(*file.Conn) error) []byte {
	t.Helper()
	temp, err := file.NewTemp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer temp.Remove()
	c, err := temp.Connect(false)
	if err != nil {
		t.Fatal(err)
	}
	err = c.Script(statements)
	if err == nil && more != nil {
		err = c.Transaction(func() error { return more(c) })
	}
	if err := errors.Join(err, c.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(temp.Path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func opened(b []byte) *pages { return openPages(bytes.NewReader(b), int64(len(b)), usual) }

func allRows(t *testing.T, p *pages) (list []row) {
	t.Helper()
	if err := p.rows(func(r row) error {
		list = append(list, r)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// Read from the pages, a database has the rows that SQLite finds in it, short
// and long, of one byte and of many, and each is known by its table.
func TestRowsFromPages(t *testing.T) {
	tables := map[string]int{"odd": 5, "keyed": 2, "long": 2}
	want := map[string][][]any{}
	b := database(t, fmt.Sprintf(`PRAGMA page_size = %d; CREATE TABLE odd (a, b, c, d, e); CREATE TABLE keyed (k TEXT PRIMARY KEY, v) WITHOUT ROWID;
		CREATE TABLE long (n INTEGER PRIMARY KEY, s TEXT); CREATE INDEX long_s ON long (s);
		INSERT INTO odd VALUES (0, 1, -1, 127, -128), (128, -129, 32768, -32769, 8388608),
		(1 << 31, -(1 << 40), 1 << 50, 9223372036854775807, -9223372036854775807 - 1), (1.5, -0.25, NULL, x'', ''), (x'00ff', 'é', 'a' || char(0), 2, 3)`, usual),
		func(c *file.Conn) error {
			for i := range 300 {
				long := strings.Repeat("x", i*37)
				if err := errors.Join(c.Exec("INSERT INTO odd VALUES (?, ?, ?, ?, ?)", i, i*i*i, long, bytes.Repeat([]byte{7}, i), nil),
					c.Exec("INSERT INTO keyed VALUES (?, ?)", fmt.Sprint(i, long), i), c.Exec("INSERT INTO long VALUES (?, ?)", i*i, long)); err != nil {
					return err
				}
			}
			for table, columns := range tables {
				list, err := file.All(c, file.RowOf(columns), "SELECT * FROM "+table)
				if err != nil {
					return err
				}
				want[table] = list
			}
			return nil
		})
	got := map[string]int{}
	for _, r := range allRows(t, opened(b)) {
		if r.tree == "long" && r.values[0] == nil {
			r.values[0] = r.key
		}
		got[fmt.Sprintf("%s %v %T %v", r.tree, r.table, r.values, r.values)]++
	}
	for table, rows := range want {
		for _, v := range rows {
			if key := fmt.Sprintf("%s %v %T %v", table, table != "keyed", v, v); got[key] != 1 {
				t.Errorf("%s: a row is read %d times: %.200v", table, got[key], v)
			}
		}
		if len(rows) < 300 {
			t.Errorf("%s: there are %d rows", table, len(rows))
		}
	}
	// With the list of tables gone none is known by its table, and all are read.
	clear(b[:usual])
	n := 0
	for _, r := range allRows(t, opened(b)) {
		if r.tree != "" {
			t.Fatalf("a row is of the table %q", r.tree)
		}
		if len(r.values) == 5 {
			n++
		}
	}
	if n != len(want["odd"]) {
		t.Errorf("%d rows are read without the list of tables", n)
	}
}

// Rows of a transaction that was taken back lie on pages that are free.
func TestRowsOnFreePages(t *testing.T) {
	b := database(t, "PRAGMA page_size = 1024; CREATE TABLE gone (x, y); CREATE TABLE stays (x)", func(c *file.Conn) error {
		for range 200 {
			if err := c.Exec("INSERT INTO gone VALUES ('removed', zeroblob(900))"); err != nil {
				return err
			}
		}
		return c.Exec("DROP TABLE gone")
	})
	count := func() (n int) {
		for _, r := range allRows(t, opened(b)) {
			if len(r.values) == 2 && r.values[0] == "removed" {
				n++
			}
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

// A row that leads to the pages of another does not hide that.
func TestStrayRowHidesNoOther(t *testing.T) {
	b := database(t, "PRAGMA page_size = 512; CREATE TABLE t (a, b); INSERT INTO t VALUES (1, zeroblob(900)), (2, zeroblob(900))", nil)
	whole := allRows(t, opened(b))
	page := b[512:1024] // with both rows, of which each ends with the number of the next page
	var ends []int
	for _, at := range []int{8, 10} {
		cell := int(page[at])<<8 | int(page[at+1])
		length, n := varint(page[cell:])
		least := (512-12)*32/255 - 23
		here := least + (int(length)-least)%(512-4)
		if here > 512-35 {
			here = least
		}
		ends = append(ends, cell+n+1+here)
	}
	copy(page[ends[0]:ends[0]+4], page[ends[1]:ends[1]+4])
	if got := allRows(t, opened(b)); len(got) != len(whole) {
		t.Errorf("%d rows are read of %d", len(got), len(whole))
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
		list = append(list, database(t, "PRAGMA page_size = 512; "+statements, nil))
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
		p := opened(b)
		if err := p.rows(func(r row) error {
			for _, v := range r.values {
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
		if most := 4*len(b) + 4*p.size; total > most {
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
		"more than it says": {[]byte{2, 15, 'a', 'b'}, nil, false},
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
