package reader

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// page is the head and the text as they are laid out in a column, and what of them
// the window shows. It runs from 0 at the top of the head to its height below the
// text. Its positions are float64, as those of a text of a million words run out of
// float32. What is not yet laid out has an estimated height; when it turns out
// otherwise above the window, the page is scrolled along, so that what one
// reads stays where it is.
type page struct {
	head   *head
	layout *typeset.Layout // nil while there is no article
	size   fyne.Size       // of the window
	zoom   float32
	face   style.Face
	scroll float64 // how far the page is scrolled, in pixels
	kept   kept
	seen   []seen // the lines in the window

	revision int // counts what makes all visible words stale: text, width, zoom, face, theme
	grew     int // counts how often heights turned out otherwise
}

// open puts another article on the page.
func (p *page) open(a Article) {
	p.layout = typeset.New(a.Text, p.measure())
	p.layout.Grown = p.grown
	p.setHead(a)
}

// clear leaves the page empty.
func (p *page) clear() {
	p.layout, p.head, p.scroll, p.kept = nil, nil, 0, kept{}
	p.revision++
}

// setHead puts another head above the text.
func (p *page) setHead(a Article) {
	p.head = newHead(a, p.zoom, p.face)
	p.rewrap()
}

// empty tells whether there is no text.
func (p *page) empty() bool { return p.layout == nil || p.layout.Empty() }

func (p *page) measure() typeset.Measure {
	size := style.ReadSize * p.zoom
	return func(s string) float32 { return p.face.Width(s, size) }
}

// column is the width of the text and margin its distance from the left.
func (p *page) column() float32 {
	return max(min(style.Measure*p.zoom, p.size.Width-2*style.PageX-rulerWidth), 240)
}

func (p *page) margin() float32 {
	return max((p.size.Width-rulerWidth-p.column())/2, style.PageX)
}

// rewrap wraps head and text in a column of another width or type.
func (p *page) rewrap() {
	p.revision++
	if p.layout == nil {
		return
	}
	p.head.wrap(p.column())
	p.layout.Wrap(typeset.Metrics{Width: p.column(), Lead: style.ReadLead * p.zoom, Between: style.ReadLead / 2 * p.zoom})
}

// textTop is where the text begins on the page.
func (p *page) textTop() float64 { return style.PageY + float64(p.head.height) }

func (p *page) height() float64 {
	if p.layout == nil {
		return 0
	}
	return p.textTop() + p.layout.Height() + 3*style.PageY
}

func (p *page) maxScroll() float64 {
	return max(p.height()-float64(p.size.Height), 0)
}

// grown is called when a block of text that ends at bottom is laid out.
func (p *page) grown(bottom, by float64) {
	p.grew++
	if p.textTop()+bottom <= p.scroll {
		p.scroll += by
		p.kept.scroll += by
	}
}

// layOut lays out what a window would show that begins at a height of the
// page, and tells whether a height changed by it.
func (p *page) layOut(from, to float64) bool {
	return p.layout.LayOut(from-p.textTop(), to-p.textTop())
}

// settle scrolls to a height of the page, which is asked for again while laying
// out what the window shows there changes it.
func (p *page) settle(to func() float64) {
	for again := true; again; {
		at := min(max(to(), 0), p.maxScroll())
		again = p.layOut(at, at+float64(p.size.Height))
		p.scroll = at
	}
}

// place is what stood at the top of the window: a code point of the text and
// how many pixels its line lay below the top.
type place struct {
	point int
	below float64
}

// kept is a place to which the page was scrolled when it was laid out anew. It
// holds until one scrolls: many changes of the width move it no further than one.
type kept struct {
	place
	scroll   float64
	revision int
}

func (p *page) firstVisible() place {
	switch {
	case p.empty() || p.scroll < p.textTop():
		return place{-1, p.scroll}
	case p.kept.revision == p.revision && p.kept.scroll == p.scroll:
		return p.kept.place
	}
	at := p.layout.LineAt(p.scroll - p.textTop())
	return place{p.layout.Span(at).Start, p.textTop() + p.layout.Top(at) - p.scroll}
}

func (p *page) scrollTo(to place) {
	if to.point < 0 || p.empty() {
		p.scroll = min(max(to.below, 0), p.maxScroll())
		return
	}
	p.put(p.layout.LineOf(to.point), to.below)
	p.kept = kept{to, p.scroll, p.revision}
}

// put scrolls so that a line lies so many pixels below the top of the window.
func (p *page) put(at typeset.Line, below float64) {
	p.settle(func() float64 { return p.textTop() + p.layout.Top(at) - below })
}

// extent tells where the lines of a span begin and end in the window, and the
// window's height.
func (p *page) extent(s annotate.Span) (top, bottom, height float64) {
	top = p.textTop() + p.layout.Top(p.layout.LineOf(s.Start)) - p.scroll
	bottom = p.textTop() + p.layout.Top(p.layout.LineOf(s.End)) + p.layout.Lead() - p.scroll
	return top, bottom, float64(p.size.Height)
}

// seen is a line in the window.
type seen struct {
	typeset.Line
	span annotate.Span
	y    float32 // of its top, from the window's
}

// look notes the lines that the window shows.
func (p *page) look() {
	p.seen = p.seen[:0]
	if p.empty() {
		return
	}
	p.settle(func() float64 { return p.scroll })
	height := float64(p.size.Height)
	at := p.layout.LineAt(p.scroll - p.textTop())
	for ok := true; ok; at, ok = p.layout.Step(at, 1) {
		y := p.textTop() + p.layout.Top(at) - p.scroll
		if y >= height {
			break
		}
		p.seen = append(p.seen, seen{at, p.layout.Span(at), float32(y)})
	}
}

// window is what the window shows of the text, in code points.
func (p *page) window() annotate.Span {
	if len(p.seen) == 0 {
		return annotate.Span{}
	}
	return annotate.Span{Start: p.seen[0].span.Start, End: p.seen[len(p.seen)-1].span.End}
}

// point returns the code point nearest to a place of the window.
func (p *page) point(at fyne.Position) int {
	return p.layout.PointAt(at.X-p.margin(), p.scroll+float64(at.Y)-p.textTop())
}

// follow scrolls as little as shows a place.
func (p *page) follow(point int) {
	at := p.layout.LineOf(point)
	top := p.textTop() + p.layout.Top(at)
	lead, height := p.layout.Lead(), float64(p.size.Height)
	switch {
	case top < p.scroll+lead:
		p.put(at, lead)
	case top+2*lead > p.scroll+height:
		p.put(at, height-2*lead)
	}
}

// reveal brings a span into the window: not at all if it is there, as little
// as shows it where a part of it is, else to a third of the window's height, or
// higher up if it would not fit there. It tells whether it scrolled.
func (p *page) reveal(s annotate.Span) bool {
	if p.empty() {
		return false
	}
	first, last := p.layout.LineOf(s.Start), p.layout.LineOf(s.End)
	top, bottom, height := p.extent(s)
	lead := p.layout.Lead()
	room := height - lead - (bottom - top)
	switch {
	case top >= 0 && bottom <= height || top <= 0 && bottom >= height:
		return false
	case bottom <= 0 || top >= height || room < lead:
		p.put(first, min(height/3, max(room, lead)))
	case top < 0:
		p.put(first, lead)
	default:
		p.put(last, height-2*lead)
	}
	return true
}
