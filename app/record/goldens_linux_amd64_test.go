package record

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// The pictures are exact on one platform only: floating point and fonts are
// drawn a little differently elsewhere.
func TestPictures(t *testing.T) {
	history := func(focus bool, keys ...fyne.KeyName) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			h := historyOf(lifeOf())
			if focus {
				h.list.FocusGained()
			}
			press(h.list, keys...)
			return h
		}
	}
	moment := func(first, last, at time.Time, focused bool) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			m := NewMoment()
			m.Put(first, last, at)
			m.focused = focused
			return container.NewVBox(m, layout.NewSpacer())
		}
	}
	sheet := func(decided annotate.Verdict, do func(*Decision)) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			claim := claimOf(decided, "The Kremlin’s spokesman said so on the record on Friday, and two outlets heard him.", "w3", "gone")
			if decided == "" {
				claim = claimOf("", "")
			} else {
				claim.Standing.Against.Disputed = 1
			}
			d := NewDecision(claim, witnessesOf())
			do(d)
			return padded(d)
		}
	}
	for name, c := range map[string]struct {
		theme         style.Choice
		o             func() fyne.CanvasObject
		width, height float32
	}{
		"history-light":   {style.AlwaysLite, history(true, fyne.KeyDown), 690, 640},
		"history-dark":    {style.AlwaysDark, history(true, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown), 690, 640},
		"history-narrow":  {style.AlwaysLite, history(false, fyne.KeyEnd), 316, 480},
		"moment-light":    {style.AlwaysLite, moment(day(9, 0).AddDate(0, 0, -1), day(23, 0), day(18, 5), false), 1008, 80},
		"moment-dark":     {style.AlwaysDark, moment(day(9, 0).AddDate(0, 0, -40), day(23, 0), day(18, 5).Add(7*time.Second), true), 690, 80},
		"moment-first":    {style.AlwaysLite, moment(day(9, 0).AddDate(-2, 0, 0), day(23, 0), day(9, 0).AddDate(-2, 0, 0), true), 520, 80},
		"decision-light":  {style.AlwaysLite, sheet(annotate.Confirmed, func(d *Decision) { d.choice.FocusGained() }), 600, 552},
		"decision-dark":   {style.AlwaysDark, sheet(annotate.Confirmed, func(d *Decision) { d.list.FocusGained(); d.decide(annotate.Disputed); d.list.Point(3); d.toggle() }), 600, 552},
		"decision-open":   {style.AlwaysLite, sheet("", func(*Decision) {}), 600, 504},
		"decision-reopen": {style.AlwaysDark, sheet(annotate.Confirmed, func(d *Decision) { d.Key('0') }), 600, 552},
	} {
		t.Run(name, func(t *testing.T) {
			w := show(t, c.theme, c.o, c.width, c.height)
			test.AssertImageMatches(t, name+".png", w.Canvas().Capture())
		})
	}
}
