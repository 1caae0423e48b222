package store

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Revision is one change of an entity, in words for a person.
type Revision struct {
	Change annotate.ID // names the state after it, for [Project.Restore]
	At     time.Time
	By     annotate.Reviewer // by the name they have now
	Action annotate.ID
	Verb   string // what the user did: "tag as disputed", "undo tie to claim"
	// Made and Removed tell whether the change brought the entity into the
	// project, the first time or again, or took it out.
	Made, Removed bool
	Edits         []Edit // by the names of the fields
}

// Edit is one field that a change gave another value. Claims are told by
// their statements, articles and reviewers by their names, passages by their
// quotes; "" is no value.
type Edit struct{ Field, From, To string }

// Revisions returns the history of an article, claim, annotation, reviewer or
// setting, removed ones included, oldest first. Changes that changed nothing
// are in it, without edits. The error wraps [ErrNoEntity] for what the log
// does not know.
func (p *Project) Revisions(ref Ref) (list []Revision, err error) {
	err = p.log(func(c *file.Conn, until annotate.Clock) error {
		changes, err := historyOf(c, ref.ID, until)
		if err != nil {
			return err
		}
		if len(changes) == 0 || changes[0].Kind != ref.Kind {
			return noEntity(ref)
		}
		names := naming{c: c, known: map[Ref]string{}}
		var s annotate.State
		for _, change := range changes {
			before, lived := s.Fields(), s.Live()
			s.Apply(change)
			r := Revision{
				Change: change.ID, At: change.Clock.Time(), Action: change.Action, Verb: change.Verb,
				Made: !lived && s.Live(), Removed: lived && !s.Live(),
			}
			r.By.ID = change.Reviewer
			if r.By.Name, err = names.of(Ref{annotate.KindReviewer, change.Reviewer}); err != nil {
				return err
			}
			if r.Edits, err = names.edits(ref.Kind, before, s.Fields()); err != nil {
				return err
			}
			list = append(list, r)
		}
		return nil
	})
	return list, err
}

// silent lists the fields that follow from others.
var silent = []string{annotate.Deleted, "prefix", "suffix", "sha256", "chars"}

// naming finds words for values.
type naming struct {
	c     *file.Conn
	known map[Ref]string
}

func (n naming) edits(kind annotate.Kind, before, after annotate.Fields) (list []Edit, err error) {
	for name := range after {
		if slices.Contains(silent, name) || before[name] == after[name] {
			continue
		}
		e := Edit{Field: name}
		if e.From, err = n.value(kind, name, before[name]); err != nil {
			return nil, err
		}
		if e.To, err = n.value(kind, name, after[name]); err != nil {
			return nil, err
		}
		if e.From != e.To {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b Edit) int { return slices.Index(fieldOrder, a.Field) - slices.Index(fieldOrder, b.Field) })
	return list, nil
}

// fieldOrder is the order in which a person expects the fields; others come
// first.
var fieldOrder = []string{
	"statement", "resolved", "reason", "evidence", "verdict", "claim", "quote", "article", "start", "end", "attribution", "reviewer",
	"title", "outlet", "byline", "published", "url", "language", "external_id", "file", "supersedes", "name", "value", "note",
}

func (n naming) value(kind annotate.Kind, field string, v any) (string, error) {
	if v == nil {
		return "", nil
	}
	s := fmt.Sprint(v)
	switch {
	case field == "claim":
		return n.of(Ref{annotate.KindClaim, annotate.ID(s)})
	case field == "article" || field == "supersedes":
		return n.of(Ref{annotate.KindArticle, annotate.ID(s)})
	case field == "reviewer":
		return n.of(Ref{annotate.KindReviewer, annotate.ID(s)})
	case field == "evidence" && kind == annotate.KindClaim:
		words := ""
		for _, id := range annotate.IDs(s).List() {
			quote, err := n.of(Ref{annotate.KindAnnotation, id})
			if err != nil {
				return "", err
			}
			if words != "" {
				words += ", "
			}
			words += annotate.Quoted(quote)
		}
		return words, nil
	}
	return s, nil
}

// of names an entity by what the whole log says of it, removed or not.
func (n naming) of(ref Ref) (string, error) {
	if name, ok := n.known[ref]; ok {
		return name, nil
	}
	changes, err := historyOf(n.c, ref.ID, annotate.LastClock)
	if err != nil {
		return "", err
	}
	s := annotate.Fold(changes)
	name := string(ref.ID)
	if len(changes) > 0 {
		switch ref.Kind {
		case annotate.KindClaim:
			name = s.Claim(ref.ID).Statement
		case annotate.KindArticle:
			name = s.Article(ref.ID).Name()
		case annotate.KindReviewer:
			name = s.Reviewer(ref.ID).Name
		case annotate.KindAnnotation:
			name = s.Annotation(ref.ID).Quote
		}
	}
	n.known[ref] = name
	return name, nil
}

// Restore gives an annotation, claim or article the state that it had after one
// of its changes, in one action, as a new change. One that was removed since
// comes back, with what its removal took along or untied. A claim or an earlier
// capture that is no longer in the project is left out. Nothing is recorded if
// all stands so already. The error wraps [ErrNoEntity] where the entity has no
// such change or an annotation's article was removed, and [ErrInvalid] for
// other kinds and for a state in which it was removed.
func (p *Project) Restore(ref Ref, change annotate.ID) (Action, error) {
	return p.act("restore "+string(ref.Kind), func(rec *recording) error {
		switch ref.Kind {
		case annotate.KindAnnotation, annotate.KindClaim, annotate.KindArticle:
		default:
			return fmt.Errorf("%w: an earlier state of a %s is not restored", ErrInvalid, ref.Kind)
		}
		changes, err := historyOf(rec.c, ref.ID, annotate.LastClock)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(changes, func(c annotate.Change) bool { return c.ID == change })
		if at < 0 || changes[at].Kind != ref.Kind {
			return fmt.Errorf("%s %q: %w: it has no change %q", ref.Kind, ref.ID, ErrNoEntity, change)
		}
		then, now := annotate.Fold(changes[:at+1]), annotate.Fold(changes)
		if !then.Live() {
			return fmt.Errorf("%w: the %s was removed then: remove it instead", ErrInvalid, ref.Kind)
		}
		fields, err := rec.earlier(ref, then, now)
		if err != nil || len(fields) == 0 {
			return err
		}
		removed, by := !now.Live(), now.Source(annotate.Deleted)
		if err := rec.add(ref, fields, now); err != nil || !removed {
			return err
		}
		return rec.bringBack(ref.ID, by)
	})
}

// earlier returns the fields that lead from one state back to another.
func (rec *recording) earlier(ref Ref, then, now annotate.State) (annotate.Fields, error) {
	was, is, fields := then.Fields(), now.Fields(), annotate.Fields{}
	for name := range is {
		if was[name] != is[name] {
			fields[name] = was[name]
		}
	}
	if ref.Kind == annotate.KindAnnotation {
		if err := live(rec.c, Ref{annotate.KindArticle, then.Annotation(ref.ID).Article}); err != nil {
			return nil, err
		}
	}
	for name, kind := range map[string]annotate.Kind{"claim": annotate.KindClaim, "supersedes": annotate.KindArticle} {
		id, ok := fields[name].(string)
		if !ok {
			continue
		}
		if err := live(rec.c, Ref{kind, annotate.ID(id)}); errors.Is(err, ErrNoEntity) {
			if fields[name] = nil; is[name] == nil {
				delete(fields, name)
			}
		} else if err != nil {
			return nil, err
		}
	}
	if id, ok := fields["supersedes"].(string); ok && rec.checkSupersedes(ref.ID, annotate.ID(id)) != nil {
		delete(fields, "supersedes") // it would lead round in a ring by now
	}
	if ref.Kind == annotate.KindClaim && slices.ContainsFunc(decision, func(name string) bool { _, ok := fields[name]; return ok }) {
		for _, name := range decision {
			fields[name] = was[name]
		}
	}
	return fields, nil
}

// bringBack takes back what else the action did that removed an entity, where
// it still stands so.
func (rec *recording) bringBack(removed, change annotate.ID) error {
	action, err := file.One(rec.c, file.Scalar[annotate.ID], "SELECT action FROM change WHERE id = ?", change)
	if err != nil {
		return err
	}
	refs, err := rec.entitiesOf(action)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if ref.ID == removed || ref.Kind != annotate.KindAnnotation {
			continue
		}
		entries, err := entriesOf(rec.c, ref.ID)
		if err != nil {
			return err
		}
		within, before := split(entries, action)
		now := annotate.Fold(changesOf(entries))
		fields := annotate.Fields{}
		for name, value := range annotate.Inverse(within, before).Fields {
			if slices.ContainsFunc(within, func(c annotate.Change) bool { return c.ID == now.Source(name) }) {
				fields[name] = value
			}
		}
		if len(fields) == 0 || !now.Live() && !slices.Contains(namesOf(fields), annotate.Deleted) {
			continue
		}
		if err := rec.add(ref, fields, now); err != nil {
			return err
		}
	}
	return nil
}

func namesOf(fields annotate.Fields) (names []string) {
	for name := range fields {
		names = append(names, name)
	}
	return names
}
