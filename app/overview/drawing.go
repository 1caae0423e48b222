package overview

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// A drawing holds at most so many claims and articles: more of them nobody
// could look at in one picture.
const (
	mostDrawnClaims   = 100
	mostDrawnArticles = 60
)

// Drawing is the page as a picture of its own: whole, not only what the window
// shows, in the colours of the theme of now, with the parts, the filters and
// the order that are chosen. Of more than 100 claims or 60 articles it holds
// the first, and says so. The objects are new with each call.
func (v *View) Drawing() (fyne.CanvasObject, fyne.Size) {
	d := &drawing{p: style.Now(), wide: 720, y: style.PageY}
	d.text(&canvas.Text{Text: title, TextSize: titleSize, TextStyle: fyne.TextStyle{Bold: true}, FontSource: style.SerifBold, Color: d.p.Ink})
	about := d.y
	d.y += 24
	t, cut := v.table.first(mostDrawnClaims, mostDrawnArticles)
	if len(t.rows) > 0 {
		still := &View{table: t, clock: v.clock}
		if v.panes != OnlyTimeline {
			usual := claimMost + standingWide + float32(len(t.columns))*columnUsual
			d.board(&grid{view: still}, usual)
		}
		if v.panes != OnlyMatrix {
			d.y += style.Panel
			d.text(parts.Text(timelineTitle, style.SmallSize, true, d.p.Muted))
			d.board(&timeline{view: still}, d.wide)
		}
	}
	if cut {
		d.y += style.Panel
		d.words(fmt.Sprintf("Only the first %s and %s are drawn here: choose fewer to see the others.",
			parts.Count(len(t.rows), "claim"), parts.Count(len(t.columns), "article")), 0)
	}
	size := fyne.NewSize(d.wide+2*pageX, d.y+style.PageY)
	d.y = about
	d.words(v.about(), d.wide)
	whole := &fyne.Container{Layout: parts.Still(size), Objects: d.objects}
	whole.Resize(size)
	return whole, size
}

// first is the table of the first rows and columns, and whether that is less
// than all.
func (t *table) first(rows, columns int) (part *table, cut bool) {
	if len(t.rows) <= rows && len(t.columns) <= columns {
		return t, false
	}
	part = &table{columns: t.columns[:min(len(t.columns), columns)]}
	for _, r := range t.rows[:min(len(t.rows), rows)] {
		r.cells = r.cells[:r.from(columns)]
		part.rows = append(part.rows, r)
	}
	return part, true
}

// drawing collects objects from the top of a picture down.
type drawing struct {
	p       *style.Palette
	wide    float32 // without the margins
	y       float32
	objects []fyne.CanvasObject
}

func (d *drawing) text(t *canvas.Text) {
	size := t.MinSize()
	d.objects = append(d.objects, parts.Place(t, pageX, d.y, size.Width, size.Height))
	d.y += float32(math.Ceil(float64(size.Height)))
}

// words writes muted words, in a line of a width at most.
func (d *drawing) words(s string, wide float32) {
	if wide > 0 {
		s = parts.Shorten(s, style.SmallSize, fyne.TextStyle{}, wide)
	}
	d.text(parts.Text(s, style.SmallSize, false, d.p.Muted))
}

// board draws a whole sheet, as wide as it needs to be.
func (d *drawing) board(s sheet, wide float32) {
	w := s.fit(fyne.NewSize(wide, 0))
	for w.wide > w.bodyWide()+0.5 {
		wide += w.wide - w.bodyWide()
		w = s.fit(fyne.NewSize(wide, 0))
	}
	b := &board{sheet: s, cursor: nowhere, over: nowhere}
	b.window = s.fit(fyne.NewSize(wide, w.top+w.high+1))
	b.brush.Begin(d.p)
	b.brush.At = fyne.NewPos(pageX, d.y)
	s.draw(b)
	d.objects = append(d.objects, b.brush.Objects...)
	d.wide = max(d.wide, wide)
	d.y += b.window.size.Height
}
