package preferences

import (
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
)

// Trusted is a person whose seal is believed, by a name of this user's own. It
// stands here and in no project: whom one believes is not for others to say.
type Trusted struct {
	Key  string `json:"key"` // the public one, whole
	Name string `json:"name"`
}

// Trust believes the seals of a key, under a name; the error wraps [ErrName].
func (p *Preferences) Trust(key person.Key, typed string) (Trusted, error) {
	t := Trusted{key.String(), person.CleanName(typed)}
	if t.Name == "" || person.LooksLikeKey(t.Name) {
		return t, fmt.Errorf("%s is %w", annotate.Quoted(typed), ErrName)
	}
	p.Distrust(key)
	p.Trusted = append(p.Trusted, t)
	return t, nil
}

// Distrust believes them no longer, and tells whether it did.
func (p *Preferences) Distrust(key person.Key) (did bool) {
	n := len(p.Trusted)
	p.Trusted = slices.DeleteFunc(slices.Clone(p.Trusted), func(t Trusted) bool { return t.Key == key.String() })
	return len(p.Trusted) < n
}

// TrustedAs is the name under which the seals of a key are believed, "" for one
// whose are not. Of this user's own persons it is their name.
func (p *Preferences) TrustedAs(key string) string {
	for _, t := range p.Trusted {
		if t.Key == key {
			return t.Name
		}
	}
	for _, w := range p.Persons {
		if w.Key().String() == key {
			return w.Name
		}
	}
	return ""
}
