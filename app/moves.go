package app

import (
	"errors"
	"time"

	"claimtrace/annotate"
)

// moveAfter is how long after the last of several moves of a highlight's ends
// they are recorded, as one change and one step of undo.
const moveAfter = 700 * time.Millisecond

// moving is a highlight of which the ends are being moved: the reader shows
// where they are, and nothing is recorded yet. The zero value is none.
type moving struct {
	id   annotate.ID
	span annotate.Span
	stop func() // of the timer
}

// move gives a highlight another span.
func (w *window) move(id annotate.ID, s annotate.Span) {
	if err := w.recordMove(); err != nil {
		w.said.Say(err)
		return
	}
	if w.nudge(id, s); w.moving.id == id {
		w.said.Say(w.recordMove())
	}
}

// nudge does the same, and waits for more of it before that is recorded.
func (w *window) nudge(id annotate.ID, s annotate.Span) {
	if w.moving.id != id {
		w.said.Say(w.recordMove())
	}
	a, ok := w.session.AnnotationOf(id)
	if why := w.needsWork(); !ok || why != "" || !w.session.Mine(a) {
		w.table.Run(w.table.Of("begin.earlier")) // which says why not
		return
	}
	if w.moving.stop != nil {
		w.moving.stop()
	}
	w.moving = moving{id: id, span: s, stop: w.run.After(moveAfter, func() { w.said.Say(w.recordMove()) })}
	a.Start, a.End = s.Start, s.End
	w.reader.Put(a)
}

// recordMove records where the ends of a highlight were moved to, before
// anything else is done.
func (w *window) recordMove() error {
	m := w.moving
	if m.id == "" {
		return nil
	}
	m.stop()
	w.moving = moving{}
	if w.session == nil {
		return nil
	}
	err := w.session.Worded(w.session.MoveAnnotation(m.id, m.span))
	if a, ok := w.session.AnnotationOf(m.id); ok && err != nil {
		w.reader.Put(a) // as it was
	}
	return err
}

// flush records what is not recorded yet: moved ends, and what is being typed on
// the card.
func (w *window) flush() error { return errors.Join(w.recordMove(), w.card.Flush()) }
