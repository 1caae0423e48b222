package annotate

import (
	"testing"

	"claimtrace/annotate/change"
)

// What comes from elsewhere is that of who did it there, then; unless the person does not
// follow from the words that name them, as where somebody would say that another did it.
func TestImported(t *testing.T) {
	there := Imported{Source: "uuid", ID: "x", At: 5}
	name := ImportedID(KindAnnotation, "brat:1", "T1")
	origin := func(source, id string) change.Field {
		return change.Field{Name: "origin", Value: change.OfRecord(change.Field{Name: "source", Value: change.OfText(source)}, change.Field{Name: "id", Value: change.OfText(id)})}
	}
	forged := there.Attribute()
	forged.Fields[1].Ref.ID = id(7)
	if forged.Fields[1].Name != "by" {
		t.Fatalf("%+v", forged)
	}
	for _, tt := range []struct {
		what  string
		more  []change.Field
		sets  change.Field
		maker ID
		at    Clock
	}{
		{"as it came", []change.Field{there.Attribute()}, origin("brat:1", "T1"), there.By(), 5},
		{"at a time not known", []change.Field{Imported{Source: "uuid", ID: "x"}.Attribute()}, origin("brat:1", "T1"), there.By(), 9},
		{"made here", nil, origin("brat:1", "T1"), id(1), 9},
		{"of another who did not", []change.Field{forged}, origin("brat:1", "T1"), id(1), 9},
		{"of another origin", []change.Field{there.Attribute()}, origin("brat:1", "T2"), there.By(), 5},
	} {
		c := &change.Change{ID: id(2), Person: id(1), Clock: 9, Entity: Ref{Kind: KindAnnotation, ID: name}, More: tt.more,
			Sets: change.Fields(tt.sets, change.Field{Name: change.Life, Value: change.OfBool(true)})}
		s := StateOf(change.Fold(c.Entity, []*change.Change{c}), true)
		if s.Maker() != tt.maker || s.Created() != tt.at.Time() || s.Modified() != tt.at.Time() {
			t.Errorf("%s: by %s at %v and %v, want %s at %v", tt.what, s.Maker(), s.Created(), s.Modified(), tt.maker, tt.at.Time())
		}
		if _, ok := ImportedBy(c); ok != (tt.maker == there.By()) {
			t.Errorf("%s: it came in: %v", tt.what, ok)
		}
		if read := s.Value("origin_id") != nil; read != (tt.what != "of another origin") {
			t.Errorf("%s: its origin is read: %v", tt.what, read)
		}
	}
	if there.By() != ImportedID(KindReviewer, "uuid", "x") || there.By() == (Imported{Source: "uuid", ID: "y"}).By() {
		t.Error("the person is another")
	}
}
