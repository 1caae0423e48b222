package compare

import "claimtrace/annotate"

// place is where one was in a claim.
type place struct {
	chosen   annotate.ID // the passage that the keys acted on
	row      int         // in whole articles the pair, in facts the kind
	top      anchor      // what stood at the top of the window
	sideways float32
}

// mostPlaces is how many claims are remembered.
const mostPlaces = 200

// leave remembers where one is, and where to go in what is shown next.
func (v *View) leave(next string) {
	now := place{v.Chosen(), v.chosen, v.list.anchor(), v.across.at}
	if v.due != nil {
		now = *v.due // what is under way was not seen yet
	}
	if len(v.places) >= mostPlaces {
		clear(v.places)
	}
	v.places[v.name()] = now
	if next == v.name() {
		v.due = &now
		return
	}
	to, ok := v.places[next]
	if !ok {
		to = place{row: -1, top: anchor{row: -1}}
	}
	v.due, v.scene = &to, nil
	v.chosen, v.pick = -1, -1
}

// arrive goes to the place that is due, now that the rows are there. It returns
// what is to stand at the top of the window: what does now, where none is due.
func (v *View) arrive(now anchor) anchor {
	if v.due == nil {
		return now
	}
	to := *v.due
	v.due = nil
	pick := v.pick
	v.chosen, v.pick = v.find(to.chosen), -1
	if v.pair != nil {
		v.chosen = min(to.row, len(v.list.rows)-1)
	}
	if v.Telling() {
		v.pick, v.chosen = v.chosen, min(to.row, len(v.list.rows)-1)
	}
	if v.focused {
		v.begin()
	}
	if !v.Telling() && v.chosen >= 0 && pick >= 0 && v.canPick(v.chosen, pick) {
		v.pick = pick
	}
	v.across.at = to.sideways
	v.list.scroll.Offset.Y = to.top.y
	return to.top
}
