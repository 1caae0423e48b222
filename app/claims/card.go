package claims

import (
	"cmp"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// Passage is what the card shows of the annotation in hand.
type Passage struct {
	annotate.Annotation
	Statement string // of its claim, "" if it is tied to none
	By        string // the reviewer and when
	Fixed     bool   // nothing of it can be changed here
	Overlap   string // its place among highlights that overlap, "" where none does
	Choose    string // the key that chooses its claim
	// Asks is what of it asks to be settled, in a word or two, by register; "" is the
	// passage as a whole.
	Asks map[string]string
}

// Card shows the passage in hand and lets it be changed.
type Card struct {
	widget.BaseWidget

	OnVerdict func(annotate.Verdict)
	OnClaim   func() // the claim was clicked: pick another
	// OnSet hands on the attribution or note that was typed for an annotation.
	// Where it fails the text stays and is handed on again.
	OnSet func(id annotate.ID, field, text string) error
	// OnTyping hears what stands in the attribution or note of an annotation
	// while it is typed, before it is handed on; "" where that is recorded already.
	OnTyping  func(id annotate.ID, field, text string)
	OnHeight  func() // the card needs another height than it had
	OnRemove  func()
	OnCompare func()
	OnLeave   func() // done with a line of text: the keyboard goes back to the text
	OnFocus   func() // a line of text got the keyboard or lost it
	OnAsks    func(register string)

	p       Passage
	showing bool
	back    *canvas.Rectangle
	quote   *quote
	tags    *parts.Verdicts
	claim   *parts.Button
	says    *lineEntry
	note    *lineEntry
	fixed   [2]*widget.Label // what stands in the place of those two where they cannot be changed
	by      *parts.Quiet
	overlap *parts.Quiet
	remove  *parts.Button
	body    *fyne.Container
	asks    map[string]*parts.Button // by register
	above   *fyne.Container          // those that have no line of their own
}

// NewCard returns a card that shows nothing.
func NewCard() *Card {
	c := &Card{back: canvas.NewRectangle(nil), quote: newQuote(), by: parts.NewQuiet(""), overlap: parts.NewQuiet("")}
	c.back.CornerRadius = style.Corner
	c.back.StrokeWidth = 1
	c.tags = parts.NewVerdicts("The passage", "", func(v annotate.Verdict) {
		if c.OnVerdict != nil {
			c.OnVerdict(v)
		}
	})
	c.claim = parts.NewButton(parts.Reference, "", func() { call(c.OnClaim) })
	c.claim.Hint = "Choose another claim"
	c.says = newLineEntry("the outlet itself", func(s string) error { return c.set("attribution", s) })
	c.note = newLineEntry("add a note", func(s string) error { return c.set("note", s) })
	for field, e := range map[string]*lineEntry{"attribution": c.says, "note": c.note} {
		e.OnChanged = func(s string) {
			if s == e.was {
				s = "" // nothing that is not recorded
			}
			e.grow()
			if c.showing && c.OnTyping != nil {
				c.OnTyping(c.p.ID, field, s)
			}
		}
		e.onGrow = func() { call(c.OnHeight) }
		e.onLeave = func() { call(c.OnLeave) }
		e.onFocus = func() { call(c.OnFocus) }
	}
	c.note.least = 2
	c.note.SetMinRowsVisible(2)
	compare := parts.NewButton(parts.Word, "Compare", func() { call(c.OnCompare) })
	c.remove = parts.NewButton(parts.Word, "Remove", func() { call(c.OnRemove) })
	for i := range c.fixed {
		c.fixed[i] = widget.NewLabel("")
		c.fixed[i].Wrapping = fyne.TextWrapWord
	}
	c.asks = map[string]*parts.Button{}
	asks := func(register string) *parts.Button {
		b := parts.NewButton(parts.Small, "", func() {
			if c.OnAsks != nil {
				c.OnAsks(register)
			}
		})
		b.Hint = "Choose which of them stands"
		b.Hide()
		c.asks[register] = b
		return b
	}
	named := func(words, register string) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedVBoxLayout(0), layout.NewSpacer(), parts.NewQuiet(words), container.NewHBox(asks(register)), layout.NewSpacer())
	}
	c.above = container.NewHBox(asks("place"), asks("verdict"), asks(""))
	fields := container.New(layout.NewFormLayout(), named("Claim", "tie"), c.claim,
		named("Says who", "attribution"), container.NewStack(c.says, c.fixed[0]), named("Note", "note"), container.NewStack(c.note, c.fixed[1]), parts.NewQuiet("Reviewer"), c.by)
	c.body = container.NewStack(c.back, parts.Inset(container.NewVBox(
		c.quote, c.above, c.tags, fields, container.NewHBox(compare, layout.NewSpacer(), c.overlap, layout.NewSpacer(), c.remove)), style.Panel, style.Panel, style.Unit, style.Panel))
	c.ExtendBaseWidget(c)
	c.Clear()
	return c
}

func call(f func()) {
	if f != nil {
		f()
	}
}

func (c *Card) set(field, text string) error {
	if !c.showing || c.OnSet == nil {
		return nil
	}
	return c.OnSet(c.p.ID, field, text)
}

// Put puts a passage on the card. What was being typed for the one before is
// kept for that one.
func (c *Card) Put(p Passage) {
	if p.ID != c.p.ID {
		_ = c.Flush() // OnSet has said what went wrong
	}
	c.p, c.showing = p, true
	c.quote.set(inMarks(beginning(p.Quote)))
	c.tags.Choose(p.Verdict)
	statement := p.Statement
	if statement == "" {
		statement = "none: choose one"
		if p.Choose != "" {
			statement += " (" + p.Choose + ")"
		}
	}
	c.claim.Say(statement)
	c.says.put(p.Attribution)
	c.note.put(p.Note)
	says, note := "the outlet itself", "none"
	c.says.SetPlaceHolder(says)
	c.note.SetPlaceHolder("add a note")
	for _, field := range strings.Fields(p.Withheld) {
		switch field {
		case "attribution":
			says = leftOut
			c.says.SetPlaceHolder(leftOut)
		case "note":
			note = leftOut
			c.note.SetPlaceHolder(leftOut)
		}
	}
	c.fixed[0].SetText(cmp.Or(p.Attribution, says))
	c.fixed[1].SetText(cmp.Or(p.Note, note))
	for i, e := range []*lineEntry{c.says, c.note} {
		parts.Show(e, !p.Fixed)
		parts.Show(c.fixed[i], p.Fixed)
	}
	parts.Show(c.remove, !p.Fixed)
	some := false
	for register, b := range c.asks {
		words := p.Asks[register]
		if words != "" {
			switch register {
			case "place":
				words = "ends: " + words
			case "verdict":
				words = "verdict: " + words
			}
			some = some || register == "place" || register == "verdict" || register == ""
		}
		b.Say(words)
		parts.Show(b, words != "")
	}
	parts.Show(c.above, some)
	c.by.Set(p.By)
	c.overlap.Set(p.Overlap)
	parts.Show(c, true)
}

// leftOut stands in the place of what was left out of the package in which it came.
const leftOut = "left out of the package"

// quoteMost is how much of a passage the card can show, in bytes; the rest of
// a very long one is not even looked at.
const quoteMost = 4000

// beginning returns a passage on one line, or where it is very long as much of
// it as may be shown.
func beginning(s string) string {
	more := ""
	if len(s) > quoteMost {
		s, more = strings.ToValidUTF8(s[:quoteMost], ""), "…"
	}
	return strings.Join(strings.Fields(s), " ") + more
}

// inMarks puts a quote in quotation marks unless it brings its own.
func inMarks(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") {
		return s
	}
	return "“" + s + "”"
}

// Flush hands on what was typed and not yet entered; the error is OnSet's.
func (c *Card) Flush() error { return errors.Join(c.says.done(), c.note.done()) }

// FocusNote puts the keyboard into the note, at its end.
func (c *Card) FocusNote() {
	parts.Focus(c.note)
	c.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // behind what is there
}

// Clear hides the card.
func (c *Card) Clear() {
	_ = c.Flush() // OnSet has said what went wrong
	c.showing, c.p = false, Passage{}
	parts.Show(c, false)
}

// Refresh implements [fyne.CanvasObject].
func (c *Card) Refresh() {
	c.dress()
	c.BaseWidget.Refresh()
}

func (c *Card) dress() {
	p := style.Now()
	c.back.FillColor, c.back.StrokeColor = p.Surface, p.Line
}

// CreateRenderer implements [fyne.Widget].
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	c.dress()
	return widget.NewSimpleRenderer(parts.Inset(c.body, style.Unit, style.Panel, style.Panel, style.Panel))
}

// lineEntry is an entry that hands its text on when Enter is typed or the
// keyboard leaves it. It wraps, and is as high as what stands in it.
type lineEntry struct {
	parts.Paragraph
	was     string
	least   int // rows that it has at least
	rows    int
	onDone  func(string) error
	onLeave func()
	onGrow  func()
	onFocus func()
}

// mostRows is how many rows an entry has at the most; more are scrolled.
const mostRows = 8

// grow gives the entry the rows that its text needs.
func (e *lineEntry) grow() {
	wide := e.Size().Width - 4*theme.InnerPadding() // within the box, and its scroller
	if wide <= 0 {
		return
	}
	rows := 0
	for line := range strings.SplitSeq(e.Text, "\n") {
		rows += max(len(parts.Wrap(line, theme.TextSize(), fyne.TextStyle{}, wide, mostRows)), 1)
	}
	if rows = min(max(rows, e.least), mostRows); rows == e.rows {
		return
	}
	e.rows = rows
	e.SetMinRowsVisible(rows)
	if e.onGrow != nil {
		e.onGrow()
	}
}

// Resize implements [fyne.CanvasObject].
func (e *lineEntry) Resize(s fyne.Size) {
	other := s.Width != e.Size().Width
	e.Entry.Resize(s)
	if other {
		e.grow()
	}
}

func newLineEntry(hint string, onDone func(string) error) *lineEntry {
	e := &lineEntry{onDone: onDone, least: 1}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord // Enter hands it on like any other line
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(1)
	e.SetPlaceHolder(hint)
	return e
}

// CreateRenderer implements [fyne.Widget].
func (e *lineEntry) CreateRenderer() fyne.WidgetRenderer {
	return parts.Outlined(e.Entry.CreateRenderer())
}

// AcceptsTab implements [fyne.Tabbable]: Tab goes on to what comes next.
func (e *lineEntry) AcceptsTab() bool { return false }

// TypedKey implements [fyne.Focusable]: Enter and Escape hand the text on and
// give the keyboard back; undo takes it back like everything.
func (e *lineEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		_ = e.done()
		if e.onLeave != nil {
			e.onLeave()
		}
	default:
		parts.TypeKey(e, &e.Paragraph, k)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (e *lineEntry) TypedShortcut(s fyne.Shortcut) { parts.TypeShortcut(e, &e.Entry, s) }

// Typed tells whether anything stands in it: then undo is its own.
func (e *lineEntry) Typed() bool { return e.Text != "" }

func (e *lineEntry) put(s string) {
	e.was = s
	if e.Text != s {
		e.SetText(s)
	}
	e.grow()
}

func (e *lineEntry) done() error {
	s := annotate.Typed(strings.TrimSpace(e.Text))
	if s == e.was {
		return nil
	}
	err := e.onDone(s)
	if err == nil {
		e.was = s
	}
	return err
}

// Hints implements [parts.Hinted].
func (e *lineEntry) Hints() []parts.Hint {
	return []parts.Hint{{Keys: []string{"Enter"}, Does: "record"}, {Keys: []string{"Ctrl", "Z"}, Does: "take back"}}
}

// FocusGained implements [fyne.Focusable].
func (e *lineEntry) FocusGained() {
	e.Entry.FocusGained()
	call(e.onFocus)
}

// FocusLost implements [fyne.Focusable].
func (e *lineEntry) FocusLost() {
	e.Entry.FocusLost()
	call(e.onFocus)
	_ = e.done()
}
