// Package app is what a person sees and types: the window, its views and the
// command line. It is the only code that knows Fyne.
package app

import (
	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"claimtrace/app/preferences"
	"claimtrace/app/style"
	"claimtrace/assets"
)

// ID is the application's name in reverse, as the desktop knows it.
const ID = "org.claimtrace.Claimtrace"

// Run opens the window, with the project at the first of the paths in it if
// there is one, and returns when the window is closed.
func Run(paths ...string) {
	a := fyneapp.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	w := newWindow(a, preferences.Load())
	w.win.Show()
	if len(paths) > 0 {
		w.openProject(paths[0])
	}
	a.Run()
}

// dress puts the theme that the reviewer chose on the application.
func dress(a fyne.App, theme string) {
	a.Settings().SetTheme(style.Theme{Choice: style.Choice(theme)})
}
