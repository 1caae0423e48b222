package compare

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/app/async"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The pictures are exact on one platform only: floating point and fonts are
// drawn a little differently elsewhere.
func TestPictures(t *testing.T) {
	none := func(*View, store.ClaimRow, []store.Witness) {}
	compare := func(v *View, c store.ClaimRow, ws []store.Witness) { v.Compare(c, ws, "") }
	tests := []struct {
		name          string
		theme         style.Choice
		width, height float32
		do            func(*View, store.ClaimRow, []store.Witness)
	}{
		{"inline-light", style.AlwaysLite, 1008, 757, compare},
		{"inline-dark", style.AlwaysDark, 1008, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(c, ws, "")
			v.FocusGained()
			v.Hand.choose(2)
			press(v, fyne.KeyRight)
		}},
		{"beside-light", style.AlwaysLite, 1008, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.SetLayout(Beside)
			v.Compare(c, ws, "")
			v.FocusGained()
			v.Hand.choose(3)
			press(v, fyne.KeyRight)
		}},
		{"beside-dark", style.AlwaysDark, 1320, 600, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.SetLayout(Beside)
			v.Compare(c, ws, "")
		}},
		{"table-light", style.AlwaysLite, 1008, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.SetLayout(Table)
			v.Compare(c, ws, "")
		}},
		{"table-dark", style.AlwaysDark, 1008, 600, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.SetLayout(Table)
			v.Compare(c, ws, "")
			v.FocusGained()
			v.Hand.choose(3)
			press(v, fyne.KeyRight, fyne.KeyRight)
			v.across.slide(240)
		}},
		{"facts-light", style.AlwaysLite, 1008, 757, func(v *View, _ store.ClaimRow, _ []store.Witness) {
			v.Facets = pauseSaid
			v.SetLayout(Facts)
			v.compareBoth(pauseClaim())
		}},
		{"facts-dark", style.AlwaysDark, 1008, 757, func(v *View, _ store.ClaimRow, _ []store.Witness) {
			v.Facets = pauseSaid
			v.SetLayout(Facts)
			v.compareBoth(pauseClaim())
			v.FocusGained()
			v.Hand.choose(1)
			press(v, fyne.KeyRight)
		}},
		{"facts-narrow", style.AlwaysLite, 660, 1240, func(v *View, _ store.ClaimRow, _ []store.Witness) {
			v.Facets = func(ctx context.Context, ws []store.Witness) ([]store.Facets, error) {
				said, err := pauseSaid(ctx, ws)
				said[1].Values[3].Text = "Ukraine’s power grid, its substations and the Donaudampfschifffahrtsgesellschaftselektrizitätswerk"
				said[2].Values[3].Text = "Kyiv, until Sunday"
				said[2].Values[4].Corrected = store.Corrected{Correction: "c", By: annotate.Reviewer{Name: "Mara"}}
				said[0].Dismissed = []store.Dismissal{{Kind: facet.Condition, Corrected: said[2].Values[4].Corrected}}
				said[1].Offers = []store.Offer{{Kind: facet.Date, Outlet: "Agence Littoral"}}
				return said, err
			}
			v.Zoom(1.2)
			v.SetLayout(Facts)
			v.compareBoth(pauseClaim())
			v.across.slide(40)
		}},
		{"articles-light", style.AlwaysLite, 1008, 640, func(v *View, _ store.ClaimRow, _ []store.Witness) { v.CompareArticles(ferry()) }},
		{"articles-dark", style.AlwaysDark, 1008, 420, func(v *View, _ store.ClaimRow, _ []store.Witness) {
			v.CompareArticles(ferry())
			v.FocusGained()
			typed(v, "m")
			press(v, fyne.KeyRight)
		}},
		{"before", style.AlwaysLite, 1008, 600, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.SetBefore(true)
			v.Compare(c, ws, "")
			typed(v, "0") // spelling
		}},
		{"narrow", style.AlwaysLite, 600, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			c.Statement += ", the city and its engineers say"
			v.Compare(c, ws, "")
		}},
		{"larger", style.AlwaysLite, leastWide, 1100, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Zoom(1.2)
			v.SetLayout(Beside)
			v.Compare(c, ws, "")
		}},
		{"decided", style.AlwaysLite, 1008, 300, func(v *View, c store.ClaimRow, ws []store.Witness) {
			c = claimOf(c.Statement, annotate.Confirmed, ws)
			c.Reason, c.DecidedBy, c.Evidence = "The head engineer signed the order.", "m", annotate.JoinIDs(ws[0].ID)
			c.Standing.Against.Disputed = 1
			v.Reviewer = func(annotate.ID) string { return "Mara" }
			v.Compare(c, ws, "")
		}},
		{"unknown-time", style.AlwaysDark, 1008, 300, func(v *View, c store.ClaimRow, ws []store.Witness) {
			for i := 3; i < 6; i++ {
				ws[i].In.Published = ""
			}
			v.Compare(claimOf(c.Statement, "", ws), ws, "")
		}},
		{"unknown-order", style.AlwaysLite, 1008, 300, func(v *View, c store.ClaimRow, ws []store.Witness) {
			ws[2].In.Published = "2026-01-30"
			v.Compare(claimOf(c.Statement, "", ws), ws, "")
		}},
		{"one", style.AlwaysLite, 1008, 360, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(claimOf(c.Statement, "", ws[:1]), ws[:1], "")
		}},
		{"no-passage", style.AlwaysDark, 1008, 160, func(v *View, c store.ClaimRow, _ []store.Witness) {
			v.Compare(claimOf(c.Statement, "", nil), nil, "")
		}},
		{"empty", style.AlwaysLite, 700, 320, none},
		{"at-work", style.AlwaysLite, 1008, 260, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.run, v.list.run = async.NewSteps().Runner, async.NewSteps().Runner
			ws[1].Quote = strings.Repeat(long, 1000)
			v.Compare(c, ws, "")
		}},
		{"long", style.AlwaysLite, 1008, 500, func(v *View, c store.ClaimRow, ws []store.Witness) {
			ws[1].Quote = strings.Repeat(ws[4].Quote+". ", 12)
			v.Compare(c, ws, "")
			v.list.scrollTo(620)
		}},
		{"hundred", style.AlwaysLite, 1008, 420, func(v *View, _ store.ClaimRow, _ []store.Witness) {
			v.compareBoth(many(100, func(i int) string { return bridge[i%5].quote }))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: tt.theme})
			v := New(async.AtOnce())
			w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(style.Now().Surface), v))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(tt.width, tt.height))
			c, ws := bridgeClaim()
			tt.do(v, c, ws)
			test.AssertImageMatches(t, tt.name+".png", w.Canvas().Capture())
		})
	}
}
