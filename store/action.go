package store

import (
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Ref names one entity.
type Ref struct {
	Kind annotate.Kind
	ID   annotate.ID
}

// Action is what one call recorded. The zero Action is that of a call that
// found nothing to change.
type Action struct {
	ID       annotate.ID
	Verb     string // what it did, for the menu: "tag as disputed"
	Changes  int    // how many changes it added to the log
	Entities []Ref  // what it changed, in order, for views to refresh
	// Articles and Claims name the rows of [Project.Articles] and
	// [Project.Claims] that are not as they were, each once: what was changed
	// or removed, and the articles and claims of passages that were.
	Articles, Claims []annotate.ID
}

// verbJoin is the action by which a reviewer enters the log. It goes ahead of
// the reviewer's first action, and undo leaves it.
const verbJoin = "join the project"

// recording is an action while it is recorded.
type recording struct {
	Action
	c        *file.Conn
	p        *Project
	undoes   annotate.ID
	tail     tail
	firstSeq int64
	joined   bool
	unpacked bool           // a text was kept, so that a package is none any more
	state    annotate.State // of the entity that was changed last
	touched  map[Ref]bool   // what stands in Articles and Claims
	stale    pending
}

// change runs f in one transaction, if the project can be changed.
func (p *Project) change(f func(c *file.Conn) error) error {
	if why, advice := p.whyNot(); why != "" {
		return file.Cannot("change", p.path, fmt.Errorf("%w (%s)", ErrReadOnly, why), advice)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	return p.explain("change", p.conn.Transaction(func() error { return f(p.conn) }))
}

// act records what f does as one action. f may name the verb itself.
func (p *Project) act(verb string, f func(*recording) error) (Action, error) {
	rec := &recording{Action: Action{Verb: verb}, p: p, stale: newPending()}
	err := p.change(func(c *file.Conn) (err error) {
		rec.c, rec.ID = c, p.newID()
		if rec.tail, err = logTail(c); err != nil {
			return err
		}
		if err := f(rec); err != nil || rec.Changes == 0 {
			return err
		}
		if err := rec.stale.bring(c); err != nil {
			return err
		}
		if rec.undoes == "" {
			if err := pushAction(c, rec.firstSeq, rec.ID, rec.Verb); err != nil {
				return err
			}
		}
		return unpack(c)
	})
	if err != nil || rec.Changes == 0 {
		return Action{}, err
	}
	return rec.Action, nil
}

// unpack makes a package an ordinary project again, since its digest no longer
// holds once it is worked on. With no condition SQLite would empty the table
// whole, and so write its page, even where it is empty.
func unpack(c *file.Conn) error { return c.Exec("DELETE FROM package WHERE true") }

// set records the values in which fields differ from what stands, and brings
// an entity that is not in the project into it: nothing if all stands already.
func (rec *recording) set(ref Ref, fields annotate.Fields) error {
	before, err := rec.before(ref)
	if err != nil {
		return err
	}
	return rec.setFrom(ref, annotate.Fold(before), fields)
}

// setFrom is set for an entity whose state is known.
func (rec *recording) setFrom(ref Ref, s annotate.State, fields annotate.Fields) error {
	diff := differing(s, fields)
	if len(diff) == 0 && s.Live() {
		return nil
	}
	if s.Value(annotate.Deleted) == true && fields[annotate.Deleted] == nil {
		diff[annotate.Deleted] = nil
	}
	return rec.add(ref, diff, s)
}

// differing returns those of the fields that do not stand so already. An
// empty text is the same as none.
func differing(s annotate.State, fields annotate.Fields) annotate.Fields {
	diff := annotate.Fields{}
	for name, value := range fields {
		if value == "" {
			value = nil
		}
		if s.Value(name) != value {
			diff[name] = value
		}
	}
	return diff
}

// before returns the changes of an entity up to now.
func (rec *recording) before(ref Ref) ([]annotate.Change, error) {
	entries, err := entriesOf(rec.c, ref.ID)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 && entries[0].Kind != ref.Kind {
		return nil, noEntity(ref)
	}
	return changesOf(entries), nil
}

// add appends a change of an entity that stands at s. An action changes each
// entity once.
func (rec *recording) add(ref Ref, fields annotate.Fields, s annotate.State) error {
	if err := fields.Check(ref.Kind); err != nil {
		return err
	}
	if err := rec.join(); err != nil {
		return err
	}
	if err := rec.append(rec.changeOf(ref, fields), s); err != nil {
		return err
	}
	rec.count(ref)
	return nil
}

func (rec *recording) changeOf(ref Ref, fields annotate.Fields) annotate.Change {
	return annotate.Change{Action: rec.ID, Verb: rec.Verb, Undoes: rec.undoes, Kind: ref.Kind, Entity: ref.ID, Fields: fields}
}

// count notes that an entity was changed.
func (rec *recording) count(ref Ref) {
	if rec.Changes == 0 {
		rec.firstSeq = rec.tail.seq
	}
	rec.Changes++
	rec.Entities = append(rec.Entities, ref)
}

// join enters the person at work into the log, unless that was done before.
func (rec *recording) join() error {
	if rec.joined {
		return nil
	}
	rec.joined = true
	who := Ref{annotate.KindReviewer, rec.p.reviewer.ID}
	if err := live(rec.c, who); !errors.Is(err, ErrNoEntity) {
		return err
	}
	before, err := rec.before(who)
	if err != nil {
		return err
	}
	s := annotate.Fold(before)
	fields := annotate.Fields{"name": rec.p.reviewer.Name}
	if len(before) > 0 {
		fields[annotate.Deleted] = nil
	}
	return rec.append(annotate.Change{Action: rec.p.newID(), Verb: verbJoin, Kind: who.Kind, Entity: who.ID, Fields: fields}, s)
}

// stamp gives a change its id, reviewer and clock.
func (rec *recording) stamp(change annotate.Change) (_ annotate.Change, err error) {
	change.ID, change.Reviewer = rec.p.newID(), rec.p.reviewer.ID
	if change.Clock, err = rec.tail.clock.Next(rec.p.now()); err != nil {
		return change, file.Damaged("change", rec.p.path, err)
	}
	return change, nil
}

// append writes a change to the log and to the derived table.
func (rec *recording) append(change annotate.Change, s annotate.State) (err error) {
	if change, err = rec.stamp(change); err != nil {
		return err
	}
	if err := rec.tail.write(rec.c, entry{Change: change, local: true}); err != nil {
		return err
	}
	was, lived := s.Annotation(change.Entity), s.Live()
	isNew := s.Created().IsZero()
	s.Apply(change)
	rec.state = s
	switch change.Kind {
	case annotate.KindAnnotation:
		is := s.Annotation(change.Entity)
		if lived {
			rec.stale.passage(was, -1)
		}
		if s.Live() {
			rec.stale.passage(is, 1)
		}
		rec.touch(annotate.KindArticle, was.Article, is.Article)
		rec.touch(annotate.KindClaim, was.Claim, is.Claim)
	case annotate.KindClaim:
		rec.stale.repack[change.Entity] = true
		rec.touch(annotate.KindClaim, change.Entity)
	case annotate.KindArticle:
		rec.stale.recount[change.Entity] = true
		rec.touch(annotate.KindArticle, change.Entity)
		if !isNew {
			if err := rec.touchClaimsIn(change.Entity); err != nil {
				return err
			}
		}
	}
	return derive(rec.c, change.Kind, change.Entity, s)
}

// touch notes whose rows in the lists are changed.
func (rec *recording) touch(kind annotate.Kind, ids ...annotate.ID) {
	if rec.touched == nil {
		rec.touched = map[Ref]bool{}
	}
	for _, id := range ids {
		if ref := (Ref{kind, id}); id != "" && !rec.touched[ref] {
			rec.touched[ref] = true
			if kind == annotate.KindArticle {
				rec.Articles = append(rec.Articles, id)
			} else {
				rec.Claims = append(rec.Claims, id)
			}
		}
	}
}

// touchClaimsIn notes the claims that an article has passages of.
func (rec *recording) touchClaimsIn(article annotate.ID) error {
	return rec.c.Each(func(r file.Row) error {
		id, err := file.Scalar[annotate.ID](r)
		rec.touch(annotate.KindClaim, id)
		return err
	}, "SELECT DISTINCT claim FROM annotation WHERE article = ? ORDER BY claim", article)
}

// live checks that an entity is in the project, and refuses it with
// [ErrNoEntity] otherwise.
func live(c *file.Conn, ref Ref) error {
	query := "SELECT 1 FROM " + string(ref.Kind) + " WHERE id = ?"
	switch ref.Kind {
	case annotate.KindAnnotation: // hidden with its article
		query = "SELECT 1 " + annotationFrom + " WHERE n.id = ?"
	case annotate.KindArticle, annotate.KindClaim, annotate.KindReviewer, annotate.KindSetting:
	default:
		return noEntity(ref)
	}
	ok, err := c.Has(query, ref.ID)
	if err == nil && !ok {
		err = noEntity(ref)
	}
	return err
}

func noEntity(ref Ref) error {
	return fmt.Errorf("%s %q: %w: it may have been removed", ref.Kind, ref.ID, ErrNoEntity)
}
