package reviewer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate/person"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
)

// The measures of the sheet of keys, in pixels.
const (
	keysWide = 700
	keysMost = 4 // trusted keys that are seen at once
)

// Keys shows one's own key, to be taken to another machine, one's other persons, to
// work as one of them, and the keys of others that are trusted.
func (x *Name) Keys() {
	who, _, err := preferences.Who("")
	if err != nil {
		x.w.Complain(err)
		if !preferences.KeptAside(err) {
			return
		}
	}
	own := newKeyText(who.Name, who.Key().String(), "You work as this person, in every project. Whoever trusts this key sees that what you seal is yours.")
	var s *dialog.Sheet
	key := func(k fyne.KeyName) { s.Key(k) }
	button := func(label string, f func()) *parts.Button {
		b := parts.NewButton(parts.Small, label, f)
		b.OnKey = key
		return b
	}
	after := func(f func()) func() {
		return func() {
			s.Close()
			f()
		}
	}
	acts := container.NewHBox(
		button("Copy", func() { fyne.CurrentApp().Clipboard().SetContent(who.Key().String()) }),
		button("Take it to another machine…", after(func() { x.export(who) })),
		button("Take in a key of mine…", after(x.take)))
	trusted := x.trustedList()
	trusted.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyDelete || k == fyne.KeyBackspace {
			x.distrust(trusted.At(), trusted)
			return true
		}
		return s.Key(k)
	}
	none := widget.NewLabel("None yet. Compare a key with its person by telephone or face to face, then say here, or where a package of theirs is shown, that you trust it.")
	none.Wrapping = fyne.TextWrapWord
	instead := parts.Inset(none, -style.Gap, 0, 0, -style.Gap) // a label has its own space
	parts.Show(instead, len(x.trusted()) == 0)
	high := func(n int) float32 { return float32(max(min(n, keysMost), 1)) * (trustHigh + parts.RowGap) }
	body := &fyne.Container{Layout: parts.Column{Gap: style.Gap}, Objects: []fyne.CanvasObject{own, acts, parts.Room(style.Unit)}}
	others := x.others(who)
	var first fyne.Focusable
	if len(others) > 0 {
		list := x.ownList(others, func(to preferences.Person) {
			if err := x.workAs(to); err != nil {
				s.Say(err)
				return
			}
			s.Close()
			x.Keys()
		}, func(k fyne.KeyName) bool { return s.Key(k) })
		body.Objects = append(body.Objects, parts.NewCaption("YOUR OTHER PERSONS"), container.New(parts.Sized{Height: high(len(others))}, list), parts.Room(style.Unit))
		first = list
	}
	body.Objects = append(body.Objects, parts.NewCaption("KEYS THAT YOU TRUST"), container.New(parts.Sized{Height: max(high(len(x.trusted())), 56)}, trusted, instead),
		container.NewHBox(button("Trust a key…", after(x.trust))))
	s = x.w.Dialogs().Sheet("Keys", keysWide, body)
	s.Hints = []parts.Hint{{Keys: []string{"Tab"}, Does: "on"}}
	if first != nil {
		s.Hints = append(s.Hints, parts.Hint{Keys: []string{"Enter"}, Does: "work as that person"})
	}
	if len(x.trusted()) > 0 {
		s.Hints = append(s.Hints, parts.Hint{Keys: []string{"Delete"}, Does: "trust a key no longer"})
	}
	s.Hints = append(s.Hints, parts.Hint{Keys: []string{"Esc"}, Does: "close"})
	s.Strong("Close", s.Close)
	s.Show(first)
}

// others are one's own persons but the one at work.
func (x *Name) others(who preferences.Person) []preferences.Person {
	return slices.DeleteFunc(slices.Clone(x.prefs.Persons), func(p preferences.Person) bool { return p.Key() == who.Key() })
}

// ownList lists persons to work as.
func (x *Name) ownList(of []preferences.Person, work func(preferences.Person), key func(fyne.KeyName) bool) *parts.List[*ownRow] {
	list := parts.NewList(func() *ownRow { return newOwnRow(work) }, func(i int, r *ownRow) { r.set(of[i]) }, func(int, float32) float32 { return trustHigh })
	list.OnTap = func(i int, _ float32) {
		list.Point(i)
		parts.Focus(list)
	}
	list.OnKey = func(k fyne.KeyName) bool {
		if at := list.At(); (k == fyne.KeyReturn || k == fyne.KeyEnter) && at >= 0 {
			work(of[at])
			return true
		}
		return key(k)
	}
	list.SetLen(len(of))
	list.Point(0)
	return list
}

// workAs makes another of one's persons the one at work.
func (x *Name) workAs(who preferences.Person) error {
	var refused error
	err := x.prefs.Change(func(p *preferences.Preferences) {
		if refused = p.Choose(who.Key()); refused == nil {
			p.Named = true
		}
	})
	return x.nowAtWork(who, refused, err)
}

// trusted are the keys that are trusted, but for one's own.
func (x *Name) trusted() []preferences.Trusted {
	return slices.DeleteFunc(slices.Clone(x.prefs.Trusted), func(t preferences.Trusted) bool {
		return slices.ContainsFunc(x.prefs.Persons, func(p preferences.Person) bool { return p.Key().String() == t.Key })
	})
}

// export asks for a passphrase, twice, and where the key of a person is to be.
func (x *Name) export(who preferences.Person) {
	x.w.Then(x.Keys)
	x.w.Dialogs().FormOn("Take your key to another machine", "The key goes into a file that only the passphrase opens. Whoever has both works, and seals packages, as "+who.Name+". Without the passphrase nobody can open it again, nor can we.",
		"Choose where…", []dialog.Field{{Label: "Passphrase", Hint: fmt.Sprintf("%d characters at the least; several words are best", preferences.LeastPassphrase), Secret: true}, {Label: "Once more", Secret: true}}, func(now []string) error {
			switch {
			case len([]rune(now[0])) < preferences.LeastPassphrase:
				return preferences.ErrWeak
			case now[0] != now[1]:
				return errors.New("the two are not the same: type both again")
			}
			x.w.Then(func() { x.saveKey(who, now[0]) })
			return nil
		})
}

func (x *Name) saveKey(who preferences.Person, passphrase string) {
	x.w.Dialogs().SaveFile(x.w.Files(preferences.ForKeys, dialog.Files{Title: "Save your key", Confirm: "Save", Name: preferences.KeyFileName(who), Endings: []string{preferences.KeyEnding}, New: true}), func(path string) {
		x.work("Saving the key", func() error {
			err := preferences.SaveKey(path, who, passphrase)
			if errors.Is(err, fs.ErrExist) {
				err = errors.New(filepath.Base(path) + " is there already: choose another name")
			}
			return err
		}, func() {
			x.w.Dialogs().Tell("Your key is saved", filepath.Base(path)+"\n"+filepath.Dir(path)+"\n\nOn the other machine choose Edit ▸ Keys, and there “Take in a key of mine”.")
		})
	})
}

// take asks for the file of a key, and then for its passphrase.
func (x *Name) take() {
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForKeys, dialog.Files{Title: "Take in a key of yours", Confirm: "Open", Endings: []string{preferences.KeyEnding}}), func(paths []string) {
		var file preferences.KeyFile
		x.work("Reading the key", func() (err error) {
			file, err = preferences.OpenKey(paths[0])
			return err
		}, func() { x.takeIn(file, file.Name, nil) })
	})
}

// takeIn asks for the passphrase of a key, and takes it in. Why is what was wrong with
// the one before.
func (x *Name) takeIn(file preferences.KeyFile, name string, why error) {
	x.w.Then(x.Keys)
	s := x.w.Dialogs().FormOn("The key of "+file.Name, file.Key+"\n\nFrom then on you work here as that person. What you did here before stays as it is.", "Take it in",
		[]dialog.Field{{Label: "Passphrase", Secret: true}, {Label: "Your name", Value: name, Hint: "stands beside all that you tag"}}, func(now []string) error {
			x.w.Then(func() {
				var who preferences.Person
				again := func(err error) { x.takeIn(file, now[1], err) }
				x.w.Work("Opening the key", func(context.Context, func(int, int)) (err error) {
					who, err = file.Open(now[0])
					return err
				}, func(err error) {
					if err == nil {
						err = x.become(who, now[1])
					}
					if err != nil {
						again(err)
						return
					}
					x.Keys()
				})
			})
			return nil
		})
	if why != nil {
		s.Say(why)
	}
}

// become makes a person from elsewhere the one at work.
func (x *Name) become(who preferences.Person, name string) error {
	var refused error
	err := x.prefs.Change(func(p *preferences.Preferences) {
		if who, _, refused = p.TakeIn(who, name); refused == nil {
			p.Named = true
		}
	})
	return x.nowAtWork(who, refused, err)
}

// nowAtWork has the window and the project know who is at work, unless that was
// refused or could not be kept.
func (x *Name) nowAtWork(who preferences.Person, refused, err error) error {
	if preferences.KeptAside(err) {
		x.w.Complain(err)
		err = nil
	}
	if err := errors.Join(refused, err); err != nil {
		return err
	}
	if now, _, err := preferences.Who(""); err == nil && now.Key() != who.Key() {
		x.w.Complain(fmt.Errorf("the environment’s %s says %q and stands above who is chosen here: set another name there", preferences.Environment, now.Name))
		return nil
	}
	if x.w.Session() == nil {
		return nil
	}
	if err := x.w.Present().SetPerson(who.AtWork()); err != nil {
		return err
	}
	x.w.Renamed()
	return nil
}

// trust asks for a key and a name for it.
func (x *Name) trust() {
	x.w.Then(x.Keys)
	x.w.Dialogs().FormOn("Trust a key", "Have its person read the key to you, or show it: it is theirs in Edit ▸ Keys and on every package that they seal.", "Trust it",
		[]dialog.Field{{Label: "Key", Hint: "seven groups of eight letters and digits"}, {Label: "As", Hint: "a name of your own for whose key it is"}}, func(now []string) error {
			key, err := person.ParseKey(person.CleanName(now[0]))
			if err != nil {
				return err
			}
			var refused error
			err = x.prefs.Change(func(p *preferences.Preferences) { _, refused = p.Trust(key, now[1]) })
			return errors.Join(refused, err)
		})
}

// trustedList lists the keys that are trusted.
func (x *Name) trustedList() *parts.List[*trustRow] {
	var list *parts.List[*trustRow]
	list = parts.NewList(func() *trustRow { return newTrustRow(func(key string) { x.distrustKey(key, list) }) },
		func(i int, r *trustRow) { r.set(x.trusted()[i]) }, func(int, float32) float32 { return trustHigh })
	list.OnTap = func(i int, _ float32) {
		list.Point(i)
		parts.Focus(list)
	}
	list.SetLen(len(x.trusted()))
	return list
}

func (x *Name) distrust(i int, list *parts.List[*trustRow]) {
	if of := x.trusted(); i >= 0 && i < len(of) {
		x.distrustKey(of[i].Key, list)
	}
}

// distrustKey believes the seals of a key no longer.
func (x *Name) distrustKey(text string, list *parts.List[*trustRow]) {
	if key, err := person.ParseKey(text); err == nil {
		x.w.Complain(x.prefs.Change(func(p *preferences.Preferences) { p.Distrust(key) }))
	} else { // as somebody wrote it there
		x.w.Complain(x.prefs.Change(func(p *preferences.Preferences) {
			p.Trusted = slices.DeleteFunc(slices.Clone(p.Trusted), func(t preferences.Trusted) bool { return t.Key == text })
		}))
	}
	list.SetLen(len(x.trusted()))
	list.Renew()
}

// work does what takes a while, and goes on where that went well.
func (x *Name) work(title string, do func() error, then func()) {
	x.w.Work(title, func(context.Context, func(int, int)) error { return do() }, func(err error) {
		x.w.Complain(err)
		if err == nil {
			then()
		}
	})
}
