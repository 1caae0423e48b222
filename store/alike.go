package store

import (
	"context"
	"slices"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/find"
	"claimtrace/store/read"
)

// Alike is two claims, or two articles, that may be one: they are offered to be
// joined ([Project.Join]), and nothing is done by itself.
type Alike struct {
	Kind         annotate.Kind
	A, B         annotate.ID // the lesser first
	NameA, NameB string
	Why          []Likeness
}

// Likeness is something that speaks for two being one.
type Likeness string

// What speaks for two being one.
const (
	SameText      Likeness = "same text"
	SameAddress   Likeness = "same address"
	NearText      Likeness = "nearly the same text"
	SameStatement Likeness = "same statement"
	NearStatement Likeness = "same statement but for spelling"
)

// Alike lists what may be one in the project, is not joined, and is not held apart
// ([Project.HoldApart]).
func (p *Project) Alike(ctx context.Context) (list []Alike, err error) {
	err = p.view(func() error {
		defer p.conn.Within(ctx)()
		list, err = p.alike(ctx, nil, nil)
		return err
	})
	return list, err
}

// alike lists what may be one of which one at least is among some, or of all
// where that is nil. Of more than two each is offered with the first of them: that
// is enough to join all, and there are never more offers than entities. Held are
// passages by their claims that are in no table, of a merge that is only tried.
func (p *Project) alike(ctx context.Context, among map[Ref]bool, held map[annotate.ID][]annotate.Annotation) ([]Alike, error) {
	x := likening{ctx: ctx, src: p.source, among: among, held: held, at: map[[2]annotate.ID]int{}}
	apart, err := p.source.Apart()
	if err != nil {
		return nil, err
	}
	x.apart = apart
	for _, kind := range []annotate.Kind{annotate.KindArticle, annotate.KindClaim} {
		wanted := among == nil
		for r := range among {
			wanted = wanted || r.Kind == kind
		}
		if !wanted {
			continue
		}
		alike := x.articles
		if kind == annotate.KindClaim {
			alike = x.claims
		}
		if err := alike(); err != nil {
			return nil, err
		}
	}
	return x.list, nil
}

type likening struct {
	ctx   context.Context
	src   *read.Source
	among map[Ref]bool
	held  map[annotate.ID][]annotate.Annotation
	list  []Alike
	at    map[[2]annotate.ID]int      // of pairs in it
	apart map[annotate.ID]bool        // joins that there are not to be
	group map[annotate.ID]annotate.ID // of what is joined, by each of it
}

// offer takes up that something speaks for two being one.
func (x *likening) offer(a, b Alike, why Likeness) {
	kind := a.Kind
	if a.A == b.A || x.among != nil && !x.among[Ref{Kind: kind, ID: a.A}] && !x.among[Ref{Kind: kind, ID: b.A}] || x.group[a.A] != "" && x.group[a.A] == x.group[b.A] {
		return
	}
	if x.apart[annotate.JoinID(kind, a.A, b.A)] {
		return
	}
	if b.A < a.A {
		a, b = b, a
	}
	pair := [2]annotate.ID{a.A, b.A}
	i, known := x.at[pair]
	if !known {
		i = len(x.list)
		x.at[pair] = i
		x.list = append(x.list, Alike{Kind: kind, A: a.A, B: b.A, NameA: a.NameA, NameB: b.NameA})
	}
	if !slices.Contains(x.list[i].Why, why) {
		x.list[i].Why = append(x.list[i].Why, why)
	}
}

// firsts finds, of what has a key, the first that had it.
type firsts[K comparable] map[K]Alike

func (f firsts[K]) of(key K, one Alike) (first Alike, ok bool) {
	if first, ok = f[key]; !ok {
		f[key] = one
	}
	return first, ok
}

// joined reads what is one already.
func (x *likening) joined(kind annotate.Kind) error {
	groups, err := x.src.Groups(kind)
	x.group = groups
	return err
}

func (x *likening) claims() error {
	if err := x.joined(annotate.KindClaim); err != nil {
		return err
	}
	claims, err := x.src.Statements()
	if err != nil {
		return err
	}
	slices.SortStableFunc(claims, func(a, b read.Stated) int { return x.oldFirst(annotate.KindClaim, a.ID, b.ID) })
	exact, folded := firsts[string]{}, firsts[string]{}
	var otherwise []read.Stated
	for i, c := range claims {
		if i%1024 == 0 && x.ctx.Err() != nil {
			return context.Cause(x.ctx)
		}
		if c.Statement == "" { // it is withheld
			continue
		}
		one := Alike{Kind: annotate.KindClaim, A: c.ID, NameA: c.Statement}
		if first, ok := exact.of(c.Statement, one); ok {
			x.offer(first, one, SameStatement)
			continue
		}
		if key := find.NewStatement(c.Statement).Key(); key != "" {
			if first, ok := folded.of(key, one); ok {
				x.offer(first, one, NearStatement)
				continue
			}
		}
		otherwise = append(otherwise, c)
	}
	return x.offerSayings(x.ctx, otherwise)
}

// oldFirst orders what was there before what came.
func (x *likening) oldFirst(kind annotate.Kind, a, b annotate.ID) int {
	switch came := x.among[Ref{Kind: kind, ID: a}]; {
	case came == x.among[Ref{Kind: kind, ID: b}]:
		return 0
	case came:
		return 1
	}
	return -1
}

func (x *likening) articles() error {
	if err := x.joined(annotate.KindArticle); err != nil {
		return err
	}
	rows, err := x.src.Articles()
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b ArticleRow) int { return x.oldFirst(annotate.KindArticle, a.ID, b.ID) })
	follows := map[annotate.ID]annotate.ID{} // what an article supersedes, and so is not
	for _, r := range rows {
		follows[r.ID] = r.Supersedes
	}
	version := func(a, of annotate.ID) bool {
		seen := map[annotate.ID]bool{} // merged logs can hold a ring
		for ; a != "" && !seen[a]; a = follows[a] {
			if a == of {
				return true
			}
			seen[a] = true
		}
		return false
	}
	offer := func(a, b Alike, why Likeness) {
		if !version(a.A, b.A) && !version(b.A, a.A) {
			x.offer(a, b, why)
		}
	}
	texts, addresses := firsts[string]{}, firsts[string]{}
	near := sketches{map[uint64][]Alike{}}
	var chars []int // of what came
	for _, r := range rows {
		if x.among == nil || x.among[Ref{Kind: annotate.KindArticle, ID: r.ID}] {
			chars = append(chars, r.Chars)
		}
	}
	slices.Sort(chars)
	for i, r := range rows {
		if i%64 == 0 && x.ctx.Err() != nil {
			return context.Cause(x.ctx)
		}
		one := Alike{Kind: annotate.KindArticle, A: r.ID, NameA: r.Name()}
		if address := annotate.AddressKey(r.URL); r.URL != "" {
			if first, ok := addresses.of(address, one); ok {
				offer(first, one, SameAddress)
			}
		}
		if first, ok := texts.of(r.SHA256, one); ok {
			offer(first, one, SameText)
			continue
		}
		// What is much longer or shorter is not nearly the same.
		if at, _ := slices.BinarySearch(chars, int(nearly*float64(r.Chars))); at == len(chars) || nearly*float64(chars[at]) > float64(r.Chars) {
			continue
		}
		text, err := x.src.TextNamed(r.SHA256)
		if err != nil {
			return err
		}
		if first, ok := near.of(text, one); ok {
			offer(first, one, NearText)
		}
	}
	return nil
}

// sketches finds texts that are nearly the same. Of each it keeps the least of
// the hashes of all runs of five words: the share of these that two texts have in
// common is about that of all their runs (Broder 1997).
type sketches struct{ by map[uint64][]Alike }

const (
	runWords  = 5  // words
	sketched  = 48 // hashes of a text
	nearly    = 0.7
	mostOfOne = 4 // texts of which one hash is kept: what very many share, as the words under every article, tells nothing
)

// of returns the earlier text that is nearest to one, if any is nearly the same,
// and keeps this one.
func (k sketches) of(text string, one Alike) (first Alike, ok bool) {
	hashes := sketch(text)
	if len(hashes) < sketched/4 {
		return first, false // too short to tell
	}
	common := map[annotate.ID]int{}
	most := 0
	for _, h := range hashes {
		for _, other := range k.by[h] {
			common[other.A]++
			if n := common[other.A]; n > most || n == most && other.A < first.A {
				most, first = n, other
			}
		}
	}
	for _, h := range hashes {
		if len(k.by[h]) < mostOfOne {
			k.by[h] = append(k.by[h], one)
		}
	}
	return first, float64(most) >= nearly*float64(len(hashes))
}

func sketch(text string) []uint64 {
	var least []uint64
	var words [runWords]uint64 // hashes of the last ones
	n := 0
	eachWord(text, func(hash uint64) {
		words[n%runWords] = hash
		if n++; n < runWords {
			return
		}
		v := uint64(0)
		for i := range runWords {
			v = (v ^ words[(n+i)%runWords]) * 0x9e3779b97f4a7c15 // Knuth's multiplier, for 64 bits
			v ^= v >> 29
		}
		if len(least) == sketched && v >= least[sketched-1] {
			return
		}
		at, there := slices.BinarySearch(least, v)
		if there {
			return
		}
		if least = slices.Insert(least, at, v); len(least) > sketched {
			least = least[:sketched]
		}
	})
	return least
}

// eachWord calls f with a hash (FNV-1a) of each word, whatever its case; in
// scripts that part no words, of each letter.
func eachWord(text string, f func(uint64)) {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	end := func() {
		if h != offset {
			f(h)
			h = offset
		}
	}
	for _, r := range text {
		if r < utf8.RuneSelf {
			switch {
			case 'A' <= r && r <= 'Z':
				r += 'a' - 'A'
			case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			default:
				end()
				continue
			}
			h = (h ^ uint64(r)) * prime
			continue
		}
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if alone || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			end()
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			h = (h ^ uint64(unicode.ToLower(r))) * prime
		}
		if alone {
			end()
		}
	}
	end()
}
