package read

import (
	"errors"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Inbox is what asks to be settled, the same in every copy that has the same
// changes.
type Inbox struct {
	Collisions []Collision
	Removed    []Contested
}

// Empty tells whether nothing asks to be settled.
func (in Inbox) Empty() bool { return len(in.Collisions)+len(in.Removed) == 0 }

// Collision is a register that people who did not know of each other set to
// different values.
type Collision struct {
	change.Ref
	Name     string      // of the entity
	Article  annotate.ID // in which an annotation stands, or that which a correction is about
	Register string
	Values   []Held // each once, by clock, then id of the last who set it: the last of them stands
}

// Held is one of the values of a register.
type Held struct {
	Change annotate.ID // the last that set it
	Value  change.Value
	Fields []Edit // the value by the names of its fields, as [Revision] has them, From empty; none for a kind that is not known
	By     annotate.Reviewer
	At     time.Time
	Stands bool
	Arrived
}

// Contested is what one removed and another worked on, who did not know of each
// other: it is in the project.
type Contested struct {
	change.Ref
	Name    string
	Article annotate.ID // as in [Collision]
	Change  annotate.ID // the removal, or the taking back of its making
	By      annotate.Reviewer
	At      time.Time
	Unseen  annotate.ID // the first change that the remover had not seen
	Worker  annotate.Reviewer
	Worked  time.Time
	Arrived // of the removal
}

// Arrived tells how a change came here. It is zero for one that was made here.
type Arrived struct {
	Receipt int64     // with which it came; 0 for none
	Here    time.Time // when
	Package string    // in what, and from whom, in words: see [Origins.String]
	Who     []string  // who packed it, each once, as the packages say
	Began   bool      // it was in the package that this file began as, which was packed then
}

// NewArrived tells of what came with a receipt, of which the milliseconds since 1970
// and the origins are as they are kept.
func NewArrived(receipt, at int64, origin string) Arrived {
	from := ParseOrigins(origin)
	a := Arrived{Receipt: receipt, Here: time.UnixMilli(at).UTC(), Package: from.String(), Began: from[0].File == ""}
	for _, o := range from {
		if o.Who != "" && !slices.Contains(a.Who, o.Who) {
			a.Who = append(a.Who, o.Who)
		}
	}
	return a
}

// Inbox lists what asks to be settled of what is shown, by kind, id and register.
func (s *Source) Inbox() (Inbox, error) { return s.inbox("") }

// InboxOf is [Source.Inbox] of one entity.
func (s *Source) InboxOf(ref change.Ref) (Inbox, error) {
	return s.inbox(" WHERE key = "+keyOf+" AND kind = ?", arg(ref.ID), string(ref.Kind))
}

func (s *Source) inbox(where string, args ...any) (in Inbox, err error) {
	type row struct {
		change.Ref
		register string
	}
	rows, err := file.All(s.Tables, func(r file.Row) (x row, err error) {
		err = r.Scan((*blobID)(&x.ID), &x.Kind, &x.register)
		return x, err
	}, "SELECT (SELECT id FROM name WHERE name.key = inbox.key), kind, register FROM inbox"+where, args...)
	if err != nil {
		return in, err
	}
	slices.SortFunc(rows, func(a, b row) int {
		if c := kindOrder(a.Kind) - kindOrder(b.Kind); c != 0 {
			return c
		}
		if c := change.CompareRefs(a.Ref, b.Ref); c != 0 {
			return c
		}
		return strings.Compare(a.register, b.register)
	})
	names := s.Names()
	for _, x := range rows {
		if err := s.Live(x.Ref); errors.Is(err, ErrNoEntity) {
			continue // hidden with its article, or this version cannot show it
		} else if err != nil {
			return in, err
		}
		f, err := s.Log.Fold(x.Ref)
		if err != nil {
			return in, err
		}
		name, err := names.Of(x.Ref)
		if err != nil {
			return in, err
		}
		article, err := s.articleOf(f)
		if err != nil {
			return in, err
		}
		if x.register == change.Life {
			life, err := change.LifeOf(s.Log, f)
			if err != nil {
				return in, err
			}
			for _, o := range life.Open {
				c := Contested{Ref: x.Ref, Name: name, Article: article, Change: o.Removal.ID, At: o.Removal.Clock.Time(), Unseen: o.Unseen.ID, Worked: o.Unseen.Clock.Time()}
				if c.By, err = names.Person(o.Removal.Person); err != nil {
					return in, err
				}
				if c.Worker, err = names.Person(o.Unseen.Person); err != nil {
					return in, err
				}
				if c.Arrived, err = s.Arrived(o.Removal.ID); err != nil {
					return in, err
				}
				in.Removed = append(in.Removed, c)
			}
			continue
		}
		c := Collision{Ref: x.Ref, Name: name, Article: article, Register: x.register}
		values := f.Values(x.register)
		for i, v := range values {
			held, err := names.held(x.Ref, x.register, v)
			if err != nil {
				return in, err
			}
			held.Stands = i == len(values)-1
			c.Values = append(c.Values, held)
		}
		in.Collisions = append(in.Collisions, c)
	}
	return in, nil
}

func kindOrder(kind change.Kind) int {
	return slices.IndexFunc(annotate.Kinds, func(k annotate.KindSpec) bool { return k.Kind == kind })
}

func (n Naming) held(ref change.Ref, register string, c *change.Change) (h Held, err error) {
	h = Held{Change: c.ID, At: c.Clock.Time()}
	h.Value, _ = c.Set(register)
	if h.By, err = n.Person(c.Person); err != nil {
		return h, err
	}
	if h.Arrived, err = n.s.Arrived(c.ID); err != nil {
		return h, err
	}
	r := annotate.Spec(ref.Kind).RegisterNamed(register)
	if r == nil {
		return h, nil
	}
	fields := annotate.Fields{}
	r.ReadRegister(h.Value, fields)
	h.Fields, err = n.Edits(ref.Kind, nil, fields)
	return h, err
}

// Person is a person by the name that the log has, else by the id.
func (n Naming) Person(id change.ID) (annotate.Reviewer, error) {
	name, err := n.Of(change.Ref{Kind: annotate.KindReviewer, ID: id})
	return annotate.Reviewer{ID: id, Name: name}, err
}

// Arrived tells how a change came here.
func (s *Source) Arrived(id change.ID) (a Arrived, err error) {
	var at int64
	var origin string
	var receipt int64
	err = s.Log.Conn().Each(func(r file.Row) error { return r.Scan(&receipt, &at, &origin) },
		"SELECT r.id, r.at, r.origin FROM name n JOIN change c ON c.key = n.key JOIN receipt r ON r.id = c.receipt WHERE n.id = ?", arg(id))
	if receipt != 0 {
		a = NewArrived(receipt, at, origin)
	}
	return a, err
}

// Arrivals tells of all changes that were not made here how they came.
func (s *Source) Arrivals() (map[annotate.ID]Arrived, error) {
	receipts := map[int64]Arrived{}
	if err := s.Log.Conn().Each(func(r file.Row) error {
		var receipt, at int64
		var origin string
		err := r.Scan(&receipt, &at, &origin)
		receipts[receipt] = NewArrived(receipt, at, origin)
		return err
	}, "SELECT id, at, origin FROM receipt"); err != nil || len(receipts) == 0 {
		return nil, err
	}
	arrived := map[annotate.ID]Arrived{}
	return arrived, s.Log.Conn().Each(func(r file.Row) error {
		var id annotate.ID
		var receipt int64
		err := r.Scan((*blobID)(&id), &receipt)
		arrived[id] = receipts[receipt]
		return err
	}, "SELECT n.id, c.receipt FROM change c JOIN name n ON n.key = c.key WHERE c.receipt <> 0")
}
