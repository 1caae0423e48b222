package compare

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/app/style"
)

func TestKeysGoFromPassageToPassage(t *testing.T) {
	v, c, ws := bridgeShown(t, 432)
	got := calls(v)
	c.Focus(v)
	if v.Hand.Chosen() != ws[0].ID {
		t.Errorf("with the keys comes %q, want the first passage", v.Hand.Chosen())
	}
	press(v, fyne.KeyDown, fyne.KeyDown)
	if v.Hand.Chosen() != ws[2].ID {
		t.Errorf("two down is %q", v.Hand.Chosen())
	}
	press(v, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if v.Hand.Chosen() != ws[0].ID || v.list.scroll.Offset.Y != 0 {
		t.Errorf("up at the top is %q, scrolled to %v", v.Hand.Chosen(), v.list.scroll.Offset.Y)
	}
	press(v, fyne.KeyEnd)
	last := v.list.rows[len(ws)-1]
	if v.Hand.Chosen() != ws[len(ws)-1].ID || last.shown == nil || last.y+last.height() > v.list.scroll.Offset.Y+432 {
		t.Errorf("End is %q, in the window: %v", v.Hand.Chosen(), last.shown != nil)
	}
	press(v, fyne.KeyReturn)
	typed(v, "bb") // the second changes nothing
	if v.baseline() != ws[5].ID {
		t.Errorf("B makes %q the baseline", v.baseline())
	}
	press(v, fyne.KeyHome, fyne.KeyEnter, fyne.KeyEscape)
	check(t, got, "open w5", "baseline w5", "open w0", "key "+string(fyne.KeyEscape))
	press(v, fyne.KeyPageDown)
	if v.list.scroll.Offset.Y != 432-style.ReadLead {
		t.Errorf("a page down is %v", v.list.scroll.Offset.Y)
	}
	typed(v, " ")
	press(v, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	if v.list.scroll.Offset.Y != 0 {
		t.Errorf("pages up end at %v", v.list.scroll.Offset.Y)
	}
}

func TestKeysWithoutAnything(t *testing.T) {
	v, c := shown(t, style.AlwaysLite, 1008, 400)
	got := calls(v)
	c.Focus(v)
	typed(v, "bpvm=15 ")
	press(v, fyne.KeyDown, fyne.KeyUp, fyne.KeyLeft, fyne.KeyRight, fyne.KeyTab, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageDown)
	if v.Hand.Chosen() != "" || v.AcceptsTab() {
		t.Errorf("of nothing it chooses %q", v.Hand.Chosen())
	}
	check(t, got)
	v.OnOpen, v.OnSame, v.OnBaseline, v.OnKey = nil, nil, nil, nil // nobody listens
	claim, ws := bridgeClaim()
	v.Compare(claim, ws, "")
	press(v, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyRight, fyne.KeyEscape)
	typed(v, "=b")
	if v.baseline() != v.Hand.Chosen() || v.Hand.Chosen() == "" {
		t.Errorf("the baseline is %q", v.baseline())
	}
}

// inHand is the change in hand.
func inHand(v *View) string {
	if v.Hand.row < 0 || v.Hand.pick < 0 {
		return ""
	}
	c := v.list.rows[v.Hand.row].body.change(v.Hand.pick)
	return string(v.Hand.Chosen()) + " " + c.old + "→" + c.now
}

func TestKeysGoFromChangeToChange(t *testing.T) {
	for _, layout := range []Layout{Inline, Beside} {
		v, c, _ := bridgeShown(t, 400)
		lay(v, layout)
		c.Focus(v)
		press(v, fyne.KeyRight)
		if inHand(v) != "" {
			t.Errorf("the baseline has a change in hand: %s", inHand(v))
		}
		var got []string
		for v.AcceptsTab() {
			press(v, fyne.KeyTab)
			got = append(got, inHand(v))
		}
		want := "w1 47→74|w2 may close→has closed|w3 may→will not|w3 for one week→|w3 →, engineers said|w3 →on Friday|" +
			"w4 →After 47 cracks were found|w4 after 47 cracks were found→"
		if strings.Join(got, "|") != want {
			t.Errorf("Tab goes %s\nwant %s", strings.Join(got, "|"), want)
		}
		// Left and Right stay in the passage.
		press(v, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
		if inHand(v) != "w4 →After 47 cracks were found" {
			t.Errorf("left of the first change of a passage is %s", inHand(v))
		}
		r := v.list.rows[v.Hand.row]
		if at, _ := r.body.extent(v.Hand.pick); r.y+r.top+at.Y < v.list.scroll.Offset.Y {
			t.Error("the change in hand is not in the window")
		}
		press(v, fyne.KeyDown)
		if inHand(v) != "" {
			t.Errorf("in the next passage %s is in hand", inHand(v))
		}
	}
}

func TestSayingThatTwoWordingsAreTheSame(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	got := calls(v)
	c.Focus(v)
	typed(v, "=") // nothing is in hand
	press(v, fyne.KeyDown, fyne.KeyRight)
	typed(v, "=") // a number
	if _, _, ok := v.Hand.Same(); ok {
		t.Error("two numbers can be the same")
	}
	check(t, got)
	press(v, fyne.KeyDown, fyne.KeyRight)
	typed(v, "=")
	check(t, got, "may close = has closed")
	press(v, fyne.KeyReturn) // and back: it is still in hand
	if check(t, got, "open w2"); inHand(v) != "w2 may close→has closed" {
		t.Errorf("after the article %q is in hand", inHand(v))
	}
	// The project holds them equal now: the place is kept, nothing is in hand.
	v.Options = collate.Options{Variants: reading.NewVariants([][]string{{"may close", "has closed"}})}
	claim, ws := bridgeClaim()
	v.Compare(claim, ws, "")
	if v.Hand.Chosen() != ws[2].ID || v.Hand.pick != -1 {
		t.Errorf("afterwards %q is chosen, %d in hand", v.Hand.Chosen(), v.Hand.pick)
	}
	if n := v.scene.counts[collate.KindHedge]; n != 0 {
		t.Errorf("%d hedges are left", n)
	}
}

func TestLayoutKeyGoesRound(t *testing.T) {
	v, c, _ := bridgeShown(t, 700)
	c.Focus(v)
	for _, want := range []Layout{Beside, Table, Facts, Inline} {
		typed(v, "v")
		if v.layout != want || v.controls.switcher.Chosen() != int(want) {
			t.Errorf("V goes to %d, the switch shows %d, want %d", v.layout, v.controls.switcher.Chosen(), want)
		}
	}
	test.TapCanvas(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(v.controls.switcher).AddXY(v.controls.switcher.Size().Width-10, 10))
	if v.layout != Facts {
		t.Errorf("a click on the switch shows %d", v.layout)
	}
	v.SetLayout(7)
	if v.layout != Facts {
		t.Error("a layout that there is not is taken")
	}
}

// Escape lets go of the change in hand first; the next one is the page's.
func TestEscapeLetsGoOfAChange(t *testing.T) {
	v, _, _ := bridgeShown(t, 900)
	var left []fyne.KeyName
	v.OnKey = func(k fyne.KeyName) bool {
		left = append(left, k)
		return true
	}
	press(v, "Tab")
	if !v.Hand.Picked() {
		t.Fatal("Tab takes no change")
	}
	if press(v, "Escape"); v.Hand.Picked() || len(left) > 0 {
		t.Errorf("a change is in hand: %v, handed on: %v", v.Hand.Picked(), left)
	}
	if press(v, "Escape"); len(left) != 1 {
		t.Errorf("the second Escape: %v", left)
	}
}
