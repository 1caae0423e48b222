package parts

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

// A click or the space bar chooses, one of several stays chosen, and what cannot be
// chosen is not.
func TestOption(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	told, keys := 0, ""
	tick := NewOption("Without notes", "They are blacked out.", func() { told++ })
	one := NewOption("Everything", "", func() { told++ })
	one.OneOf = true
	off := NewOption("Sealed", "", func() { told++ })
	off.Refuse("you have no key")
	for _, o := range []*Option{tick, one, off} {
		o.OnKey = func(k fyne.KeyName) { keys += string(k) }
	}
	w := test.NewWindow(container.New(Column{Gap: 4}, tick, one, off))
	defer w.Close()
	w.Resize(fyne.NewSize(300, 300))
	test.Tap(tick)
	test.Tap(one)
	test.Tap(one)
	test.Tap(off)
	if !tick.Chosen() || !one.Chosen() || off.Chosen() || told != 3 {
		t.Errorf("clicked: %v, %v, %v, told %d times", tick.Chosen(), one.Chosen(), off.Chosen(), told)
	}
	for _, o := range []*Option{tick, one, off} {
		w.Canvas().Focus(o)
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		o.TypedRune(' ')
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	if tick.Chosen() || !one.Chosen() || off.Chosen() || keys != "EscapeEscapeEscape" {
		t.Errorf("typed: %v, %v, %v, keys %s", tick.Chosen(), one.Chosen(), off.Chosen(), keys)
	}
	if label := off.AccessibilityLabel(); label != "Sealed, not now: You have no key." {
		t.Error(label)
	}
}

// What wraps is as high as it needs to be in the width that it gets.
func TestColumn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	o := NewOption("Words", "They are many, so that in a narrow column they take several lines and in a wide one few.", nil)
	below := NewGround(func(p *style.Palette) color.NRGBA { return p.Line }, fyne.NewSize(1, 10))
	c := container.New(Column{Gap: 4}, o, below)
	high := map[float32]float32{}
	for _, wide := range []float32{600, 180} {
		c.Resize(fyne.NewSize(wide, 400))
		if below.Position().Y != o.Size().Height+4 || o.Size().Height != o.MinSize().Height {
			t.Errorf("at %v: %v high, the next at %v", wide, o.Size().Height, below.Position().Y)
		}
		high[wide] = o.Size().Height
	}
	if high[180] <= high[600] {
		t.Errorf("heights are %v", high)
	}
}
