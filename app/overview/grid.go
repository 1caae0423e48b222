package overview

import (
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the matrix, in pixels.
const (
	headHigh       = 50
	rowHigh        = 40
	lineLead       = 17 // of a statement of two lines
	claimLeast     = 220
	claimShare     = 0.26 // of the width, where the columns do not fit
	claimMost      = 560
	columnLeast    = 88
	columnUsual    = 104
	columnMost     = 150
	columnScrolled = 92 // where the columns do not fit
	standingWide   = 212
	standingRoom   = 760 // the width from which there is room for the standing
	edgeGap        = 8   // before the words of an edge
	fillHigh       = 26
	fillCorner     = 6
	signSize       = 17
	markInset      = 3
)

// fillWide is the width of a cell's fill, by the number of its verdicts; each
// has an equal part.
var fillWide = [...]float32{0, 34, 56, 72, 88}

// grid is the sheet of the matrix.
type grid struct {
	view  *View
	pitch float32    // of the columns
	words [][]string // the lines of the statements; nil until one is needed
	names []string   // the outlets as they are cut; "" until one is needed
	cut   cut
}

// cut is what words were cut for.
type cut struct {
	table       *table
	left, pitch float32
}

func (g *grid) fit(size fyne.Size) window {
	t := g.view.table
	columns := float32(t.ends())
	n := max(columns, 1)
	w := window{size: size, top: headHigh, rowHigh: rowHigh, rows: len(t.rows)}
	if size.Width >= standingRoom {
		w.right = standingWide
	} else if float32(w.rows)*rowHigh > size.Height-headHigh {
		w.right = barRoom
	}
	room := size.Width - w.right
	w.left = min(max(room-n*columnUsual, size.Width*claimShare, claimLeast), claimMost, max(room-columnLeast, room/2))
	g.pitch = min(max((room-w.left)/n, columnLeast), columnMost)
	if columns*g.pitch > room-w.left {
		g.pitch = columnScrolled
	}
	w.wide, w.high = columns*g.pitch, float32(w.rows)*rowHigh
	if w.wide > w.bodyWide() {
		w.foot = barRoom
	}
	if c := (cut{t, w.left, g.pitch}); c != g.cut {
		g.cut, g.words, g.names = c, make([][]string, len(t.rows)), make([]string, len(t.columns))
	}
	return w
}

// statement is a claim's statement as far as there is room for it, in one line or
// two.
func (g *grid) statement(r int, room float32) []string {
	if g.words[r] == nil {
		g.words[r] = parts.Wrap(parts.OneLine(g.view.table.rows[r].Statement), style.TextSize, fyne.TextStyle{}, room, 2)
	}
	return g.words[r]
}

// name is an article's outlet as far as there is room for it.
func (g *grid) name(c int) string {
	if g.names[c] == "" {
		g.names[c] = parts.Outlet(parts.OneLine(source(g.view.table.columns[c].Article)), g.pitch-2*edgeGap)
	}
	return g.names[c]
}

// seenColumns are the columns in a window, from the first up to end.
func (g *grid) seenColumns(w window) (first, end int) {
	n := len(g.view.table.columns)
	first = min(int(w.x/g.pitch), n)
	return first, min(int((w.x+w.bodyWide())/g.pitch)+1, n)
}

func (g *grid) columnX(w window, column int) float32 { return w.left + float32(column)*g.pitch - w.x }

func (g *grid) draw(b *board) {
	p := b.brush.Palette
	first, end := b.seen()
	from, to := g.seenColumns(b.window)
	for _, s := range b.marked() {
		if s.row >= first && s.row < end && s.column >= from && s.column < to {
			b.mark(s, g.columnX(b.window, s.column)+markInset, b.rowY(s.row)+markInset, g.pitch-2*markInset, rowHigh-2*markInset)
		}
	}
	// The dots reach over the window's edge, so that scrolling only moves them.
	n := min(int(b.bodyWide()/g.pitch)+2, len(g.view.table.columns))
	left := g.columnX(b.window, min(from, len(g.view.table.columns)-n))
	for r := first; r < end; r++ {
		middle := b.rowY(r) + rowHigh/2
		if n > 0 {
			b.brush.dots(dots{n, g.pitch, p.Faint}, left, middle)
		}
		cells := g.view.table.rows[r].cells
		for _, c := range cells[g.view.table.rows[r].from(from):] {
			if c.column >= to {
				break
			}
			g.cell(b, c, g.columnX(b.window, c.column)+g.pitch/2, middle)
		}
	}
	g.edges(b, first, end)
	g.head(b, from, to)
}

// cell draws a cell around a place: a fill with a sign for each verdict, without
// colour where no passage with it is meant.
func (g *grid) cell(b *board, c cell, x, y float32) {
	n := len(c.verdicts)
	whole := fillWide[n]
	part := whole / float32(n)
	for i, v := range c.verdicts {
		left := x - whole/2 + float32(i)*part
		// Each reaches to the end, below those that follow: no seam shows what is under the cell.
		fill, sign := b.brush.Palette.VerdictFill(v), parts.Sign(v)
		if c.dim(v) {
			fill, sign = b.brush.Palette.Side, parts.DimSign(v)
		}
		r := b.brush.Rect(fill, left, y-fillHigh/2, x+whole/2-left, fillHigh)
		if i == 0 {
			r.TopLeftCornerRadius, r.BottomLeftCornerRadius = fillCorner, fillCorner
		}
		r.TopRightCornerRadius, r.BottomRightCornerRadius = fillCorner, fillCorner
		b.brush.sign(sign, left+part/2, y, signSize)
	}
	if k := len(c.mentions); k > n {
		b.brush.text(fmt.Sprint(k), 10, b.brush.Palette.Muted, x+whole/2+2, y-fillHigh/2+5, 0)
	}
}

// edges draws what stays at the left and the right: the claims and where they
// stand.
func (g *grid) edges(b *board, first, end int) {
	p, w := b.brush.Palette, b.window
	right := w.size.Width - w.right
	b.brush.Rect(p.Surface, 0, w.top, w.left, w.bodyHigh())
	if w.right > 0 {
		b.brush.Rect(p.Surface, right, w.top, w.right, w.bodyHigh())
	}
	for r := first; r < end; r++ {
		y := b.rowY(r)
		b.mark(spot{r, -1}, 0, y+markInset, w.left-markInset, rowHigh-2*markInset)
		lines := g.statement(r, w.left-edgeGap-2*edgeGap)
		for i, words := range lines {
			b.brush.text(words, style.TextSize, p.Ink, edgeGap, y+rowHigh/2+(float32(i)-float32(len(lines)-1)/2)*lineLead, 0)
		}
		if w.right == standingWide {
			g.standing(b, r, right+2*edgeGap, y+rowHigh/2)
		}
		if y > w.top {
			b.brush.Rect(p.Line, 0, y, w.size.Width, 1)
		}
	}
}

// standing writes where a claim stands.
func (g *grid) standing(b *board, r int, x, y float32) {
	row := g.view.table.rows[r]
	words := parts.Shorten(standing(row.ClaimRow, g.view.clock.Short), style.SmallSize, fyne.TextStyle{}, standingWide-2*edgeGap-barRoom)
	b.brush.small(words, b.brush.Palette.Muted, x, y, 0)
}

// head draws the names of the columns, and their titles above the edges.
func (g *grid) head(b *board, from, to int) {
	p, w := b.brush.Palette, b.window
	b.brush.Rect(p.Surface, w.left, 0, w.bodyWide(), w.top)
	for c := from; c < to; c++ {
		x := g.columnX(w, c)
		b.mark(spot{-1, c}, x+markInset, markInset, g.pitch-2*markInset, headHigh-2*markInset)
		b.brush.small(g.name(c), p.Ink, x+g.pitch/2, 16, 0.5)
		b.brush.small(g.view.clock.Short(g.view.table.columns[c].Published), p.Muted, x+g.pitch/2, 34, 0.5)
	}
	g.fold(b)
	b.brush.Rect(p.Surface, 0, 0, w.left, w.top)
	b.brush.small("Claim", p.Muted, edgeGap, 25, 0)
	if w.right > 0 {
		right := w.size.Width - w.right
		b.brush.Rect(p.Surface, right, 0, w.right, w.top)
		if w.right == standingWide {
			b.brush.small("Standing", p.Muted, right+2*edgeGap, 25, 0)
		}
	}
	b.brush.Rect(p.Line, 0, w.top-1, w.size.Width, 1)
	// What is cut off by an edge goes on behind it.
	bottom := min(b.rowY(w.rows), w.size.Height-w.foot)
	if w.x > 0 {
		b.brush.Rect(p.Line, w.left, 0, 1, bottom)
	}
	if w.right > 0 && w.x < w.mostX() {
		b.brush.Rect(p.Line, w.size.Width-w.right, 0, 1, bottom)
	}
}

// fold draws the column that stands for the articles without a passage.
func (g *grid) fold(b *board) {
	t, w, p := g.view.table, b.window, b.brush.Palette
	x := g.columnX(w, len(t.columns))
	if t.idle == 0 || x >= w.size.Width-w.right {
		return
	}
	does := "no passage"
	if t.open {
		does = "fold away"
	}
	b.mark(spot{-1, len(t.columns)}, x+markInset, markInset, g.pitch-2*markInset, headHigh-2*markInset)
	b.brush.small(parts.Count(t.idle, "article"), p.Accent, x+g.pitch/2, 16, 0.5)
	b.brush.small(does, p.Muted, x+g.pitch/2, 34, 0.5)
}

func (g *grid) at(w window, at fyne.Position) spot {
	s := spot{w.rowAt(at.Y), -1}
	if at.X >= w.left && at.X < w.left+w.bodyWide() && at.X-w.left+w.x < w.wide {
		s.column = int((at.X - w.left + w.x) / g.pitch)
	}
	if at.Y >= w.top && s.row < 0 {
		return nowhere
	}
	if s.column >= len(g.view.table.columns) { // all of it folds and unfolds
		s.row = -1
	}
	return s
}

func (g *grid) box(s spot) (fyne.Position, fyne.Size) {
	return fyne.NewPos(float32(s.column)*g.pitch, float32(s.row)*rowHigh), fyne.NewSize(g.pitch, rowHigh)
}

func (g *grid) move(s spot, columns, rows int) spot {
	t := g.view.table
	to := spot{row: min(max(s.row+rows, -1), len(t.rows)-1)}
	last := len(t.columns) - 1
	if to.row < 0 {
		last = t.ends() - 1
	}
	to.column = min(max(s.column+columns, -1), last)
	switch {
	case to == nowhere: // the corner
		return s
	case to.row >= 0 && columns > 0 && last < 0 && t.idle > 0: // there is nothing else to the right
		return spot{-1, 0}
	}
	return to
}
