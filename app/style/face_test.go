package style

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
)

// The bold face alone is taken only for characters that no other font that Fyne
// brings could show in its place.
func TestStrong(t *testing.T) {
	load := func(r fyne.Resource) *font.Face {
		f, err := font.ParseTTF(bytes.NewReader(r.Content()))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	bold, emoji, signs := load(theme.DefaultTextBoldFont()), load(theme.DefaultEmojiFont()), load(theme.DefaultSymbolFont())
	has := func(f *font.Face, r rune) bool {
		_, ok := f.NominalGlyph(r)
		return ok
	}
	for r := ' '; r < 0x20000; r++ {
		if Strong(string(r)) != nil && !has(bold, r) && (has(emoji, r) || has(signs, r)) {
			t.Errorf("%q (%04x) is not in the bold face", r, r)
		}
	}
	for _, s := range []string{"Meridian Wire", "Агентство “Зоря” – Čas", ""} {
		if Strong(s) == nil {
			t.Errorf("%q is not set in the bold face alone", s)
		}
	}
}
