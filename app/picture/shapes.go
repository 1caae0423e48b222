package picture

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// stroke is a line's colour and width; nothing where it cannot be seen.
func stroke(c color.Color, wide float32) []attr {
	if c == nil || wide <= 0 {
		return nil
	}
	return append(ink("stroke", c), attr{"stroke-width", number(wide)})
}

func (s *sheet) rectangle(r *canvas.Rectangle, at fyne.Position) {
	size := r.Size()
	if r.Aspect > 0 && size.Height > 0 {
		if wide := size.Height * r.Aspect; wide < size.Width {
			at.X, size.Width = at.X+(size.Width-wide)/2, wide
		} else {
			high := size.Width / r.Aspect
			at.Y, size.Height = at.Y+(size.Height-high)/2, high
		}
	}
	look := append(ink("fill", r.FillColor), stroke(r.StrokeColor, r.StrokeWidth)...)
	if len(look) == 1 && look[0].value == "none" || size.Width <= 0 || size.Height <= 0 {
		return
	}
	var corners [4]float32
	same := true
	for i, c := range []float32{r.TopLeftCornerRadius, r.TopRightCornerRadius, r.BottomRightCornerRadius, r.BottomLeftCornerRadius} {
		if c == 0 {
			c = r.CornerRadius
		}
		corners[i] = min(c, size.Width/2, size.Height/2)
		same = same && corners[i] == corners[0]
	}
	switch {
	case !same:
		s.tag("path", append([]attr{{"d", outline(at, size, corners)}}, look...)...)
	case corners[0] > 0:
		s.tag("rect", append(append(box(at, size), attr{"rx", number(corners[0])}), look...)...)
	default:
		s.tag("rect", append(box(at, size), look...)...)
	}
}

// outline is the path around a rectangle whose corners are rounded, each by a
// radius of its own: top left, top right, bottom right, bottom left.
func outline(at fyne.Position, size fyne.Size, corners [4]float32) string {
	var b strings.Builder
	right, bottom := at.X+size.Width, at.Y+size.Height
	to := func(x, y, radius, endX, endY float32) {
		letter := "L"
		if b.Len() == 0 {
			letter = "M"
		}
		b.WriteString(letter + number(x) + " " + number(y))
		if r := number(radius); radius > 0 {
			b.WriteString("A" + r + " " + r + " 0 0 1 " + number(endX) + " " + number(endY))
		}
	}
	c := corners
	to(at.X, at.Y+c[0], c[0], at.X+c[0], at.Y)
	to(right-c[1], at.Y, c[1], right, at.Y+c[1])
	to(right, bottom-c[2], c[2], right-c[2], bottom)
	to(at.X+c[3], bottom, c[3], at.X, bottom-c[3])
	return b.String() + "Z"
}

func (s *sheet) circle(c *canvas.Circle, at fyne.Position) {
	size := c.Size()
	look := append(ink("fill", c.FillColor), stroke(c.StrokeColor, c.StrokeWidth)...)
	s.tag("circle", append([]attr{{"cx", number(at.X + size.Width/2)}, {"cy", number(at.Y + size.Height/2)},
		{"r", number(min(size.Width, size.Height) / 2)}}, look...)...)
}

// line writes a line, which knows both its ends; offset is where its parent
// lies.
func (s *sheet) line(l *canvas.Line, offset fyne.Position) {
	from, to := l.Position1.Add(offset), l.Position2.Add(offset)
	s.tag("line", append([]attr{{"x1", number(from.X)}, {"y1", number(from.Y)}, {"x2", number(to.X)}, {"y2", number(to.Y)}},
		stroke(l.StrokeColor, l.StrokeWidth)...)...)
}

// The families that stand in for the fonts of the window where these are not
// installed.
const (
	serif = "'Noto Serif', Georgia, serif"
	sans  = "'Noto Sans', system-ui, -apple-system, 'Segoe UI', sans-serif"
	mono  = "'DejaVu Sans Mono', ui-monospace, Menlo, Consolas, monospace"
)

// text writes a text with the width it has in the window, so that whatever
// font shows it, it ends where it should.
func (s *sheet) text(t *canvas.Text, at fyne.Position) {
	if strings.TrimSpace(t.Text) == "" {
		return
	}
	size, baseline := fyne.CurrentApp().Driver().RenderedTextSize(t.Text, t.TextSize, t.TextStyle, t.FontSource)
	switch t.Alignment {
	case fyne.TextAlignTrailing:
		at.X += t.Size().Width - size.Width
	case fyne.TextAlignCenter:
		at.X += (t.Size().Width - size.Width) / 2
	}
	if spare := t.Size().Height - size.Height; spare > 0 {
		at.Y += spare / 2
	}
	c := t.Color
	if c == nil {
		c = theme.Color(theme.ColorNameForeground)
	}
	attrs := append([]attr{{"x", number(at.X)}, {"y", number(at.Y + baseline)}, {"textLength", number(size.Width)}, {"lengthAdjust", "spacingAndGlyphs"},
		{"font-size", number(t.TextSize)}}, font(t)...)
	s.start("text", append(attrs, ink("fill", c)...))
	s.w.WriteString(` xml:space="preserve">`)
	escape(s.w, strings.ReplaceAll(t.Text, "\t", " "))
	s.close("text")
}

// font names the face of a text.
func font(t *canvas.Text) []attr {
	family, bold, italic := sans, t.TextStyle.Bold, t.TextStyle.Italic
	if t.TextStyle.Monospace {
		family = mono
	}
	if t.FontSource != nil {
		name := strings.ToLower(t.FontSource.Name())
		bold, italic = strings.Contains(name, "bold"), strings.Contains(name, "italic")
		if strings.Contains(name, "serif") && !strings.Contains(name, "sans") {
			family = serif
		}
	}
	out := []attr{{"font-family", family}}
	if bold {
		out = append(out, attr{"font-weight", "bold"})
	}
	if italic {
		out = append(out, attr{"font-style", "italic"})
	}
	var lines []string
	if t.TextStyle.Underline {
		lines = append(lines, "underline")
	}
	if t.TextStyle.Strikethrough {
		lines = append(lines, "line-through")
	}
	if len(lines) > 0 {
		out = append(out, attr{"text-decoration", strings.Join(lines, " ")})
	}
	return out
}
