package compare

// leastHeld is how many columns of facts the window has to have at the least for one
// to be held in it.
const leastHeld = 3

// held is the column of the baseline, which stays in the window while the others are
// scrolled sideways; −1 where all have room, or where there is room for few.
func (v *View) held() int {
	base := v.scene.job.base
	if s := v.scene.facts; s == nil || v.drawn > 0 || !v.scene.job.isBase(base) || base >= s.measured || v.mostSideways() == 0 || v.acrossWide() < leastHeld*s.column {
		return -1
	}
	return base
}

// columnX is where a column of facts begins, from where the first does that is not
// scrolled.
func (v *View) columnX(k int) float32 {
	from, _ := v.across()
	x := float32(k)*v.scene.facts.column - from
	if k == v.held() {
		return min(max(x, 0), v.acrossWide()-v.scene.facts.column)
	}
	return x
}

// columnAt is the column of facts at a place, from where the first begins that is not
// scrolled; −1 for none.
func (v *View) columnAt(x float32) int {
	s := v.scene.facts
	if k := v.held(); k >= 0 && x >= v.columnX(k) && x < v.columnX(k)+s.column {
		return k
	}
	from, _ := v.across()
	if k := int((x + from) / s.column); x >= 0 && k < s.sources() {
		return k
	}
	return -1
}

// inOrder lists columns as they are painted: the one that is held above the others.
func (v *View) inOrder(first, end int) (list []int) {
	held := v.held()
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
func (v *View) edge(b *brush, k int, x, y, high float32) {
	if from, _ := v.across(); k != v.held() {
		return
	} else if s := v.scene.facts; x > float32(k)*s.column-from {
		b.Rect(b.Palette.Line, x+s.column-1, y+1, 1, high-1)
	} else if x < float32(k)*s.column-from {
		b.Rect(b.Palette.Line, x, y+1, 1, high-1)
	}
}

// slideTo scrolls sideways until a place of the table is in the window, beside the
// column that is held there.
func (v *View) slideTo(pick int, left, wide float32) {
	var before, behind float32
	switch held := v.held(); {
	case held < 0:
	case held == pick:
		return
	case held < pick:
		before = v.scene.facts.column
	default:
		behind = v.scene.facts.column
	}
	to := max(v.sideways, left+wide+pageX+behind-v.acrossWide())
	v.slide(min(to, left-before) - v.sideways)
}
