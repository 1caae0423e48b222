package collate

import (
	"slices"
	"strings"

	"claimtrace/annotate/reading"
)

// maxTable bounds the cells of one alignment, columns times tokens.
const maxTable = 4_000_000

// The scores of the alignment. Equal words draw most, function words less,
// punctuation least, so that commas never pull words apart. A substitution
// within a type is better than two gaps, across types it is not.
const (
	equalContent  = 10
	equalFunction = 4
	equalSign     = 2
	sameType      = 4  // number with number, date with date
	sameRole      = 3  // name with name, hedge with hedge, related words
	sameUnit      = 3  // more for amounts of one unit
	otherWord     = -1 // any word of content with another
	otherRole     = -3
	gapWord       = -2
	gapSign       = -1
	never         = -1 << 20
)

// substitution is the score of two roles with different keys, words only.
func substitution(a, b reading.Role) int32 {
	switch {
	case a == b && (a == reading.Quantified || a == reading.Dated || a == reading.Bounding):
		return sameType
	case a == b && (a == reading.Named || a == reading.Negating || a == reading.Hedging || a == reading.Attributing):
		return sameRole
	case a == b:
		return otherWord
	case exact(a) != exact(b), exact(a) && a != b, (a == reading.Function || b == reading.Function) && !modal(a) && !modal(b):
		return 2*gapWord - 1
	case (a == reading.Named || b == reading.Named) && (says(a) || says(b)):
		return 2*gapWord - 1
	case a == reading.Content && b == reading.Named || a == reading.Named && b == reading.Content:
		return otherWord
	}
	return otherRole
}

// exact reports the roles that keep to themselves in a column.
func exact(r reading.Role) bool {
	return r == reading.Quantified || r == reading.Bounding || r == reading.Dated
}

// says reports the roles of certainty and source, which are not what a name is.
func says(r reading.Role) bool {
	return r == reading.Negating || r == reading.Hedging || r == reading.Attributing
}

// modal reports the roles that may stand beside an auxiliary: "will", "may".
func modal(r reading.Role) bool { return r == reading.Negating || r == reading.Hedging }

// equalScore is the score of a token in a column that has its key.
func equalScore(l *reading.Lexeme) int32 {
	switch {
	case !l.IsWord():
		return equalSign
	case l.Role == reading.Function:
		return equalFunction
	}
	return equalContent
}

// stem is how many bytes of two keys are the same in related words.
const stem = 4

// stemOf gives the beginning of a key that related words share, "" for none.
func stemOf(key string) string {
	if len(key) < stem || key[0] == '#' || key[0] == '@' {
		return ""
	}
	return key[:stem]
}

// related reports words that share a stem, as far as their beginnings tell:
// "strike", "strikes".
func related(a, b string) bool {
	s := stemOf(a)
	return s != "" && s == stemOf(b) && strings.HasPrefix(a, b[:min(len(b), max(stem, min(len(a), len(b))-2))])
}

// scoreTable holds what the alignment of one row asks of the columns.
type scoreTable struct {
	byRole [reading.Roles][]int32 // the score of a token of a role in each column, by role alone
	gaps   []int32                // the score of a column that is left out
	sorts  []reading.Measure      // of the amount in each column
	units  []string               // of the amount in each column
	many   []bool                 // more than one row has an amount in the column
	steps  []byte
	lines  [2][]int32
}

// substitutions holds the score of two roles.
var substitutions = func() (t [reading.Roles][reading.Roles]int32) {
	for a := range t {
		for b := range t[a] {
			t[a][b] = substitution(reading.Role(a), reading.Role(b))
		}
	}
	return t
}()

// fill reads the columns.
func (t *scoreTable) fill(columns []*gridColumn) {
	n := len(columns)
	if cap(t.gaps) < n {
		all := make([]int32, (int(reading.Roles)+1)*2*n)
		for r := range t.byRole {
			t.byRole[r], all = all[:0:2*n], all[2*n:]
		}
		t.gaps = all[: 0 : 2*n]
	}
	t.gaps = t.gaps[:n]
	for r := range t.byRole {
		t.byRole[r] = t.byRole[r][:n]
	}
	t.sorts, t.units, t.many = slices.Grow(t.sorts[:0], n)[:n], slices.Grow(t.units[:0], n)[:n], slices.Grow(t.many[:0], n)[:n]
	for i, c := range columns {
		t.sorts[i], t.units[i], t.many[i] = reading.Unmeasured, "", false
		amounts := 0
		for k := range c.variants {
			if c.variants[k].role != reading.Quantified {
				continue
			}
			amounts += c.variants[k].count
			if t.units[i] == "" {
				t.sorts[i], t.units[i] = reading.MeasureOf(c.variants[k].key)
			}
		}
		t.many[i] = amounts > 1
		t.gaps[i] = gapSign
		if c.word {
			t.gaps[i] = gapWord
		}
		for r := range t.byRole {
			best := int32(never)
			if c.word && reading.Role(r) != reading.Marking && reading.Role(r) != reading.Quoting {
				for k := range c.variants {
					best = max(best, substitutions[c.variants[k].role][r])
				}
			} else if !c.word && (reading.Role(r) == reading.Marking || reading.Role(r) == reading.Quoting) {
				best = otherWord
			}
			t.byRole[r][i] = best
		}
	}
}

// scores gives the score of a token in each of the columns from one to another.
func (g *grid) scores(out []int32, l *reading.Lexeme, from, to int) []int32 {
	out = append(out[:0], g.table.byRole[l.Role][from:to]...)
	if s := stemOf(l.Key); s != "" && l.IsWord() {
		for _, c := range g.stems[s] {
			if c.at < from || c.at >= to {
				continue
			}
			for k := range c.variants {
				if related(c.variants[k].key, l.Key) {
					out[c.at-from] = max(out[c.at-from], sameRole)
				}
			}
		}
	}
	if l.Role == reading.Quantified {
		g.table.measure(out, l.Key, from)
	}
	for _, c := range g.holders[l.ID] {
		if c.at >= from && c.at < to && c.word == l.IsWord() {
			out[c.at-from] = equalScore(l)
		}
	}
	return out
}

// measure puts an amount under one of its unit before others, where more rows have
// one before where one has, and never under one of another sort: degrees under degrees, not
// under days.
func (t *scoreTable) measure(out []int32, key string, from int) {
	sort, unit := reading.MeasureOf(key)
	for i := range out {
		if t.many[from+i] {
			out[i]++
		}
		switch other := t.units[from+i]; {
		case other == "" || unit == "":
		case other == unit:
			out[i] += sameUnit
		case t.sorts[from+i] != sort:
			out[i] = min(out[i], 2*gapWord-1)
		}
	}
}

// steps of an alignment.
const (
	pairUp byte = iota
	skipColumn
	newColumn
)

// alignPart aligns columns with tokens (Needleman and Wunsch) and appends the pairs.
// Where two ways score the same it pairs, else skips a column first.
func (g *grid) alignPart(pairs []match, row, column, endColumn, token, endToken int) []match {
	n, m := endColumn-column, endToken-token
	if n == 0 || m == 0 || n*m > maxTable {
		return pairs
	}
	t := &g.table
	t.steps = slices.Grow(t.steps[:0], n*m)[:n*m]
	above := slices.Grow(t.lines[0][:0], n+1)[:n+1] // the best score of the tokens so far with the first i columns
	line := slices.Grow(t.lines[1][:0], n+1)[:n+1]
	t.lines = [2][]int32{above, line}
	gaps := t.gaps[column:endColumn]
	above[0] = 0
	for i, gap := range gaps {
		above[i+1] = above[i] + gap
	}
	var scores []int32
	for j := range m {
		l := &g.rows[row][token+j]
		scores = g.scores(scores, l, column, endColumn)
		gap := int32(gapSign)
		if l.IsWord() {
			gap = gapWord
		}
		fillLine(line, above, scores, gaps, t.steps[j*n:(j+1)*n], gap)
		above, line = line, above
	}
	start := len(pairs)
	for i, j := n-1, m-1; i >= 0 && j >= 0; {
		switch t.steps[j*n+i] {
		case pairUp:
			pairs = append(pairs, match{column + i, token + j})
			i, j = i-1, j-1
		case skipColumn:
			i--
		default:
			j--
		}
	}
	slices.Reverse(pairs[start:])
	return pairs
}

// fillLine fills one line of the alignment from the one above: gap is the score
// of a token in a column of its own.
func fillLine(line, above, scores, gaps []int32, steps []byte, gap int32) {
	n := len(scores)
	line, above, gaps, steps = line[:n+1], above[:n+1], gaps[:n], steps[:n]
	left, corner := above[0]+gap, above[0]
	line[0] = left
	for i, score := range scores {
		best, step := corner+score, pairUp
		corner = above[i+1]
		if s := left + gaps[i]; s > best {
			best, step = s, skipColumn
		}
		if s := corner + gap; s > best {
			best, step = s, newColumn
		}
		left = best
		line[i+1], steps[i] = best, step
	}
}
