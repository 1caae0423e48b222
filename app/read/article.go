package read

import (
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/claims"
	"claimtrace/app/parts"
	"claimtrace/app/read/reader"
	"claimtrace/app/style"
	"claimtrace/store"
)

// shown is the article in hand as the reader shows it.
func (p *Page) shown() reader.Article {
	s := p.w.Session()
	a, _ := s.Article()
	return reader.Article{
		Outlet: a.Outlet, Published: style.LongTime(a.Published), Address: host(a.URL), Title: a.Name(), Byline: a.Byline, Text: s.Text(),
		Asks: claims.Asking(s.Asks(store.Ref{Kind: annotate.KindArticle, ID: a.ID})),
	}
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func (p *Page) showArticle() {
	s := p.w.Session()
	a, ok := s.Article()
	p.w.Say(nil)
	p.Find.Close()
	p.Library.Pick(a.ID)
	p.noText.SetText("")
	parts.Show(p.attach, ok && s.Text() == nil && s.Origin().Left == nil && s.Standing() == "")
	switch {
	case !ok:
		p.Reader.Clear()
		p.noText.SetText("Articles that you add are read here.")
	case s.Text() == nil && s.Origin().Left != nil:
		p.Reader.Clear()
		p.noText.SetText("The text of this article is not among what can be read of the damaged project.\nIts passages are in Compare.")
	case s.Text() == nil:
		p.Reader.Clear()
		p.noText.SetText("“" + a.Name() + "” is here without its text, which was left out of the package.\nWhoever has the article can attach it: it is known by its hash.\nIts passages are in Compare.")
	default:
		p.Reader.Open(p.shown())
		p.checkFonts()
	}
	p.showOriginal()
}

// NoText is what stands in the place of a text, "" where there is one.
func (p *Page) NoText() string { return p.noText.Text }

// showAnnotation rings the highlight in hand and shows its card.
func (p *Page) showAnnotation() {
	s := p.w.Session()
	a, ok := s.Annotation()
	if p.Reader.Picked() != a.ID {
		p.Reader.Pick(a.ID)
	}
	if ok && p.Reader.Selection().Len() > 0 {
		p.Reader.Deselect()
	}
	high := p.cardHeight()
	if a.ID != p.picksFor {
		p.Claims.StopPicking() // what is chosen now would be another's
	}
	if ok {
		claim, _ := s.ClaimRow(a.Claim)
		passage := claims.Passage{Annotation: a, Choose: p.w.KeyOf("claim.choose"), Statement: claim.Statement, By: p.by(a), Fixed: s.Standing() != "" || !s.Mine(a)}
		if nth, of := p.Reader.Order(); of > 1 {
			passage.Overlap = fmt.Sprintf("%d of %d (%s)", nth, of, p.w.KeyOf("highlight.overlap"))
		}
		passage.Asks = asking(s.Asks(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}))
		p.Card.Put(passage)
	} else {
		p.Card.Clear()
	}
	if p.cardHeight() != high {
		p.right.Refresh()
	}
	p.markOriginal()
}

// letGo lets go of the highlight in hand, as words are selected: commands are
// about one of the two, and that is the later.
func (p *Page) letGo() {
	if s := p.w.Session(); s != nil {
		if _, ok := s.Annotation(); ok {
			p.w.Say(p.w.Do(func() error { return s.PickAnnotation("") }))
		}
	}
}

// cardHeight is what the card takes of the claims; 0 while it is hidden.
func (p *Page) cardHeight() float32 {
	if !p.Card.Visible() {
		return 0
	}
	return p.Card.MinSize().Height
}

// describe tells the reader what the project knows of an annotation.
func (p *Page) describe(a annotate.Annotation) reader.Detail {
	claim, _ := p.w.Session().ClaimRow(a.Claim)
	return reader.Detail{Claim: claim.Statement, By: p.by(a)}
}

// by is who made an annotation, and when it was changed last.
func (p *Page) by(a annotate.Annotation) string {
	return p.w.Session().ReviewerName(a.Reviewer) + ", " + style.WorkTime(a.Modified)
}

// openAddress opens the page from which the article comes, in the browser.
func (p *Page) openAddress() {
	if p.w.Session() == nil {
		return
	}
	a, _ := p.w.Session().Article()
	u, err := url.Parse(a.URL)
	switch {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https"):
		err = fyne.CurrentApp().OpenURL(u)
	case err == nil:
		err = fmt.Errorf("%q is no address of a page: correct it in Article details", a.URL)
	}
	p.w.Say(err)
}

// menu offers what can be done with the passage under the pointer, or in hand.
func (p *Page) menu(at fyne.Position) {
	if p.w.Session() == nil {
		return
	}
	var ids []string
	for _, v := range annotate.Verdicts {
		ids = append(ids, "tag."+string(v))
	}
	ids = append(ids, "", "claim.choose", "note", "compare", "highlight.overlap", "begin.earlier", "begin.later", "end.later", "end.earlier", "highlight.remove",
		"", "select.sentence", "copy", "copy.source", "find", "", "history.highlight")
	p.w.Menu(at, ids...)
}

// StepArticle takes the next article of the list in hand, or the one before.
func (p *Page) StepArticle(n int) {
	s := p.w.Session()
	if s == nil {
		return
	}
	a, _ := s.Article()
	rows := s.Articles()
	for i := range rows {
		if k := i + n; rows[i].ID == a.ID && k >= 0 && k < len(rows) {
			p.Library.OnPick(rows[k].ID)
			return
		}
	}
}

// asking says what of a passage asks to be settled, by register.
func asking(in store.Inbox) map[string]string {
	if in.Empty() {
		return nil
	}
	said := map[string]string{}
	for _, c := range in.Collisions {
		said[c.Register] = claims.Asking(store.Inbox{Collisions: []store.Collision{c}})
	}
	if len(in.Removed) > 0 {
		said[""] = claims.Asking(in)
	}
	return said
}
