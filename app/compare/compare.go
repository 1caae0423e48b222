// Package compare shows one claim across its sources: where it stands, its
// life line, and each passage with the words that differ from another; or two
// whole articles, paragraph beside paragraph.
//
// What is compared and said is worked out by the package trace and put into
// words here: how a passage is worded (wording.go), to be set in lines (flow.go),
// aligned in a table (sheet.go), what each says in substance (facts.go), and where
// reports stand on the life line (stations.go). All that is pure.
//
// The parts, and what they own:
//   - asked is what is to be compared and how that is shown; comparison has that and
//     makes of it a scene, which does not change and is made off the window's
//     goroutine where it takes long.
//   - paper is where a head and rows are put for a scene: for the window, or for a
//     picture. Text and page are written from the scene alone.
//   - controls are what is clicked above the rows.
//   - list has the rows. They are laid out when they come near the window and have
//     objects while they are in it only, so that length costs nothing.
//   - across is how far the columns of a table are scrolled sideways.
//   - Hand is what is in hand, and how keys move it.
//   - places are where one was in other claims.
//
// View ties these together. It shows and calls back; it decides nothing.
package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
	"claimtrace/store"
)

// Layout is how passages are laid out.
type Layout int

// The layouts, in the order of the switch.
const (
	Inline Layout = iota // each passage with what was and what is
	Beside               // the baseline on the left, the passage on the right
	Table                // all passages aligned in columns
	Facts                // what each says in substance: facets as rows, sources as columns
)

var layoutNames = [...]string{"Inline", "Beside", "Table", "Facts"}

// View shows the claim in hand across its sources, or two whole articles. Its
// callbacks may be nil.
type View struct {
	widget.BaseWidget

	OnOpen     func(annotate.ID)                    // a passage was chosen: open its article there
	OnBaseline func(annotate.ID)                    // the reviewer picked this passage as baseline; the view shows it already
	OnSame     func(a, b string)                    // the reviewer says that these words are the same
	OnWords    func(annotate.ID, annotate.Span)     // facts: words were chosen, which stand there in the article of that passage
	OnCorrect  func(session.Fact)                   // facts: what a passage was read to say is to be corrected
	OnTrouble  func(error)                          // facts: they could not be read
	OnPlace    func(article annotate.ID, point int) // whole articles: a paragraph was chosen, which begins at this code point
	OnLook     func()                               // the reviewer chose another layout, other kinds, or other words
	OnKey      func(fyne.KeyName) bool              // hears of a key that the view has no use for
	OnRune     func(rune) bool                      // hears of every character first; true means that it has been used

	Hand *Hand // what keys and commands act on

	comparison
	format
	palette  *style.Palette // that the page is laid out in
	controls *controls
	across   *across
	list     *list
	places   places
}

// New returns a view without a claim.
func New(run *async.Runner) *View {
	v := &View{format: format{zoom: 1}, places: places{known: map[string]place{}},
		comparison: comparison{asked: asked{on: usual(), onFacts: allFacts()}, run: run}}
	v.controls = newControls(v)
	v.across = &across{of: &v.comparison, page: &v.format}
	v.list = newList(v, v.across, run, baseline.On(v))
	v.Hand = newHand(&v.comparison, v.list, func() {
		parts.Focus(v)
		v.looked()
	})
	v.ExtendBaseWidget(v)
	return v
}

// Compare shows a claim with its witnesses, in order of publication. The
// baseline is the first of them where the id is empty or not among them.
// Where the claim was shown before, the reader's place is kept.
func (v *View) Compare(c store.ClaimRow, witnesses []store.Witness, baseline annotate.ID) {
	v.leave(string(c.ID))
	v.claim, v.witnesses, v.pair, v.said = c, witnesses, nil, nil
	v.base = max(v.find(baseline), 0)
	v.work()
}

// CompareArticles shows two whole articles beside each other, the baseline on
// the left: paragraph by paragraph, those that moved linked to where they
// stand in the other. Compare or Clear ends that. Where the same articles were
// shown before, the reader's place is kept.
func (v *View) CompareArticles(base, other Article) {
	next := &pairOf{base, other}
	v.leave(next.name())
	if v.pair != nil && *v.pair == *next {
		next = v.pair
	}
	v.pair, v.witnesses, v.claim, v.base = next, nil, store.ClaimRow{}, 0
	v.work()
}

// Clear shows that there is no claim in hand.
func (v *View) Clear() { v.Compare(store.ClaimRow{}, nil, "") }

// SetBefore compares each passage with the one before it, or all of them with
// the baseline again.
func (v *View) SetBefore(before bool) {
	if v.before == before {
		return
	}
	v.before = before
	v.anew()
}

// SetLayout lays the passages out otherwise.
func (v *View) SetLayout(l Layout) {
	if l == v.layout || l < 0 || int(l) >= len(layoutNames) {
		return
	}
	v.layout, v.across.at = l, 0
	v.controls.switcher.Choose(int(l))
	v.anew()
}

// Zoom sets the words that are read in larger or smaller type, 1 for the size of
// the design: the claim, its passages and what is said of them. What tells of
// these, and what is clicked, stays as it is.
func (v *View) Zoom(zoom float32) {
	if zoom != v.zoom {
		v.across.at *= zoom / v.zoom
		v.zoom = zoom
		v.arrange()
	}
}

// toggle switches the marks of a kind on or off.
func (v *View) toggle(on *bool) {
	*on = !*on
	v.anew()
}

// anew shows the same otherwise, as the reviewer asked.
func (v *View) anew() {
	v.Hand.letGo()
	v.work()
	v.looked()
}

// leave remembers where one is before something else is shown.
func (v *View) leave(next string) {
	if v.places.leave(v.name(), next, place{v.Hand.Chosen(), v.Hand.row, v.list.anchor(), v.across.at}) {
		v.scene = nil
		v.Hand.leave()
	}
}

// work has the scene made that is asked for, and shows it.
func (v *View) work() {
	if v.compare(v.show) {
		v.arrange()
	}
}

// factsSeen is how many rows of facts are to be seen when they come on the page.
const factsSeen = 3

// show puts a scene on the page.
func (v *View) show(s *scene) {
	witness, told := v.Hand.witness(), v.Telling()
	v.take(s)
	if s.trouble != nil && v.OnTrouble != nil {
		v.OnTrouble(s.trouble)
	}
	fresh := v.places.anew()
	if told != v.Telling() && v.places.due == nil {
		v.Hand.turn(witness)
		fresh = true
	}
	v.arrange()
	if fresh && v.Telling() {
		v.list.showFirst(factsSeen)
	}
	v.ready()
}

// arrange lays out the page for its width and the theme of now. What stands at
// the top of the window stays there.
func (v *View) arrange() {
	if v.width == 0 {
		return
	}
	v.palette = style.Now()
	keep := v.list.anchor()
	s := newPaper(v.across, v.list.falls)
	s.above(v.controls, v.Size().Height)
	if v.scene != nil {
		s.fill()
	}
	v.list.take(s)
	if v.scene != nil {
		if to := v.places.arrive(); to != nil {
			v.Hand.arrive(*to)
			v.across.at, v.list.scroll.Offset.Y, keep = to.sideways, to.top.y, to.top
		}
	}
	v.list.layOutFrom(keep)
}

// looked calls back that something else is in hand, or shown otherwise.
func (v *View) looked() {
	if v.OnLook != nil {
		v.OnLook()
	}
}

// setBase makes a witness the baseline.
func (v *View) setBase(of int) {
	id := v.passage(of)
	i := v.find(id)
	if i < 0 || i == v.base && !v.before {
		return
	}
	v.base, v.before = i, false
	v.Hand.letGo()
	v.work()
	if v.OnBaseline != nil {
		v.OnBaseline(id)
	}
}

// MinSize implements [fyne.CanvasObject].
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(480, 200)
}

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	return &view{v, []fyne.CanvasObject{v.list.scroll, v.list.bar}}
}

// lowHigh is the height below which a view is low, in pixels.
const lowHigh = 560

type view struct {
	v       *View
	objects []fyne.CanvasObject
}

func (r *view) Destroy()                     {}
func (r *view) MinSize() fyne.Size           { return r.v.MinSize() }
func (r *view) Objects() []fyne.CanvasObject { return r.objects }

func (r *view) Layout(s fyne.Size) {
	v := r.v
	// The empty state stands in the middle of the height, too.
	low := s.Height < lowHigh
	stale := v.width != s.Width || v.empty() || v.Telling() && v.low != low
	v.width, v.low = s.Width, low
	v.list.resize(s)
	if stale {
		v.arrange()
	}
	v.list.window()
}

// Refresh draws the page anew where the theme has changed.
func (r *view) Refresh() {
	if r.v.palette != style.Now() {
		r.v.arrange()
	}
	canvas.Refresh(r.v)
}
