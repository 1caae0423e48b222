package compare

import (
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// origin tells beside a passage where it comes from: outlet, time, verdict,
// who is cited.
type origin struct {
	lines []sideLine
	tags  []tag
	sign  annotate.Verdict
	signY float32
	high  float32
	whole string // what of it is cut, whole
}

type ink = color.NRGBA

type sideLine struct {
	words string
	face  face
	ink   func(*style.Palette) ink
	x, y  float32 // of the left end of the base line
}

// tag is a word on a small ground.
type tag struct {
	words string
	x, y  float32
}

// The measures of the column of origins, in pixels.
const (
	outletMax   = sideWide - 20
	signSize    = 16
	usualOrigin = 60 // its height, until it is worked out
	tagHigh     = 17
	tagSide     = 5
)

func mutedInk(p *style.Palette) ink { return p.Muted }
func plainInk(p *style.Palette) ink { return p.Ink }

// newOrigin works out what tells of the i-th witness, in a width; brief leaves out
// what a row of the table has no room for.
func newOrigin(v *View, i int, brief bool, wide float32) *origin {
	w := v.witnesses[i]
	o := &origin{sign: w.Verdict}
	_, base := strongFace.measured("A")
	_, smallBase := smallFace.measured("A")
	y := float32(0)
	outlet, most := trace.Outlet(w), 2
	if brief {
		most = 1
	}
	names := parts.Wrap(outlet, style.TextSize, fyne.TextStyle{Bold: true}, wide, most)
	cut := [][2]string{parts.Lines(names, outlet)}
	for _, s := range names {
		o.lines = append(o.lines, sideLine{s, strongFace, plainInk, 0, y + base})
		y += 20
	}
	verdict := trace.Verdict(w.Verdict)
	verdictInk := func(p *style.Palette) ink { return p.VerdictInk(w.Verdict) }
	if brief {
		o.signY = y + 1
		o.lines = append(o.lines, sideLine{style.ShortTime(w.In.Published), smallFace, mutedInk, signSize, y + smallBase})
		x := signSize + smallFace.width(style.ShortTime(w.In.Published)) + 10
		o.tag(v, i, x, y)
		o.high, o.whole = y+20, parts.WholeOf(cut...)
		return o
	}
	o.lines = append(o.lines, sideLine{style.ShortTime(w.In.Published), smallFace, mutedInk, 0, y + 1 + smallBase})
	y += 20
	o.signY = y + 1
	o.lines = append(o.lines, sideLine{verdict, smallBold, verdictInk, signSize, y + smallBase})
	o.tag(v, i, signSize+smallBold.width(verdict)+10, y)
	y += 20
	var said []string
	if w.Attribution != "" {
		said = append(said, "citing "+trace.OneLine(w.Attribution))
	}
	if v.claim.Evidence.Has(w.ID) {
		said = append(said, "evidence for the decision")
	}
	for _, s := range said {
		lines := parts.Wrap(s, style.SmallSize, fyne.TextStyle{}, wide, 3)
		cut = append(cut, parts.Lines(lines, s))
		for _, l := range lines {
			o.lines = append(o.lines, sideLine{l, smallFace, mutedInk, 0, y + smallBase})
			y += 16
		}
	}
	o.high, o.whole = y, parts.WholeOf(cut...)
	return o
}

// tag tells the baseline.
func (o *origin) tag(v *View, i int, x, y float32) {
	if v.isBase(i) {
		o.tags = append(o.tags, tag{"baseline", x, y})
	}
}

func (o *origin) paint(b *brush, x, y float32) {
	for _, l := range o.lines {
		b.text(l.words, l.face, l.ink(b.Palette), x+l.x, y+l.y)
	}
	b.Image(parts.Sign(o.sign), x-2, y+o.signY, signSize)
	_, base := labelFace.measured("A")
	size, _ := labelFace.measured("A")
	for _, t := range o.tags {
		wide := labelFace.width(t.words) + 2*tagSide
		b.rect(look{fill: b.Palette.AccentFill, corner: style.Mark}, x+t.x, y+t.y, wide, tagHigh)
		b.text(t.words, labelFace, b.Palette.Accent, x+t.x+tagSide, y+t.y+(tagHigh-size.Height)/2+base)
	}
}
