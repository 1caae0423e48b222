//go:build e2e

package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/text"
)

// What comes in, in the walk: a page, which changes, and what others say of the same.
const (
	halt     = "President Donald Trump said on Thursday that Vladimir Putin has agreed to spare Kyiv and other towns for one week of deep cold."
	noWord   = "There was no immediate confirmation from the Kremlin, whose spokesman had been asked earlier in the day whether a halt was discussed."
	newWord  = "There was no further confirmation from the Kremlin on Friday, whose spokesman had been asked earlier in the day whether a halt was discussed."
	weather  = "Temperatures would fall to minus thirty degrees in the north of the country, the weather service had said on Wednesday."
	printed  = "The Kremlin said on Friday that Putin had agreed to halt strikes on Kyiv until the first of February."
	bulletin = "No strikes on Kyiv were reported overnight, which the mayor of the city put down to the week that Putin is said to have agreed to."
)

// pageOf is a page as a browser saves it.
func pageOf(paragraphs ...string) []byte {
	return []byte(`<!DOCTYPE html><html lang="en"><head><title>Putin to spare Kyiv | Meridian Wire</title><meta property="og:site_name" content="Meridian">
<link rel="canonical" href="https://meridian.example/pause"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Putin to spare Kyiv","datePublished":"2026-02-01T21:00Z","author":{"name":"Dana Ostrow"}}</script></head><body>
<nav class="menu"><a href="/">Home</a></nav><article><h1>Putin to spare Kyiv</h1><p>` + strings.Join(paragraphs, "</p><p>") + `</p></article><section id="comments"><ol><li class="comment"><p>I doubt it.</p></li></ol></section></body></html>`)
}

// pdfOf is a PDF of pages with lines of text.
func pdfOf(pages ...[]string) []byte {
	kids := ""
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	for _, lines := range pages {
		draw := "BT /F1 12 Tf 14 TL 60 760 Td"
		for _, l := range lines {
			draw += " (" + l + ") Tj T*"
		}
		draw += " ET"
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", len(objects)+2),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(draw), draw))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return b.Bytes()
}

// docxOf is a document of a word processor.
func docxOf(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(f, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>`, strings.Join(paragraphs, "</w:t></w:r></w:p><w:p><w:r><w:t>"))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The parts of the page of what comes in, in a window of 1280 × 800, in pixels.
var (
	addButton = image.Rect(8, 716, 90, 766)
	fates     = image.Rect(300, 440, 420, 770) // what becomes of highlights
	chooser   = image.Rect(300, 100, 980, 700) // which follows what is typed, and the caret
)

// chooses adds a file, or a folder, by the chooser, and waits for the form.
func (w *window) chooses(path string) {
	w.t.Helper()
	w.key("ctrl+d")
	w.still(chooser)
	w.typed(path)
	w.still(chooser)
	w.key("Return")
	if strings.HasSuffix(path, string(filepath.Separator)) {
		w.still(chooser)
		w.key("ctrl+Return")
	}
	w.until("what comes in", func(img *image.RGBA) bool { return count(img, addButton, accent) > 1000 })
	w.still(image.Rectangle{})
}

// adds adds what comes in, and waits for Read.
func (w *window) adds() {
	w.t.Helper()
	w.key("ctrl+Return")
	w.until("the articles", func(img *image.RGBA) bool { return count(img, addButton, accent) < 500 })
	w.still(image.Rectangle{})
	w.quiet()
}

// TestComesIn is the way of articles from anywhere: a page, a PDF and a document of a
// word processor come in, what was recognised of them is corrected, and a claim traced
// through them and an article that was there; then the page changes, and its highlights
// are carried over, one of them by hand.
func TestComesIn(t *testing.T) {
	seeds := articles(t)
	project := filepath.Join(t.TempDir(), "winter.claimtrace")
	claimtrace(t, nil, "new", project)
	claimtrace(t, nil, "add", project, "--manifest", filepath.Join(seeds, "manifest.csv"))
	var there []article
	claimtrace(t, &there, "list", project, "articles", "--text")
	folder := t.TempDir()
	for name, content := range map[string][]byte{
		"1.html": pageOf(halt, noWord, weather), "2.pdf": pdfOf(strings.SplitAfter(printed, "had agreed")), "3.docx": docxOf(t, "A quiet night in Kyiv", bulletin),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	later := filepath.Join(t.TempDir(), "later.html")
	if err := os.WriteFile(later, pageOf(halt, newWord), 0o666); err != nil {
		t.Fatal(err)
	}

	w := open(t, project)
	w.chooses(folder + string(filepath.Separator))
	w.save("form", w.screen())
	w.typed("Meridian Wire")
	w.key("ctrl+Next")
	for _, of := range []struct{ outlet, published string }{{"The Kremlin", "2 Feb 2026"}, {"City desk", "03.02.2026"}} {
		w.typed(of.outlet)
		w.key("Tab", "Tab")
		w.typed(of.published)
		w.key("ctrl+Next")
	}
	w.key("ctrl+o")
	w.still(image.Rectangle{})
	w.save("page", w.screen())
	w.adds()

	const pause, begun = "Putin agreed to a one-week pause", "putin agr"
	was := text.NewOffsets(strings.Join([]string{halt, noWord, weather}, "\n\n"))
	w.sentence(was, "agreed to spare")
	w.tag("1", confirmed, pause)
	w.sentence(was, "no immediate confirmation")
	w.tag("2", disputed, begun)
	w.sentence(was, "Temperatures")
	w.tag("3", unconfirmed, "It will be cold")
	for _, one := range []struct{ text, words string }{{printed, "had agreed"}, {"A quiet night in Kyiv\n\n" + bulletin, "No strikes"}} {
		w.key("ctrl+Next")
		w.still(image.Rectangle{})
		w.sentence(text.NewOffsets(one.text), one.words)
		w.tag("1", confirmed, begun)
	}
	w.key("ctrl+Prior", "ctrl+Prior", "ctrl+Prior")
	w.still(image.Rectangle{})
	w.sentence(text.NewOffsets(there[len(there)-1].Text), "agree")
	w.tag("1", confirmed, begun)
	w.key("ctrl+2")
	w.still(image.Rectangle{})
	w.save("compare", w.screen())
	w.key("ctrl+1")
	w.still(image.Rectangle{})

	w.chooses(later)
	w.until("what becomes of the highlights", func(img *image.RGBA) bool {
		return count(img, fates, confirmed) > 200 && count(img, fates, disputed) > 200
	})
	w.save("newer", w.screen())
	w.adds()
	w.save("added", w.screen())
	w.click(1, 1186, 92) // look at them
	w.until("the queue", func(img *image.RGBA) bool { return count(img, page, confirmed)+count(img, page, disputed) > 200 })
	w.still(image.Rectangle{})
	w.save("queue", w.screen())
	w.key("a") // all that stand word for word
	w.still(image.Rectangle{})
	w.key("Home", "m")
	w.still(image.Rectangle{})
	w.save("mending", w.screen())
	w.sentence(text.NewOffsets(halt+"\n\n"+newWord), "no further confirmation")
	w.key("ctrl+shift+Left", "ctrl+shift+Left", "ctrl+shift+Left", "ctrl+Return") // without its last words
	w.still(image.Rectangle{})
	w.save("mended", w.screen())
	w.close()

	var as []annotation
	claimtrace(t, &as, "list", project, "annotations")
	var arts []article
	claimtrace(t, &arts, "list", project, "articles", "--text")
	if len(arts) != len(there)+4 {
		t.Errorf("there are %d articles", len(arts))
	}
	outlets, texts := map[string]string{}, map[string]*text.Offsets{}
	for _, a := range arts {
		outlets[a.ID], texts[a.ID] = a.Outlet, text.NewOffsets(a.Text)
	}
	var got []string
	for _, a := range as {
		if texts[a.Article].Slice(a.Start, a.End) != a.Quote {
			t.Errorf("%d to %d is %q, not %q", a.Start, a.End, texts[a.Article].Slice(a.Start, a.End), a.Quote)
		}
		if outlets[a.Article] == "Meridian" && a.Quote != newWord && strings.HasPrefix(newWord, a.Quote) {
			a.Quote = "mended"
		}
		if outlet := outlets[a.Article]; outlet != there[len(there)-1].Outlet {
			got = append(got, outlet+", "+a.Verdict+": "+a.Quote)
		}
	}
	slices.Sort(got)
	want := []string{
		"City desk, confirmed: " + bulletin, "Meridian Wire, confirmed: " + halt, "Meridian Wire, disputed: " + noWord, "Meridian Wire, unconfirmed: " + weather,
		"Meridian, confirmed: " + halt, "Meridian, disputed: mended", "The Kremlin, confirmed: " + printed,
	}
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("the passages are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var claims []claim
	claimtrace(t, &claims, "list", project, "claims")
	if len(claims) != 2 || claims[slices.IndexFunc(claims, func(c claim) bool { return c.Statement == pause })].Mentions != 7 {
		t.Errorf("the claims are %+v", claims)
	}
	claimtrace(t, nil, "verify", project)
}
