package colleagues

import (
	"errors"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Why something of the row in hand cannot be done now.
const (
	noRow      = "no row is chosen here: choose one first"
	noPreview  = "no package is looked at: choose one to merge first"
	noneNew    = "nothing of it is new here"
	noValues   = "this row has no values to choose from: choose one that asks to be settled"
	noSuch     = "there is no such value here"
	notTyped   = "another value cannot be typed for this: choose one that is there"
	noOther    = "this row has no other value that could stand"
	notGone    = "nobody removed what this row is about"
	notAlike   = "this row is not about two that look alike"
	notJoined  = "this row is not about what is joined"
	notReceipt = "this row is not about what came in"
	notCarried = "this row is not about a passage of an earlier version"
	notOwn     = "it waits for its reviewer, who alone carries it over: add your own highlight in the later version"
	noneSure   = "no highlight of yours stands word for word in a later version"
	notHere    = "it is not in the project: it would come with the merge"
)

// Why is why a command cannot be done with the row in hand, "" if it can.
func (p *Page) Why(command string) string {
	switch command {
	case "colleagues.merge":
		switch {
		case p.preview == nil:
			return noPreview
		case p.preview.isEmpty():
			return noneNew
		}
		return ""
	case "colleagues.leave":
		if p.preview == nil {
			return noPreview
		}
		return ""
	case "colleagues.sure":
		if p.preview != nil || len(p.sureOnes()) == 0 {
			return noneSure
		}
		return ""
	}
	e, ok := p.Row()
	if !ok {
		return noRow
	}
	if c, ok := p.rowCarrying(e); ok && p.preview == nil {
		if why, is := p.whyCarrying(command, c); is {
			return why
		}
	}
	settles := p.preview == nil && e.section == toSettle
	switch command {
	case "colleagues.first", "colleagues.second", "colleagues.third":
		switch {
		case !settles || e.register == "":
			return noValues
		case nth(command) >= len(e.values):
			return noSuch
		}
	case "colleagues.other":
		switch {
		case !settles || e.register == "":
			return noValues
		case len(e.acts) == 0:
			return notTyped
		}
	case "colleagues.keep", "colleagues.remove":
		if !settles || e.register != "" {
			return notGone
		}
	case "colleagues.join", "colleagues.apart":
		if e.section != mayBeOne && e.section != sameOnes {
			return notAlike
		}
	case "colleagues.take":
		if e.collision == nil || len(e.acts) == 0 {
			return noOther
		}
	case "colleagues.mend", "colleagues.drop", "colleagues.versions":
		return notCarried
	case "colleagues.part":
		if p.preview != nil || e.section != joinedOnes {
			return notJoined
		}
	case "colleagues.back":
		if p.preview != nil || e.section != receipts {
			return notReceipt
		}
	case "colleagues.open":
		if !p.isHere(e) {
			return notHere
		}
	}
	return ""
}

// whyCarrying is why a command cannot be done with what waits to be carried over; is tells whether it is about that.
func (p *Page) whyCarrying(command string, c carrying) (why string, is bool) {
	switch command {
	case "colleagues.first", "colleagues.second", "colleagues.third":
		if p.mayPlace(c) && nth(command) >= len(c.Candidates) {
			return noSuch, true
		}
	case "colleagues.versions":
		if c.Waits {
			return notCarried, true
		}
		return "", true
	case "colleagues.mend", "colleagues.drop":
	default:
		return "", false
	}
	if !p.mayPlace(c) {
		return notOwn, true
	}
	return "", true
}

// doCarrying does a command with what waits to be carried over, and tells whether it is about that.
func (p *Page) doCarrying(command string, c carrying) bool {
	switch command {
	case "colleagues.first", "colleagues.second", "colleagues.third":
		p.carryTo(c, nth(command))
	case "colleagues.mend":
		p.mend(c)
	case "colleagues.drop":
		p.dropCarried(c)
	case "colleagues.versions":
		p.w.CompareTwo(c.Article, c.To)
	default:
		return false
	}
	return true
}

// mostByKey is how many values have a key that chooses them.
const mostByKey = 3

func nth(command string) int {
	return map[string]int{"colleagues.first": 0, "colleagues.second": 1, "colleagues.third": 2}[command]
}

// isHere tells whether what a row is about can be shown.
func (p *Page) isHere(e entry) bool {
	s := p.w.Session()
	switch e.of.Kind {
	case annotate.KindArticle:
		_, ok := s.ArticleRow(e.of.ID)
		return ok
	case annotate.KindClaim:
		_, ok := s.ClaimRow(e.of.ID)
		return ok
	case annotate.KindAnnotation:
		_, err := s.View().Annotation(e.of.ID)
		if errors.Is(err, store.ErrNoEntity) {
			_, ok := s.ArticleRow(e.article)
			return ok
		}
		return err == nil
	case annotate.KindCorrection:
		_, ok := s.ArticleRow(e.article)
		return ok
	}
	return false
}

// Do does a command with the row in hand, which [Page.Why] allows.
func (p *Page) Do(command string) {
	switch command {
	case "colleagues.merge":
		p.merge()
		return
	case "colleagues.leave":
		p.leave()
		return
	case "colleagues.sure":
		p.carrySure()
		return
	}
	e, ok := p.Row()
	if !ok {
		return
	}
	if c, ok := p.rowCarrying(e); ok && p.doCarrying(command, c) {
		return
	}
	switch command {
	case "colleagues.first", "colleagues.second", "colleagues.third":
		e.values[nth(command)].act.do()
	case "colleagues.other", "colleagues.take":
		e.acts[0].do()
	case "colleagues.keep":
		e.values[0].act.do()
	case "colleagues.remove":
		e.values[1].act.do()
	case "colleagues.join":
		e.acts[0].do()
	case "colleagues.apart":
		e.acts[1].do()
	case "colleagues.part":
		e.values[len(e.values)-1].act.do()
	case "colleagues.back":
		e.values[0].act.do()
	case "colleagues.open":
		p.open(e)
	}
}

// open shows what a row is about where it stands.
func (p *Page) open(e entry) {
	s := p.w.Session()
	switch e.of.Kind {
	case annotate.KindArticle:
		p.w.Visit(func() error { return s.PickArticle(e.of.ID) })
	case annotate.KindClaim:
		p.w.Say(p.w.Do(func() error { return s.PickClaim(e.of.ID) }))
		p.w.ShowClaim()
	case annotate.KindAnnotation:
		p.w.Visit(func() error {
			if _, err := s.View().Annotation(e.of.ID); errors.Is(err, store.ErrNoEntity) {
				return s.PickArticle(e.article)
			}
			return s.GoToID(e.of.ID)
		})
	case annotate.KindCorrection:
		p.w.Visit(func() error { return s.PickArticle(e.article) })
	}
}
