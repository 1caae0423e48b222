package facet

import (
	"slices"
	"strings"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// polarities adds whether the statement among tokens is made or denied: that of the first sentence
// of which it is told who says it, else the first. Who gives no comment says neither yes nor no.
func (r *Reading) polarities(out []Value, from, to int, conditions []Value) []Value {
	var best Value
	found, told := false, false
	for a := from; a < to && !told; {
		b := a + 1
		for b < to && !r.ts[b-1].stops() && !r.ts[b].Line {
			b++
		}
		n := r.sentenceOf(a)
		end := r.firstVoice(n, a, b)
		_, says := r.voices(n, a, end)
		if v, ok := r.polarity(a, end, conditions, says); ok && (!found || len(says) > 0) {
			best, found, told = v, true, len(says) > 0
		}
		a = b
	}
	if found {
		out = append(out, best)
	}
	return out
}

// silences gives which tokens tell of one who gives no comment: the clauses of such sayings, all
// where there are no others.
func (r *Reading) silences(from, to int, says []saying) []bool {
	silent := make([]bool, to-from)
	talks := len(says) == 0 || slices.ContainsFunc(says, func(s saying) bool { return s.certainty != "nocomment" })
	for k, say := range says {
		if say.certainty != "nocomment" {
			continue
		}
		low, high := from, to
		if talks {
			for low = max(say.verb, from); low > from && !r.ts[low-1].parts() && !r.ts[low-1].any(isConjunction); {
				low--
			}
			if k+1 < len(says) {
				high = min(to, says[k+1].verb)
			}
			for i := say.verb; i < high; i++ {
				if r.ts[i].parts() {
					high = i
				}
			}
		}
		for i := low; i < high; i++ {
			silent[i-from] = true
		}
	}
	return silent
}

// polarity reads one statement, of which says tell who makes it.
func (r *Reading) polarity(from, to int, conditions []Value, says []saying) (Value, bool) {
	silent := r.silences(from, to, says)
	verb, no, contrast := -1, -1, -1
	rest := 0       // words of the statement itself
	beside := false // in a clause that is beside the statement
	for i := from; i < to; i++ {
		t := &r.ts[i]
		if t.parts() {
			beside = t.Key == "," && i+1 < to && r.ts[i+1].any(isRelative)
			continue
		}
		if t.any(isSubordinator) && i+1 < to && r.ts[i+1].Type != reading.Date && r.ts[i+1].Type != reading.Number {
			beside = true
		}
		if beside || silent[i-from] || inside(conditions, t) {
			continue
		}
		rest++
		switch {
		case t.Role == reading.Negating || t.any(isCallingOff) || t.any(isOffWord) && r.keyAt(i+1, to) == en.Off:
			switch {
			case r.isIdle(i, from, to):
			case t.Key == en.Nor:
				if no < 0 {
					no = i
				}
			case no >= 0 && i-no <= 3 && r.ts[no].Role == reading.Negating: // "did not deny"
				no = -1
				verb = i
			default:
				no = i
			}
		case t.Key == en.Rather && i+1 < to && r.ts[i+1].Key == en.Than:
			contrast = i
		}
		if verb < 0 && r.isVerb(i, from, to) {
			verb = i
		}
	}
	switch {
	case no >= 0:
		return r.value(Polarity, "no", no, no+1, "exact", "negation"), true
	case contrast >= 0 && verb < 0:
		return r.value(Polarity, "no", contrast, contrast+2, "exact", "contrast"), true
	case verb >= 0:
		return r.value(Polarity, "yes", verb, verb+1, "exact", "statement"), true
	case rest > 2 && (r.sentences[r.sentenceOf(from)].from == from || from > 0 && r.ts[from-1].Key == ":"):
		return r.value(Polarity, "yes", from, to, "exact", "statement"), true
	}
	return Value{}, false
}

// isVerb reports what may be the verb of a statement.
func (r *Reading) isVerb(i, from, to int) bool {
	t := &r.ts[i]
	if t.isName() || !t.IsWord() {
		return false
	}
	if t.any(isAuxiliary|isBe|isPast) || t.certainty != "" || t.Has(reading.IsCeasing) || t.Role == reading.Attributing {
		return true
	}
	if t.Role == reading.Content && len(t.Key) > 4 && strings.HasSuffix(t.Key, en.PastEnding) {
		return true
	}
	return i > from && r.ts[i-1].Key == en.To && t.Role == reading.Content
}

// inside reports whether a token stands within one of the values.
func inside(values []Value, t *token) bool {
	for _, v := range values {
		if int(t.Start) < v.End && int(t.End) > v.Start {
			return true
		}
	}
	return false
}

// isIdle reports a negation that turns no statement round: "but not all", "agreed not to fire", "without".
func (r *Reading) isIdle(i, from, to int) bool {
	t := &r.ts[i]
	switch {
	case t.Key == en.Without:
		return true
	case i > 0 && r.ts[i-1].Key == en.But:
		return true
	case r.keyAt(i+1, len(r.ts)) == en.To:
		for k := i - 1; k >= max(0, i-4); k-- {
			if r.ts[k].any(isUndertaking) {
				return true
			}
		}
	case i > 0 && r.ts[i-1].any(isAuxiliary) && i+1 < len(r.ts) && r.ts[i+1].any(isHostility):
		return r.ts[i-1].any(isComing)
	}
	return false
}

// conditions reads what the statements among tokens depend on.
func (r *Reading) conditions(from, to int) []Value {
	var out []Value
	for i := from; i < to; i++ {
		n := r.conditionAt(i, to)
		if n == 0 {
			continue
		}
		end := i + n
		for end < to && !r.ts[end].parts() {
			end++
		}
		if end > i+n {
			out = append(out, r.value(Condition, r.plain(i, end), i, end, "exact", "condition"))
		}
		i = end
	}
	return out
}

// conditionAt gives how many tokens the words take that begin a condition at token i, or 0.
func (r *Reading) conditionAt(i, to int) int {
	best := 0
	for _, p := range r.ts[i].conditions {
		if len(p.words) <= best || i+len(p.words) > to {
			continue
		}
		if i > 0 && p.except.Has(r.ts[i-1].Key) || p.unless != "" && r.keyAt(i+len(p.words), to) == p.unless {
			continue
		}
		fits := true
		for k, w := range p.words {
			fits = fits && r.ts[i+k].Key == w
		}
		if fits {
			best = len(p.words)
		}
	}
	return best
}

// scopes adds of what, or where, the statements among tokens hold.
func (r *Reading) scopes(out []Value, from, to int, conditions []Value) []Value {
	add := func(a, b int, rule string) {
		a, b = max(a, from), min(b, to)
		for b > a && !r.ts[b-1].IsWord() {
			b--
		}
		for a < b && !r.ts[a].IsWord() {
			a++
		}
		if b <= a {
			return
		}
		v := r.value(Scope, r.plain(a, b), a, b, "exact", rule)
		for _, o := range out {
			if o.Kind == Scope && o.Start < v.End && v.Start < o.End {
				return
			}
		}
		if inside(conditions, &r.ts[a]) {
			return
		}
		out = append(out, v)
	}
	for n := r.sentenceOf(from); n < len(r.sentences) && r.sentences[n].from < to; n++ {
		s := r.sentences[n]
		for i := s.from; i < min(s.to, to); i++ {
			if a, b, rule := r.scopeAt(i, s.from, s.to); b > a && a < to && b > from && a >= from {
				add(a, b, rule)
				i = max(i, b-1)
			}
		}
	}
	return out
}

// scopeAt reads the scope that the word at token i opens.
func (r *Reading) scopeAt(i, low, high int) (from, to int, rule string) {
	t := &r.ts[i]
	switch {
	case t.Key == en.Only && i+1 < high && (r.ts[i+1].Key == en.Article || r.ts[i+1].isName() || !adverb(&r.ts[i+1]) && r.counted(i+1) > 0):
		return i, r.targetEnd(i+1, high), "only"
	case t.any(isLeaving) && !t.isName():
		for k := i + 1; k < high && !r.ts[k].parts(); k++ {
			if r.ts[k].Key == en.Alone {
				return i + 1, k, "object"
			}
		}
	case t.Key == en.Alone && !r.leftBefore(i, low):
		return r.aloneFrom(i, low), i + 1, "alone"
	case t.Key == en.But && i+1 < high && r.ts[i+1].Role == reading.Negating:
		begin := i + 2
		if begin < high && r.ts[begin].any(isTargeted) {
			begin++
		}
		if end := r.targetEnd(begin, high); end > begin {
			return i, end, "but not"
		}
	case !t.any(isApplying|isSparing|isHarming|isCovering|isHostility|isAct) && !t.Has(reading.IsCeasing) || r.beside(i, low):
	case t.any(isApplying) && r.keyAt(i+1, high) == en.To:
		return i + 2, r.targetEnd(i+2, high), "object"
	case t.any(isSparing|isHarming|isCovering) && !t.isName():
		return i + 1, r.targetEnd(i+1, high), "object"
	case t.any(isHostility) && r.keyAt(i-1, high) == en.To && i-2 >= low && r.ts[i-2].Role == reading.Negating && i+1 < high && !r.ts[i+1].any(isTargeted):
		return i + 1, r.targetEnd(i+1, high), "object" // "agreed not to target the capital"
	case t.Has(reading.IsCeasing) && !t.isName() && i+1 < high && !r.ts[i+1].any(isPreposition):
		end := r.targetEnd(i+1, high)
		for k := i + 1; k < end; k++ {
			if r.ts[k].any(isAct | isHarming) {
				return 0, 0, "" // what it is aimed at is the scope
			}
		}
		if m := r.mentionAt(i + 1); m >= 0 && r.mentions[m].person && r.mentions[m].to == end {
			return 0, 0, "" // "stopped Lind"
		}
		return i + 1, end, "object"
	case t.any(isAct) && !t.isName() && r.keyAt(i-1, high) != en.Under:
		at := i + 1
		if r.keyAt(at, high) == "…" {
			at++
		}
		if at < high && r.ts[at].any(isParty) {
			for at < min(high, i+8) && !r.ts[at].parts() && !r.ts[at].any(isTargeted) {
				at++
			}
		}
		if at < high && r.ts[at].any(isTargeted) && !r.ts[at].parts() {
			begin := at + 1
			if begin < high && r.ts[begin].Type == reading.Quotation {
				begin++
			}
			end := r.targetEnd(begin, high)
			for k := begin; k < end; k++ {
				if r.ts[k].any(isHostility) && r.ts[k-1].Key == en.Of {
					return 0, 0, "" // "a ban on the use of fire"
				}
			}
			return begin, end, "target"
		}
	}
	return 0, 0, ""
}

// beside reports whether token i stands in a clause about a word, ", which did not cover Aleppo".
func (r *Reading) beside(i, low int) bool {
	for k := i - 1; k >= low && !r.ts[k].parts(); k-- {
		if r.ts[k].any(isRelative) {
			return true
		}
		if r.ts[k].certainty != "" {
			return false // "Lind, who said that …"
		}
	}
	return false
}

// targetEnd gives the end of the noun phrase that begins at token i, i where there is none.
func (r *Reading) targetEnd(i, high int) int {
	if i < high && r.ts[i].Type == reading.Quotation {
		return r.targetEnd(i+1, high)
	}
	if i >= high {
		return i
	}
	if t := &r.ts[i]; t.any(isAct) && !t.isName() || t.Type == reading.Date || t.Type == reading.Number && isSpan(t) {
		return i
	}
	end := i
	for end < high {
		t := &r.ts[end]
		if t.parts() || t.Type == reading.Date || t.Type == reading.Number && isSpan(t) || t.Role == reading.Negating && end == i || t.certainty != "" || t.any(isAuxiliary|isBe) {
			break
		}
		if t.Key == en.But && end+2 < high && r.ts[end+1].Role == reading.Negating {
			end += 2
			if r.ts[end].Key == en.To {
				end++
			}
			continue
		}
		if t.any(isJoiner) && end+1 < high && r.ts[end+1].Role == reading.Content && strings.HasSuffix(r.ts[end+1].Key, en.PastEnding) &&
			(end+2 == high || !plural(r.ts[end+2].Key)) {
			break // "raids on Gorna and captured"
		}
		if t.Key == en.To && end+1 < high && r.ts[end+1].Role == reading.Content && !r.ts[end+1].isName() {
			break
		}
		if !t.isName() && t.any(isTargetEnd) && (!t.any(isThing|isHe) || end == i || !r.ts[end-1].any(isPreposition)) {
			break
		}
		end++
		if t.Key == en.Alone {
			break
		}
	}
	for k := i; k < end && r.ts[k].Role != reading.Content && !r.ts[k].isName(); k++ {
		if k+1 == end {
			return i // "theirs", "it"
		}
	}
	for end > i && (r.ts[end-1].any(isJoiner) || r.ts[end-1].any(isPreposition|isDeterminer) && !r.ts[end-1].isName()) {
		end--
	}
	return end
}

func isSpan(t *token) bool {
	m, _ := reading.MeasureOf(t.Key)
	return m == reading.Span
}

// leftBefore reports whether "alone" at token i belongs to "leave".
func (r *Reading) leftBefore(i, low int) bool {
	for k := i - 1; k >= low && !r.ts[k].parts(); k-- {
		if r.ts[k].any(isLeaving) {
			return true
		}
	}
	return false
}

// aloneFrom walks back from "alone" to the beginning of what alone is meant.
func (r *Reading) aloneFrom(i, low int) int {
	from := i
	for from > low {
		if t := &r.ts[from-1]; t.parts() || t.Type == reading.Date || isSpan(t) || t.any(isPreposition|isAuxiliary|isBe) && !t.isName() {
			break
		}
		from--
	}
	return from
}
