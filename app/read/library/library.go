// Package library is the list of a project's articles.
package library

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Library is the panel: a filter, the list, and what to do when it is empty.
type Library struct {
	parts.Panel

	Lacks   func(annotate.ID) bool // of an article that is shown: its text
	OnPick  func(annotate.ID)
	OnMenu  func(at fyne.Position)  // of the article that was just picked, at a place of the window
	OnOpen  func()                  // it was clicked twice
	OnKey   func(fyne.KeyName) bool // hears of a key that the list has no use for
	OnAdd   func()
	OnPaste func()
	OnLeave func() // Escape, or an article was picked by Enter: the keyboard goes back to the text

	list    *parts.List[*row]
	empty   *fyne.Container
	none    *widget.Label
	add     *parts.Button
	all     []store.ArticleRow
	earlier map[annotate.ID]bool // those that another one supersedes
	shown   []store.ArticleRow
	picked  annotate.ID
	clock   trace.Clock // of all
}

// New returns an empty library.
func New() *Library {
	l := &Library{}
	l.list = parts.NewList(newRow, func(i int, r *row) {
		id := l.shown[i].ID
		r.set(l.shown[i], id == l.picked, l.earlier[id], l.Lacks != nil && l.Lacks(id), l.clock)
	},
		func(int, float32) float32 { return rowHeight })
	l.list.OnChoose = func(i int) {
		if l.shown[i].ID != l.picked && l.OnPick != nil {
			l.OnPick(l.shown[i].ID)
		}
	}
	l.list.OnMenu = func(_ int, at fyne.Position) {
		if l.OnMenu != nil {
			l.OnMenu(at)
		}
	}
	l.list.OnOpen = func(int) { l.call(l.OnOpen) }
	l.list.OnKey = func(k fyne.KeyName) bool { return l.OnKey != nil && l.OnKey(k) }
	l.empty = container.NewVBox()
	l.empty.Hide()
	l.none = widget.NewLabel("No article matches.")
	l.none.Importance = widget.LowImportance
	l.none.Hide()
	l.Compose("Articles", "Filter articles", l.list, l.none, l.empty)
	l.Field.OnKey = l.key
	l.Field.Keys = func() []parts.Hint {
		return []parts.Hint{{Keys: []string{"Enter"}, Does: "open"}, {Keys: []string{"Esc"}, Does: "back"}}
	}
	l.Field.OnChanged = func(string) {
		l.sift()
		l.list.ScrollTo(0) // what Enter takes
		if len(l.words()) == 0 {
			l.point()
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// invite fills what stands in the place of an empty list; most are never empty.
func (l *Library) invite() {
	say := widget.NewLabel("No articles yet.\n\nDrop web pages, documents, messages, a folder of them or a manifest on the window, or choose them here.")
	say.Wrapping = fyne.TextWrapWord
	l.add = parts.NewButton(parts.Strong, "Add articles…", func() { l.call(l.OnAdd) })
	paste := parts.NewButton(parts.Plain, "Add from clipboard", func() { l.call(l.OnPaste) })
	l.empty.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedVBoxLayout(style.Gap), say, l.add, paste)}
}

func (l *Library) call(f func()) {
	if f != nil {
		f()
	}
}

// key is typed in the filter: Enter takes the first article that is shown.
func (l *Library) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(l.shown) > 0 && l.OnPick != nil {
			l.OnPick(l.shown[0].ID)
		}
		l.call(l.OnLeave)
	case fyne.KeyEscape:
		l.Rest()
		l.call(l.OnLeave)
	default:
		return false
	}
	return true
}

// Rest empties the filter.
func (l *Library) Rest() { l.Field.SetText("") }

// Put lists the articles and marks the one in hand. What changes in the rows
// that were put is told by [Library.Update].
func (l *Library) Put(rows []store.ArticleRow, picked annotate.ID) {
	was := l.picked
	l.all, l.picked, l.clock = rows, picked, clockOf(rows)
	l.earlier = map[annotate.ID]bool{}
	for _, a := range rows {
		if a.Supersedes != "" {
			l.earlier[a.Supersedes] = true
		}
	}
	if l.sift(); picked != was {
		l.point()
	}
}

// clockOf is the clock of articles, which are in the order of their times, unknown last.
func clockOf(rows []store.ArticleRow) (c trace.Clock) {
	for len(rows) > 0 && !rows[len(rows)-1].Published.Known() {
		rows = rows[:len(rows)-1]
	}
	if len(rows) > 0 {
		c.See(rows[0].Published)
		c.See(rows[len(rows)-1].Published)
	}
	return c
}

// Update shows what has changed in some rows, named by their places among
// those that were put.
func (l *Library) Update(places []int) {
	if len(l.words()) > 0 {
		l.sift()
		return
	}
	for _, i := range places {
		l.list.Update(i)
	}
}

// Pick marks the article in hand and brings it into the list's window.
func (l *Library) Pick(id annotate.ID) {
	if id == l.picked {
		return
	}
	was := l.picked
	l.picked = id
	for i, a := range l.shown {
		if a.ID == was || a.ID == id {
			l.list.Update(i)
		}
	}
	l.point()
}

// words are those of the filter.
func (l *Library) words() []string { return strings.Fields(strings.ToLower(l.Field.Text)) }

// fits tells whether an article has every word in outlet, title or byline.
func (l *Library) fits(a store.ArticleRow, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(a.Outlet + " " + a.Title + " " + a.Byline + " " + a.File)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// sift shows what fits the filter.
func (l *Library) sift() {
	words := l.words()
	l.shown = nil
	if len(words) == 0 {
		l.shown = l.all
	}
	for _, a := range l.all[len(l.shown):] {
		if l.fits(a, words) {
			l.shown = append(l.shown, a)
		}
	}
	l.SetCount(fmt.Sprint(len(l.shown)))
	if len(l.shown) < len(l.all) {
		l.SetCount(fmt.Sprintf("%d of %d", len(l.shown), len(l.all)))
	}
	if len(l.all) == 0 && l.add == nil {
		l.invite()
	}
	l.Cover(l.empty, len(l.all) == 0)
	l.Cover(l.none, len(l.all) > 0 && len(l.shown) == 0)
	l.list.SetLen(len(l.shown))
}

func (l *Library) point() {
	for i, a := range l.shown {
		if a.ID == l.picked {
			l.list.ScrollTo(i)
			return
		}
	}
}
