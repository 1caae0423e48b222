package store

import (
	"database/sql"
	"errors"
	"math"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// The states of an action in the table of that name. An undone action can be
// done again until another follows; then it leaves the table.
const (
	stateDone   = "done"
	stateUndone = "undone"
)

// step is one action within reach of undo and redo.
type step struct {
	seq      int64
	id       annotate.ID
	verb     string
	state    string
	undoneBy annotate.ID
}

const stepColumns = "seq, id, verb, state, undone_by"

func scanStep(r file.Row) (s step, err error) {
	err = r.Scan(&s.seq, &s.id, &s.verb, &s.state, &s.undoneBy)
	return s, err
}

// isUndone is what the index of the actions that are undone holds; it is of use
// only where this stands in a query as it does there.
const isUndone = "state = '" + stateUndone + "'"

// nextUndo and nextRedo return the action that would be undone or done again,
// or [sql.ErrNoRows]. Those that are undone are the last ones.
func nextUndo(c *file.Conn) (step, error) {
	return file.One(c, scanStep, "SELECT "+stepColumns+" FROM action WHERE state = ? AND seq < ifnull((SELECT min(seq) FROM action WHERE "+isUndone+
		"), ?) ORDER BY seq DESC LIMIT 1", stateDone, int64(math.MaxInt64))
}

func nextRedo(c *file.Conn) (step, error) {
	return file.One(c, scanStep, "SELECT "+stepColumns+" FROM action WHERE "+isUndone+" ORDER BY seq LIMIT 1")
}

// pushAction makes an action the next to be undone.
func pushAction(c *file.Conn, seq int64, id annotate.ID, verb string) error {
	if err := c.Exec("DELETE FROM action WHERE " + isUndone); err != nil {
		return err
	}
	return insertStep(c, step{seq, id, verb, stateDone, ""})
}

func insertStep(c *file.Conn, s step) error {
	return c.Exec("INSERT INTO action ("+stepColumns+") VALUES (?, ?, ?, ?, ?)", s.seq, s.id, s.verb, s.state, s.undoneBy)
}

// Undo takes back the latest action done in this copy that is not undone, by
// appending the opposite to the log. The verb of the result is that of the
// action undone. It returns [ErrNothingToUndo] when none is left.
func (p *Project) Undo() (Action, error) {
	return p.step(nextUndo, ErrNothingToUndo, func(s step) (opposite annotate.ID, verb string) {
		return s.id, "undo " + s.verb
	}, func(c *file.Conn, s step, by annotate.ID) error {
		return c.Exec("UPDATE action SET state = ?, undone_by = ? WHERE seq = ?", stateUndone, by, s.seq)
	})
}

// Redo does again the action that was undone last, unless another action
// followed. It returns [ErrNothingToRedo] when there is none.
func (p *Project) Redo() (Action, error) {
	return p.step(nextRedo, ErrNothingToRedo, func(s step) (annotate.ID, string) {
		return s.undoneBy, "redo " + s.verb
	}, func(c *file.Conn, s step, _ annotate.ID) error {
		return c.Exec("UPDATE action SET state = ?, undone_by = '' WHERE seq = ?", stateDone, s.seq)
	})
}

func (p *Project) step(next func(*file.Conn) (step, error), none error, opposite func(step) (annotate.ID, string),
	mark func(*file.Conn, step, annotate.ID) error) (Action, error) {
	var s step
	done, err := p.act("", func(rec *recording) (err error) {
		if s, err = next(rec.c); errors.Is(err, sql.ErrNoRows) {
			return none
		} else if err != nil {
			return err
		}
		rec.undoes, rec.Verb = opposite(s)
		if err := rec.oppose(rec.undoes); err != nil {
			return err
		}
		return mark(rec.c, s, rec.ID)
	})
	if err != nil {
		return Action{}, err
	}
	done.Verb = s.verb
	return done, nil
}

// oppose records the opposite of an action.
func (rec *recording) oppose(action annotate.ID) error {
	refs, err := rec.entitiesOf(action)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		entries, err := entriesOf(rec.c, ref.ID)
		if err != nil {
			return err
		}
		inverse := annotate.Inverse(split(entries, action))
		if err := rec.add(ref, inverse.Fields, annotate.Fold(changesOf(entries))); err != nil {
			return err
		}
	}
	return nil
}

// entitiesOf lists what an action changed, in its order.
func (rec *recording) entitiesOf(action annotate.ID) ([]Ref, error) {
	return file.All(rec.c, func(r file.Row) (ref Ref, err error) {
		err = r.Scan(&ref.Kind, &ref.ID)
		return ref, err
	}, "SELECT kind, entity FROM change WHERE action = ? GROUP BY entity ORDER BY min(seq)", action)
}

// split returns the changes of an action among those of an entity, and those
// that the action found.
func split(entries []entry, action annotate.ID) (within, before []annotate.Change) {
	for _, e := range entries {
		switch {
		case e.Action == action:
			within = append(within, e.Change)
		case len(within) == 0:
			before = append(before, e.Change)
		}
	}
	return within, before
}

// UndoVerb is what [Project.Undo] would take back, for the menu; "" if nothing.
func (p *Project) UndoVerb() string { return p.nextVerb(nextUndo) }

// RedoVerb is what [Project.Redo] would do again; "" if nothing.
func (p *Project) RedoVerb() string { return p.nextVerb(nextRedo) }

func (p *Project) nextVerb(next func(*file.Conn) (step, error)) string {
	var s step
	if err := p.view(func(c *file.Conn) (err error) {
		s, err = next(c)
		return err
	}); err != nil {
		return ""
	}
	return s.verb
}

// replay works out from the log which actions undo and redo can reach.
func replay(c *file.Conn) ([]step, error) {
	var steps []step
	at := map[annotate.ID]int{} // place of an action, and of the action that undid it
	err := c.Each(func(r file.Row) error {
		var s step
		var undoes annotate.ID
		if err := r.Scan(&s.seq, &s.id, &s.verb, &undoes); err != nil {
			return err
		}
		i, known := at[undoes]
		switch {
		case undoes == "":
			for len(steps) > 0 && steps[len(steps)-1].state == stateUndone {
				steps = steps[:len(steps)-1]
			}
			at[s.id] = len(steps)
			s.state = stateDone
			steps = append(steps, s)
		case !known || i >= len(steps):
		case steps[i].id == undoes:
			steps[i].state, steps[i].undoneBy = stateUndone, s.id
			at[s.id] = i
		case steps[i].undoneBy == undoes:
			steps[i].state, steps[i].undoneBy = stateDone, ""
		}
		return nil
	}, "SELECT min(seq), action, verb, undoes FROM change WHERE local = 1 AND verb <> ? GROUP BY action ORDER BY 1", verbJoin)
	return steps, err
}

func rebuildActions(c *file.Conn) error {
	if err := c.Exec("DELETE FROM action"); err != nil {
		return err
	}
	steps, err := replay(c)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if err := insertStep(c, s); err != nil {
			return err
		}
	}
	return nil
}
