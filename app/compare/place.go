package compare

import "claimtrace/annotate"

// place is where one was in a claim.
type place struct {
	chosen   annotate.ID // the passage that the keys acted on
	row      int         // in whole articles the pair, in facts the kind
	top      anchor      // what stood at the top of the window
	sideways float32
}

// begins is where one is in what was never shown.
var begins = place{row: -1, top: anchor{row: -1}}

// places are where one was in other claims.
type places struct {
	known map[string]place
	due   *place // where to go once the rows are there
}

// mostPlaces is how many claims are remembered.
const mostPlaces = 200

// leave remembers where one is in what is shown, and where to go in what is shown
// next. It tells whether that is something else.
func (p *places) leave(from, to string, now place) bool {
	if p.due != nil {
		now = *p.due // what is under way was not seen yet
	}
	if len(p.known) >= mostPlaces {
		clear(p.known)
	}
	p.known[from] = now
	next, ok := p.known[to]
	if !ok {
		next = begins
	}
	p.due = &next
	return to != from
}

// arrive returns where to go, nil for nowhere else.
func (p *places) arrive() *place {
	due := p.due
	p.due = nil
	return due
}

// anew tells whether what is due was never shown.
func (p *places) anew() bool { return p.due != nil && p.due.top == begins.top }
