package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/app/choose"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/session"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// ending is that of project files and packages.
const ending = ".claimtrace"

func (w *window) options() store.Options {
	return store.Options{Reviewer: preferences.ReviewerName("")}
}

// complain says what went wrong where the action was: on the page without a
// project, or above the text.
func (w *window) complain(err error) {
	if w.session == nil {
		w.greeting.Say(err)
		return
	}
	w.said.Say(err)
}

// openProject puts the project at path into the window; what was there is
// closed only once it is open.
func (w *window) openProject(path string) {
	if w.working {
		w.complain(errors.New("something else is still under way: wait for it or cancel it"))
		return
	}
	if w.session != nil && same(path, w.session.Project().Path()) {
		return
	}
	p, err := store.Open(path, w.options())
	if err != nil {
		w.complain(err)
		return
	}
	w.take(p)
}

func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// take makes an open project that of the window.
func (w *window) take(p *store.Project) {
	s, err := session.Open(p)
	if err != nil {
		p.Close()
		w.complain(err)
		return
	}
	w.closeProject()
	w.session, w.baseline = s, ""
	s.Listen(w.changed)
	w.remember(p.Path())
	w.showProject()
}

// newProject makes one at path.
func (w *window) newProject(path string) {
	p, err := store.Create(path, w.options())
	if err != nil {
		w.complain(err)
		return
	}
	w.take(p)
}

// closeProject closes what is open.
func (w *window) closeProject() {
	if w.session == nil {
		return
	}
	w.card.Flush()
	w.session.Close()
	w.session = nil
}

// leaveProject goes back to the page without a project.
func (w *window) leaveProject() {
	if w.working {
		return
	}
	w.closeProject()
	w.showProject()
}

// showProject shows the project, or the page without one.
func (w *window) showProject() {
	w.welcome.Hidden, w.project.Hidden = w.session != nil, w.session == nil
	w.greeting.Clear()
	for i := range w.pages {
		w.pages[i].Hidden = i != int(w.view)
	}
	for _, m := range w.menu.Items {
		for _, i := range m.Items {
			if needsProject[i.Label] {
				i.Disabled = w.session == nil
			}
		}
	}
	w.menu.Refresh()
	if w.session == nil {
		w.win.SetTitle("Claimtrace")
		w.welcome.Refresh()
		return
	}
	w.win.SetTitle(w.session.Title() + " – Claimtrace")
	w.changed(all)
	w.tell("")
	w.show(viewRead)
}

// needsProject names the menu items that do nothing without a project.
var needsProject = map[string]bool{
	"Add articles…": true, "Add the text on the clipboard": true, "Article details…": true, "Remove the article": true,
	"Pack for a colleague…": true, "Pack without the texts…": true, "Export annotations": true, "Write a report…": true, "Verify the project": true,
	"Close project": true,
}

// remember puts a project first among the recent ones.
func (w *window) remember(path string) {
	w.prefer(func(p *preferences.Preferences) { p.Opened(path) })
}

// prefer changes the preferences and saves them.
func (w *window) prefer(change func(*preferences.Preferences)) {
	var err error
	if w.prefs, err = preferences.Update(change); err != nil {
		w.complain(err)
	}
}

func (w *window) newDialog() {
	choose.Save(w.win, choose.Options{Title: "New project", Confirm: "Make it", Name: "Untitled" + ending, Endings: []string{ending}},
		w.newProject)
}

func (w *window) openDialog() {
	choose.Open(w.win, choose.Options{Title: "Open a project or package", Confirm: "Open", Endings: []string{ending}},
		func(paths []string) { w.openProject(paths[0]) })
}

// openSample opens the sample project, and makes it first where it is not
// there yet.
func (w *window) openSample() {
	folder, err := os.UserConfigDir()
	if err != nil {
		w.complain(err)
		return
	}
	path := filepath.Join(folder, "claimtrace", "sample"+ending)
	if _, err := os.Stat(path); err == nil {
		w.openProject(path)
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.complain(err)
		return
	}
	if err := sample.Create(context.Background(), path); err != nil {
		w.complain(err)
		return
	}
	w.openProject(path)
}

func (w *window) addDialog() {
	if w.session == nil {
		return
	}
	choose.Open(w.win, choose.Options{Title: "Add articles", Confirm: "Add", Many: true, Folders: true,
		Endings: []string{".txt", ".text", ".md", ".csv", ".jsonl"}}, w.addPaths)
}

// dropped takes files that were let fall on the window: projects are opened,
// all else is added.
func (w *window) dropped(paths []string) {
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
		w.library.Notice.Say(err)
		if err != nil {
			return
		}
		w.library.Notice.Say(w.session.Refresh(done))
		w.showAdded(added, notes)
	})
}

func (w *window) showAdded(added []store.Added, notes []string) {
	var first *store.Added
	n := 0
	for i := range added {
		if added[i].New {
			n++
			if first == nil {
				first = &added[i]
			}
		}
	}
	switch {
	case n == 0 && len(added) > 0:
		w.library.Notice.Say(errors.New("already in the project: nothing was added"))
	case first != nil:
		w.library.OnPick(first.Article.ID)
		w.tell(strings.Join(append([]string{plural(n, "article") + " added"}, notes...), "; "))
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// work runs what may take long off the window's goroutine, with progress and a
// way to stop it, and then tells how it ended.
func (w *window) work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) {
	if w.working {
		w.complain(errors.New("something else is still under way: wait for it or cancel it"))
		return
	}
	w.working, w.ended = true, make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	sheet := newProgress(w.win, title, cancel)
	go func() {
		err := do(ctx, sheet.report)
		fyne.Do(func() {
			w.working = false
			cancel()
			sheet.close()
			if errors.Is(err, context.Canceled) {
				err = errors.New("stopped: nothing was changed")
			}
			ended(err)
			close(w.ended)
		})
	}()
}
