package preferences

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/store"
)

// Person is one of this user's own: one whose private key lies here. As JSON it
// holds that key, so it is written nowhere else.
type Person struct {
	Name string
	Pair person.Pair
}

// Key is the public key.
func (w Person) Key() person.Key { return w.Pair.Key() }

// AtWork is the person as a project is told of it.
func (w Person) AtWork() store.Person {
	return store.Person{ID: w.Pair.ID(), Name: w.Name, Key: w.Key().String()}
}

// keptPerson is how a person is written.
type keptPerson struct {
	Name string `json:"name"`
	Key  string `json:"key"` // the public one, by which a person who reads the file knows which is which
	Seed []byte `json:"seed"`
}

// MarshalJSON implements [json.Marshaler].
func (w Person) MarshalJSON() ([]byte, error) {
	return json.Marshal(keptPerson{w.Name, w.Key().String(), w.Pair.Seed()})
}

// UnmarshalJSON implements [json.Unmarshaler]. Its errors do not tell what
// stands there.
func (w *Person) UnmarshalJSON(content []byte) error {
	var k keptPerson
	if json.Unmarshal(content, &k) != nil {
		return errors.New("a person’s entry is damaged")
	}
	pair, err := person.FromSeed(k.Seed)
	switch {
	case err != nil:
		return fmt.Errorf("the private key of %s is damaged", annotate.Quoted(k.Name))
	case pair.Key().String() != k.Key:
		return fmt.Errorf("the keys of %s do not belong together", annotate.Quoted(k.Name))
	case person.CleanName(k.Name) == "":
		return fmt.Errorf("the person with the key %s has no name", k.Key)
	}
	*w = Person{person.CleanName(k.Name), pair}
	return nil
}

// Why a person is refused.
var (
	ErrNobody  = errors.New("none of your persons")
	ErrSeveral = errors.New("several of your persons have that name")
	ErrTaken   = errors.New("another of your persons has that name")
	ErrName    = errors.New("not a name")
	// ErrForeign is for a key, or the id of one, that is not here.
	ErrForeign = errors.New("that person’s private key is not among yours: work as one of your own, by name")
)

// Person is who is at work; false where that has not been chosen.
func (p *Preferences) Person() (Person, bool) {
	i := slices.IndexFunc(p.Persons, func(w Person) bool { return w.Key().String() == p.Me })
	if i < 0 {
		return Person{}, false
	}
	return p.Persons[i], true
}

// PersonByKey is the person of that key, or an error that wraps [ErrForeign].
func (p *Preferences) PersonByKey(key person.Key) (Person, error) {
	i := slices.IndexFunc(p.Persons, func(w Person) bool { return w.Key() == key })
	if i < 0 {
		return Person{}, fmt.Errorf("key %s: %w", key, ErrForeign)
	}
	return p.Persons[i], nil
}

// PersonByID is the person of that id, or an error that wraps [ErrForeign].
func (p *Preferences) PersonByID(id annotate.ID) (Person, error) {
	i := slices.IndexFunc(p.Persons, func(w Person) bool { return w.Pair.ID() == id })
	if i < 0 {
		return Person{}, fmt.Errorf("reviewer %s: %w", id, ErrForeign)
	}
	return p.Persons[i], nil
}

// PersonNamed is the only person of that name; the error wraps [ErrNobody], or
// [ErrSeveral] and names their keys.
func (p *Preferences) PersonNamed(name string) (Person, error) {
	name = person.CleanName(name)
	var found []Person
	var keys []string
	for _, w := range p.Persons {
		if w.Name == name {
			found, keys = append(found, w), append(keys, w.Key().String())
		}
	}
	switch len(found) {
	case 0:
		return Person{}, fmt.Errorf("%s: %w", annotate.Quoted(name), ErrNobody)
	case 1:
		return found[0], nil
	}
	return Person{}, fmt.Errorf("%s: %w: give the key of one: %s", annotate.Quoted(name), ErrSeveral, strings.Join(keys, ", "))
}

// find is the person whom a name, key or id means.
func (p *Preferences) find(who string) (Person, error) {
	if key, err := person.ParseKey(who); err == nil {
		return p.PersonByKey(key)
	} else if person.LooksLikeKey(who) && !isID(who) {
		return Person{}, fmt.Errorf("%s is %w: give the whole key, or a name", annotate.Quoted(who), err)
	}
	if id, err := annotate.ParseID(who); err == nil {
		return p.PersonByID(id)
	}
	return p.PersonNamed(who)
}

func isID(s string) bool {
	_, err := annotate.ParseID(s)
	return err == nil
}

// AddPerson makes a person; the error wraps [ErrName] or [ErrTaken].
func (p *Preferences) AddPerson(name string) (Person, error) {
	name, err := p.freeName(name, person.Key{})
	if err != nil {
		return Person{}, err
	}
	pair, err := person.New(rand.Reader)
	if err != nil {
		return Person{}, err
	}
	w := Person{name, pair}
	p.Persons = append(p.Persons, w)
	return w, nil
}

// Rename gives one of the persons another name, and returns that person as it
// is now; the error wraps [ErrForeign], [ErrName] or [ErrTaken].
func (p *Preferences) Rename(key person.Key, name string) (Person, error) {
	w, err := p.PersonByKey(key)
	if err == nil {
		name, err = p.freeName(name, key)
	}
	if err != nil {
		return w, err
	}
	for i := range p.Persons {
		if p.Persons[i].Key() == key {
			p.Persons[i].Name = name
		}
	}
	w.Name = name
	return w, nil
}

// freeName is a name as it is kept, which none but the person of that key has,
// and which cannot be taken for a key.
func (p *Preferences) freeName(typed string, of person.Key) (string, error) {
	name := person.CleanName(typed)
	switch {
	case name == "":
		return "", fmt.Errorf("%s is %w: write one, it stands beside everything that you decide", annotate.Quoted(typed), ErrName)
	case person.LooksLikeKey(name) || isID(name):
		return "", fmt.Errorf("%s is %w: it would be taken for a key", annotate.Quoted(name), ErrName)
	}
	for _, w := range p.Persons {
		if w.Name == name && w.Key() != of {
			return "", fmt.Errorf("%s: %w, with the key %s", annotate.Quoted(name), ErrTaken, w.Key())
		}
	}
	return name, nil
}

// Choose makes one of the persons the one at work; the error wraps [ErrForeign].
func (p *Preferences) Choose(key person.Key) error {
	w, err := p.PersonByKey(key)
	if err == nil {
		p.Me = w.Key().String()
	}
	return err
}

// Environment is the variable that says who is at work, above the preferences.
const Environment = "CLAIMTRACE_REVIEWER"

// Who is the person at work: the one meant by what was said for this call, by
// the environment, by the preferences or by the system's user name, whichever
// comes first and is not empty. A name that none of this user's persons has
// makes one, which is saved; made tells of that. A key or an id makes none: the
// error wraps [ErrForeign] or person.ErrKey. With an error for which [KeptAside]
// is true there is a person all the same.
func Who(said string) (who Person, made bool, err error) {
	name, asked := named(said)
	p, _ := Load() // what is wrong with them Update tells
	if who, err = p.who(asked, name); !errors.Is(err, ErrNobody) {
		return who, false, err
	}
	_, saving := Update(func(p *Preferences) {
		if who, err = p.who(asked, name); !errors.Is(err, ErrNobody) {
			return // somebody made that person just now
		}
		if who, err = p.AddPerson(name); err == nil && !asked {
			err = p.Choose(who.Key())
		}
		made = err == nil
	})
	if err == nil {
		err = saving
	}
	if err != nil && !KeptAside(err) {
		return Person{}, false, err
	}
	return who, made, err
}

// Known is [Who] for what nobody is made for; false where that person is not there
// yet.
func Known(said string) (Person, bool) {
	name, asked := named(said)
	p, _ := Load() // what is wrong with them is told where somebody works
	who, err := p.who(asked, name)
	return who, err == nil
}

// named is the name by which the person at work is meant, and whether anybody said
// so.
func named(said string) (name string, asked bool) {
	if name = person.CleanName(said); name == "" {
		name = person.CleanName(os.Getenv(Environment))
	}
	if name == "" {
		return userName(), false
	}
	return name, true
}

func (p *Preferences) who(asked bool, name string) (Person, error) {
	if who, ok := p.Person(); ok && !asked {
		return who, nil
	}
	return p.find(name)
}

// userName is what the system calls the user.
func userName() string {
	name := ""
	if u, err := user.Current(); err == nil {
		name = person.CleanName(u.Username[strings.LastIndexByte(u.Username, '\\')+1:]) // without the domain that Windows puts before it
	}
	if name == "" {
		return "reviewer"
	}
	return name
}
