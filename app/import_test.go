package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// setFile writes a file for a test.
func setFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	strangeSet = `[{"id":7,"data":{"text":"A ferry sank at noon. Nobody was hurt."},"annotations":[{"id":1,"completed_by":{"id":3,"first_name":"Ola","last_name":"Berg"},"result":[
{"id":"aaaaaaaaaa","type":"labels","from_name":"label","to_name":"text","value":{"start":2,"end":12,"text":"ferry sank","labels":["disputed"]}},
{"id":"bbbbbbbbbb","type":"labels","from_name":"label","to_name":"text","value":{"start":22,"end":28,"text":"Nobody","labels":["VESSEL"]}}]}]}]`
	tiedElsewhere = `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:uuid:33333333-3333-4333-8333-333333333333","creator":{"name":"Ola"},
"body":[{"type":"TextualBody","value":"confirmed","purpose":"tagging"}],"target":{"source":"https://nowhere.example/1","selector":[{"type":"TextQuoteSelector","exact":"words"}]}}`
)

// A set that is dropped shows what it would bring, and comes in by a key, as one step of
// undo; by another key nothing happens.
func TestImportShown(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	articles := len(w.session.Articles())
	path := setFile(t, "ferries.json", strangeSet)
	w.dropped([]string{path})
	said := onSheet(w)
	for _, want := range []string{"Import ferries.json", "Label Studio · ferries.json", "2 passages, 1 claim, 1 article", "Ola Berg (2 passages)", "is made from its text", "“VESSEL”", "taken as the statement of a claim"} {
		if !strings.Contains(strings.ReplaceAll(said, `"VESSEL"`, "“VESSEL”"), want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	strike(w, fyne.KeyEscape)
	if sheetOpen(w) || len(w.session.Articles()) != articles {
		t.Fatalf("after Escape %d articles", len(w.session.Articles()))
	}
	w.dropped([]string{path})
	strike(w, fyne.KeyReturn)
	told := strings.Join(w.status.Words(), " ")
	if sheetOpen(w) || len(w.session.Articles()) != articles+1 || !strings.Contains(told, "Imported 2 passages, 1 claim, 1 article") {
		t.Fatalf("imported: %d articles, told %q, said %q, on a sheet %q", len(w.session.Articles()), told, w.said.Text(), onSheet(w))
	}
	if w.session.CanUndo() != "import" {
		t.Errorf("undo takes back %q", w.session.CanUndo())
	}
	// All of it is here: there is nothing to do but to close.
	w.dropped([]string{path})
	if said := onSheet(w); !strings.Contains(said, "Nothing: all of it is here already.") || strings.Contains(said, "Cancel") {
		t.Errorf("again it says %s", said)
	}
	strike(w, fyne.KeyReturn)
	w.Run("undo")
	if len(w.session.Articles()) != articles {
		t.Errorf("undone there are %d articles", len(w.session.Articles()))
	}
}

// What cannot come in is said: in the sheet where the file can be read, above the page
// where it cannot, on the greeting where there is no project.
func TestImportTold(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped([]string{setFile(t, "far.jsonld", tiedElsewhere)})
	if said := onSheet(w); !strings.Contains(said, "is not here") || !strings.Contains(said, "import again") || !strings.Contains(said, "Nothing.") {
		t.Errorf("it says %s", said)
	}
	strike(w, fyne.KeyEscape)
	w.dropped([]string{setFile(t, "song.json", `{"song":1}`)})
	if sheetOpen(w) || !strings.Contains(w.said.Text(), "song.json: not a set that can be read") {
		t.Errorf("it says %q", w.said.Text())
	}
	w.leaveProject()
	w.dropped([]string{setFile(t, "ferries.json", strangeSet)})
	if !strings.Contains(w.greeting.Text(), "pen the project first") {
		t.Errorf("without a project it says %q", w.greeting.Text())
	}
}

// What goes out of the window's project comes back into it as nothing new; by the menu's
// key a file is asked for.
func TestImportOwn(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	set, err := exchange.Collect(w.session.View(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	f, err := exchange.Lookup(exchange.Incoming(), "json")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := f.Write(t.Context(), &out, set); err != nil {
		t.Fatal(err)
	}
	path := setFile(t, "own.json", out.String())
	w.projects.ImportFile(path)
	if said := onSheet(w); !strings.Contains(said, fmt.Sprintf("%d passages", len(set.Annotations))) || !strings.Contains(said, "5 are here") || !strings.Contains(said, "all of it is here already") {
		t.Errorf("it says %s", said)
	}
	strike(w, fyne.KeyEscape)
	w.Run("import")
	if said := onSheet(w); !strings.Contains(said, "Import annotations of another program") {
		t.Errorf("the command opens %s", said)
	}
}

// A passage of a set whose words are not in the text stands in no article, but on the page Colleagues, which counts it;
// a key gives it its place, undo takes that back, and another key leaves it out.
func TestImportToPlace(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	before, waited := highlights(t, w), w.session.Uncarried()
	w.dropped([]string{setFile(t, "ferries.jsonld", `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:uuid:33333333-3333-4333-8333-333333333333","creator":{"name":"Ola"},
"body":[{"type":"TextualBody","value":"disputed","purpose":"tagging"}],"target":{"source":"`+w.session.Articles()[0].URL+`","selector":[{"type":"TextQuoteSelector","exact":"`+unlike(t, w)+`"}]}}`)})
	if said := onSheet(w); !strings.Contains(said, "1 passage to place") || !strings.Contains(said, "to be found by hand") {
		t.Fatalf("the sheet says %s", said)
	}
	strike(w, fyne.KeyReturn)
	if w.session.Uncarried() != waited+1 || len(highlights(t, w)) != len(before) {
		t.Fatalf("%d wait: %s", w.session.Uncarried(), w.said.Text())
	}
	w.colleagues.ToVersions()
	says(t, "the page", shows(w), "Places to confirm", "changed", "imported, by Ola", "its place is not confirmed")
	if strings.Contains(shows(w), "Compare both") {
		t.Error("one article is to be compared with itself")
	}
	w.colleagues.Focus()
	strike(w, fyne.KeyHome)
	write(w, "1")
	if after := highlights(t, w); w.session.Uncarried() != waited || len(after) != len(before)+1 {
		t.Fatalf("%d wait, %d passages: %s", w.session.Uncarried(), len(after), w.said.Text())
	}
	chord(w, "Ctrl+Z")
	if w.session.Uncarried() != waited+1 {
		t.Errorf("undone, %d wait", w.session.Uncarried())
	}
	w.colleagues.Focus()
	strike(w, fyne.KeyHome)
	write(w, "l")
	if w.session.Uncarried() != waited || len(highlights(t, w)) != len(before) {
		t.Errorf("left out, %d wait: %s", w.session.Uncarried(), w.said.Text())
	}
}

// highlights are all passages that stand in the project.
func highlights(t *testing.T, w *window) []annotate.Annotation {
	t.Helper()
	list, err := w.session.View().Annotations(store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// unlike is the beginning of the first article's text with another word in it.
func unlike(t *testing.T, w *window) string {
	t.Helper()
	s, err := w.session.View().Text(w.session.Articles()[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(s)[:14]
	words[6] = "zebras"
	return strings.Join(words, " ")
}
