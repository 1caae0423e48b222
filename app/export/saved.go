package export

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/project"
)

const savedWide = 560 // the sheet, in pixels

// offer tells what was saved and where, and offers to open it and to show it in
// its folder.
func (x *Exports) offer(done, path string) {
	where := widget.NewLabel(done + "\n" + filepath.Dir(path))
	where.Wrapping = fyne.TextWrapBreak
	s := x.w.Dialogs().Sheet("Saved", savedWide, where)
	s.Hints = []parts.Hint{{Keys: []string{"Enter"}, Does: "open"}, {Keys: []string{"Esc"}, Does: "close"}}
	s.Button("Close", s.Close)
	s.Button("Show in folder", func() {
		s.Close()
		x.w.Work("Show in folder", func(context.Context, func(int, int)) error { return reveal(path) }, x.w.Say)
	})
	s.Strong("Open", func() {
		s.Close()
		if filepath.Ext(path) == project.Ending {
			x.w.OpenProject(path)
			return
		}
		x.w.Say(open(path))
	})
	s.Show(nil)
}

// open opens a file or a folder with the program that the desktop has for it.
func open(path string) error {
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
}

// reveal shows a file in its folder, marked there where the desktop can do that.
func reveal(path string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", "-R", path).Run()
	case "windows":
		return exec.Command("explorer", "/select,"+path).Start() // it exits with 1 though it does it
	}
	// https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
	file := (&url.URL{Scheme: "file", Path: path}).String()
	if exec.Command("dbus-send", "--session", "--print-reply", "--reply-timeout=2000", "--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
		"org.freedesktop.FileManager1.ShowItems", "array:string:"+file, "string:").Run() == nil {
		return nil
	}
	return open(filepath.Dir(path))
}
