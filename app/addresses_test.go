package app

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/adding"
	"claimtrace/app/style"
)

// An address that is pasted, typed or dropped is fetched: one of the local network
// once it was said that it is meant.
func TestAddresses(t *testing.T) {
	asked, runs := 0, "runs again"
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/none" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("The ferry at " + r.URL.Path[1:] + " " + runs + "\n\nThe ferry will run every hour, the port said on Friday."))
	}))
	defer s.Close()
	w := withSample(t, style.AlwaysLite)
	paste := func(content string) {
		w.app.Clipboard().SetContent(content)
		w.Run("add.clipboard")
	}
	top := func() fyne.CanvasObject { return w.win.Canvas().Overlays().Top() }
	paste(" " + s.URL + "/noon\n")
	if top() == nil || asked != 0 {
		t.Fatalf("the server was asked %d times, and nobody here: %s", asked, w.read.Library.Notice.Text())
	}
	says(t, "the question", onSheet(w), "Fetch from the local network?", "/noon")
	tap(t, top(), "Cancel")
	if asked != 0 || len(w.session.Articles()) != 5 {
		t.Errorf("refused, the server was asked %d times, and there are %d articles", asked, len(w.session.Articles()))
	}
	paste(s.URL + "/noon")
	tap(t, top(), "Fetch it")
	if a, _ := w.session.Article(); a.Title != "The ferry at noon runs again" || a.URL != s.URL+"/noon" || len(w.session.Articles()) != 6 {
		t.Errorf("%d articles, in hand %q at %q: %s", len(w.session.Articles()), a.Title, a.URL, w.read.Library.Notice.Text())
	}

	w.Run("add.address")
	strike(w, fyne.KeyReturn)
	says(t, "the sheet", onSheet(w), "That is no address")
	write(w, s.URL+"/dusk")
	strike(w, fyne.KeyReturn)
	tap(t, top(), "Fetch it")
	if a, _ := w.session.Article(); a.Title != "The ferry at dusk runs again" || top() != nil {
		t.Errorf("typed, in hand is %q: %s", a.Title, w.read.Library.Notice.Text())
	}

	w.dropped([]string{s.URL + "/dawn", s.URL + "/none"})
	tap(t, top(), "Fetch it")
	// Of several that failed stands beside what did not.
	says(t, "what comes in", comingShows(w), strings.TrimPrefix(s.URL, "http://")+"/dawn ready text, 17 words", "where it was fetched", "/none not read it cannot be fetched: there is no such p", "Add 1")
	chord(w, "Ctrl+Enter")
	if a, _ := w.session.Article(); a.Title != "The ferry at dawn runs again" || w.view != viewRead {
		t.Errorf("dropped, in hand is %q: %s", a.Title, w.read.Library.Notice.Text())
	}
	says(t, "the status", strings.Join(w.status.Words(), "|"), "1 article added")
	// What stands there with another text is a later version: that is looked at first.
	runs = "is late"
	paste(s.URL + "/dawn")
	tap(t, top(), "Fetch it")
	says(t, "a later version", comingShows(w), "/dawn look", "A newer version of an article you have", "Add 1")
	strike(w, fyne.KeyEscape)

	// Words with an address among them are an article's own.
	paste("The ferry at night runs again\n\nIt says so at " + s.URL + "/night and nowhere else.")
	if a, _ := w.session.Article(); a.Title != "The ferry at night runs again" || top() != nil {
		t.Errorf("of words with an address, in hand is %q", a.Title)
	}
}

// An address that is dragged out of a browser comes as a path.
func TestDroppedAddress(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(here, "https:", "quay.example", "a b"): "https://quay.example/a%20b",
		filepath.Join(here, "http:", "quay.example"):         "http://quay.example",
		filepath.Join(here, "a.txt"):                         filepath.Join(here, "a.txt"),
		filepath.Join(here, "https:"):                        filepath.Join(here, "https:"),
		"https://quay.example/a":                             "https://quay.example/a",
	} {
		if got := adding.Dropped(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}
