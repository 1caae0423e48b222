package menu

import (
	"fmt"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is a key that is pressed while others may be held: one that types a
// character by that, any other by its name.
type Key struct {
	Name fyne.KeyName
	Rune rune // a small letter stands for the capital too
	Held fyne.KeyModifier
}

// names are the keys that are written otherwise than Fyne names them.
var names = map[string]fyne.KeyName{
	"Enter": fyne.KeyReturn, "Esc": fyne.KeyEscape, "PgDn": fyne.KeyPageDown, "PgUp": fyne.KeyPageUp, "+": fyne.KeyEqual, "-": fyne.KeyMinus,
	"Menu": desktop.KeyMenu,
}

// named are the keys that are written as Fyne names them.
var named = map[fyne.KeyName]bool{
	fyne.KeyDelete: true, fyne.KeyBackspace: true, fyne.KeyInsert: true, fyne.KeyTab: true, fyne.KeySpace: true,
	fyne.KeyLeft: true, fyne.KeyRight: true, fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyHome: true, fyne.KeyEnd: true,
	fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF3: true, fyne.KeyF4: true, fyne.KeyF5: true, fyne.KeyF6: true,
	fyne.KeyF7: true, fyne.KeyF8: true, fyne.KeyF9: true, fyne.KeyF10: true, fyne.KeyF11: true, fyne.KeyF12: true,
}

// held are the keys that are held down; Ctrl is the desktop's own, on macOS
// Command.
var held = map[string]fyne.KeyModifier{
	"Ctrl": fyne.KeyModifierShortcutDefault, "Shift": fyne.KeyModifierShift, "Alt": fyne.KeyModifierAlt,
}

// Keys reads keys as they are written in the table: "Ctrl+Shift+C", "F3",
// "Delete", "Ctrl+PgDn"; one character alone is what is typed, "S" or "]". It
// panics for what is no key.
func Keys(written ...string) []Key {
	list := make([]Key, len(written))
	for i, s := range written {
		k := &list[i]
		for {
			before, after, more := strings.Cut(s, "+")
			if m, ok := held[before]; more && ok {
				k.Held |= m
				s = after
				continue
			}
			break
		}
		switch name, ok := names[s]; {
		case k.Held == 0 && utf8.RuneCountInString(s) == 1:
			r, _ := utf8.DecodeRuneInString(s)
			k.Rune = unicode.ToLower(r)
		case ok:
			k.Name = name
		case utf8.RuneCountInString(s) == 1 || named[fyne.KeyName(s)]:
			k.Name = fyne.KeyName(s)
		default:
			panic(fmt.Sprintf("%q is no key", written[i]))
		}
	}
	return list
}

// mainKey is the key that a key of the keypad stands for.
func mainKey(name fyne.KeyName) fyne.KeyName {
	if name == fyne.KeyEnter {
		return fyne.KeyReturn
	}
	return name
}

// OfShortcut is the key of a shortcut as Fyne sends it.
func OfShortcut(s fyne.Shortcut) Key {
	c := fyne.KeyModifierShortcutDefault
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		k := Key{Name: mainKey(s.KeyName), Held: s.Modifier}
		if k.Name == fyne.KeyPlus { // of a keypad, or of a keyboard that has a key for it
			k = Key{Name: fyne.KeyEqual, Held: s.Modifier &^ fyne.KeyModifierShift}
		}
		return k
	case *fyne.ShortcutUndo:
		return Key{Name: fyne.KeyZ, Held: c}
	case *fyne.ShortcutRedo:
		return Key{Name: fyne.KeyY, Held: c}
	case *fyne.ShortcutCopy:
		return Key{Name: fyne.KeyC, Held: c}
	case *fyne.ShortcutSelectAll:
		return Key{Name: fyne.KeyA, Held: c}
	}
	return Key{}
}

// Shortcut is the key as Fyne registers it; nil for one that is pressed alone.
func (k Key) Shortcut() fyne.Shortcut {
	if k.Held&^fyne.KeyModifierShift == 0 {
		return nil
	}
	if k.Held == fyne.KeyModifierShortcutDefault {
		switch k.Name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Held}
}

// Caps are the key caps, as they are drawn beside one another.
func (k Key) Caps() (caps []string) {
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierShortcutDefault, commandCap()}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if k.Held&m.modifier != 0 {
			caps = append(caps, m.name)
		}
	}
	switch {
	case k.Rune != 0:
		return append(caps, strings.ToUpper(string(k.Rune)))
	case k.Name == fyne.KeyDelete:
		return append(caps, "Del")
	case k.Name == fyne.KeySpace:
		return append(caps, "Space")
	}
	for written, name := range names {
		if name == k.Name {
			return append(caps, written)
		}
	}
	return append(caps, string(k.Name))
}

func commandCap() string {
	if runtime.GOOS == "darwin" {
		return "⌘"
	}
	return "Ctrl"
}

// String is the key as a menu says it: "Ctrl+Shift+C", on macOS "⌘Shift+C".
func (k Key) String() string {
	s := strings.Join(k.Caps(), "+")
	return strings.Replace(s, "⌘+", "⌘", 1)
}
