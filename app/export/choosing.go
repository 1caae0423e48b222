package export

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// holding is what is in the project as the window shows it, to choose from.
type holding struct {
	contents *store.Contents
	claims   []store.ClaimRow
	articles []store.ArticleRow
	persons  []annotate.Reviewer // whose passages may be chosen; nil where that is no choice
}

// choosing is the part of a sheet on which one says what is meant: all, or some
// claims and articles. Packages, exports and reports are chosen by it.
type choosing struct {
	Body     fyne.CanvasObject
	OnChange func()

	of      holding
	dialogs *dialog.Kit
	only    store.Selection // but for the verdict
	verdict *parts.Switch   // nil where that is no choice
	amounts [2]store.Amount // of what is meant, and of everything
	all     *parts.Option
	some    *parts.Option
	which   *parts.Button // says how many are chosen, and asks for them
}

// newChoosing returns one on which all is chosen. Everything and selected say what
// these mean.
func newChoosing(k *dialog.Kit, of holding, everything, selected string) *choosing {
	c := &choosing{of: of, dialogs: k}
	c.all = parts.NewOption("Everything", everything, func() { c.take(nil) })
	title := "Selected claims or articles"
	if of.persons != nil {
		title = "Selected claims, articles or persons"
	}
	c.some = parts.NewOption(title, selected, c.choose)
	c.all.OneOf, c.some.OneOf = true, true
	c.which = parts.NewButton(parts.Link, "", c.choose)
	if len(of.claims)+len(of.articles) == 0 {
		const none = "there is no claim and no article to choose from"
		c.some.Refuse(none)
		c.which.Refuse(none)
	}
	c.Body = &fyne.Container{Layout: parts.Column{Gap: 2}, Objects: []fyne.CanvasObject{c.all, c.some,
		parts.Inset(&fyne.Container{Layout: atLeft{}, Objects: []fyne.CanvasObject{c.which}}, 0, 0, 0, 16)}}
	if of.persons != nil {
		c.verdict = parts.NewSwitch([]string{"Any verdict", "Confirmed", "Disputed", "Unconfirmed"}, func(i int) {
			c.verdict.Choose(i)
			c.reckon()
		})
		c.Body = &fyne.Container{Layout: parts.Column{Gap: style.Gap}, Objects: []fyne.CanvasObject{c.Body, &fyne.Container{Layout: atLeft{}, Objects: []fyne.CanvasObject{c.verdict}}}}
	}
	c.amounts[1] = of.contents.Of(store.Selection{})
	c.amounts[0] = c.amounts[1]
	c.show()
	return c
}

// on has keys for which the options have no use go to a sheet.
func (c *choosing) on(s *dialog.Sheet) {
	key := func(k fyne.KeyName) { s.Key(k) }
	c.which.OnKey = key
	if c.verdict != nil {
		c.verdict.OnKey = key
	}
	walk := func(on fyne.KeyName, to *parts.Option) func(fyne.KeyName) { // as arrows go among what excludes each other
		return func(k fyne.KeyName) {
			if k == on {
				parts.Focus(to)
				return
			}
			key(k)
		}
	}
	c.all.OnKey, c.some.OnKey = walk(fyne.KeyDown, c.some), walk(fyne.KeyUp, c.all)
	c.all.OnFocus, c.some.OnFocus = func() { s.Reveal(c.all) }, func() { s.Reveal(c.some) }
}

// first is what gets the keyboard first.
func (c *choosing) first() fyne.Focusable {
	if c.only.All() {
		return c.all
	}
	return c.some
}

// Only is what is chosen.
func (c *choosing) Only() store.Selection {
	x := c.only
	if c.verdict != nil && c.verdict.Chosen() > 0 {
		x.Verdict = annotate.Verdicts[c.verdict.Chosen()-1]
	}
	return x
}

// Amount is how much that is, Whole how much everything is. Both are reckoned when
// what is chosen changes: that goes through all passages.
func (c *choosing) Amount() store.Amount { return c.amounts[0] }

// Whole is beside [choosing.Amount].
func (c *choosing) Whole() store.Amount { return c.amounts[1] }

// choose asks for claims and articles.
func (c *choosing) choose() {
	c.show()
	pick(c.dialogs, c.of, c.only, func(x store.Selection) { c.take(&x) })
}

// take means that from now on; nil is all.
func (c *choosing) take(x *store.Selection) {
	c.only = store.Selection{}
	if x != nil {
		c.only = *x
	}
	c.reckon()
}

// reckon says how much is chosen now.
func (c *choosing) reckon() {
	if c.amounts[0] = c.amounts[1]; !c.Only().All() {
		c.amounts[0] = c.of.contents.Of(c.Only())
	}
	c.show()
	if c.OnChange != nil {
		c.OnChange()
	}
}

func (c *choosing) show() {
	c.all.Choose(c.only.All())
	c.some.Choose(!c.only.All())
	words := "Choose which…"
	if !c.only.All() {
		words = chosenWords(c.only) + ": change…"
	}
	c.which.Say(words)
	c.Body.Refresh()
}

// chosenWords tell what is chosen.
func chosenWords(x store.Selection) string {
	claims, articles, persons := len(x.Claims), len(x.Articles), len(x.Reviewers)
	var said []string
	if claims > 0 {
		said = append(said, parts.Count(claims, "claim"))
	}
	if articles > 0 {
		said = append(said, parts.Count(articles, "article"))
	}
	words := strings.Join(said, " in ")
	if persons == 0 {
		return words
	}
	by := parts.Count(persons, "person")
	if words == "" {
		return by
	}
	return words + " by " + by
}

// atLeft is the layout of one object that is no wider than it needs to be.
type atLeft struct{}

// Layout implements [fyne.Layout].
func (atLeft) Layout(os []fyne.CanvasObject, s fyne.Size) {
	parts.Place(os[0], 0, 0, min(os[0].MinSize().Width, s.Width), s.Height)
}

// MinSize implements [fyne.Layout].
func (atLeft) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, os[0].MinSize().Height)
}

// amountWords tell how much is chosen.
func amountWords(a store.Amount) string {
	return fmt.Sprintf("%s, %s, %s", parts.Count(a.Articles, "article"), parts.Count(a.Claims, "claim"), parts.Count(a.Annotations, "passage"))
}

// idsOf are those that are ticked, in the order of a list.
func idsOf[R any](list []R, id func(R) annotate.ID, ticked map[annotate.ID]bool) (ids []annotate.ID) {
	for _, r := range list {
		if ticked[id(r)] {
			ids = append(ids, id(r))
		}
	}
	return ids
}
