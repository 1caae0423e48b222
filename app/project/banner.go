package project

import (
	"fmt"
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// barHigh is the height of the bar, in pixels: that of the bar of a moment.
const barHigh = 56

// Banner stands above the page of a project that is not simply one to work on: it
// says what it is and what can be done. It takes no room while it has nothing
// to say.
type Banner struct {
	widget.BaseWidget
	Around *fyne.Container // is laid out anew when the banner comes or goes
	what   string          // in small type, above
	name   string
	row    *fyne.Container
}

// deed is something that can be done from the bar.
type deed struct {
	label string
	do    func()
}

func newBanner() *Banner {
	b := &Banner{row: container.New(layout.NewCustomPaddedHBoxLayout(style.Gap))}
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// say shows the bar, with what can be done from left to right.
func (b *Banner) say(what, name string, can ...deed) {
	b.what, b.name = what, name
	b.row.Objects = nil
	for _, d := range can {
		b.row.Add(parts.NewButton(parts.Plain, d.label, d.do))
	}
	b.Show()
	b.Refresh()
	b.Around.Refresh()
}

// clear takes the bar away.
func (b *Banner) clear() {
	if b.Visible() {
		b.Hide()
		b.Around.Refresh()
	}
}

// Focus gives the keyboard to the first of what can be done.
func (b *Banner) Focus(c fyne.Canvas) { c.Focus(b.row.Objects[0].(fyne.Focusable)) }

// MinSize implements [fyne.CanvasObject].
func (b *Banner) MinSize() fyne.Size { return fyne.NewSize(320, barHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (b *Banner) AccessibilityLabel() string { return b.what + ": " + b.name }

// AccessibilityRole implements [fyne.Accessible].
func (b *Banner) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	v := &barView{b: b, what: parts.Text("", style.SmallSize, false, nil), name: parts.Text("", style.TextSize, true, nil)}
	v.ground = parts.NewGround(func(p *style.Palette) color.NRGBA { return p.AccentFill }, fyne.Size{})
	v.line = parts.Hairline()
	v.Refresh()
	return v
}

type barView struct {
	b            *Banner
	ground, line *parts.Ground
	what, name   *canvas.Text
}

func (v *barView) Destroy()           {}
func (v *barView) MinSize() fyne.Size { return v.b.MinSize() }
func (v *barView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.ground, v.line, v.what, v.name, v.b.row}
}

func (v *barView) Refresh() {
	v.ground.Refresh()
	v.line.Refresh()
	v.b.row.Refresh()
	v.Layout(v.b.Size())
	canvas.Refresh(v.b)
}

func (v *barView) Layout(size fyne.Size) {
	const side, lead = 20, 20
	p, row := style.Now(), v.b.row.MinSize()
	parts.Place(v.ground, 0, 0, size.Width, size.Height)
	parts.Place(v.line, 0, size.Height-1, size.Width, 1)
	parts.Place(v.b.row, size.Width-side-row.Width, (size.Height-row.Height)/2, row.Width, row.Height)
	room := max(size.Width-2*side-row.Width-style.Panel, 40)
	v.what.Text, v.what.Color = parts.Shorten(v.b.what, style.SmallSize, fyne.TextStyle{}, room), p.Accent
	parts.Say(v.name, parts.Shorten(v.b.name, style.TextSize, fyne.TextStyle{Bold: true}, room), true)
	v.name.Color = p.Ink
	y := (size.Height - 2*lead) / 2
	parts.InLine(v.what, side, y, lead)
	parts.InLine(v.name, side, y+lead-1, lead)
}

// SayWhat says above the page what the project is and what can be done.
func (x *Projects) SayWhat() {
	name, of := x.w.Session().Title(), x.w.Session().Origin()
	switch x.w.Session().Mode() {
	case session.Backup:
		x.Banner.say("Read-only: a backup of “"+name+"”", of.Backup.Made.Local().Format(style.DayAndTime),
			deed{"Save as a new project…", x.SaveAs}, deed{"Back to “" + name + "”", func() { x.Open(of.Backup.Project) }})
	case session.LeftOver:
		x.Banner.say("Read-only: what is left of a damaged project", name, deed{"What is lost", func() { x.TellSalvaged("What is left of “"+name+"”", *of.Left) }},
			deed{"Salvage into a new project…", func() { x.salvage(x.w.Session().View().Path()) }})
	default:
		if path := x.w.Session().View().Path(); of.Copy {
			x.Banner.say("Read-only: a copy of what is open in another window, which does not follow what is done there", name,
				deed{"Read it as it is now", func() { x.openCopy(path) }}, deed{"Open for work", func() { x.Open(path) }})
			return
		}
		x.showConflicts()
	}
}

// showConflicts offers the copies that lie beside the project, in which
// somebody else's work may be.
func (x *Projects) showConflicts() {
	found, err := x.w.Present().Conflicts()
	if err != nil || len(found) == 0 {
		x.Banner.clear()
		return
	}
	later := deed{"Not now", x.Banner.clear}
	if len(found) == 1 {
		x.Banner.say(keeper(found[0])+" a second copy of this project: it may hold somebody else’s work", filepath.Base(found[0].Path),
			deed{"Open the copy", func() { x.Open(found[0].Path) }}, later)
		return
	}
	list := make([]dialog.Choice, len(found))
	for i, c := range found {
		list[i] = dialog.Choice{Name: filepath.Base(c.Path), More: keeper(c) + " this copy"}
	}
	x.Banner.say("Other copies of this project lie beside it: they may hold somebody else’s work", fmt.Sprint(len(found), " copies"),
		deed{"Open one…", func() {
			x.w.Dialogs().Choose("Copies of this project", "Open", list, func(i int) { x.Open(found[i].Path) })
		}}, later)
}

// keeper begins a sentence with the service that made a copy, if that is known.
func keeper(c store.Conflict) string {
	if c.Service == "" {
		return "Beside it lies"
	}
	return c.Service + " kept"
}
