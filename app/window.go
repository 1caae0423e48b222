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
	"claimtrace/app/library"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// The widths of the side panels and the height of the head, in pixels.
const (
	libraryWidth = 272
	claimsWidth  = 316
	headHeight   = 44
)

// view is which page of the window is shown.
type view int

const (
	viewRead view = iota
	viewCompare
)

// window is the one window: its parts, and the session they show. Without a
// project it invites to open one.
type window struct {
	app     fyne.App
	win     fyne.Window
	prefs   preferences.Preferences
	session *session.Session

	title   *widget.Label
	views   *parts.Switch
	status  *parts.Status
	undo    *fyne.MenuItem
	redo    *fyne.MenuItem
	menu    *fyne.MainMenu
	pages   [2]*fyne.Container
	welcome *fyne.Container
	project *fyne.Container

	library  *library.Library
	reader   *reader.Reader
	said     *parts.Notice // above the text
	noText   *widget.Label
	claims   *claims.Claims
	card     *claims.Card
	right    *fyne.Container // the claims with the card below them
	traced   *claims.Claims  // the claims beside the comparison
	compare  *compare.View
	baseline annotate.ID
	view     view
	greeting *parts.Notice // on the page without a project
	working  bool          // a long action is under way
	ended    chan struct{} // closed when it has ended
}

func newWindow(a fyne.App, prefs preferences.Preferences) *window {
	dress(a, prefs.Theme)
	w := &window{app: a, win: a.NewWindow("Claimtrace"), prefs: prefs}
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
	w.win.SetOnClosed(func() {
		w.card.Flush()
		w.closeProject()
	})
	w.showProject()
	return w
}

// build makes the parts and lays them out.
func (w *window) build() {
	side := func(p *style.Palette) color.NRGBA { return p.Side }
	surface := func(p *style.Palette) color.NRGBA { return p.Surface }

	w.title = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	w.views = parts.NewSwitch([]string{"Read", "Compare"}, func(i int) { w.show(view(i)) })
	share := parts.NewWord("Share…", w.packDialog)
	head := parts.Frame{Bottom: parts.Hairline(), Middle: container.New(fixedHeight(headHeight-1),
		container.NewHBox(parts.Inset(container.NewCenter(w.title), 0, 4, 0, 8), container.NewCenter(w.views), layout.NewSpacer(), parts.Inset(share, 0, 8, 0, 0)))}.New()

	w.library = library.New()
	left := container.New(parts.Fixed(libraryWidth), parts.NewGround(side, fyne.Size{}), w.library)

	w.reader = reader.New()
	w.reader.Zoom(float32(w.zoom()) / 100)
	w.said = parts.NewNotice()
	w.noText = widget.NewLabel("")
	w.noText.Alignment = fyne.TextAlignCenter
	w.noText.Importance = widget.LowImportance
	w.noText.Wrapping = fyne.TextWrapWord
	page := parts.Frame{Top: w.said, Middle: container.NewStack(w.reader,
		container.NewVBox(container.New(layout.NewCustomPaddedLayout(160, 0, 60, 60), w.noText)))}.New()
	w.said.Around = page

	w.claims = claims.New("No claims yet.\n\nSelect a passage in the text and press 1, 2 or 3 to tag it; then type the claim that it states and press Enter.")
	w.card = claims.NewCard()
	w.right = parts.Frame{Bottom: w.card, Middle: w.claims}.New()
	right := container.New(parts.Fixed(claimsWidth), parts.NewGround(side, fyne.Size{}),
		w.right)
	w.pages[viewRead] = parts.Frame{
		Left:   parts.Frame{Right: parts.Hairline(), Middle: left}.New(),
		Right:  parts.Frame{Left: parts.Hairline(), Middle: right}.New(),
		Middle: page,
	}.New()

	w.traced = claims.New("No claims yet. Tag passages in Read first.")
	w.compare = compare.New()
	w.pages[viewCompare] = parts.Frame{
		Left: parts.Frame{Right: parts.Hairline(),
			Middle: container.New(parts.Fixed(libraryWidth), parts.NewGround(side, fyne.Size{}), w.traced)}.New(),
		Middle: w.compare,
	}.New()

	w.status = parts.NewStatus()
	foot := parts.Frame{Top: parts.Hairline(), Middle: container.NewStack(parts.NewGround(surface, fyne.Size{}), w.status)}.New()
	w.project = parts.Frame{Top: head, Bottom: foot, Middle: container.NewStack(w.pages[0], w.pages[1])}.New()
	w.welcome = w.buildWelcome()
}

// buildWelcome is the page without a project.
func (w *window) buildWelcome() *fyne.Container {
	name := parts.Text("Claimtrace", style.HeadSize, true, nil)
	name.FontSource = style.SerifBold
	name.Color = style.Now().Ink
	w.greeting = parts.NewNotice()
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
	return container.NewCenter(container.New(fixedWidth(420), box))
}

// fixedHeight and fixedWidth are layouts that give one measure and take the
// other.
type fixedHeight float32

func (f fixedHeight) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(os[0].MinSize().Width, float32(f))
}

func (fixedHeight) Layout(os []fyne.CanvasObject, s fyne.Size) { os[0].Resize(s) }

type fixedWidth float32

func (f fixedWidth) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(f), os[0].MinSize().Height)
}

func (fixedWidth) Layout(os []fyne.CanvasObject, s fyne.Size) { os[0].Resize(s) }
