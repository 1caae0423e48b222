package parts

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

var looks = [...]Look{Plain, Strong, Danger, Word, Link, Reference, Small, Pill, Switching, Tool}

// bench is a window in which buttons are tried.
type bench struct {
	w     fyne.Window
	heard []string
	due   func() // what the layer of tips waits for
}

func tryOut(t *testing.T, os ...fyne.CanvasObject) *bench {
	t.Helper()
	b := &bench{}
	tips := NewTips(container.NewWithoutLayout(os...), func(_ time.Duration, f func()) (stop func()) {
		b.due = f
		return func() { b.due = nil }
	})
	b.w = test.NewTempWindow(t, tips)
	b.w.SetPadded(false)
	b.w.Resize(fyne.NewSize(300, 200))
	b.w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { b.say("window " + string(e.Name)) })
	b.w.Canvas().SetOnTypedRune(func(r rune) { b.say("window " + string(r)) })
	return b
}

func (b *bench) say(s string) { b.heard = append(b.heard, s) }

func (b *bench) said() string {
	s := strings.Join(b.heard, ", ")
	b.heard = nil
	return s
}

// told is what is told beside what the pointer is on.
func (b *bench) told() string {
	var words []string
	for _, o := range b.w.Content().(*Tips).layer.said {
		if t, ok := o.(*canvas.Text); ok {
			words = append(words, t.Text)
		}
	}
	return strings.Join(words, " ")
}

func TestButtonIsPressed(t *testing.T) {
	test.NewTempApp(t)
	for _, look := range looks {
		b := NewTool("Close", Away, nil)
		b.Dress(look)
		bench := tryOut(t, b)
		b.press = func() { bench.say("pressed") }
		b.Resize(b.MinSize())
		test.Tap(b)
		bench.w.Canvas().Focus(b)
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // its character follows
		b.TypedRune(' ')
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		b.TypedRune('x')
		b.OnKey, b.OnRune = func(k fyne.KeyName) { bench.say("own " + string(k)) }, func(r rune) { bench.say("own " + string(r)) }
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
		b.TypedRune('y')
		if got := bench.said(); got != "pressed, pressed, pressed, window Escape, window x, own Up, own y" {
			t.Errorf("look %d: %s", look, got)
		}
		b.Refuse("there is nothing to close")
		test.Tap(b)
		b.Press()
		b.TypedRune(' ')
		if got := bench.said(); got != "" || b.Cursor() != desktop.DefaultCursor || !strings.Contains(b.AccessibilityLabel(), "not now: there is nothing to close") {
			t.Errorf("look %d: what cannot be done is done: %s", look, got)
		}
		if got := bench.told(); !strings.Contains(strings.ToLower(got), "there is nothing to close") {
			t.Errorf("look %d: clicked it says %q", look, got)
		}
		bench.w.Canvas().Unfocus()
		if bench.w.Canvas().FocusNext(); bench.w.Canvas().Focused() != nil {
			t.Errorf("look %d: Tab stops at what cannot be pressed", look)
		}
	}
}

// What a sign means, what is cut and why something cannot be done are told once
// the pointer has rested on it; what can be read is not told again.
func TestTips(t *testing.T) {
	test.NewTempApp(t)
	b := NewButton(Pill, "Against the one before", func() {})
	bench := tryOut(t, b)
	rest := func() string {
		b.MouseIn(nil)
		if b.MouseMoved(nil); bench.told() != "" {
			t.Error("it is told at once")
		}
		if f := bench.due; f != nil {
			bench.due = nil
			f()
		}
		said := bench.told()
		for _, o := range bench.w.Content().(*Tips).layer.said {
			if p, s := o.Position(), o.Size(); p.X < 0 || p.Y < 0 || p.X+s.Width > 300 || p.Y+s.Height > 200 {
				t.Errorf("%q is told at %v, %v", said, p, s)
			}
		}
		if b.MouseOut(); bench.told() != "" || bench.due != nil {
			t.Error("it is told of what the pointer has left")
		}
		return said
	}
	b.Resize(b.MinSize())
	if got := rest(); got != "" {
		t.Errorf("whole: %q", got)
	}
	b.Hint = "what the passages are compared with"
	if got := rest(); got != b.Hint {
		t.Errorf("with a hint: %q", got)
	}
	b.Most = 90
	b.Resize(b.MinSize())
	if got := rest(); got != "Against the one before" || b.Size().Width > 90 {
		t.Errorf("cut: %q", got)
	}
	b.Refuse("there is only one passage")
	b.Move(fyne.NewPos(250, 180))
	if got := rest(); got != "There is only one passage" {
		t.Errorf("refused: %q", got)
	}
	b.Refuse("")
	b.Sign = Down
	b.Dress(Tool)
	if got := rest(); got != "Against the one before" {
		t.Errorf("a sign: %q", got)
	}
	// On a sheet it is the sheet's layer that tells.
	var due func()
	tool := NewTool("Close", Away, func() {})
	tips := NewTips(tool, func(_ time.Duration, f func()) func() { due = f; return func() {} })
	pop := widget.NewModalPopUp(tips, bench.w.Canvas())
	pop.Show()
	tips.Raise(bench.w.Canvas())
	tool.MouseIn(nil)
	if due == nil || bench.due != nil {
		t.Fatal("the page tells what is on the sheet")
	}
	if due(); len(tips.layer.said) == 0 || bench.told() != "" {
		t.Error("the sheet does not tell")
	}
	tool.MouseOut()
	pop.Hide()
	tips.Lower(bench.w.Canvas())
	if tipsOver(b) != bench.w.Content() {
		t.Error("without the sheet the page does not tell")
	}
}

// Words stand out by 4.5 in each state, signs and the ring by 3.
func TestButtonContrast(t *testing.T) {
	for name, p := range map[string]*style.Palette{"light": style.Light, "dark": style.Dark} {
		for _, look := range looks {
			for state := range 1 << 4 {
				b := &pressable{look: look}
				b.Over, b.down, b.chosen = state&1 > 0, state&2 > 0, state&4 > 0 && (look == Pill || look == Switching)
				if state&8 > 0 {
					b.why = "not now"
				}
				d, least := b.dress(p), 4.5
				on := []color.NRGBA{d.fill}
				if look == Tool {
					if least = 3; b.why != "" {
						continue // it tells nothing that could be done
					}
				}
				if d.fill.A == 0 {
					on = []color.NRGBA{p.Surface, p.Raised}
				}
				for _, on := range on {
					if c := style.Contrast(d.ink, on); c < least {
						t.Errorf("%s, look %d, state %04b: the words stand out by %.2f", name, look, state, c)
					}
				}
			}
		}
		for _, on := range []color.NRGBA{p.Surface, p.Side, p.Page, p.Raised} {
			if c := style.Contrast(p.Accent, on); c < 3 {
				t.Errorf("%s: the ring stands out by %.2f", name, c)
			}
		}
	}
}

// looksOf tells how some objects look.
func looksOf(objects []fyne.CanvasObject) (s string) {
	for _, o := range objects {
		switch o := o.(type) {
		case *canvas.Rectangle:
			s += fmt.Sprint(o.FillColor, o.StrokeColor, o.Position())
		case *canvas.Text:
			s += fmt.Sprint(o.Text, o.Color, o.TextStyle)
		case *canvas.Image:
			s += o.Resource.Name()
		case *fyne.Container:
			s += looksOf(o.Objects)
		}
	}
	return s
}

// Each state looks otherwise, and choosing moves nothing.
func TestButtonStates(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	for _, look := range looks {
		b := NewTool("Close", Away, func() {})
		b.Dress(look)
		b.Resize(b.MinSize())
		seen := map[string]string{}
		look := func(state string) {
			s := looksOf(test.WidgetRenderer(b).Objects())
			if other, is := seen[s]; is {
				t.Errorf("look %d: %s looks like %s", b.look, state, other)
			}
			seen[s] = state
		}
		look("at rest")
		b.MouseIn(nil)
		look("under the pointer")
		b.MouseDown(nil)
		look("pressed")
		b.MouseUp(nil)
		b.MouseOut()
		b.FocusGained()
		look("with the keyboard")
		b.FocusLost()
		if b.look == Pill || b.look == Switching {
			was := b.MinSize()
			b.Choose(true)
			look("chosen")
			if b.MinSize() != was {
				t.Errorf("look %d: chosen it is %v, not %v", b.look, b.MinSize(), was)
			}
			b.Choose(false)
		}
		if b.look != Word { // of which only the pointer and the tip tell
			b.Refuse("not now")
			look("refused")
		}
	}
}

func TestSwitchByKeys(t *testing.T) {
	test.NewTempApp(t)
	var b *bench
	s := NewSwitch([]string{"Read", "Compare", "Overview"}, func(i int) { b.say(fmt.Sprint(i)) })
	b = tryOut(t, s)
	s.Resize(s.MinSize())
	b.w.Canvas().Focus(s)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.Choose(1)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.TypedRune('1')
	if got := b.said(); got != "1, 2, window Escape, window 1" {
		t.Errorf("chosen: %s", got)
	}
	if s.AccessibilityLabel() != "Compare" {
		t.Errorf("it is heard as %q", s.AccessibilityLabel())
	}
}
