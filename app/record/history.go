package record

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// History is the history of one article, claim or annotation as a list, the
// latest change first. It lies on a sheet or the page.
type History struct {
	widget.BaseWidget

	OnRestore func(change annotate.ID) // the state after that change is wanted back
	OnClose   func()
	Refused   string // why nothing can be restored, "" where it can; before [History.Put]

	entries []entry
	caption *parts.Caption
	title   *prose
	list    *parts.List[*revision]
	body    *fyne.Container
}

// NewHistory returns a history of nothing.
func NewHistory() *History {
	h := &History{caption: parts.NewCaption(""), title: newHeading("", 2)}
	h.list = parts.NewList(func() *revision { return newRevision(h.restore) },
		func(i int, r *revision) { r.set(h.entries[i], i == len(h.entries)-1, i == 0, i == h.list.At()) },
		func(i int, width float32) float32 { return h.entries[i].height(width) })
	h.list.OnKey = func(k fyne.KeyName) bool { h.key(k); return true }
	h.list.OnWalk = func(int) { h.list.Renew() }
	h.list.OnTap = func(i int, _ float32) {
		h.list.Point(i)
		h.list.Renew()
		parts.Focus(h.list)
	}
	closing := parts.NewTool("Close the history", parts.Away, func() { call(h.OnClose) })
	closing.OnKey = h.key
	head := container.New(column{}, parts.Frame{Right: closing, Middle: parts.Inset(h.caption, 4, style.Panel, 4, 0)}.New(), h.title)
	h.body = container.New(&historyLayout{h}, head, parts.NewGround(thread, fyne.NewSize(1, 1)), h.list)
	h.ExtendBaseWidget(h)
	return h
}

// Put shows a history, oldest first as [store.Project.Revisions] returns it,
// under a title: the statement, headline or quote. Reviewers are called by
// the name that reviewer returns; if it is nil or returns "", by that in the
// list. The change that is marked stays so if it is in the list.
func (h *History) Put(title string, list []store.Revision, reviewer func(annotate.ID) string) {
	var was annotate.ID
	if len(h.entries) > 0 && h.title.words == title {
		was = h.entries[h.list.At()].change
	}
	h.title.set(title)
	h.entries = tell(list, reviewer)
	for i := range h.entries {
		h.entries[i].refused = h.Refused
	}
	h.caption.Ends(h.Refused)
	h.caption.Say(strings.ToUpper(parts.Count(len(list), "change")))
	h.list.SetLen(len(h.entries))
	h.list.Point(max(slices.IndexFunc(h.entries, func(e entry) bool { return e.change == was }), 0))
	h.list.Renew()
	h.body.Refresh()
}

// Focus puts the keyboard into the list, once it is in that canvas.
func (h *History) Focus(c fyne.Canvas) { c.Focus(h.list) }

// key is typed in the list.
func (h *History) key(k fyne.KeyName) {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if i := h.list.At(); i >= 0 && h.entries[i].earlier && h.Refused == "" {
			h.restore(h.entries[i].change)
		}
	case fyne.KeyEscape:
		call(h.OnClose)
	}
}

func (h *History) restore(change annotate.ID) {
	if h.OnRestore != nil {
		h.OnRestore(change)
	}
}

// CreateRenderer implements [fyne.Widget].
func (h *History) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(h.body)
}

// historyLayout puts the head above the list.
type historyLayout struct{ h *History }

// Layout implements [fyne.Layout].
func (l *historyLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	head, line, list := os[0], os[1], os[2]
	const left = rowText
	wide := min(s.Width-left-style.Gap, rowMost-left)
	high := float32(parts.SmallHigh) + l.h.title.heightFor(wide)
	parts.Place(head, left, style.Panel, wide, high)
	y := high + 2*style.Panel
	parts.Place(line, 0, y, s.Width, 1)
	parts.Place(list, 0, y+1, s.Width, max(s.Height-y-1, 0))
}

// MinSize implements [fyne.Layout].
func (l *historyLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(260, 200) }
