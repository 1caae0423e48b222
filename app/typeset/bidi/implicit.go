package bidi

import ucd "golang.org/x/text/unicode/bidi"

// run is a level run (BD7): characters of one level, those that X9 removes
// left out.
type run struct {
	start, end int // half-open
	level      uint8
	next       int  // the run that goes on where the isolate ends with which this one breaks off; −1 for none
	goesOn     bool // whether this is such a run
}

// sequence is an isolating run sequence (BD13): what the rules for weak and
// neutral characters see as one text.
type sequence struct {
	p        *text
	at       []int // the characters' places in the paragraph
	class    []ucd.Class
	level    uint8
	sos, eos ucd.Class // what stands before and after: L or R
}

// implicit applies rule X10, and through it W1 to I2.
func (p *text) implicit() {
	runs := p.runs()
	s := sequence{p: p}
	for k := range runs {
		if runs[k].goesOn {
			continue
		}
		s.at, s.class = s.at[:0], s.class[:0]
		last := k
		for r := k; r >= 0; r = runs[r].next {
			for i := runs[r].start; i < runs[r].end; i++ {
				if !removed.has(p.class[i]) {
					s.at, s.class = append(s.at, i), append(s.class, p.turned[i])
				}
			}
			last = r
		}
		s.level = runs[k].level
		before, after := p.base, p.base
		if k > 0 {
			before = runs[k-1].level
		}
		if last+1 < len(runs) && !initiators.has(p.class[s.at[len(s.at)-1]]) {
			after = runs[last+1].level
		}
		s.sos, s.eos = direction(max(s.level, before)), direction(max(s.level, after))
		s.weak()
		s.brackets()
		s.neutral()
		s.levels()
	}
}

// direction is the class of the letters of a level.
func direction(level uint8) ucd.Class {
	if level%2 == 1 {
		return ucd.R
	}
	return ucd.L
}

// runs cuts the paragraph into level runs and joins those between which an
// isolate lies. Isolates nest, so the last run that waits for the end of its
// isolate is the first to find it. That end begins a run just where the
// beginning ended one: both have the level outside, all between a higher one.
// Where the isolate holds nothing, or is too deep to count, neither is so.
func (p *text) runs() []run {
	var runs []run
	var waiting []int
	last := -1 // the last character not removed
	for i, c := range p.class {
		if removed.has(c) {
			continue
		}
		level := p.levels[i]
		if last >= 0 && p.levels[last] == level {
			runs[len(runs)-1].end, last = i+1, i
			continue
		}
		if last >= 0 && initiators.has(p.class[last]) {
			waiting = append(waiting, len(runs)-1)
		}
		r := run{start: i, end: i + 1, level: level, next: -1}
		if c == ucd.PDI && p.match[i] >= 0 {
			r.goesOn = true
			runs[waiting[len(waiting)-1]].next = len(runs)
			waiting = waiting[:len(waiting)-1]
		}
		runs, last = append(runs, r), i
	}
	return runs
}

// weak applies the rules W1 to W7: marks, numbers and what belongs to them.
func (s *sequence) weak() {
	before := s.sos
	for k, c := range s.class { // W1
		if c == ucd.NSM {
			s.class[k] = before // after an isolate its class, which is neutral too
		} else {
			before = c
		}
	}
	letter := s.sos
	for k, c := range s.class { // W2 and W3
		switch c {
		case ucd.L, ucd.R, ucd.AL:
			letter = c
			if c == ucd.AL {
				s.class[k] = ucd.R
			}
		case ucd.EN:
			if letter == ucd.AL {
				s.class[k] = ucd.AN
			}
		}
	}
	for k := 1; k+1 < len(s.class); k++ { // W4
		c, number := s.class[k], s.class[k-1]
		if number == s.class[k+1] && (number == ucd.EN && (c == ucd.ES || c == ucd.CS) || number == ucd.AN && c == ucd.CS) {
			s.class[k] = number
		}
	}
	for k := 0; k < len(s.class); { // W5 and W6
		end := s.while(k, 1<<ucd.ET)
		switch {
		case end > k && (k > 0 && s.class[k-1] == ucd.EN || end < len(s.class) && s.class[end] == ucd.EN):
			s.fill(k, end, ucd.EN)
		case end > k:
			s.fill(k, end, ucd.ON)
		default:
			if c := s.class[k]; c == ucd.ES || c == ucd.CS {
				s.class[k] = ucd.ON
			}
			end++
		}
		k = end
	}
	letter = s.sos
	for k, c := range s.class { // W7
		switch {
		case c == ucd.L || c == ucd.R:
			letter = c
		case c == ucd.EN && letter == ucd.L:
			s.class[k] = ucd.L
		}
	}
}

// neutral applies the rules N1 and N2: what stands between letters takes their
// direction where it is the same on both sides, else that of the level.
func (s *sequence) neutral() {
	before := s.sos
	for k := 0; k < len(s.class); {
		end := s.while(k, 1<<ucd.B|1<<ucd.S|1<<ucd.WS|1<<ucd.ON|1<<ucd.PDI|initiators)
		if end == k {
			before, k = strong(s.class[k]), k+1
			continue
		}
		after := s.eos
		if end < len(s.class) {
			after = strong(s.class[end])
		}
		if before == after {
			s.fill(k, end, before)
		} else {
			s.fill(k, end, direction(s.level))
		}
		k = end
	}
}

// levels applies the rules I1 and I2.
func (s *sequence) levels() {
	for k, i := range s.at {
		level := s.level
		switch c := s.class[k]; {
		case level%2 == 0 && c == ucd.R, level%2 == 1 && c != ucd.R:
			level++
		case level%2 == 0 && c != ucd.L:
			level += 2
		}
		s.p.levels[i] = level
	}
}

// while returns the end of the stretch from k on that the set holds.
func (s *sequence) while(k int, set classes) int {
	for k < len(s.class) && set.has(s.class[k]) {
		k++
	}
	return k
}

func (s *sequence) fill(start, end int, c ucd.Class) {
	for k := start; k < end; k++ {
		s.class[k] = c
	}
}

// strong is the direction of a class for the rules N0 to N2, in which numbers
// count as right-to-left; ON for one that has none.
func strong(c ucd.Class) ucd.Class {
	switch c {
	case ucd.L:
		return ucd.L
	case ucd.R, ucd.EN, ucd.AN:
		return ucd.R
	}
	return ucd.ON
}
