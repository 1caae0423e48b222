package colleagues

import (
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/session"
	"claimtrace/store"
)

// chosen is what a person chooses while it is shown what a merge would bring, to be
// done once that is merged.
type chosen struct {
	stands string // what the row says then
	do     func(s *session.Session) error
}

// choices are what can be chosen of a row of a preview; how they are called is what
// their buttons say.
func (p *Page) choices(e entry) (acts []act) {
	choice := func(words, hint string, c chosen) {
		if of, is := p.preview.chosen[e.key]; is && of.stands == c.stands {
			words, hint = "Undo that", "Nothing of it is chosen"
		}
		acts = append(acts, act{words, hint, func() { p.chooseFor(e, c) }})
	}
	switch {
	case e.alike != nil:
		a := store.Ref{Kind: e.alike.Kind, ID: e.alike.A}
		b := store.Ref{Kind: e.alike.Kind, ID: e.alike.B}
		choice("Join", "Once it is merged they count as one; both keep what they have", chosen{"will be joined", func(s *session.Session) error { return s.JoinTwo(a, b) }})
		choice("Not the same", "They stay two, and nobody is asked again", chosen{"will stay apart", func(s *session.Session) error { return s.HoldApart(a, b) }})
	case e.collision != nil:
		c := *e.collision
		for i, v := range c.Values {
			if v.Stands || len(c.Values) != 2 || v.Value.HasWithheld() {
				continue
			}
			stands := "theirs, as you choose"
			if i < len(e.values) && e.ours == v.Change {
				stands = "here, as you choose"
			}
			choice("Take the other", "Once it is merged the other value stands, in every copy that takes that in", chosen{stands, func(s *session.Session) error { return s.Settle(c.Ref, c.Register, v.Change) }})
		}
	}
	return acts
}

// withChoices returns a row of a preview as it was chosen.
func (p *Page) withChoices(e entry) entry {
	e.acts = p.choices(e)
	if c, is := p.preview.chosen[e.key]; is {
		e.stands = c.stands
	}
	return e
}

// chooseFor chooses something for a row of a preview, or no longer.
func (p *Page) chooseFor(e entry, c chosen) {
	if was, is := p.preview.chosen[e.key]; is && was.stands == c.stands {
		delete(p.preview.chosen, e.key)
	} else {
		p.preview.chosen[e.key] = c
	}
	p.showRows()
}

// doChosen does what was chosen before a merge, in the order of the rows, and says how
// much that was. What cannot be done is said; the rest is done all the same.
func (p *Page) doChosen(of *brought) (said string, err error) {
	n := 0
	for _, e := range of.entries {
		c, is := of.chosen[e.key]
		if !is {
			continue
		}
		failed := p.w.Do(func() error { return c.do(p.w.Session()) })
		if errors.Is(failed, store.ErrNotYours) {
			failed = errNotYours
		}
		if err = errors.Join(err, failed); failed != nil {
			continue
		}
		if n++; e.alike != nil {
			p.settled(*e.alike)
		}
	}
	switch n {
	case 0:
		return "", err
	case 1:
		return "; what you chose is done", err
	}
	return fmt.Sprintf("; the %d things that you chose are done", n), err
}

// keyOf names a row of a preview for what is chosen of it.
func keyOf(kind annotate.Kind, id annotate.ID, register string) string {
	return string(kind) + " " + string(id) + " " + register
}
