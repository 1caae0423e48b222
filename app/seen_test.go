package app

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/read/reader"
	"claimtrace/app/style"
)

// box is an area of the window, in its pixels.
type box struct{ x1, y1, x2, y2 float32 }

func boxOf(at fyne.Position, s fyne.Size) box {
	return box{at.X, at.Y, at.X + s.Width, at.Y + s.Height}
}

func (b box) and(o box) box {
	return box{max(b.x1, o.x1), max(b.y1, o.y1), min(b.x2, o.x2), min(b.y2, o.y2)}
}
func (b box) empty() bool           { return b.x2 <= b.x1 || b.y2 <= b.y1 }
func (b box) middle() fyne.Position { return fyne.NewPos((b.x1+b.x2)/2, (b.y1+b.y2)/2) }
func (b box) String() string {
	return fmt.Sprintf("[%.0f–%.0f, %.0f–%.0f]", b.x1, b.x2, b.y1, b.y2)
}

// meets tells whether two areas share more than roundings.
func (b box) meets(o box) bool {
	both := b.and(o)
	return both.x2-both.x1 > 1 && both.y2-both.y1 > 1
}

// slack is what roundings may take, in pixels.
const slack = 1

// thing is one object as it is drawn.
type thing struct {
	o            fyne.CanvasObject
	is, clip     box    // where it is, and where of it is drawn at the most
	across, down bool   // what is cut off comes into view by scrolling so
	off          bool   // it cannot be used now
	hint         bool   // it stands in an empty field
	used         bool   // it is a part of what can be clicked
	in           *thing // the widget, or the container, that it is in
	nth          int    // in the order of drawing
}

func (t *thing) shown() box { return t.is.and(t.clip) }

// away tells whether all of it was scrolled away.
func (t *thing) away() bool { return (t.across || t.down) && t.shown().empty() }

func (t *thing) within(o *thing) bool {
	for ; t != nil; t = t.in {
		if t == o {
			return true
		}
	}
	return false
}

// widget is the one that draws it.
func (t *thing) widget() *thing {
	for t = t.in; t != nil; t = t.in {
		if _, ok := t.o.(fyne.Widget); ok {
			return t
		}
	}
	return nil
}

func (t *thing) String() string {
	switch x := t.o.(type) {
	case *canvas.Text:
		return fmt.Sprintf("%q at %v", x.Text, t.is)
	case *widget.Button:
		return fmt.Sprintf("the button %q at %v", x.Text, t.is)
	case fyne.Accessible:
		return fmt.Sprintf("%T %q at %v", t.o, x.AccessibilityLabel(), t.is)
	}
	return fmt.Sprintf("%T at %v", t.o, t.is)
}

// sight is all that a canvas draws; where something lies above the page, that
// alone.
type sight struct {
	canvas fyne.Canvas
	drawn  int
	texts, controls, hovers,
	signs,
	outlines, // what alone shows that something can be written, ticked or switched there
	grounds, // opaque areas
	bars []*thing // those that scroll
}

// field is a line of text that can be written.
type field interface {
	fyne.Focusable
	SelectedText() string
}

// boxMost is how large a box or a switch is at the most, in pixels: what is
// larger and has an outline has words, too, that tell what it is.
const boxMost = 24

// see goes through what a canvas draws as Fyne's painter does.
func see(c fyne.Canvas) *sight {
	s := &sight{canvas: c}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	s.walk(root, fyne.Position{}, thing{clip: boxOf(fyne.Position{}, c.Size())})
	return s
}

func (s *sight) walk(o fyne.CanvasObject, from fyne.Position, with thing) {
	if o == nil || !o.Visible() {
		return
	}
	at := from.Add(o.Position())
	t := &with
	t.o, t.is, t.nth = o, boxOf(at, o.Size()), s.drawn
	s.drawn++
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		t.off = true
	}
	var inner []fyne.CanvasObject
	switch x := o.(type) {
	case *canvas.Text:
		if strings.TrimSpace(x.Text) != "" {
			t.is = letters(x, t.is)
			t.off = t.off || asNRGBA(x.Color) == style.Now().Faint && fmt.Sprintf("%T", t.widget().o) == "*menu.Drop"
			s.texts = append(s.texts, t)
		}
	case *canvas.Rectangle:
		if small := x.Size().Max(fyne.NewSquareSize(boxMost)) == fyne.NewSquareSize(boxMost); x.StrokeWidth > 0 && (small && t.used || s.isField(t.in)) {
			s.outlines = append(s.outlines, t)
		}
		if x.FillColor != nil {
			if _, _, _, a := x.FillColor.RGBA(); a == 0xffff {
				s.grounds = append(s.grounds, t)
			}
		}
	case *canvas.Image:
		if x.Resource != nil {
			s.signs = append(s.signs, t)
		}
	case *fyne.Container:
		inner = x.Objects
	case fyne.Widget:
		if strings.HasSuffix(fmt.Sprintf("%T", o), ".scrollBarArea") {
			s.bars = append(s.bars, t)
			return
		}
		if _, ok := o.(desktop.Hoverable); ok {
			s.hovers = append(s.hovers, t)
		}
		_, clicked := o.(fyne.Tappable)
		_, typed := o.(fyne.Focusable)
		// A click beside a sheet or a menu is heard by what lies around it.
		around := strings.HasSuffix(fmt.Sprintf("%T", o), ".OverlayContainer")
		if _, ok := o.(*widget.PopUp); (clicked || typed) && !ok && !around {
			s.controls = append(s.controls, t)
			t.used = true
		}
		t.clips(x)
		inner = test.WidgetRenderer(x).Objects()
	}
	next := thing{clip: t.clip, across: t.across, down: t.down, off: t.off, hint: t.hint, used: t.used, in: t}
	if s.isField(t) {
		next.hint = reflect.Indirect(reflect.ValueOf(o)).FieldByName("Text").String() == ""
	}
	for _, p := range inner {
		s.walk(p, at, next)
	}
}

func (s *sight) isField(t *thing) bool {
	if t == nil {
		return false
	}
	_, is := t.o.(field)
	return is
}

// letters is where the words of a text are in its area.
func letters(t *canvas.Text, in box) box {
	size := t.MinSize()
	spare := in.x2 - in.x1 - size.Width
	switch t.Alignment {
	case fyne.TextAlignLeading:
		spare = 0
	case fyne.TextAlignCenter:
		spare /= 2
	}
	air := size.Height / 5 // above the letters and below them
	middle := (in.y1 + in.y2) / 2
	if in.y2-in.y1 < size.Height {
		middle = in.y1 + size.Height/2
	}
	return box{in.x1 + spare, middle - size.Height/2 + air, in.x1 + spare + size.Width, middle + size.Height/2 - air}
}

// clips notes whether a widget cuts off what lies outside of it, and whether
// that comes into view by scrolling.
func (t *thing) clips(o fyne.Widget) {
	_, scrolls := o.(fyne.Scrollable)
	if _, clips := test.WidgetRenderer(o).(interface{ IsClip() }); !scrolls && !clips {
		return
	}
	t.clip = t.clip.and(t.is)
	v := reflect.Indirect(reflect.ValueOf(o))
	content := v.FieldByName("Content")
	if !content.IsValid() || content.IsNil() { // a page that scrolls by itself, as Overview's do to both sides
		t.across, t.down = t.across || scrolls, t.down || scrolls
		return
	}
	size, is := content.Interface().(fyne.CanvasObject).Size(), o.Size()
	direction := container.ScrollDirection(v.FieldByName("Direction").Int())
	t.across = t.across || direction != container.ScrollVerticalOnly && size.Width > is.Width+slack
	t.down = t.down || direction != container.ScrollHorizontalOnly && size.Height > is.Height+slack
}

// thin is how thick a line through words is at the most, in pixels.
const thin = 2

// covered tells whether something opaque was drawn later on a part of it, and
// whether on all.
func (s *sight) covered(t *thing) (part, all bool) {
	is := t.shown()
	for _, g := range s.grounds {
		on := g.shown()
		if on.y2-on.y1 < thin {
			continue
		}
		if g.nth > t.nth && on.meets(is) && !g.within(t) {
			part, all = true, all || on.and(is) == is
		}
	}
	return part, all
}

// says tells whether there is anything to read in it.
func (s *sight) says(t *thing) bool {
	return slices.ContainsFunc(s.texts, func(text *thing) bool { return text.within(t) })
}

// open tells whether nothing lies on it.
func (s *sight) open(t *thing) bool {
	part, _ := s.covered(t)
	return !part
}

// faults tells of each text and control that is cut off, that lies beside the
// window, under a scroll bar, or on another.
func (s *sight) faults(tell func(string, ...any)) {
	for _, t := range slices.Concat(s.texts, s.controls) {
		// What is scrolled goes below what stands.
		if part, all := s.covered(t); part && !all && !t.across && !t.down && s.says(t) {
			tell("%v is covered in part", t)
		}
	}
	both := slices.DeleteFunc(slices.Concat(s.texts, s.controls), func(t *thing) bool { return t.away() || !s.open(t) })
	for i, t := range both {
		_, text := t.o.(*canvas.Text)
		if (!t.across || t.hint) && (t.is.x1 < t.clip.x1-slack || t.is.x2 > t.clip.x2+slack) || !t.down && (t.is.y1 < t.clip.y1-slack || t.is.y2 > t.clip.y2+slack) {
			tell("%v is cut off: of it is drawn %v", t, t.clip)
			continue
		}
		if w := t.widget(); text && w != nil && !t.across && (t.is.x1 < w.is.x1-slack || t.is.x2 > w.is.x2+slack) {
			tell("%v sticks out of its %v", t, w)
		}
		for _, b := range s.bars {
			// What is scrolled as a whole goes on behind the bar.
			if t.within(b.in) && (text || t.in != b.in) && s.underBar(t, b) {
				tell("%v lies under the scroll bar of %v", t, b.in.in)
			}
		}
		for _, u := range both[i+1:] {
			if _, also := u.o.(*canvas.Text); also != text || t.within(u) || u.within(t) || !t.shown().meets(u.shown()) {
				continue
			}
			tell("%v lies on %v", u, t)
		}
	}
}

// underBar tells whether a bar that is upright can come to lie on something.
// One that lies at the foot comes to lie on all that is scrolled below it.
func (s *sight) underBar(t, bar *thing) bool {
	strip := bar.is
	if strip.y2-strip.y1 < strip.x2-strip.x1 {
		return false
	}
	strip.x1 = strip.x2 - style.Theme{}.Size("scrollBar")
	return strip.meets(t.shown())
}

// contrast measures on the picture of a canvas how well each text can be read,
// and tells of those that cannot.
func (s *sight) contrast(picture *image.NRGBA, tell func(string, ...any)) {
	scale := float32(picture.Bounds().Dx()) / s.canvas.Size().Width
	for _, t := range s.texts {
		shown := t.shown()
		if high := t.is.y2 - t.is.y1; shown.empty() || shown.y2-shown.y1 < 0.8*high || !s.open(t) {
			continue // of a line that is half scrolled away the rest says nothing
		}
		least := 4.5
		if t.off {
			least = 3
		}
		ink := asNRGBA(t.o.(*canvas.Text).Color)
		area := pixels(shown, scale)
		grounds, painted := readInk(picture, area, ink)
		if !painted {
			tell("%v is not seen: nothing of its ink %s is there", t, style.Hex(ink))
			continue
		}
		for _, g := range grounds {
			if c := style.Contrast(over(ink, g), g); c < least {
				tell("%v has a contrast of %.2f, less than %v: %s on %s", t, c, least, style.Hex(ink), style.Hex(g))
			}
		}
	}
}

// pixels are those that lie in a box.
func pixels(b box, scale float32) image.Rectangle {
	down := func(x float32) int { return int(math.Floor(float64(x * scale))) }
	up := func(x float32) int { return int(math.Ceil(float64(x * scale))) }
	return image.Rect(down(b.x1), down(b.y1), up(b.x2), up(b.y2))
}

// leastSign is the contrast that signs and outlines need.
const leastSign = 3

// standOut tells of each sign and outline that does not stand out from what it
// lies on; those of what cannot be used now need not.
func (s *sight) standOut(picture *image.NRGBA, tell func(string, ...any)) {
	scale := float32(picture.Bounds().Dx()) / s.canvas.Size().Width
	for _, t := range s.signs {
		if t.off || t.shown() != t.is || !s.open(t) {
			continue
		}
		count, most := colours(picture, pixels(t.is, scale)), 0.0
		for c := range count {
			most = max(most, style.Contrast(c, mostOf(count)))
		}
		if most < leastSign {
			tell("the sign %v in %v stands out by %.2f, less than %v", t, t.widget(), most, leastSign)
		}
	}
	for _, t := range s.outlines {
		// The middle of its left side, and what is beside that.
		side := box{t.is.x1 - 3, (t.is.y1+t.is.y2)/2 - 1, t.is.x1 + 4, (t.is.y1+t.is.y2)/2 + 1}
		if t.off || side.and(t.clip) != side || !s.open(t) {
			continue
		}
		ink := asNRGBA(t.o.(*canvas.Rectangle).StrokeColor)
		grounds, painted := readInk(picture, pixels(side, scale), ink)
		if c := style.Contrast(over(ink, grounds[0]), grounds[0]); !painted || c < leastSign {
			tell("the outline %v of %v, painted %v, stands out by %.2f, less than %v", t, t.widget(), painted, c, leastSign)
		}
	}
}

// colours counts the pixels of each colour.
func colours(picture *image.NRGBA, area image.Rectangle) map[color.NRGBA]int {
	count := map[color.NRGBA]int{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			count[picture.NRGBAAt(x, y)]++
		}
	}
	return count
}

// mostOf is the colour that occurs most often.
func mostOf(count map[color.NRGBA]int) (most color.NRGBA) {
	for c, n := range count {
		if n > count[most] || n == count[most] && style.Hex(c) < style.Hex(most) {
			most = c
		}
	}
	return most
}

func asNRGBA(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{A: 0xff}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// over is a colour as it is seen on an opaque one.
func over(c, on color.NRGBA) color.NRGBA {
	blend := func(c, on, a uint8) uint8 { return uint8((int(c)*int(a) + int(on)*(255-int(a)) + 127) / 255) }
	return color.NRGBA{R: blend(c.R, on.R, c.A), G: blend(c.G, on.G, c.A), B: blend(c.B, on.B, c.A), A: 0xff}
}

// readInk reads what lies behind the letters of a text, by the colours that fill
// a part of its area, and whether its ink is there: the strokes of small letters
// are thinner than a pixel, so that a mixture of at least two fifths ink is enough.
func readInk(picture *image.NRGBA, area image.Rectangle, ink color.NRGBA) (grounds []color.NRGBA, painted bool) {
	count, all := colours(picture, area), area.Dx()*area.Dy()
	most := mostOf(count)
	for c, n := range count {
		if c == most || n > all/4 && apart(c, over(ink, most)) > 24 {
			grounds = append(grounds, c)
		}
	}
	for c := range count {
		for _, g := range grounds {
			if whole := apart(over(ink, g), g); apart(c, over(ink, g)) <= max(whole*3/5, 6) {
				painted = true
			}
		}
	}
	slices.SortFunc(grounds, func(a, b color.NRGBA) int { return strings.Compare(style.Hex(a), style.Hex(b)) })
	return grounds, painted
}

// apart is how far two colours are from each other in their channels.
func apart(a, b color.NRGBA) int {
	d := func(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

// words are all that is drawn, as often as it is.
func (s *sight) words() map[string]int {
	n := map[string]int{}
	for _, t := range s.texts {
		n[t.o.(*canvas.Text).Text]++
	}
	return n
}

// untold tells of each text that was cut and of which no card that comes when the
// pointer rests on it says the rest; rest is what lets it rest. Words that are
// meant to end in an ellipsis are not cut.
func (s *sight) untold(rest func(), meant func(string) bool, tell func(string, ...any)) {
	for _, t := range s.texts {
		is := t.o.(*canvas.Text).Text
		begins, ends, cut := strings.Cut(is, "…") // of a file's name the end is shown, too
		cut = cut && (strings.Trim(ends, "”") == "" || fmt.Sprintf("%T", t.widget().o) == "*dialog.fileLine")
		if _, article := t.widget().o.(*reader.Reader); article && begins == "" {
			continue // which the article itself says
		}
		if !cut || meant(is) || t.shown().empty() || !s.open(t) {
			continue
		}
		said := s.card(t.shown().middle(), rest)
		// Its lines before this one stand on the card, too.
		last := strings.Fields(strings.TrimLeft(begins, "“"))
		if len(last) > 1 {
			last = last[:len(last)-1] // the last word may be a part of one
		}
		if whole := strings.Join(strings.Fields(said), " "); whole == "" || !strings.Contains(whole, strings.Join(last, " ")) || strings.HasSuffix(whole, "…") {
			tell("%v is cut, and where the pointer rests on it stands %q", t, said)
		}
	}
}

// card is what comes to stand in the window when the pointer rests at a place.
func (s *sight) card(at fyne.Position, rest func()) string {
	var under *thing
	for _, h := range s.hovers {
		if b := h.shown(); at.X >= b.x1 && at.X < b.x2 && at.Y >= b.y1 && at.Y < b.y2 {
			under = h
		}
	}
	if under == nil {
		return ""
	}
	before, hover := s.words(), under.o.(desktop.Hoverable)
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at, Position: at.SubtractXY(under.is.x1, under.is.y1)}}
	hover.MouseIn(e)
	hover.MouseMoved(e)
	rest()
	var said []string
	for _, t := range see(s.canvas).texts {
		if w := t.o.(*canvas.Text).Text; before[w] > 0 {
			before[w]--
		} else {
			said = append(said, w)
		}
	}
	hover.MouseOut()
	return strings.Join(said, " ")
}

// leastFocus is how many pixels tell what has the keyboard: a caret has as many.
const leastFocus = 24

// differ counts the pixels in which two pictures of the same size stand out from
// each other.
func differ(a, b *image.NRGBA) (n int) {
	area := a.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		if from, to := a.PixOffset(area.Min.X, y), a.PixOffset(area.Max.X, y); bytes.Equal(a.Pix[from:to], b.Pix[from:to]) {
			continue
		}
		for x := area.Min.X; x < area.Max.X; x++ {
			if p, q := a.NRGBAAt(x, y), b.NRGBAAt(x, y); p != q && style.Contrast(p, q) >= leastSign {
				n++
			}
		}
	}
	return n
}
