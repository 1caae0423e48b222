package record

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Moment is the bar above a project that is shown as it stood at a moment:
// which it is, a line over the life of the project on which one can go to
// another, and the way back.
type Moment struct {
	widget.BaseWidget

	OnMove  func(t time.Time) // another moment is wanted: see [Moment.Busy]
	OnStep  func(back bool)   // the moment of the next change is wanted, or with back of the one before
	OnClose func()            // the present is wanted

	first, last, now time.Time
	late             int    // changes that reached this copy after the moment
	lateIn, lateFrom string // in what, and from whom
	busy             bool
	waiting          func() // the latest that was wanted while busy
	focused          bool
	words            *momentWords
	line             *slider
	earlier, later   *parts.Button
	back             *parts.Button
	body             *fyne.Container
}

var (
	_ fyne.Focusable  = (*Moment)(nil)
	_ fyne.Tappable   = (*Moment)(nil)
	_ fyne.Accessible = (*Moment)(nil)
)

// NewMoment returns a bar for a project without a life.
func NewMoment() *Moment {
	m := &Moment{}
	under := func(p *style.Palette) color.NRGBA { return p.Surface }
	m.words, m.line = newMomentWords(m), newSlider(m)
	m.earlier = parts.NewTool("The change before", parts.Earlier, func() { m.step(true) })
	m.later = parts.NewTool("The change after", parts.Later, func() { m.step(false) })
	m.back = parts.NewButton(parts.Small, "Back to now", func() { call(m.OnClose) })
	for _, b := range []*parts.Button{m.earlier, m.later, m.back} {
		b.Under, b.OnRefused = under, func() { parts.Focus(m) }
		b.OnKey = func(k fyne.KeyName) { m.TypedKey(&fyne.KeyEvent{Name: k}) }
	}
	m.body = parts.Frame{
		Bottom: parts.Hairline(),
		Middle: container.NewStack(
			parts.NewGround(func(p *style.Palette) color.NRGBA { return p.AccentFill }, fyne.Size{}),
			container.New(momentLayout{}, m.words, m.earlier, m.line, m.later, m.back)),
	}.New()
	m.ExtendBaseWidget(m)
	m.show()
	return m
}

// Put shows the life of a project, from its first to its last change, and the
// moment at which it stands. While a person is on the way to another moment
// the bar goes on showing that one.
func (m *Moment) Put(first, last, at time.Time) {
	m.first, m.last = first, last
	if !m.line.dragging && m.waiting == nil {
		m.now = at
	}
	m.show()
}

// Late says how many of the changes that had been made by the moment reached this
// copy of the project only later, and in what these came.
func (m *Moment) Late(n int, in []store.Arrived) {
	var files, who []string
	for _, a := range in {
		files = append(files, a.Package)
		for _, name := range a.Who {
			if !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
	}
	if said, from := strings.Join(files, ", "), joined(who); n != m.late || said != m.lateIn {
		m.late, m.lateIn, m.lateFrom = n, said, from
		m.words.Refresh()
	}
}

// Busy says whether what was wanted last is still under way. What is wanted
// meanwhile waits, only the latest of it, and is called back when it is done.
func (m *Moment) Busy(busy bool) {
	m.busy = busy
	if f := m.waiting; f != nil && !busy {
		m.waiting = nil
		f()
	}
}

// Hide implements [fyne.CanvasObject]. What was wanted and still waits is
// dropped: who hides the bar is back in the present.
func (m *Moment) Hide() {
	m.busy, m.waiting = false, nil
	m.BaseWidget.Hide()
}

// At is the moment that the bar shows.
func (m *Moment) At() time.Time { return m.now }

func (m *Moment) want(f func()) {
	if m.busy {
		m.waiting = f
		return
	}
	f()
}

// move goes to a moment of the project's life.
func (m *Moment) move(t time.Time) {
	if t.Before(m.first) {
		t = m.first
	}
	if t.After(m.last) {
		t = m.last
	}
	if t.Equal(m.now) {
		return
	}
	m.now = t
	m.show()
	m.want(func() {
		if m.OnMove != nil {
			m.OnMove(t)
		}
	})
}

// step goes to the change before or after, where there is one.
func (m *Moment) step(back bool) {
	parts.Focus(m)
	if back && !m.now.After(m.first) || !back && !m.now.Before(m.last) {
		return
	}
	m.want(func() {
		if m.OnStep != nil {
			m.OnStep(back)
		}
	})
}

func (m *Moment) show() {
	m.earlier.Refuse(unless(m.now.After(m.first), "this is the first change"))
	m.later.Refuse(unless(m.now.Before(m.last), "this is the last change"))
	m.words.Refresh()
	m.line.Refresh()
}

// unless is why something cannot be done, "" where it can.
func unless(can bool, why string) string {
	if can {
		return ""
	}
	return why
}

// Tapped implements [fyne.Tappable]: a click beside the buttons gives the bar
// the keyboard.
func (m *Moment) Tapped(*fyne.PointEvent) { parts.Focus(m) }

// FocusGained implements [fyne.Focusable].
func (m *Moment) FocusGained() {
	m.focused = true
	m.line.Refresh()
}

// FocusLost implements [fyne.Focusable].
func (m *Moment) FocusLost() {
	m.focused = false
	m.line.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (m *Moment) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (m *Moment) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		m.step(e.Name == fyne.KeyLeft)
	case fyne.KeyHome:
		m.move(m.first)
	case fyne.KeyEnd:
		m.move(m.last)
	case fyne.KeyEscape:
		call(m.OnClose)
	}
}

// AccessibilityLabel implements [fyne.Accessible].
func (m *Moment) AccessibilityLabel() string {
	label := "Read-only: the project as it stood on " + longMoment(m.now)
	if m.late > 0 {
		label += fmt.Sprintf("; %s of then reached this copy later, in %s", parts.Count(m.late, "change"), m.lateIn)
	}
	return label
}

// AccessibilityRole implements [fyne.Accessible].
func (m *Moment) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (m *Moment) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.body) }

// The formats of a moment, in the time of the reviewer's place.
const (
	longForm  = "Monday 2 January 2006, "
	shortForm = "Mon 2 Jan 2006, "
)

func longMoment(t time.Time) string  { return t.Local().Format(longForm) + clock(t) }
func shortMoment(t time.Time) string { return t.Local().Format(shortForm) + clock(t) }

// clock is the time of the day, with seconds where it has them: what was
// changed within one minute stays apart.
func clock(t time.Time) string {
	if t = t.Local(); t.Second() != 0 || t.Nanosecond() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// momentWords says that the project is shown as it stood, and when.
type momentWords struct {
	widget.BaseWidget
	parts.Whole
	m *Moment
}

// wordWidths returns the widths of the words, long and short: those of the
// longest day, so that nothing moves while one drags.
func wordWidths() (long, short float32) {
	return parts.Width("Wednesday 28 September 2000, 00:00", style.TextSize, true),
		parts.Width("Wed 28 Mar 2000, 00:00:00", style.TextSize, true)
}

func newMomentWords(m *Moment) *momentWords {
	w := &momentWords{m: m}
	w.Of = w
	w.ExtendBaseWidget(w)
	return w
}

// MinSize implements [fyne.CanvasObject].
func (w *momentWords) MinSize() fyne.Size {
	_, short := wordWidths()
	return fyne.NewSize(short, momentHigh)
}

// CreateRenderer implements [fyne.Widget].
func (w *momentWords) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(w, func(size fyne.Size) []fyne.CanvasObject {
		p := style.Now()
		w.Words = ""
		above, when := "Read-only, as the project stood on", longMoment(w.m.now)
		if long, _ := wordWidths(); size.Width < long {
			above, when = "Read-only, as it stood on", shortMoment(w.m.now)
		}
		if w.m.late > 0 {
			came := parts.Count(w.m.late, "change") + " came here later"
			if w.Words = came + ", in " + w.m.lateIn; w.m.lateFrom != "" {
				came += ", from " + w.m.lateFrom
			}
			above = parts.Shorten(came, style.SmallSize, fyne.TextStyle{}, size.Width)
		}
		if w.m.now.IsZero() {
			above, when = "Read-only", "Nothing has been recorded yet"
		}
		const lead = 20
		y := (size.Height - 2*lead) / 2
		return []fyne.CanvasObject{
			parts.InLine(parts.Text(above, style.SmallSize, false, p.Accent), 0, y, lead),
			parts.InLine(parts.Text(when, style.TextSize, true, p.Ink), 0, y+lead-1, lead),
		}
	})
}

// momentLayout lays out the words, the line between its arrows, and the way
// back, in one row. The words are short where the line would be.
type momentLayout struct{}

// The measures of the bar, in pixels.
const (
	momentHigh = 56
	lineLeast  = 96
	lineWanted = 240
)

func (momentLayout) others(back fyne.CanvasObject) float32 {
	return style.PageX + 2*style.Gap + 2*parts.SmallHigh + 2*style.Panel + back.MinSize().Width
}

// Layout implements [fyne.Layout].
func (l momentLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	words, earlier, line, later, back := os[0], os[1], os[2], os[3], os[4]
	long, short := wordWidths()
	wide := long
	if s.Width-l.others(back)-long < lineWanted {
		wide = short
	}
	put := func(o fyne.CanvasObject, x, w, h float32) float32 {
		parts.Place(o, x, (s.Height-h)/2, w, h)
		return x + w
	}
	x := put(words, 20, wide, s.Height) + style.Panel
	x = put(earlier, x, parts.SmallHigh, parts.SmallHigh)
	right := s.Width - 16 - back.MinSize().Width
	put(back, right, back.MinSize().Width, parts.SmallHigh)
	right -= style.Panel + parts.SmallHigh
	put(later, right, parts.SmallHigh, parts.SmallHigh)
	put(line, x+style.Gap, max(right-x-2*style.Gap, 0), s.Height)
}

// MinSize implements [fyne.Layout].
func (l momentLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	_, short := wordWidths()
	return fyne.NewSize(short+lineLeast+l.others(os[4]), momentHigh)
}
