package compare

import (
	"strings"

	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
)

// fill makes the rows of the page below its head.
func (v *View) fill(s *paper) {
	switch {
	case v.pair != nil:
		v.fillPairs(s)
	case len(v.witnesses) == 0:
	case v.scene.sheet != nil:
		v.fillTable(s)
	default:
		v.fillPassages(s)
	}
}

// firstBase is the base line of the outlet, from the top of a row.
func firstBase() float32 {
	_, base := strongFace.measured("A")
	return rowTop + base
}

// add appends a row that lies in the page's column, or reaches as far as the
// window to its right.
func (v *View) add(s *paper, r *row) *row {
	r.view, r.left = v, s.left-bleed
	if r.width == 0 {
		r.width = s.width + 2*bleed
	}
	if r.foot == 0 {
		r.inset, r.foot = rowTop, rowFoot
	}
	if p, ok := r.body.(*passage); ok {
		p.begin()
	}
	v.rows = append(v.rows, r)
	return r
}

// fillPassages makes a row for each passage, with one column of words or two.
func (v *View) fillPassages(s *paper) {
	scene, two := v.scene, v.scene.job.layout == Beside && len(v.witnesses) > 1
	width := s.width
	one := width - sideWide
	if two {
		// The two columns may reach beyond the head to the right; the head stays
		// where it is in every layout.
		width = min(max(v.width-s.left-pageX, s.width), sideWide+2*textMost+besideGap)
		one = (width - sideWide - besideGap) / 2
		base := trace.Outlet(v.witnesses[scene.job.options.Base])
		h := &headings{view: v, words: []heading{{words: "Baseline", more: base, x: bleed + sideWide},
			{words: "Each source", x: bleed + sideWide + one + besideGap}}}
		if scene.job.options.Before {
			h.words[0] = heading{words: "The one before", x: bleed + sideWide}
		}
		v.heading = &row{view: v, i: -1, body: h, left: s.left - bleed, width: width + 2*bleed}
	}
	for i, t := range scene.texts {
		p := &passage{set: readSetting, edits: scene.trace.Steps[i].Edits, words: scene.words(i)}
		if two {
			p.columns = []column{{flow: t.left, x: bleed + sideWide, width: one}, {flow: t.right, x: bleed + sideWide + one + besideGap, width: one, note: t.note}}
			if t.right == nil {
				p.columns = p.columns[:1]
			}
		} else {
			p.columns = []column{{flow: t.right, x: bleed + sideWide, width: one, note: t.note}}
		}
		v.add(s, &row{i: i, body: p, origin: func() *origin { return newOrigin(v, i, false) },
			top: firstBase() - readSetting.base(), width: width + 2*bleed})
	}
}

// fillTable makes a row of the table for each passage.
func (v *View) fillTable(s *paper) {
	left, sheet := float32(bleed+tableSide), v.scene.sheet
	cover := left - cellSide
	width := v.width - s.left - pageX + 2*bleed
	v.heading = &row{view: v, i: -1, body: &headings{view: v, sheet: sheet, left: left}, left: s.left - bleed, width: width, cover: cover}
	for i, aligned := range sheet.table.Rows {
		r := &row{i: i, origin: func() *origin { return newOrigin(v, i, true) }, inset: 8, foot: 8, width: width}
		first := firstBase() - rowTop + r.inset
		if aligned == nil { // in words of its own: across all columns
			t := v.scene.texts[i]
			r.top = first - cellSetting.base()
			r.body = &passage{set: cellSetting, columns: []column{{flow: t.right, x: left + cellSide, width: min(v.acrossWide()-cellSide, quoteMost), note: t.note}}}
		} else {
			r.top = first - cellBase()
			r.body, r.cover = &cells{view: v, sheet: sheet, i: i, left: left}, cover
		}
		v.add(s, r)
	}
}

// tableSide is the width of the column of origins beside the table, in pixels.
const tableSide = 206

// across is the part of the table's columns that the window shows.
func (v *View) across() (from, to float32) {
	if v.drawn > 0 {
		return 0, v.drawn
	}
	return v.sideways, v.sideways + v.acrossWide()
}

// acrossWide is the width of the window that columns have.
func (v *View) acrossWide() float32 {
	left, _ := pageLeft(v.width)
	return max(v.width-left-tableSide-pageX, 0)
}

// words are those of an edit of the i-th witness.
func (s *scene) words(i int) editWords {
	return func(e edit) (old, now string) { return s.trace.Words(i, e) }
}

// describe says for those who hear it what a row shows.
func (v *View) describe(i int) string {
	if i < 0 {
		return ""
	}
	if v.pair != nil {
		return v.pair.describe(v.scene, i)
	}
	w := v.witnesses[i]
	said := []string{trace.Outlet(w), style.ShortTime(w.In.Published), trace.Verdict(w.Verdict) + ": " + trace.OneLine(w.Quote)}
	return strings.Join(said, ", ")
}
