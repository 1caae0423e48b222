package reader

import (
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
	"claimtrace/app/typeset/baseline"
)

// view is the renderer: it keeps objects for the visible lines only and uses
// them again. What lies behind is drawn first.
type view struct {
	r        *Reader
	brush    parts.Brush
	rows     map[typeset.Line][]word
	free     [][]word
	revision int
	heading  []fyne.CanvasObject
	headOf   *head
	headAt   fyne.Position
	height   float32                    // of a word in the face's own font
	baseline float32                    // of the same, from its top
	measured map[partOf][]typeset.Strip // of the lines that were drawn of late
	falls    *baseline.Falls
	ticks    *canvas.Raster
	ticksOf  *style.Palette
}

// word is a text with its distance from the top of the line's words: one that
// another font draws stands on the same line as its neighbours.
type word struct {
	*canvas.Text
	down float32
}

// partOf names the part of a line that a span covers.
type partOf struct {
	line typeset.Line
	span annotate.Span
}

// partsKept is how many of them are remembered: measuring costs many times
// what drawing does.
const partsKept = 5_000

// CreateRenderer implements [fyne.Widget].
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &view{r: r, rows: map[typeset.Line][]word{}, revision: -1, falls: baseline.On(r)}
}

func (v *view) Destroy()                     {}
func (v *view) Layout(fyne.Size)             {}
func (v *view) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *view) Objects() []fyne.CanvasObject { return v.brush.Objects }

// Refresh draws what is in the window now.
func (v *view) Refresh() {
	r := v.r
	p := style.Now()
	if p != v.brush.Palette {
		v.revision = -1
	}
	v.brush.Begin(p)
	if v.revision != r.revision {
		v.revision, v.headOf, v.measured = r.revision, nil, nil
		for i, old := range v.rows {
			v.free = append(v.free, old)
			delete(v.rows, i)
		}
		v.height, v.baseline = r.face.Size("Ag", style.ReadSize*r.zoom)
	}
	r.look()
	if r.layout != nil {
		v.fills()
		v.found()
		v.selected()
		v.heads()
		v.texts()
		v.underlines()
		v.picked()
		v.caret()
		v.gutter()
		v.overview()
		v.card()
	}
	canvas.Refresh(r)
}

// strips calls f for each part of a visible line that a span covers.
func (v *view) strips(s annotate.Span, f func(x, y, width float32)) {
	seen := v.r.seen
	first := sort.Search(len(seen), func(i int) bool { return seen[i].span.End > s.Start })
	for _, line := range seen[first:] {
		if line.span.Start >= s.End {
			break
		}
		key := partOf{line.Line, s}
		strips, ok := v.measured[key]
		if !ok {
			if v.measured == nil || len(v.measured) >= partsKept {
				v.measured = map[partOf][]typeset.Strip{}
			}
			strips = v.r.layout.Strips(line.Line, s)
			v.measured[key] = strips
		}
		for _, st := range strips {
			f(v.r.margin()+st.Left, line.y, st.Right-st.Left)
		}
	}
}

func (v *view) heads() {
	at := fyne.NewPos(v.r.margin(), style.PageY-float32(min(v.r.scroll, 1e6)))
	if at.Y+v.r.head.height < 0 {
		return
	}
	if v.headOf != v.r.head {
		v.headOf, v.headAt = v.r.head, at
		v.heading = v.r.head.draw(at, v.brush.Palette)
	}
	if d := at.Subtract(v.headAt); !d.IsZero() {
		for _, o := range v.heading {
			o.Move(o.Position().Add(d))
		}
		v.headAt = at
	}
	v.brush.Objects = append(v.brush.Objects, v.heading...)
}

// texts puts the words of the lines. Those that are alike stand one behind the
// other: where OpenGL is software, it keeps 64 kB of a frame for each change of
// texture.
func (v *view) texts() {
	visible := make(map[typeset.Line]bool, len(v.r.seen))
	for _, line := range v.r.seen {
		visible[line.Line] = true
	}
	for i, old := range v.rows {
		if !visible[i] {
			v.free = append(v.free, old)
			delete(v.rows, i)
		}
	}
	from := len(v.brush.Objects)
	down := (float32(v.r.layout.Lead()) - v.height) / 2
	for _, line := range v.r.seen {
		row, ok := v.rows[line.Line]
		if !ok {
			row = v.fill(v.r.layout.Pieces(line.Line))
			v.rows[line.Line] = row
		}
		for _, t := range row {
			t.Move(fyne.NewPos(t.Position().X, line.y+down+t.down))
			v.brush.Objects = append(v.brush.Objects, t.Text)
		}
	}
	slices.SortStableFunc(v.brush.Objects[from:], func(a, b fyne.CanvasObject) int {
		return strings.Compare(a.(*canvas.Text).Text, b.(*canvas.Text).Text)
	})
}

// fill gives a row of texts, one that has become free if there is one, the
// words of a line.
func (v *view) fill(words []typeset.Piece) []word {
	var row []word
	if n := len(v.free); n > 0 {
		row, v.free = v.free[n-1], v.free[:n-1]
	}
	// A line can have fewer words than the one before: its texts stay for the next.
	for row = row[:cap(row)]; len(row) < len(words); {
		row = append(row, word{})
	}
	size := style.ReadSize * v.r.zoom
	for k, w := range words {
		t := &row[k]
		if t.Text == nil {
			t.Text = &canvas.Text{}
		}
		t.Text.Text, t.Color, t.TextSize, t.FontSource = w.Text, v.brush.Palette.Ink, size, v.r.face.For(w.Text)
		t.Move(fyne.NewPos(v.r.margin()+w.X, t.Position().Y))
		high := v.height
		if t.down = 0; !style.Covered(w.Text) {
			var base float32
			high, base = v.r.face.Size(w.Text, size)
			t.down = v.baseline - base - v.falls.Of(w.Text, size, t.FontSource)
		}
		if is := fyne.NewSize(w.Wide, high); is != t.Size() {
			t.Resize(is)
		} else {
			t.Refresh()
		}
	}
	return row[:len(words)]
}

func (v *view) caret() {
	r := v.r
	if !r.focused || r.sel.Len() > 0 || r.layout.Empty() {
		return
	}
	at := r.layout.LineOf(r.sel.caret)
	for _, line := range r.seen {
		if line.Line == at {
			z := r.zoom
			v.brush.Rect(v.brush.Palette.Accent, r.margin()+r.layout.X(at, r.sel.caret)-1.5, line.y+fillTop*z-1, 1.5, fillHeight*z+2)
		}
	}
}
