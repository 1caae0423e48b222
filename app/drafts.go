package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/store"
)

// What is being typed into the card goes into a draft of this copy of the
// project, at the latest so long after the last key. It becomes one change when
// the field is left, and the draft goes. After a program that was killed the
// next start makes changes of the drafts that are left.
const draftAfter = 400 * time.Millisecond

// drafts keeps what is being typed.
type drafts struct {
	project *store.Project    // nil where nothing can be kept
	typed   map[string]string // what is not in the file yet
	kept    map[string]string // what is, or is on its way there
	run     *async.Runner
	stop    func() // of the timer; nil while none runs
	failed  func(error)
	told    func() // what is said may be otherwise now
}

func newDrafts(p *store.Project, run *async.Runner, failed func(error), told func()) *drafts {
	d := &drafts{run: run, typed: map[string]string{}, kept: map[string]string{}, failed: failed, told: told}
	if p != nil && p.ReadOnly() == "" {
		d.project = p
	}
	return d
}

// draftOf names the draft of a field of an annotation.
func draftOf(id annotate.ID, field string) string { return "annotation " + string(id) + " " + field }

// typing notes what stands in a field that has not been left.
func (d *drafts) typing(name, text string) {
	if d.project == nil {
		return
	}
	if text == d.kept[name] {
		delete(d.typed, name)
		return
	}
	if d.typed[name] = text; d.stop == nil {
		d.stop = d.run.After(draftAfter, d.keep)
	}
}

// left notes that what stood in a field was recorded, or given up.
func (d *drafts) left(name string) {
	delete(d.typed, name)
	if d.kept[name] != "" {
		d.typed[name] = ""
		d.keep()
	}
}

// text is what was typed into a field and not recorded, "" where nothing was.
func (d *drafts) text(name string) string {
	if s, ok := d.typed[name]; ok {
		return s
	}
	return d.kept[name]
}

// said tells how it stands with what is being typed on the card.
func (d *drafts) said() string {
	onCard := func(name, text string) bool { return text != "" && strings.HasPrefix(name, "annotation ") }
	for name, text := range d.typed {
		if onCard(name, text) {
			return "Typing…"
		}
	}
	for name, text := range d.kept {
		if onCard(name, text) {
			return "Typed, and kept as a draft until you leave the field"
		}
	}
	return "Saved"
}

// close keeps what was typed last, before the project is closed: of what could
// not be recorded the draft is what is left.
func (d *drafts) close() {
	if d.stop == nil {
		return
	}
	d.stop()
	d.stop = nil
	for _, name := range slices.Sorted(maps.Keys(d.typed)) {
		_ = d.project.KeepDraft(name, d.typed[name]) // nobody is left to be told
	}
	d.typed = map[string]string{}
}

// keep writes down what was typed, off the window's goroutine.
func (d *drafts) keep() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
	}
	typed := d.typed
	d.typed = map[string]string{}
	maps.Copy(d.kept, typed)
	var err error
	d.run.Go(func(context.Context) {
		for _, name := range slices.Sorted(maps.Keys(typed)) {
			if err = d.project.KeepDraft(name, typed[name]); err != nil {
				return
			}
		}
	}, func() {
		if err != nil {
			d.failed(err)
			return
		}
		d.told()
	})
}

// takeUpDrafts records what was being typed when the program was killed, each as
// a change of its own, and says so. What cannot be recorded stays a draft.
func (w *window) takeUpDrafts() {
	p := w.session.Project()
	if p == nil || p.ReadOnly() != "" {
		return
	}
	list, err := p.Drafts()
	if err != nil {
		w.said.Say(err)
		return
	}
	taken, begun := 0, ""
	for _, d := range list {
		switch parts := strings.Fields(d.Field); {
		case len(parts) == 3 && parts[0] == "annotation" && (parts[2] == "note" || parts[2] == "attribution"): // what is typed here
			err := w.session.SetAnnotation(annotate.ID(parts[1]), annotate.Fields{parts[2]: strings.TrimSpace(d.Text)})
			if err == nil {
				err = p.KeepDraft(d.Field, "")
				taken++
			}
			w.said.Say(err)
		case len(parts) == 2 && parts[0] == "decision":
			w.drafts.kept[d.Field] = d.Text
			if c, ok := w.session.ClaimRow(annotate.ID(parts[1])); ok {
				begun = c.Statement
			}
		}
	}
	if begun != "" {
		w.tell("A decision was begun and is kept: choose “" + begun + "” and Decide the claim to go on with it")
	}
	if taken > 0 {
		w.tell("What was being typed when the program ended is recorded: " + undoKey() + " takes it back")
	}
}
