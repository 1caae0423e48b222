package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
)

// imageKey tells whether a resource was written already, with the way in which
// it fills its place.
type imageKey struct {
	resource fyne.Resource
	aspect   string
}

// pixelsKey tells whether the same pixels were written already.
type pixelsKey struct {
	size fyne.Size
	sum  [sha256.Size]byte // of the PNG
}

// image writes a picture: a drawing as a symbol that is written once and used
// wherever it occurs, anything else by its pixels.
func (s *sheet) image(i *canvas.Image, at fyne.Position) {
	if i.Resource == nil || i.CornerRadius > 0 || i.Translucency > 0 || !strings.HasSuffix(strings.ToLower(i.Resource.Name()), ".svg") {
		s.pixels(i, at)
		return
	}
	key := imageKey{i.Resource, aspect(i.FillMode)}
	id, known := s.images[key]
	if !known {
		if d, err := readDrawing(i.Resource.Content()); err == nil {
			id = fmt.Sprint("sign", len(s.images)+1)
			s.open("symbol", attr{"id", id}, attr{"viewBox", d.viewBox}, attr{"preserveAspectRatio", key.aspect})
			s.w.WriteString(d.content)
			s.close("symbol")
		}
		s.images[key] = id
	}
	if id == "" {
		s.pixels(i, at)
		return
	}
	s.tag("use", append(box(at, i.Size()), attr{"xlink:href", "#" + id})...)
}

// aspect is how a drawing fills its place. Fyne keeps the sides' proportion of
// all drawings.
func aspect(mode canvas.ImageFill) string {
	if mode == canvas.ImageFillCover {
		return "xMidYMid slice"
	}
	return "xMidYMid meet"
}

// sharp is how many pixels stand for one of Fyne's in what is held as pixels.
const sharp = 2

// pixels writes what SVG has no form for as it is painted.
func (s *sheet) pixels(o fyne.CanvasObject, at fyne.Position) {
	size := o.Size()
	if size.Width <= 0 || size.Height <= 0 || float64(size.Width)*float64(size.Height)*sharp*sharp > MostPixels {
		return
	}
	var img image.Image
	if r, ok := o.(*canvas.Raster); ok {
		img = r.Generator(int(size.Width*sharp+0.5), int(size.Height*sharp+0.5))
	} else {
		// The canvas moves what it paints to its corner.
		place := o.Position()
		img = paint(software.NewTransparentCanvas(), o, size, sharp)
		o.Move(place)
	}
	var b bytes.Buffer
	if img == nil || png.Encode(&b, img) != nil {
		return
	}
	key := pixelsKey{size, sha256.Sum256(b.Bytes())}
	id, known := s.painted[key]
	if !known {
		id = fmt.Sprint("picture", len(s.painted)+1)
		s.painted[key] = id
		s.open("defs")
		s.start("image", []attr{{"id", id}, {"width", number(size.Width)}, {"height", number(size.Height)}, {"preserveAspectRatio", "none"}})
		s.w.WriteString(` xlink:href="data:image/png;base64,`)
		code := base64.NewEncoder(base64.StdEncoding, s.w)
		code.Write(b.Bytes())
		code.Close()
		s.w.WriteString(`"/>`)
		s.close("defs")
	}
	s.tag("use", attr{"x", number(at.X)}, attr{"y", number(at.Y)}, attr{"xlink:href", "#" + id})
}

// drawing is an SVG that may stand in another.
type drawing struct{ viewBox, content string }

// errForeign is returned for an SVG that holds more than forms.
var errForeign = errors.New("not a plain drawing")

// What a drawing may consist of: forms without ids, styles, links or scripts.
var (
	plainTags = words("svg g path circle ellipse rect line polyline polygon title desc")
	plainAttr = words("d cx cy r rx ry x y x1 y1 x2 y2 width height points transform fill fill-opacity fill-rule stroke stroke-width " +
		"stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-dasharray opacity clip-rule")
)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// readDrawing reads a plain SVG and writes its content anew. It returns
// errForeign for any other.
func readDrawing(content []byte) (d drawing, err error) {
	var b strings.Builder
	in := xml.NewDecoder(bytes.NewReader(content))
	depth := 0
	for {
		token, err := in.Token()
		if err == io.EOF && depth == 0 && d.viewBox != "" {
			return drawing{d.viewBox, b.String()}, nil
		}
		if err != nil {
			return d, errForeign
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; !plainTags[t.Name.Local] {
				return d, errForeign
			}
			if depth == 1 {
				d.viewBox = viewBox(t)
				if b.WriteString("<g"); !copyAttrs(&b, t, false) {
					return d, errForeign
				}
			} else if b.WriteString("<" + t.Name.Local); !copyAttrs(&b, t, true) {
				return d, errForeign
			}
			b.WriteString(">")
		case xml.EndElement:
			if depth--; depth == 0 {
				b.WriteString("</g>")
			} else {
				b.WriteString("</" + t.Name.Local + ">")
			}
		case xml.CharData:
			if depth > 0 {
				escape(&b, string(t))
			}
		}
	}
}

// copyAttrs writes the plain attributes of an element, without its place where
// that is the frame's, and tells whether all their values are plain.
func copyAttrs(b *strings.Builder, t xml.StartElement, place bool) bool {
	for _, a := range t.Attr {
		name := a.Name.Local
		side := name == "x" || name == "y" || name == "width" || name == "height"
		switch {
		case a.Name.Space != "" || side && !place:
			continue
		case name == "style" || name == "class":
			return false // a look that would be lost
		case !plainAttr[name]:
			continue
		}
		if strings.ContainsAny(a.Value, ":&<>") || strings.Contains(strings.ToLower(a.Value), "url") {
			return false
		}
		b.WriteString(" " + name + `="`)
		escape(b, a.Value)
		b.WriteString(`"`)
	}
	return true
}

// viewBox is the frame that an SVG is drawn in, "" if it names none.
func viewBox(t xml.StartElement) string {
	wide, high := "", ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "viewBox":
			return frame(strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }))
		case "width":
			wide = strings.TrimSuffix(a.Value, "px")
		case "height":
			high = strings.TrimSuffix(a.Value, "px")
		}
	}
	return frame([]string{"0", "0", wide, high})
}

// frame writes four numbers, "" if they are not.
func frame(of []string) string {
	for _, n := range of {
		if _, err := strconv.ParseFloat(n, 32); err != nil {
			return ""
		}
	}
	if len(of) != 4 {
		return ""
	}
	return strings.Join(of, " ")
}

// escape writes words that cannot be taken for markup; characters that XML
// does not have become signs for such.
func escape(w io.Writer, s string) { xml.EscapeText(w, []byte(s)) }
