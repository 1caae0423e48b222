package parts

import (
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// The signs are drawn, not typed, so that they look the same on every system.
const (
	tick     = `<path d="M5.2 10.6 8.6 14 14.8 6.6" fill="none" stroke="%s" stroke-width="2.1"/>`
	cross    = `<path d="M6.2 6.2 13.8 13.8 M13.8 6.2 6.2 13.8" fill="none" stroke="%s" stroke-width="2.1"/>`
	question = `<path d="M6.9 7.6 C6.9 4.2 13.2 4.2 13.2 7.7 C13.2 9.9 10 10 10 12.2" fill="none" stroke="%s" stroke-width="1.9"/><circle cx="10" cy="15.2" r="1.25" fill="%[1]s"/>`
	dot      = `<circle cx="10" cy="10" r="1.4" fill="%s"/>`
	frame    = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">%s%s</svg>`
)

func glyph(v annotate.Verdict) string {
	switch v {
	case annotate.Confirmed:
		return tick
	case annotate.Disputed:
		return cross
	case annotate.Unconfirmed:
		return question
	}
	return dot
}

func svg(name, ground string, v annotate.Verdict, p *style.Palette, ink string) fyne.Resource {
	theme := "light"
	if p == style.Dark {
		theme = "dark"
	}
	return fyne.NewStaticResource(fmt.Sprintf("%s-%s-%s.svg", name, v, theme),
		[]byte(fmt.Sprintf(frame, ground, fmt.Sprintf(glyph(v), ink))))
}

type signKey struct {
	v      annotate.Verdict
	p      *style.Palette
	ground ground
}

type ground int

const (
	bare ground = iota
	disc
	ringed
	dim
	dimRinged
)

var signs = map[signKey]fyne.Resource{}

func sign(v annotate.Verdict, g ground) fyne.Resource {
	key := signKey{v, style.Now(), g}
	if r, ok := signs[key]; ok {
		return r
	}
	name, under, ink := "sign", "", style.Hex(key.p.VerdictInk(v))
	switch {
	case g == dim:
		name, ink = "dim", style.Hex(key.p.Faint)
	case g == dimRinged:
		name, ink = "dim-ring", style.Hex(key.p.Faint)
		under = fmt.Sprintf(`<circle cx="10" cy="10" r="9" fill="%s" stroke="%s" stroke-width="1.2"/>`, style.Hex(key.p.Surface), style.Hex(key.p.Line))
	case g != bare && v == "":
		name = "disc"
		under = fmt.Sprintf(`<circle cx="10" cy="10" r="9" fill="none" stroke="%s" stroke-width="1"/>`, style.Hex(key.p.Line))
	case g == disc:
		name = "disc"
		under = fmt.Sprintf(`<circle cx="10" cy="10" r="10" fill="%s"/>`, style.Hex(key.p.VerdictFill(v)))
	case g == ringed:
		name = "ring"
		under = fmt.Sprintf(`<circle cx="10" cy="10" r="9" fill="%s" stroke="%s" stroke-width="1.5"/>`, style.Hex(key.p.VerdictFill(v)), style.Hex(key.p.VerdictInk(v)))
	}
	signs[key] = svg(name, under, v, key.p, ink)
	return signs[key]
}

// Sign is a verdict's sign in its colour, Disc the same on a round fill, Ring
// with a ring around it. Each is a resource of 20 by 20 for the theme of now.
func Sign(v annotate.Verdict) fyne.Resource { return sign(v, bare) }

// Disc is the sign on a round fill.
func Disc(v annotate.Verdict) fyne.Resource { return sign(v, disc) }

// Ring is the sign on a round fill with a ring around it.
func Ring(v annotate.Verdict) fyne.Resource { return sign(v, ringed) }

// DimSign is the sign without its colour: of what is there, but not meant.
func DimSign(v annotate.Verdict) fyne.Resource { return sign(v, dim) }

// DimRing is the same with a ring around it.
func DimRing(v annotate.Verdict) fyne.Resource { return sign(v, dimRinged) }

// VerdictLine draws the line that tells a verdict by its style: solid, double or
// dashed. Its middle is a pixel below y.
func (b *Brush) VerdictLine(v annotate.Verdict, x, y, wide float32) {
	ink := b.Palette.VerdictInk(v)
	switch v {
	case annotate.Disputed:
		b.Rect(ink, x, y-1, wide, 1)
		b.Rect(ink, x, y+1, wide, 1)
	case annotate.Unconfirmed:
		b.Dash(ink, 5, 3, x, y, wide, 2)
	default:
		b.Rect(ink, x, y, wide, 2)
	}
}
