package findbar

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// open returns an open bar above a page, in a window of its own, and the calls
// that it makes.
func open(t *testing.T, theme style.Choice, width float32) (*Bar, *[]string, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: theme})
	b := New()
	b.Around = parts.Frame{Top: b, Middle: canvas.NewRectangle(style.Now().Surface)}.New()
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(style.Now().Surface), b.Around))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 64))
	calls := &[]string{}
	b.OnQuery = func(s string) { *calls = append(*calls, "query "+s) }
	b.OnStep = func(back bool) { *calls = append(*calls, fmt.Sprintf("step %v", back)) }
	b.OnClose = func() { *calls = append(*calls, "close") }
	b.Open("")
	*calls = nil
	return b, calls, w
}

func TestOpenAndClose(t *testing.T) {
	b, calls, w := open(t, style.AlwaysLite, 680)
	page := b.Around.Objects[0]
	if !b.Visible() || page.Position().Y != b.MinSize().Height || w.Canvas().Focused() != b.field {
		t.Fatalf("open: visible %v, the page at %v, the keyboard at %T", b.Visible(), page.Position(), w.Canvas().Focused())
	}
	for _, c := range []struct{ text, query, calls string }{
		{"Kyiv", "Kyiv", "query Kyiv"},
		{"Kyiv", "Kyiv", ""},
		{" two \n\u00a0lines ", "two lines", "query two lines"},
		{"", "two lines", ""},
		{strings.Repeat("long ", 41), "two lines", ""},
	} {
		*calls = nil
		b.Open(c.text)
		if got := strings.Join(*calls, "|"); b.Query() != c.query || b.field.SelectedText() != c.query || got != c.calls {
			t.Errorf("opened with %q: %q, %q selected, called %q", c.text, b.Query(), b.field.SelectedText(), got)
		}
	}
	b.field.TypedRune('é') // in the place of what is selected
	if b.Query() != "é" {
		t.Errorf("typed é, found is %q", b.Query())
	}
	*calls = nil
	b.Close()
	b.Close()
	if b.Visible() || page.Position().Y != 0 || !slices.Equal(*calls, []string{"close"}) {
		t.Errorf("closed: visible %v, the page at %v, called %v", b.Visible(), page.Position(), *calls)
	}
	// What is there is found again.
	b.Open("")
	if got := strings.Join(*calls, "|"); got != "close|query é" {
		t.Errorf("opened again: %q", got)
	}
}

func TestKeys(t *testing.T) {
	b, calls, _ := open(t, style.AlwaysLite, 680)
	key := func(name fyne.KeyName, m fyne.KeyModifier) func() {
		return func() {
			b.modifiers = func() fyne.KeyModifier { return m }
			b.field.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	shortcut := func(name fyne.KeyName, m fyne.KeyModifier) func() {
		return func() { b.field.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: m}) }
	}
	const shift, control = fyne.KeyModifierShift, fyne.KeyModifierShortcutDefault
	for name, c := range map[string]struct {
		do   func()
		want string
	}{
		"Enter":         {key(fyne.KeyReturn, 0), "step false"},
		"Enter, keypad": {key(fyne.KeyEnter, 0), "step false"},
		"Shift+Enter":   {key(fyne.KeyReturn, shift), "step true"},
		"F3":            {key(fyne.KeyF3, 0), "step false"},
		"Shift+F3":      {key(fyne.KeyF3, shift), "step true"},
		"Ctrl+G":        {shortcut(fyne.KeyG, control), "step false"},
		"Shift+Ctrl+G":  {shortcut(fyne.KeyG, control|shift), "step true"},
		"Alt+Ctrl+G":    {shortcut(fyne.KeyG, control|fyne.KeyModifierAlt), ""},
		"Ctrl+H":        {shortcut(fyne.KeyH, control), ""},
		"Down":          {key(fyne.KeyDown, 0), "step false"},
		"Up":            {key(fyne.KeyUp, 0), "step true"},
		"Backspace":     {key(fyne.KeyBackspace, 0), "query Kyi"},
		"Ctrl+Z": {func() {
			b.field.TypedRune('v')
			b.field.TypedShortcut(&fyne.ShortcutUndo{})
		}, "query Kyivv|query Kyiv"},
		"Escape": {key(fyne.KeyEscape, 0), "close"},
	} {
		b.Open("Kyiv")
		b.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		*calls = nil
		c.do()
		if got := strings.Join(*calls, "|"); got != c.want {
			t.Errorf("%s called %q, want %q", name, got, c.want)
		}
	}
}

func TestCount(t *testing.T) {
	b, _, _ := open(t, style.AlwaysLite, 680)
	for _, c := range []struct {
		query          string
		current, total int
		searching      bool
		want           string
	}{
		{"", 0, 0, false, ""},
		{" \n", 0, 0, false, ""},
		{"x", 0, 0, false, "No match"},
		{"x", 0, 0, true, "Searching…"},
		{"x", 0, 17, false, "17"},
		{"x", 3, 17, false, "3 of 17"},
		{"x", 3, 17, true, "3 of 17…"},
	} {
		b.field.SetText(c.query)
		b.SetCount(c.current, c.total, c.searching)
		if got := b.Count(); got != c.want {
			t.Errorf("%+v says %q", c, got)
		}
	}
	b.field.SetText("")
	if got := b.Count(); got != "" {
		t.Errorf("an emptied field says %q", got)
	}
}

func TestTools(t *testing.T) {
	b, calls, w := open(t, style.AlwaysLite, 680)
	tools := []*parts.Button{b.previous, b.next, b.closing}
	for _, c := range tools[:2] {
		w.Canvas().Unfocus()
		test.Tap(c)
		if len(*calls) > 0 || c.Cursor() != desktop.DefaultCursor || w.Canvas().Focused() != b.field {
			t.Errorf("%s can be clicked where nothing was found: %v, or the keyboard is gone", c.Words(), *calls)
		}
	}
	w.Canvas().Unfocus()
	test.Tap(b)
	if w.Canvas().Focused() != b.field {
		t.Error("a click beside the tools takes the keyboard away")
	}
	b.SetCount(0, 2, false)
	for i, want := range []string{"step true", "step false", "close"} {
		c := tools[i]
		*calls = nil
		w.Canvas().Unfocus() // as a click does
		test.Tap(c)
		if got := strings.Join(*calls, "|"); got != want {
			t.Errorf("%s called %q, want %q", c.Words(), got, want)
		}
		if back := w.Canvas().Focused() == b.field; back != b.Visible() {
			t.Errorf("after %s the keyboard is in the field: %v", c.Words(), back)
		}
		if c.Cursor() != desktop.PointerCursor || c.AccessibilityLabel() == "" {
			t.Errorf("%q does not look like a button", c.Words())
		}
		c.MouseIn(nil)
		if !c.Over {
			t.Errorf("%s does not show the pointer", c.Words())
		}
		c.MouseOut()
	}
}

// Nothing lies on anything else, and all in the bar, down to its least width.
func TestRow(t *testing.T) {
	b, _, w := open(t, style.AlwaysLite, 680)
	for _, width := range []float32{b.MinSize().Width, 420, 500, 2000} {
		w.Resize(fyne.NewSize(width, 64))
		var x float32
		for _, o := range []fyne.CanvasObject{b.field, b.previous, b.next, b.count, b.closing} {
			left := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
			if left < x || left+o.Size().Width > width || o.Size().Width < parts.SmallHigh {
				t.Errorf("in %v: %T from %v to %v, before it all to %v", width, o, left, left+o.Size().Width, x)
			}
			x = left + o.Size().Width
		}
	}
}
