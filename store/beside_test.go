package store

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// torn is a project as a crash leaves it in the middle of an action: the bytes
// of the file and of its journal.
func torn(t testing.TB) (file, journal []byte) {
	t.Helper()
	b, err := savedExample()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, testOptions("Ben"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.conn.Script("PRAGMA cache_size = 5"); err != nil {
		t.Fatal(err)
	}
	_, _ = p.act("add articles", func(rec *recording) error {
		adding := newAddition(rec)
		for i := range 30 {
			if _, err := adding.article(check(big(i))); err != nil {
				t.Fatal(err)
			}
		}
		// Read only here, where the project is given up anyway.
		if file, err = os.ReadFile(path); err == nil {
			journal, err = os.ReadFile(path + "-journal")
		}
		if err != nil {
			t.Fatal(err)
		}
		return errDying
	})
	return file, journal
}

// Whatever lies beside a project under its journal's name, opening it is an
// error of one line or a project that is whole. Tried is its own journal, with
// bytes put over it or cut off, and those bytes alone.
func FuzzJournal(f *testing.F) {
	file, journal := torn(f)
	f.Add(0, len(journal), []byte{})
	f.Add(0, len(journal)/2, []byte{})
	f.Add(16, len(journal), []byte{0, 0, 1})
	f.Add(20, len(journal), []byte{0, 0, 0x10, 0, 0, 0, 2, 0})
	f.Add(len(journal), len(journal)+8, []byte(journalMagic))
	f.Add(0, -1, []byte(journalMagic))
	f.Fuzz(func(t *testing.T, at, length int, patch []byte) {
		b := patch
		if length >= 0 {
			b = append(bytes.Clone(journal), patch...)
			copy(b[min(max(at, 0), len(journal)):], patch)
			b = b[:min(length, len(b))]
		}
		path := filepath.Join(t.TempDir(), "f.claimtrace")
		for name, content := range map[string][]byte{path: file, path + "-journal": b} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p, err := Open(path, testOptions("Carl"))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n") {
				t.Fatalf("%q is not one line", err)
			}
			return
		}
		defer p.Close()
		if info, err := os.Stat(path); err != nil || info.Size() > int64(len(file)) {
			t.Fatalf("the file has grown from %d to %d bytes, %v", len(file), info.Size(), err)
		}
		use(p)
		if report, err := p.Verify(); err != nil || !report.OK {
			t.Fatalf("%+v, %v", report, err)
		}
	})
}

// Whatever stands in the note of how a project was closed, it opens, and holds
// what it held.
func FuzzNote(f *testing.F) {
	b, err := savedExample()
	if err != nil {
		f.Fatal(err)
	}
	path, data := filepath.Join(f.TempDir(), "winter.claimtrace"), f.TempDir()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		f.Fatal(err)
	}
	o := testOptions("Anna")
	o.Data = data
	p, err := Open(path, o)
	if err != nil {
		f.Fatal(err)
	}
	want, err := digest(p.conn, latest)
	if err != nil {
		f.Fatal(err)
	}
	p.Close()
	record := trustFile(f, data)
	note, err := os.ReadFile(record)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(note), "", "null", "[]", `{"Seq":-1}`, strings.Replace(string(note), `"Size":`, `"Size":1e300,"x":`, 1)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(record, b, 0o600); err != nil {
			t.Fatal(err)
		}
		p := openProject(t, path, o)
		if digestOf(t, p) != want {
			t.Error("it holds something else")
		}
		p.Close()
	})
}

// What SQLite would take for part of a project and is not is never given to
// it, and the project, or the rest of it, can be saved.
func TestStrayFiles(t *testing.T) {
	t.Parallel()
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
		for name, content := range map[string][]byte{path: file, path + c.suffix: c.content} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Open(path, testOptions("Carl"))
		refused(t, err, ErrDamaged, path, "winter.claimtrace"+c.suffix, c.problem)
		if report, err := Verify(path); err != nil || report.OK || !strings.Contains(report.Problems[0], c.problem) {
			t.Errorf("%s: verify gives %+v, %v", c.problem, report, err)
		}
		if p, _, err := OpenDamaged(t.Context(), path, testOptions("Carl")); err != nil {
			t.Errorf("%s: %v", c.problem, err)
		} else {
			p.Close()
		}
		if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, file) {
			t.Errorf("%s: the file was changed, %v", c.problem, err)
		}
	}
}

// By its second name a project is not opened while there is something to take
// back by the first, beside which its journal lies.
func TestJournalOfAnotherName(t *testing.T) {
	t.Parallel()
	file, journal := torn(t)
	dir := t.TempDir()
	first, second := filepath.Join(dir, "winter.claimtrace"), filepath.Join(dir, "hard.claimtrace")
	for name, content := range map[string][]byte{first: file, first + "-journal": journal} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link(first, second); err != nil {
		t.Logf("a file has one name here: %v", err)
		return
	}
	_, err := Open(second, testOptions("Carl"))
	refused(t, err, ErrReadOnly, second, "not closed properly as winter.claimtrace", "open that first")
	_, err = Verify(second)
	refused(t, err, ErrReadOnly, second)
	openProject(t, first, testOptions("Carl")).Close()
	openProject(t, second, testOptions("Carl")).Close()
	verified(t, first)
	onlyFiles(t, dir, "winter.claimtrace", "hard.claimtrace")
}
