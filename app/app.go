// Package app is the window: what a person sees and types. Its pages, and the
// command line, are rooms of their own below it. Nothing beside them knows Fyne.
package app

import (
	"errors"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"claimtrace/app/async"
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
	endAtOnce(a)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	prefs, err := preferences.Load()
	w := newWindow(a, async.New(fyne.Do), prefs)
	if err != nil {
		w.Complain(err)
	}
	w.begin(append(paths, w.prefs.Open)[0])
	w.places.watch()
	w.projects.KeepBackups()
	w.win.SetOnClosed(func() {
		endAnyway()
		w.end()
	})
	boundOnSignal()
	w.win.ShowAndRun()
	endAnyway()
	w.end() // a signal to end closes no window
	return nil
}

// The end is bounded: closeWait is how long work that was stopped is waited
// for, and endWait how long all of the end may take.
const (
	closeWait = 5 * time.Second
	endWait   = 15 * time.Second
)

// end stops what is under way and closes what is open. The second time it does
// nothing.
func (w *window) end() {
	w.run.Close(closeWait)
	w.closeProject()
}

// endAnyway ends the program when the end takes too long, whatever stands in its
// way: all that was done is on disk.
func endAnyway() { time.AfterFunc(endWait, func() { os.Exit(0) }) }

// endAtOnce has Fyne's loop end when it is asked to. As it ends, Fyne 2.8.1
// queues a call that saves preferences of its own, which are not used here; where
// that comes between its last look at the queue and the queue's end, as it does
// now and then on a busy machine, it waits for ever.
func endAtOnce(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// boundOnSignal bounds the end that a signal asks for; Fyne hears the signal,
// too, and ends its loop.
func boundOnSignal() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-asked
		endAnyway()
	}()
}

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
