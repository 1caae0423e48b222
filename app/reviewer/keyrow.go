package reviewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
)

// keyText is one's own key: a name, the key, and what it is.
type keyText struct {
	widget.BaseWidget
	name, key, means string
}

// The lines of a key, in pixels.
const (
	keyLead  = 22
	keySmall = 18
)

func newKeyText(name, key, means string) *keyText {
	t := &keyText{name: name, key: key, means: means}
	t.ExtendBaseWidget(t)
	return t
}

func (t *keyText) lines() []string {
	return parts.Wrap(t.means, style.SmallSize, fyne.TextStyle{}, max(t.Size().Width, 240), 4)
}

// MinSize implements [fyne.CanvasObject]. It is that in the width that it has.
func (t *keyText) MinSize() fyne.Size {
	return fyne.NewSize(240, 2*keyLead+float32(len(t.lines()))*keySmall)
}

// AccessibilityLabel implements [fyne.Accessible].
func (t *keyText) AccessibilityLabel() string { return t.name + ", " + t.key + ": " + t.means }

// AccessibilityRole implements [fyne.Accessible].
func (t *keyText) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (t *keyText) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(t, func(size fyne.Size) []fyne.CanvasObject {
		p := style.Now()
		os := []fyne.CanvasObject{
			parts.InLine(parts.Text(parts.Shorten(t.name, style.TextSize, fyne.TextStyle{Bold: true}, size.Width), style.TextSize, true, p.Ink), 0, 0, keyLead),
			parts.InLine(parts.Text(parts.Shorten(t.key, style.TextSize, fyne.TextStyle{}, size.Width), style.TextSize, false, p.Ink), 0, keyLead, keyLead),
		}
		for i, line := range t.lines() {
			os = append(os, parts.InLine(parts.Text(line, style.SmallSize, false, p.Muted), 0, 2*keyLead+float32(i)*keySmall, keySmall))
		}
		return os
	})
}

// ownRow is another of one's own persons.
type ownRow struct {
	widget.BaseWidget
	of    preferences.Person
	work  *parts.InRow
	whole string // what of it is cut, whole
}

func newOwnRow(work func(preferences.Person)) *ownRow {
	r := &ownRow{}
	r.work = parts.NewInRow(parts.Small, "", func() { work(r.of) })
	r.ExtendBaseWidget(r)
	return r
}

func (r *ownRow) set(of preferences.Person) {
	r.of = of
	r.work.Say("Work as " + parts.Shorten(of.Name, style.SmallSize, fyne.TextStyle{}, 140))
	r.Refresh()
}

// Whole is what the row shows cut.
func (r *ownRow) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *ownRow) MinSize() fyne.Size { return fyne.NewSize(240, trustHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *ownRow) AccessibilityLabel() string { return r.of.Name + ", " + r.of.Key().String() }

// AccessibilityRole implements [fyne.Accessible].
func (r *ownRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *ownRow) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) []fyne.CanvasObject {
		return nameAndKey(r.of.Name, r.of.Key().String(), r.work, size, &r.whole)
	})
}

// nameAndKey is a row of a name, the key below it, and what can be done.
func nameAndKey(of, its string, act *parts.InRow, size fyne.Size, whole *string) []fyne.CanvasObject {
	p, wide := style.Now(), act.MinSize()
	room := max(size.Width-wide.Width-2*style.Panel, 40)
	name := parts.Shorten(of, style.TextSize, fyne.TextStyle{Bold: true}, room)
	key := parts.Shorten(its, style.SmallSize, fyne.TextStyle{}, room)
	*whole = parts.WholeOf([2]string{name, of}, [2]string{key, its})
	return []fyne.CanvasObject{
		parts.InLine(parts.Text(name, style.TextSize, true, p.Ink), style.Panel, 4, 21),
		parts.InLine(parts.Text(key, style.SmallSize, false, p.Muted), style.Panel, 25, 18),
		parts.Place(act, size.Width-wide.Width-style.Unit, (size.Height-wide.Height)/2, wide.Width, wide.Height),
	}
}

// trustRow is a key that is trusted.
type trustRow struct {
	widget.BaseWidget
	of    preferences.Trusted
	not   *parts.InRow
	whole string // what of it is cut, whole
}

const trustHigh = 48 // pixels

func newTrustRow(distrust func(key string)) *trustRow {
	r := &trustRow{}
	r.not = parts.NewInRow(parts.Link, "Trust no longer", func() { distrust(r.of.Key) })
	r.ExtendBaseWidget(r)
	return r
}

func (r *trustRow) set(of preferences.Trusted) {
	if r.of != of {
		r.of = of
		r.Refresh()
	}
}

// Whole is what the row shows cut.
func (r *trustRow) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *trustRow) MinSize() fyne.Size { return fyne.NewSize(240, trustHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *trustRow) AccessibilityLabel() string { return r.of.Name + ", " + r.of.Key }

// AccessibilityRole implements [fyne.Accessible].
func (r *trustRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (r *trustRow) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) []fyne.CanvasObject {
		return nameAndKey(r.of.Name, r.of.Key, r.not, size, &r.whole)
	})
}
