package overview

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// Articles without a passage share one column until it is opened.
func TestFold(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 900, 600)
	got := calls(v)
	idle(12, 188).into(v)
	if len(v.table.columns) != 12 || v.table.idle != 188 || v.head.count.Text != "20 claims, 12 articles and 188 without a passage" {
		t.Fatalf("%d columns, %d folded: %s", len(v.table.columns), v.table.idle, v.head.count.Text)
	}
	focus(v)
	b := v.matrix
	b.cursor = spot{-1, 0}
	press(b, fyne.KeyEnd)
	if !strings.Contains(texts(b), "188 articles|no passage") || b.AccessibilityLabel() != "188 articles without a passage; A click or Enter shows their columns." {
		t.Errorf("the last column is %s: %s", b.AccessibilityLabel(), texts(b))
	}
	press(b, fyne.KeyDown)
	if b.cursor != (spot{0, 11}) {
		t.Errorf("below the folded column is %v", b.cursor)
	}
	press(b, fyne.KeyUp, fyne.KeyEnd, fyne.KeyReturn)
	if len(v.table.columns) != 200 || b.cursor != (spot{-1, 200}) || !strings.Contains(texts(b), "188 articles|fold away") ||
		b.AccessibilityLabel() != "188 articles without a passage; A click or Enter folds their columns away." {
		t.Errorf("unfolded are %d columns, the cursor at %v: %s", len(v.table.columns), b.cursor, texts(b))
	}
	if !slices.IsSortedFunc(v.table.columns, order{}.articles) {
		t.Error("unfolded columns are out of order")
	}
	// The whole column can be clicked.
	at, size := b.area(spot{-1, 200})
	middle := b.Position().Add(at).AddXY(size.Width/2, size.Height+100)
	test.MoveMouse(c, middle)
	if b.Cursor() != desktop.PointerCursor {
		t.Error("nothing says that the column can be clicked")
	}
	test.TapCanvas(c, middle)
	if len(v.table.columns) != 12 || b.cursor != (spot{-1, 12}) {
		t.Errorf("folded are %d columns, the cursor at %v", len(v.table.columns), b.cursor)
	}
	// Where something is filtered only what fits has a column; one article more
	// or less is not worth folding.
	v.choosing(func(f *filter) { f.claims = disputedClaims })
	if v.table.idle != 0 || !strings.HasSuffix(v.head.count.Text, "12 of 200 articles") {
		t.Errorf("filtered are %s, %d folded", v.head.count.Text, v.table.idle)
	}
	v.choosing(func(f *filter) { *f = filter{} })
	idle(12, 1).into(v)
	if v.table.idle != 0 || len(v.table.columns) != 13 {
		t.Errorf("%d folded beside %d", v.table.idle, len(v.table.columns))
	}
	made([][2]string{{"Dawn", ""}, {"Dusk", ""}}, [][2]string{{"nobody says so", ". ."}}).into(v)
	focus(v)
	b.cursor = nowhere
	press(b, fyne.KeyDown, fyne.KeyUp, fyne.KeyRight, fyne.KeyReturn, fyne.KeyReturn)
	if len(v.table.columns) != 0 || v.table.idle != 2 {
		t.Errorf("%d columns, %d folded", len(v.table.columns), v.table.idle)
	}
	if s := said(got); s != "" {
		t.Errorf("called back %s", s)
	}
}

// middles are the claim and the article in the middle of what a board shows.
func middles(v *View, b *board) (row, column float64) {
	row = float64((b.y + b.bodyHigh()*b.y/b.mostY()) / b.rowHigh)
	x := b.x + b.bodyWide()*b.x/b.mostX()
	if b == v.timeline {
		x = v.along(b, x)
	}
	return row, float64(x / v.matrix.sheet.(*grid).pitch)
}

func checkTogether(t *testing.T, v *View) {
	t.Helper()
	row, column := middles(v, v.matrix)
	r, c := middles(v, v.timeline)
	if math.Abs(row-r) > 0.1 || math.Abs(column-c) > 0.1 {
		t.Errorf("claim %.2f, article %.2f above; %.2f, %.2f below", row, column, r, c)
	}
}

// Either board takes the other along.
func TestScrolledTogether(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 900, 600)
	large(100, 200, 3).into(v)
	for _, b := range []*board{v.matrix, v.timeline} {
		for range 40 {
			b.scroll(b.mostX()/37, b.mostY()/31)
			checkTogether(t, v)
		}
		for _, other := range []*board{v.matrix, v.timeline} {
			if other.x < other.mostX()-0.5 || other.y < other.mostY()-0.5 {
				t.Errorf("at the end the other is at %v, %v of %v, %v", other.x, other.y, other.mostX(), other.mostY())
			}
		}
		b.scroll(-1e6, -1e6)
		if v.matrix.x != 0 || v.matrix.y != 0 || v.timeline.x != 0 || v.timeline.y != 0 {
			t.Error("back at the beginning the other is not")
		}
	}
	// Alone, each goes its own way; together again, what was seen leads.
	v.ShowPanes(OnlyMatrix)
	v.matrix.scroll(1e6, 1e6)
	if v.timeline.y != 0 {
		t.Error("a board that is not shown is scrolled")
	}
	v.ShowPanes(Both)
	checkTogether(t, v)
	// Where columns do not stand in the order of time only the claims go along.
	v.sorting(order{byOutlet: true})
	v.matrix.scroll(-1e6, -1e6)
	x := v.timeline.x
	v.matrix.scroll(500, 300)
	if v.timeline.x != x || v.timeline.y == 0 {
		t.Errorf("by outlet the timeline goes to %v, %v", v.timeline.x, v.timeline.y)
	}
	// One of the two fits its window.
	made([][2]string{{"Dawn", "2026-01-29"}, {"Dusk", ""}}, [][2]string{{"somebody says so", "+ ."}}).into(v)
	v.matrix.scroll(10, 10)
	v.timeline.scroll(10, 10)
	v.Put(v.Work()(nil, nil, nil), func(annotate.ID) string { return "" })
	v.lead(v.matrix)
}
