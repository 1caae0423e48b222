package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// element is a tag of an SVG that was read.
type element struct {
	name, words string
	attrs       map[string]string
}

func (e element) number(t *testing.T, name string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(e.attrs[name], 64)
	if err != nil {
		t.Fatalf("%s of %s is %q", name, e.name, e.attrs[name])
	}
	return f
}

// read reads an SVG strictly and lists its elements.
func read(t *testing.T, svg []byte) (all []element) {
	t.Helper()
	in := xml.NewDecoder(bytes.NewReader(svg))
	ids := map[string]bool{}
	var open []int
	for {
		token, err := in.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
				if a.Name.Local == "id" {
					ids[a.Value] = true
				}
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].words += string(token)
			}
		}
	}
	for _, e := range all {
		if id, ok := strings.CutPrefix(e.attrs["href"], "#"); ok && !ids[id] {
			t.Errorf("%s uses %q, which is not there before", e.name, id)
		} else if !ok && e.attrs["href"] != "" && !strings.HasPrefix(e.attrs["href"], "data:image/png;base64,") {
			t.Errorf("%s fetches %q", e.name, e.attrs["href"])
		}
	}
	if len(all) == 0 || all[0].name != "svg" {
		t.Fatalf("no SVG: %s", svg)
	}
	return all
}

func drawn(t *testing.T, o fyne.CanvasObject, size fyne.Size) []element {
	t.Helper()
	var b bytes.Buffer
	if err := SVG(&b, o, size); err != nil {
		t.Fatal(err)
	}
	return read(t, b.Bytes())
}

func of(all []element, name string) (found []element) {
	for _, e := range all {
		if e.name == name {
			found = append(found, e)
		}
	}
	return found
}

func start(t *testing.T, choice style.Choice) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: choice})
}

func placed(o fyne.CanvasObject, x, y, wide, high float32) fyne.CanvasObject {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(wide, high))
	return o
}

func free(os ...fyne.CanvasObject) *fyne.Container { return container.NewWithoutLayout(os...) }

func TestText(t *testing.T) {
	start(t, style.AlwaysLite)
	serif := &canvas.Text{Text: "Headline", TextSize: 22, TextStyle: fyne.TextStyle{Bold: true}, FontSource: style.SerifBold, Color: style.Light.Ink}
	right := &canvas.Text{Text: "to the right", TextSize: 12, Alignment: fyne.TextAlignTrailing, Color: color.NRGBA{R: 0xff, A: 0x80}}
	middle := &canvas.Text{Text: "mono\tspace", TextSize: 14, Alignment: fyne.TextAlignCenter, TextStyle: fyne.TextStyle{Monospace: true, Italic: true, Underline: true}}
	evil := &canvas.Text{Text: `<a href="x">&amp;</a>` + "\x01", TextSize: 14}
	inner := free(placed(serif, 10, 20, 300, 60), placed(right, 0, 100, 400, 20), placed(middle, 0, 130, 400, 20), placed(evil, 0, 160, 100, 20),
		placed(&canvas.Text{Text: "  "}, 0, 0, 10, 10))
	hidden := &canvas.Text{Text: "hidden", TextSize: 14}
	hidden.Hide()
	all := of(drawn(t, free(placed(inner, 5, 7, 400, 200), hidden), fyne.NewSize(500, 300)), "text")
	if len(all) != 4 {
		t.Fatalf("%d texts of 4: %+v", len(all), all)
	}
	size, base := fyne.CurrentApp().Driver().RenderedTextSize(serif.Text, 22, serif.TextStyle, serif.FontSource)
	near := func(e element, name string, want float32) {
		t.Helper()
		if got := e.number(t, name); math.Abs(got-float64(want)) > 0.01 {
			t.Errorf("%s of %q is %v, want %v", name, e.words, got, want)
		}
	}
	near(all[0], "x", 15)
	near(all[0], "y", 27+(60-size.Height)/2+base)
	near(all[0], "textLength", size.Width)
	if a := all[0].attrs; all[0].words != "Headline" || a["font-family"] != "'Noto Serif', Georgia, serif" || a["font-weight"] != "bold" || a["font-size"] != "22" || a["fill"] != "#1d2024" {
		t.Errorf("the headline is %+v", all[0])
	}
	near(all[1], "x", 405-right.MinSize().Width)
	if a := all[1].attrs; a["fill"] != "#ff0000" || a["fill-opacity"] != "0.502" || a["font-weight"] != "" || !strings.HasPrefix(a["font-family"], "'Noto Sans'") {
		t.Errorf("the text at the right is %+v", all[1])
	}
	near(all[2], "x", 5+(400-middle.MinSize().Width)/2)
	if a := all[2].attrs; all[2].words != "mono space" || a["font-style"] != "italic" || !strings.Contains(a["font-family"], "monospace") || a["text-decoration"] != "underline" {
		t.Errorf("the text in the middle is %+v", all[2])
	}
	if want := `<a href="x">&amp;</a>` + "\ufffd"; all[3].words != want || all[3].attrs["fill"] != "#1d2024" {
		t.Errorf("the text that looks like markup is %+v", all[3])
	}
}

func TestShapes(t *testing.T) {
	start(t, style.AlwaysLite)
	red, blue := color.NRGBA{R: 0xff, A: 0xff}, color.NRGBA{B: 0xff, A: 0xff}
	line := canvas.NewLine(red)
	line.Position1, line.Position2, line.StrokeWidth = fyne.NewPos(10, 40), fyne.NewPos(60, 20), 3
	all := drawn(t, free(
		placed(canvas.NewRectangle(red), 1, 2, 3, 4),
		placed(&canvas.Rectangle{FillColor: red, StrokeColor: blue, StrokeWidth: 1.5, CornerRadius: 50}, 10, 10, 30, 20),
		placed(&canvas.Rectangle{FillColor: red, TopLeftCornerRadius: 6, BottomLeftCornerRadius: 6}, 100, 10, 30, 20),
		placed(&canvas.Rectangle{StrokeColor: blue, StrokeWidth: 1}, 0, 0, 9, 9),
		placed(&canvas.Rectangle{FillColor: red, Aspect: 2}, 0, 0, 100, 10),
		placed(canvas.NewRectangle(color.Transparent), 0, 0, 9, 9),
		placed(canvas.NewRectangle(red), 0, 0, 0, 9),
		placed(&canvas.Circle{FillColor: red, StrokeColor: blue, StrokeWidth: 2}, 10, 20, 30, 50),
		placed(free(line), 5, 5, 100, 100),
	), fyne.NewSize(200, 100))
	var got []string
	for _, e := range all[2:] {
		var s []string
		for _, name := range []string{"x", "y", "width", "height", "rx", "cx", "cy", "r", "x1", "y1", "x2", "y2", "d", "fill", "stroke", "stroke-width"} {
			if v, ok := e.attrs[name]; ok {
				s = append(s, name+"="+v)
			}
		}
		got = append(got, e.name+" "+strings.Join(s, " "))
	}
	want := []string{
		"rect x=1 y=2 width=3 height=4 fill=#ff0000",
		"rect x=10 y=10 width=30 height=20 rx=10 fill=#ff0000 stroke=#0000ff stroke-width=1.5",
		"path d=M100 16A6 6 0 0 1 106 10L130 10L130 30L106 30A6 6 0 0 1 100 24Z fill=#ff0000",
		"rect x=0 y=0 width=9 height=9 fill=none stroke=#0000ff stroke-width=1",
		"rect x=40 y=0 width=20 height=10 fill=#ff0000",
		"circle cx=25 cy=45 r=15 fill=#ff0000 stroke=#0000ff stroke-width=2",
		"line x1=15 y1=45 x2=65 y2=25 stroke=#ff0000 stroke-width=3",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all[1].name != "rect" || all[1].attrs["fill"] != "#ffffff" || all[1].attrs["width"] != "200" {
		t.Errorf("the ground is %+v", all[1])
	}
}

func TestWidgetsAreCutOff(t *testing.T) {
	start(t, style.AlwaysLite)
	tall := canvas.NewRectangle(color.Black)
	tall.SetMinSize(fyne.NewSize(80, 900))
	label := widget.NewLabel("beside it")
	all := drawn(t, container.NewBorder(label, nil, nil, nil, container.NewVScroll(tall)), fyne.NewSize(100, 80))
	if words := of(all, "text"); len(words) != 1 || words[0].words != "beside it" {
		t.Errorf("the label is %+v", words)
	}
	clips := of(all, "clipPath")
	if len(clips) == 0 || clips[0].attrs["id"] == "" {
		t.Fatalf("nothing is cut off: %+v", all)
	}
	if g := of(all, "g"); len(g) == 0 || g[0].attrs["clip-path"] != "url(#"+clips[0].attrs["id"]+")" {
		t.Errorf("what is cut off: %+v", g)
	}
}

func TestEmpty(t *testing.T) {
	start(t, style.AlwaysLite)
	for _, size := range []fyne.Size{{}, {Width: 10}, {Width: -1, Height: 5}, {Width: float32(math.NaN()), Height: 5}} {
		o := free()
		if err := SVG(io.Discard, o, size); !errors.Is(err, ErrEmpty) {
			t.Errorf("an SVG of %v: %v", size, err)
		}
		if err := PNG(io.Discard, o, size, 1); !errors.Is(err, ErrEmpty) {
			t.Errorf("a PNG of %v: %v", size, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestFullDisk(t *testing.T) {
	start(t, style.AlwaysLite)
	for name, save := range map[string]func() error{
		"SVG": func() error { return SVG(full{}, free(), fyne.NewSize(10, 10)) },
		"PNG": func() error { return PNG(full{}, free(), fyne.NewSize(10, 10), 1) },
	} {
		if err := save(); err == nil || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// PNG paints all of an object and writes it.
func PNG(w io.Writer, o fyne.CanvasObject, size fyne.Size, scale float32) error {
	p, err := NewPainting(o, size, scale)
	if err != nil {
		return err
	}
	for p.Step() {
	}
	return p.PNG(w)
}

// What is painted in strips is what is painted at once, at any scale.
func TestStrips(t *testing.T) {
	start(t, style.AlwaysLite)
	size := fyne.NewSize(300, 900)
	made := func() fyne.CanvasObject {
		inner := free(placed(canvas.NewRectangle(style.Now().Accent), 5, 5, 30, 300), placed(canvas.NewText("within", style.Now().Ink), 40, 60, 80, 30))
		inner.Move(fyne.NewPos(20, 50))
		whole := free(inner, placed(&canvas.Circle{FillColor: style.Now().Accent}, 10, 100, 80, 80))
		for y := float32(0); y < size.Height; y += 19 {
			t := canvas.NewText("An italic line of text, Ågjq", style.Now().Ink)
			t.TextStyle.Italic = true
			whole.Add(placed(t, 100+y/9, y, 160, t.MinSize().Height))
		}
		hidden := free(placed(canvas.NewRectangle(style.Now().Ink), 0, 0, 300, 900))
		hidden.Hide()
		whole.Add(hidden)
		return whole
	}
	for _, scale := range []float32{1, 1.3, 2} {
		p, err := NewPainting(made(), size, scale)
		if err != nil {
			t.Fatal(err)
		}
		strips := 1
		for p.Step() {
			if done, of := p.Rows(); done != strips*stripHigh || of != int(math.Ceil(float64(900*scale))) {
				t.Fatalf("%d of %d rows after %d strips", done, of, strips)
			}
			strips++
		}
		whole := paint(software.NewCanvas(), made(), size, scale)
		different := 0
		for y := range whole.Bounds().Dy() {
			for x := range whole.Bounds().Dx() {
				if far(whole.At(x, y), p.image.At(x, y)) {
					different++
				}
			}
		}
		if strips < 5 || different > whole.Bounds().Dx()/4 { // where a half pixel is rounded
			t.Errorf("at %v: %d strips, %d pixels differ", scale, strips, different)
		}
	}
}

func TestPNG(t *testing.T) {
	start(t, style.AlwaysDark)
	o := free(placed(canvas.NewRectangle(color.NRGBA{R: 0xff, A: 0xff}), 10, 10, 20, 20))
	var b bytes.Buffer
	if err := PNG(&b, o, fyne.NewSize(100, 40.2), 2); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, 200, 81) {
		t.Errorf("the picture is %v", img.Bounds())
	}
	at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA) }
	if at(40, 40) != (color.NRGBA{R: 0xff, A: 0xff}) || at(150, 60) != style.Dark.Surface {
		t.Errorf("inside %v, outside %v", at(40, 40), at(150, 60))
	}
	size := fyne.NewSize(9000, 7000)
	err = PNG(io.Discard, o, size, 1)
	if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "9000 × 7000") {
		t.Errorf("of a large one: %v", err)
	}
	for _, c := range []struct{ wide, high, want float32 }{{9000, 7000, 1}, {100, 100, 2}, {1e6, 1, 2}, {3, 1e8, 3}, {0, 0, 2}} {
		s := Scale(fyne.NewSize(c.wide, c.high), c.want)
		pixels := math.Ceil(float64(c.wide*s)) * math.Ceil(float64(c.high*s))
		if s > c.want || pixels > MostPixels || pixels < 0.6*MostPixels && s != c.want {
			t.Errorf("%v × %v is scaled by %v to %v pixels", c.wide, c.high, s, pixels)
		}
	}
}

// Both pictures look the same, as far as Fyne's own reader of SVG can tell:
// it reads neither texts nor symbols.
func TestSVGLooksAsPNG(t *testing.T) {
	for _, choice := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		start(t, choice)
		p := style.Now()
		size := fyne.NewSize(200, 100)
		o := free(
			placed(&canvas.Rectangle{FillColor: p.VerdictFill(annotate.Confirmed), TopLeftCornerRadius: 8, BottomLeftCornerRadius: 8}, 10, 10, 40, 26),
			placed(&canvas.Rectangle{FillColor: p.VerdictFill(annotate.Disputed), TopRightCornerRadius: 8, BottomRightCornerRadius: 8}, 50, 10, 40, 26),
			placed(&canvas.Rectangle{FillColor: p.AccentFill, StrokeColor: p.Accent, StrokeWidth: 2, CornerRadius: 7}, 110, 10, 60, 30),
			placed(&canvas.Circle{FillColor: p.VerdictFill(annotate.Unconfirmed), StrokeColor: p.VerdictInk(annotate.Unconfirmed), StrokeWidth: 2}, 10, 50, 30, 30),
			placed(canvas.NewRectangle(p.Line), 60, 60, 120, 1),
			placed(&canvas.Rectangle{FillColor: color.NRGBA{R: 0xff, A: 0x40}}, 60, 50, 50, 40),
		)
		var svg, pixels bytes.Buffer
		if err := errors.Join(SVG(&svg, o, size), PNG(&pixels, o, size, 1)); err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(&pixels)
		if err != nil {
			t.Fatal(err)
		}
		again := canvas.NewImageFromResource(fyne.NewStaticResource(fmt.Sprint("again", choice, ".svg"), svg.Bytes()))
		again.Resize(size)
		if again.Image == nil || again.Image.Bounds() != want.Bounds() {
			t.Fatalf("read as %v, painted as %v: %s", again.Image, want.Bounds(), svg.Bytes())
		}
		different := 0
		for y := range want.Bounds().Dy() {
			for x := range want.Bounds().Dx() {
				if far(again.Image.At(x, y), want.At(x, y)) {
					different++
				}
			}
		}
		if share := float64(different) / float64(want.Bounds().Dx()*want.Bounds().Dy()); share > 0.01 {
			t.Errorf("%s: a share of %.3f of the pixels differ", choice, share)
		}
	}
}

// far tells whether two colours differ by more than how edges are smoothed.
func far(a, b color.Color) bool {
	r, g, l, _ := a.RGBA()
	R, G, L, _ := b.RGBA()
	d := 0.0
	for _, x := range [][2]uint32{{r, R}, {g, G}, {l, L}} {
		d = max(d, math.Abs(float64(x[0])-float64(x[1])))
	}
	return d > 0x2000
}
