package panes

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

func three(t *testing.T, wide float32) (p *Panes, resize func(float32)) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	p = &Panes{Left: &Side{Object: widget.NewLabel(""), Full: 273, Least: 214}, Page: widget.NewLabel(""), Right: &Side{Object: widget.NewLabel(""), Full: 317, Least: 262}}
	w := test.NewTempWindow(t, p.Object())
	w.SetPadded(false)
	resize = func(wide float32) { w.Resize(fyne.NewSize(wide, 600)) }
	resize(wide)
	return p, resize
}

func (p *Panes) now() [3]float32 {
	left, right := p.widths(p.box.Size().Width)
	return [3]float32{left, p.Page.Size().Width, right}
}

func drag(b *border, by ...float32) {
	for _, dx := range by {
		b.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx}})
	}
	b.DragEnd()
}

// Panels give way to the page in narrow windows, can be dragged as far as the
// page has what it needs, and are remembered as they were left.
func TestDrag(t *testing.T) {
	p, resize := three(t, 1280)
	changed := 0
	p.OnChange = func() { changed++ }
	if p.now() != [3]float32{273, 690, 317} {
		t.Errorf("at first the widths are %v", p.now())
	}
	drag(p.Left.border, 20, 7)
	drag(p.Right.border, -40, -3)
	if p.now() != [3]float32{300, 620, 360} || changed != 2 {
		t.Errorf("dragged, they are %v after %d changes", p.now(), changed)
	}
	drag(p.Left.border, 4000)
	if got := p.now(); got[1] != pageLeast {
		t.Errorf("dragged too far, they are %v", got)
	}
	drag(p.Left.border, -4000+2, 3850)
	resize(860)
	if got := p.now(); got[0] < 214 || got[2] < 262 || got[0]+got[1]+got[2] != 860 {
		t.Errorf("in a narrow window they are %v", got)
	}
}

// A panel that is dragged to next to nothing, or clicked twice on its border,
// folds away, and comes back as wide as it was.
func TestFold(t *testing.T) {
	p, _ := three(t, 1280)
	drag(p.Left.border, 30)
	drag(p.Left.border, -250)
	if p.now()[0] != 0 || p.Left.Object.Visible() || p.Left.border.Position().X != 0 {
		t.Errorf("folded, they are %v", p.now())
	}
	p.Left.border.DoubleTapped(nil)
	if got := p.now(); got[0] < 214 || !p.Left.Object.Visible() {
		t.Errorf("shown again, they are %v", got)
	}
	p.Fold(p.Right, true)
	if p.now()[2] != 0 || p.Object().MinSize().Width >= 214+262 {
		t.Errorf("folded, they are %v", p.now())
	}
}

// A panel that was given a share of the window has that, and can be dragged, until it has the
// width again that it had.
func TestGive(t *testing.T) {
	p, resize := three(t, 1280)
	drag(p.Right.border, -43)
	p.Give(p.Right, 0.4)
	if p.now() != [3]float32{273, 495, 512} {
		t.Errorf("with its share the widths are %v", p.now())
	}
	drag(p.Right.border, 112)
	if p.now() != [3]float32{273, 607, 400} || p.Right.Dragged != 360 {
		t.Errorf("dragged, they are %v, and %v is kept", p.now(), p.Right.Width)
	}
	resize(860)
	if got := p.now(); got[0] < 214 || got[1] < 370 || got[2] < 250 {
		t.Errorf("in a narrow window they are %v", got)
	}
	resize(1280)
	p.Give(p.Right, 0)
	if p.now() != [3]float32{273, 647, 360} {
		t.Errorf("without it they are %v", p.now())
	}
}
