package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a line of the chooser, in pixels.
const (
	lineHigh  = 30
	lineSide  = 8
	iconSize  = 18
	boxSize   = 16
	dateWidth = 96
	sizeWidth = 64
	barWidth  = 8 // that of the scroll bar, beside the lines
	tailRunes = 8 // of a name too long, these are always shown
)

// fileLine is a row of the chooser: an icon, a name, a size and a date.
type fileLine struct {
	widget.BaseWidget
	c     *chooser
	e     folder.Entry
	whole string // its name, where that is cut
}

func (c *chooser) newLine() *fileLine {
	l := &fileLine{c: c}
	l.ExtendBaseWidget(l)
	return l
}

func (l *fileLine) set(e folder.Entry) {
	l.e = e
	l.Refresh()
}

// Whole is what the line shows cut.
func (l *fileLine) Whole() string { return l.whole }

// MinSize implements [fyne.CanvasObject].
func (l *fileLine) MinSize() fyne.Size { return fyne.NewSize(120, lineHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (l *fileLine) AccessibilityLabel() string {
	name := folder.Plain(l.e.Name)
	switch l.e.Kind {
	case folder.Parent:
		return "up to " + name
	case folder.Drive:
		return "drive " + name
	case folder.Folder:
		return "folder " + name
	}
	name += ", " + folder.SizeWord(l.e.Size) + ", " + folder.DateWord(l.e.Modified, l.c.now())
	if l.c.picks.Has(l.e) {
		name += ", chosen"
	}
	return name
}

// AccessibilityRole implements [fyne.Accessible].
func (l *fileLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (l *fileLine) CreateRenderer() fyne.WidgetRenderer {
	b := &parts.Brush{}
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		l.draw(b, size.Width-barWidth)
		return b.Objects
	})
}

func (l *fileLine) draw(b *parts.Brush, width float32) {
	p, chosen := b.Palette, l.c.picks.Has(l.e)
	if chosen {
		b.Rect(p.AccentFill, 0, 1, width, lineHigh-2).CornerRadius = style.Corner - 2
	}
	x := float32(lineSide)
	if l.c.picks.Many {
		if l.c.picks.Takes(l.e) {
			b.Image(tickBox(chosen, p), x, (lineHigh-boxSize)/2, boxSize)
		}
		x += boxSize + lineSide
	}
	b.Image(icon(l.e.Kind, p), x, (lineHigh-iconSize)/2, iconSize)
	x += iconSize + lineSide

	right := width - lineSide
	small := func(words string, end float32) {
		t := b.Text(parts.Lettering{Words: words, Size: style.SmallSize, Ink: p.Muted})
		b.InLine(t, end-t.MinSize().Width, 0, lineHigh)
	}
	room := right - x
	bare := l.e.Kind == folder.Parent || l.e.Kind == folder.Drive // of which nothing but the name is told
	if !bare {
		small(folder.DateWord(l.e.Modified, l.c.now()), right)
		room -= dateWidth + sizeWidth + style.Gap
	}
	if l.e.Kind == folder.File {
		small(folder.SizeWord(l.e.Size), right-dateWidth)
	}
	ink := p.Ink
	if l.e.Kind == folder.Parent {
		ink = p.Muted
	}
	name := folder.Plain(l.e.Name)
	shown := squeeze(name, room)
	if l.whole = ""; shown != name {
		l.whole = name
	}
	b.InLine(b.Text(parts.Lettering{Words: shown, Size: style.TextSize, Ink: ink}), x, 0, lineHigh)
}

// squeeze shortens a name in its middle, so that its ending stays to be seen.
func squeeze(name string, room float32) string {
	plainStyle := fyne.TextStyle{}
	width := func(s string) float32 { return fyne.MeasureText(s, style.TextSize, plainStyle).Width }
	r := []rune(name)
	if width(name) <= room || len(r) <= tailRunes {
		return name
	}
	tail := string(r[len(r)-tailRunes:])
	return parts.Shorten(string(r[:len(r)-tailRunes])+tail, style.TextSize, plainStyle, max(room-width(tail), 0)) + tail
}
