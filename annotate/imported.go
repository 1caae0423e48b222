package annotate

import (
	"slices"
	"sync/atomic"

	"claimtrace/annotate/change"
)

// ImportedAttribute is the attribute of a change that takes in what somebody did in
// another program.
const ImportedAttribute = "imported"

// Imported is who did elsewhere what a change takes in, and when. The change is that of
// the person who took it in all the same.
type Imported struct {
	Source, ID string // of the person there, as in [ImportedID]
	At         Clock  // 0 where it is not known
}

// By is the person, who has no key and so is nobody that could work here.
func (i Imported) By() ID {
	// What comes in is of few people, and asked for again and again.
	if last := lastBy.Load(); last != nil && last.source == i.Source && last.there == i.ID {
		return last.id
	}
	id := ImportedID(KindReviewer, i.Source, i.ID)
	lastBy.Store(&namedPerson{i.Source, i.ID, id})
	return id
}

type namedPerson struct {
	source, there string
	id            ID
}

var lastBy atomic.Pointer[namedPerson]

// Attribute says it in a change.
func (i Imported) Attribute() change.Field {
	fields := []change.Field{
		{Name: "by", Value: change.OfRef(KindReviewer, i.By())}, {Name: "id", Value: change.OfText(i.ID)}, {Name: "source", Value: change.OfText(i.Source)},
	}
	if i.At > 0 {
		fields = append(fields, change.Field{Name: "at", Value: change.OfInt(int64(i.At))})
	}
	return change.Field{Name: ImportedAttribute, Value: change.OfRecord(fields...)}
}

// ImportedBy reads that attribute; ok is false where a change has none. The person follows
// from the words that name them, so that nobody can be said to have done what they did not.
func ImportedBy(c *change.Change) (i Imported, ok bool) {
	at := slices.IndexFunc(c.More, func(f change.Field) bool { return f.Name == ImportedAttribute })
	if at < 0 {
		return i, false
	}
	v := c.More[at].Value
	i = Imported{Source: v.Field("source").Text, ID: v.Field("id").Text}
	if n := v.Field("at"); n.Type == change.Int && Clock(n.Int).Valid() {
		i.At = Clock(n.Int)
	}
	return i, v.Field("by").Ref == Ref{Kind: KindReviewer, ID: i.By()}
}

// who is the person who said what a change holds, and when.
func who(c *change.Change) (ID, Clock) {
	i, ok := ImportedBy(c)
	switch {
	case !ok:
		return c.Person, c.Clock
	case i.At > 0:
		return i.By(), i.At
	}
	return i.By(), c.Clock
}

// CodeWait is what was done by a change that holds a passage of a set: it sets what the set
// says of it, and does not make it, as its words have no sure place in the article.
const CodeWait = "import.wait"

// Waits tells whether the entity is a passage of a set that waits for a place: it is not in
// the project until a person gives it one, and then it is made.
func (s State) Waits() bool {
	if s.Kind != KindAnnotation || s.Live || s.hidden || slices.ContainsFunc(s.Heads(change.Life), (*change.Change).IsRemoval) {
		return false
	}
	return s.holding() != nil
}

// holding is the change by which the entity waits, nil where that was taken back, or never was.
func (s State) holding() *change.Change {
	for _, c := range s.Changes() {
		if _, ok := c.Set("origin"); !ok || c.Did.Code != CodeWait || s.Taken(c, "origin") {
			continue
		}
		if _, ok := ImportedBy(c); ok {
			return c
		}
	}
	return nil
}

// Placing are the registers that make a passage that waits one of the project, beside its
// place, and who made it elsewhere.
func (s State) Placing() (sets []change.Field, by change.Field) {
	c := s.holding()
	origin, _ := c.Set("origin")
	at := slices.IndexFunc(c.More, func(f change.Field) bool { return f.Name == ImportedAttribute })
	return []change.Field{{Name: "origin", Value: origin}, {Name: change.Life, Value: change.OfBool(true)}}, c.More[at]
}
