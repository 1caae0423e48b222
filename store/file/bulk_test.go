package file

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// All rows of a bulk are in the table after flush, in their order, however
// many and however long they are.
func TestBulk(t *testing.T) {
	for _, n := range []int{0, 1, 7, bulkRows - 1, bulkRows, bulkRows + 1, 3*bulkRows + 5} {
		for name, long := range map[string]int{"short": 1, "long": bulkBytes / 3, "longer than all": bulkBytes + 1} {
			if long > 1 && n > 7 {
				continue
			}
			c := emptyDatabase(t)
			if err := c.Script("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; INSERT INTO note VALUES (3, 'there')"); err != nil {
				t.Fatal(err)
			}
			b := NewBulk(c, "IGNORE", "note", "id, text")
			for i := range n {
				if err := b.Add([]any{int64(i), strings.Repeat("x", long) + fmt.Sprint(i)}); err != nil {
					t.Fatal(err)
				}
			}
			if err := b.Flush(); err != nil {
				t.Fatal(err)
			}
			got, err := All(c, Scalar[string], "SELECT substr(text, -2) FROM note WHERE id <> 3 ORDER BY rowid")
			want := n
			if n > 3 {
				want--
			}
			if err != nil || len(got) != want || n > 16 && got[15] != "16" {
				t.Errorf("%d rows, %s: %q, %v", n, name, got, err)
			}
		}
	}
}

// Where a row of a bulk cannot be, nothing of its transaction is left.
func TestBulkTakenBack(t *testing.T) {
	c := emptyDatabase(t)
	if err := c.Script("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"); err != nil {
		t.Fatal(err)
	}
	if err := c.Transaction(func() error {
		if err := c.Exec("INSERT INTO note VALUES (100, 'before')"); err != nil {
			return err
		}
		b := NewBulk(c, "ROLLBACK", "note", "id, text")
		for i := range bulkRows {
			if err := b.Add([]any{int64(i / 2), "x"}); err != nil {
				return err
			}
		}
		return b.Flush()
	}); err == nil {
		t.Error("two rows have one key")
	}
	if n, err := One(c, Scalar[int], "SELECT count(*) FROM note"); err != nil || n != 0 {
		t.Errorf("%d rows are left, %v", n, err)
	}
	if err := c.Transaction(func() error { return c.Exec("INSERT INTO note VALUES (1, 'after')") }); err != nil {
		t.Error(err)
	}
}

// What a bulk could not write is told to whoever asks next, whatever that asks,
// and nothing of the transaction is left, nor of what came after.
func TestBulkIsToldLate(t *testing.T) {
	c := emptyDatabase(t)
	if err := c.Script("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"); err != nil {
		t.Fatal(err)
	}
	for _, ask := range []func() error{
		func() error { return c.Exec("INSERT INTO note VALUES (1000, 'after')") },
		func() error { _, err := One(c, Scalar[int], "SELECT count(*) FROM note"); return err },
		func() error { _, err := c.Cursor("SELECT id FROM note", 1); return err },
		func() error { return c.Script("INSERT INTO note VALUES (1001, 'after')") },
		func() error { return nil }, // then the commit
	} {
		asked := false
		if err := c.Transaction(func() error {
			b := NewBulk(c, "ROLLBACK", "note", "id, text")
			for i := range 4 * bulkRows {
				if err := b.Add([]any{int64(i % (3 * bulkRows)), "x"}); err != nil { // the last sixteen are there
					return err
				}
			}
			if err := ask(); err != nil {
				asked = true
				_ = c.Exec("INSERT INTO note VALUES (1002, 'not to be')")
			}
			return nil
		}); err == nil {
			t.Error("what could not be written is told to nobody")
		}
		if n, err := One(c, Scalar[int], "SELECT count(*) FROM note"); err != nil || n != 0 {
			t.Errorf("%d rows are left, %v (told at once: %v)", n, err, asked)
		}
	}
	if err := c.Transaction(func() error { return c.Exec("INSERT INTO note VALUES (1, 'after')") }); err != nil {
		t.Error(err)
	}
}

func emptyDatabase(t *testing.T) *Conn {
	t.Helper()
	c, err := dial("file:"+filepath.ToSlash(filepath.Join(t.TempDir(), "x.db"))+"?mode=rwc", "EXCLUSIVE")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
