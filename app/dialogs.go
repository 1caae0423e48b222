package app

import (
	"fmt"

	"claimtrace/app/command"
)

// sheetClosed gives the keyboard back to the page, or goes on with what a sheet
// was in the way of.
func (w *window) sheetClosed() {
	if then := w.then; then != nil {
		w.then = nil
		then()
		return
	}
	w.Back()
}

func (w *window) aboutDialog() {
	v := command.Versions()
	text := fmt.Sprintf("Claimtrace %s\n\nTrace a claim to its sources.\n\nGo %s, SQLite %s, Fyne %s\nMIT licence. Reading face: Noto Serif, SIL Open Font License 1.1.",
		v.Version, v.Go, v.SQLite, v.Fyne)
	w.dialogs.Tell("About", text)
}
