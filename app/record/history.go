package record

import (
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

	entries []entry
	caption *caption
	title   *prose
	list    *list
	body    *fyne.Container
	wide    float32
}

// NewHistory returns a history of nothing.
func NewHistory() *History {
	h := &History{caption: newCaption(""), title: newHeading("", 2)}
	h.list = newList(
		func() int { return len(h.entries) },
		func() fyne.CanvasObject { return newRevision(h.restore) },
		func(i int, o fyne.CanvasObject) {
			o.(*revision).set(h.entries[i], i == len(h.entries)-1, i == 0, i == h.list.marked, h.list.focused)
		})
	h.list.onKey = h.key
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
		was = h.entries[h.list.marked].change
	}
	h.title.set(title)
	h.entries = tell(list, reviewer)
	h.caption.words = strings.ToUpper(parts.Count(len(list), "change"))
	h.caption.Refresh()
	h.list.marked = 0
	for i, e := range h.entries {
		if e.change == was {
			h.list.marked = i
		}
	}
	h.heights()
	h.body.Refresh()
	if h.list.marked == 0 { // Fyne scrolls a list that has no size yet past its first row
		h.list.ScrollToTop()
	} else {
		h.list.ScrollTo(h.list.marked)
	}
	h.list.Refresh()
}

// Focus puts the keyboard into the list, once it is in that canvas.
func (h *History) Focus(c fyne.Canvas) { c.Focus(h.list) }

func (h *History) heights() {
	width := h.list.Size().Width
	for i, e := range h.entries {
		h.list.SetItemHeight(i, e.height(width))
	}
}

// key is typed in the list.
func (h *History) key(k fyne.KeyName) {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if h.list.marked < len(h.entries) {
			if e := h.entries[h.list.marked]; e.earlier {
				h.restore(e.change)
			}
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

// historyLayout puts the head above the list and wraps the sentences anew
// where the width is another.
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
	if l.h.wide != s.Width {
		l.h.wide = s.Width
		l.h.heights()
	}
}

// MinSize implements [fyne.Layout].
func (l *historyLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(260, 200) }
