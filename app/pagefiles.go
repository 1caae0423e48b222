package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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

// figure is a page that can be taken along: as text, as HTML, as a picture of
// all of it.
type figure interface {
	Text() string
	HTML() string
	Drawing() (fyne.CanvasObject, fyne.Size)
}

var errNoFigure = errors.New("only Compare and Overview can be copied and saved as a whole: turn to one of them first")

func (w *window) figure() (figure, error) {
	var f figure
	switch w.view {
	case viewCompare:
		f = w.compare
	case viewOverview:
		f = w.overview
	default:
		return nil, errNoFigure
	}
	if at := w.past.Shown(); !at.IsZero() {
		f = captioned{f, report.AsItStood(at)}
	}
	return f, nil
}

// captioned is a page of the past, which says so above all else.
type captioned struct {
	figure
	caption string
}

// Text implements [figure].
func (c captioned) Text() string {
	if s := c.figure.Text(); s != "" {
		return c.caption + "\n\n" + s
	}
	return ""
}

// HTML implements [figure]. The caption follows the headline, which all pages
// have.
func (c captioned) HTML() string {
	const end = "</h1>"
	return strings.Replace(c.figure.HTML(), end,
		end+"\n"+`<p style="font-weight: 600; border-left: 4px solid; padding-left: 8px; color: inherit">`+html.EscapeString(c.caption)+"</p>", 1)
}

// The band of a caption, in Fyne's pixels.
const (
	captionHigh = 36
	captionLeft = 28
)

// Drawing implements [figure]: the page below a band in the colours of the bar
// that the window shows above the past.
func (c captioned) Drawing() (fyne.CanvasObject, fyne.Size) {
	page, size := c.figure.Drawing()
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

// copyFigure puts the page on the clipboard.
func (w *window) copyFigure(what string, as func(figure) string) func() {
	return func() {
		f, err := w.figure()
		w.said.Say(err)
		if err == nil {
			w.app.Clipboard().SetContent(as(f))
			w.tell("Copied the page as " + what)
		}
	}
}

// pictureScale is how many pixels of a PNG stand for one of the window.
const pictureScale = 2

// saveFigure saves the page as a picture, whole. It is drawn before it is
// asked where to, on Fyne's goroutine.
func (w *window) saveFigure(format string) func() {
	return func() {
		f, err := w.figure()
		var drawn bytes.Buffer
		if err == nil {
			o, size := f.Drawing()
			if format == "png" {
				err = picture.PNG(&drawn, o, size, picture.Scale(size, pictureScale))
			} else {
				err = picture.SVG(&drawn, o, size)
			}
		}
		w.said.Say(err)
		if err != nil {
			return
		}
		w.save("Save the page as a picture", "Save", fmt.Sprintf("-%s.%s", [...]string{"read", "compare", "overview"}[w.view], format),
			func(ctx context.Context, _ *store.Project, path string) (string, error) {
				return "Saved " + filepath.Base(path), writeFile(ctx, path, func(to io.Writer) error {
					_, err := to.Write(drawn.Bytes())
					return err
				})
			})
	}
}
