package app

import (
	"claimtrace/app/panes"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
)

// zoom is that of the reading type, in percent.
func (w *window) zoom() int {
	if w.prefs.Zoom == 0 {
		return 100
	}
	return w.prefs.Zoom
}

func (w *window) setZoom(percent int) {
	w.prefer(func(p *preferences.Preferences) { p.Zoom = min(max(percent, preferences.MinZoom), preferences.MaxZoom) })
	w.reader.Zoom(float32(w.zoom()) / 100)
}

// setFace sets the text of articles in another face.
func (w *window) setFace(f style.Face) {
	w.prefer(func(p *preferences.Preferences) { p.Face = string(f) })
	w.reader.SetFace(f)
	w.showMenu()
}

func (w *window) setTheme(theme string) {
	w.prefer(func(p *preferences.Preferences) { p.Theme = theme })
	dress(w.app, theme)
	w.showMenu()
	if w.session == nil {
		w.greet()
	}
}

func widthOf(p preferences.Panel) panes.Width {
	return panes.Width{Dragged: float32(p.Wide), Folded: p.Folded}
}

// keepPanes remembers how wide the side panels are.
func (w *window) keepPanes() {
	kept := func(s *panes.Side) preferences.Panel {
		return preferences.Panel{Wide: int(s.Dragged), Folded: s.Folded}
	}
	w.prefer(func(p *preferences.Preferences) {
		p.Articles, p.Claims, p.Traced = kept(w.reading.Left), kept(w.reading.Right), kept(w.comparing.Left)
	})
	w.showMenu()
}

// foldLeft folds the panel on the left of the page that is shown, or shows it
// again; foldRight that on the right of Read.
func (w *window) foldLeft() {
	p := w.reading
	if w.view == viewCompare {
		p = w.comparing
	}
	p.Fold(p.Left, !p.Left.Folded)
	w.focusPage()
}

func (w *window) foldRight() {
	w.reading.Fold(w.reading.Right, !w.reading.Right.Folded)
	w.focusPage()
}

func (w *window) leftFolded() bool {
	if w.view == viewCompare {
		return w.comparing.Left.Folded
	}
	return w.reading.Left.Folded
}

// unfold shows a panel that is about to be used.
func unfold(p *panes.Panes, s *panes.Side) {
	if s.Folded {
		p.Fold(s, false)
	}
}
