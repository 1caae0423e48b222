package annotate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate/change"
	"claimtrace/annotate/person"
)

// State is what the log says of one entity, read as one of its kind.
type State struct {
	*change.Folded
	Live     bool // as [change.LifeOf] has it
	fields   Fields
	withheld []string
	instead  map[string]*change.Change // by register: what is read where another stands
	strange  bool                      // something stands there that this version cannot read
	hidden   bool                      // without that it cannot be shown
}

// StateOf reads a folded entity: of each register the last head that this version
// can read, whole, and of one that stays the last such making. Where it can read
// none the register is as if unset, and hides the entity only if that cannot be
// without it. What was replaced is not gone back to, since who replaced it knew of
// it. Of a kind that this version does not know nothing is read.
func StateOf(f *change.Folded, live bool) State {
	s := State{Folded: f, Live: live, fields: Fields{}}
	spec := Spec(f.Kind)
	if spec == nil {
		s.strange, s.hidden = true, true
		return s
	}
	for i := range spec.Registers {
		s.read(&spec.Registers[i])
	}
	return s
}

// read reads one register.
func (s *State) read(r *RegisterSpec) {
	among := s.Heads(r.Name)
	var stands *change.Change
	if len(among) > 0 {
		stands = among[len(among)-1]
	}
	if r.Who == Nobody {
		among = s.makings(r.Name)
	}
	for _, c := range slices.Backward(among) {
		v, _ := c.Set(r.Name)
		withheld, ok := r.ReadRegister(v, s.fields)
		if ok && r.complete(s.fields, withheld) && s.coherent(r, v) {
			s.withheld = append(s.withheld, withheld...)
			if c != stands {
				s.takeInstead(r.Name, c)
			}
			return
		}
		s.strange = true
		for _, field := range r.Fields {
			delete(s.fields, field.Name)
		}
	}
	if !r.complete(nil, nil) {
		s.strange, s.hidden = true, true
	}
	if stands != nil {
		s.takeInstead(r.Name, nil)
	}
}

func (s *State) takeInstead(register string, c *change.Change) {
	if s.instead == nil {
		s.instead = map[string]*change.Change{}
	}
	s.instead[register] = c
}

// makings lists the makings that set a register, by clock, then id. What a
// making gives for good nobody replaces or takes back.
func (s *State) makings(register string) []*change.Change {
	var list []*change.Change
	for _, c := range s.Changes() {
		if _, ok := c.Set(register); ok && c.IsMaking() {
			list = append(list, c)
		}
	}
	return list
}

// complete tells whether a register has what an entity cannot be without.
func (r *RegisterSpec) complete(f Fields, withheld []string) bool {
	return !slices.ContainsFunc(r.Fields, func(field FieldSpec) bool {
		return field.Required && f[field.Name] == nil && !slices.Contains(withheld, field.Name)
	})
}

// coherent tells whether a value of a register agrees with the id, where that
// follows from it, and a span with itself. What an id follows from is never
// withheld.
func (s *State) coherent(r *RegisterSpec, v change.Value) bool {
	switch {
	case r.Name == "origin":
		return ImportedID(s.Kind, s.text("origin_source"), s.text("origin_id")) == s.ID
	case s.Kind == KindArticle && r.Name == "key":
		return ArticleID(s.text("sha256"), s.text("key_address"), s.text("key_outlet")) == s.ID
	case s.Kind == KindReviewer && r.Name == "key":
		key, err := person.ParseKey(s.text("key"))
		return s.text("key") == "" || err == nil && key.ID() == s.ID
	case s.Kind == KindSetting && r.Name == "name":
		return SettingID(s.text("name")) == s.ID
	case s.Kind == KindAnnotation && r.Name == "place":
		return s.number("start") < s.number("end")
	case s.Kind == KindAnnotation && r.Name == "from":
		return s.text("from") == "" || CarriedID(ID(s.text("from")), ID(s.text("article"))) == s.ID
	case s.Kind == KindCorrection && r.Name == "about":
		return s.number("start") < s.number("end") || s.number("start") == 0 && s.number("end") == 0
	case s.Kind == KindJoin && r.Name == "pair":
		a, b := v.Field("a").Ref, v.Field("b").Ref
		return a.Kind == b.Kind && a.ID != b.ID && JoinID(a.Kind, a.ID, b.ID) == s.ID
	}
	return true
}

// Read is the change whose value of a register is read, nil where there is none:
// nearly always the one that stands.
func (s State) Read(register string) *change.Change {
	if c, ok := s.instead[register]; ok {
		return c
	}
	return s.Standing(register)
}

// Shown tells whether the entity can be shown: it is in the project, and this
// version can read what it cannot be without.
func (s State) Shown() bool { return s.Live && !s.hidden }

// Strange tells whether something stands in the entity that this version cannot
// read, be it shown without that or not. It is kept and passed on.
func (s State) Strange() bool { return s.strange }

// Fields returns a copy of the values as they stand; unset ones are missing.
func (s State) Fields() Fields { return maps.Clone(s.fields) }

// Value returns one value as it stands, nil if it is unset or withheld.
func (s State) Value(field string) any { return s.fields[field] }

// Withheld lists the fields whose values this copy does not have, with a space
// between two; "" for none.
func (s State) Withheld() string { return strings.Join(s.withheld, " ") }

// Name is what to call the entity: "" where nothing names it.
func (s State) Name() string {
	if spec := Spec(s.Kind); spec != nil {
		return spec.Name(s.fields)
	}
	return ""
}

// Maker is the person who made the entity: of one that is named by its making
// the one who did that, of one that came from elsewhere who made it there.
func (s State) Maker() ID {
	for _, c := range s.Changes() {
		if c.Own {
			return c.Person
		}
	}
	if c := s.First(); c != nil {
		id, _ := who(c)
		return id
	}
	return ""
}

// Created is when the entity was made first, here or where it came from; zero where
// nothing is known.
func (s State) Created() time.Time {
	if c := s.First(); c != nil {
		_, at := who(c)
		return at.Time()
	}
	return time.Time{}
}

// Modified is the time of the latest change that stands in a register.
func (s State) Modified() time.Time {
	var last Clock
	for _, r := range s.Registers() {
		if c := s.Standing(r); c != nil {
			_, at := who(c)
			last = max(last, at)
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
		ExternalID: s.text("external_id"), File: s.text("file"), Supersedes: ID(s.text("supersedes")), Note: s.text("note"), Added: s.Created(),
		Withheld: s.Withheld(),
	}
}

// Captured is when what the article was read from was got, to the second; zero
// where that is not told apart from when it was added.
func (s State) Captured() time.Time {
	p, err := ParsePublication(s.text("captured"))
	if err != nil || !p.Zoned() {
		return time.Time{}
	}
	return p.Earliest()
}

// Claim reads the state as that of a claim.
func (s State) Claim() Claim {
	v := Claim{
		ID: s.ID, Statement: s.text("statement"), Resolved: Verdict(s.text("resolved")), Reason: s.text("reason"),
		Evidence: IDs(s.text("evidence")), Note: s.text("note"), Created: s.Created(), Withheld: s.Withheld(),
	}
	if c := s.Read("decision"); c != nil && v.Resolved != "" {
		v.DecidedBy, v.Decided = who(c)
	}
	return v
}

// Annotation reads the state as that of an annotation.
func (s State) Annotation() Annotation {
	return Annotation{
		ID: s.ID, Article: ID(s.text("article")), Start: s.number("start"), End: s.number("end"), Quote: s.text("quote"),
		Verdict: Verdict(s.text("verdict")), Claim: ID(s.text("claim")), Reviewer: s.Maker(), Attribution: s.text("attribution"),
		Note: s.text("note"), From: ID(s.text("from")), Created: s.Created(), Modified: s.Modified(), Withheld: s.Withheld(),
	}
}

// Correction reads the state as that of a correction.
func (s State) Correction() Correction {
	return Correction{
		ID: s.ID, Annotation: ID(s.text("annotation")), Kind: s.text("kind"), Start: s.number("start"), End: s.number("end"), Words: s.text("words"),
		Value: s.text("value"), Reviewer: s.Maker(), Created: s.Created(), Modified: s.Modified(), Withheld: s.Withheld(),
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
	var pair change.Value
	if c := s.Read("pair"); c != nil {
		pair, _ = c.Set("pair")
	}
	return pair.Field("a").Ref, pair.Field("b").Ref
}
