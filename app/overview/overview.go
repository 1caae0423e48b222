// Package overview shows all claims and all articles of a project at once: a
// matrix of who says what, and a timeline of who reported what when.
//
// What is shown is worked out purely: the table of cells, filtered and sorted
// (matrix.go), and the places along the time (axis.go). Both are drawn by a
// widget of our own (board.go) that keeps objects for what is in its window
// only and uses them again as it is scrolled, so that a frame costs the same
// however many claims and articles there are.
//
// The view shows and calls back; it decides nothing.
package overview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// View shows the claims of a project across its articles. Its callbacks may be
// nil.
type View struct {
	widget.BaseWidget

	OnPassage func(annotate.ID)                // a passage was chosen: open its article there
	OnClaim   func(annotate.ID)                // a claim was chosen: open its comparison
	OnArticle func(annotate.ID)                // an article was chosen: open it
	OnLook    func(claim, article annotate.ID) // the cursor came to them, "" for none: commands are about what it is on
	OnKey     func(fyne.KeyName) bool          // hears of a key that the view has no use for
	OnRune    func(rune) bool                  // hears of every character first; true means that it has been used
	after     func(time.Duration, func()) (stop func())

	data      *data
	reviewer  func(annotate.ID) string
	filter    filter
	order     order
	table     *table
	clock     trace.Clock
	panes     Panes
	waiting   bool     // for the content
	onceThere []func() // what is done then

	head     *head
	matrix   *board
	timeline *board
	invite   *invite
	hover    hover
	palette  *style.Palette
	arranged fyne.Size // the size for which the page was laid out
}

// Panes says which parts of the page are shown.
type Panes int

// The parts.
const (
	Both Panes = iota
	OnlyMatrix
	OnlyTimeline
)

var paneNames = [...]string{"Both", "Matrix", "Timeline"}

// New returns a view of nothing.
func New(run *async.Runner) *View {
	v := &View{after: run.After, invite: &invite{}}
	v.head = newHead(v)
	v.matrix, v.timeline = newBoard(v, &grid{view: v}), newBoard(v, &timeline{view: v})
	v.Put(v.Work()(nil, nil, nil), func(annotate.ID) string { return "" })
	v.ExtendBaseWidget(v)
	return v
}

// Put shows a content that was worked out for this view. reviewer names who
// made the annotations. What is chosen, sorted and scrolled stays as it was.
func (v *View) Put(c *Content, reviewer func(annotate.ID) string) {
	v.waiting = false
	v.reviewer, v.clock = reviewer, c.clock
	f, t := c.data.known(v.filter), c.table
	if f != c.filter || v.order != c.order { // chosen meanwhile
		t = c.data.show(f, v.order)
	}
	v.data = c.data
	v.replace(f, t)
	there := v.onceThere
	v.onceThere = nil
	for _, then := range there {
		then()
	}
}

// Wait shows nothing until the next content comes, which is being read.
func (v *View) Wait() {
	v.onceThere = nil // it was another project's
	v.Put(v.Work()(nil, nil, nil), v.reviewer)
	v.waiting = true
	v.arrange()
}

// Ready calls then once the content is there, which may be at once.
func (v *View) Ready(then func()) {
	if !v.waiting {
		then()
		return
	}
	v.onceThere = append(v.onceThere, then)
}

// ShowPanes says which parts of the page are shown.
func (v *View) ShowPanes(p Panes) {
	if p == v.panes {
		return
	}
	v.leave()
	led := v.matrix
	if v.panes == OnlyTimeline {
		led = v.timeline
	}
	v.panes = p
	v.head.say()
	v.arrange()
	v.lead(led)
}

// Panes tells which parts of the page are shown.
func (v *View) Panes() Panes { return v.panes }

// Focus gives the keys to the matrix, or to the timeline where there is no
// matrix.
func (v *View) Focus(c fyne.Canvas) {
	if v.panes == OnlyTimeline {
		c.Focus(v.timeline)
	} else {
		c.Focus(v.matrix)
	}
}

// Look puts the cursor on the row of a claim, in each of the parts where it is not
// in that row.
func (v *View) Look(claim annotate.ID) {
	if v.table == nil {
		return
	}
	to := v.table.find(claim, "")
	for _, b := range []*board{v.matrix, v.timeline} {
		if to == nowhere || b.cursor.row == to.row {
			continue
		}
		b.cursor = to
		b.reveal(to)
		b.Refresh()
	}
}

// Marks tells whether the cursor is in the row of a claim, in a part that is shown.
func (v *View) Marks(claim annotate.ID) bool {
	for _, b := range []*board{v.matrix, v.timeline} {
		if b.Visible() && b.cursor.row >= 0 && b.cursor.row < len(v.table.rows) && v.table.rows[b.cursor.row].ID == claim {
			return true
		}
	}
	return false
}

// FocusFilter puts the keyboard on the first of the filters.
func (v *View) FocusFilter(c fyne.Canvas) { c.Focus(v.head.groups[0]) }

// sift makes the table anew.
func (v *View) sift() { v.replace(v.filter, v.data.show(v.filter, v.order)) }

// replace shows another table, of what a filter lets through.
func (v *View) replace(f filter, t *table) {
	v.leave()
	type place struct {
		claim, article annotate.ID
		fold           bool
	}
	boards := [...]*board{v.matrix, v.timeline}
	var at [len(boards)]place
	for i, b := range boards {
		if s := b.cursor; v.table != nil {
			if s.row >= 0 {
				at[i].claim = v.table.rows[s.row].ID
			}
			if at[i].fold = v.table.folds(s); s.column >= 0 && !at[i].fold {
				at[i].article = v.table.columns[s.column].ID
			}
		}
	}
	v.filter, v.table = f, t
	for i, b := range boards {
		b.over, b.cursor = nowhere, v.table.find(at[i].claim, at[i].article)
		if at[i].fold && v.table.idle > 0 {
			b.cursor = spot{-1, len(v.table.columns)}
		}
	}
	v.head.say()
	v.arrange()
	v.matrix.arrange()
	v.timeline.arrange()
}

// open opens what lies at a spot.
func (v *View) open(b *board, s spot) {
	switch {
	case s == nowhere:
	case v.table.folds(s):
		o := v.order
		o.unfolded = !o.unfolded
		v.sorting(o)
		b.reveal(b.cursor)
	case s.row < 0:
		call(v.OnArticle, v.table.columns[s.column].ID)
	case s.column < 0:
		call(v.OnClaim, v.table.rows[s.row].ID)
	default:
		c, _ := v.table.rows[s.row].at(s.column)
		switch len(c.mentions) {
		case 0:
		case 1:
			call(v.OnPassage, c.mentions[0].ID)
		default:
			v.choose(b, s, c)
		}
	}
}

// looked calls back on what the cursor is.
func (v *View) looked(s spot) {
	if v.OnLook == nil || s == nowhere {
		return
	}
	var claim, article annotate.ID
	if s.row >= 0 {
		claim = v.table.rows[s.row].ID
	}
	if s.column >= 0 {
		article = v.table.columns[s.column].ID
	}
	v.OnLook(claim, article)
}

func call(f func(annotate.ID), id annotate.ID) {
	if f != nil {
		f(id)
	}
}

// choose shows a menu of the passages of a cell.
func (v *View) choose(b *board, s spot, c cell) {
	var items []menu.Item
	for _, m := range c.mentions {
		items = append(items, menu.Item{Words: parts.Capital(verdictWord(m.Verdict)) + ": “" + beginning(m.Quote) + "” (" + v.named(m.Reviewer) + ")",
			Do: func() { call(v.OnPassage, m.ID) }})
	}
	at, size := b.area(s)
	menu.Choose(b, fyne.NewPos(at.X+size.Width/2, at.Y+size.Height), items...)
}

// NextPanes shows the matrix, the timeline, or both, by turns.
func (v *View) NextPanes() {
	v.ShowPanes((v.panes + 1) % Panes(len(paneNames)))
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		v.Focus(c)
	}
}

func (v *View) key(k fyne.KeyName) {
	if v.OnKey != nil {
		v.OnKey(k)
	}
}

// MinSize implements [fyne.CanvasObject].
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(480, 240)
}

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	r := &view{v: v}
	r.Refresh()
	return r
}

type view struct {
	v       *View
	objects []fyne.CanvasObject
}

func (r *view) Destroy()                     {}
func (r *view) MinSize() fyne.Size           { return r.v.MinSize() }
func (r *view) Objects() []fyne.CanvasObject { return r.objects }

func (r *view) Layout(s fyne.Size) {
	if s != r.v.arranged {
		r.v.arrange()
	}
}

// compose lists what is on the page; the card lies above all.
func (r *view) compose() {
	v := r.v
	r.objects = append(r.objects[:0], v.head.objects()...)
	r.objects = append(r.objects, v.invite.brush.Objects...)
	r.objects = append(r.objects, v.matrix, v.timeline)
	if c := v.hover.card; c != nil {
		r.objects = append(r.objects, c.Objects...)
	}
}

// Refresh draws the page anew where the theme has changed.
func (r *view) Refresh() {
	v := r.v
	if p := style.Now(); p != v.palette {
		v.palette = p
		v.hover.card = nil
		v.head.dress(p)
		v.arrange()
		v.matrix.Refresh()
		v.timeline.Refresh()
	}
	r.compose()
	canvas.Refresh(v)
}
