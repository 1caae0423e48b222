package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Part is what a piece of a page is.
type Part string

// The parts. All but the first are left out of the text.
const (
	Body       Part = ""           // of the article's text
	Headline   Part = "headline"   // which is kept as the title
	Byline     Part = "byline"     // names and times beside it
	Menu       Part = "menu"       // menus, heads and feet of the site
	Related    Part = "related"    // another story
	Comment    Part = "comment"    // of a reader
	Newsletter Part = "newsletter" // a call to subscribe, or to pay
	Caption    Part = "caption"    // of a picture
	Share      Part = "share"      // buttons to share
	Advert     Part = "advert"     // what somebody paid for
	Notice     Part = "notice"     // of cookies and the like
	Else       Part = "else"       // anything else
)

// Block is a paragraph of a page as it is seen.
type Block struct {
	Text   string
	Part   Part
	Begins bool // it begins another menu, story, comment of its part
}

// Whole reads all that is seen on a page, in its order, and tells what of it is
// in the text that [Read] makes of it, and what the rest is. Its errors are those
// of Read.
func Whole(source []byte, contentType, address string) ([]Block, error) {
	page, doc, err := read(source, contentType, address)
	if err != nil {
		return nil, err
	}
	lines := map[string]bool{}
	for line := range strings.Lines(page.Text) {
		lines[strings.TrimSpace(line)] = true
	}
	text := " " + plain(page.Text) + " "
	isKept := func(b block) bool {
		const few = 5 // so many words stand in a text by chance
		if lines[b.text] {
			return true
		}
		words := plain(b.text)
		return strings.Count(words, " ") >= few && strings.Contains(text, " "+words+" ")
	}
	var whole []Block
	var last *html.Node
	for _, b := range blocksOf(doc) {
		one := Block{Text: b.text}
		if !isKept(b) {
			var of *html.Node
			one.Part, of = partOf(b, page.Facts)
			one.Begins = of != last || len(whole) == 0 || whole[len(whole)-1].Part != one.Part
			if one.Part == Related && b.linked == 0 {
				one.Begins, of = false, nil // what stands above the stories
			}
			last = of
		} else {
			last = nil
		}
		whole = append(whole, one)
	}
	return whole, nil
}

// named are the parts that elements are told for by their names, in the order in
// which they are asked.
var named = []struct {
	Part
	names *regexp.Regexp
}{
	{Comment, nameOf(`comments?`, `comment-?list`, `disqus(?:_thread)?`, `respond`)},
	{Newsletter, nameOf(`newsletter`, `subscribe`, `subscription`, `sign-?up`, `paywall`, `cta`)},
	{Notice, nameOf(`cookies?`, `gdpr`, `consent`)},
	{Advert, nameOf(`adverts?`, `advertisement`, `advertising`, `ads?`, `ad-(?:slot|unit|container|wrapper|label)`, `sponsor(?:ed)?`, `promo`, `promotions?`)},
	{Share, nameOf(`share(?:bar|buttons|tools|daddy)?`, `sharing`, `sharedaddy`, `social`, `addtoany`, `addthis`)},
	{Related, nameOf(`related(?:posts|links|articles|content|stories)?`, `jp-relatedposts`, `recommended`, `recommendations?`, `read-?more`, `more-(?:on|from|stories|news|articles)`, `trending`, `popular`, `most-read`, `see-also`, `read-?next`, `up-?next`, `taboola`, `outbrain`, `latest`, `teasers?`)},
	{Byline, nameOf(`byline`, `author[\w-]*`, `bio`, `dateline`, `timestamp`, `post-?(?:meta|info|date)`, `entry-?meta`, `article-?meta`, `date`, `published`)},
	{Caption, nameOf(`captions?`, `wp-caption(?:-text)?`, `[\w]*-credits?`, `credits?`, `gallery`, `slideshow`, `carousel`)},
	{Menu, nameOf(`nav(?:bar|igation)?`, `menu`, `breadcrumbs?`, `crumbs?`, `masthead`, `toolbar`, `footer`, `pagination`, `pager`, `sidebar`, `tags?`, `tag-?list`, `topics`, `categories`, `skip-?(?:link|to-content)`)},
}

func nameOf(names ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[\s_-])(?:` + strings.Join(names, "|") + `)(?:$|[\s_-])`)
}

// partOf tells what a block is that is not in the text, and the element that is
// the whole of that: of what lies in several the outermost, but of comments and
// stories one.
func partOf(b block, f Facts) (Part, *html.Node) {
	if same(b.text, f.Title) {
		return Headline, nil
	}
	part, of := Else, (*html.Node)(nil)
	for n := b.within; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if p := partNamed(n); p != Else && (part == Else || p == part || p == Comment) {
			part, of = p, n
		}
	}
	switch {
	case part == Else && f.Byline != "" && b.words() < 20 && strings.Contains(plain(b.text), plain(f.Byline)):
		return Byline, nil
	case part == Else && b.words() <= 80 && credit.MatchString(b.text):
		return Caption, b.within
	case part == Else && b.linkedShare() >= 0.9:
		return Related, one(b.within)
	case part == Comment, part == Related:
		return part, one(b.within)
	}
	return part, of
}

// one is the element of one story, or of one comment.
func one(n *html.Node) *html.Node {
	for up := n; up != nil && up.Type == html.ElementNode; up = up.Parent {
		switch element(up) {
		case atom.Li, atom.Article:
			return up
		}
		if name := strings.ToLower(attr(up, "id") + " " + attr(up, "class")); oneComment.MatchString(name) {
			return up
		}
	}
	return n
}

var oneComment = regexp.MustCompile(`(?:^|\s)(?:comment-\d+|comment|comment-item|comment-body)(?:$|\s)`)

func partNamed(n *html.Node) Part {
	switch element(n) {
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return Else
	}
	name := attr(n, "class") + " " + attr(n, "id")
	for _, p := range named {
		if p.names.MatchString(name) {
			return p.Part
		}
	}
	switch element(n) {
	case atom.Nav, atom.Footer, atom.Menu:
		return Menu
	case atom.Header:
		if !holds(n, atom.H1) {
			return Menu
		}
	case atom.Figure, atom.Figcaption:
		return Caption
	case atom.Aside:
		return Related
	case atom.Form:
		return Newsletter
	}
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar":
		return Menu
	}
	return Else
}
