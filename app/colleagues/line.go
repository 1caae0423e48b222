package colleagues

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate/collate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// The measures of a row, in pixels.
const (
	lineTop    = 12
	lineFoot   = 12
	lineSide   = 12
	columnGap  = 16
	badgeWide  = 92
	badgeHigh  = 20
	badgeSide  = 7
	standsWide = 84
	nameShare  = 0.27 // of what badge and end leave
	nameLeast  = 128
	narrow     = 470 // less than that for names and values: the values stand below one another
	nameLead   = 20
	smallLead  = 17
	wordsSize  = 15
	wordsLead  = 22
	signSize   = 17
	valueGap   = 10
	mostLines  = 8 // of a value
	actWide    = 96
	keyWide    = 18
)

// line is a row of the list on the page.
type line struct {
	widget.BaseWidget
	e     entry
	whole string // what is cut, whole
	acts  []*parts.InRow
	do    []func() // what the buttons do
}

func newLine() *line {
	l := &line{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) set(e entry) {
	l.e = e
	l.Refresh()
}

// Whole is what the row shows cut.
func (l *line) Whole() string { return l.whole }

// MinSize implements [fyne.CanvasObject].
func (l *line) MinSize() fyne.Size { return fyne.NewSize(240, lineTop+nameLead+lineFoot) }

// AccessibilityLabel implements [fyne.Accessible].
func (l *line) AccessibilityLabel() string { return l.e.label() }

// label is the row in one line, as it is read out.
func (e entry) label() string {
	said := []string{e.words, e.name, e.detail}
	for _, v := range e.values {
		s := strings.TrimSpace(string(v.verdict) + " " + v.who + " " + words(v.runs))
		if v.more != "" {
			s += ", " + v.more
		}
		if v.stands {
			s += ", which stands"
		}
		said = append(said, s)
	}
	return strings.Join(append(said, e.stands), "; ")
}

// AccessibilityRole implements [fyne.Accessible].
func (l *line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		if size.Width <= 0 {
			return nil
		}
		d := &drawing{p: style.Now(), of: l}
		l.do = l.do[:0]
		d.add(&canvas.Rectangle{FillColor: d.p.Line}, 0, size.Height-1, size.Width, 1)
		d.entry(l.e, size.Width)
		l.whole = parts.WholeOf(d.cuts...)
		return d.objects
	})
}

// heightOf is that of a row in a width, in pixels.
func heightOf(e entry, width float32) float32 {
	return (&drawing{p: style.Now()}).entry(e, width)
}

// drawing lays out a row, and draws it where it is of one.
type drawing struct {
	p       *style.Palette
	of      *line // nil to measure alone
	objects []fyne.CanvasObject
	cuts    [][2]string
}

func (d *drawing) add(o fyne.CanvasObject, x, y, wide, high float32) {
	if d.of != nil {
		d.objects = append(d.objects, parts.Place(o, x, y, wide, high))
	}
}

func (d *drawing) text(s string, size float32, bold bool, ink color.NRGBA, x, y, high float32) {
	if d.of != nil && s != "" {
		d.objects = append(d.objects, parts.InLine(parts.Text(s, size, bold, ink), x, y, high))
	}
}

// wrapped writes a text in as many lines as it takes, and returns where they end.
func (d *drawing) wrapped(s string, size float32, bold bool, ink color.NRGBA, x, y, wide, lead float32, most int) float32 {
	if s == "" {
		return y
	}
	lines := parts.Wrap(s, size, fyne.TextStyle{Bold: bold}, wide, most)
	d.cuts = append(d.cuts, parts.Lines(lines, s))
	for _, t := range lines {
		fits := parts.Shorten(t, size, fyne.TextStyle{Bold: bold}, wide) // a word alone may be wider, as the name of a file
		d.cuts = append(d.cuts, [2]string{fits, t})
		d.text(fits, size, bold, ink, x, y, lead)
		y += lead
	}
	return y
}

// columns are where what a row says stands, in pixels.
type columns struct {
	name, values, stands float32 // where they begin
	nameWide             float32
	room                 float32 // of all values
	half                 float32 // of one of two beside one another
	apart                bool    // there is room for two beside one another
}

func columnsOf(width float32, stands bool) (c columns) {
	end := width - lineSide
	c.stands = end
	if stands {
		c.stands -= standsWide
		end = c.stands - columnGap
	}
	c.name = lineSide + badgeWide
	rest := max(end-c.name, 160)
	c.nameWide = max(rest*nameShare, nameLeast)
	c.values = c.name + c.nameWide + columnGap
	c.room = max(end-c.values, 80)
	c.half = (c.room - columnGap) / 2
	c.apart = rest >= narrow
	return c
}

// entry draws a row and returns its height.
func (d *drawing) entry(e entry, width float32) float32 {
	at := columnsOf(width, e.beside)
	d.badge(e.badge, lineSide, lineTop)
	y := d.wrapped(e.name, style.TextSize, true, d.p.Ink, at.name, lineTop, at.nameWide, nameLead, 5)
	y = d.wrapped(e.detail, style.SmallSize, false, d.p.Muted, at.name, y+1, at.nameWide, smallLead, 4)
	end := max(y, lineTop+badgeHigh)
	if e.beside && at.apart {
		y := float32(0)
		for i, v := range e.values {
			y = max(y, d.value(v, at.values+float32(i)*(at.half+columnGap), lineTop-1, at.half))
		}
		if len(e.acts) > 0 {
			y = d.allActs(e, at.values, y+smallLead/2)
		}
		end = max(end, y)
	} else {
		end = max(end, d.stacked(e, at))
	}
	if e.beside {
		end = max(end, d.wrapped(e.stands, style.SmallSize, false, d.p.Muted, at.stands, lineTop+1, standsWide, smallLead, 3))
	}
	return end + lineFoot
}

// stacked draws the values below one another, with what can be done, and returns
// where they end.
func (d *drawing) stacked(e entry, at columns) float32 {
	y := float32(lineTop - 1)
	for i, v := range e.values {
		if e.beside {
			y = d.wrapped([]string{"here", "in the package"}[i%2], style.SmallSize, false, d.p.Muted, at.values, y, at.room, smallLead, 1)
		}
		wide, least := at.room, y
		if v.act.words != "" {
			wide -= actWide + columnGap
			d.act(v.act, at.values+at.room-actWide, y-2, actWide)
			least += parts.SmallHigh - 2
		}
		y = max(d.value(v, at.values, y, wide), least) + valueGap
	}
	if len(e.acts) > 0 {
		return d.allActs(e, at.values, y)
	}
	return y - valueGap
}

// allActs puts what can be done with a row as a whole in a line, and returns where
// that ends.
func (d *drawing) allActs(e entry, x, y float32) float32 {
	for _, a := range e.acts {
		wide := parts.Width(a.words, style.SmallSize, false) + 26
		d.act(a, x, y, wide)
		x += wide + style.Gap
	}
	return y + parts.SmallHigh
}

// act puts a button for one of the things that can be done.
func (d *drawing) act(a act, x, y, wide float32) {
	if d.of == nil {
		return
	}
	i := len(d.of.do)
	d.of.do = append(d.of.do, a.do)
	if i == len(d.of.acts) {
		d.of.acts = append(d.of.acts, parts.NewInRow(parts.Small, "", func() { d.of.do[i]() }))
	}
	b := d.of.acts[i]
	b.Say(a.words)
	b.Hint = a.hint
	d.add(b, x, y, wide, parts.SmallHigh)
}

// badge is a word on a ground.
func (d *drawing) badge(b badge, x, y float32) {
	if b.words == "" {
		return
	}
	fill, ink := b.tone.colors(d.p)
	wide := parts.Width(b.words, style.SmallSize-1, true) + 2*badgeSide
	d.add(&canvas.Rectangle{FillColor: fill, CornerRadius: style.Mark}, x, y, wide, badgeHigh)
	d.text(b.words, style.SmallSize-1, true, ink, x+badgeSide, y, badgeHigh)
}

func (t tone) colors(p *style.Palette) (fill, ink color.NRGBA) {
	switch t {
	case fresh:
		return p.AccentFill, p.Accent
	case sure:
		return p.VerdictFill("confirmed"), p.VerdictInk("confirmed")
	case other:
		return p.VerdictFill("unconfirmed"), p.VerdictInk("unconfirmed")
	case changed:
		fill, _ = p.ChangeFill(string(collate.KindWording))
		return fill, p.Ink
	case clash:
		return p.VerdictFill("disputed"), p.VerdictInk("disputed")
	}
	return p.Side, p.Muted
}

// value draws one of the values and returns where it ends.
func (d *drawing) value(v value, x, y, wide float32) float32 {
	if v.key != "" {
		d.text(v.key, style.TextSize, true, d.p.Muted, x, y, wordsLead)
		x, wide = x+keyWide, wide-keyWide
	}
	left := x
	if v.verdict != "" {
		if d.of != nil {
			d.objects = append(d.objects, parts.Stamp(&fyne.Container{}, parts.Disc(v.verdict), x, y+2, signSize))
		}
		left += signSize + 6
	}
	room := wide - (left - x)
	switch {
	case v.who != "" || v.verdict != "":
		said, ink := v.who, d.p.Ink
		if said == "" {
			said, ink = string(v.verdict), d.p.VerdictInk(v.verdict)
		}
		y = d.wrapped(said, style.TextSize, v.who == "", ink, left, y, room, wordsLead, 2)
		if len(v.runs) > 0 {
			y = d.flow(v.runs, x, y, wide)
		}
	case len(v.runs) == 0:
		d.text("–", style.TextSize, false, d.p.Muted, left, y, wordsLead)
		y += wordsLead
	default:
		y = d.flow(v.runs, left, y, room)
	}
	if v.stands {
		v.more = strings.TrimPrefix(v.more+" · stands now", " · ")
	}
	return d.wrapped(v.more, style.SmallSize, false, d.p.Muted, x, y, wide, smallLead, 2)
}

// flow sets words in lines, those that differ on a ground, and returns where they
// end.
func (d *drawing) flow(runs []run, x, y, wide float32) float32 {
	set := make([]typeset.Run, len(runs))
	for i, r := range runs {
		set[i] = typeset.Run{Text: r.text, Spaced: r.spaced}
	}
	f := typeset.NewFlow(set)
	f.Begin(max(wide, 40))
	f.Extend(func(w typeset.Word) float32 { return style.FaceSerif.Width(w.Text, wordsSize) }, func() bool { return true })
	n := min(f.Lines(), mostLines)
	if f.Lines() > mostLines {
		d.cuts = append(d.cuts, [2]string{"…", words(runs)})
	}
	if d.of == nil {
		return y + float32(n)*wordsLead
	}
	for i := range n {
		for _, s := range f.Strips(i) {
			if k := runs[s.Run].kind; k != "" {
				fill, ok := d.p.ChangeFill(string(k))
				if !ok {
					fill, _ = d.p.ChangeFill(string(collate.KindWording))
				}
				d.add(&canvas.Rectangle{FillColor: fill, CornerRadius: style.Mark}, x+s.Left-2, y+1, s.Right-s.Left+4, wordsLead-2)
			}
		}
		for k, w := range f.Line(i) {
			r := runs[w.Run]
			if i == n-1 && n < f.Lines() && k == len(f.Line(i))-1 {
				w.Text += "…"
			}
			t := parts.Text(w.Text, wordsSize, false, d.p.Ink)
			t.FontSource = style.FaceSerif.For(w.Text)
			switch {
			case r.quiet:
				t.Color = d.p.Muted
			case r.kind != "":
				t.Color = d.p.ChangeInk(string(r.kind))
			}
			d.objects = append(d.objects, parts.InLine(t, x+w.X, y, wordsLead))
		}
		y += wordsLead
	}
	return y
}
