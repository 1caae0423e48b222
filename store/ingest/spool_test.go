package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/store"
)

// whole is a batch with all that it holds.
type whole struct {
	*Batch
	Drafts []store.Draft
	Places []string
}

// read reads all of a batch, and closes it.
func read(b *Batch, err error) (whole, error) {
	if err != nil {
		return whole{}, err
	}
	defer b.Close()
	w := whole{Batch: b}
	for i := range b.Len() {
		d, place, err := b.At(i)
		if err != nil {
			return whole{}, err
		}
		w.Drafts, w.Places = append(w.Drafts, d), append(w.Places, place)
	}
	return w, nil
}

// private has the temporary files of a test in a folder of its own, and returns a
// function that lists those that are there.
func private(t *testing.T) (left func() []string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
	return func() []string {
		var names []string
		if err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
			if path != dir {
				names = append(names, path)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return names
	}
}

// What was read lies in one temporary file until the batch is closed, and in none
// where reading ended with an error.
func TestWhatWasReadIsRemoved(t *testing.T) {
	left := private(t)
	dir := write(t, map[string]string{"a.txt": "Alpha.\r\n", "b.txt": "Beta.", "l.jsonl": `{"text":"Gamma."}` + "\n" + `{"text":""}`})
	b, err := Read(t.Context(), Sources{Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	if got := left(); len(got) != 2 {
		t.Errorf("while it is open there are %q", got)
	}
	var texts, sources []string
	for d, err := range b.Drafts() {
		if err != nil {
			t.Fatal(err)
		}
		texts, sources = append(texts, d.Text), append(sources, string(d.Source))
	}
	if got := fmt.Sprintf("%q %q", texts, sources); got != `["Alpha.\n" "Beta."] ["Alpha.\r\n" "Beta."]` {
		t.Errorf("read again %s", got)
	}
	b.Close()
	b.Close()
	if got := left(); len(got) > 0 {
		t.Errorf("closed, it left %q", got)
	}
	if _, _, err := b.At(0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("closed, it gives %v", err)
	}
	if _, err := Read(t.Context(), Sources{Lines: filepath.Join(dir, "l.jsonl")}); err == nil {
		t.Error("a table with a fault was read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Read(ctx, Sources{Paths: []string{dir}, Progress: func(int, int) { cancel() }}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got := left(); len(got) > 0 {
		t.Errorf("failed, they left %q", got)
	}
}

// Where there is no place for what is read, that is told as the end of all.
func TestNoPlaceForWhatIsRead(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Alpha.", "l.jsonl": `{"text":"Gamma."}`})
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, filepath.Join(dir, "missing"))
	}
	for _, s := range []Sources{{Paths: []string{dir}}, {Lines: filepath.Join(dir, "l.jsonl")}} {
		if _, err := Read(t.Context(), s); err == nil || !strings.Contains(err.Error(), "temporary files") {
			t.Errorf("%+v gives %v", s, err)
		}
	}
}

// Many articles, of which some are larger than what is written at a time, come
// back in the order of their sources, wherever each was ready first.
func TestManyInOrder(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("%02d.txt", i)] = strings.Repeat(fmt.Sprintf("Text %d. ", i), 1+(i%3)*9_000)
	}
	b, err := read(Read(t.Context(), Sources{Paths: []string{write(t, files)}}))
	if err != nil || b.Len() != len(files) {
		t.Fatal(b.Len(), err)
	}
	for i, d := range b.Drafts {
		name := fmt.Sprintf("%02d.txt", i)
		if d.File != name || d.Text != files[name] || filepath.Base(b.Places[i]) != name {
			t.Errorf("%d is %s of %s with %d bytes", i, d.File, b.Places[i], len(d.Text))
		}
	}
}
