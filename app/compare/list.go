package compare

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/async"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
)

// list is the rows of the page below its head, in a window that is scrolled over
// them. They are laid out when they come near the window and have objects while
// they are in it only.
type list struct {
	of      *comparison
	owner   owner
	looks   func(row int) rowState // how a row looks
	across  *across
	run     *async.Runner
	slice   func() budget // how long rows are laid out before all else gets its turn
	batches int           // counts how often the page was laid out
	falls   *baseline.Falls

	size    fyne.Size // of the window and the bar at its foot
	scroll  *scroller
	bar     *sideBar
	page    *fyne.Container
	head    []fyne.CanvasObject // what stands above the rows
	foot    float32             // where that ends
	heading *row                // pinned while the rows below it are in the window; nil if there is none
	rows    []*row
	bands   []*band
	spare   []*band
}

// owner answers clicks on a list.
type owner interface {
	tap(r *row, at fyne.Position)
	menu(b *band, at fyne.Position)
}

func newList(o owner, a *across, run *async.Runner, falls *baseline.Falls) *list {
	l := &list{of: a.of, owner: o, across: a, run: run, slice: briefly, falls: falls, page: &fyne.Container{Layout: parts.Still{}}}
	l.scroll, l.bar = newScroller(l), newSideBar(a)
	a.moved = func() {
		l.redrawAll()
		l.sideBar()
	}
	return l
}

// resize gives the list a window of a size.
func (l *list) resize(s fyne.Size) {
	l.size = s
	if l.scroll.Size().Width != s.Width {
		l.scroll.Resize(s)
	}
}

// take takes another head and other rows.
func (l *list) take(p *paper) {
	l.batches++
	l.head, l.foot, l.heading, l.rows = p.Objects, p.y, p.heading, p.rows
}

// briefly is time for a slice of work, a quarter of a frame.
func briefly() budget { return within(4 * time.Millisecond) }

// all lists the rows of the page, the pinned one first.
func (l *list) all() []*row { return allRows(l.heading, l.rows) }

// stack puts the rows under one another, each with the height that is known
// of it.
func (l *list) stack() {
	y := l.foot
	for _, r := range l.all() {
		r.y = y
		y += r.height()
	}
	size := fyne.NewSize(0, y+style.PageY)
	if l.page.Layout != fyne.Layout(parts.Still(size)) {
		l.page.Layout = parts.Still(size)
	}
}

// anchor is what holds the page in its place while it is laid out: the first
// row that begins in the window, or else the one that fills it.
type anchor struct {
	row   int     // −1 where the window shows the head and no row
	below float32 // how far the row begins below the top of the window, in pixels
	share float32 // where it begins above that: how much of it is above
	y     float32 // where the window was
}

func (l *list) anchor() anchor {
	y, high := l.scroll.Offset.Y, l.scroll.Size().Height
	if y < l.foot && l.foot < y+high {
		return anchor{row: -1, y: y} // the end of the head is in the window, and does not move
	}
	i := slices.IndexFunc(l.rows, func(r *row) bool { return r.y >= y })
	if i < 0 || l.rows[i].y >= y+high {
		i = slices.IndexFunc(l.rows, func(r *row) bool { return r.y+r.height() > y })
	}
	if i < 0 {
		return anchor{row: -1, y: y}
	}
	r := l.rows[i]
	return anchor{i, r.y - y, (y - r.y) / r.height(), y}
}

// layOutFrom lays out the rows: what stood at the top of the window stands there.
func (l *list) layOutFrom(keep anchor) {
	if l.of.scene.amount() <= atOnceWords {
		for _, r := range l.all() {
			r.settle(forever)
		}
	}
	l.hold(keep)
	turn := l.batches
	if !l.settle(l.slice()) {
		l.run.Idle(func() bool { return turn == l.batches && !l.settle(l.slice()) })
	}
}

// hold scrolls so that what stood at the top of the window stands there.
func (l *list) hold(a anchor) {
	l.stack()
	y := l.scroll.Offset.Y
	if a.row >= 0 && a.row < len(l.rows) && y == a.y {
		r := l.rows[a.row]
		l.layOut(a.row)
		if y = r.y - a.below; a.below < 0 {
			y = r.y + a.share*r.height()
		}
	}
	l.moveTo(y)
}

// atOnceWords is how much text is laid out in one go, in words.
const atOnceWords = 1_500

// settle lays out rows while there is time, those in the window first, and
// tells whether all are.
func (l *list) settle(b budget) bool {
	keep := l.anchor()
	for again := true; again; {
		again = false
		l.stack()
		top, bottom := l.scroll.Offset.Y, l.scroll.Offset.Y+l.scroll.Size().Height
		for _, r := range l.all() {
			if r.known > 0 || r.y > bottom || r.y+r.height() < top {
				continue
			}
			if !r.settle(b) {
				l.settled(keep)
				return false
			}
			again = true
			break
		}
	}
	done := true
	for _, r := range l.all() {
		if r.known > 0 {
			continue
		}
		if done = b() && r.settle(b); !done {
			break
		}
	}
	l.settled(keep)
	return done
}

// layOut lays out a row before one goes there.
func (l *list) layOut(i int) {
	if r := l.rows[i]; r.known == 0 {
		r.settle(l.slice())
		l.stack()
	}
}

// settled brings the page up to date with rows whose heights are known now.
func (l *list) settled(keep anchor) {
	l.stack()
	y := l.scroll.Offset.Y
	if keep.row >= 0 && keep.row < len(l.rows) && y == keep.y {
		y = l.rows[keep.row].y - keep.below
	}
	l.moveTo(y)
}

// moveTo scrolls the page, and shows what is there.
func (l *list) moveTo(y float32) {
	size := l.scroll.Size()
	most := max(l.page.MinSize().Height-size.Height, 0)
	// Fyne scrolls a page back that has not grown yet.
	l.page.Resize(fyne.NewSize(size.Width, most+size.Height))
	l.scroll.Offset.Y = min(max(y, 0), most)
	l.window()
	l.scroll.Refresh()
}

// window gives bands to the rows that are in the window, and takes them from
// those that are not.
func (l *list) window() {
	top := l.scroll.Offset.Y
	bottom := top + l.scroll.Size().Height
	var shown []*row
	for _, r := range l.all() {
		in := r.y < bottom && r.y+r.height() > top
		if r == l.heading {
			in = in || r.y <= top && len(l.rows) > 0 && top < l.rows[len(l.rows)-1].y
		}
		if in {
			shown = append(shown, r)
		}
	}
	l.bands = slices.DeleteFunc(l.bands, func(b *band) bool {
		if slices.Contains(shown, b.row) {
			return false
		}
		if b.row != nil {
			b.row.shown = nil
		}
		b.row, b.Over = nil, false
		l.spare = append(l.spare, b)
		return true
	})
	for _, r := range shown {
		l.present(r, top, bottom)
	}
	for _, o := range l.head {
		if line, ok := o.(*lifeline); ok {
			line.window(top-line.Position().Y, bottom-line.Position().Y)
		}
	}
	l.compose()
	l.sideBar()
}

// present shows a row, as far as it is in the window, in steps of a line.
func (l *list) present(r *row, top, bottom float32) {
	b := r.shown
	if b == nil {
		if n := len(l.spare); n > 0 {
			b, l.spare = l.spare[n-1], l.spare[:n-1]
		} else {
			b = newBand(l)
		}
		r.shown = b
		l.bands = append(l.bands, b)
	}
	y := r.y
	if r == l.heading {
		y = max(y, top)
	}
	at, size := fyne.NewPos(r.left, y), fyne.NewSize(r.width, r.height())
	const step = 2 * style.ReadLead
	from := float32(math.Floor(float64(max(top-r.y, 0)/step))) * step
	to := float32(math.Ceil(float64(min(bottom-r.y, r.height())/step))) * step
	if b.Position() != at {
		b.Move(at)
	}
	if b.Size() != size {
		b.row = nil // of another height it is drawn anew
		b.Resize(size)
	}
	b.show(r, from, to)
}

// compose lists what is on the page: its head and the rows in the window, the
// pinned one above the others.
func (l *list) compose() {
	objects := slices.Clone(l.head)
	var pinned fyne.CanvasObject
	for _, b := range l.bands {
		if b.row == l.heading {
			pinned = b
		} else {
			objects = append(objects, b)
		}
	}
	if pinned != nil {
		objects = append(objects, pinned)
	}
	if !slices.Equal(objects, l.page.Objects) {
		l.page.Objects = objects
		canvas.Refresh(l.page)
	}
}

// paint draws the row of a band.
func (l *list) paint(b *brush, band *band) {
	r := band.row
	state := l.looks(r.i)
	state.over = band.Over
	if r == l.heading {
		b.Rect(b.Palette.Surface, 0, 0, r.width, r.height())
	}
	r.paint(b, band.from, band.to, state)
}

// redraw draws a row anew.
func (l *list) redraw(i int) {
	if i >= 0 && i < len(l.rows) && l.rows[i].shown != nil {
		l.rows[i].shown.Refresh()
	}
}

// redrawAll draws all rows in the window anew.
func (l *list) redrawAll() {
	for _, b := range l.bands {
		b.Refresh()
	}
}

// scrolled is called when the page was scrolled: what comes into the window is
// laid out.
func (l *list) scrolled() {
	for _, r := range l.all() {
		if r.known == 0 {
			l.settle(l.slice())
			return
		}
	}
	l.window()
}

func (l *list) scrollTo(y float32) {
	l.moveTo(y)
	l.scrolled()
}

// turnPage scrolls by the window's height, less one line.
func (l *list) turnPage(pages float32) {
	l.scrollTo(l.scroll.Offset.Y + pages*(l.scroll.Size().Height-style.ReadLead*l.across.page.zoom-l.pinned()))
}

// pinned is the height of what lies above the rows while these are scrolled.
func (l *list) pinned() float32 {
	if l.heading == nil {
		return 0
	}
	return l.heading.height()
}

// bring brings a row into the window; with the first comes the head of the page.
func (l *list) bring(i int) {
	l.layOut(i)
	r, high := l.rows[i], l.scroll.Size().Height
	top, bottom := r.y-l.pinned(), r.y+r.height()+style.Gap
	if i == 0 {
		top = 0
	}
	y := min(max(l.scroll.Offset.Y, bottom-high), top)
	if i == 0 && bottom > high {
		y = r.y - l.pinned()
	}
	l.scrollTo(y)
}

// reveal brings a pick of a row into the window.
func (l *list) reveal(i, pick int) {
	r, high := l.rows[i], l.scroll.Size().Height
	at, size := r.body.extent(pick)
	if l.across.table() != nil {
		l.across.slideTo(pick, at.X, size.Width)
	}
	top, bottom := r.y+r.top+at.Y-l.pinned()-style.Gap, r.y+r.top+at.Y+size.Height+style.Gap
	y := max(l.scroll.Offset.Y, bottom-high)
	if y = min(y, top); y != l.scroll.Offset.Y {
		l.scrollTo(y)
	}
}

// showFirst scrolls as little as it takes to see the first n rows.
func (l *list) showFirst(n int) {
	if len(l.rows) == 0 {
		return
	}
	last := min(n, len(l.rows)) - 1
	for i := range last + 1 {
		l.layOut(i)
	}
	if y := l.rows[last].y + l.rows[last].height() - l.scroll.Size().Height; y > l.scroll.Offset.Y {
		l.scrollTo(min(y, l.rows[0].y-l.pinned()))
	}
}

// sideBar puts the bar at the foot of the window, below the page, where the
// table is wider than that.
func (l *list) sideBar() {
	wide, size := l.across.room(), l.size
	table := l.across.table()
	needed := table != nil && len(l.rows) > 0 && table.whole() > wide+0.5
	if needed {
		size.Height -= barHigh
	}
	if l.scroll.Size() != size {
		l.scroll.Resize(size)
		l.window()
		return
	}
	if !needed {
		l.bar.Hide()
		return
	}
	left := l.rows[0].left + bleed + table.side()
	parts.Place(l.bar, left, l.size.Height-barHigh, wide, barHigh)
	l.bar.dress()
	l.bar.Show()
}
