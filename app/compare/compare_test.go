package compare

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
	"claimtrace/store"
)

// bridgeShown shows the claim of the bridge in a window.
func bridgeShown(t *testing.T, height float32) (*View, fyne.Canvas, []store.Witness) {
	t.Helper()
	v, c := shown(t, style.AlwaysLite, 1008, height)
	claim, ws := bridgeClaim()
	v.Compare(claim, ws, "")
	return v, c, ws
}

// calls notes what a view calls back.
func calls(v *View) *[]string {
	var got []string
	v.OnOpen = func(id annotate.ID) { got = append(got, "open "+string(id)) }
	v.OnBaseline = func(id annotate.ID) { got = append(got, "baseline "+string(id)) }
	v.OnSame = func(a, b string) { got = append(got, a+" = "+b) }
	v.OnKey = func(k fyne.KeyName) bool { got = append(got, "key "+string(k)); return true }
	return &got
}

func check(t *testing.T, got *[]string, want ...string) {
	t.Helper()
	if strings.Join(*got, "|") != strings.Join(want, "|") {
		t.Errorf("called back %s\nwant %s", strings.Join(*got, "|"), strings.Join(want, "|"))
	}
	*got = nil
}

func middle(o fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.AddXY(o.Size().Width/2, o.Size().Height/2)
}

// pageText is all strings on it, in the order in which they are drawn.
func pageText(v *View) string {
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
	walk(v.list.page)
	return strings.Join(out, " ")
}

func says(t *testing.T, v *View, words ...string) {
	t.Helper()
	said := pageText(v)
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("it does not say %q: %s", w, said)
		}
	}
}

func TestMouse(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	got := calls(v)
	b := v.list.rows[1].shown
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(b.Size().Width-30, b.Size().Height-20)
	test.MoveMouse(c, at)
	if !b.Over || b.Cursor() != desktop.PointerCursor {
		t.Errorf("under the pointer: hovered %v, cursor %v", b.Over, b.Cursor())
	}
	test.TapCanvas(c, at)
	if c.Focused() != fyne.Focusable(v) || v.Hand.Chosen() != "w1" {
		t.Errorf("a click gives the keys to %T and chooses %q", c.Focused(), v.Hand.Chosen())
	}
	test.MoveMouse(c, fyne.NewPos(500, 40))
	if b.Over {
		t.Error("the ground stays when the pointer has gone")
	}
	check(t, got, "open w1")
	// A click on words that differ takes them in hand.
	p := v.list.rows[2].body.(*passage)
	words := p.columns[0].flow.Strips(0)
	for _, s := range words {
		if p.columns[0].flow.runs[s.Run].edit >= 0 {
			place := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.list.rows[2].shown).AddXY(p.columns[0].x+s.Left+3, v.list.rows[2].top+10)
			test.TapCanvas(c, place)
			break
		}
	}
	if inHand(v) != "w2 may close→has closed" {
		t.Errorf("in hand is %s", inHand(v))
	}
	check(t, got)
}

func TestMenuOfBaselines(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	got := calls(v)
	choose := func(down int) {
		t.Helper()
		test.TapCanvas(c, middle(v.controls.picker))
		if c.Overlays().Top() == nil {
			t.Fatal("no menu")
		}
		for range down {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	choose(2) // from the first
	check(t, got, "baseline w2")
	says(t, v, "Against Agence Littoral", "baseline")
	if v.controls.picker.Words() != "Against Agence Littoral" || v.scene.trace.Steps[0].Base != 2 {
		t.Errorf("the button says %q", v.controls.picker.Words())
	}
	choose(4) // round
	if !v.before || v.controls.picker.Words() != "Against the one before" || v.scene.trace.Steps[3].Base != 2 {
		t.Errorf("against the one before: %v, %q", v.before, v.controls.picker.Words())
	}
	says(t, v, "against Agence Littoral", "nothing was published before it")
	check(t, got)
	choose(3) // the baseline that was
	if v.before {
		t.Error("a baseline does not end the comparison with the one before")
	}
	check(t, got, "baseline w2")
	typed(v, "p")
	if !v.before {
		t.Error("P does not compare with the one before")
	}
	typed(v, "p")
	if v.before {
		t.Error("P does not go back to the baseline")
	}
}

func TestMenuOfAPassage(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	got := calls(v)
	choose := func(o fyne.SecondaryTappable, at fyne.Position, down int) {
		t.Helper()
		test.TapSecondaryAt(o, at)
		for range down {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	choose(v.list.rows[1].shown, fyne.NewPos(40, 40), 1)
	check(t, got, "open w1")
	choose(v.list.rows[1].shown, fyne.NewPos(40, 40), 2)
	check(t, got, "baseline w1")
	choose(v.list.rows[1].shown, fyne.NewPos(40, 40), 3)
	if !v.before {
		t.Error("the menu does not compare with the one before")
	}
	v.SetBefore(false)
	v.setBase(0)
	check(t, got, "baseline w0")
	v.Hand.take(2, v.list.rows[2].body.picks()[0])
	choose(v.list.rows[2].shown, fyne.NewPos(40, 40), 4)
	check(t, got, "may close = has closed")
}

func TestRingChoosesItsPassage(t *testing.T) {
	v, c, _ := bridgeShown(t, 400)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.controls.lifeline)
	last := v.controls.lifeline.stations.all[len(v.controls.lifeline.stations.all)-1]
	ring := at.AddXY(last.ring(1), lineTop)
	test.MoveMouse(c, ring)
	if v.controls.lifeline.Cursor() != desktop.PointerCursor {
		t.Error("a ring does not look as if it could be clicked")
	}
	test.TapCanvas(c, ring)
	if v.Hand.Chosen() != "w5" || v.list.rows[5].shown == nil {
		t.Errorf("the last ring chooses %q", v.Hand.Chosen())
	}
	v.list.scrollTo(0)
	between := at.AddXY(last.ring(0)-25, lineTop)
	test.TapCanvas(c, between)
	test.MoveMouse(c, between)
	if v.Hand.Chosen() != "w5" || v.controls.lifeline.Cursor() == desktop.PointerCursor {
		t.Error("the line between the rings answers")
	}
}

func TestChipsSwitchKinds(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	looked := 0
	v.OnLook = func() { looked++ }
	find := func(k collate.Kind) *parts.Button {
		for _, o := range v.list.page.Objects {
			if chip, ok := o.(*parts.Button); ok && strings.HasPrefix(chip.Words(), string(k)+" ") {
				return chip
			}
		}
		t.Fatalf("no chip for %s", k)
		return nil
	}
	if ch := find(collate.KindNumber); !ch.Chosen() || ch.Words() != "number 2" {
		t.Errorf("number: %+v", ch)
	}
	if find(collate.KindSpelling).Chosen() || !find(collate.KindAttribution).Chosen() {
		t.Error("spelling is marked, or attribution is not")
	}
	test.TapCanvas(c, middle(find(collate.KindSpelling)))
	says(t, v, "Kyiv Kiev", "one week a week")
	if !find(collate.KindSpelling).Chosen() || looked == 0 {
		t.Error("a click does not switch")
	}
	// By its key, and by the chip's own.
	before := pageText(v)
	typed(v, "2")
	if find(collate.KindNumber).Chosen() || strings.Contains(pageText(v), "47 74") {
		t.Error("2 does not switch numbers off")
	}
	ch := find(collate.KindNumber)
	ch.FocusGained()
	ch.TypedRune(' ')
	ch.FocusLost()
	if pageText(v) != before {
		t.Error("switched on again it shows something else")
	}
	if l := ch.AccessibilityLabel(); l != "number 2, on" || ch.Hint != "Another figure, unit or bound. Key 2" {
		t.Errorf("it is heard as %q, and told as %q", l, ch.Hint)
	}
	got := calls(v)
	ch.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	check(t, got, "key "+string(fyne.KeyEscape))
	// All off: the passages say that they differ, though it is not marked.
	typed(v, "1234567890")
	says(t, v, noteOff)
}

func TestPlaceIsKept(t *testing.T) {
	v, _, ws := bridgeShown(t, 400)
	claim, _ := bridgeClaim()
	v.Compare(claim, ws, ws[3].ID)
	if v.baseline() != ws[3].ID {
		t.Errorf("the baseline is %q", v.baseline())
	}
	v.Hand.choose(5)
	scrolled := v.list.scroll.Offset.Y
	if scrolled == 0 {
		t.Fatal("it is not scrolled")
	}
	v.Compare(claim, ws, ws[3].ID)
	if v.Hand.Chosen() != ws[5].ID || v.list.scroll.Offset.Y != scrolled {
		t.Errorf("chosen %q, scrolled to %v of %v", v.Hand.Chosen(), v.list.scroll.Offset.Y, scrolled)
	}
	// Against another baseline the passages have other heights: what stood at the
	// top of the window stays there.
	top := v.list.anchor()
	v.Compare(claim, ws, "no such annotation")
	if now := v.list.anchor(); v.baseline() != ws[0].ID || now.row != top.row || now.below-top.below > 1 || top.below-now.below > 1 {
		t.Errorf("baseline %q, at the top %+v, before %+v", v.baseline(), now, top)
	}
	scrolled = v.list.scroll.Offset.Y
	other, more := sampleClaim(t, 1)
	v.Compare(other, more, "")
	if v.Hand.Chosen() != more[0].ID || v.list.scroll.Offset.Y != 0 {
		t.Errorf("another claim begins with %q at %v", v.Hand.Chosen(), v.list.scroll.Offset.Y)
	}
	v.Clear()
	if v.baseline() != "" {
		t.Error("cleared, it has a baseline")
	}
	says(t, v, "tie them to a claim")
	v.Compare(claim, ws, "")
	if v.Hand.Chosen() != ws[5].ID || v.list.scroll.Offset.Y != scrolled {
		t.Errorf("back in the claim: %q at %v, want %q at %v", v.Hand.Chosen(), v.list.scroll.Offset.Y, ws[5].ID, scrolled)
	}
	// Where a passage is gone, the keys go on at the first.
	v.Compare(claim, ws[:5], "")
	if v.Hand.Chosen() != ws[0].ID {
		t.Errorf("what is gone is chosen: %q", v.Hand.Chosen())
	}
}

func TestFewPassages(t *testing.T) {
	for layout := range Layout(len(layoutNames)) {
		v, _ := shown(t, style.AlwaysLite, 1008, 400)
		lay(v, layout)
		claim, ws := bridgeClaim()
		v.Compare(claimOf(claim.Statement, "", ws[:1]), ws[:1], "")
		if said := pageText(v); !strings.Contains(strings.ReplaceAll(said, " ", ""), strings.ReplaceAll(onePassage, " ", "")) ||
			strings.Contains(said, "baseline") || strings.Contains(said, "Against") {
			t.Errorf("with one passage: %s", said)
		}
		v.Compare(claimOf(claim.Statement, "", nil), nil, "")
		if said := pageText(v); !strings.Contains(strings.ReplaceAll(said, " ", ""), strings.ReplaceAll(noPassage, " ", "")) {
			t.Errorf("without a passage: %s", said)
		}
		twice := []store.Witness{ws[0], ws[0]}
		twice[1].ID = "again"
		v.Compare(claimOf(claim.Statement, "", twice), twice, "")
		says(t, v, "worded alike")
		if layout < Table {
			says(t, v, noteSame)
		}
		empty := []store.Witness{ws[0], ws[1]}
		empty[0].Quote, empty[1].Quote = "", ""
		v.Compare(claimOf(claim.Statement, "", empty), empty, "")
	}
}

func TestThemeColoursThePageAnew(t *testing.T) {
	v, _, _ := bridgeShown(t, 700)
	ink := func() any {
		for _, o := range v.list.rows[0].shown.brush.Objects {
			if text, ok := o.(*canvas.Text); ok && text.Text == "Meridian Wire" {
				return text.Color
			}
		}
		return nil
	}
	if ink() != any(style.Light.Ink) {
		t.Fatalf("in light: %v", ink())
	}
	fyne.CurrentApp().Settings().SetTheme(style.Theme{Choice: style.AlwaysDark})
	v.Refresh()
	if ink() != any(style.Dark.Ink) {
		t.Errorf("in dark: %v", ink())
	}
}

// A word that another font draws stands on the baseline of the words beside it,
// as it does in the reader. Emoji come with the program.
func TestBaselineOfOtherFonts(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	v.compareBoth(many(2, func(int) string { return "HHH 😀" }))
	tops := map[string]float32{}
	for _, o := range v.list.rows[0].shown.brush.Objects {
		if w, ok := o.(*canvas.Text); ok {
			_, base := readFace.measured(w.Text)
			tops[w.Text] = w.Position().Y + base
		}
	}
	falls := baseline.On(nil).Of("😀", readFace.size, readFace.source("😀"))
	if got := tops["HHH"] - tops["😀"]; falls == 0 || got < falls-0.01 || got > falls+0.01 {
		t.Errorf("the emoji stands %v higher than Fyne’s own measures say, want %v", got, falls)
	}
}

// Who hears the page hears of each row what it shows.
func TestRowsAreHeard(t *testing.T) {
	v, _, _ := bridgeShown(t, 700)
	facts, _, _ := factsShown(t, 1008, 700)
	articles, _ := ferryShown(t, 700)
	for _, x := range []struct {
		of   *band
		want string
	}{
		{v.list.rows[2].shown, "Agence Littoral, Fri 30 Jan 15:00, confirmed: The city has closed the old bridge in Kyiv for one week after 47 cracks were found"},
		{facts.list.rows[1].shown, "How certain: Meridian Wire: said; The Northern Clarion: claimed (different); Agence Littoral: announced (compatible); Дніпровський вісник: not read; La Aurora: confirmed (different)"},
		{facts.list.heading.shown, ""},
		{articles.list.rows[2].shown, "Meridian Wire: Nobody on the quay heard the horn that night, said the harbour master, who may retire in 2027.; La Aurora: Nobody on the quay heard the horn that night, said the harbour master, who retires in 2027."},
	} {
		if got := x.of.AccessibilityLabel(); got != x.want {
			t.Errorf("heard is %q, want %q", got, x.want)
		}
	}
}
