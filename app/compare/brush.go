package compare

import (
	"image/color"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
)

// brush draws rows, chips and what stands above them.
type brush struct {
	parts.Brush
	falls *baseline.Falls
}

// look is how an area is drawn; colours that are not set are not drawn.
type look struct {
	fill, stroke color.Color
	wide         float32 // of the stroke
	corner       float32
}

// ground is what lies behind words that are marked as a change of a kind: a
// fill where the kind is loud, else an outline.
func ground(p *style.Palette, k collate.Kind) look {
	if trace.VoiceOf(k) == trace.Loud {
		if fill, ok := p.ChangeFill(string(k)); ok {
			return look{fill: fill, corner: style.Mark}
		}
	}
	return look{fill: p.Surface, stroke: style.Faded(p.Faint), wide: 1, corner: style.Mark}
}

// nearGround is what lies behind words that differ and can be true with those of
// the baseline: the fill of the kind, fainter.
func nearGround(p *style.Palette, k collate.Kind) look {
	fill, _ := p.ChangeFill(string(k))
	fill.A /= 2
	return look{fill: fill, corner: style.Mark}
}

func (b *brush) rect(l look, x, y, wide, high float32) {
	r := b.Rect(l.fill, x, y, wide, high)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = l.stroke, l.wide, l.corner
}

// text puts words with their left end at x and their base line at y, and
// returns their width.
func (b *brush) text(words string, f face, ink color.NRGBA, x, y float32) float32 {
	source := f.source(words)
	t := b.Text(parts.Lettering{Words: words, Size: f.size, Bold: f.bold, Source: source, Ink: ink})
	size, base := f.measured(words)
	b.Put(t, x, y-base-b.falls.Of(words, f.size, source), size.Width, size.Height)
	return size.Width
}

// line puts a line word by word, as Fyne leaves wrong gaps around a sign that
// another font draws within a text.
func (b *brush) line(words string, f face, ink color.NRGBA, x, y float32) {
	space := f.width(" ")
	for word := range strings.SplitSeq(words, " ") {
		x += b.text(word, f, ink, x, y) + space
	}
}

// dash draws a dashed line.
func (b *brush) dash(ink color.NRGBA, x, y, wide, high float32) {
	b.Dash(ink, 1, 2, x, y, wide, high)
}
