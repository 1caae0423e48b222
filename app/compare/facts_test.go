package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/app/style"
	"claimtrace/store"
)

// pause is a claim whose passages differ in substance, with what they say.
var pause = []struct {
	outlet, language string
	after            time.Duration
	verdict          annotate.Verdict
	quote            string
	says             []facet.Value
	unread           bool
}{
	{"Meridian Wire", "en", 0, annotate.Unconfirmed, "Vladimir Putin has agreed not to target Kyiv and other towns for one week, Trump said", []facet.Value{
		value(facet.Source, "Donald Trump", "Trump", 75), value(facet.Certainty, "said", "said", 81), value(facet.Polarity, "yes", "has agreed not to target", 15),
		value(facet.Scope, "Kyiv and other towns", "Kyiv and other towns", 40), value(facet.Date, "P1W", "one week", 65), value(facet.Name, "Vladimir Putin", "Vladimir Putin", 0)}, false},
	{"The Northern Clarion", "en-GB", 90 * time.Minute, annotate.Unconfirmed, "Putin has agreed to halt strikes on Ukraine’s power grid for one week, Trump claimed", []facet.Value{
		value(facet.Source, "Donald Trump", "Trump", 71), value(facet.Certainty, "claimed", "claimed", 77), value(facet.Polarity, "yes", "has agreed to halt", 6),
		value(facet.Scope, "Ukraine’s power grid", "Ukraine’s power grid", 36), value(facet.Date, "P1W", "one week", 61), value(facet.Name, "Vladimir Putin", "Putin", 0)}, false},
	{"Agence Littoral", "", 18 * time.Hour, annotate.Confirmed, "Peskov announced that Putin had agreed to halt strikes on Kyiv for one week for peace talks", []facet.Value{
		value(facet.Source, "Dmitry Peskov", "Peskov", 0), value(facet.Certainty, "announced", "announced", 7), value(facet.Polarity, "yes", "had agreed to halt", 28),
		value(facet.Scope, "Kyiv", "Kyiv", 58), value(facet.Date, "P1W", "one week", 67), value(facet.Condition, "for peace talks", "for peace talks", 76)}, false},
	{"Дніпровський вісник", "uk", 19 * time.Hour, annotate.Confirmed, "Пєсков заявив, що удари припинять до 1 лютого", nil, true},
	{"La Aurora", "en", 23 * time.Hour, annotate.Confirmed, "Peskov confirmed a pause for Kyiv until 1 February, not for energy sites; 378 apartment blocks are without heating", []facet.Value{
		value(facet.Source, "Dmitry Peskov", "Peskov", 0), value(facet.Certainty, "confirmed", "confirmed", 7), value(facet.Polarity, "no", "not for energy sites", 52),
		value(facet.Scope, "Kyiv", "Kyiv", 29), value(facet.Amount, "378 apartment block", "378 apartment blocks", 74), value(facet.Date, "../2026-02-01", "until 1 February", 34),
		value(facet.Name, "Dmitry Peskov", "Peskov", 0), value(facet.Name, "Kyiv", "Kyiv", 29)}, false},
}

func value(k facet.Kind, value, text string, start int) facet.Value {
	return facet.Value{Kind: k, Value: value, Text: text, Start: start, End: start + len([]rune(text)), Precision: "exact", Rule: "by hand"}
}

// pauseClaim returns the claim as the store would give it.
func pauseClaim() (store.ClaimRow, []store.Witness) {
	var ws []store.Witness
	for i, p := range pause {
		article := annotate.ID(p.outlet)
		ws = append(ws, store.Witness{
			Annotation: annotate.Annotation{ID: annotate.ID(fmt.Sprint("p", i)), Article: article, Quote: p.quote, Verdict: p.verdict, End: len([]rune(p.quote))},
			In:         annotate.Article{ID: article, Outlet: p.outlet, Language: p.language, Published: annotate.Publication(thursday.Add(p.after).Format(time.RFC3339))},
		})
	}
	return claimOf("Putin agreed to a one-week pause in strikes on Kyiv", "", ws), ws
}

// pauseSaid reads the passages of the pause by their ids.
func pauseSaid(_ context.Context, ws []store.Witness) ([]store.Facets, error) {
	said := make([]store.Facets, len(ws))
	for i, w := range ws {
		var n int
		fmt.Sscanf(string(w.ID), "p%d", &n)
		said[i].Read = !pause[n].unread
		for _, v := range pause[n].says {
			said[i].Values = append(said[i].Values, store.Facet{Value: v})
		}
	}
	return said, nil
}

// factsShown shows what the passages of the pause say.
func factsShown(t *testing.T, width, height float32) (*View, fyne.Canvas, []store.Witness) {
	t.Helper()
	v, c := shown(t, style.AlwaysLite, width, height)
	v.Facets = pauseSaid
	v.SetLayout(Facts)
	claim, ws := pauseClaim()
	v.Compare(claim, ws, "")
	return v, c, ws
}

// cellText is what a cell says as it is set, with its marks in signs.
func cellText(v *View, row, source int) string {
	var said []string
	for _, f := range v.scene.facts.cells[row][source] {
		said = append(said, spelled(wording{f.runs}))
	}
	return strings.Join(said, "; ")
}

// rowOf is the row of a label.
func rowOf(t *testing.T, v *View, label string) int {
	t.Helper()
	for i, r := range v.scene.facts.rows {
		if r.Label == label {
			return i
		}
	}
	t.Fatalf("no row %q", label)
	return -1
}

func TestFactsAreRowsAndSourcesColumns(t *testing.T) {
	v, _, ws := factsShown(t, 1008, 700)
	for label, want := range map[string][]string{
		"Who says it": {"Donald Trump", "Donald Trump", "{+Dmitry Peskov+}", "not read", "{+Dmitry Peskov+}"},
		"How certain": {"said", "{+claimed+}", "{+announced+} compatible", "not read", "{+confirmed+}"},
		"Yes or no":   {"yes", "yes", "yes", "not read", "{+no+} “not for energy sites”"},
		"What":        {"Kyiv and other towns", "{+Ukraine’s power grid+}", "{+Kyiv+}", "not read", "{+Kyiv+}"},
		"Condition":   {"none", "none", "{+for peace talks+}", "not read", "none"},
	} {
		for k := range ws {
			if got := cellText(v, rowOf(t, v, label), k); got != want[k] {
				t.Errorf("%s of %s: %q, want %q", label, ws[k].In.Outlet, got, want[k])
			}
		}
	}
	if got := cellText(v, rowOf(t, v, "Until"), 4); !strings.Contains(got, "until 1 February") || !strings.Contains(got, "compatible") {
		t.Errorf("a date that can be true with the baseline’s is told as %q", got)
	}
	// What is not read is not told as saying nothing.
	none, unread := v.scene.facts.cells[rowOf(t, v, "Condition")][0][0].runs[0], v.scene.facts.cells[rowOf(t, v, "Condition")][3][0].runs[0]
	if none.tone == unread.tone {
		t.Errorf("none and not read look the same: %v", none.tone)
	}
	says(t, v, "Fri 30 Jan 16:00 · uk", "negation 1", "certainty 3", "Source: Donald Trump → Dmitry Peskov")
	if strings.Contains(pageText(v), "· en") {
		t.Error("the language is told of what is English")
	}
}

func TestKeysWalkTheCells(t *testing.T) {
	v, c, ws := factsShown(t, 1008, 700)
	got := calls(v)
	c.Focus(v)
	at := func(label string, source int) {
		t.Helper()
		f, ok := v.Hand.Fact()
		if !ok || f.Label != label || f.Passage != ws[source].ID || v.Hand.Chosen() != f.Passage {
			t.Errorf("in hand is %s of %s, want %s of %s", f.Label, f.Passage, label, ws[source].ID)
		}
	}
	at("Who says it", 0)
	press(v, "Up", "Left") // against the wall
	at("Who says it", 0)
	press(v, "Right", "Right", "Down")
	at("How certain", 2)
	press(v, "End")
	at("How certain", 4)
	press(v, "Home")
	at("How certain", 0)
	if !v.AcceptsTab() {
		t.Fatal("Tab leaves though there are changes")
	}
	press(v, "Tab")
	at("How certain", 1)
	press(v, "Tab", "Tab", "Tab")
	at("Yes or no", 4)
	press(v, "Escape")
	check(t, got, "key "+string(fyne.KeyEscape))
	typed(v, "b") // the source of the cell
	check(t, got, "baseline p4")
	at("Yes or no", 4)
	if got := cellText(v, rowOf(t, v, "Yes or no"), 0); got != "{+yes+}" {
		t.Errorf("against the last the first says %q", got)
	}
	typed(v, "p")
	if !v.before || cellText(v, rowOf(t, v, "Who says it"), 1) != "Donald Trump" || cellText(v, rowOf(t, v, "Who says it"), 2) != "{+Dmitry Peskov+}" {
		t.Error("each is not compared with the one before it")
	}
}

func TestKindsOfFactsAreSwitched(t *testing.T) {
	v, c, _ := factsShown(t, 1008, 700)
	c.Focus(v)
	row := rowOf(t, v, "How certain")
	press(v, "Down")
	typed(v, "4") // certainty
	if got := cellText(v, row, 1); got != "claimed" || v.scene.facts.cells[row][1][0].runs[0].tone != off {
		t.Errorf("switched off it is %q", got)
	}
	for _, k := range v.list.rows[row].body.picks() {
		t.Errorf("Tab goes to source %d, which is switched off", k)
	}
	if f, _ := v.Hand.Fact(); f.Label != "How certain" {
		t.Errorf("in hand is %q", f.Label)
	}
	typed(v, "4")
	if got := cellText(v, row, 1); got != "{+claimed+}" {
		t.Errorf("switched on it is %q", got)
	}
}

// A click takes a cell, another one opens its words; above the columns it opens the
// article; on the life line it takes the source.
func TestMouseInFacts(t *testing.T) {
	v, c, ws := factsShown(t, 1008, 800)
	got := calls(v)
	v.OnWords = func(id annotate.ID, s annotate.Span) {
		*got = append(*got, fmt.Sprint("words ", id, " ", s.Start, " ", s.End))
	}
	sheet := v.scene.facts
	place := func(r *row, source int) fyne.Position {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.shown)
		return at.AddXY(bleed+sheet.label+float32(source)*sheet.column+factSide+4, r.top+10)
	}
	r := v.list.rows[rowOf(t, v, "Who says it")]
	test.TapCanvas(c, place(r, 2))
	if f, ok := v.Hand.Fact(); !ok || f.Passage != ws[2].ID || f.Value != 0 {
		t.Errorf("a click takes %+v", f)
	}
	check(t, got)
	test.TapCanvas(c, place(r, 2))
	check(t, got, "words p2 0 6")
	names := v.list.rows[rowOf(t, v, "Names")]
	test.TapCanvas(c, place(names, 4).AddXY(0, 0))
	if f, _ := v.Hand.Fact(); f.Value != 0 || len(f.Values) != 2 {
		t.Errorf("a click on the first name takes %+v", f)
	}
	press(v, "Return")
	check(t, got, "words p4 0 6")
	press(v, "Left", "Return") // the unread one: the passage
	check(t, got, "open p3")
	test.TapCanvas(c, place(v.list.heading, 1))
	check(t, got, "open p1")
	ring := v.controls.lifeline.stations.all[2]
	test.TapCanvas(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(v.controls.lifeline).AddXY(ring.ring(0), lineTop))
	if v.Hand.Chosen() != ws[2].ID {
		t.Errorf("a click on the life line takes %q", v.Hand.Chosen())
	}
	check(t, got)
}

// What is told of a cell under the pointer: how it was read; of a source its words.
func TestTipsOfFacts(t *testing.T) {
	v, _, _ := factsShown(t, 1008, 800)
	sheet := v.scene.facts
	tip := func(label string, source int) string {
		return v.list.rows[rowOf(t, v, label)].body.(celled).tell(fyne.NewPos(bleed+sheet.label+float32(source)*sheet.column+5, 5))
	}
	for _, want := range []struct {
		label  string
		source int
		words  []string
	}{
		{"Until", 4, []string{"“until 1 February” = until 1 February 2026", "read by the words for by hand"}},
		{"Condition", 0, []string{"nothing of the kind is said"}}, {"Condition", 3, []string{"Not read"}},
	} {
		for _, w := range want.words {
			if got := tip(want.label, want.source); !strings.Contains(got, w) {
				t.Errorf("of %s %d is told %q, want %q", want.label, want.source, got, w)
			}
		}
	}
	if got := v.list.heading.body.(celled).tell(fyne.NewPos(bleed+sheet.label+5, 5)); !strings.Contains(got, "The baseline") || !strings.Contains(got, "has agreed not to target") {
		t.Errorf("of the first source is told %q", got)
	}
}

// The passage in hand stays so where passages are rows in one layout and columns in
// the next.
func TestPassageStaysInHandInEveryLayout(t *testing.T) {
	v, c, ws := factsShown(t, 1008, 700)
	c.Focus(v)
	press(v, "Right", "Right", "Down")
	for range layoutNames {
		typed(v, "v")
		if v.Hand.Chosen() != ws[2].ID {
			t.Fatalf("in layout %d %q is in hand", v.layout, v.Hand.Chosen())
		}
	}
}

// Facts are read off the window's goroutine; what was there stays until then, and
// nothing is drawn in between.
func TestFactsAreReadAside(t *testing.T) {
	v, work := later(t)
	v.Facets = pauseSaid
	claim, ws := pauseClaim()
	v.SetLayout(Facts)
	v.Compare(claim, ws, "")
	says(t, v, "Reading what", "5 passages", claim.Statement[:5])
	if len(v.list.rows) > 0 {
		t.Error("rows are shown that nobody has read")
	}
	work()
	if rows := len(v.list.rows); rows != 8 {
		t.Fatalf("%d rows", rows)
	}
	before, objects := pageText(v), v.list.page.Objects
	v.Compare(claim, ws, "") // something in the project has changed
	if pageText(v) != before || !slices.Equal(v.list.page.Objects, objects) {
		t.Error("while it is read anew something else is shown")
	}
	press(v, "Down", "Right", "Return")
	v.Facets = func(context.Context, []store.Witness) ([]store.Facets, error) {
		return nil, errors.New("the disk is gone")
	}
	var trouble error
	v.OnTrouble = func(err error) { trouble = err }
	work()
	v.Compare(claim, ws, "")
	work()
	if trouble == nil || !strings.Contains(strings.Join(strings.Fields(pageText(v)), " "), "None of these passages can be read") {
		t.Errorf("what cannot be read is told as %v, shown as %s", trouble, pageText(v))
	}
}

// Of many sources only the columns in the window have objects, and the labels stay
// where they are while these are scrolled.
func TestManySourcesOfFacts(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	lay(v, Facts)
	v.compareBoth(many(100, func(i int) string { return bridge[i%5].quote }))
	if n := live(v); n > 700 {
		t.Errorf("%d live objects", n)
	}
	label := func() float32 {
		for _, w := range wordsOf(v.list.rows[0].shown.brush.Objects) {
			if w.Text == "What" {
				return w.Position().X
			}
		}
		t.Fatal("the label is gone")
		return 0
	}
	at := label()
	v.FocusGained()
	press(v, "End")
	if v.Hand.Chosen() != v.witnesses[99].ID || v.across.at != v.across.most() || label() != at {
		t.Errorf("at the end %q is in hand, scrolled by %v of %v, the label at %v, was %v", v.Hand.Chosen(), v.across.at, v.across.most(), label(), at)
	}
	if n := live(v); n > 700 {
		t.Errorf("at the end %d live objects", n)
	}
	if v.list.rows[0].top+v.list.heading.height() > 300 {
		t.Errorf("the heads are %v high", v.list.heading.height())
	}
}

func TestTextOfFacts(t *testing.T) {
	v, _, _ := factsShown(t, 1008, 700)
	var lines []string
	for _, l := range strings.Split(v.Text(), "\n") {
		if strings.Contains(l, "\t") {
			lines = append(lines, l)
		}
	}
	if len(lines) != 3+8 || lines[0] != "\tMeridian Wire\tThe Northern Clarion\tAgence Littoral\tДніпровський вісник\tLa Aurora" ||
		lines[2] != "Verdict\tunconfirmed\tunconfirmed\tconfirmed\tconfirmed\tconfirmed" ||
		lines[4] != "How certain\tsaid\tclaimed\tannounced compatible\tnot read\tconfirmed" {
		t.Errorf("copied is\n%s", strings.Join(lines, "\n"))
	}
	if got := v.Text(); !strings.Contains(got, "\nAgainst Meridian Wire\n") || strings.Contains(got, "{+") {
		t.Errorf("copied is %s", got)
	}
	for _, l := range lines {
		if n := strings.Count(l, "\t"); n != 5 {
			t.Errorf("%d cells in %q", n, l)
		}
	}
}

// Where the baseline says nothing of the kind, a yes is no negation; a no is one.
func TestYesIsNoNews(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	v.Facets = func(ctx context.Context, ws []store.Witness) ([]store.Facets, error) {
		said, err := pauseSaid(ctx, ws)
		said[0].Values = slices.DeleteFunc(said[0].Values, func(f store.Facet) bool { return f.Kind == facet.Polarity })
		return said, err
	}
	v.SetLayout(Facts)
	v.compareBoth(pauseClaim())
	row := rowOf(t, v, "Yes or no")
	if a, b := cellText(v, row, 1), cellText(v, row, 4); a != "yes" || !strings.HasPrefix(b, "{+no+}") {
		t.Errorf("beside nothing stand %q and %q", a, b)
	}
	says(t, v, "negation 1")
	if got := v.list.rows[row].body.picks(); !slices.Equal(got, []int{4}) {
		t.Errorf("Tab goes to %v", got)
	}
}

// What is copied of a cell is its words, of a value in hand these.
func TestCellInWords(t *testing.T) {
	v, c, _ := factsShown(t, 1008, 700)
	if got := v.Hand.Cell(); got != "" {
		t.Errorf("of no cell it says %q", got)
	}
	c.Focus(v)
	v.Hand.take(rowOf(t, v, "Names"), 4)
	if got := v.Hand.Cell(); got != "Dmitry Peskov (“Peskov”), Kyiv" && got != "Peskov, Kyiv" {
		t.Errorf("the cell says %q", got)
	}
	v.Hand.value = 1
	if got := v.Hand.Cell(); got != "Kyiv" {
		t.Errorf("the value says %q", got)
	}
	v.Hand.take(rowOf(t, v, "Condition"), 0)
	if got := v.Hand.Cell(); got != "none" {
		t.Errorf("an empty cell says %q", got)
	}
}

// A value that was chosen is not in hand any more where the cell does not have it now.
func TestValueThatIsGone(t *testing.T) {
	v, c, _ := factsShown(t, 1008, 700)
	c.Focus(v)
	v.Hand.take(rowOf(t, v, "Names"), 4)
	v.Hand.takeValue(1)
	v.Facets = func(ctx context.Context, ws []store.Witness) ([]store.Facets, error) {
		said, err := pauseSaid(ctx, ws)
		said[4].Values = slices.DeleteFunc(said[4].Values, func(f store.Facet) bool { return f.Kind == facet.Name })
		return said, err
	}
	v.compareBoth(pauseClaim())
	if f, ok := v.Hand.Fact(); !ok || f.Label != "Names" || f.Value != -1 || v.Hand.Cell() != "none" {
		t.Errorf("in hand is value %d of %q, which says %q", f.Value, f.Label, v.Hand.Cell())
	}
}

// Of passages of one article the heads name who tagged them, where these are several,
// and all heads have the quote then.
func TestHeadsNameReviewers(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	v.Facets, v.Reviewer = pauseSaid, func(id annotate.ID) string { return map[annotate.ID]string{"a": "Anna", "m": "Mara"}[id] }
	v.SetLayout(Facts)
	claim, ws := pauseClaim()
	for i := range ws {
		ws[i].Reviewer = "a"
	}
	v.Compare(claim, ws, "")
	head := func(i int) (said []string) {
		for _, l := range v.list.heading.body.(*factHead).origins[i].lines {
			said = append(said, l.words)
		}
		return said
	}
	if got := strings.Join(head(1), "|"); strings.Contains(got, "Anna") || strings.Contains(got, "“") {
		t.Errorf("the head of an article with one passage says %s", got)
	}
	ws = slices.Clone(ws)
	ws[1].Article, ws[1].In = ws[2].Article, ws[2].In
	ws[1].Reviewer = "m"
	v.Compare(claim, ws, "")
	for i, want := range []string{"", "tagged by Mara", "tagged by Anna", "", ""} {
		got := strings.Join(head(i), "|")
		if (want == "") == strings.Contains(got, "tagged by") || !strings.Contains(got, want) || !strings.Contains(got, "“") {
			t.Errorf("head %d says %s, want %q and the quote", i, got, want)
		}
	}
}

// A picture of more columns than the window has is ruled to its end, and has a legend
// in the place of what is clicked.
func TestPictureOfManyFacts(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 900, 700)
	lay(v, Facts)
	v.compareBoth(many(9, func(i int) string { return bridge[i%5].quote }))
	o, size := v.Drawing()
	var rules, line int
	for _, o := range o.(*fyne.Container).Objects {
		if r, ok := o.(*canvas.Rectangle); ok && r.Position().X+r.Size().Width > size.Width-pageX-1 && r.Position().X < pageX+2 {
			switch r.Size().Height {
			case 1:
				rules++
			case 2:
				line++
			}
		}
	}
	if size.Width <= 1100 || rules < len(v.list.rows) || line != 1 {
		t.Errorf("%v wide it has %d rules to the end for %d rows, and %d life lines", size.Width, rules, len(v.list.rows), line)
	}
}

// The column of the baseline stays in the window while the others are scrolled, and
// can be clicked there; it covers no cell that is walked to.
func TestBaselineIsHeld(t *testing.T) {
	v, c := shown(t, style.AlwaysLite, 1008, 700)
	lay(v, Facts)
	v.compareBoth(many(9, func(i int) string { return bridge[i%5].quote }))
	c.Focus(v)
	sheet := v.scene.facts
	press(v, "End")
	if v.across.at == 0 || v.across.columnX(0) != 0 || v.across.columnX(8) < sheet.column {
		t.Fatalf("scrolled by %v the baseline is at %v, the last at %v", v.across.at, v.across.columnX(0), v.across.columnX(8))
	}
	for k := 7; k > 0; k-- {
		press(v, "Left")
		if x := v.across.columnX(k); v.Hand.pick != k || x < sheet.column || x+sheet.column > v.across.room() {
			t.Errorf("column %d, in hand is %d, lies at %v of %v", k, v.Hand.pick, x, v.across.room())
		}
	}
	press(v, "End")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.list.rows[0].shown)
	test.TapCanvas(c, at.AddXY(bleed+sheet.label+sheet.column/2, v.list.rows[0].top+5))
	if v.Hand.pick != 0 {
		t.Errorf("a click beside the labels takes %d", v.Hand.pick)
	}
	v.BaseHere()
	v.setBase(8)
	v.across.slide(-v.across.at)
	if x := v.across.columnX(8); x != v.across.room()-v.scene.facts.column {
		t.Errorf("the last as baseline lies at %v of %v", x, v.across.room())
	}
	for k := 1; k < 8; k++ {
		v.Hand.walk(k)
		if x := v.across.columnX(k); x < 0 || x+v.scene.facts.column > v.across.columnX(8)+0.5 {
			t.Errorf("column %d lies at %v, the baseline at %v", k, x, v.across.columnX(8))
		}
	}
	narrow, _ := shown(t, style.AlwaysLite, 560, 700)
	lay(narrow, Facts)
	narrow.compareBoth(many(9, func(i int) string { return bridge[i%5].quote }))
	if narrow.across.held() >= 0 {
		t.Error("a column is held where there is room for two")
	}
}

// In a low window rows are seen at once, below heads that are smaller; the summary
// stands there whole when that is asked for.
func TestFactsOfALowWindow(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 680, 480)
	v.Facets = pauseSaid
	claim, ws := pauseClaim()
	v.Compare(claim, ws, "")
	v.SetLayout(Facts)
	seen := func() (n int) {
		for _, r := range v.list.rows {
			if r.y >= v.list.scroll.Offset.Y+v.list.pinned() && r.y+r.height() <= v.list.scroll.Offset.Y+v.list.scroll.Size().Height {
				n++
			}
		}
		return n
	}
	if seen() < 2 {
		t.Errorf("%d rows are seen, scrolled by %v", seen(), v.list.scroll.Offset.Y)
	}
	low := v.list.heading.height()
	foot := v.list.foot
	if v.controls.more.Words() != "More" {
		t.Fatalf("the summary is followed by %q", v.controls.more.Words())
	}
	test.Tap(v.controls.more)
	if v.list.foot <= foot || v.controls.more.Words() != "Less" {
		t.Errorf("in full the head ends at %v, cut at %v; then %q", v.list.foot, foot, v.controls.more.Words())
	}
	test.Tap(v.controls.more)
	if v.list.foot != foot {
		t.Errorf("cut again the head ends at %v, did at %v", v.list.foot, foot)
	}
	v.Resize(fyne.NewSize(680, 800))
	if v.list.heading.height() <= low {
		t.Errorf("in a high window the heads are %v high, in a low one %v", v.list.heading.height(), low)
	}
}
