package parts

import (
	"errors"
	"image/color"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

func tenth(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

func TestWrapBy(t *testing.T) {
	for name, c := range map[string]struct {
		s     string
		width float32
		n     int
		want  string
	}{
		"fits":              {"one two", 100, 2, "one two"},
		"two lines":         {"one two three", 80, 2, "one two|three"},
		"cut in the last":   {"one two three four five", 80, 2, "one two|three f…"},
		"one long word":     {"incomprehensible", 50, 2, "inco…"},
		"a long word first": {"incomprehensible words", 50, 3, "inco…|words"},
		"spaces are folded": {" one \n two ", 100, 2, "one two"},
		"nothing":           {"", 100, 2, ""},
	} {
		if got := strings.Join(WrapBy(c.s, tenth, c.width, c.n), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Of what is very long only what can be seen is measured.
func TestWrapIsLazy(t *testing.T) {
	for name, s := range map[string]string{"many words": strings.Repeat("word ", 1_000_000), "one word": strings.Repeat("é", 2_000_000)} {
		measured := 0
		lines := WrapBy(s, func(s string) float32 { measured += len(s); return tenth(s) }, 300, 5)
		if measured > 20_000 || len(lines) == 0 || !strings.HasSuffix(lines[len(lines)-1], "…") {
			t.Errorf("%s: %d bytes were measured for %d lines", name, measured, len(lines))
		}
	}
}

func TestHints(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	hints := []Hint{{Keys: []string{"1", "2"}, Does: "tag"}, {Keys: []string{"S"}, Does: "sentence"}}
	for _, o := range Hints(hints, 0, 600, 28) {
		if right := o.Position().X + o.Size().Width; o.Position().X < 0 || right > 600.5 {
			t.Errorf("a hint reaches from %v to %v", o.Position().X, right)
		}
	}
	if all, few := len(Hints(hints, 0, 600, 28)), len(Hints(hints, 500, 600, 28)); few >= all || few == 0 {
		t.Errorf("%d objects where there is room, %d where there is little", all, few)
	}
}

func TestNotice(t *testing.T) {
	test.NewTempApp(t)
	n := NewNotice()
	n.Say(errors.New("the disk is full"))
	if !n.Visible() || n.Text() != "The disk is full" {
		t.Errorf("the notice says %q", n.Text())
	}
	n.Say(nil)
	if n.Visible() || n.Text() != "" {
		t.Errorf("a silent notice says %q", n.Text())
	}
}

func TestSwitch(t *testing.T) {
	test.NewTempApp(t)
	chosen := -1
	s := NewSwitch([]string{"Read", "Compare"}, func(i int) { chosen = i })
	s.Resize(s.MinSize())
	test.TapAt(s, fyne.NewPos(s.MinSize().Width-5, 10))
	if chosen != 1 {
		t.Errorf("a click on the second word chose %d", chosen)
	}
	chosen = -1
	s.Choose(1)
	test.TapAt(s, fyne.NewPos(s.MinSize().Width-5, 10))
	if chosen != -1 {
		t.Error("the word that is chosen was chosen again")
	}
}

func TestFrame(t *testing.T) {
	test.NewTempApp(t)
	rect := func(w, h float32) *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, h))
		return r
	}
	top, left, middle := rect(10, 20), rect(30, 10), rect(5, 5)
	c := Frame{Top: top, Left: left, Middle: middle}.New()
	c.Resize(fyne.NewSize(100, 100))
	if middle.Position() != fyne.NewPos(30, 20) || middle.Size() != fyne.NewSize(70, 80) {
		t.Errorf("the middle lies at %v, %v", middle.Position(), middle.Size())
	}
	if c.MinSize() != fyne.NewSize(35, 30) {
		t.Errorf("the least size is %v", c.MinSize())
	}
	top.Hide()
	c.Refresh()
	c.Layout.Layout(c.Objects, c.Size())
	if middle.Position().Y != 0 {
		t.Error("a hidden edge takes room")
	}
}

// Every sign is a drawing that Fyne can read, in both themes.
func TestSigns(t *testing.T) {
	a := test.NewTempApp(t)
	for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		a.Settings().SetTheme(style.Theme{Choice: theme})
		seen := map[string]bool{}
		for _, v := range []annotate.Verdict{annotate.Confirmed, annotate.Disputed, annotate.Unconfirmed, ""} {
			for _, r := range []fyne.Resource{Sign(v), Disc(v), Ring(v)} {
				img := canvas.NewImageFromResource(r)
				img.Resize(fyne.NewSquareSize(20))
				img.Refresh()
				if img.Image == nil {
					t.Errorf("%s is no picture: %s", r.Name(), r.Content())
				}
				seen[r.Name()] = true
			}
		}
		if len(seen) < 11 {
			t.Errorf("%d different signs", len(seen))
		}
	}
}

// What is too small for its edges leaves the middle nothing, and never less.
func TestFrameTooSmall(t *testing.T) {
	test.NewTempApp(t)
	edge := func() fyne.CanvasObject {
		return NewGround(func(p *style.Palette) color.NRGBA { return p.Line }, fyne.NewSize(40, 40))
	}
	f := Frame{Top: edge(), Bottom: edge(), Left: edge(), Right: edge(), Middle: edge()}
	f.New().Resize(fyne.NewSize(60, 30))
	if got := f.Middle.Size(); got != (fyne.Size{}) {
		t.Errorf("the middle is %v", got)
	}
}
