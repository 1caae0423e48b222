// Package app is what a person sees and types: the window, its views and the
// command line. It is the only code that knows Fyne.
package app

import (
	"errors"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"claimtrace/app/preferences"
	"claimtrace/app/style"
	"claimtrace/assets"
)

// ID is the application's name in reverse, as the desktop knows it.
const ID = "org.claimtrace.Claimtrace"

// ErrNoDisplay is returned by [Run] where there is nothing to open a window on.
var ErrNoDisplay = errors.New("there is no display to open the window on: set DISPLAY or WAYLAND_DISPLAY, or use the command line (claimtrace help)")

// Run opens the window, with the project at the first of the paths in it, or
// without one where one was at last, and returns when the window is closed.
func Run(paths ...string) error {
	if !hasDisplay() {
		return ErrNoDisplay
	}
	a := fyneapp.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	prefs, err := preferences.Load()
	w := newWindow(a, prefs)
	if err != nil {
		w.complain(err)
	}
	if len(paths) > 0 {
		w.openProject(paths[0])
	} else if w.prefs.Open != "" {
		w.openProject(w.prefs.Open)
	}
	w.keepPlace()
	w.keepBackups()
	w.win.SetOnClosed(func() {
		w.closeProject()
		// Fyne 2.8.1 can wait for ever for an event of its own that came while its
		// loop ended; nothing of ours is left to be done.
		time.AfterFunc(endWait, func() { os.Exit(0) })
	})
	w.win.ShowAndRun()
	if w.stop != nil { // a signal to end neither waits nor closes the window
		w.stop()
	}
	w.closeProject()
	return nil
}

// endWait is how long Fyne may take to end after the window was closed.
const endWait = 3 * time.Second

// hasDisplay tells whether a window can be asked for. Fyne would panic.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// dress puts the theme that the reviewer chose on the application.
func dress(a fyne.App, theme string) {
	a.Settings().SetTheme(style.Theme{Choice: style.Choice(theme)})
}
