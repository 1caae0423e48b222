package annotate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate/change"
)

// State is what the log says of one entity, read as one of its kind.
type State struct {
	*change.Folded
	Live     bool // as [change.LifeOf] has it
	fields   Fields
	withheld []string
	strange  bool // something stands there that this version cannot read
}

// StateOf reads a folded entity. Of a kind that this version does not know it
// has no fields.
func StateOf(f *change.Folded, live bool) State {
	s := State{Folded: f, Live: live, fields: Fields{}}
	spec := Spec(f.Kind)
	if spec == nil {
		s.strange = true
		return s
	}
	for i := range spec.Registers {
		r := &spec.Registers[i]
		withheld, ok := r.ReadRegister(f.Value(r.Name), s.fields)
		s.withheld = append(s.withheld, withheld...)
		s.strange = s.strange || !ok
		for _, field := range r.Fields {
			if field.Required && s.fields[field.Name] == nil && !slices.Contains(withheld, field.Name) {
				s.strange = true
			}
		}
	}
	s.strange = s.strange || !s.coherent()
	return s
}

// coherent tells whether what an entity is agrees with its id, and its span
// with itself.
func (s *State) coherent() bool {
	switch s.Kind {
	case KindArticle:
		return ArticleID(s.text("sha256"), s.text("key_address"), s.text("key_outlet")) == s.ID || s.isWithheld("key_address") || s.isWithheld("key_outlet")
	case KindSetting:
		return SettingID(s.text("name")) == s.ID || s.isWithheld("name")
	case KindAnnotation:
		return s.number("start") < s.number("end")
	case KindJoin:
		pair := s.Folded.Value("pair")
		a, b := pair.Field("a").Ref, pair.Field("b").Ref
		return a.Kind == b.Kind && a.ID != b.ID && JoinID(a.Kind, a.ID, b.ID) == s.ID
	}
	return true
}

// Shown tells whether the entity can be shown: it is in the project, and this
// version can read it.
func (s State) Shown() bool { return s.Live && !s.strange }

// Strange tells whether something stands in the entity that this version cannot
// read. It is kept and passed on.
func (s State) Strange() bool { return s.strange }

// Fields returns a copy of the values as they stand; unset ones are missing.
func (s State) Fields() Fields { return maps.Clone(s.fields) }

// Value returns one value as it stands, nil if it is unset or withheld.
func (s State) Value(field string) any { return s.fields[field] }

// Withheld lists the fields whose values this copy does not have, with a space
// between two; "" for none.
func (s State) Withheld() string { return strings.Join(s.withheld, " ") }

func (s State) isWithheld(field string) bool { return slices.Contains(s.withheld, field) }

// Name is what to call the entity: "" where nothing names it.
func (s State) Name() string {
	if spec := Spec(s.Kind); spec != nil {
		return spec.Name(s.fields)
	}
	return ""
}

// Maker is the person who made the entity: of one that is named by its making
// the one who did that.
func (s State) Maker() ID {
	for _, c := range s.Changes() {
		if c.Own {
			return c.Person
		}
	}
	if c := s.First(); c != nil {
		return c.Person
	}
	return ""
}

// Created is when the entity was made first, zero where nothing is known.
func (s State) Created() time.Time {
	if c := s.First(); c != nil {
		return c.Clock.Time()
	}
	return time.Time{}
}

// Modified is the time of the latest change that stands in a register.
func (s State) Modified() time.Time {
	var last Clock
	for _, r := range s.Registers() {
		if c := s.Standing(r); c != nil {
			last = max(last, c.Clock)
		}
	}
	if last == 0 {
		return s.Created()
	}
	return last.Time()
}

func (s State) text(name string) string {
	v, _ := s.fields[name].(string)
	return v
}

func (s State) number(name string) int {
	n, _ := s.fields[name].(int)
	return n
}

// Article reads the state as that of an article.
func (s State) Article() Article {
	published, _ := ParsePublication(s.text("published"))
	return Article{
		ID: s.ID, SHA256: s.text("sha256"), Chars: s.number("chars"), Title: s.text("title"), Outlet: s.text("outlet"),
		Byline: s.text("byline"), Published: published, URL: s.text("url"), Language: s.text("language"),
		ExternalID: s.text("external_id"), File: s.text("file"), Supersedes: ID(s.text("supersedes")), Added: s.Created(),
		Withheld: s.Withheld(),
	}
}

// Claim reads the state as that of a claim.
func (s State) Claim() Claim {
	v := Claim{
		ID: s.ID, Statement: s.text("statement"), Resolved: Verdict(s.text("resolved")), Reason: s.text("reason"),
		Evidence: IDs(s.text("evidence")), Note: s.text("note"), Created: s.Created(), Withheld: s.Withheld(),
	}
	if c := s.Standing("decision"); c != nil && v.Resolved != "" {
		v.Decided, v.DecidedBy = c.Clock, c.Person
	}
	return v
}

// Annotation reads the state as that of an annotation.
func (s State) Annotation() Annotation {
	return Annotation{
		ID: s.ID, Article: ID(s.text("article")), Start: s.number("start"), End: s.number("end"), Quote: s.text("quote"),
		Verdict: Verdict(s.text("verdict")), Claim: ID(s.text("claim")), Reviewer: s.Maker(), Attribution: s.text("attribution"),
		Note: s.text("note"), Created: s.Created(), Modified: s.Modified(), Withheld: s.Withheld(),
	}
}

// Reviewer reads the state as that of a person.
func (s State) Reviewer() Reviewer {
	return Reviewer{ID: s.ID, Name: s.text("name"), Key: s.text("key")}
}

// Setting reads the state as a setting of the project: its name and value.
func (s State) Setting() (name, value string) { return s.text("name"), s.text("value") }

// Join reads the state as a join: what two entities are one.
func (s State) Join() (a, b Ref) {
	pair := s.Folded.Value("pair")
	return pair.Field("a").Ref, pair.Field("b").Ref
}
