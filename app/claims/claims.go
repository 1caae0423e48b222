// Package claims is the list of a project's claims, the field in which a
// claim is picked or made for a passage, and the card of the passage in hand.
package claims

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
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
	list    *widget.List
	say     *widget.Label
	all     []store.ClaimRow
	shown   []entry
	picked  annotate.ID
	marked  int // the entry that Enter takes
	picking bool
	wide    float32
	set     []float32 // the heights that the list was given
	known   map[heightKey]float32
}

// heightKey names what the height of a row depends on.
type heightKey struct {
	statement string
	marks     int
	standing  annotate.Standing
	width     float32
}

const heightsKnown = 20_000

// entry is a row of the list: a claim, or the making of one.
type entry struct {
	claim    store.ClaimRow
	proposed string // the statement of the claim to be made, "" for one that is there
}

// atRest is what the field says of itself while nothing is being picked.
const atRest = "Filter claims"

// New returns an empty panel; empty says what to do while there are no claims.
func New(empty string) *Claims {
	c := &Claims{known: map[heightKey]float32{}}
	c.list = c.newList()
	c.say = widget.NewLabel(empty)
	c.say.Wrapping = fyne.TextWrapWord
	c.Compose("Claims", atRest, c.list, c.say)
	c.Field.OnChanged = func(string) { c.sift() }
	c.Field.OnKey = c.key
	c.ExtendBaseWidget(c)
	return c
}

// Put lists the claims and marks the one in hand.
func (c *Claims) Put(rows []store.ClaimRow, picked annotate.ID) {
	c.all, c.picked = rows, picked
	c.sift()
}

// Pick marks the claim in hand.
func (c *Claims) Pick(id annotate.ID) {
	c.picked = id
	c.sift()
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
	typed := strings.Join(strings.Fields(c.Field.Text), " ")
	words := strings.Fields(strings.ToLower(typed))
	c.shown, c.marked = c.shown[:0], -1
	exact := -1
	for _, row := range c.all {
		if !fits(strings.ToLower(row.Statement), words) {
			continue
		}
		if row.ID == c.picked && (!c.picking || typed == "") {
			c.marked = len(c.shown)
		}
		if row.Statement == typed && exact < 0 {
			exact = len(c.shown)
		}
		c.shown = append(c.shown, entry{claim: row})
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
	c.say.Hidden = len(c.shown) > 0
	c.heights()
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

// fewHeights is how many rows may change their height before another list is
// taken: Fyne's lays all rows out anew for each.
const fewHeights = 8

func (c *Claims) heights() {
	width := c.list.Size().Width
	heights := make([]float32, len(c.shown))
	other := 0
	for i, e := range c.shown {
		heights[i] = c.height(e, width)
		if i >= len(c.set) || c.set[i] != heights[i] {
			other++
		}
	}
	if other > fewHeights {
		c.list, c.set = c.newList(), nil // until it has a size, heights cost nothing
	}
	for i, h := range heights {
		if i >= len(c.set) || c.set[i] != h {
			c.list.SetItemHeight(i, h)
		}
	}
	c.set = heights
	if other > fewHeights {
		c.SetList(c.list)
	}
}

// height is that of a row; those of claims are remembered.
func (c *Claims) height(e entry, width float32) float32 {
	if e.proposed != "" {
		return e.height(width)
	}
	key := heightKey{e.claim.Statement, len(e.claim.Marks), e.claim.Standing, width}
	h, ok := c.known[key]
	if !ok {
		if len(c.known) >= heightsKnown {
			clear(c.known)
		}
		h = e.height(width)
		c.known[key] = h
	}
	return h
}

func (c *Claims) newList() *widget.List {
	list := widget.NewList(
		func() int { return len(c.shown) },
		func() fyne.CanvasObject { return newRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*row).set(c.shown[i], i == c.marked)
		})
	list.OnSelected = func(i widget.ListItemID) {
		list.UnselectAll() // rows show themselves which is in hand
		c.choose(i)
	}
	return list
}

func (c *Claims) point() {
	if c.marked >= 0 && c.marked < len(c.shown) {
		c.list.ScrollTo(c.marked)
	}
	c.list.Refresh()
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
	c.marked = min(max(c.marked+n, 0), len(c.shown)-1)
	c.point()
}

// Resize implements [fyne.CanvasObject]: another width wraps the statements
// anew.
func (c *Claims) Resize(s fyne.Size) {
	c.BaseWidget.Resize(s)
	if w := c.list.Size().Width; w != c.wide {
		c.wide = w
		c.heights()
	}
}
