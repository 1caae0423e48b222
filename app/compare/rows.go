package compare

import "claimtrace/app/compare/trace"

// fill makes the rows of the page below its head.
func (s *paper) fill() {
	switch {
	case s.of.pair != nil:
		s.fillPairs()
	case len(s.of.witnesses) == 0:
	case s.of.scene.sheet != nil:
		s.fillTable()
	case s.of.scene.facts != nil:
		s.fillFacts()
	default:
		s.fillPassages()
	}
}

// align puts the base line of the outlet and that of the words' first line, which
// lies so far below their top, beside each other: where words are too large for
// that the outlet stands lower.
func (r *row) align(base float32) {
	_, outlet := strongFace.measured("A")
	r.top = max(r.inset+outlet-base, leastTop)
	r.inset = r.top + base - outlet
}

// leastTop is where the words of a row may begin, in pixels.
const leastTop = 4

// add appends a row that lies in the page's column, or reaches as far as the
// window to its right.
func (s *paper) add(r *row) {
	r.across, r.left = s.across, s.left-bleed
	if r.width == 0 {
		r.width = s.width + 2*bleed
	}
	if p, ok := r.body.(*passage); ok {
		p.begin()
	}
	s.rows = append(s.rows, r)
}

// fillPassages makes a row for each passage, with one column of words or two.
func (s *paper) fillPassages() {
	scene := s.of.scene
	two := scene.job.layout == Beside && len(s.of.witnesses) > 1
	set, width := readSetting.times(s.page.zoom), min(s.width, sideWide+quoteMost*s.page.zoom)
	if two {
		// The two columns may reach beyond the head to the right; the head stays
		// where it is in every layout.
		width = min(max(s.page.width-s.left-pageX, s.width), sideWide+2*textMost*s.page.zoom+besideGap)
	}
	one := func(room float32) float32 { // the width of a column of words
		if two {
			return (room - besideGap) / 2
		}
		return room
	}
	left, beside := float32(bleed+sideWide), float32(outletMax)
	stacked := one(width-sideWide) < leastEms*set.faces.plain.size
	if stacked {
		left, beside = bleed, width
	}
	wide := one(width + bleed - left)
	if two {
		base := trace.Outlet(s.of.witnesses[scene.job.base])
		h := &headings{of: s.of, across: s.across, words: []heading{{words: "Baseline", more: base, x: left, wide: wide},
			{words: "Each source", x: left + wide + besideGap}}}
		if scene.job.before {
			h.words[0] = heading{words: "The one before", x: left}
		}
		s.heading = &row{across: s.across, i: -1, body: h, left: s.left - bleed, width: width + 2*bleed}
	}
	for i, t := range scene.texts {
		p := &passage{set: set, edits: scene.trace.Steps[i].Edits, words: scene.words(i)}
		if two {
			p.columns = []column{{flow: t.left, x: left, width: wide}, {flow: t.right, x: left + wide + besideGap, width: wide, note: t.note}}
			if t.right == nil {
				p.columns = p.columns[:1]
			}
		} else {
			p.columns = []column{{flow: t.right, x: left, width: wide, note: t.note}}
		}
		r := &row{i: i, body: p, origin: func() *origin { return newOrigin(s.of, i, false, beside) }, stacked: stacked,
			inset: rowTop, foot: rowFoot, width: width + 2*bleed}
		if !stacked {
			r.align(set.base())
		}
		s.add(r)
	}
}

// leastEms is how wide a column of words is at least, in sizes of its type, that
// has the origins beside it: in less room they stand above the words.
const leastEms = 12

// fillTable makes a row of the table for each passage.
func (s *paper) fillTable() {
	left, sheet, set := float32(bleed+tableSide), s.of.scene.sheet, cellSetting.times(s.page.zoom)
	sheet.begin(set)
	cover := left - cellSide
	width := s.page.width - s.left - pageX + 2*bleed
	s.heading = &row{across: s.across, i: -1, body: &headings{of: s.of, across: s.across, sheet: sheet, left: left}, left: s.left - bleed, width: width, cover: cover}
	for i, aligned := range sheet.table.Rows {
		r := &row{i: i, origin: func() *origin { return newOrigin(s.of, i, true, outletMax) }, inset: 8, foot: 8, width: width}
		if aligned == nil { // in words of its own: across all columns
			t := s.of.scene.texts[i]
			r.align(set.base())
			r.body = &passage{set: set, columns: []column{{flow: t.right, x: left + cellSide, width: min(s.across.room()-cellSide, quoteMost*s.page.zoom), note: t.note}}}
		} else {
			r.align(sheet.base())
			r.body, r.cover = &cells{of: s.of, across: s.across, sheet: sheet, i: i, left: left}, cover
		}
		s.add(r)
	}
}

// tableSide is the width of the column of origins beside the table, in pixels.
const tableSide = 206

// words are those of an edit of the i-th witness.
func (s *scene) words(i int) editWords {
	return func(e edit) (old, now string) { return s.trace.Words(i, e) }
}
