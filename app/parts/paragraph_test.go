package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func newParagraph(t *testing.T, wide float32) *Paragraph {
	t.Helper()
	p := &Paragraph{}
	p.MultiLine, p.Wrapping = true, fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	test.NewTempWindow(t, p).Resize(fyne.NewSize(wide, 240))
	return p
}

// Whatever the width, the text is what was typed: at its end, in its middle, with
// several spaces, over what is selected, and with characters rubbed out.
func TestTypedAsSeen(t *testing.T) {
	test.NewTempApp(t)
	const text = "AP says the Kremlin had not  confirmed by Thursday evening that there was any such agreement at all"
	spaces := 0 // that did not fit
	for wide := float32(150); wide < 330; wide += 3 {
		p := newParagraph(t, wide)
		typed := func(s string) {
			for _, r := range s {
				if p.TypedRune(r); p.behind() > 0 {
					spaces++
				}
			}
		}
		key := func(k fyne.KeyName) { p.TypedKey(&fyne.KeyEvent{Name: k}) }
		typed(text)
		if p.Text != text {
			t.Errorf("%v wide it is %q", wide, p.Text)
		}
		for range 10 {
			key(fyne.KeyLeft)
		}
		typed("and nothing at ")
		want := text[:len(text)-10] + "and nothing at " + text[len(text)-10:]
		if p.Text != want {
			t.Errorf("%v wide, in the middle it is %q", wide, p.Text)
		}
		p.SetText("")
		for _, r := range text {
			p.TypedRune(r)
			p.TypedRune(' ')
			key(fyne.KeyBackspace)
		}
		if p.Text != text {
			t.Errorf("%v wide, each space rubbed out it is %q", wide, p.Text)
		}
		p.TypedShortcut(&fyne.ShortcutSelectAll{})
		if typed(text); p.Text != text {
			t.Errorf("%v wide, over all that was selected it is %q", wide, p.Text)
		}
	}
	if spaces == 0 {
		t.Error("no width had a space that does not fit")
	}
}
