package style

import (
	"fmt"
	"image/color"
	"testing"

	"claimtrace/annotate"
)

// WCAG 2.2 asks 4.5 to 1 of text (criterion 1.4.3) and 3 to 1 of signs and
// lines (1.4.11).
func TestContrast(t *testing.T) {
	for name, p := range map[string]*Palette{"light": Light, "dark": Dark} {
		check := func(what string, ink, on color.NRGBA, least float64) {
			t.Helper()
			if c := Contrast(ink, on); c < least {
				t.Errorf("%s: %s has a contrast of %.2f, less than %v", name, what, c, least)
			}
		}
		check("ink on surface", p.Ink, p.Surface, 4.5)
		check("ink on side", p.Ink, p.Side, 4.5)
		check("ink on selection", p.Ink, p.Selection, 4.5)
		check("muted on surface", p.Muted, p.Surface, 4.5)
		for name, on := range map[string]color.NRGBA{"the page": p.Page, "side": p.Side, "what is raised": p.Raised, "the accent’s fill": p.AccentFill} {
			check("muted on "+name, p.Muted, on, 4.5)
		}
		for name, on := range map[string]color.NRGBA{"surface": p.Surface, "side": p.Side, "what is raised": p.Raised} {
			check("faint on "+name, p.Faint, on, 3)
		}
		check("accent on surface", p.Accent, p.Surface, 4.5)
		check("accent on its fill", p.Accent, p.AccentFill, 4.5)
		for _, v := range annotate.Verdicts {
			check("ink on "+string(v), p.Ink, p.VerdictFill(v), 4.5)
			check("name of "+string(v), p.VerdictInk(v), p.VerdictFill(v), 4.5)
			check("line of "+string(v), p.VerdictInk(v), p.Surface, 3)
		}
		for kind, t := range p.changed {
			check("ink on changed "+kind, p.Ink, t.fill, 4.5)
			check("ink of changed "+kind, p.ChangeInk(kind), t.fill, 4.5)
		}
	}
	if c := Contrast(rgb(0), rgb(0xffffff)); c < 20.99 || c > 21.01 {
		t.Errorf("black on white is %v, want 21", c)
	}
	if c := Contrast(rgb(0x777777), rgb(0xffffff)); c < 4.47 || c > 4.49 {
		t.Errorf("#777 on white is %v, want 4.48", c)
	}
}

// over is a colour as it is seen on an opaque one.
func over(c, on color.NRGBA) color.NRGBA {
	mix := func(c, on, a uint8) uint8 { return uint8((int(c)*int(a) + int(on)*(255-int(a)) + 127) / 255) }
	return color.NRGBA{mix(c.R, on.R, c.A), mix(c.G, on.G, c.A), mix(c.B, on.B, c.A), 0xff}
}

// fills calls f for each ground that up to three highlights make, lying on one
// another in any order: the first hides what it lies on, those after it let it
// through.
func fills(p *Palette, f func(name string, ground color.NRGBA, on []annotate.Verdict)) {
	var lay func(ground color.NRGBA, on []annotate.Verdict)
	lay = func(ground color.NRGBA, on []annotate.Verdict) {
		f(fmt.Sprint(on), ground, on)
		if len(on) == 3 {
			return
		}
		for _, v := range annotate.Verdicts {
			fill := p.VerdictFill(v)
			if len(on) > 0 {
				fill = alpha(fill, Overlap)
			}
			lay(over(fill, ground), append(on[:len(on):len(on)], v))
		}
	}
	lay(p.Surface, nil)
}

// Whatever lies under the words of an article, they can be read; the lines
// under them, the caret, and what stands in the margin can be seen.
func TestContrastInTheReader(t *testing.T) {
	for name, p := range map[string]*Palette{"light": Light, "dark": Dark} {
		check := func(what string, ink, on color.NRGBA, least float64) {
			t.Helper()
			if c := Contrast(ink, over(on, p.Surface)); c < least {
				t.Errorf("%s: %s has a contrast of %.2f, less than %v", name, what, c, least)
			}
		}
		grounds := 0
		fills(p, func(of string, ground color.NRGBA, on []annotate.Verdict) {
			grounds++
			check("ink on "+of, p.Ink, ground, 4.5)
			check("the caret on "+of, p.Accent, ground, 3)
			check("ink of what is selected on "+of, p.Ink, over(p.Selection, ground), 4.5)
			check("ink of a match on "+of, p.Ink, over(p.Match, ground), 4.5)
			check("ink of the match in hand on "+of, p.Ink, over(p.MatchNow, ground), 4.5)
			for _, v := range on {
				check("the line of "+string(v)+" on "+of, p.VerdictInk(v), ground, 3)
			}
		})
		if grounds != 1+3+9+27 {
			t.Errorf("%d grounds", grounds)
		}
		for _, v := range annotate.Verdicts {
			check("the sign in the margin of "+string(v), p.VerdictInk(v), p.Surface, 3)
			check("the name on a card of "+string(v), p.VerdictInk(v), p.Raised, 4.5)
			check("the tick of "+string(v), p.VerdictInk(v), p.Surface, 3)
			check("the tick on the thumb of "+string(v), p.VerdictInk(v), p.Line, 3)
		}
		check("a label in the margin", p.Muted, p.Surface, 4.5)
		check("what is quiet on a card", p.Muted, p.Raised, 4.5)
		check("what is loud on a card", p.Ink, p.Raised, 4.5)
		check("the tick of a match", p.MatchInk, p.Surface, 3)
		check("the tick of a match on the thumb", p.MatchInk, p.Line, 3)
		for _, fill := range []color.NRGBA{p.Selection, p.Match, p.MatchNow} {
			if fill.A != 0xff {
				t.Errorf("%s: the fill %v lets through what lies below, which no picture shows", name, fill)
			}
		}
	}
}

func TestTimes(t *testing.T) {
	for _, c := range []struct {
		at          annotate.Publication
		short, long string
	}{
		{"", "no date", "Publication time unknown"},
		{"in no form", "no date", "Publication time unknown"},
		{"2026", "2026", "2026"},
		{"2026-01", "Jan 2026", "January 2026"},
		{"2026-01-30", "Fri 30 Jan", "Friday 30 January 2026"},
		{"2026-01-30T00:00", "Fri 30 Jan 00:00", "Friday 30 January 2026, 00:00"},
		{"2026-01-29T21:00Z", "Thu 29 Jan 21:00", "Thursday 29 January 2026, 21:00 UTC"},
		{"2026-01-29T16:00:05-05:00", "Thu 29 Jan 16:00", "Thursday 29 January 2026, 16:00 -05:00"},
	} {
		if got := ShortTime(c.at); got != c.short {
			t.Errorf("%q is %q, want %q", c.at, got, c.short)
		}
		if got := LongTime(c.at); got != c.long {
			t.Errorf("%q is %q, want %q", c.at, got, c.long)
		}
	}
}
