// Package menu makes all that tells of commands from one table of them: the menu
// bar, context menus, what a key does, the list of keys, the hints of the status
// line. What a command does and when it can be done stands in the table; this
// package knows no project and no page.
package menu

import (
	"slices"
	"strings"
	"unicode"

	"claimtrace/app/parts"
)

// Place is one of several situations, or a set of them: the page that is shown,
// what is in hand there. The table says which there are.
type Place uint32

// Command is one thing that can be done: a row of the table.
type Command struct {
	ID    string        // by which code and tests name it
	Menu  string        // the menu it stands in, "" for none; "File/Export" is a menu in a menu
	Group int           // within the menu; a line stands between two groups
	Label string        // in the menu
	Now   func() string // the label as things stand, for one that changes
	Keys  []Key         // the first is told in the menu
	In    Place         // where its keys are heard; 0 is everywhere
	Help  string        // what its keys do, for the list of keys; without one the label says it
	Hint  string        // the same in a word or two, for the status line
	Offer Place         // where the status line offers it; 0 is nowhere

	// Can returns why the command cannot be done now, "" if it can; nil is
	// always. Do does it.
	Can func() string
	Do  func()

	Ticked func() bool // for what is on or off

	Sheet bool // it can be done while a sheet is open, too
}

// Why returns why the command cannot be done now, "" if it can.
func (c *Command) Why() string {
	if c.Can == nil {
		return ""
	}
	return c.Can()
}

// Words is the label as things stand.
func (c *Command) Words() string {
	if c.Now != nil {
		return c.Now()
	}
	return c.Label
}

// Around tells a table what it cannot know.
type Around struct {
	Place   func() Place     // where one is
	Sheet   func() bool      // a sheet lies above the page
	Refused func(why string) // what was asked for cannot be done
	Menus   []string         // the menus of the bar, in their order
}

// Table is the table of commands.
type Table struct {
	Around
	Rows []*Command
}

// Of returns the command of an id. It panics where there is none, as only code
// asks.
func (t *Table) Of(id string) *Command {
	i := slices.IndexFunc(t.Rows, func(c *Command) bool { return c.ID == id })
	if i < 0 {
		panic("there is no command " + id)
	}
	return t.Rows[i]
}

// KeyOf is the first key of a command, as a sentence says it; "" where it has
// none.
func (t *Table) KeyOf(id string) string {
	if c := t.Of(id); len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// Run does a command, or tells why it cannot be done.
func (t *Table) Run(c *Command) {
	if t.Sheet() && !c.Sheet {
		return // it is about the page, which one does not see
	}
	if why := c.Why(); why != "" {
		t.Refused(why)
		return
	}
	c.Do()
}

// Press does what a key does where one is, and tells whether it does anything.
func (t *Table) Press(k Key) bool {
	k.Name, k.Rune = mainKey(k.Name), unicode.ToLower(k.Rune)
	place := t.Place()
	for _, here := range []bool{true, false} { // what is heard only here stands above what is heard everywhere
		for _, c := range t.Rows {
			if (here && c.In&place != 0 || !here && c.In == 0) && slices.Contains(c.Keys, k) {
				t.Run(c)
				return true
			}
		}
	}
	return false
}

// Hints lists what the status line offers where one is and what can be done, in
// the order of the table. Commands that follow one another with one hint share it.
func (t *Table) Hints() (list []parts.Hint) {
	place := t.Place()
	for _, c := range t.Rows {
		if c.Offer&place == 0 || c.Hint == "" || len(c.Keys) == 0 || c.Why() != "" {
			continue
		}
		list = shared(list, c.Keys[0], c.Hint)
	}
	return list
}

func shared(list []parts.Hint, k Key, does string) []parts.Hint {
	if n := len(list); n > 0 && list[n-1].Does == does {
		list[n-1].Keys = append(list[n-1].Keys, k.Caps()...)
		return list
	}
	return append(list, parts.Hint{Keys: k.Caps(), Does: does})
}

// Section is a part of the list of keys.
type Section struct {
	Title string
	Keys  []parts.Hint
}

// Sections lists all keys with what they do, by menu. Commands that follow one
// another with one help share it.
func (t *Table) Sections() (list []Section) {
	for _, title := range t.Menus {
		s := Section{Title: title}
		for _, c := range t.Rows {
			if of, _, _ := strings.Cut(c.Menu, "/"); of != title || len(c.Keys) == 0 {
				continue
			}
			does := c.Help
			if does == "" {
				does = strings.TrimSuffix(c.Label, "…")
			}
			s.Keys = shared(s.Keys, c.Keys[0], does)
		}
		if len(s.Keys) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// items are those of a menu as things stand.
func (t *Table) items(title string) (list []Item) {
	group := 0
	for _, c := range t.Rows {
		rest, is := strings.CutPrefix(c.Menu, title)
		if !is || rest != "" && rest[0] != '/' {
			continue
		}
		first := len(list) > 0 && c.Group != group
		group = c.Group
		if rest != "" {
			inner := rest[1:]
			if n := len(list); n == 0 || list[n-1].Words != inner || list[n-1].inner == nil {
				list = append(list, Item{Words: inner, First: first, inner: t.items(title + rest)})
			}
			continue
		}
		list = append(list, t.item(c, first))
	}
	for i := range list { // a menu of which nothing can be chosen cannot be opened
		if in := list[i].inner; in != nil && !slices.ContainsFunc(in, func(x Item) bool { return x.Why == "" }) {
			list[i].Why = in[0].Why
		}
	}
	return list
}

func (t *Table) item(c *Command, first bool) Item {
	x := Item{Words: c.Words(), Why: c.Why(), Ticked: c.Ticked != nil && c.Ticked(), First: first, Do: func() { t.Run(c) }}
	if len(c.Keys) > 0 {
		x.End, x.shortcut = c.Keys[0].String(), c.Keys[0].Shortcut()
	}
	return x
}

// context lists commands for a context menu: those that can be done now, by
// their ids, "" for a line between them.
func (t *Table) context(ids []string) (list []Item) {
	first := false
	for _, id := range ids {
		if id == "" {
			first = len(list) > 0
			continue
		}
		if c := t.Of(id); c.Why() == "" {
			list = append(list, t.item(c, first))
			first = false
		}
	}
	return list
}
