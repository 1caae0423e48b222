package library

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
	"claimtrace/store"
)

func TestLibrary(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	l := New()
	test.NewTempWindow(t, l).Resize(fyne.NewSize(272, 600))
	l.Put(nil, "")
	if !l.empty.Visible() || len(l.empty.Objects) == 0 || l.add.Size().Width < 200 {
		t.Errorf("an empty library does not say what to do: its button is %v", l.add.Size())
	}
	added := false
	l.OnAdd = func() { added = true }
	test.Tap(l.add)
	if !added {
		t.Error("the button does nothing")
	}
	l.Put([]store.ArticleRow{
		{Article: annotate.Article{ID: "a", Outlet: "Meridian Wire", Title: "Putin to spare Kyiv", Published: "2026-01-29T21:00Z"}, Counts: store.Counts{Unconfirmed: 3}},
		{Article: annotate.Article{ID: "b", Title: "Quieter skies", Byline: "Dana Ostrow"}},
		{Article: annotate.Article{ID: "c", File: "upload.txt"}},
	}, "a")
	if l.empty.Visible() || l.Count() != "3" {
		t.Errorf("three articles count as %q", l.Count())
	}
	for typed, want := range map[string]string{"": "3", "kyiv": "1 of 3", "wire PUTIN": "1 of 3", "ostrow": "1 of 3", "upload": "1 of 3", "snow": "0 of 3"} {
		l.Field.SetText(typed)
		if l.Count() != want || l.none.Visible() != (typed == "snow") {
			t.Errorf("%q counts %q, want %q; says that nothing was found: %v", typed, l.Count(), want, l.none.Visible())
		}
	}
	left := false
	l.OnLeave = func() { left = true }
	l.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !left || l.Field.Text != "" {
		t.Errorf("Escape left %q in the filter", l.Field.Text)
	}
	var picked annotate.ID
	l.OnPick = func(id annotate.ID) { picked = id }
	l.list.OnChoose(1)
	if picked != "b" {
		t.Errorf("a click picked %q", picked)
	}
	picked = ""
	l.list.OnChoose(0)
	if picked != "" {
		t.Error("the article in hand was picked again")
	}
}

// An article of which the text is not here says so in the list.
func TestWithoutText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	for _, missing := range []bool{false, true} {
		r := newRow()
		r.Resize(fyne.NewSize(240, rowHeight))
		r.set(store.ArticleRow{Article: annotate.Article{ID: "a", Title: "Quieter skies"}}, false, false, missing, trace.Clock{})
		said := false
		for _, o := range test.WidgetRenderer(r).Objects() {
			if words, is := o.(*canvas.Text); is && words.Text == noText {
				said = words.Position().X > 100 && words.Position().X+words.MinSize().Width < 240
			}
		}
		if said != missing {
			t.Errorf("where the text is missing: %v, that is said: %v", missing, said)
		}
	}
}

// Where the articles are of several years each row tells its own: without it October stood before July.
func TestYears(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	l := New()
	test.NewTempWindow(t, l).Resize(fyne.NewSize(272, 600))
	rows := []store.ArticleRow{
		{Article: annotate.Article{ID: "a", Outlet: "Courier", Published: "2026-01-29T21:00Z"}},
		{Article: annotate.Article{ID: "b", Outlet: "Herald", Published: "2026-01-30"}}, {Article: annotate.Article{ID: "c"}},
	}
	times := func() string {
		var all []string
		for i, a := range rows {
			r := newRow()
			r.Resize(fyne.NewSize(240, rowHeight))
			r.set(a, i == 0, false, false, l.clock)
			all = append(all, test.WidgetRenderer(r).(*rowView).time.Text)
		}
		return strings.Join(all, ", ")
	}
	l.Put(rows, "a")
	if got := times(); got != "Thu 29 Jan 21:00, Fri 30 Jan, no date" {
		t.Errorf("of one year: %s", got)
	}
	old := annotate.Article{ID: "d", Outlet: "An outlet of which the name is long", Published: "2012-10-19T12:22-07:00"}
	rows = append([]store.ArticleRow{{Article: old}}, rows...)
	l.Put(rows, "a")
	if got := times(); got != "19 Oct 2012, 29 Jan 2026 21:00, 30 Jan 2026, no date" {
		t.Errorf("of several years: %s", got)
	}
}

// A filter shows its first match; where one has scrolled to among the matches
// stays while their rows change.
func TestFilterScrolls(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	l := New()
	test.NewTempWindow(t, l).Resize(fyne.NewSize(272, 600))
	var rows []store.ArticleRow
	for i := range 80 {
		rows = append(rows, store.ArticleRow{Article: annotate.Article{ID: annotate.ID(fmt.Sprint(i)), Title: fmt.Sprint("Number ", i%2), Outlet: "Courier"}})
	}
	l.Put(rows, "79")
	if first, _ := l.list.Seen(); first < 70 {
		t.Errorf("the one in hand is not seen, but what follows %d", first)
	}
	l.Field.SetText("number 1")
	if first, _ := l.list.Seen(); first != 0 {
		t.Errorf("the first match is out of sight: %d is the first that is seen", first)
	}
	l.Update([]int{3})
	if first, _ := l.list.Seen(); first != 0 {
		t.Errorf("a row changed, and %d is the first that is seen", first)
	}
	l.Field.SetText("")
	if first, _ := l.list.Seen(); first < 70 {
		t.Errorf("without the filter the one in hand is not seen, but what follows %d", first)
	}
}
