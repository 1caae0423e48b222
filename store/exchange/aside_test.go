package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"claimtrace/store/ingest/worker"
)

func TestMain(m *testing.M) {
	if worker.Asked() {
		os.Exit(worker.Serve(Readers()))
	}
	os.Exit(m.Run())
}

// TestReadAside reads files of other programs in a process of its own: what comes is what
// is read here, with what lies beside a file, and with the texts.
func TestReadAside(t *testing.T) {
	all := interop(t)
	texts, beside := 0, false
	for _, folder := range interopFolders {
		dir := t.TempDir()
		sub, err := fs.Sub(all, folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(dir, sub); err != nil {
			t.Fatal(err)
		}
		n := 0
		_ = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
			info, failed := d.Info()
			if err != nil || failed != nil || d.IsDir() || info.Size() > 1<<20 || n == 3 {
				return err
			}
			data, err := fs.ReadFile(sub, name)
			if err != nil {
				t.Fatal(err)
			}
			around, err := fs.Sub(sub, path.Dir(name))
			if err != nil {
				t.Fatal(err)
			}
			want, refused := read(path.Base(name), "", data, around)
			if refused != nil && n > 0 {
				return nil
			}
			n++
			got, err := ReadFile(t.Context(), filepath.Join(dir, filepath.FromSlash(name)), "")
			if refused != nil {
				if err == nil || err.Error() != path.Base(name)+": "+refused.Error() {
					t.Errorf("%s: refused by %v, here by %v", name, err, refused)
				}
				return nil
			}
			if err != nil || inJSON(got) != inJSON(want) {
				t.Errorf("%s: %v, %d articles, %d passages; here %d and %d", name, err, len(got.Articles), len(got.Passages), len(want.Articles), len(want.Passages))
			}
			for _, a := range got.Articles {
				if a.Text != "" {
					texts++
				}
			}
			beside = beside || strings.HasSuffix(name, ".ann") && len(got.Articles) > 0 && got.Articles[0].Text != ""
			return nil
		})
	}
	if texts == 0 || !beside {
		t.Errorf("%d texts came, one from beside its file: %v", texts, beside)
	}
}

// inJSON is a value for comparing; times have one zone there.
func inJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TestReadFileRefuses names the file in one line of error.
func TestReadFileRefuses(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "song.json")
	if err := os.WriteFile(name, []byte(`{"song":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, format, says string }{
		{name, "", "song.json: not a set that can be read"}, {name, "docx", "unknown format"}, {filepath.Join(dir, "none"), "", "none: it cannot be read"}, {dir, "", "no plain file"},
	} {
		if _, err := ReadFile(t.Context(), tt.name, tt.format); err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.says)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := ReadFile(ctx, name, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestFiles holds files in memory against what a file system must do.
func TestFiles(t *testing.T) {
	if _, err := (files{}).Open("x"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	f := files{"sources/a.txt": []byte("words")}
	got, err := fs.ReadFile(f, "sources/a.txt")
	if err != nil || string(got) != "words" {
		t.Errorf("%q, %v", got, err)
	}
	same, err := fs.Stat(fstest.MapFS{"sources/a.txt": {Data: []byte("words"), Mode: 0o444}}, "sources/a.txt")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := fs.Stat(f, "sources/a.txt"); err != nil || info.Name() != same.Name() || info.Size() != same.Size() || info.Mode() != same.Mode() {
		t.Errorf("%v, %v", info, err)
	}
}

// TestHostileAnswer has answers that no reader gives: none is taken, nor put into memory
// beyond what a set may hold.
func TestHostileAnswer(t *testing.T) {
	answer := func(format, lists string) (answered, []byte) {
		doc := `{"Format":"` + format + `",` + lists + `}`
		return answered{Length: len(doc)}, []byte(doc)
	}
	set, err := setOf(answer("json", `"Articles":[],"Claims":null,"Passages":[{"ID":"a"}],"Told":[]`))
	if err != nil || set.Articles == nil || set.Claims != nil || len(set.Passages) != 1 {
		t.Errorf("a good one: %+v, %v", set, err)
	}
	for name, lists := range map[string]string{
		"no list":     `"Articles":[],"Claims":{},"Passages":[],"Told":[]`,
		"no article":  `"Articles":[1],"Claims":[],"Passages":[],"Told":[]`,
		"no text":     `"Articles":[{"Key":"a"}],"Claims":[],"Passages":[],"Told":[]`,
		"no passages": `"Articles":[],"Claims":[],"Told":[]`,
		"too many":    `"Articles":[],"Claims":[],"Passages":[],"Told":[{}` + strings.Repeat(",{}", mostPassages) + `]`,
	} {
		if set, err := setOf(answer("json", lists)); !errors.Is(err, errAnswer) {
			t.Errorf("%s: %d told, %v", name, len(set.Told), err)
		}
	}
	if _, err := setOf(answer("nothing", `"Articles":[],"Claims":[],"Passages":[],"Told":[]`)); !errors.Is(err, errAnswer) {
		t.Errorf("a format that is none: %v", err)
	}
}
