package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// salvage is the saving of a damaged project while it goes on.
type salvage struct {
	ctx      context.Context
	c        *file.Conn         // the new project
	pages    func() *pageReader // the damaged one, from its first page
	now      func() time.Time
	newID    func() annotate.ID
	reviewer string // who saves
	action   annotate.ID
	done     Salvaged

	format   int             // of the damaged one
	withheld map[string]bool // names of texts that were left out of the package
	found    []entry         // rows of the log, as they were found
	end      int64           // the last row of the log, by its indexes
	log      []entry         // what will be the log
	dropped  map[annotate.ID]bool
	states   map[annotate.ID]*entityState
	clock    annotate.Clock // the greatest
	mending  annotate.ID    // the reviewer of what is mended
	gaps     bool           // the log is not whole
	last     loadedText
}

func (s *salvage) run() error {
	s.action, s.states = s.newID(), map[annotate.ID]*entityState{}
	s.withheld, s.dropped = map[string]bool{}, map[annotate.ID]bool{}
	for _, step := range []func() error{s.readRows, s.proveLog, s.readTables, s.adoptTexts, s.complete, s.write} {
		if err := cmp.Or(s.ctx.Err(), step()); err != nil {
			return err
		}
	}
	return nil
}

// readRows takes the texts into the new project, and gathers the log.
func (s *salvage) readRows() error {
	texts := 0
	if err := s.pages().rows(func(table bool, rowid int64, values []any) error {
		switch {
		case !table && len(values) == 2: // of an index of the log
			id, _ := values[0].(string)
			if seq, ok := values[1].(int64); ok && len(id) == 36 {
				s.end = max(s.end, seq)
			}
		case !table:
		case len(values) == 4:
			ok, err := s.takeText(values)
			if ok {
				texts++
			}
			return cmp.Or(err, s.ctx.Err())
		case len(values) == 12 && values[0] == nil:
			if e, ok := entryOf(rowid, values); ok {
				s.found = append(s.found, e)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if texts == 0 && len(s.found) == 0 {
		return errNothing
	}
	return nil
}

// takeText takes a row of the table of texts, if it is one.
func (s *salvage) takeText(values []any) (ok bool, err error) {
	name, isName := values[0].(string)
	body, isText := values[1].(string)
	if !isName || len(name) != 64 || !isText && values[1] != nil {
		return false, nil
	}
	if !isText {
		s.withheld[name] = true
		return true, nil
	}
	if hash([]byte(body)) != name || !utf8.ValidString(body) || strings.ContainsAny(body, "\x00\r") {
		return false, nil
	}
	source, sum := values[2], values[3]
	if b, ok := source.([]byte); !ok || hash(b) != sum {
		if source != nil {
			s.lost("the text %s: what it came from was altered", name[:8])
		}
		source, sum = nil, nil
	}
	return true, s.c.Exec("INSERT OR IGNORE INTO text ("+textColumns+") VALUES (?, ?, ?, ?)", name, body, source, sum)
}

// entryOf reads a row of the log as it was found in the file.
func entryOf(seq int64, values []any) (e entry, ok bool) {
	texts := map[int]*string{
		1: (*string)(&e.ID), 3: (*string)(&e.Reviewer), 4: (*string)(&e.Action), 5: &e.Verb, 6: (*string)(&e.Undoes),
		7: (*string)(&e.Kind), 8: (*string)(&e.Entity), 9: &e.json,
	}
	for i, to := range texts {
		if *to, ok = values[i].(string); !ok {
			return e, false
		}
	}
	clock, isClock := values[2].(int64)
	local, isLocal := values[10].(int64)
	sum, isSum := values[11].([]byte)
	e.seq, e.Clock, e.local, e.sum = seq, annotate.Clock(clock), local == 1, sum
	return e, isClock && isLocal && isSum && seq > 0
}

// proveLog keeps the rows of the log that its chain of sums bears out, and
// those that nothing speaks against.
func (s *salvage) proveLog() error {
	slices.SortStableFunc(s.found, func(a, b entry) int { return cmp.Compare(a.seq, b.seq) })
	checks := newInspection(s.c, latest)
	ids := map[annotate.ID]bool{}
	var last entry   // the row before
	var right []byte // its sum, where that is known
	unproven := 0
	for i, e := range s.found {
		if e.seq == last.seq {
			continue // another copy of it
		}
		follows := e.seq == last.seq+1
		sum := s.rightSum(i, follows, last.sum, right)
		if sum == nil && i+1 < len(s.found) && s.found[i+1].seq == e.seq {
			continue // the other copy may be better
		}
		if !follows {
			s.gap("%s cannot be read", changesFrom(last.seq+1, e.seq-1))
		}
		last, right = e, sum
		sound := (sum != nil || !follows) && !ids[e.ID]
		if sound {
			var err error
			if e.Fields, err = annotate.UnmarshalFields(e.Kind, []byte(e.json)); err == nil {
				err = checks.checkEntry(e)
			}
			sound = err == nil
		}
		if !sound {
			s.gap("%s was altered", changesFrom(e.seq, e.seq))
			continue
		}
		if !follows {
			unproven++
		}
		ids[e.ID], e.local = true, false
		s.log = append(s.log, e)
		s.apply(e.Change)
	}
	if last.seq < s.end {
		s.gap("%s cannot be read", changesFrom(last.seq+1, s.end))
	}
	switch unproven {
	case 0:
	case 1:
		s.lost("1 change follows upon lost ones, so that nothing proves it")
	default:
		s.lost("%d changes follow upon lost ones, so that nothing proves them", unproven)
	}
	s.found = nil
	return nil
}

// rightSum returns the sum of the row found at i if it is as it was written,
// nil if that cannot be shown: it fits the sum of the row before, as that
// stands in the file or as it should, or else only its own sum is altered and
// the next row fits the right one.
func (s *salvage) rightSum(i int, follows bool, before ...[]byte) []byte {
	if !follows {
		return nil
	}
	e := s.found[i]
	for _, b := range before {
		if sum := e.chain(b); bytes.Equal(sum, e.sum) {
			return sum
		}
	}
	if i+1 < len(s.found) && s.found[i+1].seq == e.seq+1 {
		next := s.found[i+1]
		for _, b := range before {
			if sum := e.chain(b); bytes.Equal(next.sum, next.chain(sum)) {
				return sum
			}
		}
	}
	return nil
}

func changesFrom(first, last int64) string {
	if first == last {
		return fmt.Sprintf("change %d of the log", first)
	}
	return fmt.Sprintf("each of the changes %d to %d of the log", first, last)
}

// gap notes that the log is not whole.
func (s *salvage) gap(format string, args ...any) {
	s.gaps = true
	s.lost(format, args...)
}

func (s *salvage) apply(change annotate.Change) {
	st := s.states[change.Entity]
	if st == nil {
		st = &entityState{Ref: Ref{change.Kind, change.Entity}}
		s.states[change.Entity] = st
	}
	st.Apply(change)
	s.clock = max(s.clock, change.Clock)
}

// lost notes what is not saved as it was.
func (s *salvage) lost(format string, args ...any) {
	s.done.Lost = append(s.done.Lost, oneLine(fmt.Sprintf(format, args...)))
}

// mend adds a change that stands in for what is lost, after all others; or,
// with the first clock there is, before: then any that a merge brings in wins.
func (s *salvage) mend(ref Ref, first bool, fields annotate.Fields) {
	by := s.mender()
	clock := annotate.Clock(1)
	if !first {
		clock, _ = s.clock.Next(s.now()) // at the end of all clocks the ids decide
	}
	s.add(annotate.Change{Clock: clock, Reviewer: by, Action: s.action, Verb: verbSalvage, Kind: ref.Kind, Entity: ref.ID, Fields: fields})
}

func (s *salvage) add(change annotate.Change) {
	change.ID = s.newID()
	s.log = append(s.log, entry{Change: change})
	s.apply(change)
}

// verbSalvage is what changes are called that stand in for lost ones.
const verbSalvage = "salvage"

// mender is the reviewer who mends: the one of that name, or a new one.
func (s *salvage) mender() annotate.ID {
	if s.mending != "" {
		return s.mending
	}
	for id, st := range s.states {
		if st.Kind == annotate.KindReviewer && st.Live() && st.Reviewer(id).Name == s.reviewer && (s.mending == "" || id < s.mending) {
			s.mending = id
		}
	}
	if s.mending == "" {
		s.mending = s.newID()
		clock, _ := s.clock.Next(s.now())
		s.add(annotate.Change{
			Clock: clock, Reviewer: s.mending, Action: s.newID(), Verb: verbJoin, Kind: annotate.KindReviewer, Entity: s.mending,
			Fields: annotate.Fields{"name": s.reviewer},
		})
	}
	return s.mending
}
