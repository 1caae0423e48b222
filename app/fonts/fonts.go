// Package fonts knows which scripts the fonts of this machine can show. The
// window finds and takes such fonts by itself, as Fyne does; where there is none
// for a script, its letters are all the same sign, and a person has to be told
// what to install.
package fonts

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/fontscan"
)

// Script is a script for which a font is missing.
type Script struct {
	Name string // what a person calls it: "Georgian", "Chinese"
	Font string // a free font that has it
}

// covered are the scripts of which the program brings all letters, and what
// belongs to no script.
var covered = []*unicode.RangeTable{unicode.Common, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic}

// other says of scripts what is not as for most: the name of the script in
// words, and "Noto Sans" with that behind it.
var other = map[string]Script{
	"Han":      {"Chinese", "Noto Sans CJK"},
	"Bopomofo": {"Chinese", "Noto Sans CJK"},
	"Hiragana": {"Japanese", "Noto Sans CJK"},
	"Katakana": {"Japanese", "Noto Sans CJK"},
	"Hangul":   {"Korean", "Noto Sans CJK"},
	"Tibetan":  {"Tibetan", "Noto Serif Tibetan"},
	"Nko":      {"N’Ko", "Noto Sans NKo"},
}

// Missing lists the scripts of a text for most of whose letters has finds no
// font, by name.
func Missing(text string, has func(rune) bool) []Script {
	letters, absent := map[string]int{}, map[string]int{}
	seen := map[rune]bool{}
	script := ""
	for _, r := range text {
		if r < 0x0530 || seen[r] { // what lies below is Latin, Greek and Cyrillic
			continue
		}
		seen[r] = true
		if !unicode.IsLetter(r) || unicode.In(r, covered...) {
			continue
		}
		if script = scriptOf(r, script); script == "" {
			continue
		}
		if letters[script]++; !has(r) {
			absent[script]++
		}
	}
	var out []Script
	for name, n := range absent {
		if 2*n < letters[name] {
			continue
		}
		s, ok := other[name]
		if !ok {
			words := strings.ReplaceAll(name, "_", " ")
			s = Script{words, "Noto Sans " + words}
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Script) int { return strings.Compare(a.Name, b.Name) })
	return slices.Compact(out)
}

// scriptOf is the name of a letter's script, which is often that of the letter
// before; "" for one that has none.
func scriptOf(r rune, before string) string {
	if t, ok := unicode.Scripts[before]; ok && unicode.Is(t, r) {
		return before
	}
	for name, t := range unicode.Scripts {
		if unicode.Is(t, r) {
			return name
		}
	}
	return ""
}

// System returns what tells whether a font that is installed on this machine has
// a letter: of the folders that fontconfig, Windows or macOS keep fonts in. The
// first call may read all of them, and takes its time.
func System() (has func(rune) bool, err error) {
	found, err := fontscan.SystemFonts(quiet{}, "")
	if err != nil {
		return nil, err
	}
	return of(found), nil
}

// of tells it of some fonts.
func of(found []fontscan.Footprint) (has func(rune) bool) {
	return func(r rune) bool {
		return slices.ContainsFunc(found, func(f fontscan.Footprint) bool { return f.Runes.Contains(r) })
	}
}

// quiet is a log that nobody reads.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
