package carry

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

const (
	storm   = "The storm reached the coast before dawn and tore roofs from forty houses in the old harbour. The mayor has confirmed the damage."
	school  = "Mayor Anna Lind told reporters that every school in the district would stay shut until Monday. Nobody was hurt, she said."
	ferries = "Ferries to the islands were cancelled, and two fishing boats are still missing. Nobody was hurt, she said."
	trains  = "Commuters waited for hours because a fallen pine had blocked the railway line near the northern bridge."
	vow     = "He vowed to go on trying, but the paper's political editor Jon Dale said that the mayor did not sound very confident."
	other   = "In other news the museum opens its new wing next week, with paintings that nobody has seen for a century."
)

func article(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") + "\n" }

// found tells what became of the first place of some words; with more of them, of that of a passage
// from the first word to the last.
func found(t *testing.T, old, now, words string, withheld bool) string {
	t.Helper()
	o, n := text.NewOffsets(old), text.NewOffsets(now)
	at := strings.Index(old, words)
	start, err := o.FromByte(at)
	if at < 0 || err != nil {
		t.Fatalf("%q is not in the old text", words)
	}
	p := Passage{Span: annotate.Span{Start: start, End: start + utf8.RuneCountInString(words)}}
	if withheld {
		q := anchor.Select(o, p.Span)
		p.Quote, p.Prefix, p.Suffix = annotate.ShortQuote(q.Exact), q.Prefix, q.Suffix
		o = nil
	}
	all, err := Find(t.Context(), o, n, []Passage{p}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := all[0]
	out := string(f.State)
	for _, c := range f.Candidates {
		if err := anchor.Check(n, c.Span); err != nil {
			t.Errorf("%v cannot be annotated: %v", c, err)
		}
		out += fmt.Sprintf(" %d:%s", c.Start, n.Slice(c.Start, c.End))
	}
	if len(f.Candidates) > 0 && f.Score != f.Candidates[0].Score {
		t.Errorf("%s: the score is %v, that of the first candidate %v", out, f.Score, f.Candidates[0].Score)
	}
	return out
}

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		old, now, words string
		want, withheld  string
	}{
		"the same": {
			article(storm, school), article(storm, school, trains), "tore roofs",
			"exact 44:tore roofs", "exact 44:tore roofs",
		},
		"a paragraph before": {
			article(storm, school), article(trains, storm, school), "tore roofs",
			"exact 149:tore roofs", "moved 149:tore roofs",
		},
		"paragraphs change places": {
			article(storm, school, trains, other), article(school, trains, other, storm), "tore roofs from forty houses",
			"moved 379:tore roofs from forty houses", "moved 379:tore roofs from forty houses",
		},
		"other words": {
			article(storm, school), article(strings.Replace(storm, "forty", "sixty old", 1), school), "tore roofs from forty houses in the old harbour",
			"fuzzy 44:tore roofs from sixty old houses in the old harbour", "fuzzy 44:tore roofs from sixty old houses in the old harbour",
		},
		// The words stand there still, and mean the contrary.
		"not before it": {
			article(storm, school), article(strings.Replace(storm, "has confirmed", "has not, as some say, confirmed", 1), school), "confirmed the damage",
			"fuzzy 125:confirmed the damage", "fuzzy 125:confirmed the damage",
		},
		"not far before it": {
			article(storm, school), article(strings.Replace(storm, "The mayor has", "The mayor has not, though in the whole of the old town everybody says so,", 1), school), "confirmed the damage",
			"fuzzy 167:confirmed the damage", "",
		},
		// What says that the words mean something else now belongs to the place.
		"its last words are others": {
			article(storm, school, other), article(storm, strings.Replace(school, "stay shut until Monday", "open", 1), other), school[:95],
			"fuzzy 130:Mayor Anna Lind told reporters that every school in the district would open.", "fuzzy 130:Mayor Anna Lind told reporters that every school in the district would",
		},
		"its last words are two others": {
			article(storm, vow, other), article(storm, strings.Replace(vow, "did not sound very confident", "sounded unsure", 1), other), vow,
			"fuzzy 130:He vowed to go on trying, but the paper's political editor Jon Dale said that the mayor sounded unsure.", "",
		},
		"one of two went": {
			article(school, storm, ferries), article(school, storm, trains), "Nobody was hurt, she said.",
			"exact 95:Nobody was hurt, she said.", "",
		},
		"the first of two went": {
			article(school, storm, ferries), article(storm, ferries), "Nobody was hurt, she said.",
			"fuzzy 210:Nobody was hurt, she said.", "",
		},
		"a whole paragraph twice, one went": {
			article(trains, storm, trains, other), article(storm, trains, other), trains,
			"ambiguous 130:" + trains, "",
		},
		"a whole paragraph twice, both stay": {
			article(trains, storm, trains, other), article(trains, storm, trains, other, school), trains,
			"exact 0:" + trains, "",
		},
		"a whole paragraph is now there twice": {
			article(storm, school, trains), article(storm, trains, school, trains), "fallen pine",
			"ambiguous 395:fallen pine 167:fallen pine", "ambiguous 395:fallen pine 167:fallen pine",
		},
		"gone": {
			article(storm, school, ferries), article(storm, ferries), "every school in the district would stay shut",
			"lost", "lost",
		},
		"nothing is left": {article(storm), article(other), storm, "lost", "lost"},
		"a heading": {
			article("Background", storm, school), article("Weather", storm, "Background", school), "Background",
			"fuzzy 139:Background", "",
		},
		"longer than a quote": {
			article(storm, school, trains), article(other, storm, school, trains), storm + "\n\n" + school + "\n\n" + trains,
			"exact 107:" + storm + "\n\n" + school + "\n\n" + trains, "moved 107:" + storm + "\n\n" + school + "\n\n" + trains,
		},
		"longer than a quote, other words within": {
			article(storm, school, trains), article(other, storm, strings.Replace(school, "Nobody", "Hardly anybody", 1), trains), storm + "\n\n" + school + "\n\n" + trains,
			"fuzzy 107:" + storm + "\n\n" + strings.Replace(school, "Nobody", "Hardly anybody", 1) + "\n\n" + trains,
			"fuzzy 107:" + storm + "\n\n" + strings.Replace(school, "Nobody", "Hardly anybody", 1) + "\n\n" + trains,
		},
		"another spelling": {
			article("The talks in Kiev went on through the night, and nobody knows what was said in them."),
			article("The talks in Kyiv went on through the night, and nobody knows what was said in them."), "talks in Kiev went on",
			"fuzzy 4:talks in Kyiv went on", "fuzzy 4:talks in Kyiv went on",
		},
		"no letters": {article(storm, "👨🏻‍🚒👨🏻‍🚒", school), article(storm, school), "👨🏻‍🚒", "lost", "lost"},
	} {
		if got := found(t, c.old, c.now, c.words, false); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := found(t, c.old, c.now, c.words, true); c.withheld != "" && got != c.withheld {
			t.Errorf("%s, withheld: %s, want %s", name, got, c.withheld)
		}
	}
}

// What is no passage of the old text is lost, and one whose context has ended is not looked for.
func TestFindNothing(t *testing.T) {
	o := text.NewOffsets(article(storm))
	none := []Passage{{Span: annotate.Span{Start: -1, End: 3}}, {Span: annotate.Span{Start: 3, End: 3}}, {Span: annotate.Span{Start: 3, End: 9999}}}
	found, err := Find(t.Context(), o, o, none, nil)
	for _, f := range found {
		if err != nil || f.State != Lost {
			t.Errorf("%+v, %v", f, err)
		}
	}
	if f, err := Find(t.Context(), nil, o, []Passage{{Span: annotate.Span{Start: 3, End: 9}}}, nil); err != nil || f[0].State != Lost {
		t.Errorf("without words: %+v, %v", f, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Find(ctx, o, o, none, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}

// Whatever the texts, what is found can be annotated, and what is sure is what was looked for.
func FuzzFind(f *testing.F) {
	f.Add(article(storm, school), article(school, ferries), 5, 40, false)
	f.Add("a a a a a a", "a a", 2, 3, true)
	f.Add("e\u0301 👨🏻‍🚒 x", "x e\u0301 👨🏻", 0, 9, false)
	f.Fuzz(func(t *testing.T, old, now string, start, end int, withheld bool) {
		if !utf8.ValidString(old) || !utf8.ValidString(now) || len(old)+len(now) > 4000 {
			return
		}
		o, n := text.NewOffsets(old), text.NewOffsets(now)
		p := Passage{Span: annotate.Span{Start: start, End: end}}
		if anchor.Check(o, p.Span) != nil {
			return
		}
		q := anchor.Select(o, p.Span)
		p.Quote, p.Prefix, p.Suffix = annotate.ShortQuote(q.Exact), q.Prefix, q.Suffix
		if withheld {
			o = nil
		}
		found, err := Find(t.Context(), o, n, []Passage{p}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range found[0].Candidates {
			if err := anchor.Check(n, c.Span); err != nil {
				t.Fatalf("%v: %v", c, err)
			}
			if found[0].State.Sure() && annotate.ShortQuote(n.Slice(c.Start, c.End)) != p.Quote {
				t.Fatalf("%s at %v, where %q stands and not %q", found[0].State, c, n.Slice(c.Start, c.End), p.Quote)
			}
			if c.Score < 0 || c.Score > 1 {
				t.Fatalf("a score of %v", c.Score)
			}
		}
		if (found[0].State == Lost) != (len(found[0].Candidates) == 0) {
			t.Fatalf("%+v", found[0])
		}
	})
}

// Of a passage with nothing known around it the words alone count, and those that say nothing lead to no place unless
// there are no others.
func TestFindByWordsAlone(t *testing.T) {
	now := text.NewOffsets("A ferry sank at noon. The port said that the ferry had sunk.\n")
	for words, want := range map[string]Found{
		"the bridge fell":     {State: Lost},
		"that the":            {State: Fuzzy, Score: 0.99, Candidates: []Candidate{{annotate.Span{Start: 36, End: 44}, 0.99}}},
		"a ferry sank slowly": {State: Fuzzy, Score: 0.86, Candidates: []Candidate{{annotate.Span{Start: 0, End: 12}, 0.86}}},
	} {
		p := Passage{Span: annotate.Span{Start: 0, End: len(words)}, Quote: words}
		all, err := Find(t.Context(), nil, now, []Passage{p}, nil)
		if err != nil || !reflect.DeepEqual(all[0], want) {
			t.Errorf("%q: %+v, %v, want %+v", words, all[0], err, want)
		}
	}
}
