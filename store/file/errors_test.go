package file

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Each error of SQLite has the line and the remedy that are its own. All are
// had from SQLite, none is made up.
func TestExplain(t *testing.T) {
	for name, c := range map[string]struct {
		do    func(t *testing.T, f *File) error
		kind  error
		words string
	}{
		"a statement that does not fit": {func(_ *testing.T, f *File) error {
			return f.Conn.Exec("SELECT * FROM nowhere")
		}, ErrInternal, "no such table: nowhere"},
		"what no rule allows": {func(_ *testing.T, f *File) error {
			return f.Conn.Exec("INSERT INTO note VALUES ('there')")
		}, ErrInternal, "UNIQUE constraint failed: note.text"},
		"a value of another type": {func(_ *testing.T, f *File) error {
			return f.Conn.Exec("INSERT INTO note VALUES (x'00')")
		}, ErrInternal, "cannot store BLOB value in TEXT column"},
		"no room": {func(_ *testing.T, f *File) error {
			if _, err := One(f.Conn, Scalar[int], "PRAGMA max_page_count = 1"); err != nil {
				return err
			}
			return f.Conn.Exec("INSERT INTO note VALUES (?)", strings.Repeat("x", 100_000))
		}, ErrDiskFull, "make room and try again"},
		"too large a value": {func(_ *testing.T, f *File) error {
			return f.Conn.Exec("INSERT INTO note VALUES (CAST(zeroblob(1 << 30) AS TEXT))")
		}, nil, "larger than a project can hold"},
		"altered pages": {func(t *testing.T, f *File) error {
			b := read(t, f.Path)
			for i := len(b) / 2; i < len(b); i++ {
				b[i] = 0xAA
			}
			write(t, f.Path, b)
			return f.Conn.Exec("SELECT * FROM note")
		}, ErrDamaged, "go back to a copy"},
		"moved while open": {func(t *testing.T, f *File) error {
			if err := os.Rename(f.Path, f.Path+"-moved"); err != nil {
				return err
			}
			return f.Conn.Exec("INSERT INTO note VALUES ('lost')")
		}, ErrMissing, "it was moved or removed while it was open"},
		"only to be read": {func(_ *testing.T, f *File) error {
			return errors.Join(f.Conn.Script("PRAGMA query_only = 1"), f.Conn.Exec("INSERT INTO note VALUES ('x')"))
		}, ErrReadOnly, "copy it to a folder that can be written to"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "moved while open" && runtime.GOOS == "windows" {
				t.Log("an open file cannot be moved here")
				return
			}
			f := opened(t, made(t))
			defer f.Close()
			// No page stays in memory that can be read again.
			if err := f.Conn.Script("PRAGMA cache_size = 0; PRAGMA shrink_memory"); err != nil {
				t.Fatal(err)
			}
			err := Explain("change", f.Path, c.do(t, f))
			if c.kind == nil {
				c.kind = err
			}
			refused(t, err, c.kind, f.Path, "cannot change ", c.words)
			for _, other := range []error{ErrDamaged, ErrInternal, ErrDiskFull, ErrReadOnly} {
				if other != c.kind && errors.Is(err, other) {
					t.Errorf("%q is %q too", err, other)
				}
			}
			if strings.Contains(err.Error(), "the disk does not answer") {
				t.Errorf("%q blames the disk", err)
			}
		})
	}
}

// A statement that fails in a file whose tables nobody has looked at yet tells
// of the file.
func TestErrorOfCheck(t *testing.T) {
	path := made(t)
	_, err := Open(t.Context(), "open", path, Options{Formats: three, Check: func(f *File) error { return f.Conn.Exec("SELECT * FROM nowhere") }})
	refused(t, err, ErrDamaged, path, "no such table")
	own := Cannot("open", path, ErrExists, "wait")
	if _, err := Open(t.Context(), "open", path, Options{Formats: three, Check: func(*File) error { return own }}); err != own {
		t.Errorf("the error of the check came back as %v", err)
	}
	opened(t, path).Close()
}

// Names for which there is no room are told so, wherever they lead; nothing is
// left of the attempt.
func TestLongNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("the system sets other bounds here")
		return
	}
	dir := t.TempDir()
	deep := dir
	for len(deep) < maxPath-40 {
		deep = filepath.Join(deep, "deeper")
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for what, path := range map[string]string{
		"no room for the name":            filepath.Join(dir, strings.Repeat("n", 300)),
		"no room for the journal's":       filepath.Join(dir, strings.Repeat("n", 250)),
		"no room for the path":            filepath.Join(deep, strings.Repeat("n", 60)),
		"no room for that of a temporary": filepath.Join(deep, "n"),
	} {
		err := Create(t.Context(), "create", path, fill)
		refused(t, err, ErrLongName, path, "cannot create ", "give it a shorter name")
		refused(t, Replace(t.Context(), "pack into", path, fill), ErrLongName, path)
		if what == "no room for that of a temporary" {
			continue
		}
		_ = os.WriteFile(path, []byte("x"), 0o600) // where the system lets one
		_, err = Open(t.Context(), "open", path, Options{Formats: three})
		refused(t, err, ErrLongName, path, "cannot open ")
		os.Remove(path)
	}
	onlyFiles(t, deep)
}

// A folder, link or device by the name of a journal is told, and is not
// followed anywhere.
func TestInTheWay(t *testing.T) {
	for what, put := range map[string]func(name string) error{
		"a folder":           func(name string) error { return os.Mkdir(name, 0o700) },
		"a link":             func(name string) error { return os.Symlink("elsewhere", name) },
		"a link to a folder": func(name string) error { return os.Symlink(filepath.Dir(name), name) },
	} {
		for _, suffix := range []string{"-journal", "-wal"} {
			path := made(t)
			if err := put(path + suffix); err != nil {
				t.Log(err)
				continue
			}
			words := fmt.Sprintf("winter.claimtrace%s beside it is %s", suffix, strings.TrimSuffix(what, " to a folder"))
			for _, readOnly := range []bool{false, true} {
				_, err := Open(t.Context(), "open", path, Options{Formats: three, ReadOnly: readOnly})
				refused(t, err, ErrInTheWay, path, words, "move that away and try again")
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			refused(t, Create(t.Context(), "create", path, fill), ErrInTheWay, path, words)
			onlyFiles(t, filepath.Dir(path), "winter.claimtrace"+suffix)
		}
	}
	// It came after the file was opened.
	path := made(t)
	f := opened(t, path)
	defer f.Close()
	if err := os.Mkdir(path+"-journal", 0o700); err != nil {
		t.Fatal(err)
	}
	refused(t, Explain("change", path, f.Conn.Exec("INSERT INTO note VALUES ('x')")), ErrInTheWay, path, "is a folder")
}

func TestFormats(t *testing.T) {
	for format, c := range map[int]struct {
		kind  error
		words string
	}{
		0:   {ErrDamaged, "format 0"},
		1:   {ErrEarly, "it was made by an early Claimtrace, format 1, which was never released: make a new project"},
		2:   {ErrEarly, "format 2, which was never released"},
		4:   {ErrNewer, "(format 4, this one knows 3): update Claimtrace"},
		999: {ErrNewer, "format 999"},
		-1:  {ErrDamaged, "format -1"},
	} {
		path := made(t)
		f := opened(t, path)
		if err := f.Conn.Script(fmt.Sprint("PRAGMA user_version = ", format)); err != nil {
			t.Fatal(err)
		}
		f.Close()
		before := read(t, path)
		_, err := Open(t.Context(), "open", path, Options{Formats: three})
		refused(t, err, c.kind, path, c.words)
		refused(t, Look(t.Context(), "look into", path, three, nil), c.kind, path, c.words)
		if string(read(t, path)) != string(before) {
			t.Errorf("format %d: the file was touched", format)
		}
	}
}

// A context that ends does so for whatever runs: a statement that would never
// end, rows that are gone through, work that has not begun.
func TestWithin(t *testing.T) {
	const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
	why := errors.New("the window was closed")
	for name, do := range map[string]func(c *Conn, stop func()) error{
		"one that would never end": func(c *Conn, stop func()) error {
			go stop()
			return c.Exec(endless + "count(*) FROM n")
		},
		"a script": func(c *Conn, stop func()) error {
			go stop()
			return c.Script(endless + "count(*) FROM n")
		},
		"rows": func(c *Conn, stop func()) error {
			return c.Each(func(Row) error { stop(); return nil }, endless+"i FROM n")
		},
		"a cursor": func(c *Conn, stop func()) error {
			at, err := c.Cursor(endless+"i FROM n", 1)
			if err != nil {
				return err
			}
			defer at.Close()
			stop()
			_, err = at.Find(1 << 62)
			return err
		},
		"a transaction": func(c *Conn, stop func()) error {
			return c.Transaction(func() error {
				err := c.Exec("INSERT INTO note VALUES ('half done')")
				stop()
				return err
			})
		},
		"what has not begun": func(c *Conn, stop func()) error {
			stop()
			return c.Exec("INSERT INTO note VALUES ('late')")
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t)
			f := opened(t, path)
			ctx, stop := context.WithCancelCause(t.Context())
			restore := f.Conn.Within(ctx)
			err := do(f.Conn, func() { stop(why) })
			restore()
			if err != why {
				t.Errorf("it ends with %v", err)
			}
			if err := f.Conn.Exec("INSERT INTO note VALUES ('after')"); err != nil {
				t.Error(err)
			}
			f.Close()
			if got := notes(t, path); strings.Join(got, ",") != "there,after" {
				t.Errorf("the file holds %q", got)
			}
		})
	}
	// SQLite's own word for it, of whatever cause, is no damage either.
	f := opened(t, made(t))
	defer f.Close()
	var db uintptr // the driver's, which does not give it away
	if err := f.Conn.c.Raw(func(dc any) error {
		db = uintptr(reflect.ValueOf(dc).Elem().FieldByName("db").Uint())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	tls := libc.NewTLS()
	defer tls.Close()
	err := f.Conn.Each(func(Row) error {
		sqlite3.Xsqlite3_interrupt(tls, db)
		return nil
	}, endless+"i FROM n")
	if code(err) != sqlite3.SQLITE_INTERRUPT {
		t.Fatalf("interrupted, it ends with %v", err)
	}
	if err := Explain("check", f.Path, err); !errors.Is(err, context.Canceled) {
		t.Errorf("explained as %v", err)
	}
}

// Opening ends with its context, and leaves the file to others.
func TestCancelledOpen(t *testing.T) {
	path := made(t)
	ctx, stop := context.WithCancel(t.Context())
	_, err := Open(ctx, "open", path, Options{Formats: three, Check: func(f *File) error {
		go stop()
		return f.Conn.Exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
	}})
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrDamaged) {
		t.Errorf("broken off, opening gives %v", err)
	}
	if _, err := Open(ctx, "open", path, Options{Formats: three}); !errors.Is(err, context.Canceled) {
		t.Errorf("not begun, opening gives %v", err)
	}
	if err := OpenCopy(ctx, "open", path, Options{Formats: three}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a copy gives %v", err)
	}
	f := opened(t, path)
	if err := f.Conn.Exec("INSERT INTO note VALUES ('after')"); err != nil {
		t.Error(err)
	}
	if _, err := f.Conn.InMemory(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("copying gives %v", err)
	}
	f.Close()
	if err := Raw(ctx, "save", path, three, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("reading its bytes gives %v", err)
	}
}
