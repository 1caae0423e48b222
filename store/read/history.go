package read

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Revision is one change of an entity. What was done is told by a code: the
// words are made where it is shown.
type Revision struct {
	Change annotate.ID // names the state after it, for restoring
	At     time.Time
	By     annotate.Reviewer // by the name they have now
	Action annotate.ID
	Did    change.Did
	// Made and Removed tell whether the change brought the entity into the
	// project, the first time or again, or took it out.
	Made, Removed bool
	Overrides     bool   // it was made by another than the one whose it is
	Edits         []Edit // by the names of the fields
	// Over has, by the names of the fields, the other values where it settled between
	// several, all of which its maker had.
	Over    map[string][]string
	Arrived // how it came here
}

// Edit is one field that a change gave another value. Claims are told by
// their statements, articles and reviewers by their names, passages by their
// quotes; "" is no value. Withheld is set where it got one that this copy does not
// have.
type Edit struct {
	Field, From, To string
	Withheld        bool
}

// Overrides is the attribute of a change by one who is not the maker of an
// entity, of a register that is the maker's to change.
const Overrides = "overrides"

// Revisions returns the history of an entity, removed ones included, oldest
// first: each change after those that it names, else by clock. What a change
// replaced is what its maker had, whatever others did meanwhile. Changes that
// changed nothing are in it, without edits. The error wraps [ErrNoEntity] for
// what the log does not know.
func (s *Source) Revisions(ref change.Ref) ([]Revision, error) {
	f, err := s.Log.Fold(ref)
	if err != nil {
		return nil, err
	}
	if !f.Known() {
		return nil, noEntity(ref)
	}
	names := s.Names()
	changes := f.InOrder()
	before := annotate.StateOf(change.Fold(ref, nil), false)
	var list []Revision
	for i, c := range changes {
		then := change.Fold(ref, changes[:i+1])
		after := annotate.StateOf(then, plainlyLive(then))
		r := Revision{
			Change: c.ID, At: c.Clock.Time(), Action: c.Action(), Did: c.Did,
			Made: !before.Live && after.Live, Removed: before.Live && !after.Live,
			Overrides: slices.ContainsFunc(c.More, func(f change.Field) bool { return f.Name == Overrides }),
		}
		r.By.ID = c.Person
		if r.By.Name, err = names.Of(change.Ref{Kind: annotate.KindReviewer, ID: c.Person}); err != nil {
			return nil, err
		}
		was, is, had := before, after, hadOf(changes[:i], c)
		if len(c.Takes) == 0 { // what is taken back leads to what stood here
			was, is = annotate.StateOf(change.Fold(ref, had), true), annotate.StateOf(change.Fold(ref, append(slices.Clip(had), c)), true)
		}
		if r.Edits, err = names.Edits(ref.Kind, was.Fields(), is.Fields()); err != nil {
			return nil, err
		}
		if err := names.settled(&r, change.Fold(ref, had), c); err != nil {
			return nil, err
		}
		r.Edits = append(r.Edits, withheldIn(ref.Kind, c)...)
		if r.Arrived, err = s.Arrived(c.ID); err != nil {
			return nil, err
		}
		list = append(list, r)
		before = after
	}
	return list, nil
}

// hadOf are those of the earlier changes that a change replaced, with all that those
// did: what its maker had of what it sets.
func hadOf(earlier []*change.Change, c *change.Change) (list []*change.Change) {
	in := map[change.ID]bool{}
	reach := func(c *change.Change) {
		for _, id := range c.Over {
			in[id] = true
		}
		for _, t := range c.Takes {
			in[t.Change] = true
		}
	}
	reach(c)
	for _, e := range slices.Backward(earlier) { // each stands after those that it names
		if in[e.ID] {
			reach(e)
			list = append(list, e)
		}
	}
	slices.Reverse(list)
	return list
}

// settled tells of a change the values that it was set over, where they were several.
func (n Naming) settled(to *Revision, had *change.Folded, c *change.Change) error {
	spec := annotate.Spec(c.Entity.Kind)
	if spec == nil || len(c.Over) < 2 || len(c.Takes) > 0 {
		return nil
	}
	for _, set := range c.Sets {
		r := spec.RegisterNamed(set.Name)
		if r == nil || len(r.Fields) == 0 || silent[r.Fields[0].Name] {
			continue
		}
		field := r.Fields[0]
		read := func(c *change.Change) (string, bool, error) {
			set, has := c.Set(r.Name)
			if !has || set.HasWithheld() {
				return "", false, nil
			}
			fields := annotate.Fields{}
			r.ReadRegister(set, fields)
			words, err := n.value(field, fields[field.Name])
			return words, true, err
		}
		chosen, ok, err := read(c)
		if err != nil {
			return err
		}
		var over []string
		stood := map[string]bool{}
		for _, e := range had.Heads(r.Name) {
			words, has, err := read(e)
			if err != nil {
				return err
			}
			if ok && has && !stood[words] {
				if stood[words] = true; words != chosen {
					over = append(over, words)
				}
			}
		}
		if len(stood) < 2 {
			continue
		}
		if !slices.ContainsFunc(to.Edits, func(e Edit) bool { return e.Field == field.Name }) { // the one that stood was chosen
			to.Edits = append(to.Edits, Edit{Field: field.Name, From: chosen, To: chosen})
		}
		if to.Over == nil {
			to.Over = map[string][]string{}
		}
		to.Over[field.Name] = over
	}
	return nil
}

// withheldIn lists the fields that a change set to what this copy does not have.
func withheldIn(kind change.Kind, c *change.Change) (list []Edit) {
	spec := annotate.Spec(kind)
	if spec == nil {
		return nil
	}
	for _, set := range c.Sets {
		r := spec.RegisterNamed(set.Name)
		if r == nil {
			continue
		}
		withheld, _ := r.ReadRegister(set.Value, annotate.Fields{})
		for _, name := range withheld {
			if !silent[name] {
				list = append(list, Edit{Field: name, Withheld: true})
			}
		}
	}
	return list
}

// plainlyLive tells whether an entity was in the project after some of its
// changes, as those said who made them.
func plainlyLive(f *change.Folded) bool {
	return slices.ContainsFunc(f.Heads(change.Life), (*change.Change).IsMaking)
}

// Naming finds words for values, each name once.
type Naming struct {
	s     *Source
	known map[change.Ref]string
}

// Names begins to find words.
func (s *Source) Names() Naming { return Naming{s: s, known: map[change.Ref]string{}} }

// Edits tells how fields of a kind differ.
func (n Naming) Edits(kind change.Kind, before, after annotate.Fields) (list []Edit, err error) {
	spec := annotate.Spec(kind)
	if spec == nil {
		return nil, nil
	}
	for _, r := range spec.Registers {
		for _, field := range r.Fields {
			if silent[field.Name] || before[field.Name] == after[field.Name] {
				continue
			}
			e := Edit{Field: field.Name}
			if e.From, err = n.value(field, before[field.Name]); err != nil {
				return nil, err
			}
			if e.To, err = n.value(field, after[field.Name]); err != nil {
				return nil, err
			}
			if e.From != e.To {
				list = append(list, e)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Edit) int {
		return slices.Index(fieldOrder, a.Field) - slices.Index(fieldOrder, b.Field)
	})
	return list, nil
}

// silent are the fields that follow from others, or say nothing to a person.
var silent = map[string]bool{"sha256": true, "chars": true, "key_address": true, "key_outlet": true, "key": true}

// fieldOrder is the order in which a person expects the fields; others come
// first.
var fieldOrder = []string{
	"statement", "resolved", "reason", "evidence", "verdict", "claim", "annotation", "kind", "words", "quote", "article", "start", "end", "attribution",
	"title", "outlet", "byline", "published", "url", "language", "external_id", "file", "supersedes", "name", "value", "note",
}

func (n Naming) value(field annotate.FieldSpec, v any) (string, error) {
	if v == nil {
		return "", nil
	}
	s := fmt.Sprint(v)
	switch field.Type {
	case annotate.Reference:
		return n.Of(change.Ref{Kind: field.Kind, ID: change.ID(s)})
	case annotate.References:
		words := ""
		for _, id := range annotate.IDs(s).List() {
			quote, err := n.Of(change.Ref{Kind: field.Kind, ID: id})
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

// Of names an entity by what the log says of it, removed or not.
func (n Naming) Of(ref change.Ref) (string, error) {
	if name, ok := n.known[ref]; ok {
		return name, nil
	}
	f, err := n.s.Log.Fold(ref)
	if err != nil {
		return "", err
	}
	name := cmp.Or(annotate.StateOf(f, true).Name(), string(ref.ID))
	n.known[ref] = name
	return name, nil
}

// Name is what to call an entity, removed or not; its id where nothing names it.
func (s *Source) Name(ref change.Ref) (string, error) {
	return s.Names().Of(ref)
}

// History returns the changes of one entity, removed ones included, oldest
// first: each after those that it names, else by clock and id. It is empty for
// an id that nothing has.
func (s *Source) History(id change.ID) ([]*change.Change, error) {
	kind, err := s.Log.Kind(id)
	if err != nil || kind == "" {
		return nil, err
	}
	f, err := s.Log.Fold(change.Ref{Kind: kind, ID: id})
	if err != nil {
		return nil, err
	}
	kinds, err := s.Log.Kinds(id)
	if err != nil || len(kinds) < 2 {
		return f.InOrder(), err
	}
	// Somebody has put changes of another kind under the id: what it follows from
	// tells whose it is.
	for _, kind := range kinds {
		switch kind {
		case annotate.KindArticle, annotate.KindReviewer, annotate.KindSetting, annotate.KindJoin:
			g, err := s.Log.Fold(change.Ref{Kind: kind, ID: id})
			if err != nil {
				return nil, err
			}
			if annotate.StateOf(g, true).Shown() {
				f = g
			}
		}
	}
	return f.InOrder(), nil
}

// Removed is an article, claim, annotation or correction that was taken out of the project.
type Removed struct {
	change.Ref
	Name    string            // its headline, statement or quote
	Article annotate.ID       // that of an annotation, or of that which a correction is about
	In      string            // its name
	At      time.Time         // when it was removed
	By      annotate.Reviewer // who removed it
	Restore annotate.ID       // the change whose state is to be restored to bring it back
}

// removed tells which of some entities were removed and are not back.
func (s *Source) removed(ended []change.Ref) ([]Removed, error) {
	names := s.Names()
	var list []Removed
	for _, ref := range ended {
		if !slices.Contains([]change.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindCorrection}, ref.Kind) {
			continue
		}
		f, err := s.Log.Fold(ref)
		if err != nil {
			return nil, err
		}
		life, err := change.LifeOf(s.Log, f)
		if err != nil {
			return nil, err
		}
		if life.Live || len(life.Removals) == 0 {
			continue
		}
		by := life.Removals[len(life.Removals)-1]
		r := Removed{Ref: ref, At: by.Clock.Time()}
		r.By.ID = by.Person
		for _, c := range f.InOrder() {
			if c.ID != by.ID && !c.IsRemoval() && len(c.Takes) == 0 {
				r.Restore = c.ID
			}
		}
		if r.Name, err = names.Of(ref); err != nil {
			return nil, err
		}
		if r.By.Name, err = names.Of(change.Ref{Kind: annotate.KindReviewer, ID: by.Person}); err != nil {
			return nil, err
		}
		if r.Article, err = s.articleOf(f); err != nil {
			return nil, err
		}
		if r.Article != "" {
			if r.In, err = names.Of(change.Ref{Kind: annotate.KindArticle, ID: r.Article}); err != nil {
				return nil, err
			}
		}
		list = append(list, r)
	}
	return list, nil
}

// order lists the keys of all changes that count by clock, then copy and number.
func (s *Source) order() ([]int64, error) {
	return file.All(s.Log.Conn(), file.Scalar[int64], "SELECT key FROM change ORDER BY clock, copy, number, key")
}

// Life returns the clocks of the first and the last change; both are 0 in an
// empty log.
func (s *Source) Life() (first, last change.Clock, err error) {
	err = s.Log.Conn().Each(func(r file.Row) error { return r.Scan(&first, &last) },
		"SELECT coalesce(min(clock), 0), coalesce(max(clock), 0) FROM change")
	return first, last, err
}

// Changes counts the changes that are in the log.
func (s *Source) Changes() (n int, err error) {
	if s.Log.IsCut() {
		names, err := s.Log.ReadNames()
		if err != nil {
			return 0, err
		}
		err = s.Log.Each(context.Background(), names, func(row log.Row, err error) error {
			if err == nil && s.Log.Counts(row) {
				n++
			}
			return err
		})
		return n, err
	}
	return file.One(s.Log.Conn(), file.Scalar[int], "SELECT count(*) FROM change")
}

// ArticleOf is the article that an annotation stands in, or stood in where it is
// not in the project any more; "" where the log does not know it.
func (s *Source) ArticleOf(annotation change.ID) (change.ID, error) {
	f, err := s.Log.Fold(change.Ref{Kind: annotate.KindAnnotation, ID: annotation})
	if err != nil || !f.Known() {
		return "", err
	}
	return annotate.StateOf(f, true).Annotation().Article, nil
}

// articleOf is the article that a passage stands in, or the passage that a
// correction is about; "" for anything else.
func (s *Source) articleOf(f *change.Folded) (change.ID, error) {
	switch state := annotate.StateOf(f, true); f.Kind {
	case annotate.KindAnnotation:
		return state.Annotation().Article, nil
	case annotate.KindCorrection:
		return s.ArticleOf(state.Correction().Annotation)
	}
	return "", nil
}
