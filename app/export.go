package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/report"
	"claimtrace/app/session"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// suggested is the name of a file beside the project. That of a file about the
// past ends in the moment, in UTC as within the file.
func (w *window) suggested(add string) (folder, name string) {
	path := w.session.Place()
	ending := filepath.Ext(add)
	name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + strings.TrimSuffix(add, ending)
	name += asOfName(w.past.Shown())
	return filepath.Dir(path), name + ending
}

// asOfName is what the name of a file tells of the moment that it is of, "" for
// the present.
func asOfName(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.UTC()
	form := "2006-01-02-1504Z"
	if at.Second() != 0 || at.Nanosecond() != 0 {
		form = "2006-01-02-150405Z"
	}
	return "-as-of-" + at.Format(form)
}

// asShown returns what reads the project as the window shows it now, and goes
// on reading that moment while the window goes to another.
func (w *window) asShown() func(context.Context, *store.Project, func(*store.View) error) error {
	at := w.past.Shown()
	return func(ctx context.Context, p *store.Project, read func(*store.View) error) error {
		if at.IsZero() {
			return read(p.View)
		}
		then, err := p.AsOf(ctx, at, false)
		if err != nil {
			return err
		}
		return errors.Join(read(then.View), then.Close())
	}
}

// save asks for a place and writes to it off the window's goroutine.
func (w *window) save(title, confirm, add string, write func(ctx context.Context, p *store.Project, path string) (done string, err error)) {
	if w.session == nil {
		return
	}
	if err := w.flush(); err != nil {
		return
	}
	folder, name := w.suggested(add)
	w.dialogs.SaveFile(w.where(forExports, dialog.Files{Title: title, Confirm: confirm, Folder: folder, Name: name, Endings: []string{filepath.Ext(add)}}),
		func(path string) {
			p, done := w.current(), ""
			w.work(title, func(ctx context.Context, _ func(int, int)) (err error) {
				done, err = write(ctx, p, path)
				return err
			}, func(err error) {
				w.said.Say(err)
				if err == nil {
					w.tell(done)
				}
			})
		})
}

// current is the project as it is, also where the window shows a moment of it.
func (w *window) current() *store.Project {
	return w.past.Present().Project()
}

func (w *window) packDialog()        { w.pack(false) }
func (w *window) packWithoutDialog() { w.pack(true) }

// errPackPast is said in the past, where there is nothing to pack.
var errPackPast = errors.New("a package holds the project as it is now, with all of its history: choose Back to now, then pack it")

func (w *window) pack(withoutText bool) {
	if w.session.Mode() == session.AsOf {
		w.said.Say(errPackPast)
		return
	}
	w.save("Pack for a colleague", "Pack", "-package"+ending, func(ctx context.Context, p *store.Project, path string) (string, error) {
		packed, err := p.Pack(ctx, path, store.PackOptions{WithoutText: withoutText})
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("Packed %s: %s, SHA-256 %s…", filepath.Base(packed.Path), parts.Count(packed.Articles, "article"), packed.SHA256[:12]), nil
	})
}

func (w *window) export(f exchange.Format) {
	look := w.asShown()
	w.save("Export annotations", "Export", "-annotations"+f.Extension, func(ctx context.Context, p *store.Project, path string) (string, error) {
		var set exchange.Set
		if err := look(ctx, p, func(p *store.View) (err error) {
			set, err = exchange.Collect(p, time.Now())
			return err
		}); err != nil {
			return "", err
		}
		return "Exported " + filepath.Base(path), writeFile(ctx, path, func(to io.Writer) error { return f.Write(to, set) })
	})
}

func (w *window) reportDialog() {
	look := w.asShown()
	w.save("Write a report", "Write", "-report.html", func(ctx context.Context, p *store.Project, path string) (string, error) {
		var page report.Page
		if err := look(ctx, p, func(p *store.View) (err error) {
			page, err = report.Collect(p, time.Now())
			return err
		}); err != nil {
			return "", err
		}
		return "Report written to " + filepath.Base(path), writeFile(ctx, path, page.Write)
	})
}

// writeFile writes a file whole or not at all, and not at all when it is
// stopped.
func writeFile(ctx context.Context, path string, write func(io.Writer) error) error {
	return exchange.WriteFile(path, func(to io.Writer) error { return write(stoppable{ctx, to}) })
}

type stoppable struct {
	ctx context.Context
	to  io.Writer
}

func (s stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.to.Write(b)
}

// verify checks the project that is open, which in the past is its file too.
func (w *window) verify() {
	if w.session == nil {
		return
	}
	p := w.current()
	var found store.Report
	w.work("Verifying", func(ctx context.Context, _ func(int, int)) (err error) {
		found, err = p.Check(ctx)
		return err
	}, func(err error) {
		if err == nil && !found.OK {
			err = fmt.Errorf("the project is damaged: %s (%s in all: claimtrace verify names them)", found.Problems[0], parts.Count(len(found.Problems), "problem"))
		}
		w.said.Say(err)
		if err == nil {
			w.tell("Verified: file, texts, log and tables agree")
		}
	})
}
