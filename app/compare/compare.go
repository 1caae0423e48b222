// Package compare shows one claim across its sources: where it stands, its
// life line, and each passage with the words that differ from another; or two
// whole articles, paragraph beside paragraph.
//
// What is compared and said is worked out by the package trace and put into
// words here: how a passage is worded (wording.go), to be set in lines (flow.go),
// aligned in a table (sheet.go), what each says in substance (facts.go), and where
// reports stand on the life line (stations.go). All that is pure, so that long texts are worked on off the
// window's goroutine (work.go). The page is a head (paper.go) above rows
// (row.go), which are laid out when they come near the window and have objects
// while they are in it only (window.go), so that length costs nothing.
//
// The view shows and calls back; it decides nothing.
package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/compare/trace"
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

	comparison
	chosen  int  // the row that the keys act on; −1 if none
	pick    int  // what is in hand there, an edit or a column; −1 if nothing
	value   int  // which of the values of a cell of facts, where one of several was chosen; else −1
	low     bool // the window is: facts have smaller heads
	inFull  bool // all of the summary stands above facts
	focused bool
	places  map[string]place // where one was in other claims
	due     *place           // where to go once the rows are there

	slice   func() budget // how long the page is laid out before all else gets its turn
	batches int           // counts how often the page was laid out

	switcher *parts.Switch
	picker   *parts.Button
	chips    [len(trace.Kinds)]*parts.Button
	ofFacts  [len(factKinds)]*parts.Button // the chips of facts
	more     *parts.Button                 // shows all of the summary above facts
	scroll   *scroller
	bar      *sideBar
	page     *fyne.Container
	head     []fyne.CanvasObject
	lifeline *lifeline
	heading  *row // pinned while the rows below it are in the window; nil if there is none
	rows     []*row
	bands    []*band
	spare    []*band
	foot     float32 // where the page ends
	sideways float32 // how far the table is scrolled
	drawn    float32 // the width of a table that is drawn whole; 0 in a window
	width    float32 // that the page is laid out for, in pixels
	zoom     float32 // of the type that is read
	palette  *style.Palette
	falls    *baseline.Falls
}

// New returns a view without a claim.
func New(run *async.Runner) *View {
	v := &View{zoom: 1, chosen: -1, pick: -1, value: -1, places: map[string]place{}, slice: briefly,
		comparison: comparison{asked: asked{on: usual(), onFacts: allFacts()}, run: run},
		page:       &fyne.Container{Layout: parts.Still{}}}
	v.falls = baseline.On(v)
	v.switcher = parts.NewSwitch(layoutNames[:], func(i int) { v.SetLayout(Layout(i)) })
	v.picker = newPicker(v)
	for i, k := range trace.Kinds {
		v.chips[i] = newChip(k, func() { v.toggle(i) }, v.other)
	}
	for i := range factKinds {
		v.ofFacts[i] = newFactChip(i, func() { v.toggleFacts(i) }, v.other)
	}
	v.more = parts.NewButton(parts.Link, "", func() {
		v.inFull = !v.inFull
		v.arrange()
	})
	v.more.OnKey = v.other
	v.scroll = newScroller(v)
	v.bar = newSideBar(v)
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

// Clear shows that there is no claim in hand.
func (v *View) Clear() { v.Compare(store.ClaimRow{}, nil, "") }

// SetBefore compares each passage with the one before it, or all of them with
// the baseline again.
func (v *View) SetBefore(before bool) {
	if v.before == before {
		return
	}
	v.before = before
	v.letGo()
	v.work()
	v.looked()
}

// SetLayout lays the passages out otherwise.
func (v *View) SetLayout(l Layout) {
	if l == v.layout || l < 0 || int(l) >= len(layoutNames) {
		return
	}
	v.layout, v.sideways = l, 0
	v.letGo()
	v.switcher.Choose(int(l))
	v.work()
	v.looked()
}

// Chosen returns the annotation that the keys act on, "" if there is none.
func (v *View) Chosen() annotate.ID { return v.passage(v.inHand()) }

// inHand is the witness that the keys act on, −1 if none.
func (v *View) inHand() int {
	if v.Telling() {
		return v.pick
	}
	return v.chosen
}

// letGo lets go of the change in hand; a cell of facts stays.
func (v *View) letGo() {
	if !v.Telling() {
		v.pick = -1
	}
}

// Same returns the two wordings in hand that a reviewer may declare to be the
// same; ok is false where there are none, and for numbers and negations, which
// never are.
func (v *View) Same() (a, b string, ok bool) {
	if v.chosen < 0 || v.chosen >= len(v.rows) || v.pick < 0 {
		return "", "", false
	}
	return v.rows[v.chosen].body.change(v.pick).alike()
}

// Picked tells whether changed words are in hand.
func (v *View) Picked() bool { return v.chosen >= 0 && v.chosen < len(v.rows) && v.pick >= 0 }

// Moved tells whether the paragraph in hand stands elsewhere in the other
// article.
func (v *View) Moved() bool {
	pairs := v.articles()
	return pairs != nil && v.chosen >= 0 && v.chosen < len(pairs.Pairs) && pairs.Pairs[v.chosen].Moved >= 0
}

// Zoom sets the words that are read in larger or smaller type, 1 for the size of
// the design: the claim, its passages and what is said of them. What tells of
// these, and what is clicked, stays as it is.
func (v *View) Zoom(zoom float32) {
	if zoom != v.zoom {
		v.sideways *= zoom / v.zoom
		v.zoom = zoom
		v.arrange()
	}
}

// work has the scene made that is asked for, and shows it.
func (v *View) work() {
	if v.compare(v.show) {
		v.arrange()
	}
}

// show puts a scene on the page.
func (v *View) show(s *scene) {
	w, told := v.inHand(), v.Telling()
	v.take(s)
	if s.trouble != nil && v.OnTrouble != nil {
		v.OnTrouble(s.trouble)
	}
	fresh := v.due != nil && v.due.top == anchor{row: -1}
	if told != v.Telling() && v.due == nil {
		v.turnTable(w)
		fresh = true
	}
	v.arrange()
	if fresh && v.Telling() {
		v.showRows()
	}
	v.ready()
}

// factsSeen is how many rows of facts are to be seen when they come on the page.
const factsSeen = 3

// showRows scrolls as little as it takes to see the first rows.
func (v *View) showRows() {
	if len(v.rows) == 0 || v.width == 0 {
		return
	}
	last := min(factsSeen, len(v.rows)) - 1
	for i := range last + 1 {
		v.layOut(i)
	}
	if y := v.rows[last].y + v.rows[last].height() - v.scroll.Size().Height; y > v.scroll.Offset.Y {
		v.scrollTo(min(y, v.rows[0].y-v.pinned()))
	}
}

// looked calls back that something else is in hand, or shown otherwise.
func (v *View) looked() {
	if v.OnLook != nil {
		v.OnLook()
	}
}

// toggle switches the marks of a kind of change on or off.
func (v *View) toggle(i int) {
	v.on[i] = !v.on[i]
	v.letGo()
	v.work()
	v.looked()
}

// setBase makes a witness the baseline.
func (v *View) setBase(of int) {
	id := v.passage(of)
	i := v.find(id)
	if i < 0 || i == v.base && !v.before {
		return
	}
	v.base, v.before = i, false
	v.letGo()
	v.work()
	if v.OnBaseline != nil {
		v.OnBaseline(id)
	}
}

// open chooses a row and asks for its article. What is in hand there stays so,
// for when one comes back.
func (v *View) open(i int) {
	pick := -1
	if i == v.chosen {
		pick = v.pick
	}
	v.mark(i, pick)
	if v.pair != nil {
		v.openPair(i)
	} else if id := v.passage(i); id != "" && v.OnOpen != nil {
		v.OnOpen(id)
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
	return &view{v, []fyne.CanvasObject{v.scroll, v.bar}}
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
	if v.scroll.Size().Width != s.Width {
		v.scroll.Resize(s)
	}
	if stale {
		v.arrange()
	}
	v.window()
}

// Refresh draws the page anew where the theme has changed.
func (r *view) Refresh() {
	if r.v.palette != style.Now() {
		r.v.arrange()
	}
	canvas.Refresh(r.v)
}
