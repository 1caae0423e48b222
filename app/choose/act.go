package choose

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// say tells in place why something could not be done.
func (s *sheet) say(word string) {
	s.notice.Say(errors.New(word))
	s.tell()
}

// enter goes to a place. One that cannot be read is not gone to, save at the
// beginning, when there is no other to stay in.
func (s *sheet) enter(place string) {
	type found struct {
		listing
		err error
	}
	first := !s.shown
	s.asking++
	asked := s.asking
	later(s, &s.reading, func() found {
		if first {
			place = nearest(place)
		}
		l, err := read(place, s.o.Endings)
		return found{l, err}
	}, func(f found) {
		if f.err != nil && !first {
			s.say(unreadableWord(place, f.err))
			return
		}
		from := s.listing.place
		s.listing, s.shown = f.listing, true
		s.picks.clear()
		s.list.at = s.listing.index(from)
		if s.asking == asked {
			s.settle(s.placeText())
		} else { // while a slow folder was read, a path has been typed
			s.settled = s.placeText()
		}
		if s.saving && !s.typed() && s.canvas.Focused() == fyne.Focusable(s.field) {
			s.field.selectStem()
		}
		s.notice.Clear()
		if f.err != nil {
			s.notice.Say(errors.New(unreadableWord(f.place, f.err)))
		}
		s.tell()
		s.list.ScrollToOffset(0)
		s.list.ScrollTo(max(s.list.at, 0))
	})
}

// placeText is what the field says of a place where nothing is chosen.
func (s *sheet) placeText() string {
	if s.saving && s.listing.place != computer {
		return within(s.listing.place) + s.name
	}
	return within(s.listing.place)
}

// meant is the path that the text of the field stands for: the file that is
// chosen, or what was typed. A folder whose name cannot be shown as it is can
// still be typed on.
func (s *sheet) meant(text string) (path string, isFolder bool) {
	if chosen := s.picks.list(s.listing); !s.typed() && !s.picks.many && len(chosen) == 1 {
		return chosen[0], false
	}
	here := within(s.listing.place)
	if rest, ok := strings.CutPrefix(text, plain(here)); ok {
		text = here + rest
	}
	return resolve(text, s.listing.place)
}

// settle sets the text of the field to what the sheet shows.
func (s *sheet) settle(text string) {
	s.settled = plain(text)
	s.field.set(s.settled)
}

// typed tells whether the field says something of its own.
func (s *sheet) typed() bool { return s.field.Text != s.settled }

// edited follows every change of the field by its person.
func (s *sheet) edited() {
	s.asking++
	s.stuck = ""
	s.notice.Clear()
	s.question.Hide()
	if !s.picks.many && s.typed() {
		s.picks.clear()
	}
	head, tail := split(s.field.Text)
	if path, _ := s.meant(head); path == s.listing.place && s.typed() && tail != "" {
		s.list.point(s.list.first(tail))
	}
	s.tell()
}

// complete continues the typed path as far as it is certain.
func (s *sheet) complete() {
	typed := s.field.Text
	head, _ := split(typed)
	place, _ := s.meant(head)
	later(s, &s.asking, func() string {
		l, _ := read(place, s.o.Endings)
		return complete(typed, l.entries)
	}, func(full string) {
		if full == typed {
			s.stuck = typed
			s.tell()
			return
		}
		s.field.set(full)
		s.edited()
	})
}

// submit is Enter in the field.
func (s *sheet) submit() {
	if s.saving || s.typed() {
		s.press()
	} else if chosen := s.picks.list(s.listing); len(chosen) > 0 {
		s.finish(chosen)
	}
}

// press is what the button of the sheet does.
func (s *sheet) press() {
	switch chosen := s.picks.list(s.listing); {
	case s.question.Visible():
	case s.saving:
		s.save()
	case s.typed():
		s.openTyped()
	case s.folderHere():
		s.finish([]string{s.listing.place})
	case len(chosen) > 0:
		s.finish(chosen)
	}
}

// answer is what the file system says of a path.
type answer struct {
	kind   kind
	exists bool
	err    error
}

func ask(path string) answer {
	k, ok, err := look(path)
	return answer{k, ok, err}
}

// openTyped goes to the folder that was typed, or chooses the file, beside
// what is ticked.
func (s *sheet) openTyped() {
	path, isFolder := s.meant(s.field.Text)
	if path == computer {
		s.enter(computer)
		return
	}
	later(s, &s.asking, func() answer { return ask(path) }, func(a answer) {
		switch {
		case a.err != nil:
			s.say(unreadableWord(path, a.err))
		case !a.exists:
			s.say(missingWord(path))
		case a.kind == folder:
			s.enter(path)
		case isFolder:
			s.say(notFolderWord(path))
		default:
			chosen := s.picks.list(s.listing)
			if !slices.Contains(chosen, path) {
				chosen = append(chosen, path)
			}
			s.finish(chosen)
		}
	})
}

// save takes the path in the field for that of a file to write, unless it is
// a folder's: then it goes there.
func (s *sheet) save() {
	path, isFolder := s.meant(s.field.Text)
	if path == computer {
		s.enter(computer)
		return
	}
	full, named := withEnding(path, s.o.Endings)
	up := filepath.Dir(full)
	type answers struct{ typed, full, up answer }
	later(s, &s.asking, func() answers {
		return answers{ask(path), ask(full), ask(up)}
	}, func(a answers) {
		switch {
		case path == s.listing.place && s.field.Text == plain(within(path)):
			s.say(namelessWord)
		case a.typed.exists && a.typed.kind == folder:
			s.enter(path)
		case isFolder && a.typed.exists:
			s.say(notFolderWord(path))
		case isFolder:
			s.say(noFolderWord(path))
		case !named:
			s.say(namelessWord)
		case a.up.err != nil:
			s.say(unreadableWord(up, a.up.err))
		case !a.up.exists:
			s.say(noFolderWord(up))
		case a.up.kind != folder:
			s.say(notFolderWord(up))
		case a.full.err != nil:
			s.say(unreadableWord(full, a.full.err))
		case a.full.exists && a.full.kind == folder:
			s.say(isFolderWord(full))
		case a.full.exists:
			s.notice.Clear()
			s.question.ask(full)
		default:
			s.finish([]string{full})
		}
	})
}

// keep answers the question whether to replace a file with no.
func (s *sheet) keep() {
	s.question.Hide()
	s.tell()
	s.canvas.Focus(s.field)
	s.field.selectStem()
}

// finish closes the sheet and hands over what was chosen.
func (s *sheet) finish(chosen []string) {
	lastFolder = filepath.Dir(chosen[0])
	if s.folderHere() && chosen[0] == s.listing.place {
		lastFolder = chosen[0]
	}
	s.close()
	s.done(chosen)
}

// all ticks every file of the folder or, if all are, none.
func (s *sheet) all() {
	s.picks.all(s.listing)
	s.changed()
}

// changed shows what the list has chosen.
func (s *sheet) changed() {
	s.question.Hide()
	s.notice.Clear()
	chosen := s.picks.list(s.listing)
	switch {
	case s.saving && len(chosen) == 1:
		_, s.name = split(chosen[0])
		s.settle(chosen[0])
	case s.saving:
	case !s.picks.many && len(chosen) == 1:
		s.settle(chosen[0])
	default:
		s.settle(s.placeText())
	}
	s.tell()
}
