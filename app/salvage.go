package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// salvageDialog asks for a damaged project and saves what can be saved of it;
// of the one in the window, if it is that.
func (w *window) salvageDialog() {
	if w.session != nil && w.session.Origin().Left != nil {
		w.salvage(w.session.View().Path())
		return
	}
	w.dialogs.OpenFiles(w.where(forProjects, dialog.Files{Title: "Salvage a damaged project", Confirm: "Salvage", Endings: []string{ending}}),
		func(paths []string) { w.salvage(paths[0]) })
}

// salvage saves what can be saved of a damaged project into a new one, and
// opens that.
func (w *window) salvage(path string) {
	w.dialogs.SaveFile(w.where(forProjects, dialog.Files{Title: "Salvage into a new project", Confirm: "Salvage", Folder: filepath.Dir(path),
		Name: bareName(path) + "-salvaged" + ending, Endings: []string{ending}, New: true}), func(out string) {
		var done store.Salvaged
		w.makes("Salvaging "+filepath.Base(path), out, func(ctx context.Context) (err error) {
			done, err = store.Salvage(ctx, path, out, w.options())
			return err
		}, func() { w.tellSalvaged("Saved into “"+bareName(out)+"”", done) })
	})
}

// tellSalvaged says what was saved and what was lost.
func (w *window) tellSalvaged(title string, done store.Salvaged) {
	said := fmt.Sprintf("%s, %s, %s; %s of the log.", parts.Count(done.Articles, "article"), parts.Count(done.Claims, "claim"),
		parts.Count(done.Annotations, "annotation"), parts.Count(done.Changes, "change"))
	if len(done.Lost) == 0 {
		said += "\n\nNothing was lost."
	} else {
		said += "\n\nLost or altered:\n• " + strings.Join(done.Lost, "\n• ")
	}
	w.dialogs.Tell(title, said)
}
