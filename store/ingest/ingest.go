// Package ingest turns what lies outside a project into articles that can be
// added to it: text files, folders of them, standard input, CSV manifests and
// JSON Lines.
//
// Whatever is read is checked first, and one bad source refuses all of them:
// the error is one line that names the file, the line or byte, and what to do.
// Nothing is written here; [claimtrace/store.Project.AddArticles] does that.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
)

// Limits on what is read, in bytes.
const (
	MaxText  = 64 << 20          // of one article
	MaxTable = 64 << 20          // of a manifest
	MaxLine  = 2*MaxText + 1<<20 // of a line of JSON, in which a text is escaped
	MaxTotal = 512 << 20         // of all articles of one call
	MaxCell  = 16 << 10          // of a title, an outlet or another particular
)

// Errors of [Read] and [FromFS], wrapped with the particulars. What the
// canonical form refuses comes with the errors of package text.
var (
	ErrTooLarge  = errors.New("too large")
	ErrNoArticle = errors.New("no articles")
	ErrForeign   = errors.New("not a plain text")
	ErrColumn    = errors.New("unusable columns")
	ErrRow       = errors.New("unusable row")
	ErrOutside   = errors.New("outside the folder")
)

// Sources says what to read.
type Sources struct {
	Paths    []string  // files, folders, and "-" for Stdin
	Manifest string    // path of a CSV manifest; "" for none
	Lines    string    // path of a JSON Lines file, "-" for Stdin; "" for none
	Stdin    io.Reader // nil reads as empty

	// Given holds particulars that the user states for all the articles. They
	// fill in what a manifest or a line of JSON leaves open, and stand above
	// the title that is found in a text.
	Given annotate.Article

	// Progress, if not nil, is called after each article with the number read
	// and the number there will be, 0 while that is not known.
	Progress func(done, total int)
}

// Batch is what was read: articles in the order of their sources, and notes
// for the user, each one line, on what was left aside.
type Batch struct {
	Drafts []store.Draft
	Places []string // where each draft came from: "list.jsonl: line 2"
	Notes  []string
}

// Read reads all the sources: paths first, then the manifest, then the lines.
// It returns the context's error when that ends first.
func Read(ctx context.Context, s Sources) (Batch, error) {
	in := newIntake(ctx, s.Progress)
	in.given = s.Given
	var err error
	if s.Manifest != "" { // read first, so that what it lists is not read by itself too
		err = in.manifestFile(s.Manifest)
	}
	listed := in.batch.Drafts
	in.batch.Drafts = nil
	if err == nil {
		err = in.paths(s.Paths, s.Stdin)
	}
	in.batch.Drafts = append(in.batch.Drafts, listed...)
	if err == nil && s.Lines != "" {
		err = in.linesFile(s.Lines, s.Stdin)
	}
	if err != nil {
		return Batch{}, err
	}
	return in.batch, nil
}

// FromFS reads the articles that a manifest lists from a file system whose
// root is the manifest's folder.
func FromFS(ctx context.Context, fsys fs.FS, manifest string) (Batch, error) {
	in := newIntake(ctx, nil)
	if err := in.manifest(fsys, manifest, manifest); err != nil {
		return Batch{}, err
	}
	return in.batch, nil
}

// intake gathers the articles of one call.
type intake struct {
	ctx      context.Context
	given    annotate.Article
	progress func(done, total int)
	maxText  int64
	left     int64 // bytes that may still be read
	total    int
	home     string          // whole path of the folder of the table in hand, "" where it has none
	inTable  map[string]bool // whole paths of the files that a table listed
	batch    Batch
}

func newIntake(ctx context.Context, progress func(done, total int)) *intake {
	return &intake{ctx: ctx, progress: progress, maxText: MaxText, left: MaxTotal, inTable: map[string]bool{}}
}

// add takes in one article: the bytes of its text and what its source says of
// it. The name stands for the source in errors.
func (in *intake) add(name string, source []byte, about annotate.Article) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	if what := foreign(source); what != "" {
		return fmt.Errorf("%s: %w but %s: save its text as a UTF-8 .txt file and add that", name, ErrForeign, what)
	}
	canonical, err := text.Canonical(source)
	if err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, remedy(err))
	}
	if in.left -= int64(len(source)); in.left < 0 {
		return fmt.Errorf("%s: %w: the articles come to more than %s: add them in several turns", name, ErrTooLarge, mebibytes(MaxTotal))
	}
	fill(&about, in.given)
	if about.Title == "" {
		about.Title = Title(canonical)
	}
	in.batch.Drafts = append(in.batch.Drafts, store.Draft{Source: source, Text: canonical, Article: about})
	in.batch.Places = append(in.batch.Places, name)
	if in.progress != nil {
		in.progress(len(in.batch.Drafts), in.total)
	}
	return nil
}

func (in *intake) note(format string, args ...any) {
	in.batch.Notes = append(in.batch.Notes, fmt.Sprintf(format, args...))
}

// fill sets what a leaves open to what the user gave.
func fill(a *annotate.Article, given annotate.Article) {
	for _, p := range []struct{ to, from *string }{
		{&a.Title, &given.Title}, {&a.Outlet, &given.Outlet}, {&a.Byline, &given.Byline},
		{&a.URL, &given.URL}, {&a.Language, &given.Language},
	} {
		if *p.to == "" {
			*p.to = particular(*p.from)
		}
	}
	if a.Published == "" {
		a.Published = given.Published
	}
}

func remedy(err error) string {
	switch {
	case errors.Is(err, text.ErrEmpty):
		return "put the article's text into it or leave it out"
	default:
		return "save it as UTF-8 text and add it again"
	}
}

// foreign names the kind of file that the bytes are the beginning of, "" if
// they could be a plain text. It goes by content, as names lie.
func foreign(source []byte) string {
	head := string(source[:min(len(source), 512)])
	for _, k := range []struct{ magic, name string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a DOCX, ODT or ZIP file"}, {`{\rtf`, "an RTF file"},
		{"SQLite format 3\x00", "a Claimtrace project or another database"}, {"\xd0\xcf\x11\xe0", "an old Word file"},
		{"\x1f\x8b", "a compressed file"}, {"\xff\xfe", "UTF-16 text"}, {"\xfe\xff", "UTF-16 text"},
	} {
		if strings.HasPrefix(head, k.magic) {
			return k.name
		}
	}
	head = strings.ToLower(strings.TrimLeftFunc(strings.TrimLeft(head, "\ufeff"), unicode.IsSpace))
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return "a web page"
	}
	return ""
}

// particular tidies a field of one line that came from outside: NFC, no
// control characters, no line breaks.
func particular(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff'
	})
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return annotate.Typed(strings.TrimSpace(strings.Join(parts, " ")))
}

// describe reads the particulars that manifests and lines of JSON share, by
// the names of their columns.
func describe(cell func(name string) string) (annotate.Article, error) {
	a := annotate.Article{
		Title: particular(cell("title")), Outlet: particular(cell("outlet")), Byline: particular(cell("byline")),
		URL: particular(cell("url")), Language: particular(cell("language")),
	}
	for _, name := range columns {
		if len(cell(name)) > MaxCell {
			return a, fmt.Errorf("%w: %s: it has more than %d KiB", ErrTooLarge, name, MaxCell>>10)
		}
	}
	if s := particular(cell("published")); s != "" {
		var err error
		if a.Published, err = annotate.ParsePublication(s); err != nil {
			return a, fmt.Errorf("%w: published: %v", ErrRow, err)
		}
	}
	return a, nil
}

// inside turns the path that a manifest or a line of JSON gives for a file,
// with either slash, into one from the table's folder. That folder's own path
// is home, "" where it has none; then there can be no whole paths. A path that
// leads out of it is refused here, a link that does when it is opened.
func inside(file, home string) (string, error) {
	slashed := strings.ReplaceAll(strings.TrimSpace(file), `\`, "/")
	outside := fmt.Errorf("%w: file %s: put it into the folder of this table and give its path from there", ErrOutside, annotate.Quoted(file))
	drive := len(slashed) > 1 && slashed[1] == ':' && !filepath.IsAbs(filepath.FromSlash(slashed))
	switch {
	case drive || home == "" && path.IsAbs(slashed):
		return "", outside
	case home != "":
		within, ok := relative(filepath.FromSlash(slashed), home)
		if !ok {
			return "", outside
		}
		slashed = filepath.ToSlash(within)
	}
	clean := path.Clean(slashed)
	if clean == ".." || strings.HasPrefix(clean, "../") {
		return "", outside
	}
	if strings.ContainsFunc(clean, unicode.IsControl) || clean == "." || !fs.ValidPath(clean) {
		return "", fmt.Errorf("%w: file %s is not the path of a file", ErrRow, annotate.Quoted(file))
	}
	return clean, nil
}

// relative gives a path from the folder home. A whole path may name that
// folder in another way, by way of links.
func relative(name, home string) (string, bool) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(home, name)
	}
	if within, err := filepath.Rel(home, name); err == nil && filepath.IsLocal(within) {
		return within, true
	}
	real, err := filepath.EvalSymlinks(home)
	folder, err2 := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil || err2 != nil {
		return "", false
	}
	within, err := filepath.Rel(real, filepath.Join(folder, filepath.Base(name)))
	return within, err == nil && filepath.IsLocal(within)
}

// fileError puts the error of opening or reading a file into plain words.
func fileError(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w: check the name", name, fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: %w: it may not be read by you", name, fs.ErrPermission)
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if err.Error() == "path escapes from parent" { // os.Root says it with an error that has no name
		return fmt.Errorf("%s: %w: it is a link that leads there: put the file itself into the folder of this table", name, ErrOutside)
	}
	return fmt.Errorf("%s: it cannot be read: %w", name, err)
}

func mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }
