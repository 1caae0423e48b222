package change

import (
	"fmt"
	"testing"
)

// maker makes changes of one copy, one after the other, as a hostile log may
// have them: in any number, over anything.
type maker struct {
	t      testing.TB
	copy   ID
	number int64
}

func (m *maker) makes(ref Ref, c Change) *Change {
	m.t.Helper()
	m.number++
	c.Version, c.Person, c.Copy, c.Number, c.First = Version, NamedID("person"), m.copy, m.number, m.number
	c.Clock, c.Did, c.Entity, c.Own = Clock(m.number), Did{Code: "x"}, ref, ref.ID == ""
	if err := c.Seal([16]byte{byte(m.number), byte(m.number >> 8), byte(m.number >> 16)}); err != nil {
		m.t.Fatal(err)
	}
	return &c
}

func newMaker(t testing.TB, name string) *maker { return &maker{t: t, copy: NamedID("copy", name)} }

// many is how long a chain or a list is in these tests: with work that grows with
// its square they would take hours.
const many = 100_000

// Takings back of takings back, each of the one before, are gone through without
// recursion, and once.
func TestDeepTakings(t *testing.T) {
	m := newMaker(t, "a")
	made := m.makes(Ref{Kind: "claim"}, Change{Sets: []Field{{Life, OfBool(true)}, {"statement", OfText("It is so")}}})
	list := []*Change{made}
	for range many {
		list = append(list, m.makes(made.Entity, Change{Takes: []Taking{{list[len(list)-1].ID, []string{"statement"}}}}))
	}
	f := Fold(made.Entity, list)
	for i, c := range list {
		if got := f.Taken(c, "statement"); got != ((many-i)%2 == 1) {
			t.Fatalf("of the chain %d is taken back: %v", i, got)
		}
	}
	if f := Fold(made.Entity, list); f.Taken(made, "statement") != (many%2 == 1) || len(f.Heads("statement")) != (many+1)%2 {
		t.Error("asked of its beginning first it is another")
	}
}

// Many changes of one entity: each over the one before, none over another, and
// each of a register of its own.
func TestManyChanges(t *testing.T) {
	over, apart, wide := newMaker(t, "a"), newMaker(t, "b"), newMaker(t, "c")
	made := over.makes(Ref{Kind: "claim"}, Change{Sets: []Field{{Life, OfBool(true)}}})
	a, b, c := []*Change{made}, []*Change{made}, []*Change{made}
	for i := range many {
		a = append(a, over.makes(made.Entity, Change{Over: []ID{a[len(a)-1].ID}, Sets: []Field{{"note", OfInt(int64(i))}}}))
		b = append(b, apart.makes(made.Entity, Change{Sets: []Field{{"note", OfInt(int64(i))}}}))
		c = append(c, wide.makes(made.Entity, Change{Over: []ID{c[len(c)-1].ID}, Sets: []Field{{fmt.Sprint("r", i), OfInt(int64(i))}}}))
	}
	if f := Fold(made.Entity, a); len(f.Heads("note")) != 1 || len(f.Collisions()) != 0 {
		t.Error("one over the other: more than the last stands")
	}
	if f := Fold(made.Entity, b); len(f.Heads("note")) != many || len(f.Values("note")) != many || len(f.Collisions()) != 1 {
		t.Error("side by side: not all stand")
	}
	f := Fold(made.Entity, c)
	if len(f.Registers()) != many || len(f.Collisions()) != 0 {
		t.Error("each for itself: not all stand")
	}
	NewStateDigest().Add(f, true)
}

// Entities that hang on one another, each removed after all that hangs on it is
// there: they are gone, and stay if there is anything at the end of the chain
// that who removed them had not seen.
func TestChainOfRemovals(t *testing.T) {
	const links = 500
	for _, unseen := range []bool{false, true} {
		m, log := newMaker(t, "a"), NewMemory()
		var list []*Change
		for i := range links {
			sets := []Field{{Life, OfBool(true)}}
			if i > 0 {
				sets = append(sets, Field{"on", OfRef("claim", list[i-1].Entity.ID)})
			}
			list = append(list, m.makes(Ref{Kind: "claim"}, Change{Sets: sets}))
		}
		end := list[links-1].Entity
		for _, made := range list {
			log.Add(made)
			log.Add(m.makes(made.Entity, Change{Over: []ID{made.ID}, Sets: []Field{{Life, OfBool(false)}}}))
		}
		var last *Change
		if unseen {
			last = newMaker(t, "b").makes(end, Change{Sets: []Field{{"note", OfInt(1)}}})
			log.Add(last)
		}
		for i, made := range list {
			f, err := log.Fold(made.Entity)
			if err != nil {
				t.Fatal(err)
			}
			s, err := LifeOf(log, f)
			if err != nil || s.Live != unseen || unseen != (len(s.Open) == 1) || unseen && s.Open[0].Unseen != last {
				t.Fatalf("unseen %v: link %d stands so: %+v, %v", unseen, i, s, err)
			}
		}
	}
}

// Entities that hang on one another in a ring, as merged edits can leave them, and
// one that hangs on itself: what bears on one bears on all, and each is gone where
// who removed it had seen that.
func TestRing(t *testing.T) {
	for _, unseen := range []bool{false, true} {
		m, log := newMaker(t, "a"), NewMemory()
		var made []*Change
		for range 3 {
			c := m.makes(Ref{Kind: "article"}, Change{Sets: []Field{{Life, OfBool(true)}}})
			made = append(made, c)
			log.Add(c)
		}
		ref := func(i int) Ref { return made[i%3].Entity }
		for i := range 3 {
			log.Add(m.makes(ref(i), Change{Sets: []Field{{"supersedes", OfRef("article", ref(i+1).ID)}}}))
		}
		log.Add(m.makes(ref(0), Change{Sets: []Field{{"self", OfRef("article", ref(0).ID)}}}))
		if unseen {
			log.Add(newMaker(t, "b").makes(ref(1), Change{Sets: []Field{{"note", OfInt(1)}}}))
		}
		log.Add(m.makes(ref(0), Change{Over: []ID{made[0].ID}, Sets: []Field{{Life, OfBool(false)}}}))
		for i := range 3 {
			bearing, err := Bearing(log, ref(i))
			if want := 7; err != nil || len(bearing) != want && !unseen || unseen && len(bearing) != want+1 {
				t.Errorf("on number %d bear %d changes, %v", i, len(bearing), err)
			}
			if live, err := log.Live(ref(i)); err != nil || live != (i > 0 || unseen) {
				t.Errorf("unseen %v: number %d is in the project: %v, %v", unseen, i, live, err)
			}
		}
	}
}
