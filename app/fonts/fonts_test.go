package fonts

import (
	"fmt"
	"testing"
	"unicode"

	"github.com/go-text/typesetting/fontscan"
)

func TestMissing(t *testing.T) {
	only := func(scripts ...*unicode.RangeTable) func(rune) bool {
		return func(r rune) bool { return unicode.In(r, scripts...) }
	}
	const georgian, chinese = "საქართველო", "北京说"
	for name, c := range map[string]struct {
		text string
		has  func(rune) bool
		want string
	}{
		"what the program brings": {"Kyiv, Київ, Αθήνα: “–” 5 € 🌡 ✓ é", only(), "[]"},
		"one":                     {"Text: " + georgian, only(), "[{Georgian Noto Sans Georgian}]"},
		"one that is there":       {"Text: " + georgian, only(unicode.Georgian), "[]"},
		"several":                 {chinese + georgian + "हिन्दी", only(unicode.Georgian), "[{Chinese Noto Sans CJK} {Devanagari Noto Sans Devanagari}]"},
		"one font for two":        {"ひらがなカタカナ", only(), "[{Japanese Noto Sans CJK}]"},
		"a long name":             {"ᐃᓄᒃᑎᑐᑦ", only(), "[{Canadian Aboriginal Noto Sans Canadian Aboriginal}]"},
		"few letters":             {chinese, func(r rune) bool { return r != '说' }, "[]"},
		"most letters":            {chinese, func(r rune) bool { return r == '说' }, "[{Chinese Noto Sans CJK}]"},
		"the same letter often":   {"说说说说说京北", func(r rune) bool { return r != '说' }, "[]"},
		"signs of a script":       {"๏ ๏ ฿", only(), "[]"},
		"nothing":                 {"", only(), "[]"},
		"of private use":          {"\ue000\uf8ff", only(), "[]"},
	} {
		if got := fmt.Sprint(Missing(c.text, c.has)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Any font will do.
func TestOf(t *testing.T) {
	var georgian, thai fontscan.Footprint
	georgian.Runes.Add('ა')
	thai.Runes.Add('ก')
	has := of([]fontscan.Footprint{georgian, thai})
	if !has('ა') || !has('ก') || has('北') || of(nil)('ა') {
		t.Error("a letter is looked for in other fonts than those given")
	}
}
