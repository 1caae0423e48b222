package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
	"claimtrace/store"
)

// somebody is a person of a name with a key.
func somebody(t *testing.T, name string) (store.Person, person.Pair) {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	pair, err := person.FromSeed(seed[:])
	if err != nil {
		t.Fatal(err)
	}
	return store.Person{ID: pair.ID(), Name: name, Key: pair.Key().String()}, pair
}

// fromOksana makes the package of somebody who worked on a copy of the sample.
func fromOksana(t *testing.T, o store.PackOptions, seals bool) string {
	t.Helper()
	who, pair := somebody(t, "Oksana")
	p, err := store.Open(newSample(t), store.Options{Person: who})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, _, err := p.AddClaim("The pause is over"); err != nil {
		t.Fatal(err)
	}
	if seals {
		o.Seal = &pair
	}
	path := filepath.Join(t.TempDir(), "from-oksana.claimtrace")
	if _, err := p.Pack(t.Context(), path, o); err != nil {
		t.Fatal(err)
	}
	return path
}

// manifestAt is what a package says of itself.
func manifestAt(t *testing.T, path string) *store.Manifest {
	t.Helper()
	p, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	m, err := p.Manifest()
	if err != nil || m == nil {
		t.Fatalf("%v, %v", m, err)
	}
	return m
}

// press clicks the button of a sheet that says something.
func press(t *testing.T, w *window, words string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if b, ok := o.(interface {
			fyne.Tappable
			Words() string
		}); ok && strings.Contains(b.Words(), words) {
			b.Tapped(&fyne.PointEvent{})
			return
		}
	}
	t.Fatalf("no button says %q: %s", words, onSheet(w))
}

// What is chosen by keys is told as it is chosen, and is in the package.
func TestShareByKeys(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.Run("pack")
	if said := onSheet(w); !strings.Contains(said, "5 articles|9 claims|52 passages|about 1") || !strings.Contains(said, "LEFT OUT|nothing") || !strings.Contains(said, "from Mara, not sealed") {
		t.Fatalf("at first it says %s", said)
	}
	strike(w, fyne.KeyDown, fyne.KeySpace) // selected: asks which
	strike(w, fyne.KeyReturn)              // with nothing ticked nothing is taken
	if said := onSheet(w); !strings.Contains(said, "Tick what is to go, or choose Everything") || !strings.Contains(said, "Take them") {
		t.Errorf("with nothing ticked it says %s", said)
	}
	write(w, "kiev towns")
	strike(w, fyne.KeyDown, fyne.KeySpace)
	if said := onSheet(w); !strings.Contains(said, "Ticked: 1 claim. With what they need: 5 articles, 1 claim, 6 passages.") {
		t.Errorf("ticked is %s", said)
	}
	strike(w, fyne.KeyReturn)
	strike(w, fyne.KeyTab, fyne.KeyTab, fyne.KeySpace) // without the texts
	strike(w, fyne.KeyTab, fyne.KeySpace)              // nor the history
	strike(w, fyne.KeyTab, fyne.KeySpace)              // nor notes
	strike(w, fyne.KeyTab)
	write(w, "Ben")
	strike(w, fyne.KeyTab, fyne.KeySpace) // sealed
	said := onSheet(w)
	for _, want := range []string{"5 articles|1 claim|6 passages|", "8 other claims|46 other passages|the texts of 5 articles|what was replaced or", "for Ben", "sealed with the"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	strike(w, fyne.KeyReturn, fyne.KeyEscape)
	if now := onSheet(w); now != said {
		t.Errorf("the chooser left, it says %s, not %s", now, said)
	}
	strike(w, fyne.KeyReturn)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	write(w, out)
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Packed out.claimtrace: 5 articles") || !strings.Contains(said, "Show in folder") {
		t.Errorf("in the end it says %s", said)
	}
	strike(w, fyne.KeyEscape)
	m := manifestAt(t, out)
	if m.Articles != 5 || m.Claims != 1 || m.Annotations != 6 || !m.WithoutText || !m.WithoutHistory || !m.WithoutNotes || m.For != "Ben" || m.Seal == nil || m.Who == nil || m.Who.Name != "Mara" {
		t.Errorf("packed is %+v", m)
	}
	// The seal is remembered, all else is as before.
	w.Run("pack")
	if said := onSheet(w); !strings.Contains(said, "52 passages") || !strings.Contains(said, "LEFT OUT|nothing") || !strings.Contains(said, "sealed with the") {
		t.Errorf("the next time it says %s", said)
	}
	if p, err := preferences.Load(); err != nil || !p.Seal {
		t.Errorf("remembered is %v, %v", p.Seal, err)
	}
	strike(w, fyne.KeyEscape)
}

// In the least window what has the keyboard is scrolled to.
func TestShareReveals(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.win.Resize(fyne.NewSize(900, 600))
	w.Run("pack")
	seen := func() bool {
		o := w.win.Canvas().Focused().(fyne.CanvasObject)
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		return y > 60 && y+o.Size().Height < 520
	}
	for i := range 8 { // all options, the link and the field
		if !seen() {
			t.Errorf("at stop %d what has the keyboard, %T, is not seen", i, w.win.Canvas().Focused())
		}
		strike(w, fyne.KeyTab)
	}
	strike(w, fyne.KeyEscape)
}

// A project is not replaced: that is told where the name stands, and it is not asked
// whether to; a package is asked about.
func TestShareOverAProject(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	own := w.session.Place()
	another, pack := newSample(t), fromOksana(t, store.PackOptions{}, false)
	for path, refused := range map[string]bool{own: true, another: true, pack: false} {
		was, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		w.Run("pack")
		strike(w, fyne.KeyReturn)
		write(w, path)
		strike(w, fyne.KeyReturn)
		said := onSheet(w)
		if asked := strings.Contains(said, folder.ReplaceWord(filepath.Base(path))); asked == refused || refused != strings.Contains(said, "choose another name") {
			t.Errorf("over %s it says %s", filepath.Base(path), said)
		}
		for sheetOpen(w) {
			strike(w, fyne.KeyEscape)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) {
			t.Errorf("%s is another now, %v", path, err)
		}
	}
	// An export is refused the same way.
	database := filepath.Join(t.TempDir(), "other.html")
	if err := os.WriteFile(database, append([]byte("SQLite format 3\x00"), make([]byte, 4096)...), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Run("report")
	strike(w, fyne.KeyReturn)
	write(w, database)
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); strings.Contains(said, folder.ReplaceWord("other.html")) || !strings.Contains(said, "database") {
		t.Errorf("over a database a report says %s", said)
	}
}

// Reports and annotation sets are of what is selected, too.
func TestReportOfSelected(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	claims := w.session.Claims()
	for command, name := range map[string]string{"report": "out.html", "export.csv": "out.csv"} {
		out := filepath.Join(t.TempDir(), name)
		w.Run(command)
		strike(w, fyne.KeyTab, fyne.KeySpace)
		write(w, claims[2].Statement)
		strike(w, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
		if said := onSheet(w); !strings.Contains(said, fmt.Sprintf("1 claim, %d passages.", len(claims[2].Marks))) {
			t.Errorf("%s: in it is %s", command, said)
		}
		strike(w, fyne.KeyReturn)
		write(w, out)
		strike(w, fyne.KeyReturn)
		content, err := os.ReadFile(out)
		if err != nil {
			t.Fatalf("%s: %v; %s", command, err, onSheet(w))
		}
		if !strings.Contains(string(content), claims[2].Statement) || strings.Contains(string(content), claims[5].Statement) {
			t.Errorf("%s is not of that claim alone", command)
		}
		strike(w, fyne.KeyEscape)
	}
}

// An export is of one verdict and of some persons, and a CSV table is one for Excel, by keys.
func TestExportForExcel(t *testing.T) {
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	w := withSample(t, style.AlwaysLite)
	passages, err := w.session.View().Annotations(store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, n := range passages {
		if n.Verdict == annotate.Disputed {
			want++
		}
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	w.Run("export.csv")
	if said := onSheet(w); runtime.GOOS == "linux" && !strings.Contains(said, "divided by|semicolons") {
		t.Errorf("it says %s", said)
	}
	strike(w, fyne.KeyTab, fyne.KeySpace)                // selected: asks which
	strike(w, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight) // the persons
	strike(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyDown, fyne.KeySpace)
	if said := onSheet(w); !strings.Contains(said, "Ticked: 1 person. With what they need: 5 articles, 9 claims, 52 passages.") {
		t.Errorf("ticked is %s", said)
	}
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "1 person: change…") {
		t.Errorf("chosen is %s", said)
	}
	strike(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight) // disputed
	if said := onSheet(w); !strings.Contains(said, fmt.Sprintf("%d passages.", want)) {
		t.Errorf("of the disputed, %d, it says %s", want, said)
	}
	strike(w, fyne.KeyTab, fyne.KeySpace, fyne.KeyReturn) // for Excel
	write(w, out)
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, fmt.Sprintf("Exported %d annotations to out.csv. CSV table does not hold the texts", want)) {
		t.Errorf("in the end it says %s", said)
	}
	content, err := os.ReadFile(out)
	if err != nil || !bytes.HasPrefix(content, []byte("\ufeff\"outlet\"")) || bytes.Count(content, []byte(`"disputed"`)) != want || bytes.Contains(content, []byte(`"confirmed"`)) {
		t.Errorf("%v: it is\n%s", err, content)
	}
	if runtime.GOOS == "linux" && !bytes.HasPrefix(content, []byte("\ufeff\"outlet\";\"title\";")) {
		t.Error("it is not divided by semicolons")
	}
	strike(w, fyne.KeyEscape)
}

// A package shows what it is before anything is done with it, and is left as it came.
func TestPackageShown(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	own := w.session.Place()
	path := fromOksana(t, store.PackOptions{WithoutText: true, For: "Mara"}, true)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w.dropped([]string{path})
	said := onSheet(w)
	for _, want := range []string{"A package from Oksana", "Mara", "5 articles, 10 claims, 52 passages", "the texts of the articles", "of 77 changes: 1 new claim", "every hash fits", "have not said you", "Trust this key"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	// Trusted, it says whose seal it is.
	press(t, w, "Trust this key as…")
	if said := onSheet(w); !strings.Contains(said, manifestAt(t, path).Seal.Key) {
		t.Errorf("the key to compare is not there: %s", said)
	}
	write(w, "Oksana of the desk in Lviv")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Sealed by Oksana of the desk in Lviv") || strings.Contains(said, "Trust this key") {
		t.Errorf("then it says %s", said)
	}
	strike(w, fyne.KeyReturn) // merge into the one in the window
	if w.view != viewColleagues || !w.colleagues.Previewing() || w.session.Place() != own {
		t.Errorf("page %d, in %s; said %q", w.view, w.session.Place(), w.said.Text())
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, was) {
		t.Errorf("the package is another now, %v", err)
	}
	// Merged, the history tells when it came and in whose package.
	w.Run("colleagues.merge")
	for _, c := range w.session.Claims() {
		if c.Statement == "The pause is over" {
			if err := w.session.PickClaim(c.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.sheets.OfClaim()
	if said := onSheet(w); !strings.Contains(said, "made the claim “The pause is over”") || !strings.Contains(said, "came here") || !strings.Contains(said, "in from-oksana.claimtrace of Oksana") {
		t.Errorf("its history says %s", said)
	}
}

// A copy of a package is opened, the next time at once; and where no project is open
// that is what stands out.
func TestPackageCopied(t *testing.T) {
	w := start(t, style.AlwaysLite)
	path := fromOksana(t, store.PackOptions{}, false)
	w.begin(path)
	if said := onSheet(w); !strings.Contains(said, "Not sealed, as most are") || strings.Contains(said, "New here") || w.session != nil {
		t.Fatalf("it says %s", said)
	}
	strike(w, fyne.KeyReturn)
	for _, name := range []string{"Winter pause.claimtrace", "Winter pause 2.claimtrace", "Winter pause 3.claimtrace"} {
		if said := onSheet(w); !strings.Contains(said, name) {
			t.Fatalf("not proposed is %s: %s", name, said)
		}
		strike(w, fyne.KeyEscape)
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		w.begin(path)
		strike(w, fyne.KeyReturn)
	}
	out := filepath.Join(t.TempDir(), "mine.claimtrace")
	write(w, out)
	strike(w, fyne.KeyReturn)
	if sheetOpen(w) || w.session == nil || w.session.Place() != out || len(w.session.Claims()) != 10 {
		t.Fatalf("it is not open: %s, %s", onSheet(w), w.greeting.Text())
	}
	w.leaveProject()
	w.projects.Open(out)
	if sheetOpen(w) || w.session == nil {
		t.Errorf("the copy is asked about: %s", onSheet(w))
	}
}

// What one was working on is opened behind a package with which the program begins.
func TestPackageAsArgument(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	own := w.session.Place()
	w.closeProject()
	w.showProject()
	w.begin(fromOksana(t, store.PackOptions{}, false))
	if said := onSheet(w); w.session == nil || w.session.Place() != own || !strings.Contains(said, "New here") {
		t.Errorf("it says %s", said)
	}
}

// What is not as it was packed, or sealed, is refused loudly, with nothing to go on
// with; one of another project is told as that.
func TestPackageRefused(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	own := w.session.Place()
	for name, c := range map[string]struct {
		old, now, says string
		seals          bool
	}{
		"another seal": {`"for":"Mara"`, `"for":"Sara"`, "its seal is wrong", true},
		"another list": {`"annotations":52`, `"annotations":53`, "is not what was packed", false},
	} {
		path := fromOksana(t, store.PackOptions{For: "Mara"}, c.seals)
		content, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(content, []byte(c.old)) {
			t.Fatalf("%s: %v", name, err)
		}
		if err := os.WriteFile(path, bytes.Replace(content, []byte(c.old), []byte(c.now), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		w.projects.Open(path)
		if said := onSheet(w); !strings.Contains(said, c.says) || strings.Contains(said, "Merge") || strings.Contains(said, "Read what is left") || w.session.Place() != own {
			t.Errorf("%s: it says %s", name, said)
		}
		strike(w, fyne.KeyEscape)
		if !c.seals { // what a merge takes in is counted anew
			continue
		}
		w.Preview([]string{path})
		if said := onSheet(w); !strings.Contains(said, c.says) || w.colleagues.Previewing() {
			t.Errorf("%s, to be merged: it says %s", name, said)
		}
		strike(w, fyne.KeyEscape)
	}
	who, _ := somebody(t, "Oksana")
	p, err := store.Create(filepath.Join(t.TempDir(), "other.claimtrace"), store.Options{Person: who})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, _, err := p.AddClaim("Something else"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "stranger.claimtrace")
	if _, err := p.Pack(t.Context(), path, store.PackOptions{}); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	if said := onSheet(w); !strings.Contains(said, "of another project") {
		t.Errorf("of another project it says %s", said)
	}
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Another project?") || !strings.Contains(said, "stranger.claimtrace is of another project than “Winter pause”.") || w.said.Visible() {
		t.Errorf("it is not asked about: %s", said)
	}
}

// One's key goes to another machine by keys alone; what is wrong with the passphrase
// is told where it is typed.
func TestKeysInTheWindow(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	me, _, err := preferences.Who("")
	if err != nil {
		t.Fatal(err)
	}
	w.Run("keys.own")
	if said := onSheet(w); !strings.Contains(said, me.Key().String()) {
		t.Fatalf("it says %s", said)
	}
	press(t, w, "Take it to another machine…")
	write(w, "whale")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "at least 8 characters") {
		t.Errorf("of a short one it says %s", said)
	}
	write(w, " and more of it")
	strike(w, fyne.KeyTab)
	write(w, "something else")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "not the same") || strings.Contains(said, "whale") {
		t.Errorf("of two that differ it says %s", said)
	}
	write(w, "")
	press(t, w, "Cancel")
	press(t, w, "Take it to another machine…")
	write(w, "a blue whale sings")
	strike(w, fyne.KeyTab)
	write(w, "a blue whale sings")
	strike(w, fyne.KeyReturn)
	out := filepath.Join(t.TempDir(), "mara"+preferences.KeyEnding)
	write(w, out)
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Your key is saved") {
		t.Fatalf("it says %s; %s", said, w.said.Text())
	}
	strike(w, fyne.KeyEscape)

	// On another machine, where somebody else of that name is at work.
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv(preferences.Environment, "")
	if _, err := preferences.Update(func(p *preferences.Preferences) {
		other, err := p.AddPerson("Mara")
		if err != nil || p.Choose(other.Key()) != nil {
			t.Fatal(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	w.Run("keys.own")
	press(t, w, "Take in a key of mine…")
	write(w, out)
	strike(w, fyne.KeyReturn)
	write(w, "a blue whale sleeps")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "not its passphrase") {
		t.Fatalf("of a wrong passphrase it says %s", said)
	}
	write(w, "a blue whale sings")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "another name here") {
		t.Errorf("of a name that is taken it says %s", said)
	}
	write(w, "a blue whale sings")
	strike(w, fyne.KeyTab)
	write(w, "Mara, desk")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Mara, desk|"+me.Key().String()) {
		t.Errorf("then it says %s", said)
	}
	if now, _, err := preferences.Who(""); err != nil || now.Key() != me.Key() || w.session.Reviewer() != "Mara, desk" {
		t.Errorf("at work is %v, in the project %s, %v", now, w.session.Reviewer(), err)
	}

	// The way back to the other person is there, by keys and by a click on the name in
	// the status bar; one's own key does not stand among those that are trusted.
	strike(w, fyne.KeyEscape)
	if err := w.prefs.Change(func(p *preferences.Preferences) {
		if _, err := p.Trust(me.Key(), "my own"); err != nil {
			t.Fatal(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	test.TapCanvas(w.win.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(w.status).AddXY(parts.Width(w.status.Words()[0], style.SmallSize, false)+60, 10))
	if said := onSheet(w); !strings.Contains(said, "YOUR OTHER PERSONS||Mara|") || !strings.Contains(said, "Work as Mara") || strings.Contains(said, "my own") {
		t.Fatalf("the keys say %s", said)
	}
	strike(w, fyne.KeyReturn)
	if now, _, err := preferences.Who(""); err != nil || now.Key() == me.Key() || w.session.Reviewer() != "Mara" || w.session.Project().Reviewer().ID == me.Pair.ID() {
		t.Errorf("at work is %v, in the project %s, %v", now, w.session.Reviewer(), err)
	}
	press(t, w, "Work as Mara, desk")
	if said := onSheet(w); w.session.Reviewer() != "Mara, desk" || !strings.Contains(said, "Mara, desk|"+me.Key().String()) {
		t.Errorf("then at work is %s: %s", w.session.Reviewer(), said)
	}

	// Keys of others are trusted and distrusted there.
	_, pair := somebody(t, "Oksana")
	press(t, w, "Trust a key…")
	write(w, pair.Key().String())
	strike(w, fyne.KeyTab)
	write(w, "Oksana")
	strike(w, fyne.KeyReturn)
	if said := onSheet(w); !strings.Contains(said, "Oksana|"+pair.Key().String()) || w.prefs.TrustedAs(pair.Key().String()) != "Oksana" {
		t.Errorf("trusted are %s", said)
	}
	press(t, w, "Trust no longer")
	if w.prefs.TrustedAs(pair.Key().String()) != "" {
		t.Error("it is trusted still")
	}
}

// An article without its text says so and takes the text again, by its hash; another
// text is not taken for it.
func TestAttach(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	text := w.session.Text().Text()
	texts := map[annotate.ID]string{}
	for _, a := range w.session.Articles() {
		whole, err := w.session.View().Text(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		texts[a.ID] = whole
	}
	count := len(w.session.Articles())
	withoutText := func() (n int) {
		for _, a := range w.session.Articles() {
			if w.session.LacksText(a.ID) {
				n++
			}
		}
		return n
	}
	if n := withoutText(); n > 0 {
		t.Errorf("%d articles are listed without text", n)
	}
	out := filepath.Join(t.TempDir(), "without.claimtrace")
	if _, err := w.Present().Pack(t.Context(), out, store.PackOptions{WithoutText: true}); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "mine.claimtrace")
	w.projects.Open(out)
	strike(w, fyne.KeyReturn) // nothing is new: a copy is what stands out
	write(w, copied)
	strike(w, fyne.KeyReturn)
	if w.session.Place() != copied || w.session.Text() != nil || !strings.Contains(w.read.NoText(), "known by its hash") {
		t.Fatalf("open is %s, it says %q", w.session.Place(), w.read.NoText())
	}
	if n := withoutText(); n != count {
		t.Errorf("%d of %d articles are listed without text", n, count)
	}
	if strings.Contains(w.read.NoText(), "damaged") {
		t.Errorf("of a text that was left out it says %q", w.read.NoText())
	}
	folder := t.TempDir()
	for name, content := range map[string]string{"right.txt": text, "other.txt": text + " "} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	attach := func(name string) {
		w.Run("article.attach")
		write(w, filepath.Join(folder, name))
		strike(w, fyne.KeyReturn)
	}
	if err := os.WriteFile(filepath.Join(folder, "right.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	attach("other.txt")
	if w.session.Text() != nil || !strings.Contains(w.said.Text(), "letter by letter") {
		t.Errorf("of another text it says %q", w.said.Text())
	}
	attach("right.txt")
	if w.session.Text() == nil || w.session.Text().Text() != text || w.read.NoText() != "" || len(w.session.Articles()) != count || w.session.CanUndo() != "" {
		t.Errorf("attached it says %q, %d articles, undo would %q; said %q", w.read.NoText(), len(w.session.Articles()), w.session.CanUndo(), w.said.Text())
	}
	if n := withoutText(); n != count-1 {
		t.Errorf("with one attached, %d of %d articles are listed without text", n, count)
	}
	if why := w.table.Of("article.attach").Why(); why == "" {
		t.Error("a text that is here can be attached")
	}
	// Of several only those are counted that were missing.
	if err := w.session.PickArticle(w.session.Articles()[1].ID); err != nil {
		t.Fatal(err)
	}
	missing := texts[w.session.Articles()[1].ID]
	if err := os.WriteFile(filepath.Join(folder, "second.txt"), []byte(missing), 0o600); err != nil {
		t.Fatal(err)
	}
	w.adding.AttachPaths([]string{filepath.Join(folder, "right.txt"), filepath.Join(folder, "second.txt"), filepath.Join(folder, "other.txt")})
	if said := strings.Join(w.status.Words(), "|"); !strings.Contains(said, "1 text attached; 1 already here; 1 other of no article here") {
		t.Errorf("of three files it says %q", said)
	}
	w.adding.AttachPaths([]string{filepath.Join(folder, "right.txt")})
	if said := strings.Join(w.status.Words(), "|"); !strings.Contains(said, "0 texts attached; 1 already here") {
		t.Errorf("of a text that is here it says %q", said)
	}
	// Another text of the address of one that is not here is a newer version: its highlights are looked for by their words.
	third := w.session.Articles()[2]
	row, err := json.Marshal(map[string]string{"text": "Updated in the evening.\n\n" + texts[third.ID], "outlet": third.Outlet, "url": third.URL})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "newer.jsonl"), row, 0o600); err != nil {
		t.Fatal(err)
	}
	w.adding.AttachPaths([]string{filepath.Join(folder, "newer.jsonl")})
	says(t, "the notice", w.said.Text(), "A newer version of “"+third.Name()+"”", "highlights to look at")
	tap(t, w.win.Content(), "Look at them")
	says(t, "the page", shows(w), "Newer versions", "word for word, elsewhere in the text", "Compare both")
	if strings.Contains(shows(w), "lost") {
		t.Errorf("it says %s", shows(w))
	}
}

// Originals of texts go along only where that is chosen, and it is told how many
// there are.
func TestShareOriginals(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.Run("pack")
	if said := onSheet(w); strings.Contains(said, "original") {
		t.Errorf("where there are none it says %s", said)
	}
	strike(w, fyne.KeyEscape)
	_, done, err := w.session.AddArticles(t.Context(), store.Drafts(store.Draft{
		Source: []byte("<p>A page of words."), Text: "A page of words.", Article: annotate.Article{Title: "A page", Outlet: "Quay Post"},
	}), nil)
	if err == nil {
		err = w.session.Refresh(done)
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Run("pack")
	says(t, "the sheet", onSheet(w), "With the originals of the texts", "LEFT OUT|the originals of 1 text")
	for range 3 { // past what is selected
		strike(w, fyne.KeyTab)
	}
	strike(w, fyne.KeySpace)
	said := onSheet(w)
	says(t, "with them the sheet", said, "1 original|about")
	if strings.Contains(said, "the originals of 1 text") {
		t.Errorf("with them it says %s", said)
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	if _, err := w.Present().Pack(t.Context(), out, store.PackOptions{}); err != nil {
		t.Fatal(err)
	}
	strike(w, fyne.KeyEscape)
	w.dropped([]string{out})
	says(t, "the package", onSheet(w), "Left out|the originals of 1 text: the pages and documents")
}

// Whether backups hold originals is chosen in the menu, and remembered.
func TestBackupsHoldOriginals(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	for _, on := range []bool{true, false} {
		w.Run("backups.originals")
		if got := w.table.Of("backups.originals").Ticked(); got != on || preferences.Originals() != on {
			t.Errorf("chosen %v, it is ticked %v and remembered %v", on, got, preferences.Originals())
		}
		want := map[bool]string{true: "backups hold the pages", false: "backups are without the pages"}[on]
		says(t, "the status", strings.Join(w.status.Words(), "|"), want)
	}
}
