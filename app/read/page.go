// Package read is the page Read: the articles on the left, the text of one in
// the middle, the claims and the card of the passage in hand on the right. It
// wires them to one another and to the session.
package read

import (
	"errors"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/claims"
	"claimtrace/app/drafts"
	"claimtrace/app/fonts"
	"claimtrace/app/menu"
	"claimtrace/app/original"
	"claimtrace/app/page"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/read/findbar"
	"claimtrace/app/read/library"
	"claimtrace/app/read/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// The widths of the side panels where the window is wide, and where it is as
// narrow as can be, in pixels.
const (
	libraryWidth, libraryLeast = 273, 214
	claimsWidth, claimsLeast   = 317, 262
)

// pageShare is how much of the window the picture of a page has at first.
const pageShare = 0.4

// Page is the page. Its parts are there for commands, and show what is in hand.
type Page struct {
	Reader  *reader.Reader
	Library *library.Library
	Claims  *claims.Claims
	Card    *claims.Card
	Find    *findbar.Bar
	// Fonts tells what the fonts of this machine can show; see [fonts.System].
	Fonts func() (has func(rune) bool, err error)

	w         page.Window
	run       *async.Runner
	panes     *panes.Panes
	noText    *widget.Label
	attach    *parts.Button   // below that, where the text can be attached
	right     *fyne.Container // the claims with the card below them
	original  *original.Panel // in the place of those, while it is asked for
	beside    *fyne.Container // around it
	pageShare float32         // of the window, which it has while it shows the picture of a page
	looker    *ingest.Looker  // reads originals; nil before the first
	selecting func()          // stops the wait for what is selected to stay; nil while there is none
	moving    moving
	picksFor  annotate.ID // the highlight of which the claim is being picked
	finding   finding
	missing   map[string]bool // the scripts of which it was said that their font is missing
}

var _ page.Page = (*Page)(nil)

// NewPage returns the page, in which nothing is shown.
func NewPage(w page.Window, run *async.Runner) *Page {
	p := &Page{w: w, run: run, pageShare: pageShare, Fonts: fonts.System, missing: map[string]bool{}}
	p.Library = library.New()
	p.Reader = reader.New(run)
	p.noText = widget.NewLabel("")
	p.noText.Alignment = fyne.TextAlignCenter
	p.noText.Wrapping = fyne.TextWrapWord
	p.Find = findbar.New()
	text := parts.Frame{Top: p.Find, Middle: p.Reader}.New()
	p.Find.Around = text
	p.attach = parts.NewButton(parts.Plain, "Attach the article’s text…", func() { p.w.Run("article.attach") })
	p.attach.Hide()
	middle := container.NewStack(text, container.NewVBox(container.New(layout.NewCustomPaddedLayout(160, 0, 60, 60), p.noText), container.NewCenter(p.attach)))

	p.Claims = claims.New("No claims yet.\n\nSelect a passage in the text and press 1, 2 or 3 to tag it; then type the claim that it states and press Enter.")
	p.Card = claims.NewCard()
	p.right = container.New(above{}, p.Claims, container.NewVScroll(p.Card))
	p.original = original.NewPanel(run, "What the text was taken from", false, nil)
	p.original.OnSeen = p.makeRoom
	p.original.View.OnKey, p.original.View.OnRune = p.originalKey, func(r rune) { w.Rune(r) }
	side := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewStack(parts.NewGround(func(c *style.Palette) color.NRGBA { return c.Side }, fyne.Size{}), o)
	}
	p.beside = container.NewStack(side(p.original))
	p.beside.Hide()
	p.panes = &panes.Panes{
		Left: &panes.Side{Object: parts.Frame{Right: parts.Hairline(), Middle: side(p.Library)}.New(), Full: libraryWidth, Least: libraryLeast}, Page: middle,
		Right: &panes.Side{Object: parts.Frame{Left: parts.Hairline(), Middle: container.NewStack(side(p.right), p.beside)}.New(), Full: claimsWidth, Least: claimsLeast},
	}
	p.wireText()
	p.wireLists()
	p.wireCard()
	return p
}

// wireText says where keys and clicks in the text, and in the bar above it, go.
func (p *Page) wireText() {
	p.Reader.OnSelect = func() {
		if p.Reader.Selection().Len() > 0 {
			p.w.Began()
			p.letGo()
		}
		p.markOriginal()
		p.w.Hints()
	}
	p.Reader.OnPick = func(id annotate.ID) {
		p.w.Say(p.w.Do(func() error { return p.w.Session().PickAnnotation(id) }))
	}
	p.Reader.OnMove, p.Reader.OnNudge = p.move, p.nudge
	p.Reader.OnDescribe = p.describe
	p.Reader.OnAddress = p.openAddress
	p.Reader.OnAsks = func() {
		if a, ok := p.w.Session().Article(); ok {
			p.w.Settle(store.Ref{Kind: annotate.KindArticle, ID: a.ID}, "")
		}
	}
	p.Reader.OnMenu = p.menu
	p.Reader.OnShortcut = p.w.Shortcut
	p.Reader.OnKey, p.Reader.OnRune = p.w.Key, p.w.Rune

	p.Find.OnFocus(p.w.Hints)
	p.Find.OnQuery = p.search
	p.Find.OnStep = p.FindStep
	p.Find.OnClose = p.closedFind
}

// wireLists says where those in the lists of articles and claims go. Each list
// hears of an error of its own actions in its own notice.
func (p *Page) wireLists() {
	p.Library.OnPick = func(id annotate.ID) {
		p.Library.Notice.Say(p.w.Do(func() error { return p.w.Session().PickArticle(id) }))
		p.w.Back()
	}
	p.Library.Lacks = func(id annotate.ID) bool { return p.w.Session() != nil && p.w.Session().LacksText(id) }
	p.Library.Field.OnFocus = p.w.Hints
	p.Library.OnLeave = p.w.Back
	p.Library.OnMenu = func(at fyne.Position) {
		p.w.Menu(at, "article.details", "compare.articles", "history.article", "", "article.remove")
	}
	p.Library.OnOpen = func() { p.w.Run("article.details") }
	p.Library.OnKey = p.w.ListKey
	p.Library.OnAdd = func() { p.w.Run("add") }
	p.Library.OnPaste = func() { p.w.Run("add.clipboard") }

	p.Claims.OnPick = func(id annotate.ID) {
		p.Claims.Notice.Say(p.w.Do(func() error { return p.w.Session().PickClaim(id) }))
		p.w.Back()
	}
	p.Claims.OnLoose = p.pickLoose
	p.Claims.OnVerdict = p.retag
	p.Claims.OnLeave = p.w.Back
	claims.Wire(p.Claims, p.w)
}

// wireCard says where those on the card go.
func (p *Page) wireCard() {
	p.Card.OnVerdict = p.setVerdict
	p.Card.OnClaim = p.ChooseClaim
	p.Card.OnSet = func(id annotate.ID, field, s string) error {
		err := p.w.Do(func() error { return p.w.Session().SetAnnotation(id, annotate.Fields{field: s}) })
		p.Claims.Notice.Say(err)
		if err == nil {
			p.w.Drafts().Left(drafts.OfAnnotation(id, field))
			p.w.Tell("")
		}
		return err
	}
	p.Card.OnTyping = func(id annotate.ID, field, s string) {
		p.w.Drafts().Typing(drafts.OfAnnotation(id, field), s)
		p.w.Tell("")
	}
	p.Card.OnFocus = p.w.Hints
	p.Card.OnRemove = p.RemoveHighlight
	p.Card.OnHeight = func() { p.right.Refresh() }
	p.Card.OnLeave = p.w.Back
	p.Card.OnAsks = func(register string) {
		if a, ok := p.w.Session().Annotation(); ok {
			p.w.Settle(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}, register)
		}
	}
	p.Card.OnCompare = func() { p.w.Run("compare") }
}

// Object implements [page.Page].
func (p *Page) Object() fyne.CanvasObject { return p.panes.Object() }

// Panes implements [page.Page].
func (p *Page) Panes() *panes.Panes { return p.panes }

// Notices implements [page.Page].
func (p *Page) Notices() []*parts.Notice { return []*parts.Notice{p.Library.Notice, p.Claims.Notice} }

// Article implements [page.Page]: the one that is read.
func (p *Page) Article() annotate.ID {
	a, _ := p.w.Session().Article()
	return a.ID
}

// ShowsClaim implements [page.Page].
func (p *Page) ShowsClaim() bool {
	_, held := p.w.Session().Annotation()
	return held || !p.panes.Right.Folded && !p.beside.Visible() && p.Claims.ShowsPicked()
}

// Shown implements [page.Page]: it is always kept up to date.
func (p *Page) Shown() {}

// Focus implements [page.Page].
func (p *Page) Focus() { p.w.Canvas().Focus(p.Reader) }

// FocusFilter implements [page.Page].
func (p *Page) FocusFilter() {
	p.HideOriginal()
	p.panes.Unfold(p.panes.Right)
	p.Claims.FocusField()
}

// FocusArticles gives the keyboard to the field in which articles are filtered.
func (p *Page) FocusArticles() {
	p.panes.Unfold(p.panes.Left)
	p.Library.FocusField()
}

// Rest implements [page.Page].
func (p *Page) Rest() {
	p.Library.Rest()
	p.Claims.Rest()
	p.HideOriginal()
}

// Flush records what is not recorded yet: moved ends, and what is being typed on
// the card.
func (p *Page) Flush() error {
	return errors.Join(p.recordMove(), p.Card.Flush())
}

// Hints implements [page.Page].
func (p *Page) Hints() []parts.Hint {
	if p.Reader.Selection().Len() > 0 {
		return menu.Hints("Esc", "deselect")
	}
	if p.beside.Visible() {
		return menu.Hints(p.w.KeyOf("original"), "claims again")
	}
	return nil
}

// Update implements [page.Page].
func (p *Page) Update(c session.Changed) {
	s := p.w.Session()
	if c.Articles {
		a, _ := s.Article()
		p.Library.Put(s.Articles(), a.ID)
	} else {
		p.Library.Update(c.ArticleRows)
	}
	claims.Update(p.Claims, s, c)
	if c.Claims || c.Articles || len(c.ClaimRows)+len(c.ArticleRows) > 0 {
		p.showLoose()
	}
	claimRows := c.Claims || len(c.ClaimRows) > 0
	p.Reader.Together(func() {
		if c.Article {
			p.showArticle()
		} else if c.Articles || c.Inbox || len(c.ArticleRows) > 0 {
			p.Reader.SetHead(p.shown())
		}
		if c.Annotations {
			p.Reader.SetAnnotations(s.Annotations())
		}
		for _, id := range c.Touched {
			if a, ok := s.AnnotationOf(id); ok {
				p.Reader.Put(a)
			} else {
				p.Reader.Drop(id)
			}
		}
		if claimRows {
			p.Reader.Refresh() // the gutter names claims
		}
		if c.Annotation || c.Annotations || claimRows || c.Inbox {
			p.showAnnotation()
		}
	})
}
