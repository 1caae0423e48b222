package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/adding"
	"claimtrace/app/asof"
	"claimtrace/app/async"
	"claimtrace/app/colleagues"
	"claimtrace/app/coming"
	"claimtrace/app/compare"
	"claimtrace/app/dialog"
	"claimtrace/app/drafts"
	"claimtrace/app/export"
	"claimtrace/app/menu"
	"claimtrace/app/overview"
	"claimtrace/app/page"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/read"
	"claimtrace/app/record"
	"claimtrace/app/reviewer"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// headHeight is the height of the window's head, in pixels.
const headHeight = 44

// colleaguesWord is what the fourth page is called in the switch; how much asks to
// be settled stands after it.
const colleaguesWord = "Colleagues"

// view is which page of the window is in front.
type view int

const (
	viewRead view = iota
	viewCompare
	viewOverview
	viewColleagues
	viewComing // what comes in, which stands in the place of Read
)

// window is the one window: the session that is in hand, the rooms that show it
// and work on it, and the frame around them. Without a project it invites to
// open one.
type window struct {
	app     fyne.App
	run     *async.Runner
	win     fyne.Window
	prefs   *preferences.Current
	session *session.Session // nil for none
	drafts  *drafts.Drafts   // of the project in hand

	table      *menu.Table // of all that can be done
	dialogs    *dialog.Kit
	read       *read.Page
	compare    *compare.Page
	overview   *overview.Page
	colleagues *colleagues.Page
	coming     *coming.Page
	pages      []page.Page // those five, by view
	past       *asof.Past
	projects   *project.Projects
	adding     *adding.Adding
	exports    *export.Exports
	sheets     *record.Sheets
	name       *reviewer.Name

	title    *parts.Heading
	views    *parts.Switch
	said     *parts.Notice // above the page
	status   *parts.Status
	menuBar  *menu.Bar
	native   string // what the menus of the system show
	welcome  *fyne.Container
	greeting *parts.Notice // on the page without a project
	project  *fyne.Container

	view     view
	from     view // the page from which a passage was opened; viewRead if none
	places   whereabouts
	then     func() // what is gone on with when a sheet closes; nil for nothing
	flushing bool   // what is typed on the card is being recorded
	closing  bool   // the window closes when the long work has ended
}

func newWindow(a fyne.App, run *async.Runner, prefs preferences.Preferences) *window {
	dress(a, prefs.Theme)
	w := &window{app: a, run: run, win: a.NewWindow("Claimtrace"), prefs: &preferences.Current{Preferences: prefs}}
	w.places.w = w
	w.drafts = drafts.New(nil, run, w.Complain, func() {})
	w.dialogs = dialog.New(w.win, run, w.sheetClosed)
	w.build()
	w.buildMenu()
	// Nothing is laid under it all: the theme's background, with which Fyne begins a frame, is the palette's surface.
	w.win.SetContent(parts.NewTips(parts.Frame{Top: w.menuBar, Middle: container.NewStack(w.welcome, w.project)}.New(), w.run.After))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(1280, 800))
	w.win.CenterOnScreen()
	w.win.SetMaster()
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) {
		var paths []string
		for _, u := range uris {
			paths = append(paths, adding.Dropped(u.Path()))
		}
		w.dropped(paths)
	})
	w.win.Canvas().SetOnTypedKey(w.loose)
	w.win.Canvas().SetOnTypedRune(w.looseRune)
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnClosed(w.closeProject)
	return w
}

// begin shows the window's first page: the project at path, once it is open, or
// the one without a project where path is "" or cannot be opened.
func (w *window) begin(path string) {
	if path != "" {
		w.projects.Open(path)
	}
	if w.session == nil {
		w.showProject()
	}
}

// build makes the rooms, and lays out the pages in the frame.
func (w *window) build() {
	w.read = read.NewPage(w, w.run)
	w.compare = compare.NewPage(w, w.run)
	w.overview = overview.NewPage(w, w.run)
	w.colleagues = colleagues.NewPage(w, w.run, func(key string) string { return w.prefs.TrustedAs(key) })
	w.coming = coming.NewPage(w, w.run)
	w.pages = []page.Page{w.read, w.compare, w.overview, w.colleagues, w.coming}
	w.past = asof.New(w, w.run)
	w.projects = project.New(w, w.run, w.prefs)
	w.adding, w.exports, w.sheets, w.name = adding.New(w, w.coming), export.New(w, w.prefs), record.NewSheets(w), reviewer.New(w, w.prefs)
	w.dressPages()

	w.title = parts.NewHeading()
	w.views = parts.NewSwitch([]string{"Read", "Compare", "Overview", colleaguesWord}, func(i int) { w.Run([...]string{"read", "compare", "overview", "colleagues"}[i]) })
	share := parts.NewButton(parts.Word, "Share…", func() { w.Run("pack") })
	head := parts.Frame{Bottom: parts.Hairline(), Middle: container.New(parts.Sized{Height: headHeight - 1},
		container.NewHBox(parts.Inset(container.NewCenter(w.title), 0, 4, 0, 8), container.NewCenter(w.views), layout.NewSpacer(), parts.Inset(share, 0, 8, 0, 0)))}.New()
	w.status = parts.NewStatus()
	w.status.Leads = func(words string) func() {
		if w.session == nil || words != w.reviewerWords() {
			return nil
		}
		return func() { w.Run("keys.own") }
	}
	foot := parts.Frame{Top: parts.Hairline(), Middle: w.status}.New()
	w.said = parts.NewNotice()
	front := container.NewStack()
	for _, p := range w.pages {
		front.Add(p.Object())
	}
	pages := parts.Frame{Top: container.NewVBox(w.past.Bar, w.projects.Banner, w.said), Middle: front}.New()
	w.said.Around, w.projects.Banner.Around = pages, pages
	w.project = parts.Frame{Top: head, Bottom: foot, Middle: pages}.New()
	w.greeting = parts.NewNotice()
	w.welcome = container.NewCenter()
	w.greeting.Around = w.welcome
}

// greet fills the page without a project.
func (w *window) greet() {
	name := parts.Text("Claimtrace", style.HeadSize, true, style.Now().Ink)
	name.FontSource = style.SerifBold
	say := widget.NewLabel("Trace a claim to its sources: tag the passages of many articles, tie them to one claim, and see how it changes from source to source.")
	say.Wrapping = fyne.TextWrapWord
	box := container.New(layout.NewCustomPaddedVBoxLayout(style.Gap), parts.Inset(name, 0, 0, 0, 8), say, w.greeting,
		parts.NewButton(parts.Strong, "Look at the sample project", w.projects.OpenSample),
		parts.NewButton(parts.Plain, "New project…", w.projects.New),
		parts.NewButton(parts.Plain, "Open a project or package…", w.projects.Choose))
	for _, path := range w.prefs.Recent[:min(len(w.prefs.Recent), 5)] {
		box.Add(parts.NewButton(parts.Word, filepath.Base(path), func() { w.projects.Open(path) }))
	}
	w.welcome.Objects = []fyne.CanvasObject{container.New(parts.Sized{Width: 420}, box)}
	w.welcome.Refresh()
}
