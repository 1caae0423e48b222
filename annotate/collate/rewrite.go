package collate

import "claimtrace/annotate/reading"

// appendRewrite resolves a stretch in which both sides have tokens and none can be
// paired: clause against clause, so that a change in one does not name the
// kind of all.
func (c *comparison) appendRewrite(items []item, a0, a1, b0, b1 int) []item {
	if a1-a0 == 1 && b1-b0 == 1 {
		return append(items, c.against(a0, a1, b0, b1))
	}
	if !hasWord(c.a[a0:a1]) || !hasWord(c.b[b0:b1]) {
		return c.appendSigns(items, a0, a1, b0, b1)
	}
	partsA, partsB := clauses(c.a, a0, a1), clauses(c.b, b0, b1)
	skipA, skipB := shift(partsA, partsB)
	n := min(len(partsA), len(partsB))
	partsA, partsB = partsA[skipA:skipA+n], partsB[skipB:skipB+n]
	items = c.appendOneSided(items, a0, partsA[0].from, b0, partsB[0].from)
	for i, pa := range partsA {
		items = c.appendClause(items, pa, partsB[i])
	}
	return c.appendOneSided(items, partsA[n-1].to, a1, partsB[n-1].to, b1)
}

// shift decides which clauses of the longer list stand alone, those at its
// beginning if that leaves clauses of far more like length together, else those at its end.
// It returns how many to skip at the beginning on each side.
func shift(partsA, partsB []stretch) (skipA, skipB int) {
	more := len(partsA) - len(partsB)
	skipA, skipB = max(more, 0), max(-more, 0)
	if 2*unlike(partsA[skipA:], partsB[skipB:]) < unlike(partsA, partsB) {
		return skipA, skipB
	}
	return 0, 0
}

// unlike sums how much the lengths of clauses differ, in tokens.
func unlike(partsA, partsB []stretch) int {
	sum := 0
	for i := range min(len(partsA), len(partsB)) {
		d := partsA[i].to - partsA[i].from - (partsB[i].to - partsB[i].from)
		sum += max(d, -d)
	}
	return sum
}

// appendRemainder resolves what appendSigns leaves: mostly words of one side,
// else signs that cannot be told apart any better.
func (c *comparison) appendRemainder(items []item, a0, a1, b0, b1 int) []item {
	if a0 < a1 && b0 < b1 {
		return append(items, c.against(a0, a1, b0, b1))
	}
	return c.appendOneSided(items, a0, a1, b0, b1)
}

// appendOneSided makes items of the tokens that only one side has; the other is empty.
func (c *comparison) appendOneSided(items []item, a0, a1, b0, b1 int) []item {
	for _, s := range split(c.a, a0, a1) {
		items = append(items, item{s.from, s.to, b0, b0, s.kind, false, false})
	}
	for _, s := range split(c.b, b0, b1) {
		items = append(items, item{a1, a1, s.from, s.to, s.kind, false, false})
	}
	return items
}

// appendSigns resolves a stretch in which one side has signs only: they are
// compared with the signs at the beginning or end of the other, so that the
// words between stay an addition or a loss.
func (c *comparison) appendSigns(items []item, a0, a1, b0, b1 int) []item {
	startA, endA := signsAround(c.a, a0, a1)
	startB, endB := signsAround(c.b, b0, b1)
	switch {
	case startA > a0 && startB > b0:
		items = append(items, c.against(a0, startA, b0, startB))
		return c.appendRemainder(items, startA, a1, startB, b1)
	case endA < a1 && endB < b1:
		items = c.appendRemainder(items, a0, endA, b0, endB)
		return append(items, c.against(endA, a1, endB, b1))
	}
	return append(items, c.against(a0, a1, b0, b1))
}

// appendClause resolves clause pb in the place of clause pa. Where one is of a single
// kind and the other holds a part of that kind, only the two are set against
// each other: "said", "told reporters on Friday".
func (c *comparison) appendClause(items []item, pa, pb stretch) []item {
	inA, inB := split(c.a, pa.from, pa.to), split(c.b, pb.from, pb.to)
	a, b := pa, pb
	switch {
	case len(inA) == 1 && len(inB) > 1:
		b = ofKind(inB, inA[0].kind, pb)
	case len(inB) == 1 && len(inA) > 1:
		a = ofKind(inA, inB[0].kind, pa)
	}
	items = c.appendOneSided(items, pa.from, a.from, pb.from, b.from)
	items = append(items, c.against(a.from, a.to, b.from, b.to))
	return c.appendOneSided(items, a.to, pa.to, b.to, pb.to)
}

// ofKind gives the first part of a kind, or the whole.
func ofKind(parts []stretch, kind Kind, whole stretch) stretch {
	for _, p := range parts {
		if p.kind == kind {
			return p
		}
	}
	return whole
}

// against is the item that puts b[b0:b1] in the place of a[a0:a1].
func (c *comparison) against(a0, a1, b0, b1 int) item {
	return item{a0, a1, b0, b1, kindOfSource(c.a, a0, a1, c.b, b0, b1), false, false}
}

// signsAround gives where the signs at the beginning of ls[from:to] end and
// where those at its end begin. Quotation marks belong to their quotation.
func signsAround(ls []reading.Lexeme, from, to int) (start, end int) {
	start, end = from, to
	for start < to && ls[start].Role == reading.Marking {
		start++
	}
	for end > from && ls[end-1].Role == reading.Marking {
		end--
	}
	return start, end
}

func hasWord(ls []reading.Lexeme) bool {
	for i := range ls {
		if ls[i].IsWord() {
			return true
		}
	}
	return false
}
