package carry

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

// letter is a character of a version, and where it stood in the first one; -1 for one that is new.
type letter struct {
	r    rune
	from int
}

// version is an article that is being edited, letter by letter, so that it is known where
// everything went.
type version struct {
	rng     *rand.Rand
	letters []letter
	others  []string // sentences of other articles
}

func (v *version) text() string {
	var b strings.Builder
	for _, l := range v.letters {
		b.WriteRune(l.r)
	}
	return b.String()
}

func fresh(s string) (ls []letter) {
	for _, r := range s {
		ls = append(ls, letter{r, -1})
	}
	return ls
}

// parts are the stretches of a kind, as they stand now.
func (v *version) parts(kind string) (spans []annotate.Span) {
	o := text.NewOffsets(v.text())
	for at := 0; at < o.Len(); {
		var s annotate.Span
		switch kind {
		case "paragraph":
			s.Start, s.End = o.Paragraph(at)
		case "sentence":
			s.Start, s.End = o.Sentence(at)
		default:
			s.Start, s.End = o.Word(at)
		}
		if s.End > s.Start && s.End > at && unicode.IsLetter(v.letters[s.Start].r) {
			spans = append(spans, s)
		}
		at = max(at+1, s.End)
	}
	return spans
}

func (v *version) any(kind string) (annotate.Span, bool) {
	spans := v.parts(kind)
	if len(spans) == 0 {
		return annotate.Span{}, false
	}
	return spans[v.rng.IntN(len(spans))], true
}

func (v *version) replace(s annotate.Span, with []letter) {
	v.letters = slices.Concat(v.letters[:s.Start], with, v.letters[s.End:])
}

func (v *version) other() string { return v.others[v.rng.IntN(len(v.others))] }

func (v *version) otherWords(n int) string {
	words := strings.Fields(v.other())
	at := v.rng.IntN(len(words))
	return strings.Join(words[at:min(at+n, len(words))], " ")
}

// edits are what editors do to an article, and what is hard on who looks for a passage.
var edits = map[string]func(v *version){
	"replace words": func(v *version) {
		if s, ok := v.any("word"); ok {
			v.replace(s, fresh(v.otherWords(1+v.rng.IntN(3))))
		}
	},
	"insert words": func(v *version) {
		if s, ok := v.any("word"); ok {
			v.replace(annotate.Span{Start: s.Start, End: s.Start}, fresh(v.otherWords(1+v.rng.IntN(3))+" "))
		}
	},
	"insert not": func(v *version) {
		if s, ok := v.any("word"); ok {
			v.replace(annotate.Span{Start: s.Start, End: s.Start}, fresh("not "))
		}
	},
	"delete words": func(v *version) {
		if s, ok := v.any("word"); ok {
			end := min(s.End+v.rng.IntN(15), len(v.letters))
			if !slices.ContainsFunc(v.letters[s.Start:end], func(l letter) bool { return l.r == '\n' }) {
				v.replace(annotate.Span{Start: s.Start, End: end}, nil)
			}
		}
	},
	"delete sentence": func(v *version) {
		if s, ok := v.any("sentence"); ok {
			v.replace(s, nil)
		}
	},
	"insert sentence": func(v *version) {
		if s, ok := v.any("sentence"); ok {
			v.replace(annotate.Span{Start: s.Start, End: s.Start}, fresh(v.other()+" "))
		}
	},
	"insert paragraph": func(v *version) {
		if s, ok := v.any("paragraph"); ok {
			v.replace(annotate.Span{Start: s.Start, End: s.Start}, fresh(v.other()+" "+v.other()+"\n\n"))
		}
	},
	"delete paragraph": func(v *version) {
		if s, ok := v.any("paragraph"); ok {
			v.replace(s, nil)
		}
	},
	"swap paragraphs": func(v *version) {
		a, ok := v.any("paragraph")
		b, _ := v.any("paragraph")
		if !ok || a == b {
			return
		}
		if a.Start > b.Start {
			a, b = b, a
		}
		ls := v.letters
		v.letters = slices.Concat(ls[:a.Start], ls[b.Start:b.End], ls[a.End:b.Start], ls[a.Start:a.End], ls[b.End:])
	},
	"repeat sentence": func(v *version) {
		s, ok := v.any("sentence")
		to, _ := v.any("sentence")
		if !ok {
			return
		}
		again := slices.Clone(v.letters[s.Start:s.End])
		v.replace(annotate.Span{Start: to.Start, End: to.Start}, append(again, letter{' ', -1}))
	},
}

// left is where the letters of a passage stand that are left of it.
func (v *version) left(s annotate.Span) (at []int) {
	for i, l := range v.letters {
		if l.from >= s.Start && l.from < s.End {
			at = append(at, i)
		}
	}
	return at
}

// whole tells whether a passage stands at a place, all of it. A word of it that was replaced by
// itself is as good.
func (v *version) whole(s, at annotate.Span, same bool) bool {
	n := 0
	for i := range v.letters[at.Start:at.End] {
		if v.letters[at.Start+i].from == s.Start+i {
			n++
		}
	}
	return same && 10*n >= 9*(s.End-s.Start)
}

// corpus is the articles that versions are made of: those of the sample, and the real dispatches
// where they are.
func corpus(t testing.TB) []string {
	var texts []string
	for _, pattern := range []string{"../../assets/sample/*.txt", "../../../shared/seeds/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := text.Canonical(b)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, s)
		}
	}
	return texts
}

// passagesOf are passages as people make them: a word, some words, a sentence, two, a paragraph.
func passagesOf(rng *rand.Rand, o *text.Offsets, n int) (spans []annotate.Span) {
	for len(spans) < n {
		at := rng.IntN(o.Len())
		var s annotate.Span
		switch rng.IntN(6) {
		case 0:
			s.Start, s.End = o.Word(at)
		case 1, 2:
			s.Start, _ = o.Word(at)
			_, s.End = o.Word(min(at+5+rng.IntN(60), o.Len()-1))
		case 3:
			s.Start, s.End = o.Sentence(at)
		case 4:
			s.Start, s.End = o.Sentence(at)
			if s.End+2 < o.Len() {
				_, s.End = o.Sentence(s.End + 2)
			}
		default:
			s.Start, s.End = o.Paragraph(at)
		}
		s.Start, s.End = o.Trim(s.Start, s.End)
		if anchor.Check(o, s) == nil {
			spans = append(spans, s)
		}
	}
	return spans
}

// tallied is what became of the passages of one state.
type tallied struct{ all, right, wrong, gone int }

// measure makes versions of every article, with so many edits each, and tells for every state how
// many passages were found where they went. A passage is wrong where it is said to be sure and is
// not there.
func measure(t testing.TB, rounds, changes int, withheld bool, fault func(string, ...any)) map[State]*tallied {
	texts := corpus(t)
	var sentences []string
	for _, s := range texts {
		o := text.NewOffsets(s)
		for at := 0; at < o.Len(); {
			from, to := o.Sentence(at)
			if to-from > 30 {
				sentences = append(sentences, o.Slice(from, to))
			}
			at = max(to, at) + 1
		}
	}
	names := make([]string, 0, len(edits))
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(names)
	states := map[State]*tallied{Exact: {}, Moved: {}, Fuzzy: {}, Ambiguous: {}, Lost: {}}
	for round := range rounds {
		for k, s := range texts {
			rng := rand.New(rand.NewPCG(uint64(round), uint64(k+100*changes)))
			others := slices.DeleteFunc(slices.Clone(sentences), func(other string) bool { return strings.Contains(s, other[:len(other)/2]) })
			v := &version{rng: rng, others: others}
			for i, r := range []rune(s) {
				v.letters = append(v.letters, letter{r, i})
			}
			var did []string
			for range changes {
				name := names[rng.IntN(len(names))]
				edits[name](v)
				did = append(did, name)
			}
			old, now := text.NewOffsets(s), text.NewOffsets(v.text())
			var passages []Passage
			for _, span := range passagesOf(rng, old, 20) {
				q := anchor.Select(old, span)
				passages = append(passages, Passage{span, annotate.ShortQuote(q.Exact), q.Prefix, q.Suffix})
			}
			from := old
			if withheld {
				from = nil
			}
			found, err := Find(t.Context(), from, now, passages, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, f := range found {
				left := v.left(passages[i].Span)
				c := states[f.State]
				c.all++
				words := old.Slice(passages[i].Start, passages[i].End)
				gone := 2*len(left) < passages[i].End-passages[i].Start
				right := f.State == Lost && gone
				for n, candidate := range f.Candidates {
					if n > 0 && f.State != Ambiguous {
						break
					}
					if f.State.Sure() {
						right = v.whole(passages[i].Span, candidate.Span, now.Slice(candidate.Start, candidate.End) == words)
						continue
					}
					in := 0
					for _, at := range left {
						if at >= candidate.Start && at < candidate.End {
							in++
						}
					}
					right = right || in > 0 && 2*in >= min(len(left), candidate.End-candidate.Start)
				}
				switch {
				case right:
					c.right++
				case gone:
					c.gone++
				}
				if f.State.Sure() && !right {
					c.wrong++
					fault("%s, after %q: %q is said to stand at %v", f.State, did, words, f.Candidates[0])
				}
			}
		}
	}
	return states
}

// Whatever is done to an article, no passage that is said to be sure stands elsewhere; and most of
// what is still there is found.
func TestVersions(t *testing.T) {
	for _, withheld := range []bool{false, true} {
		for changes, least := range map[int]float64{2: 0.98, 10: 0.95, 40: 0.9} {
			states := measure(t, 3, changes, withheld, t.Errorf)
			line, right, all := "", 0, 0
			for _, s := range []State{Exact, Moved, Fuzzy, Ambiguous, Lost} {
				c := states[s]
				line += fmt.Sprintf("  %s %d, %d right, %d gone", s, c.all, c.right, c.gone)
				right, all = right+c.right, all+c.all-c.gone
				if c.all == 0 && changes < 40 {
					t.Errorf("%d edits, withheld %v: no passage is %s", changes, withheld, s)
				}
			}
			t.Logf("%d edits, old text withheld %v: %s", changes, withheld, line)
			if float64(right) < least*float64(all) {
				t.Errorf("%d edits, withheld %v: of %d passages %d have the right place", changes, withheld, all, right)
			}
		}
	}
}
