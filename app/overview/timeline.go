package overview

import (
	"slices"
	"sort"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/timeaxis"
)

// The measures of the timeline, in pixels.
const (
	dayHigh   = 24
	lineHigh  = 33
	nameLeast = 160
	nameMost  = 320
	nameShare = 0.26 // of the width
)

// timeline is the sheet that shows the reports of each claim along the time.
type timeline struct {
	view   *View
	table  *table // that all below is made from
	wide   float32
	axis   *axis
	track  []post
	words  []string             // the statements as they are cut; "" until one is needed
	dashed [][]timeaxis.Stretch // of each row: see [timeline.loose]; nil until it is needed
}

func (l *timeline) fit(size fyne.Size) window {
	t := l.view.table
	w := window{size: size, top: dayHigh, rowHigh: lineHigh, rows: len(t.rows)}
	w.left = min(max(size.Width*nameShare, nameLeast), nameMost)
	if float32(w.rows)*lineHigh > size.Height-dayHigh {
		w.right = barRoom
	}
	if l.table != t || l.wide != w.bodyWide() {
		l.table, l.wide = t, w.bodyWide()
		l.axis = newAxis(t, l.wide, small)
		l.words, l.dashed = make([]string, len(t.rows)), make([][]timeaxis.Stretch, len(t.rows))
		l.track = trackOf(t, l.axis, max(l.axis.wide, l.wide))
	}
	w.wide, w.high = max(l.axis.wide, w.bodyWide()), float32(w.rows)*lineHigh
	if w.wide > w.bodyWide() {
		w.foot = barRoom
	}
	return w
}

// small measures text of the small size.
func small(s string) float32 {
	return fyne.MeasureText(s, style.SmallSize, fyne.TextStyle{}).Width
}

// x is the middle of the signs of a row's i-th cell.
func (l *timeline) x(r, i int) float32 { return l.axis.x[l.table.rows[r].cells[i].column] }

// loose lists from where to where nobody knows in which order the cells of a row
// were published, once.
func (l *timeline) loose(r int) []timeaxis.Stretch {
	if l.dashed[r] != nil {
		return l.dashed[r]
	}
	out := []timeaxis.Stretch{}
	for _, pair := range l.table.along(r).unordered {
		a, b := l.axis.x[pair[0]], l.axis.x[pair[1]]
		out = append(out, timeaxis.Stretch{From: min(a, b), To: max(a, b)})
	}
	l.dashed[r] = timeaxis.Joined(out)
	return l.dashed[r]
}

// stroke draws the line of a row up to a place, dashed where the order of the
// signs on it is not known.
func (l *timeline) stroke(b *board, r int, origin, right, y float32) {
	const on, off = 6, 5
	p, x := b.brush.Palette, b.window.left
	for _, s := range l.loose(r) {
		from, to := origin+s.From, min(origin+s.To, right)
		if to <= x || from >= right {
			continue
		}
		if from > x {
			b.brush.Rect(p.Line, x, y, from-x, 1)
		} else { // whole dashes are left out, so that the rest stays where it is
			from += float32(int((x-from)/(on+off))) * (on + off)
		}
		b.brush.Dash(p.Muted, on, off, from, y, to-from, 1)
		x = to
	}
	if right > x {
		b.brush.Rect(p.Line, x, y, right-x, 1)
	}
}

// from is the first of a row's cells along the time whose middle lies at x or
// behind it.
func (l *timeline) from(r int, x float32) int {
	along := l.table.along(r).cells
	return sort.Search(len(along), func(i int) bool { return l.x(r, along[i]) >= x })
}

// statement is a claim's statement as far as there is room for it.
func (l *timeline) statement(r int, room float32) string {
	if l.words[r] == "" {
		l.words[r] = parts.Shorten(parts.OneLine(l.table.rows[r].Statement), style.SmallSize, fyne.TextStyle{}, room)
	}
	return l.words[r]
}

// ringsWide is the most that the signs of a cell take.
var ringsWide = ringSize + ringStep*float32(len(verdicts)-1)

func (l *timeline) draw(b *board) {
	p, w := b.brush.Palette, b.window
	first, end := b.seen()
	bottom := min(b.rowY(w.rows), w.size.Height)
	origin := w.left - w.x
	if l.axis.wide > l.axis.unknown {
		b.brush.Rect(p.Side, origin+l.axis.unknown, w.top, l.axis.wide-l.axis.unknown, bottom-w.top).CornerRadius = style.Corner
	}
	for _, d := range l.axis.days {
		if x := origin + d.X; !d.Edge && x > w.left && x < w.size.Width {
			b.brush.Rect(p.Line, x, w.top, 1, bottom-w.top)
		}
	}
	ends := l.axis.unknown
	if l.axis.wide > l.axis.unknown {
		ends -= axisInset
	}
	for r := first; r < end; r++ {
		y := b.rowY(r) + lineHigh/2
		l.stroke(b, r, origin, min(origin+ends, w.size.Width), y)
		along := l.table.along(r).cells
		for k := l.from(r, w.x-ringsWide/2); k < len(along); k++ {
			x := origin + l.x(r, along[k])
			if x > w.size.Width+ringsWide/2 {
				break
			}
			l.rings(b, r, l.table.rows[r].cells[along[k]], x, y)
		}
	}
	l.names(b, first, end)
	l.days(b, origin, first, end)
	if w.right > 0 { // below the bar
		b.brush.Rect(p.Surface, w.size.Width-w.right, 0, w.right, w.size.Height-w.foot)
	}
}

// rings draws a ring for each verdict of a cell around a place.
func (l *timeline) rings(b *board, r int, c cell, x, y float32) {
	half := float32(len(c.verdicts)-1) * ringStep / 2
	b.mark(spot{r, c.column}, x-half-lineHigh/2+2, y-lineHigh/2+2, 2*half+lineHigh-4, lineHigh-4)
	for i, v := range c.verdicts {
		ring := parts.Ring(v)
		if c.dim(v) {
			ring = parts.DimRing(v)
		}
		b.brush.sign(ring, x-half+float32(i)*ringStep, y, ringSize)
	}
}

// names draws the claims at the left.
func (l *timeline) names(b *board, first, end int) {
	p, w := b.brush.Palette, b.window
	b.brush.Rect(p.Surface, 0, w.top, w.left, w.bodyHigh())
	for r := first; r < end; r++ {
		y := b.rowY(r)
		b.mark(spot{r, -1}, 0, y+markInset, w.left-markInset, lineHigh-2*markInset)
		b.brush.small(l.statement(r, w.left-3*edgeGap), p.Ink, edgeGap, y+lineHigh/2, 0)
	}
}

// days writes the days above the lines, of which those from first up to end are
// in the window.
func (l *timeline) days(b *board, origin float32, first, end int) {
	p, w := b.brush.Palette, b.window
	const middle = dayHigh / 2
	b.brush.Rect(p.Surface, w.left, 0, w.bodyWide(), w.top)
	now, next := -1, w.size.Width // the day at the left edge; where the words of the next begin
	for i, d := range l.axis.days {
		x := origin + d.X
		if x <= w.left {
			now = i
			continue
		}
		if !d.Told || x > w.size.Width {
			continue
		}
		b.brush.Rect(p.Line, x, 4, 1, w.top-4)
		b.brush.small(d.Words, p.Muted, x+edgeGap, middle, 0)
		next = min(next, x)
	}
	if unknown := origin + l.axis.unknown; l.axis.wide > l.axis.unknown {
		next = min(next, unknown)
		b.brush.small(unknownWords, p.Muted, unknown+unknownPad, middle, 0)
	}
	// The words of the day at the edge stay there until the next push them out.
	if now >= 0 {
		words := l.axis.days[now].Full
		b.brush.small(words, p.Muted, min(w.left, next-edgeGap-small(words)), middle, 0)
	}
	b.brush.Rect(p.Surface, 0, 0, w.left, w.top)
	if w.y > 0 {
		b.brush.Rect(p.Line, 0, w.top-1, w.size.Width, 1)
	}
	var said []string
	if l.axis.zones {
		said = append(said, "Days in "+zoneName(l.axis.zone))
	}
	if slices.ContainsFunc(l.dashed[first:end], func(s []timeaxis.Stretch) bool { return len(s) > 0 }) {
		said = append(said, "Dashed: order unknown")
	}
	if words := strings.Join(said, "  "); words != "" {
		b.brush.small(parts.Shorten(words, style.SmallSize, fyne.TextStyle{}, w.left-2*edgeGap), p.Muted, edgeGap, middle, 0)
	}
}

// zoneName is an offset in words.
func zoneName(zone *time.Location) string {
	name := time.Unix(0, 0).In(zone).Format("-07:00")
	if name == "+00:00" {
		return "UTC"
	}
	return name
}

func (l *timeline) at(w window, at fyne.Position) spot {
	s := spot{w.rowAt(at.Y), -1}
	if s.row < 0 || at.X < w.left {
		return s
	}
	x, y := at.X-w.left+w.x, at.Y-w.rowY(s.row)-lineHigh/2
	cells := l.table.rows[s.row].cells
	for k := l.from(s.row, x-ringsWide/2); k < len(cells); k++ {
		c := cells[l.table.along(s.row).cells[k]]
		half := float32(len(c.verdicts)-1) * ringStep / 2
		dx := max(max(x-l.axis.x[c.column], l.axis.x[c.column]-x)-half, 0)
		if dx*dx+y*y <= (ringSize/2+1)*(ringSize/2+1) {
			return spot{s.row, c.column}
		}
		if l.axis.x[c.column] > x+ringsWide/2 {
			break
		}
	}
	return nowhere
}

func (l *timeline) box(s spot) (at fyne.Position, size fyne.Size) {
	at.Y, size = float32(s.row)*lineHigh, fyne.NewSize(0, lineHigh)
	if s.column >= 0 {
		size.Width = ringsWide + 2*axisInset
		at.X = max(l.axis.x[s.column]-size.Width/2, 0)
	}
	return at, size
}

// move goes along the signs of a row, and between the rows to the sign that is
// nearest in time.
func (l *timeline) move(s spot, columns, rows int) spot {
	t := l.view.table
	to := spot{min(max(s.row+rows, 0), len(t.rows)-1), -1}
	if to.row < 0 {
		return nowhere
	}
	along := l.table.along(to.row).cells
	at := -1 // among the signs; −1 is the claim
	if s.column >= 0 && len(along) > 0 {
		x := l.axis.x[s.column]
		at = min(l.from(to.row, x), len(along)-1)
		if at > 0 && x-l.x(to.row, along[at-1]) < l.x(to.row, along[at])-x {
			at--
		}
	}
	if at = min(max(at+columns, -1), len(along)-1); at >= 0 {
		to.column = t.rows[to.row].cells[along[at]].column
	}
	return to
}
