package overview

import "sort"

// lead scrolls the other board to what a board has been scrolled to: the same
// claims, and the same articles where the columns stand in the order of time.
// Where one is at its beginning or end, so is the other; what the smaller window
// shows then lies within what the larger shows.
func (v *View) lead(b *board) {
	if v.panes != Both {
		return
	}
	other := v.matrix
	if b == v.matrix {
		other = v.timeline
	}
	x, y := other.x, other.y
	if b.mostY() > 0 {
		y = b.y / b.mostY() * other.mostY()
	}
	if b.mostX() > 0 && !v.order.byOutlet {
		// What is as far along the window as the window is along the whole.
		x = v.along(b, b.x*b.wide/b.mostX()) * other.mostX() / max(other.wide, 1)
	}
	if x == other.x && y == other.y {
		return
	}
	other.x, other.y = min(max(x, 0), other.mostX()), min(max(y, 0), other.mostY())
	other.over = nowhere
	other.Refresh()
}

// along leads from a place on one board's whole width to that on the other's.
func (v *View) along(b *board, x float32) float32 {
	track := v.timeline.sheet.(*timeline).track
	pitch := v.matrix.sheet.(*grid).pitch
	from, to := func(p post) float32 { return p.time }, func(p post) float32 { return p.column * pitch }
	if b == v.matrix {
		from, to = to, from
	}
	i := sort.Search(len(track), func(i int) bool { return from(track[i]) >= x })
	switch {
	case i == 0:
		return to(track[0])
	case i == len(track):
		return to(track[i-1])
	}
	p, q := track[i-1], track[i]
	return to(p) + (to(q)-to(p))*(x-from(p))/(from(q)-from(p))
}

// post is where a place among the columns lies along the time.
type post struct {
	column float32 // its middle, counted in columns
	time   float32 // in pixels
}

// trackOf leads from the columns of a table to places on its axis and back: in
// both it only goes on.
func trackOf(t *table, a *axis, wide float32) []post {
	track := []post{{}}
	for i, x := range a.x {
		if x > track[len(track)-1].time {
			track = append(track, post{float32(i) + 0.5, x})
		}
	}
	return append(track, post{float32(t.ends()), max(wide, track[len(track)-1].time)})
}
