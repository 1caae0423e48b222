package style

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sizes, in Fyne's device-independent pixels. Everything is a multiple of the
// unit of 4, save the type.
const (
	Unit   = 4
	Gap    = 8  // between things that belong together
	Panel  = 12 // the breath of a side panel
	PageX  = 36 // the margin of the page to the left of its text
	PageY  = 24 // and above it
	Corner = 8
	Mark   = 3 // the corner of a highlight

	TextSize  = 14
	SmallSize = 12
	ReadSize  = 17
	ReadLead  = 29 // line to line of reading text
	HeadSize  = 26
	HeadLead  = 33
	Measure   = 620 // the width of a column of reading text
)

// Choice is which theme the reviewer wants.
type Choice string

// The choices; System follows the desktop.
const (
	System     Choice = ""
	AlwaysLite Choice = "light"
	AlwaysDark Choice = "dark"
)

// Theme dresses Fyne's own widgets in our palette.
type Theme struct{ Choice Choice }

var _ fyne.Theme = Theme{}

// Now returns the palette of the theme that the application shows now.
func Now() *Palette {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(Theme); ok {
		return t.palette(settings.ThemeVariant())
	}
	return Theme{}.palette(settings.ThemeVariant())
}

func (t Theme) variant(v fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.Choice {
	case AlwaysLite:
		return theme.VariantLight
	case AlwaysDark:
		return theme.VariantDark
	}
	return v
}

func (t Theme) palette(v fyne.ThemeVariant) *Palette {
	if t.variant(v) == theme.VariantDark {
		return Dark
	}
	return Light
}

// Color implements [fyne.Theme].
func (t Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.palette(v)
	switch name {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground:
		return p.Surface
	case theme.ColorNameForeground:
		return p.Ink
	case theme.ColorNamePlaceHolder:
		return p.Muted
	case theme.ColorNameDisabled:
		return p.Faint
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Accent
	case theme.ColorNameFocus:
		return alpha(p.Accent, 0x50)
	case theme.ColorNameForegroundOnPrimary:
		return p.Surface
	case theme.ColorNameSelection:
		return p.Selection
	case theme.ColorNameHover:
		return alpha(p.Ink, 0x0c)
	case theme.ColorNamePressed:
		return alpha(p.Ink, 0x18)
	case theme.ColorNameButton, theme.ColorNameDisabledButton:
		return p.Side
	case theme.ColorNameInputBackground:
		return p.Surface
	case theme.ColorNameSeparator:
		return p.Line
	case theme.ColorNameInputBorder:
		return p.Faint
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Raised
	case theme.ColorNameScrollBar:
		return alpha(p.Ink, 0x50)
	case theme.ColorNameScrollBarBackground:
		return alpha(p.Ink, 0)
	case theme.ColorNameShadow:
		return p.dim
	case theme.ColorNameError, theme.ColorNameWarning:
		return p.disputed.ink
	case theme.ColorNameSuccess:
		return p.confirmed.ink
	}
	return theme.DefaultTheme().Color(name, t.variant(v))
}

// Font implements [fyne.Theme]: the interface is set in Fyne's own sans.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon implements [fyne.Theme].
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements [fyne.Theme].
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextSize
	case theme.SizeNameCaptionText:
		return SmallSize
	case theme.SizeNamePadding:
		return Unit
	case theme.SizeNameInnerPadding:
		return Gap
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius,
		theme.SizeNamePopupRadius, theme.SizeNameMenuRadius, theme.SizeNameDialogRadius:
		return Corner
	case theme.SizeNameModalBlurRadius:
		return 0 // the blur is drawn anew for every frame, at half a second each without a graphics card
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}

// Faded is a colour that stands back, for lines beside the text.
func Faded(c color.NRGBA) color.NRGBA { return alpha(c, 0xb8) }

func alpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}
