// Package export takes along what is in the project: packages, annotation sets,
// reports, pages as files and on the clipboard; and verifies it before.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/regional"
	"claimtrace/app/report"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// Window is what the room needs of the window.
type Window interface {
	// Session is the project in hand, nil for none.
	Session() *session.Session
	// Present is the project as it is, also where a moment of it is shown; Moment
	// is that moment, the zero time for none.
	Present() *store.Project
	Moment() time.Time
	// Figure is the page in front with its name, nil where it cannot be taken along.
	Figure() (f Figure, name string)
	// Flush records what is being typed. It says itself why it cannot.
	Flush() error
	// Dialogs opens sheets above the page.
	Dialogs() *dialog.Kit
	// Files has a chooser begin where one was at last for a purpose.
	Files(purpose string, f dialog.Files) dialog.Files
	// Show does something on the window's goroutine; it may be called on any.
	Show(func())
	// Work runs what may take long, with progress and a way to stop it.
	Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error))
	// Say says above the page why something could not be done; nil clears that.
	Say(error)
	// Tell tells in the status line what was done.
	Tell(done string)
}

// Exports takes things along from one window.
type Exports struct {
	w     Window
	prefs *preferences.Current
}

// New returns the room of a window.
func New(w Window, prefs *preferences.Current) *Exports { return &Exports{w, prefs} }

// Suggested is the name of a file beside the project. That of a file about the
// past ends in the moment, in UTC as within the file.
func (x *Exports) Suggested(add string) (folder, name string) {
	path := x.w.Session().Place()
	ending := filepath.Ext(add)
	name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + strings.TrimSuffix(add, ending)
	name += asOfName(x.w.Moment())
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

// AsShown returns what reads the project as the window shows it now, and goes
// on reading that moment while the window goes to another.
func (x *Exports) AsShown() func(context.Context, *store.Project, func(*store.View) error) error {
	at := x.w.Moment()
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

// write writes what is asked for to a place, off the window's goroutine, and tells
// in a sentence what was done.
type write = func(ctx context.Context, p *store.Project, path string, progress func(done, total int)) (done string, err error)

// save asks for a place, and writes to it.
func (x *Exports) save(title, confirm, add string, do write) {
	x.saving(title, confirm, add, exchange.MayWrite, func() {}, do)
}

// saving is save where a place may be refused, before it is asked whether to
// replace what is there; placed is called once one is chosen.
func (x *Exports) saving(title, confirm, add string, refuse func(path string) error, placed func(), do write) {
	if x.w.Session() == nil || x.w.Flush() != nil {
		return
	}
	folder, name := x.Suggested(add)
	x.w.Dialogs().SaveFile(x.w.Files(preferences.ForExports, dialog.Files{Title: title, Confirm: confirm, Folder: folder, Name: name, Endings: []string{filepath.Ext(add)}, Refuse: refuse}),
		func(path string) {
			placed()
			p, done := x.w.Present(), ""
			x.w.Work(title, func(ctx context.Context, progress func(int, int)) (err error) {
				done, err = do(ctx, p, path, progress)
				return err
			}, func(err error) {
				x.w.Say(err)
				if err == nil {
					x.w.Tell(done)
					x.tellSaved(done, path)
				}
			})
		})
}

// some asks what of the project is meant, before it is written, and what else is to be
// chosen.
func (x *Exports) some(title, confirm, everything, selected string, more []*parts.Option, then func(store.Selection)) {
	if x.w.Session() == nil || x.w.Flush() != nil {
		return
	}
	x.held(true, func(h holding) {
		what, said := newChoosing(x.w.Dialogs(), h, everything, selected), newTold()
		body := &fyne.Container{Layout: parts.Column{Gap: style.Gap}, Objects: []fyne.CanvasObject{what.Body}}
		for _, o := range more {
			body.Add(o)
		}
		body.Add(said)
		s := x.w.Dialogs().Sheet(title, someWide, body)
		s.Hints = []parts.Hint{{Keys: []string{"Space"}, Does: "choose"}, {Keys: []string{"Enter"}, Does: strings.ToLower(strings.TrimSuffix(confirm, "…"))}, {Keys: []string{"Esc"}, Does: "cancel"}}
		what.on(s)
		for _, o := range more {
			o.OnKey = func(k fyne.KeyName) { s.Key(k) }
			o.OnFocus = func() { s.Reveal(o) }
		}
		what.OnChange = func() {
			said.set("In it: " + amountWords(what.Amount()) + ".")
			body.Refresh()
		}
		what.OnChange()
		s.Button("Cancel", s.Close)
		s.Strong(confirm, func() {
			s.Close()
			then(what.Only())
		})
		s.Show(what.first())
	})
}

const someWide = 560 // pixels

// Annotations exports them in a format.
func (x *Exports) Annotations(f exchange.Format) {
	look := x.AsShown()
	var more []*parts.Option
	divider := regional.Divider(os.Getenv)
	excel, can := exchange.ForExcel(f, divider)
	forExcel := parts.NewOption("For Excel", "Excel opens it by a double click: it knows the letters, and cells are divided by "+dividerWord(divider)+", as in the region of this computer.", nil)
	if can {
		more = append(more, forExcel)
	}
	x.some("Export as "+f.Title, "Export…", "All passages, with their articles and claims.", "Only the passages that state one of these claims, stand in one of these articles, or are of one of these persons: those that fit all of it.", more, func(only store.Selection) {
		if forExcel.Chosen() {
			f = excel
		}
		x.save("Export as "+f.Title, "Export", "-annotations"+f.Extension, func(ctx context.Context, p *store.Project, path string, _ func(int, int)) (done string, err error) {
			err = look(ctx, p, func(p *store.View) error {
				only, err := p.Widen(only)
				if err != nil {
					return err
				}
				set, err := exchange.Collect(p, time.Now())
				if err != nil {
					return err
				}
				set = set.Select(only)
				if f.Facets {
					if err := set.ReadFacets(ctx); err != nil {
						return err
					}
				}
				left := f.Left(set)
				if done = "Exported " + parts.Count(len(set.Annotations), "annotation") + " to " + filepath.Base(path); left != "" {
					done += ". " + left
				}
				return writeFile(ctx, path, func(to io.Writer) error { return f.Write(ctx, to, set) })
			})
			return done, err
		})
	})
}

// dividerWord names what divides cells.
func dividerWord(divider byte) string {
	switch divider {
	case ';':
		return "semicolons"
	case '\t':
		return "tabs"
	}
	return "commas"
}

// Report writes a report.
func (x *Exports) Report() {
	look := x.AsShown()
	x.some("Write a report", "Write…", "A page of all claims: where each stands, and its wordings side by side.", "A page of these claims only, of what these articles say, or of what these persons tagged: of what fits all of it.", nil, func(only store.Selection) {
		x.save("Write a report", "Write", "-report.html", func(ctx context.Context, p *store.Project, path string, _ func(int, int)) (string, error) {
			var page report.Page
			if err := look(ctx, p, func(p *store.View) (err error) {
				if only, err = p.Widen(only); err == nil {
					page, err = report.Collect(ctx, p, only, time.Now())
				}
				return err
			}); err != nil {
				return "", err
			}
			return "Report written to " + filepath.Base(path), writeFile(ctx, path, page.Write)
		})
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

// Verify checks the project that is open, which in the past is its file too.
func (x *Exports) Verify() {
	if x.w.Session() == nil {
		return
	}
	p := x.w.Present()
	var found store.Report
	x.w.Work("Verifying", func(ctx context.Context, _ func(int, int)) (err error) {
		found, err = p.Check(ctx)
		return err
	}, func(err error) {
		if err == nil && !found.OK {
			err = fmt.Errorf("the project is damaged: %s (%s in all: claimtrace verify names them)", found.Problems[0], parts.Count(len(found.Problems), "problem"))
		}
		x.w.Say(err)
		if err == nil {
			x.w.Tell("Verified: file, texts, log and tables agree")
		}
	})
}
