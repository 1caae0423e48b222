package export

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/find"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The measures of the list to tick from, in pixels.
const (
	pickWide = 640
	pickRow  = 50
	pickRows = 7 // seen at once
)

// pickable is a claim or an article, to be ticked.
type pickable struct {
	id         annotate.ID
	name, more string
	words      string // in which a filter looks
}

// picking is a sheet on which claims and articles are ticked.
type picking struct {
	s      *dialog.Sheet
	of     [][]pickable // claims, articles and, where they may be chosen, persons
	ticked map[annotate.ID]bool
	read   map[string]find.Statement
	shown  []pickable
	page   *parts.Switch
	filter *parts.Field
	every  *parts.Button
	none   *widget.Label
	list   *parts.List[*pickRowView]
	said   *told
	hold   holding
}

// pick asks which claims, articles and persons are meant, beginning with those that are.
func pick(k *dialog.Kit, of holding, from store.Selection, then func(store.Selection)) {
	p := &picking{ticked: map[annotate.ID]bool{}, read: map[string]find.Statement{}, hold: of}
	for _, ids := range [][]annotate.ID{from.Claims, from.Articles, from.Reviewers} {
		for _, id := range ids {
			p.ticked[id] = true
		}
	}
	p.of = pickables(of)
	pages, title := []string{fmt.Sprintf("Claims %d", len(of.claims)), fmt.Sprintf("Articles %d", len(of.articles))}, "Choose claims and articles"
	if of.persons != nil {
		pages, title = append(pages, fmt.Sprintf("Persons %d", len(of.persons))), "Choose claims, articles and persons"
	}
	p.page = parts.NewSwitch(pages, p.turn)
	p.filter = parts.NewField("Filter")
	p.filter.OnChanged = func(string) { p.sift() }
	p.every = parts.NewButton(parts.Link, "Tick all", p.all)
	p.list = parts.NewList(newPickRow, func(i int, r *pickRowView) { r.set(p.shown[i], p.ticked[p.shown[i].id]) }, func(int, float32) float32 { return pickRow })
	p.none = widget.NewLabel("Nothing has these words.")
	p.none.Importance = widget.LowImportance
	p.said = newTold()
	body := parts.Frame{
		Top:    parts.Inset(parts.Frame{Left: parts.Inset(p.page, 0, style.Gap, 0, 0), Right: parts.Inset(p.every, 2, 0, 0, style.Gap), Middle: p.filter}.New(), 0, 0, style.Gap, 0),
		Middle: container.NewStack(p.list, container.NewVBox(p.none)), Bottom: parts.Inset(p.said, style.Gap, 0, 0, 0),
	}.New()
	body.Objects = []fyne.CanvasObject{body.Objects[1], body.Objects[0], body.Objects[2]} // as Tab goes
	s := k.Sheet(title, pickWide, body)
	p.s = s
	s.High = pickRows*(pickRow+parts.RowGap) + 84
	s.Hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "walk"}, {Keys: []string{"Space"}, Does: "tick"}, {Keys: []string{"Enter"}, Does: "take them"}, {Keys: []string{"Esc"}, Does: "cancel"}}
	key := func(k fyne.KeyName) { s.Key(k) }
	p.page.OnKey, p.every.OnKey = key, key
	p.filter.OnShortcut, p.list.OnShortcut = s.Shortcut, s.Shortcut
	p.filter.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyDown:
			parts.Focus(p.list)
			p.list.Point(max(p.list.At(), 0))
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			s.Key(k)
		default:
			return false
		}
		return true
	}
	p.list.OnKey = func(k fyne.KeyName) bool {
		if k != fyne.KeySpace {
			return s.Key(k)
		}
		p.toggle(p.list.At())
		return true
	}
	p.list.OnTop = func() { parts.Focus(p.filter) }
	p.list.OnRune = func(r rune) { // letters go on with the filter
		if r != ' ' {
			parts.Focus(p.filter)
			p.filter.TypedRune(r)
		}
	}
	p.list.OnTap = func(i int, _ float32) {
		p.list.Point(i)
		parts.Focus(p.list)
		p.toggle(i)
	}
	s.Button("Cancel", s.Close)
	s.Strong("Take them", func() {
		s.Close()
		then(p.only())
	})
	at := 0
	if len(from.Claims) == 0 && len(from.Articles) > 0 || len(of.claims) == 0 {
		at = 1
	}
	if len(from.Claims)+len(from.Articles) == 0 && len(from.Reviewers) > 0 {
		at = 2
	}
	p.reckon()
	p.page.Choose(at)
	p.sift()
	s.Show(p.filter)
}

// pickables are the claims, the articles and the persons, each with what is said of them.
func pickables(of holding) [][]pickable {
	all := make([][]pickable, 2, 3)
	for _, c := range of.claims {
		more := parts.Count(len(c.Marks), "passage")
		if v := c.Standing.Verdict; v != "" {
			more += " · " + string(v)
		}
		all[0] = append(all[0], pickable{c.ID, c.Said(), more, c.Statement})
	}
	for _, a := range of.articles {
		more := parts.Count(a.Counts.Confirmed+a.Counts.Disputed+a.Counts.Unconfirmed, "passage")
		if a.Published.Known() {
			more = style.ShortTime(a.Published) + " · " + more
		}
		if a.Outlet != "" && a.Outlet != a.Name() {
			more = a.Outlet + " · " + more
		}
		all[1] = append(all[1], pickable{a.ID, a.Name(), more, a.Outlet + " " + a.Title + " " + a.Byline + " " + a.File})
	}
	if of.persons == nil {
		return all
	}
	var persons []pickable
	for _, r := range of.persons {
		n := of.contents.Of(store.Selection{Reviewers: []annotate.ID{r.ID}}).Annotations
		persons = append(persons, pickable{r.ID, r.Name, parts.Count(n, "passage"), r.Name})
	}
	return append(all, persons)
}

// only is what is ticked.
func (p *picking) only() store.Selection {
	id := func(x pickable) annotate.ID { return x.id }
	x := store.Selection{Claims: idsOf(p.of[0], id, p.ticked), Articles: idsOf(p.of[1], id, p.ticked)}
	if len(p.of) > 2 {
		x.Reviewers = idsOf(p.of[2], id, p.ticked)
	}
	return x
}

func (p *picking) turn(to int) {
	p.page.Choose(to)
	p.sift()
}

// sift shows those that have every word of the filter.
func (p *picking) sift() {
	typed, words := strings.TrimSpace(p.filter.Text), find.NewWords(p.filter.Text)
	p.shown = nil
	for _, x := range p.of[p.page.Chosen()] {
		if typed == "" || p.statement(x.words).Has(words) {
			p.shown = append(p.shown, x)
		}
	}
	parts.Show(p.none, len(p.shown) == 0)
	p.list.SetLen(len(p.shown))
	p.list.Top()
	p.tell()
}

// statement reads the words in which a filter looks, each once.
func (p *picking) statement(words string) find.Statement {
	read, ok := p.read[words]
	if !ok {
		read = find.NewStatement(words)
		p.read[words] = read
	}
	return read
}

func (p *picking) toggle(i int) {
	if i < 0 || i >= len(p.shown) {
		return
	}
	id := p.shown[i].id
	p.ticked[id] = !p.ticked[id]
	p.reckon()
	p.tell()
}

// full tells whether all that is shown is ticked.
func (p *picking) full() bool {
	for _, x := range p.shown {
		if !p.ticked[x.id] {
			return false
		}
	}
	return len(p.shown) > 0
}

// all ticks all that is shown or, if all is, none of it.
func (p *picking) all() {
	to := !p.full()
	for _, x := range p.shown {
		p.ticked[x.id] = to
	}
	p.reckon()
	p.tell()
}

// nothingTicked is why nothing can be taken: nothing ticked might be meant as
// everything, or as nothing.
const nothingTicked = "Tick what is to go, or choose Everything"

// tell shows what is ticked.
func (p *picking) tell() {
	p.list.Renew()
	p.every.Say("Tick all")
	if p.full() {
		p.every.Say("Tick none")
	}
}

// reckon says what all that is ticked comes to, once it is other than before: that
// goes through all passages.
func (p *picking) reckon() {
	only := p.only()
	if only.All() {
		p.s.RefuseStrong(nothingTicked)
		p.said.set(nothingTicked)
		return
	}
	p.s.RefuseStrong("")
	p.said.set("Ticked: " + chosenWords(only) + ". With what they need: " + amountWords(p.hold.contents.Of(only)) + ".")
}

// pickRowView is a row of the list: a box, the name, and what more is said.
type pickRowView struct {
	widget.BaseWidget
	x      pickable
	ticked bool
	whole  string // what of it is cut, whole
}

func newPickRow() *pickRowView {
	r := &pickRowView{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *pickRowView) set(x pickable, ticked bool) {
	if r.x != x || r.ticked != ticked {
		r.x, r.ticked = x, ticked
		r.Refresh()
	}
}

// Whole is what the row shows cut.
func (r *pickRowView) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *pickRowView) MinSize() fyne.Size { return fyne.NewSize(120, pickRow) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *pickRowView) AccessibilityLabel() string {
	if r.ticked {
		return r.x.name + ", " + r.x.more + ", ticked"
	}
	return r.x.name + ", " + r.x.more
}

// AccessibilityRole implements [fyne.Accessible].
func (r *pickRowView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *pickRowView) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) []fyne.CanvasObject {
		const x = style.Panel + parts.BoxSize + 10
		p, room := style.Now(), max(size.Width-x-style.Panel, 0)
		name := parts.Shorten(parts.OneLine(r.x.name), style.TextSize, fyne.TextStyle{}, room)
		more := parts.Shorten(r.x.more, style.SmallSize, fyne.TextStyle{}, room)
		r.whole = parts.WholeOf([2]string{name, parts.OneLine(r.x.name)}, [2]string{more, r.x.more})
		return append(parts.Box(r.ticked, false, style.Panel, (pickRow-parts.BoxSize)/2),
			parts.InLine(parts.Text(name, style.TextSize, false, p.Ink), x, 5, 20),
			parts.InLine(parts.Text(more, style.SmallSize, false, p.Muted), x, 25, 18))
	})
}
