package coming

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"claimtrace/app/async"
	"claimtrace/app/dialog"
	"claimtrace/app/particulars"
	"claimtrace/app/parts"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// reading is a reading under way.
type reading struct {
	task        *async.Task
	run         int // counts readings
	done, total int
	sheet       *dialog.Progress // while the page is not shown; nil after
}

func (r *reading) on() bool { return r.task.Running() }

func (r *reading) said() string {
	if r.total == 0 {
		return "Reading…"
	}
	return number(r.done) + " of " + number(r.total) + " read"
}

// hide takes the sheet of the reading away.
func (r *reading) hide() {
	if r.sheet != nil {
		r.sheet.Close()
		r.sheet = nil
	}
}

// Read reads sources off the window's goroutine. Texts in UTF-8 that need no look are
// added when all are read. As soon as there is anything else, the page is shown and
// what is read goes on coming in there.
func (p *Page) Read(s ingest.Sources) {
	if p.reading.on() {
		p.w.SayOfArticles(dialog.ErrUnderWay)
		return
	}
	if !p.open {
		p.clear()
	}
	p.know()
	p.reading.run++
	run := p.reading.run
	p.reading.done, p.reading.total = 0, 0
	var mu sync.Mutex
	var came []*entry // and not shown yet
	take := func() {
		mu.Lock()
		some := came
		came = nil
		mu.Unlock()
		p.take(some)
	}
	fresh := p.run.Reporter(func(int, int) { take() })
	s.Shelf = p.shelf
	s.Progress = p.run.Reporter(p.progress)
	s.Each = func(c ingest.Came) {
		e := &entry{place: c.Place, err: c.Err, run: run}
		for _, f := range c.Found {
			e.items = append(e.items, newItem(f))
		}
		mu.Lock()
		came = append(came, e)
		mu.Unlock()
		fresh(0, 0)
	}
	if !p.open {
		p.reading.sheet = p.w.Dialogs().Progress("Reading articles", func() { p.reading.task.Stop() })
	}
	var notes []string
	var err error
	p.reading.task = p.run.Go(func(ctx context.Context) {
		var batch *ingest.Batch
		if batch, err = ingest.Read(ctx, s); err == nil {
			notes = batch.Notes
			batch.Close()
		}
	}, func() {
		take()
		p.reading.hide()
		p.ended(run, s, notes, err)
	})
}

// progress shows how far reading is.
func (p *Page) progress(done, total int) {
	if p.reading.done, p.reading.total = done, total; p.reading.sheet != nil {
		p.reading.sheet.Report(done, total)
		return
	}
	p.tell()
	p.w.Tell("")
}

// take takes what came into the list, and shows the page when anything needs a look.
func (p *Page) take(came []*entry) {
	if len(came) == 0 {
		return
	}
	for _, e := range came {
		for _, i := range e.items {
			i.look(p.library)
		}
	}
	p.entries = append(p.entries, came...)
	if !p.open {
		if !slices.ContainsFunc(came, func(e *entry) bool { return e.err == nil && !e.plainly() }) {
			return
		}
		p.show()
		return
	}
	p.sift()
}

// show turns to the page.
func (p *Page) show() {
	p.open = true
	p.reading.hide()
	p.sift()
	p.w.ComesIn(true)
}

// ofNetwork takes the addresses out of the list that were not fetched because they are
// of the local network, which was not asked about yet.
func (p *Page) ofNetwork(run int, s ingest.Sources) (list []string) {
	if s.Local {
		return nil
	}
	p.entries = slices.DeleteFunc(p.entries, func(e *entry) bool {
		of := e.run == run && errors.Is(e.err, ingest.ErrLocal) && ingest.IsAddress(e.place)
		if of {
			list = append(list, e.place)
		}
		return of
	})
	return list
}

// ended hears that reading has ended.
func (p *Page) ended(run int, s ingest.Sources, notes []string, err error) {
	p.notes = append(p.notes, notes...)
	if list := p.ofNetwork(run, s); len(list) > 0 && err == nil {
		defer p.OnLocal(list, s)
		if len(p.entries) == 0 {
			p.close()
			return
		}
	}
	stopped := errors.Is(err, context.Canceled)
	if err != nil && !stopped { // of a table with a fault nothing is used
		p.entries = slices.DeleteFunc(p.entries, func(e *entry) bool { return e.run == run })
		if len(p.entries) == 0 {
			p.close()
		} else {
			p.sift()
		}
		p.refuse(err)
		return
	}
	if p.open {
		p.sift()
		p.tellAside()
		p.w.Tell("")
		p.w.Hints()
		return
	}
	failed := slices.IndexFunc(p.entries, func(e *entry) bool { return e.err != nil })
	switch {
	case stopped:
		p.clear()
		p.w.SayOfArticles(errors.New("nothing was added: stopped: nothing was changed"))
	case len(p.entries) == 1 && failed == 0:
		e := p.entries[0]
		p.clear()
		p.w.SayOfArticles(fmt.Errorf("nothing was added: %w", ingest.Failure{Place: e.place, Why: e.err}))
	case failed >= 0:
		p.show()
		p.tellAside()
	default:
		p.addAll()
	}
}

// refuse says why nothing was added; of a table with several faults it lists all.
func (p *Page) refuse(err error) {
	var faults *ingest.Faults
	if !errors.As(err, &faults) || len(faults.All) < 2 {
		p.w.SayOfArticles(fmt.Errorf("nothing was added: %w", err))
		return
	}
	var lines []string
	for _, f := range faults.Failures() {
		lines = append(lines, parts.OneLine(strings.TrimPrefix(f.Error(), faults.Table+": ")))
	}
	said := filepath.Base(faults.Table) + " has " + count(faults.Count(), "fault")
	p.w.SayOfArticles(errors.New("nothing was added: " + said))
	p.w.Dialogs().Tell(said, strings.Join(lines, "\n"))
}

// tellAside says that there is more to know of what was read: files of a folder that
// were left aside.
func (p *Page) tellAside() {
	if len(p.notes) == 0 {
		return
	}
	notes := strings.Join(p.notes, "\n")
	p.list.Notice.Offer(count(len(p.notes), "thing")+" left aside", "Show", func() { p.w.Dialogs().Tell("Left aside", notes) })
}

// addAll adds what comes in.
func (p *Page) addAll() {
	if p.again.Running() {
		return
	}
	var items []*item
	for _, e := range p.entries {
		for _, i := range e.items {
			if p.open && !i.coming() {
				continue
			}
			items = append(items, i)
		}
	}
	to := p.w.Session()
	var added []store.Added
	var done store.Action
	p.w.Work("Adding articles", func(ctx context.Context, progress func(done, total int)) (err error) {
		added, done, err = to.AddArticles(ctx, p.drafts(items), func(n int) { progress(n, len(items)) })
		return err
	}, func(err error) {
		if err != nil {
			if !p.open {
				p.clear()
			}
			err = fmt.Errorf("nothing was added: %w", err)
			if p.open {
				p.list.Notice.Say(err)
			} else {
				p.w.SayOfArticles(err)
			}
			return
		}
		notes := p.notes
		p.close()
		p.Added(added, done, notes)
	})
}

// drafts gives articles as they were corrected, one after the other.
func (p *Page) drafts(items []*item) iter.Seq2[store.Draft, error] {
	return func(yield func(store.Draft, error) bool) {
		for _, i := range items {
			d, _, err := p.shelf.At(i.found.Slot)
			d.Article = i.now
			d.SHA256 = "" // it is reckoned of the text
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// leaveAll adds nothing, after a question where something was corrected.
func (p *Page) leaveAll() {
	if !slices.ContainsFunc(p.entries, func(e *entry) bool { return slices.ContainsFunc(e.items, (*item).corrected) }) {
		p.close()
		return
	}
	p.w.Dialogs().Ask("Leave what comes in?", "What you corrected is lost; nothing is added to the project.", dialog.Answer{Label: "Leave it", Do: p.close})
}

// close leaves the page.
func (p *Page) close() {
	was := p.open
	p.clear()
	if was {
		p.w.ComesIn(false)
	}
}

// clear forgets all that came in.
func (p *Page) clear() {
	p.reading.task.Drop()
	p.reading.hide()
	p.again.Drop()
	p.reckon.Drop()
	p.beside.Say("")
	p.open = false
	p.entries, p.shown, p.at, p.nth, p.notes = nil, nil, nil, 0, nil
	p.list.list.SetLen(0)
	p.list.Field.SetText("")
	p.list.Notice.Clear()
	p.form.show(nil, 0)
	p.shelf.Close()
	p.shelf = &ingest.Shelf{} // who reads the old one still finds nothing there
	if l := p.looker; l != nil {
		p.looker = nil
		p.run.Go(func(context.Context) { l.Close() }, func() {})
	}
}

// leaveOut leaves the article in hand out, or takes it in again.
func (p *Page) leaveOut() {
	i := p.item()
	i.out = !i.out
	p.form.tell(i)
	parts.Show(p.form.newer, i.newer != nil && i.coming())
	p.form.lay()
	p.list.list.Update(slices.Index(p.shown, p.at))
	p.tell()
}

// chooseLetters asks in which character set the article in hand is, and reads it
// again.
func (p *Page) chooseLetters() {
	i := p.item()
	names := slices.Clone(ingest.Charsets())
	if at := slices.Index(names, i.found.Charset); at >= 0 { // that it is right is said first
		names = append([]string{i.found.Charset}, slices.Delete(names, at, at+1)...)
	}
	list := make([]dialog.Choice, len(names))
	for k, n := range names {
		list[k] = dialog.Choice{Name: charsetName(n), More: scripts[n]}
		if n == i.found.Charset {
			list[k].More = strings.TrimPrefix(list[k].More+" · as it is read now", " · ")
		}
	}
	p.w.Dialogs().Choose("In which character set is it?", "Read", list, func(k int) { p.readAgain(i, names[k]) })
}

func (p *Page) readAgain(i *item, letters string) {
	if letters == i.found.Charset {
		i.sure = true
		p.form.tell(i)
		p.list.list.Update(slices.Index(p.shown, p.at))
		p.tell()
		return
	}
	var f ingest.Found
	var err error
	looker, shelf, was := p.lookerOf(), p.shelf, i.found.Slot
	p.again.Drop()
	p.again = p.run.Go(func(ctx context.Context) { f, err = looker.Again(ctx, shelf, was, letters) }, func() {
		if err != nil {
			p.list.Notice.Say(err)
			return
		}
		kept := map[string]string{} // what was corrected stays
		for _, of := range particulars.Fields {
			if v := particulars.Of(i.now, of.Register); v != particulars.Of(i.found.Article, of.Register) {
				kept[of.Register] = v
			}
		}
		i.take(f)
		i.sure = true
		for register, v := range kept {
			particulars.Set(&i.now, register, v)
		}
		i.look(p.library)
		p.list.list.Update(slices.Index(p.shown, p.at))
		p.tell()
		if p.item() == i {
			p.showAt()
		}
	})
}

// scripts tells for what character sets were made.
var scripts = map[string]string{
	"utf-8": "all languages", "utf-16le": "all languages", "utf-16be": "all languages", "windows-1250": "Central European", "windows-1251": "Cyrillic", "windows-1252": "Western European",
	"windows-1253": "Greek", "windows-1254": "Turkish", "windows-1255": "Hebrew", "windows-1256": "Arabic", "windows-1257": "Baltic", "windows-1258": "Vietnamese", "windows-874": "Thai",
	"iso-8859-2": "Central European", "iso-8859-5": "Cyrillic", "iso-8859-6": "Arabic", "iso-8859-7": "Greek", "iso-8859-8": "Hebrew", "iso-8859-15": "Western European",
	"koi8-r": "Russian", "koi8-u": "Ukrainian", "ibm866": "Cyrillic, DOS", "macintosh": "Western European, old Macs", "x-mac-cyrillic": "Cyrillic, old Macs",
	"gb18030": "Chinese, simplified", "big5": "Chinese, traditional", "euc-kr": "Korean", "euc-jp": "Japanese", "shift_jis": "Japanese", "iso-2022-jp": "Japanese, mail",
}
