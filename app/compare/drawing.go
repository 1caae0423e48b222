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
	wide := v.width
	if wide < drawnWide {
		wide = drawnWide
	}
	d := v.twin(min(wide, 2*pageMost))
	if !d.empty() {
		d.scene = v.finished().again()
	}
	s := d.newPaper()
	s.drawn = true
	if d.empty() {
		s.invite(0)
	} else {
		d.drawHead(s)
		d.fill(s)
	}
	right := d.width
	if table := d.scene.spread(); table != nil {
		table.extend(forever)
		d.drawn = max(d.acrossWide(), table.whole())
		right = max(right, s.left+table.side()+d.drawn+pageX)
	}
	d.drawRows(s, right)
	size := fyne.NewSize(right, s.y+style.PageY)
	whole := &fyne.Container{Layout: parts.Still(size), Objects: s.Objects}
	whole.Resize(size)
	return whole, size
}

// twin is a view of the same that is never shown.
func (v *View) twin(width float32) *View {
	return &View{comparison: comparison{asked: v.asked, Reviewer: v.Reviewer}, value: -1, chosen: -1, pick: -1, width: width, zoom: v.zoom, palette: style.Now(), falls: baseline.On(nil)}
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
func (v *View) drawHead(s *paper) {
	if v.pair != nil {
		s.pairHead(v)
		return
	}
	s.standing(v)
	s.headline(v.claim.Said(), headFaces, style.HeadLead)
	if len(v.witnesses) == 0 {
		s.y += style.Gap
		s.paragraph(noPassage)
		return
	}
	wide := s.width
	if f := v.scene.facts; f != nil && len(f.rows) > 0 { // as wide as its columns
		f.begin(factSetting.times(v.zoom), s.width)
		wide = max(wide, f.label+f.whole())
	}
	l := newLifeline(v, wide)
	for _, objects := range l.objects {
		for _, o := range objects {
			s.place(o, o.Position().X, s.y+style.Gap+o.Position().Y, o.Size())
		}
	}
	s.y += l.Size().Height + 2*style.Gap
	if len(v.witnesses) == 1 {
		s.paragraph(onePassage)
	} else {
		s.paragraph(v.comparedWith())
		if chips := v.kinds(); len(chips) > 0 {
			s.y += s.chips(chips, 0, s.y+style.Unit) + style.Unit
		}
		s.prose(v.scene.summary)
	}
	s.y += rowsAbove
}

// comparedWith tells what each source is compared with.
func (a *asked) comparedWith() string {
	if a.before {
		return "Each source against the one before"
	}
	return "Against " + trace.Name(a.witnesses, a.base)
}

// drawRows draws rows below the head, as many as a picture may hold.
func (v *View) drawRows(s *paper, right float32) {
	words := 0
	for i, r := range v.all() {
		if r.i >= 0 && v.scene.spread() == nil {
			for _, f := range [...]*flow{v.scene.texts[r.i].left, v.scene.texts[r.i].right} {
				if f != nil {
					words += f.Words()
				}
			}
		}
		if i >= mostDrawnRows || s.y > mostDrawnHigh || words > mostDrawnWords {
			s.y += style.Panel
			s.paragraph(fmt.Sprintf("Only the first %s are drawn here.", trace.Count(i, "row")))
			return
		}
		r.settle(forever)
		switch {
		case v.scene.sheet != nil:
			r.width = right - r.left
		case v.scene.facts != nil:
			r.width = v.scene.facts.side() + v.scene.facts.whole() + 2*bleed
		}
		s.At = fyne.NewPos(r.left, s.y)
		r.paint(&s.brush, 0, r.height(), -1, rowState{})
		s.At = fyne.Position{}
		s.y += r.height()
	}
}
