// Package preferences keeps what the program remembers for one user between
// two runs: a small JSON file in the user's configuration folder. Nothing in
// it belongs to a project. The private keys of the user's persons are in it, so
// it is closed to others, and never thrown away.
package preferences

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

const (
	mostRecent = 10      // projects remembered
	maxSize    = 1 << 20 // bytes of a file that is still believed
)

// Bounds of Preferences.Zoom, in percent.
const (
	MinZoom = 50
	MaxZoom = 300
)

// Preferences of one user. The zero value is that of a user who has chosen
// nothing yet.
type Preferences struct {
	Persons   []Person          `json:"persons,omitempty"`   // this user's own
	Me        string            `json:"me,omitempty"`        // the key of the one at work
	Named     bool              `json:"named,omitempty"`     // this user was asked for a name
	Trusted   []Trusted         `json:"trusted,omitempty"`   // whose seals are believed
	Seal      bool              `json:"seal,omitempty"`      // packages are sealed, unless the person says otherwise
	Originals bool              `json:"originals,omitempty"` // backups hold what texts were read from
	Recent    []string          `json:"recent,omitempty"`    // absolute paths of projects, the latest first
	Open      string            `json:"open,omitempty"`      // absolute path of the project that is, or was at last, in the window
	Folders   map[string]string `json:"folders,omitempty"`   // absolute paths: where files were chosen last, by what for
	Places    []Place           `json:"places,omitempty"`    // where one was in those of late, the latest first
	Theme     string            `json:"theme,omitempty"`     // "light", "dark", or "" for the system's
	Zoom      int               `json:"zoom,omitempty"`      // percent, MinZoom to MaxZoom, or 0 for 100
	Face      string            `json:"face,omitempty"`      // of the text: "sans", or "" for the serif

	// The panels of Read, and that of Compare.
	Articles Panel `json:"articlesPanel,omitzero"`
	Claims   Panel `json:"claimsPanel,omitzero"`
	Traced   Panel `json:"tracedPanel,omitzero"`
}

// MaxPanel is the greatest width of a panel that is believed, in pixels.
const MaxPanel = 4000

// Panel is how wide a panel was left.
type Panel struct {
	Wide   int  `json:"wide,omitempty"` // pixels; 0 where nobody has dragged it
	Folded bool `json:"folded,omitempty"`
}

// Path returns where the preferences are kept. It returns an error where the
// system names no folder for configuration.
func Path() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for preferences: %w", err)
	}
	return filepath.Join(dir, "claimtrace", "preferences.json"), nil
}

// Load reads the preferences. Where there are none they are the zero value.
// Where they cannot be read the error says why, the file is left as it is, and
// what could be read of it is returned. A user who was known only by a name gets
// a person of that name, which is saved.
func Load() (Preferences, error) {
	path, err := Path()
	if err != nil {
		return Preferences{}, err
	}
	p, reviewer, err := read(path)
	if err == nil && reviewer != "" {
		return Update(func(*Preferences) {})
	}
	return p, err
}

// Update reads the preferences, changes them and saves them, whole or not at
// all, so that what other windows and programs save meanwhile stays: they wait
// for each other, a few seconds at most, so change should not take long. It returns them as they are
// now, also with the error of a failed save. What cannot be read is not
// overwritten but kept under another name, with what could be read saved in its
// place: an error then says so, which [KeptAside] knows.
func Update(change func(*Preferences)) (Preferences, error) {
	var p Preferences
	path, err := Path()
	if err == nil {
		p, err = update(path, change)
	} else {
		change(&p)
	}
	if err != nil && !KeptAside(err) {
		err = fmt.Errorf("the preferences cannot be saved: %w", err)
	}
	return p, err
}

func update(path string, change func(*Preferences)) (Preferences, error) {
	unlock, err := lock(path)
	if err != nil {
		p, _, _ := read(path)
		change(&p)
		return p, err
	}
	defer unlock()
	p, reviewer, err := read(path)
	var unreadable *UnreadableError
	if err != nil && !errors.As(err, &unreadable) {
		change(&p)
		return p, err
	}
	err = p.adopt(reviewer)
	change(&p)
	if err != nil {
		return p, err
	}
	if unreadable != nil {
		if unreadable.Kept, err = putAside(path); err != nil {
			return p, fmt.Errorf("%s (%w) cannot be put aside: %w", path, unreadable.Why, err)
		}
	}
	if err := p.write(path); err != nil {
		if unreadable != nil && putBack(unreadable.Kept, path) != nil {
			err = fmt.Errorf("%w (what was there is kept as %s)", err, unreadable.Kept)
		}
		return p, err
	}
	if unreadable != nil {
		return p, unreadable
	}
	return p, nil
}

// keepBounds makes what is out of bounds count as not chosen.
func (p *Preferences) keepBounds() {
	if p.Theme != "light" && p.Theme != "dark" {
		p.Theme = ""
	}
	if p.Face != "sans" {
		p.Face = ""
	}
	if p.Zoom < MinZoom || p.Zoom > MaxZoom {
		p.Zoom = 0
	}
	for _, panel := range []*Panel{&p.Articles, &p.Claims, &p.Traced} {
		if panel.Wide < 0 || panel.Wide > MaxPanel {
			panel.Wide = 0
		}
	}
	p.Recent = p.Recent[:min(len(p.Recent), mostRecent)]
	p.Places = p.Places[:min(len(p.Places), mostRecent)]
}

// Opened puts a project at the head of the recent ones; it is the one to be
// opened at the next start.
func (p *Preferences) Opened(path string) {
	path = absolute(path)
	p.Forget(path)
	p.Open = path
	p.Recent = slices.Insert(p.Recent, 0, path)
	p.Recent = p.Recent[:min(len(p.Recent), mostRecent)]
}

// ChoseIn remembers in which folder files were chosen for a purpose.
func (p *Preferences) ChoseIn(purpose, folder string) {
	folders := map[string]string{}
	maps.Copy(folders, p.Folders)
	folders[purpose] = absolute(folder)
	p.Folders = folders
}

// Forget takes a project out of the recent ones.
func (p *Preferences) Forget(path string) {
	p.Recent = slices.DeleteFunc(slices.Clone(p.Recent), func(r string) bool { return r == path })
}
