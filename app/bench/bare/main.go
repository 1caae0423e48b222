//go:build bench

// Command bare opens a Fyne window of the size of Claimtrace's that holds one
// label: what any program made with Fyne takes at least. Called with the word
// list, it holds a list instead, in which each Down selects the next row.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("org.claimtrace.bare")
	w := a.NewWindow("Claimtrace, bare")
	if len(os.Args) > 1 && os.Args[1] == "list" {
		list := widget.NewList(func() int { return 1_000 }, func() fyne.CanvasObject { return widget.NewLabel("") },
			func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(fmt.Sprint("Row ", i)) })
		selected := 0
		w.SetContent(list)
		w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
			if e.Name == fyne.KeyDown {
				selected++
				list.Select(selected)
			}
		})
	} else {
		w.SetContent(widget.NewLabel("One label"))
	}
	w.Resize(fyne.NewSize(1280, 800))
	w.CenterOnScreen()
	w.ShowAndRun()
}
