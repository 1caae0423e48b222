package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

var (
	_ desktop.Mouseable  = (*Reader)(nil)
	_ desktop.Hoverable  = (*Reader)(nil)
	_ desktop.Cursorable = (*Reader)(nil)
	_ fyne.Draggable     = (*Reader)(nil)
	_ fyne.Scrollable    = (*Reader)(nil)
)

// How near in time and place clicks count as one more of the same.
const (
	clickTime  = 400 * time.Millisecond
	clickRange = 4 // pixels
	// A drag that stands still outside the window scrolls this often.
	edgeTick = 30 * time.Millisecond
)

// pointer is what the mouse is doing.
type pointer struct {
	down   bool
	exact  bool // Alt: keep the spaces at the ends
	clicks int
	last   time.Time
	at     fyne.Position
	over   bool   // over the address or the gutter
	handle bool   // over an end of the highlight in hand
	aside  bool   // over the ruler
	ruler  bool   // the ruler has been caught
	edge   func() // stops the timer that scrolls on
}

// MouseDown implements [desktop.Mouseable].
func (r *Reader) MouseDown(e *desktop.MouseEvent) {
	parts.Focus(r)
	if r.empty() {
		return
	}
	r.leave()
	if e.Button == desktop.MouseButtonSecondary {
		r.secondary(e)
		return
	}
	if e.Button != desktop.MouseButtonPrimary || r.onLink(e.Position) != noLink {
		return
	}
	p := &r.pointer
	if r.onRuler(e.Position) {
		p.ruler = true
		r.rulerAt(e.Position.Y)
		return
	}
	p.exact = e.Modifier&fyne.KeyModifierAlt != 0
	if h, ok := r.handleAt(e.Position); ok {
		p.down, p.at = true, e.Position
		r.catch(h)
		return
	}
	if n, ok := r.gutter.at(e.Position); ok {
		r.sel.press(r.article.Text, n.of.Start, byGrapheme)
		r.pick(n.of.ID)
		r.changed()
		return
	}
	now := r.now()
	d := e.Position.Subtract(p.at)
	if now.Sub(p.last) <= clickTime && d.X*d.X+d.Y*d.Y <= clickRange*clickRange {
		p.clicks = p.clicks%3 + 1
	} else {
		p.clicks = 1
	}
	p.down, p.last, p.at = true, now, e.Position
	r.goal = goal{}
	if at := r.point(e.Position); e.Modifier&fyne.KeyModifierShift != 0 {
		r.sel.extend(r.article.Text, at)
	} else {
		r.sel.press(r.article.Text, at, unit(p.clicks-1))
	}
	r.changed()
}

// secondary opens the menu for what lies under the pointer.
func (r *Reader) secondary(e *desktop.MouseEvent) {
	at := r.point(e.Position)
	if at < r.sel.Start || at >= r.sel.End {
		r.sel.press(r.article.Text, at, byGrapheme)
		r.pick(r.under(e.Position))
		r.changed()
	}
	if r.OnMenu != nil {
		r.OnMenu(e.AbsolutePosition)
	}
}

// MouseUp implements [desktop.Mouseable]: a click on a highlight picks it.
func (r *Reader) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if on := r.onLink(e.Position); on != noLink && !r.pointer.down {
		if do := map[link]func(){address: r.OnAddress, asks: r.OnAsks}[on]; do != nil {
			do()
		}
		return
	}
	r.release()
}

// release ends a click or a drag.
func (r *Reader) release() {
	r.pointer.ruler = false
	if !r.pointer.down {
		return
	}
	r.pointer.down = false
	r.stop()
	if r.moving.id != "" {
		r.letGo(r.pointer.exact)
		return
	}
	if !r.pointer.exact {
		r.sel.trim(r.article.Text)
	}
	if r.sel.Len() == 0 {
		r.pick(r.under(r.pointer.at))
	}
	r.changed()
}

func (r *Reader) pick(id annotate.ID) {
	r.picked = id
	if r.OnPick != nil {
		r.OnPick(id)
	}
}

// Dragged implements [fyne.Draggable].
func (r *Reader) Dragged(e *fyne.DragEvent) {
	if r.pointer.ruler {
		r.rulerTo(e.Position.Y)
		return
	}
	if !r.pointer.down {
		return
	}
	r.pointer.at = e.Position
	r.dragTo()
	outside := e.Position.Y < 0 || e.Position.Y > r.Size().Height
	switch {
	case outside && r.pointer.edge == nil:
		r.start()
	case !outside:
		r.stop()
	}
}

// DragEnd implements [fyne.Draggable].
func (r *Reader) DragEnd() { r.release() }

func (r *Reader) dragTo() {
	if r.moving.id != "" {
		r.pull(r.point(r.pointer.at))
		return
	}
	before := r.sel
	r.sel.extend(r.article.Text, r.point(r.pointer.at))
	if r.sel != before {
		r.changed()
	}
}

// start scrolls on while the pointer stands outside the window, where Fyne
// sends no more events.
func (r *Reader) start() { r.pointer.edge = r.after(edgeTick, r.edge) }

func (r *Reader) stop() {
	if r.pointer.edge != nil {
		r.pointer.edge()
		r.pointer.edge = nil
	}
}

// edge scrolls one step, the faster the further out the pointer is.
func (r *Reader) edge() {
	if r.pointer.edge == nil {
		return
	}
	r.stop()
	var out float32
	switch y := r.pointer.at.Y; {
	case y < 0:
		out = y
	case y > r.Size().Height:
		out = y - r.Size().Height
	}
	if r.ScrollBy(float64(out) / 2) {
		r.dragTo()
	}
	r.start()
}

// onLink is what of the head can be clicked at a place.
func (r *Reader) onLink(at fyne.Position) link {
	if r.head == nil || r.onRuler(at) {
		return noLink
	}
	for what, b := range r.head.links {
		x := at.X - r.margin() - b.X
		y := at.Y - style.PageY - b.Y + float32(min(r.scroll, 1e6))
		if x >= 0 && x < b.Width && y >= 0 && y < b.Height {
			return what
		}
	}
	return noLink
}

// MouseIn implements [desktop.Hoverable].
func (r *Reader) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (r *Reader) MouseMoved(e *desktop.MouseEvent) {
	p := &r.pointer
	p.over, p.aside = r.onLink(e.Position) != noLink, r.onRuler(e.Position)
	_, p.handle = r.handleAt(e.Position)
	_, note := r.gutter.at(e.Position)
	p.over = p.over || note
	r.rest(e.Position)
}

// MouseOut implements [desktop.Hoverable].
func (r *Reader) MouseOut() {
	r.pointer.over, r.pointer.handle, r.pointer.aside = false, false, false
	r.leave()
}

// Cursor implements [desktop.Cursorable].
func (r *Reader) Cursor() desktop.Cursor {
	switch {
	case r.layout == nil, r.pointer.aside:
		return desktop.DefaultCursor
	case r.pointer.handle || r.moving.id != "":
		return desktop.HResizeCursor
	case r.pointer.over:
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}
