package original

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/async"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store/ingest"
)

// Load reads an original, or of a PDF one page. It runs off the window's goroutine.
type Load func(ctx context.Context, look ingest.Look) (ingest.Original, error)

// Panel shows an original, or the text that was taken from it, with what is not in
// that said below.
type Panel struct {
	widget.BaseWidget
	View   *View
	OnSeen func(picture bool) // an original was read, and is a picture, or is none; may be nil

	run     *async.Runner
	title   *parts.Heading
	words   string        // of the title above the text
	which   *parts.Switch // nil where there is only the original
	left    *parts.Quiet
	show    *parts.Button
	leads   int // the page to which that does, 0 for none
	foot    *fyne.Container
	body    *fyne.Container
	text    string
	load    Load
	passage Passage
	want    ingest.Look      // what is asked for
	seen    *ingest.Original // what was loaded; nil before
	failed  error
	reading *async.Task
}

// The two sides of the switch.
const (
	asText = iota
	asPage
)

// New returns an empty panel. With both it shows the text first, and has a switch.
func NewPanel(run *async.Runner, title string, both bool, onSwitch func()) *Panel {
	p := &Panel{View: New(), run: run, title: parts.NewHeading(), left: parts.NewQuiet("")}
	p.title.SetText(title)
	p.words = title
	p.left.Most = 4
	p.show = parts.NewButton(parts.Link, "Show", p.showIt)
	head := container.NewBorder(nil, nil, p.title, nil)
	if both {
		p.which = parts.NewSwitch([]string{"Text", "Page"}, func(int) { onSwitch() })
		head = container.NewBorder(nil, nil, p.title, container.NewCenter(p.which))
	}
	p.foot = container.NewBorder(nil, nil, nil, container.NewVBox(p.show), p.left)
	p.foot.Hide()
	card := container.NewStack(parts.NewPlate(), p.View)
	p.body = parts.Frame{Top: parts.Inset(head, 6, style.Panel, 2, 4), Bottom: container.New(layout.NewCustomPaddedLayout(2, 6, style.Panel+2, style.Panel), p.foot),
		Middle: parts.Inset(card, 0, style.Panel, style.Gap, style.Panel)}.New()
	p.View.OnPage = func(page int) { p.ask(ingest.Look{Page: page, Passage: p.passage.Span}) }
	p.ExtendBaseWidget(p)
	return p
}

// Put shows another text, and how its original is read, with a passage of it marked there. Where
// it is read at once it is told what is not in the text.
func (p *Panel) Put(text string, load Load, passage Passage, atOnce bool) {
	p.drop()
	p.text, p.load, p.passage = text, load, passage
	p.tell()
	if p.side() == asText {
		p.View.Text(text)
	} else {
		p.View.Say("")
	}
	if atOnce || p.side() == asPage {
		p.begin()
	}
}

// Say shows words in the place of all.
func (p *Panel) Say(words string) {
	p.drop()
	p.text, p.load, p.passage = "", nil, Passage{}
	p.tell()
	p.View.Say(words)
}

// drop lets go of what is shown.
func (p *Panel) drop() {
	p.reading.Drop()
	p.seen, p.failed = nil, nil
}

// begin reads the original for the first time.
func (p *Panel) begin() { p.ask(ingest.Look{Page: 1, Passage: p.passage.Span, Seek: true}) }

// Seek marks another passage of the text, and turns a PDF to the page on which it begins.
func (p *Panel) Seek(passage Passage) {
	was := p.passage
	p.passage = passage
	switch {
	case p.load == nil || was == passage || p.seen != nil && p.seen.Picture == nil || p.seen == nil && !p.reading.Running():
	case was.Span == passage.Span:
		p.View.Mark(passage)
	case passage.Len() == 0 && p.seen != nil: // the page stays
		p.want = ingest.Look{Page: p.seen.Page}
		p.seen.Marks = nil
		p.tell()
		p.View.Mark(passage)
	default:
		look := ingest.Look{Page: 1, Passage: passage.Span, Seek: true}
		if p.seen != nil {
			look.Page = p.seen.Page // and stays, where the passage is on none
		}
		p.ask(look)
	}
}

// side is which side is shown.
func (p *Panel) side() int {
	if p.which == nil {
		return asPage
	}
	return p.which.Chosen()
}

// Other turns from the text to the original, and back.
func (p *Panel) Other() { p.turn(1 - p.side()) }

// IsPage tells whether the original is shown.
func (p *Panel) IsPage() bool { return p.side() == asPage }

func (p *Panel) turn(to int) {
	if p.which != nil {
		p.which.Choose(to)
		p.title.SetText([]string{p.words, "As it came"}[to])
	}
	p.tell()
	switch {
	case p.load == nil:
	case to == asText:
		p.View.Text(p.text)
	case p.failed != nil:
		p.View.Say(parts.Capital(p.failed.Error()) + ".")
	case p.seen != nil:
		p.View.Original(*p.seen, p.passage)
	default:
		p.View.Say("")
		p.begin()
	}
}

// ask reads the original, or a page of it. What is being read is read to its end, as who reads has
// then read the file, and what was asked for last comes next.
func (p *Panel) ask(look ingest.Look) {
	p.want = look
	load := p.load
	if load == nil || p.reading.Running() {
		return
	}
	var o ingest.Original
	var err error
	p.reading = p.run.Go(func(ctx context.Context) { o, err = load(ctx, look) }, func() {
		switch {
		case errors.Is(err, context.Canceled):
			return
		case p.want != look:
			p.ask(p.want)
			return
		}
		if p.failed = err; err == nil {
			p.seen = &o
		}
		if p.OnSeen != nil {
			p.OnSeen(p.seen != nil && p.seen.Picture != nil)
		}
		p.tell()
		if p.IsPage() {
			p.turn(asPage)
		}
	})
}

// tell says what is not in the text, or where the passage is.
func (p *Panel) tell() {
	words := ""
	p.leads = 0
	if p.seen != nil && p.seen.Picture != nil && p.want.Passage.Len() > 0 {
		words, p.leads = whereabouts(*p.seen)
		parts.Show(p.show, p.leads > 0)
	} else if p.seen != nil {
		if words = LeftOut(*p.seen); words != "" {
			words = "Left out: " + words + "."
		}
		parts.Show(p.show, !p.IsPage())
	}
	parts.Show(p.foot, words != "")
	if words != "" {
		p.left.Set(words)
	}
	p.body.Refresh()
}

// whereabouts says where a passage is that does not stand on the page that is seen, or not
// all of it, and the page that has the rest; "" where it does.
func whereabouts(o ingest.Original) (words string, page int) {
	switch {
	case o.Begins == 0:
		return "This passage was not found on a page.", 0
	case o.Page < o.Begins || o.Page > o.Ends:
		return fmt.Sprintf("The passage is on page %d.", o.Begins), o.Begins
	case o.Page < o.Ends:
		return fmt.Sprintf("The passage continues on page %d.", o.Page+1), o.Page + 1
	case o.Page > o.Begins:
		return fmt.Sprintf("The passage begins on page %d.", o.Begins), o.Begins
	}
	return "", 0
}

// showIt shows what is told of below.
func (p *Panel) showIt() {
	if p.leads > 0 {
		p.ask(ingest.Look{Page: p.leads, Passage: p.passage.Span})
		return
	}
	p.turn(asPage)
}

// Told is what it says below: what is not in the text, or where the passage is.
func (p *Panel) Told() string {
	if !p.foot.Visible() {
		return ""
	}
	return p.left.Words()
}

// CreateRenderer implements [fyne.Widget].
func (p *Panel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// Close ends what is being read.
func (p *Panel) Close() { p.reading.Drop() }
