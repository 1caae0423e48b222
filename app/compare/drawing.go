package compare

import (
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
)

// A drawing holds at most so much: more of it nobody could look at in one
// picture.
const (
	mostDrawnRows  = 200
	mostDrawnHigh  = 20_000 // pixels
	mostDrawnWords = 20_000
	drawnWide      = pageMost + 2*pageX // where the view has no width yet
)

// Drawing is the page as a picture of its own: whole, not only what the window
// shows, in the colours of the theme of now, with the layout and the kinds that
// are chosen, and without what can be clicked. A table is as wide as it needs to
// be. Of more than 200 rows, or a page that would be higher than 20,000 pixels, it
// holds the first, and says so. The objects are new with each call.
func (v *View) Drawing() (fyne.CanvasObject, fyne.Size) {
	page := format{width: min(max(v.width, drawnWide), 2*pageMost), zoom: v.zoom}
	c := comparison{asked: v.asked, Reviewer: v.Reviewer}
	if !c.empty() {
		c.scene = v.finished().again()
	}
	a := across{of: &c, page: &page}
	s := newPaper(&a, baseline.On(nil))
	s.drawn = true
	if c.empty() {
		s.invite(0)
	} else {
		s.drawHead()
		s.fill()
	}
	right := page.width
	if table := c.scene.spread(); table != nil {
		table.extend(forever)
		a.drawn = max(a.room(), table.whole())
		right = max(right, s.left+table.side()+a.drawn+pageX)
	}
	s.drawRows(right)
	size := fyne.NewSize(right, s.y+style.PageY)
	whole := &fyne.Container{Layout: parts.Still(size), Objects: s.Objects}
	whole.Resize(size)
	return whole, size
}

// again is the scene with flows and columns of its own, to be set in another
// width.
func (s *scene) again() *scene {
	twin := *s
	twin.texts = make([]texts, len(s.texts))
	for i, t := range s.texts {
		twin.texts[i] = texts{t.left.again(), t.right.again(), t.note}
	}
	if s.table != nil {
		twin.sheet = newSheet(s.table)
	}
	if s.facts != nil {
		twin.facts = s.facts.again()
	}
	return &twin
}

// drawHead draws what stands above the rows.
func (s *paper) drawHead() {
	c := &controls{of: s.of}
	if s.of.pair != nil {
		s.pairHead(c)
		return
	}
	s.standing()
	s.headline(s.of.claim.Said(), headFaces, style.HeadLead)
	if len(s.of.witnesses) == 0 {
		s.y += style.Gap
		s.paragraph(noPassage)
		return
	}
	wide := s.width
	if f := s.of.scene.facts; f != nil && len(f.rows) > 0 { // as wide as its columns
		f.begin(factSetting.times(s.page.zoom), s.width)
		wide = max(wide, f.label+f.whole())
	}
	l := newLifeline(s.of.witnesses, wide, nil)
	for _, objects := range l.objects {
		for _, o := range objects {
			s.place(o, o.Position().X, s.y+style.Gap+o.Position().Y, o.Size())
		}
	}
	s.y += l.Size().Height + 2*style.Gap
	if len(s.of.witnesses) == 1 {
		s.paragraph(onePassage)
	} else {
		s.paragraph(s.of.comparedWith())
		if chips := c.kinds(); len(chips) > 0 {
			s.y += s.chips(chips, 0, s.y+style.Unit) + style.Unit
		}
		s.prose(s.of.scene.summary)
	}
	s.y += rowsAbove
}

// drawRows draws rows below the head, as many as a picture may hold.
func (s *paper) drawRows(right float32) {
	scene, words := s.of.scene, 0
	for i, r := range allRows(s.heading, s.rows) {
		if r.i >= 0 && scene.spread() == nil {
			words += scene.texts[r.i].words()
		}
		if i >= mostDrawnRows || s.y > mostDrawnHigh || words > mostDrawnWords {
			s.y += style.Panel
			s.paragraph(fmt.Sprintf("Only the first %s are drawn here.", trace.Count(i, "row")))
			return
		}
		r.settle(forever)
		switch {
		case scene.sheet != nil:
			r.width = right - r.left
		case scene.facts != nil:
			r.width = scene.facts.side() + scene.facts.whole() + 2*bleed
		}
		s.At = fyne.NewPos(r.left, s.y)
		r.paint(&s.brush, 0, r.height(), atRest)
		s.At = fyne.Position{}
		s.y += r.height()
	}
}
