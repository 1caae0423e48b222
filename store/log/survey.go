package log

import (
	"bytes"
	"cmp"
	"context"
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
	// Projects are the ids that the project bears, in order.
	Projects []change.ID
	byKey    map[int64]*SurveyedCopy
	last     struct { // row
		copy, kind, project int64
		of                  *SurveyedCopy
		isProject           bool
	}
}

// SurveyedCopy is what a log holds of a copy.
type SurveyedCopy struct {
	Copy    change.ID
	Last    int64 // number of the last change
	Changes int64
}

// Survey makes one. The error wraps [ErrName] for what names nothing.
func (l *Log) Survey(n *Names) (*Survey, error) {
	s := &Survey{byKey: map[int64]*SurveyedCopy{}}
	table, err := l.atRest()
	switch {
	case err != nil:
	case table != nil:
		err = s.readAtRest(table, n)
	default:
		err = s.read(l.c, n)
	}
	if err != nil {
		return nil, err
	}
	for _, c := range s.byKey {
		s.Copies = append(s.Copies, *c)
	}
	slices.SortFunc(s.Copies, func(a, b SurveyedCopy) int { return bytes.Compare([]byte(a.Copy), []byte(b.Copy)) })
	slices.Sort(s.Projects)
	s.Projects = slices.Compact(s.Projects)
	return s, nil
}

func (s *Survey) read(c *file.Conn, n *Names) error {
	if err := fromOne(c, "key", "change"); err != nil {
		return err
	}
	query := file.Pack([]string{"key", "copy", "number", "kind", "entity", "seed IS NULL"}, fmt.Sprint("FROM change NOT INDEXED WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for after := int64(0); ; {
		lines, err := c.Packed(query, after)
		if err != nil || !lines.More() {
			return err
		}
		for lines.More() {
			after = lines.Int()
			copy, number, kind, entity, partly := lines.Int(), lines.Int(), lines.Int(), lines.Int(), lines.Int() != 0
			if err := lines.Err(); err != nil {
				return err
			}
			if err := s.add(n, after, copy, number, kind, entity, partly); err != nil {
				return err
			}
		}
	}
}

func (s *Survey) readAtRest(table *file.Table, n *Names) error {
	return table.Rows(context.Background(), func(key int64, record []byte) error {
		c := file.ColumnsOf(record)
		c.Skip(3)
		copy, number := c.Int(), c.Int()
		c.Skip(4)
		kind, entity := c.Int(), c.Int()
		c.Skip(6)
		partly := c.Bytes() == nil
		if err := c.Err(); err != nil {
			return fmt.Errorf("change %d: %w", key, err)
		}
		if key < 1 || key > lastKey {
			return badKey("change", key)
		}
		return s.add(n, key, copy, number, kind, entity, partly)
	})
}

// add takes up a row.
func (s *Survey) add(n *Names, key, copy, number, kind, entity int64, partly bool) error {
	s.Keys = append(s.Keys, key)
	if partly {
		s.Partly = append(s.Partly, key)
	}
	last := &s.last
	if last.of == nil || last.copy != copy {
		last.copy, last.of = copy, s.byKey[copy]
		if last.of == nil {
			id, err := n.ID(copy)
			if err != nil {
				return err
			}
			last.of = &SurveyedCopy{Copy: id, Last: number}
			s.byKey[copy] = last.of
		}
	}
	last.of.Last = max(last.of.Last, number)
	last.of.Changes++
	if last.kind != kind {
		last.kind, last.isProject = kind, n.word[kind] == string(projectKind)
	}
	if last.isProject && last.project != entity {
		id, err := n.ID(entity)
		if err != nil {
			return err
		}
		last.project = entity
		s.Projects = append(s.Projects, id)
	}
	return nil
}

// projectKind is the kind of a project itself.
const projectKind change.Kind = "project"

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
	slices.SortFunc(ids, func(a, b [16]byte) int {
		// Most differ in their first bytes.
		if x, y := binary.BigEndian.Uint64(a[:]), binary.BigEndian.Uint64(b[:]); x != y {
			return cmp.Compare(x, y)
		}
		return bytes.Compare(a[:], b[:])
	})
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
	Ours   *Survey
	New    int // changes
	mine   map[[16]byte]int64
	here   *Names
	ours   *ours
	new    []int64        // keys there, in order, of changes that are not here
	known  []int64        // of those that are
	other  []int64        // of these, of those that are not as ours are: words are withheld in either, or something else is said
	partly map[int64]bool // keys here of those of other of which texts may be withheld
	has    keySet         // of changes here
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
// [FromError]. counted, if not nil, is told how many changes are new as soon as that
// is known, before the others are held against those here. Of a file at rest nothing
// but its pages is read, so that its connection may be used meanwhile.
func (l *Log) Compare(ctx context.Context, from *Log, counted func(new int)) (*Comparison, error) {
	x := &Comparison{}
	theirs := func() (err error) {
		if x.Names, err = from.ReadNames(); err != nil {
			return err
		}
		if x.Theirs, err = from.Survey(x.Names); err != nil {
			return err
		}
		ids, err := x.Theirs.IDs(x.Names)
		if err != nil {
			return err
		}
		d := change.NewLogDigest()
		for _, id := range ids {
			d.AddBytes(id)
			var carry uint64
			x.Sum[1], carry = bits.Add64(x.Sum[1], binary.BigEndian.Uint64(id[8:]), 0)
			x.Sum[0], _ = bits.Add64(x.Sum[0], binary.BigEndian.Uint64(id[:8]), carry)
		}
		x.Digest = d.Sum()
		return nil
	}
	read := make(chan error, 1)
	go func() { read <- theirs() }()
	mine := l.readOurs(x)
	if err := <-read; err != nil {
		return nil, FromError{err}
	}
	if mine != nil {
		return nil, mine
	}
	return x, l.match(ctx, from, x, counted)
}

// Recompare holds what was read of another log against this one once more, in
// which something may have been done since.
func (l *Log) Recompare(ctx context.Context, from *Log, x *Comparison) error {
	now, err := l.moment()
	if err != nil || now == x.when {
		return err
	}
	if err := l.readOurs(x); err != nil {
		return err
	}
	return l.match(ctx, from, x, nil)
}

// readOurs reads which changes are here.
func (l *Log) readOurs(x *Comparison) (err error) {
	if x.when, err = l.moment(); err != nil {
		return err
	}
	if x.here, err = l.ReadNames(); err != nil {
		return err
	}
	x.mine = make(map[[16]byte]int64, x.here.Len())
	x.here.each(func(key int64, id [16]byte) { x.mine[id] = key })
	x.Ours, err = l.Survey(x.here)
	return err
}

// match finds out which changes of the other log are here, and which of those are
// not as ours.
func (l *Log) match(ctx context.Context, from *Log, x *Comparison, counted func(new int)) (err error) {
	x.ours = newOurs(x.Names, x.here, x.mine)
	x.has = newKeySet(x.Ours.Keys)
	x.new, x.known = nil, nil
	for _, key := range x.Theirs.Keys {
		if x.has.has(x.ours.id(key)) {
			x.known = append(x.known, key)
		} else {
			x.new = append(x.new, key)
		}
	}
	if x.New = len(x.new); counted != nil {
		counted(x.New)
	}
	x.other, x.partly, err = l.altered(ctx, from, x)
	return err
}

// SameProject tells whether both bear the id of one project.
func (x *Comparison) SameProject() bool {
	return slices.ContainsFunc(x.Theirs.Projects, func(id change.ID) bool { return slices.Contains(x.Ours.Projects, id) })
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
