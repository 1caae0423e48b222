package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// A file is its opener's alone, by whatever name it is reached; those who only
// read share it with each other.
func TestLock(t *testing.T) {
	path := made(t)
	dir := filepath.Dir(path)
	names := []string{path}
	for name, link := range map[string]func(string, string) error{"soft": os.Symlink, "hard": os.Link} {
		if link(path, filepath.Join(dir, name)) == nil {
			names = append(names, filepath.Join(dir, name))
		}
	}
	open := func(by string, readOnly bool) error {
		f, err := Open(t.Context(), "open", by, Options{Formats: three, ReadOnly: readOnly})
		if err == nil {
			f.Close()
		}
		return err
	}
	nothing := func(*Conn, int) error { return nil }
	f := opened(t, path)
	for _, by := range names {
		for _, readOnly := range []bool{false, true} {
			refused(t, open(by, readOnly), ErrLocked, by, "cannot open ", "close it there first")
		}
		refused(t, Look(t.Context(), "look into", by, three, nothing), ErrLocked, by)
		refused(t, Raw(t.Context(), "save", by, three, nil), ErrLocked, by)
		refused(t, OpenCopy(t.Context(), "open", by, Options{Formats: three}, nil), ErrLocked, by)
		if is, err := IsDatabase(by); !is || err != nil {
			t.Errorf("%s: %v, %v", by, is, err)
		}
		if got := child(t, "open", by).line(); !strings.Contains(got, ErrLocked.Error()) {
			t.Errorf("another process is told %q", got)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	other := child(t, "open", path)
	other.ready()
	for _, by := range names {
		refused(t, open(by, false), ErrLocked, by)
		refused(t, open(by, true), ErrLocked, by)
		refused(t, Look(t.Context(), "look into", by, three, nothing), ErrLocked, by)
		refused(t, Raw(t.Context(), "save", by, three, nil), ErrLocked, by)
		if err := Peek(t.Context(), "look into", by, three, nothing); err != nil {
			t.Errorf("past all locks: %v", err)
		}
		if err := OpenCopy(t.Context(), "open", by, Options{Formats: three}, func(f *File) error {
			_, err := One(f.Conn, Scalar[string], "SELECT text FROM note")
			return err
		}); err != nil {
			t.Errorf("a copy: %v", err)
		}
	}
	other.finish()

	reader := child(t, "read", path)
	reader.ready()
	if err := open(path, true); err != nil {
		t.Errorf("a second reader: %v", err)
	}
	if err := Look(t.Context(), "look into", path, three, nothing); err != nil {
		t.Errorf("a look beside a reader: %v", err)
	}
	refused(t, open(path, false), ErrLocked, path)
	reader.finish()
	if err := open(path, false); err != nil {
		t.Error(err)
	}
	var there []string
	for _, name := range names {
		there = append(there, filepath.Base(name))
	}
	onlyFiles(t, dir, there...)
}

func replaceNote(ctx context.Context, path string) error {
	err := MayReplace(ctx, "pack into", path, "not a package", three, func(c *Conn, _ int) (bool, error) { return c.Has("SELECT 1 FROM note") })
	if err == nil {
		err = Replace(ctx, "pack into", path, fill)
	}
	return err
}

// Many goroutines and processes may replace one file at once, each looking first whether it may be
// replaced: all do, and what the last one wrote is there.
func TestReplaceAtOnce(t *testing.T) {
	path := made(t)
	var others []*childProcess
	for range 4 {
		c := child(t, "replace", path)
		c.ready()
		others = append(others, c)
	}
	for _, c := range others {
		c.stdin.Close()
	}
	var all sync.WaitGroup
	failed := make(chan error, 20)
	for range 20 {
		all.Go(func() { failed <- replaceNote(t.Context(), path) })
	}
	all.Wait()
	for _, c := range others {
		c.finish()
	}
	close(failed)
	for err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
	if got := notes(t, path); len(got) != 1 {
		t.Errorf("there is %q", got)
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
}

// A look beside one who reads, and nobody is kept from opening after it; it
// changes nothing.
func TestMayReplace(t *testing.T) {
	path := made(t)
	dir := filepath.Dir(path)
	empty, text := filepath.Join(dir, "empty"), filepath.Join(dir, "text")
	write(t, empty, nil)
	write(t, text, []byte("only a text"))
	may := func(path string, ours bool) error {
		return MayReplace(t.Context(), "pack into", path, "not a package", three, func(c *Conn, _ int) (bool, error) {
			if err := c.Exec("INSERT INTO note VALUES ('x')"); !errors.Is(Explain("", "", err), ErrReadOnly) {
				t.Errorf("a look may write: %v", err)
			}
			return ours, nil
		})
	}
	for _, path := range []string{path, empty, filepath.Join(dir, "none")} {
		if err := may(path, true); err != nil {
			t.Error(err)
		}
	}
	refused(t, may(path, false), ErrExists, path, "(not a package): choose another name")
	refused(t, may(text, true), ErrExists, text)
	refused(t, may(dir, true), ErrFolder, dir)
	reader := child(t, "read", path)
	reader.ready()
	if err := may(path, true); err != nil {
		t.Errorf("beside a reader: %v", err)
	}
	reader.finish()
	writer := child(t, "open", path)
	writer.ready()
	refused(t, may(path, true), ErrLocked, path, "close it there first")
	writer.finish()
	if got := notes(t, path); len(got) != 1 {
		t.Errorf("there is %q", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := MayReplace(ctx, "pack into", path, "not a package", three, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// alone opens a file as another program would.
func alone(t *testing.T, path string, statements string) {
	t.Helper()
	c, err := dial("file:"+path+"?mode=rw", "NORMAL")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Script(statements), c.Close()); err != nil {
		t.Fatal(err)
	}
}

// A file that another program has set to a write-ahead log is set right where
// that can be, and else says what can be done.
func TestWriteAhead(t *testing.T) {
	const set = "PRAGMA journal_mode = WAL; INSERT INTO note VALUES ('of another program')"
	path := made(t)
	alone(t, path, set)
	if b := read(t, path); b[18] != 2 {
		t.Fatal("it is not set to a write-ahead log")
	}
	before := read(t, path)
	_, err := Open(t.Context(), "verify", path, Options{Formats: three, ReadOnly: true})
	refused(t, err, ErrWriteAhead, path, "cannot verify ", "open it once to work on it")
	refused(t, Look(t.Context(), "look into", path, three, nil), ErrWriteAhead, path)
	if err := OpenCopy(t.Context(), "open", path, Options{Formats: three}, func(*File) error { return nil }); err != nil {
		t.Errorf("a copy: %v", err)
	}
	if err := Raw(t.Context(), "save", path, three, func(_ io.ReaderAt, size int64, format int) error {
		if size != int64(len(before)) || format != 3 {
			t.Errorf("of %d bytes %d are read, of format %d", len(before), size, format)
		}
		return nil
	}); err != nil {
		t.Errorf("its bytes: %v", err)
	}
	if err := Peek(t.Context(), "look into", path, three, func(c *Conn, _ int) error { return c.Exec("SELECT text FROM note") }); err != nil {
		t.Errorf("past all locks: %v", err)
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), "open", path, Options{Formats: three})
	refused(t, err, ErrWriteAhead, path, "write-protected", "copy it to a folder that can be written to")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, path), before) {
		t.Error("the file was touched")
	}
	if got := notes(t, path); len(got) != 2 {
		t.Errorf("set right, it holds %q", got)
	}
	if b := read(t, path); b[18] != 1 || b[19] != 1 {
		t.Error("it is not set right")
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")

	// The other program is at work still.
	path = made(t)
	other := child(t, "write ahead", path)
	other.ready()
	_, err = Open(t.Context(), "open", path, Options{Formats: three})
	refused(t, err, ErrWriteAhead, path, "the last of what it did lies in winter.claimtrace-wal", "close it in that program")
	other.kill()
	_, err = Open(t.Context(), "open", path, Options{Formats: three})
	refused(t, err, ErrWriteAhead, path, "or open and close it there once more")
	alone(t, path, "SELECT count(*) FROM note")
	if got := notes(t, path); len(got) != 2 {
		t.Errorf("closed there, it holds %q", got)
	}

	// It has the file open, with nothing in the log.
	path = made(t)
	alone(t, path, set)
	c, err := dial("file:"+path+"?mode=rw", "NORMAL")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Script("SELECT count(*) FROM note"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), "open", path, Options{Formats: three})
	refused(t, err, ErrLocked, path)
	c.Close()
	if got := notes(t, path); len(got) != 2 {
		t.Errorf("it holds %q", got)
	}
}

// torn is a file as a crash leaves it in the middle of a transaction, and its
// journal.
func torn(t *testing.T) (file, journal []byte) {
	t.Helper()
	f := opened(t, made(t))
	defer f.Close()
	if err := f.Conn.Script("PRAGMA cache_size = 5"); err != nil {
		t.Fatal(err)
	}
	interrupted := errors.New("the power is gone")
	if err := f.Conn.Transaction(func() error {
		for i := range 100 {
			if err := f.Conn.Exec("INSERT INTO note VALUES (?)", fmt.Sprint(i, strings.Repeat("x", 5000))); err != nil {
				return err
			}
		}
		// Read only here, where the file is given up anyway.
		file, journal = read(t, f.Path), read(t, f.Path+"-journal")
		return interrupted
	}); err != interrupted {
		t.Fatal(err)
	}
	return file, journal
}

// What a crash left is taken back, in the file or where only its bytes are
// wanted in a copy; where nothing can be written it is not shown half done.
func TestAfterCrash(t *testing.T) {
	file, journal := torn(t)
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	write(t, path, file)
	write(t, path+"-journal", journal)
	if err := Raw(t.Context(), "save", path, three, func(_ io.ReaderAt, size int64, format int) error {
		if size >= int64(len(file)) || format != 3 {
			t.Errorf("of %d bytes %d are left, of format %d", len(file), size, format)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(read(t, path), file) {
		t.Error("reading its bytes has changed the file")
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), "open", path, Options{Formats: three})
	refused(t, err, ErrReadOnly, path, "was not closed properly", "-journal")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	f := opened(t, path)
	if !f.Unfinished {
		t.Error("it is not told that there was something to take back")
	}
	f.Close()
	f = opened(t, path)
	if f.Unfinished {
		t.Error("there is something to take back still")
	}
	f.Close()
	if got := notes(t, path); len(got) != 1 {
		t.Errorf("it holds %d notes", len(got))
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
}

// What SQLite would take for part of a file and is not is never given to it.
func TestStrayFiles(t *testing.T) {
	file, journal := torn(t)
	other := "/elsewhere/x-mjABCDEF912"
	sum := 0
	for _, c := range []byte(other) {
		sum += int(c)
	}
	named := append(bytes.Clone(journal), 0, 0, 0, 1)
	named = append(named, other...)
	named = binary.BigEndian.AppendUint32(named, uint32(len(other)))
	named = binary.BigEndian.AppendUint32(named, uint32(sum))
	named = append(named, journalMagic...)
	inflating := bytes.Clone(journal)
	binary.BigEndian.PutUint32(inflating[16:], 1<<30)
	for _, c := range []struct {
		suffix  string
		content []byte
		problem string
	}{
		{"-journal", named, "is not its own"},
		{"-journal", inflating, "is damaged"},
		{"-wal", []byte("pages"), "another program has left winter.claimtrace-wal beside it"},
	} {
		path := filepath.Join(t.TempDir(), "winter.claimtrace")
		write(t, path, file)
		write(t, path+c.suffix, c.content)
		_, err := Open(t.Context(), "open", path, Options{Formats: three})
		refused(t, err, ErrDamaged, path, "winter.claimtrace"+c.suffix, c.problem)
		refused(t, Look(t.Context(), "look into", path, three, nil), ErrDamaged, path, c.problem)
		if !bytes.Equal(read(t, path), file) {
			t.Errorf("%s: the file was changed", c.problem)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if c.suffix == "-journal" {
			for _, put := range []func() error{
				func() error { return Create(t.Context(), "create", path, fill) },
				func() error { return Replace(t.Context(), "pack into", path, fill) },
			} {
				refused(t, put(), ErrExists, path, "which another project left behind")
			}
		}
	}
}

// By its second name a file is not opened while there is something to take back
// by the first, beside which its journal lies.
func TestJournalOfAnotherName(t *testing.T) {
	file, journal := torn(t)
	dir := t.TempDir()
	first, second := filepath.Join(dir, "winter.claimtrace"), filepath.Join(dir, "hard [1].claimtrace")
	write(t, first, file)
	write(t, first+"-journal", journal)
	if err := os.Link(first, second); err != nil {
		t.Logf("a file has one name here: %v", err)
		return
	}
	_, err := Open(t.Context(), "open", second, Options{Formats: three})
	refused(t, err, ErrReadOnly, second, "not closed properly as winter.claimtrace", "open that first")
	for _, path := range []string{first, second} {
		if got := notes(t, path); len(got) != 1 {
			t.Errorf("%s holds %d notes", path, len(got))
		}
	}
	onlyFiles(t, dir, "winter.claimtrace", "hard [1].claimtrace")
}

// Files of other kinds are told apart by their first bytes, and not touched.
func TestWhatIsNoProject(t *testing.T) {
	dir := t.TempDir()
	whole := read(t, made(t))
	foreign := bytes.Clone(whole)
	copy(foreign[68:], "SONG")
	odd := bytes.Clone(whole)
	odd[18] = 7
	for name, c := range map[string]struct {
		content []byte
		kind    error
		words   string
	}{
		"empty":          {nil, ErrNotProject, "(it is empty)"},
		"text":           {[]byte(strings.Repeat("Zażółć gęślą jaźń. ", 20)), ErrNotProject, "(it is a text)"},
		"picture":        {[]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff", 99)), ErrNotProject, "another kind"},
		"magic only":     {[]byte(magic), ErrNotProject, "another kind"},
		"other database": {foreign, ErrNotProject, "another program's database"},
		"of another age": {odd, ErrDamaged, "another program has changed how it is written"},
		"cut off":        {whole[:len(whole)-1], ErrDamaged, fmt.Sprintf("it is cut off: of %d bytes %d are there", len(whole), len(whole)-1)},
	} {
		path := filepath.Join(dir, name)
		write(t, path, c.content)
		_, err := Open(t.Context(), "open", path, Options{Formats: three})
		refused(t, err, c.kind, path, "cannot open ", c.words)
		if is, err := IsDatabase(path); err != nil || is != strings.HasPrefix(string(c.content), magic) {
			t.Errorf("%s: it is a database: %v, %v", name, is, err)
		}
		if !bytes.Equal(read(t, path), c.content) {
			t.Errorf("%s: the file was touched", name)
		}
	}
	_, err := Open(t.Context(), "open", dir, Options{Formats: three})
	refused(t, err, ErrFolder, dir, "name the project file in it")
	_, err = Open(t.Context(), "open", filepath.Join(dir, "none"), Options{Formats: three})
	refused(t, err, ErrMissing, filepath.Join(dir, "none"), "check the path")
}
