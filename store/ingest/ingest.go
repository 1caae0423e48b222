// Package ingest turns what lies outside a project into articles that can be
// added to it: files, folders of them, pages at their addresses, standard input,
// CSV manifests and JSON Lines, all through one path.
//
// A text in UTF-8 is read here. All else is read by a process of its own, in
// package worker, with the readers of package foreign. Each source is read whole
// or is a failure with one line that says why; a table with a fault in it gives
// nothing. Nothing is written here; [claimtrace/store.Project.AddArticles] does
// that.
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
	"sync"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store/ingest/fetch"
	"claimtrace/store/ingest/worker"
)

// Limits on what is read, in bytes.
const (
	MaxText    = 64 << 20          // of one article
	MaxTable   = 64 << 20          // of a manifest
	MaxLine    = 2*MaxText + 1<<20 // of a line of JSON, in which a text is escaped
	MaxArchive = 512 << 20         // of all articles of one web archive
	MaxCell    = 16 << 10          // of a title, an outlet or another particular
)

// Errors of [Read] and [FromFS], wrapped with the particulars. What the
// canonical form refuses comes with the errors of package text.
var (
	ErrTooLarge  = errors.New("too large")
	ErrNoArticle = errors.New("no articles")
	ErrForeign   = errors.New("not a file that articles are read from")
	ErrColumn    = errors.New("unusable columns")
	ErrRow       = errors.New("unusable row")
	ErrOutside   = errors.New("outside the folder")
	ErrPaywall   = errors.New("a page that must be paid for, of which only the beginning is shown: open it in the browser where you may read it, save it and add that file")

	errStdinTwice = errors.New("it is named twice, and can be read only once: put one of the texts into a file")

	// ErrLocal is of an address of the local network, where [Sources.Local] does not
	// allow it.
	ErrLocal = fetch.ErrLocal
)

// Sources says what to read.
type Sources struct {
	Paths    []string  // files, folders, addresses, and "-" for Stdin
	Manifest string    // path of a CSV manifest; "" for none
	Lines    string    // path of a JSON Lines file, "-" for Stdin; "" for none
	Stdin    io.Reader // nil reads as empty
	Local    bool      // addresses of the local network may be fetched
	Encoding string    // character set of the files, where they do not say it rightly; "" where they do

	// Given holds particulars that the user states for all the articles. They
	// fill in what a manifest or a line of JSON leaves open, and stand above
	// what is found in a source.
	Given annotate.Article

	// KeepColumns keeps what a table says in columns, or under names, that are not
	// known: as a note of the article, one line for each.
	KeepColumns bool

	// Progress, if not nil, is called after each source with the number read
	// and the number there will be, 0 while that is not known.
	Progress func(done, total int)

	// Each, if not nil, is given what came of each source, in their order and one
	// at a time. Of a table that turns out to have a fault nothing is to be used.
	Each func(Came)
	// Shelf is where the articles are put, nil for one that is the batch's own and
	// goes with it.
	Shelf *Shelf
}

// Read reads all the sources: paths first, then the manifest, then the lines.
// It returns the context's error when that ends first, and a [*Faults] of a table
// that has any; then nothing is read. The batch is to be closed.
func Read(ctx context.Context, s Sources) (*Batch, error) {
	in := newIntake(ctx, s.Progress)
	in.given, in.encoding, in.local, in.keepColumns, in.each = s.Given, s.Encoding, s.Local, s.KeepColumns, s.Each
	if s.Shelf != nil {
		in.batch.spool, in.batch.lent = &s.Shelf.spool, true
	}
	return in.end(in.all(s))
}

func (in *intake) all(s Sources) error {
	if s.Manifest != "" { // read first, so that what it lists is not read by itself too
		if err := in.manifestFile(s.Manifest); err != nil {
			return err
		}
	}
	listed := in.batch.order
	in.batch.order = nil
	if err := in.paths(s.Paths, s.Stdin); err != nil {
		return err
	}
	in.batch.order = append(in.batch.order, listed...)
	if s.Lines != "" {
		return in.linesFile(s.Lines, s.Stdin)
	}
	return nil
}

// FromFS reads the articles that a manifest lists from a file system whose
// root is the manifest's folder. The batch is to be closed.
func FromFS(ctx context.Context, fsys fs.FS, manifest string) (*Batch, error) {
	in := newIntake(ctx, nil)
	return in.end(in.manifest(fsys, manifest, manifest))
}

// intake gathers the articles of one call.
type intake struct {
	ctx         context.Context
	given       annotate.Article
	encoding    string
	local       bool
	keepColumns bool
	each        func(Came)
	progress    func(done, total int)
	maxText     int64
	done        int // sources
	total       int
	stdinTaken  bool
	home        string          // whole path of the folder of the table in hand, "" where it has none
	inTable     map[string]bool // whole paths of the files that a table listed
	pool        func() *worker.Pool
	fetcher     func() *fetch.Fetcher
	close       func() // of the pool
	batch       *Batch
}

func newIntake(ctx context.Context, progress func(done, total int)) *intake {
	in := &intake{ctx: ctx, progress: progress, maxText: MaxText, inTable: map[string]bool{}, batch: &Batch{spool: &spool{}}}
	var pool *worker.Pool
	in.pool = sync.OnceValue(func() *worker.Pool { // most texts need none
		pool = worker.NewPool(0, worker.DefaultLimits)
		return pool
	})
	var fetcher *fetch.Fetcher
	in.fetcher = sync.OnceValue(func() *fetch.Fetcher {
		fetcher = fetch.New(in.local, in.maxText)
		return fetcher
	})
	in.close = func() {
		if pool != nil {
			pool.Close()
		}
		if fetcher != nil {
			fetcher.Close()
		}
	}
	return in
}

// end gives what was read, or nothing where that ended with an error.
func (in *intake) end(err error) (*Batch, error) {
	in.close()
	if err != nil {
		in.batch.Close()
		return nil, err
	}
	return in.batch, nil
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

func remedyOf(err error) string {
	if errors.Is(err, text.ErrEmpty) {
		return "put the article's text into it or leave it out"
	}
	return "save it as UTF-8 text and add it again"
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
func fileError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: check the name", fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: it may not be read by you", fs.ErrPermission)
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if err.Error() == "path escapes from parent" { // os.Root says it with an error that has no name
		return fmt.Errorf("%w: it is a link that leads there: put the file itself into the folder of this table", ErrOutside)
	}
	return fmt.Errorf("it cannot be read: %w", err)
}

func mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }
