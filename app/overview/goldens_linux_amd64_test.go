package overview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The pictures are exact on one platform only: floating point and fonts are
// drawn a little differently elsewhere.
func TestPictures(t *testing.T) {
	tests := []struct {
		name          string
		theme         style.Choice
		width, height float32
		do            func(*View)
	}{
		{"light", style.AlwaysLite, 1280, 728, func(v *View) { sample().into(v) }},
		{"dark", style.AlwaysDark, 1280, 728, func(v *View) {
			sample().into(v)
			v.after = func(_ time.Duration, f func()) func() { f(); return func() {} }
			parts.Focus(v.matrix)
			v.matrix.cursor = spot{1, 2}
			press(v.matrix, fyne.KeyRight)
		}},
		{"narrow", style.AlwaysLite, 560, 640, func(v *View) {
			sample().into(v)
			v.matrix.scroll(70, 60)
		}},
		{"large", style.AlwaysDark, 1280, 728, func(v *View) {
			large(300, 500, 4).into(v)
			parts.Focus(v.timeline)
			v.matrix.scroll(3333, 5777)
			v.timeline.scroll(1433, 1777)
			v.timeline.cursor = spot{54, -1}
			press(v.timeline, fyne.KeyRight)
		}},
		{"unknown times", style.AlwaysLite, 1280, 600, func(v *View) {
			p := sample()
			p.articles[1].Published, p.articles[3].Published = "", ""
			p.articles[4].Published = annotate.Publication(p.articles[4].Published.Written().In(time.FixedZone("", 3*3600)).Format(time.RFC3339))
			p.into(v)
			v.ShowPanes(OnlyTimeline)
		}},
		{"unknown order", style.AlwaysLite, 1280, 600, func(v *View) {
			p := sample()
			p.articles[1].Published, p.articles[3].Published, p.articles[4].Published = "2026-01-29", "2026-01-30", "2026-01"
			p.into(v)
			v.ShowPanes(OnlyTimeline)
		}},
		{"filtered", style.AlwaysDark, 1280, 500, func(v *View) {
			sample().into(v)
			v.choosing(func(f *filter) { *f = filter{claims: undecidedClaims, verdict: "disputed"} })
		}},
		{"no fit", style.AlwaysLite, 700, 400, func(v *View) {
			sample().into(v)
			v.choosing(func(f *filter) { *f = filter{standing: "mixed", outlet: "Littoral"} })
		}},
		{"folded", style.AlwaysLite, 900, 600, func(v *View) {
			idle(12, 188).into(v)
			parts.Focus(v.matrix)
			v.matrix.cursor = spot{-1, 0}
			press(v.matrix, fyne.KeyEnd)
		}},
		{"empty", style.AlwaysLite, 1000, 500, func(*View) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, c := windowed(t, tt.theme, tt.width, tt.height)
			tt.do(v)
			test.AssertImageMatches(t, strings.ReplaceAll(tt.name, " ", "-")+".png", c.Capture())
		})
	}
}
