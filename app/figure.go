package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"

	"claimtrace/app/picture"
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
	switch w.view {
	case viewCompare:
		return w.compare, nil
	case viewOverview:
		return w.overview, nil
	}
	return nil, errNoFigure
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
