package facet

import (
	"slices"
	"strings"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// mention is a name where it stands, without titles.
type mention struct {
	from, to int // tokens
	full     int // the mention, by its place in the list, that has the fullest form of the same name
	person   bool
}

// findMentions finds the names of the article and the fullest form of each.
func (r *Reading) findMentions() {
	r.mentions = r.mentions[:0]
	for i := 0; i < len(r.ts); {
		to := r.nameAt(i)
		if to == i {
			i++
			continue
		}
		if to-i > 2 && r.begin(i) && !r.ts[i].Has(reading.IsFirstName|reading.IsKnown) && r.ts[i+1].Has(reading.IsFirstName) {
			i++ // "Prosecutor Anna Lind"
		}
		if r.isMention(i, to) {
			r.mentions = append(r.mentions, mention{from: i, to: to, full: len(r.mentions), person: r.personAt(i, to)})
		}
		i = to
	}
	fullest := map[string]int{}
	for m := range r.mentions {
		last := r.ts[r.mentions[m].to-1].Key
		best, ok := fullest[last]
		if !ok || r.holds(m, best) && r.size(m) > r.size(best) {
			fullest[last] = m
		}
	}
	for m := range r.mentions {
		if best := fullest[r.ts[r.mentions[m].to-1].Key]; r.holds(best, m) {
			r.mentions[m].full = best
			r.mentions[m].person = r.mentions[m].person || r.mentions[best].person
		}
	}
	for m := range r.mentions {
		if full := r.mentions[m].full; r.mentions[m].person {
			r.mentions[full].person = true
		}
	}
	for m := range r.mentions {
		r.mentions[m].person = r.mentions[r.mentions[m].full].person
	}
}

func (r *Reading) size(m int) int { return r.mentions[m].to - r.mentions[m].from }

// holds reports whether name a has all the words of name b.
func (r *Reading) holds(a, b int) bool {
	for k := r.mentions[b].from; k < r.mentions[b].to; k++ {
		found := false
		for j := r.mentions[a].from; j < r.mentions[a].to && !found; j++ {
			found = r.ts[j].Key == r.ts[k].Key
		}
		if !found {
			return false
		}
	}
	return true
}

// nameAt gives the end of the name that begins at token i, i where there is none.
func (r *Reading) nameAt(i int) int {
	t := &r.ts[i]
	if !t.isName() && !(t.Has(reading.IsTitle) && t.Has(reading.IsCapital) && i+1 < len(r.ts) && r.ts[i+1].isName() && r.ts[i+1].Has(reading.IsBody|reading.IsSourceNoun)) {
		return i
	}
	if t.any(isDeterminer|isPreposition) && (i == 0 || r.ts[i-1].parts() || i+1 == len(r.ts) || !r.ts[i+1].isName()) {
		return i // "The Kremlin", after a dash
	}
	end := i + 1
	for end < len(r.ts) && r.ts[end-1].Quoted == r.ts[end].Quoted {
		next := &r.ts[end]
		switch {
		case next.Line:
			return end
		case next.isName() && r.spaceOnly(end):
			end++
		case next.Key == "-" && r.glued(end) && end+1 < len(r.ts) && r.ts[end+1].isName() && r.glued(end+1):
			end += 2
		case next.any(isLink) && end+1 < len(r.ts) && r.ts[end+1].isName() && (next.Key != en.Of || r.ts[end-1].Has(reading.IsBody|reading.IsTitle|reading.IsSourceNoun)):
			end += 2
		default:
			return end
		}
	}
	return end
}

// isAdjective reports what has the ending of an adjective.
func isAdjective(word string) bool {
	for _, ending := range en.AdjectiveEndings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// begin reports whether token i is the first of its sentence.
func (r *Reading) begin(i int) bool { return r.sentences[r.sentenceOf(i)].from == i }

// spaceOnly reports whether nothing but space, on one line, parts token i from the one before.
func (r *Reading) spaceOnly(i int) bool { return r.ts[i].From > r.ts[i-1].To || r.glued(i) }

func (r *Reading) glued(i int) bool { return i > 0 && r.ts[i].From == r.ts[i-1].To }

// isMention reports whether the name is that of a person, place or body: "Ukrainian" is not.
func (r *Reading) isMention(from, to int) bool {
	if t := &r.ts[from]; to-from == 1 && !t.Has(reading.IsKnown) && to < len(r.ts) {
		next := &r.ts[to]
		if t.any(isPortfolio) && next.Has(reading.IsTitle) || t.Has(reading.IsDirection) && next.Role == reading.Content && next.IsWord() {
			return false // "Health Minister", "National forecasters"
		}
		if r.begin(from) && !t.Has(reading.IsFirstName|reading.IsShort) && plural(next.Key) && to+1 < len(r.ts) && next.Role == reading.Content &&
			(r.ts[to+1].any(isAuxiliary|isBe|isPast) || r.ts[to+1].Role == reading.Content) {
			return false // "Flood waters have"
		}
		if r.begin(from) && !t.Has(reading.IsFirstName|reading.IsShort) && plural(next.Key) && next.Role == reading.Content && isAdjective(t.Key) {
			return false // "Violent protests"
		}
	}
	if to-from > 1 && r.ts[from+1].any(isDemonym) && !r.ts[from].Has(reading.IsKnown|reading.IsFirstName) {
		from++ // "Recent Russian"
	}
	for i := from; i < to; i++ {
		if !r.ts[i].any(isDemonym) {
			return true
		}
	}
	return false
}

// personAt reports whether a name is that of a person, by a title or a first name.
func (r *Reading) personAt(from, to int) bool {
	first := &r.ts[from]
	if r.ts[to-1].Has(reading.IsBody | reading.IsKnown) {
		return false
	}
	return from > 0 && r.ts[from-1].Has(reading.IsTitle) || to-from > 1 && first.Has(reading.IsFirstName)
}

// mentionAt gives the mention that begins at token i or holds it, or -1.
func (r *Reading) mentionAt(i int) int {
	low, high := 0, len(r.mentions)
	for low < high {
		mid := (low + high) / 2
		if r.mentions[mid].to <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(r.mentions) && r.mentions[low].from <= i {
		return low
	}
	return -1
}

// names adds the names among tokens, each once, in the fullest form that stands there.
func (r *Reading) names(out []Value, from, to int) []Value {
	var at []int
next:
	for m := range r.mentions {
		n := &r.mentions[m]
		if n.to <= from || n.from >= to {
			continue
		}
		for k, other := range at {
			if r.sameName(m, other) {
				if r.size(m) > r.size(other) || r.size(m) == r.size(other) && r.inCapitals(other) && !r.inCapitals(m) {
					at[k] = m
				}
				continue next
			}
		}
		at = append(at, m)
	}
	out = slices.Grow(out, len(at))
	for _, m := range at {
		n := r.mentions[m]
		out = append(out, r.value(Name, r.plain(n.from, n.to), n.from, n.to, "exact", "name"))
	}
	return out
}

// inCapitals reports a name that is written in capitals only, as a dateline is.
func (r *Reading) inCapitals(m int) bool { return r.ts[r.mentions[m].from].Has(reading.IsShort) }

// fullWithin gives the fullest form that a name has among tokens.
func (r *Reading) fullWithin(m, from, to int) int {
	best := m
	for k := range r.mentions {
		if n := &r.mentions[k]; n.from >= from && n.to <= to && r.size(k) > r.size(best) && r.sameName(k, m) {
			best = k
		}
	}
	return best
}

// sameName reports whether two mentions are of one name.
func (r *Reading) sameName(a, b int) bool {
	return r.ts[r.mentions[a].to-1].Key == r.ts[r.mentions[b].to-1].Key && (r.holds(a, b) || r.holds(b, a))
}

// full gives the fullest form of a name in the article.
func (r *Reading) full(m int) string {
	n := r.mentions[r.mentions[m].full]
	return r.plain(n.from, n.to)
}
