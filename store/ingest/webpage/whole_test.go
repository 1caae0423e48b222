package webpage

import (
	"fmt"
	"strings"
	"testing"
)

const furnished = `<!DOCTYPE html><html lang="en"><head><title>Ferry is back | The Quay</title><meta property="og:site_name" content="The Quay">
<link rel="canonical" href="https://quay.example/ferry"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry is back","datePublished":"2026-01-29T21:00Z","author":{"name":"Dana Ostrow"}}</script></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Ferry is back</h1><p class="byline">By Dana Ostrow</p>
<p>The ferry between the two banks of the river runs again, the harbour master said on Thursday, after a week in which the ice had kept it at its berth.</p>
<figure><img src="a.png"><figcaption>The ferry at its berth.</figcaption></figure>
<p>Nobody had expected that before the end of the month; the town had begun to carry bread over the ice by hand, as it had in the winter of the flood.</p>
<div class="newsletter"><p>Get the harbour in your inbox every morning.</p><form><input></form></div>
<p>The first crossing took the mayor, two nurses and a piano, which the school on the other side had been waiting for since the autumn, he added.</p></article>
<div class="related"><h3>Related</h3><ul><li><a href="/ice">Ice closes the river</a></li><li><a href="/bread">Bread by hand over the ice</a></li></ul></div>
<section id="comments"><ol><li class="comment"><p>I was on it.</p><p>It was cold.</p></li><li class="comment"><p>What about the piano?</p></li></ol></section></main>
<footer><p>© The Quay</p></footer></body></html>`

// All that is seen stands in it, and what is not in the text is told for what it is.
func TestWhole(t *testing.T) {
	blocks, err := Whole([]byte(furnished), "", "")
	if err != nil {
		t.Fatal(err)
	}
	page, err := Read([]byte(furnished), "", "")
	if err != nil {
		t.Fatal(err)
	}
	count := map[Part]int{}
	var kept []string
	for _, b := range blocks {
		if b.Part == Body {
			kept = append(kept, b.Text)
		} else if b.Begins {
			count[b.Part]++
		}
	}
	if got := strings.Join(kept, "\n\n"); got != page.Text {
		t.Errorf("kept is\n%s\nand the text\n%s", got, page.Text)
	}
	want := map[Part]int{Menu: 2, Headline: 1, Byline: 1, Caption: 1, Newsletter: 1, Related: 2, Comment: 2}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("left out are %v, want %v", count, want)
	}
	for column, from := range map[string]string{"title": "headline", "outlet": "og:site_name", "byline": "JSON-LD", "published": "JSON-LD", "url": "canonical", "language": "html lang"} {
		if page.From[column] != from {
			t.Errorf("%s was found in %q, want %q", column, page.From[column], from)
		}
	}
	if _, err := Whole([]byte("<html><body><script>x</script></body></html>"), "", ""); err == nil {
		t.Error("a page without an article is one")
	}
}
