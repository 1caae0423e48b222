package reader

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// tenth is a face in which every character is 10 pixels wide.
func tenth(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

func laidOut(s string, width float32) *layout {
	l := newLayout(text.NewOffsets(s), tenth)
	l.wrap(metrics{width: width, lead: 20, between: 10})
	return l
}

func rows(l *layout) []string {
	var out []string
	for i := range l.lines {
		s := l.span(i)
		out = append(out, strings.TrimRight(l.text.Slice(s.Start, s.End), " \n"))
	}
	return out
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
		"paragraphs":               {"one\ntwo", 100, "one|two"},
		"blank lines":              {"one\n\n\ntwo", 100, "one|two"},
		"chinese":                  {"基辅电力设施", 30, "基辅电|力设施"},
		"nothing":                  {"", 100, ""},
	} {
		if got := strings.Join(rows(laidOut(c.text, c.width)), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestParagraphGaps(t *testing.T) {
	// Without blank lines every line is a paragraph.
	if l := laidOut("one\ntwo", 100); l.lines[1].top != 30 || l.height != 50 {
		t.Errorf("second line at %v, height %v", l.lines[1].top, l.height)
	}
	if l := laidOut("one\ntwo\n\n\n", 100); l.lines[1].top != 30 || l.height != 50 {
		t.Errorf("with blank lines at the end the second line is at %v, the height %v", l.lines[1].top, l.height)
	}
	// With them a single line end only breaks the line.
	if l := laidOut("one\ntwo\n\nthree", 100); l.lines[1].top != 20 || l.lines[2].top != 50 {
		t.Errorf("lines at %v and %v", l.lines[1].top, l.lines[2].top)
	}
}

// scripts holds what layouts go wrong on.
const scripts = "Kyiv’s mayor: “no heat”, 👨🏻‍🚒 said.\tTabs\u00a0and soft\u00adhyphens; e\u0323\u0301.\nКиїв без тепла, Ελλάδα, 東京は寒い。\n\nالكرملين יאשר https://example.org/a/very/long/address/that/never/ends?x=1\nend"

func TestRoundTrips(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		width := float32(40 + random.IntN(600))
		l := laidOut(scripts, width)
		o := l.text
		for range 20 {
			// A place between two graphemes keeps its line and its x.
			p := random.IntN(o.Len() + 1)
			p, _ = o.Grapheme(p)
			i := l.lineOf(p)
			if s := l.span(i); p < s.Start || p > s.End {
				if q := o.Slice(s.End, p); strings.TrimSpace(q) != "" {
					t.Fatalf("width %v: %d lies on line %d, which is %v", width, p, i, s)
				}
				continue
			}
			back := l.pointAt(l.x(i, p), l.lines[i].top+1)
			if l.x(i, back) != l.x(i, p) {
				t.Fatalf("width %v: %d is at x %v, where %d lies", width, p, l.x(i, p), back)
			}
			if !o.IsBoundary(back) {
				t.Fatalf("%d lies inside a grapheme", back)
			}
		}
		// The strips of all the text are the lines, each as wide as its words.
		all := l.strips(annotate.Span{Start: 0, End: o.Len()}, 0, len(l.lines))
		if len(all) != len(l.lines) {
			t.Fatalf("width %v: %d strips on %d lines", width, len(all), len(l.lines))
		}
		covered := 0
		for i := range l.lines {
			s := l.span(i)
			if s.Start < covered {
				t.Fatalf("width %v: line %d begins at %d, before %d", width, i, s.Start, covered)
			}
			if strings.TrimSpace(o.Slice(covered, s.Start)) != "" {
				t.Fatalf("width %v: %q is on no line", width, o.Slice(covered, s.Start))
			}
			covered = s.End
		}
	}
}

func FuzzLayout(f *testing.F) {
	f.Add(scripts, uint16(300))
	f.Add(strings.Repeat("long", 50), uint16(80))
	f.Fuzz(func(t *testing.T, s string, width uint16) {
		s, err := text.Canonical([]byte(s))
		if err != nil {
			return
		}
		l := laidOut(s, float32(width%2000)+1)
		for i := range l.lines {
			row := l.span(i)
			if row.Start > row.End || !l.text.IsBoundary(row.Start) {
				t.Fatalf("line %d of %q is %v", i, s, row)
			}
			p := l.pointOn(i, float32(width%100))
			if p < row.Start || p > row.End {
				t.Fatalf("%d lies not on line %d of %q, %v", p, i, s, row)
			}
		}
	})
}

func TestSelection(t *testing.T) {
	o := text.NewOffsets("Mr. Peskov said so. He would not say more.")
	var s selection
	check := func(want string, caret int) {
		t.Helper()
		if got := o.Slice(s.Start, s.End); got != want || s.caret != caret {
			t.Errorf("selected %q with the caret at %d, want %q at %d", got, s.caret, want, caret)
		}
	}
	s.press(o, 5, byGrapheme)
	check("", 5)
	s.extend(o, 10)
	check("eskov", 10)
	s.extend(o, 0)
	check("Mr. P", 0)
	s.press(o, 5, byWord)
	check("Peskov", 10)
	s.extend(o, 12)
	check("Peskov said", 15)
	s.extend(o, 1)
	check("Mr. Peskov", 0)
	s.press(o, 25, bySentence)
	check("He would not say more.", 42)
	s.extend(o, 2)
	check("Mr. Peskov said so. He would not say more.", 0)
	s.take(annotate.Span{Start: 4, End: 10})
	s.move(o, 15, true)
	check("Peskov said", 15)
	s.move(o, 3, true)
	check(" ", 3)
	s.move(o, 8, false)
	check("", 8)
	s.take(annotate.Span{Start: 3, End: 11})
	s.trim(o)
	check("Peskov", 10)
}

func TestLanesAndMarks(t *testing.T) {
	as := []annotate.Annotation{
		{ID: "outer", Start: 0, End: 20}, {ID: "inner", Start: 5, End: 10}, {ID: "crossing", Start: 8, End: 25}, {ID: "after", Start: 25, End: 30},
	}
	if got := lanes(as); got[0] != 0 || got[1] != 1 || got[2] != 2 || got[3] != 0 {
		t.Errorf("lanes %v", got)
	}
	for point, want := range map[int]annotate.ID{0: "outer", 6: "inner", 9: "inner", 12: "crossing", 19: "crossing", 24: "crossing", 25: "after", 30: ""} {
		if got, _ := markAt(as, point); got != want {
			t.Errorf("at %d is %q, want %q", point, got, want)
		}
	}
	if m, ok := next(as, 5, false); !ok || m.ID != "crossing" {
		t.Errorf("after 5 comes %v", m.ID)
	}
	if m, ok := next(as, 5, true); !ok || m.ID != "outer" {
		t.Errorf("before 5 comes %v", m.ID)
	}
	if _, ok := next(as, 25, false); ok {
		t.Error("something follows the last")
	}
}
