package compare

import (
	"context"
	"slices"
	"time"

	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// scene is what the view shows of a claim, or of two articles: compared, put
// into words and cut, but not yet measured. It does not change once it is made,
// save that its flows are measured.
type scene struct {
	job      job
	trace    *trace.Trace    // of a claim
	articles *trace.Articles // of two articles
	table    *trace.Table    // where the layout shows it
	sheet    *sheet
	said     []store.Facets // what each witness says, where the layout shows it
	trouble  error          // why they could not be read
	facts    *factSheet
	texts    []texts // by row
	counts   trace.Counts
	summary  trace.Prose
}

// texts are the words of a row: inline or on the right, and on the left.
type texts struct {
	left, right *flow
	note        string
}

// job is what a scene is made of.
type job struct {
	claim     store.ClaimRow
	witnesses []store.Witness
	options   trace.Options
	layout    Layout
	on        kindSet
	pair      *pairOf
	facets    func(context.Context, []store.Witness) ([]store.Facets, error) // reads what they say; nil for not at all
	said      []store.Facets                                                 // what they say, where that was read already
	onFacts   factSet
	old       *scene // whose parts can be used again where nothing has changed for them
}

// atOnce is how many bytes of text are compared without leaving the window's
// goroutine: some two milliseconds of work.
const atOnce = 8_000

// size is how much there is to do, in bytes.
func (j job) size() (n int) {
	if j.pair != nil {
		return len(j.pair.base.Text) + len(j.pair.other.Text)
	}
	for _, w := range j.witnesses {
		n += len(w.Quote)
	}
	if len(j.witnesses) > 0 && j.options.Base < len(j.witnesses) && !j.options.Before {
		n += (len(j.witnesses) - 1) * len(j.witnesses[j.options.Base].Quote)
	}
	if j.layout == Table {
		n *= 2
	}
	return n
}

// do makes the scene. It needs no window.
func (j job) do(ctx context.Context) *scene {
	if j.pair != nil {
		return j.pairs()
	}
	t, known := j.traced()
	s := &scene{job: j, said: j.said}
	s.job.old = nil
	if j.reads() {
		s.said, s.trouble = j.facets(ctx, j.witnesses)
	}
	if j.tells() && len(s.said) != len(j.witnesses) { // nobody knows what they say
		s.said = make([]store.Facets, len(j.witnesses))
	}
	t = t.With(s.said)
	s.trace = t
	s.counts, s.summary = t.Counts(), trace.Join(trace.Turns(j.claim, j.witnesses), t.Summary())
	if j.tells() {
		s.facts = newFactSheet(t.Facts(), j.onFacts)
		return s
	}
	if j.layout == Table && len(j.witnesses) > 1 {
		if known && j.old.table != nil {
			s.table, s.sheet = j.old.table, j.old.sheet
		} else {
			s.table = s.trace.Table()
			s.sheet = newSheet(s.table)
		}
	}
	s.texts = make([]texts, len(j.witnesses))
	for i := range j.witnesses {
		if s.table == nil || s.table.Rows[i] == nil { // else its words stand in the columns
			s.texts[i] = j.text(s.trace, i)
		}
	}
	return s
}

// tells tells whether what the witnesses say is shown.
func (j job) tells() bool { return j.layout == Facts && j.pair == nil && len(j.witnesses) > 1 }

// reads tells whether it is still to be read: the summary tells of it in every
// layout.
func (j job) reads() bool {
	return j.pair == nil && len(j.witnesses) > 1 && len(j.said) != len(j.witnesses) && j.facets != nil
}

// traced compares the witnesses, where that was not done already.
func (j job) traced() (t *trace.Trace, known bool) {
	if old := j.old; old != nil && old.trace != nil && old.trace.Options == j.options && old.job.same(j) {
		again := *old.trace
		again.Claim = j.claim // what is said of it may have changed
		return &again, true
	}
	return trace.New(j.claim, j.witnesses, j.options), false
}

// same tells whether two jobs are of the same texts.
func (j job) same(other job) bool {
	return j.pair == other.pair && j.claim.ID == other.claim.ID && slices.Equal(j.claim.Marks, other.claim.Marks) &&
		slices.Equal(j.witnesses, other.witnesses)
}

// text puts the i-th witness into words.
func (j job) text(t *trace.Trace, i int) texts {
	s := t.Steps[i]
	to := []rune(j.witnesses[i].Quote)
	out := texts{note: j.note(t, i)}
	if s.Base < 0 {
		out.right = newFlow(plain(j.witnesses[i].Quote))
		if j.layout == Beside && s.Alone == "" && len(j.witnesses) > 1 {
			out.left, out.right = out.right, nil // the baseline stands where baselines stand
		}
		return out
	}
	from := []rune(j.witnesses[s.Base].Quote)
	switch {
	case j.layout == Beside && s.Apart:
		out.left, out.right = newFlow(plain(string(from))), newFlow(plain(string(to)))
	case j.layout == Beside:
		left, right := beside(from, to, s.Edits, j.on)
		out.left, out.right = newFlow(left), newFlow(right)
	case s.Apart:
		out.right = newFlow(plain(string(to)))
	default:
		out.right = newFlow(inline(from, to, s.Edits, j.on))
	}
	return out
}

// What is said below a passage whose marks do not speak for themselves.
const (
	noteSame  = "same wording"
	noteQuiet = "same wording, but for spelling and punctuation"
	noteOwn   = "in words of its own. "
	noteApart = "in words of its own: next to nothing in common with "
	noteOff   = "what differs is switched off above"
)

// note is what to say below the i-th witness, "" if nothing.
func (j job) note(t *trace.Trace, i int) string {
	s := t.Steps[i]
	if s.Base < 0 {
		return s.Alone
	}
	said, base := j.remark(t, i), "the baseline"
	if j.options.Before {
		base = trace.Name(j.witnesses, s.Base)
	}
	switch {
	case said == noteApart:
		return said + base
	case !j.options.Before:
		return said
	case said == "":
		return "against " + base
	}
	return said + ", against " + base
}

// remark is what to say of how the i-th witness differs, "" where its marks
// tell it.
func (j job) remark(t *trace.Trace, i int) string {
	if t.Steps[i].Apart {
		if substance := t.Substance(i); substance != "" {
			return noteOwn + substance
		}
		return noteApart
	}
	silent, shown := true, false
	c := t.Changes(i)
	for k := range c {
		silent = silent && trace.VoiceOf(k) == trace.Silent
		shown = shown || j.on.has(k)
	}
	switch {
	case len(c) == 0:
		return noteSame
	case shown:
		return ""
	case silent:
		return noteQuiet
	}
	return noteOff
}

// job is what the view is to show.
func (v *View) job() job {
	j := job{claim: v.claim, witnesses: v.witnesses, options: trace.Options{Options: v.Options, Base: v.base, Before: v.before},
		layout: v.layout, on: v.on, pair: v.pair, facets: v.Facets, said: v.said, onFacts: v.onFacts, old: v.scene}
	if len(v.witnesses) == 0 {
		j.options.Base = 0
	}
	return j
}

// work makes the scene that is asked for, at once where that takes no time.
func (v *View) work() {
	v.making.Drop()
	j := v.job()
	if j.size() <= atOnce && !j.reads() {
		v.show(j.do(context.Background()))
		return
	}
	var made *scene
	do, then := func(ctx context.Context) { made = j.do(ctx) }, func() { v.show(made) }
	if j.reads() {
		var was bool
		if v.making, was = v.run.Soon(patience, do, then); was {
			return
		}
	}
	if v.scene != nil && !v.scene.job.same(j) {
		v.scene = nil
	}
	if !j.reads() {
		v.making = v.run.Go(do, then)
	}
	// What is read anew stays as it is until then.
	if v.making.Running() && !(j.reads() && v.scene != nil && v.scene.job.layout == j.layout) {
		v.arrange()
	}
}

// patience is how long the window waits for what is mostly there in a moment.
const patience = 60 * time.Millisecond

// show puts a scene on the page.
func (v *View) show(s *scene) {
	w, told := v.inHand(), v.tells()
	v.scene = s
	if s.said != nil {
		v.said = s.said
	}
	if s.trouble != nil && v.OnTrouble != nil {
		v.OnTrouble(s.trouble)
	}
	fresh := v.due != nil && v.due.top == anchor{row: -1}
	if told != v.tells() && v.due == nil {
		v.turnTable(w)
		fresh = true
	}
	v.arrange()
	if fresh && v.tells() {
		v.showRows()
	}
	waiting := v.waiting
	v.waiting = nil
	for _, w := range waiting {
		if w.of.same(s.job) {
			w.then()
		}
	}
}

// factsSeen is how many rows of facts are to be seen when they come on the page.
const factsSeen = 3

// showRows scrolls as little as it takes to see the first rows.
func (v *View) showRows() {
	if len(v.rows) == 0 || v.width == 0 {
		return
	}
	last := min(factsSeen, len(v.rows)) - 1
	for i := range last + 1 {
		v.layOut(i)
	}
	if y := v.rows[last].y + v.rows[last].height() - v.scroll.Size().Height; y > v.scroll.Offset.Y {
		v.scrollTo(min(y, v.rows[0].y-v.pinned()))
	}
}

// waiting is what is done once a claim, or two articles, are compared.
type waiting struct {
	of   job
	then func()
}

// Ready calls then once what is to be shown is compared, which may be at once;
// never where something else is to be shown by then.
func (v *View) Ready(then func()) {
	if !v.making.Running() {
		then()
		return
	}
	v.waiting = append(v.waiting, waiting{v.job(), then})
}
