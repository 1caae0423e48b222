//go:build bench

// Command bare opens a Fyne window of the size of Claimtrace's that holds one
// label: what any program made with Fyne takes at least.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("org.claimtrace.bare")
	w := a.NewWindow("Claimtrace, bare")
	w.SetContent(widget.NewLabel("One label"))
	w.Resize(fyne.NewSize(1280, 800))
	w.CenterOnScreen()
	w.ShowAndRun()
}
