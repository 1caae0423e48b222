// Package findbar is the bar above an article in which one types what to find
// in it and steps through the places. It shows and calls back; it searches
// nothing itself.
package findbar

import (
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// Bar is hidden until it is opened.
type Bar struct {
	widget.BaseWidget

	OnQuery func(query string) // what is to be found: the field was changed, or the bar opened with it
	OnStep  func(back bool)    // to the next place, or with back to the one before
	OnClose func()             // the bar is gone: the keyboard goes back to the text

	// Around, if not nil, is laid out anew when the bar comes or goes.
	Around *fyne.Container

	field                   *field
	previous, next, closing *parts.Button
	count                   *parts.Quiet
	body                    *fyne.Container
	current, total          int
	searching               bool
	modifiers               func() fyne.KeyModifier
}

// mostTaken is how many code points of a text the bar opens with; it is for
// words, not for pages.
const mostTaken = 200

var _ fyne.Tappable = (*Bar)(nil)

// New returns a bar that is closed.
func New() *Bar {
	b := &Bar{count: parts.NewQuiet(""), modifiers: modifiers}
	b.field = newField("Find in the article")
	b.field.OnChanged = func(string) { b.ask() }
	b.field.OnKey = b.key
	b.field.onStep = b.step
	b.field.Keys = func() []parts.Hint {
		return []parts.Hint{{Keys: []string{"Enter"}, Does: "next"}, {Keys: []string{"Shift", "Enter"}, Does: "previous"}, {Keys: []string{"Esc"}, Does: "close"}}
	}
	b.previous = parts.NewTool("Previous place", parts.Up, func() { b.click(true) })
	b.next = parts.NewTool("Next place", parts.Down, func() { b.click(false) })
	b.closing = parts.NewTool("Close", parts.Away, b.Close)
	for _, tool := range []*parts.Button{b.previous, b.next, b.closing} {
		tool.OnRefused = b.focus
		tool.OnKey = func(k fyne.KeyName) { b.key(k) }
		tool.OnRune = func(r rune) {
			parts.Focus(b.field)
			b.field.TypedRune(r)
		}
	}
	b.body = parts.Frame{
		Bottom: parts.Hairline(),
		Middle: container.NewStack(
			parts.NewGround(func(p *style.Palette) color.NRGBA { return p.Side }, fyne.Size{}),
			parts.Inset(container.New(row{}, b.field, b.previous, b.next, b.count, b.closing),
				1.5*style.Unit, style.Panel, 1.5*style.Unit, style.PageX-style.Gap)), // what is typed stands above the text
	}.New()
	b.ExtendBaseWidget(b)
	b.show()
	b.Hide()
	return b
}

// Open shows the bar with the keyboard in its field and all selected that is
// in it: the text, or if that is empty or longer than a few lines what was
// there before. White space in the text becomes single spaces.
func (b *Bar) Open(text string) {
	was := b.Query()
	fresh := !b.Visible()
	if fresh {
		b.Show()
		b.arrange()
	}
	if text = strings.Join(strings.Fields(text), " "); text != "" && utf8.RuneCountInString(text) <= mostTaken {
		b.field.SetText(text)
	}
	parts.Focus(b.field)
	b.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	if fresh && b.Query() == was { // else the field has said so
		b.ask()
	}
}

// Close hides the bar and says so, once.
func (b *Bar) Close() {
	if !b.Visible() {
		return
	}
	b.Hide()
	b.arrange()
	if b.OnClose != nil {
		b.OnClose()
	}
}

// OnFocus has f hear that the field got the keyboard or lost it.
func (b *Bar) OnFocus(f func()) { b.field.Field.OnFocus = f }

// Query is what is in the field.
func (b *Bar) Query() string { return b.field.Text }

// SetCount says how many places were found and which of them, from 1, is in
// hand; 0 if none is. While searching there may be more.
func (b *Bar) SetCount(current, total int, searching bool) {
	b.current, b.total, b.searching = current, total, searching
	b.show()
}

// Count is what the bar says of the places.
func (b *Bar) Count() string {
	words := fmt.Sprint(b.total)
	switch {
	case strings.TrimSpace(b.field.Text) == "":
		return ""
	case b.total == 0 && b.searching:
		return "Searching…"
	case b.total == 0:
		return "No match"
	case b.current > 0:
		words = fmt.Sprintf("%d of %d", b.current, b.total)
	}
	if b.searching {
		words += "…"
	}
	return words
}

func (b *Bar) ask() {
	b.show()
	if b.OnQuery != nil {
		b.OnQuery(b.Query())
	}
}

func (b *Bar) show() {
	b.count.Set(b.Count())
	why := ""
	if b.total == 0 {
		why = "nothing is found"
	}
	b.previous.Refuse(why)
	b.next.Refuse(why)
}

func (b *Bar) arrange() {
	if b.Around != nil {
		b.Around.Refresh()
	}
}

func (b *Bar) focus() { parts.Focus(b.field) }

func (b *Bar) step(back bool) {
	if b.OnStep != nil {
		b.OnStep(back)
	}
}

// click steps by a button, and the keyboard is back in the field.
func (b *Bar) click(back bool) {
	b.step(back)
	parts.Focus(b.field)
}

// Tapped implements [fyne.Tappable]: the keyboard, which any click takes away,
// comes back.
func (b *Bar) Tapped(*fyne.PointEvent) { b.focus() }

// key is typed in the field.
func (b *Bar) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		b.step(b.modifiers()&fyne.KeyModifierShift != 0)
	case fyne.KeyDown:
		b.step(false)
	case fyne.KeyUp:
		b.step(true)
	case fyne.KeyEscape:
		b.Close()
	default:
		return false
	}
	return true
}

// modifiers returns the keys that are held down; Fyne's key events come
// without them.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// CreateRenderer implements [fyne.Widget].
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.body) }

// field hears of the shortcut to step, which an entry would swallow.
type field struct {
	parts.Field
	onStep func(back bool)
}

func newField(hint string) *field {
	f := &field{}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	return f
}

// TypedShortcut implements [fyne.Shortcutable].
func (f *field) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if ok && c.KeyName == fyne.KeyG && c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierShortcutDefault {
		f.onStep(c.Modifier&fyne.KeyModifierShift != 0)
		return
	}
	f.Field.TypedShortcut(s)
}
