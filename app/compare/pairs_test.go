package compare

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// ferry returns two articles, of which the second has two paragraphs changed,
// one that moved and changed, one left out and one added.
func ferry() (base, other Article) {
	const (
		sank    = "The ferry left the harbour at dawn with forty cars on board and sank within the hour."
		pilot   = "Its captain had asked twice for another pilot before he sailed, the port authority said on Monday."
		horn    = "Nobody on the quay heard the horn that night, said the harbour master, who may retire in 2027."
		inquiry = "An inquiry opens on Monday in the old customs house of Kyiv."
		only    = "Tickets are refunded at the counter."
		geese   = "Seven geese crossed the frozen lake that evening."
	)
	all := func(ps ...string) string { return strings.Join(ps, "\n\n") }
	base = Article{ID: "a", Outlet: "Meridian Wire", Title: "Forty cars lost as ferry sinks off the old harbour", Published: annotate.Publication(thursday.Format(time.RFC3339)), Text: all(sank, pilot, horn, inquiry, only)}
	other = Article{ID: "b", Outlet: "La Aurora", Title: "Ferry disaster: what we know", Text: all(pilot, strings.Replace(horn, "may retire", "retires", 1), geese,
		strings.Replace(sank, "forty", "fifty", 1), strings.Replace(inquiry, "Kyiv", "Kiev", 1))}
	return base, other
}

func ferryShown(t *testing.T, height float32) (*View, fyne.Canvas) {
	t.Helper()
	v, c := shown(t, style.AlwaysLite, 1008, height)
	v.CompareArticles(ferry())
	return v, c
}

func TestWholeArticles(t *testing.T) {
	v, c := ferryShown(t, 900)
	says(t, v, "Meridian Wire", "the baseline", "La Aurora", "publication time unknown", "moved: stands further", "added", "1 paragraph the same, 2 changed, 1 moved, 1 left out, 1 added.",
		"forty", "fifty", "number", "Kiev")
	if base, other, ok := v.Articles(); !ok || base.ID != "a" || other.ID != "b" {
		t.Errorf("it shows %v and %v", base.ID, other.ID)
	}
	c.Focus(v)
	var at []string
	v.OnPlace = func(id annotate.ID, point int) { at = append(at, fmt.Sprint(id, " ", point)) }
	v.OnOpen = func(annotate.ID) { t.Error("a passage is opened") }
	press(v, fyne.KeyReturn)
	v.Hand.choose(3)
	typed(v, "bpv=") // of no use here
	press(v, fyne.KeyReturn)
	typed(v, "m") // it did not move
	if v.Hand.row != 3 {
		t.Errorf("M goes to %d", v.Hand.row)
	}
	v.Hand.choose(0)
	moved := v.scene.articles.Pairs[0].Moved
	typed(v, "m")
	if v.Hand.row != moved || moved < 1 {
		t.Errorf("M goes to %d, want %d", v.Hand.row, moved)
	}
	press(v, fyne.KeyReturn)
	_, other := ferry()
	want := fmt.Sprint("a 0|b ", strings.Index(other.Text, "Seven"), "|b ", strings.Index(other.Text, "The ferry"))
	if got := strings.Join(at, "|"); got != want {
		t.Errorf("opened %s, want %s", got, want)
	}
	if v.Hand.Chosen() != "" || v.before || v.layout != Inline {
		t.Error("keys for passages act on articles")
	}
}

func TestMenuOfAParagraph(t *testing.T) {
	v, c := ferryShown(t, 900)
	test.TapSecondaryAt(v.list.rows[0].shown, fyne.NewPos(700, 30))
	for range 2 {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if v.Hand.row != v.scene.articles.Pairs[0].Moved {
		t.Errorf("the menu goes to %d", v.Hand.row)
	}
}

func TestChangesInArticles(t *testing.T) {
	v, c := ferryShown(t, 900)
	c.Focus(v)
	var got []string
	for v.AcceptsTab() {
		press(v, fyne.KeyTab)
		ch := v.list.rows[v.Hand.row].body.change(v.Hand.pick)
		got = append(got, ch.old+"→"+ch.now)
	}
	if want := "forty→fifty|may retire→retires|forty→fifty"; strings.Join(got, "|") != want {
		t.Errorf("Tab goes %s, want %s", strings.Join(got, "|"), want)
	}
	typed(v, "0")
	v.Hand.choose(5)
	press(v, fyne.KeyRight)
	if ch := v.list.rows[5].body.change(v.Hand.pick); ch.old != "Kyiv" || ch.now != "Kiev" {
		t.Errorf("with spelling marked %+v is in hand", ch)
	}
}

func TestArticlesKeepTheirPlace(t *testing.T) {
	v, c := ferryShown(t, 300)
	c.Focus(v)
	v.Hand.choose(4)
	scrolled := v.list.scroll.Offset.Y
	if scrolled == 0 {
		t.Fatal("it is not scrolled")
	}
	claim, ws := bridgeClaim()
	v.Compare(claim, ws, "")
	if _, _, ok := v.Articles(); ok || v.Hand.Chosen() != ws[0].ID {
		t.Error("the claim is not shown")
	}
	v.CompareArticles(ferry())
	if v.Hand.row != 4 || v.list.scroll.Offset.Y != scrolled {
		t.Errorf("back at %d, scrolled to %v of %v", v.Hand.row, v.list.scroll.Offset.Y, scrolled)
	}
	v.Clear()
	says(t, v, "tie them to a claim")
}

func TestArticlesOfAnyText(t *testing.T) {
	base, _ := ferry()
	for name, texts := range map[string][2]string{
		"both empty": {"", ""}, "one empty": {"", base.Text}, "the same": {base.Text, base.Text}, "one endless paragraph": {strings.Repeat(long, 500), long},
		"right to left": {"ראש העיר סגר את הגשר", base.Text}, "signs": {"…", "?"}, "broken lines": {strings.ReplaceAll(base.Text, " the", "\nthe"), base.Text},
	} {
		v, _ := shown(t, style.AlwaysDark, 853, 500)
		v.CompareArticles(Article{ID: "a", Title: "One", Text: texts[0]}, Article{ID: "b", Text: texts[1]})
		press(v, "End", "Home", "Right", "Tab", "Return")
		typed(v, "m1 ")
		if v.Text() == "" || v.HTML() == "" {
			t.Errorf("%s: it cannot be copied", name)
		}
		if _, size := v.Drawing(); size.Height < 60 {
			t.Errorf("%s: drawn in %v", name, size)
		}
	}
}

// Two articles of 100 kB have objects for what is in the window only.
func TestLongArticlesAreAliveInTheWindowOnly(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "Paragraph %d of the long report says %s.\n", i, strings.Repeat("something new ", 5+i%4))
	}
	text := b.String()
	v.CompareArticles(Article{ID: "a", Outlet: "A", Text: text}, Article{ID: "b", Outlet: "B", Text: strings.ReplaceAll(text, "0 of", "0 of all")})
	count := func() (n int) {
		for _, band := range v.list.bands {
			n += len(test.WidgetRenderer(band).Objects())
		}
		return n
	}
	if len(v.list.rows) != 1000 || count() > 800 {
		t.Errorf("%d rows, %d live objects", len(v.list.rows), count())
	}
	for range 50 {
		v.list.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -300}})
	}
	if count() > 800 || len(v.list.bands)+len(v.list.spare) > 40 {
		t.Errorf("scrolled, %d live objects in %d rows", count(), len(v.list.bands)+len(v.list.spare))
	}
}
