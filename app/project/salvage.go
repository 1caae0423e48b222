package project

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/store"
)

// Salvage asks for a damaged project and saves what can be saved of it;
// of the one in the window, if it is that.
func (x *Projects) Salvage() {
	if x.w.Session() != nil && x.w.Session().Origin().Left != nil {
		x.salvage(x.w.Session().View().Path())
		return
	}
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForProjects, dialog.Files{Title: "Salvage a damaged project", Confirm: "Salvage", Endings: []string{Ending}}),
		func(paths []string) { x.salvage(paths[0]) })
}

// salvage saves what can be saved of a damaged project into a new one, and
// opens that.
func (x *Projects) salvage(path string) {
	x.w.Dialogs().SaveFile(x.w.Files(preferences.ForProjects, dialog.Files{Title: "Salvage into a new project", Confirm: "Salvage", Folder: filepath.Dir(path),
		Name: BareName(path) + "-salvaged" + Ending, Endings: []string{Ending}, New: true}), func(out string) {
		var done store.Salvaged
		x.makes("Salvaging "+filepath.Base(path), out, func(ctx context.Context) (err error) {
			done, err = store.Salvage(ctx, path, out, x.options())
			return err
		}, func() { x.TellSalvaged("Saved into “"+BareName(out)+"”", done) })
	})
}

// TellSalvaged says what was saved and what was lost.
func (x *Projects) TellSalvaged(title string, done store.Salvaged) {
	said := fmt.Sprintf("%s, %s, %s; %s of the log.", parts.Count(done.Articles, "article"), parts.Count(done.Claims, "claim"),
		parts.Count(done.Annotations, "annotation"), parts.Count(done.Changes, "change"))
	if len(done.Lost) == 0 {
		said += "\n\nNothing was lost."
	} else {
		said += "\n\nLost or altered:\n• " + strings.Join(done.Lost, "\n• ")
	}
	x.w.Dialogs().Tell(title, said)
}
