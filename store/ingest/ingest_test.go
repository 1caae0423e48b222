package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/store/ingest/fetch"
	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/worker"
)

// write makes the files of a map from path to content in a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func files(drafts []store.Draft) []string {
	var names []string
	for _, d := range drafts {
		names = append(names, d.File)
	}
	return names
}

func TestPaths(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": "\xef\xbb\xbfSecond\r\nline\r\n", "a.md": "First", "sub/c.TEXT": "Third", "sub/picture.png": "<p>", "list.tsv": "file", ".hidden/e.txt": "no", ".f.txt": "no",
		"other.dat":    "By its own name",
		"manifest.csv": "file\na.md\n",
	})
	b, err := read(Read(context.Background(), Sources{
		Paths: []string{"-", dir, filepath.Join(dir, "other.dat")}, Stdin: strings.NewReader("From a pipe"),
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := files(b.Drafts), []string{"", "a.md", "b.txt", "c.TEXT", "other.dat"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
	notes := strings.Join(b.Notes, "\n")
	for _, want := range []string{".f.txt was left aside: it is hidden", ".hidden was left aside: it is hidden", "picture.png was left aside: by its name", "list.tsv was left aside: it is a table", "--manifest"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note that %s in\n%s", want, notes)
		}
	}
	second := b.Drafts[2]
	if second.Text != "Second\nline\n" || string(second.Source) != "\xef\xbb\xbfSecond\r\nline\r\n" {
		t.Errorf("text %q of source %q", second.Text, second.Source)
	}
	if b.Drafts[0].Title != "From a pipe" {
		t.Errorf("title %q", b.Drafts[0].Title)
	}
}

// failure reads sources of which the last cannot be read, and returns why.
func failure(t *testing.T, s Sources) error {
	t.Helper()
	b, err := read(Read(t.Context(), s))
	if err != nil {
		t.Fatalf("%v: %v", s.Paths, err)
	}
	if len(b.Failures) != 1 {
		t.Fatalf("%v: failures %v", s.Paths, b.Failures)
	}
	f := b.Failures[0]
	return fmt.Errorf("%s: %w", f.Place, f.Why)
}

func TestMain(m *testing.M) {
	if worker.Asked() {
		os.Exit(worker.Serve(foreign.Readers()))
	}
	os.Exit(m.Run())
}

func TestLinksInFoldersAreLeftAside(t *testing.T) {
	dir := write(t, map[string]string{"in/a.txt": "inside", "secret.txt": "outside"})
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(dir, "in", "b.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "in"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"in", "link"} { // the folder itself may be a link
		b, err := read(Read(context.Background(), Sources{Paths: []string{filepath.Join(dir, folder)}}))
		if err != nil || !slices.Equal(files(b.Drafts), []string{"a.txt"}) {
			t.Errorf("%s: read %q, %v", folder, files(b.Drafts), err)
		}
	}
	for _, table := range []struct{ name, content string }{{"m.csv", "file\nb.txt\n"}, {"m.jsonl", `{"file":"b.txt"}`}} {
		path := filepath.Join(dir, "in", table.name)
		if err := os.WriteFile(path, []byte(table.content), 0o666); err != nil {
			t.Fatal(err)
		}
		s := Sources{Manifest: path}
		if table.name == "m.jsonl" {
			s = Sources{Lines: path}
		}
		if _, err := Read(context.Background(), s); err == nil || !strings.Contains(err.Error(), "line") {
			t.Errorf("%s: a link out of the folder: %v", table.name, err)
		}
	}
}

// What the user gives fills what a source leaves open, and beats the title
// that is found in the text.
func TestGiven(t *testing.T) {
	const published annotate.Publication = "2026-01-29T21:00"
	dir := write(t, map[string]string{
		"a.txt": "A headline of words\n\nA body.", "b.txt": "Another one of these\n\nA body.",
		"m.csv": "file,title,outlet,published\nb.txt,Own,,2026-01-30\n",
	})
	b, err := read(Read(context.Background(), Sources{
		Paths: []string{filepath.Join(dir, "a.txt")}, Manifest: filepath.Join(dir, "m.csv"),
		Given: annotate.Article{Title: " Given\n", Outlet: "Quay Post", Language: "en", Published: published},
	}))
	if err != nil {
		t.Fatal(err)
	}
	a, own := b.Drafts[0].Article, b.Drafts[1].Article
	if a.Title != "Given" || a.Outlet != "Quay Post" || a.Language != "en" || a.Published != published {
		t.Errorf("file: %+v", a)
	}
	if own.Title != "Own" || own.Outlet != "Quay Post" || own.Published != "2026-01-30" {
		t.Errorf("manifest: %+v", own)
	}
}

func TestProgressAndCancel(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "a", "b.txt": "b", "c.txt": "c"})
	var seen [][2]int
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Read(ctx, Sources{Paths: []string{dir}, Progress: func(done, total int) {
		seen = append(seen, [2]int{done, total})
		if done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want context.Canceled", err)
	}
	if want := [][2]int{{1, 3}, {2, 3}}; !slices.Equal(seen, want) {
		t.Errorf("progress %v, want %v", seen, want)
	}
}

// A stream that never ends must not hold up who wants to stop.
func TestCancelWhileReading(t *testing.T) {
	for _, s := range []Sources{{Paths: []string{"-"}}, {Lines: "-"}} {
		ctx, cancel := context.WithCancel(context.Background())
		s.Stdin = readerFunc(func([]byte) (int, error) {
			cancel()
			select {}
		})
		if _, err := Read(ctx, s); !errors.Is(err, context.Canceled) {
			t.Errorf("err = %v, want context.Canceled", err)
		}
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestRefused(t *testing.T) {
	dir := write(t, map[string]string{
		"nul.txt": "a\x00\x00b\x00\x01", "message.eml": "From: a@b.example\r\nSubject: x\r\n\r\n", "data.xml": "<?xml version='1.0'?><a/>", "empty.txt": "", "blank.txt": " \r\n\ufeff", "page.txt": " <!DOCTYPE html><script>x</script>",
		"old.doc": "\xd0\xcf\x11\xe0", "doc.docx": "PK\x03\x04", "utf16.txt": "\xff\xfea\x00", "p.claimtrace": "SQLite format 3\x00",
		"m.csv": "file\n", "a.jsonl": "{}", "folder/picture.png": "x", "bad/a.txt": "fine", "bad/b.txt": "\x00\x00\x01\xff",
	})
	for _, tt := range []struct {
		name string
		want error
		says string
	}{
		{"nul.txt", ErrForeign, "not a text"},
		{"empty.txt", text.ErrEmpty, ""},
		{"blank.txt", text.ErrEmpty, ""},
		{"page.txt", ErrForeign, "without an article"},
		{"old.doc", ErrForeign, "old Word"},
		{"doc.docx", ErrForeign, "unpacked"},
		{"message.eml", ErrForeign, "no text"},
		{"data.xml", ErrForeign, "XML"},
		{"p.claimtrace", ErrForeign, "project"},
		{"m.csv", ErrForeign, "--manifest"},
		{"a.jsonl", ErrForeign, "--jsonl"},
		{"folder", ErrNoArticle, "texts"},
		{"bad", ErrForeign, "b.txt"},
		{"missing.txt", fs.ErrNotExist, "check the name"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := failure(t, Sources{Paths: []string{filepath.Join(dir, "bad", "a.txt"), filepath.Join(dir, tt.name)}})
			if !errors.Is(err, tt.want) {
				t.Fatalf("err = %v, want %v", err, tt.want)
			}
			checkLine(t, err, filepath.Base(tt.name), tt.says)
		})
	}
	if err := failure(t, Sources{Paths: []string{"ftp://quay.example/bridge"}}); !errors.Is(err, fetch.ErrFetch) {
		t.Errorf("address: %v", err)
	}
	if err := failure(t, Sources{Paths: []string{"-"}}); !errors.Is(err, text.ErrEmpty) {
		t.Errorf("no standard input: %v", err)
	}
}

// checkLine tells whether an error is one line that holds the parts.
func checkLine(t *testing.T, err error, parts ...string) {
	t.Helper()
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q is more than one line", err)
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("%q does not say %q", err, p)
		}
	}
}

func TestDevicesAreRefused(t *testing.T) {
	if err := failure(t, Sources{Paths: []string{os.DevNull}}); !errors.Is(err, ErrForeign) {
		t.Errorf("err = %v, want %v", err, ErrForeign)
	}
}

func TestLimits(t *testing.T) {
	big := filepath.Join(t.TempDir(), "big.txt")
	if err := os.WriteFile(big, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, MaxText+1); err != nil {
		t.Fatal(err)
	}
	if err := failure(t, Sources{Paths: []string{big}}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("file: %v", err)
	}
	if err := failure(t, Sources{Paths: []string{"-"}, Stdin: io.LimitReader(endless{}, MaxText+1)}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("standard input: %v", err)
	}
	in := newIntake(context.Background(), nil)
	in.maxText = 3
	if err := in.lines(strings.NewReader(`{"text":"1234"}`), nil, "lines"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("line: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestFromFS(t *testing.T) {
	b, err := read(FromFS(context.Background(), fstest.MapFS{
		"list.csv": {Data: []byte("outlet,file\nQuay Post,texts/a.txt\n")}, "texts/a.txt": {Data: []byte("A text.")},
	}, "list.csv"))
	if err != nil || len(b.Drafts) != 1 || b.Drafts[0].Outlet != "Quay Post" || b.Drafts[0].File != "a.txt" {
		t.Errorf("%+v, %v", b.Drafts, err)
	}
}

// The project's own examples, where they are at hand.
func TestSeeds(t *testing.T) {
	dir := seeds(t)
	byManifest, err := read(Read(context.Background(), Sources{Manifest: filepath.Join(dir, "manifest.csv")}))
	if err != nil {
		t.Fatal(err)
	}
	byFolder, err := read(Read(context.Background(), Sources{Paths: []string{dir}}))
	if err != nil {
		t.Fatal(err)
	}
	if len(byManifest.Drafts) != 5 || len(byFolder.Drafts) != 5 {
		t.Fatalf("%d articles by manifest, %d by folder, want 5", len(byManifest.Drafts), len(byFolder.Drafts))
	}
	// Which line of each file its title must come from, counted from 0.
	for i, line := range []int{0, 0, 2, 0, 3} {
		m, f := byManifest.Drafts[i], byFolder.Drafts[i]
		if m.Text != f.Text || m.Title == f.Title && line == 0 {
			t.Errorf("%s: title %q by manifest and by folder", m.File, m.Title)
		}
		if m.Outlet == "" || !m.Published.Known() {
			t.Errorf("%s: outlet %q, published %v", m.File, m.Outlet, m.Published)
		}
		from := strings.Split(f.Text, "\n")[line]
		if !strings.HasPrefix(from, strings.TrimSuffix(f.Title, "…")) {
			t.Errorf("%s: title %q is not from line %d: %q", f.File, f.Title, line, from)
		}
	}
}

// seeds finds the folder of the real articles that lie beside the project.
func seeds(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "seeds")
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	t.Skip("../shared is not here")
	return ""
}

// A file that a manifest lists is added once, by what the manifest says.
func TestListedAndGiven(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a.txt": "One says so.", "b.txt": "Another does not.", "manifest.csv": "file,title,outlet\na.txt,Given,Quay Post\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := read(Read(t.Context(), Sources{Manifest: filepath.Join(dir, "manifest.csv"), Paths: []string{filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")}}))
	if err != nil || len(got.Drafts) != 2 || len(got.Notes) != 1 {
		t.Fatalf("%d drafts, %q, %v", len(got.Drafts), got.Notes, err)
	}
	if got.Drafts[0].File != "b.txt" || got.Drafts[1].Outlet != "Quay Post" {
		t.Errorf("read are %+v and %+v", got.Drafts[0].Article, got.Drafts[1].Article)
	}
}

// Whatever a page says of itself, it can be added: nothing that it says keeps other
// sources from being added with it.
func TestBounded(t *testing.T) {
	long := strings.Repeat("é", 50_000)
	a := annotate.Article{Title: long, Outlet: long, Byline: long, Language: long, URL: "https://a.example/" + long, ExternalID: long, Published: "soon"}
	bounded(&a)
	if !strings.HasPrefix(a.Title, "éé") || a.URL != "" || a.ExternalID != "" || a.Published != "" {
		t.Errorf("%.40q, %.40q, %.40q, %q", a.Title, a.URL, a.ExternalID, a.Published)
	}
	if err := (annotate.Fields{"title": a.Title, "outlet": a.Outlet, "byline": a.Byline, "language": a.Language}).Check(annotate.KindArticle); err != nil && strings.Contains(err.Error(), "too many") {
		t.Error(err)
	}
	escaped := annotate.Article{URL: "https://a.example/" + long[:4000]} // three letters for each byte
	if bounded(&escaped); escaped.URL != "" {
		t.Errorf("%.40q", escaped.URL)
	}
	same := annotate.Article{Title: "Pause agreed", URL: "https://a.example/1", ExternalID: "7", Published: "2026-01-29"}
	before := same
	if bounded(&same); same != before {
		t.Errorf("%+v", same)
	}
}
