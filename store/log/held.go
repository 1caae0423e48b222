package log

import (
	"errors"

	"claimtrace/annotate/change"
)

// A union that is only tried need not write down what is new and stands by itself:
// of that the log is told from memory, as if it were there, until [Log.Release].

// ErrTrial is returned where a union that is tried so cannot tell all that it would
// bring: it is to be done as if in earnest.
var ErrTrial = errors.New("the union is to be tried by writing it down")

// held are entities, all of them new, whose changes are in no table.
type held struct {
	changes map[change.Ref][]*change.Change
	points  map[change.ID][]change.Ref // what refers to what; nil as long as nobody asked
}

// Holds tells whether the changes of an entity are in no table.
func (l *Log) Holds(r change.Ref) bool { return l.held != nil && l.held.changes[r] != nil }

// IsTrial tells whether there may be such.
func (l *Log) IsTrial() bool { return l.held != nil }

// Release forgets them.
func (l *Log) Release() {
	l.held = nil
	l.Forget()
}

func (h *held) add(c *change.Change) { h.changes[c.Entity] = append(h.changes[c.Entity], c) }

// pointing lists those that refer to an entity.
func (h *held) pointing(id change.ID) []change.Ref {
	if h.points == nil {
		h.points = map[change.ID][]change.Ref{}
		for r, list := range h.changes {
			seen := map[change.ID]bool{}
			for _, c := range list {
				change.EachReference(c, func(to change.Ref) {
					if !seen[to.ID] {
						seen[to.ID] = true
						h.points[to.ID] = append(h.points[to.ID], r)
					}
				})
			}
		}
	}
	return h.points[id]
}

// numbers finds out whether any number of a copy is given twice, as far as that can
// be told without a look at all rows.
type numbers struct {
	last map[change.ID]int64 // here, by copy
	new  map[numbered]bool
}

type numbered struct {
	copy   change.ID
	number int64
}

func newNumbers(ours *Survey) numbers {
	n := numbers{map[change.ID]int64{}, map[numbered]bool{}}
	for _, c := range ours.Copies {
		n.last[c.Copy] = c.Last
	}
	return n
}

// add takes up a new change; false is for one of which it cannot be told.
func (n numbers) add(c *change.Change) bool {
	at := numbered{c.Copy, c.Number}
	if c.Number <= n.last[c.Copy] || n.new[at] {
		return false
	}
	n.new[at] = true
	return true
}
