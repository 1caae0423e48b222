package assets

import _ "embed" // for the fonts

// The reading face: Noto Serif 2.004, under the SIL Open Font License 1.1 (fonts/OFL.txt). Each is a
// TrueType file of 1000 units an em with Latin, Greek and Cyrillic, whole but for what Fyne does not use: hinting and
// the names of glyphs (in the way of pyftsubset --glyphs='*' --layout-features='*' --no-hinting --no-glyph-names). It has no ✓, ✗, arrows or minus sign (U+2212):
// set those in a monospaced style, for which Fyne brings a face that has them on every system.
var (
	//go:embed fonts/NotoSerif-Regular.ttf
	SerifRegular []byte
	//go:embed fonts/NotoSerif-Bold.ttf
	SerifBold []byte
	//go:embed fonts/NotoSerif-Italic.ttf
	SerifItalic []byte
)
