package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
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
	if w.session != nil && same(path, w.session.Project().Path()) {
		return
	}
	w.opens("Opening "+filepath.Base(path), func() (*store.Project, error) { return store.Open(path, w.options()) })
}

// newProject makes one at path.
func (w *window) newProject(path string) {
	w.opens("Making "+filepath.Base(path), func() (*store.Project, error) { return store.Create(path, w.options()) })
}

// opens opens a project off the window's goroutine: it is checked as a whole.
func (w *window) opens(title string, open func() (*store.Project, error)) {
	var s *session.Session
	w.work(title, func(context.Context, func(int, int)) error {
		p, err := open()
		if err != nil {
			return err
		}
		if s, err = session.Open(p); err != nil {
			p.Close()
		}
		return err
	}, func(err error) {
		if err != nil {
			w.complain(err)
			return
		}
		w.take(s)
	})
}

func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// take makes a session that of the window.
func (w *window) take(s *session.Session) {
	w.closeProject()
	w.session, w.baseline = s, ""
	w.library.Rest()
	w.claims.Rest()
	w.traced.Rest()
	s.Listen(w.changed)
	w.prefer(func(p *preferences.Preferences) { p.Opened(s.Project().Path()) })
	w.view = viewRead
	w.showProject()
}

// closeProject closes what is open, with what was being typed recorded.
func (w *window) closeProject() {
	if w.session == nil {
		return
	}
	_ = w.card.Flush() // its notice has no one left to read it
	w.session.Close()
	w.session = nil
}

// leaveProject goes back to the page without a project.
func (w *window) leaveProject() {
	if w.stop != nil {
		w.complain(errUnderWay)
		return
	}
	w.closeProject()
	w.showProject()
}

// close closes the window; a long action that is under way is stopped first,
// so that nothing is left half done.
func (w *window) close() {
	if w.stop != nil {
		w.closing = true
		w.stop()
		return
	}
	w.win.Close()
}

// showProject shows the project, or the page without one.
func (w *window) showProject() {
	w.welcome.Hidden, w.project.Hidden = w.session != nil, w.session == nil
	w.greeting.Clear()
	w.said.Clear()
	for i := range w.pages {
		w.pages[i].Hidden = i != int(w.view)
	}
	w.showMenu()
	if w.session == nil {
		w.win.SetTitle("Claimtrace")
		w.win.Canvas().Unfocus()
		w.greet()
		return
	}
	w.win.SetTitle(w.session.Title() + " – Claimtrace")
	w.changed(all)
	w.show(viewRead)
}

// prefer changes the preferences and saves them.
func (w *window) prefer(change func(*preferences.Preferences)) {
	var err error
	if w.prefs, err = preferences.Update(change); err != nil {
		w.complain(err)
	}
}

func (w *window) newDialog() {
	folder := ""
	if len(w.prefs.Recent) > 0 {
		folder = filepath.Dir(w.prefs.Recent[0])
	}
	choose.Save(w.win, choose.Options{Title: "New project", Confirm: "Make it", Folder: folder, Name: "Untitled" + ending, Endings: []string{ending}},
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
	if w.win.Canvas().Overlays().Top() != nil {
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
		if err == nil {
			err = w.session.Refresh(done)
		} else {
			err = fmt.Errorf("nothing was added: %w", err)
		}
		w.inLibrary(err)
		if err == nil {
			w.showAdded(added, notes)
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
// there are.
func (w *window) showAdded(added []store.Added, notes []string) {
	fresh := map[annotate.ID]bool{}
	for _, a := range added {
		if a.New {
			fresh[a.Article.ID] = true
		}
	}
	if len(fresh) == 0 && len(added) > 0 {
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
	w.tell(strings.Join(append([]string{plural(len(fresh), "article") + " added"}, notes...), "; "))
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
	if w.stop != nil {
		w.complain(errUnderWay)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.stop, w.ended = cancel, make(chan struct{})
	sheet := newProgress(w.win, title, cancel)
	go func() {
		err := do(ctx, sheet.report)
		fyne.Do(func() {
			w.stop = nil
			cancel()
			sheet.close()
			if errors.Is(err, context.Canceled) {
				err = errors.New("stopped: nothing was changed")
			}
			ended(err)
			close(w.ended)
			if w.closing {
				w.win.Close()
			}
		})
	}()
}
