package export

import (
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/picture"
	"claimtrace/app/report"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Figure is a page that can be taken along: as text, as HTML, as a picture of
// all of it.
type Figure interface {
	// Ready calls then once all of it is there, which may be at once.
	Ready(then func())
	Text() string
	HTML() string
	Drawing() (fyne.CanvasObject, fyne.Size)
}

// ErrNoFigure is said where the page in front cannot be taken along.
var ErrNoFigure = errors.New("only Compare and Overview can be copied and saved as a whole: turn to one of them first")

// Front is the page in front with its name; one of the past says of what moment
// it is. It returns [ErrNoFigure] where it cannot be taken along.
func (x *Exports) Front() (Figure, string, error) {
	f, name := x.w.Figure()
	if f == nil {
		return nil, "", ErrNoFigure
	}
	if at := x.w.Moment(); !at.IsZero() {
		f = captioned{f, report.AsItStood(at)}
	}
	return f, name, nil
}

// captioned is a page of the past, which says so above all else.
type captioned struct {
	Figure
	caption string
}

// Text implements [Figure].
func (c captioned) Text() string {
	if s := c.Figure.Text(); s != "" {
		return c.caption + "\n\n" + s
	}
	return ""
}

// HTML implements [Figure]. The caption follows the headline, which all pages
// have.
func (c captioned) HTML() string {
	const end = "</h1>"
	return strings.Replace(c.Figure.HTML(), end,
		end+"\n"+`<p style="font-weight: 600; border-left: 4px solid; padding-left: 8px; color: inherit">`+html.EscapeString(c.caption)+"</p>", 1)
}

// The band of a caption, in Fyne's pixels.
const (
	captionHigh = 36
	captionLeft = 28
)

// Drawing implements [Figure]: the page below a band in the colours of the bar
// that the window shows above the past.
func (c captioned) Drawing() (fyne.CanvasObject, fyne.Size) {
	page, size := c.Figure.Drawing()
	p := style.Now()
	words := parts.Text(c.caption, style.TextSize, true, p.Ink)
	needs := words.MinSize()
	words.Resize(needs)
	words.Move(fyne.NewPos(captionLeft, (captionHigh-needs.Height)/2))
	band := canvas.NewRectangle(p.AccentFill)
	size = fyne.NewSize(max(size.Width, needs.Width+2*captionLeft), size.Height+captionHigh)
	band.Resize(fyne.NewSize(size.Width, captionHigh))
	page.Move(fyne.NewPos(0, captionHigh))
	whole := &fyne.Container{Layout: parts.Still(size), Objects: []fyne.CanvasObject{band, words, page}}
	whole.Resize(size)
	return whole, size
}

// CopyPage puts the page on the clipboard.
func (x *Exports) CopyPage(what string, as func(Figure) string) func() {
	return func() {
		f, _, err := x.Front()
		x.w.Say(err)
		if err != nil {
			return
		}
		x.w.Tell("The page is copied once it is whole")
		f.Ready(func() {
			fyne.CurrentApp().Clipboard().SetContent(as(f))
			x.w.Tell("Copied the page as " + what)
		})
	}
}

// pictureScale is how many pixels of a PNG stand for one of the window.
const pictureScale = 2

// SavePage saves the page as a picture, whole: as it was when that was asked for.
func (x *Exports) SavePage(format string) func() {
	return func() {
		f, name, err := x.Front()
		x.w.Say(err)
		if err != nil {
			return
		}
		f.Ready(func() { x.savePage(f, name, format) })
	}
}

func (x *Exports) savePage(f Figure, name, format string) {
	o, size := f.Drawing()
	drawn, err := x.drawn(format, o, size)
	x.w.Say(err)
	if err != nil {
		return
	}
	x.save("Save the page as a picture", "Save", "-"+name+"."+format,
		func(ctx context.Context, _ *store.Project, path string, progress func(int, int)) (string, error) {
			return "Saved " + filepath.Base(path), writeFile(ctx, path, func(to io.Writer) error { return drawn(ctx, to, progress) })
		})
}

// drawn is what writes a picture in a format. A PNG is painted as it is written,
// which takes long; an SVG is drawn before.
func (x *Exports) drawn(format string, o fyne.CanvasObject, size fyne.Size) (func(ctx context.Context, to io.Writer, progress func(int, int)) error, error) {
	if format == "svg" {
		var svg bytes.Buffer
		err := picture.SVG(&svg, o, size)
		return func(_ context.Context, to io.Writer, _ func(int, int)) error {
			_, err := to.Write(svg.Bytes())
			return err
		}, err
	}
	p, err := picture.NewPainting(o, size, picture.Scale(size, pictureScale))
	return func(ctx context.Context, to io.Writer, progress func(int, int)) error {
		if err := x.paint(ctx, p, progress); err != nil {
			return err
		}
		return p.PNG(to)
	}, err
}

// paint paints a picture on the window's goroutine, which does else what it has to
// in between.
func (x *Exports) paint(ctx context.Context, p *picture.Painting, progress func(int, int)) error {
	for more := true; more; {
		stepped := make(chan bool, 1)
		x.w.Show(func() { stepped <- p.Step() })
		select {
		case more = <-stepped:
			progress(p.Rows())
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
