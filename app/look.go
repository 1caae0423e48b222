package app

import (
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
