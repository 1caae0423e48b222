package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The widths of sheets of words, in pixels: that of a question, and the most
// that a text with long lines gets.
const (
	askWide  = 560
	tellMost = 640
)

// Answer is one of the ways to go on after a question.
type Answer struct {
	Label string
	Do    func()
}

// Ask asks whether to go on, and in which of several ways; the last stands out.
func (k *Kit) Ask(title, question string, can ...Answer) { k.tellWith(title, question, "Cancel", can) }

// Offer tells something, and what can be done with it; the last stands out.
func (k *Kit) Offer(title, text string, can ...Answer) { k.tellWith(title, text, "Close", can) }

func (k *Kit) tellWith(title, text, leave string, can []Answer) {
	s := k.Sheet(title, askWide, words(text, askWide))
	s.Button(leave, s.Close)
	for i, a := range can {
		do := func() {
			s.Close()
			a.Do()
		}
		if i == len(can)-1 {
			s.Strong(a.Label, do)
		} else {
			s.Button(a.Label, do)
		}
	}
	s.Show(nil)
}

// Tell shows a text that is only read; a line break in it is one.
func (k *Kit) Tell(title, text string) {
	var longest float32
	for line := range strings.SplitSeq(text, "\n") {
		longest = max(longest, fyne.MeasureText(line, style.TextSize, fyne.TextStyle{}).Width)
	}
	wide := min(max(longest+2*side+style.Panel, askWide), tellMost)
	k.Look(title, wide, words(text, wide))
}

// Look shows what is only looked at.
func (k *Kit) Look(title string, wide float32, content fyne.CanvasObject) {
	s := k.Sheet(title, wide, content)
	s.Strong("Close", s.Close)
	s.Show(nil)
}

// words are a text that is wrapped for a sheet of a width, in pixels; a line
// break in it is one.
func words(s string, wide float32) fyne.CanvasObject {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines = append(lines, parts.Wrap(paragraph, style.TextSize, fyne.TextStyle{}, wide-2*side-style.Panel, 1000)...)
	}
	return parts.Inset(widget.NewLabel(strings.Join(lines, "\n")), 0, 0, 0, -style.Gap) // a label has its own space
}
