package compare

// across is what the window shows of the columns of a table, which may be wider
// than it. The head of the page does not scroll sideways.
type across struct {
	of    *comparison
	page  *format
	at    float32 // how far the table is scrolled, in pixels
	drawn float32 // the width of a table that is drawn whole; 0 in a window
	moved func()  // is called when it was scrolled
}

// span is the part of the table's columns that the window shows.
func (a *across) span() (from, to float32) {
	if a.drawn > 0 {
		return 0, a.drawn
	}
	return a.at, a.at + a.room()
}

// room is the width of the window that columns have.
func (a *across) room() float32 {
	left, _ := a.page.column()
	side := float32(0)
	if table := a.table(); table != nil {
		side = table.side()
	}
	return max(a.page.width-left-side-pageX, 0)
}

// table is that which is shown, nil where there is none.
func (a *across) table() spread { return a.of.scene.spread() }

// most is how far the table can be scrolled.
func (a *across) most() float32 { return max(a.table().whole()-a.room(), 0) }

// slide scrolls the table by a number of pixels.
func (a *across) slide(dx float32) {
	if a.table() == nil {
		return
	}
	if to := min(max(a.at+dx, 0), a.most()); to != a.at {
		a.at = to
		a.moved()
	}
}

// leastHeld is how many columns of facts the window has to have at the least for one
// to be held in it.
const leastHeld = 3

// held is the column of the baseline, which stays in the window while the others are
// scrolled sideways; −1 where all have room, or where there is room for few.
func (a *across) held() int {
	base := a.of.scene.job.base
	if s := a.of.scene.facts; s == nil || a.drawn > 0 || !a.of.scene.job.isBase(base) || base >= s.measured || a.most() == 0 || a.room() < leastHeld*s.column {
		return -1
	}
	return base
}

// columnX is where a column of facts begins, from where the first does that is not
// scrolled.
func (a *across) columnX(k int) float32 {
	from, _ := a.span()
	x := float32(k)*a.of.scene.facts.column - from
	if k == a.held() {
		return min(max(x, 0), a.room()-a.of.scene.facts.column)
	}
	return x
}

// columnAt is the column of facts at a place, from where the first begins that is not
// scrolled; −1 for none.
func (a *across) columnAt(x float32) int {
	s := a.of.scene.facts
	if k := a.held(); k >= 0 && x >= a.columnX(k) && x < a.columnX(k)+s.column {
		return k
	}
	from, _ := a.span()
	if k := int((x + from) / s.column); x >= 0 && k < s.sources() {
		return k
	}
	return -1
}

// inOrder lists columns as they are painted: the one that is held above the others.
func (a *across) inOrder(first, end int) (list []int) {
	held := a.held()
	for k := first; k < end; k++ {
		if k != held {
			list = append(list, k)
		}
	}
	if held >= 0 {
		list = append(list, held)
	}
	return list
}

// edge parts the column that is held from those that are scrolled below it.
func (a *across) edge(b *brush, k int, x, y, high float32) {
	if from, _ := a.span(); k != a.held() {
		return
	} else if s := a.of.scene.facts; x > float32(k)*s.column-from {
		b.Rect(b.Palette.Line, x+s.column-1, y+1, 1, high-1)
	} else if x < float32(k)*s.column-from {
		b.Rect(b.Palette.Line, x, y+1, 1, high-1)
	}
}

// slideTo scrolls sideways until a place of the table is in the window, beside the
// column that is held there.
func (a *across) slideTo(pick int, left, wide float32) {
	var before, behind float32
	switch held := a.held(); {
	case held < 0:
	case held == pick:
		return
	case held < pick:
		before = a.of.scene.facts.column
	default:
		behind = a.of.scene.facts.column
	}
	to := max(a.at, left+wide+pageX+behind-a.room())
	a.slide(min(to, left-before) - a.at)
}

// spread is a table, which may be wider than the window.
type spread interface {
	// side is the width of what stands beside the columns, in pixels.
	side() float32
	// whole is that of all columns, estimated until they are measured.
	whole() float32
	// extend measures columns while there is time and tells whether all are.
	extend(budget) bool
}

// spread is the table that is shown, nil where there is none.
func (s *scene) spread() spread {
	switch {
	case s == nil:
	case s.sheet != nil:
		return s.sheet
	case s.facts != nil:
		return s.facts
	}
	return nil
}
