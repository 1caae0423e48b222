package reader

import (
	"math/rand/v2"
	"testing"

	"claimtrace/annotate"
)

// moved is a highlight that was given another span.
type moved struct {
	id annotate.ID
	to annotate.Span
}

// accepts makes the project take the moves that the reader asks for, and
// returns them.
func (p *person) accepts() *[]moved {
	var all []moved
	p.OnMove = func(id annotate.ID, s annotate.Span) {
		all = append(all, moved{id, s})
		a, _ := p.Reader.mark(id)
		a.Start, a.End = s.Start, s.End
		p.Put(a)
	}
	return &all
}

// span is what a highlight covers.
func (p *person) span(id annotate.ID) annotate.Span {
	m, _ := p.Reader.mark(id)
	return m.Span()
}

func TestMoveEndsByKeys(t *testing.T) {
	p := open(t, "Before it. “The mayor of Kyiv said: no heat,” he told us.")
	for _, c := range []struct{ from, keys, want string }{
		{"mayor", "[", "The mayor"},
		{"mayor", "[[", "it. “The mayor"},
		{"mayor", "]", "mayor of"},
		{"mayor", "]]]]", "mayor of Kyiv said: no"},
		{"mayor of Kyiv", "{", "of Kyiv"},
		{"mayor of Kyiv", "{{", "Kyiv"},
		{"mayor of Kyiv", "{{{", "Kyiv"},
		{"mayor of Kyiv", "}", "mayor of"},
		{"mayor of Kyiv", "}}}}", "mayor"},
		{"mayor of Kyiv", "[]{}", "mayor of Kyiv"},
		{"said: no heat,”", "}", "said: no heat"},
		{"said: no heat,”", "}}", "said: no"},
		{"“The mayor", "{", "The mayor"},
		{"“The mayor", "{{", "mayor"},
		{"yor of Ky", "{", "of Ky"},
		{"yor of Ky", "}", "yor of"},
		{"yor of Ky", "[", "mayor of Ky"},
		{"yor of Ky", "]", "yor of Kyiv"},
		{"Before", "[", "Before"},
		{"us", "]", "us."},
		{"us.", "]]", "us."},
		{"us.", "}}", "us"},
	} {
		m := p.mark(c.from, annotate.Disputed)
		p.annotate(m)
		all := p.accepts()
		p.Pick(m.ID)
		for i, k := range c.keys {
			before := p.span(m.ID)
			*all = nil
			p.TypedRune(k)
			switch now := p.span(m.ID); {
			case now == before && len(*all) > 0:
				t.Errorf("%q after %s: told of a move that is none", c.from, c.keys[:i+1])
			case now != before && (len(*all) != 1 || (*all)[0] != moved{m.ID, now}):
				t.Errorf("%q after %s: told %v", c.from, c.keys[:i+1], *all)
			}
		}
		if got := p.quote(p.span(m.ID)); got != c.want {
			t.Errorf("%q after %s is %q, want %q", c.from, c.keys, got, c.want)
		}
		if p.Picked() != m.ID {
			t.Errorf("%q after %s is no more in hand", c.from, c.keys)
		}
	}
}

// At the ends of a text nothing is taken in but words.
func TestMoveEndsTakeNoSpaces(t *testing.T) {
	p := open(t, "\u00a0 Snow fell \u2028")
	m := p.mark("fell", annotate.Disputed)
	p.annotate(m)
	p.accepts()
	p.Pick(m.ID)
	p.typed("[[[]]]")
	if got := p.quote(p.span(m.ID)); got != "Snow fell" {
		t.Errorf("the highlight is now %q", got)
	}
}

// A highlight of a mark that no word follows stays what it is.
func TestMoveEndsOfAMark(t *testing.T) {
	p := open(t, "Snow fell ...")
	m := p.mark("...", annotate.Disputed)
	p.annotate(m)
	all := p.accepts()
	p.Pick(m.ID)
	p.typed("{}]")
	if len(*all) > 0 {
		t.Errorf("moved to %v", *all)
	}
}

// By keys a highlight keeps a word, cuts through no grapheme, and its other end
// stays, wherever it begins.
func TestMoveEndsAnywhere(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 1))
		p.read(mixed(random, 100))
		o := p.article.Text
		start, _ := o.Grapheme(random.IntN(o.Len() - 50))
		end, _ := o.Grapheme(start + 10 + random.IntN(40))
		p.annotate(annotate.Annotation{ID: "m", Start: start, End: end, Verdict: annotate.Disputed})
		p.accepts()
		p.Pick("m")
		for range 60 {
			k := "[]{}"[random.IntN(4)]
			before := p.span("m")
			p.TypedRune(rune(k))
			now := p.span("m")
			switch {
			case now.Len() <= 0 || !o.IsBoundary(now.Start) || !o.IsBoundary(now.End):
				t.Fatalf("%c made %v of %v", k, now, before)
			case (k == '[' || k == '{') && now.End != before.End, (k == ']' || k == '}') && now.Start != before.Start:
				t.Fatalf("%c moved the other end: %v, then %v", k, before, now)
			case (k == '[' || k == ']') && now.Len() < before.Len(), (k == '{' || k == '}') && now.Len() > before.Len():
				t.Fatalf("%c: %v became %v", k, before, now)
			}
		}
	}
}

// A move that the project refuses changes nothing.
func TestMoveEndsRefused(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	before := p.span("hold fire on Kyiv")
	p.click(p.on("fire"), 1, 0)
	caret := p.sel.caret
	p.OnMove = func(annotate.ID, annotate.Span) {}
	p.typed("]")
	if p.span("hold fire on Kyiv") != before || p.Picked() != "hold fire on Kyiv" {
		t.Error("a refused move changed the highlight")
	}
	if c := p.sel.caret; c != caret && (c < before.Start || c >= before.End) {
		t.Errorf("after a refused move the caret stands outside the highlight, at %d", c)
	}
}

// A highlight that is gone after the move, with its article even, is let go of.
func TestMoveEndsRemoved(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	p.Pick("minus 30 degrees")
	p.OnMove = func(annotate.ID, annotate.Span) { p.SetAnnotations(nil) }
	p.typed("]")
	p.fourMarks()
	p.Pick("minus 30 degrees")
	p.OnMove = func(annotate.ID, annotate.Span) { p.Clear() }
	p.typed("]")
	if p.Picked() != "" {
		t.Errorf("in hand is %q", p.Picked())
	}
}
