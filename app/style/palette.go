// Package style is how Claimtrace looks: its colours in light and dark, the
// signs and lines of the verdicts, and the sizes of type and space. Views ask
// it by meaning, never by number.
package style

import (
	"fmt"
	"image/color"

	"claimtrace/annotate"
)

// Palette is the set of colours of one theme.
type Palette struct {
	Page, Side, Surface       color.NRGBA // the window, its side panels, what lies on them
	Ink, Muted                color.NRGBA // text, loud and quiet
	Faint                     color.NRGBA // what cannot be used now, and lines that tell something
	Line                      color.NRGBA // hairlines
	Accent, AccentFill        color.NRGBA
	Selection                 color.NRGBA // selected text
	Match, MatchNow, MatchInk color.NRGBA // what was found: the fill below it, that of the one in hand, its tick
	Warn                      color.NRGBA // words that ask for a look
	Raised                    color.NRGBA // sheets, menus and cards, which lie above all else
	dim                       color.NRGBA // what lies between them and the page
	confirmed, disputed, open tone
	changed                   map[string]tone // by the kind of change; without an ink they are written as any words are
}

// tone is a colour for signs and lines with the fill that lies under text.
type tone struct{ ink, fill color.NRGBA }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// Hex is an opaque colour as CSS and SVG write it: "#2f4b7c".
func Hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Light and Dark are the two palettes.
var (
	Light = &Palette{
		Page: rgb(0xf7f7f4), Side: rgb(0xf1f1ed), Surface: rgb(0xffffff),
		Ink: rgb(0x1d2024), Muted: rgb(0x62676e), Faint: rgb(0x82868c), Line: rgb(0xe2e2dc),
		Accent: rgb(0x2f4b7c), AccentFill: rgb(0xe4eaf4), Selection: rgb(0xb6ccf4),
		Match: rgb(0xffe9a3), MatchNow: rgb(0xffc54a), MatchInk: rgb(0xa67500), Warn: rgb(0x755400),
		Raised: rgb(0xffffff), dim: color.NRGBA{A: 0x28},
		confirmed: tone{rgb(0x097355), rgb(0xcfeee2)},
		disputed:  tone{rgb(0xb03d09), rgb(0xfbdccb)},
		open:      tone{rgb(0x2563a8), rgb(0xd3e4f7)},
		changed: map[string]tone{
			"wording": {fill: rgb(0xfff1c2)}, "number": {rgb(0x661fb8), rgb(0xf1e3ff)},
			"hedge": {rgb(0xa6124c), rgb(0xffe2ea)}, "negation": {rgb(0x9c3406), rgb(0xfbdccb)},
		},
	}
	Dark = &Palette{
		Page: rgb(0x15171a), Side: rgb(0x181a1e), Surface: rgb(0x1c1f23),
		Ink: rgb(0xe7e8e6), Muted: rgb(0x9aa0a8), Faint: rgb(0x7a8089), Line: rgb(0x2b2f35),
		Accent: rgb(0x9db8ec), AccentFill: rgb(0x26324a), Selection: rgb(0x3f5689),
		Match: rgb(0x5c4a10), MatchNow: rgb(0x7d5e00), MatchInk: rgb(0xe3b93f), Warn: rgb(0xe3b93f),
		Raised: rgb(0x272b32), dim: color.NRGBA{A: 0x70},
		confirmed: tone{rgb(0x5fd3ab), rgb(0x123c30)},
		disputed:  tone{rgb(0xff9d6b), rgb(0x4a2414)},
		open:      tone{rgb(0x8fc0ff), rgb(0x16324f)},
		changed: map[string]tone{
			"wording": {fill: rgb(0x4a3d12)}, "number": {rgb(0xd3b5ff), rgb(0x38205c)},
			"hedge": {rgb(0xffa8c2), rgb(0x54182d)}, "negation": {rgb(0xffb088), rgb(0x4a2414)},
		},
	}
)

// Overlap is how opaque the fill of a highlight is that lies on another.
const Overlap = 0xb0

// VerdictInk is the colour of a verdict's sign and line; that of no verdict
// is faint.
func (p *Palette) VerdictInk(v annotate.Verdict) color.NRGBA {
	switch v {
	case annotate.Confirmed:
		return p.confirmed.ink
	case annotate.Disputed:
		return p.disputed.ink
	case annotate.Unconfirmed:
		return p.open.ink
	}
	return p.Faint
}

// VerdictFill is what lies under the words of a passage with that verdict.
func (p *Palette) VerdictFill(v annotate.Verdict) color.NRGBA {
	switch v {
	case annotate.Confirmed:
		return p.confirmed.fill
	case annotate.Disputed:
		return p.disputed.fill
	case annotate.Unconfirmed:
		return p.open.fill
	}
	return p.Line
}

// ChangeFill is what lies under words that differ, by their kind of change.
// Kinds that are told quietly have no fill: ok is false.
func (p *Palette) ChangeFill(kind string) (fill color.NRGBA, ok bool) {
	t, ok := p.change(kind)
	return t.fill, ok
}

// ChangeInk is the colour of words that differ, by their kind of change.
func (p *Palette) ChangeInk(kind string) color.NRGBA {
	if t, _ := p.change(kind); t.ink.A > 0 {
		return t.ink
	}
	return p.Ink
}

// change is the colour of a kind of change, or of one that looks the same.
func (p *Palette) change(kind string) (t tone, ok bool) {
	switch kind {
	case "date":
		kind = "number"
	case "name", "quotation", "attribution":
		kind = "wording"
	}
	t, ok = p.changed[kind]
	return t, ok
}
