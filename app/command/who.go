package command

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/preferences"
	"claimtrace/store"
)

// who is the person at work, and tells whether a name has just made that person:
// see [preferences.Who]. That preferences were put aside is said here.
func (c *call) who() (who preferences.Person, made bool, err error) {
	who, made, err = preferences.Who(c.reviewer)
	if preferences.KeptAside(err) {
		c.say("%v", err)
		err = nil
	}
	if errors.Is(err, preferences.ErrForeign) || errors.Is(err, preferences.ErrSeveral) {
		return who, made, fmt.Errorf("who is working: %w", err)
	}
	return who, made, err
}

// enter tells a project who is at work, and the person whom a name has just made
// that somebody else in the project has that name.
func (c *call) enter(p *store.Project) error {
	if p.ReadOnly() != "" {
		return nil // nobody can work, so nobody is to be made for it
	}
	who, made, err := c.who()
	if err != nil {
		return err
	}
	if made {
		if err := c.tellNamesakes(p, who); err != nil {
			return err
		}
	}
	return p.SetPerson(who.AtWork())
}

func (c *call) tellNamesakes(p *store.Project, who preferences.Person) error {
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	var others []string
	for _, r := range reviewers {
		if r.Name == who.Name && r.ID != who.Pair.ID() {
			others = append(others, told(r))
		}
	}
	if len(others) > 0 {
		c.say("the project has another %s (key %s): you are a second person of that name, with the key %s",
			who.Name, strings.Join(others, ", "), who.Key())
	}
	return nil
}

// told is the key of a reviewer in short, by which namesakes are told apart.
func told(r annotate.Reviewer) string {
	key, err := person.ParseKey(r.Key)
	if err != nil {
		return cmp.Or(r.Key, "unknown")
	}
	return key.Fingerprint() + "-…"
}

// rename gives one of this user's own persons the name that is set in a project;
// other reviewers it leaves alone.
func (c *call) rename(reviewer annotate.ID, name string) error {
	p, _ := preferences.Load() // what is wrong with them Update tells
	own, err := p.PersonByID(reviewer)
	if err != nil {
		return nil
	}
	var refused error
	_, err = preferences.Update(func(p *preferences.Preferences) { _, refused = p.Rename(own.Key(), name) })
	if preferences.KeptAside(err) {
		c.say("%v", err)
		err = nil
	}
	if refused != nil {
		return refused
	}
	return err
}
