package overview

import (
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// arrange puts the parts of the page where they belong in its size.
func (v *View) arrange() {
	size := v.Size()
	if size.Width == 0 || v.table == nil {
		return
	}
	if v.arranged = size; v.palette == nil {
		v.palette = style.Now()
	}
	wide := max(size.Width-2*pageX, 200)
	top := v.head.arrange(wide) + underHead
	empty := v.emptyWords()
	v.head.all.Hidden = !strings.HasPrefix(empty, noFit)
	v.head.below.Hidden = empty != "" || v.panes == OnlyMatrix
	v.matrix.Hidden, v.timeline.Hidden = empty != "" || v.panes == OnlyTimeline, empty != "" || v.panes == OnlyMatrix
	v.invite.arrange(empty, fyne.NewPos(pageX, top), fyne.NewSize(wide, size.Height-top), v.palette)
	if empty != "" {
		m := v.head.all.MinSize()
		parts.Place(v.head.all, (size.Width-m.Width)/2, v.invite.bottom, m.Width, m.Height)
		v.Refresh()
		return
	}
	matrix, line := v.heights(size.Height-top-style.Gap, wide)
	if v.panes != OnlyTimeline {
		parts.Place(v.matrix, pageX, top, wide, matrix)
		top += matrix
	}
	if v.panes != OnlyMatrix {
		m := v.head.below.MinSize()
		parts.Place(v.head.below, pageX, top+titleRoom-m.Height-style.Unit, m.Width, m.Height)
		parts.Place(v.timeline, pageX, top+titleRoom, wide, line)
	}
	v.Refresh()
}

// heights shares a height between the boards: each has what it needs where
// that fits, else the timeline gets two fifths, or what the matrix leaves.
func (v *View) heights(room, wide float32) (matrix, line float32) {
	whole := func(s sheet) float32 {
		w := s.fit(fyne.NewSize(wide, room))
		return w.top + w.high + w.foot + 1
	}
	switch v.panes {
	case OnlyMatrix:
		return room, 0
	case OnlyTimeline:
		return 0, room - titleRoom
	}
	room -= titleRoom
	matrix, line = whole(v.matrix.sheet), whole(v.timeline.sheet)
	if matrix+line <= room {
		return matrix, line
	}
	line = min(line, max(float32(int(room*2/5)), room-matrix))
	return room - line, line
}

// arrange puts the head into a width and returns where it ends.
func (h *head) arrange(wide float32) float32 {
	title := parts.InLine(h.title, pageX, titleY, 0).Size().Width
	x, y := pageX+wide-widthOf(h.panes), float32(titleY-parts.SmallHigh/2)
	put := func(k *parts.Button) {
		m := k.MinSize()
		parts.Place(k, x, y, m.Width, m.Height)
		x += m.Width + pillGap
	}
	parts.InLine(h.count, pageX+title+2*style.Gap, titleY+3, 0)
	h.count.Hidden = h.count.Position().X+h.count.Size().Width > x-style.Gap
	for _, k := range h.panes {
		put(k)
	}
	x, y = pageX, pillsY
	for _, k := range h.groups {
		put(k)
	}
	if right := pageX + wide - widthOf(h.menus()); right >= x+pillGap {
		x = right
	} else {
		x, y = pageX, y+parts.SmallHigh+pillGap
	}
	for _, k := range h.menus() {
		if x > pageX && x+k.MinSize().Width > pageX+wide {
			x, y = pageX, y+parts.SmallHigh+pillGap
		}
		put(k)
	}
	return y + parts.SmallHigh
}

// widthOf is the width of a row of pills.
func widthOf(ks []*parts.Button) float32 {
	wide := float32(-pillGap)
	for _, k := range ks {
		wide += k.MinSize().Width + pillGap
	}
	return wide
}

// emptyWords says what to do where there is nothing to show, "" where there
// is.
func (v *View) emptyWords() string {
	switch {
	case v.waiting:
		return reading
	case len(v.data.claims) == 0:
		return noClaims
	case len(v.table.rows) == 0:
		return noFit + strings.Join(v.filtered(), "; ") + "."
	case v.panes == OnlyTimeline && len(v.data.mentions) == 0:
		return noPassage
	}
	return ""
}

// invite stands in the place of the boards while these have nothing to show.
type invite struct {
	words  string
	size   fyne.Size
	brush  brush
	bottom float32
}

// arrange draws the words in the middle of an area, below a small picture of
// what would be here. What is drawn already stays.
func (e *invite) arrange(words string, at fyne.Position, size fyne.Size, p *style.Palette) {
	if e.words == words && e.size == size && e.brush.Palette == p {
		return
	}
	e.words, e.size = words, size
	e.brush.Begin(p)
	if words == "" {
		return
	}
	const lead = 22
	middle := at.X + size.Width/2
	y := at.Y + max(size.Height/2-130, style.PageY)
	if words == noClaims {
		e.picture(middle, y)
	}
	y += 2*fillHigh + 3*style.Panel
	for _, l := range parts.Wrap(words, style.TextSize, fyne.TextStyle{}, min(420, size.Width), 10) {
		t := e.brush.Text(parts.Lettering{Words: l, Size: style.TextSize, Ink: p.Muted})
		m := t.Size()
		e.brush.Put(t, middle-m.Width/2, y, m.Width, m.Height)
		y += lead
	}
	e.bottom = y + style.Panel
}

// picture draws a small matrix around a place.
func (e *invite) picture(middle, top float32) {
	const pitch = 52
	for i, v := range [...]annotate.Verdict{annotate.Unconfirmed, "", annotate.Confirmed, annotate.Disputed, annotate.Unconfirmed, annotate.Confirmed} {
		x, y := middle+float32(i%3-1)*pitch, top+float32(i/3)*(fillHigh+style.Panel)
		if v != "" {
			e.brush.Rect(e.brush.Palette.VerdictFill(v), x-fillWide[1]/2, y, fillWide[1], fillHigh).CornerRadius = fillCorner
		}
		e.brush.Image(parts.Sign(v), x-signSize/2, y+(fillHigh-signSize)/2, signSize)
	}
}
