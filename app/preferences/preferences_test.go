package preferences

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// home gives the test a configuration folder of its own and returns the path
// of the preferences in it.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, dir)
	}
	path, err := Path()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(path, dir) {
		t.Fatalf("preferences at %s, outside %s", path, dir)
	}
	return path
}

// load reads what must be readable.
func load(t *testing.T) Preferences {
	t.Helper()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// saved changes what must be readable.
func saved(t *testing.T, change func(*Preferences)) Preferences {
	t.Helper()
	p, err := Update(change)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestUpdateAndLoad(t *testing.T) {
	path := home(t)
	if got := load(t); !reflect.DeepEqual(got, Preferences{}) {
		t.Errorf("before the first save: %+v", got)
	}
	want := Preferences{Recent: []string{"/a", "/b"}, Theme: "dark", Zoom: 125}
	mara, err := want.AddPerson("Zoë & Ann <x>")
	if err != nil || want.Choose(mara.Key()) != nil {
		t.Fatal(err)
	}
	if got := saved(t, func(p *Preferences) { *p = want }); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(load(t), want) {
		t.Errorf("got %+v, loaded %+v, want %+v", got, load(t), want)
	}
	want.Face = "sans"
	if got := saved(t, func(p *Preferences) { p.Face = "sans" }); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(load(t), want) {
		t.Errorf("got %+v, loaded %+v, want %+v", got, load(t), want)
	}
	if got := names(t, path); got != "preferences.json preferences.lock" {
		t.Errorf("%s are left", got)
	}
}

// names lists what lies beside the preferences.
func names(t *testing.T, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}

// put writes a file of preferences as no program of ours would.
func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestOutOfBounds(t *testing.T) {
	for content, want := range map[string]Preferences{
		`{}`:                            {},
		`{"theme":"pink","zoom":900}`:   {},
		`{"zoom":-1,"unknown":true}`:    {},
		`{"face":"sans","me":"nobody"}`: {Face: "sans", Me: "nobody"},
	} {
		put(t, home(t), content)
		if got := load(t); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", content, got, want)
		}
	}
}

func TestRecent(t *testing.T) {
	var p Preferences
	for i := range mostRecent + 3 {
		p.Opened(fmt.Sprintf("/projects/%d", i))
	}
	p.Opened("/projects/5")
	if len(p.Recent) != mostRecent || filepath.Base(p.Recent[0]) != "5" || filepath.Base(p.Recent[1]) != "12" {
		t.Errorf("recent %q", p.Recent)
	}
	p.Forget(p.Recent[0])
	if filepath.Base(p.Recent[0]) != "12" || len(p.Recent) != mostRecent-1 {
		t.Errorf("recent %q", p.Recent)
	}
	p = Preferences{}
	p.Opened("here.claimtrace")
	if !filepath.IsAbs(p.Recent[0]) {
		t.Errorf("%q is not absolute", p.Recent[0])
	}
}

func TestNoConfigurationFolder(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, "")
	}
	if got, err := Load(); !reflect.DeepEqual(got, Preferences{}) || err == nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := Update(func(p *Preferences) { p.Theme = "dark" }); err == nil || got.Theme != "dark" {
		t.Errorf("saved to nowhere: %+v, %v", got, err)
	}
	// Nobody works whose key cannot be kept.
	if who, made, err := Who("Mara"); err == nil || KeptAside(err) || made || who != (Person{}) {
		t.Errorf("%v, %v, %v", who, made, err)
	}
}

func TestPlaces(t *testing.T) {
	home(t)
	var p Preferences
	for i := range mostRecent + 3 {
		p.Stay(Place{Path: fmt.Sprintf("/p%d", i), First: i})
	}
	p.Stay(Place{Path: "/p5", First: 50, Start: 7, End: 9})
	if len(p.Places) != mostRecent {
		t.Errorf("%d places are kept", len(p.Places))
	}
	if got, ok := p.PlaceIn("/p5"); !ok || got.First != 50 || got.End != 9 {
		t.Errorf("in /p5 one was at %+v, %v", got, ok)
	}
	if _, ok := p.PlaceIn("/p0"); ok {
		t.Error("the oldest place is still there")
	}
	saved(t, func(q *Preferences) { *q = p })
	if got := load(t); !reflect.DeepEqual(got.Places, p.Places) {
		t.Errorf("loaded %+v, saved %+v", got.Places, p.Places)
	}
}
