package change

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"slices"
)

// Memory is a log in memory: a set of changes, in which each counts once.
type Memory struct {
	byID     map[ID]*Change
	entities map[Ref][]*Change
	pointing map[Ref][]Ref
	numbers  map[ID]map[int64]ID
	forks    map[ID]int64
	folded   map[Ref]*Folded
}

// NewMemory makes an empty log.
func NewMemory() *Memory {
	return &Memory{
		byID: map[ID]*Change{}, entities: map[Ref][]*Change{}, pointing: map[Ref][]Ref{}, numbers: map[ID]map[int64]ID{},
		forks: map[ID]int64{}, folded: map[Ref]*Folded{},
	}
}

// Add takes a change in, or completes the texts of one that is there. It tells
// whether anything is new.
func (m *Memory) Add(c *Change) bool {
	if old := m.byID[c.ID]; old != nil {
		whole := Complete(old, c)
		if whole == old {
			return false
		}
		m.byID[c.ID] = whole
		list := m.entities[c.Entity]
		list[slices.Index(list, old)] = whole
		delete(m.folded, c.Entity)
		return true
	}
	m.byID[c.ID] = c
	m.entities[c.Entity] = append(m.entities[c.Entity], c)
	delete(m.folded, c.Entity)
	EachReference(c, func(to Ref) {
		if !slices.Contains(m.pointing[to], c.Entity) {
			m.pointing[to] = append(m.pointing[to], c.Entity)
		}
	})
	if m.numbers[c.Copy] == nil {
		m.numbers[c.Copy] = map[int64]ID{}
	}
	if _, twice := m.numbers[c.Copy][c.Number]; twice {
		if fork := m.forks[c.Copy]; fork == 0 || c.Number < fork {
			m.forks[c.Copy] = c.Number
		}
	}
	m.numbers[c.Copy][c.Number] = c.ID
	return true
}

// EachReference calls f for every entity that a change refers to.
func EachReference(c *Change, f func(Ref)) {
	for i := range c.Sets {
		c.Sets[i].hangsOn(f)
		c.Sets[i].cites(f)
	}
}

// Union takes in all changes of another log.
func (m *Memory) Union(o *Memory) {
	for _, c := range o.byID {
		m.Add(c)
	}
}

// Len is the number of changes.
func (m *Memory) Len() int { return len(m.byID) }

// Change returns a change by its id, nil where it is not here.
func (m *Memory) Change(id ID) *Change { return m.byID[id] }

// Changes lists all changes by clock, then id.
func (m *Memory) Changes() []*Change { return slices.SortedFunc(maps.Values(m.byID), compare) }

// Entities lists all entities in order.
func (m *Memory) Entities() []Ref { return slices.SortedFunc(maps.Keys(m.entities), CompareRefs) }

// Fold is that of [World].
func (m *Memory) Fold(r Ref) (*Folded, error) {
	f := m.folded[r]
	if f == nil {
		f = Fold(r, m.entities[r])
		m.folded[r] = f
	}
	return f, nil
}

// Pointing is that of [World].
func (m *Memory) Pointing(r Ref) ([]Ref, error) { return m.pointing[r], nil }

// Fork is that of [World].
func (m *Memory) Fork(copy ID) (int64, error) { return m.forks[copy], nil }

// Had is that of [Desk].
func (m *Memory) Had() ([]SawCopy, error) {
	var list []SawCopy
	for copy, numbers := range m.numbers {
		n := int64(0)
		for fork := m.forks[copy]; numbers[n+1] != "" && (fork == 0 || n+1 < fork); n++ {
		}
		list = append(list, SawCopy{copy, n})
	}
	slices.SortFunc(list, func(a, b SawCopy) int { return cmp.Compare(a.Copy, b.Copy) })
	return list, nil
}

// Live tells whether an entity is in the project.
func (m *Memory) Live(r Ref) (bool, error) {
	f, _ := m.Fold(r)
	s, err := LifeOf(m, f)
	return s.Live, err
}

// Digests returns the digest of the log and that of the state, in hexadecimal:
// see [LogDigest] and [StateDigest].
func (m *Memory) Digests() (log, state string, err error) {
	l := NewLogDigest()
	for _, id := range slices.Sorted(maps.Keys(m.byID)) {
		l.Add(id)
	}
	s := NewStateDigest()
	for _, r := range m.Entities() {
		f, _ := m.Fold(r)
		life, err := LifeOf(m, f)
		if err != nil {
			return "", "", err
		}
		s.Add(f, life.Live)
	}
	return l.Sum(), s.Sum(), nil
}

// LogDigest is SHA-256 over the ids of all changes of a log, in order. Copies
// that hold the same changes have it equal, whatever is withheld.
type LogDigest struct{ h hash.Hash }

// NewLogDigest begins one.
func NewLogDigest() LogDigest { return LogDigest{sha256.New()} }

// Add takes up the next id.
func (d LogDigest) Add(id ID) { d.AddBytes(id.Bytes()) }

// AddBytes takes up the next id, by its 128 bits.
func (d LogDigest) AddBytes(id [16]byte) { d.h.Write(id[:]) }

// Sum is the digest, in hexadecimal.
func (d LogDigest) Sum() string { return fmt.Sprintf("%x", d.h.Sum(nil)) }

// StateDigest is SHA-256 over what every entity is, in the order of kinds and
// ids: kind, id, life, and of each register in order the ids of its heads.
type StateDigest struct{ h hash.Hash }

// NewStateDigest begins one.
func NewStateDigest() StateDigest { return StateDigest{sha256.New()} }

// Add takes up the next entity.
func (d StateDigest) Add(f *Folded, live bool) {
	id := f.ID.Bytes()
	b := append(appendBytes(nil, string(f.Kind)), id[:]...)
	if live {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	for _, r := range f.Registers() {
		b = appendBytes(b, r)
		for _, head := range HeadIDs(f, r) {
			id := head.Bytes()
			b = append(append(b, 'h'), id[:]...)
		}
	}
	b = append(b, '.')
	d.h.Write(b)
}

// Sum is the digest, in hexadecimal.
func (d StateDigest) Sum() string { return fmt.Sprintf("%x", d.h.Sum(nil)) }
