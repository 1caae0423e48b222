package compare

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a line of text, in pixels; those of letters at a zoom of 1.
const (
	fillSide    = 2   // of the fill behind words, beyond them
	ringAround  = 1   // of the ring around the change in hand
	labelRaised = 3   // of a label above the base line
	struckAt    = 5.5 // of the stroke through words above it
	dashedAt    = 4   // of the dashes under words below it
)

// setting is how text is set in lines.
type setting struct {
	faces             faces
	lead              float32 // line to line, in pixels
	fillTop, fillHigh float32 // of the fill behind the words
}

// The settings of passages, and of those in the table.
var (
	readSetting = setting{readFaces, style.ReadLead, 3, 23}
	cellSetting = setting{cellFaces, cellLead, 1, 21}
)

// times is the setting of larger or smaller type.
func (s setting) times(zoom float32) setting {
	return setting{s.faces.times(zoom), s.lead * zoom, s.fillTop * zoom, s.fillHigh * zoom}
}

// base is how far the base line lies below a line's top.
func (s setting) base() float32 {
	size, base := s.faces.plain.measured("Ag")
	return (s.lead-size.Height)/2 + base
}

// level is how much lower words of another face are put, so that Fyne, which puts
// each at whole pixels, draws them on the base line of the others.
func (s setting) level(f face) float32 {
	if f == s.faces.plain {
		return 0
	}
	_, own := f.measured("Ag")
	_, base := s.faces.plain.measured("Ag")
	return float32(math.Round(float64(base-own))) - (base - own)
}

// passage is the words of a row: one column of them, or two beside each other.
type passage struct {
	set     setting
	columns []column
	edits   []edit
	words   editWords
}

type edit = collate.Edit

// editWords tells what an edit takes out and puts in.
type editWords func(edit) (old, now string)

// column is a text set in lines.
type column struct {
	flow  *flow
	x     float32 // from the left end of the row
	width float32
	above string   // a label above the words; "" for none
	moved bool     // that label leads elsewhere
	note  string   // what to say below them; "" for nothing
	heads []string // the label in lines, once the column is laid out
	notes []string // the same of the note
}

// The height of a label above a column's words and that of each further line of
// it, in pixels at a zoom of 1.
const (
	labelLead = 18
	labelNext = 14
)

// top is where the words of a column begin, from the first base line's line.
func (c *column) top(s setting) float32 {
	if c.above == "" {
		return 0
	}
	return (labelLead + float32(max(len(c.heads), 1)-1)*labelNext) * s.faces.zoom
}

func (c *column) height(s setting) float32 {
	if c.flow == nil {
		return 0
	}
	high := c.top(s) + float32(c.flow.Height())*s.lead
	if c.note != "" {
		high += float32(max(len(c.notes), 1))*smallLead*s.faces.zoom + 2
	}
	return high
}

// begin sets the widths of the columns, from which their heights are estimated.
func (p *passage) begin() {
	for _, c := range p.columns {
		if c.flow != nil {
			c.flow.begin(p.set.faces, c.width)
		}
	}
}

// settle implements body.
func (p *passage) settle(b budget) bool {
	for i := range p.columns {
		c := &p.columns[i]
		if c.flow == nil {
			continue
		}
		if c.above != "" && c.heads == nil {
			c.heads = parts.Wrap(c.above, p.set.faces.label.size, fyne.TextStyle{Bold: true}, c.width, 3)
		}
		if c.note != "" && c.notes == nil {
			c.notes = parts.Wrap(c.note, style.SmallSize*p.set.faces.zoom, fyne.TextStyle{}, c.width, 3)
		}
		c.flow.extend(b)
		if !c.flow.Done() {
			return false
		}
	}
	return true
}

// height implements body.
func (p *passage) height() float32 {
	var high float32
	for i := range p.columns {
		high = max(high, p.columns[i].height(p.set))
	}
	return high
}

// paint implements body.
func (p *passage) paint(b *brush, from, to float32, state rowState) {
	base, zoom := p.set.base(), p.set.faces.zoom
	for i := range p.columns {
		c := &p.columns[i]
		if c.flow == nil {
			continue
		}
		if c.above != "" && from < c.top(p.set) {
			ink := b.Palette.Muted
			if c.moved {
				ink = b.Palette.Accent
			}
			for k, head := range c.heads {
				b.text(head, p.set.faces.label, ink, c.x, base+(float32(k)*labelNext-labelLead/2+2)*zoom)
			}
		}
		first := max(int((from-c.top(p.set))/p.set.lead), 0)
		for k := first; k < c.flow.Lines(); k++ {
			y := c.top(p.set) + float32(k)*p.set.lead
			if y > to {
				break
			}
			c.paint(b, p.set, k, y, state.pick)
		}
		if c.flow.Done() {
			for k, note := range c.notes {
				b.line(note, smallFace.times(zoom), b.Palette.Muted, c.x, c.height(p.set)-(6+float32(len(c.notes)-1-k)*smallLead)*zoom)
			}
		}
	}
}

// paint draws the k-th line of a column: what lies behind the words, the
// words, and the strokes through and under them.
func (c *column) paint(b *brush, set setting, k int, y float32, pick int) {
	f, base, zoom := c.flow, set.base(), set.faces.zoom
	strips := f.Strips(k)
	for _, s := range strips {
		r := f.runs[s.Run]
		switch r.tone {
		case fresh:
			b.rect(ground(b.Palette, r.kind), c.x+s.Left-fillSide, y+set.fillTop, s.Right-s.Left+2*fillSide, set.fillHigh)
		case near:
			b.rect(nearGround(b.Palette, r.kind), c.x+s.Left-fillSide, y+set.fillTop, s.Right-s.Left+2*fillSide, set.fillHigh)
		}
	}
	for _, w := range f.Line(k) {
		r := f.runs[w.Run]
		if w.Label {
			x := c.x + w.X + labelBefore*zoom
			if w.RTL && w.Roomy {
				x += (labelAfter - labelBefore) * zoom
			}
			b.text(w.Text, set.faces.label, b.Palette.Muted, x, y+base-labelRaised*zoom)
			continue
		}
		ink := b.Palette.Ink
		switch r.tone {
		case fresh, near:
			if !w.Clings { // which has no fill
				ink = b.Palette.ChangeInk(string(r.kind))
			}
		case gone, quiet, off:
			ink = b.Palette.Muted
		case noted:
			ink = b.Palette.Accent
		}
		f := set.faces.of(w, r)
		b.text(w.Text, f, ink, c.x+w.X, y+base+set.level(f))
	}
	for _, s := range strips {
		switch f.runs[s.Run].tone {
		case gone:
			b.Rect(b.Palette.Muted, c.x+s.Left, y+base-struckAt*zoom, s.Right-s.Left, 1.25)
		case quiet:
			b.dash(b.Palette.Faint, c.x+s.Left, y+base+dashedAt*zoom, s.Right-s.Left, 1)
		}
	}
	if left, right, ok := f.reach(k, pick); ok {
		b.rect(look{stroke: b.Palette.Accent, wide: 2, corner: style.Mark + 2},
			c.x+left-fillSide-ringAround, y+set.fillTop-ringAround, right-left+2*(fillSide+ringAround), set.fillHigh+2*ringAround)
	}
}

// picks implements body: the edits that are marked, in order.
func (p *passage) picks() []int {
	var out []int
	for _, c := range p.columns {
		if c.flow == nil {
			continue
		}
		for _, r := range c.flow.runs {
			if r.edit >= 0 {
				out = append(out, r.edit)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// pickAt implements body.
func (p *passage) pickAt(at fyne.Position) int {
	for i := range p.columns {
		c := &p.columns[i]
		k := int((at.Y - c.top(p.set)) / p.set.lead)
		if c.flow == nil || at.Y < c.top(p.set) || k >= c.flow.Lines() {
			continue
		}
		for _, s := range c.flow.Strips(k) {
			if e := c.flow.runs[s.Run].edit; e >= 0 && at.X >= c.x+s.Left-fillSide && at.X <= c.x+s.Right+fillSide {
				return e
			}
		}
	}
	return -1
}

// extent implements body: from the first line of an edit to its last.
func (p *passage) extent(pick int) (at fyne.Position, size fyne.Size) {
	var top, bottom float32 = -1, 0
	for i := range p.columns {
		c := &p.columns[i]
		if c.flow == nil {
			continue
		}
		for k := range c.flow.Lines() {
			if _, _, ok := c.flow.reach(k, pick); ok {
				y := c.top(p.set) + float32(k)*p.set.lead
				if top < 0 || y < top {
					top = y
				}
				bottom = max(bottom, y+p.set.lead)
			}
		}
	}
	return fyne.NewPos(0, max(top, 0)), fyne.NewSize(0, max(bottom-top, 0))
}

// change implements body.
func (p *passage) change(pick int) (c change) {
	if pick >= 0 && pick < len(p.edits) {
		e := p.edits[pick]
		c.kind = e.Kind
		c.old, c.now = p.words(e)
	}
	return c
}

// change is what a pick stands for.
type change struct {
	kind     collate.Kind
	old, now string // "" where one side has nothing
}

// alike returns the two sides of a change that a person may declare to be the
// same; false where one of them is empty, and where that would fold away what
// is never the same: a number, or a statement and its contrary.
func (c change) alike() (old, now string, ok bool) {
	old, now = trace.Trim(c.old), trace.Trim(c.now)
	return old, now, old != "" && now != "" && old != now && c.kind != collate.KindNumber && c.kind != collate.KindNegation
}
