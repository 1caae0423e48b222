package webpage

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prune takes out of a page what is furniture by its name: menus, captions,
// buttons to share, lists of other articles, forms, what is hidden. An element
// that holds much of the page's running text stays, whatever it is called.
func prune(page *html.Node) {
	sizes := map[*html.Node]int{}
	most := measure(page, sizes) / 4
	var look func(*html.Node)
	look = func(n *html.Node) {
		for child := n.FirstChild; child != nil; {
			next := child.NextSibling
			if child.Type == html.ElementNode && sizes[child] <= most && isFurniture(child) {
				n.RemoveChild(child)
			} else {
				look(child)
			}
			child = next
		}
	}
	look(page)
}

// measure counts the letters of paragraphs in a tree and in each part of it.
func measure(n *html.Node, sizes map[*html.Node]int) (count int) {
	if n.Type == html.ElementNode && n.DataAtom == atom.P {
		count = letters(textIn(n))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if inner := measure(c, sizes); n.DataAtom != atom.P {
			count += inner
		}
	}
	sizes[n] = count
	return count
}

// prose counts the letters of paragraphs.
func prose(n *html.Node) int {
	count := 0
	if n.Type == html.ElementNode && element(n) == atom.P {
		return letters(textIn(n))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		count += prose(c)
	}
	return count
}

// textIn is all text in a tree, scripts included.
func textIn(n *html.Node) string {
	var out strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return out.String()
}

func isFurniture(n *html.Node) bool {
	switch element(n) {
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return false
	case atom.Nav, atom.Footer, atom.Aside, atom.Figure, atom.Figcaption, atom.Form, atom.Button, atom.Menu:
		return element(n) != atom.Figure || !holds(n, atom.P, atom.Pre, atom.Table, atom.Blockquote)
	}
	if isHidden(n) {
		return true
	}
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "banner", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog", "alert", "tooltip":
		return true
	}
	return furniture.MatchString(attr(n, "class")) || furniture.MatchString(attr(n, "id"))
}

// holds tells whether one of the elements stands in a tree.
func holds(n *html.Node, names ...atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		for _, a := range names {
			if element(c) == a {
				return true
			}
		}
		if holds(c, names...) {
			return true
		}
	}
	return false
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		case "style":
			if hiding.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

var hiding = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

// furniture matches names of classes and ids, by whole words in them.
var furniture = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:` + strings.Join([]string{
	`nav(?:bar|igation)?`, `menu`, `breadcrumbs?`, `crumbs?`,
	`share(?:bar|buttons|tools|daddy)?`, `sharing`, `sharedaddy`, `social`, `addtoany`, `addthis`,
	`related(?:posts|links|articles|content)?`, `jp-relatedposts`, `recommended(?: for you| reading| stories| articles)?\W*$`, `recommendations?`, `read-?more`, `more-(?:on|from|stories|news|articles)`, `trending(?: now)?\W*$`,
	`popular`, `most-read`, `see-also`, `also-(?:like|read)`, `read-?next`, `up-?next`, `taboola`, `outbrain`,
	`newsletter`, `subscribe`, `subscription`, `sign-?up`, `paywall`, `promo`, `promotions?`, `cta`,
	`adverts?`, `advertisement`, `advertising`, `ad-(?:slot|unit|container|wrapper|label)`, `ads`, `sponsor(?:ed)?`,
	`comments?`, `disqus(?:_thread)?`, `respond`,
	`captions?`, `wp-caption(?:-text)?`, `image-credit`, `photo-credit`, `credits?`, `img-(?:caption|credit)`, `media-(?:caption|info)`, `imagecaption`,
	`author-?(?:bio|box|info|card|archive|profile)`, `about-(?:the-)?author`, `byline`, `bio`, `dateline`, `timestamp`, `post-?(?:meta|info|date)`, `entry-?(?:meta|footer|utility)`, `article-?(?:meta|tags)`,
	`tags?`, `tag-?list`, `topics`, `post-?tags`, `categories`,
	`gallery`, `slideshow`, `carousel`, `tooltips?`, `rollover[\w-]*`, `popup`, `modal`, `overlay`, `cookies?`, `gdpr`, `consent`,
	`hidden`, `hide`, `sr-only`, `visually-?hidden`, `screen-reader-text`, `skip-?(?:link|to-content)`, `print-?only`,
	`sidebar`, `widget`, `footer`, `masthead`, `toolbar`, `pagination`, `pager`, `player`, `video-(?:player|title)`,
}, "|") + `)(?:$|[\s_-])`)

// cleaned leaves out the blocks of furniture that have no name of their own.
func cleaned(blocks []block, title string) []block {
	blocks = withoutLinkLists(blocks)
	var kept []block
	for _, b := range blocks {
		if !isNoise(b) {
			kept = append(kept, b)
		}
	}
	return trimmed(kept, title)
}

// withoutLinkLists leaves out lists of which nearly all stands in links and no
// item is a sentence with words around its link.
func withoutLinkLists(blocks []block) []block {
	type sum struct{ all, linked, items int }
	lists := map[*html.Node]*sum{}
	for _, b := range blocks {
		if b.list == nil {
			continue
		}
		s := lists[b.list]
		if s == nil {
			s = &sum{}
			lists[b.list] = s
		}
		s.items++
		s.all += letters(b.text)
		s.linked += b.linked
	}
	var kept []block
	for _, b := range blocks {
		if s := lists[b.list]; b.list == nil || s.linked*10 < s.all*8 {
			kept = append(kept, b)
		}
	}
	return kept
}

// isNoise tells of what stands between the paragraphs of an article and is none:
// links to other articles, captions, credits, calls to subscribe.
func isNoise(b block) bool {
	n := b.words()
	switch {
	case !strings.ContainsFunc(b.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return true
	case n <= 30 && notice.MatchString(b.text):
		return true
	case n <= 80 && credit.MatchString(b.text):
		return true
	case n <= 25 && b.linkedShare() >= 0.9 && !isHeading(b):
		return true
	}
	return false
}

func isHeading(b block) bool {
	switch b.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// notice matches the beginning of such a block, and credit the end.
var notice = regexp.MustCompile(`(?i)^\W*(?:` + strings.Join([]string{
	`related(?: (?:articles?|stories|news|links?|content|posts?|coverage|topics))?\s*:?\s*$`, `related\s*:`, `(?:see|read|watch|learn|find out|click)(?: also| more| here| next)\b`, `see also\b`, `also(?: read| see| on)?\s*:`, `more(?: on| from| in)?\s*:`, `more(?: on| from) `,
	`read (?:the )?(?:full|original)\b`, `continue reading`, `click here`, `get (?:the|our|fox|access|breaking|daily)\b.{0,80}(?:app|inbox|newsletter|here|subscri)`,
	`you (?:may|might) also like`, `don.t miss\W*$`, `recommended(?: for you| reading| stories| articles)?\W*$`, `trending(?: now)?\W*$`, `top stories\W*$`, `latest news\W*$`, `most (?:read|popular)\W*$`, `editors?.? picks?`,
	`sign up (?:to|now|today|for|here)\b`, `sign up\W*$`, `subscribe (?:to|now|today|for|here)\b`, `subscribe\W*$`, `follow (?:us|him|her|them|me|[A-Z@]\w+)(?: \w+)? on\b`, `like us on`, `join (?:our|us|the)\b.{0,60}(?:forum|facebook|newsletter|telegram|whatsapp|community)`, `have a (?:tip|news)`, `this (?:post|article|story) (?:may contain|contains|was originally|originally|has been)`,
	`photos?\s*:`, `images?\s*:`, `\(?(?:image|photo|picture|video|file photo)(?: credits?| copyright| caption| source| by|:)`, `pictures?\s*:`, `credits?\s*:`, `source\s*:`, `sources\s*:`, `video\s*:`, `caption$`, `image \d+ of`, `\d+ (?:of|/) \d+$`,
	`advert(?:isement|ising)?s?\b.{0,20}$`, `sponsored(?: content| post| by .*)?\W*$`, `iklan$`, `anzeige$`, `publicidade$`, `publicidad$`, `publicité$`,
	`(?:last )?(?:posted|published|updated|modified)(?: on| at| by)?\s*:?\s*(?:\w+[.,]?\s+)?\d.{0,50}$`, `(?:posted|published|updated|filed)(?: on| at| by| under| in)?\b.{0,60}[^.!?]$`, `filed under`, `tagged`, `tags\s*:`, `topics\s*:`, `categor(?:y|ies)\s*:`,
	`©`, `\(c\)`, `copyright\s*(?:©|\(c\)|@|\d|by)`, `all rights reserved`, `share (?:this|on|via)`, `share$`, `comments?$`, `leave a (?:comment|reply)`, `print$`, `email$`, `close$`, `loading\W*$`, `skip to`, `sign in$`, `log in$`, `home$`,
	`about the author`, `view author archive`, `email the author`, `enlarge image`, `tell us what`, `this (?:slideshow|website|site|video) (?:requires|uses)`, `reading time`, `\d+ min(?:ute)?s? read`,
	`additional reporting`, `reporting by`, `editing by`, `\(reporting by`, `https?://\S+$`, `via \S+$`,
}, "|") + `)`)

var credit = regexp.MustCompile(`(?i)(?:\(\s*(?:ap photo|afp photo|getty|(?:ap|afp|reuters)/)[^)]{0,60}\)|(?:getty images|ap photo|/\s*ap|/\s*afp|/\s*reuters|via ap|shutterstock|istock(?:photo)?)\W*(?:\([^)]*\))?\W*|(?:photo|image|picture|illustration)s?(?: credit)?\s*(?:by|courtesy of|:|©)[^.]{0,60}\W*|\bcredits?\s*:[^.]{0,60}\W*|\(\s*(?:image|photo|credit|picture)\b[^)]{0,80}\)\W*|photos? ©.{0,40}|©\s?[^.]{2,40})$`)

// trimmed cuts off what stands before the first and after the last sentences:
// the headline, bylines, dates, names of sections.
func trimmed(blocks []block, title string) []block {
	first := 0
	for i, b := range blocks {
		if i > 15 {
			break
		}
		if isSentence(b) {
			break
		}
		if same(b.text, title) || !isHeading(b) && (b.words() < 12) {
			first = i + 1
		}
	}
	last := len(blocks)
	for last > first && !isSentence(blocks[last-1]) && blocks[last-1].words() < 12 && !isTabular(blocks[last-1]) {
		last--
	}
	if last-first < 1 || lettersOf(blocks[first:last])*3 < lettersOf(blocks)*2 {
		return blocks
	}
	return blocks[first:last]
}

func isSentence(b block) bool {
	s := strings.TrimRightFunc(b.text, func(r rune) bool { return strings.ContainsRune(`”’"')]»`, r) || unicode.IsSpace(r) })
	for _, end := range []string{".", "!", "?", "…", ":", "。", "！", "？", "।", "۔", "؟"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return b.words() > 20
}

// same tells whether two texts have the same words, and any.
func same(a, b string) bool { return a != "" && plain(a) == plain(b) }

// plain is a text in small letters, nothing but its words.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// isTabular tells of a line of a list, of a table or of results.
func isTabular(b block) bool {
	numbers := strings.FieldsFunc(b.text, func(r rune) bool { return !unicode.IsDigit(r) })
	return b.tag == atom.Li || b.tag == atom.Tr || len(numbers) > 1
}
