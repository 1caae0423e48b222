package read

import (
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
func (p *Page) move(id annotate.ID, s annotate.Span) {
	if err := p.recordMove(); err != nil {
		p.w.Say(err)
		return
	}
	if p.nudge(id, s); p.moving.id == id {
		p.w.Say(p.recordMove())
	}
}

// nudge does the same, and waits for more of it before that is recorded.
func (p *Page) nudge(id annotate.ID, s annotate.Span) {
	if p.moving.id != id {
		p.w.Say(p.recordMove())
	}
	a, ok := p.w.Session().AnnotationOf(id)
	if why := p.w.Refusal(); !ok || why != "" || !p.w.Session().Mine(a) {
		p.w.Run("begin.earlier") // which says why not
		return
	}
	if p.moving.stop != nil {
		p.moving.stop()
	}
	p.moving = moving{id: id, span: s, stop: p.run.After(moveAfter, func() { p.w.Say(p.recordMove()) })}
	a.Start, a.End = s.Start, s.End
	p.Reader.Put(a)
}

// Moving tells that ends were moved, which is not recorded yet.
func (p *Page) Moving() bool { return p.moving.id != "" }

// recordMove records where the ends of a highlight were moved to, before
// anything else is done.
func (p *Page) recordMove() error {
	m := p.moving
	if m.id == "" {
		return nil
	}
	m.stop()
	p.moving = moving{}
	s := p.w.Session()
	if s == nil {
		return nil
	}
	err := s.Worded(s.MoveAnnotation(m.id, m.span))
	if a, ok := s.AnnotationOf(m.id); ok && err != nil {
		p.Reader.Put(a) // as it was
	}
	return err
}
