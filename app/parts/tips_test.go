package parts

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

// What is cut is told whole where the pointer rests on it, in paragraphs, until
// the pointer is elsewhere; what is not cut is not told.
func TestWhole(t *testing.T) {
	test.NewTempApp(t)
	q := NewQuiet("Mara Konstantinopoulou")
	b := tryOut(t, q)
	at := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 4)}}
	}
	q.Resize(fyne.NewSize(290, 20))
	if q.MouseIn(at(4)); b.due != nil {
		t.Error("what can be read is told")
	}
	q.MouseOut()
	q.Resize(fyne.NewSize(60, 20))
	q.MouseIn(at(4))
	if q.MouseMoved(at(30)); b.told() != "" {
		t.Error("it is told at once")
	}
	b.due()
	if got := b.told(); got != "Mara Konstantinopoulou" {
		t.Errorf("it tells %q", got)
	}
	card := b.w.Content().(*Tips).layer.said[0]
	if place := card.Position(); place.X != 30 || place.Y != 4+tipBelow {
		t.Errorf("the card stands at %v", place)
	}
	if q.MouseMoved(at(31)); b.told() == "" {
		t.Error("it is taken away while the pointer moves on what it tells of")
	}
	if q.MouseOut(); b.told() != "" {
		t.Error("it stays")
	}
	if got := WholeOf([2]string{"a…", "a long"}, [2]string{"b", "b"}, Lines([]string{"c", "d…"}, "c d e"), Lines([]string{"so", "on…"}, "so on…"), Lines(nil, "")); got != "a long\nc d e" {
		t.Errorf("of what is cut it joins %q", got)
	}
}

type cutRow struct {
	canvas.Rectangle
	whole string
}

func (r *cutRow) Whole() string { return r.whole }

// A row that says what of it is cut has it told, and no other.
func TestWholeOfRows(t *testing.T) {
	test.NewTempApp(t)
	l := NewList(func() *cutRow { return &cutRow{} }, func(i int, r *cutRow) { r.whole = strings.Repeat("words ", i) }, func(int, float32) float32 { return 20 })
	b := tryOut(t, l)
	l.Resize(fyne.NewSize(100, 100))
	l.SetLen(2)
	told := func(y float32) string {
		l.page.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(4, y)}})
		if b.due != nil {
			b.due()
		}
		return b.told()
	}
	if got := told(4); got != "" {
		t.Errorf("of the first row it tells %q", got)
	}
	if got := told(RowGap + 24); got != "words" {
		t.Errorf("of the second it tells %q", got)
	}
	if l.page.MouseOut(); b.told() != "" {
		t.Error("it stays")
	}
	l.SetLen(40)
	if told(RowGap + 24); b.told() == "" {
		t.Fatal("nothing is told")
	}
	if l.ScrollTo(39); b.told() != "" {
		t.Error("another row is under the pointer, and it stays")
	}
	if told(l.tops[39] + 4); b.told() == "" {
		t.Fatal("nothing is told of a row that came there")
	}
	if Hush(b.w.Canvas()); b.told() != "" {
		t.Error("it stays where it is to go")
	}
}

// A notice gets the height that its words need in the width that it has, at once.
func TestFrameOfWhatWraps(t *testing.T) {
	test.NewTempApp(t)
	n, below := NewNotice(), canvas.NewRectangle(nil)
	frame := Frame{Top: container.NewVBox(n), Middle: below}.New()
	n.Around = frame
	w := test.NewTempWindow(t, frame)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 400))
	n.Say(errors.New(strings.Repeat("the file could not be read ", 9)))
	if n.Size().Height < n.MinSize().Height || n.MinSize().Height < 60 || below.Position().Y != n.Size().Height {
		t.Errorf("it is %v high and needs %v; what is below it begins at %v", n.Size().Height, n.MinSize().Height, below.Position().Y)
	}
	w.Resize(fyne.NewSize(200, 400))
	if n.Size().Height < n.MinSize().Height || below.Position().Y != n.Size().Height {
		t.Errorf("narrower it is %v high and needs %v; what is below it begins at %v", n.Size().Height, n.MinSize().Height, below.Position().Y)
	}
}

// A field has the outline of a button while it has the keyboard.
func TestFieldTellsItsFocus(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{})
	f := NewField("words")
	b := tryOut(t, f)
	f.Resize(fyne.NewSize(100, 36))
	outline := func() float32 {
		for _, o := range test.WidgetRenderer(f).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok && r.StrokeWidth > 0 {
				return r.StrokeWidth
			}
		}
		return 0
	}
	if got := outline(); got != 1 {
		t.Errorf("at rest it is %v", got)
	}
	if b.w.Canvas().Focus(f); outline() != ringWide {
		t.Errorf("with the keyboard it is %v", outline())
	}
	if b.w.Canvas().Unfocus(); outline() != 1 {
		t.Errorf("then it is %v", outline())
	}
}

// What was told goes when a sheet opens above it, and when the button in a row
// becomes another.
func TestTipsGo(t *testing.T) {
	test.NewTempApp(t)
	r := NewInRow(Small, "Set aside", func() {})
	r.Hint = "so that it is not shown"
	b := tryOut(t, r)
	rest := func() {
		t.Helper()
		r.MouseIn(&desktop.MouseEvent{})
		if b.due(); b.told() == "" {
			t.Fatal("nothing is told")
		}
	}
	rest()
	if r.Say("Put in again"); b.told() != "" {
		t.Errorf("of a button that is another now it tells %q", b.told())
	}
	r.MouseOut()
	rest()
	sheet := NewTips(canvas.NewRectangle(nil), nil)
	sheet.Raise(b.w.Canvas())
	defer sheet.Lower(b.w.Canvas())
	if b.told() != "" {
		t.Errorf("below a sheet it tells %q", b.told())
	}
}
