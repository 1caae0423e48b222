package findbar

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

func TestPictures(t *testing.T) {
	for name, c := range map[string]struct {
		theme style.Choice
		width float32
		do    func(*Bar)
	}{
		"empty": {style.AlwaysLite, 690, func(*Bar) {}},
		"light": {style.AlwaysLite, 690, func(b *Bar) {
			b.field.SetText("Kiev")
			b.SetCount(3, 17, false)
			b.next.MouseIn(nil)
		}},
		"dark": {style.AlwaysDark, 690, func(b *Bar) {
			b.field.SetText("Zelensky said")
			b.SetCount(3, 17, false)
			b.previous.MouseIn(nil)
		}},
		"no-match": {style.AlwaysDark, 690, func(b *Bar) { b.field.SetText("Kyivv") }},
		"narrow": {style.AlwaysLite, 330, func(b *Bar) {
			b.field.SetText("Kremlin")
			b.SetCount(123456, 1234567, true)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b, _, w := open(t, c.theme, c.width)
			c.do(b)
			w.Canvas().Unfocus() // the caret blinks
			test.AssertImageMatches(t, name+".png", w.Canvas().Capture())
		})
	}
}
