package coming

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/particulars"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the form, in pixels.
const (
	labelWide  = 102
	fromWide   = 132
	formMost   = 640
	narrowForm = 440 // in less than that it stands below a field where it was found
	headSize   = 22
	headLead   = 30
)

// form is the middle of the page: what was recognised of one article, to be
// corrected; or why a source has none.
type form struct {
	about    *parts.Quiet // above the headline: what this is
	step     *fyne.Container
	of       *parts.Quiet // which of several articles of a source
	head     *headline
	fields   map[string]*field
	changed  *fact
	charset  *fact
	other    *parts.Button // another character set
	notes    *widget.Label
	newer    *newer
	all      *fyne.Container // what is of an article
	column   *fyne.Container
	scroll   *container.Scroll
	onTyped  func(register, typed string)
	onKey    func(fyne.KeyName) bool
	onFocus  func()
	shownFor *item
}

// field is a line of the form: what it is called, what stands in it, where that was
// found.
type field struct {
	*parts.Field
	from *fact
}

// selectAll selects what is there, to be typed over.
func (l *field) selectAll() { l.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

func newForm(step func(int), other, compare func()) *form {
	f := &form{about: parts.NewQuiet(""), of: parts.NewQuiet(""), fields: map[string]*field{}, notes: widget.NewLabel("")}
	f.head = newHeadline(func() { parts.Focus(f.fields["title"].Field) })
	f.step = container.NewHBox(parts.NewButton(parts.Plain, "‹", func() { step(-1) }), parts.NewButton(parts.Plain, "›", func() { step(1) }), container.NewCenter(f.of))
	f.notes.Wrapping = fyne.TextWrapWord
	f.all = &fyne.Container{Layout: parts.Column{Gap: style.Gap}}
	for _, of := range particulars.Fields {
		l := &field{parts.NewField(of.Hint), newFact("")}
		l.OnChanged = func(s string) {
			if f.shownFor != nil {
				f.onTyped(of.Register, s)
			}
		}
		l.OnKey = func(k fyne.KeyName) bool { return f.onKey(k) }
		l.OnFocus = func() {
			if c := fyne.CurrentApp().Driver().CanvasForObject(l.Field); c != nil && c.Focused() == l.Field {
				l.selectAll()
			}
			f.onFocus()
		}
		l.from.size = style.SmallSize
		f.fields[of.Register] = l
		f.all.Add(line(newFact(of.Label), l.Field, l.from))
		if of.Register == "published" {
			f.changed = newFact("")
			f.all.Add(line(newFact("Changed"), f.changed, newFact("")))
		}
	}
	f.charset = newFact("")
	f.other = parts.NewButton(parts.Small, "Another…", other)
	f.all.Add(line(newFact("Letters"), f.charset, f.other))
	f.newer = newNewer(compare)
	f.column = &fyne.Container{Layout: parts.Column{Gap: style.Gap}, Objects: []fyne.CanvasObject{f.about, f.step, f.head, f.all, f.notes, f.newer}}
	f.scroll = container.NewVScroll(container.New(narrowly{}, f.column))
	return f
}

// reason is why what was typed is no value, without what each such begins with.
func reason(err error) string {
	return strings.TrimPrefix(err.Error(), annotate.ErrField.Error()+": ")
}

// brief is the first part of it: what is wrong, without what to do.
func brief(err error) string {
	what, _, _ := strings.Cut(reason(err), ": ")
	return what
}

// line lays a label, what it is of and what is told of that beside one another.
func line(label *fact, o fyne.CanvasObject, from fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: lineLayout{}, Objects: []fyne.CanvasObject{label, o, from}}
}

type lineLayout struct{}

var _ fyne.Layout = lineLayout{}

// Layout implements [fyne.Layout].
func (lineLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	high := os[1].MinSize().Height
	fromHigh := os[2].MinSize().Height
	if s.Width >= narrowForm {
		parts.Place(os[0], 0, 0, labelWide-style.Gap, high)
		parts.Place(os[1], labelWide, 0, s.Width-labelWide-fromWide, high)
		wide := float32(fromWide - 10)
		if b, ok := os[2].(*parts.Button); ok {
			wide = min(wide, b.MinSize().Width)
		}
		parts.Place(os[2], s.Width-fromWide+10, (high-fromHigh)/2, wide, fromHigh)
		return
	}
	label := min(labelWide, s.Width*0.24)
	parts.Place(os[0], 0, 0, label-style.Unit, high)
	parts.Place(os[1], label, 0, s.Width-label, high)
	wide := s.Width - label
	if b, ok := os[2].(*parts.Button); ok {
		wide = min(wide, b.MinSize().Width)
	}
	parts.Place(os[2], label, high, wide, fromHigh)
}

// MinSize implements [fyne.Layout].
func (lineLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	high := os[1].MinSize().Height
	if w := os[1].Size().Width; w > 0 && w < narrowForm-labelWide-fromWide || os[0].Size().Width > 0 && os[0].Size().Width < labelWide-style.Gap {
		if f, ok := os[2].(*fact); !ok || f.words != "" {
			high += os[2].MinSize().Height
		}
	}
	return fyne.NewSize(200, high)
}

// narrowly keeps a column from being wider than is easily read.
type narrowly struct{}

var _ fyne.Layout = narrowly{}

// The room around the form, in pixels.
const (
	formX = 28
	formY = 24
)

// Layout implements [fyne.Layout].
func (narrowly) Layout(os []fyne.CanvasObject, s fyne.Size) {
	x := float32(formX)
	if s.Width < 480 {
		x = style.Panel
	}
	wide := min(s.Width-2*x, formMost)
	os[0].Resize(fyne.NewSize(wide, os[0].MinSize().Height)) // the height of what wraps depends on the width
	parts.Place(os[0], x, formY, wide, os[0].MinSize().Height)
}

// MinSize implements [fyne.Layout].
func (narrowly) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, os[0].MinSize().Height+2*formY)
}

// show shows an article of a source, or why there is none.
func (f *form) show(e *entry, nth int) {
	f.shownFor = nil
	if e == nil {
		f.about.Set("")
		f.head.set("")
		for _, o := range []fyne.CanvasObject{f.step, f.all, f.notes, f.newer} {
			parts.Show(o, false)
		}
		f.lay()
		return
	}
	several := len(e.items) > 1
	parts.Show(f.step, several)
	parts.Show(f.all, e.err == nil)
	parts.Show(f.newer, false)
	if e.err != nil {
		f.about.Set(e.place)
		f.head.set(e.name() + " is not read")
		f.notes.SetText(parts.Capital(why(e.err)) + ".")
		parts.Show(f.notes, true)
		f.lay()
		return
	}
	i := e.items[nth]
	f.about.Set("What was recognised; correct what is wrong")
	if several {
		f.of.Set(number(nth+1) + " of " + number(len(e.items)))
	}
	for r, l := range f.fields {
		if s := i.shown(r); l.Text != s {
			l.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // else Fyne keeps what was selected of the old text
			l.SetText(s)
			l.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) // a long one is seen from its beginning
		}
	}
	f.shownFor = i
	f.tell(i)
	f.scroll.Offset = fyne.Position{}
	f.scroll.Refresh()
}

// tell shows what depends on what stands in the fields.
func (f *form) tell(i *item) {
	f.head.set(i.now.Title)
	for r, l := range f.fields {
		l.from.tone = quiet
		if err := i.wrong[r]; err != nil {
			l.from.tone = bad
			l.from.set(parts.Capital(brief(err))) // and below, whole
		} else {
			l.from.set(i.from(r))
		}
	}
	f.changed.set(particulars.Time(i.found.Changed))
	for _, row := range f.all.Objects {
		switch c := row.(*fyne.Container); c.Objects[1] {
		case f.changed:
			parts.Show(c, i.found.Changed != "")
		case f.charset:
			parts.Show(c, i.found.Charset != "" && (i.found.Charset != "utf-8" || i.found.Guessed || i.sure))
		}
	}
	set := charsetName(i.found.Charset)
	f.charset.tone = quiet
	if i.found.Guessed && !i.sure {
		f.charset.tone = warn
		set = "read as " + set + ": right?"
	}
	f.charset.set(set)
	var notes string
	switch {
	case i.here:
		notes = "This is in the project already: it is not added again."
	case i.out:
		notes = "Left out: it is not added."
	}
	told := slices.Clone(i.found.Notes)
	for _, of := range particulars.Fields {
		if err := i.wrong[of.Register]; err != nil {
			told = append(told, reason(err))
		}
	}
	for _, n := range told {
		if notes != "" {
			notes += "\n"
		}
		notes += parts.Capital(n) + "."
	}
	f.notes.SetText(notes)
	parts.Show(f.notes, notes != "")
	f.lay()
}

// lay lays out anew what may have another height.
func (f *form) lay() {
	f.all.Refresh()
	f.column.Refresh()
	f.scroll.Refresh()
}

// fact is a line that cannot be typed in: a label, or where something was found.
type fact struct {
	widget.BaseWidget
	parts.Whole
	words string
	size  float32
	bold  bool
	tone  tone
}

func newFact(words string) *fact {
	l := &fact{words: words, size: style.TextSize}
	l.Of = l
	l.ExtendBaseWidget(l)
	return l
}

func (l *fact) set(words string) {
	l.words = words
	l.Refresh()
}

const factLines = 2

// MinSize implements [fyne.CanvasObject].
func (l *fact) MinSize() fyne.Size {
	if l.size == style.SmallSize {
		return fyne.NewSize(40, 32)
	}
	return fyne.NewSize(40, 28)
}

// AccessibilityLabel implements [fyne.Accessible].
func (l *fact) AccessibilityLabel() string { return l.words }

// AccessibilityRole implements [fyne.Accessible].
func (l *fact) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (l *fact) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) (os []fyne.CanvasObject) {
		if size.Width <= 0 || l.words == "" {
			return nil
		}
		p := style.Now()
		if l.size != style.SmallSize {
			ink := l.tone.ink(p)
			if l.bold {
				ink = p.Ink
			}
			s := parts.Shorten(l.words, l.size, fyne.TextStyle{Bold: l.bold}, size.Width)
			l.Whole.Words = parts.WholeOf([2]string{s, l.words})
			return []fyne.CanvasObject{parts.InLine(parts.Text(s, l.size, l.bold, ink), 0, 0, size.Height)}
		}
		lines := parts.Wrap(l.words, l.size, fyne.TextStyle{}, size.Width, factLines)
		l.Whole.Words = parts.WholeOf(parts.Lines(lines, l.words))
		y := (size.Height - float32(len(lines))*16) / 2
		for _, s := range lines {
			os = append(os, parts.InLine(parts.Text(s, l.size, false, l.tone.ink(p)), 0, y, 16))
			y += 16
		}
		return os
	})
}

// headline shows the headline as it will stand above the text; a click leads to the
// field in which it is typed.
type headline struct {
	widget.BaseWidget
	parts.Whole
	words  string
	tapped func()
}

var _ fyne.Tappable = (*headline)(nil)

func newHeadline(tapped func()) *headline {
	h := &headline{tapped: tapped}
	h.Of = h
	h.ExtendBaseWidget(h)
	return h
}

func (h *headline) set(words string) {
	h.words = words
	h.Refresh()
}

// Tapped implements [fyne.Tappable].
func (h *headline) Tapped(*fyne.PointEvent) { h.tapped() }

func headText(s string) *canvas.Text {
	t := parts.Text(s, headSize, true, style.Now().Ink)
	if style.FaceSerif.For(s) != nil {
		t.FontSource = style.SerifBold
	}
	return t
}

func (h *headline) lines() []string {
	if h.words == "" {
		return nil
	}
	return parts.WrapBy(h.words, func(s string) float32 { return headText(s).MinSize().Width }, max(h.Size().Width, 120), 3)
}

// MinSize implements [fyne.CanvasObject].
func (h *headline) MinSize() fyne.Size {
	return fyne.NewSize(120, float32(max(len(h.lines()), 1))*headLead+style.Gap)
}

// AccessibilityLabel implements [fyne.Accessible].
func (h *headline) AccessibilityLabel() string { return h.words }

// AccessibilityRole implements [fyne.Accessible].
func (h *headline) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (h *headline) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(h, func(size fyne.Size) (os []fyne.CanvasObject) {
		y := float32(0)
		lines := h.lines()
		h.Whole.Words = parts.WholeOf(parts.Lines(lines, h.words))
		for _, s := range lines {
			os = append(os, parts.InLine(headText(s), 0, y, headLead))
			y += headLead
		}
		return os
	})
}
