package typeset

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// tenth is a face in which every character that is seen is 10 pixels wide.
func tenth(s string) float32 { return 10 * float32(utf8.RuneCountInString(letters(s))) }

func laidOut(s string, width float32) *Layout {
	l := New(text.NewOffsets(s), tenth)
	l.Wrap(Metrics{Width: width, Lead: 20, Between: 10})
	return l
}

// lines returns all lines, from above.
func lines(l *Layout) []Line {
	var out []Line
	for at, ok := l.First(), !l.Empty(); ok; at, ok = l.Step(at, 1) {
		out = append(out, at)
	}
	return out
}

// rows returns the words of all lines as they are seen.
func rows(l *Layout) []string {
	var out []string
	for _, at := range lines(l) {
		var row []string
		end := float32(-1)
		for _, p := range l.Pieces(at) {
			if end >= 0 && p.X > end {
				row = append(row, " ")
			}
			row = append(row, letters(p.Text))
			end = p.X + p.Wide
		}
		out = append(out, strings.Join(row, ""))
	}
	return out
}

// letters leaves out the marks that force the direction of what is drawn.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		width float32
		want  string
	}{
		"fits":                     {"one two", 100, "one two"},
		"breaks at spaces":         {"one two three", 70, "one two|three"},
		"space hangs over":         {"one two three", 75, "one two|three"},
		"breaks after a hyphen":    {"one-week pause", 60, "one-|week|pause"},
		"never at a no-break":      {"a\u00a0b c", 30, "a\u00a0b|c"},
		"a word wider than a line": {"a " + strings.Repeat("x", 30), 250, "a|" + strings.Repeat("x", 24) + "|" + strings.Repeat("x", 6)},
		"a word wider than all":    {"a wonderful b", 60, "a|wonder|ful b"},
		"soft hyphen in a line":    {"cease\u00adfire holds", 200, "ceasefire holds"},
		"soft hyphen at its end":   {"cease\u00adfire holds", 80, "cease-|fire|holds"},
		"no room for the hyphen":   {"a cease\u00adfire", 70, "a|cease-|fire"},
		"paragraphs":               {"one\ntwo", 100, "one|two"},
		"blank lines":              {"one\n\n\ntwo", 100, "one|two"},
		"chinese":                  {"基辅电力设施", 30, "基辅电|力设施"},
		"hebrew in english":        {"says אב גד now", 200, "says גד אב now"},
		"english in hebrew":        {"אב Kyiv גד", 200, "גד Kyiv אב"},
		"a number in hebrew":       {"אב 30 גד", 200, "גד 30 אב"},
		"never within a run":       {"a אב-12 b", 50, "a|12-אב|b"},
		"nothing":                  {"", 100, ""},
	} {
		if got := strings.Join(rows(laidOut(c.text, c.width)), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestParagraphGaps(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		tops   []float64
		height float64
	}{
		"without blank lines every line is a paragraph":     {"one\ntwo", []float64{0, 30}, 50},
		"blank lines at the end part nothing":               {"one\ntwo\n\n\n", []float64{0, 30}, 50},
		"with them a single line end only breaks the line":  {"one\ntwo\n\nthree", []float64{0, 20, 50}, 70},
		"blank lines at the beginning leave no space there": {"\n\none\n\ntwo", []float64{0, 30}, 50},
	} {
		l := laidOut(c.text, 100)
		var tops []float64
		for _, at := range lines(l) {
			tops = append(tops, l.Top(at))
		}
		if !slices.Equal(tops, c.tops) || l.Height() != c.height {
			t.Errorf("%s: lines at %v, height %v; want %v, %v", name, tops, l.Height(), c.tops, c.height)
		}
	}
}

// A paragraph that runs from right to left begins at the right edge.
func TestRightToLeft(t *testing.T) {
	l := laidOut("אבג דה", 200)
	at := l.First()
	for point, want := range map[int]float32{0: 200, 1: 190, 3: 170, 4: 160, 6: 140} {
		if x := l.X(at, point); x != want {
			t.Errorf("the caret before %d is at %v, want %v", point, x, want)
		}
	}
	if got := l.Strips(at, annotate.Span{Start: 0, End: 2}); !slices.Equal(got, []Strip{{180, 200}}) {
		t.Errorf("the first two letters cover %v", got)
	}
	// In a line of both directions a span can have two parts.
	l = laidOut("ab גד ef", 200) // seen as: ab דג ef
	if got := l.Strips(l.First(), annotate.Span{Start: 0, End: 4}); !slices.Equal(got, []Strip{{0, 30}, {40, 50}}) {
		t.Errorf("the first four characters cover %v", got)
	}
}

// scripts holds what layouts go wrong on.
const scripts = "Kyiv’s mayor: “no heat”, 👨🏻‍🚒 said.\tTabs\u00a0and soft\u00adhyphens; e\u0323\u0301.\nКиїв без тепла, Ελλάδα, 東京は寒い。\n\nالكرملين (12.5٪) יאשר https://example.org/a/very/long/address/that/never/ends?x=1 בעיר\nend"

// mixed returns a text of many blocks, in which words of all scripts follow
// each other at random.
func mixed(random *rand.Rand, bytes int) string {
	words := strings.Fields(scripts)
	var b strings.Builder
	for b.Len() < bytes {
		b.WriteString(words[random.IntN(len(words))])
		switch random.IntN(60) {
		case 0:
			b.WriteString("\n\n")
		case 1:
			b.WriteString("\n")
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

// checkPlace checks that a grapheme's rectangle leads back to its place.
func checkPlace(t *testing.T, l *Layout, point int) {
	t.Helper()
	o := l.Text()
	start, end := o.Grapheme(point)
	at := l.LineOf(start)
	row := l.Span(at)
	if start < row.Start || start >= row.End {
		if strings.TrimSpace(o.Slice(row.End, start)) != "" {
			t.Fatalf("%d lies on the line of %v", start, row)
		}
		return
	}
	strips := l.Strips(at, annotate.Span{Start: start, End: end})
	if len(strips) == 0 {
		return // a space at the line's end, or a character that is not drawn
	}
	if len(strips) > 1 {
		t.Fatalf("the grapheme %d to %d covers %v", start, end, strips)
	}
	s := strips[0]
	if strings.TrimSpace(o.Slice(start, end)) == "" {
		return // a run of spaces has two borders only
	}
	lead, y := l.X(at, start), l.Top(at)+l.Lead()/2
	if lead != s.Left && lead != s.Right {
		t.Fatalf("the grapheme at %d covers %v and begins at %v", start, s, lead)
	}
	// A place nearer to the leading edge than to the other is before the grapheme.
	if got := l.PointAt(lead+((s.Left+s.Right)/2-lead)/2, y); got != start && l.X(at, got) != lead {
		t.Fatalf("in %v of %q is %d, want %d", s, o.Slice(row.Start, row.End), got, start)
	}
}

func TestRoundTrips(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		l := laidOut(mixed(random, 40+random.IntN(20000)), float32(40+random.IntN(600)))
		for range 200 {
			checkPlace(t, l, random.IntN(l.Text().Len()))
		}
	}
}

// Every character that is not white space is on just one line, from above in
// the order of the text, whatever the blocks.
func TestNothingIsLost(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	long := strings.Repeat("one long paragraph ", 8000)
	for name, s := range map[string]string{
		"blocks":            mixed(random, 50000),
		"one paragraph":     long,
		"no spaces":         strings.Repeat("基辅", 20000),
		"nothing but marks": "a" + strings.Repeat("\u0301", 40000),
		"thousands of spaces": "a" + strings.Repeat(" ", 90000) + "b" + strings.Repeat(" ", 90000) + "\n" +
			strings.Repeat(" ", 90000) + "c",
	} {
		l := laidOut(s, 400)
		o, covered, y := l.Text(), 0, math.Inf(-1)
		for _, at := range lines(l) {
			row := l.Span(at)
			if row.Start < covered || strings.TrimSpace(o.Slice(covered, row.Start)) != "" {
				t.Fatalf("%s: a line begins at %d, the one before ended at %d", name, row.Start, covered)
			}
			if top := l.Top(at); top <= y {
				t.Fatalf("%s: the line of %v lies at %v, the one before at %v", name, row, top, y)
			} else {
				y = top
			}
			if at2 := l.LineAt(y + 1); at2 != at {
				t.Fatalf("%s: at the height of line %v is %v", name, at, at2)
			}
			covered = row.End
		}
		if strings.TrimSpace(o.Slice(covered, o.Len())) != "" {
			t.Fatalf("%s: the end is on no line", name)
		}
		if h := l.Height(); h != y+l.Lead() {
			t.Fatalf("%s: the height is %v, the last line at %v", name, h, y)
		}
		if len(l.kept) > keptMost {
			t.Fatalf("%s: %d blocks have their words", name, len(l.kept))
		}
	}
}

// No line is wider than the column, and a column that was narrow once leaves no
// traces.
func TestWordsFitTheColumn(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 60 {
		s := mixed(random, 40+random.IntN(8000))
		l := laidOut(s, float32(60+random.IntN(200)))
		for range 3 {
			width := float32(60 + random.IntN(200))
			l.Wrap(Metrics{Width: width, Lead: 20, Between: 10})
			for _, at := range lines(l) {
				for _, p := range l.Pieces(at) {
					if p.X < 0 || p.X+p.Wide > width && !strings.HasSuffix(p.Text, hyphen) {
						t.Fatalf("%q reaches from %v to %v of %v", p.Text, p.X, p.X+p.Wide, width)
					}
				}
			}
			if got, want := rows(l), rows(laidOut(s, width)); !slices.Equal(got, want) {
				t.Fatalf("at %v: %q, at once %q", width, got, want)
			}
		}
	}
}

// The lines are the same in whatever order they are asked for, and the height
// that is not yet known is told when it is.
func TestOrderOfAsking(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	s := mixed(random, 60000)
	whole, parts := laidOut(s, 500), laidOut(s, 500)
	whole.LayOut(0, math.Inf(1))
	height := parts.Height()
	parts.Grown = func(_, by float64) { height += by }
	for _, k := range random.Perm(len(parts.blocks)) {
		parts.LayOut(parts.top(k), parts.top(k)+1)
	}
	if height != whole.Height() || parts.Height() != height {
		t.Errorf("heights %v, %v as told, %v in order", parts.Height(), height, whole.Height())
	}
	for _, at := range lines(whole) {
		if parts.Span(at) != whole.Span(at) || parts.Top(at) != whole.Top(at) {
			t.Fatalf("line %v is %v at %v, in order %v at %v", at, parts.Span(at), parts.Top(at), whole.Span(at), whole.Top(at))
		}
	}
	for range 100 {
		point := random.IntN(whole.Text().Len())
		if got, want := parts.TopOf(point), whole.Top(whole.LineOf(point)); math.Abs(got-want) > 2000 {
			t.Errorf("%d lies at %v, estimated at %v", point, want, got)
		}
	}
}

// Whichever place is asked for first, it lies on its own line: that a text was
// never asked about before makes no difference.
func TestFirstAsked(t *testing.T) {
	for _, space := range []string{"", "\n\n \n"} {
		s := space + mixed(rand.New(rand.NewPCG(5, 7)), 12000)
		whole := laidOut(s, 500)
		whole.LayOut(0, math.Inf(1))
		for point := 0; point <= whole.Text().Len(); point += 97 {
			whole.LineOf(whole.Text().Len()) // so that it comes from below
			want := whole.LineOf(point)
			if got := laidOut(s, 500).LineOf(point); got != want {
				t.Errorf("asked for first, %d of %d lies on the line %v, else on %v", point, whole.Text().Len(), got, want)
			}
		}
	}
}

// What is estimated comes near: the page must not grow under the pointer.
func TestEstimate(t *testing.T) {
	s := strings.Repeat("The mayor said that no building in the district had been without heat since the repairs of Thursday evening.\n\n", 2000)
	for _, width := range []float32{300, 620, 1000} {
		l := laidOut(s, width)
		estimated := l.Height()
		l.LayOut(0, math.Inf(1))
		if got := estimated / l.Height(); got < 0.85 || got > 1.15 {
			t.Errorf("at %v the estimate is %.2f of the height", width, got)
		}
	}
}

func TestStep(t *testing.T) {
	l := laidOut(mixed(rand.New(rand.NewPCG(7, 8)), 20000), 300)
	all := lines(l)
	for _, c := range []struct {
		from, by, to int
		ok           bool
	}{{0, 0, 0, true}, {5, -5, 0, true}, {5, -6, 0, false}, {3, 200, 203, true}, {len(all) - 1, 1, len(all) - 1, false}, {len(all) - 1, -300, len(all) - 301, true}} {
		if got, ok := l.Step(all[c.from], c.by); got != all[c.to] || ok != c.ok {
			t.Errorf("%d lines from %d is %v, %v; want %v", c.by, c.from, got, ok, all[c.to])
		}
	}
	if l.Last() != all[len(all)-1] {
		t.Errorf("the last line is %v", l.Last())
	}
}

func FuzzLayout(f *testing.F) {
	f.Add(scripts, uint16(300))
	f.Add(strings.Repeat("long", 50), uint16(80))
	f.Add("\u202b\u2067אב12\u2069", uint16(30))
	f.Fuzz(func(t *testing.T, s string, width uint16) {
		s, err := text.Canonical([]byte(s))
		if err != nil {
			return
		}
		l := laidOut(s, float32(width%2000)+1)
		for _, at := range lines(l) {
			row := l.Span(at)
			if row.Start > row.End || !l.text.IsBoundary(row.Start) {
				t.Fatalf("line %v of %q is %v", at, s, row)
			}
			p := l.PointOn(at, float32(width%100))
			if p < row.Start || p > row.End {
				t.Fatalf("%d lies not on line %v of %q, %v", p, at, s, row)
			}
			if l.LineOf(row.Start) != at && row.Start < row.End {
				t.Fatalf("line %v of %q begins at %d, which is on line %v", at, s, row.Start, l.LineOf(row.Start))
			}
		}
		for point := range min(l.text.Len(), 200) {
			checkPlace(t, l, point)
		}
	})
}
