package read

import (
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/claims"
	"claimtrace/app/parts"
	"claimtrace/app/session"
)

// Tag is key 1, 2 or 3: it tags what is selected and asks for the claim, or
// changes the verdict of the highlight in hand.
func (p *Page) Tag(v annotate.Verdict) {
	if p.w.Name(func() { p.Tag(v) }) {
		return
	}
	fresh := p.Reader.Words()
	err := p.w.Do(func() error { return p.w.Session().Tag(fresh, v) })
	p.w.Say(err)
	if err != nil || p.w.Session() == nil || fresh.Len() == 0 {
		return
	}
	p.Reader.Deselect()
	p.ChooseClaim()
	p.Claims.ExpectDigit()
	p.w.Hints()
}

// setVerdict changes the verdict of the highlight in hand.
func (p *Page) setVerdict(v annotate.Verdict) {
	p.w.Say(p.w.Do(func() error { return p.w.Session().Tag(annotate.Span{}, v) }))
	p.w.Back()
}

// retag gives the highlight that was just tagged another verdict; nil where that
// failed.
func (p *Page) retag(v annotate.Verdict) (back func()) {
	var undo func() error
	err := p.w.Do(func() (err error) {
		undo, err = p.w.Session().Retag(v)
		return err
	})
	p.w.Say(err)
	if err != nil || undo == nil {
		return nil
	}
	return func() { p.w.Say(p.w.Do(undo)) }
}

// RemoveHighlight removes the highlight in hand.
func (p *Page) RemoveHighlight() {
	err := p.w.Do(func() error { return p.w.Session().RemoveAnnotation() })
	p.w.Say(err)
	if err == nil {
		p.w.Tell("Removed the highlight: " + p.w.KeyOf("undo") + " brings it back")
	}
	p.w.Back()
}

// ChooseClaim asks for the claim of the highlight in hand.
func (p *Page) ChooseClaim() {
	err := p.w.Do(func() error {
		if _, ok := p.w.Session().Annotation(); !ok {
			return session.ErrNoAnnotation
		}
		return nil
	})
	p.w.Say(err)
	if s := p.w.Session(); err == nil && s != nil {
		p.HideOriginal()
		p.panes.Unfold(p.panes.Right)
		a, _ := s.Annotation()
		p.picksFor = a.ID
		p.Claims.Ask(claims.Question{
			Says: "Pick a claim, or type one", Does: "tie", Else: "leave untied",
			Take: func(id annotate.ID) error { return p.w.Do(func() error { return p.w.Session().TieTo(id) }) },
			Make: func(s string) error { return p.w.Do(func() error { return p.w.Session().Tie(s) }) },
		})
		p.w.Hints()
	}
}

// WriteNote puts the keyboard into the note of the highlight in hand.
func (p *Page) WriteNote() {
	if _, ok := p.w.Session().Annotation(); !ok {
		p.w.Say(session.ErrNoAnnotation)
		return
	}
	p.HideOriginal()
	p.panes.Unfold(p.panes.Right)
	p.Card.FocusNote()
}

// showLoose says below the claims how many highlights have none, and offers to
// make claims where anything can be changed.
func (p *Page) showLoose() {
	s := p.w.Session()
	if s.ReadOnly() == "" {
		p.Claims.LetAdd(p.addClaim)
	} else {
		p.Claims.LetAdd(nil)
	}
	p.Claims.SetLoose(s.Loose())
}

// addClaim makes a claim that no passage is tied to yet.
func (p *Page) addClaim(statement string) {
	err := p.w.Do(func() error { return p.w.Session().AddClaim(statement) })
	p.Claims.Notice.Say(err)
	if err == nil {
		p.w.Tell(fmt.Sprintf("Made the claim “%s” (%s takes it back)", statement, p.w.KeyOf("undo")))
	}
}

// pickLoose goes to the next highlight that has no claim.
func (p *Page) pickLoose() {
	err := p.w.Do(func() error { return p.w.Session().PickLoose() })
	p.Claims.Notice.Say(err)
	p.w.Back()
	if err == nil {
		p.w.Tell(parts.Count(p.w.Session().Loose(), "highlight") + " without a claim: " + p.w.KeyOf("claim.choose") + " picks one for this")
	}
}

// Quoted is what is selected, or the quote of the highlight in hand, "" for
// nothing.
func (p *Page) Quoted() string {
	s := p.w.Session()
	if s == nil || s.Text() == nil {
		return ""
	}
	words := p.Reader.Words()
	if a, ok := s.Annotation(); ok && words.Len() == 0 {
		return a.Quote
	}
	return s.Text().Slice(words.Start, words.End)
}
