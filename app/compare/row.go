package compare

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"claimtrace/app/style"
)

// The measures of a row, in pixels.
const (
	bleed   = 12 // how far its ground reaches over the column at both sides
	rowTop  = 15
	rowFoot = 14

	stackedGap = 4 // between the origin and a body below it
)

// budget tells whether there is time left for more.
type budget func() bool

// forever is a budget without an end.
func forever() bool { return true }

// within is a budget of a time.
func within(d time.Duration) budget {
	end := time.Now().Add(d)
	return func() bool { return time.Now().Before(end) }
}

// body is what a row holds beside its origin. All its places are in pixels
// from the row's left end and the top of the body.
type body interface {
	// settle lays out while there is time and tells whether it is done.
	settle(budget) bool
	// height is estimated until all is laid out.
	height() float32
	// paint draws what lies between two heights, with a ring around what is in hand.
	paint(b *brush, from, to float32, state rowState)
	// picks lists what can be picked, in order: edits or columns.
	picks() []int
	// pickAt is what lies at a place, −1 where there is nothing.
	pickAt(fyne.Position) int
	// extent is where a pick lies.
	extent(pick int) (fyne.Position, fyne.Size)
	// change is what a pick stands for.
	change(pick int) change
}

// row is a band of the page: one passage with its origin, a pair of
// paragraphs, a row of the table, or their headings. It has a widget while it
// is in the window only.
type row struct {
	across  *across
	i       int // of the witness or the pair; −1 for headings
	origin  func() *origin
	side    *origin // nil until the row is laid out, or where it has none
	body    body
	top     float32 // of the body
	inset   float32 // of the origin, from the row's top
	foot    float32 // below both
	bare    bool    // no line parts it from the row above
	stacked bool    // its origin stands above the body, not beside it
	left    float32 // of the column on the page
	width   float32 // of the row, with its bleeds
	y       float32 // on the page
	known   float32 // its height, once it is laid out; 0 before
	cover   float32 // the width of what lies above a body that scrolls sideways
	ends    bool    // a line ends it below
	celled  bool    // what is chosen in it is a cell, not all of it
	shown   *band   // nil while it is out of the window
}

// allRows are those of a page, the one that is pinned first; that may be nil.
func allRows(heading *row, rows []*row) []*row {
	if heading == nil {
		return rows
	}
	return append([]*row{heading}, rows...)
}

// settle lays the row out while there is time.
func (r *row) settle(b budget) bool {
	if r.side == nil && r.origin != nil {
		r.side = r.origin()
	}
	if r.stacked {
		r.top = r.inset + r.beside() + stackedGap
	}
	if !r.body.settle(b) {
		r.known = 0
		return false
	}
	r.known = r.measure()
	return true
}

// height is that of the row, estimated until it is laid out.
func (r *row) height() float32 {
	if r.known > 0 {
		return r.known
	}
	return r.measure()
}

func (r *row) measure() float32 {
	if r.i < 0 {
		return r.top + r.body.height()
	}
	beside := r.inset + r.beside()
	if r.stacked {
		return beside + stackedGap + r.body.height() + r.foot
	}
	return max(r.top+r.body.height(), beside) + r.foot
}

// beside is the height of the origin, estimated until it is worked out.
func (r *row) beside() float32 {
	switch {
	case r.side != nil:
		return r.side.high
	case r.origin != nil:
		return usualOrigin
	}
	return 0
}

// paint draws the part of the row between two of its heights.
func (r *row) paint(b *brush, from, to float32, state rowState) {
	high, at := r.height(), b.At
	b.At = at.AddXY(0, r.top)
	r.body.paint(b, from-r.top, to-r.top, state)
	b.At = at
	if r.cover > 0 {
		// What scrolls sideways goes below the origins, up to the window's edge.
		b.Rect(b.Palette.Surface, -r.left, 1, r.left+r.cover, high-1)
		if end := r.width - bleed; r.across.drawn == 0 {
			b.Rect(b.Palette.Surface, end, 1, r.across.page.width-end, high-1)
			if r.across.at < r.across.most() {
				b.Rect(b.Palette.Line, end, 1, 1, high-1)
			}
		}
		if r.across.at > 0 {
			b.Rect(b.Palette.Line, r.cover-1, 1, 1, high-1)
		}
	}
	if r.ends {
		b.Rect(b.Palette.Line, bleed, high-1, r.width-2*bleed, 1)
	}
	if r.i < 0 {
		return
	}
	if !r.bare {
		b.Rect(b.Palette.Line, bleed, 0, r.width-2*bleed, 1)
	}
	if (state.chosen || state.over) && !r.celled {
		b.rect(look{fill: theme.Color(theme.ColorNameHover), corner: style.Corner}, 0, 3, r.width, high-5)
	}
	if state.chosen && !r.celled {
		bar := b.Palette.Line
		if state.focused {
			bar = b.Palette.Accent
		}
		b.rect(look{fill: bar, corner: 1.5}, 0, 11, 3, high-21)
	}
	if r.side != nil && from < r.inset+r.side.high {
		r.side.paint(b, bleed, r.inset)
	}
}

// rowState is how a row looks beside what it holds.
type rowState struct {
	chosen, over, focused bool
	pick                  int // what is in hand in it, −1 if nothing
	value                 int // which of the values of a cell, −1 if none
}

// atRest is that of a row that nobody has in hand.
var atRest = rowState{pick: -1, value: -1}
