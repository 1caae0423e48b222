// Package reader shows one article: its head, its text in a comfortable
// measure, and the annotations behind the words.
//
// It is a widget of our own because none of Fyne's can do it: they keep every
// row alive, cannot be selected across rows, or have no highlights. The text
// is laid out purely (package typeset), one canvas text a word; only the lines in
// the window have objects (view.go), and these are used again as the text is
// scrolled. Highlights are rectangles behind the words, so that words never
// depend on annotations.
//
// page is head and text in their column, and how far they are scrolled; marks are
// the annotations, which gutter and ruler tell of beside the text. Reader has these,
// and what mouse and keys have selected and in hand.
//
// The reader shows and calls back; it decides nothing.
package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/async"
	"claimtrace/app/style"
)

// Article is what the reader shows above and in the text.
type Article struct {
	Outlet, Published, Address, Title, Byline string
	Asks                                      string // what of it asks to be settled, in a word or two; "" for nothing
	Text                                      *text.Offsets
}

// Reader is the widget. Its callbacks may be nil.
type Reader struct {
	widget.BaseWidget

	OnSelect   func()                               // the selection changed
	OnPick     func(annotate.ID)                    // a highlight was clicked or reached; "" when none
	OnMove     func(annotate.ID, annotate.Span)     // the ends of a highlight were moved
	OnNudge    func(annotate.ID, annotate.Span)     // a key moved them, and may again; where it is nil OnMove hears of it
	OnKey      func(fyne.KeyName) bool              // hears of every key first; true means that it has been used
	OnRune     func(rune) bool                      // the same of characters
	OnShortcut func(fyne.Shortcut)                  // a shortcut that neither the menu nor the reader has
	OnAddress  func()                               // the address in the head was clicked
	OnAsks     func()                               // what asks to be settled was clicked there
	OnMenu     func(at fyne.Position)               // the right button or the Menu key, at a place of the canvas
	OnDescribe func(annotate.Annotation) (d Detail) // what the gutter and the card on hover tell
	now        func() time.Time
	after      func(time.Duration, func()) (stop func())

	page
	article Article
	marks   marks
	picked  annotate.ID
	moving  moving
	found   found
	sel     selection
	focused bool
	goal    goal
	pointer pointer
	hover   hover
	gutter  gutter
	ruler   ruler

	held  int  // changes under way that are drawn at their end
	waits bool // one of them is to be drawn
}

// Detail is what the project knows of an annotation besides itself.
type Detail struct {
	Claim string // its statement, "" while untied
	By    string // the reviewer and the time
}

// New returns an empty reader.
func New(run *async.Runner) *Reader {
	r := &Reader{now: time.Now, after: run.After, page: page{zoom: 1}}
	r.gutter, r.ruler = gutter{page: &r.page, marks: &r.marks}, ruler{page: &r.page, marks: &r.marks, found: &r.found}
	r.ExtendBaseWidget(r)
	return r
}

// Open puts another article into the reader, from its beginning.
func (r *Reader) Open(a Article) {
	r.Clear()
	r.article = a
	r.open(a)
	r.changed()
}

// Clear leaves the reader empty.
func (r *Reader) Clear() {
	r.stop()
	r.leave()
	r.page.clear()
	r.article, r.marks, r.picked, r.moving, r.found, r.pointer = Article{}, marks{}, "", moving{}, found{}, pointer{}
	r.sel, r.goal = selection{}, goal{}
	r.ruler.counts = nil
	r.Refresh()
}

// SetHead changes what stands above the text and leaves all else as it is.
func (r *Reader) SetHead(a Article) {
	if r.layout == nil {
		return
	}
	keep := r.firstVisible()
	if a.Text = r.article.Text; a == r.article {
		return
	}
	r.article = a
	r.setHead(a)
	r.scrollTo(keep)
	r.Refresh()
}

// Together makes all changes in f and then draws once.
func (r *Reader) Together(f func()) {
	r.held++
	f()
	if r.held--; r.held == 0 && r.waits {
		r.waits = false
		r.Refresh()
	}
}

// Refresh implements [fyne.CanvasObject].
func (r *Reader) Refresh() {
	if r.held > 0 {
		r.waits = true
		return
	}
	r.BaseWidget.Refresh()
}

// SetAnnotations gives the annotations to be shown, by start, then end. The
// reader keeps the slice: it must not be changed any more.
func (r *Reader) SetAnnotations(as []annotate.Annotation) {
	r.marks = newMarks(as)
	r.ruler.counts = nil
	r.marksChanged()
}

// Put shows an annotation, in the place of what it was before; Drop takes one
// away. Both take the same time however many there are.
func (r *Reader) Put(a annotate.Annotation) {
	r.untick(a.ID)
	r.marks.put(a)
	r.ruler.tick(a.Start, kindOf(a.Verdict), 1)
	r.marksChanged()
}

// Drop is the counterpart of [Reader.Put].
func (r *Reader) Drop(id annotate.ID) {
	r.untick(id)
	r.marks.drop(id)
	r.marksChanged()
}

func (r *Reader) untick(id annotate.ID) {
	if was, ok := r.marks.get(id); ok {
		r.ruler.tick(was.Start, kindOf(was.Verdict), -1)
	}
}

// marksChanged lets go of what is no longer there.
func (r *Reader) marksChanged() {
	r.leave()
	if _, ok := r.mark(r.moving.id); !ok && r.moving.id != "" {
		r.drop()
	}
	if _, ok := r.mark(r.picked); !ok {
		r.picked = ""
	}
	r.Refresh()
}

// mark returns an annotation that is shown; none is while there is no text.
func (r *Reader) mark(id annotate.ID) (annotate.Annotation, bool) {
	if r.empty() {
		return annotate.Annotation{}, false
	}
	return r.marks.get(id)
}

// Pick rings an annotation and brings it into the window if no part of it is
// there; "" rings none.
func (r *Reader) Pick(id annotate.ID) {
	r.picked = id
	if m, ok := r.mark(id); ok {
		if top, bottom, height := r.extent(m.Span()); bottom <= r.layout.Lead() || top >= height-r.layout.Lead() {
			r.bring(m.Span())
		}
	}
	r.Refresh()
}

// Picked returns the annotation that is ringed, "" if none is.
func (r *Reader) Picked() annotate.ID { return r.picked }

// Selection returns the span that is selected, an empty one if nothing is.
func (r *Reader) Selection() annotate.Span { return r.sel.Span }

// Words is the selection without the space at its ends, which keys select too;
// an empty span where there is nothing else.
func (r *Reader) Words() annotate.Span {
	s := r.sel.Span
	if s.Len() > 0 && r.article.Text != nil {
		s.Start, s.End = r.article.Text.Trim(s.Start, s.End)
	}
	return s
}

// Select selects a span, which must lie in the text, and brings it into the
// window.
func (r *Reader) Select(s annotate.Span) {
	r.sel.take(s)
	r.bring(s)
	r.changed()
}

// Deselect lets go of the selection; the caret stays.
func (r *Reader) Deselect() {
	if r.layout == nil || r.sel.Len() == 0 {
		return
	}
	r.sel.press(r.article.Text, r.sel.caret, byGrapheme)
	r.changed()
}

// Zoom sets the size of the type: 1 is the design's.
func (r *Reader) Zoom(z float32) {
	if z == r.zoom {
		return
	}
	r.zoom = z
	r.reset()
}

// SetFace sets the text in another face.
func (r *Reader) SetFace(f style.Face) {
	if f == r.face {
		return
	}
	r.face = f
	r.reset()
}

// reset lays the page out anew and keeps what was read first in its place.
func (r *Reader) reset() {
	if r.layout == nil {
		return
	}
	keep := r.firstVisible()
	r.leave()
	r.layout.SetFace(r.measure())
	r.setHead(r.article)
	r.scrollTo(keep)
	r.Refresh()
}

// changed tells of a new selection and draws it. What is selected takes the
// place of the highlight in hand: a key must act on what one sees marked.
func (r *Reader) changed() {
	if r.sel.Len() > 0 && r.picked != "" {
		r.pick("")
	}
	r.Refresh()
	if r.OnSelect != nil {
		r.OnSelect()
	}
}

// Resize implements [fyne.CanvasObject]: another width wraps the text anew
// and keeps what was read first in its place.
func (r *Reader) Resize(s fyne.Size) {
	if s == r.Size() {
		return
	}
	r.leave()
	keep, wide, margin := r.firstVisible(), r.column(), r.margin()
	r.page.size = s
	r.BaseWidget.Resize(s)
	if r.layout != nil && (r.column() != wide || r.margin() != margin) {
		r.rewrap()
		r.scrollTo(keep)
	}
	r.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (r *Reader) MinSize() fyne.Size {
	r.ExtendBaseWidget(r)
	return fyne.NewSize(320, 200)
}
