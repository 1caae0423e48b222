package reader

import (
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
	"claimtrace/app/style"
)

const dispatch = `President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week. Snow fell.

There was no immediate confirmation from the Kremlin. “We expect it,” an aide said.

Forecasters expect minus 30 degrees in some districts.`

// open shows the dispatch in a window of the test driver.
func open(t *testing.T, theme style.Choice, body string) (*Reader, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(style.Theme{Choice: theme})
	r := New()
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(700, 560))
	r.Open(Article{
		Outlet: "Meridian Wire", Published: "Thursday 29 January 2026, 21:00 UTC", Address: "meridian.example",
		Title: "Putin to spare Kyiv for a week of deep cold, Trump says", Byline: "By our Washington desk", Text: text.NewOffsets(body),
	})
	w.Canvas().Focus(r)
	return r, w
}

func mark(t *testing.T, r *Reader, quote string, v annotate.Verdict) annotate.Annotation {
	t.Helper()
	s, err := anchor.Find(r.article.Text, quote, -1)
	if err != nil {
		t.Fatal(err)
	}
	return annotate.Annotation{ID: annotate.ID(quote), Start: s.Start, End: s.End, Verdict: v}
}

func marks(t *testing.T, r *Reader) []annotate.Annotation {
	return []annotate.Annotation{
		mark(t, r, "Vladimir Putin has agreed to hold fire on Kyiv for one week", annotate.Confirmed),
		mark(t, r, "hold fire on Kyiv", annotate.Disputed),
		mark(t, r, "There was no immediate confirmation from the Kremlin", annotate.Unconfirmed),
		mark(t, r, "minus 30 degrees", annotate.Disputed),
	}
}

// at is where a place of the text lies in the window, in the middle of its line.
func (r *Reader) at(point int) fyne.Position {
	i := r.layout.lineOf(point)
	return fyne.NewPos(r.margin()+r.layout.x(i, point), float32(r.textTop()+r.layout.lines[i].top-r.scroll)+style.ReadLead/2)
}

func press(r *Reader, at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mod}
	r.MouseDown(e)
}

func lift(r *Reader, at fyne.Position) {
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

func selected(r *Reader) string {
	return r.article.Text.Slice(r.Selection().Start, r.Selection().End)
}

func TestMouse(t *testing.T) {
	r, _ := open(t, style.AlwaysLite, dispatch)
	now := time.Date(2026, 1, 30, 0, 0, 0, 0, time.UTC)
	r.now = func() time.Time { return now }
	from, to := mark(t, r, "Trump", "").Start, mark(t, r, "Trump told ", "").End

	press(r, r.at(from), 0)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: r.at(to)}})
	lift(r, r.at(to))
	if got := selected(r); got != "Trump told" {
		t.Errorf("a drag selected %q", got)
	}
	press(r, r.at(from), fyne.KeyModifierAlt)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: r.at(to)}})
	lift(r, r.at(to))
	if got := selected(r); got != "Trump told " {
		t.Errorf("an exact drag selected %q", got)
	}
	for clicks, want := range map[int]string{1: "", 2: "Trump", 3: "President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week."} {
		now = now.Add(time.Second)
		for range clicks {
			press(r, r.at(from+2), 0)
			lift(r, r.at(from+2))
			now = now.Add(50 * time.Millisecond)
		}
		if got := selected(r); got != want {
			t.Errorf("%d clicks selected %q", clicks, got)
		}
	}
	now = now.Add(time.Second)
	press(r, r.at(from), 0)
	lift(r, r.at(from))
	now = now.Add(time.Second)
	press(r, r.at(to), fyne.KeyModifierShift)
	lift(r, r.at(to))
	if got := selected(r); got != "Trump told" {
		t.Errorf("a click with Shift selected %q", got)
	}
}

func TestClickPicks(t *testing.T) {
	r, _ := open(t, style.AlwaysLite, dispatch)
	r.SetAnnotations(marks(t, r))
	var picked annotate.ID
	r.OnPick = func(id annotate.ID) { picked = id }
	for quote, want := range map[string]annotate.ID{"hold": "hold fire on Kyiv", "agreed": "Vladimir Putin has agreed to hold fire on Kyiv for one week", "Snow": ""} {
		at := r.at(mark(t, r, quote, "").Start + 1)
		press(r, at, 0)
		lift(r, at)
		if picked != want || r.Picked() != want {
			t.Errorf("a click on %q picked %q", quote, picked)
		}
		r.pointer.last = time.Time{}
	}
}

func TestKeys(t *testing.T) {
	r, _ := open(t, style.AlwaysLite, dispatch)
	r.SetAnnotations(marks(t, r))
	var verdict annotate.Verdict
	var removed, asked bool
	r.OnVerdict = func(v annotate.Verdict) { verdict = v }
	r.OnRemove = func() { removed = true }
	r.OnClaim = func() { asked = true }
	for c, want := range map[rune]annotate.Verdict{'1': annotate.Confirmed, '2': annotate.Disputed, '3': annotate.Unconfirmed} {
		r.TypedRune(c)
		if verdict != want {
			t.Errorf("key %c tagged as %s", c, verdict)
		}
	}
	key := func(name fyne.KeyName) { r.TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyDelete)
	key(fyne.KeyReturn)
	if !removed || !asked {
		t.Error("Delete or Enter was not heard")
	}
	ctrl := func(name fyne.KeyName, more fyne.KeyModifier) {
		r.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl | more})
	}
	ctrl(fyne.KeyHome, 0)
	ctrl(fyne.KeyRight, 0)
	ctrl(fyne.KeyRight, fyne.KeyModifierShift)
	ctrl(fyne.KeyRight, fyne.KeyModifierShift)
	if got := selected(r); got != " Donald Trump" {
		t.Errorf("Ctrl+Shift+Right selected %q", got)
	}
	key(fyne.KeyEscape)
	if r.Selection().Len() != 0 {
		t.Error("Escape left a selection")
	}
	r.TypedRune('s')
	if got := selected(r); got != "President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week." {
		t.Errorf("S selected %q", got)
	}
	ctrl(fyne.KeyHome, 0)
	var order []annotate.ID
	for range 5 {
		r.TypedRune('n')
		order = append(order, r.Picked())
	}
	if order[0] != order[4] || order[1] != "hold fire on Kyiv" || order[3] != "minus 30 degrees" {
		t.Errorf("N went through %q", order)
	}
	r.TypedRune('p')
	if r.Picked() != "minus 30 degrees" {
		t.Errorf("P went to %q", r.Picked())
	}
	ctrl(fyne.KeyHome, 0)
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	key(fyne.KeyUp)
	key(fyne.KeyUp)
	if r.sel.caret != 0 {
		t.Errorf("down and up again led to %d", r.sel.caret)
	}
	key(fyne.KeyEnd)
	if p := r.sel.caret; p == 0 || r.layout.lineOf(p) != 0 {
		t.Errorf("End led to %d", p)
	}
}

// Only the lines in the window have objects, however long the text.
func TestLiveObjects(t *testing.T) {
	count := func(body string) int {
		r, _ := open(t, style.AlwaysLite, body)
		most := 0
		for {
			n := 0
			for _, o := range test.WidgetRenderer(r).Objects() {
				if _, ok := o.(*canvas.Text); ok {
					n++
				}
			}
			most = max(most, n)
			if !r.ScrollBy(400) {
				return most
			}
		}
	}
	short := count(dispatch)
	long := dispatch
	for range 7 {
		long += "\n\n" + long
	}
	if n := count(long); n > 5*short {
		t.Errorf("%d texts are alive in a long article, %d in a short one", n, short)
	}
}

func TestRevealKeepsPlace(t *testing.T) {
	long := dispatch
	for range 6 {
		long += "\n\n" + long
	}
	r, w := open(t, style.AlwaysLite, long)
	last := annotate.Span{Start: r.article.Text.Len() - 10, End: r.article.Text.Len()}
	r.Select(last)
	if at := r.at(last.Start); at.Y < 0 || at.Y > r.Size().Height {
		t.Errorf("what was selected lies at %v", at)
	}
	r.ScrollBy(-5000)
	before := r.firstVisible().point
	w.Resize(fyne.NewSize(500, 560))
	if after := r.firstVisible().point; r.layout.lineOf(before) != r.layout.lineOf(after) {
		t.Errorf("the first place was %d, another width made it %d", before, after)
	}
	before = r.firstVisible().point
	r.Zoom(1.5)
	if after := r.firstVisible().point; r.layout.lineOf(before) != r.layout.lineOf(after) {
		t.Errorf("the first place was %d, the zoom made it %d", before, after)
	}
}

// Without spaces between the lines, End stays on its line.
func TestEndWithoutSpaces(t *testing.T) {
	body := ""
	for range 60 {
		body += "基辅电力设施"
	}
	r, _ := open(t, style.AlwaysLite, body)
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if i := r.layout.lineOf(r.sel.caret); i != 0 {
		t.Errorf("End twice led to line %d", i)
	}
	if p := r.layout.pointOn(1, 1e6); r.layout.lineOf(p) != 1 {
		t.Errorf("a click past line 1 lies on line %d", r.layout.lineOf(p))
	}
}

// What is selected takes the place of the highlight in hand.
func TestSelectionLetsGoOfTheHighlight(t *testing.T) {
	r, _ := open(t, style.AlwaysLite, dispatch)
	r.SetAnnotations(marks(t, r))
	r.TypedRune('n')
	if r.Picked() == "" {
		t.Fatal("N picked nothing")
	}
	r.Select(mark(t, r, "Snow fell", "").Span())
	if r.Picked() != "" {
		t.Errorf("with words selected %q is still in hand", r.Picked())
	}
}

func TestEmptyReader(t *testing.T) {
	test.NewTempApp(t)
	r := New()
	test.NewTempWindow(t, r).Resize(fyne.NewSize(400, 300))
	press(r, fyne.NewPos(50, 50), 0)
	lift(r, fyne.NewPos(50, 50))
	r.TypedRune('1')
	r.TypedRune('n')
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	r.SelectAll()
	r.Zoom(2)
	r.ScrollBy(100)
	r.SetAnnotations([]annotate.Annotation{{ID: "withheld", End: 5}})
	r.Next(false)
	press(r, fyne.NewPos(50, 50), 0)
	r.Clear()
	r.Dragged(&fyne.DragEvent{})
	if r.Selection().Len() != 0 || r.Picked() != "" {
		t.Error("an empty reader selected something")
	}
}

// Pictures are exact on one platform only: the rasteriser rounds otherwise on
// others.
func TestPictures(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the pictures are of linux/amd64")
	}
	for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		r, w := open(t, theme, dispatch)
		r.SetAnnotations(marks(t, r))
		r.Pick("minus 30 degrees")
		r.sel.take(mark(t, r, "Snow fell", "").Span())
		r.Refresh()
		test.AssertImageMatches(t, string(theme)+".png", w.Canvas().Capture())
	}
}
