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

func TestSaveAndLoad(t *testing.T) {
	path := home(t)
	if got := Load(); !reflect.DeepEqual(got, Preferences{}) {
		t.Errorf("before the first save: %+v", got)
	}
	want := Preferences{Reviewer: "Zoë & Ann <x>", Recent: []string{"/a", "/b"}, Theme: "dark", Zoom: 125}
	if err := want.Save(); err != nil {
		t.Fatal(err)
	}
	if got := Load(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v are left, %v", entries, err)
	}
}

func TestLoadWhatCannotBeBelieved(t *testing.T) {
	for _, tt := range []struct {
		content string
		want    Preferences
	}{
		{"", Preferences{}},
		{"{", Preferences{}},
		{`{"reviewer": 5}`, Preferences{}},
		{"[]", Preferences{}},
		{strings.Repeat(" ", maxSize) + "{}", Preferences{}},
		{`{"theme":"pink","zoom":900,"reviewer":"Ann"}`, Preferences{Reviewer: "Ann"}},
		{`{"zoom":-1,"unknown":true}`, Preferences{}},
	} {
		path := home(t)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := Load(); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%.40q: %+v, want %+v", tt.content, got, tt.want)
		}
		if left, _ := os.ReadFile(path); string(left) != tt.content {
			t.Errorf("%.40q was overwritten by loading", tt.content)
		}
	}
}

func TestUpdate(t *testing.T) {
	home(t)
	if err := (Preferences{Reviewer: "Ann"}).Save(); err != nil {
		t.Fatal(err)
	}
	got, err := Update(func(p *Preferences) { p.Theme = "light" })
	want := Preferences{Reviewer: "Ann", Theme: "light"}
	if err != nil || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(Load(), want) {
		t.Errorf("got %+v, loaded %+v, %v", got, Load(), err)
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
	if got := Load(); !reflect.DeepEqual(got, Preferences{}) {
		t.Errorf("got %+v", got)
	}
	if err := (Preferences{}).Save(); err == nil {
		t.Error("saved to nowhere")
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
	if err := p.Save(); err != nil {
		t.Fatal(err)
	}
	if got := Load(); !reflect.DeepEqual(got.Places, p.Places) {
		t.Errorf("loaded %+v, saved %+v", got.Places, p.Places)
	}
}
