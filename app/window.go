package app

import (
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/claims"
	"claimtrace/app/compare"
	"claimtrace/app/findbar"
	"claimtrace/app/fonts"
	"claimtrace/app/library"
	"claimtrace/app/overview"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/record"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// headHeight is the height of the window's head, in pixels.
const headHeight = 44

// view is which page of the window is shown.
type view int

const (
	viewRead view = iota
	viewCompare
	viewOverview
)

// window is the one window: its parts, and the session they show. Without a
// project it invites to open one.
type window struct {
	app     fyne.App
	win     fyne.Window
	prefs   preferences.Preferences
	trouble error // with the preferences, to be told once a project is shown
	session *session.Session

	title   *widget.Label
	views   *parts.Switch
	status  *parts.Status
	undo    *fyne.MenuItem
	redo    *fyne.MenuItem
	menu    *fyne.MainMenu
	pages   [3]*fyne.Container
	welcome *fyne.Container
	project *fyne.Container

	library   *library.Library
	reader    *reader.Reader
	said      *parts.Notice // above the page
	noText    *widget.Label
	claims    *claims.Claims
	card      *claims.Card
	drafts    *drafts         // of what is typed on it
	right     *fyne.Container // the claims with the card below them
	traced    *claims.Claims  // the claims beside the comparison
	compare   *compare.View
	baseline  annotate.ID
	overview  *overview.View
	view      view
	beside    pair // the articles that are compared as wholes; none while a claim is
	looking   looking
	lettering lettering
	off       func(func() (show func())) // see offWindow
	from      view                       // the page from which a passage was opened; viewRead if none
	find      *findbar.Bar
	finding   finding
	moment    *record.Moment
	past      past
	place     preferences.Place // where one was at last
	greeting  *parts.Notice     // on the page without a project
	flushing  bool              // what is typed on the card is being recorded
	stale     [3]bool           // the pages that are to be shown anew
	backed    chan struct{}     // closed when the backup has ended
	backing   func()            // stops the backup that is under way, and waits for it; nil if none was begun
	stop      func()            // stops the long action that is under way; nil if none is
	closing   bool              // the window closes when that has ended
	ended     chan struct{}     // closed when it has ended
	needs     []*fyne.MenuItem  // what does nothing without a project
	ticks     []func()          // tick what is chosen in the menu, or take the tick away
	sheets    []*sheet          // that are open, the last one on top
	bar       *bar              // says what the project in the window is, where it is not one to work on
	origin    origin
	draft     draft // a decision that was broken off
}

func newWindow(a fyne.App, prefs preferences.Preferences) *window {
	dress(a, prefs.Theme)
	w := &window{app: a, win: a.NewWindow("Claimtrace"), prefs: prefs}
	w.drafts = newDrafts(nil, w.complain)
	w.build()
	w.buildMenu()
	w.wire()
	w.win.SetContent(container.NewStack(
		parts.NewGround(func(p *style.Palette) color.NRGBA { return p.Surface }, fyne.Size{}), w.welcome, w.project))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(1280, 800))
	w.win.CenterOnScreen()
	w.win.SetMaster()
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) {
		var paths []string
		for _, u := range uris {
			paths = append(paths, u.Path())
		}
		w.dropped(paths)
	})
	w.win.Canvas().SetOnTypedKey(w.loose)
	w.win.Canvas().SetOnTypedRune(w.looseRune)
	for _, enter := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		w.win.Canvas().AddShortcut(key(enter), w.confirmSheet)
	}
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnClosed(w.closeProject)
	w.showProject()
	return w
}

// build makes the parts and lays them out.
func (w *window) build() {
	side := func(p *style.Palette) color.NRGBA { return p.Side }
	surface := func(p *style.Palette) color.NRGBA { return p.Surface }

	w.title = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	w.views = parts.NewSwitch([]string{"Read", "Compare", "Overview"}, func(i int) {
		if view(i) == viewCompare {
			w.compareClaim()
		} else {
			w.show(view(i))
		}
	})
	share := parts.NewWord("Share…", w.packDialog)
	head := parts.Frame{Bottom: parts.Hairline(), Middle: container.New(parts.Sized{Height: headHeight - 1},
		container.NewHBox(parts.Inset(container.NewCenter(w.title), 0, 4, 0, 8), container.NewCenter(w.views), layout.NewSpacer(), parts.Inset(share, 0, 8, 0, 0)))}.New()

	w.library = library.New()
	left := container.NewStack(parts.NewGround(side, fyne.Size{}), w.library)

	w.reader = reader.New()
	w.reader.Zoom(float32(w.zoom()) / 100)
	w.reader.SetFace(style.Face(w.prefs.Face))
	w.said = parts.NewNotice()
	w.noText = widget.NewLabel("")
	w.noText.Alignment = fyne.TextAlignCenter
	w.noText.Importance = widget.LowImportance
	w.noText.Wrapping = fyne.TextWrapWord
	w.find = findbar.New()
	text := parts.Frame{Top: w.find, Middle: w.reader}.New()
	w.find.Around = text
	page := container.NewStack(text,
		container.NewVBox(container.New(layout.NewCustomPaddedLayout(160, 0, 60, 60), w.noText)))

	w.claims = claims.New("No claims yet.\n\nSelect a passage in the text and press 1, 2 or 3 to tag it; then type the claim that it states and press Enter.")
	w.card = claims.NewCard()
	w.right = container.New(above{}, w.claims, container.NewVScroll(w.card))
	right := container.NewStack(parts.NewGround(side, fyne.Size{}), w.right)
	w.pages[viewRead] = container.New(columns{}, parts.Frame{Right: parts.Hairline(), Middle: left}.New(), page,
		parts.Frame{Left: parts.Hairline(), Middle: right}.New())

	w.traced = claims.New("No claims yet. Tag passages in Read first.")
	w.compare = compare.New()
	w.pages[viewCompare] = container.New(columns{}, parts.Frame{Right: parts.Hairline(),
		Middle: container.NewStack(parts.NewGround(side, fyne.Size{}), w.traced)}.New(), w.compare)

	w.overview = overview.New()
	w.off, w.lettering = offWindow, lettering{fonts.System, map[string]bool{}}
	w.pages[viewOverview] = container.NewStack(w.overview)

	w.status = parts.NewStatus()
	foot := parts.Frame{Top: parts.Hairline(), Middle: container.NewStack(parts.NewGround(surface, fyne.Size{}), w.status)}.New()
	w.moment = record.NewMoment()
	w.moment.Hide()
	w.bar = newBar()
	pages := parts.Frame{Top: container.NewVBox(w.moment, w.bar, w.said), Middle: container.NewStack(w.pages[0], w.pages[1], w.pages[2])}.New()
	w.said.Around, w.bar.around = pages, pages
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
	button := func(label string, importance widget.Importance, f func()) *widget.Button {
		b := widget.NewButton(label, f)
		b.Importance = importance
		return b
	}
	box := container.NewVBox(parts.Inset(name, 0, 0, 0, 8), say, w.greeting,
		button("Look at the sample project", widget.HighImportance, w.openSample),
		button("New project…", widget.MediumImportance, w.newDialog),
		button("Open a project or package…", widget.MediumImportance, w.openDialog))
	for _, path := range w.prefs.Recent[:min(len(w.prefs.Recent), 5)] {
		box.Add(button(filepath.Base(path), widget.LowImportance, func() { w.openProject(path) }))
	}
	w.welcome.Objects = []fyne.CanvasObject{container.New(parts.Sized{Width: 420}, box)}
	w.welcome.Refresh()
}
