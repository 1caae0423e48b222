package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/choose"
	"claimtrace/app/session"
	"claimtrace/store"
)

// backupTick is how often it is asked whether a backup is due.
const backupTick = time.Hour

// offer says what else can be done with a project that does not open: one that
// is open elsewhere can be read in a copy, of a damaged one what is left.
func (w *window) offer(path string, why error) {
	switch {
	case errors.Is(why, store.ErrLocked):
		w.ask("Open elsewhere", why.Error()+".\nA copy of how it stands now can be read here.", "Read a copy", func() {
			w.opens("Reading a copy of "+filepath.Base(path), path, func(ctx context.Context) (*store.Project, error) {
				return store.OpenCopy(ctx, path, w.options())
			})
		})
	case errors.Is(why, store.ErrDamaged):
		w.ask("Damaged", why.Error()+".\nWhat can be saved of it can be read here, and salvaged into a new file.", "Read what is left", func() {
			var done store.Salvaged
			w.opens("Reading what is left of "+filepath.Base(path), path, func(ctx context.Context) (p *store.Project, err error) {
				p, done, err = store.OpenDamaged(ctx, path, w.options())
				return p, err
			}, func() { w.tellSalvaged("Of the damaged project this is left", done) })
		})
	default:
		w.complain(why)
	}
}

// ask asks whether to go on.
func (w *window) ask(title, question, confirm string, yes func()) {
	words := widget.NewLabel(question)
	words.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustomConfirm(title, confirm, "Cancel", words, func(ok bool) {
		if ok {
			yes()
		}
	}, w.win)
	d.Resize(fyne.NewSize(560, 0))
	d.Show()
}

// salvageDialog saves what can be saved of a damaged project into a new one,
// and opens that.
func (w *window) salvageDialog() {
	choose.Open(w.win, choose.Options{Title: "Salvage a damaged project", Confirm: "Salvage", Endings: []string{ending}}, func(paths []string) {
		path := paths[0]
		choose.Save(w.win, choose.Options{Title: "Salvage into a new project", Confirm: "Salvage", Folder: filepath.Dir(path),
			Name: strings.TrimSuffix(filepath.Base(path), ending) + "-salvaged" + ending, Endings: []string{ending}}, func(out string) {
			var done store.Salvaged
			var s *session.Session
			w.work("Salvaging "+filepath.Base(path), func(ctx context.Context, _ func(int, int)) (err error) {
				if done, err = store.Salvage(ctx, path, out, w.options()); err != nil {
					return err
				}
				s, err = begin(func() (*store.Project, error) { return store.Open(out, w.options()) })
				return err
			}, func(err error) {
				if err != nil {
					w.complain(err)
					return
				}
				w.take(s)
				w.tellSalvaged("Saved into "+filepath.Base(out), done)
			})
		})
	})
}

// begin opens a project and a session on it.
func begin(open func() (*store.Project, error)) (*session.Session, error) {
	p, err := open()
	if err != nil {
		return nil, err
	}
	s, err := session.Open(p)
	if err != nil {
		p.Close()
	}
	return s, err
}

// tellSalvaged says what was saved and what was lost.
func (w *window) tellSalvaged(title string, done store.Salvaged) {
	words := fmt.Sprintf("%s, %s, %s; %s of the log.", plural(done.Articles, "article"), plural(done.Claims, "claim"),
		plural(done.Annotations, "annotation"), plural(done.Changes, "change"))
	if len(done.Lost) == 0 {
		words += "\n\nNothing was lost."
	} else {
		words += "\n\nLost:\n" + strings.Join(done.Lost, "\n")
	}
	label := widget.NewLabel(words)
	label.Wrapping = fyne.TextWrapWord
	list := container.NewVScroll(label)
	list.SetMinSize(fyne.NewSize(520, min(label.MinSize().Height, 320)))
	w.tellDialog(title, list)
}

// keepSafe makes the backups that are due, off the window's goroutine, and
// tells of conflicting copies beside the project.
func (w *window) keepSafe() {
	w.backUp()
	found, err := w.session.Project().Conflicts()
	if err != nil || len(found) == 0 {
		return
	}
	var names []string
	for _, c := range found {
		names = append(names, filepath.Base(c.Path))
	}
	w.said.Say(fmt.Errorf("beside the project lies what a synchronised folder could not bring together: %s; open it to see whose work it holds", strings.Join(names, ", ")))
}

func (w *window) backUp() {
	if w.session == nil || w.past.present != nil {
		return
	}
	p := w.session.Project()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	w.backing = func() {
		stop()
		<-ended
	}
	go func() {
		defer close(ended)
		_, _, err := p.BackUpIfDue(ctx)
		if err != nil && !errors.Is(err, context.Canceled) {
			fyne.Do(func() { w.complain(err) })
		}
	}()
}

// keepBackups makes, until the program ends, the backups that are due.
func (w *window) keepBackups() {
	go func() {
		for range time.Tick(backupTick) {
			fyne.Do(w.backUp)
		}
	}()
}

// backupsDialog lists the backups of the project, to be opened for reading.
func (w *window) backupsDialog() {
	list, err := store.Backups(w.options().Data, w.session.Project().Path())
	if err != nil {
		w.said.Say(err)
		return
	}
	if len(list) == 0 {
		w.tellDialog("Backups", widget.NewLabel("There are none yet: one is made on each day on which something was changed."))
		return
	}
	var d *dialog.CustomDialog
	rows := widget.NewList(func() int { return len(list) }, func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i int, o fyne.CanvasObject) {
			b := list[i]
			o.(*widget.Label).SetText(fmt.Sprintf("%s · %s · %s", b.Made.Local().Format("Monday 2 January 2006, 15:04"), plural(b.Changes, "change"), whyBackup[b.Why]))
		})
	rows.OnSelected = func(i int) {
		d.Hide()
		w.openProject(list[i].Path)
	}
	d = dialog.NewCustom("Backups: click one to read it", "Close", rows, w.win)
	d.SetOnClosed(w.focusPage)
	d.Resize(fyne.NewSize(560, 420))
	d.Show()
}

var whyBackup = map[store.Why]string{
	store.BeforeMigration: "before the file was brought to a newer format", store.BeforeMerge: "before a merge", store.ByTime: "of the day",
}
