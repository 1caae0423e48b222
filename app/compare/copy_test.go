package compare

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

func TestTextOfAClaim(t *testing.T) {
	v, _, ws := bridgeShown(t, 300)
	want := `The old bridge in Kyiv is closed for a week
Confirmed by the latest passages, since Friday 30 January 20:00
First confirmed by Agence Littoral (Friday 30 January 15:00); first disputed by Straits Dispatch (Friday 30 January 18:00). First changed by The Northern Clarion on Thursday 29 January: 47 → 74 (number); “will not” for “may” in Straits Dispatch (negation added); “has closed” for “may close” in Agence Littoral (hedge lost).

Meridian Wire · Thu 29 Jan 21:00 · unconfirmed · citing The mayor · the others are compared with this
The city may close the old bridge in Kyiv for one week after 47 cracks were found

The Northern Clarion · Thu 29 Jan 22:30 · unconfirmed
The city may close the old bridge in Kiev for a week after [-47-] {+74+}‹number› cracks were found
`
	if got := v.Text(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
	typed(v, "2") // what is switched off is not marked here either
	if got := v.Text(); !strings.Contains(got, "after 74 cracks") {
		t.Errorf("with numbers switched off\n%s", got)
	}
	v.SetLayout(Table)
	lines := strings.Split(v.Text(), "\n")
	head := strings.Split(lines[4], "\t")
	if head[0] != "Source" || len(head) != len(v.scene.table.Kinds)+3 {
		t.Errorf("the table begins with %q", head)
	}
	for i, row := range v.scene.table.Rows {
		if cells := strings.Split(lines[5+i], "\t"); row != nil && len(cells) != len(head) || cells[0] != ws[i].In.Outlet {
			t.Errorf("row %d has %d cells of %d: %q", i, len(cells), len(head), cells)
		}
	}
}

func TestTextOfArticles(t *testing.T) {
	v, _ := ferryShown(t, 300)
	got := v.Text()
	for _, want := range []string{"Meridian Wire · Thursday 29 January 2026, 21:00 UTC · Forty cars lost", "against the above: La Aurora · Publication time unknown",
		"1 paragraph the same, 2 changed, 1 moved, 1 left out, 1 added.", "[moved: stands further", "who [-may retire-] {+retires+}‹hedge› in 2027", "[left out] Tickets are", "[added] Seven geese",
		"[-forty-] {+fifty+}‹number› cars", "of Kiev."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestCopiesOfNothing(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 700, 300)
	if v.Text() != "" || v.HTML() != "" {
		t.Error("of nothing it copies something")
	}
	if o, size := v.Drawing(); o == nil || size.Width == 0 {
		t.Error("of nothing it draws nothing")
	}
	c, _ := bridgeClaim()
	v.Compare(claimOf(c.Statement, "", nil), nil, "")
	if got := v.Text(); !strings.Contains(got, noPassage) {
		t.Errorf("got %s", got)
	}
}

// A copy is whole though the comparison is still under way.
func TestCopyOfWhatIsUnderWay(t *testing.T) {
	v, work := later(t)
	c, ws := bridgeClaim()
	ws[1].Quote = strings.Repeat(long, 1000)
	v.Compare(c, ws, "")
	if got := v.Text(); !strings.Contains(got, "has closed+}‹hedge›") {
		t.Error("the text is not whole")
	}
	if !strings.Contains(v.HTML(), "has closed</ins>") {
		t.Error("the page is not whole")
	}
	_, size := v.Drawing()
	work()
	if _, later := v.Drawing(); size != later {
		t.Errorf("drawn in %v, later in %v", size, later)
	}
}

// The pages are XML too, so that every element that is opened is closed; and
// nothing in them fetches or runs anything.
func TestHTML(t *testing.T) {
	check := func(v *View, words ...string) {
		t.Helper()
		page := v.HTML()
		d := xml.NewDecoder(strings.NewReader(page))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("not well formed: %v", err)
			}
		}
		for _, w := range append(words, "default-src 'none'", `<html lang="en">`, "<main>") {
			if !strings.Contains(page, w) {
				t.Errorf("%q is missing", w)
			}
		}
		for _, w := range []string{"<script", "src=", "url(", "@import"} {
			if strings.Contains(page, w) {
				t.Errorf("the page holds %s", w)
			}
		}
	}
	v, _, _ := bridgeShown(t, 300)
	check(v, `<ins class="number"`, "All wordings, aligned", "First changed by <strong dir=\"auto\">The Northern Clarion</strong>")
	v.SetBefore(true)
	check(v, "against <bdi>Agence Littoral</bdi>", "Nothing was published before it.")
	v, _ = ferryShown(t, 300)
	check(v, `<th scope="col"><bdi>Meridian Wire`, `href="#row-`, "left out", `class="marked number"`)
}

// A drawing holds all rows, and every object lies within its size.
func TestDrawing(t *testing.T) {
	words := func(o fyne.CanvasObject) string {
		var b strings.Builder
		for _, o := range o.(*fyne.Container).Objects {
			if text, ok := o.(*canvas.Text); ok {
				b.WriteString(text.Text + " ")
			}
		}
		return b.String()
	}
	for layout := range Layout(len(layoutNames)) {
		v, _, _ := bridgeShown(t, 200)
		lay(v, layout)
		v.Hand.choose(1)
		v.across.slide(100)
		o, size := v.Drawing()
		said := words(o)
		for _, w := range []string{"Meridian Wire", "Straits Dispatch", "La Aurora", "Nobody", [...]string{"First changed", "First changed", "First changed", "Scope:"}[layout], "number "} {
			if !strings.Contains(said, w) {
				t.Errorf("layout %d: %q is not drawn", layout, w)
			}
		}
		for _, o := range o.(*fyne.Container).Objects {
			if at, of := o.Position(), o.Size(); at.X < -0.5 || at.Y < -0.5 || at.X+of.Width > size.Width+0.5 || at.Y+of.Height > size.Height+0.5 {
				t.Errorf("layout %d: %T at %v, %v large, in %v", layout, o, at, of, size)
			}
			if _, ok := o.(fyne.Widget); ok {
				t.Errorf("layout %d: a widget is drawn: %T", layout, o)
			}
		}
	}
	v, _ := shown(t, style.AlwaysLite, 1008, 300)
	v.compareBoth(many(300, func(i int) string { return bridge[i%5].quote }))
	o, size := v.Drawing()
	if said := words(o); !strings.Contains(said, "Only the first") || size.Height > mostDrawnHigh+1000 {
		t.Errorf("300 passages are drawn in %v", size)
	}
	// Drawn or not, the window shows what it did, in its own width.
	narrow, _ := shown(t, style.AlwaysLite, 620, 500)
	narrow.compareBoth(bridgeClaim())
	flow := narrow.scene.texts[1].right
	lines := flow.Lines()
	if narrow.Drawing(); lines != flow.Lines() || flow.Width() > 620 {
		t.Error("a drawing breaks the lines of the window anew")
	}
	if len(v.list.rows) != 300 || v.list.rows[299].known == 0 || v.across.drawn != 0 {
		t.Error("a drawing changes the window")
	}
}
