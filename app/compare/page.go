package compare

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the page, in pixels.
const (
	pageX     = 28  // its margin at both sides
	sideWide  = 186 // the column of outlets
	quoteMost = 766 // the measure of the quotes
	pageMost  = sideWide + quoteMost
	smallLead = 18
	rowsAbove = 16 // between the bar and the first passage
)

// sheet puts objects on the page, from the top down.
type sheet struct {
	p       *style.Palette
	left    float32
	width   float32
	y       float32
	objects []fyne.CanvasObject
}

func (s *sheet) put(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(s.left+x, y))
	o.Resize(size)
	s.objects = append(s.objects, o)
}

// text puts a text of the small size and returns the place after it.
func (s *sheet) text(words string, bold bool, x, y float32, t *canvas.Text) float32 {
	t.Text, t.TextSize, t.TextStyle.Bold = words, style.SmallSize, bold
	size := t.MinSize()
	s.put(t, x, y, size)
	return x + size.Width
}

// arrange lays out the page for its width and the theme of now.
func (v *View) arrange() {
	if v.width == 0 {
		return
	}
	v.palette = style.Now()
	wide := min(max(v.width-2*pageX, 240), pageMost)
	s := &sheet{p: v.palette, left: max((v.width-wide)/2, pageX), width: wide, y: style.PageY}
	v.rows = nil
	switch {
	case v.claim.ID == "":
		s.invite(v.Size().Height)
	default:
		s.standing(v)
		s.headline(v.claim.Statement)
		if len(v.witnesses) == 0 {
			s.y += style.Gap
			s.paragraph(noPassage)
			break
		}
		l := newLine(v, s.width)
		s.put(l, 0, s.y+style.Gap, l.Size())
		s.y += style.Gap + l.Size().Height + style.Gap
		s.bar(v)
		s.y += rowsAbove
		for i := range v.witnesses {
			r := newRow(v, i, s.width)
			s.put(r, -bleed, s.y, r.Size())
			v.rows = append(v.rows, r)
			s.y += r.Size().Height
		}
	}
	v.page.Objects, v.page.Layout = s.objects, still(fyne.NewSize(0, s.y+style.PageY))
	v.scroll.Refresh()
	v.window()
}

// standing writes where the claim stands and how many sources it has.
func (s *sheet) standing(v *View) {
	word, why := standing(v.claim)
	const icon = 16
	var ink = s.p.VerdictInk(v.claim.Standing.Verdict)
	if v.claim.Standing.Verdict == "" {
		ink = s.p.Muted
	}
	var x float32
	if v.claim.Standing.Verdict != "" {
		s.put(canvas.NewImageFromResource(parts.Sign(v.claim.Standing.Verdict)), -2, s.y+1, fyne.NewSquareSize(icon))
		x = icon
	}
	x = s.text(word, true, x, s.y, &canvas.Text{Color: ink})
	x = s.text(why, false, x+style.Unit, s.y, &canvas.Text{Color: ink})
	if len(v.witnesses) > 0 {
		words := sources(v.witnesses)
		if x += 2 * style.Gap; x+small(words) > s.width {
			x = 0
			s.y += smallLead
		}
		s.text(words, false, x, s.y, &canvas.Text{Color: s.p.Muted})
	}
	s.y += smallLead + style.Unit
}

// headline writes the statement.
func (s *sheet) headline(statement string) {
	read := face(style.HeadSize, style.SerifBold, true)
	f := newFlow(plain(statement), read, read)
	f.wrap(s.width)
	for i := range f.lines {
		for _, w := range f.line(i) {
			t := &canvas.Text{Text: w.text, TextSize: style.HeadSize, FontSource: style.SerifBold,
				TextStyle: fyne.TextStyle{Bold: true}, Color: s.p.Ink}
			s.put(t, w.x, s.y, t.MinSize())
		}
		s.y += style.HeadLead
	}
}

// face measures text of a face.
func face(size float32, source fyne.Resource, bold bool) measure {
	driver := fyne.CurrentApp().Driver()
	return func(s string) float32 {
		wide, _ := driver.RenderedTextSize(s, size, fyne.TextStyle{Bold: bold}, source)
		return wide.Width
	}
}

// paragraph writes muted words of the interface.
func (s *sheet) paragraph(words string) {
	for _, l := range parts.Wrap(words, style.TextSize, fyne.TextStyle{}, s.width, 10) {
		t := parts.Text(l, style.TextSize, false, s.p.Muted)
		s.put(t, 0, s.y, t.MinSize())
		s.y += 22
	}
}

// bar puts what the passages are compared with, and the kinds of change that
// this shows.
func (s *sheet) bar(v *View) {
	if len(v.witnesses) == 1 {
		s.paragraph(onePassage)
		return
	}
	k := v.picker
	k.say()
	s.put(k, 0, s.y, k.MinSize())
	items := legend(v.wordings)
	const between = 2 * style.Gap
	var all float32
	for _, it := range items {
		all += it.width() + between
	}
	x, y := s.width-all+between, s.y+(pickerHigh-smallLead)/2
	if x < k.Size().Width+2*between {
		x, y = 0, s.y+pickerHigh+style.Panel
	}
	s.y += pickerHigh
	for _, it := range items {
		if x > 0 && x+it.width() > s.width {
			x, y = 0, y+smallLead+style.Unit
		}
		it.draw(s, x, y)
		x += it.width() + between
		s.y = max(s.y, y+smallLead)
	}
}

// invite is the page without a claim: what to do, below a small life line.
func (s *sheet) invite(height float32) {
	const wide, step = 420, 64
	s.left, s.width = max(s.left+(s.width-wide)/2, s.left), min(wide, s.width)
	s.y = max(height/2-90, style.PageY)
	verdicts := []annotate.Verdict{annotate.Unconfirmed, annotate.Unconfirmed, annotate.Confirmed}
	first := (s.width - step*float32(len(verdicts)-1)) / 2
	s.put(canvas.NewRectangle(s.p.Line), first-step/2, s.y+ringSize/2-1, fyne.NewSize(step*float32(len(verdicts)), 2))
	for i, verdict := range verdicts {
		ring := canvas.NewImageFromResource(parts.Ring(verdict))
		s.put(ring, first+float32(i)*step-ringSize/2, s.y, fyne.NewSquareSize(ringSize))
	}
	s.y += ringSize + 2*style.Panel
	for _, l := range parts.Wrap(empty, style.TextSize, fyne.TextStyle{}, s.width, 10) {
		t := parts.Text(l, style.TextSize, false, s.p.Muted)
		size := t.MinSize()
		s.put(t, (s.width-size.Width)/2, s.y, size)
		s.y += 22
	}
}

// sample is one entry of the legend: a kind of change as it looks below, and
// how often it occurs.
type sample struct {
	words string
	tone  tone
	kind  string
}

// legend lists the kinds of change that the wordings show.
func legend(ws []wording) []sample {
	var out []sample
	left := false
	for _, k := range kinds {
		n := 0
		for _, w := range ws {
			n += w.counts[k]
		}
		if n == 0 {
			continue
		}
		it := sample{fmt.Sprintf("%s %d", k, n), fresh, string(k)}
		if quietly(k) {
			it.tone = quiet
		}
		out = append(out, it)
	}
	for _, w := range ws {
		for _, r := range w.runs {
			left = left || r.tone == gone
		}
	}
	if left {
		out = append(out, sample{words: "left out", tone: gone})
	}
	return out
}

const swatch = 12

func (it sample) width() float32 {
	w := small(it.words)
	if it.tone == fresh {
		w += swatch + 6
	}
	return w
}

func (it sample) draw(s *sheet, x, y float32) {
	ink := s.p.Muted
	switch it.tone {
	case fresh:
		fill, _ := s.p.ChangeFill(it.kind)
		s.put(&canvas.Rectangle{FillColor: fill, CornerRadius: style.Mark}, x, y+2.5, fyne.NewSquareSize(swatch))
		x += swatch + 6
	case gone:
		ink = s.p.Faint
	}
	end := s.text(it.words, false, x, y, &canvas.Text{Color: ink})
	switch it.tone {
	case gone:
		s.put(canvas.NewRectangle(s.p.Faint), x, y+9, fyne.NewSize(end-x, 1))
	case quiet:
		s.put(dashes(s.p.Faint, 1, 2), x, y+smallLead-2, fyne.NewSize(end-x, 1))
	}
}
