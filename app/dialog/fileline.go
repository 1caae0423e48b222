package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
	c                *chooser
	back             *canvas.Rectangle
	box, icon        *canvas.Image
	name, size, date *canvas.Text
}

func (c *chooser) fresh() line {
	return &fileLine{c: c,
		back: &canvas.Rectangle{CornerRadius: style.Corner - 2},
		box:  &canvas.Image{}, icon: &canvas.Image{},
		name: parts.Text("", style.TextSize, false, nil),
		size: parts.Text("", style.SmallSize, false, nil),
		date: parts.Text("", style.SmallSize, false, nil),
	}
}

func (l *fileLine) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.back, l.box, l.icon, l.name, l.size, l.date}
}

func (l *fileLine) draw(i int, size fyne.Size) string {
	e, p, width := l.c.listing.Entries[i], style.Now(), size.Width-barWidth
	chosen, here := l.c.picks.Has(e), l.c.list.at == i
	bare := e.Kind == folder.Parent || e.Kind == folder.Drive // of which nothing but the name is told

	l.back.FillColor, l.back.StrokeColor, l.back.StrokeWidth = nil, nil, 0
	if chosen {
		l.back.FillColor = p.AccentFill
	}
	if here {
		l.back.StrokeColor, l.back.StrokeWidth = p.Faint, 1
		if l.c.list.focused {
			l.back.StrokeColor = p.Accent
		}
	}
	parts.Place(l.back, 0, 1, width, lineHigh-2)

	x := float32(lineSide)
	l.box.Hidden = !l.c.picks.Many || !l.c.picks.Takes(e)
	if l.c.picks.Many {
		placeIcon(l.box, tickBox(chosen, p), x, boxSize)
		x += boxSize + lineSide
	}
	placeIcon(l.icon, icon(e.Kind, p), x, iconSize)
	x += iconSize + lineSide

	right := width - lineSide
	l.date.Color, l.size.Color = p.Muted, p.Muted
	date, bytes := "", ""
	if !bare {
		date = folder.DateWord(e.Modified, l.c.now())
	}
	if e.Kind == folder.File {
		bytes = folder.SizeWord(e.Size)
	}
	put(l.date, date, right, true)
	put(l.size, bytes, right-dateWidth, true)
	room := right - dateWidth - sizeWidth - style.Gap - x
	if bare {
		room = right - x
	}
	l.name.Color = p.Ink
	if e.Kind == folder.Parent {
		l.name.Color = p.Muted
	}
	name := folder.Plain(e.Name)
	put(l.name, squeeze(name, room), x, false)
	if l.name.Text != name {
		return name
	}
	return ""
}

// put sets a text in the middle of the line's height, beginning or ending at
// x.
func put(t *canvas.Text, s string, x float32, ends bool) {
	t.Text = s
	m := t.MinSize()
	if ends {
		x -= m.Width
	}
	t.Move(fyne.NewPos(x, (lineHigh-m.Height)/2))
	t.Resize(m)
}

func placeIcon(i *canvas.Image, r fyne.Resource, x, size float32) {
	i.Resource = r
	i.Resize(fyne.NewSquareSize(size))
	i.Move(fyne.NewPos(x, (lineHigh-size)/2))
	i.Refresh()
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
