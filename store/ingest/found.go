package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/store/ingest/encodings"
	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/webpage"
	"claimtrace/store/ingest/worker"
)

// Kinds of files, in words, that are told from others.
const (
	PlainText = "text" // in UTF-8 it needs no reader
	Markdown  = foreign.MarkdownKind
)

// FirstLine is where a title was found that nothing says.
const FirstLine = "first line"

// Came is what came of a source: what was found in it, or why nothing was.
type Came struct {
	Place string // where it is: a path, "list.csv: row 2"
	Found []Found
	Err   error
}

// Found is an article that was found, with what is known of how. What is given to
// who asked for each source has neither text nor source: they lie on the shelf.
type Found struct {
	store.Draft
	Slot    Slot
	Words   int               // of the text
	Tongue  string            // the language that its words are guessed to be in, where nothing says it
	Kind    string            // of the file, in words: "web page", "PDF", [PlainText]
	Pages   int               // of a PDF
	From    map[string]string // where each particular was found, in words, by the names of a manifest's columns
	Changed annotate.Publication
	Charset string // in which it was read, "" where that is out of question
	Guessed bool   // the character set was
	Notes   []string
}

// shelved is what is told of an article that lies on the shelf.
func (f Found) shelved(at Slot) Found {
	sum := sha256.Sum256([]byte(f.Text))
	f.Slot, f.Words, f.SHA256 = at, len(strings.Fields(f.Text)), hex.EncodeToString(sum[:])
	if f.Language == "" {
		f.Tongue = GuessLanguage(f.Text)
	}
	f.Text, f.Source = "", nil
	return f
}

// whence tells where the particulars of an article come from: a table and what the
// user says of all stand above what is found.
func (in *intake) whence(table annotate.Article, found map[string]string) map[string]string {
	from := maps.Clone(found)
	if from == nil {
		from = map[string]string{}
	}
	for _, of := range []struct {
		words string
		annotate.Article
	}{{"given for all", in.given}, {"manifest", table}} {
		for column, value := range map[string]string{
			"title": of.Title, "outlet": of.Outlet, "byline": of.Byline, "published": string(of.Published), "url": of.URL, "language": of.Language,
		} {
			if value != "" {
				from[column] = of.words
			}
		}
	}
	return from
}

// Looker reads single files again, one at a time: as they are seen, or in another
// character set. What reads them is started when it is needed, and ended by Close.
type Looker struct{ pool *worker.Pool }

// NewLooker makes one.
func NewLooker() *Looker { return &Looker{worker.NewPool(1, worker.DefaultLimits)} }

// Close ends what reads. It waits for a file in hand.
func (l *Looker) Close() { l.pool.Close() }

// Original is a file as it is seen: its blocks, or of a PDF the picture of a page.
type Original struct {
	Blocks  []Block
	Pages   int    // of a PDF
	Page    int    // that of the picture, from 1
	Picture []byte // PNG; nil where there is none
	Begins  int    // the page on which the passage does that was looked for, 0 where it was not found
	Ends    int
	Marks   []Mark // where it stands on the page
}

// Mark is an area of a page, in parts of its width and height from the upper left corner,
// from 0 to 1.
type Mark = foreign.Mark

// Look is what of an original somebody wants to see.
type Look struct {
	Page    int           // of a PDF, from 1
	Passage annotate.Span // is marked there; none where it is empty
	Text    string        // the article's, in which the passage is
	Seek    bool          // the page on which the passage begins is shown, where it is found
}

// Block is a paragraph of an original, and what it is: "" is in the text.
type Block struct {
	Text   string
	Part   webpage.Part
	Begins bool // it begins another menu, story, comment of its part
}

// Original reads the bytes of an article as they are seen; of a PDF that is one
// page. encoding is that in which somebody said they are, or "".
func (l *Looker) Original(ctx context.Context, source []byte, a annotate.Article, encoding string, look Look) (o Original, err error) {
	kind, what, remedy := foreign.KindOf(a.File, source)
	switch {
	case what != "":
		return o, fmt.Errorf("%w but %s: %s", ErrForeign, what, remedy)
	case kind == foreign.Plain:
		return Original{Blocks: []Block{{Text: string(source)}}}, nil
	}
	about := foreign.About{Kind: kind, Name: a.File, Address: a.URL, Encoding: encoding, Page: look.Page}
	content := source
	if kind == foreign.PDF && look.Passage.Len() > 0 {
		about.Passage, about.Text, about.Seek = look.Passage, len(look.Text), look.Seek
		content = slices.Concat(source, []byte(look.Text))
	}
	var seen foreign.Original
	body, err := l.pool.Read(ctx, foreign.OriginalReader, about, content, &seen)
	if about.Text > 0 && err != nil && ctx.Err() == nil { // the page alone can be seen where all of them cannot be read
		about.Passage, about.Text = annotate.Span{}, 0
		body, err = l.pool.Read(ctx, foreign.OriginalReader, about, source, &seen)
	}
	if err != nil {
		return o, err
	}
	if seen.Picture {
		o = Original{Pages: seen.Pages, Page: seen.Page, Picture: body, Begins: seen.Begins, Ends: seen.Ends}
		for _, m := range seen.Marks {
			if 0 <= m.Left && m.Left < m.Right && m.Right <= 1 && 0 <= m.Top && m.Top < m.Bottom && m.Bottom <= 1 {
				o.Marks = append(o.Marks, m)
			}
		}
		return o, nil
	}
	for _, b := range seen.Blocks {
		if b.Length < 0 || b.Length > len(body) {
			return Original{}, errors.New("an answer that does not fit its body")
		}
		o.Blocks = append(o.Blocks, Block{Text: string(body[:b.Length]), Part: b.Part, Begins: b.Begins})
		body = body[b.Length:]
	}
	return o, nil
}

// Again reads an article on a shelf again, in the character set that somebody says
// its bytes are in, and puts what it is then there too.
func (l *Looker) Again(ctx context.Context, shelf *Shelf, at Slot, encoding string) (Found, error) {
	d, place, err := shelf.At(at)
	if err != nil {
		return Found{}, err
	}
	in := &intake{ctx: ctx, encoding: encoding, pool: func() *worker.Pool { return l.pool }}
	r := in.read(ctx, source{about: annotate.Article{File: d.File}, open: func() ([]byte, error) { return d.Source, nil }})
	switch {
	case r.err != nil:
		return Found{}, r.err
	case len(r.found) != 1:
		return Found{}, errors.New("a feed is read as it says itself")
	}
	f := r.found[0]
	f.Guessed = false
	f.Charset = strings.ToLower(encoding)
	if at, err = shelf.Put(place, f.Draft); err != nil {
		return Found{}, err
	}
	return f.shelved(at), nil
}

// Charsets lists the character sets that a file can be said to be in.
func Charsets() []string { return encodings.Names() }
