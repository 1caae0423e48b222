package compare

import (
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

const chipGap = 8 // in pixels

// newChip names a kind of change and how often it occurs, and switches on and off
// whether it is marked below; it has the colours that the marks have.
func newChip(k collate.Kind, onTap func(), onKey func(fyne.KeyName)) *parts.Button {
	c := parts.NewButton(parts.Switching, string(k), onTap)
	c.OnKey, c.Hint = onKey, parts.Capital(trace.Means(k))+". Key "+kindKeys[trace.Rank(k):][:1]
	c.Tone = func(p *style.Palette) (fill, ink color.NRGBA) {
		if fill, ok := p.ChangeFill(string(k)); ok && trace.VoiceOf(k) == trace.Loud {
			return fill, p.ChangeInk(string(k))
		}
		return p.Surface, p.Muted
	}
	return c
}
