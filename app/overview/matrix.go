package overview

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
)

// data is what the page is made from.
type data struct {
	claims   []store.ClaimRow
	articles []store.ArticleRow
	mentions []mention // by claim, article, start
	disputes []int     // how many passages dispute each claim

	outlets   []string
	reviewers []annotate.ID
}

// mention is a passage that is tied to a claim.
type mention struct {
	claim, article int // their places in the data
	*annotate.Annotation
}

// newData finds the passages that are tied to one of the claims, or to one that
// it is joined with. Those of
// articles that are not there are left out.
func newData(claims []store.ClaimRow, articles []store.ArticleRow, annotations []annotate.Annotation) *data {
	d := &data{claims: claims, articles: articles, disputes: make([]int, len(claims))}
	claimAt := make(map[annotate.ID]int, len(claims))
	for i, c := range claims {
		claimAt[c.ID] = i
		for _, v := range c.Also {
			claimAt[v.ID] = i
		}
	}
	articleAt := make(map[annotate.ID]int, len(articles))
	for i, a := range articles {
		articleAt[a.ID] = i
	}
	for i := range annotations {
		a := &annotations[i]
		c, tied := claimAt[a.Claim]
		in, there := articleAt[a.Article]
		if !tied || !there {
			continue
		}
		d.mentions = append(d.mentions, mention{c, in, a})
		if a.Verdict == annotate.Disputed {
			d.disputes[c]++
		}
	}
	defer d.list()
	slices.SortFunc(d.mentions, func(a, b mention) int {
		if a.claim != b.claim {
			return a.claim - b.claim
		}
		if a.article != b.article {
			return a.article - b.article
		}
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return d
}

// group is a group of claims.
type group int

const (
	everyClaim group = iota
	disputedClaims
	undecidedClaims
)

var groupNames = [...]string{"All claims", "Disputed", "Undecided"}

// has tells whether the i-th claim is in a group. Disputed are claims that a
// passage disputes, wherever they stand; undecided those that no reviewer has
// decided, and those whose decision later passages contradict.
func (d *data) has(g group, i int) bool {
	switch s := d.claims[i].Standing; g {
	case disputedClaims:
		return d.disputes[i] > 0
	case undecidedClaims:
		return s.Rule != annotate.ByReviewer || s.Contradicted()
	}
	return true
}

// standings are where a claim can stand, in words.
var standings = [...]string{string(annotate.Confirmed), string(annotate.Disputed), string(annotate.Unconfirmed), "mixed", standsNowhere}

// standsNowhere is where a claim stands that has no passage and no decision.
const standsNowhere = string(annotate.ByNone)

// stands is where a claim stands, one of [standings].
func stands(c store.ClaimRow) string { return cmp.Or(c.Standing.Word(), standsNowhere) }

// filter says which claims are shown and which of their passages are meant. Its
// zero value lets everything through.
type filter struct {
	claims   group
	standing string // one of [standings]
	verdict  annotate.Verdict
	reviewer annotate.ID
	outlet   string // as [source] names it
}

// means tells whether a passage is one of those that the filter asks for. Others
// of the same articles and claims are shown, dimmed: their place is not empty.
func (f filter) means(m mention) bool {
	return (f.verdict == "" || m.Verdict == f.verdict) && (f.reviewer == "" || m.Reviewer == f.reviewer)
}

// picks tells whether the filter chooses among passages, not only claims.
func (f filter) picks() bool { return f.verdict != "" || f.reviewer != "" || f.outlet != "" }

// source is what an article is called in a column: its outlet, else its title.
func source(a annotate.Article) string {
	if a.Outlet != "" {
		return a.Outlet
	}
	return a.Name()
}

// order is how claims and articles are sorted.
type order struct {
	claims   claimOrder
	byOutlet bool // the articles, else by time
	unfolded bool // articles without a passage have columns, too
}

type claimOrder int

const (
	byFirst claimOrder = iota
	byDisputes
	byStatement
)

// table is the matrix as it is shown: a row for each claim, a column for each
// article.
type table struct {
	columns []store.ArticleRow
	rows    []row
	idle    int    // articles without a passage, which a column behind the others stands for; 0 where there is no such column
	open    bool   // those have columns of their own, too
	stops   *stops // along the time; nil until they are asked for
}

// ends is the number of columns, with that of the articles without a passage.
func (t *table) ends() int {
	if t.idle > 0 {
		return len(t.columns) + 1
	}
	return len(t.columns)
}

// folds tells whether a spot is the column of the articles without a passage.
func (t *table) folds(s spot) bool { return s.row < 0 && s.column >= len(t.columns) }

// leastFolded is how many articles without a passage are folded away: a single
// one would only change its column for another.
const leastFolded = 2

type row struct {
	store.ClaimRow
	cells []cell // those with a passage, by column
}

// cell holds the passages of one article that speak of one claim.
type cell struct {
	column   int
	verdicts []annotate.Verdict // each once, in the order of their keys
	meant    tally              // of the passages that the filter asks for
	mentions []mention          // at least one
}

// dim tells whether no passage with a verdict is meant.
func (c cell) dim(v annotate.Verdict) bool { return c.meant[slices.Index(verdicts[:], v)] == 0 }

// at returns the cell of a column.
func (r row) at(column int) (cell, bool) {
	i := r.from(column)
	if i == len(r.cells) || r.cells[i].column != column {
		return cell{}, false
	}
	return r.cells[i], true
}

// from is the index of the first cell at a column or behind it.
func (r row) from(column int) int {
	return sort.Search(len(r.cells), func(i int) bool { return r.cells[i].column >= column })
}

// show makes the table. Articles without a passage are folded into one column
// unless they were unfolded; where anything is filtered, those without one in the
// rows that are left take none, and where passages are filtered, claims without
// one that is meant no row.
func (d *data) show(f filter, o order) *table {
	cells := make([][]cell, len(d.claims))
	meant := make([]bool, len(d.claims))
	for rest := d.mentions; len(rest) > 0; {
		claim, article := rest[0].claim, rest[0].article
		var c cell
		c, rest = next(f, rest)
		if f.outlet != "" && source(d.articles[article].Article) != f.outlet {
			continue
		}
		c.column = article // its column is not known yet
		cells[claim] = append(cells[claim], c)
		meant[claim] = meant[claim] || c.meant != tally{}
	}
	var claims []int // of each row
	used := make([]bool, len(d.articles))
	for _, i := range d.sorted(o.claims) {
		if !d.has(f.claims, i) || f.standing != "" && stands(d.claims[i]) != f.standing || f.picks() && !meant[i] {
			continue
		}
		claims = append(claims, i)
		for _, c := range cells[i] {
			used[c.column] = true
		}
	}
	t := &table{}
	if f == (filter{}) {
		for i := range used {
			if !used[i] {
				t.idle++
			}
		}
		if t.idle < leastFolded {
			t.idle = 0
			o.unfolded = true
		}
	}
	t.open = t.idle > 0 && o.unfolded
	var shown []int // the article of each column
	for i := range d.articles {
		if used[i] || f == (filter{}) && o.unfolded {
			shown = append(shown, i)
		}
	}
	slices.SortStableFunc(shown, func(a, b int) int { return o.articles(d.articles[a], d.articles[b]) })
	columnOf := make([]int, len(d.articles))
	for column, i := range shown {
		columnOf[i] = column
		t.columns = append(t.columns, d.articles[i])
	}
	for _, i := range claims {
		for k := range cells[i] {
			cells[i][k].column = columnOf[cells[i][k].column]
		}
		slices.SortFunc(cells[i], func(a, b cell) int { return cmp.Compare(a.column, b.column) })
		t.rows = append(t.rows, row{d.claims[i], cells[i]})
	}
	return t
}

// next cuts the passages of one claim in one article off a list of mentions
// and returns them as a cell, and the rest of the list.
func next(f filter, list []mention) (c cell, rest []mention) {
	n := 1
	for n < len(list) && list[n].claim == list[0].claim && list[n].article == list[0].article {
		n++
	}
	c.mentions = list[:n:n]
	for _, m := range c.mentions {
		if f.means(m) {
			c.meant.add(m.Verdict)
		}
	}
	c.verdicts = verdictsOf(c.mentions)
	return c, list[n:]
}

// verdictsOf lists the verdicts of passages, each once: in the order of their
// keys, last that of passages that have not been judged.
func verdictsOf(ms []mention) []annotate.Verdict {
	var seen tally
	for _, m := range ms {
		seen.add(m.Verdict)
	}
	return verdictSets[seen.set()]
}

// tally counts passages by verdict, in the order of [verdicts].
type tally [4]int

// verdicts are all that a passage can have; the last is none.
var verdicts = [4]annotate.Verdict{annotate.Confirmed, annotate.Disputed, annotate.Unconfirmed, ""}

func (t *tally) add(v annotate.Verdict) {
	for i := range verdicts {
		if verdicts[i] == v {
			t[i]++
		}
	}
}

func (t tally) set() (bits int) {
	for i, n := range t {
		if n > 0 {
			bits |= 1 << i
		}
	}
	return bits
}

// verdictSets has every set of verdicts, so that cells share them.
var verdictSets = func() (sets [16][]annotate.Verdict) {
	for bits := range sets {
		for i, v := range verdicts {
			if bits>>i&1 == 1 {
				sets[bits] = append(sets[bits], v)
			}
		}
	}
	return sets
}()

// articles compares two articles.
func (o order) articles(a, b store.ArticleRow) int {
	if o.byOutlet {
		return cmp.Or(fold(source(a.Article), source(b.Article)), store.CompareArticles(a, b))
	}
	return store.CompareArticles(a, b)
}

// sorted returns the places of the claims in their order.
func (d *data) sorted(o claimOrder) []int {
	places := make([]int, len(d.claims))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		first := 0
		switch o {
		case byDisputes:
			first = cmp.Compare(d.disputes[b], d.disputes[a])
		case byStatement:
			first = fold(d.claims[a].Statement, d.claims[b].Statement)
		}
		return cmp.Or(first, store.CompareClaims(d.claims[a], d.claims[b]))
	})
	return places
}

// fold compares words whatever their case.
func fold(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }

// list lists the names that the columns can have, and who made the passages,
// each once.
func (d *data) list() {
	for _, a := range d.articles {
		d.outlets = append(d.outlets, source(a.Article))
	}
	slices.SortFunc(d.outlets, func(a, b string) int { return cmp.Or(fold(a, b), cmp.Compare(a, b)) })
	d.outlets = slices.Compact(d.outlets)
	seen := map[annotate.ID]bool{}
	for _, m := range d.mentions {
		if !seen[m.Reviewer] {
			seen[m.Reviewer] = true
			d.reviewers = append(d.reviewers, m.Reviewer)
		}
	}
}

// find returns where the cell of a claim and an article is; an id that is
// empty or not there stands for the edge.
func (t *table) find(claim, article annotate.ID) spot {
	s := nowhere
	for i, r := range t.rows {
		if r.ID == claim && claim != "" {
			s.row = i
		}
	}
	for i, c := range t.columns {
		if c.ID == article && article != "" {
			s.column = i
		}
	}
	return s
}
