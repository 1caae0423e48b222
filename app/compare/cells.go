package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// cells is a row of the table. Its columns lie to the right of left and are
// scrolled sideways; objects are made for those in the window only.
type cells struct {
	of     *comparison
	across *across
	sheet  *sheet
	i      int     // of the witness
	left   float32 // where the columns begin, from the row's left end
}

// linkHigh is the room for the lines that tie moved passages to their places.
const linkHigh = 12

// settle implements body.
func (c *cells) settle(b budget) bool { return c.sheet.extend(b) }

// height implements body.
func (c *cells) height() float32 {
	high := cellTop + float32(max(c.sheet.lines[c.i], 1))*c.sheet.set.lead + cellFoot
	if len(c.linked()) > 0 {
		high += linkHigh
	}
	return high
}

// linked are the moved passages of the row, where they are marked.
func (c *cells) linked() []trace.Link {
	if !c.of.on.has(trace.KindMoved) {
		return nil
	}
	return c.sheet.links[c.i]
}

// paint implements body.
func (c *cells) paint(b *brush, _, _ float32, state rowState) {
	from, to := c.across.span()
	first, end := c.sheet.span(from, to)
	for k := first; k < end; k++ {
		c.cell(b, k, c.left-from, state.pick == k)
	}
	c.links(b, c.left-from)
}

// nothingWide is the width of the dash where a passage has nothing, in pixels at a
// zoom of 1.
const nothingWide = 9

// base is the first base line of a row, from its top.
func (s *sheet) base() float32 { return cellTop + s.set.base() - 2*s.set.faces.zoom }

// cell draws one cell of the row.
func (c *cells) cell(b *brush, k int, left float32, picked bool) {
	column, cell := c.sheet.columns[k], c.sheet.table.Rows[c.i][k]
	x, high := left+column.x, c.height()-cellFoot
	if len(c.linked()) > 0 {
		high -= linkHigh
	}
	marked := cell.Kind != "" && c.of.on.has(cell.Kind)
	ink := b.Palette.Ink
	switch {
	case marked && cell.Text == "":
		zoom := c.sheet.set.faces.zoom
		b.Rect(b.Palette.Muted, x+cellSide, c.sheet.base()-struckAt*zoom, nothingWide*zoom, 1.25)
	case marked:
		b.rect(ground(b.Palette, cell.Kind), x, cellTop-1, column.width, high-2)
		ink = b.Palette.ChangeInk(string(cell.Kind))
	case cell.Kind != "" && cell.Kind != collate.KindPunctuation:
		ink = b.Palette.Muted
	}
	if cell.Text != "" {
		f := column.cells[cell.Text]
		for l := range f.Lines() {
			y := c.sheet.base() + float32(l)*c.sheet.set.lead
			for _, w := range f.Line(l) {
				at := w.X
				if f.RTL() {
					at -= f.Width() - (column.width - 2*cellSide)
				}
				b.text(w.Text, f.faces.plain, ink, x+cellSide+at, y)
				if cell.Kind == collate.KindSpelling && !marked {
					b.dash(b.Palette.Faint, x+cellSide+at, y+dashedAt*f.faces.zoom, w.Wide, 1)
				}
			}
		}
	}
	if picked {
		b.rect(look{stroke: b.Palette.Accent, wide: 2, corner: 5}, x-1, cellTop-2, column.width+2, high)
	}
}

// links ties passages that moved to the place where they stand in what the
// row is compared with.
func (c *cells) links(b *brush, left float32) {
	y := c.height() - cellFoot - linkHigh
	middle := func(k int) float32 { return left + c.sheet.columns[k].x + c.sheet.columns[k].width/2 }
	for _, l := range c.linked() {
		if max(l.From, l.To) >= c.sheet.measured {
			continue
		}
		from, to := middle(l.From), middle(l.To)
		right, leftmost := max(from, to), min(from, to)
		b.Rect(b.Palette.Accent, leftmost, y+6, right-leftmost, 1.25)
		b.Rect(b.Palette.Accent, to, y, 1.25, 6)
		b.rect(look{fill: b.Palette.Accent, corner: 2.5}, from-2, y+4, 5, 5)
	}
}

// picks implements body: the columns in which the row differs.
func (c *cells) picks() []int {
	var out []int
	for k, cell := range c.sheet.table.Rows[c.i] {
		if cell.Kind != "" && c.of.on.has(cell.Kind) {
			out = append(out, k)
		}
	}
	return out
}

// pickAt implements body.
func (c *cells) pickAt(at fyne.Position) int {
	from, to := c.across.span()
	x := at.X - c.left + from
	first, end := c.sheet.span(from, to)
	for k := first; k < end; k++ {
		cell := c.sheet.table.Rows[c.i][k]
		if s := c.sheet.columns[k]; x >= s.x && x < s.x+s.width && cell.Kind != "" && c.of.on.has(cell.Kind) {
			return k
		}
	}
	return -1
}

// extent implements body; its place is that in the whole table.
func (c *cells) extent(pick int) (fyne.Position, fyne.Size) {
	if pick >= c.sheet.measured {
		return fyne.Position{}, fyne.Size{}
	}
	s := c.sheet.columns[pick]
	return fyne.NewPos(s.x, 0), fyne.NewSize(s.width, c.height())
}

// change implements body.
func (c *cells) change(pick int) (ch change) {
	t := c.of.scene.trace
	if base := t.Steps[c.i].Base; base >= 0 && pick >= 0 && pick < len(c.sheet.table.Kinds) {
		rows := c.sheet.table.Rows
		ch = change{rows[c.i][pick].Kind, rows[base][pick].Text, rows[c.i][pick].Text}
	}
	return ch
}

// headings are those of the columns: the kinds of change that they hold, or
// what stands in each of two columns.
type headings struct {
	of     *comparison
	across *across
	sheet  *sheet // nil where there are two columns
	left   float32
	words  []heading
}

type heading struct {
	words, more string
	x, wide     float32 // wide is the room of both
}

// shown is what there is room for of the quieter words, which begin at x.
func (w heading) shown(x float32) string {
	return parts.Shorten(w.more, style.SmallSize, fyne.TextStyle{}, w.x+w.wide-x)
}

// whole is what of the headings is cut.
func (h *headings) whole() string {
	var cut [][2]string
	for _, w := range h.words {
		cut = append(cut, [2]string{w.shown(w.x + smallBold.width(w.words) + 6), w.more})
	}
	return parts.WholeOf(cut...)
}

// headHigh is the height of headings, in pixels.
const headHigh = 26

func (h *headings) settle(b budget) bool                      { return h.sheet == nil || h.sheet.extend(b) }
func (h *headings) height() float32                           { return headHigh }
func (h *headings) picks() []int                              { return nil }
func (h *headings) pickAt(fyne.Position) int                  { return -1 }
func (h *headings) extent(int) (p fyne.Position, s fyne.Size) { return p, s }
func (h *headings) change(int) change                         { return change{} }

// paint implements body.
func (h *headings) paint(b *brush, _, _ float32, _ rowState) {
	_, base := smallFace.measured("A")
	for _, w := range h.words {
		x := w.x + b.text(w.words, smallBold, b.Palette.Muted, w.x, 5+base)
		if w.more != "" {
			b.text(w.shown(x+6), smallFace, b.Palette.Muted, x+6, 5+base)
		}
	}
	if h.sheet == nil {
		return
	}
	from, to := h.across.span()
	first, end := h.sheet.span(from, to)
	for k := first; k < end; k++ {
		if kind := h.sheet.table.Kinds[k]; trace.Labelled(kind) && h.of.on.has(kind) {
			b.text(string(kind), labelFace, b.Palette.Muted, h.left-from+h.sheet.columns[k].x+cellSide, 6+base)
		}
	}
}
