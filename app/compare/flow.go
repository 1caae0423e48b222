package compare

import (
	"slices"
	"strings"

	"claimtrace/app/typeset"
)

// flow is a wording set in lines.
type flow struct {
	*typeset.Flow
	runs  []run
	faces faces // in which its words are measured
}

// newFlow cuts a wording into words, on any goroutine.
func newFlow(w wording) *flow {
	runs := make([]typeset.Run, len(w.runs))
	for i, r := range w.runs {
		runs[i] = typeset.Run{Text: r.text, Spaced: r.spaced, Struck: r.tone == gone}
		if r.named {
			runs[i].Label = string(r.kind)
		}
	}
	return &flow{Flow: typeset.NewFlow(runs), runs: w.runs}
}

// again is the flow once more, to be set in another width; nil of nil.
func (f *flow) again() *flow {
	if f == nil {
		return nil
	}
	return &flow{Flow: f.Again(), runs: f.runs}
}

// said is the words of all runs, one after the other.
func (f *flow) said() string {
	words := make([]string, len(f.runs))
	for i, r := range f.runs {
		words[i] = r.text
	}
	return strings.Join(words, " ")
}

// begin is to set the words in faces and a column of a width.
func (f *flow) begin(in faces, width float32) {
	if f.faces != in {
		f.faces = in
		f.Forget()
	}
	f.Begin(width)
}

// extend sets words while there is time.
func (f *flow) extend(b budget) {
	f.Extend(func(w typeset.Word) float32 { return f.faces.width(w, f.runs[w.Run]) }, b)
}

// reach tells how much of a line an edit takes.
func (f *flow) reach(line, edit int) (left, right float32, ok bool) {
	if first, last := f.Runs(line); edit < 0 || !slices.ContainsFunc(f.runs[first:last+1], func(r run) bool { return r.edit == edit }) {
		return 0, 0, false
	}
	for _, s := range f.Strips(line) {
		if f.runs[s.Run].edit != edit {
			continue
		}
		if !ok {
			left, right = s.Left, s.Right
		}
		left, right, ok = min(left, s.Left), max(right, s.Right), true
	}
	return left, right, ok
}
