// Package webpage takes the article out of a web page: its text, and what the
// page says of it. It sees bytes and nothing else: no script runs and nothing is
// fetched.
//
// The body is found by go-readability (MIT, the Go reading of Mozilla's, kept by
// Readeck), of the page without what its names give away as furniture; what is
// left is cleaned paragraph by paragraph. Measured on 91 real pages with their
// true text, shared runs of four words: the library alone 0.956, so 0.982.
// go-trafilatura is said to reach 0.960, and would cost 0.2 s and 63 MB at every
// start.
package webpage

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"claimtrace/store/ingest/encodings"
)

// ErrNoArticle is returned of a page in which there is no text.
var ErrNoArticle = errors.New("a web page without an article that can be read: its text may come only when scripts run, or after paying")

// Page is an article out of a web page.
type Page struct {
	Facts
	Text    string // paragraphs with an empty line between two; not yet in canonical form
	Paid    Paid
	Charset encodings.Decoded
}

// Read reads a page. contentType is what the server said of it, and address
// where it is from; both may be "". The error wraps [ErrNoArticle], or says why
// the bytes are no page.
func Read(source []byte, contentType, address string) (Page, error) {
	page, _, err := read(source, contentType, address)
	return page, err
}

// read is [Read], with the page as it was parsed.
func read(source []byte, contentType, address string) (Page, *html.Node, error) {
	decoded := encodings.Page(source, contentType)
	doc, err := parse(decoded.Text)
	decoded.Text = ""
	if err != nil {
		return Page{}, nil, fmt.Errorf("not a web page that can be read: %w", err)
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	facts, article, heard := factsOf(doc, address)
	page := Page{Facts: facts, Charset: decoded}
	blocks := body(doc, base, facts.Title)
	page.Text = textOf(blocks)
	// Pages that make their paragraphs by a script often tell the text to machines.
	if told := toldText(article); letters(told)*2 > letters(page.Text)*3 {
		page.Text = told
	}
	if strings.TrimSpace(page.Text) == "" || isList(blocks) {
		return Page{}, nil, ErrNoArticle
	}
	page.Paid = paid(article, heard.meta["article:content_tier"], heard.visible, page.Text)
	return page, doc, nil
}

// declared is a document type with declarations in it, which the parser of HTML
// takes for text.
var declared = regexp.MustCompile(`(?is)^[^<]*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*\[.*?\]\s*>`)

func parse(text string) (*html.Node, error) {
	return html.Parse(strings.NewReader(declared.ReplaceAllString(text, "")))
}

// isList tells of a page that leads to articles and is none: most of it stands in
// links.
func isList(blocks []block) bool {
	linked, all := 0, 0
	for _, b := range blocks {
		linked += b.linked
		all += letters(b.text)
	}
	return linked*2 > all
}

// toldText is the text of an article in JSON-LD, which may hold markup.
func toldText(article thing) string {
	told := html.UnescapeString(strings.Join(article.texts("articleBody"), "\n\n"))
	if strings.Contains(told, "<p") || strings.Contains(told, "<br") {
		if doc, err := html.Parse(strings.NewReader(told)); err == nil {
			return textOf(blocksOf(doc))
		}
	}
	return strings.TrimSpace(told)
}

// All is the whole text of a page or of a piece of one, without looking for an
// article in it: of what is known to be nothing else.
func All(source []byte, contentType string) (string, error) {
	doc, err := parse(encodings.Page(source, contentType).Text)
	if err != nil {
		return "", fmt.Errorf("not a web page that can be read: %w", err)
	}
	return textOf(blocksOf(doc)), nil
}
