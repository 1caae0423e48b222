package preferences

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"claimtrace/annotate/person"
)

// UnreadableError tells that preferences are there and cannot be read, or not
// all of them.
type UnreadableError struct {
	Path string
	Why  error
	Kept string // the path under which the file is kept since; "" while it is in its place
}

func (e *UnreadableError) Error() string {
	if e.Kept == "" {
		return fmt.Sprintf("%s: the preferences cannot be read (%v): mend the file, or it is put aside at the next change", e.Path, e.Why)
	}
	return fmt.Sprintf("%s: the preferences could not be read (%v): the file is kept as %s, with the keys of your persons in it: mend it and put it back, or go on as you are now",
		e.Path, e.Why, e.Kept)
}

func (e *UnreadableError) Unwrap() error { return e.Why }

// KeptAside tells whether an error of [Update] or [Who] only says that what was
// there could not be read and is kept under another name; all else was done.
func KeptAside(err error) bool {
	var e *UnreadableError
	return errors.As(err, &e) && e.Kept != ""
}

var (
	errTooLarge = errors.New("the file is too large")
	errNotFile  = errors.New("it is not a file")
	errBusy     = errors.New("another program has been changing them for too long: end it, or try again")
)

// content is what stands in the file.
type content struct {
	Preferences
	Persons  []json.RawMessage `json:"persons"` // each by itself, so that one that is damaged does not cost the others
	Reviewer string            `json:"reviewer"`
}

// read reads the preferences, and the name under which persons were known
// before they had keys. What is out of bounds counts as not chosen. The error
// is an [UnreadableError] where what is there is to be kept aside.
func read(path string) (p Preferences, reviewer string, err error) {
	unreadable := func(why error) error { return &UnreadableError{Path: path, Why: why} }
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p, "", nil
	case err == nil && !info.Mode().IsRegular():
		return p, "", unreadable(errNotFile)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return p, "", unreadable(fs.ErrPermission)
	}
	if err != nil {
		return p, "", fmt.Errorf("the preferences cannot be read: %w", err)
	}
	defer f.Close()
	all, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return p, "", fmt.Errorf("the preferences cannot be read: %w", err)
	}
	if len(all) > maxSize {
		return p, "", unreadable(errTooLarge)
	}
	var c content
	why := json.Unmarshal(all, &c)
	p = c.Preferences
	for _, raw := range c.Persons {
		var w Person
		if bad := json.Unmarshal(raw, &w); bad != nil {
			why = bad
			continue
		}
		p.Persons = append(p.Persons, w)
	}
	p.keepBounds()
	if why != nil {
		return p, c.Reviewer, unreadable(why)
	}
	return p, c.Reviewer, nil
}

// adopt makes a person of the name under which this user was known before
// persons had keys.
func (p *Preferences) adopt(reviewer string) error {
	if person.CleanName(reviewer) == "" || len(p.Persons) > 0 {
		return nil
	}
	w, err := p.AddPerson(reviewer)
	if errors.Is(err, ErrName) {
		return nil
	}
	if err == nil {
		err = p.Choose(w.Key())
	}
	return err
}

// patience tells when to stop waiting for another program: none of ours takes
// long, so one that does is stopped or hangs, and a window must not hang with it.
var patience = func() <-chan time.Time { return time.After(3 * time.Second) }

// lock keeps other programs from changing the preferences meanwhile. The lock
// is the system's: a program that ends gives it up. The error is [errBusy]
// where another keeps it for too long.
func lock(path string) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	type lock struct {
		unlock func()
		err    error
	}
	got := make(chan lock, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(filepath.Join(filepath.Dir(path), "preferences.lock")).Lock()
		got <- lock{unlock, err}
	}()
	select {
	case l := <-got:
		return l.unlock, l.err
	case <-patience():
		go func() { // what comes too late is given back
			if l := <-got; l.err == nil {
				l.unlock()
			}
		}()
		return nil, errBusy
	}
}

// putAside gives a file a name that nothing has yet, and returns it. Where that
// can be it has its old one too until another file takes it, so that at no moment
// there are no preferences.
func putAside(path string) (string, error) {
	for n := 1; ; n++ {
		kept := filepath.Join(filepath.Dir(path), fmt.Sprintf("preferences-unreadable-%d.json", n))
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			info, err := os.Lstat(path)
			if err == nil && info.Mode().IsRegular() && os.Link(path, kept) == nil {
				return kept, nil
			}
			return kept, os.Rename(path, kept)
		} else if err != nil {
			return "", err
		}
	}
}

// putBack undoes putAside.
func putBack(kept, path string) error {
	if err := os.Rename(kept, path); err != nil {
		return err
	}
	if err := os.Remove(kept); !errors.Is(err, fs.ErrNotExist) { // two names of one file are both left by Rename
		return err
	}
	return nil
}

// write puts new preferences in the place of the old ones, whole or not at all,
// for no other user to read. The caller holds the lock.
func (p Preferences) write(path string) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return err
	}
	temporary := path + ".part"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // what a program left behind that was killed
	}
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // a second close does no harm
			os.Remove(temporary)
		}
	}()
	if _, err := f.Write(b.Bytes()); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync() // not every system can
		folder.Close()
	}
	return nil
}
