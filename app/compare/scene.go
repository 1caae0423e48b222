package compare

import (
	"context"
	"strings"

	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
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

// words is how many they are.
func (t texts) words() (n int) {
	for _, f := range [...]*flow{t.left, t.right} {
		if f != nil {
			n += f.Words()
		}
	}
	return n
}

// job is what a scene is made of.
type job struct {
	asked
	facets func(context.Context, []store.Witness) ([]store.Facets, error) // reads what they say; nil for not at all
	said   []store.Facets                                                 // what they say, where that was read already
	old    *scene                                                         // whose parts can be used again where nothing has changed for them
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
	if len(j.witnesses) > 0 && !j.before {
		n += (len(j.witnesses) - 1) * len(j.witnesses[j.base].Quote)
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
	if old := j.old; old != nil && old.trace != nil && old.trace.Options == j.against() && old.job.same(&j.asked) {
		again := *old.trace
		again.Claim = j.claim // what is said of it may have changed
		return &again, true
	}
	return trace.New(j.claim, j.witnesses, j.against()), false
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
	if j.before {
		base = trace.Name(j.witnesses, s.Base)
	}
	switch {
	case said == noteApart:
		return said + base
	case !j.before:
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

// amount is how many words are to be laid out.
func (s *scene) amount() (n int) {
	if s == nil {
		return 0
	}
	for _, t := range s.texts {
		n += t.words()
	}
	if s.sheet != nil {
		n += len(s.sheet.columns) * 4
	}
	if s.facts != nil {
		n += s.facts.words()
	}
	return n
}

// describe says for those who hear it what a row holds.
func (s *scene) describe(i int) string {
	var said []string
	switch {
	case i < 0:
	case s.facts != nil:
		r := s.facts.rows[i]
		for k, c := range r.Cells {
			words := c.Text()
			if s.facts.marks[i][k] {
				words += " (" + string(c.State) + ")"
			}
			said = append(said, trace.Outlet(s.job.witnesses[k])+": "+words)
		}
		return r.Label + ": " + strings.Join(said, "; ")
	case s.job.pair != nil:
		for side, f := range [...]*flow{s.texts[i].left, s.texts[i].right} {
			if f != nil {
				said = append(said, [...]Article{s.job.pair.base, s.job.pair.other}[side].Name()+": "+f.said())
			}
		}
		return strings.Join(said, "; ")
	default:
		w := s.job.witnesses[i]
		said = append(said, trace.Outlet(w), style.ShortTime(w.In.Published), trace.Verdict(w.Verdict)+": "+trace.OneLine(w.Quote))
	}
	return strings.Join(said, ", ")
}
