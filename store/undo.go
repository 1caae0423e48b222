package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// What undo and redo can reach is what the person at work did in this file. It
// stands in a table of its own, which belongs to this copy: an action that was
// taken back can be done again until another follows; then it leaves the table.

// step is one action within reach of undo and redo.
type step struct {
	seq         int64
	copy, first int64
	code        string
	undone      int64 // number of the first change that took it back
	undoneIn    int64 // in this copy
	heads       string
}

const stepColumns = "u.seq, u.copy, u.first, u.code, u.undone, u.undone_in, u.heads"

func scanStep(r file.Row) (s step, err error) {
	err = r.Scan(&s.seq, &s.copy, &s.first, &s.code, &s.undone, &s.undoneIn, &s.heads)
	return s, err
}

// ofPerson limits the steps to those of one person: undo never takes back what
// another did.
const ofPerson = ` FROM undo u JOIN change c ON c.copy = u.copy AND c.number = u.first AND c.receipt = 0
	JOIN name n ON n.key = c.person WHERE n.id = ?`

// nextUndo and nextRedo return the action that would be undone or done again,
// or [sql.ErrNoRows].
func (p *Project) nextUndo() (step, error) {
	return p.nextStep("u.undone = 0 ORDER BY u.seq DESC")
}

func (p *Project) nextRedo() (step, error) {
	return p.nextStep("u.undone <> 0 ORDER BY u.seq")
}

func (p *Project) nextStep(among string) (step, error) {
	if mine, err := p.isMine(); err != nil || !mine {
		return step{}, cmp.Or(err, sql.ErrNoRows)
	}
	who := p.person.ID.Bytes()
	return file.One(p.conn, scanStep, "SELECT "+stepColumns+ofPerson+" AND "+among+" LIMIT 1", who[:])
}

// A merge has a row of its own among the actions: copy 0, as the first change the
// receipt, and undone 1, since it is not undone but taken back as a whole. It stays
// while what followed can be undone, so that undo never goes past it unasked.
const (
	codeMerge = "merge"
	isMerge   = "undone <> 0 AND copy = 0"
)

// pushMerge makes a merge what was done last.
func (p *Project) pushMerge(receipt int64) error {
	return p.conn.Exec("INSERT INTO undo (copy, first, code, undone, undone_in, heads) VALUES (0, ?, ?, 1, 0, '')", receipt, codeMerge)
}

// lastMerge is the receipt of the merge that was the last thing done in this file, but
// for what was undone, and is not taken back; 0 where there is none.
func (p *Project) lastMerge() (receipt int64, err error) {
	last := int64(0)
	if s, err := p.nextUndo(); err == nil {
		last = s.seq
	} else if !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	found, err := file.All(p.conn, file.Scalar[int64], "SELECT r.id FROM undo u JOIN receipt r ON r.id = u.first WHERE "+isMerge+" AND r.aside = 0 AND u.seq > ? ORDER BY u.seq DESC LIMIT 1", last)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	mine, err := p.isMine()
	if err != nil || !mine {
		return 0, err
	}
	return found[0], nil
}

// LastMerge is the receipt of the merge that was the last thing done in this file,
// which [Project.Undo] would not undo; 0 where something was done since that is not
// undone, or it was taken back.
func (p *Project) LastMerge() (receipt int64) {
	_ = p.view(func() (err error) { // of a file that cannot be read nothing is offered
		receipt, err = p.lastMerge()
		return err
	})
	return receipt
}

// pushStep makes an action the next to be undone.
func (rec *recording) pushStep() error {
	if err := rec.p.conn.Exec("DELETE FROM undo WHERE undone <> 0 AND copy <> 0"); err != nil {
		return err
	}
	return rec.p.conn.Exec("INSERT INTO undo (copy, first, code, undone, undone_in, heads) VALUES (?, ?, ?, 0, 0, '')", rec.p.desk.key, rec.first, rec.Did)
}

// Undo takes back the latest action that the person at work did in this copy and
// that is not taken back. What another change stands over, and the making of
// what others have worked on or that something hangs on, is left, and told. The
// code of the result is that of the action taken back. It returns
// [ErrNothingToUndo] when none is left, and a [MergedError] where a merge is what was
// done last, but for what was undone.
func (p *Project) Undo() (Action, error) { return p.undo(false) }

// UndoOwn is [Project.Undo] that leaves a merge which came last, and goes on to
// what was done before it.
func (p *Project) UndoOwn() (Action, error) { return p.undo(true) }

func (p *Project) undo(pastMerge bool) (Action, error) {
	var s step
	a, err := p.act("", func(rec *recording) (err error) {
		if !pastMerge {
			if receipt, err := p.lastMerge(); err != nil || receipt != 0 {
				return cmp.Or(err, error(&MergedError{receipt}))
			}
		}
		if s, err = p.nextUndo(); errors.Is(err, sql.ErrNoRows) {
			return ErrNothingToUndo
		} else if err != nil {
			return err
		}
		rec.Did, rec.isStep = codeUndo+s.code, true
		action, err := p.log.ActionOf(s.copy, s.first)
		if err != nil {
			return err
		}
		drafts, left, err := change.Undo(p.log, p.person.ID, action)
		if err != nil {
			return err
		}
		if err := rec.takeBack(drafts, left); err != nil {
			return err
		}
		if rec.Changes == 0 { // nothing of it can be taken back: the one before comes next
			return p.conn.Exec("DELETE FROM undo WHERE seq = ?", s.seq)
		}
		if err := p.conn.Exec("DELETE FROM undo WHERE "+isMerge+" AND seq > ?", s.seq); err != nil {
			return err
		}
		heads, err := rec.headsOf(drafts)
		if err != nil {
			return err
		}
		return p.conn.Exec("UPDATE undo SET undone = ?, undone_in = ?, heads = ? WHERE seq = ?", rec.first, p.desk.key, heads, s.seq)
	})
	if err == nil {
		a.Did = s.code
	}
	return a, err
}

// Redo does again the action that was undone last, unless another action
// followed, by taking back its taking back, where the registers are as the undo
// left them. It returns [ErrNothingToRedo] when there is none.
func (p *Project) Redo() (Action, error) {
	var s step
	a, err := p.act("", func(rec *recording) (err error) {
		if s, err = p.nextRedo(); errors.Is(err, sql.ErrNoRows) {
			return ErrNothingToRedo
		} else if err != nil {
			return err
		}
		rec.Did, rec.isStep = codeRedo+s.code, true
		undo, err := p.log.ActionOf(s.undoneIn, s.undone)
		if err != nil {
			return err
		}
		var heads map[string][]change.ID
		if err := json.Unmarshal([]byte(s.heads), &heads); err != nil {
			heads = nil // told as moved on
		}
		drafts, left, err := change.Redo(p.log, undo, func(r Ref, register string) []change.ID { return heads[headKey(r, register)] })
		if err != nil {
			return err
		}
		if err := rec.takeBack(drafts, left); err != nil {
			return err
		}
		if rec.Changes == 0 {
			return p.conn.Exec("DELETE FROM undo WHERE seq = ?", s.seq)
		}
		return p.conn.Exec("UPDATE undo SET undone = 0, undone_in = 0, heads = '' WHERE seq = ?", s.seq)
	})
	if err == nil {
		a.Did = s.code
	}
	return a, err
}

// takeBack records takings back, and tells what is left.
func (rec *recording) takeBack(drafts []change.Draft, left []change.Left) error {
	for _, d := range drafts {
		if _, err := rec.put(d); err != nil {
			return err
		}
	}
	for _, l := range left {
		told := Left{Left: l}
		var err error
		if told.Name, err = rec.src.Name(l.Ref); err != nil {
			return err
		}
		if l.By != "" {
			if told.Who, err = rec.src.Name(Ref{Kind: annotate.KindReviewer, ID: l.By}); err != nil {
				return err
			}
		}
		rec.Left = append(rec.Left, told)
	}
	return nil
}

func headKey(r Ref, register string) string { return string(r.ID) + " " + register }

// headsOf writes down the heads of the registers that were taken back, as they
// are then.
func (rec *recording) headsOf(drafts []change.Draft) (string, error) {
	heads := map[string][]change.ID{}
	for _, d := range drafts {
		f, err := rec.p.log.Fold(d.Ref)
		if err != nil {
			return "", err
		}
		for _, t := range d.Takes {
			for _, r := range t.Registers {
				heads[headKey(d.Ref, r)] = change.HeadIDs(f, r)
			}
		}
	}
	b, err := json.Marshal(heads)
	return string(b), err
}

// CanUndo is the code of the action that [Project.Undo] would take back, CanRedo
// of that which [Project.Redo] would do again; "" where there is none. Right after
// a merge it is "merge", which is taken back by [Project.TakeBack].
func (p *Project) CanUndo() string {
	if p.LastMerge() != 0 {
		return codeMerge
	}
	return p.nextCode(p.nextUndo)
}

// CanRedo is the counterpart of [Project.CanUndo].
func (p *Project) CanRedo() string { return p.nextCode(p.nextRedo) }

func (p *Project) nextCode(next func() (step, error)) string {
	var s step
	if err := p.view(func() (err error) {
		s, err = next()
		return err
	}); err != nil {
		return ""
	}
	return s.code
}

// Restore gives an annotation, correction, claim or article the state that it had after one
// of its changes, in one action, as an ordinary change over all that stands. One
// that was removed since comes back. A claim or an earlier capture that is no
// longer in the project is left out. Nothing is recorded if all stands so
// already. Another's annotation or correction is brought back as it stood last, no
// more. The error wraps [ErrNoEntity] where the entity has no such change, or an
// annotation's article or a correction's passage was removed, [ErrNotYours], and [ErrInvalid] for other
// kinds and for a state in which it was removed.
func (p *Project) Restore(ref Ref, as annotate.ID) (Action, error) {
	return p.RestoreAll(Earlier{ref, as})
}

// asIn is the attribute of a change that restores: the id, as text, of the one
// whose state it restores.
const asIn = "as_in"

// Earlier is the state that an entity had after one of its changes.
type Earlier struct {
	Ref
	As annotate.ID
}

// RestoreAll is [Project.Restore] of several, one after the other in one action,
// which is named after the last: a highlight that was removed with its article
// comes back behind that.
func (p *Project) RestoreAll(list ...Earlier) (Action, error) { return p.restore(false, list...) }

// RestoreOverriding is [Project.Restore] of another's annotation too.
func (p *Project) RestoreOverriding(ref Ref, as annotate.ID) (Action, error) {
	return p.restore(true, Earlier{ref, as})
}

func (p *Project) restore(override bool, list ...Earlier) (Action, error) {
	return p.act(string(list[len(list)-1].Kind)+".restore", func(rec *recording) error {
		for _, e := range list {
			if err := rec.restore(e.Ref, e.As, override); err != nil {
				return err
			}
		}
		return nil
	})
}

func (rec *recording) restore(ref Ref, as annotate.ID, override bool) error {
	if !slices.Contains([]annotate.Kind{annotate.KindAnnotation, annotate.KindClaim, annotate.KindArticle, annotate.KindCorrection}, ref.Kind) {
		return invalid("an earlier state of %s is not restored", annotate.WithArticle(ref.Kind))
	}
	now, err := rec.tables.State(ref)
	if err != nil {
		return err
	}
	changes := now.InOrder()
	at := slices.IndexFunc(changes, func(c *change.Change) bool { return c.ID == as })
	if at < 0 {
		return noSuchChange(ref, as)
	}
	then := annotate.StateOf(change.Fold(ref, changes[:at+1]), true)
	if !slices.ContainsFunc(then.Heads(change.Life), (*change.Change).IsMaking) {
		return invalid("the %s was removed then: remove it instead", ref.Kind)
	}
	if !then.Shown() {
		return invalid("this version cannot read what the %s was then", ref.Kind)
	}
	if ref.Kind == annotate.KindAnnotation {
		if err := rec.src.Live(Ref{Kind: annotate.KindArticle, ID: then.Annotation().Article}); err != nil {
			return err
		}
	}
	if ref.Kind == annotate.KindCorrection {
		if err := rec.src.Live(Ref{Kind: annotate.KindAnnotation, ID: then.Correction().Annotation}); err != nil {
			return err
		}
	}
	diff, err := rec.earlier(ref, then, now)
	if err != nil {
		return err
	}
	if len(diff) > 0 {
		if err := rec.mayChange(now, namesOf(diff), override); err != nil {
			return err
		}
	}
	if now.Live && len(diff) == 0 {
		return nil
	}
	fields := now.Fields()
	for name, value := range diff {
		if fields[name] = value; value == nil {
			delete(fields, name)
		}
	}
	d := change.Draft{Ref: ref, Sets: annotate.Spec(ref.Kind).RegisterValues(fields, namesOf(diff))}
	d.Did = change.Did{Code: rec.Did}
	d.Decides = slices.ContainsFunc(d.Sets, func(s change.Field) bool { return s.Name == "decision" })
	d.More = []change.Field{{Name: asIn, Value: change.OfText(string(as))}}
	if !now.Live {
		d.Sets = append(d.Sets, life(true))
	}
	_, err = rec.put(d)
	return err
}

// earlier returns the fields that lead from one state back to another.
func (rec *recording) earlier(ref Ref, then, now annotate.State) (annotate.Fields, error) {
	was, is, diff := then.Fields(), now.Fields(), annotate.Fields{}
	spec := annotate.Spec(ref.Kind)
	for _, r := range spec.Registers {
		if r.Who == annotate.Nobody {
			continue
		}
		for _, field := range r.Fields {
			if strings.Contains(then.Withheld(), field.Name) || was[field.Name] == is[field.Name] {
				continue
			}
			diff[field.Name] = was[field.Name]
		}
	}
	for name, kind := range map[string]annotate.Kind{"claim": annotate.KindClaim, "supersedes": annotate.KindArticle} {
		id, ok := diff[name].(string)
		if !ok {
			continue
		}
		err := rec.src.Live(Ref{Kind: kind, ID: annotate.ID(id)})
		if err == nil && name == "supersedes" {
			err = rec.checkSupersedes(ref.ID, annotate.ID(id))
		}
		switch {
		case errors.Is(err, ErrNoEntity) || errors.Is(err, ErrInvalid):
			delete(diff, name)
		case err != nil:
			return nil, err
		}
	}
	return diff, nil
}
