package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/style"
	"claimtrace/store"
)

// newerVersion writes the first article of the sample as its page has it later, in a file that can be added.
func newerVersion(t *testing.T, w *window) (path string) {
	t.Helper()
	a := w.session.Articles()[0]
	s, err := w.session.View().Text(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range [][2]string{
		{"no immediate confirmation", "no further confirmation"}, {" The State Emergency Service warned of minus 30 degrees in some parts of the country.", ""},
		{"WASHINGTON, Jan. 29 — ", "UPDATED. "}, {"“any infrastructure facilities throughout Ukraine.”", "“any infrastructure facilities throughout Ukraine”, by land or sea."},
	} {
		if !strings.Contains(s, r[0]) {
			t.Fatalf("the sample does not say %q", r[0])
		}
		s = strings.Replace(s, r[0], r[1], 1)
	}
	row, err := json.Marshal(map[string]string{"text": s, "title": a.Title, "outlet": a.Outlet, "published": "2026-01-30T09:12:00Z", "url": a.URL + "?utm_source=x", "language": "en"})
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "newer.jsonl")
	if err := os.WriteFile(path, row, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// A page that is added again with another text is a newer version: the notice leads to its highlights, which are confirmed,
// mended in the text, left, or confirmed at once where they stand word for word; each is undone.
func TestNewerVersion(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	first := w.session.Articles()[0]
	n := len(w.session.Annotations())
	w.adding.Paths([]string{newerVersion(t, w)})
	says(t, "what comes in", comingShows(w), "A newer version of an article you have", "your "+strconv.Itoa(n)+" highlights are looked for in it")
	chord(w, "Ctrl+Enter")
	later, _ := w.session.Article()
	if later.Supersedes != first.ID || w.session.Later(first.ID) != later.ID || w.session.Uncarried() != n {
		t.Fatalf("there is %+v, and %d of %d wait: %s", later, w.session.Uncarried(), n, w.said.Text())
	}
	says(t, "the notice", w.said.Text(), "A newer version of “Putin to spare Kyiv for a week of deep cold, Trump says”, ", " highlights to look at.")
	says(t, "the list", painted(w.read.Object()), "earlier version")
	says(t, "the switch", painted(w.views), "Colleagues "+strconv.Itoa(n))
	tap(t, w.win.Content(), "Look at them")
	if w.view != viewColleagues {
		t.Fatal("it does not lead to Colleagues")
	}
	says(t, "the page", shows(w), "Newer versions", "exact Meridian Wire", "word for word, in its place", "changed Meridian Wire", "the earlier version, Thu 29 Jan 21:00", "Compare both")

	at := func(words string) { // by keys, to the row about these words
		t.Helper()
		list, err := w.session.View().Carrying(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		w.colleagues.Focus()
		strike(w, fyne.KeyHome)
		for _, c := range list {
			if strings.Contains(c.Quote, words) {
				return
			}
			strike(w, fyne.KeyDown)
		}
		t.Fatalf("no row says %q, but: %s", words, shows(w))
	}
	// Its words have changed: one key confirms what is proposed.
	at("There was no immediate confirmation")
	write(w, "1")
	here := func() (quotes []string) {
		list, err := w.session.View().Annotations(store.Filter{Article: later.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			quotes = append(quotes, a.Quote)
		}
		return quotes
	}
	if got := here(); len(got) != 1 || got[0] != "There was no further confirmation from the Kremlin" {
		t.Fatalf("carried over is %q: %s", got, w.said.Text())
	}
	chord(w, "Ctrl+Z")
	if got := here(); len(got) != 0 || w.session.Uncarried() != n {
		t.Errorf("undone, there is %q", got)
	}
	// Mended: one selects the words, and a key carries it over and leads back.
	at("There was no immediate confirmation")
	write(w, "m")
	if a, _ := w.session.Article(); w.view != viewRead || a.ID != later.ID {
		t.Fatalf("mending leads to %v in %s", w.view, a.Name())
	}
	says(t, "the notice", w.said.Text(), "Select where this stands now", "There was no immediate confirmation")
	w.read.Reader.Select(seek(t, w, "no further confirmation"))
	chord(w, "Ctrl+Enter")
	if got := here(); w.view != viewColleagues || len(got) != 1 || got[0] != "no further confirmation" {
		t.Errorf("mended, there is %q in %v: %s", got, w.view, w.said.Text())
	}
	if why := w.table.Of("carry.here").Why(); why == "" {
		t.Error("it can be mended twice")
	}
	// Lost: it is left to the earlier version.
	at("The State Emergency Service warned")
	says(t, "the page", shows(w), "lost Meridian Wire")
	write(w, "1")
	says(t, "a place that there is not", w.said.Text(), "There is no such value here")
	write(w, "l")
	if w.session.Uncarried() != n-2 {
		t.Errorf("%d wait: %s", w.session.Uncarried(), w.said.Text())
	}
	// Both versions, and back.
	write(w, "c")
	if w.view != viewCompare {
		t.Error("the versions are not compared")
	}
	says(t, "the comparison", painted(w.compare.Object()), "further")
	strike(w, fyne.KeyEscape)
	if w.view != viewColleagues {
		t.Error("Escape does not lead back")
	}
	// All that stand word for word.
	write(w, "a")
	for _, quote := range here() {
		if strings.Contains(quote, "State Emergency") {
			t.Errorf("carried over is %q", quote)
		}
	}
	if got := len(here()); got < n-3 || w.session.Uncarried() != n-1-got {
		t.Errorf("%d are carried over, %d wait", got, w.session.Uncarried())
	}
	// The claim has both versions as sources, told apart.
	claim := w.session.Claims()[0]
	witnesses, err := w.session.View().Witnesses(claim.ID)
	if err != nil {
		t.Fatal(err)
	}
	of := map[annotate.ID]int{}
	for _, x := range witnesses {
		of[x.Article]++
	}
	if of[first.ID] == 0 || of[later.ID] == 0 {
		t.Errorf("the witnesses are of %v", of)
	}
	chord(w, "Ctrl+2")
	if got := strings.Count(painted(w.compare.Object()), "earlier version"); got != of[first.ID] {
		t.Errorf("%d of %d passages of the earlier version say so", got, of[first.ID])
	}
}

// What waits takes time to be found: as soon as it is, its rows have the keyboard. Colleagues leads to it, where
// nothing else is to be settled.
func TestNewerVersionIsLookedFor(t *testing.T) {
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	w.projects.Open(newSample(t))
	steps.All()
	path := newerVersion(t, w)
	w.adding.Paths([]string{path})
	steps.All()
	chord(w, "Ctrl+Enter")
	steps.All()
	n := w.session.Uncarried()
	chord(w, "Ctrl+4")
	if w.view != viewColleagues || n == 0 {
		t.Fatalf("on page %d, and %d wait: %s", w.view, n, w.said.Text())
	}
	steps.All()
	says(t, "the page", shows(w), "exact Meridian Wire")
	strike(w, fyne.KeyEnd) // of the rows
	write(w, "l")
	steps.All()
	if got := w.session.Uncarried(); got != n-1 {
		t.Errorf("a key leaves %d: %s", n-got, w.said.Text())
	}
}
