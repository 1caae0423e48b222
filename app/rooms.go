package app

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/adding"
	"claimtrace/app/asof"
	"claimtrace/app/colleagues"
	"claimtrace/app/coming"
	"claimtrace/app/compare"
	"claimtrace/app/dialog"
	"claimtrace/app/drafts"
	"claimtrace/app/export"
	"claimtrace/app/menu"
	"claimtrace/app/page"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/record"
	"claimtrace/app/reviewer"
	"claimtrace/app/session"
	"claimtrace/store"
)

// What the window is to its rooms. Each of them says which part of it is asked
// for; what the methods do is said there.
var (
	_ page.Window       = (*window)(nil)
	_ asof.Window       = (*window)(nil)
	_ project.Window    = (*window)(nil)
	_ adding.Window     = (*window)(nil)
	_ export.Window     = (*window)(nil)
	_ record.Window     = (*window)(nil)
	_ reviewer.Window   = (*window)(nil)
	_ colleagues.Window = (*window)(nil)
	_ coming.Window     = (*window)(nil)
)

func (w *window) Session() *session.Session { return w.session }
func (w *window) Drafts() *drafts.Drafts    { return w.drafts }
func (w *window) Dialogs() *dialog.Kit      { return w.dialogs }
func (w *window) Canvas() fyne.Canvas       { return w.win.Canvas() }
func (w *window) Present() *store.Project   { return w.past.Present().Project() }
func (w *window) Moment() time.Time         { return w.past.Shown() }
func (w *window) Flush() error              { return w.read.Flush() }

func (w *window) Show(f func()) { w.run.Show(f) }

func (w *window) Name(then func()) bool       { return w.name.Ask(then) }
func (w *window) Then(f func())               { w.then = f }
func (w *window) AllArticles()                { w.read.Library.Rest() }
func (w *window) KeyOf(command string) string { return w.table.KeyOf(command) }
func (w *window) Run(command string)          { w.table.Run(w.table.Of(command)) }
func (w *window) Menu(at fyne.Position, commands ...string) {
	w.table.Context(w.win.Canvas(), at, commands...)
}

// Do runs an action of the session, if there is one and nothing else is under
// way. What is being typed on the card is recorded before.
func (w *window) Do(f func() error) error {
	switch {
	case w.session == nil:
		return nil
	case w.dialogs.Working():
		return dialog.ErrUnderWay
	case w.flushing:
		return w.session.Worded(f())
	}
	w.flushing = true
	err := w.Flush()
	w.flushing = false
	if err != nil {
		return err
	}
	return w.session.Worded(f())
}

func (w *window) Refusal() string { return commands{w}.needsWork() }

func (w *window) Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) {
	err := w.dialogs.Work(title, do, func(err error) {
		ended(err)
		if w.session == nil {
			w.greet()
		}
		if w.closing {
			w.win.Close()
		}
	})
	if err != nil {
		w.Complain(err)
	}
}

// Shortcut does what a key does that is held with others; Ctrl+Enter is that of a
// sheet, if one is open.
func (w *window) Shortcut(s fyne.Shortcut) {
	if !w.dialogs.Confirm(s) {
		w.table.Press(menu.OfShortcut(s))
	}
}

// Preview shows on the page Colleagues what packages or projects would bring,
// before anything happens.
func (w *window) Preview(paths []string) { w.colleagues.Preview(paths) }

// Settle asks what is to stand of what asks to be settled.
func (w *window) Settle(of store.Ref, register string) { w.colleagues.Settle(of, register) }

// Colleagues turns to that page.
func (w *window) Colleagues() { w.turnTo(viewColleagues) }

// Versions turns to the highlights that wait to be carried over to newer versions.
func (w *window) Versions() { w.colleagues.ToVersions() }

// Offer says above the page what was done, with a word that does something about
// it.
func (w *window) Offer(done, word string, do func()) { w.said.Offer(done, word, do) }

// Say says above the page why something could not be done.
func (w *window) Say(err error) { w.said.Say(err) }

// Complain says what went wrong where the action was: on the page without a
// project, or above the text.
func (w *window) Complain(err error) {
	if w.session == nil {
		w.greeting.Say(err)
		return
	}
	w.said.Say(err)
}

// SayOfArticles says an error beside the articles, where they are seen.
func (w *window) SayOfArticles(err error) {
	switch w.view {
	case viewRead:
		w.read.Library.Notice.Say(err)
	case viewComing:
		w.coming.Notices()[0].Say(err)
	default:
		w.said.Say(err)
	}
}

// reviewerWords say in the status bar who is at work; a click leads to the keys.
func (w *window) reviewerWords() string { return "Reviewer " + w.session.Reviewer() }

// Tell says in the status bar what was done.
func (w *window) Tell(done string) {
	if w.session == nil {
		return
	}
	words := []string{w.drafts.Said(), w.reviewerWords()}
	if s := w.coming.Standing(); s != "" && w.view == viewComing {
		words[0] = s
	}
	if why := w.session.Standing(); why != "" {
		words = []string{why}
	}
	if done != "" {
		words = append(words, done)
	}
	w.status.Say(words...)
}

// Hints tells the keys for what is in hand.
func (w *window) Hints() {
	if w.session == nil {
		return
	}
	w.status.Offer(w.offered()...)
}

// offered are the keys that the status line tells: those of the line of text that
// has the keyboard, else of the page and of what is in hand there.
func (w *window) offered() []parts.Hint {
	if f, ok := w.win.Canvas().Focused().(parts.Hinted); ok {
		if own := f.Hints(); own != nil {
			return append(own, menu.Hints("F1", "keys")...)
		}
	}
	return append(w.pages[w.view].Hints(), w.table.Hints()...)
}

// Article is the one that commands are about: that which the page in front shows or
// marks.
func (w *window) Article() (annotate.Article, bool) {
	row, ok := w.session.ArticleRow(w.pages[w.view].Article())
	return row.Article, ok
}

// Figure is the page in front, if it can be taken along as a whole.
func (w *window) Figure() (export.Figure, string) {
	switch w.view {
	case viewCompare:
		return w.compare.View, "compare"
	case viewOverview:
		return w.overview.View, "overview"
	}
	return nil, ""
}

// Files has a chooser begin where one was at last for a purpose.
func (w *window) Files(purpose string, f dialog.Files) dialog.Files {
	if last := w.prefs.Folders[purpose]; last != "" {
		f.Folder = last
	}
	f.Stay = func(folder string) { w.prefer(func(p *preferences.Preferences) { p.ChoseIn(purpose, folder) }) }
	return f
}

// Renamed shows the new name of the person at work.
func (w *window) Renamed() {
	w.changed(session.Changed{Annotation: true, Witnesses: true, Claims: true})
}

// Turn shows another session of the same project, at the same place.
func (w *window) Turn(s *session.Session) {
	at := w.places.here()
	if !s.Listened() {
		s.Listen(w.changed)
	}
	w.session = s
	w.changed(all)
	w.places.goTo(at)
}

// Moved hears that the bar of moments came or went.
func (w *window) Moved(open bool) {
	w.project.Refresh()
	if open {
		w.win.Canvas().Focus(w.past.Bar)
	} else {
		w.Back()
	}
}

// changed brings the pages up to date with the session.
func (w *window) changed(c session.Changed) {
	w.Tell("")
	if c.Articles {
		w.title.SetText(w.session.Heading())
	}
	if c.Inbox {
		word := colleaguesWord
		in := w.session.Inbox()
		if n := len(in.Collisions) + len(in.Removed) + w.session.Uncarried(); n > 0 {
			word += " " + strconv.Itoa(n)
		}
		w.views.Say(int(viewColleagues), word)
	}
	for _, p := range w.pages {
		p.Update(c)
	}
	w.showMenu()
	w.Hints()
}

// all is every change: what a new session has to show.
var all = session.Changed{Articles: true, Article: true, Annotations: true, Annotation: true, Claims: true, Claim: true, Witnesses: true, Inbox: true}

// turnTo turns to a page.
func (w *window) turnTo(v view) {
	if w.session == nil {
		return
	}
	if v != w.view {
		w.said.Clear() // it was about the other page
		parts.Hush(w.win.Canvas())
	}
	w.view, w.from = v, viewRead
	if v != viewRead {
		w.read.Find.Close()
	}
	if w.views.Choose(int(v)); v == viewComing {
		w.views.Choose(int(viewRead))
	}
	w.putInFront()
	w.pages[v].Shown()
	w.project.Refresh()
	w.Back()
}

func (w *window) putInFront() {
	for i, p := range w.pages {
		if view(i) == w.view {
			p.Object().Show()
		} else {
			p.Object().Hide()
		}
	}
}

// Back gives the keyboard to the page in front.
func (w *window) Back() {
	if w.session == nil {
		return
	}
	w.pages[w.view].Focus()
	w.Hints()
}

// ComesIn turns to what comes in, or back to Read when nothing does any more.
func (w *window) ComesIn(open bool) {
	if open {
		w.turnTo(viewComing)
	} else if w.view == viewComing {
		w.turnTo(viewRead)
	}
	w.Tell("")
}

// toRead turns to Read, or to what comes in, which stands in its place.
func (w *window) toRead() {
	if w.coming.Open() {
		w.turnTo(viewComing)
	} else {
		w.turnTo(viewRead)
	}
}

// CompareBoth compares an article of the project with a later version of it that is
// not there yet; Escape leads back to that.
func (w *window) CompareBoth(base annotate.ID, later annotate.Article, text string) {
	w.compare.CompareWith(base, compare.Article{ID: later.ID, Outlet: later.Outlet, Title: later.Name(), Published: later.Published, Text: text})
	w.turnTo(viewCompare)
	w.from = viewComing
	w.Hints()
}

// Began has Escape not lead back to where one came from.
func (w *window) Began() { w.from = viewRead }

// ShowClaim turns to Compare, from where Escape leads back to the page in front.
func (w *window) ShowClaim() {
	from := w.view
	w.compareClaim()
	w.from = from
}

// compareClaim turns to Compare, and there from whole articles back to the claim
// in hand.
func (w *window) compareClaim() {
	w.compare.ToClaim()
	w.turnTo(viewCompare)
}

// compareArticles asks for the article with which the one in hand is compared as
// a whole.
func (w *window) compareArticles() {
	if a, ok := w.Article(); ok {
		w.compare.ChooseArticles(a, func() { w.turnTo(viewCompare) })
	}
}

// Visit opens something in Read, from where Escape comes back.
func (w *window) Visit(open func() error) {
	from := w.view
	err := w.Do(open)
	w.turnTo(viewRead)
	w.from = from
	w.Say(err)
	w.Hints()
}

// VisitPlace opens an article at a code point.
func (w *window) VisitPlace(article annotate.ID, point int) {
	w.Visit(func() error { return w.session.PickArticle(article) })
	w.read.Reader.Select(annotate.Span{Start: point, End: point})
}

// VisitWords opens the article of a passage with words of it selected.
func (w *window) VisitWords(passage annotate.Annotation, words annotate.Span) {
	from := w.view
	w.Visit(func() error { return w.session.GoTo(passage) })
	if t := w.session.Text(); t != nil && words.End <= t.Len() {
		w.read.Reader.Select(words)
	}
	w.from = from // though something is selected
	w.Hints()
}

// SelectWords selects words of the article in front, where its text is here.
func (w *window) SelectWords(words annotate.Span) {
	from := w.from
	if t := w.session.Text(); t != nil && words.End <= t.Len() {
		w.read.Reader.Select(words)
	}
	w.from = from
	w.Hints()
}

// CompareTwo shows two articles beside one another, as wholes, from where Escape leads back.
func (w *window) CompareTwo(base, other annotate.ID) {
	from := w.view
	w.compare.Beside(base, other)
	w.turnTo(viewCompare)
	w.from = from
	w.Hints()
}

// showPast shows the project as it stood, or the present again.
func (w *window) showPast() {
	if !w.past.Shown().IsZero() {
		w.past.Close()
	} else if w.Flush() == nil { // else its notice says why
		w.past.Open()
	}
}

// shift tells whether Shift is held down; Fyne's events of bare keys do not.
func shift() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
