package app

import (
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/asof"
	"claimtrace/app/async"
	"claimtrace/app/claims"
	"claimtrace/app/compare"
	"claimtrace/app/dialog"
	"claimtrace/app/findbar"
	"claimtrace/app/fonts"
	"claimtrace/app/library"
	"claimtrace/app/menu"
	"claimtrace/app/overview"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// headHeight is the height of the window's head, in pixels.
const headHeight = 44

// The widths of the side panels where the window is wide, and where it is as
// narrow as can be, in pixels.
const (
	libraryWidth, libraryLeast = 273, 214
	claimsWidth, claimsLeast   = 317, 262
)

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
	run     *async.Runner
	win     fyne.Window
	prefs   preferences.Preferences
	trouble error // with the preferences, to be told once a project is shown
	session *session.Session

	title              *widget.Label
	views              *parts.Switch
	status             *parts.Status
	table              *menu.Table // of all that can be done
	menuBar            *menu.Bar
	native             string // what the menus of the system show
	pages              [3]*fyne.Container
	reading, comparing *panes.Panes
	welcome            *fyne.Container
	project            *fyne.Container

	library   *library.Library
	reader    *reader.Reader
	said      *parts.Notice // above the page
	noText    *widget.Label
	claims    *claims.Claims
	moving    moving
	picksFor  annotate.ID // the highlight of which the claim is being picked
	card      *claims.Card
	drafts    *drafts         // of what is typed on it
	right     *fyne.Container // the claims with the card below them
	traced    *claims.Claims  // the claims beside the comparison
	compare   *compare.View
	baseline  annotate.ID
	overview  *overview.View
	looked    annotate.ID // the article that the cursor of the overview is on; "" for none
	view      view
	looking   looking
	lettering lettering
	beside    pair // the articles that are compared as wholes; none while a claim is
	from      view // the page from which a passage was opened; viewRead if none
	find      *findbar.Bar
	finding   finding
	past      *asof.Past
	place     preferences.Place // where one was at last
	greeting  *parts.Notice     // on the page without a project
	flushing  bool              // what is typed on the card is being recorded
	stale     [3]bool           // the pages that are to be shown anew
	backing   *async.Task       // the backup under way
	working   *async.Task       // the long action under way
	closing   bool              // the window closes when that has ended
	dialogs   *dialog.Kit
	then      func() // what is gone on with when a sheet closes; nil for nothing
	bar       *bar   // says what the project in the window is, where it is not one to work on
}

func newWindow(a fyne.App, run *async.Runner, prefs preferences.Preferences) *window {
	dress(a, prefs.Theme)
	w := &window{app: a, run: run, win: a.NewWindow("Claimtrace"), prefs: prefs}
	w.drafts = newDrafts(nil, run, w.complain, func() {})
	w.dialogs = dialog.New(w.win, run, w.sheetClosed)
	w.build()
	w.buildMenu()
	w.wire()
	surface := parts.NewGround(func(p *style.Palette) color.NRGBA { return p.Surface }, fyne.Size{})
	w.win.SetContent(parts.NewTips(container.NewStack(surface, parts.Frame{Top: w.menuBar, Middle: container.NewStack(w.welcome, w.project)}.New()), w.run.After))
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
	share := parts.NewButton(parts.Word, "Share…", w.packDialog)
	head := parts.Frame{Bottom: parts.Hairline(), Middle: container.New(parts.Sized{Height: headHeight - 1},
		container.NewHBox(parts.Inset(container.NewCenter(w.title), 0, 4, 0, 8), container.NewCenter(w.views), layout.NewSpacer(), parts.Inset(share, 0, 8, 0, 0)))}.New()

	w.library = library.New()
	left := container.NewStack(parts.NewGround(side, fyne.Size{}), w.library)

	w.reader = reader.New(w.run)
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
	w.reading = &panes.Panes{
		Left: &panes.Side{Object: parts.Frame{Right: parts.Hairline(), Middle: left}.New(), Full: libraryWidth, Least: libraryLeast}, Page: page,
		Right: &panes.Side{Object: parts.Frame{Left: parts.Hairline(), Middle: right}.New(), Full: claimsWidth, Least: claimsLeast},
	}
	w.reading.Left.Width, w.reading.Right.Width = widthOf(w.prefs.Articles), widthOf(w.prefs.Claims)
	w.reading.OnChange = w.keepPanes
	w.pages[viewRead] = w.reading.Object()

	w.traced = claims.New("No claims yet. Tag passages in Read first.")
	w.compare = compare.New(w.run)
	w.comparing = &panes.Panes{Page: w.compare, Left: &panes.Side{Object: parts.Frame{Right: parts.Hairline(),
		Middle: container.NewStack(parts.NewGround(side, fyne.Size{}), w.traced)}.New(), Full: libraryWidth, Least: libraryLeast}}
	w.comparing.Left.Width = widthOf(w.prefs.Traced)
	w.comparing.OnChange = w.keepPanes
	w.pages[viewCompare] = w.comparing.Object()

	w.overview = overview.New(w.run)
	w.lettering = lettering{fonts.System, map[string]bool{}}
	w.pages[viewOverview] = container.NewStack(w.overview)

	w.status = parts.NewStatus()
	foot := parts.Frame{Top: parts.Hairline(), Middle: container.NewStack(parts.NewGround(surface, fyne.Size{}), w.status)}.New()
	w.past = asof.New(forPast{w}, w.run)
	w.bar = newBar()
	pages := parts.Frame{Top: container.NewVBox(w.past.Bar, w.bar, w.said), Middle: container.NewStack(w.pages[0], w.pages[1], w.pages[2])}.New()
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
	box := container.NewVBox(parts.Inset(name, 0, 0, 0, 8), say, w.greeting,
		parts.NewButton(parts.Strong, "Look at the sample project", w.openSample),
		parts.NewButton(parts.Plain, "New project…", w.newDialog),
		parts.NewButton(parts.Plain, "Open a project or package…", w.openDialog))
	for _, path := range w.prefs.Recent[:min(len(w.prefs.Recent), 5)] {
		box.Add(parts.NewButton(parts.Word, filepath.Base(path), func() { w.openProject(path) }))
	}
	w.welcome.Objects = []fyne.CanvasObject{container.New(parts.Sized{Width: 420}, box)}
	w.welcome.Refresh()
}
