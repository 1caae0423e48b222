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
		if err == nil {
			fyne.CurrentApp().Clipboard().SetContent(as(f))
			x.w.Tell("Copied the page as " + what)
		}
	}
}

// pictureScale is how many pixels of a PNG stand for one of the window.
const pictureScale = 2

// SavePage saves the page as a picture, whole. It is drawn before it is
// asked where to, on Fyne's goroutine.
func (x *Exports) SavePage(format string) func() {
	return func() {
		f, name, err := x.Front()
		var drawn bytes.Buffer
		if err == nil {
			o, size := f.Drawing()
			if format == "png" {
				err = picture.PNG(&drawn, o, size, picture.Scale(size, pictureScale))
			} else {
				err = picture.SVG(&drawn, o, size)
			}
		}
		x.w.Say(err)
		if err != nil {
			return
		}
		x.save("Save the page as a picture", "Save", "-"+name+"."+format,
			func(ctx context.Context, _ *store.Project, path string) (string, error) {
				return "Saved " + filepath.Base(path), writeFile(ctx, path, func(to io.Writer) error {
					_, err := to.Write(drawn.Bytes())
					return err
				})
			})
	}
}
