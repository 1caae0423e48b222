package compare

import (
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
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
	bare  bool   // it tells of no passage: there is no sign
}

type ink = color.NRGBA

type sideLine struct {
	words string
	face  face
	ink   func(*style.Palette) ink
	x, y  float32 // of the left end of the base line
}

// tagBaseline is said of the passage that all others are compared with.
const tagBaseline = "baseline"

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
func newOrigin(c *comparison, i int, brief bool, wide float32) *origin {
	w := c.witnesses[i]
	o := &origin{sign: w.Verdict}
	_, smallBase := smallFace.measured("A")
	most := 2
	if brief {
		most = 1
	}
	y, cut := o.outlet(w, wide, most)
	if brief {
		o.signY = y + 1
		o.lines = append(o.lines, sideLine{style.ShortTime(w.In.Published), smallFace, mutedInk, signSize, y + smallBase})
		x := signSize + smallFace.width(style.ShortTime(w.In.Published)) + 10
		o.tag(c, i, x, y)
		o.high, o.whole = y+20, parts.WholeOf(cut...)
		return o
	}
	o.lines = append(o.lines, sideLine{style.ShortTime(w.In.Published), smallFace, mutedInk, 0, y + 1 + smallBase})
	y += 20
	o.tag(c, i, o.verdict(w, y)+10, y)
	y += 20
	var said []string
	if w.Attribution != "" {
		said = append(said, "citing "+trace.OneLine(w.Attribution))
	}
	if c.Earlier != nil && c.Earlier(w.Article) {
		said = append(said, "earlier version")
	}
	if c.claim.Evidence.Has(w.ID) {
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

// outlet names that of a witness in at most so many lines; it returns where these
// end, and what is cut, for [parts.WholeOf].
func (o *origin) outlet(w store.Witness, wide float32, most int) (y float32, cut [][2]string) {
	_, base := strongFace.measured("A")
	outlet := trace.Outlet(w)
	names := parts.Wrap(outlet, style.TextSize, fyne.TextStyle{Bold: true}, wide, most)
	for _, s := range names {
		o.lines = append(o.lines, sideLine{s, strongFace, plainInk, 0, y + base})
		y += 20
	}
	return y, [][2]string{parts.Lines(names, outlet)}
}

// verdict tells that of a witness, and returns where its word ends.
func (o *origin) verdict(w store.Witness, y float32) (right float32) {
	_, base := smallFace.measured("A")
	word := trace.Verdict(w.Verdict)
	o.signY = y + 1
	o.lines = append(o.lines, sideLine{word, smallBold, func(p *style.Palette) ink { return p.VerdictInk(w.Verdict) }, signSize, y + base})
	return signSize + smallBold.width(word)
}

// tag tells the baseline.
func (o *origin) tag(c *comparison, i int, x, y float32) {
	if c.scene.job.isBase(i) {
		o.tags = append(o.tags, tag{tagBaseline, x, y})
	}
}

func (o *origin) paint(b *brush, x, y float32) {
	for _, l := range o.lines {
		b.text(l.words, l.face, l.ink(b.Palette), x+l.x, y+l.y)
	}
	if !o.bare {
		b.Image(parts.Sign(o.sign), x-2, y+o.signY, signSize)
	}
	_, base := labelFace.measured("A")
	size, _ := labelFace.measured("A")
	for _, t := range o.tags {
		wide := labelFace.width(t.words) + 2*tagSide
		b.rect(look{fill: b.Palette.AccentFill, corner: style.Mark}, x+t.x, y+t.y, wide, tagHigh)
		b.text(t.words, labelFace, b.Palette.Accent, x+t.x+tagSide, y+t.y+(tagHigh-size.Height)/2+base)
	}
}
