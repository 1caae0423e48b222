package picture

import (
	"bufio"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// SVG draws an object in a size, in Fyne's pixels, on the background of the
// theme, as a file that needs no other: texts as texts that can be selected,
// forms as forms, signs as the drawings they are. What SVG has no form for is
// held as PNG. Its errors are [ErrEmpty] and those of w.
func SVG(w io.Writer, o fyne.CanvasObject, size fyne.Size) error {
	if !(size.Width > 0 && size.Height > 0) {
		return ErrEmpty
	}
	o.Resize(size)
	o.Move(fyne.Position{})
	s := &sheet{w: bufio.NewWriter(w), images: map[imageKey]string{}, painted: map[pixelsKey]string{}}
	fmt.Fprintf(s.w, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s">`+"\n",
		number(size.Width), number(size.Height))
	s.tag("rect", append(box(fyne.Position{}, size), ink("fill", theme.Color(theme.ColorNameBackground))...)...)
	s.walk(o, fyne.Position{})
	io.WriteString(s.w, "</svg>\n")
	return s.w.Flush()
}

// sheet is an SVG that is being written. Errors are kept by its writer until
// the end.
type sheet struct {
	w       *bufio.Writer
	images  map[imageKey]string // the ids of those that were written
	painted map[pixelsKey]string
	clips   int
}

// attr is an attribute; its value is escaped as it is written.
type attr struct{ name, value string }

// open writes a tag that is to be closed.
func (s *sheet) open(name string, attrs ...attr) {
	s.start(name, attrs)
	s.w.WriteString(">")
}

func (s *sheet) close(name string) { s.w.WriteString("</" + name + ">\n") }

// tag writes a tag without content.
func (s *sheet) tag(name string, attrs ...attr) {
	s.start(name, attrs)
	s.w.WriteString("/>\n")
}

func (s *sheet) start(name string, attrs []attr) {
	s.w.WriteString("<" + name)
	for _, a := range attrs {
		s.w.WriteString(" " + a.name + `="`)
		escape(s.w, a.value)
		s.w.WriteString(`"`)
	}
}

// number writes a length as shortly as a hundredth of a pixel allows.
func number(v float32) string {
	return strconv.FormatFloat(math.Round(float64(v)*100)/100, 'f', -1, 64)
}

// walk writes an object and what it consists of; offset is where its parent
// lies.
func (s *sheet) walk(o fyne.CanvasObject, offset fyne.Position) {
	if o == nil || !o.Visible() {
		return
	}
	at := o.Position().Add(offset)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			s.walk(child, at)
		}
	case fyne.Widget:
		s.widget(o, at)
	case *canvas.Text:
		s.text(o, at)
	case *canvas.Rectangle:
		s.rectangle(o, at)
	case *canvas.Circle:
		s.circle(o, at)
	case *canvas.Line:
		s.line(o, offset)
	case *canvas.Image:
		s.image(o, at)
	default:
		s.pixels(o, at)
	}
}

// widget writes what a widget consists of; one that scrolls is cut off at its
// edges, as in the window.
func (s *sheet) widget(o fyne.Widget, at fyne.Position) {
	r := o.CreateRenderer()
	r.Layout(o.Size())
	_, cut := o.(fyne.Scrollable)
	if _, too := r.(interface{ IsClip() }); cut || too {
		s.clips++
		id := fmt.Sprint("clip", s.clips)
		s.open("clipPath", attr{"id", id})
		s.tag("rect", box(at, o.Size())...)
		s.close("clipPath")
		s.open("g", attr{"clip-path", "url(#" + id + ")"})
		defer s.close("g")
	}
	for _, child := range r.Objects() {
		s.walk(child, at)
	}
}

func box(at fyne.Position, size fyne.Size) []attr {
	return []attr{{"x", number(at.X)}, {"y", number(at.Y)}, {"width", number(size.Width)}, {"height", number(size.Height)}}
}

// ink is a colour as the attribute of a fill or a stroke.
func ink(of string, c color.Color) []attr {
	if c == nil {
		return []attr{{of, "none"}}
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if n.A == 0 {
		return []attr{{of, "none"}}
	}
	out := []attr{{of, fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)}}
	if n.A < 0xff {
		out = append(out, attr{of + "-opacity", strconv.FormatFloat(math.Round(float64(n.A)/0.255)/1000, 'f', -1, 64)})
	}
	return out
}
