package facet

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// precisions are told by the bound of an amount.
var precisions = map[string]string{"": "exact", "~": "about", ">=": "at least", "<=": "at most"}

// amounts adds the numbers among tokens that count or measure something.
func (r *Reading) amounts(out []Value, from, to int, dates []Value) []Value {
	for i := from; i < to; i++ {
		if t := &r.ts[i]; t.Type != reading.Number || t.Role != reading.Quantified || inside(dates, t) {
			continue
		}
		v, ok := r.amount(i)
		if !ok {
			continue
		}
		if next := i + 2; v.Precision == "exact" && r.spans(i+1, to) && r.ts[next].Type == reading.Number && r.ts[next].Role == reading.Quantified {
			if w, ok := r.amount(next); ok && w.Precision == "exact" && rises(v.Value, w.Value) { // "10 to 15 people"
				if factor := r.magnitude(next); factor != "" { // "3 to 4 million"
					number, unit, _ := strings.Cut(v.Value, " ")
					if !strings.ContainsAny(number, "./-") && len(number) <= len(factor) {
						v.Value = strings.TrimSpace(number + factor + " " + unit)
					}
				}
				v.Value, v.Precision, v.Rule = ">="+v.Value, "at least", "range"
				w.Value, w.Precision, w.Rule = "<="+w.Value, "at most", "range"
				if _, unit, ok := strings.Cut(w.Value, " "); ok && !strings.Contains(v.Value, " ") {
					v.Value += " " + unit
				}
				out = append(out, v, w)
				i = next
				continue
			}
		}
		out = append(out, v)
	}
	return out
}

// magnitude gives the zeros that a word such as "million" adds to the digits of the number at token i.
func (r *Reading) magnitude(i int) string {
	value, _, _ := strings.Cut(strings.TrimPrefix(r.ts[i].Key, "#"), " ")
	digits := strings.IndexFunc(r.ts[i].Text, unicode.IsDigit)
	if digits < 0 {
		return ""
	}
	written := r.ts[i].Text[digits:]
	if end := strings.IndexFunc(written, func(c rune) bool { return !unicode.IsDigit(c) }); end >= 0 {
		written = written[:end]
	}
	zeros, ok := strings.CutPrefix(value, written)
	if !ok || strings.Trim(zeros, "0") != "" || len(zeros) < 3 {
		return ""
	}
	return zeros
}

// rises reports whether two amounts can be the ends of a range: a score cannot.
func rises(a, b string) bool {
	low, _, _, ok1 := amountOf(a)
	high, _, _, ok2 := amountOf(b)
	return ok1 && ok2 && low < high
}

// amount reads the number at token i.
func (r *Reading) amount(i int) (Value, bool) {
	t := &r.ts[i]
	number, unit, _ := strings.Cut(strings.TrimPrefix(t.Key, "#"), " ")
	value, ok := decimal(number)
	begin, end := i, i+1
	age, isAge := r.age(i)
	bounded := i > 0 && r.ts[i-1].Role == reading.Bounding
	single := number == "1" && i+1 < len(r.ts) && (bounded || r.ts[i+1].any(isOnePerson))
	if !ok || t.Soft && (number == "1" || number == "1/2") && !single || !isAge && (isSpan(t) || r.inCompound(i)) { // how long is a date
		return Value{}, false
	}
	if isAge {
		end = age
		if unit == "" {
			unit = "year"
		}
		if number != "1" {
			unit += en.PluralEnding
		}
	} else if symbol := symbols()[unit]; symbol != "" {
		unit = symbol
	} else if unit != "" {
		unit = ownWord(unit, t.Text)
	} else {
		if n := r.counted(i + 1); n > 0 {
			end = n
			unit = r.ts[n-1].Text
		} else if single && r.ts[i+1].Role == reading.Content && r.ts[i+1].Type == reading.Word {
			end = i + 2
			unit = r.ts[i+1].Text
		}
	}
	bound, rule := "", "number"
	switch {
	case i > 0 && r.ts[i-1].Role == reading.Bounding:
		if b, ok := r.bound(i - 1); ok {
			bound, begin, rule = b, i-1, "bounded number"
		}
	case i+1 < len(r.ts) && r.ts[i+1].Key == reading.BoundKey(en.AtLeast):
		bound, rule = ">=", "bounded number"
		end = max(end, i+2)
		if n := r.counted(i + 2); unit == "" && n > 0 {
			end, unit = n, r.ts[n-1].Text
		}
	}
	if unit == "" && bound == "" && (isYear(t.Text) || r.isLabel(i)) {
		return Value{}, false
	}
	text := bound + value
	if unit != "" {
		text += " " + unit
	}
	return r.value(Amount, text, begin, end, precisions[bound], rule), true
}

// ownWord gives a unit as it is written, in words: "miles".
func ownWord(unit, text string) string {
	word := text[strings.LastIndexFunc(text, func(c rune) bool { return !unicode.IsLetter(c) })+1:]
	if len(word) > 1 && strings.HasPrefix(word, unit[:1]) {
		return word
	}
	return unit
}

// isLabel reports a number that is part of a name, "Article 60", "No. 5".
func (r *Reading) isLabel(i int) bool {
	if i > 0 && r.ts[i-1].isName() && r.spaceOnly(i) && !r.glued(i) {
		return true
	}
	return i > 1 && r.ts[i-1].Text == "." && r.ts[i-2].Key == en.Number && r.glued(i-1)
}

// isYear reports four digits that look like a year.
func isYear(text string) bool { return len(text) == 4 && (text[:2] == "19" || text[:2] == "20") }

// bound gives the form of the bound at token i.
func (r *Reading) bound(i int) (string, bool) {
	for phrase, form := range en.BoundForms {
		if r.ts[i].Key == reading.BoundKey(phrase) {
			return form, true
		}
	}
	return "", false
}

// decimal writes the number of a key without a fraction where that can be done.
func decimal(number string) (string, bool) {
	if strings.ContainsAny(number, "^:*") {
		return "", false
	}
	if _, err := strconv.ParseInt(number, 10, 64); err == nil {
		return number, true
	}
	n, ok := new(big.Rat).SetString(number)
	if !ok {
		return "", false
	}
	if digits, exact := n.FloatPrec(); exact {
		return n.FloatString(digits), true
	}
	return n.RatString(), true
}

// inCompound reports a number that a hyphen joins to a word: "three-way", "F-16".
func (r *Reading) inCompound(i int) bool {
	if i > 1 && r.ts[i-1].Key == "-" && r.glued(i) && r.glued(i-1) && r.ts[i-2].Type != reading.Number {
		return true
	}
	return i+2 < len(r.ts) && r.ts[i+1].Text == "-" && r.glued(i+1) && r.glued(i+2) && r.ts[i+2].IsWord() && r.ts[i+2].Type != reading.Number
}

// age reports whether the number at token i tells how old somebody is, and where that ends.
func (r *Reading) age(i int) (end int, ok bool) {
	if i > 0 && r.ts[i-1].any(isAge) && r.ts[i].Type == reading.Number && !isSpan(&r.ts[i]) {
		return i + 1, true
	}
	at := i + 1
	if at < len(r.ts) && r.ts[at].Key == "-" {
		at++
	}
	if isSpan(&r.ts[i]) && at < len(r.ts) && r.ts[at].Key == en.Old {
		return at + 1, true
	}
	return 0, false
}

// mostBetween is how many words may stand between a number and what it counts.
const mostBetween = 3

// counted gives the token after what is counted from token i on, or 0: "100 ballistic missiles".
func (r *Reading) counted(i int) int {
	for k := i; k < min(len(r.ts), i+mostBetween); k++ {
		t := &r.ts[k]
		switch {
		case t.any(isPlural):
			return k + 1
		case t.Type == reading.Name && (t.any(isDemonym) || k > i):
		case t.Role == reading.Attributing && t.certainty == "" && t.Type == reading.Word:
		case t.Role != reading.Content || t.Type != reading.Word || t.certainty != "":
			return 0
		}
		if plural(t.Key) {
			return k + 1
		}
	}
	return 0
}

// plural reports what looks like a noun in the plural.
func plural(word string) bool {
	if len(word) < 4 || !strings.HasSuffix(word, en.PluralEnding) {
		return false
	}
	for _, ending := range en.SingularEndings {
		if strings.HasSuffix(word, ending) {
			return false
		}
	}
	return true
}
