package style

import (
	"image/color"
	"testing"
	"time"

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
		check("muted on side", p.Muted, p.Side, 4.4)
		check("accent on surface", p.Accent, p.Surface, 4.5)
		check("accent on its fill", p.Accent, p.AccentFill, 4.5)
		for _, v := range annotate.Verdicts {
			check("ink on "+string(v), p.Ink, p.VerdictFill(v), 4.5)
			check("sign of "+string(v), p.VerdictInk(v), p.VerdictFill(v), 3)
			check("line of "+string(v), p.VerdictInk(v), p.Surface, 3)
		}
		for kind, fill := range p.changed {
			check("ink on changed "+kind, p.Ink, fill, 4.5)
		}
	}
	if c := Contrast(rgb(0), rgb(0xffffff)); c < 20.99 || c > 21.01 {
		t.Errorf("black on white is %v, want 21", c)
	}
	if c := Contrast(rgb(0x777777), rgb(0xffffff)); c < 4.47 || c > 4.49 {
		t.Errorf("#777 on white is %v, want 4.48", c)
	}
}

func TestTimes(t *testing.T) {
	washington := time.FixedZone("", -5*3600)
	for _, c := range []struct {
		at          time.Time
		short, long string
	}{
		{time.Time{}, "no date", "Publication time unknown"},
		{time.Date(2026, 1, 29, 21, 0, 0, 0, time.UTC), "Thu 29 Jan 21:00", "Thursday 29 January 2026, 21:00 UTC"},
		{time.Date(2026, 1, 29, 16, 0, 0, 0, washington), "Thu 29 Jan 16:00", "Thursday 29 January 2026, 16:00 -05:00"},
		{time.Date(2026, 1, 30, 0, 0, 0, 0, time.UTC), "Fri 30 Jan", "Friday 30 January 2026"},
	} {
		if got := ShortTime(c.at); got != c.short {
			t.Errorf("%v is %q, want %q", c.at, got, c.short)
		}
		if got := LongTime(c.at); got != c.long {
			t.Errorf("%v is %q, want %q", c.at, got, c.long)
		}
	}
}
