package trace

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/reading"
	"claimtrace/store"
)

// Facts are what the witnesses say in substance, set beside each other: kinds as
// rows, witnesses as columns.
type Facts struct{ Rows []FactRow }

// FactRow is what all witnesses say of one kind. Dates have two rows: the ends and
// lengths of time, and the rest.
type FactRow struct {
	Kind  facet.Kind
	Label string // "Who says it"
	Cells []FactCell
}

// FactCell is what one witness says of a kind.
type FactCell struct {
	State     facet.State // against the witness that it is compared with; of names Different where one is new
	Added     bool        // that one says nothing of the kind
	Values    []Fact
	Dismissed []store.Dismissal
	Offers    []store.Offer
}

// Fact is one value of a cell, in words.
type Fact struct {
	store.Facet
	Words   string // "until Sunday", in one line
	Meaning string // what that stands for, or is said with: "1 February"; "" where the words say all
	Differs bool   // the other witness says nothing that is the same; of a name, nor it in a fuller or shorter form
}

// What stands in a cell without values.
const (
	SaidNone   = "none"     // read, and nothing of the kind is said
	SaidUnread = "not read" // nobody knows
)

// Marked tells whether the cell differs from that of the other witness.
func (c FactCell) Marked() bool { return c.State == facet.Different || c.State == facet.Compatible }

// Text is the cell in words: "Friday (30 January), until Sunday (1 February)".
func (c FactCell) Text() string {
	switch {
	case len(c.Values) > 0:
	case c.State == facet.Unread:
		return SaidUnread
	default:
		return SaidNone
	}
	var list []string
	for _, f := range c.Values {
		s := f.Words
		if f.Meaning != "" {
			s += " (" + f.Meaning + ")"
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

// ChangeOf is the kind of change that a difference of a kind of facet is shown as.
func ChangeOf(k facet.Kind) collate.Kind {
	switch k {
	case facet.Certainty:
		return collate.KindHedge
	case facet.Polarity:
		return collate.KindNegation
	case facet.Amount:
		return collate.KindNumber
	case facet.Date:
		return collate.KindDate
	case facet.Name:
		return collate.KindName
	}
	return collate.KindWording
}

// factKind is a row that there may be.
type factKind struct {
	kind  facet.Kind
	label string // beside the row
	short string // in the summary
	has   func(v facet.Value) bool
}

func every(facet.Value) bool { return true }

// factKinds are the rows in their order.
var factKinds = []factKind{
	{facet.Source, "Who says it", "Source", every},
	{facet.Certainty, "How certain", "Certainty", every},
	{facet.Polarity, "Yes or no", "Yes or no", every},
	{facet.Scope, "What", "Scope", every},
	{facet.Date, "Until", "Until", ends},
	{facet.Date, "When", "When", func(v facet.Value) bool { return !ends(v) }},
	{facet.Amount, "Amounts", "Amount", every},
	{facet.Condition, "Condition", "Condition", every},
	{facet.Name, "Names", "Names", every},
}

// ends tells whether a date says how long something lasts.
func ends(v facet.Value) bool {
	return strings.HasPrefix(v.Value, "P") || strings.HasPrefix(v.Value, "../")
}

// With is the trace with what its witnesses say, one for each.
func (t *Trace) With(said []store.Facets) *Trace {
	again := *t
	again.said = nil
	if len(said) == len(t.Witnesses) {
		again.said = said
	}
	return &again
}

// Facts sets what the witnesses say beside each other, each against the one that it
// is compared with; nil where it is not known what they say.
func (t *Trace) Facts() *Facts {
	if t.said == nil {
		return nil
	}
	facts := &Facts{}
	for _, k := range factKinds {
		row := FactRow{Kind: k.kind, Label: k.label, Cells: make([]FactCell, len(t.said))}
		said := false
		for i := range t.said {
			base := t.Steps[i].Base
			if base < 0 {
				base = i
			}
			row.Cells[i] = t.factCell(k, i, base)
			said = said || len(row.Cells[i].Values)+len(row.Cells[i].Dismissed) > 0
		}
		if said {
			facts.Rows = append(facts.Rows, row)
		}
	}
	return facts
}

// factCell is what a witness says of a kind, against a base.
func (t *Trace) factCell(k factKind, i, base int) FactCell {
	f := t.said[i]
	c := FactCell{State: stateOf(k, t.said[base], f)}
	for _, d := range f.Dismissed {
		if d.Kind == k.kind && (len(d.Was) == 0 || k.has(d.Was[0])) {
			c.Dismissed = append(c.Dismissed, d)
		}
	}
	for _, o := range f.Offers {
		if o.Kind == k.kind && k.has(facet.Value{Value: o.Value}) {
			c.Offers = append(c.Offers, o)
		}
	}
	c.Added = i != base && !slices.ContainsFunc(t.said[base].Values, func(y store.Facet) bool { return y.Kind == k.kind && k.has(y.Value) })
	for _, x := range f.Values {
		if x.Kind == k.kind && k.has(x.Value) {
			one := store.Facets{Values: []store.Facet{x}, Read: true}
			same := slices.ContainsFunc(t.said[base].Values, func(y store.Facet) bool {
				if y.Kind != k.kind {
					return false
				}
				state := stateOf(k, store.Facets{Values: []store.Facet{y}, Read: true}, one)
				return state == facet.Same || state == facet.Compatible && k.kind == facet.Name
			})
			c.Values = append(c.Values, t.fact(i, x, !same))
			if k.kind == facet.Name && !same && c.State == facet.Compatible && !c.Added {
				c.State = facet.Different
			}
		}
	}
	return c
}

// stateOf is how what one says of a kind stands to what the base says.
func stateOf(k factKind, base, f store.Facets) facet.State {
	said := make([]facet.Said, 2)
	for i, f := range []store.Facets{base, f} {
		for _, x := range f.Values {
			if x.Kind == k.kind && k.has(x.Value) {
				said[i].Values = append(said[i].Values, x.Value)
			}
		}
		said[i].Read = f.Read || len(said[i].Values) > 0 // what is not read may be corrected
	}
	if rows := facet.Table(said, 0); len(rows) > 0 {
		return rows[0].Cells[1].State
	}
	if f.Read {
		return facet.None
	}
	return facet.Unread
}

// fact puts a value that a witness says into words.
func (t *Trace) fact(i int, x store.Facet, differs bool) Fact {
	f := Fact{Facet: x, Differs: differs, Words: OneLine(x.Text)}
	said := "“" + f.Words + "”"
	if f.Words == "" {
		said = ""
	}
	switch x.Kind {
	case facet.Source:
		f.Words = t.article(i, x) + OneLine(x.Value.Value)
		if !shares(x.Text, x.Value.Value) {
			f.Meaning = said
		}
	case facet.Certainty:
		f.Words = certaintyWord(x.Value.Value)
		if !strings.HasPrefix(strings.ToLower(x.Text), x.Value.Value) {
			f.Meaning = said
		}
	case facet.Polarity:
		if f.Words = x.Value.Value; f.Words == "no" {
			f.Meaning = said
		}
	case facet.Date:
		if !strings.ContainsFunc(x.Text, unicode.IsDigit) && !strings.HasPrefix(x.Value.Value, "P") {
			f.Meaning = strings.TrimPrefix(dateWords(x.Value.Value), "until ")
		}
	}
	if x.Correction != "" {
		if x.Kind == facet.Date {
			f.Words = dateWords(x.Value.Value)
		} else if x.Kind != facet.Certainty && x.Kind != facet.Polarity {
			f.Words = OneLine(x.Value.Value)
		}
		f.Meaning = "corrected by " + OneLine(x.By.Name)
	}
	if f.Words == "" && x.Kind == facet.Date {
		f.Words = dateWords(x.Value.Value)
	} else if f.Words == "" {
		f.Words = OneLine(x.Value.Value)
	}
	return f
}

// article is "the " where that stands before a source in its passage.
func (t *Trace) article(i int, x store.Facet) string {
	const the = "the "
	at := x.Start - t.Witnesses[i].Start
	if x.Correction == "" && at >= len(the) && at <= len(t.texts[i]) && strings.EqualFold(string(t.texts[i][at-len(the):at]), the) &&
		!strings.HasPrefix(strings.ToLower(x.Value.Value), the) {
		return the
	}
	return ""
}

// shares tells whether two phrases have a word in common.
func shares(a, b string) bool {
	words := map[string]bool{}
	for _, w := range reading.Tokenize(a) {
		words[reading.Fold(w)] = true
	}
	return slices.ContainsFunc(reading.Tokenize(b), func(w reading.Token) bool { return words[reading.Fold(w)] })
}

func certaintyWord(value string) string {
	if value == "nocomment" {
		return "no comment"
	}
	return value
}

// dateWords says a date: "30 January", "until 1 February", "29 January to 1 February";
// what cannot be said better as it stands.
func dateWords(value string) string { return timeWords(value, shortDays) }

func timeWords(value string, days map[string]string) string {
	from, to, interval := strings.Cut(value, "/")
	switch {
	case strings.HasPrefix(value, "P"):
		return lengthWords(value)
	case !interval:
		return dayWords(value, days)
	case from == "..":
		return "until " + dayWords(to, days)
	case to == "..":
		return "from " + dayWords(from, days)
	}
	return dayWords(from, days) + " to " + dayWords(to, days)
}

func dayWords(s string, days map[string]string) string {
	for layout, as := range days {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(as)
		}
	}
	return s
}

// tells tells whether it is known of all witnesses what they say.
func (t *Trace) tells() bool {
	return t.said != nil && !slices.ContainsFunc(t.said, func(f store.Facets) bool { return len(f.Values) == 0 })
}

// mostTold is how many kinds the summary of facts tells, and how many values of
// each; mostWords how long a value is.
const (
	mostTold  = 4
	mostWords = 8
)

// weighty are the kinds that the summary tells, those first that weigh most: rows
// of [factKinds]. Names follow from the rest.
var weighty = [...]string{"Yes or no", "Source", "Scope", "Until", "Amount", "When", "Certainty", "Condition"}

// tellFacts tells how what is said went from source to source: "Source: Trump → the
// Kremlin. Until: a week → 1 February." It is empty where it is not known, or
// nothing of substance differs.
func (t *Trace) tellFacts() Prose {
	if t.said == nil {
		return nil
	}
	var p Prose
	told := 0
	for _, short := range weighty {
		k := factKinds[slices.IndexFunc(factKinds, func(k factKind) bool { return k.short == short })]
		steps := t.chain(k)
		if len(steps) < 2 || told == mostTold {
			continue
		}
		if told++; told > 1 {
			p.say(" ")
		}
		p.say(k.short + ": ")
		for n, s := range steps[:min(len(steps), mostTold)] {
			if n > 0 {
				p.say(" → ")
			}
			p.say(s.words)
			if len(steps) > 2 {
				p.say(" (")
				p.name(Outlet(t.Witnesses[s.witness]))
				p.say(")")
			}
		}
		if more := len(steps) - mostTold; more > 0 {
			p.say(" and " + Count(more, "other"))
		}
		p.say(".")
	}
	return p
}

// link is a step of a chain: the first witness that says something.
type link struct {
	witness int
	words   string
}

// chain lists what was said of a kind, each once, in order of publication. Who
// gives no comment says nothing of the claim; passages of unknown time have no
// place in it. Yes or no is told from the baseline on, and not where that says neither.
func (t *Trace) chain(k factKind) (steps []link) {
	var said []store.Facets
	order := make([]int, len(t.Witnesses))
	for i := range order {
		order[i] = i
	}
	if k.kind == facet.Polarity {
		base := slices.IndexFunc(order, func(i int) bool { return t.Steps[i].Base < 0 && t.Witnesses[i].In.Published.Known() })
		if base < 0 || t.silent(base) || t.brief(k, base) == "" {
			return nil
		}
		order = slices.Insert(slices.Delete(order, base, base+1), 0, base)
	}
	for _, i := range order {
		w := t.Witnesses[i]
		if !w.In.Published.Known() || t.silent(i) {
			continue
		}
		only := store.Facets{Read: true}
		for _, x := range t.said[i].Values {
			if t.weighs(k, i, x) {
				only.Values = append(only.Values, x)
			}
		}
		same := func(f store.Facets) bool { return alike(k, f, only) }
		if len(only.Values) == 0 || slices.ContainsFunc(said, same) {
			continue
		}
		said = append(said, only)
		steps = append(steps, link{i, t.brief(k, i)})
	}
	return steps
}

// brief is what a witness says of a kind in a few words, as a summary tells it:
// days as dates.
func (t *Trace) brief(k factKind, i int) string {
	var words []string
	for _, x := range t.said[i].Values {
		if !t.weighs(k, i, x) {
			continue
		}
		f := t.fact(i, x, false)
		if s := f.Words; x.Kind == facet.Date {
			if !strings.HasPrefix(x.Value.Value, "P") {
				s = dateWords(x.Value.Value)
			}
			f.Words = strings.TrimPrefix(s, strings.ToLower(k.short)+" ")
		}
		if !slices.Contains(words, f.Words) {
			words = append(words, f.Words)
		}
	}
	if k.kind == facet.Polarity && len(words) > 1 {
		return "yes and no"
	}
	return Beginning(strings.Join(words, " and "), mostWords)
}

// silent tells whether all that a witness says is that somebody says nothing.
func (t *Trace) silent(i int) bool {
	none := false
	for _, x := range t.said[i].Values {
		if x.Kind == facet.Certainty {
			if x.Value.Value != "nocomment" {
				return false
			}
			none = true
		}
	}
	return none
}

// alike tells whether a summary takes what two say of a kind for the same: as it does
// a source by a fuller or a shorter name.
func alike(k factKind, a, b store.Facets) bool {
	count := func(f store.Facets) (n int) {
		for _, x := range f.Values {
			if x.Kind == k.kind {
				n++
			}
		}
		return n
	}
	state := stateOf(k, a, b)
	return state == facet.Same || state == facet.Compatible && k.kind == facet.Source && count(a) == count(b)
}

// weighs tells whether a summary tells of a value of a kind: not of the day on which
// somebody spoke, nor that there are two sides.
func (t *Trace) weighs(k factKind, i int, x store.Facet) bool {
	return x.Kind == k.kind && k.has(x.Value) && !t.ofToday(i, x.Value) && !x.CountsOpposites()
}

// ofToday tells whether a date is that of the article, which says when somebody
// spoke.
func (t *Trace) ofToday(i int, v facet.Value) bool {
	published := t.Witnesses[i].In.Published
	day, err := time.Parse(time.DateOnly, v.Value)
	if v.Kind != facet.Date || err != nil || published.Precision() < annotate.ToDay {
		return false
	}
	at := published.Written()
	between := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC).Sub(day)
	return between >= -24*time.Hour && between <= 24*time.Hour
}

// Substance tells of the i-th witness in what it differs in substance from the one
// that it is compared with: "Source: Trump → the Kremlin. Until: a week → 1
// February."; that it says the same, or that somebody says nothing; "" where that
// is not known.
func (t *Trace) Substance(i int) string {
	base := t.Steps[i].Base
	if t.said == nil || base < 0 || len(t.said[i].Values) == 0 || len(t.said[base].Values) == 0 {
		return ""
	}
	if t.silent(i) {
		return Capital(t.Says(i)) + "."
	}
	var list []string
	for _, short := range weighty {
		k := factKinds[slices.IndexFunc(factKinds, func(k factKind) bool { return k.short == short })]
		was, is := t.brief(k, base), t.brief(k, i)
		state := stateOf(k, t.said[base], t.said[i])
		switch {
		case was == is || state == facet.Unread || alike(k, t.said[base], t.said[i]):
		case was == "":
			list = append(list, k.short+": "+is+" (added)")
		case is == "":
			list = append(list, k.short+": "+was+" (left out)")
		default:
			list = append(list, k.short+": "+was+" → "+is)
		}
	}
	if len(list) == 0 {
		return "The same in substance."
	}
	return strings.Join(list, ". ") + "."
}

// Says tells who says what the i-th witness tells, and how certainly: "the Kremlin
// confirmed", "no comment from the Kremlin"; "" where that is not known.
func (t *Trace) Says(i int) string {
	if t.said == nil {
		return ""
	}
	var who, how string
	for _, x := range t.said[i].Values {
		switch {
		case x.Kind == facet.Source && who == "":
			who = t.fact(i, x, false).Words
		case x.Kind == facet.Certainty && how == "":
			how = x.Value.Value
		}
	}
	switch {
	case who == "":
		return certaintyWord(how)
	case how == "":
		return who
	case how == "nocomment":
		return "no comment from " + who
	case how == "reported" || how == "expected":
		return how + " by " + who
	}
	return who + " " + how
}
