package facet

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// against tells how values stand to those of the baseline, in whatever order they are. They are
// the same where each has its equal; compatible where the one list is contained in the
// other but for the precision, and so where the baseline says nothing of the kind.
func against(kind Kind, base, values []Value) State {
	one, ones := matched(kind, base, values)
	other, others := matched(kind, values, base)
	switch {
	case one == Same && other == Same:
		return Same
	case kind == Polarity || kind == Certainty && len(base) > 0 && one == Different && other == Different:
		return Different
	case ones || others:
		return Compatible
	}
	return Different
}

// matched tells whether each value of a list has its like in another: Same, Compatible, or Different
// where one has not; all is whether all have.
func matched(kind Kind, list, in []Value) (State, bool) {
	worst := Same
	for _, v := range list {
		best, other := Different, false
		for _, w := range in {
			switch s := relation(kind, v, w); {
			case s == Same:
				best = Same
			case s == Compatible && best == Different:
				best = Compatible
			case s == Different && kind == Date && open(v.Value) != "" && open(v.Value) == open(w.Value):
				other = true
			}
		}
		if other && best == Compatible {
			best = Different // a week until one day, and until another
		}
		switch {
		case best == Different:
			return Different, false
		case best == Compatible:
			worst = Compatible
		}
	}
	return worst, true
}

// relation tells how one value stands to another of its kind.
func relation(kind Kind, a, b Value) State {
	if a.Value == b.Value && a.Precision == b.Precision {
		return Same
	}
	switch kind {
	case Amount:
		return amountsAgainst(a.Value, b.Value)
	case Date:
		return datesAgainst(a, b)
	case Source, Name:
		return namesAgainst(a.Value, b.Value)
	case Scope, Condition:
		return wordsAgainst(a.Value, b.Value)
	case Certainty:
		if neutral(a.Value) && neutral(b.Value) {
			return Compatible
		}
	}
	if a.Value == b.Value {
		return Same
	}
	return Different
}

// neutral reports the certainties that take no side.
func neutral(certainty string) bool {
	return certainty == "announced" || certainty == "said" || certainty == "reported"
}

// CountsOpposites reports an amount that tells but who face each other, "the two sides".
func (v Value) CountsOpposites() bool {
	number, unit, _ := strings.Cut(v.Value, " ")
	return v.Kind == Amount && number == "2" && is(reading.KeyOf(unit), isOpposite)
}

// about is how far an amount that is about a number may lie from it.
const about = 0.1

// amountsAgainst compares amounts: a range with what lies within, and one without its unit with one that has it.
func amountsAgainst(a, b string) State {
	low, high, unit, ok1 := amountOf(a)
	from, to, other, ok2 := amountOf(b)
	if !ok1 || !ok2 || unit != "" && other != "" && unit != other || low > to || from > high {
		return Different
	}
	switch {
	case low == from && high == to && unit == other:
		return Same
	case low != from && math.IsInf(high, 1) && math.IsInf(to, 1), high != to && math.IsInf(low, -1) && math.IsInf(from, -1):
		return Different // over 300, and over 400
	}
	return Compatible
}

// amountOf reads a canonical amount: the least and the greatest number, and its unit as a key.
func amountOf(s string) (low, high float64, unit string, ok bool) {
	number := strings.TrimLeft(s, "<>=~")
	bound := s[:len(s)-len(number)]
	number, unit, _ = strings.Cut(number, " ")
	numerator, denominator, isFraction := strings.Cut(number, "/")
	n, err := strconv.ParseFloat(numerator, 64)
	if isFraction {
		d, err2 := strconv.ParseFloat(denominator, 64)
		if err2 != nil || d == 0 {
			return 0, 0, "", false
		}
		n /= d
	}
	if err != nil {
		return 0, 0, "", false
	}
	low, high = n, n
	switch bound {
	case ">=":
		high = math.Inf(1)
	case "<=":
		low = math.Inf(-1)
	case "~":
		low, high = n-about*math.Abs(n), n+about*math.Abs(n)
	}
	if strings.ToLower(unit) == unit { // "drone", "drones"
		unit = strings.TrimSuffix(reading.KeyOf(unit), en.PluralEnding)
	}
	return low, high, unit, true
}

// open tells at which side a date is open: "P" for a length, which has no ends, "" for none.
func open(date string) string {
	switch {
	case strings.HasPrefix(date, "P"):
		return "P"
	case strings.HasPrefix(date, "../"):
		return "../"
	case strings.HasSuffix(date, "/.."):
		return "/.."
	}
	return ""
}

// datesAgainst compares dates: a day with an interval that holds it, and a length with what has an
// end. What is open at the same side is compared by its other end.
func datesAgainst(a, b Value) State {
	length, other := strings.HasPrefix(a.Value, "P"), strings.HasPrefix(b.Value, "P")
	switch {
	case a.Precision == "relative" || b.Precision == "relative":
		if a.Precision == b.Precision {
			return Different
		}
		return Compatible
	case length && other:
		if a.Value == b.Value {
			return Compatible
		}
		return Different
	case length || other:
		interval := a.Value + b.Value
		if strings.Contains(interval, "/") {
			return Compatible // a week, and until a day
		}
		return Different
	}
	if side := open(a.Value); side != "" && side == open(b.Value) {
		a.Value, b.Value = strings.ReplaceAll(a.Value, side, ""), strings.ReplaceAll(b.Value, side, "")
	}
	from, to := ends(a.Value)
	low, high := ends(b.Value)
	if from > high || low > to {
		return Different
	}
	return Compatible
}

// ends gives the first and the last moment of a date, in a form that orders by time.
func ends(date string) (from, to string) {
	from, to, isInterval := strings.Cut(date, "/")
	if !isInterval {
		to = from
	}
	if from == ".." {
		from = ""
	}
	if to == ".." {
		to = ""
	}
	return from, to + "~" // behind all that begins with it
}

// namesAgainst compares names and sources: "Kiev" is Kyiv, "Peskov" may be Dmitry Peskov, "Kremlin spokesman" the Kremlin.
func namesAgainst(a, b string) State {
	x, y := keys(a, false), keys(b, false)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return Different
	}
	for _, k := range x {
		if !has(y, k) {
			return Different
		}
	}
	if len(x) == len(y) {
		return Same
	}
	if x[len(x)-1] == y[len(y)-1] && !has(y, en.Of) { // a mayor of Kyiv is no fuller form of Kyiv
		return Compatible
	}
	for _, k := range y {
		if !has(x, k) && k != en.Of && lexicon().of(k).is&isMouthpiece == 0 {
			return Different
		}
	}
	return Compatible
}

// wordsAgainst compares scopes and conditions by their words of content.
func wordsAgainst(a, b string) State {
	x, y := sites(keys(a, true)), sites(keys(b, true))
	switch {
	case len(x) == len(y) && all(x, y) && all(y, x):
		return Same
	case all(without(x), y) && all(without(y), x):
		return Compatible
	}
	return Different
}

// sites puts one word for all that mean a built place, beside a word that tells which.
func sites(list []string) []string {
	if len(list) < 2 {
		return list
	}
	out := slices.Clone(list)
	for i, k := range list {
		if is(k, isSite) {
			out[i] = reading.KeyOf(strings.Fields(en.Sites)[0])
		}
	}
	return out
}

func all(list, in []string) bool {
	for _, k := range list {
		if !has(in, k) {
			return false
		}
	}
	return len(list) > 0
}

func has(list []string, key string) bool {
	for _, k := range list {
		if k == key {
			return true
		}
	}
	return false
}

// without leaves out what makes a scope no other: adjectives of countries and words such as "other".
func without(list []string) []string {
	var out []string
	for _, k := range list {
		if lexicon().of(k).is&(isDemonym|isVague) == 0 {
			out = append(out, k)
		}
	}
	return out
}

// keys gives the keys of the words of a value, content only or all but articles and possessives.
func keys(s string, content bool) []string {
	var out []string
	for _, l := range reading.NewVocabulary(8).Read(s)[0] {
		if !l.IsWord() || l.Key == en.Article || l.Key == en.Possessive || content && l.Role == reading.Function {
			continue
		}
		key := l.Key
		if !content {
			key = reading.NameKey(key)
		}
		out = append(out, key)
	}
	return out
}
