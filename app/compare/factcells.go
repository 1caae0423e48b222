package compare

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// factCells is a row of the table of facts. Its columns lie to the right of left
// and are scrolled sideways; objects are made for those in the window only.
type factCells struct {
	of     *comparison
	across *across
	sheet  *factSheet
	i      int     // of the row
	left   float32 // where the columns begin, from the row's left end
	over   int     // the column under the pointer, from 1 on; 0 for none
}

// settle implements body.
func (c *factCells) settle(b budget) bool { return c.sheet.extend(b) }

// height implements body.
func (c *factCells) height() float32 {
	return float32(max(c.sheet.lines[c.i], 1)) * c.sheet.set.lead
}

// paint implements body. The ground of a cell reaches over all of its row.
func (c *factCells) paint(b *brush, _, _ float32, state rowState) {
	from, to := c.across.span()
	first, end := c.sheet.span(from, to)
	high := factTop + c.height() + factFoot
	for _, k := range c.across.inOrder(first, end) {
		x := c.left + c.across.columnX(k)
		if c.of.scene.job.isBase(k) {
			b.rect(tint(b.Palette), x, -factTop, c.sheet.column, high)
		}
		if c.over == k+1 {
			b.rect(look{fill: theme.Color(theme.ColorNameHover), corner: style.Corner}, x+2, 3-factTop, c.sheet.column-4, high-5)
		}
		value := -1
		if state.pick == k {
			value = state.value
		}
		y := float32(0)
		for _, f := range c.sheet.cells[c.i][k] {
			words := column{flow: f, x: x + factSide, width: c.sheet.column - 2*factSide}
			for l := range f.Lines() {
				words.paint(b, c.sheet.set, l, y, value)
				y += c.sheet.set.lead
			}
		}
		if state.pick == k {
			ring := b.Palette.Faint
			if state.focused {
				ring = b.Palette.Accent
			}
			b.rect(look{stroke: ring, wide: 2, corner: 5}, x+1, 2-factTop, c.sheet.column-2, high-3)
		}
		c.across.edge(b, k, x, -factTop, high)
	}
}

// picks implements body: the sources that say something else.
func (c *factCells) picks() []int {
	var out []int
	r := c.sheet.rows[c.i]
	for k, differs := range c.sheet.marks[c.i] {
		if differs && c.of.onFacts.has(r.Kind) {
			out = append(out, k)
		}
	}
	return out
}

// pickAt implements body: every cell can be taken in hand.
func (c *factCells) pickAt(at fyne.Position) int {
	return c.across.columnAt(at.X - c.left)
}

// valueAt is the value of a cell that lies at a place, −1 where none does.
func (c *factCells) valueAt(k int, at fyne.Position) int {
	for _, f := range c.sheet.cells[c.i][k] {
		words := passage{set: c.sheet.set, columns: []column{{flow: f, x: c.left + c.across.columnX(k) + factSide}}}
		if value := words.pickAt(at); value >= 0 {
			return value
		}
		at.Y -= float32(f.Lines()) * c.sheet.set.lead
	}
	return -1
}

// extent implements body; its place is that in the whole table.
func (c *factCells) extent(pick int) (fyne.Position, fyne.Size) {
	return fyne.NewPos(float32(pick)*c.sheet.column, 0), fyne.NewSize(c.sheet.column, c.height())
}

// change implements body: facts are corrected, not declared the same.
func (c *factCells) change(int) change { return change{} }

// point implements celled.
func (c *factCells) point(pick int) bool { return pointTo(&c.over, pick) }

// pointTo notes which cell the pointer is on, counted from 1.
func pointTo(over *int, pick int) (another bool) {
	another = *over != pick+1
	*over = pick + 1
	return another
}

// tell implements celled.
func (c *factCells) tell(at fyne.Position) string {
	k := c.pickAt(at)
	if k < 0 {
		return ""
	}
	return factTip(c.sheet.rows[c.i].Cells[k], c.valueAt(k, at))
}

// factTip tells how the values of a cell were read, or who corrected them.
func factTip(c trace.FactCell, only int) string {
	var said []string
	for i, v := range c.Values {
		if only >= 0 && i != only {
			continue
		}
		said = append(said, "“"+trace.OneLine(v.Text)+"” = "+trace.ValueWords(v.Kind, v.Value.Value))
		if v.Correction == "" {
			said = append(said, "read "+trace.RuleWords(v.Rule))
		} else {
			said = append(said, trace.CorrectedBy(v.Corrected))
		}
	}
	switch {
	case len(said) > 0:
	case c.State == facet.Unread:
		said = append(said, "Not read: what this passage says is not known")
	default:
		said = append(said, "Read, and nothing of the kind is said")
	}
	for _, d := range c.Dismissed {
		said = append(said, trace.CorrectedBy(d.Corrected))
	}
	for _, o := range offersOf(c) {
		value := trace.ValueWords(o.Kind, o.Value)
		if value == "" {
			value = "nothing of the kind"
		}
		said = append(said, o.By.Name+" said of “"+trace.OneLine(o.Words)+"” in "+o.Outlet+": "+value+". C takes it")
	}
	return strings.Join(said, "\n")
}

// factHead is what stands above the columns: where each passage comes from. It
// stays in the window while the rows are scrolled.
type factHead struct {
	of      *comparison
	across  *across
	sheet   *factSheet
	left    float32
	origins []*origin // by source; made when they come into the window
	high    float32
	over    int // as in [factCells]
}

func newFactHead(c *comparison, a *across, s *factSheet, left float32) *factHead {
	h := &factHead{of: c, across: a, sheet: s, left: left, origins: make([]*origin, s.sources())}
	for k := range h.origins {
		h.origins[k] = newHead(c, k, s.column-2*factSide, a.page.low)
		h.high = max(h.high, h.origins[k].high)
	}
	return h
}

// The room above and below what is said of a source, in pixels.
const (
	headTop  = 4
	headFoot = 7
)

func (h *factHead) settle(b budget) bool { return h.sheet.extend(b) }
func (h *factHead) height() float32      { return headTop + h.high + headFoot }
func (h *factHead) picks() []int         { return nil }
func (h *factHead) change(int) change    { return change{} }

func (h *factHead) extent(int) (p fyne.Position, s fyne.Size) { return p, s }

// pickAt implements body: the source at a place.
func (h *factHead) pickAt(at fyne.Position) int {
	return h.across.columnAt(at.X - h.left)
}

// paint implements body.
func (h *factHead) paint(b *brush, _, _ float32, _ rowState) {
	from, to := h.across.span()
	first, end := h.sheet.span(from, to)
	for _, k := range h.across.inOrder(first, end) {
		x := h.left + h.across.columnX(k)
		if k == h.across.held() {
			b.Rect(b.Palette.Surface, x, 0, h.sheet.column, h.height()-1)
		}
		if h.over == k+1 {
			b.rect(look{fill: theme.Color(theme.ColorNameHover), corner: style.Corner}, x+2, 0, h.sheet.column-4, h.height()-3)
		}
		h.origins[k].paint(b, x+factSide, headTop)
		h.across.edge(b, k, x, 0, h.height()-1)
	}
}

// point implements celled.
func (h *factHead) point(pick int) bool { return pointTo(&h.over, pick) }

// tell implements celled: all that is cut, and the words of the passage.
func (h *factHead) tell(at fyne.Position) string {
	k := h.pickAt(at)
	if k < 0 || k >= len(h.of.scene.job.witnesses) {
		return ""
	}
	w := h.of.scene.job.witnesses[k]
	said := []string{trace.Outlet(w) + ", " + style.LongTime(w.In.Published)}
	if h.of.scene.job.isBase(k) {
		said = append(said, "The baseline: the others are compared with it")
	}
	if w.Attribution != "" {
		said = append(said, "citing "+trace.OneLine(w.Attribution))
	}
	return strings.Join(append(said, "“"+trace.Beginning(w.Quote, 60)+"”"), "\n")
}

// newHead works out what tells of the i-th witness above its column, in a width: of
// passages of an article that several reviewers tagged also who did; how each begins
// where an article has several. In a low window it is shorter.
func newHead(c *comparison, i int, wide float32, low bool) *origin {
	w := c.witnesses[i]
	o := &origin{sign: w.Verdict}
	most := 2
	if low {
		most = 1
	}
	y, _ := o.outlet(w, wide, most)
	_, base := smallFace.measured("A")
	small := func(words string, most int) {
		for _, l := range parts.Wrap(words, style.SmallSize, fyne.TextStyle{}, wide, most) {
			o.lines = append(o.lines, sideLine{l, smallFace, mutedInk, 0, y + base})
			y += smallLead
		}
	}
	when := style.ShortTime(w.In.Published)
	if lang := w.In.Language; lang != "" && lang != "en" && !strings.HasPrefix(lang, "en-") {
		when += " · " + lang
	}
	small(when, 2)
	if right := o.verdict(w, y) + style.Gap; right+labelFace.width(tagBaseline)+2*tagSide <= wide {
		o.tag(c, i, right, y)
	}
	y += 20
	if by := c.tagger(i); by != "" {
		small("tagged by "+by, 1)
	}
	if c.severalOfOne() {
		small("“"+trace.Beginning(w.Quote, 12)+"”", most)
	}
	o.high = y
	return o
}
