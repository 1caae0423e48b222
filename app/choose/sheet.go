package choose

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The size of the sheet, in pixels; a smaller window makes it smaller.
const (
	sheetWidth  = 640
	sheetHeight = 520
	listLeast   = 90
)

// patience is how long the window waits for the file system before it goes on
// without an answer and shows it later. A test waits as long as it takes.
var patience = 50 * time.Millisecond

// sheet is the chooser while it is open. All of it lives on Fyne's goroutine.
type sheet struct {
	o      Options
	saving bool
	done   func([]string)

	canvas   fyne.Canvas
	pop      *widget.PopUp
	keys     func(*fyne.KeyEvent) // what the canvas did before with keys that
	runes    func(rune)           // nothing in it had the focus for
	patience time.Duration
	post     func(func()) // brings work back to Fyne's goroutine
	closed   bool

	listing listing
	shown   bool // listing was read once
	picks   picks
	name    string // for saving: the name to keep from folder to folder
	settled string // the text of the field as the sheet set it; any other was typed
	stuck   string // typed text that cannot be completed further

	// Each is counted up to make late answers to older questions void.
	reading, asking int

	title    *canvas.Text
	field    *field
	notice   *parts.Notice
	question *question
	list     *list
	frame    *canvas.Rectangle
	empty    *widget.Label
	summary  *canvas.Text
	every    *link
	cancel   *button
	confirm  *button
	face     *face
}

func newSheet(c fyne.Canvas, o Options, saving bool, done func([]string)) *sheet {
	s := &sheet{o: o, saving: saving, done: done, canvas: c, name: tidy(o.Name), patience: patience, post: fyne.Do}
	s.picks = picks{many: o.Many, folders: o.Folders}
	s.title = parts.Text(o.Title, style.ReadSize, true, nil)
	s.field = newField(s)
	s.notice = parts.NewNotice()
	s.question = newQuestion(s)
	s.list = newList(s)
	s.frame = &canvas.Rectangle{CornerRadius: style.Corner, StrokeWidth: 1}
	s.empty = widget.NewLabel("")
	s.empty.Importance, s.empty.Alignment, s.empty.Wrapping = widget.LowImportance, fyne.TextAlignCenter, fyne.TextWrapWord
	s.summary = parts.Text("", style.SmallSize, false, nil)
	s.every = newLink(s, s.all)
	s.cancel = newButton(s, "Cancel", widget.MediumImportance, s.close)
	s.confirm = newButton(s, o.Confirm, widget.HighImportance, s.press)

	least := canvas.NewRectangle(nil)
	least.SetMinSize(fyne.NewSize(0, listLeast))
	lines := container.NewThemeOverride(s.list, tight{fyne.CurrentApp().Settings().Theme()})
	middle := container.NewStack(s.frame, least, parts.Inset(lines, 5, 5, 5, 5),
		container.NewCenter(container.New(parts.Sized{Width: sheetWidth * 2 / 3}, s.empty)))
	head := container.NewVBox(s.title, parts.Inset(s.field, style.Gap, 0, style.Gap, 0), s.notice, s.question)
	foot := container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(s.summary), container.NewCenter(s.every)),
		container.New(layout.NewCustomPaddedHBoxLayout(style.Gap), s.cancel, s.confirm))
	body := container.NewBorder(head, parts.Inset(foot, style.Panel, 0, 0, 0), nil, nil, middle)
	s.face = newFace(s, parts.Inset(body, 18, 20, 18, 20))
	return s
}

// begin shows the sheet.
func (s *sheet) begin() {
	open = s
	s.pop = widget.NewModalPopUp(s.face, s.canvas)
	s.pop.Resize(fyne.NewSize(sheetWidth, sheetHeight))
	s.pop.Show()
	s.keys, s.runes = s.canvas.OnTypedKey(), s.canvas.OnTypedRune()
	s.canvas.SetOnTypedKey(func(e *fyne.KeyEvent) { s.stray().TypedKey(e) })
	s.canvas.SetOnTypedRune(func(r rune) { s.stray().TypedRune(r) })
	s.canvas.Focus(s.field)

	from := s.o.Folder
	if from == "" {
		from = lastFolder
	}
	if from == "" {
		from = home()
	}
	if full, err := filepath.Abs(from); err == nil {
		from = full
	}
	s.enter(from)
}

// stray gives the keyboard back to the field after a click beside everything
// has taken it away.
func (s *sheet) stray() fyne.Focusable {
	s.canvas.Focus(s.field)
	return s.field
}

func (s *sheet) close() {
	s.closed = true
	if open == s {
		open = nil
	}
	s.canvas.SetOnTypedKey(s.keys)
	s.canvas.SetOnTypedRune(s.runes)
	s.pop.Hide()
}

// escape takes back a question, or closes the sheet.
func (s *sheet) escape() {
	if s.question.Visible() {
		s.keep()
		return
	}
	s.close()
}

// tell brings everything beside the list up to date with it.
func (s *sheet) tell() {
	files, folders := s.picks.count(s.listing)
	typed := s.typed()
	word, ready := s.o.Confirm, s.saving || typed || files+folders > 0
	switch {
	case typed || s.saving:
	case s.picks.many && files+folders > 0:
		word += " " + chosenWord(files, folders)
	case s.folderHere():
		word, ready = word+" this folder", true
	}
	s.confirm.put(word, ready && !s.question.Visible())
	s.every.Text, s.every.Hidden = "Select all", !s.picks.many || s.listing.files == 0
	if s.picks.full(s.listing) {
		s.every.Text = "Select none"
	}
	s.summary.Text = ""
	if s.listing.files > 0 {
		s.summary.Text = counted(s.listing.files, "file")
	}
	bare := len(s.listing.entries) == 0 || len(s.listing.entries) == 1 && s.listing.entries[0].kind == parent
	s.empty.Text = emptyWord(s.o.Endings)
	s.empty.Hidden = !s.shown || !bare || s.notice.Visible()
	s.face.Refresh()
}

// folderHere tells whether the folder that is shown would be chosen by the
// button.
func (s *sheet) folderHere() bool {
	files, folders := s.picks.count(s.listing)
	return s.o.Folders && files+folders == 0 && s.listing.place != computer && !s.listing.unread
}

// later does work off Fyne's goroutine and shows what it found. What is there
// within the sheet's patience is shown at once. An answer comes too late, and
// is dropped, when the turn has been counted up meanwhile.
func later[T any](s *sheet, turn *int, work func() T, show func(T)) {
	*turn++
	mine := *turn
	found := make(chan T, 1)
	go func() { found <- work() }()
	timer := time.NewTimer(s.patience)
	defer timer.Stop()
	select {
	case v := <-found:
		show(v)
	case <-timer.C:
		s.summary.Text = "Reading…"
		s.face.Refresh()
		go func() {
			v := <-found
			s.post(func() {
				if *turn == mine && !s.closed {
					show(v)
				}
			})
		}()
	}
}
