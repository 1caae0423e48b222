package dialog

import (
	"context"
	"image/color"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/async"
	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// Files say what files are to be chosen. Fyne's own dialogs open what is chosen,
// and empty what is to be saved, before the program is asked; this one only
// looks.
type Files struct {
	Title   string              // what the sheet is for: "Add articles"
	Confirm string              // the word on its button: "Add"
	Folder  string              // where to begin; "" is the home folder
	Stay    func(folder string) // told where something was chosen; may be nil
	Name    string              // for saving: the suggested name of the file
	Endings []string            // which files are shown, with their dots: ".txt", ".csv"; none is all
	Many    bool                // several files may be chosen; for opening only
	Folders bool                // a folder may be chosen too; for opening only
	New     bool                // for saving: a file that exists is not replaced
	// Refuse, for saving, tells off the window's goroutine why nothing can be written
	// to a path, before it is asked whether to replace what is there; may be nil.
	Refuse func(path string) error
}

// OpenFiles asks for files that exist. Done is called when something was chosen,
// with absolute paths in the order of the list.
func (k *Kit) OpenFiles(f Files, done func(paths []string)) { k.newChooser(f, false, done).begin() }

// SaveFile asks for the path of a file to write, which need not exist; its
// folder does. Before the path of an existing file is passed on, the person has
// agreed to replace it, unless New says that it cannot be. A name without an ending gets the first of the endings.
func (k *Kit) SaveFile(f Files, done func(path string)) {
	f.Many, f.Folders = false, false
	k.newChooser(f, true, func(paths []string) { done(paths[0]) }).begin()
}

// The size of the chooser, in pixels; a smaller window makes it smaller.
const (
	filesWide = 640
	filesHigh = 400 // of the field and the list
	listLeast = 90
)

// patience is how long the window waits for the file system before it goes on
// without an answer and shows it later.
const patience = 50 * time.Millisecond

// chooser is a sheet on which files are chosen.
type chooser struct {
	*Sheet
	of     Files
	saving bool
	done   func([]string)

	listing folder.Listing // the place that is shown
	shown   bool           // one was read
	picks   folder.Picks
	base    folder.Listing // the place that the field stands in; another is shown while its path is typed
	toward  string         // the place that is read as its path is typed
	edits   int            // counts the changes of the field by its person
	name    string         // for saving: the name to keep from folder to folder
	settled string         // the text of the field as the chooser set it; any other was typed
	stuck   string         // typed text that cannot be completed further

	reading *async.Task // of a place
	asking  *async.Task // what stands at a path

	tapped   int // the row of the last click
	tappedAt time.Time
	now      func() time.Time

	field    *pathField
	question *question
	list     *parts.List[*fileLine]
	frame    *canvas.Rectangle
	empty    *widget.Label
	summary  *canvas.Text
	every    *parts.Button
}

func (k *Kit) newChooser(of Files, saving bool, done func([]string)) *chooser {
	c := &chooser{Sheet: k.Sheet(of.Title, filesWide, nil), of: of, saving: saving, done: done, name: folder.Tidy(of.Name), now: time.Now}
	c.picks = folder.Picks{Many: of.Many, Folders: of.Folders}
	c.field = newPathField(c)
	c.question = newQuestion(c)
	c.list = c.newList()
	c.frame = &canvas.Rectangle{CornerRadius: style.Corner}
	c.empty = widget.NewLabel("")
	c.empty.Alignment, c.empty.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	c.summary = parts.Text("", style.SmallSize, false, nil)
	c.every = c.button(parts.Link, "Select all", c.all)

	least := canvas.NewRectangle(color.Transparent)
	least.SetMinSize(fyne.NewSize(0, listLeast))
	middle := container.NewStack(c.frame, least, parts.Inset(c.list, 5, 5, 5, 5),
		container.NewCenter(container.New(parts.Sized{Width: filesWide * 2 / 3}, c.empty)))
	above := container.New(layout.NewCustomPaddedVBoxLayout(0), parts.Inset(c.field, 0, 0, style.Gap, 0), c.question)
	all := &chooserFace{c: c, body: parts.Frame{Top: above, Middle: middle}.New()}
	all.ExtendBaseWidget(all)
	c.body, c.High = all, filesHigh
	c.foot = container.NewHBox(container.NewCenter(c.summary), container.NewCenter(c.every))
	c.stray, c.Cancel = c.field, c.escape
	c.Button("Cancel", c.leave)
	c.Strong(of.Confirm, c.press)
	return c
}

// begin shows the chooser.
func (c *chooser) begin() {
	c.Show(c.field)
	from := c.of.Folder
	if from == "" {
		from = folder.Home()
	}
	if full, err := filepath.Abs(from); err == nil {
		from = full
	}
	c.enter(from)
}

// leave closes the chooser with nothing chosen.
func (c *chooser) leave() {
	c.reading.Drop()
	c.asking.Drop()
	c.Close()
}

// escape takes back a question, or closes the chooser.
func (c *chooser) escape() {
	if c.question.Visible() {
		c.keep()
		return
	}
	c.leave()
}

// tell brings everything beside the list up to date with it.
func (c *chooser) tell() {
	files, folders := c.picks.Count(c.listing)
	typed := c.own()
	word, ready := c.of.Confirm, c.saving || typed || files+folders > 0
	switch {
	case typed || c.saving:
	case c.picks.Many && files+folders > 0:
		word += " " + folder.ChosenWord(files, folders)
	case c.folderHere():
		word, ready = word+" this folder", true
	}
	c.strong.Say(word)
	switch {
	case c.question.Visible():
		c.strong.Refuse("say first whether to replace the file")
	case ready:
		c.strong.Refuse("")
	default:
		c.strong.Refuse("nothing is chosen yet: click a line, or type a path")
	}
	c.every.Say("Select all")
	if c.picks.Full(c.listing) {
		c.every.Say("Select none")
	}
	parts.Show(c.every, c.picks.Many && c.listing.Files > 0)
	c.summary.Text = ""
	if c.listing.Files > 0 {
		c.summary.Text = folder.Counted(c.listing.Files, "file")
	}
	bare := len(c.listing.Entries) == 0 || len(c.listing.Entries) == 1 && c.listing.Entries[0].Kind == folder.Parent
	c.empty.Text = folder.EmptyWord(c.of.Endings)
	c.empty.Hidden = !c.shown || !bare || c.notice.Visible()
	c.list.Renew()
	c.pop.Content.Refresh()
}

// folderHere tells whether the folder that is shown would be chosen by the
// button.
func (c *chooser) folderHere() bool {
	files, folders := c.picks.Count(c.listing)
	return c.of.Folders && files+folders == 0 && c.listing.Place != folder.Computer && !c.listing.Unread
}

// later asks the file system and shows what it says, in the place of what was
// asked for before. What is there within the chooser's patience is shown at
// once.
func later[T any](c *chooser, task **async.Task, ask func() T, show func(T)) {
	(*task).Drop()
	var v T
	t, was := c.k.run.Soon(patience, func(context.Context) { v = ask() }, func() { show(v) })
	if !was {
		*task = t
		c.summary.Text = "Reading…"
		c.summary.Refresh()
	}
}
