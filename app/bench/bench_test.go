//go:build bench

package bench

import (
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/async"
	"claimtrace/app/read/reader"
	"claimtrace/app/style"
	"claimtrace/tools/ratio/corpus"
)

// The window, in pixels.
var window = fyne.NewSize(1280, 800)

// article is a text with one highlight for a hundred words, so that every
// screen of every article holds about as much.
type article struct {
	words      string
	highlights []annotate.Annotation
}

func makeArticle(words, highlights int) func() article {
	return sync.OnceValue(func() article {
		s := corpus.Text(1, words)
		return article{s, corpus.Highlights(s, highlights)}
	})
}

// The three articles begin alike.
var (
	thousand = makeArticle(1_000, 10)
	million  = makeArticle(1_000_000, 10_000)
)

// start makes an application as the reader expects it, whose end empties
// Fyne's caches.
func start(t *testing.T) {
	test.NewTempApp(t)
	forget()
}

// forget empties Fyne's caches of the sizes of texts and loads the fonts again,
// as they are in a program that has shown other texts than these.
func forget() {
	app := fyne.CurrentApp()
	app.Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	for _, face := range []fyne.Resource{nil, style.Serif, style.SerifBold} {
		app.Driver().RenderedTextSize("x", style.ReadSize, fyne.TextStyle{}, face)
	}
}

// show puts an article into a new reader of the window's size. When it
// returns, the renderer has laid out what the window shows.
func show(a article) *reader.Reader {
	r := reader.New(async.AtOnce())
	r.Resize(window)
	r.Open(reader.Article{Text: text.NewOffsets(a.words)})
	r.SetAnnotations(a.highlights)
	return r
}

// live counts the objects that an object consists of and that Fyne walks for
// every frame: those that are hidden are left out.
func live(o fyne.CanvasObject) int {
	if !o.Visible() {
		return 0
	}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	case *fyne.Container:
		parts = o.Objects
	}
	n := 1
	for _, p := range parts {
		n += live(p)
	}
	return n
}

// mustShow fails the measurement of a reader that shows next to nothing.
func mustShow(t *testing.T, r *reader.Reader) {
	t.Helper()
	if n := live(r); n < 100 {
		t.Fatalf("the reader shows %d objects: there is nothing to be measured", n)
	}
}

// through scrolls by windows from the beginning to the end, so that every line
// has been in the window.
func through(r *reader.Reader, each func()) {
	each()
	for r.ScrollBy(float64(window.Height - style.ReadLead)) {
		each()
	}
}

// painter puts an object into a window of a size and returns what paints it.
func painter(t *testing.T, o fyne.CanvasObject, size fyne.Size) func() {
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(size)
	w.SetContent(o)
	return func() { w.Canvas().Capture() }
}
