package compare

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

func tableShown(t *testing.T, width float32) (*View, fyne.Canvas) {
	t.Helper()
	v, c := shown(t, style.AlwaysLite, width, 700)
	claim, ws := bridgeClaim()
	v.SetLayout(Table)
	v.Compare(claim, ws, "")
	return v, c
}

func TestTableShowsAllWitnessesInColumns(t *testing.T) {
	v, _ := tableShown(t, 1650)
	says(t, v, "Meridian Wire", "Kiev", "74", "has", "will", "not", "number", "negation", "hedge", "moved", noteApart)
	sheet := v.scene.sheet
	for i, row := range sheet.table.Rows {
		if row == nil {
			continue
		}
		for k, cell := range row {
			column := sheet.columns[k]
			if cell.Text == "" {
				continue
			}
			for f, l := column.cells[cell.Text], 0; l < f.Lines(); l++ {
				if wide := f.Extent(l); wide > column.width-2*cellSide+0.5 {
					t.Errorf("row %d, column %d: line %d of %q is %v wide, of %v", i, k, l, cell.Text, wide, column.width)
				}
			}
			if k > 0 && column.x < sheet.columns[k-1].x+sheet.columns[k-1].width {
				t.Errorf("column %d lies on the one before", k)
			}
		}
	}
}

func TestKeysGoFromCellToCell(t *testing.T) {
	v, c := tableShown(t, 620)
	got := calls(v)
	c.Focus(v)
	var seen []string
	for v.AcceptsTab() {
		press(v, fyne.KeyTab)
		seen = append(seen, inHand(v))
		s := v.scene.sheet.columns[v.Hand.pick]
		if from, to := v.across.span(); s.x < from-0.1 || s.x+s.width > to+0.1 {
			t.Errorf("%s is not in the window: %v of %v", inHand(v), s.x, v.across.at)
		}
	}
	want := "w1 after 47→after 74|w2 may→has|w2 close→closed|w3 may→will"
	if all := strings.Join(seen, "|"); !strings.HasPrefix(all, want) {
		t.Errorf("Tab goes %s\nwant %s …", all, want)
	}
	v.Hand.choose(2)
	press(v, fyne.KeyRight)
	typed(v, "=")
	check(t, got, "may = has")
	// Where nothing differs, the arrows scroll.
	v.Hand.choose(0)
	v.across.slide(-9999)
	press(v, fyne.KeyRight)
	if v.across.at != 120 {
		t.Errorf("scrolled to %v", v.across.at)
	}
}

func TestMouseInTheTable(t *testing.T) {
	v, c := tableShown(t, 1008)
	got := calls(v)
	r := v.list.rows[1]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.shown)
	k := r.body.picks()[0]
	column := v.scene.sheet.columns[k]
	v.across.slide(60)
	cell := at.AddXY(bleed+tableSide+column.x-60+4, r.top+8)
	test.TapCanvas(c, cell)
	if v.Hand.row != 1 || v.Hand.pick != k {
		t.Errorf("a click on a cell takes %d of %d in hand", v.Hand.pick, v.Hand.row)
	}
	check(t, got)
	test.TapCanvas(c, at.AddXY(40, 20)) // the origin, below which the columns go
	check(t, got, "open w1")
}

// A cell that holds an article is cut, and says so.
func TestLongCellsAreCut(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	claim, ws := bridgeClaim()
	ws[1].Quote = ws[0].Quote + " " + strings.Repeat("and then they sang ", 100)
	v.SetLayout(Table)
	v.Compare(claim, ws, "")
	v.across.slide(99999)
	says(t, v, "more words)")
	for _, r := range v.list.rows {
		if r.height() > 900 {
			t.Errorf("a row is %v high", r.height())
		}
	}
}

func TestShortened(t *testing.T) {
	if got := shortened(strings.Repeat("a ", 60)); strings.Contains(got, "more") {
		t.Errorf("60 words become %q", got)
	}
	if got := shortened(strings.Repeat("a ", 63)); !strings.HasSuffix(got, "a … (3 more words)") {
		t.Errorf("63 words become %q", got)
	}
}

// How far the table is scrolled belongs to the place in a claim.
func TestTableKeepsItsPlace(t *testing.T) {
	v, _ := tableShown(t, 620)
	v.across.slide(150)
	v.Hand.choose(3)
	claim, ws := bridgeClaim()
	other, few := sampleClaim(t, 0)
	v.Compare(other, few, "")
	if v.across.at != 0 {
		t.Errorf("another claim begins at %v", v.across.at)
	}
	v.Compare(claim, ws, "")
	if v.across.at != 150 || v.Hand.Chosen() != ws[3].ID {
		t.Errorf("back at %v, chosen %q", v.across.at, v.Hand.Chosen())
	}
}
