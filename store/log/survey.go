package log

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Survey is what a log holds, by a few columns of its rows: what these say has
// still to be checked in a log of others.
type Survey struct {
	Keys   []int64 // of all changes, in order
	Partly []int64 // of those of which texts may be withheld, in order
	Copies []SurveyedCopy
}

// SurveyedCopy is what a log holds of a copy.
type SurveyedCopy struct {
	Copy    change.ID
	Last    int64 // number of the last change
	Changes int64
}

// Survey makes one. The error wraps [ErrName] for what names nothing.
func (l *Log) Survey(n *Names) (*Survey, error) {
	if err := fromOne(l.c, "key", "change"); err != nil {
		return nil, err
	}
	s := &Survey{}
	copies := map[int64]*SurveyedCopy{}
	query := file.Pack([]string{"key", "copy", "number", "seed IS NULL"}, fmt.Sprint("FROM change NOT INDEXED WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for after := int64(0); ; {
		lines, err := l.c.Packed(query, after)
		if err != nil {
			return nil, err
		}
		if !lines.More() {
			break
		}
		for lines.More() {
			after = lines.Int()
			key, number, partly := lines.Int(), lines.Int(), lines.Int() != 0
			if err := lines.Err(); err != nil {
				return nil, err
			}
			s.Keys = append(s.Keys, after)
			if partly {
				s.Partly = append(s.Partly, after)
			}
			c := copies[key]
			if c == nil {
				id, err := n.ID(key)
				if err != nil {
					return nil, err
				}
				c = &SurveyedCopy{Copy: id, Last: number}
				copies[key] = c
			}
			c.Last = max(c.Last, number)
			c.Changes++
		}
	}
	for _, c := range copies {
		s.Copies = append(s.Copies, *c)
	}
	slices.SortFunc(s.Copies, func(a, b SurveyedCopy) int { return bytes.Compare([]byte(a.Copy), []byte(b.Copy)) })
	return s, nil
}

// IDs lists the ids of all changes, in order. The error wraps [ErrName] where a
// change has none, or that of another.
func (s *Survey) IDs(n *Names) ([][16]byte, error) {
	ids := make([][16]byte, len(s.Keys))
	for i, key := range s.Keys {
		var err error
		if ids[i], err = n.bytes(key); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(ids, func(a, b [16]byte) int { return bytes.Compare(a[:], b[:]) })
	for i := 1; i < len(ids); i++ {
		if ids[i] == ids[i-1] {
			return nil, fmt.Errorf("%w: %s is the id of two changes", ErrName, change.IDOf(ids[i]))
		}
	}
	return ids, nil
}

// Digest is that of the log that was surveyed: see [change.LogDigest].
func (s *Survey) Digest(n *Names) (string, error) {
	ids, err := s.IDs(n)
	d := change.NewLogDigest()
	for _, id := range ids {
		d.AddBytes(id)
	}
	return d.Sum(), err
}

// Comparison tells what another log has that this one has not.
type Comparison struct {
	Theirs *Survey
	Names  *Names    // theirs
	Digest string    // of the other log: see [change.LogDigest]
	Sum    [2]uint64 // of the ids in it, each as a number of 128 bits, modulo 2¹²⁸, the greater half first
	New    int       // changes
	mine   map[[16]byte]int64
	here   *Names
	ours   *ours
	new    []int64 // keys there, in order, of changes that are not here
	known  []int64 // of those that are
	has    keySet  // of changes here
	when   moment
}

// moment tells when a log was read: at the same one nothing was written since.
type moment struct {
	c       *file.Conn
	written int64 // rows
}

func (l *Log) moment() (moment, error) {
	rows, err := file.One(l.c, file.Scalar[int64], "SELECT total_changes()")
	return moment{l.c, rows}, err
}

// Compare holds another log against this one. An error of the other log is a
// [FromError].
func (l *Log) Compare(from *Log) (*Comparison, error) {
	x := &Comparison{mine: map[[16]byte]int64{}}
	var err error
	if x.Names, err = from.ReadNames(); err != nil {
		return nil, FromError{err}
	}
	if x.Theirs, err = from.Survey(x.Names); err != nil {
		return nil, FromError{err}
	}
	ids, err := x.Theirs.IDs(x.Names)
	if err != nil {
		return nil, FromError{err}
	}
	d := change.NewLogDigest()
	for _, id := range ids {
		d.AddBytes(id)
		var carry uint64
		x.Sum[1], carry = bits.Add64(x.Sum[1], binary.BigEndian.Uint64(id[8:]), 0)
		x.Sum[0], _ = bits.Add64(x.Sum[0], binary.BigEndian.Uint64(id[:8]), carry)
	}
	x.Digest = d.Sum()
	return x, l.Recompare(x)
}

// Recompare holds what was read of another log against this one once more, in
// which something may have been done since.
func (l *Log) Recompare(x *Comparison) error {
	now, err := l.moment()
	if err != nil || now == x.when {
		return err
	}
	x.New, x.new, x.known = 0, nil, nil
	names, err := l.ReadNames()
	if err != nil {
		return err
	}
	x.mine = make(map[[16]byte]int64, names.Len())
	names.each(func(key int64, id [16]byte) { x.mine[id] = key })
	x.here, x.ours = names, newOurs(x.Names, names, x.mine)
	mine, err := l.keysOfAll()
	if err != nil {
		return err
	}
	x.has = newKeySet(mine)
	for _, key := range x.Theirs.Keys {
		if x.has.has(x.ours.id(key)) {
			x.known = append(x.known, key)
		} else {
			x.new = append(x.new, key)
		}
	}
	x.New, x.when = len(x.new), now
	return nil
}

// keysOfAll lists the keys of all changes, in order.
func (l *Log) keysOfAll() (keys []int64, err error) {
	query := file.Pack([]string{"key"}, fmt.Sprint("FROM change NOT INDEXED WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for after := int64(0); ; {
		lines, err := l.c.Packed(query, after)
		if err != nil || !lines.More() {
			return keys, err
		}
		for lines.More() {
			after = lines.Int()
			keys = append(keys, after)
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
}

// keySet is a set of keys, which mostly follow one another.
type keySet struct {
	dense []bool
	more  map[int64]bool
}

func newKeySet(keys []int64) keySet {
	s := keySet{make([]bool, 2*len(keys)+1), map[int64]bool{}}
	for _, key := range keys {
		if key < int64(len(s.dense)) {
			s.dense[key] = true
		} else {
			s.more[key] = true
		}
	}
	return s
}

func (s keySet) has(key int64) bool {
	if key < int64(len(s.dense)) {
		return s.dense[key]
	}
	return s.more[key]
}
