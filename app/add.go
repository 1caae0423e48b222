package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

func (w *window) addDialog() {
	if w.session == nil {
		return
	}
	w.dialogs.OpenFiles(w.where(forArticles, dialog.Files{Title: "Add articles", Confirm: "Add", Many: true, Folders: true,
		Endings: []string{".txt", ".text", ".md", ".csv", ".jsonl"}}), w.addPaths)
}

// dropped takes files that were let fall on the window: projects are opened,
// all else is added.
func (w *window) dropped(paths []string) {
	if w.dialogs.Open() {
		return // a sheet is about the project as it is
	}
	if len(paths) == 1 && strings.EqualFold(filepath.Ext(paths[0]), ending) {
		w.openProject(paths[0])
		return
	}
	if w.session == nil {
		w.complain(errors.New("open a project first, or make a new one: then drop the articles on it"))
		return
	}
	w.addPaths(paths)
}

// addPaths adds text files, folders, a manifest or JSON Lines. A folder that
// holds a manifest is added by it.
func (w *window) addPaths(paths []string) {
	s := ingest.Sources{}
	tables := 0
	for _, p := range paths {
		if list := filepath.Join(p, "manifest.csv"); isFile(list) {
			p = list
		}
		switch strings.ToLower(filepath.Ext(p)) {
		case ".csv":
			s.Manifest = p
			tables++
		case ".jsonl":
			s.Lines = p
			tables++
		default:
			s.Paths = append(s.Paths, p)
		}
	}
	if tables > 1 {
		w.library.Notice.Say(errors.New("one manifest at a time: nothing was added"))
		return
	}
	w.add(s)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// addClipboard adds the text on the clipboard as an article.
func (w *window) addClipboard() {
	if w.session == nil {
		return
	}
	content := w.app.Clipboard().Content()
	if strings.TrimSpace(content) == "" {
		w.library.Notice.Say(errors.New("there is no text on the clipboard: copy an article first"))
		return
	}
	w.add(ingest.Sources{Paths: []string{"-"}, Stdin: strings.NewReader(content)})
}

// add reads and adds articles off the window's goroutine.
func (w *window) add(s ingest.Sources) {
	session := w.session
	var added []store.Added
	var done store.Action
	var notes []string
	w.work("Adding articles", func(ctx context.Context, progress func(done, total int)) error {
		s.Progress = progress
		batch, err := ingest.Read(ctx, s)
		if err != nil {
			return err
		}
		notes = batch.Notes
		total := len(batch.Drafts)
		added, done, err = session.AddArticles(ctx, batch.Drafts, func(n int) { progress(n, total) })
		return err
	}, func(err error) {
		was := w.session.Text()
		if err == nil {
			err = w.session.Refresh(done)
		} else {
			err = fmt.Errorf("nothing was added: %w", err)
		}
		w.inLibrary(err)
		if err == nil {
			w.showAdded(added, notes, was == nil && w.session.Text() != nil)
		}
	})
}

// inLibrary says an error beside the articles, where they are seen.
func (w *window) inLibrary(err error) {
	if w.view == viewRead {
		w.library.Notice.Say(err)
	} else {
		w.said.Say(err)
	}
}

// showAdded takes the first of the new articles in hand and says how many
// there are. Filled tells that the text of the one in hand has come.
func (w *window) showAdded(added []store.Added, notes []string, filled bool) {
	fresh := map[annotate.ID]bool{}
	for _, a := range added {
		if a.New {
			fresh[a.Article.ID] = true
		}
	}
	switch {
	case len(fresh) > 0 || len(added) == 0:
	case filled:
		w.tell("The text is there now")
		return
	default:
		w.inLibrary(errors.New("already in the project: nothing was added"))
		return
	}
	w.library.Rest()
	for _, a := range w.session.Articles() {
		if fresh[a.ID] {
			w.library.OnPick(a.ID)
			break
		}
	}
	w.tell(strings.Join(append([]string{parts.Count(len(fresh), "article") + " added"}, notes...), "; "))
}
