package reader

import (
	"image/color"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/async"
	"claimtrace/app/style"
)

const dispatch = `President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week. Snow fell.

There was no immediate confirmation from the Kremlin. “We expect it,” an aide said.

Forecasters expect minus 30 degrees in some districts.`

// person reads in a window of the test driver, with a mouse, a keyboard and a
// clock.
type person struct {
	*Reader
	t     *testing.T
	w     fyne.Window
	keys  *keyboard
	clock time.Time
	timer *timer // the last that was set
}

// desk is the test's application with modifiers that can be held down, which
// the test driver has not.
type desk struct {
	fyne.App
	keys *keyboard
}

func (d desk) Driver() fyne.Driver { return d.keys }

type keyboard struct {
	fyne.Driver
	held fyne.KeyModifier
}

func (k *keyboard) CreateSplashWindow() fyne.Window       { return nil }
func (k *keyboard) HasSecondaryDisplay() bool             { return false }
func (k *keyboard) CurrentKeyModifiers() fyne.KeyModifier { return k.held }

// timer is what will be called when its time is over.
type timer struct {
	delay   time.Duration
	call    func()
	stopped bool
}

// pass lets the time pass.
func (c *timer) pass() {
	if c != nil && !c.stopped {
		c.stopped = true
		c.call()
	}
}

// open shows a text in a window of 700 by 560.
func open(t *testing.T, body string) *person { return openIn(t, style.AlwaysLite, body) }

func openIn(t *testing.T, theme style.Choice, body string) *person {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(style.Theme{Choice: theme})
	p := &person{t: t, Reader: New(async.AtOnce()), keys: &keyboard{Driver: a.Driver()}, clock: time.Date(2026, 1, 30, 0, 0, 0, 0, time.UTC)}
	fyne.SetCurrentApp(desk{a, p.keys})
	// as the window's table of commands has them
	p.OnRune = func(c rune) bool {
		switch c {
		case 's':
			p.SelectSentence()
		case 'n', 'p':
			p.Next(c == 'p')
		case 'o':
			p.Cycle()
		case '[', ']', '{', '}':
			p.MoveEnd(c == ']' || c == '}', c == '[' || c == ']')
		default:
			return false
		}
		return true
	}
	p.now = func() time.Time { return p.clock }
	p.after = func(d time.Duration, call func()) func() {
		c := &timer{delay: d, call: call}
		p.timer = c
		return func() { c.stopped = true }
	}
	p.w = test.NewTempWindow(t, p.Reader)
	p.w.SetPadded(false)
	p.resize(700, 560)
	p.read(body)
	p.w.Canvas().Focus(p.Reader)
	return p
}

// read opens another text in the same window.
func (p *person) read(body string) {
	p.Open(Article{
		Outlet: "Meridian Wire", Published: "Thursday 29 January 2026, 21:00 UTC", Address: "meridian.example",
		Title: "Putin to spare Kyiv for a week of deep cold, Trump says", Byline: "By our Washington desk", Text: text.NewOffsets(body),
	})
}

func (p *person) resize(width, height float32) { p.w.Resize(fyne.NewSize(width, height)) }

// at is where a place of the text lies in the window, in the middle of its line.
func (p *person) at(point int) fyne.Position {
	line := p.layout.LineOf(point)
	return fyne.NewPos(p.margin()+p.layout.X(line, point), float32(p.y(point)+p.layout.Lead()/2))
}

// y is how far below the top of the window the line of a place lies.
func (p *person) y(point int) float64 {
	return p.textTop() + p.layout.Top(p.layout.LineOf(point)) - p.scroll
}

// on is the middle of a character of the text.
func (p *person) on(quote string) fyne.Position {
	start := p.find(quote).Start
	from, to := p.at(start), p.at(p.article.Text.NextGrapheme(start))
	return fyne.NewPos((from.X+to.X)/2, from.Y)
}

// find returns the first place where the text says something.
func (p *person) find(quote string) annotate.Span {
	p.t.Helper()
	o := p.article.Text
	start, err := o.FromByte(strings.Index(o.Text(), quote))
	if err != nil {
		p.t.Fatalf("the text does not say %q", quote)
	}
	return annotate.Span{Start: start, End: start + utf8.RuneCountInString(quote)}
}

// quote is what the text says from one place to another.
func (p *person) quote(s annotate.Span) string { return p.article.Text.Slice(s.Start, s.End) }

func (p *person) selected() string { return p.quote(p.Selection()) }

func mouse(at fyne.Position, button desktop.MouseButton, mod fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: button, Modifier: mod}
}

func (p *person) press(at fyne.Position, mod fyne.KeyModifier) {
	p.MouseDown(mouse(at, desktop.MouseButtonPrimary, mod))
}

func (p *person) drag(at fyne.Position) {
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}})
}

func (p *person) lift(at fyne.Position) {
	p.MouseUp(mouse(at, desktop.MouseButtonPrimary, 0))
}

// rests moves the pointer to a place.
func (p *person) rests(at fyne.Position) { p.MouseMoved(mouse(at, 0, 0)) }

// click clicks n times at a place, long after the last click.
func (p *person) click(at fyne.Position, n int, mod fyne.KeyModifier) {
	p.clock = p.clock.Add(time.Second)
	for range n {
		p.press(at, mod)
		p.lift(at)
		p.clock = p.clock.Add(50 * time.Millisecond)
	}
}

func (p *person) key(name fyne.KeyName) { p.TypedKey(&fyne.KeyEvent{Name: name}) }

// shifted presses a key with Shift held down.
func (p *person) shifted(name fyne.KeyName) {
	p.keys.held = fyne.KeyModifierShift
	p.key(name)
	p.keys.held = 0
}

func (p *person) ctrl(name fyne.KeyName, more fyne.KeyModifier) {
	p.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl | more})
}

func (p *person) typed(s string) {
	for _, c := range s {
		p.TypedRune(c)
	}
}

// view returns what is drawn.
func (p *person) view() *view { return test.WidgetRenderer(p.Reader).(*view) }

// filled returns what is drawn of a colour.
func (p *person) filled(c color.Color) []*canvas.Rectangle {
	var out []*canvas.Rectangle
	for _, o := range p.view().Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == c {
			out = append(out, r)
		}
	}
	return out
}

// mark is an annotation of a quote, named by it.
func (p *person) mark(quote string, v annotate.Verdict) annotate.Annotation {
	p.t.Helper()
	s := p.find(quote)
	return annotate.Annotation{ID: annotate.ID(quote), Start: s.Start, End: s.End, Verdict: v}
}

func (p *person) annotate(as ...annotate.Annotation) {
	slices.SortStableFunc(as, func(a, b annotate.Annotation) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	p.SetAnnotations(as)
}

func (p *person) fourMarks() {
	p.annotate(
		p.mark("Vladimir Putin has agreed to hold fire on Kyiv for one week", annotate.Confirmed),
		p.mark("hold fire on Kyiv", annotate.Disputed),
		p.mark("There was no immediate confirmation from the Kremlin", annotate.Unconfirmed),
		p.mark("minus 30 degrees", annotate.Disputed),
	)
}

// prose makes up paragraphs of that many words, from a vocabulary of 3,000.
func prose(random *rand.Rand, words int) string {
	syllables := strings.Fields("ka ve lo mi ra ton sel du bri nor eth ga pol sti um wen ja fo cre hil")
	vocabulary := make([]string, 3000)
	for i := range vocabulary {
		for n := 1 + random.IntN(4); n > 0; n-- {
			vocabulary[i] += syllables[random.IntN(len(syllables))]
		}
	}
	var b strings.Builder
	for n := range words {
		b.WriteString(vocabulary[random.IntN(len(vocabulary))])
		switch random.IntN(75) {
		case 0:
			b.WriteString(".\n\n")
		case 1, 2, 3, 4:
			b.WriteString(". ")
		default:
			if n < words-1 {
				b.WriteByte(' ')
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// scattered makes n annotations of two to twelve words, in order.
func scattered(random *rand.Rand, o *text.Offsets, n int) []annotate.Annotation {
	out := make([]annotate.Annotation, n)
	for i := range out {
		start := o.Len() * i / n
		out[i] = annotate.Annotation{
			ID: annotate.ID(strconv.Itoa(i)), Start: start, End: min(start+10+random.IntN(60), o.Len()), Verdict: annotate.Verdicts[random.IntN(3)],
		}
	}
	return out
}

// doAll does all that one can do with a mouse, the keyboard and the menu.
func (p *person) doAll() {
	at := fyne.NewPos(50, 150)
	p.click(at, 2, 0)
	p.drag(at.AddXY(90, 40))
	p.rests(at)
	p.MouseDown(mouse(at, desktop.MouseButtonSecondary, 0))
	p.typed("123snpo[]{} ")
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyEscape, fyne.KeyDelete, desktop.KeyMenu} {
		p.key(k)
	}
	p.ctrl(fyne.KeyEnd, 0)
	p.ctrl(fyne.KeyLeft, fyne.KeyModifierShift)
	p.SelectAll()
	p.ScrollBy(100)
	p.ScrollToShare(1)
	p.Next(false)
	p.Cycle()
	p.Deselect()
	p.FirstFound(0)
	p.Step(true)
	p.MoveEnd(true, true)
	p.AccessibilityLabel()
}

func TestEmptyReader(t *testing.T) {
	test.NewTempApp(t)
	p := &person{t: t, Reader: New(async.AtOnce())}
	test.NewTempWindow(t, p.Reader).Resize(fyne.NewSize(400, 300))
	p.SetFound([]annotate.Span{{Start: 0, End: 3}})
	p.doAll()
	p.Zoom(2)
	p.SetFace(style.FaceSans)
	p.SetHead(Article{Title: "A title"})
	p.SetAnnotations([]annotate.Annotation{{ID: "withheld", End: 5}})
	p.Pick("withheld")
	p.OnMove = func(annotate.ID, annotate.Span) { t.Error("what has no text was moved") }
	p.doAll()
	p.Open(Article{Text: text.NewOffsets("")})
	p.doAll()
	p.Clear()
	p.doAll()
	if p.Selection().Len() != 0 {
		t.Error("an empty reader selected something")
	}
}

// Texts of which layouts go wrong are shown like others.
func TestOddTexts(t *testing.T) {
	p := open(t, dispatch)
	for _, body := range []string{
		" ", "\n\n\n", "\u0600 ", "a\n\u0600 \n\u0600 \nb", "\u00ad", "\u200f", "\u202e\u2067", "\u0301", " \u0301 \u0301", "\u2028\u2029", "\t\t\n\t",
		"a\u00a0\u00a0\u00a0", "\u200d\U0001f469\u200d", strings.Repeat("\u0301", 3000), strings.Repeat(" ", 5000) + "a", strings.Repeat("x", 5000), strings.Repeat("\U0001f1fa", 999),
	} {
		p.read(body)
		n := p.article.Text.Len()
		p.SetAnnotations([]annotate.Annotation{{ID: "all", End: n, Verdict: annotate.Disputed}, {ID: "end", Start: n - 1, End: n, Verdict: annotate.Confirmed}})
		p.describes()
		p.Pick("end")
		p.doAll()
		for _, width := range []float32{320, 1200} {
			p.resize(width, 200)
			p.doAll()
			if !p.layout.Empty() {
				p.checkDrawn()
			}
		}
	}
}

// What a screen reader says is what is selected, else what is in hand, else
// the line.
func TestAccessibility(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	p.ctrl(fyne.KeyEnd, 0)
	for _, c := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Forecasters expect minus 30 degrees in some districts."},
		{func() { p.click(p.on("minus"), 1, 0) }, "disputed: minus 30 degrees"},
		{func() { p.Select(p.find("Snow fell")) }, "Selected: Snow fell"},
		{p.Clear, "No article"},
	} {
		if c.do(); p.AccessibilityLabel() != c.want {
			t.Errorf("says %q, want %q", p.AccessibilityLabel(), c.want)
		}
	}
	if p.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Error("it is no text")
	}
}
