package app

import (
	"context"

	"claimtrace/app/asof"
	"claimtrace/app/session"
)

// forPast is the window as the room of moments sees it.
type forPast struct{ w *window }

var _ asof.Window = forPast{}

// Session implements [asof.Window].
func (f forPast) Session() *session.Session { return f.w.session }

// Turn implements [asof.Window].
func (f forPast) Turn(s *session.Session) {
	w := f.w
	at := w.here()
	if !s.Listened() {
		s.Listen(w.changed)
	}
	w.session = s
	w.changed(all)
	w.goTo(at)
}

// Work implements [asof.Window].
func (f forPast) Work(title string, do func(context.Context, func(done, total int)) error, ended func(error)) {
	f.w.work(title, do, ended)
}

// Say implements [asof.Window].
func (f forPast) Say(err error) { f.w.said.Say(err) }

// Moved implements [asof.Window].
func (f forPast) Moved(open bool) {
	f.w.project.Refresh()
	if open {
		f.w.win.Canvas().Focus(f.w.past.Bar)
	} else {
		f.w.focusPage()
	}
}

// showPast shows the project as it stood, or the present again.
func (w *window) showPast() {
	if !w.past.Shown().IsZero() {
		w.past.Close()
	} else if w.flush() == nil { // else its notice says why
		w.past.Open()
	}
}
