package webpage

import (
	"net/url"
	"slices"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// body finds the paragraphs of the article in a page, which is left as it is.
func body(doc *html.Node, address *url.URL, title string) []block {
	page := clone(doc)
	namelessQuotes(page)
	all := prose(page)
	bare := clone(page)
	prune(bare)
	kept := readable(bare, address)
	const few = 500
	if found := lettersOf(kept); found*2 < all || found < few { // its names may mean other things here
		if whole := readable(page, address); lettersOf(kept)*2 < lettersOf(whole) {
			kept = whole
		}
	}
	return cleaned(kept, title)
}

// readable is what go-readability takes for the article; it uses doc up.
func readable(doc *html.Node, address *url.URL) []block {
	parser := readability.NewParser()
	a, err := parser.ParseAndMutate(doc, address)
	if err != nil || a.Node == nil {
		return nil
	}
	return blocksOf(a.Node)
}

func lettersOf(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += letters(b.text)
	}
	return n
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(clone(child))
	}
	return c
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// namelessQuotes takes the names off quotations, and off what stands around them
// alone: posts of social networks that an article quotes are part of it, and
// would be taken for buttons to share it.
func namelessQuotes(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		namelessQuotes(c)
	}
	if n.Type != html.ElementNode || element(n) != atom.Blockquote {
		return
	}
	size := letters(textIn(n))
	for up := n; up != nil && up.Type == html.ElementNode && (up == n || element(up) == atom.Div || element(up) == atom.Figure); up = up.Parent {
		if letters(textIn(up))*9 > size*10 {
			break
		}
		up.Attr, up.Data, up.DataAtom = nil, "blockquote", atom.Blockquote
	}
}
