package dialog

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/app/dialog/folder"
)

// complain tells in place why something could not be done.
func (c *chooser) complain(word string) {
	c.Say(errors.New(word))
	c.tell()
}

// found is what reading a place gave.
type found struct {
	folder.Listing
	err error
}

// enter goes to a place. One that cannot be read is not gone to, save at the
// beginning, when there is no other to stay in.
func (c *chooser) enter(place string) {
	first, edits := !c.shown, c.edits
	c.asking.Drop()
	later(c, &c.reading, func() found {
		if first {
			place = folder.Nearest(place)
		}
		l, err := folder.Read(place, c.of.Endings)
		return found{l, err}
	}, func(f found) {
		if f.err != nil && !first {
			c.complain(folder.UnreadableWord(place, f.err))
			return
		}
		from := c.listing.Place
		c.base, c.shown = f.Listing, true
		c.picks.Clear()
		c.put(f.Listing, f.Index(from))
		if c.edits == edits {
			c.settle(c.placeText())
		} else { // while a slow folder was read, a path has been typed
			c.settled = c.placeText()
		}
		if c.saving && !c.own() && c.k.canvas.Focused() == fyne.Focusable(c.field) {
			c.field.selectStem()
		}
		c.notice.Clear()
		if f.err != nil {
			c.Say(errors.New(folder.UnreadableWord(f.Place, f.err)))
		}
		c.tell()
	})
}

// follow shows the place in which the typed path lies, if there is one.
func (c *chooser) follow() {
	head, _ := folder.Split(c.field.Text)
	place, _ := c.meant(head)
	if !c.own() {
		place = c.base.Place
	}
	switch {
	case !c.shown || c.reading.Running() && place == c.toward:
	case place == c.listing.Place:
		c.aim()
	case place == c.base.Place:
		c.look(c.base)
	default:
		c.toward = place
		later(c, &c.reading, func() found {
			l, err := folder.Read(place, c.of.Endings)
			return found{l, err}
		}, func(f found) {
			if f.err == nil {
				c.look(f.Listing)
			} else { // it is not typed to its end
				c.tell()
			}
		})
	}
}

// look shows another place and leaves the field as it is.
func (c *chooser) look(l folder.Listing) {
	c.put(l, -1)
	c.aim()
	c.tell()
}

// aim puts the keyboard of the list on what the typed name begins.
func (c *chooser) aim() {
	if _, tail := folder.Split(c.field.Text); c.own() && tail != "" {
		c.list.Point(c.named(tail))
	} else {
		c.list.Point(-1)
	}
}

// named is the line of a name, or the first after the parent whose name begins
// so, −1 if none.
func (c *chooser) named(typed string) int {
	if i := slices.IndexFunc(c.listing.Entries, func(e folder.Entry) bool { return e.Kind != folder.Parent && folder.Plain(e.Name) == typed }); i >= 0 {
		return i
	}
	return slices.IndexFunc(c.listing.Entries, func(e folder.Entry) bool { return e.Kind != folder.Parent && folder.Begins(e.Name, typed) })
}

// stayHere makes the place that is shown the one that the field stands in; what
// was ticked elsewhere is left behind.
func (c *chooser) stayHere() {
	if c.base.Place != c.listing.Place {
		c.picks.Clear()
		c.base = c.listing
	}
}

// placeText is what the field says of a place where nothing is chosen.
func (c *chooser) placeText() string {
	if c.saving && c.listing.Place != folder.Computer {
		return folder.Within(c.listing.Place) + c.name
	}
	return folder.Within(c.listing.Place)
}

// meant is the path that the text of the field stands for: the file that is
// chosen, or what was typed. A folder whose name cannot be shown as it is can
// still be typed on.
func (c *chooser) meant(text string) (path string, isFolder bool) {
	if chosen := c.picks.List(c.listing); !c.own() && !c.picks.Many && len(chosen) == 1 {
		return chosen[0], false
	}
	here := folder.Within(c.base.Place)
	if rest, ok := strings.CutPrefix(text, folder.Plain(here)); ok {
		text = here + rest
	}
	return folder.Resolve(text, c.base.Place)
}

// settle sets the text of the field to what the chooser shows.
func (c *chooser) settle(text string) {
	c.settled = folder.Plain(text)
	c.field.set(c.settled)
}

// own tells whether the field says something of its own.
func (c *chooser) own() bool { return c.field.Text != c.settled }

// edited follows every change of the field by its person.
func (c *chooser) edited() {
	c.edits++
	c.asking.Drop()
	c.stuck = ""
	c.notice.Clear()
	c.question.Hide()
	if !c.picks.Many && c.own() {
		c.picks.Clear()
	}
	c.follow()
	c.tell()
}

// complete continues the typed path as far as it is certain.
func (c *chooser) complete() {
	typed := c.field.Text
	head, _ := folder.Split(typed)
	place, _ := c.meant(head)
	later(c, &c.asking, func() string {
		l, _ := folder.Read(place, c.of.Endings)
		return folder.Complete(typed, l.Entries)
	}, func(full string) {
		if full == typed {
			c.stuck = typed
			c.tell()
			return
		}
		c.field.set(full)
		c.edited()
	})
}

// submit is Enter in the field.
func (c *chooser) submit() {
	chosen := c.picks.List(c.listing)
	switch {
	case c.saving || c.own():
		c.press()
	case len(chosen) > 0:
		c.finish(chosen)
	default:
		c.enterFramed()
	}
}

// enterFramed is Enter in the field on the line that is framed, if one is: that is
// entered, or chosen beside what is ticked.
func (c *chooser) enterFramed() bool {
	if !c.list.Aimed || c.list.At() < 0 {
		return false
	}
	if e := c.listing.Entries[c.list.At()]; !e.Enters() {
		c.stayHere()
		c.picks.Add(e)
		c.changed()
	}
	c.enterLine()
	return true
}

// press is what the button that stands out does.
func (c *chooser) press() {
	switch chosen := c.picks.List(c.listing); {
	case c.question.Visible():
	case c.saving:
		c.save()
	case c.own():
		c.openTyped()
	case c.folderHere():
		c.finish([]string{c.listing.Place})
	case len(chosen) > 0:
		c.finish(chosen)
	}
}

// answer is what the file system says of a path.
type answer struct {
	kind   folder.Kind
	exists bool
	err    error
}

func ask(path string) answer {
	k, ok, err := folder.Look(path)
	return answer{k, ok, err}
}

// openTyped goes to the folder that was typed, or chooses the file, beside
// what is ticked.
func (c *chooser) openTyped() {
	path, isFolder := c.meant(c.field.Text)
	if path == folder.Computer {
		c.enter(folder.Computer)
		return
	}
	later(c, &c.asking, func() answer { return ask(path) }, func(a answer) {
		switch {
		case a.err != nil:
			c.complain(folder.UnreadableWord(path, a.err))
		case !a.exists:
			if !c.enterFramed() {
				c.complain(folder.MissingWord(path))
			}
		case a.kind == folder.Folder:
			c.enter(path)
		case isFolder:
			c.complain(folder.NotFolderWord(path))
		default:
			chosen := c.picks.List(c.base)
			if !slices.Contains(chosen, path) {
				chosen = append(chosen, path)
			}
			c.finish(chosen)
		}
	})
}

// save takes the path in the field for that of a file to write, unless it is
// a folder's: then it goes there.
func (c *chooser) save() {
	path, isFolder := c.meant(c.field.Text)
	if path == folder.Computer {
		c.enter(folder.Computer)
		return
	}
	full, named := folder.WithEnding(path, c.of.Endings)
	up := filepath.Dir(full)
	type answers struct {
		typed, full, up answer
		refused         error
	}
	later(c, &c.asking, func() answers {
		a := answers{ask(path), ask(full), ask(up), nil}
		if named && a.full.err == nil && a.full.kind != folder.Folder && c.of.Refuse != nil {
			a.refused = c.of.Refuse(full)
		}
		return a
	}, func(a answers) {
		switch {
		case path == c.base.Place && c.field.Text == folder.Plain(folder.Within(path)):
			c.complain(folder.NamelessWord)
		case a.typed.exists && a.typed.kind == folder.Folder:
			c.enter(path)
		case isFolder && a.typed.exists:
			c.complain(folder.NotFolderWord(path))
		case isFolder:
			c.complain(folder.NoFolderWord(path))
		case !named:
			c.complain(folder.NamelessWord)
		case a.up.err != nil:
			c.complain(folder.UnreadableWord(up, a.up.err))
		case !a.up.exists:
			c.complain(folder.NoFolderWord(up))
		case a.up.kind != folder.Folder:
			c.complain(folder.NotFolderWord(up))
		case a.full.err != nil:
			c.complain(folder.UnreadableWord(full, a.full.err))
		case a.full.exists && a.full.kind == folder.Folder:
			c.complain(folder.IsFolderWord(full))
		case a.full.exists && c.of.New:
			c.complain(folder.TakenWord(full))
		case a.refused != nil:
			c.complain(a.refused.Error())
		case a.full.exists:
			c.notice.Clear()
			c.question.ask(full)
		default:
			c.finish([]string{full})
		}
	})
}

// keep answers the question whether to replace a file with no.
func (c *chooser) keep() {
	c.question.Hide()
	c.tell()
	c.k.canvas.Focus(c.field)
	c.field.selectStem()
}

// finish closes the chooser and hands over what was chosen.
func (c *chooser) finish(chosen []string) {
	place := filepath.Dir(chosen[0])
	if c.folderHere() && chosen[0] == c.listing.Place {
		place = chosen[0]
	}
	c.leave()
	if c.of.Stay != nil {
		c.of.Stay(place)
	}
	c.done(chosen)
}

// all ticks every file of the folder or, if all are, none.
func (c *chooser) all() {
	c.stayHere()
	c.picks.All(c.listing)
	c.changed()
}

// changed shows what the list has chosen.
func (c *chooser) changed() {
	c.question.Hide()
	c.notice.Clear()
	chosen := c.picks.List(c.listing)
	switch {
	case c.saving && len(chosen) == 1:
		_, c.name = folder.Split(chosen[0])
		c.settle(chosen[0])
	case c.saving:
	case !c.picks.Many && len(chosen) == 1:
		c.settle(chosen[0])
	default:
		c.settle(c.placeText())
	}
	c.tell()
}
