package reader

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// model is what should be selected, told over offsets and the text's lines. It
// knows nothing of pixels, save for the column that Up and Down keep to.
type model struct {
	o      *text.Offsets
	layout *typeset.Layout
	first  annotate.Span // what the click took in that a drag or Shift-click goes on from
	unit   string        // of that click: letter, word, sentence
	fixed  int           // the end that stays
	caret  int           // the end that moves
	column float32       // that Up and Down keep to while the caret is where they put it; negative if none
	kept   int           // where they put it
}

func (m *model) span() annotate.Span {
	return annotate.Span{Start: min(m.fixed, m.caret), End: max(m.fixed, m.caret)}
}

// around is the unit of the last click at a place.
func (m *model) around(point int) annotate.Span {
	s := annotate.Span{Start: point, End: point}
	switch m.unit {
	case "word":
		s.Start, s.End = m.o.Word(point)
	case "sentence":
		s.Start, s.End = m.o.Sentence(point)
	}
	return s
}

func (m *model) click(point int, unit string) {
	m.unit = unit
	m.first = m.around(point)
	m.fixed, m.caret, m.column = m.first.Start, m.first.End, -1
}

// reach takes in all from the first click to a place, whole units each.
func (m *model) reach(point int) {
	to := m.around(point)
	m.fixed, m.caret = m.first.Start, max(to.End, m.first.End)
	if to.Start < m.first.Start {
		m.fixed, m.caret = max(to.End, m.first.End), to.Start
	}
	m.column = -1
}

// letGo of the button drops spaces at both ends.
func (m *model) letGo(exact bool) {
	if exact || m.fixed == m.caret {
		return
	}
	s, forward := m.span(), m.fixed < m.caret
	inner := strings.TrimLeftFunc(m.o.Slice(s.Start, s.End), unicode.IsSpace)
	s.Start = s.End - utf8.RuneCountInString(inner)
	s.End = s.Start + utf8.RuneCountInString(strings.TrimRightFunc(inner, unicode.IsSpace))
	s.Start, s.End = m.o.Snap(s.Start, s.End) // a mark can stand on a space
	if m.fixed, m.caret = s.Start, s.End; !forward {
		m.fixed, m.caret = s.End, s.Start
	}
}

// move is a key: with Shift the other end stays.
func (m *model) move(to int, shift bool) {
	if !m.o.IsBoundary(to) { // a line can end between a sign and the space that it takes in
		to = m.o.PrevGrapheme(to)
	}
	m.caret = to
	if !shift {
		m.fixed = to
	}
	m.unit, m.first = "letter", annotate.Span{Start: m.fixed, End: m.fixed}
}

// line is the one of the caret; rows is the line n further down, and whether
// there are as many.
func (m *model) line() typeset.Line { return m.layout.LineOf(m.caret) }

// key presses a key of the keyboard.
func (m *model) key(k fyne.KeyName, ctrl, shift bool) {
	m.column = -1
	s := m.span()
	switch {
	case ctrl && k == fyne.KeyLeft:
		m.move(m.o.PrevWord(m.caret), shift)
	case ctrl && k == fyne.KeyRight:
		m.move(m.o.NextWord(m.caret), shift)
	case ctrl && k == fyne.KeyHome:
		m.move(m.layout.Span(m.layout.First()).Start, shift)
	case ctrl && k == fyne.KeyEnd:
		m.move(m.layout.End(m.layout.Last()), shift)
	case k == fyne.KeyHome:
		m.move(m.layout.Span(m.line()).Start, shift)
	case k == fyne.KeyEnd:
		m.move(m.layout.End(m.line()), shift)
	case k == fyne.KeyLeft && s.Len() > 0 && !shift:
		m.move(s.Start, false)
	case k == fyne.KeyRight && s.Len() > 0 && !shift:
		m.move(s.End, false)
	case k == fyne.KeyLeft:
		m.move(m.o.PrevGrapheme(m.caret), shift)
	case k == fyne.KeyRight:
		m.move(m.o.NextGrapheme(m.caret), shift)
	}
}

// rows goes n lines down, to the border between two graphemes that is nearest
// to the column. Of several that are as near the one is right that got is.
func (m *model) rows(n int, shift bool, got int) {
	if m.column < 0 || m.kept != m.caret {
		m.column = m.layout.X(m.line(), m.caret)
	}
	at, there := m.layout.Step(m.line(), n)
	to := m.layout.Span(at).Start
	switch s := m.layout.Span(at); {
	case !there && n > 0:
		to = m.layout.End(at)
	case there && m.bothWays(s.Start):
		if to = m.layout.PointOn(at, m.column); to < s.Start || to > s.End {
			to = s.Start
		}
	case there:
		near := math.Inf(1)
		for p := s.Start; ; p = m.o.NextGrapheme(p) {
			d := math.Abs(float64(m.layout.X(at, p) - m.column))
			if d < near-0.01 || d < near+0.01 && p == got {
				near, to = d, p
			}
			if p >= m.layout.End(at) {
				break
			}
		}
	}
	m.move(to, shift)
	m.kept = m.caret
}

// choose selects a span as a whole.
func (m *model) choose(s annotate.Span) {
	m.unit, m.first, m.fixed, m.caret = "letter", annotate.Span{Start: s.Start, End: s.Start}, s.Start, s.End
}

// bothWays tells whether a paragraph has words that run from right to left.
func (m *model) bothWays(point int) bool {
	return strings.ContainsFunc(m.o.Slice(m.o.Paragraph(point)), func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) })
}

// mixed makes a text in which words of many scripts follow each other, with
// joined emoji, stacked marks, soft hyphens, tabs and runs of spaces.
func mixed(random *rand.Rand, words int) string {
	of := []string{
		"Kyiv’s", "“no", "heat”,", "Mr.", "Peskov", "said.", "Snow", "fell?", "one-week", "cease\u00adfire", "30\u00a0degrees", "e\u0323\u0301tude", "\u0301odd",
		"👨🏻‍🚒", "🇺🇦🇺🇦", "Київ", "без", "тепла.", "Ελλάδα", "東京は寒い。", "基辅电力设施", "नमस्ते", "กรุงเทพ", "الكرملين", "(12.5٪)", "יאשר", "בעיר.", "x\u2028y",
		"https://weather.example/a/long/way/without/any/place/to/break", "he\u0301\u0301\u0301", "a", "\t", "  ", ". . .", "ﬁre", "\u0600",
	}
	var b strings.Builder
	for range words {
		b.WriteString(of[random.IntN(len(of))])
		switch random.IntN(25) {
		case 0:
			b.WriteString("\n\n")
		case 1:
			b.WriteString("\n")
		case 2, 3:
		default:
			b.WriteString(" ")
		}
	}
	s, err := text.Canonical([]byte(b.String()))
	if err != nil {
		panic(err)
	}
	return s
}

// walker does at random what a person can do, to the reader and the model.
type walker struct {
	*person
	m      *model
	random *rand.Rand
	did    string
}

// Whatever one does, what is selected is what the model says, cuts through no
// grapheme, and after a key the caret is in sight.
func TestSelectionAgainstModel(t *testing.T) {
	faces := []style.Face{style.FaceSerif, style.FaceSans}
	p := open(t, dispatch)
	for seed := range uint64(24) {
		random := rand.New(rand.NewPCG(seed, 9))
		p.read(mixed(random, 20+random.IntN(500)))
		w := &walker{person: p, random: random}
		w.m = &model{o: w.article.Text, layout: w.layout, unit: "letter", column: -1}
		told := 0
		w.OnSelect = func() { told++ }
		for range 60 {
			before := w.sel
			w.did += "; "
			told = 0
			switch random.IntN(12) {
			case 0:
				w.did += "changed the page"
				w.resize(float32(320+random.IntN(1000)), float32(200+random.IntN(700)))
				w.Zoom(float32(70+random.IntN(130)) / 100)
				w.SetFace(faces[random.IntN(2)])
				w.m.column = -1
			case 1:
				w.did += "scrolled"
				w.ScrollBy(float64(random.IntN(2000) - 1000))
			case 2, 3:
				w.mouse()
			default:
				w.keyboard()
			}
			w.check()
			if w.sel != before && told == 0 {
				t.Fatalf("%s: nobody was told", w.did)
			}
		}
	}
}

func (w *walker) check() {
	w.t.Helper()
	s := w.Selection()
	if s != w.m.span() || w.sel.caret != w.m.caret {
		o, want := w.m.o, w.m.caret
		w.t.Fatalf("%s: selected is %v with the caret at %d, %q; should be %v at %d, %q", w.did,
			s, w.sel.caret, o.Slice(w.sel.caret-9, w.sel.caret)+"|"+o.Slice(w.sel.caret, w.sel.caret+9), w.m.span(), want, o.Slice(want-9, want)+"|"+o.Slice(want, want+9))
	}
	if o := w.m.o; !o.IsBoundary(s.Start) || !o.IsBoundary(s.End) || !o.IsBoundary(w.sel.caret) {
		w.t.Fatalf("%s: %v, caret %d, cuts through a grapheme", w.did, s, w.sel.caret)
	}
}

func (w *walker) inSight() {
	w.t.Helper()
	if y := w.y(w.sel.caret); y < 0 || y+w.layout.Lead() > float64(w.Size().Height) {
		w.t.Fatalf("%s: the caret stands at %v in a window of %v", w.did, y, w.Size().Height)
	}
}

// off is what keeps places off the borders of lines, to which float numbers
// round either way.
const off = 0.37

// somewhere returns a place of the window and what the text says there.
func (w *walker) somewhere() (fyne.Position, int) {
	size := w.Size()
	at := fyne.NewPos(float32(w.random.IntN(int(size.Width)-rulerWidth)), off+float32(w.random.IntN(int(size.Height))))
	if len(w.seen) > 0 && w.random.IntN(4) > 0 { // just before a character
		s := w.seen[w.random.IntN(len(w.seen))].span
		p, _ := w.m.o.Grapheme(s.Start + w.random.IntN(s.Len()+1))
		at = w.at(p)
		at.Y = min(max(at.Y, off), size.Height-off)
	}
	return at, w.says(at)
}

// says looks up by its own reckoning what stands nearest to a place that can
// lie outside the window.
func (w *walker) says(at fyne.Position) int {
	line, ok := w.layout.First(), true
	for next := line; ok && w.y(w.layout.Span(next).Start)+w.layout.Lead() <= float64(at.Y); next, ok = w.layout.Step(next, 1) {
		if after, more := w.layout.Step(next, 1); more {
			line = after
		}
	}
	column := max(min(620*w.zoom, w.Size().Width-36-36-14), 240)
	point := w.layout.PointOn(line, at.X-max((w.Size().Width-14-column)/2, 36))
	point, _ = w.m.o.Grapheme(point)
	return point
}

func (w *walker) mouse() {
	at, point := w.somewhere()
	if w.onLink(at) != noLink {
		return
	}
	w.clock = w.clock.Add(time.Second)
	exact := w.random.IntN(4) == 0
	mod := fyne.KeyModifier(0)
	if exact {
		mod = fyne.KeyModifierAlt
	}
	if w.random.IntN(4) == 0 {
		w.did += "Shift-click"
		w.press(at, mod|fyne.KeyModifierShift)
		w.m.reach(point)
	} else {
		n := w.random.IntN(3)
		w.did += []string{"click", "double click", "triple click"}[n]
		w.click(at, n, mod)
		w.clock = w.clock.Add(-time.Second)
		w.press(at, mod)
		w.m.click(point, []string{"letter", "word", "sentence"}[n])
	}
	for range w.random.IntN(3) {
		w.did += ", drag"
		to, point := w.somewhere()
		if w.random.IntN(3) == 0 {
			to.Y = []float32{-40 - off, w.Size().Height + 60 + off}[w.random.IntN(2)]
			point = w.says(to)
		}
		w.drag(to)
		w.m.reach(point)
		for range w.random.IntN(4) {
			scroll := w.scroll
			w.edge()
			if w.scroll != scroll {
				w.did += " on"
				w.m.reach(w.says(to))
			}
		}
		w.check()
		at = to
	}
	w.lift(at)
	w.m.letGo(exact)
}

func (w *walker) keyboard() {
	keys := []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown}
	k, shift := keys[w.random.IntN(len(keys))], w.random.IntN(2) == 0
	press := w.key
	if shift {
		press = w.shifted
	}
	switch n := w.random.IntN(20); {
	case n == 0:
		w.did += "S"
		w.typed("s")
		var s annotate.Span
		s.Start, s.End = w.m.o.Sentence(w.m.caret)
		w.m.choose(s)
	case n == 1: // it moves nothing, so it scrolls nothing
		w.did += "Escape"
		w.key(fyne.KeyEscape)
		w.m.move(w.m.caret, false)
	case n == 2:
		w.did += "select all"
		w.SelectAll()
		w.m.choose(annotate.Span{End: w.m.o.Len()})
		w.m.letGo(false)
	case n < 8 && (k == fyne.KeyLeft || k == fyne.KeyRight || k == fyne.KeyHome || k == fyne.KeyEnd):
		w.did += "Ctrl+" + string(k)
		more := fyne.KeyModifier(0)
		if shift {
			more = fyne.KeyModifierShift
		}
		w.ctrl(k, more)
		w.m.key(k, true, shift)
		w.inSight()
	case k == fyne.KeyUp || k == fyne.KeyDown || k == fyne.KeyPageUp || k == fyne.KeyPageDown:
		w.did += string(k)
		rows := 1
		if k == fyne.KeyPageUp || k == fyne.KeyPageDown {
			rows = max(int(float64(w.Size().Height)/w.layout.Lead())-1, 1)
		}
		if k == fyne.KeyUp || k == fyne.KeyPageUp {
			rows = -rows
		}
		press(k)
		w.m.rows(rows, shift, w.sel.caret)
		w.inSight()
	default:
		w.did += string(k)
		press(k)
		w.m.key(k, false, shift)
		w.inSight()
	}
	if shift {
		w.did += " with Shift"
	}
}
