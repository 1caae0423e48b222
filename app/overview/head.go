package overview

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the page, in pixels.
const (
	pageX     = 28
	titleSize = 22
	titleY    = 36 // the middle of the title
	pillsY    = 60
	pillGap   = 8
	pillMost  = 200
	underHead = 6  // between the pills and the boards
	titleRoom = 30 // for the timeline's title
)

// head is what stands above the boards: the title, what is shown of how much,
// and what can be chosen.
type head struct {
	view                  *View
	title, count, below   *canvas.Text
	panes, groups         []*parts.Button
	standing, verdict, by *parts.Button
	outlet, sorting       *parts.Button
	all                   *parts.Button // takes the filters away where nothing fits
}

func newHead(v *View) *head {
	h := &head{view: v,
		title: &canvas.Text{Text: title, TextSize: titleSize, TextStyle: fyne.TextStyle{Bold: true}, FontSource: style.SerifBold},
		count: parts.Text("", style.SmallSize, false, nil),
		below: parts.Text(timelineTitle, style.SmallSize, true, nil),
	}
	for i, name := range paneNames {
		h.panes = append(h.panes, h.pill(name, func() { v.ShowPanes(Panes(i)) }))
	}
	for i, name := range groupNames {
		h.groups = append(h.groups, h.pill(name, func() { v.choosing(func(f *filter) { f.claims = group(i) }) }))
	}
	h.standing = h.opens(h.standings)
	h.verdict = h.opens(h.verdicts)
	h.by = h.opens(h.reviewers)
	h.outlet = h.opens(h.outlets)
	h.sorting = h.opens(h.orders)
	h.all = h.pill("Clear the filters", func() { v.choosing(func(f *filter) { *f = filter{} }) })
	h.all.Hide()
	h.dress(style.Now())
	return h
}

func (h *head) pill(words string, press func()) *parts.Button {
	k := parts.NewButton(parts.Pill, words, press)
	k.Most, k.OnKey = pillMost, h.view.key
	return k
}

// opens is a pill that opens a menu.
func (h *head) opens(menu func()) *parts.Button {
	k := h.pill("", menu)
	k.Menu = true
	return k
}

func (h *head) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{h.title, h.count}
	for _, k := range slices.Concat(h.panes, h.groups, h.menus(), []*parts.Button{h.all}) {
		out = append(out, k)
	}
	return append(out, h.below)
}

func (h *head) menus() []*parts.Button {
	return []*parts.Button{h.standing, h.verdict, h.by, h.outlet, h.sorting}
}

func (h *head) dress(p *style.Palette) {
	h.title.Color, h.count.Color, h.below.Color = p.Ink, p.Muted, p.Muted
}

// choosing changes what is shown.
func (v *View) choosing(change func(*filter)) {
	f := v.filter
	change(&f)
	if f != v.filter {
		v.filter = f
		v.sift()
	}
}

// sorting changes the order.
func (v *View) sorting(o order) {
	if o != v.order {
		v.order = o
		v.sift()
	}
}

var (
	claimOrders   = [...]string{"first reported", "most disputes", "statement"}
	articleOrders = [...]string{"time", "outlet"}
)

// say names what is chosen and how much is shown.
func (h *head) say() {
	f, o := h.view.filter, h.view.order
	for i, k := range h.panes {
		k.Choose(h.view.panes == Panes(i))
	}
	for i, k := range h.groups {
		k.Choose(f.claims == group(i))
	}
	word := func(k *parts.Button, none, chosen string) {
		if chosen == "" {
			chosen = none
		}
		k.Say(parts.Capital(chosen))
		k.Choose(chosen != none)
	}
	titled := func(what, chosen string) string {
		if chosen == "" {
			return ""
		}
		return what + ": " + chosen
	}
	word(h.standing, "any standing", titled("standing", f.standing))
	word(h.verdict, "any verdict", titled("verdict", string(f.verdict)))
	by := ""
	if f.reviewer != "" {
		by = h.view.named(f.reviewer)
	}
	word(h.by, "any reviewer", by)
	word(h.outlet, "any outlet", f.outlet)
	sorted := "Sort: " + claimOrders[o.claims]
	if o.byOutlet {
		sorted += ", outlet"
	}
	h.sorting.Say(sorted)
	h.count.Text = h.view.extent()
}

// extent tells how much is shown of what there is.
func (v *View) extent() string {
	part := func(n, of int, thing string) string {
		if n == of {
			return parts.Count(of, thing)
		}
		return fmt.Sprintf("%d of %s", n, parts.Count(of, thing))
	}
	if len(v.data.claims)+len(v.data.articles) == 0 {
		return ""
	}
	claims := part(len(v.table.rows), len(v.data.claims), "claim") + ", "
	if folded := len(v.data.articles) - len(v.table.columns); v.table.idle > 0 && folded > 0 {
		return claims + fmt.Sprintf("%s and %d without a passage", parts.Count(len(v.table.columns), "article"), folded)
	}
	return claims + part(len(v.table.columns), len(v.data.articles), "article")
}

// named is a reviewer's name.
func (v *View) named(id annotate.ID) string {
	if name := parts.OneLine(v.reviewer(id)); name != "" {
		return name
	}
	return "unnamed reviewer"
}

// known takes out of a filter what is not in the data any more.
func (d *data) known(f filter) filter {
	if !slices.Contains(d.reviewers, f.reviewer) {
		f.reviewer = ""
	}
	if !slices.Contains(d.outlets, f.outlet) {
		f.outlet = ""
	}
	return f
}

// choices opens a menu of what a filter can let through below its pill: any, or
// one of several.
func choices[T comparable](h *head, of *parts.Button, any string, now T, all []T, called func(T) string, set func(*filter, T)) {
	var none T
	item := func(words string, to T) menu.Item {
		return menu.Item{Words: words, Ticked: now == to, Do: func() { h.view.choosing(func(f *filter) { set(f, to) }) }}
	}
	items := []menu.Item{item(any, none)}
	for i, one := range all {
		x := item(parts.Capital(called(one)), one)
		x.First = i == 0
		items = append(items, x)
	}
	below(of, items...)
}

// below opens a menu below a pill.
func below(of *parts.Button, items ...menu.Item) {
	menu.Choose(of, fyne.NewPos(0, parts.SmallHigh+style.Unit), items...)
}

func itself(s string) string { return s }

func (h *head) standings() {
	choices(h, h.standing, "Any standing", h.view.filter.standing, standings[:], itself, func(f *filter, to string) { f.standing = to })
}

func (h *head) verdicts() {
	called := func(v annotate.Verdict) string { return string(v) }
	choices(h, h.verdict, "Any verdict", h.view.filter.verdict, annotate.Verdicts[:], called, func(f *filter, to annotate.Verdict) { f.verdict = to })
}

func (h *head) reviewers() {
	v := h.view
	ids := slices.Clone(v.data.reviewers)
	slices.SortStableFunc(ids, func(a, b annotate.ID) int { return fold(v.named(a), v.named(b)) })
	choices(h, h.by, "Any reviewer", v.filter.reviewer, ids, v.named, func(f *filter, to annotate.ID) { f.reviewer = to })
}

func (h *head) outlets() {
	choices(h, h.outlet, "Any outlet", h.view.filter.outlet, h.view.data.outlets, parts.OneLine, func(f *filter, to string) { f.outlet = to })
}

func (h *head) orders() {
	v := h.view
	var items []menu.Item
	for i, words := range claimOrders {
		items = append(items, menu.Item{Words: "Claims by " + words, Ticked: v.order.claims == claimOrder(i),
			Do: func() { v.sorting(order{claimOrder(i), v.order.byOutlet, v.order.unfolded}) }})
	}
	for i, words := range articleOrders {
		items = append(items, menu.Item{Words: "Articles by " + words, First: i == 0, Ticked: v.order.byOutlet == (i == 1),
			Do: func() { v.sorting(order{v.order.claims, i == 1, v.order.unfolded}) }})
	}
	below(h.sorting, items...)
}

// beginning is the first few words of a quote.
func beginning(quote string) string {
	const few = 6
	words := strings.Fields(quote)
	if len(words) <= few {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:few], " "), ",.;:") + " …"
}
