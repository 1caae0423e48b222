package compare

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// briefly is time for a slice of work, a quarter of a frame.
func briefly() budget { return within(4 * time.Millisecond) }

// all lists the rows of the page, the pinned one first.
func (v *View) all() []*row {
	if v.heading == nil {
		return v.rows
	}
	return append([]*row{v.heading}, v.rows...)
}

// stack puts the rows under one another, each with the height that is known
// of it.
func (v *View) stack() {
	y := v.foot
	for _, r := range v.all() {
		r.y = y
		y += r.height()
	}
	size := fyne.NewSize(0, y+style.PageY)
	if v.page.Layout != fyne.Layout(parts.Still(size)) {
		v.page.Layout = parts.Still(size)
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

func (v *View) anchor() anchor {
	y, high := v.scroll.Offset.Y, v.scroll.Size().Height
	if y < v.foot && v.foot < y+high {
		return anchor{row: -1, y: y} // the end of the head is in the window, and does not move
	}
	i := slices.IndexFunc(v.rows, func(r *row) bool { return r.y >= y })
	if i < 0 || v.rows[i].y >= y+high {
		i = slices.IndexFunc(v.rows, func(r *row) bool { return r.y+r.height() > y })
	}
	if i < 0 {
		return anchor{row: -1, y: y}
	}
	r := v.rows[i]
	return anchor{i, r.y - y, (y - r.y) / r.height(), y}
}

// hold scrolls so that what stood at the top of the window stands there.
func (v *View) hold(a anchor) {
	v.stack()
	y := v.scroll.Offset.Y
	if a.row >= 0 && a.row < len(v.rows) && y == a.y {
		r := v.rows[a.row]
		v.layOut(a.row)
		if y = r.y - a.below; a.below < 0 {
			y = r.y + a.share*r.height()
		}
	}
	v.moveTo(y)
}

// atOnceWords is how much text is laid out in one go, in words.
const atOnceWords = 1_500

// settleAll lays out the page: what the window shows, and all of it where that
// takes no time; the rest when there is time.
func (v *View) settleAll() {
	turn := v.batches
	if v.settle(v.slice()) {
		return
	}
	v.run.Idle(func() bool { return turn == v.batches && !v.settle(v.slice()) })
}

// amount is how many words the page has.
func (v *View) amount() (n int) {
	if v.scene == nil {
		return 0
	}
	for _, t := range v.scene.texts {
		for _, f := range [...]*flow{t.left, t.right} {
			if f != nil {
				n += f.Words()
			}
		}
	}
	if s := v.scene.sheet; s != nil {
		n += len(s.columns) * 4
	}
	if s := v.scene.facts; s != nil {
		n += s.words()
	}
	return n
}

// settle lays out rows while there is time, those in the window first, and
// tells whether all are.
func (v *View) settle(b budget) bool {
	keep := v.anchor()
	for again := true; again; {
		again = false
		v.stack()
		top, bottom := v.scroll.Offset.Y, v.scroll.Offset.Y+v.scroll.Size().Height
		for _, r := range v.all() {
			if r.known > 0 || r.y > bottom || r.y+r.height() < top {
				continue
			}
			if !r.settle(b) {
				v.settled(keep)
				return false
			}
			again = true
			break
		}
	}
	done := true
	for _, r := range v.all() {
		if r.known > 0 {
			continue
		}
		if done = b() && r.settle(b); !done {
			break
		}
	}
	v.settled(keep)
	return done
}

// layOut lays out a row before one goes there.
func (v *View) layOut(i int) {
	if r := v.rows[i]; r.known == 0 {
		r.settle(v.slice())
		v.stack()
	}
}

// settled brings the page up to date with rows whose heights are known now.
func (v *View) settled(keep anchor) {
	v.stack()
	y := v.scroll.Offset.Y
	if keep.row >= 0 && keep.row < len(v.rows) && y == keep.y {
		y = v.rows[keep.row].y - keep.below
	}
	v.moveTo(y)
}

// moveTo scrolls the page, and shows what is there.
func (v *View) moveTo(y float32) {
	size := v.scroll.Size()
	most := max(v.page.MinSize().Height-size.Height, 0)
	// Fyne scrolls a page back that has not grown yet.
	v.page.Resize(fyne.NewSize(size.Width, most+size.Height))
	v.scroll.Offset.Y = min(max(y, 0), most)
	v.window()
	v.scroll.Refresh()
}

// window gives bands to the rows that are in the window, and takes them from
// those that are not.
func (v *View) window() {
	top := v.scroll.Offset.Y
	bottom := top + v.scroll.Size().Height
	var shown []*row
	for _, r := range v.all() {
		in := r.y < bottom && r.y+r.height() > top
		if r == v.heading {
			in = in || r.y <= top && len(v.rows) > 0 && top < v.rows[len(v.rows)-1].y
		}
		if in && v.scene != nil {
			shown = append(shown, r)
		}
	}
	v.bands = slices.DeleteFunc(v.bands, func(b *band) bool {
		if slices.Contains(shown, b.row) {
			return false
		}
		if b.row != nil {
			b.row.shown = nil
		}
		b.row, b.Over = nil, false
		v.spare = append(v.spare, b)
		return true
	})
	for _, r := range shown {
		v.present(r, top, bottom)
	}
	if l := v.lifeline; l != nil {
		l.window(top-l.Position().Y, bottom-l.Position().Y)
	}
	v.compose()
	v.sideBar()
}

// present shows a row, as far as it is in the window, in steps of a line.
func (v *View) present(r *row, top, bottom float32) {
	b := r.shown
	if b == nil {
		if n := len(v.spare); n > 0 {
			b, v.spare = v.spare[n-1], v.spare[:n-1]
		} else {
			b = newBand(v)
		}
		r.shown = b
		v.bands = append(v.bands, b)
	}
	y := r.y
	if r == v.heading {
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
func (v *View) compose() {
	objects := slices.Clone(v.head)
	var pinned fyne.CanvasObject
	for _, b := range v.bands {
		if b.row == v.heading {
			pinned = b
		} else {
			objects = append(objects, b)
		}
	}
	if pinned != nil {
		objects = append(objects, pinned)
	}
	if !slices.Equal(objects, v.page.Objects) {
		v.page.Objects = objects
		canvas.Refresh(v.page)
	}
}

// paint draws the row of a band.
func (v *View) paint(b *brush, band *band) {
	r := band.row
	state := rowState{chosen: r.i >= 0 && r.i == v.chosen, over: band.Over, focused: v.focused}
	pick := -1
	if state.chosen {
		pick = v.pick
	}
	if r == v.heading {
		b.Rect(b.Palette.Surface, 0, 0, r.width, r.height())
	}
	r.paint(b, band.from, band.to, pick, state)
}

// redraw draws the row of a witness anew.
func (v *View) redraw(i int) {
	if i >= 0 && i < len(v.rows) && v.rows[i].shown != nil {
		v.rows[i].shown.Refresh()
	}
}

// redrawAll draws all rows in the window anew.
func (v *View) redrawAll() {
	for _, b := range v.bands {
		b.Refresh()
	}
}
