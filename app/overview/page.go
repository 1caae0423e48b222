package overview

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/menu"
	"claimtrace/app/page"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/session"
)

// Page is the page Overview.
type Page struct {
	View *View

	w      page.Window
	run    *async.Runner
	marked annotate.ID      // the article that the cursor is on; "" for none
	of     *session.Session // whose content was asked for last
	asks   int              // counts what was asked for: what comes for an earlier one is too late
	stale  bool             // it is to be read when it comes in front
	follow bool             // the cursor goes to the claim in hand once that is shown
}

var _ page.Page = (*Page)(nil)

// NewPage returns the page, in which nothing is shown.
func NewPage(w page.Window, run *async.Runner) *Page {
	p := &Page{w: w, run: run, View: New(run)}
	p.View.OnKey, p.View.OnRune = w.Key, w.Rune
	p.View.OnClaim = func(id annotate.ID) {
		w.Say(w.Do(func() error { return w.Session().PickClaim(id) }))
		w.ShowClaim()
	}
	p.View.OnLook = func(claim, article annotate.ID) {
		p.marked = article
		if s := w.Session(); claim != "" && s != nil {
			w.Say(s.Worded(s.PickClaim(claim)))
		}
	}
	p.View.OnArticle = func(id annotate.ID) { w.Visit(func() error { return w.Session().PickArticle(id) }) }
	p.View.OnPassage = func(id annotate.ID) { w.Visit(func() error { return w.Session().GoToID(id) }) }
	return p
}

// Object implements [page.Page].
func (p *Page) Object() fyne.CanvasObject { return p.View }

// Panes implements [page.Page]: there are none.
func (p *Page) Panes() *panes.Panes { return nil }

// Notices implements [page.Page]: there are none.
func (p *Page) Notices() []*parts.Notice { return nil }

// Focus implements [page.Page].
func (p *Page) Focus() { p.View.Focus(p.w.Canvas()) }

// FocusFilter implements [page.Page].
func (p *Page) FocusFilter() { p.View.FocusFilter(p.w.Canvas()) }

// Rest implements [page.Page].
func (p *Page) Rest() { p.marked = "" }

// Hints implements [page.Page].
func (p *Page) Hints() []parts.Hint {
	return menu.Hints("Left+Right", "move", "Enter", "open", "Tab", "filters")
}

// Article implements [page.Page]: that which the cursor is on.
func (p *Page) Article() annotate.ID { return p.marked }

// ShowsClaim implements [page.Page]: the cursor is in its row.
func (p *Page) ShowsClaim() bool {
	c, ok := p.w.Session().Claim()
	return ok && p.View.Marks(c.ID)
}

// Update implements [page.Page].
func (p *Page) Update(c session.Changed) {
	p.follow = p.follow || c.Claim
	if c.Claims || c.Articles || len(c.ClaimRows)+len(c.ArticleRows) > 0 {
		p.show()
	} else {
		p.look()
	}
}

// Shown implements [page.Page].
func (p *Page) Shown() {
	p.follow = true
	p.look()
	if p.stale {
		p.show()
	}
}

// look brings the cursor to the claim in hand, where that was another one before.
func (p *Page) look() {
	s := p.w.Session()
	if !p.follow || s == nil || !p.View.Visible() {
		return
	}
	if claim, ok := s.Claim(); ok {
		p.View.Look(claim.ID)
	}
	p.follow = p.stale
}

// show reads what the page shows, at once where it is seen.
func (p *Page) show() {
	if p.stale = !p.View.Visible(); !p.stale {
		p.read()
	}
}

// readAtOnce is how many passages are read without leaving the window's
// goroutine: some ten milliseconds of work.
const readAtOnce = 1000

// read brings the page up to date. What it shows stays until then, unless that
// is another project's.
func (p *Page) read() {
	s := p.w.Session()
	p.asks++
	ask, other := p.asks, p.of != s
	p.of = s
	claims, articles := slices.Clone(s.Claims()), slices.Clone(s.Articles())
	for i := range claims {
		claims[i].Statement = claims[i].Said()
	}
	passages := 0
	for _, a := range articles {
		passages += a.Counts.Confirmed + a.Counts.Disputed + a.Counts.Unconfirmed
	}
	work := p.View.Work()
	read := func() (show func()) {
		all, err := s.AllAnnotations()
		c := work(claims, articles, all)
		return func() {
			if p.w.Session() != s || p.asks != ask {
				return
			}
			p.w.Say(err)
			p.View.Put(c, s.ReviewerName)
			p.look()
		}
	}
	if passages <= readAtOnce {
		read()()
		return
	}
	if other {
		p.View.Wait()
	}
	var show func()
	p.run.Go(func(context.Context) { show = read() }, func() { show() })
}
