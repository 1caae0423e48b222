package preferences

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"claimtrace/annotate/person"
)

func TestPersons(t *testing.T) {
	var p Preferences
	if who, ok := p.Person(); ok {
		t.Errorf("%v is at work", who)
	}
	mara, err := p.AddPerson(" Mara\nK.")
	if err != nil || mara.Name != "Mara K." || len(p.Persons) != 1 || p.Persons[0] != mara {
		t.Fatalf("%v, %v, %v", mara, p.Persons, err)
	}
	zoe, err := p.AddPerson("Zoe\u0308")
	if err != nil || zoe.Name != "Zoë" || zoe.Key() == mara.Key() {
		t.Fatalf("%v, %v", zoe, err)
	}
	if _, ok := p.Person(); ok {
		t.Error("somebody is at work who was not chosen")
	}
	if err := p.Choose(zoe.Key()); err != nil {
		t.Fatal(err)
	}
	if who, ok := p.Person(); !ok || who != zoe {
		t.Errorf("%v is at work", who)
	}
	if got, err := p.PersonNamed("Zoë "); got != zoe || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := p.PersonByKey(mara.Key()); got != mara || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := p.PersonByID(mara.Pair.ID()); got != mara || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if at := mara.AtWork(); at.ID != mara.Pair.ID() || at.Name != "Mara K." || at.Key != mara.Key().String() {
		t.Errorf("%+v", at)
	}
	foreign, err := person.New(bytes.NewReader(make([]byte, person.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	_, byKey := p.PersonByKey(foreign.Key())
	_, byID := p.PersonByID(foreign.ID())
	_, renamed := p.Rename(foreign.Key(), "Eva")
	_, nobody := p.PersonNamed("Eva")
	_, taken := p.AddPerson("Zoë")
	_, takenToo := p.Rename(mara.Key(), "Zoë")
	_, empty := p.AddPerson(" ")
	_, emptyToo := p.Rename(mara.Key(), "\x00")
	_, aKey := p.AddPerson(foreign.Key().String())
	_, anID := p.AddPerson(string(foreign.ID()))
	for name, c := range map[string]struct{ err, want error }{
		"key": {byKey, ErrForeign}, "id": {byID, ErrForeign}, "renaming": {renamed, ErrForeign}, "choosing": {p.Choose(foreign.Key()), ErrForeign},
		"nobody": {nobody, ErrNobody}, "taken": {taken, ErrTaken}, "renamed to one taken": {takenToo, ErrTaken},
		"empty": {empty, ErrName}, "renamed to nothing": {emptyToo, ErrName}, "a key as a name": {aKey, ErrName}, "an id as a name": {anID, ErrName},
	} {
		if !errors.Is(c.err, c.want) || strings.Contains(c.err.Error(), "\n") {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
	if len(p.Persons) != 2 || p.Persons[0] != mara || p.Persons[1] != zoe {
		t.Errorf("what was refused left %v", p.Persons)
	}
	for _, name := range []string{"Zoë K.", "Zoë K."} {
		got, err := p.Rename(zoe.Key(), name)
		if who, _ := p.Person(); err != nil || got != who || who.Name != "Zoë K." || who.Key() != zoe.Key() {
			t.Errorf("%v, %v, at work %v", got, err, who)
		}
	}
	p.Persons[0].Name = "Zoë K." // as an editor can
	if _, err := p.PersonNamed("Zoë K."); !errors.Is(err, ErrSeveral) || !strings.Contains(err.Error(), mara.Key().String()) ||
		!strings.Contains(err.Error(), zoe.Key().String()) {
		t.Errorf("two of one name: %v", err)
	}
}

// Private keys stand in the file, and in nothing that is printed.
func TestPrintedPersons(t *testing.T) {
	var p Preferences
	mara, err := p.AddPerson("Mara")
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		for _, v := range []any{p, &p, mara} {
			said := fmt.Sprintf(verb, v)
			for _, secret := range []string{fmt.Sprintf("%x", mara.Pair.Seed()), fmt.Sprint(mara.Pair.Seed()), string(mara.Pair.Seed())} {
				if strings.Contains(said, strings.Trim(secret, "[]")) {
					t.Errorf("%s of %T says %s", verb, v, said)
				}
			}
		}
	}
}

func TestWho(t *testing.T) {
	home(t)
	who := func(said string, wantMade bool) Person {
		t.Helper()
		w, made, err := Who(said)
		if err != nil || made != wantMade {
			t.Fatalf("%q: %v, %v, %v", said, w, made, err)
		}
		if kept, err := loaded(w); kept != w || err != nil {
			t.Fatalf("%q: %v was not saved: %v", said, w, err)
		}
		return w
	}
	// The system's user name is the last that is asked, and then stays.
	t.Setenv(Environment, " \n")
	me := who("", true)
	if me.Name != userName() || who(" ", false) != me {
		t.Errorf("by the system: %v", me)
	}
	if p := load(t); p.Me != me.Key().String() {
		t.Errorf("at work is %s", p.Me)
	}
	// A name that is said makes a person, who is not the one at work for that.
	mara := who("Mara", true)
	if who("", false) != me || who(" Mara\n", false) != mara {
		t.Error("who is at work did not stay")
	}
	// The environment stands above the preferences, what is said above both.
	t.Setenv(Environment, "Eva")
	eva := who("", true)
	if eva.Name != "Eva" || who("", false) != eva || who("Mara", false) != mara {
		t.Errorf("by the environment: %v", eva)
	}
	// Keys and ids mean persons who are there.
	for _, said := range []string{mara.Key().String(), string(mara.Pair.ID())} {
		if who(said, false) != mara {
			t.Errorf("%s is somebody else", said)
		}
	}
	t.Setenv(Environment, mara.Key().String())
	if who("", false) != mara {
		t.Error("a key in the environment means somebody else")
	}
	saved(t, func(p *Preferences) {
		if err := p.Choose(mara.Key()); err != nil {
			t.Fatal(err)
		}
	})
	t.Setenv(Environment, "")
	if who("", false) != mara {
		t.Error("not the person who was chosen")
	}
}

// loaded finds a person in what was saved.
func loaded(w Person) (Person, error) {
	p, err := Load()
	if err != nil {
		return Person{}, err
	}
	return p.PersonByKey(w.Key())
}

// Nobody is made of a key, whole or not.
func TestWhoRefuses(t *testing.T) {
	home(t)
	foreign, err := person.New(bytes.NewReader(make([]byte, person.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	key := foreign.Key().String()
	for said, want := range map[string]error{
		key: ErrForeign, string(foreign.ID()): ErrForeign, key[:61]: person.ErrKey, "b" + key[1:]: person.ErrKey, strings.ToUpper(key): person.ErrKey,
	} {
		for _, byEnvironment := range []bool{false, true} {
			t.Setenv(Environment, "")
			given := said
			if byEnvironment {
				t.Setenv(Environment, said)
				given = ""
			}
			if who, made, err := Who(given); !errors.Is(err, want) || made || who != (Person{}) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v, %v, %v", said, who, made, err)
			}
		}
	}
	if p := load(t); len(p.Persons) != 0 {
		t.Errorf("made %v", p.Persons)
	}
}

// The same name on two machines is two persons.
func TestTwoMachines(t *testing.T) {
	var keys []person.Key
	for range 2 {
		home(t)
		who, made, err := Who("Mara")
		if err != nil || !made {
			t.Fatal(err)
		}
		keys = append(keys, who.Key())
	}
	if keys[0] == keys[1] || keys[0].ID() == keys[1].ID() {
		t.Errorf("both are %s", keys[0])
	}
}
