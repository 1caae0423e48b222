package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
)

// The measures of the page, in pixels.
const (
	pageX     = 28  // its margin at both sides
	sideWide  = 186 // the column of origins
	quoteMost = 766 // the measure of the quotes, at a zoom of 1
	pageMost  = sideWide + quoteMost
	besideGap = 28  // between two columns of words
	textMost  = 560 // the measure of each of them, at a zoom of 1
	smallLead = 18
	proseLead = 21 // at a zoom of 1
	rowsAbove = 14 // between the head and the first row
)

// standingMost is how many lines the reason of a decision takes at the most.
const standingMost = 12

// What the view says while there is nothing, or too little, to compare.
const (
	nothing    = "Tag passages in Read and tie them to a claim; here you see how its wording changes from source to source."
	noPassage  = "No passage is tied to this claim yet. Tag one in Read and choose this claim for it."
	onePassage = "One passage so far: there is nothing to compare it with yet."
)

// format is what the page is laid out for.
type format struct {
	width float32 // of the window, in pixels
	zoom  float32 // of the type that is read
	low   bool    // the window is: facts have smaller heads
}

// column is where the page's column begins and how wide it is. It grows with the
// type; smaller type leaves its head the room that it has.
func (f *format) column() (left, wide float32) {
	wide = min(max(f.width-2*pageX, 240), sideWide+quoteMost*max(f.zoom, 1))
	return max((f.width-wide)/2, pageX), wide
}

// paper puts objects on the page, from the top down, and below them rows.
type paper struct {
	brush
	of      *comparison
	page    *format
	across  *across
	left    float32
	width   float32
	y       float32
	most    int  // how many lines of a text are written; 0 for all
	drawn   bool // for a picture: nothing on it can be clicked
	heading *row // of the rows; nil if there is none
	rows    []*row
}

func (s *paper) place(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	s.Put(o, s.left+x, y, size.Width, size.Height)
}

// newPaper begins the page.
func newPaper(a *across, falls *baseline.Falls) *paper {
	s := &paper{of: a.of, page: a.page, across: a, y: style.PageY, brush: brush{falls: falls}}
	s.left, s.width = s.page.column()
	s.Begin(style.Now())
	return s
}

// above writes the head of the page, in a window so high.
func (s *paper) above(c *controls, height float32) {
	switch {
	case s.of.empty():
		s.invite(height)
	case s.of.pair != nil:
		s.pairHead(c)
	default:
		s.standing()
		s.headline(s.of.claim.Said(), headFaces, style.HeadLead)
		c.below(s)
	}
}

// standing writes where the claim stands, by which rule, and how many sources
// it has.
func (s *paper) standing() {
	stand := trace.Standing(s.of.claim, s.of.Reviewer)
	verdict := s.of.claim.Standing.Verdict
	ink := s.Palette.VerdictInk(verdict)
	if verdict == "" {
		ink = s.Palette.Muted
	}
	_, base := smallFace.measured("A")
	var x float32
	if verdict != "" {
		s.place(canvas.NewImageFromResource(parts.Sign(verdict)), -2, s.y+1, fyne.NewSquareSize(signSize))
		x = signSize
	}
	s.At = fyne.NewPos(s.left, 0)
	x += s.text(stand.Word, smallBold, ink, x, s.y+base) + style.Unit
	end := x
	for i, l := range parts.Wrap(stand.Why, style.SmallSize, fyne.TextStyle{}, s.width-x, standingMost) {
		if i > 0 {
			s.y += smallLead
		}
		end = x + s.text(l, smallFace, ink, x, s.y+base)
	}
	if words := trace.Sources(s.of.witnesses); len(s.of.witnesses) > 0 {
		if end += 2 * style.Gap; end+smallFace.width(words) > s.width {
			end = 0
			s.y += smallLead
		}
		s.text(words, smallFace, s.Palette.Muted, end, s.y+base)
	}
	if stand.But != "" {
		for _, l := range parts.Wrap(stand.But, style.SmallSize, fyne.TextStyle{Bold: true}, s.width, standingMost) {
			s.y += smallLead
			s.text(l, smallBold, s.Palette.VerdictInk(annotate.Disputed), 0, s.y+base)
		}
	}
	s.At = fyne.Position{}
	s.y += smallLead + style.Unit
}

// headline writes words in a large face.
func (s *paper) headline(words string, f faces, lead float32) {
	s.set(plain(words), f, lead, s.Palette.Ink, 0, s.width)
}

// set writes words in lines of a width, in faces and with a lead that grow with
// the type. It tells whether more lines are left out.
func (s *paper) set(w wording, f faces, lead float32, ink ink, x, width float32) (cut bool) {
	f, lead = f.times(s.page.zoom), lead*s.page.zoom
	flow := newFlow(w)
	flow.begin(f, width)
	flow.extend(forever)
	size, base := f.plain.measured("Ag")
	for i := range flow.Lines() {
		if s.most > 0 && i == s.most {
			return true
		}
		for _, w := range flow.Line(i) {
			c := ink
			if flow.runs[w.Run].strong {
				c = s.Palette.Ink
			}
			s.text(w.Text, f.of(w, flow.runs[w.Run]), c, s.left+x+w.X, s.y+(lead-size.Height)/2+base)
		}
		s.y += lead
	}
	return false
}

// prose writes sentences of the interface, names in bold.
func (s *paper) prose(p trace.Prose) (cut bool) {
	if len(p) == 0 {
		return false
	}
	s.y += style.Gap
	return s.set(prose(p), proseFaces, proseLead, s.Palette.Muted, 0, s.width)
}

// paragraph writes muted words of the interface.
func (s *paper) paragraph(words string) {
	s.set(plain(words), proseFaces, proseLead, s.Palette.Muted, 0, s.width)
}

func chipsWide(chips []*parts.Button) float32 {
	wide := float32(-chipGap)
	for _, c := range chips {
		wide += c.MinSize().Width + chipGap
	}
	return wide
}

// chips puts chips in as many lines as they need, and returns their height.
func (s *paper) chips(chips []*parts.Button, x, y float32) float32 {
	top := y
	for _, c := range chips {
		if s.drawn { // a legend, and nothing to switch
			c.Dress(parts.Pill)
		}
		size := c.MinSize()
		if x > 0 && x+size.Width > s.width+0.5 {
			x, y = 0, y+parts.SmallHigh+chipGap
		}
		if s.drawn {
			c.Draw(&s.Brush, s.left+x, y, size)
		} else {
			s.place(c, x, y, size)
		}
		x += size.Width + chipGap
	}
	return y + parts.SmallHigh - top
}

// invite is the page without a claim: what to do, below a small life line.
func (s *paper) invite(height float32) {
	const wide, step = 420, 64
	s.left, s.width = max(s.left+(s.width-wide)/2, s.left), min(wide, s.width)
	s.y = max(height/2-90, style.PageY)
	verdicts := []annotate.Verdict{annotate.Unconfirmed, annotate.Unconfirmed, annotate.Confirmed}
	first := (s.width - step*float32(len(verdicts)-1)) / 2
	s.Rect(s.Palette.Line, s.left+first-step/2, s.y+ringSize/2-1, step*float32(len(verdicts)), 2)
	for i, verdict := range verdicts {
		ring := canvas.NewImageFromResource(parts.Ring(verdict))
		s.place(ring, first+float32(i)*step-ringSize/2, s.y, fyne.NewSquareSize(ringSize))
	}
	s.y += ringSize + 2*style.Panel
	_, base := textFace.measured("A")
	for _, l := range parts.Wrap(nothing, style.TextSize, fyne.TextStyle{}, s.width, 10) {
		s.text(l, textFace, s.Palette.Muted, s.left+(s.width-textFace.width(l))/2, s.y+base)
		s.y += proseLead + 1
	}
}
