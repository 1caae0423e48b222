package compare

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/claims"
	"claimtrace/app/dialog"
	"claimtrace/app/menu"
	"claimtrace/app/page"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The width of the list of claims where the window is wide, and where it is as
// narrow as can be, in pixels.
const listWide, listLeast = 273, 214

// Page is the page Compare: the claims on the left, and beside them the one in
// hand across its sources, or two whole articles.
type Page struct {
	View   *View
	Claims *claims.Claims

	w        page.Window
	panes    *panes.Panes
	baseline annotate.ID // that was chosen for the claim in hand; "" for the first
	coming   Article     // one of those, where it is not in the project yet
	beside   pair        // the articles that are compared as wholes; none while a claim is
	stale    bool        // it is to be brought up to date when it comes in front
}

var _ page.Page = (*Page)(nil)

// pair is two articles that are compared as wholes.
type pair struct{ base, other annotate.ID }

// NewPage returns the page, in which nothing is shown.
func NewPage(w page.Window, run *async.Runner) *Page {
	p := &Page{w: w, View: New(run), Claims: claims.New("No claims yet. Tag passages in Read first.")}
	ground := parts.NewGround(func(c *style.Palette) color.NRGBA { return c.Side }, fyne.Size{})
	p.panes = &panes.Panes{Page: p.View, Left: &panes.Side{Full: listWide, Least: listLeast,
		Object: parts.Frame{Right: parts.Hairline(), Middle: container.NewStack(ground, p.Claims)}.New()}}

	p.Claims.OnPick = func(id annotate.ID) {
		p.ToClaim()
		p.Claims.Notice.Say(w.Do(func() error { return w.Session().PickClaim(id) }))
		w.Back()
	}
	p.Claims.OnLeave = w.Back
	claims.Wire(p.Claims, w)

	p.View.OnKey, p.View.OnRune = w.Key, w.Rune
	p.View.OnLook = w.Hints
	p.View.OnOpen = p.open
	p.View.OnSame = p.equate
	p.View.OnPlace = w.VisitPlace
	p.View.OnWords = p.openWords
	p.View.OnCorrect = func(session.Fact) { w.Run("compare.correct") }
	p.View.OnTrouble = w.Say
	p.View.OnBaseline = func(id annotate.ID) {
		p.baseline = id
		p.show()
	}
	return p
}

// Object implements [page.Page].
func (p *Page) Object() fyne.CanvasObject { return p.panes.Object() }

// Panes implements [page.Page].
func (p *Page) Panes() *panes.Panes { return p.panes }

// Notices implements [page.Page].
func (p *Page) Notices() []*parts.Notice { return []*parts.Notice{p.Claims.Notice} }

// Focus implements [page.Page].
func (p *Page) Focus() { p.w.Canvas().Focus(p.View) }

// FocusFilter implements [page.Page].
func (p *Page) FocusFilter() {
	p.panes.Unfold(p.panes.Left)
	p.Claims.FocusField()
}

// Rest implements [page.Page].
func (p *Page) Rest() {
	p.Claims.Rest()
	p.baseline, p.beside = "", pair{}
}

// Hints implements [page.Page].
func (p *Page) Hints() []parts.Hint {
	if p.View.Telling() {
		return menu.Hints("Enter", "open the words", "Tab", "next change")
	}
	return menu.Hints("Enter", "open", "Tab", "next change")
}

// Article implements [page.Page]: that of the passage in hand.
func (p *Page) Article() annotate.ID {
	if x, ok := p.chosen(); ok {
		return x.Annotation.Article
	}
	return ""
}

// ShowsClaim implements [page.Page].
func (p *Page) ShowsClaim() bool {
	return p.beside == (pair{}) || !p.panes.Left.Folded && p.Claims.ShowsPicked()
}

// Quoted is the passage in hand, "" for none.
func (p *Page) Quoted() string {
	x, _ := p.chosen()
	return x.Quote
}

func (p *Page) chosen() (store.Witness, bool) { return p.witness(p.View.Hand.Chosen()) }

func (p *Page) witness(id annotate.ID) (store.Witness, bool) {
	for _, x := range p.w.Session().Witnesses() {
		if x.Annotation.ID == id {
			return x, true
		}
	}
	return store.Witness{}, false
}

// Update implements [page.Page].
func (p *Page) Update(c session.Changed) {
	claims.Update(p.Claims, p.w.Session(), c)
	if c.Claim {
		p.baseline, p.beside = "", pair{}
	}
	if c.Claim || c.Witnesses {
		p.show()
	}
}

// Shown implements [page.Page].
func (p *Page) Shown() {
	if p.stale {
		p.show()
	}
}

// show brings the comparison up to date, at once where it is seen.
func (p *Page) show() {
	if p.stale = !p.Object().Visible(); p.stale {
		return
	}
	s := p.w.Session()
	p.View.Options, p.View.Reviewer, p.View.Facets = s.Comparing(), s.ReviewerName, s.Facets()
	p.View.Earlier = func(article annotate.ID) bool { return s.Later(article) != "" }
	if p.beside != (pair{}) && p.showBeside() {
		return
	}
	if claim, ok := s.Claim(); ok {
		p.View.Compare(claim, s.Witnesses(), p.baseline)
	} else {
		p.View.Clear()
	}
}

// ToClaim goes from whole articles back to the claim in hand.
func (p *Page) ToClaim() {
	if p.beside != (pair{}) {
		p.beside = pair{}
		p.show()
	}
}

func (p *Page) open(id annotate.ID) {
	if x, ok := p.witness(id); ok && p.w.Session() != nil {
		p.w.Visit(func() error { return p.w.Session().GoTo(x.Annotation) })
	}
}

func (p *Page) openWords(id annotate.ID, words annotate.Span) {
	if x, ok := p.witness(id); ok {
		p.w.VisitWords(x.Annotation, words)
	}
}

// equate has the project hold two words equal.
func (p *Page) equate(a, b string) {
	err := p.w.Do(func() error { return p.w.Session().Same(a, b) })
	p.w.Say(err)
	if err == nil {
		p.w.Tell(fmt.Sprintf("“%s” and “%s” are the same from now on (%s undoes it)", a, b, p.w.KeyOf("undo")))
	}
}

// ChooseArticles asks for the article with which one is compared as a whole, and
// then has the page shown.
func (p *Page) ChooseArticles(base annotate.Article, show func()) {
	var others []store.ArticleRow
	for _, a := range p.w.Session().Articles() {
		if a.ID != base.ID {
			others = append(others, a)
		}
	}
	if len(others) == 0 {
		p.w.Say(fmt.Errorf("there is no other article to compare this one with: add it first (%s)", p.w.KeyOf("add")))
		return
	}
	list := make([]dialog.Choice, len(others))
	for i, a := range others {
		list[i] = dialog.Choice{Name: a.Name(), More: style.ShortTime(a.Published) + " · " + a.Outlet}
	}
	p.w.Dialogs().Choose("Compare “"+base.Name()+"” with", "Compare", list, func(i int) {
		p.Beside(base.ID, others[i].ID)
		show()
	})
}

// Beside compares two articles as wholes.
func (p *Page) Beside(base, other annotate.ID) {
	p.coming = Article{}
	p.beside = pair{base, other}
	p.show()
}

// CompareWith compares an article of the project as a whole with one that is not
// there yet.
func (p *Page) CompareWith(base annotate.ID, other Article) {
	p.coming = other
	p.beside = pair{base, other.ID}
	p.show()
}

// showBeside shows the two articles; it tells whether both are there.
func (p *Page) showBeside() bool {
	base, ok := p.whole(p.beside.base)
	other, is := p.whole(p.beside.other)
	if !ok || !is {
		p.beside = pair{}
		return false
	}
	p.View.CompareArticles(base, other)
	return true
}

// whole is an article as it is compared; false where its text is not to be had.
func (p *Page) whole(id annotate.ID) (Article, bool) {
	row, ok := p.w.Session().ArticleRow(id)
	if !ok {
		return p.coming, p.coming.ID == id && id != ""
	}
	text, err := p.w.Session().View().Text(id)
	p.w.Say(err)
	return Article{ID: id, Outlet: row.Outlet, Title: row.Name(), Published: row.Published, Text: text}, err == nil
}
