package salvage

import (
	"maps"
	"math/big"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// names holds what keys stand for, as a table of names and its index have it:
// ids, or words. Where these differ there are several for one key, and the
// changes that prove themselves with one of them tell which is right.
type names[T comparable] struct {
	first  map[int64]T
	others map[int64][]T
}

// maxOthers bounds how many are tried for one key, maxTries how often one change
// is.
const (
	maxOthers = 3
	maxTries  = 16
)

func newNames[T comparable]() names[T] { return names[T]{map[int64]T{}, map[int64][]T{}} }

// add takes up a pair.
func (n names[T]) add(key int64, v T) {
	first, known := n.first[key]
	others := n.others[key]
	switch {
	case !known:
		n.first[key] = v
	case first == v || slices.Contains(others, v) || len(others) == maxOthers:
	default:
		n.others[key] = append(others, v)
	}
}

// sure is what a key stands for; ok is false where that is not known, or not for
// sure.
func (n names[T]) sure(key int64) (v T, ok bool) {
	v, ok = n.first[key]
	return v, ok && len(n.others[key]) == 0
}

// choosing is the trying of one for each of the keys of a row of which there are
// several.
type choosing[T comparable] struct {
	names[T]
	keys []int64        // in the order in which the row names them
	has  map[int64]bool // of these: a hostile row can name very many
	at   map[int64]int  // which one it is now
}

func choose[T comparable](n names[T]) *choosing[T] {
	return &choosing[T]{names: n, has: map[int64]bool{}, at: map[int64]int{}}
}

// get is what a key stands for now.
func (c *choosing[T]) get(key int64) (v T, err error) {
	v, ok := c.first[key]
	if !ok {
		return v, log.ErrName
	}
	if len(c.others[key]) > 0 && !c.has[key] {
		c.has[key] = true
		c.keys = append(c.keys, key)
	}
	if i := c.at[key]; i > 0 {
		v = c.others[key][i-1]
	}
	return v, nil
}

// next goes on to the next choice; ok is false where there is none, and it is
// the first again.
func (c *choosing[T]) next() (ok bool) {
	for _, k := range c.keys {
		if c.at[k]++; c.at[k] <= len(c.others[k]) {
			return true
		}
		c.at[k] = 0
	}
	return false
}

// settle keeps what was chosen.
func (c *choosing[T]) settle() {
	for _, k := range c.keys {
		if i := c.at[k]; i > 0 {
			c.first[k] = c.others[k][i-1]
		}
		delete(c.others, k)
	}
}

// id is the id that a key stands for, "" where that is not known for sure.
func (s *salvage) id(key int64) change.ID {
	if b, ok := s.ids.sure(key); ok {
		return change.IDOf(b)
	}
	return ""
}

// prove reads a row as a change, and returns it if its id is its hash.
func (s *salvage) prove(r row) *change.Change {
	ids, words := choose(s.ids), choose(s.words)
	for range maxTries {
		found, err := log.RowOf(r.key, r.values, func(key int64) (change.ID, error) {
			b, err := ids.get(key)
			return change.IDOf(b), err
		}, words.get)
		if err == nil && found.Check() == nil {
			ids.settle()
			words.settle()
			return found.Change
		}
		if !words.next() && !ids.next() {
			break
		}
	}
	return nil
}

// proveChanges writes every change that proves itself into the new log.
func (s *salvage) proveChanges() error {
	adder, err := s.log.NewAdder()
	if err != nil {
		return err
	}
	s.entities = map[int64]bool{}
	ids := map[[16]byte]bool{}
	inPart := map[change.ID]*change.Change{} // of which texts are withheld: another row may have more
	take := func(c *change.Change) error {
		s.count++
		check.AddID(s.sum, c.ID)
		s.people[c.Person] = true
		return adder.Add(c, receipt)
	}
	if err := s.each(func(r row) error {
		if !r.table || len(r.values) != changeWidth || r.values[0] != nil {
			return nil
		}
		c := s.prove(r)
		entity, _ := r.values[entityColumn].(int64)
		if c == nil {
			if _, ok := r.values[1].(int64); ok && r.of("change") { // other tables can have rows as wide
				s.altered[r.key] = entity
			}
			return nil
		}
		s.proven[r.key], s.entities[entity] = true, true
		if old := inPart[c.ID]; old != nil {
			inPart[c.ID] = change.Complete(old, c)
		}
		if ids[c.ID.Bytes()] {
			return nil
		}
		ids[c.ID.Bytes()] = true
		if c.Seed == nil {
			inPart[c.ID] = c
			return nil
		}
		return take(c)
	}); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(inPart)) {
		if err := take(inPart[id]); err != nil {
			return err
		}
	}
	if err := adder.Flush(); err != nil {
		return err
	}
	for key := range s.proven {
		delete(s.altered, key)
	}
	return s.log.RebuildIndexes(s.ctx)
}

// Of a row of the log: how many columns it has, and which one is the entity.
const (
	changeWidth  = 19
	entityColumn = 10
)

// run is a run of numbers of one copy.
type run struct{ first, last int64 }

// readNumbers reads which numbers of which copies are there.
func (s *salvage) readNumbers() error {
	return s.c.Each(func(r file.Row) error {
		var copy, number int64
		if err := r.Scan(&copy, &number); err != nil {
			return err
		}
		id, err := s.log.ID(copy)
		if err != nil {
			return err
		}
		s.had[id] = extended(s.had[id], number)
		return nil
	}, "SELECT copy, number FROM change ORDER BY copy, number")
}

// extended adds a number to runs that end before it, or with it.
func extended(runs []run, n int64) []run {
	if i := len(runs) - 1; i >= 0 && n <= runs[i].last+1 {
		runs[i].last = max(runs[i].last, n)
		return runs
	}
	return append(runs, run{n, n})
}

func holds(runs []run, n int64) bool {
	_, found := slices.BinarySearchFunc(runs, n, func(r run, n int64) int {
		switch {
		case n < r.first:
			return 1
		case n > r.last:
			return -1
		}
		return 0
	})
	return found
}

// missing is a lost change of which an index still tells.
type missing struct {
	copy   change.ID // "" where that is not known
	number int64
	entity int64 // key, 0 where it is not known
}

// findMissing holds the changes that are here against what else in the file
// tells of them, and says what is missing.
func (s *salvage) findMissing() error {
	sum := check.SumBytes(s.sum)
	if slices.Contains(s.heres, here{s.count, sum}) {
		return nil
	}
	s.gaps = true
	s.toldOf = map[change.ID]bool{}
	if err := s.readNumbers(); err != nil {
		return err
	}
	lost, err := s.readIndexes()
	if err != nil {
		return err
	}
	all := int64(-1) // how many changes there were
	for _, h := range s.heres {
		all = max(all, h.changes)
	}
	switch {
	case all < 0:
		s.tell("what tells how many changes there were is lost")
	case all > s.count:
		s.tell("%d of %s cannot be read", all-s.count, changes(all))
	default:
		s.tell("what tells how many changes there were does not fit those that are here")
	}
	switch n := int64(len(s.altered)); n {
	case 0:
	case 1:
		s.tell("1 change that can be read does not prove itself: it was altered, or ids that it names are lost")
	default:
		s.tell("%d changes that can be read do not prove themselves: they were altered, or ids that they name are lost", n)
	}
	exact := s.identified(lost)
	s.tellNumbers(lost, exact)
	s.findAffected(lost, exact)
	return nil
}

// readIndexes finds changes that are lost though indexes of the log have them,
// by their keys.
func (s *salvage) readIndexes() (map[int64]*missing, error) {
	lost := map[int64]*missing{}
	at := func(key int64) *missing {
		if s.proven[key] || s.id(key) == "" {
			return nil
		}
		if lost[key] == nil {
			lost[key] = &missing{}
		}
		return lost[key]
	}
	err := s.each(func(r row) error {
		if r.table {
			if tables.Layout(change.Kind(r.tree)) != nil {
				s.entities[r.key] = true
			}
			return nil
		}
		numbers := make([]int64, len(r.values))
		for i, v := range r.values {
			var ok bool
			if numbers[i], ok = v.(int64); !ok {
				return nil
			}
		}
		switch {
		case len(numbers) > 2 && r.tree == "change_number": // copy and number first, the key last
			copy := s.id(numbers[0])
			if copy == "" || numbers[1] < 1 || holds(s.had[copy], numbers[1]) {
				return nil
			}
			if m := at(numbers[len(numbers)-1]); m != nil {
				m.copy, m.number = copy, numbers[1]
			}
		case len(numbers) == 2 && r.tree == "change_entity":
			if m := at(numbers[1]); m != nil {
				m.entity = numbers[0]
			}
		}
		return nil
	})
	return lost, err
}

// identified tells whether these are all that is lost, by the sum of the ids.
func (s *salvage) identified(lost map[int64]*missing) bool {
	total := new(big.Int).Set(s.sum)
	for key := range lost {
		check.AddID(total, s.id(key))
	}
	return slices.Contains(s.heres, here{s.count + int64(len(lost)), check.SumBytes(total)})
}

// tellNumbers says which numbers of which copies are missing: exactly, or all
// that are not here.
func (s *salvage) tellNumbers(lost map[int64]*missing, exact bool) {
	numbers := map[change.ID][]int64{}
	for _, m := range lost {
		if m.copy != "" {
			numbers[m.copy] = append(numbers[m.copy], m.number)
		}
	}
	copies := map[change.ID]bool{}
	for id := range s.had {
		copies[id] = true
	}
	for id := range numbers {
		copies[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(copies)) {
		list := numbers[id]
		slices.Sort(list)
		var gone []run
		if exact {
			for _, n := range list {
				gone = extended(gone, n)
			}
		} else {
			gone = between(s.had[id], list)
		}
		for _, r := range gone {
			if r.first == r.last {
				s.tell("of what was done in the copy %s change %d is missing", id[:8], r.first)
			} else {
				s.tell("of what was done in the copy %s the changes %d to %d are missing", id[:8], r.first, r.last)
			}
		}
	}
}

// between lists the numbers from 1 on that are in no run, up to the last one of
// the runs and of a list.
func between(runs []run, list []int64) (gone []run) {
	end := int64(0)
	if len(runs) > 0 {
		end = runs[len(runs)-1].last
	}
	if len(list) > 0 {
		end = max(end, list[len(list)-1])
	}
	from := int64(1)
	for _, r := range runs {
		if r.first > from {
			gone = append(gone, run{from, r.first - 1})
		}
		from = r.last + 1
	}
	if from <= end {
		gone = append(gone, run{from, end})
	}
	return gone
}

// findAffected notes the entities of which changes are lost.
func (s *salvage) findAffected(lost map[int64]*missing, exact bool) {
	affected := map[int64]bool{}
	for key, m := range lost {
		entity := m.entity
		if entity == 0 {
			entity = s.altered[key]
		}
		if entity == 0 && s.entities[key] { // it made what has its id
			entity = key
		}
		if entity == 0 {
			exact = false
		}
		affected[entity] = true
	}
	if exact {
		s.affected = affected
	}
}
