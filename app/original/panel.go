package original

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/async"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store/ingest"
)

// Load reads an original; of a PDF one page, from 1. It runs off the window's
// goroutine.
type Load func(ctx context.Context, page int) (ingest.Original, error)

// Panel shows an original, or the text that was taken from it, with what is not in
// that said below.
type Panel struct {
	widget.BaseWidget
	View *View

	run     *async.Runner
	title   *parts.Heading
	words   string        // of the title above the text
	which   *parts.Switch // nil where there is only the original
	left    *parts.Quiet
	show    *parts.Button
	foot    *fyne.Container
	body    *fyne.Container
	text    string
	load    Load
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
	p.show = parts.NewButton(parts.Link, "Show", func() { p.turn(asPage) })
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
	p.View.OnPage = func(page int) { p.read(page) }
	p.ExtendBaseWidget(p)
	return p
}

// Put shows another text, and how its original is read. Where it is read at once it
// is told what is not in the text.
func (p *Panel) Put(text string, load Load, atOnce bool) {
	p.reading.Drop()
	p.text, p.load, p.seen, p.failed = text, load, nil, nil
	p.tell()
	if p.side() == asText {
		p.View.Text(text)
	} else {
		p.View.Say("")
	}
	if atOnce || p.side() == asPage {
		p.read(1)
	}
}

// Say shows words in the place of all.
func (p *Panel) Say(words string) {
	p.reading.Drop()
	p.text, p.load, p.seen, p.failed = "", nil, nil, nil
	p.tell()
	p.View.Say(words)
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
		p.View.Original(*p.seen)
	default:
		p.View.Say("")
		p.read(1)
	}
}

// read reads the original, or a page of it.
func (p *Panel) read(page int) {
	load := p.load
	if load == nil {
		return
	}
	p.reading.Drop()
	var o ingest.Original
	var err error
	p.reading = p.run.Go(func(ctx context.Context) { o, err = load(ctx, page) }, func() {
		if errors.Is(err, context.Canceled) {
			return
		}
		if p.failed = err; err == nil {
			p.seen = &o
		}
		p.tell()
		if p.IsPage() {
			p.turn(asPage)
		}
	})
}

// tell says what is not in the text.
func (p *Panel) tell() {
	words := ""
	if p.seen != nil {
		words = LeftOut(*p.seen)
	}
	parts.Show(p.foot, words != "")
	if words != "" {
		p.left.Set("Left out: " + words + ".")
		parts.Show(p.show, !p.IsPage())
	}
	p.body.Refresh()
}

// LeftOut is what it says is not in the text.
func (p *Panel) LeftOut() string {
	if !p.foot.Visible() {
		return ""
	}
	return p.left.Words()
}

// CreateRenderer implements [fyne.Widget].
func (p *Panel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// Close ends what is being read.
func (p *Panel) Close() { p.reading.Drop() }
