package session

import (
	"errors"
	"slices"

	"claimtrace/annotate"
	"claimtrace/store"
)

// rows is a list in its order that knows where each of its rows is.
type rows[R any] struct {
	list  []R
	at    map[annotate.ID]int
	id    func(R) annotate.ID
	order func(a, b R) int
}

func (r *rows[R]) set(list []R) {
	r.list, r.at = list, make(map[annotate.ID]int, len(list))
	for i, row := range list {
		r.at[r.id(row)] = i
	}
}

func (r *rows[R]) get(id annotate.ID) (row R, ok bool) {
	i, ok := r.at[id]
	if ok {
		row = r.list[i]
	}
	return row, ok
}

// first is the id of the first row, "" where there is none.
func (r *rows[R]) first() annotate.ID {
	if len(r.list) == 0 {
		return ""
	}
	return r.id(r.list[0])
}

// bring reads a row anew and puts it in its place, or takes it out where it is
// gone. It returns the place where no row changed its own, else −1.
func (r *rows[R]) bring(id annotate.ID, read func(annotate.ID) (R, error)) (place int, err error) {
	row, err := read(id)
	gone := errors.Is(err, store.ErrNoEntity)
	if err != nil && !gone {
		return -1, err
	}
	i, there := r.at[id]
	if there && !gone && (i == 0 || r.order(r.list[i-1], row) < 0) && (i == len(r.list)-1 || r.order(row, r.list[i+1]) < 0) {
		r.list[i] = row
		return i, nil
	}
	list := r.list
	if there {
		list = slices.Delete(list, i, i+1)
	}
	if !gone {
		at, _ := slices.BinarySearchFunc(list, row, r.order)
		list = slices.Insert(list, at, row)
	}
	r.set(list)
	return -1, nil
}
