// Package choose is the window's file chooser. It only looks: it reads folders
// and asks what a path is, and neither opens nor creates a file, so that a
// project which is open elsewhere is safe from it. Fyne's own dialogs open
// what is chosen, and empty what is to be saved, before the program is asked.
package choose

import "fyne.io/fyne/v2"

// Options say what is to be chosen.
type Options struct {
	Title   string   // what the sheet is for: "Add articles"
	Confirm string   // the word on its button: "Add"
	Folder  string   // where to begin; "" is the folder last used, at first the home folder
	Name    string   // for saving: the suggested name of the file
	Endings []string // which files are shown, with their dots: ".txt", ".csv"; none is all
	Many    bool     // several files may be chosen; for opening only
	Folders bool     // a folder may be chosen too; for opening only
}

// Kept on Fyne's goroutine only.
var (
	lastFolder string // where something was last chosen in this process
	open       *sheet // the sheet that is open, nil if none
)

// Open asks for files that exist. done is called on Fyne's goroutine, and only
// when something was chosen, with absolute paths in the order of the list. It
// does nothing while a sheet is open in that window.
func Open(parent fyne.Window, o Options, done func(paths []string)) {
	show(parent, o, false, done)
}

// Save asks for the path of a file to write, which need not exist; its folder
// does. Before the path of an existing file is passed on, the person has
// agreed to replace it. A name without an ending gets the first of the
// Options. done is called on Fyne's goroutine, and only when a path was chosen.
func Save(parent fyne.Window, o Options, done func(path string)) {
	o.Many, o.Folders = false, false
	show(parent, o, true, func(paths []string) { done(paths[0]) })
}

func show(parent fyne.Window, o Options, saving bool, done func([]string)) {
	if open != nil && open.canvas == parent.Canvas() {
		return
	}
	newSheet(parent.Canvas(), o, saving, done).begin()
}
