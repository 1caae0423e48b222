package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/text/encoding/charmap"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
)

// What comes in, in tests: a page, later versions of it, a feed, texts.
const (
	pausePage = `<!DOCTYPE html><html lang="en"><head><title>Putin to spare Kyiv | Meridian Wire</title><meta property="og:site_name" content="Meridian Wire"><link rel="canonical" href="https://meridian.example/pause">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Putin to spare Kyiv","datePublished":"2026-01-29T21:00Z","dateModified":"2026-01-30T09:12Z","author":{"name":"Dana Ostrow"}}</script></head><body>
<nav class="menu"><a href="/">Home</a></nav><article><h1>Putin to spare Kyiv</h1>
<p>WASHINGTON, Jan. 29 — President Donald Trump said on Thursday that Vladimir Putin has agreed to spare Kyiv and other towns for one week of deep cold.</p>
<p>There was no immediate confirmation from the Kremlin, whose spokesman had been asked earlier in the day whether a halt to strikes on energy sites was discussed.</p>
<p>Temperatures would fall to minus thirty degrees in the north of the country, the weather service had said on Wednesday, and stay there into February.</p></article>
<section id="comments"><ol><li class="comment"><p>I doubt it.</p></li></ol></section></body></html>`
	quietNight = "A quiet night in Kyiv\n\nNo strikes were reported overnight."
	ferry      = "Паром между берегами реки снова ходит, сказал начальник порта в четверг.\n\nЭтого никто не ждал до конца месяца, и город носил хлеб по льду.\n"
	wireFeed   = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>First</title><link>https://wire.example/1</link><description>The first of the items has a text that is long enough to be one.</description></item>
<item><title>Second</title><link>https://wire.example/2</link><description>The second of the items has a text that is long enough to be one.</description></item></channel></rss>`
)

// files writes files into a folder and gives their paths, in order of their names.
func files(t *testing.T, content ...string) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(content); i += 2 {
		paths = append(paths, filepath.Join(dir, content[i]))
		if err := os.WriteFile(paths[i/2], []byte(content[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// seenWords are all the words that are seen.
func seenWords(w *window) (said []string) {
	for _, t := range see(w.win.Canvas()).texts {
		said = append(said, t.o.(*canvas.Text).Text)
	}
	return said
}

// comingShows is all that the page of what comes in shows, each word after a space.
func comingShows(w *window) string {
	var said []string
	for _, t := range see(w.win.Canvas()).texts {
		for in := t; in != nil; in = in.in {
			if in.o == w.coming.Object() {
				said = append(said, strings.Fields(t.o.(*canvas.Text).Text)...)
			}
		}
	}
	return strings.Join(said, " ")
}

// retype gives the line of text that has the keyboard other words.
func retype(w *window, s string) {
	w.selectAll()
	write(w, s)
}

// Of a manifest nothing is added where it has faults: all are listed, one in a line.
func TestComingFaults(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	in := files(t, "faulty.csv", "file,published\na.txt,2026-01-29\nno.txt,2026-01-29\nb.txt,soon\nno.txt,never\n", "a.txt", quietNight, "b.txt", "The ferry runs.")
	w.dropped(in[:1])
	says(t, "the list", w.read.Library.Notice.Text(), "Nothing was added: faulty.csv has 3 faults")
	said := onSheet(w)
	says(t, "the sheet", said, "faulty.csv has 3 faults", "line 3: column file:", "line 4: column published:", "line 5: column published:")
	if strings.Contains(said, filepath.Dir(in[0])) || len(w.session.Articles()) != 5 {
		t.Errorf("%d articles: %s", len(w.session.Articles()), said)
	}
}

// That a text is that of another article, too, is said when it is added.
func TestReprintIsTold(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped(files(t, "list.csv", "file,outlet\na.txt,Courier\nb.txt,Herald\n", "a.txt", quietNight, "b.txt", quietNight)[:1])
	says(t, "the status", strings.Join(w.status.Words(), "|"), "2 articles added; one has the same text as another article")
}

// A page that is dropped comes in by the form: what was recognised is shown with
// where it was found, corrected by keys, and added as corrected.
func TestComingIn(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	old, err := charmap.Windows1251.NewEncoder().String(ferry)
	if err != nil {
		t.Fatal(err)
	}
	w.dropped(files(t, "1.html", pausePage, "2.txt", quietNight, "3.txt", old, "4.xml", wireFeed, "5.png", "\x89PNG"))
	if w.view != viewComing || len(w.session.Articles()) != 5 {
		t.Fatalf("on page %d, with %d articles: %s", w.view, len(w.session.Articles()), w.read.Library.Notice.Text())
	}
	says(t, "the page", comingShows(w), "COMING IN 5", "1.html ready web page, 79 words", "2.txt ready text, 10 words", "3.txt windows-1251 read as Windows-1251: right?", "4.xml 2 ready feed, 2 items",
		"5.png not read a picture", "og:site_name", "JSON-LD, with zone", "canonical", "html lang", "headline", "Changed Fri 30 Jan 2026, 09:12 UTC", "Left out: a menu, a comment. Show", "Add 5", "WASHINGTON,")
	// The keyboard is in the first field; Tab leads to the next; what is there is typed over.
	write(w, "The Wire")
	strike(w, fyne.KeyTab)
	write(w, "Corwin Haleward")
	strike(w, fyne.KeyTab)
	write(w, "31/31/2026")
	says(t, "a time that is none", comingShows(w), "corrected", "is not a time of publication", "write what is known of it, like 2026", "+02:00 where that is known.")
	chord(w, "Ctrl+Enter")
	says(t, "the line below", strings.Join(seenWords(w), " "), `"1.html", Published: "31/31/2026" is not a time of publication: correct it, or empty the field`)
	if w.view != viewComing || len(w.session.Articles()) != 5 {
		t.Fatal("what is wrong was added")
	}
	retype(w, "30 January 2026")
	// One key turns to the page, and back.
	chord(w, "Ctrl+O")
	says(t, "the page as it came", comingShows(w), "menu, left out Home", "comment, left out I doubt it.", "As it came")
	chord(w, "Ctrl+O")
	if strings.Contains(comingShows(w), "I doubt it") {
		t.Error("the text shows what is not in it")
	}
	// Enter leads to the next, Ctrl+Page Down through the items of a feed.
	strike(w, fyne.KeyReturn)
	write(w, "City desk")
	strike(w, fyne.KeyTab)
	write(w, "Ada Brandt")
	says(t, "what is typed where nothing was", comingShows(w), "Outlet City desk corrected Byline Ada Brandt corrected")
	strike(w, fyne.KeyReturn)
	says(t, "the text in an old set", comingShows(w), "Паром", "Russian", "guessed from its words")
	w.Run("coming.letters")
	press(t, w, "Read") // the first is the one that was guessed
	says(t, "the text once that is confirmed", comingShows(w), "3.txt ready text, 24 words, Russian")
	strike(w, fyne.KeyReturn)
	says(t, "the first item", comingShows(w), "1 of 2", "The first of the items")
	chord(w, "Ctrl+PgDn")
	says(t, "the second item", comingShows(w), "2 of 2", "The second of the items")
	w.Run("coming.out")
	says(t, "what is left out", comingShows(w), "4.xml 1 ready", "Add 4", "Left out: it is not added.")
	chord(w, "Ctrl+Enter")
	if w.view != viewRead || w.coming.Open() || len(w.session.Articles()) != 9 {
		t.Fatalf("on page %d, with %d articles: %s", w.view, len(w.session.Articles()), comingShows(w))
	}
	for _, a := range w.session.Articles() {
		switch a.File {
		case "1.html":
			if a.Outlet != "The Wire" || a.Byline != "Corwin Haleward" || a.Published != "2026-01-30" || a.URL != "https://meridian.example/pause" || a.Language != "en" {
				t.Errorf("it was added as %+v", a.Article)
			}
		case "3.txt":
			if a.Language != "ru" || !strings.HasPrefix(a.Title, "Паром") {
				t.Errorf("the old text was added as %+v", a.Article)
			}
		}
	}
	// The original stands beside the text on one key.
	for _, a := range w.session.Articles() {
		if a.File == "1.html" {
			if err := w.session.PickArticle(a.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	chord(w, "Ctrl+U")
	if got := strings.Join(seenWords(w), " "); !strings.Contains(got, "doubt") || !w.read.ShowsOriginal() {
		t.Errorf("beside the text stands %q", got)
	}
	chord(w, "Ctrl+U")
	if got := strings.Join(seenWords(w), " "); strings.Contains(got, "doubt") || w.read.ShowsOriginal() {
		t.Error("it does not go")
	}
}

// Plain texts go on at once, without the form; so do failures that are alone.
func TestPlainTextsComeAtOnce(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped(files(t, "1.txt", quietNight, "2.md", "# Ferry is back\n\nIt runs again, the harbour master said."))
	if w.view != viewRead || w.coming.Open() || len(w.session.Articles()) != 7 {
		t.Fatalf("on page %d, with %d articles", w.view, len(w.session.Articles()))
	}
	// Markdown that does not say its headline, or of which something is left aside, is looked at.
	w.dropped(files(t, "3.md", "It runs *again*, the harbour master said.", "4.md", "---\nauthor: Ada\n---\n# Ferry\n\nIt runs [again](https://quay.example/1)."))
	says(t, "Markdown", comingShows(w), "3.md ready Markdown, 7 words", "4.md look Markdown, 4 words", "Add 2")
	strike(w, fyne.KeyReturn)
	says(t, "Markdown in hand", comingShows(w), "Ada front matter", "Ferry headline", "The address of 1 link left aside")
	strike(w, fyne.KeyEscape)
	w.dropped(files(t, "5.png", "\x89PNG"))
	if w.coming.Open() || !strings.Contains(w.read.Library.Notice.Text(), "picture") {
		t.Errorf("a picture alone says %q", w.read.Library.Notice.Text())
	}
	// Of several what failed is listed with why, beside what did not.
	w.dropped(files(t, "5.png", "\x89PNG", "6.txt", "A third text\n\nIt is as plain as the others."))
	says(t, "what failed", comingShows(w), "5.png not read", "6.txt ready", "Add 1")
	strike(w, fyne.KeyEscape)
	if w.coming.Open() || w.view != viewRead || len(w.session.Articles()) != 7 {
		t.Errorf("Escape does not leave it: on page %d with %d articles", w.view, len(w.session.Articles()))
	}
}

// What was corrected is not left without a question.
func TestLeaveWhatWasCorrected(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped(files(t, "1.html", pausePage))
	retype(w, "The Wire")
	strike(w, fyne.KeyEscape)
	if !w.coming.Open() || !strings.Contains(onSheet(w), "What you corrected is lost") {
		t.Fatalf("it asks %q", onSheet(w))
	}
	strike(w, fyne.KeyEscape)
	says(t, "the field", comingShows(w), "The Wire")
	strike(w, fyne.KeyEscape)
	press(t, w, "Leave it")
	if w.coming.Open() || w.view != viewRead {
		t.Error("it is still there")
	}
	if got := w.table.Of("coming.add").Why(); got == "" {
		t.Error("what is not there can be added")
	}
}

// A page that is there with other words is a newer version: what becomes of one's
// highlights is told before it is added, both can be compared, and it supersedes the
// older one.
func TestNewerVersionComesIn(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped(files(t, "1.html", pausePage))
	chord(w, "Ctrl+Enter")
	a, _ := w.session.Article()
	if a.URL != "https://meridian.example/pause" {
		t.Fatalf("in hand is %+v", a)
	}
	text := w.session.Text().Text()
	var list []store.NewAnnotation
	for _, quote := range []string{"agreed to spare Kyiv and other towns", "no immediate confirmation from the Kremlin", "Temperatures would fall to minus thirty degrees in the north of the country"} {
		at := len([]rune(text[:strings.Index(text, quote)]))
		list = append(list, store.NewAnnotation{Article: a.ID, Span: annotate.Span{Start: at, End: at + len([]rune(quote))}, Verdict: annotate.Unconfirmed})
	}
	if _, done, err := w.session.Project().AnnotateAll(t.Context(), list, nil); err != nil || w.session.Refresh(done) != nil {
		t.Fatal(err)
	}
	w.dropped(files(t, "1.html", pausePage)) // as it is
	says(t, "the same page", comingShows(w), "there already", "Add 0")
	strike(w, fyne.KeyEscape)
	later := strings.Replace(pausePage, "no immediate", "no further", 1)
	later = strings.Replace(later, "<p>Temperatures would fall to minus thirty degrees in the north of the country, the weather service had said on Wednesday, and stay there into February.</p>", "", 1)
	w.dropped(files(t, "2.html", later))
	says(t, "a newer version", comingShows(w), "2.html look", "A newer version of an article you have", "same address", "your 3 highlights are looked for in it", "exact 1 highlight stands word for word once it is added one key confirms all of these", "changed no immediate further confirmation", "lost “Temperatures")
	chord(w, "Ctrl+E")
	if w.view != viewCompare {
		t.Fatalf("both are compared on page %d", w.view)
	}
	strike(w, fyne.KeyEscape)
	if w.view != viewComing {
		t.Fatalf("Escape leads back to page %d", w.view)
	}
	chord(w, "Ctrl+Enter")
	now, _ := w.session.Article()
	if now.ID == a.ID || now.Supersedes != a.ID {
		t.Errorf("in hand is %+v, which supersedes %q, want %q", now, now.Supersedes, a.ID)
	}
}

// The filter finds among what comes in, by how it stands too; a click takes a row in
// hand.
func TestFilterWhatComesIn(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.dropped(files(t, "1.html", pausePage, "5.png", "\x89PNG", "6.txt", quietNight))
	w.coming.FocusFilter()
	write(w, "not read")
	if got := comingShows(w); strings.Contains(got, "6.txt") || !strings.Contains(got, "5.png") || !strings.Contains(got, "1 of 3") {
		t.Errorf("the filter leaves %q", got)
	}
	strike(w, fyne.KeyEscape)
	says(t, "without it", comingShows(w), "6.txt", "COMING IN 3")
	// What of a folder is left aside is told.
	list := files(t, "7.html", pausePage, "8.xyz", "?")
	w.dropped([]string{filepath.Dir(list[0])})
	says(t, "the notice", w.coming.Notices()[0].Text(), "1 thing left aside")
	tap(t, w.coming.Object(), "Show")
	says(t, "the sheet", onSheet(w), "8.xyz was left aside")
	strike(w, fyne.KeyEscape)
	tap(t, w.coming.Object(), "Leave all")
	if w.coming.Open() {
		t.Error("a click does not leave it")
	}
}
