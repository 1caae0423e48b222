package compare

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
)

// window puts a view into a window of a size and returns it with the window's
// canvas.
func window(t *testing.T, choice style.Choice, width, height float32) (*View, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: choice})
	v := New()
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v, w.Canvas()
}

// calls notes what a view calls back.
func calls(v *View) *[]string {
	var got []string
	v.OnOpen = func(id annotate.ID) { got = append(got, "open "+string(id)) }
	v.OnBaseline = func(id annotate.ID) { got = append(got, "baseline "+string(id)) }
	return &got
}

func press(v *View, names ...fyne.KeyName) {
	for _, n := range names {
		v.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func middle(o fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.AddXY(o.Size().Width/2, o.Size().Height/2)
}

// texts are all strings on the page, in the order in which they are drawn.
func texts(v *View) string {
	var out []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			out = append(out, o.Text)
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	walk(v.page)
	return strings.Join(out, " ")
}

func TestKeys(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 400)
	claim, ws := sampleClaim(t, 0)
	got := calls(v)
	v.Compare(claim, ws, "")
	c.Focus(v)
	if v.Chosen() != ws[0].ID {
		t.Errorf("with the keys comes %q, want the first passage", v.Chosen())
	}
	press(v, fyne.KeyDown, fyne.KeyDown)
	if v.Chosen() != ws[2].ID {
		t.Errorf("two down is %q", v.Chosen())
	}
	press(v, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if v.Chosen() != ws[0].ID || v.scroll.Offset.Y != 0 {
		t.Errorf("up at the top is %q, scrolled to %v", v.Chosen(), v.scroll.Offset.Y)
	}
	press(v, fyne.KeyEnd)
	last := v.rows[len(ws)-1]
	if v.Chosen() != ws[len(ws)-1].ID || last.out || last.end != len(last.flow.lines) {
		t.Errorf("End is %q, out of the window: %v", v.Chosen(), last.out)
	}
	press(v, fyne.KeyReturn)
	v.TypedRune('b')
	if v.Baseline() != ws[len(ws)-1].ID {
		t.Errorf("B makes %q the baseline", v.Baseline())
	}
	v.TypedRune('b') // it is already
	press(v, fyne.KeyHome, fyne.KeyEnter)
	want := "open " + string(ws[6].ID) + "|baseline " + string(ws[6].ID) + "|open " + string(ws[0].ID)
	if strings.Join(*got, "|") != want {
		t.Errorf("called back %s\nwant %s", strings.Join(*got, "|"), want)
	}
	press(v, fyne.KeyPageDown)
	if v.scroll.Offset.Y != 400-style.ReadLead {
		t.Errorf("a page down is %v", v.scroll.Offset.Y)
	}
	v.TypedRune(' ')
	press(v, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	if v.scroll.Offset.Y != 0 {
		t.Errorf("pages up end at %v", v.scroll.Offset.Y)
	}
}

func TestKeysWithoutAnything(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 400)
	c.Focus(v)
	v.TypedRune('b')
	press(v, fyne.KeyDown, fyne.KeyUp, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageDown, fyne.KeyEscape)
	if v.Chosen() != "" {
		t.Errorf("of nothing it chooses %q", v.Chosen())
	}
	var other []fyne.KeyName
	v.OnKey = func(k fyne.KeyName) { other = append(other, k) }
	press(v, fyne.KeyDown, fyne.KeyEscape)
	if len(other) != 1 || other[0] != fyne.KeyEscape {
		t.Errorf("keys that it has no use for: %v", other)
	}
	claim, ws := sampleClaim(t, 0)
	v.Compare(claim, ws, "")
	press(v, fyne.KeyReturn) // nothing is chosen, nobody listens
	press(v, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown)
	v.TypedRune('b')
	if v.Baseline() != ws[1].ID {
		t.Errorf("the baseline is %q", v.Baseline())
	}
}

func TestMouse(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 700)
	claim, ws := sampleClaim(t, 0)
	got := calls(v)
	v.Compare(claim, ws, "")
	r := v.rows[2]
	at := middle(r)
	test.MoveMouse(c, at)
	if !r.Over || r.Cursor() != desktop.PointerCursor {
		t.Errorf("under the pointer: hovered %v, cursor %v", r.Over, r.Cursor())
	}
	test.TapCanvas(c, at)
	if c.Focused() != fyne.Focusable(v) || v.Chosen() != ws[2].ID {
		t.Errorf("a click gives the keys to %T and chooses %q", c.Focused(), v.Chosen())
	}
	test.MoveMouse(c, fyne.NewPos(500, 40))
	if r.Over {
		t.Error("the ground stays when the pointer has gone")
	}
	if want := "open " + string(ws[2].ID); strings.Join(*got, "|") != want {
		t.Errorf("called back %s", strings.Join(*got, "|"))
	}
}

func TestMenuOfBaselines(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 700)
	claim, ws := sampleClaim(t, 0)
	got := calls(v)
	v.Compare(claim, ws, "")
	test.TapCanvas(c, middle(v.picker))
	if c.Overlays().Top() == nil {
		t.Fatal("no menu")
	}
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if want := "baseline " + string(ws[2].ID); strings.Join(*got, "|") != want || v.Baseline() != ws[2].ID {
		t.Errorf("called back %s", strings.Join(*got, "|"))
	}
	if v.picker.words != "Against "+name(ws, 2) {
		t.Errorf("the button says %q", v.picker.words)
	}
	if !strings.Contains(texts(v), "baseline") || v.wordings[2].note != "" || v.wordings[0].note == noteSame {
		t.Error("the page is not worded against the new baseline")
	}
}

func TestMenuOfAPassage(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 700)
	claim, ws := sampleClaim(t, 0)
	v.Compare(claim, ws, "")
	got := calls(v)
	test.TapSecondaryAt(v.rows[1], fyne.NewPos(40, 40))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if want := "baseline " + string(ws[1].ID); strings.Join(*got, "|") != want {
		t.Errorf("called back %s", strings.Join(*got, "|"))
	}
}

func TestRingChoosesItsPassage(t *testing.T) {
	v, c := window(t, style.AlwaysLite, 1008, 400)
	claim, ws := sampleClaim(t, 0)
	v.Compare(claim, ws, "")
	var l *line
	for _, o := range v.page.Objects {
		if found, ok := o.(*line); ok {
			l = found
		}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	last := l.life.stations[len(l.life.stations)-1]
	ring := at.AddXY(last.ring(0), lineTop)
	test.MoveMouse(c, ring)
	if l.Cursor() != desktop.PointerCursor {
		t.Error("a ring does not look as if it could be clicked")
	}
	test.TapCanvas(c, ring)
	if v.Chosen() != ws[6].ID || v.rows[6].out {
		t.Errorf("the last ring chooses %q", v.Chosen())
	}
	v.scrollTo(0)
	test.TapCanvas(c, at.AddXY(last.ring(0)-60, lineTop))
	test.MoveMouse(c, at.AddXY(last.ring(0)-60, lineTop))
	if v.Chosen() != ws[6].ID || l.Cursor() == desktop.PointerCursor {
		t.Error("the line between the rings answers")
	}
}

func TestCompareKeepsThePlaceInAClaim(t *testing.T) {
	v, _ := window(t, style.AlwaysLite, 1008, 400)
	claim, ws := sampleClaim(t, 0)
	v.Compare(claim, ws, ws[3].ID)
	if v.Baseline() != ws[3].ID {
		t.Errorf("the baseline is %q", v.Baseline())
	}
	v.choose(5)
	scrolled := v.scroll.Offset.Y
	v.Compare(claim, ws[1:], "no such annotation")
	if v.Chosen() != ws[5].ID || v.scroll.Offset.Y != scrolled || v.Baseline() != ws[1].ID {
		t.Errorf("chosen %q, scrolled to %v of %v, baseline %q", v.Chosen(), v.scroll.Offset.Y, scrolled, v.Baseline())
	}
	other, more := sampleClaim(t, 1)
	v.Compare(other, more, "")
	if v.Chosen() != "" || v.scroll.Offset.Y != 0 {
		t.Errorf("another claim begins with %q at %v", v.Chosen(), v.scroll.Offset.Y)
	}
	v.Clear()
	if v.Baseline() != "" || !strings.Contains(texts(v), "tie them to a claim") {
		t.Errorf("cleared, it says %s", texts(v))
	}
}

func TestFewPassages(t *testing.T) {
	v, _ := window(t, style.AlwaysLite, 1008, 400)
	claim, ws := sampleClaim(t, 0)
	v.Compare(claimOf(claim.Statement, "", ws[:1]), ws[:1], "")
	if said := texts(v); !strings.Contains(said, onePassage) || strings.Contains(said, "baseline") || strings.Contains(said, "Against") {
		t.Errorf("with one passage: %s", said)
	}
	v.Compare(claimOf(claim.Statement, "", nil), nil, "")
	if said := texts(v); !strings.Contains(said, noPassage) {
		t.Errorf("without a passage: %s", said)
	}
	twice := []store.Witness{ws[0], ws[0]}
	twice[1].ID = "again"
	v.Compare(claimOf(claim.Statement, "", twice), twice, "")
	if said := texts(v); !strings.Contains(said, noteSame) {
		t.Errorf("worded alike: %s", said)
	}
}

func TestThemeColoursThePageAnew(t *testing.T) {
	v, _ := window(t, style.AlwaysLite, 1008, 700)
	claim, ws := sampleClaim(t, 0)
	v.Compare(claim, ws, "")
	ink := func() any { return v.rows[0].side[0].(*canvas.Text).Color }
	if ink() != any(style.Light.Ink) {
		t.Fatalf("in light: %v", ink())
	}
	fyne.CurrentApp().Settings().SetTheme(style.Theme{Choice: style.AlwaysDark})
	v.Refresh()
	if ink() != any(style.Dark.Ink) {
		t.Errorf("in dark: %v", ink())
	}
}

// A passage of any length has objects for the lines in the window only.
func TestOnlyVisibleLinesHaveObjects(t *testing.T) {
	v, _ := window(t, style.AlwaysLite, 1008, 700)
	claim, ws := sampleClaim(t, 0)
	ws[1].Quote = strings.Repeat(ws[0].Quote+", "+ws[6].Quote+". ", 300)
	v.Compare(claim, ws, "")
	live := func() int {
		n := 0
		for _, r := range v.rows {
			n += len(test.WidgetRenderer(r).Objects())
		}
		return n
	}
	if n := live(); n > 1000 {
		t.Errorf("%d live objects", n)
	}
	press(v, fyne.KeyEnd)
	if n := live(); n > 1000 || !v.rows[0].out || len(test.WidgetRenderer(v.rows[0]).Objects()) > 0 {
		t.Errorf("at the end %d live objects", n)
	}
	if said := texts(v); !strings.Contains(said, "Aurora") {
		t.Errorf("at the end of the page: %s", said)
	}
}

// Nothing on the page reaches out of it, at any width a window has.
func TestNothingReachesOut(t *testing.T) {
	for _, n := range []int{0, 1, 5} {
		for _, width := range []float32{700, 853, 1008, 1329, 1650} {
			v, _ := window(t, style.AlwaysLite, width, 900)
			claim, ws := sampleClaim(t, n)
			claim.Statement = strings.Repeat(claim.Statement+" ", 3)
			v.Compare(claim, ws, "")
			for _, o := range v.page.Objects {
				if o.Position().X < 0 || o.Position().X+o.Size().Width > width+0.5 {
					t.Errorf("claim %d at %v: %T from %v, %v wide", n, width, o, o.Position(), o.Size())
				}
			}
			for _, r := range v.rows {
				for _, o := range test.WidgetRenderer(r).Objects() {
					if o.Visible() && o.Position().X+o.Size().Width > r.width {
						t.Errorf("claim %d at %v: %T in a row from %v, %v wide", n, width, o, o.Position(), o.Size())
					}
				}
			}
		}
	}
}
