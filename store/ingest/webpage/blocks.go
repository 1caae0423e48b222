package webpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a paragraph, heading, item of a list or row of a table, in one line
// unless the page breaks it.
type block struct {
	text   string
	linked int       // letters of it that stand in links
	tag    atom.Atom // the element it came from
	list   *html.Node
	within *html.Node // the element in which it begins
}

// words counts the words of a block.
func (b block) words() int { return len(strings.Fields(b.text)) }

// letters counts what links are measured in: all but white space.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// linkedShare is the share of a block that stands in links, 0 to 1.
func (b block) linkedShare() float64 {
	all := letters(b.text)
	if all == 0 {
		return 0
	}
	return float64(b.linked) / float64(all)
}

// blocksOf reads the text of a tree as it is seen: one block for each piece
// that a browser would begin on a line of its own.
func blocksOf(root *html.Node) []block {
	w := &walk{}
	w.node(root, atom.P, nil)
	w.end()
	return w.blocks
}

type walk struct {
	blocks []block
	line   strings.Builder
	linked int
	space  bool // white space came after what is in the line
	breaks int  // line breaks came
	links  int  // links that are open
	tag    atom.Atom
	list   *html.Node
	within *html.Node
}

// end ends the block in hand.
func (w *walk) end() {
	if s := strings.TrimSpace(w.line.String()); s != "" {
		w.blocks = append(w.blocks, block{text: s, linked: w.linked, tag: w.tag, list: w.list, within: w.within})
	}
	w.line.Reset()
	w.linked, w.space, w.breaks = 0, false, 0
}

func (w *walk) node(n *html.Node, tag atom.Atom, list *html.Node) {
	switch n.Type {
	case html.TextNode:
		if w.tag, w.list = tag, list; w.line.Len() == 0 {
			w.within = n.Parent
		}
		w.text(n.Data, tag == atom.Pre)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if isUnread(n) {
		return
	}
	switch element(n) {
	case atom.Br:
		w.breaks++
		return
	case atom.Hr:
		w.end()
		return
	case atom.A:
		w.links++
		defer func() { w.links-- }()
	case atom.Td, atom.Th:
		if w.line.Len() > 0 {
			w.line.WriteByte('\t')
			w.space = false
		}
	}
	if isBlock(n) {
		w.end()
		switch element(n) {
		case atom.Ul, atom.Ol, atom.Dl:
			list = n
		case atom.Div, atom.Section, atom.Article, atom.Main, atom.Body:
		default:
			tag = element(n)
		}
		defer w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, tag, list)
	}
}

// text adds to the block in hand, white space drawn together as browsers do.
func (w *walk) text(s string, asItStands bool) {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		piece := s[:n]
		s = s[n:]
		if asItStands && r == '\n' {
			w.line.WriteByte('\n')
			continue
		}
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			w.space = true
			continue
		case '\u00ad', '\u200b', '\ufeff':
			continue
		}
		if w.breaks > 1 {
			tag, list := w.tag, w.list
			w.end()
			w.tag, w.list = tag, list
		}
		if w.line.Len() > 0 {
			if w.breaks > 0 {
				w.line.WriteByte('\n')
			} else if w.space {
				w.line.WriteByte(' ')
			}
		}
		w.space, w.breaks = false, 0
		w.line.WriteString(piece)
		if w.links > 0 {
			w.linked++
		}
	}
}

// isUnread tells of an element that no text is taken from.
func isUnread(n *html.Node) bool {
	switch element(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Button, atom.Select, atom.Textarea, atom.Input, atom.Canvas, atom.Audio, atom.Video, atom.Map, atom.Rp, atom.Rt:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch element(n) {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Html, atom.Header, atom.Footer, atom.Nav, atom.Aside,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote,
		atom.Pre, atom.Table, atom.Tr, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Figure, atom.Figcaption, atom.Address,
		atom.Form, atom.Fieldset, atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}

// textOf joins blocks to a text: an empty line between two, none between the
// items of a list and the rows of a table.
func textOf(blocks []block) string {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteByte('\n')
			before := blocks[i-1]
			if close := b.tag == before.tag && b.list == before.list && (b.tag == atom.Li || b.tag == atom.Tr); !close {
				out.WriteByte('\n')
			}
		}
		out.WriteString(b.text)
	}
	return out.String()
}

// element is what an element is, by its name: nodes that were made or renamed
// have no atom of their own.
func element(n *html.Node) atom.Atom { return atom.Lookup([]byte(n.Data)) }
