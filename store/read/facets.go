package read

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
)

// Facet is one thing that a passage says, as the project has it: as it was read,
// or as a reviewer corrected it.
type Facet struct {
	facet.Value // with the rule [facet.ByReviewer] where a correction gave it
	Corrected   // that gave it; zero where it was read
}

// Corrected tells whose a correction is.
type Corrected struct {
	Correction annotate.ID // "" where there is none
	By         annotate.Reviewer
	At         time.Time     // when it was given its value
	Was        []facet.Value // what was read, and is no more
}

// Dismissal is a correction which says that nothing of a kind is said there.
type Dismissal struct {
	Kind facet.Kind
	Corrected
}

// Offer is a correction of the same words elsewhere in the project: it is taken by
// correcting these likewise.
type Offer struct {
	Kind       facet.Kind
	Start, End int         // the words in this passage, as in [annotate.Correction]
	Words      string      // these
	Value      string      // canonical; "" dismisses
	Annotation annotate.ID // the passage that was corrected
	Outlet     string      // of its article, or what else names that
	Corrected
}

// Facets is what a passage says in substance.
type Facets struct {
	Values    []Facet
	Dismissed []Dismissal
	Offers    []Offer
	Read      bool // false where it is in a language that is not read, or its text is not here; there may be corrections all the same
}

// FacetTable sets what passages say beside each other.
type FacetTable struct {
	Passages []Facets   // in the order asked for
	Rows     []FacetRow // one for each kind of which any says something, in the order of [facet.Kinds]
}

// FacetRow is one kind across the passages.
type FacetRow struct {
	Kind  facet.Kind
	Cells []FacetCell // one for each passage
}

// FacetCell is what one passage says of a kind.
type FacetCell struct {
	Values    []Facet
	State     facet.State // against the baseline
	Dismissed []Dismissal
	Offers    []Offer
}

// Facets reads what a passage says, with the corrections of this project. It may
// take a while in a long article, so that it is not for the window's goroutine; the
// project may be used meanwhile. The error wraps [ErrNoEntity], or is that of the
// context.
func (v *View) Facets(ctx context.Context, annotation annotate.ID) (Facets, error) {
	list := make([]passage, 1)
	if err := v.do(func(s *Source) error { return list[0].find(s, annotation) }); err != nil {
		return Facets{}, err
	}
	said, err := v.facets(ctx, list)
	if err != nil {
		return Facets{}, err
	}
	return said[0], nil
}

// AsRead is what is read in a passage, without corrections.
func (v *View) AsRead(ctx context.Context, annotation annotate.ID) ([]facet.Value, error) {
	var x passage
	if err := v.do(func(s *Source) error { return x.find(s, annotation) }); err != nil {
		return nil, err
	}
	_, err := v.readArticle(ctx, []*passage{&x}, false)
	return x.said.values, err
}

// FacetsOf is [View.Facets] of several passages, for who has them already: of those
// of any number of claims the text of each article is read once.
func (v *View) FacetsOf(ctx context.Context, passages []Witness) ([]Facets, error) {
	list := make([]passage, len(passages))
	for i, w := range passages {
		list[i] = passage{Annotation: w.Annotation, in: w.In}
	}
	return v.facets(ctx, list)
}

// TableOfFacets sets what passages say beside that which the one at the index base
// says.
func TableOfFacets(list []Facets, base int) FacetTable {
	t := FacetTable{Passages: list}
	for _, kind := range facet.Kinds {
		r := FacetRow{Kind: kind, Cells: make([]FacetCell, len(list))}
		said := make([]facet.Said, len(list))
		for i, f := range list {
			r.Cells[i] = f.cell(kind)
			for _, x := range r.Cells[i].Values {
				said[i].Values = append(said[i].Values, x.Value)
			}
			said[i].Read = f.Read || len(said[i].Values) > 0 // what is not read may be corrected
		}
		for _, row := range facet.Table(said, base) { // of this kind, if anybody says any of it
			for i, cell := range row.Cells {
				r.Cells[i].State = cell.State
			}
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

// cell is what the passage says of a kind.
func (f Facets) cell(kind facet.Kind) (c FacetCell) {
	for _, x := range f.Values {
		if x.Kind == kind {
			c.Values = append(c.Values, x)
		}
	}
	for _, x := range f.Dismissed {
		if x.Kind == kind {
			c.Dismissed = append(c.Dismissed, x)
		}
	}
	for _, x := range f.Offers {
		if x.Kind == kind {
			c.Offers = append(c.Offers, x)
		}
	}
	return c
}

// passage is what has to be known of a passage to read it.
type passage struct {
	annotate.Annotation
	in   annotate.Article
	said said
}

// corrected is a correction with what has to be told of it.
type corrected struct {
	annotate.Correction
	by     annotate.Reviewer
	outlet string
	key    string // its words, folded; "" where they are not looked for
}

func (c corrected) told() Corrected {
	return Corrected{Correction: c.ID, By: c.by, At: c.Modified}
}

// value is what the correction gives; "" dismisses.
func (c corrected) value() string {
	if c.Value == annotate.Dismissed {
		return ""
	}
	return c.Value
}

func (v *View) facets(ctx context.Context, passages []passage) ([]Facets, error) {
	all, err := get(v, (*Source).corrected)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if words := all[i].Words; words != "" && len(words) <= mostFolded {
			all[i].key = fold(words)
		}
	}
	list := make([]Facets, len(passages))
	var articles []annotate.ID
	within := map[annotate.ID][]int{}
	for i, x := range passages {
		if within[x.in.ID] == nil {
			articles = append(articles, x.in.ID)
		}
		within[x.in.ID] = append(within[x.in.ID], i)
	}
	for _, id := range articles {
		some := make([]*passage, len(within[id]))
		for k, i := range within[id] {
			some[k] = &passages[i]
		}
		o, err := v.readArticle(ctx, some, len(all) > 0)
		if err != nil {
			return nil, err
		}
		for k, i := range within[id] {
			list[i] = some[k].facets(all, o)
		}
	}
	return list, nil
}

func (x *passage) find(s *Source, id annotate.ID) (err error) {
	if x.Annotation, err = s.Annotation(id); err == nil {
		x.in, err = s.Article(x.Article)
	}
	return err
}

// readArticle reads passages of one article, and returns its text: nil where that is
// not here, or need not be looked at, as all was read before and there is nothing to
// set against it. Texts never change, so that this may be done after other actions.
func (v *View) readArticle(ctx context.Context, passages []*passage, corrected bool) (o *text.Offsets, err error) {
	in := passages[0].in
	all := true
	for _, x := range passages {
		var was bool
		x.said, was = v.known.get(x.where())
		all = all && was
	}
	if all && !corrected {
		return nil, ctx.Err()
	}
	words, err := get(v, func(s *Source) (string, error) { return s.TextNamed(in.SHA256) })
	if err != nil || words == "" {
		return nil, err
	}
	o = text.NewOffsets(words)
	if all {
		return o, ctx.Err()
	}
	reader := facet.New(facet.Article{Text: words, Published: in.Published, Language: in.Language})
	for _, x := range passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x.said.values, x.said.read = reader.Of(x.Start, x.End)
		v.known.put(x.where(), x.said)
	}
	return o, nil
}

// where names a passage by all that what is read of it hangs on.
func (x *passage) where() where {
	return where{x.in.SHA256, x.in.Published, x.in.Language, x.Span()}
}

type where struct {
	sha256    string
	published annotate.Publication
	language  string
	span      annotate.Span
}

// said is what was read of a passage.
type said struct {
	values []facet.Value
	read   bool
}

// mostKnown is of how many passages it is kept what they say: an article of a
// million words is read in more than a second.
const mostKnown = 4096

// known keeps what passages say. It may be used by several goroutines.
type known struct {
	mu sync.Mutex
	of map[where]said
}

func (k *known) get(p where) (s said, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok = k.of[p]
	return s, ok
}

func (k *known) put(p where, s said) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == nil || len(k.of) >= mostKnown {
		k.of = map[where]said{}
	}
	k.of[p] = s
}

// corrected lists all corrections with what is to be told of them, the latest last.
func (s *Source) corrected() ([]corrected, error) {
	return file.All(s.Tables, func(r file.Row) (c corrected, err error) {
		if c.Correction, err = scanCorrectionAnd(r, &c.outlet, &c.by.Name); err != nil {
			return c, err
		}
		if c.by.ID = c.Reviewer; c.by.Name == "" {
			c.by.Name = string(c.Reviewer)
		}
		return c, nil
	}, "SELECT "+correctionSelect+", coalesce(nullif(a.outlet, ''), nullif(a.title, ''), a.file), coalesce(r.name, '') "+correctionFrom+
		" LEFT JOIN reviewer r ON r.key = c.reviewer ORDER BY c.modified, cn.id")
}

// mostFolded is how many bytes of words are looked for elsewhere: no more can be in a
// correction that was made by the rules.
const mostFolded = annotate.MaxQuote * utf8.UTFMax

// fold gives the key of some words: the same for those that differ in spelling alone.
func fold(words string) string { return reading.Fold(reading.Token{Text: words}) }

// facets puts corrections to what was read of a passage. o is nil where the text is
// not here.
func (x *passage) facets(all []corrected, o *text.Offsets) Facets {
	f := Facets{Read: x.said.read}
	for _, v := range x.said.values {
		f.Values = append(f.Values, Facet{Value: v})
	}
	var own []corrected
	for _, c := range all {
		if c.Annotation == x.ID && c.Value != "" && slices.Contains(facet.Kinds, facet.Kind(c.Kind)) && x.holds(c.Correction, o) {
			own = append(own, c)
			f.correct(c)
		}
	}
	var in *spoken
	for _, c := range slices.Backward(all) { // the latest is offered first
		if c.key != "" && c.Value != "" {
			if in == nil {
				in = x.spoken(o)
			}
			x.offer(&f, c, own, in)
		}
	}
	return f
}

// holds tells whether a correction is still about words of the passage, or of a
// value that was read for it: the passage may have been moved since.
func (x *passage) holds(c annotate.Correction, o *text.Offsets) bool {
	if c.Whole() {
		return true
	}
	if o != nil && (c.End > o.Len() || c.Words != "" && annotate.ShortQuote(o.Slice(c.Start, c.End)) != c.Words) {
		return false
	}
	return x.Start <= c.Start && c.End <= x.End || slices.ContainsFunc(x.said.values, func(v facet.Value) bool {
		return string(v.Kind) == c.Kind && v.Start < c.End && c.Start < v.End
	})
}

// correct puts one correction to the values, and keeps whose it is.
func (f *Facets) correct(c corrected) {
	told := c.told()
	var values []facet.Value
	by := map[facet.Value]Corrected{}
	for _, x := range f.Values {
		values = append(values, x.Value)
		by[x.Value] = x.Corrected
	}
	words := c.Words
	if c.Whole() { // no words in it say it
		words = ""
	}
	is := facet.Correct(values, []facet.Correction{{Kind: facet.Kind(c.Kind), Start: c.Start, End: c.End, Value: c.value()}}, "")
	for _, v := range values {
		if !slices.Contains(is, v) {
			if was := by[v]; was.Correction != "" {
				told.Was = append(told.Was, was.Was...)
			} else {
				told.Was = append(told.Was, v)
			}
		}
	}
	var list []Facet
	dismissed := f.Dismissed[:0:0]
	for _, d := range f.Dismissed { // a later correction of the same words stands in its place
		if string(d.Kind) == c.Kind && (c.Whole() || meets(d.Was, c.Start, c.End)) {
			told.Was = append(told.Was, d.Was...)
		} else {
			dismissed = append(dismissed, d)
		}
	}
	for _, v := range is {
		if was, ok := by[v]; ok {
			list = append(list, Facet{v, was})
		} else {
			v.Text = words
			list = append(list, Facet{v, told})
		}
	}
	if f.Values, f.Dismissed = list, dismissed; c.value() == "" {
		f.Dismissed = append(f.Dismissed, Dismissal{facet.Kind(c.Kind), told})
	}
}

func meets(values []facet.Value, start, end int) bool {
	return slices.ContainsFunc(values, func(v facet.Value) bool { return v.Start < end && start < v.End })
}

// spoken is what words of corrections are looked for in: folded.
type spoken struct {
	quote  string   // all of the passage
	values []string // of each value that was read
	tokens []reading.Token
	keys   []string // of the tokens
	all    string   // these in one
	o      *text.Offsets
}

func (x *passage) spoken(o *text.Offsets) *spoken {
	in := &spoken{quote: fold(annotate.ShortQuote(x.Quote)), o: o}
	for _, v := range x.said.values {
		in.values = append(in.values, fold(v.Text))
	}
	if o != nil {
		in.tokens = reading.Tokenize(o.Slice(x.Start, x.End))
	}
	for _, t := range in.tokens {
		in.keys = append(in.keys, reading.Fold(t))
	}
	in.all = strings.Join(in.keys, " ")
	return in
}

// offer offers what a correction elsewhere says of words that stand in this passage
// too, unless they are corrected here.
func (x *passage) offer(f *Facets, c corrected, own []corrected, in *spoken) {
	kind := facet.Kind(c.Kind)
	taken := func(start, end int) bool {
		return slices.ContainsFunc(own, func(y corrected) bool {
			return y.Kind == c.Kind && (y.Whole() || end == 0 || y.Start < end && start < y.End)
		})
	}
	add := func(start, end int, words string) {
		same := func(y Offer) bool { return y.Kind == kind && y.Start == start && y.End == end && y.Value == c.value() }
		if taken(start, end) || slices.ContainsFunc(f.Offers, same) {
			return
		}
		f.Offers = append(f.Offers, Offer{Kind: kind, Start: start, End: end, Words: words, Value: c.value(), Annotation: c.Annotation, Outlet: c.outlet, Corrected: c.told()})
	}
	if c.Whole() {
		if in.quote == c.key && !x.says(kind, c.value()) {
			add(0, 0, annotate.ShortQuote(x.Quote))
		}
		return
	}
	said := false
	for i, v := range x.said.values {
		if v.Kind != kind {
			continue
		}
		if said = said || v.Value == c.value(); in.values[i] == c.key && v.Value != c.value() {
			add(v.Start, v.End, v.Text)
		}
	}
	// What is said twice is read once, and some words are not read.
	if said || c.value() == "" || !strings.Contains(in.all, c.key) {
		return
	}
	for _, at := range in.places(c.key) {
		start, end := x.Start+at.Start, x.Start+at.End
		add(start, end, in.o.Slice(start, end))
	}
}

// says tells whether the passage says just that of a kind, as it was read.
func (x *passage) says(kind facet.Kind, value string) bool {
	var said []string
	for _, v := range x.said.values {
		if v.Kind == kind {
			said = append(said, v.Value)
		}
	}
	if value == "" {
		return len(said) == 0
	}
	return len(said) == 1 && said[0] == value
}

// places finds where words with a key stand in the passage: code points of it.
func (in *spoken) places(key string) (list []annotate.Span) {
	for i := range in.tokens {
		at := ""
		for k := i; k < len(in.tokens); k++ {
			if at += in.keys[k]; at == key {
				list = append(list, annotate.Span{Start: in.tokens[i].Start, End: in.tokens[k].End})
			}
			if !strings.HasPrefix(key, at) {
				break
			}
			at += " "
		}
	}
	return list
}
