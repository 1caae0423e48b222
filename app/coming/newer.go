package coming

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// The measures of the box, in pixels.
const (
	boxSide    = 14
	fateTop    = 10
	badgeWide  = 92
	badgeHigh  = 18
	whatWide   = 176
	fateWords  = 15
	fateLead   = 23
	whatLead   = 16
	narrowBox  = 460 // in less what is to be done stands below
	mostOfFate = 6   // lines
)

// newer is the box that tells of a later version of an article.
type newer struct {
	widget.BaseWidget
	compare *parts.Button
	title   *fact
	sub     *parts.Quiet
	rows    *fyne.Container
	body    *fyne.Container
}

func newNewer(compare func()) *newer {
	n := &newer{title: newFact("A newer version of an article you have"), sub: parts.NewQuiet("")}
	n.compare = parts.NewButton(parts.Link, "Compare both", compare)
	n.sub.Most = 5
	n.title.bold = true
	n.rows = &fyne.Container{Layout: parts.Column{}}
	head := parts.Frame{Right: n.compare, Middle: n.title}.New()
	n.body = container.NewStack(parts.NewPlate(), parts.Inset(&fyne.Container{Layout: parts.Column{}, Objects: []fyne.CanvasObject{head, n.sub, n.rows}}, style.Gap, boxSide, boxSide, boxSide))
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// say tells of a version; nil while it is reckoned.
func (n *newer) say(name string, v *version) {
	n.rows.Objects = nil
	if v == nil {
		n.sub.Set("“" + name + "”, at the same address. Comparing…")
		return
	}
	words := "“" + name + "”: same address, " + count(v.differ, "word") + " differ"
	if v.differ == 1 {
		words += "s"
	}
	words += ". It becomes a later article"
	switch v.own {
	case 0:
		words += "; none of its highlights is yours."
	case 1:
		words += "; your highlight is looked for in it. Nothing moves without you seeing it."
	default:
		words += "; your " + number(v.own) + " highlights are looked for in it. Nothing moves without you seeing it."
	}
	n.sub.Set(words)
	for _, f := range v.rows {
		n.rows.Add(newFateRow(f))
	}
	n.rows.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (n *newer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.body) }

// MinSize implements [fyne.CanvasObject].
func (n *newer) MinSize() fyne.Size { return n.body.MinSize() }

// fateRow draws what becomes of a highlight.
type fateRow struct {
	widget.BaseWidget
	f fate
}

func newFateRow(f fate) *fateRow {
	r := &fateRow{f: f}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements [fyne.CanvasObject].
func (r *fateRow) MinSize() fyne.Size {
	high := r.lay(nil, max(r.Size().Width, 200))
	return fyne.NewSize(200, high)
}

// AccessibilityLabel implements [fyne.Accessible].
func (r *fateRow) AccessibilityLabel() string {
	s := r.f.badge + ":"
	for _, run := range r.f.runs {
		s += " " + run.Text
	}
	return s + "; " + r.f.what
}

// AccessibilityRole implements [fyne.Accessible].
func (r *fateRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (r *fateRow) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) (os []fyne.CanvasObject) {
		r.lay(func(o fyne.CanvasObject) { os = append(os, o) }, size.Width)
		return os
	})
}

// lay lays the row out in a width, hands over what is drawn, if anybody wants it, and
// returns how high it is.
func (r *fateRow) lay(to func(fyne.CanvasObject), wide float32) float32 {
	add := func(o fyne.CanvasObject) {
		if to != nil {
			to(o)
		}
	}
	p := style.Now()
	text := func(s string, size float32, bold bool, ink color.NRGBA, x, y, high float32) {
		add(parts.InLine(parts.Text(s, size, bold, ink), x, y, high))
	}
	beside := wide >= narrowBox
	room := wide - badgeWide
	if beside {
		room -= whatWide + style.Gap
	}
	y := float32(fateTop)
	fill, ink := r.f.tone.badge(p)
	w := parts.Width(r.f.badge, style.SmallSize, true)
	add(parts.Place(&canvas.Rectangle{FillColor: fill, CornerRadius: 4}, 0, y+2, w+12, badgeHigh))
	text(r.f.badge, style.SmallSize, true, ink, 6, y+2, badgeHigh)
	f := typeset.NewFlow(r.f.runs)
	f.Begin(max(room, 60))
	f.Extend(func(w typeset.Word) float32 { return style.FaceSerif.Width(w.Text, fateWords) }, func() bool { return true })
	n := min(f.Lines(), mostOfFate)
	for i := range n {
		for _, s := range f.Strips(i) {
			if r.f.kinds[s.Run] != "" && !r.f.gone[s.Run] {
				ground, ok := p.ChangeFill(string(r.f.kinds[s.Run]))
				if !ok {
					ground, _ = p.ChangeFill("wording")
				}
				add(parts.Place(&canvas.Rectangle{FillColor: ground, CornerRadius: style.Mark}, badgeWide+s.Left-2, y+1, s.Right-s.Left+4, fateLead-2))
			}
		}
		for _, word := range f.Line(i) {
			t := parts.Text(word.Text, fateWords, false, p.Ink)
			t.FontSource = style.FaceSerif.For(word.Text)
			if r.f.gone[word.Run] {
				t.Color = p.Muted
			}
			add(parts.InLine(t, badgeWide+word.X, y, fateLead))
		}
		for _, s := range f.Strips(i) {
			if r.f.gone[s.Run] {
				add(parts.Place(&canvas.Rectangle{FillColor: p.Muted}, badgeWide+s.Left, y+fateLead/2+1, s.Right-s.Left, 1))
			}
		}
		y += fateLead
	}
	what, x, from := room, float32(badgeWide), y
	if beside {
		what, x, from = whatWide, wide-whatWide, fateTop+2
	}
	for _, s := range parts.Wrap(r.f.what, style.SmallSize, fyne.TextStyle{}, max(what, 60), 3) {
		text(s, style.SmallSize, false, p.Muted, x, from, whatLead)
		from += whatLead
	}
	y = max(y, from) + fateTop
	add(parts.Place(&canvas.Rectangle{FillColor: p.Line}, 0, y-1, wide, 1))
	return y
}

// badge is the ground and the ink of a word that tells how something stands.
func (t tone) badge(p *style.Palette) (fill, ink color.NRGBA) {
	switch t {
	case good:
		return p.VerdictFill("confirmed"), p.VerdictInk("confirmed")
	case bad:
		return p.VerdictFill("disputed"), p.VerdictInk("disputed")
	}
	fill, _ = p.ChangeFill("wording")
	return fill, p.Warn
}
