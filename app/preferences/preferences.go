// Package preferences keeps what the program remembers for one user between
// two runs: a small JSON file in the user's configuration folder. Nothing in
// it belongs to a project.
package preferences

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"claimtrace/store/exchange"
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
	Reviewer string   `json:"reviewer,omitempty"` // name of the person at work
	Recent   []string `json:"recent,omitempty"`   // absolute paths of projects, the latest first
	Open     string   `json:"open,omitempty"`     // absolute path of the project that is, or was at last, in the window
	Places   []Place  `json:"places,omitempty"`   // where one was in those of late, the latest first
	Theme    string   `json:"theme,omitempty"`    // "light", "dark", or "" for the system's
	Zoom     int      `json:"zoom,omitempty"`     // percent, MinZoom to MaxZoom, or 0 for 100
	Face     string   `json:"face,omitempty"`     // of the text: "sans", or "" for the serif
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

// Load reads the preferences. What is missing, broken or out of bounds counts
// as not chosen; the file is left as it is.
func Load() Preferences {
	path, err := Path()
	if err != nil {
		return Preferences{}
	}
	f, err := os.Open(path)
	if err != nil {
		return Preferences{}
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSize))
	var p Preferences
	if err != nil || json.Unmarshal(content, &p) != nil {
		return Preferences{}
	}
	if p.Theme != "light" && p.Theme != "dark" {
		p.Theme = ""
	}
	if p.Face != "sans" {
		p.Face = ""
	}
	if p.Zoom < MinZoom || p.Zoom > MaxZoom {
		p.Zoom = 0
	}
	p.Recent = p.Recent[:min(len(p.Recent), mostRecent)]
	p.Places = p.Places[:min(len(p.Places), mostRecent)]
	return p
}

// Save writes the preferences, whole or not at all.
func (p Preferences) Save() error {
	path, err := Path()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("the preferences cannot be saved: %w", err)
	}
	return exchange.WriteFile(path, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(p)
	})
}

// Update loads the preferences, changes them and saves them, so that what
// another window saved meanwhile stays. It returns them as they are now, also
// with the error of a failed save.
func Update(change func(*Preferences)) (Preferences, error) {
	p := Load()
	change(&p)
	return p, p.Save()
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

// Forget takes a project out of the recent ones.
func (p *Preferences) Forget(path string) {
	p.Recent = slices.DeleteFunc(slices.Clone(p.Recent), func(r string) bool { return r == path })
}
