// Package coming is the page of what comes in, before it is added: what was
// recognised in each source and from where, to be corrected, with the text as it was
// taken and the page it was taken from beside it. It stands in the place of Read.
//
// What is known of sources, in words, is came.go, without a window; how they are read
// and added is acts.go.
package coming

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/menu"
	"claimtrace/app/original"
	"claimtrace/app/page"
	"claimtrace/app/panes"
	"claimtrace/app/particulars"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// The widths of the side panels where the window is wide, and where it is as narrow
// as can be, in pixels.
const (
	listWide, listLeast     = 273, 214
	besideWide, besideLeast = 380, 248
)

// Window is what the page asks of the window.
type Window interface {
	page.Window
	// SayOfArticles says an error beside the articles, where they are seen.
	SayOfArticles(error)
	// ComesIn turns to the page, or back to Read when nothing comes in any more.
	ComesIn(open bool)
	// CompareBoth shows in Compare an article of the project and a later version of it
	// that is not there yet.
	CompareBoth(base annotate.ID, later annotate.Article, text string)
}

// Page is the page.
type Page struct {
	// Added is told what was added, with what there is to say of it.
	Added func(added []store.Added, done store.Action, notes []string)
	// OnLocal hears which of the addresses of some sources are of the local network, and were not fetched.
	OnLocal func(list []string, of ingest.Sources)

	w      Window
	run    *async.Runner
	panes  *panes.Panes
	list   *sources
	form   *form
	beside *original.Panel
	add    *parts.Button
	leave  *parts.Button
	stop   *parts.Button

	open    bool
	shelf   *ingest.Shelf
	looker  *ingest.Looker
	entries []*entry
	shown   []*entry // that fit the filter
	at      *entry   // in hand
	nth     int      // of its articles
	library library
	stale   bool // the library changed since it was read
	notes   []string
	reading reading
	again   *async.Task // an article is read in another character set
	reckon  *async.Task // how a later version stands to what is there
}

// sources is the list on the left.
type sources struct {
	parts.Panel
	list *parts.List[*row]
	none *widget.Label
}

var _ page.Page = (*Page)(nil)

// NewPage returns the page, on which nothing comes in.
func NewPage(w Window, run *async.Runner) *Page {
	p := &Page{w: w, run: run, shelf: &ingest.Shelf{}}
	l := &sources{none: widget.NewLabel("Nothing matches.")}
	l.none.Importance = widget.LowImportance
	l.none.Hide()
	l.list = parts.NewList(newRow, func(i int, r *row) { r.set(p.shown[i], p.shown[i] == p.at) }, func(int, float32) float32 { return rowHeight })
	l.list.OnChoose = func(i int) {
		p.pick(i)
		p.Focus()
	}
	l.list.OnWalk = p.pick
	l.list.OnTop = func() { w.Canvas().Focus(l.Field) }
	l.list.OnKey = p.listKey
	l.list.OnMenu = func(_ int, at fyne.Position) {
		w.Menu(at, "coming.out", "coming.letters", "coming.page", "", "coming.add", "coming.leave")
	}
	l.Compose("Coming in", "Filter what comes in", l.list, l.none)
	l.Field.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
			w.Canvas().Focus(l.list)
		case fyne.KeyEscape:
			if l.Field.Text == "" {
				return w.Key(k)
			}
			l.Field.SetText("")
		default:
			return false
		}
		return true
	}
	l.Field.OnFocus = w.Hints
	l.Field.OnChanged = func(string) { p.sift() }
	l.ExtendBaseWidget(l)
	p.list = l

	p.add = parts.NewButton(parts.Strong, "Add", func() { w.Run("coming.add") })
	p.leave = parts.NewButton(parts.Word, "Leave all", func() { w.Run("coming.leave") })
	p.stop = parts.NewButton(parts.Link, "Stop reading", func() { w.Run("coming.stop") })
	p.stop.Hide()
	p.form = newForm(func(n int) { p.step(n) }, func() { w.Run("coming.letters") }, func() { w.Run("coming.compare") })
	p.form.onTyped, p.form.onKey, p.form.onFocus = p.typed, p.fieldKey, w.Hints
	p.beside = original.NewPanel(run, "Text as taken", true, func() { w.Run("coming.page") })
	p.beside.View.OnKey = p.besideKey
	side := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewStack(parts.NewGround(func(c *style.Palette) color.NRGBA { return c.Side }, fyne.Size{}), o)
	}
	foot := parts.Inset(container.New(layout.NewCustomPaddedVBoxLayout(style.Gap), container.NewHBox(p.stop), container.NewHBox(p.add, p.leave)), style.Gap, style.Panel, style.Panel, style.Panel)
	p.panes = &panes.Panes{
		Left:  &panes.Side{Object: parts.Frame{Right: parts.Hairline(), Middle: side(parts.Frame{Bottom: foot, Middle: l}.New())}.New(), Full: listWide, Least: listLeast},
		Page:  container.NewStack(parts.NewGround(func(c *style.Palette) color.NRGBA { return c.Surface }, fyne.Size{}), p.form.scroll),
		Right: &panes.Side{Object: parts.Frame{Left: parts.Hairline(), Middle: side(p.beside)}.New(), Full: besideWide, Least: besideLeast},
	}
	return p
}

// Open tells whether something comes in.
func (p *Page) Open() bool { return p.open }

// Object implements [page.Page].
func (p *Page) Object() fyne.CanvasObject { return p.panes.Object() }

// Panes implements [page.Page].
func (p *Page) Panes() *panes.Panes { return p.panes }

// Notices implements [page.Page].
func (p *Page) Notices() []*parts.Notice { return []*parts.Notice{p.list.Notice} }

// Article implements [page.Page]: none of the project's.
func (p *Page) Article() annotate.ID { return "" }

// ShowsClaim implements [page.Page].
func (p *Page) ShowsClaim() bool { return false }

// FocusFilter implements [page.Page].
func (p *Page) FocusFilter() { p.w.Canvas().Focus(p.list.Field) }

// Focus implements [page.Page]: the first field of what is in hand, or the list.
func (p *Page) Focus() {
	if p.at == nil || p.at.err != nil {
		p.w.Canvas().Focus(p.list.list)
		return
	}
	first := p.form.fields["outlet"]
	p.w.Canvas().Focus(first.Field)
	first.selectAll() // which had the keyboard already, for another article
}

// Hints implements [page.Page]; the commands tell theirs.
func (p *Page) Hints() []parts.Hint { return menu.Hints("Tab", "next field") }

// Rest implements [page.Page].
func (p *Page) Rest() { p.clear() }

// Shown implements [page.Page].
func (p *Page) Shown() { p.lookAgain() }

// Update implements [page.Page].
func (p *Page) Update(c session.Changed) {
	if c.Articles || len(c.ArticleRows) > 0 {
		p.stale = true
		p.lookAgain()
	}
}

// lookAgain looks anew at what is in the project, where that is old and is seen.
func (p *Page) lookAgain() {
	if !p.stale || !p.open || p.w.Session() == nil {
		return
	}
	p.know()
	for _, e := range p.entries {
		for _, i := range e.items {
			i.look(p.library)
		}
	}
	p.sift()
	p.showAt()
}

// know reads what of the project matters.
func (p *Page) know() {
	view := p.w.Session().View()
	p.library, p.stale = libraryOf(p.w.Session().Articles(), func(id annotate.ID) bool {
		has, err := view.HasText(id)
		return has || err != nil
	}), false
}

// Standing says how far reading is, for the status line; "" when it has ended.
func (p *Page) Standing() string {
	if !p.reading.on() {
		return ""
	}
	return p.reading.said()
}

// sift lists what fits the filter.
func (p *Page) sift() {
	words := strings.Fields(strings.ToLower(p.list.Field.Text))
	p.shown = p.entries
	if len(words) > 0 {
		p.shown = nil
		for _, e := range p.entries {
			if e.fits(words) {
				p.shown = append(p.shown, e)
			}
		}
	}
	p.list.list.SetLen(len(p.shown))
	p.list.Cover(p.list.none, len(p.shown) == 0 && len(p.entries) > 0)
	p.tell()
	if i := slices.Index(p.shown, p.at); i >= 0 {
		p.list.list.Point(i)
	} else if len(p.shown) > 0 {
		p.pick(0)
	}
}

// tell counts, and says what the buttons do.
func (p *Page) tell() {
	n, ready := 0, 0
	for _, e := range p.entries {
		for _, i := range e.items {
			n++
			if i.coming() {
				ready++
			}
		}
	}
	switch {
	case len(p.shown) < len(p.entries):
		p.list.SetCount(number(len(p.shown)) + " of " + number(len(p.entries)))
	case p.reading.on() && p.reading.total > 0:
		p.list.SetCount(number(p.reading.done) + " of " + number(p.reading.total))
	default:
		p.list.SetCount(number(len(p.entries)))
	}
	parts.Show(p.stop, p.reading.on())
	p.add.Say("Add " + number(ready))
	p.add.Refuse(p.WhyNot("coming.add"))
	if len(p.entries) == 1 {
		p.leave.Say("Leave it")
	} else {
		p.leave.Say("Leave all")
	}
	p.panes.Left.Object.Refresh()
}

// item is the article in hand, nil where there is none.
func (p *Page) item() *item {
	if p.at == nil || p.at.err != nil {
		return nil
	}
	return p.at.items[p.nth]
}

// pick takes an entry of the list in hand.
func (p *Page) pick(i int) {
	if i < 0 || i >= len(p.shown) || p.shown[i] == p.at {
		return
	}
	was := slices.Index(p.shown, p.at)
	p.at, p.nth = p.shown[i], 0
	p.list.list.Update(was)
	p.list.list.Update(i)
	p.list.list.Point(i)
	p.showAt()
}

// showAt shows what is in hand.
func (p *Page) showAt() {
	p.reckon.Drop()
	p.form.show(p.at, p.nth)
	i := p.item()
	if i == nil {
		p.beside.Say("")
		p.w.Hints()
		return
	}
	d, _, err := p.shelf.At(i.found.Slot)
	if err != nil {
		p.beside.Say(err.Error())
		return
	}
	shelf, slot, file, looker := p.shelf, i.found.Slot, i.now, p.lookerOf()
	letters := ""
	if i.sure {
		letters = i.found.Charset
	}
	load := func(ctx context.Context, look ingest.Look) (ingest.Original, error) {
		d, _, err := shelf.At(slot)
		if err != nil {
			return ingest.Original{}, err
		}
		if len(d.Source) == 0 {
			return ingest.Original{}, errors.New("this came in a feed, which is not kept with each of its articles")
		}
		return looker.Original(ctx, d.Source, file, letters, look)
	}
	p.beside.Put(d.Text, load, original.Passage{}, strings.Contains(i.found.Kind, "page"))
	p.showVersion(i, d.Text)
	p.w.Hints()
}

func (p *Page) lookerOf() *ingest.Looker {
	if p.looker == nil {
		p.looker = ingest.NewLooker()
	}
	return p.looker
}

// showVersion tells how a later version stands to what is there.
func (p *Page) showVersion(i *item, is string) {
	box := p.form.newer
	parts.Show(box, i.newer != nil && i.coming())
	if !box.Visible() {
		p.form.lay()
		return
	}
	of, s := i.newer, p.w.Session()
	box.say(of.Name(), nil)
	p.form.lay()
	var own []annotate.Annotation
	list, err := s.View().Annotations(store.Filter{Article: of.ID})
	for _, a := range list {
		if s.Mine(a) {
			own = append(own, a)
		}
	}
	o, view := s.Comparing(), s.View()
	var v version
	p.reckon = p.run.Go(func(ctx context.Context) {
		var was string
		if was, err = view.Text(of.ID); err == nil {
			v, err = compared(ctx, was, is, own, o)
		}
	}, func() {
		switch {
		case errors.Is(err, context.Canceled):
			return
		case err != nil:
			box.sub.Set(parts.Capital(err.Error()))
		default:
			box.say(of.Name(), &v)
		}
		p.form.lay()
	})
}

// typed takes what was typed in a field.
func (p *Page) typed(register, s string) {
	i := p.item()
	if i == nil {
		return
	}
	before := i.newer
	_ = i.set(register, s) // it is said beside the field
	i.look(p.library)
	p.form.tell(i)
	if i.newer != before {
		if d, _, err := p.shelf.At(i.found.Slot); err == nil {
			p.showVersion(i, d.Text)
		}
	}
	p.list.list.Update(slices.Index(p.shown, p.at))
	p.tell()
}

// fieldKey hears of keys typed in a field.
func (p *Page) fieldKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.step(1)
	case fyne.KeyEscape:
		p.w.Key(k)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		return p.besideKey(k)
	default:
		return false
	}
	return true
}

// listKey hears of keys that the list has no use for.
func (p *Page) listKey(k fyne.KeyName) bool {
	if k == fyne.KeyDelete || k == fyne.KeyBackspace {
		p.w.Run("coming.out")
		return true
	}
	return p.w.Key(k)
}

// besideKey turns the pages of a PDF.
func (p *Page) besideKey(k fyne.KeyName) bool {
	n := map[fyne.KeyName]int{fyne.KeyPageDown: 1, fyne.KeyPageUp: -1}[k]
	if n != 0 && p.beside.View.Turn(n) {
		return true
	}
	return n == 0 && p.w.Key(k)
}

// step takes the next article in hand, or the one before, of a source with several or
// of the next source.
func (p *Page) step(n int) {
	if i := p.nth + n; p.item() != nil && i >= 0 && i < len(p.at.items) {
		p.nth = i
		p.showAt()
		p.Focus()
		return
	}
	at := slices.Index(p.shown, p.at) + n
	if at < 0 || at >= len(p.shown) {
		return
	}
	p.pick(at)
	if n < 0 && p.item() != nil && len(p.at.items) > 1 {
		p.nth = len(p.at.items) - 1
		p.showAt()
	}
	p.Focus()
}

// WhyNot is why a command of the page cannot be done, "" if it can.
func (p *Page) WhyNot(command string) string {
	i := p.item()
	switch command {
	case "coming.add":
		return p.whyNotAdd()
	case "coming.stop":
		if !p.reading.on() {
			return "everything is read"
		}
	case "coming.next", "coming.previous", "coming.leave":
	case "coming.compare":
		if i == nil || i.newer == nil {
			return "this is not a later version of an article that is here"
		}
	case "coming.letters":
		switch {
		case i == nil:
			return "there is no text here"
		case i.found.Charset == "" || len(p.at.items) > 1:
			return "what this is says itself in which character set it is"
		}
	default:
		if i == nil {
			return "there is no article here"
		}
	}
	return ""
}

func (p *Page) whyNotAdd() string {
	ready := 0
	for _, e := range p.entries {
		for _, i := range e.items {
			if !i.coming() {
				continue
			}
			ready++
			for _, of := range particulars.Fields {
				if err := i.wrong[of.Register]; err != nil {
					return fmt.Sprintf("%s, %s: %s: correct it, or empty the field", annotate.Quoted(e.name()), of.Label, brief(err))
				}
			}
		}
	}
	switch {
	case p.reading.on():
		return "it is still being read: wait for it or stop it"
	case ready == 0:
		return "nothing here can be added"
	}
	return ""
}

// Do does a command of the page.
func (p *Page) Do(command string) {
	switch command {
	case "coming.add":
		p.addAll()
	case "coming.leave":
		p.leaveAll()
	case "coming.stop":
		p.reading.task.Stop()
	case "coming.next":
		p.step(1)
	case "coming.previous":
		p.step(-1)
	case "coming.page":
		p.beside.Other()
	case "coming.out":
		p.leaveOut()
	case "coming.letters":
		p.chooseLetters()
	case "coming.compare":
		i := p.item()
		if d, _, err := p.shelf.At(i.found.Slot); err == nil {
			later := i.now
			later.ID = i.id()
			p.w.CompareBoth(i.newer.ID, later, d.Text)
		}
	}
}
