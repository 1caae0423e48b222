package export

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"

	"claimtrace/app/dialog"
	"claimtrace/app/project"
)

// tellSaved tells what was saved and where, and offers to show it in its folder and,
// but for a package, which is for somebody else, to open it.
func (x *Exports) tellSaved(done, path string) {
	can := []dialog.Answer{{Label: "Show in folder", Do: func() {
		x.w.Work("Show in folder", func(context.Context, func(int, int)) error { return reveal(path) }, x.w.Say)
	}}}
	if filepath.Ext(path) != project.Ending {
		can = append(can, dialog.Answer{Label: "Open", Do: func() { x.w.Say(open(path)) }})
	}
	x.w.Dialogs().Offer("Saved", done+"\n"+filepath.Dir(path), can...)
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
