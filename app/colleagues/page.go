// Package colleagues is the page Colleagues: what a package would bring before it
// is merged, what asks to be settled, what may be one, and what came in. Its list
// is rows of words; what they say is made in brought.go and inbox.go, without a
// window.
package colleagues

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/dialog"
	"claimtrace/app/menu"
	"claimtrace/app/page"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Window is what the page asks of the window.
type Window interface {
	page.Window
	// Files has a chooser begin where one was at last for a purpose.
	Files(purpose string, f dialog.Files) dialog.Files
	// Colleagues turns to the page.
	Colleagues()
	// Complain says what went wrong where the action was, also without a project.
	Complain(error)
	// Offer says above the page what was done, with a word that does something about
	// it.
	Offer(done, word string, do func())
	// SelectWords selects words of the article in front.
	SelectWords(annotate.Span)
	// CompareTwo shows two articles beside one another, as wholes.
	CompareTwo(base, other annotate.ID)
}

// Page is the page.
type Page struct {
	w       Window
	run     *async.Runner
	trusted func(key string) string // the name by which a seal is believed, "" for one that is not
	view    *view

	preview *brought // nil while nothing is looked at before it is merged
	another bool     // it is of another project, and that is meant
	inbox   []entry  // what asks to be settled, what may be one, what came in
	chosen  section
	parts   []part
	listed  []entry // those of which some are shown
	rows    []int   // which of them
	of      *session.Session
	stale   bool          // it is to be read when it comes in front
	finding *async.Task   // of what may be one
	sought  bool          // it was looked for since something changed
	offered []store.Alike // what may be one, as it was found at last
	joined  []entry       // what is joined

	looking  *async.Task // for passages in later versions
	carrying []carrying  // those that wait to be carried over, as they were found at last
	mending  *store.Carrying
}

var _ page.Page = (*Page)(nil)

// NewPage returns the page, on which nothing is shown. Trusted tells by which name
// the seal of a key is believed, "" for one that is not.
func NewPage(w Window, run *async.Runner, trusted func(key string) string) *Page {
	p := &Page{w: w, run: run, trusted: trusted, chosen: toSettle}
	p.view = newView()
	v := p.view
	v.list.OnKey, v.list.OnRune = w.Key, func(r rune) { w.Rune(r) }
	v.list.OnWalk = func(int) { w.Hints() }
	v.list.OnTap = func(i int, _ float32) {
		v.list.Point(i)
		w.Canvas().Focus(v.list)
		w.Hints()
	}
	v.list.OnMenu = func(i int, at fyne.Position) {
		v.list.Point(i)
		w.Menu(at, "colleagues.first", "colleagues.second", "colleagues.other", "", "colleagues.take", "colleagues.keep", "colleagues.remove", "colleagues.join", "colleagues.apart",
			"colleagues.part", "colleagues.mend", "colleagues.drop", "colleagues.versions", "colleagues.back", "", "colleagues.open")
	}
	v.sections.OnWalk = p.choose
	v.sections.OnChoose = func(i int) {
		p.choose(i)
		p.Focus()
	}
	v.sections.OnKey, v.sections.OnRune = w.Key, func(r rune) { w.Rune(r) }
	v.read, v.set = p.row, p.set
	v.merge = parts.NewButton(parts.Strong, "Merge", func() { w.Run("colleagues.merge") })
	v.leave = parts.NewButton(parts.Plain, "Not now", func() { w.Run("colleagues.leave") })
	v.add = parts.NewButton(parts.Plain, "Merge a package…", func() { w.Run("merge") })
	v.share = parts.NewButton(parts.Plain, "Share…", func() { w.Run("pack") })
	v.build()
	return p
}

// Object implements [page.Page].
func (p *Page) Object() fyne.CanvasObject { return p.view.panes.Object() }

// Panes implements [page.Page].
func (p *Page) Panes() *panes.Panes { return p.view.panes }

// Notices implements [page.Page]: there are none.
func (p *Page) Notices() []*parts.Notice { return nil }

// Focus implements [page.Page].
func (p *Page) Focus() {
	if len(p.rows) == 0 {
		p.w.Canvas().Focus(p.view.sections)
		return
	}
	if p.view.list.At() < 0 {
		p.view.list.Point(0)
	}
	p.w.Canvas().Focus(p.view.list)
	p.w.Hints() // those of the row
}

// FocusFilter implements [page.Page]: what is filtered here are sections.
func (p *Page) FocusFilter() { p.w.Canvas().Focus(p.view.sections) }

// Rest implements [page.Page].
func (p *Page) Rest() {
	p.preview, p.chosen, p.inbox, p.offered, p.joined, p.carrying, p.mending = nil, toSettle, nil, nil, nil, nil, nil
	p.stale = true
	p.finding.Drop()
	p.looking.Drop()
}

// Hints implements [page.Page].
func (p *Page) Hints() []parts.Hint { return menu.Hints("Up+Down", "look") }

// Article implements [page.Page]: that of the row in hand.
func (p *Page) Article() annotate.ID {
	e, ok := p.Row()
	switch {
	case !ok:
		return ""
	case e.of.Kind == annotate.KindArticle:
		return e.of.ID
	}
	return e.article
}

// ShowsClaim implements [page.Page].
func (p *Page) ShowsClaim() bool {
	c, ok := p.w.Session().Claim()
	e, is := p.Row()
	return ok && is && e.of == store.Ref{Kind: annotate.KindClaim, ID: c.ID}
}

// Update implements [page.Page].
func (p *Page) Update(c session.Changed) {
	if c.Inbox || c.Claims || c.Articles || len(c.ClaimRows)+len(c.ArticleRows) > 0 || p.of != p.w.Session() {
		p.stale = true
	}
	p.look()
}

// Shown implements [page.Page].
func (p *Page) Shown() { p.look() }

// look reads what the page shows, where that is old and is seen.
func (p *Page) look() {
	if !p.stale || p.w.Session() == nil || !p.Object().Visible() {
		return
	}
	p.stale, p.of = false, p.w.Session()
	if b := p.preview; b != nil { // something was done since it was looked at
		p.run.Show(func() { p.read(b.paths, p.another) })
		return
	}
	p.sought = p.sought && p.chosen == mayBeOne // while one goes through it, it is not looked for after each
	p.readInbox()
	p.show()
	p.findAlike()
	p.findCarrying()
}

// Row is the row in hand; false where there is none.
func (p *Page) Row() (e entry, ok bool) {
	if at := p.view.list.At(); at >= 0 && at < len(p.rows) {
		return p.row(at), true
	}
	return e, false
}

func (p *Page) entries() []entry {
	if p.preview != nil {
		return p.preview.entries
	}
	return p.inbox
}

func (p *Page) row(i int) entry {
	e := p.listed[p.rows[i]]
	if p.preview != nil {
		e = p.withChoices(e)
	}
	return e
}

// set gives a row to the list, with what can be done by a click.
func (p *Page) set(i int, l *line) { l.set(p.row(i)) }

// choose shows another section.
func (p *Page) choose(i int) {
	if i >= 0 && i < len(p.parts) {
		p.chosen = p.parts[i].section
		p.view.list.Point(-1)
		p.showRows()
		p.seekAlike()
	}
}

// show brings all of the page up to date with its entries.
func (p *Page) show() {
	n := counted(p.entries())
	p.parts = p.parts[:0]
	add := func(s section, b badge, words string, always bool) {
		if n[s] > 0 || always {
			count := n[s]
			if s == mayBeOne && count == 0 && !p.sought {
				count = unknown
			}
			p.parts = append(p.parts, part{s, b, words, count})
		}
	}
	if p.preview != nil {
		add(all, badge{}, "All", true)
		add(newArticles, isNew, "articles", false)
		add(newPassages, isNew, "passages", false)
		add(newClaims, isNew, "claims", false)
		add(secondViews, isSecond, "", false)
		add(edited, isChanged, "", false)
		add(removedThere, isGone, "", false)
		add(collisions, isClash, "", false)
		add(hidden, isHidden, "", false)
		add(others, badge{}, "Other", false)
		add(sameOnes, badge{}, "The same?", false)
	} else {
		add(toSettle, badge{}, "To settle", true)
		add(newVersions, badge{}, p.toPlace(), p.w.Session().Uncarried() > 0)
		add(mayBeOne, badge{}, "The same?", true)
		add(joinedOnes, badge{}, "One", false)
		add(receipts, badge{}, "What came in", true)
	}
	at := -1
	for i, x := range p.parts {
		if x.section == p.chosen {
			at = i
		}
	}
	if at < 0 {
		at, p.chosen = 0, p.parts[0].section
	}
	v := p.view
	v.shown = p.parts
	v.chosen = at
	v.sections.SetLen(len(p.parts))
	v.sections.Point(at)
	p.showRows()
}

// showRows shows those of the section that is chosen.
func (p *Page) showRows() {
	p.listed, p.rows = p.entries(), nil
	for i, e := range p.listed {
		if p.chosen == all || e.section == p.chosen {
			p.rows = append(p.rows, i)
		}
	}
	for i, x := range p.parts {
		if x.section == p.chosen {
			p.view.chosen = i
		}
	}
	p.view.put(p.says(), len(p.rows))
	if len(p.rows) == 0 && p.w.Canvas().Focused() == fyne.Focusable(p.view.list) {
		p.Focus() // the list is not seen any more
	}
	p.w.Hints()
}
