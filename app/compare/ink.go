package compare

import (
	"image/color"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
)

// inks are the colours of words on the fill of their kind, in light and dark;
// those of other kinds are written as any words are.
var inks = map[collate.Kind][2]color.NRGBA{
	collate.KindNegation: {{0x9c, 0x34, 0x06, 0xff}, {0xff, 0xb0, 0x88, 0xff}},
	collate.KindNumber:   {{0x66, 0x1f, 0xb8, 0xff}, {0xd3, 0xb5, 0xff, 0xff}},
	collate.KindDate:     {{0x66, 0x1f, 0xb8, 0xff}, {0xd3, 0xb5, 0xff, 0xff}},
	collate.KindHedge:    {{0xa6, 0x12, 0x4c, 0xff}, {0xff, 0xa8, 0xc2, 0xff}},
}

// inkOf is the colour of words that are marked as a change of a kind.
func inkOf(p *style.Palette, k collate.Kind) color.NRGBA {
	pair, ok := inks[k]
	switch {
	case !ok:
		return p.Ink
	case p == style.Dark:
		return pair[1]
	}
	return pair[0]
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
