// Package claims is the list of a project's claims, the field in which a
// claim is picked or made for a passage, and the card of the passage in hand.
package claims

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/find"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// Question asks for a claim.
type Question struct {
	Says string                       // in the empty field
	Does string                       // what Enter does, in a word or two
	Else string                       // the same of Escape
	Take func(annotate.ID) error      // takes a claim that is there
	Make func(statement string) error // takes a new one; nil where it must be there
}

// Claims is the panel. While it asks, Enter takes the claim that is marked, or a
// new one with the words typed; what cannot be taken is said, and stays typed.
// Else it filters the list, and makes a claim without a passage of what is typed.
type Claims struct {
	parts.Panel

	OnPick  func(annotate.ID)       // a claim was chosen to be looked at
	OnLoose func()                  // the row of highlights without a claim was chosen
	OnLeave func()                  // Escape, or done: the keyboard goes back to the text
	OnMenu  func(at fyne.Position)  // of the claim that was just picked, at a place of the window
	OnOpen  func()                  // it was clicked twice
	OnKey   func(fyne.KeyName) bool // hears of a key that the list has no use for
	// OnVerdict is a digit typed at once for a passage that has just been tagged:
	// it gives the passage that verdict and returns what takes it back, nil where
	// it could not.
	OnVerdict func(annotate.Verdict) (back func())
	// Asks says in a word or two what of a claim asks to be settled, "" for nothing;
	// OnAsks is a click on that. Both may be nil.
	Asks     func(annotate.ID) string
	OnAsks   func(annotate.ID)
	list     *parts.List[*row]
	say      *widget.Label
	all      []store.ClaimRow
	clock    trace.Clock // of all
	shown    []entry
	last     annotate.ID // that was in hand before none was
	picked   annotate.ID
	marked   int                       // the entry that Enter takes
	question *Question                 // nil while nothing is asked
	loose    int                       // highlights without a claim
	read     map[string]find.Statement // statements of claims that were looked at
	digit    digit
	onAdd    func(statement string)
}

// entry is a row of the list: a claim, the making of one, or the highlights that
// have none.
type entry struct {
	claim    *store.ClaimRow
	proposed string // the statement of the claim to be made, "" for one that is there
	loose    int    // how many highlights have no claim, 0 for a claim
	clock    trace.Clock
	asks     string // what of the claim asks to be settled
}

// atRest is what the field says of itself while nothing is being picked.
func (c *Claims) atRest() string {
	if c.onAdd != nil {
		return "Filter or add a claim"
	}
	return "Filter claims"
}

// LetAdd offers to make a claim, without a passage, of what is typed into the
// field; nil ends that.
func (c *Claims) LetAdd(f func(statement string)) {
	c.onAdd = f
	if !c.Picking() {
		c.Field.SetPlaceHolder(c.atRest())
	}
}

// New returns an empty panel; empty says what to do while there are no claims.
func New(empty string) *Claims {
	c := &Claims{read: map[string]find.Statement{}}
	c.list = parts.NewList(func() *row { return newRow(func(id annotate.ID) { c.OnAsks(id) }) }, func(i int, r *row) { r.set(c.shown[i], i == c.marked) },
		func(i int, width float32) float32 { return c.shown[i].height(width) })
	c.list.OnChoose = c.choose
	c.list.OnMenu = func(i int, at fyne.Position) {
		if c.OnMenu != nil && !c.Picking() {
			c.OnMenu(at)
		}
	}
	c.list.OnOpen = func(int) {
		if c.OnOpen != nil && !c.Picking() {
			c.OnOpen()
		}
	}
	c.list.OnKey = func(k fyne.KeyName) bool { return c.OnKey != nil && c.OnKey(k) }
	c.say = widget.NewLabel(empty)
	c.say.Wrapping = fyne.TextWrapWord
	c.Compose("Claims", c.atRest(), c.list, c.say)
	c.Field.OnChanged = func(string) { c.sift() }
	c.Field.OnKey, c.Field.OnRune, c.Field.OnShortcut = c.key, c.rune, c.shortcut
	c.Field.Keys = c.keys
	c.ExtendBaseWidget(c)
	return c
}

// Put lists the claims and marks the one in hand. What changes in the rows that
// were put is told by [Claims.Update].
func (c *Claims) Put(rows []store.ClaimRow, picked annotate.ID) {
	c.all, c.clock = rows, trace.Clock{}
	c.hold(picked)
	for _, r := range rows {
		c.clock.SeeMarks(r)
	}
	c.sift()
}

// hold notes which claim is in hand.
func (c *Claims) hold(id annotate.ID) {
	if c.picked = id; id != "" {
		c.last = id
	}
}

// Update shows what has changed in some rows, named by their places among
// those that were put.
func (c *Claims) Update(places []int) {
	was := c.clock
	for _, i := range places {
		c.clock.SeeMarks(c.all[i])
	}
	if c.Field.Text != "" || c.Picking() || c.clock.Years() != was.Years() {
		c.sift()
		return
	}
	for _, i := range places {
		c.shown[i].asks = c.asks(&c.all[i])
		c.list.Update(i)
	}
}

// asks is what of a claim, or of one that it is joined with, asks to be settled.
func (c *Claims) asks(row *store.ClaimRow) string {
	if c.Asks == nil {
		return ""
	}
	said := c.Asks(row.ID)
	for _, v := range row.Also {
		if said == "" {
			said = c.Asks(v.ID)
		}
	}
	return said
}

// Renew shows anew what asks to be settled.
func (c *Claims) Renew() { c.sift() }

// SetLoose says how many highlights have no claim.
func (c *Claims) SetLoose(n int) {
	if n == c.loose {
		return
	}
	c.loose = n
	if last := len(c.shown) - 1; n > 0 && last >= 0 && c.shown[last].loose > 0 {
		c.shown[last].loose = n
		c.list.Update(last)
		return
	}
	c.sift()
}

// Pick marks the claim in hand.
func (c *Claims) Pick(id annotate.ID) {
	if id == c.picked {
		c.point()
		return
	}
	if c.hold(id); c.Picking() || c.Field.Text != "" {
		c.sift()
		return
	}
	was := c.marked
	c.marked = slices.IndexFunc(c.all, func(r store.ClaimRow) bool { return r.ID == id })
	c.list.Update(was)
	c.list.Update(c.marked)
	c.point()
}

// Ask puts the keyboard into the field: what is typed next picks or makes the
// claim that is asked for. The claim that was in hand last is marked, so that
// Enter alone takes it.
func (c *Claims) Ask(q Question) {
	c.question, c.digit = &q, digit{}
	c.Field.SetText("")
	c.Field.SetPlaceHolder(q.Says)
	c.sift()
	c.FocusField()
}

// StopPicking leaves the field as a filter again.
func (c *Claims) StopPicking() {
	if !c.Picking() {
		return
	}
	c.question, c.digit = nil, digit{}
	c.Field.SetText("")
	c.Field.SetPlaceHolder(c.atRest())
	c.sift()
}

// Picking tells whether a claim is asked for.
func (c *Claims) Picking() bool { return c.question != nil }

// Picked is the claim that is marked as in hand, "" for none.
func (c *Claims) Picked() annotate.ID { return c.picked }

// ShowsPicked tells whether that claim is in the list as it is filtered.
func (c *Claims) ShowsPicked() bool {
	return slices.ContainsFunc(c.shown, func(e entry) bool { return e.claim != nil && e.claim.ID == c.picked })
}

// typed is what stands in the field, as a statement.
func (c *Claims) typed() string {
	return annotate.Typed(strings.Join(strings.Fields(c.Field.Text), " "))
}

// statement is that of a claim, to be found in. It is read once.
func (c *Claims) statement(s string) find.Statement {
	read, ok := c.read[s]
	if !ok {
		read = find.NewStatement(s)
		c.read[s] = read
	}
	return read
}

// sift shows the claims that fit what is typed, and behind them the making of
// one that is not there. Enter takes the one in hand while nothing is typed; then
// the one that says what is typed, however it is worded, before the first that
// fits.
func (c *Claims) sift() {
	typed := c.typed()
	words := find.NewWords(typed)
	c.shown, c.marked = c.shown[:0], -1
	nearest, said := find.Unlike, -1
	exact := false
	marked := c.picked
	if c.Picking() && marked == "" {
		marked = c.last
	}
	for i := range c.all {
		row := &c.all[i]
		like := find.Unlike
		if typed != "" {
			var fits bool
			if like, fits = c.fits(row, words); !fits {
				continue
			}
		}
		if row.ID == marked && (!c.Picking() || typed == "") {
			c.marked = len(c.shown)
		}
		if typed != "" && !exact {
			if exact = says(row, typed); exact || like > nearest {
				nearest, said = like, len(c.shown)
			}
		}
		c.shown = append(c.shown, entry{claim: row, clock: c.clock, asks: c.asks(row)})
	}
	if c.Picking() && typed != "" {
		c.marked = max(said, 0)
	}
	if typed != "" && !exact && c.makes() {
		if c.shown = append(c.shown, entry{proposed: typed}); len(c.shown) == 1 {
			c.marked = 0
		}
	}
	if typed == "" && !c.Picking() && c.loose > 0 && c.OnLoose != nil {
		c.shown = append(c.shown, entry{loose: c.loose})
	}
	c.SetCount(fmt.Sprint(len(c.all)))
	if typed != "" && !c.Picking() {
		n := len(c.shown)
		if n > 0 && c.shown[n-1].claim == nil {
			n--
		}
		c.SetCount(fmt.Sprintf("%d of %d", n, len(c.all)))
	}
	c.Cover(c.say, len(c.shown) == 0)
	c.list.SetLen(len(c.shown))
	c.point()
	if c.Field.OnFocus != nil {
		c.Field.OnFocus() // its keys are others now
	}
}

// fits tells how like what is typed the statement of a claim is, or of one that it
// is joined with, and whether it is found by it.
func (c *Claims) fits(row *store.ClaimRow, words find.Statement) (like find.Likeness, fits bool) {
	for i := -1; i < len(row.Also); i++ {
		v := row.Claim
		if i >= 0 {
			v = row.Also[i]
		}
		s := c.statement(v.Statement)
		is := s.Like(words)
		like, fits = max(like, is), fits || is != find.Unlike || s.Has(words)
	}
	return like, fits
}

// says tells whether a claim, or one that it is joined with, has exactly that
// statement.
func says(row *store.ClaimRow, statement string) bool {
	return row.Statement == statement || slices.ContainsFunc(row.Also, func(v annotate.Claim) bool { return v.Statement == statement })
}

// makes tells whether a claim can be made of what is typed.
func (c *Claims) makes() bool {
	if c.question != nil {
		return c.question.Make != nil
	}
	return c.onAdd != nil
}

// point brings the marked row into the window.
func (c *Claims) point() {
	if c.marked >= 0 {
		c.list.ScrollTo(c.marked)
	}
}

var errNoneMarked = errors.New("no claim is marked: type to find one, or go to it with the arrows")

// choose is a click on a row, or Enter on the marked one.
func (c *Claims) choose(i int) {
	if i < 0 || i >= len(c.shown) {
		if c.question != nil {
			c.Notice.Say(errNoneMarked)
		}
		return
	}
	e := c.shown[i]
	switch {
	case e.loose > 0:
		c.OnLoose()
	case c.question == nil && e.proposed != "":
		c.add(e.proposed)
	case c.question == nil && c.OnPick != nil:
		c.OnPick(e.claim.ID)
	case c.question != nil && e.proposed != "":
		c.answer(c.question.Make(e.proposed))
	case c.question != nil:
		c.answer(c.question.Take(e.claim.ID))
	}
}

// answer ends the asking, unless what was chosen could not be taken.
func (c *Claims) answer(err error) {
	c.Notice.Say(err)
	if err == nil {
		c.StopPicking()
		c.leave()
	}
}

// add makes a claim without a passage, and empties the field for the next.
func (c *Claims) add(statement string) {
	c.Field.SetText("")
	c.onAdd(statement)
}

// shortcut hears of Ctrl+Enter, which makes a claim of what is typed, whatever
// fits.
func (c *Claims) shortcut(s fyne.Shortcut) bool {
	c.asText()
	k, ok := s.(*desktop.CustomShortcut)
	if !ok || k.KeyName != fyne.KeyReturn && k.KeyName != fyne.KeyEnter || k.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	typed := c.typed()
	switch {
	case typed == "":
	case c.question != nil && c.question.Make != nil:
		c.answer(c.question.Make(typed))
	case c.question == nil && c.onAdd != nil:
		c.add(typed)
	}
	return true
}

// key is typed in the field.
func (c *Claims) key(k fyne.KeyName) bool {
	switch k { // those of characters come as runes, too
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyEscape:
		c.asText()
	}
	switch k {
	case fyne.KeyUp:
		c.step(-1)
	case fyne.KeyDown:
		c.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.choose(c.marked)
	case fyne.KeyEscape:
		c.Rest()
		c.leave()
	default:
		return false
	}
	return true
}

// keys are those of the field as things stand.
func (c *Claims) keys() []parts.Hint {
	choose := parts.Hint{Keys: []string{"Up", "Down"}, Does: "choose"}
	switch {
	case c.question == nil:
		return []parts.Hint{{Keys: []string{"Enter"}, Does: "show"}, choose, {Keys: []string{"Esc"}, Does: "back"}}
	case c.ExpectsDigit():
		return []parts.Hint{{Keys: []string{"Enter"}, Does: c.question.Does}, {Keys: []string{"1", "2", "3"}, Does: "verdict"}, choose, {Keys: []string{"Esc"}, Does: c.question.Else}}
	}
	return []parts.Hint{{Keys: []string{"Enter"}, Does: c.question.Does}, choose, {Keys: []string{"Esc"}, Does: c.question.Else}}
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
