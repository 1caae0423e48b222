package annotate

import (
	"maps"
	"time"
)

// State is what a set of changes says of one entity: for each field the value
// of the change with the greatest (clock, id). The zero State says nothing.
type State struct {
	fields         Fields
	set            map[string]stamp
	created, moved Clock
}

// stamp is what orders two values of a field, and who set the value.
type stamp struct {
	clock Clock
	id    ID
	by    ID
}

func (s stamp) before(t stamp) bool { return s.clock < t.clock || s.clock == t.clock && s.id < t.id }

// Fold returns the state after the changes, which must all be of one entity.
// Their order makes no difference.
func Fold(changes []Change) State {
	var s State
	for _, c := range changes {
		s.Apply(c)
	}
	return s
}

// Apply takes one more change into the state.
func (s *State) Apply(c Change) {
	if s.fields == nil {
		s.fields, s.set = Fields{}, map[string]stamp{}
	}
	if s.created == 0 || c.Clock < s.created {
		s.created = c.Clock
	}
	s.moved = max(s.moved, c.Clock)
	at := stamp{c.Clock, c.ID, c.Reviewer}
	for name, value := range c.Fields {
		if s.set[name].before(at) {
			s.set[name] = at
			s.fields[name] = value
		}
	}
}

// Live tells whether the entity is in the project: made, and not deleted.
func (s State) Live() bool { return s.fields != nil && s.fields[Deleted] != true }

// Fields returns a copy of the values as they stand; unset fields are nil or
// missing.
func (s State) Fields() Fields { return maps.Clone(s.fields) }

// Value returns one value as it stands, nil if it is unset.
func (s State) Value(field string) any { return s.fields[field] }

// Created is the time of the first change, zero if there is none.
func (s State) Created() time.Time {
	if s.created == 0 {
		return time.Time{}
	}
	return s.created.Time()
}

// Modified is the time of the last change, zero if there is none.
func (s State) Modified() time.Time {
	if s.moved == 0 {
		return time.Time{}
	}
	return s.moved.Time()
}

func (s State) str(name string) string {
	v, _ := s.fields[name].(string)
	return v
}

func (s State) num(name string) int {
	n, _ := s.fields[name].(int)
	return n
}

// at returns when the standing value of a field was set and by whom; nothing
// where the field is not set.
func (s State) at(name string) (Clock, ID) {
	if s.fields[name] == nil {
		return 0, ""
	}
	return s.set[name].clock, s.set[name].by
}

// Source returns the change that set the standing value of a field, "" if none
// did.
func (s State) Source(name string) ID { return s.set[name].id }

// Article reads the state as that of the article with the given id.
func (s State) Article(id ID) Article {
	return Article{
		ID: id, SHA256: s.str("sha256"), Chars: s.num("chars"), Title: s.str("title"), Outlet: s.str("outlet"),
		Byline: s.str("byline"), Published: Publication(s.str("published")), URL: s.str("url"), Language: s.str("language"),
		ExternalID: s.str("external_id"), File: s.str("file"), Supersedes: ID(s.str("supersedes")), Added: s.Created(),
	}
}

// Claim reads the state as that of the claim with the given id.
func (s State) Claim(id ID) Claim {
	decided, by := s.at("resolved")
	return Claim{
		ID: id, Statement: s.str("statement"), Resolved: Verdict(s.str("resolved")), Reason: s.str("reason"),
		Evidence: IDs(s.str("evidence")), Decided: decided, DecidedBy: by, Note: s.str("note"), Created: s.Created(),
	}
}

// Annotation reads the state as that of the annotation with the given id.
func (s State) Annotation(id ID) Annotation {
	judged, _ := s.at("verdict")
	return Annotation{
		ID: id, Article: ID(s.str("article")), Start: s.num("start"), End: s.num("end"), Quote: s.str("quote"),
		Prefix: s.str("prefix"), Suffix: s.str("suffix"), Verdict: Verdict(s.str("verdict")), Judged: judged, Claim: ID(s.str("claim")),
		Reviewer: ID(s.str("reviewer")), Attribution: s.str("attribution"), Note: s.str("note"),
		Created: s.Created(), Modified: s.Modified(),
	}
}

// Reviewer reads the state as that of the reviewer with the given id.
func (s State) Reviewer(id ID) Reviewer { return Reviewer{ID: id, Name: s.str("name")} }

// Setting reads the state as a setting of the project: its name and value.
func (s State) Setting() (name, value string) { return s.str("name"), s.str("value") }

// Inverse returns the change that takes back what the changes of one action
// did to one entity: each field they set returns to its value before them. An
// entity that they brought into being is deleted. Both slices must be of one
// entity; before holds all its changes that the action found. The result has
// kind, entity and fields only.
func Inverse(action, before []Change) Change {
	old := Fold(before)
	undo := Change{Kind: action[0].Kind, Entity: action[0].Entity, Fields: Fields{}}
	if len(before) == 0 {
		undo.Fields[Deleted] = true
		return undo
	}
	for _, c := range action {
		for name := range c.Fields {
			undo.Fields[name] = old.fields[name]
		}
	}
	return undo
}
