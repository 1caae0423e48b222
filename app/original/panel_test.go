package original

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/style"
	"claimtrace/store/ingest"
)

// papers is a PDF of ten pages that is read by steps: passages stand on the page of the number
// at which they start, and go on to that at which they end.
type papers struct {
	t     *testing.T
	panel *Panel
	steps *async.Steps
	asked []string // page, passage, and whether that was sought
	fails bool
}

const onPaper = 10

func newPapers(t *testing.T) *papers {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysDark})
	f := &papers{t: t, steps: async.NewSteps()}
	f.panel = NewPanel(f.steps.Runner, "What the text was taken from", false, nil)
	w := test.NewTempWindow(t, f.panel)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	return f
}

func (f *papers) load(_ context.Context, look ingest.Look) (ingest.Original, error) {
	f.asked = append(f.asked, fmt.Sprint(look.Page, look.Passage, look.Seek))
	if f.fails {
		return ingest.Original{}, errors.New("a damaged PDF")
	}
	o := ingest.Original{Pages: onPaper, Page: look.Page}
	if look.Passage.Len() > 0 && look.Passage.Start <= onPaper {
		o.Begins, o.Ends = look.Passage.Start, look.Passage.End
	}
	if look.Seek && o.Begins > 0 {
		o.Page = o.Begins
	}
	if o.Page >= o.Begins && o.Page <= o.Ends {
		o.Marks = []ingest.Mark{{Left: 0.25, Top: 0.8, Right: 0.75, Bottom: 0.82}}
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 100, 200))); err != nil {
		f.t.Fatal(err)
	}
	o.Picture = picture.Bytes()
	return o, nil
}

func (f *papers) put(p Passage) {
	f.panel.Put("", f.load, p, true)
	f.steps.All()
}

func (f *papers) seek(p Passage) {
	f.panel.Seek(p)
	f.steps.All()
}

// check compares what was asked since it was last looked, and what is shown: the page, what is
// told below, and how many areas are marked.
func (f *papers) check(what, asked, page, told string, marks int) {
	f.t.Helper()
	if got := strings.Join(f.asked, ", "); got != asked {
		f.t.Errorf("%s: %s was asked, want %s", what, got, asked)
	}
	f.asked = nil
	v := f.panel.View
	if got := v.of.Words(); got != page || f.panel.Told() != told || len(f.fills()) != marks {
		f.t.Errorf("%s: it shows %q, %q and %d marks; want %q, %q and %d", what, got, f.panel.Told(), len(f.fills()), page, told, marks)
	}
}

// fills are the areas marked on the page.
func (f *papers) fills() (list []*canvas.Rectangle) {
	m := f.panel.View.marks
	for _, o := range test.WidgetRenderer(m).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.Size().Height > 3 {
			list = append(list, r)
		}
	}
	return list
}

func on(first, last int, v annotate.Verdict) Passage {
	return Passage{Span: annotate.Span{Start: first, End: last}, Verdict: v}
}

// A PDF opens at the page of the passage in hand and turns to that of the next one; where a
// passage goes on, or is not seen, that is said.
func TestPassageOnItsPage(t *testing.T) {
	f := newPapers(t)
	f.put(on(3, 4, annotate.Confirmed))
	f.check("opened", "1 {3 4} true", "Page 3 of 10", "The passage continues on page 4.", 1)
	test.Tap(f.panel.show)
	f.steps.All()
	f.check("shown there", "4 {3 4} false", "Page 4 of 10", "The passage begins on page 3.", 1)
	f.panel.View.Turn(1)
	f.steps.All()
	f.check("turned on", "5 {3 4} false", "Page 5 of 10", "The passage is on page 3.", 0)
	test.Tap(f.panel.show)
	f.steps.All()
	f.check("shown again", "3 {3 4} false", "Page 3 of 10", "The passage continues on page 4.", 1)
	f.seek(on(7, 8, annotate.Disputed))
	f.check("another", "3 {7 8} true", "Page 7 of 10", "The passage continues on page 8.", 1)
	f.seek(on(7, 8, annotate.Confirmed))
	f.check("the same", "", "Page 7 of 10", "The passage continues on page 8.", 1)
	f.seek(on(90, 91, annotate.Disputed))
	f.check("one that is nowhere", "7 {90 91} true", "Page 7 of 10", "This passage was not found on a page.", 0)
	if f.panel.show.Visible() {
		t.Error("it leads to a page that nobody knows")
	}
	f.seek(Passage{Span: annotate.Span{Start: 2, End: 3}, Selected: true})
	f.check("a selection", "7 {2 3} true", "Page 2 of 10", "The passage continues on page 3.", 1)
	f.panel.View.scroll.ScrollToOffset(fyne.NewPos(0, 40))
	f.seek(Passage{})
	f.check("none", "", "Page 2 of 10", "", 0)
	if y := f.panel.View.scroll.Offset.Y; y != 40 {
		t.Errorf("the page moves to %v", y)
	}
	f.panel.View.Turn(-1)
	f.steps.All()
	f.check("turned without one", "1 {0 0} false", "Page 1 of 10", "", 0)
}

// Of passages that come while one is read, the last is shown, and nothing is read for the others.
func TestLastPassageIsShown(t *testing.T) {
	f := newPapers(t)
	f.panel.Put("", f.load, on(1, 2, annotate.Confirmed), true)
	for _, n := range []int{4, 5, 6} {
		f.panel.Seek(on(n, n+1, annotate.Confirmed))
	}
	f.steps.Work(0)
	f.steps.Next()
	f.check("while the last is read", "1 {1 2} true", "", "", 0)
	f.steps.All()
	f.check("then", "1 {6 7} true", "Page 6 of 10", "The passage continues on page 7.", 1)
	f.panel.Seek(on(2, 3, annotate.Confirmed))
	f.panel.Seek(Passage{})
	f.steps.All()
	f.check("let go of at once", "6 {2 3} true, 6 {0 0} false", "Page 6 of 10", "", 0)
	f.panel.Seek(on(2, 3, annotate.Confirmed))
	f.panel.Say("Gone.")
	f.steps.All()
	if !f.panel.View.body.Objects[1].Visible() {
		t.Error("what was being read takes the place of what is said")
	}
}

// Marks lie where the words are on the picture, which is scrolled to them; they let through what
// is printed, in the colours that highlights have on white.
func TestMarksOnThePicture(t *testing.T) {
	f := newPapers(t)
	f.put(on(3, 3+1, annotate.Unconfirmed))
	v := f.panel.View
	page := v.picture.Size()
	if page.Height != 2*page.Width || page.Width < 300 {
		t.Fatalf("the picture is %v", page)
	}
	r := f.fills()[0]
	if x, y := r.Position().X/page.Width, r.Position().Y/page.Height; x < 0.24 || x > 0.26 || y < 0.79 || y > 0.81 || r.Size().Width/page.Width != 0.5 {
		t.Errorf("the mark is %v at %v of %v", r.Size(), r.Position(), page)
	}
	if y := r.Position().Y - v.scroll.Offset.Y; y < 0 || y > v.scroll.Size().Height-r.Size().Height {
		t.Errorf("the mark is %v below the top of a window of %v", y, v.scroll.Size())
	}
	seen := func() color.NRGBA {
		c := f.fills()[0].FillColor.(color.NRGBA)
		mix := func(v uint8) uint8 { return uint8((int(v)*int(c.A) + 255*(255-int(c.A)) + 127) / 255) }
		return color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 255}
	}
	near := func(a, b color.NRGBA) bool {
		far := func(x, y uint8) bool { return max(x, y)-min(x, y) > 1 }
		return !far(a.R, b.R) && !far(a.G, b.G) && !far(a.B, b.B)
	}
	if want := style.Light.VerdictFill(annotate.Unconfirmed); !near(seen(), want) {
		t.Errorf("on white it is %v, want %v", seen(), want)
	}
	f.seek(on(3, 4, annotate.Disputed))
	if want := style.Light.VerdictFill(annotate.Disputed); !near(seen(), want) {
		t.Errorf("with another verdict it is %v, want %v", seen(), want)
	}
	lines := len(test.WidgetRenderer(v.marks).Objects())
	f.seek(Passage{Span: annotate.Span{Start: 3, End: 4}, Selected: true})
	if want := style.Light.Selection; !near(seen(), want) || lines < 2 || len(test.WidgetRenderer(v.marks).Objects()) != 1 {
		t.Errorf("selected it is %v, want %v, and without a line", seen(), want)
	}
}

// What is no picture is not read again for a passage, nor what could not be read.
func TestPassageOfNoPicture(t *testing.T) {
	f := newPapers(t)
	pictures := []bool{}
	f.panel.OnSeen = func(picture bool) { pictures = append(pictures, picture) }
	reads := 0
	f.panel.Put("", func(context.Context, ingest.Look) (ingest.Original, error) {
		reads++
		return ingest.Original{Blocks: []ingest.Block{{Text: "The ferry is back."}, {Text: "Home", Part: "menu", Begins: true}}}, nil
	}, on(3, 4, annotate.Confirmed), true)
	f.steps.All()
	f.seek(on(5, 6, annotate.Confirmed))
	if reads != 1 || f.panel.Told() != "Left out: a menu." {
		t.Errorf("it was read %d times, and %q is told", reads, f.panel.Told())
	}
	f.fails = true
	f.put(on(3, 4, annotate.Confirmed))
	f.seek(on(5, 6, annotate.Confirmed))
	f.check("a damaged one", "1 {3 4} true", "", "", 0)
	f.fails = false
	f.put(Passage{})
	if fmt.Sprint(pictures) != "[false false true]" {
		t.Errorf("of pictures was told %v", pictures)
	}
}
