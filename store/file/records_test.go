package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// temporary is a database with nothing in it, and a connection that is to be closed.
func temporary(t *testing.T) (*Temp, *Conn) {
	t.Helper()
	temp, err := NewTemp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(temp.Remove)
	c, err := temp.Connect(false)
	if err != nil {
		t.Fatal(err)
	}
	return temp, c
}

// notesOf is a database of so many rows, some of them longer than a page, of which
// the keys have gaps.
func notesOf(t *testing.T, before string, rows int) (*Temp, *Conn) {
	t.Helper()
	temp, c := temporary(t)
	t.Cleanup(func() { c.Close() })
	if err := c.Script(before + "CREATE TABLE note (id INTEGER PRIMARY KEY, n INTEGER, text TEXT, b BLOB) STRICT"); err != nil {
		t.Fatal(err)
	}
	numbers := []any{nil, 0, 1, -1, 127, -129, 1 << 20, -1 << 40, int64(1) << 62}
	if err := c.Transaction(func() error {
		for i := range rows {
			text, b := any(strings.Repeat("é", i*i%9000)), any(bytes.Repeat([]byte{byte(i)}, i%40))
			if i%11 == 0 {
				text, b = nil, nil
			}
			if err := c.Exec("INSERT INTO note VALUES (?, ?, ?, ?)", 1+3*i, numbers[i%len(numbers)], text, b); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return temp, c
}

func noteTable(t *testing.T, c *Conn, longest int64) *Table {
	t.Helper()
	pages, err := c.AtRest()
	if err != nil || pages == nil {
		t.Fatal(pages, err)
	}
	table, err := pages.Table("note", longest)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// readNote is a row as its pages have it.
func readNote(record []byte) (string, error) {
	v := ColumnsOf(record)
	v.Skip(1)
	n := "none"
	if w := v; !w.IsNull() {
		n = fmt.Sprint(v.Int())
	} else {
		v.Skip(1)
	}
	text, b := v.Optional(), v.Bytes()
	if text == nil {
		return fmt.Sprint(n, " none ", b == nil), v.Err()
	}
	return fmt.Sprint(n, " ", *text, " ", b), v.Err()
}

// Rows stand on the pages as statements tell of them, whatever the size of a page,
// and each is found by its key, in any order.
func TestPages(t *testing.T) {
	for _, size := range []int{512, 4096, 65536} {
		for _, rows := range []int{0, 1, 400} {
			_, c := notesOf(t, fmt.Sprintf("PRAGMA page_size = %d;", size), rows)
			type row struct {
				key  int64
				said string
			}
			want, err := All(c, func(r Row) (x row, err error) {
				var n any
				var text *string
				var b []byte
				err = r.Scan(&x.key, &n, &text, &b)
				if n == nil {
					n = "none"
				}
				if x.said = fmt.Sprint(n, " none ", b == nil); text != nil {
					x.said = fmt.Sprint(n, " ", *text, " ", b)
				}
				return x, err
			}, "SELECT * FROM note ORDER BY id")
			if err != nil {
				t.Fatal(err)
			}
			table := noteTable(t, c, LongestRow)
			var got []row
			if err := table.Rows(t.Context(), func(key int64, record []byte) error {
				said, err := readNote(record)
				got = append(got, row{key, said})
				return err
			}); err != nil || !slices.Equal(got, want) {
				t.Errorf("pages of %d bytes, %d rows: %d are read, %v", size, rows, len(got), err)
			}
			find := table.Finder()
			for i := range 3*rows + 3 {
				key := int64(i * 7 % (3*rows + 3))
				record, there, err := find.Find(key)
				if err != nil || there != (key%3 == 1 && key < int64(3*rows)) {
					t.Fatalf("pages of %d bytes: row %d: %v, %v", size, key, there, err)
				}
				if there {
					if said, err := readNote(record); err != nil || said != want[key/3].said {
						t.Fatalf("pages of %d bytes: row %d says %.80q, %v", size, key, said, err)
					}
				}
			}
		}
	}
}

// In a transaction what stands on the disk is not what is there, and in memory there
// is no disk.
func TestNotAtRest(t *testing.T) {
	_, c := notesOf(t, "", 3)
	if err := c.Transaction(func() error {
		pages, err := c.AtRest()
		if pages != nil {
			t.Error("in a transaction it is at rest")
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	memory, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	if pages, err := memory.AtRest(); pages != nil || err != nil {
		t.Error(pages, err)
	}
}

// Whatever byte of a file is another, the reading of its pages ends, and an error is
// one of damage; a row that is too long is not read.
func TestDamagedPages(t *testing.T) {
	temp, c := notesOf(t, "PRAGMA page_size = 512;", 40)
	whole, err := os.ReadFile(temp.Path)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	read := func() error {
		table := noteTable(t, c, LongestRow)
		err := table.Rows(t.Context(), func(_ int64, record []byte) error {
			_, _ = readNote(record)
			return nil
		})
		find := table.Finder()
		for key := range int64(120) {
			_, _, failed := find.Find(key)
			if failed != nil {
				err = failed
			}
		}
		return err
	}
	f, err := os.OpenFile(temp.Path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	put := func(at int, b byte) {
		if _, err := f.WriteAt([]byte{b}, int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	tried := 0
	for at := 512; at < len(whole); at += 1 + tried%59 { // most lies in long rows
		tried++
		put(at, whole[at]^0xff)
		err := read()
		put(at, whole[at])
		if err != nil {
			refused++
			if !errors.Is(Explain("read", temp.Path, err), ErrDamaged) {
				t.Fatalf("byte %d: %v", at, err)
			}
		}
	}
	if refused < 10 || refused == tried {
		t.Errorf("%d of %d are refused", refused, tried)
	}
	err = noteTable(t, c, 1000).Rows(t.Context(), func(_ int64, record []byte) error {
		if len(record) > 1000 {
			t.Errorf("a row of %d bytes is read", len(record))
		}
		return nil
	})
	if !errors.Is(Explain("read", temp.Path, err), ErrDamaged) {
		t.Errorf("too long: %v", err)
	}
}

// A copy is what the file is at its end, whether anything is written meanwhile or not.
func TestCopyTo(t *testing.T) {
	for _, writes := range []bool{false, true} {
		from, c := notesOf(t, "PRAGMA page_size = 8192;", 600)
		to, err := NewTemp(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer to.Remove()
		turns := 0
		if err := c.CopyTo(t.Context(), to, func(f func() error) error {
			if turns++; writes && turns == 3 {
				if err := c.Exec("UPDATE note SET text = 'changed' WHERE id < 30"); err != nil {
					t.Fatal(err)
				}
			}
			return f()
		}); err != nil {
			t.Fatal(err)
		}
		if turns < 3 {
			t.Fatalf("%d turns are too few for this test", turns)
		}
		a, err := os.ReadFile(from.Path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(to.Path)
		if err != nil || !writes && !bytes.Equal(a, b) {
			t.Errorf("writes %v: the copy is another, %v", writes, err)
		}
		copied, err := to.Connect(true)
		if err != nil {
			t.Fatal(err)
		}
		n, err := One(copied, Scalar[int], "SELECT count(*) FROM note WHERE text = 'changed'")
		if sound, err2 := One(copied, Scalar[string], "PRAGMA integrity_check"); err != nil || err2 != nil || sound != "ok" || (n == 10) != writes {
			t.Errorf("writes %v: %d, %q, %v, %v", writes, n, sound, err, err2)
		}
		copied.Close()
	}
	_, c := notesOf(t, "", 10)
	to, err := NewTemp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer to.Remove()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := c.CopyTo(ctx, to, func(f func() error) error { return f() }); !errors.Is(err, context.Canceled) {
		t.Errorf("%s: %v", filepath.Base(to.Path), err)
	}
}

// What is asked for in a transaction that SQLite has taken back by itself is not
// done on its own.
func TestTakenBackByItself(t *testing.T) {
	_, c := notesOf(t, "", 10)
	var after error
	if err := c.Transaction(func() error {
		if err := c.Exec("DELETE FROM note WHERE id = 1"); err != nil {
			return err
		}
		err := c.Exec("INSERT OR ROLLBACK INTO note (id) VALUES (4)")
		after = c.Exec("DELETE FROM note WHERE id = 7")
		return err
	}); err == nil || after == nil {
		t.Fatal(err, after)
	}
	if n, err := One(c, Scalar[int], "SELECT count(*) FROM note"); n != 10 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	if err := c.Exec("DELETE FROM note WHERE id = 7"); err != nil {
		t.Error(err)
	}
}
