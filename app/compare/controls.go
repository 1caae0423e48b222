package compare

import (
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// controls are what can be clicked above the rows: the life line, how passages are
// laid out, what they are compared with, and which kinds of change are marked.
type controls struct {
	of       *comparison
	lifeline *lifeline
	onRing   func(witness int)
	switcher *parts.Switch
	picker   *parts.Button // names the baseline, and opens the menu of all passages to choose another
	chips    [len(trace.Kinds)]*parts.Button
	ofFacts  [len(factKinds)]*parts.Button // the chips of facts
	more     *parts.Button                 // shows all of the summary above facts
	inFull   bool                          // that is so
}

// The widths of the picker, in pixels.
const (
	pickerMost  = 420
	pickerLeast = 150
)

func newControls(v *View) *controls {
	c := &controls{of: &v.comparison, switcher: parts.NewSwitch(layoutNames[:], func(i int) { v.SetLayout(Layout(i)) })}
	c.onRing = func(witness int) {
		parts.Focus(v)
		v.Hand.chooseWitness(witness)
	}
	c.picker = parts.NewButton(parts.Pill, "", func() { c.baselines(v.SetBefore, v.setBase) })
	c.picker.Menu, c.picker.OnKey = true, v.other
	for i, k := range trace.Kinds {
		c.chips[i] = newChip(k, func() { v.toggle(&v.on[i]) }, v.other)
	}
	for i := range factKinds {
		c.ofFacts[i] = newFactChip(i, func() { v.toggle(&v.onFacts[i]) }, v.other)
	}
	c.more = parts.NewButton(parts.Link, "", func() {
		c.inFull = !c.inFull
		v.arrange()
	})
	c.more.OnKey = v.other
	return c
}

// below is the head of a claim that has passages: its life line, what can be
// chosen, and what changed, in words.
func (c *controls) below(s *paper) {
	if len(c.of.witnesses) == 0 {
		s.y += style.Gap
		s.paragraph(noPassage)
		return
	}
	if !c.lifeline.shows(c.of.witnesses, s.width) {
		c.lifeline = newLifeline(c.of.witnesses, s.width, c.onRing)
	}
	s.place(c.lifeline, 0, s.y+style.Gap, c.lifeline.Size())
	s.y += style.Gap + c.lifeline.Size().Height + style.Gap
	if len(c.of.witnesses) == 1 {
		s.paragraph(onePassage)
	} else {
		c.put(s)
		c.tell(s)
	}
	s.y += rowsAbove
}

// tell writes what changed, or that this is being worked out.
func (c *controls) tell(s *paper) {
	scene, working, words := c.of.scene, c.of.making.Running(), "Comparing anew …"
	switch {
	case scene != nil && !working && c.of.Telling():
		c.beginning(s)
		return
	case scene != nil && !working:
		s.prose(scene.summary)
		return
	case c.of.layout == Facts:
		words = "Reading what " + trace.Count(len(c.of.witnesses), "passage") + " say …"
	case scene == nil:
		words = "Comparing " + trace.Count(len(c.of.witnesses), "passage") + " …"
	}
	s.prose(trace.Prose{{Text: words}})
}

// How many lines of the summary stand above facts, which would have no room otherwise,
// and how many in a low window.
const summaryMost, summaryLow = 2, 1

// beginning writes the summary, of a long one the first lines; a click on what stands
// below these shows all.
func (c *controls) beginning(s *paper) {
	switch {
	case c.inFull:
	case s.page.low:
		s.most = summaryLow
	default:
		s.most = summaryMost
	}
	cut := s.prose(c.of.scene.summary)
	s.most = 0
	if !cut && !c.inFull {
		return
	}
	words := "More"
	if !cut {
		words = "Less"
	}
	c.more.Say(words)
	size := c.more.MinSize()
	s.place(c.more, -style.Gap-style.Unit, s.y, size) // its words begin where the others do
	s.y += size.Height - style.Gap                    // the rows begin below some room in any case
}

// put puts how the passages are laid out, what they are compared with,
// and the kinds of change that there are: in one line where they fit.
func (c *controls) put(s *paper) {
	size, chips := c.switcher.MinSize(), c.kinds()
	s.place(c.switcher, 0, s.y, size)
	left, wide := size.Width+style.Gap, chipsWide(chips)
	room, beside := s.width-left, s.width-left-wide-2*style.Gap
	if below := beside < pickerLeast; len(chips) > 0 && !below {
		room = beside
	}
	c.picker.Say(c.against(room))
	s.place(c.picker, left, s.y+(size.Height-parts.SmallHigh)/2, c.picker.MinSize())
	if room == beside {
		s.chips(chips, s.width-wide, s.y+(size.Height-parts.SmallHigh)/2)
		s.y += size.Height
		return
	}
	s.y += size.Height
	if len(chips) > 0 {
		s.y += s.chips(chips, 0, s.y+style.Gap+2) + style.Gap + 2
	}
}

// against names what the passages are compared with now, in a room of at most so
// many pixels for the picker.
func (c *controls) against(room float32) string {
	c.picker.Most, c.picker.Hint = min(room, pickerMost), ""
	if c.of.before {
		return "Against the one before"
	}
	w := c.of.witnesses[c.of.base]
	c.picker.Hint = "Against " + trace.Outlet(w) + ": “" + trace.OneLine(w.Quote) + "”"
	words := "Against " + trace.Name(c.of.witnesses, c.of.base)
	if c.picker.Cuts(words) { // a few letters of a passage tell nothing
		words = "Against " + trace.Outlet(c.of.witnesses[c.of.base])
	}
	return words
}

// baselines shows the menu of baselines below the picker.
func (c *controls) baselines(before func(bool), base func(int)) {
	items := []menu.Item{{Words: "The one before", Ticked: c.of.before, Do: func() { before(true) }}}
	for i, w := range c.of.witnesses {
		items = append(items, menu.Item{Words: trace.Name(c.of.witnesses, i), End: style.ShortTime(w.In.Published),
			Ticked: i == c.of.base && !c.of.before, First: i == 0, Do: func() { base(i) }})
	}
	menu.Choose(c.picker, fyne.NewPos(0, parts.SmallHigh+style.Unit), items...)
}

// kinds are the chips of the kinds that occur, of facts those in which sources differ.
func (c *controls) kinds() (list []*parts.Button) {
	add := func(chip *parts.Button, name string, n int, on bool) {
		chip.Say(fmt.Sprintf("%s %d", name, n))
		chip.Choose(on)
		list = append(list, chip)
	}
	switch {
	case c.of.scene == nil:
	case c.of.Telling():
		counts := c.of.scene.facts.counts()
		for i, k := range factKinds {
			if n := counts[k]; n > 0 {
				if c.ofFacts[i] == nil { // in a picture
					c.ofFacts[i] = newFactChip(i, nil, nil)
				}
				add(c.ofFacts[i], factNames[i], n, c.of.onFacts[i])
			}
		}
	default:
		for i, k := range trace.Kinds {
			if n := c.of.scene.counts[k]; n > 0 {
				if c.chips[i] == nil {
					c.chips[i] = newChip(k, nil, nil)
				}
				add(c.chips[i], string(k), n, c.of.on[i])
			}
		}
	}
	return list
}
