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
	also  func(R) []annotate.ID // ids that mean the same row; it may be nil
	order func(a, b R) int
	count func(R) int // the highlights with a verdict
	sum   int         // of all rows
}

func (r *rows[R]) set(list []R) {
	r.list, r.at, r.sum = list, make(map[annotate.ID]int, len(list)), 0
	for i, row := range list {
		r.at[r.id(row)] = i
		if r.also != nil {
			for _, id := range r.also(row) {
				r.at[id] = i
			}
		}
		r.sum += r.count(row)
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

// bring reads rows anew and puts them in their places, or takes them out where
// they are gone. It returns the places, less of them where other rows moved
// too. On an error nothing has changed.
func (r *rows[R]) bring(ids []annotate.ID, read func(annotate.ID) (R, error)) (places []int, err error) {
	fresh := make([]R, len(ids))
	gone := make([]bool, len(ids))
	for k, id := range ids {
		fresh[k], err = read(id)
		if gone[k] = errors.Is(err, store.ErrNoEntity); err != nil && !gone[k] {
			return nil, err
		}
	}
	for k, id := range ids {
		if i := r.place(id, fresh[k], gone[k]); i >= 0 {
			places = append(places, i)
		}
	}
	return places, nil
}

// place puts a row in its place. It returns it where no row changed its own,
// else −1.
func (r *rows[R]) place(id annotate.ID, row R, gone bool) int {
	i, there := r.at[id]
	if there && !gone && (i == 0 || r.order(r.list[i-1], row) < 0) && (i == len(r.list)-1 || r.order(row, r.list[i+1]) < 0) {
		r.sum += r.count(row) - r.count(r.list[i])
		r.list[i] = row
		return i
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
	return -1
}
