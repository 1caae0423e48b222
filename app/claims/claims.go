// Package claims is the list of a project's claims, the field in which a
// claim is picked or made for a passage, and the card of the passage in hand.
package claims

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// Claims is the panel. While it is picking, Enter ties the passage in hand to
// the claim that is marked, or to a new one with the words typed.
type Claims struct {
	parts.Panel

	OnPick  func(annotate.ID)      // a claim was chosen to be looked at
	OnTie   func(annotate.ID)      // Enter on a claim while picking
	OnMake  func(statement string) // Enter on a new one
	OnLeave func()                 // Escape, or done: the keyboard goes back to the text
	list    *parts.List[*row]
	say     *widget.Label
	all     []store.ClaimRow
	clock   trace.Clock // of all
	shown   []entry
	picked  annotate.ID
	marked  int // the entry that Enter takes
	picking bool
}

// entry is a row of the list: a claim, or the making of one.
type entry struct {
	claim    *store.ClaimRow
	proposed string // the statement of the claim to be made, "" for one that is there
	clock    trace.Clock
}

// atRest is what the field says of itself while nothing is being picked.
const atRest = "Filter claims"

// New returns an empty panel; empty says what to do while there are no claims.
func New(empty string) *Claims {
	c := &Claims{}
	c.list = parts.NewList(newRow, func(i int, r *row) { r.set(c.shown[i], i == c.marked) },
		func(i int, width float32) float32 { return c.shown[i].height(width) })
	c.list.OnChoose = c.choose
	c.say = widget.NewLabel(empty)
	c.say.Wrapping = fyne.TextWrapWord
	c.Compose("Claims", atRest, c.list, c.say)
	c.Field.OnChanged = func(string) { c.sift() }
	c.Field.OnKey = c.key
	c.ExtendBaseWidget(c)
	return c
}

// Put lists the claims and marks the one in hand. What changes in the rows that
// were put is told by [Claims.Update].
func (c *Claims) Put(rows []store.ClaimRow, picked annotate.ID) {
	c.all, c.picked, c.clock = rows, picked, trace.Clock{}
	for _, r := range rows {
		c.clock.SeeMarks(r)
	}
	c.sift()
}

// Update shows what has changed in some rows, named by their places among
// those that were put.
func (c *Claims) Update(places []int) {
	was := c.clock
	for _, i := range places {
		c.clock.SeeMarks(c.all[i])
	}
	if c.Field.Text != "" || c.picking || c.clock.Years() != was.Years() {
		c.sift()
		return
	}
	for _, i := range places {
		c.list.Update(i)
	}
}

// Pick marks the claim in hand.
func (c *Claims) Pick(id annotate.ID) {
	if id == c.picked {
		c.point()
		return
	}
	if c.picked = id; c.picking || c.Field.Text != "" {
		c.sift()
		return
	}
	was := c.marked
	c.marked = slices.IndexFunc(c.all, func(r store.ClaimRow) bool { return r.ID == id })
	c.list.Update(was)
	c.list.Update(c.marked)
	c.point()
}

// StartPicking puts the keyboard into the field: what is typed next picks or
// makes the claim of the passage in hand. The claim in hand is marked, so that
// Enter alone takes it.
func (c *Claims) StartPicking() {
	c.picking = true
	c.Field.SetText("")
	c.Field.SetPlaceHolder("Claim: pick or type a new one, Enter")
	c.sift()
	c.FocusField()
}

// StopPicking leaves the field as a filter again.
func (c *Claims) StopPicking() {
	if !c.picking {
		return
	}
	c.picking = false
	c.Field.SetText("")
	c.Field.SetPlaceHolder(atRest)
	c.sift()
}

// Picking tells whether a claim is being picked for a passage.
func (c *Claims) Picking() bool { return c.picking }

// sift shows the claims that fit what is typed, and while picking the making
// of a new one.
func (c *Claims) sift() {
	typed := annotate.Typed(strings.Join(strings.Fields(c.Field.Text), " "))
	words := strings.Fields(strings.ToLower(typed))
	c.shown, c.marked = c.shown[:0], -1
	exact := -1
	for i := range c.all {
		row := &c.all[i]
		if len(words) > 0 && !fits(strings.ToLower(row.Statement), words) {
			continue
		}
		if row.ID == c.picked && (!c.picking || typed == "") {
			c.marked = len(c.shown)
		}
		if row.Statement == typed && exact < 0 {
			exact = len(c.shown)
		}
		c.shown = append(c.shown, entry{claim: row, clock: c.clock})
	}
	if c.picking && typed != "" {
		if c.marked = max(exact, 0); exact < 0 {
			c.shown = append(c.shown, entry{proposed: typed})
		}
	}
	c.SetCount(fmt.Sprint(len(c.all)))
	if n := len(c.shown); typed != "" && !c.picking {
		c.SetCount(fmt.Sprintf("%d of %d", n, len(c.all)))
	}
	parts.Show(c.say, len(c.shown) == 0)
	c.list.SetLen(len(c.shown))
	c.point()
}

// fits tells whether each word begins a word of the statement.
func fits(statement string, words []string) bool {
	for _, w := range words {
		if !strings.HasPrefix(statement, w) && !strings.Contains(statement, " "+w) && !strings.Contains(statement, "-"+w) {
			return false
		}
	}
	return true
}

// point brings the marked row into the window.
func (c *Claims) point() {
	if c.marked >= 0 {
		c.list.ScrollTo(c.marked)
	}
}

// choose is a click on a row, or Enter on the marked one.
func (c *Claims) choose(i int) {
	if i < 0 || i >= len(c.shown) {
		return
	}
	e := c.shown[i]
	switch {
	case !c.picking && c.OnPick != nil:
		c.OnPick(e.claim.ID)
	case c.picking:
		c.StopPicking()
		switch {
		case e.proposed != "" && c.OnMake != nil:
			c.OnMake(e.proposed)
		case e.proposed == "" && c.OnTie != nil:
			c.OnTie(e.claim.ID)
		}
		c.leave()
	}
}

// key is typed in the field.
func (c *Claims) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		c.step(-1)
	case fyne.KeyDown:
		c.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.choose(max(c.marked, 0))
	case fyne.KeyEscape:
		c.Rest()
		c.leave()
	default:
		return false
	}
	return true
}

// Rest empties the field and ends picking.
func (c *Claims) Rest() {
	c.StopPicking()
	c.Field.SetText("")
}

func (c *Claims) leave() {
	if c.OnLeave != nil {
		c.OnLeave()
	}
}

func (c *Claims) step(n int) {
	if len(c.shown) == 0 {
		return
	}
	was := c.marked
	c.marked = min(max(c.marked+n, 0), len(c.shown)-1)
	c.list.Update(was)
	c.list.Update(c.marked)
	c.point()
}
