package compare

import (
	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
)

// Article is a whole article that is compared with another.
type Article = trace.Article

// pairOf are two whole articles.
type pairOf struct{ base, other Article }

func (p *pairOf) name() string { return "articles " + string(p.base.ID) + " " + string(p.other.ID) }

// pairs makes the scene of two articles.
func (j job) pairs() *scene {
	s := &scene{job: j}
	if old := j.old; old != nil && old.articles != nil && old.job.pair == j.pair && old.job.Options == j.Options {
		s.articles = old.articles
	} else {
		s.articles = trace.CompareArticles(j.pair.base, j.pair.other, j.Options)
	}
	s.job.old = nil
	s.counts, s.summary = s.articles.Counts(), s.articles.Summary()
	from, to := s.articles.Runes()
	for _, p := range s.articles.Pairs {
		left, right := beside(from, to, p.Edits, j.on)
		if p.In != trace.InBoth && p.Moved < 0 { // nothing in it differs from anything
			left, right = whole(left), whole(right)
		}
		var t texts
		if p.In&trace.InBase > 0 {
			t.left = newFlow(left)
		}
		if p.In&trace.InOther > 0 {
			t.right = newFlow(right)
		}
		s.texts = append(s.texts, t)
	}
	return s
}

// whole is a paragraph without a counterpart, set without marks.
func whole(w wording) wording {
	for i := range w.runs {
		w.runs[i].tone, w.runs[i].kind, w.runs[i].named, w.runs[i].edit = same, "", false, -1
	}
	return w
}

// pairHead is the head of two articles.
func (s *paper) pairHead(c *controls) {
	one := s.half()
	s.y -= 4
	top, end := s.y, s.y
	for i, a := range [...]Article{s.of.pair.base, s.of.pair.other} {
		x := float32(i) * (one + besideGap)
		s.y = top
		when := style.ShortTime(a.Published)
		if !a.Published.Known() {
			when = "publication time unknown"
		}
		s.set(prose(trace.Prose{{Text: a.Name(), Strong: true}, {Text: "  " + when + [...]string{", the baseline", ""}[i]}}), proseFaces, proseLead, s.Palette.Muted, x, one)
		if a.Title != "" && a.Name() != trace.OneLine(a.Title) {
			s.set(plain(a.Title), titleFaces, 26, s.Palette.Ink, x, one)
		}
		end = max(end, s.y)
	}
	s.y = end + style.Panel
	if s.of.scene == nil {
		s.prose(trace.Prose{{Text: "Comparing two articles …"}})
	} else {
		if chips := c.kinds(); len(chips) > 0 {
			s.y += s.chips(chips, 0, s.y)
		}
		s.prose(s.of.scene.summary)
	}
	s.y += rowsAbove
}

// half is the width of each of the two articles.
func (s *paper) half() float32 { return min((s.width-besideGap)/2, textMost*s.page.zoom) }

// fillPairs makes a row for each pair of paragraphs.
func (s *paper) fillPairs() {
	set := readSetting.times(s.page.zoom)
	one := s.half()
	for i, t := range s.of.scene.texts {
		pair := s.of.scene.articles.Pairs[i]
		p := &passage{set: set, edits: pair.Edits, words: s.of.scene.articles.Words}
		if t.left != nil {
			p.columns = append(p.columns, column{flow: t.left, x: bleed, width: one})
		}
		if t.right != nil {
			p.columns = append(p.columns, column{flow: t.right, x: bleed + one + besideGap, width: one})
		}
		if len(p.columns) == 1 {
			p.columns[0].above, p.columns[0].moved = s.of.pair.alone(pair, i), pair.Moved >= 0
		}
		s.add(&row{i: i, body: p, top: rowTop - 6, inset: rowTop, foot: 8, bare: i > 0})
	}
}

// alone says what became of a paragraph that stands without the other.
func (p *pairOf) alone(pair trace.Pair, i int) string {
	there := p.base.Name()
	if pair.In == trace.InBase {
		there = p.other.Name()
	}
	switch {
	case pair.Moved > i:
		return "moved: stands further down in " + there
	case pair.Moved >= 0:
		return "moved: stands further up in " + there
	case pair.In == trace.InBase:
		return "left out"
	}
	return "added"
}
