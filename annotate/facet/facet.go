// Package facet tells what a passage says in substance: who says it, how
// certain, yes or no, of what, how much, when, on what condition, and whom it
// names; and how what one source says stands to what another does.
//
// Facets are read of English. A passage in another language is not read, which
// is never to be shown as saying nothing.
package facet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
)

// Kind is one of the things that a passage can say.
type Kind string

// The kinds of facet.
const (
	Source    Kind = "source"    // who says what the passage says first: the shortest full form of the name, or the words where nobody is named; none of the article's own words
	Certainty Kind = "certainty" // one of confirmed announced said claimed reported expected denied nocomment
	Polarity  Kind = "polarity"  // yes or no, one for a passage; none of who gives no comment
	Scope     Kind = "scope"     // of what, where: the words
	Amount    Kind = "amount"    // [>=|<=|~]NUMBER[ UNIT]; the unit of SI, ISO 4217, else the word's own
	Date      Kind = "date"      // an ISO 8601 day, interval ("2026-01-29/2026-01-30", "../2026-02-01") or length ("P1W")
	Condition Kind = "condition" // the words that show one: "in order to …", "if …"
	Name      Kind = "name"      // of a person, body or place: its shortest full form
)

// Kinds lists every kind, in the order in which they are shown.
var Kinds = []Kind{Source, Certainty, Polarity, Scope, Amount, Date, Condition, Name}

// ByReviewer is the rule of a value that a reviewer has set.
const ByReviewer = "reviewer"

// Value is one thing that a passage says.
type Value struct {
	Kind       Kind
	Value      string // canonical: equal values say the same
	Text       string // the words that say it
	Start, End int    // their place in the text, code points, half-open; may lie before the passage
	Precision  string // "exact", "about", "at least", "at most"; of a date "minute", "day", "month", "year", "length", "relative"
	Rule       string // name of the rule that read it, one of [Rules]
}

// Article is what has to be known of an article to read one of its passages.
type Article struct {
	Text      string // in NFC
	Published annotate.Publication
	Language  string // BCP 47; "" is taken for English
}

// Reading reads the passages of one article. It may be used by one goroutine
// at a time.
type Reading struct {
	article Article
	asked   bool // for a passage, before
	state
}

// state is an article cut into tokens, sentences and names.
type state struct {
	ts        []token
	sentences []sentence
	mentions  []mention
}

// New prepares to read passages of a.
func New(a Article) *Reading { return &Reading{article: a} }

// Of tells what the passage from start to end says, code points of the text,
// half-open, each value once, ordered by kind as in [Kinds] and then by place. It is false where the language is none that
// can be read.
func (r *Reading) Of(start, end int) ([]Value, bool) {
	if !r.Reads() {
		return nil, false
	}
	defer r.read()()
	from, to := r.within(start, end)
	if from == to {
		return nil, true
	}
	conditions := r.conditions(from, to)
	dates := r.dates(from, to)
	values := r.statements(nil, from, to)
	values = r.polarities(values, from, to, conditions)
	values = r.scopes(values, from, to, conditions)
	values = r.amounts(values, from, to, dates)
	values = append(append(values, dates...), conditions...)
	values = r.names(values, from, to)
	sortValues(values)
	return once(values), true
}

// once leaves of values that say the same the first.
func once(values []Value) []Value {
	out := values[:0]
next:
	for _, v := range values {
		for k := len(out) - 1; k >= 0 && out[k].Kind == v.Kind; k-- {
			if out[k].Value == v.Value && out[k].Precision == v.Precision {
				continue next
			}
		}
		out = append(out, v)
	}
	return out
}

// lettersTell is how many letters of a text tell its script.
const lettersTell = 200

// Reads reports whether the article is in a language that can be read: English, and
// where no language is named not one of another script than Latin.
func (r *Reading) Reads() bool {
	tag, _, _ := strings.Cut(strings.ToLower(r.article.Language), "-")
	if tag != "" {
		return tag == "en"
	}
	letters, latin := 0, 0
	for _, c := range r.article.Text {
		if c < utf8.RuneSelf && ('a' <= c|0x20 && c|0x20 <= 'z') || c >= utf8.RuneSelf && unicode.Is(unicode.Latin, c) {
			latin++
		} else if c < utf8.RuneSelf || !unicode.IsLetter(c) {
			continue
		}
		if letters++; letters == lettersTell {
			break
		}
	}
	return latin*2 >= letters
}

// State tells how what a source says stands to what the baseline says.
type State string

// The states of a cell.
const (
	Same       State = "same"
	Compatible State = "compatible" // neither says what the other excludes: 300+ and 378
	Different  State = "different"
	None       State = "none"   // read, and nothing of the kind is said
	Unread     State = "unread" // in a language that is not read, or without its text
)

// Said is what one source says; not Read where it could not be read.
type Said struct {
	Values []Value
	Read   bool
}

// Row is one kind across the sources.
type Row struct {
	Kind  Kind
	Cells []Cell // one for each source
}

// Cell is what one source says of a kind.
type Cell struct {
	Values []Value
	State  State // against the baseline; of the baseline itself Same, None or Unread
}

// Table sets sources beside each other: a row for each kind of which one of
// them says something, in the order of [Kinds]. base is the index of the baseline.
func Table(sources []Said, base int) []Row {
	var rows []Row
	for _, kind := range Kinds {
		row := Row{Kind: kind}
		said := false
		for _, s := range sources {
			cell := Cell{State: Unread}
			if s.Read {
				cell.State = None
				for _, v := range s.Values {
					if v.Kind == kind {
						cell.Values = append(cell.Values, v)
					}
				}
			}
			said = said || len(cell.Values) > 0
			row.Cells = append(row.Cells, cell)
		}
		if !said {
			continue
		}
		for i := range row.Cells {
			if i != base && len(row.Cells[i].Values) > 0 {
				row.Cells[i].State = against(kind, row.Cells[base].Values, row.Cells[i].Values)
			} else if i == base && len(row.Cells[i].Values) > 0 {
				row.Cells[i].State = Same
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Correction is what a reviewer says in place of what was read.
type Correction struct {
	Kind       Kind
	Start, End int    // the words that it is about, code points of the text; both 0 where it is about the whole passage
	Value      string // canonical; "" dismisses what was read there
}
