package preferences

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// What cannot be read is left alone by reading, and kept under another name
// when something is saved.
func TestUnreadable(t *testing.T) {
	const another = `,{"name":"Eva","key":"x","seed":"c2VjcmV0"}`
	for name, make := range map[string]func(whole string) string{
		"empty":          func(string) string { return "" },
		"cut off":        func(whole string) string { return whole[:len(whole)-9] },
		"no object":      func(string) string { return "[]" },
		"too large":      func(whole string) string { return whole + strings.Repeat(" ", maxSize) },
		"a wrong type":   func(whole string) string { return strings.Replace(whole, `"dark"`, "5", 1) },
		"a person's key": func(whole string) string { return strings.Replace(whole, "  }\n  ]", "  }"+another+"]", 1) },
		"null":           func(whole string) string { return strings.Replace(whole, "  }\n  ]", "  },null]", 1) },
	} {
		path := home(t)
		saved(t, func(p *Preferences) {
			p.Theme = "dark"
			if _, err := p.AddPerson("Mara"); err != nil {
				t.Fatal(err)
			}
		})
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		content := make(string(whole))
		if content == string(whole) {
			t.Fatalf("%s: nothing is spoilt in %s", name, whole)
		}
		put(t, path, content)
		var unreadable *UnreadableError
		_, err = Load()
		if !errors.As(err, &unreadable) || KeptAside(err) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadFile(path); string(left) != content {
			t.Errorf("%s: reading made %q of it", name, left)
		}
		for n := 1; n < 3; n++ { // what was kept before is not overwritten
			p, err := Update(func(p *Preferences) { p.Zoom = 125 })
			if !KeptAside(err) || !errors.As(err, &unreadable) || p.Zoom != 125 || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "c2Vjc") {
				t.Errorf("%s: %+v, %v", name, p, err)
			}
			kept := filepath.Join(filepath.Dir(path), fmt.Sprintf("preferences-unreadable-%d.json", n))
			if left, _ := os.ReadFile(kept); string(left) != content || unreadable.Kept != kept {
				t.Errorf("%s: kept as %s, with %q", name, unreadable.Kept, left)
			}
			if again := load(t); !reflect.DeepEqual(again, p) {
				t.Errorf("%s: %+v, saved %+v", name, again, p)
			}
			put(t, path, content)
		}
	}
}

// One person whose entry is damaged does not cost the others.
func TestDamagedPerson(t *testing.T) {
	path := home(t)
	var mara Person
	saved(t, func(p *Preferences) {
		for _, name := range []string{"Mara", "Eva", "Flo"} {
			w, err := p.AddPerson(name)
			if err != nil {
				t.Fatal(err)
			}
			if name == "Mara" {
				mara = w
			}
		}
	})
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(whole, &all); err != nil {
		t.Fatal(err)
	}
	people := all["persons"].([]any)
	people[1].(map[string]any)["seed"] = people[2].(map[string]any)["seed"]
	people[2].(map[string]any)["name"] = " "
	spoilt, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	put(t, path, string(spoilt))
	p, err := Update(func(*Preferences) {})
	if !KeptAside(err) || !reflect.DeepEqual(p.Persons, []Person{mara}) {
		t.Errorf("%+v, %v", p.Persons, err)
	}
}

// What cannot be opened is not taken for nothing.
func TestNotAFile(t *testing.T) {
	path := home(t)
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	who, made, err := Who("Mara")
	if !KeptAside(err) || !made || who.Name != "Mara" {
		t.Errorf("%v, %v, %v", who, made, err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "preferences-unreadable-1.json", "x")); err != nil {
		t.Error(err)
	}
	if again, made, err := Who("Mara"); again != who || made || err != nil {
		t.Errorf("%v, %v, %v", again, made, err)
	}
}

func TestNoPermission(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("this user may read everything")
	}
	path := home(t)
	saved(t, func(p *Preferences) { p.Theme = "dark" })
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(); !errors.Is(err, os.ErrPermission) || KeptAside(err) {
		t.Errorf("%v", err)
	}
	if p, err := Update(func(p *Preferences) { p.Zoom = 125 }); !KeptAside(err) || p.Zoom != 125 {
		t.Errorf("%+v, %v", p, err)
	}
}

// What cannot be saved leaves what is there as it was, readable or not.
func TestNotSaved(t *testing.T) {
	for _, content := range []string{"{", `{"theme":"dark"}`} {
		path := home(t)
		put(t, path, content)
		if err := os.MkdirAll(filepath.Join(path+".part", "in the way"), 0o700); err != nil {
			t.Fatal(err)
		}
		p, err := Update(func(p *Preferences) { p.Zoom = 125 })
		if err == nil || KeptAside(err) || p.Zoom != 125 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v, %v", p, err)
		}
		if left, _ := os.ReadFile(path); string(left) != content || names(t, path) != "preferences.json preferences.json.part preferences.lock" {
			t.Errorf("%q is left of %q, beside %s", left, content, names(t, path))
		}
		if who, made, err := Who("Mara"); err == nil || made || who != (Person{}) {
			t.Errorf("%v, %v, %v", who, made, err)
		}
	}
}

// Nobody else can read private keys, whatever the file was before.
func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folder is the user's own there")
	}
	path := home(t)
	put(t, path, `{"theme":"dark"}`)
	put(t, path+".part", "left by a program that was killed")
	saved(t, func(*Preferences) {})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got := names(t, path); got != "preferences.json preferences.lock" {
		t.Errorf("%s are left", got)
	}
}

// A file that another place keeps, by a link, stays there.
func TestLinked(t *testing.T) {
	path := home(t)
	elsewhere := filepath.Join(t.TempDir(), "mine.json")
	put(t, elsewhere, `{"theme":"dark"}`)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, path); err != nil {
		t.Skip(err)
	}
	saved(t, func(p *Preferences) { p.Zoom = 125 })
	if b, err := os.ReadFile(elsewhere); err != nil || !strings.Contains(string(b), "125") {
		t.Errorf("%s, %v", b, err)
	}
	put(t, elsewhere, "{")
	var unreadable *UnreadableError
	if _, err := Update(func(*Preferences) {}); !errors.As(err, &unreadable) {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(unreadable.Kept); err != nil || string(b) != "{" {
		t.Errorf("kept is %q, %v", b, err)
	}
	load(t)
}

// What one program saves while another is about to save is not lost: each reads
// anew once it is its turn.
func TestInterleavedSavers(t *testing.T) {
	home(t)
	before := patience
	t.Cleanup(func() { patience = before })
	patience = func() <-chan time.Time { return nil } // on a slow machine the others take long
	const savers, turns = 4, 25
	var all sync.WaitGroup
	for s := range savers {
		all.Go(func() {
			for i := range turns {
				if _, err := Update(func(p *Preferences) {
					if _, err := p.AddPerson(fmt.Sprintf("Person %d of saver %d", i, s)); err != nil {
						t.Error(err)
					}
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(load(t).Persons); n != savers*turns {
		t.Errorf("%d persons are left of %d", n, savers*turns)
	}
}

// One who saves while another is under way waits for that one.
func TestSaverWaits(t *testing.T) {
	home(t)
	began, done := make(chan struct{}), make(chan Preferences)
	var first Preferences
	first, err := Update(func(p *Preferences) {
		go func() {
			close(began)
			second, err := Update(func(p *Preferences) { p.Zoom = 125 })
			if err != nil {
				t.Error(err)
			}
			done <- second
		}()
		<-began
		p.Theme = "dark"
	})
	second := <-done
	if want := (Preferences{Theme: "dark", Zoom: 125}); err != nil || first.Zoom != 0 || !reflect.DeepEqual(second, want) || !reflect.DeepEqual(load(t), want) {
		t.Errorf("%+v, then %+v, %v", first, second, err)
	}
}

// Nobody waits for ever for one who does not come to an end: what was there
// stays, and what is given up is no hindrance later.
func TestSaverGivesUp(t *testing.T) {
	path := home(t)
	saved(t, func(p *Preferences) { p.Zoom = 125 })
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	patient := patience
	t.Cleanup(func() { patience = patient })
	saved(t, func(p *Preferences) {
		over := make(chan time.Time)
		close(over)
		patience = func() <-chan time.Time { return over }
		second, err := Update(func(p *Preferences) { p.Face = "sans" })
		patience = patient
		if !errors.Is(err, errBusy) || KeptAside(err) || second.Face != "sans" || second.Zoom != 125 {
			t.Errorf("saved in between: %+v, %v", second, err)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != string(before) {
			t.Errorf("in the file is %s, %v", now, err)
		}
		p.Theme = "dark"
	})
	saved(t, func(p *Preferences) { p.Zoom = 150 })
	if want := (Preferences{Theme: "dark", Zoom: 150}); !reflect.DeepEqual(load(t), want) {
		t.Errorf("%+v, want %+v", load(t), want)
	}
}

// saver tells the second process that it is one.
const saver = "CLAIMTRACE_TEST_SAVER"

// Two processes that save at once each find what the other has saved.
func TestTwoProcesses(t *testing.T) {
	const turns = 25
	save := func(who string) {
		for i := range turns {
			if _, err := Update(func(p *Preferences) {
				if _, err := p.AddPerson(fmt.Sprint(who, " ", i)); err != nil {
					t.Error(err)
				}
			}); err != nil {
				t.Error(err)
			}
		}
	}
	if os.Getenv(saver) != "" {
		save("second")
		return
	}
	home(t)
	other := exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$")
	other.Env = append(os.Environ(), saver+"=yes")
	var said bytes.Buffer
	other.Stdout, other.Stderr = &said, &said
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	save("first")
	if err := other.Wait(); err != nil {
		t.Fatalf("%v: %s", err, &said)
	}
	if n := len(load(t).Persons); n != 2*turns {
		t.Errorf("%d persons are left of %d", n, 2*turns)
	}
}

// A name from the time before keys becomes that of a person, once.
func TestOldPreferences(t *testing.T) {
	path := home(t)
	t.Setenv(Environment, "")
	put(t, path, `{"reviewer":" Ann\n","theme":"dark"}`)
	p := load(t)
	ann, ok := p.Person()
	if !ok || ann.Name != "Ann" || len(p.Persons) != 1 || p.Theme != "dark" {
		t.Errorf("%+v", p)
	}
	if again := load(t); !reflect.DeepEqual(again, p) {
		t.Errorf("%+v, then %+v", p, again)
	}
	if who, made, err := Who(""); who != ann || made || err != nil {
		t.Errorf("%v, %v, %v", who, made, err)
	}
	if b, _ := os.ReadFile(path); strings.Contains(string(b), "reviewer") {
		t.Errorf("%s", b)
	}
	put(t, home(t), `{"reviewer":"0b1c2d3e-0000-4000-8000-000000000000"}`)
	if p := load(t); len(p.Persons) != 0 {
		t.Errorf("what is no name became %v", p.Persons)
	}
}
