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
	w.showZoom()
}

// showZoom sets what is read in type of that size.
func (w *window) showZoom() {
	zoom := float32(w.zoom()) / 100
	w.read.Reader.Zoom(zoom)
	w.compare.View.Zoom(zoom)
}

// setFace sets the text of articles in another face.
func (w *window) setFace(f style.Face) {
	w.prefer(func(p *preferences.Preferences) { p.Face = string(f) })
	w.read.Reader.SetFace(f)
	w.showMenu()
}

func (w *window) toggleOriginals() {
	w.projects.ToggleOriginals()
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

// dressPages puts on the pages what was chosen before.
func (w *window) dressPages() {
	w.showZoom()
	w.read.Reader.SetFace(style.Face(w.prefs.Face))
	width := func(p preferences.Panel) panes.Width {
		return panes.Width{Dragged: float32(p.Wide), Folded: p.Folded}
	}
	reading, comparing := w.read.Panes(), w.compare.Panes()
	reading.Left.Width, reading.Right.Width, comparing.Left.Width = width(w.prefs.Articles), width(w.prefs.Claims), width(w.prefs.Traced)
	reading.OnChange, comparing.OnChange = w.keepPanes, w.keepPanes
}

// keepPanes remembers how wide the side panels are.
func (w *window) keepPanes() {
	kept := func(s *panes.Side) preferences.Panel {
		return preferences.Panel{Wide: int(s.Dragged), Folded: s.Folded}
	}
	w.prefer(func(p *preferences.Preferences) {
		p.Articles, p.Claims, p.Traced = kept(w.read.Panes().Left), kept(w.read.Panes().Right), kept(w.compare.Panes().Left)
	})
	w.showMenu()
}

// foldLeft folds the panel on the left of the page in front, or shows it again;
// foldRight that on the right of Read.
func (w *window) foldLeft() {
	p := w.pages[w.view].Panes()
	p.Fold(p.Left, !p.Left.Folded)
	w.Back()
}

func (w *window) foldRight() {
	p := w.read.Panes()
	p.Fold(p.Right, !p.Right.Folded)
	w.Back()
}

func (w *window) leftFolded() bool {
	p := w.pages[w.view].Panes()
	return p == nil || p.Left.Folded
}
