// Package drafts keeps what is being typed, in this copy of the project.
package drafts

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/store"
)

// What is being typed goes into a draft at the latest so long after the last
// key. It becomes one change when the field is left, and the draft goes. After a
// program that was killed the next start makes changes of the drafts that are
// left.
const keptAfter = 400 * time.Millisecond

// Drafts are those of one open project. Their methods are called on the window's
// goroutine.
type Drafts struct {
	project *store.Project    // nil where nothing can be kept
	typed   map[string]string // what is not in the file yet
	kept    map[string]string // what is, or is on its way there
	run     *async.Runner
	stop    func() // of the timer; nil while none runs
	failed  func(error)
	told    func() // what is said may be otherwise now
}

// New returns the drafts of a project, nil for none. Failed hears that one could
// not be kept, and told that [Drafts.Said] may be otherwise now.
func New(p *store.Project, run *async.Runner, failed func(error), told func()) *Drafts {
	d := &Drafts{run: run, typed: map[string]string{}, kept: map[string]string{}, failed: failed, told: told}
	if p != nil && p.ReadOnly() == "" {
		d.project = p
	}
	return d
}

// OfAnnotation names the draft of a field of an annotation.
func OfAnnotation(id annotate.ID, field string) string {
	return "annotation " + string(id) + " " + field
}

// OfDecision names that of the decision on a claim.
func OfDecision(claim annotate.ID) string { return "decision " + string(claim) }

// Typing notes what stands in a field that has not been left.
func (d *Drafts) Typing(name, text string) {
	if d.project == nil {
		return
	}
	if text == d.kept[name] {
		delete(d.typed, name)
		return
	}
	if d.typed[name] = text; d.stop == nil {
		d.stop = d.run.After(keptAfter, d.Keep)
	}
}

// Left notes that what stood in a field was recorded, or given up.
func (d *Drafts) Left(name string) {
	delete(d.typed, name)
	if d.kept[name] != "" {
		d.typed[name] = ""
		d.Keep()
	}
}

// Text is what was typed into a field and not recorded, "" where nothing was.
func (d *Drafts) Text(name string) string {
	if s, ok := d.typed[name]; ok {
		return s
	}
	return d.kept[name]
}

// Said tells how it stands with what is being typed on the card.
func (d *Drafts) Said() string {
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

// Close keeps what was typed last, before the project is closed: of what could
// not be recorded the draft is what is left.
func (d *Drafts) Close() {
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

// Keep writes down what was typed, off the window's goroutine.
func (d *Drafts) Keep() {
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

// TakeUp goes through what was being typed when the program was killed. What
// stood in a field of an annotation is given to record, and goes when that
// returns no error; of the decisions that were begun the claims are returned,
// for [Drafts.Text] to tell what they were. It returns how many were recorded,
// and the errors of those that were not, which stay drafts.
func (d *Drafts) TakeUp(record func(id annotate.ID, field, text string) error) (recorded int, begun []annotate.ID, err error) {
	if d.project == nil {
		return 0, nil, nil
	}
	list, err := d.project.Drafts()
	for _, x := range list {
		switch parts := strings.Fields(x.Field); {
		case len(parts) == 3 && parts[0] == "annotation" && (parts[2] == "note" || parts[2] == "attribution"): // what is typed here
			failed := record(annotate.ID(parts[1]), parts[2], strings.TrimSpace(x.Text))
			if failed == nil {
				failed = d.project.KeepDraft(x.Field, "")
				recorded++
			}
			err = errors.Join(err, failed)
		case len(parts) == 2 && parts[0] == "decision":
			d.kept[x.Field] = x.Text
			begun = append(begun, annotate.ID(parts[1]))
		}
	}
	return recorded, begun, err
}
