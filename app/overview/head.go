package overview

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
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
	underHead = 6  // between the pills and the boards
	titleRoom = 30 // for the timeline's title
)

// head is what stands above the boards: the title, what is shown of how much,
// and what can be chosen.
type head struct {
	view                  *View
	title, count, below   *canvas.Text
	panes, groups         []*pill
	standing, verdict, by *pill
	outlet, sorting       *pill
	all                   *pill // takes the filters away where nothing fits
}

func newHead(v *View) *head {
	h := &head{view: v,
		title: &canvas.Text{Text: title, TextSize: titleSize, TextStyle: fyne.TextStyle{Bold: true}, FontSource: style.SerifBold},
		count: parts.Text("", style.SmallSize, false, nil),
		below: parts.Text(timelineTitle, style.SmallSize, true, nil),
	}
	for i, name := range paneNames {
		h.panes = append(h.panes, newPill(name, false, func() { v.ShowPanes(Panes(i)) }, v.key))
	}
	for i, name := range groupNames {
		h.groups = append(h.groups, newPill(name, false, func() { v.choosing(func(f *filter) { f.claims = group(i) }) }, v.key))
	}
	h.standing = newPill("", true, h.standings, v.key)
	h.verdict = newPill("", true, h.verdicts, v.key)
	h.by = newPill("", true, h.reviewers, v.key)
	h.outlet = newPill("", true, h.outlets, v.key)
	h.sorting = newPill("", true, h.orders, v.key)
	h.all = newPill("Clear the filters", false, func() { v.choosing(func(f *filter) { *f = filter{} }) }, v.key)
	h.all.Hide()
	h.dress(style.Now())
	return h
}

func (h *head) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{h.title, h.count}
	for _, k := range slices.Concat(h.panes, h.groups, h.menus(), []*pill{h.all}) {
		out = append(out, k)
	}
	return append(out, h.below)
}

func (h *head) menus() []*pill { return []*pill{h.standing, h.verdict, h.by, h.outlet, h.sorting} }

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
		k.say(paneNames[i], h.view.panes == Panes(i))
	}
	for i, k := range h.groups {
		k.say(groupNames[i], f.claims == group(i))
	}
	word := func(k *pill, none, chosen string) {
		if chosen == "" {
			chosen = none
		}
		k.say(parts.Capital(chosen), chosen != none)
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
	h.sorting.say(sorted, false)
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

// open shows a pill's menu below it.
func (h *head) open(k *pill, items ...*fyne.MenuItem) {
	parts.ShowMenu(k, fyne.NewPos(0, pillHigh+style.Unit), items...)
}

func (h *head) standings() {
	v := h.view
	items := []*fyne.MenuItem{parts.Choice("Any standing", v.filter.standing == "", func() { v.choosing(func(f *filter) { f.standing = "" }) }), fyne.NewMenuItemSeparator()}
	for _, s := range standings {
		items = append(items, parts.Choice(parts.Capital(s), v.filter.standing == s, func() { v.choosing(func(f *filter) { f.standing = s }) }))
	}
	h.open(h.standing, items...)
}

func (h *head) verdicts() {
	v := h.view
	items := []*fyne.MenuItem{parts.Choice("Any verdict", v.filter.verdict == "", func() { v.choosing(func(f *filter) { f.verdict = "" }) }), fyne.NewMenuItemSeparator()}
	for _, verdict := range annotate.Verdicts {
		items = append(items, parts.Choice(parts.Capital(string(verdict)), v.filter.verdict == verdict, func() { v.choosing(func(f *filter) { f.verdict = verdict }) }))
	}
	h.open(h.verdict, items...)
}

func (h *head) reviewers() {
	v := h.view
	items := []*fyne.MenuItem{parts.Choice("Any reviewer", v.filter.reviewer == "", func() { v.choosing(func(f *filter) { f.reviewer = "" }) }), fyne.NewMenuItemSeparator()}
	ids := slices.Clone(v.data.reviewers)
	slices.SortStableFunc(ids, func(a, b annotate.ID) int { return fold(v.named(a), v.named(b)) })
	for _, id := range ids {
		items = append(items, parts.Choice(v.named(id), v.filter.reviewer == id, func() { v.choosing(func(f *filter) { f.reviewer = id }) }))
	}
	h.open(h.by, items...)
}

func (h *head) outlets() {
	v := h.view
	items := []*fyne.MenuItem{parts.Choice("Any outlet", v.filter.outlet == "", func() { v.choosing(func(f *filter) { f.outlet = "" }) }), fyne.NewMenuItemSeparator()}
	for _, name := range v.data.outlets {
		words := parts.Shorten(parts.OneLine(name), style.TextSize, fyne.TextStyle{}, 320)
		items = append(items, parts.Choice(words, v.filter.outlet == name, func() { v.choosing(func(f *filter) { f.outlet = name }) }))
	}
	h.open(h.outlet, items...)
}

func (h *head) orders() {
	v := h.view
	var items []*fyne.MenuItem
	for i, words := range claimOrders {
		items = append(items, parts.Choice("Claims by "+words, v.order.claims == claimOrder(i), func() { v.sorting(order{claimOrder(i), v.order.byOutlet, v.order.unfolded}) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	for i, words := range articleOrders {
		items = append(items, parts.Choice("Articles by "+words, v.order.byOutlet == (i == 1), func() { v.sorting(order{v.order.claims, i == 1, v.order.unfolded}) }))
	}
	h.open(h.sorting, items...)
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
