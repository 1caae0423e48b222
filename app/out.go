package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"claimtrace/app/choose"
	"claimtrace/app/report"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// suggested is the name of a file beside the project.
func (w *window) suggested(add string) (folder, name string) {
	path := w.session.Project().Path()
	return filepath.Dir(path), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + add
}

// save asks for a place and writes to it off the window's goroutine.
func (w *window) save(title, confirm, add string, write func(ctx context.Context, path string) (done string, err error)) {
	if w.session == nil {
		return
	}
	w.card.Flush()
	folder, name := w.suggested(add)
	choose.Save(w.win, choose.Options{Title: title, Confirm: confirm, Folder: folder, Name: name, Endings: []string{filepath.Ext(add)}},
		func(path string) {
			var done string
			w.work(title, func(ctx context.Context, _ func(int, int)) (err error) {
				done, err = write(ctx, path)
				return err
			}, func(err error) {
				w.said.Say(err)
				if err == nil {
					w.tell(done)
				}
			})
		})
}

func (w *window) packDialog()        { w.pack(false) }
func (w *window) packWithoutDialog() { w.pack(true) }

func (w *window) pack(withoutText bool) {
	w.save("Pack for a colleague", "Pack", "-package"+ending, func(ctx context.Context, path string) (string, error) {
		packed, err := w.session.Project().Pack(ctx, path, withoutText)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("Packed %s: %s, SHA-256 %s…", filepath.Base(packed.Path), plural(packed.Articles, "article"), packed.SHA256[:12]), nil
	})
}

func (w *window) export(f exchange.Format) {
	w.save("Export annotations", "Export", "-annotations"+f.Extension, func(ctx context.Context, path string) (string, error) {
		set, err := exchange.Collect(w.session.Project(), time.Now())
		if err != nil {
			return "", err
		}
		return "Exported " + filepath.Base(path), exchange.WriteFile(path, func(to io.Writer) error { return f.Write(to, set) })
	})
}

func (w *window) reportDialog() {
	w.save("Write a report", "Write", "-report.html", func(ctx context.Context, path string) (string, error) {
		page, err := report.Collect(w.session.Project(), time.Now())
		if err != nil {
			return "", err
		}
		return "Report written to " + filepath.Base(path), exchange.WriteFile(path, page.Write)
	})
}

// verify checks the project that is open: it is closed for the check, as a
// second look at the file would break its lock.
func (w *window) verify() {
	if w.session == nil || w.working {
		return
	}
	path := w.session.Project().Path()
	w.closeProject()
	found, err := store.Verify(path)
	w.openProject(path)
	switch {
	case err != nil:
		w.complain(err)
	case !found.OK:
		w.complain(fmt.Errorf("the project is damaged: %s", strings.Join(found.Problems, "; ")))
	default:
		w.tell("Verified: file, texts, log and tables agree")
	}
}
