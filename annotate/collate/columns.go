package collate

import (
	"slices"

	"claimtrace/annotate/reading"
)

// sameSpacing reports whether all rows have the same space, or none, between columns i and
// i+1, in which they all have a cell.
func (g *grid) sameSpacing(i int) bool {
	var first string
	for row := range g.rows {
		a, b := &g.rows[row][g.columns[i].cells[row]], &g.rows[row][g.columns[i+1].cells[row]]
		between := g.texts[row][a.To:b.From]
		if between != " " {
			between = spaced(between)
		}
		if row == 0 {
			first = between
		}
		if between != first {
			return false
		}
	}
	return true
}

// joinColumns joins neighbouring columns that are one thing to the reader:
// those alike for all, phrases that come and go together, words replaced by
// words. Numbers, dates and variants that differ keep a column each, with the
// function words that lead to them.
func (g *grid) joinColumns() []stretch {
	var out []stretch
	for i := 0; i < len(g.columns); {
		row, absent := g.presence(i)
		end := i + 1
		for absent && end < len(g.columns) && g.agree(i) && g.agree(end) && g.samePresence(i, end) {
			end++
		}
		parts := []stretch{{i, end, g.kindOf(i)}}
		if absent && g.agree(i) {
			parts = g.phrases(row, i, end)
		}
		for _, s := range parts {
			n := len(out)
			if n == 0 || !g.samePresence(s.from-1, s.from) || !g.joins(out[n-1], s) {
				out = append(out, s)
				continue
			}
			out[n-1].to, out[n-1].kind = s.to, s.kind
		}
		i = end
	}
	return out
}

// joins reports whether two neighbouring stretches of columns are one.
func (g *grid) joins(before, s stretch) bool {
	if before.kind == "" && s.kind == "" {
		return g.sameSpacing(s.from - 1)
	}
	if before.kind == s.kind && g.agree(before.from) == g.agree(s.from) {
		return s.kind != KindNumber && s.kind != KindDate && s.kind != KindSpelling
	}
	return false
}

// joinStretches joins neighbours that belong together though not the same rows have
// them: function words that lead to a change of substance, "on | ·" and "January 1 |
// next year"; and the form of a verb behind "may" or "not".
func (g *grid) joinStretches(in []stretch) []stretch {
	var out []stretch
	for _, s := range in {
		n := len(out)
		if n == 0 || !g.leads(out[n-1], s) && !g.follows(out[n-1], s) {
			out = append(out, s)
			continue
		}
		out[n-1].to, out[n-1].kind = s.to, heavier(out[n-1].kind, s.kind)
	}
	return out
}

// leads reports whether before only leads to s, or is the "wo" of "won't".
func (g *grid) leads(before, s stretch) bool {
	if before.kind == KindSpelling && s.kind == KindNegation {
		return g.touches(s.from)
	}
	return before.kind == KindWording && weight(s.kind) > weight(KindWording) && g.functionOnly(before) && g.within(before, s)
}

// within reports whether all rows that have anything in before have something in s.
func (g *grid) within(before, s stretch) bool {
	for row := range g.rows {
		if _, end := g.tokens(row, before.from, before.to); end == 0 {
			continue
		}
		if _, end := g.tokens(row, s.from, s.to); end == 0 {
			return false
		}
	}
	return true
}

// touches reports whether a row has no space before its token in a column.
func (g *grid) touches(column int) bool {
	for row, at := range g.columns[column].cells {
		if at > 0 && g.rows[row][at].Start == g.rows[row][at-1].End {
			return true
		}
	}
	return false
}

// follows reports whether s is a verb, or a function word, that changes with
// the certainty or the negation before it: "came | have come" behind "· | may".
func (g *grid) follows(before, s stretch) bool {
	if before.kind != KindHedge && before.kind != KindNegation || s.kind != KindWording || s.to-s.from > 1 {
		return false
	}
	// Each variant stands with one thing before it.
	with := map[int32]int32{}
	for row, at := range g.columns[s.from].cells {
		if at < 0 {
			return false
		}
		l, last := &g.rows[row][at], int32(-1)
		if i := g.columns[before.to-1].cells[row]; i >= 0 {
			last = g.rows[row][i].ID
		}
		if other, ok := with[l.ID]; ok && other != last {
			return false
		}
		with[l.ID] = last
	}
	return len(with) > 1
}

// phrases divides the columns from i to end, which only some rows have and in
// which these agree, as a diff would that finds them in one text alone.
func (g *grid) phrases(row, i, end int) []stretch {
	shift := int(g.columns[i].cells[row]) - i
	for k := i; k < end; k++ {
		if elsewhere, exchanged := g.elsewhere(g.columns[k], row, k+shift); elsewhere {
			l := &g.rows[row][k+shift]
			l.Carried, l.Swapped = !exchanged, exchanged
		}
	}
	out := split(g.rows[row], i+shift, end+shift)
	for k := range out {
		out[k].from, out[k].to = out[k].from-shift, out[k].to-shift
		if out[k].kind == KindSpelling && !g.sameNext(row, out[k].to) {
			out[k].kind = KindName // the title or first name of another person
			if g.functionOnly(out[k]) {
				out[k].kind = KindWording // what leads to another name or date
			}
		}
	}
	return out
}

// elsewhere reports whether a column holds one date or name, a token of a row, that all rows have that have nothing here, in
// other places, and whether there it has changed places with another.
func (g *grid) elsewhere(c *gridColumn, row, token int) (elsewhere, changed bool) {
	v := c.variants[0]
	if v.role != reading.Dated && v.role != reading.Named || len(g.holders[v.id]) < 2 {
		return false, false
	}
	for other, at := range c.cells {
		if at >= 0 {
			continue
		}
		k := slices.IndexFunc(g.holders[v.id], func(h *gridColumn) bool {
			i := h.cells[other]
			return i >= 0 && g.rows[other][i].ID == v.id
		})
		if k < 0 {
			return false, false
		}
		changed = changed || exchanged(g.rows[row], g.rows[other], token, int(g.holders[v.id][k].cells[other]))
	}
	return true, changed
}

// sameNext reports whether what a row has next, from a column on, is what all
// others have there; titles and first names are passed over.
func (g *grid) sameNext(row, column int) bool {
	for ; column < len(g.columns); column++ {
		if g.columns[column].cells[row] >= 0 && (g.agree(column) || g.kindOf(column) != KindSpelling) {
			return g.agree(column)
		}
	}
	return false
}

// agree reports whether all rows that have a cell in column i have the same there.
func (g *grid) agree(i int) bool { return len(g.columns[i].variants) == 1 }

// functionOnly reports whether the columns hold function words alone.
func (g *grid) functionOnly(s stretch) bool {
	for _, c := range g.columns[s.from:s.to] {
		for _, v := range c.variants {
			if v.role != reading.Function {
				return false
			}
		}
	}
	return true
}

// presence gives the first row that has a cell in column i, and whether any row has none.
func (g *grid) presence(i int) (row int, absent bool) {
	cells := g.columns[i].cells
	row = slices.IndexFunc(cells, func(at int32) bool { return at >= 0 })
	return row, slices.Contains(cells, -1)
}

// samePresence reports whether the same rows have a cell in both columns.
func (g *grid) samePresence(i, j int) bool {
	for row := range g.rows {
		if (g.columns[i].cells[row] < 0) != (g.columns[j].cells[row] < 0) {
			return false
		}
	}
	return true
}

// kindOf is the kind of what differs within column i: the heaviest of the
// changes from what most rows have there to what others have, as in a diff.
func (g *grid) kindOf(i int) Kind {
	cells := g.columns[i].cells
	best := g.columns[i].variants[0]
	for _, v := range g.columns[i].variants[1:] {
		if v.count > best.count || v.count == best.count && v.key < best.key {
			best = v
		}
	}
	from := -1
	for row, at := range cells {
		if at >= 0 && g.rows[row][at].ID == best.id {
			from = row
			break
		}
	}
	var kind Kind
	ls, at := g.rows[from], int(cells[from])
	for row, other := range cells {
		switch {
		case other < 0:
			kind = heavier(kind, kindOfStretch(ls, at, at+1))
		case row != from:
			kind = heavier(kind, kindOfChange(ls, at, g.rows[row], int(other)))
		}
	}
	return kind
}

// otherDay reports a date in the same words that is another day by the date of publication.
func otherDay(x, y *reading.Lexeme) bool {
	return x.Role == reading.Dated && y.Role == reading.Dated && x.Text == y.Text && x.ID != y.ID
}

// kindOfChange is the kind of the change from token i of a to token j of b, "" for none.
func kindOfChange(a []reading.Lexeme, i int, b []reading.Lexeme, j int) Kind {
	x, y := &a[i], &b[j]
	switch {
	case otherDay(x, y):
		return KindDate
	case x.Text == y.Text, x.ID == y.ID && spaced(x.Text) == spaced(y.Text):
		return ""
	case x.ID == y.ID:
		return kindOfVariant(x)
	case x.Role == y.Role && (exact(x.Role) || x.Role == reading.Named):
		return kindOfCounterparts(a, i, b, j)
	case x.Role == reading.Function && y.Role == reading.Function && !besideTheSame(a, i, b, j):
		return KindWording // "for" and "against" are contraries in one sentence only
	}
	return kindOfSource(a, i, i+1, b, j, j+1)
}
