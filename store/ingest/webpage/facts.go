package webpage

import (
	"cmp"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
)

// Facts are what a page says of the article on it. From tells of each where it
// was read, as a person is told: by the name that it has in the page ("JSON-LD",
// "og:site_name", "canonical", "html lang"), or where it is seen ("headline", "on
// the page"); it is keyed by the names of a manifest's columns.
type Facts struct {
	Title, Outlet, Byline string
	Published, Modified   annotate.Publication
	URL                   string // the canonical address
	Language              string
	From                  map[string]string
}

// said is what the parts of a page say, in their order.
type said struct {
	things   []thing             // JSON-LD
	meta     map[string][]string // by name, property or itemprop, in small letters
	prop     map[string][]string // Microdata outside <meta>
	headings []string            // <h1>
	title    string              // <title>
	times    []string            // of <time>: what is meant to be the time of publication first
	updates  []string            // of <time>: of changes, but some pages name them so that are told nothing else
	dates    []string            // short texts that look like a date beside the headline
	bylines  []string
	language string
	links    map[string]string // by rel
	visible  string            // all that a reader sees, in plain words
}

func factsOf(doc *nethtml.Node, address string) (Facts, thing, said) {
	s := listen(doc)
	f := Facts{From: map[string]string{}}
	base, _ := url.Parse(address)
	choose := func(column string, to *string, from []candidate) {
		for _, c := range from {
			for _, v := range c.values {
				if v = line(v); v != "" && *to == "" && !strings.Contains(v, "{{") {
					*to, f.From[column] = v, c.source
				}
			}
		}
	}
	article := articleOf(s.things)
	f.Title, f.From["title"] = titleOf(s, article)
	choose("outlet", &f.Outlet, []candidate{
		{"og:site_name", s.meta["og:site_name"]}, {"JSON-LD", article.names("publisher")}, {"JSON-LD", siteNames(s.things)},
		{"Microdata", s.meta["publisher"]}, {"application-name", s.meta["application-name"]}, {"dc.publisher", s.meta["dc.publisher"]},
		{"<title>", []string{siteInTitle(s.title, f.Title)}},
	})
	choose("byline", &f.Byline, bylinesOf(s, article))
	choose("language", &f.Language, []candidate{
		{"html lang", []string{s.language}}, {"JSON-LD", article.texts("inLanguage")}, {"og:locale", s.meta["og:locale"]}, {"content-language", s.meta["content-language"]}, {"dc.language", s.meta["dc.language"]},
	})
	f.Language = languageTag(f.Language)
	for _, c := range []candidate{{"canonical", []string{s.links["canonical"]}}, {"og:url", s.meta["og:url"]}, {"JSON-LD", article.texts("url")}} {
		for _, v := range c.values {
			if u := absolute(v, base); u != "" && f.URL == "" {
				f.URL, f.From["url"] = u, c.source
			}
		}
	}
	f.Published, f.From["published"] = timeOf(publishedBy(s, article, address))
	f.Modified, f.From["modified"] = timeOf([]candidate{
		{"JSON-LD", article.texts("dateModified")}, {"meta", s.all("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "lastmod")},
	})
	if f.Modified != "" && !f.Published.Before(f.Modified) {
		f.Modified = ""
	}
	for k, v := range f.From {
		if v == "" {
			delete(f.From, k)
		}
	}
	return f, article, s
}

// candidate is what one source says of one fact.
type candidate struct {
	source string
	values []string
}

func (s said) all(names ...string) (values []string) {
	for _, n := range names {
		values = append(values, s.meta[n]...)
	}
	return values
}

// line tidies a value: entities that were written twice, white space.
func line(s string) string {
	for range 2 {
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' || r == '\u00ad' }), " ")
}

// listen gathers what a page says of itself.
func listen(doc *nethtml.Node) said {
	s := said{meta: map[string][]string{}, prop: map[string][]string{}, links: map[string]string{}}
	var look func(n *nethtml.Node, aside bool)
	look = func(n *nethtml.Node, aside bool) {
		if n.Type == nethtml.ElementNode {
			switch n.DataAtom {
			case atom.Script:
				if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
					s.things = append(s.things, readThings(textIn(n))...)
				}
				return
			case atom.Style, atom.Noscript, atom.Svg, atom.Template:
				return
			case atom.Html:
				s.language = cmp.Or(attr(n, "lang"), attr(n, "xml:lang"))
			case atom.Meta:
				content := attr(n, "content")
				for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
					if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && strings.TrimSpace(content) != "" {
						s.meta[k] = append(s.meta[k], content)
					}
				}
			case atom.Link:
				if rel := strings.ToLower(attr(n, "rel")); rel != "" && s.links[rel] == "" {
					s.links[rel] = attr(n, "href")
				}
			case atom.Title:
				if s.title == "" {
					s.title = line(textIn(n))
				}
			case atom.H1:
				if t := line(seen(n)); t != "" && !isHidden(n) {
					s.headings = append(s.headings, t)
				}
			}
			aside = aside || isBeside(n)
			if !aside {
				s.hear(n)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c, aside)
		}
	}
	look(doc, false)
	var seen []string
	for _, b := range blocksOf(doc) {
		seen = append(seen, b.text)
	}
	s.visible = " " + plain(strings.Join(seen, " ")) + " "
	return s
}

// beside matches what stands beside an article: its times and names are others'.
var beside = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:comments?(?:-?list)?|respond|related[\w-]*|sidebar|widget|recirc[\w-]*|trending|popular|latest|most-read|footer|modal|teasers?|promo|recommended|disqus)(?:$|[\s_-])`)

func isBeside(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	case atom.Aside, atom.Footer, atom.Nav:
		return true
	}
	return (beside.MatchString(attr(n, "class")) || beside.MatchString(attr(n, "id"))) && !holds(n, atom.H1)
}

// hear takes times and names from an element.
func (s *said) hear(n *nethtml.Node) {
	prop := strings.ToLower(attr(n, "itemprop"))
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	text := func() string { return line(seen(n)) }
	for _, p := range strings.Fields(prop) {
		switch p {
		case "datepublished", "datecreated", "datemodified":
			if n.DataAtom != atom.Meta {
				s.prop[p] = append(s.prop[p], cmp.Or(attr(n, "datetime"), attr(n, "content"), text()))
			}
		case "author", "creator":
			if n.DataAtom != atom.Meta {
				s.prop["author"] = append(s.prop["author"], cmp.Or(attr(n, "content"), nameIn(n), text()))
			}
		case "headline":
			if n.DataAtom != atom.Meta {
				s.prop[p] = append(s.prop[p], text())
			}
		}
	}
	switch {
	case n.DataAtom == atom.Time:
		value := cmp.Or(attr(n, "datetime"), attr(n, "data-pubdate"), attr(n, "content"), text())
		all := class + " " + strings.ToLower(attr(n, "data-testid")) + " " + strings.ToLower(text())
		switch {
		case strings.Contains(all, "updated") && !strings.Contains(all, "publish") || strings.Contains(all, "modified"):
			s.updates = append(s.updates, value)
		case strings.Contains(all, "publi") || strings.Contains(all, "posted") || strings.Contains(all, "pub-date") || hasAttr(n, "pubdate"):
			s.times = slices.Insert(s.times, 0, value)
		default:
			s.times = append(s.times, value)
		}
	case dated.MatchString(class):
		if t := text(); t != "" && utf8.RuneCountInString(t) < 120 {
			s.dates = append(s.dates, t)
		}
	}
	if signed.MatchString(class) || strings.ToLower(attr(n, "rel")) == "author" {
		if t := cmp.Or(nameIn(n), text()); t != "" && utf8.RuneCountInString(t) < 120 {
			s.bylines = append(s.bylines, t)
		}
	}
	if n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Span || n.DataAtom == atom.Li {
		if t := ownText(n); t != "" && utf8.RuneCountInString(t) < 90 {
			if m := dateWords.FindStringIndex(t); m != nil {
				s.dates = append(s.dates, t)
			}
			if m := byWords.FindStringSubmatch(t); m != nil && len(s.headings) > 0 {
				s.bylines = append(s.bylines, m[1])
			}
		}
	}
}

var (
	dated     = regexp.MustCompile(`(?:^|[\s_-])(?:date|dates|dateline|pubdate|pub-date|published|posted|timestamp|time|datetime|post-date|article-date|data)(?:$|[\s_-])`)
	signed    = regexp.MustCompile(`(?:^|[\s_-])(?:byline|author|authors|author-name|authorname|by-line|writer|contributor)(?:$|[\s_-])`)
	dateWords = regexp.MustCompile(`(?i)^(?:first |originally )?(?:published|posted|publiziert|veröffentlicht|publié|publicado|опубликовано)\b`)
	byWords   = regexp.MustCompile(`^(?:\| )?(?:By|BY|Written by|Von|Por|Par) ((?:\p{Lu}[\p{L}.'’-]*|de|van|von|la|and|&|,)(?:[ ,]+(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la|al|and|&))*)`)
)

func hasAttr(n *nethtml.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a nethtml.Attribute) bool { return a.Key == name })
}

// seen is the text of an element without scripts.
func seen(n *nethtml.Node) string {
	var parts []string
	for _, b := range blocksOf(n) {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, " ")
}

// ownText is the text of an element with that of inline elements in it, "" where
// it holds others.
func ownText(n *nethtml.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == nethtml.ElementNode && isBlock(c) {
			return ""
		}
	}
	return line(seen(n))
}

// nameIn finds the name of a person in what Microdata says of one.
func nameIn(n *nethtml.Node) string {
	var names []string
	var look func(*nethtml.Node)
	look = func(n *nethtml.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != nethtml.ElementNode {
				continue
			}
			if strings.EqualFold(attr(c, "itemprop"), "name") || strings.EqualFold(attr(c, "rel"), "author") {
				if t := line(cmp.Or(attr(c, "content"), seen(c))); t != "" {
					names = append(names, t)
				}
				continue
			}
			look(c)
		}
	}
	look(n)
	return strings.Join(slices.Compact(names), ", ")
}

// titleOf finds the headline: the heading that readers see, where another source
// says much the same, else what most machines are told.
func titleOf(s said, article thing) (title, source string) {
	type one struct{ text, source string }
	var told []one
	add := func(source string, values ...string) {
		for _, v := range values {
			if v = line(v); v != "" && !strings.Contains(v, "{{") {
				told = append(told, one{v, source})
			}
		}
	}
	add("og:title", s.meta["og:title"]...)
	add("JSON-LD", article.texts("headline")...)
	add("Microdata", append(s.prop["headline"], s.meta["headline"]...)...)
	add("meta", s.all("twitter:title", "dc.title", "parsely-title", "sailthru.title")...)
	page := s.title
	best, score := "", 0.0
	sites := append(s.all("og:site_name"), siteNames(s.things)...)
	for _, h := range s.headings {
		if slices.ContainsFunc(sites, func(site string) bool { return same(h, site) }) {
			continue
		}
		like := 0.0
		for _, t := range told {
			like = max(like, alike(h, t.text))
		}
		like = max(like, alike(h, page))
		if len(strings.Fields(h)) < 2 && len([]rune(h)) < 12 {
			like /= 2
		}
		if like > score {
			best, score = h, like
		}
	}
	if score >= 0.5 {
		return best, "headline"
	}
	var longHeadings []string
	for _, h := range s.headings {
		if len(strings.Fields(h)) >= 3 && !notHeadline.MatchString(h) {
			longHeadings = append(longHeadings, h)
		}
	}
	for _, t := range told {
		if !slices.ContainsFunc(sites, func(site string) bool { return same(t.text, site) }) {
			return withoutSite(t.text, s), t.source
		}
	}
	if len(longHeadings) > 0 && page == "" {
		return longHeadings[0], "headline"
	}
	if page != "" {
		return withoutSite(page, s), "<title>"
	}
	if len(s.headings) > 0 {
		return s.headings[0], "headline"
	}
	return "", ""
}

var notHeadline = regexp.MustCompile(`(?i)^(?:warning|menu|search|sign in|subscribe)`)

// alike tells how much of the words of two texts is common, 0 to 1, where one may
// have more at its end.
func alike(a, b string) float64 {
	x, y := strings.Fields(plain(a)), strings.Fields(plain(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	in := map[string]bool{}
	for _, w := range y {
		in[w] = true
	}
	common := 0
	for _, w := range x {
		if in[w] {
			common++
		}
	}
	return float64(common)/float64(max(len(x), min(len(y), 2*len(x))))*0.5 + float64(common)/float64(len(x))*0.5
}

// withoutSite takes the name of the outlet off the end of a page's title.
func withoutSite(title string, s said) string {
	names := append(s.all("og:site_name"), siteNames(s.things)...)
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " « ", " » "} {
		for {
			i := strings.LastIndex(title, mark)
			if i < 0 {
				break
			}
			head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(mark):])
			known := slices.ContainsFunc(names, func(n string) bool { return plain(n) == plain(tail) || strings.Contains(plain(n), plain(tail)) })
			if !known && (len(strings.Fields(tail)) > 4 || len(strings.Fields(head)) < 3) {
				break
			}
			title = head
		}
	}
	return title
}

// siteInTitle is what stands behind the headline in a page's title.
func siteInTitle(title, headline string) string {
	if headline == "" || !strings.HasPrefix(title, headline) {
		return ""
	}
	rest := strings.TrimSpace(title[len(headline):])
	mark, n := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune("|-–—:·«»", mark) {
		return ""
	}
	rest = strings.TrimSpace(rest[n:])
	if i := strings.LastIndexAny(rest, "|–—"); i >= 0 {
		_, n := utf8.DecodeRuneInString(rest[i:])
		rest = strings.TrimSpace(rest[i+n:])
	}
	if len(strings.Fields(rest)) > 5 {
		return ""
	}
	return rest
}

func siteNames(things []thing) (names []string) {
	for _, t := range things {
		if t.is("WebSite", "Organization", "NewsMediaOrganization") {
			names = append(names, t.texts("name")...)
		}
	}
	return names
}

// bylinesOf lists who is said to have written an article.
func bylinesOf(s said, article thing) []candidate {
	people := func(values []string) (names []string) {
		for _, v := range values {
			if n := personal(v); n != "" && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		return names
	}
	join := func(values []string) []string {
		if names := people(values); len(names) > 0 {
			return []string{strings.Join(names, ", ")}
		}
		return nil
	}
	first := func(values []string) []string {
		names := people(values)
		return names[:min(len(names), 1)]
	}
	machine := []candidate{
		{"JSON-LD", join(article.people("author"))},
		{"meta", first(s.all("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article_author"))},
		{"Microdata", join(s.prop["author"])},
	}
	text := candidate{"on the page", first(s.bylines)}
	// What readers see stands above what machines are told, where that is nowhere
	// to be seen, and where it is only the first of several names.
	var all, unseen []candidate
	for _, c := range machine {
		switch {
		case len(c.values) == 0:
		case !strings.Contains(s.visible, " "+plain(c.values[0])+" ") && !eachSeen(c.values[0], s.visible):
			unseen = append(unseen, c)
		case len(text.values) > 0 && len(all) == 0 && strings.HasPrefix(plain(text.values[0]), plain(c.values[0])+" ") && strings.ContainsAny(text.values[0], ",&"):
			all = append(all, text)
		case isSite(c.values[0], s):
			unseen = append(unseen, c) // an outlet, which signs for want of a person
		default:
			all = append(all, c)
		}
	}
	all = append(append(all, text), unseen...)
	return append(all, candidate{"JSON-LD", join(article.people("creator"))})
}

func isSite(name string, s said) bool {
	return slices.ContainsFunc(append(s.all("og:site_name"), siteNames(s.things)...), func(site string) bool { return same(name, site) })
}

// eachSeen tells whether each of several names can be seen.
func eachSeen(names, visible string) bool {
	for _, n := range strings.Split(names, ",") {
		if !strings.Contains(visible, " "+plain(n)+" ") {
			return false
		}
	}
	return true
}

// personal tidies a name: without "By" and what follows it; "" for what is no
// name.
func personal(s string) string {
	s = line(s)
	s = strings.TrimLeft(s, "|•·–—- ")
	if m := openingBy.FindString(s); m != "" {
		s = s[len(m):]
	}
	if i := strings.IndexAny(s, "|•·\t"); i > 0 {
		s = s[:i]
	}
	if m := afterName.FindStringIndex(s); m != nil {
		s = s[:m[0]]
	}
	s = strings.ReplaceAll(strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), ",;-–—")), " ,", ",")
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "/") || utf8.RuneCountInString(s) > 120 {
		return ""
	}
	if !strings.ContainsFunc(s, unicode.IsLetter) || noName[strings.ToLower(s)] {
		return ""
	}
	return s
}

var openingBy = regexp.MustCompile(`^(?i:written by|posted by|by:|by|von|por|par|автор:|autor:)\s+`)

// afterName matches what may follow the names of a byline: a time.
var afterName = regexp.MustCompile(`(?i)[\s,]+(?:(?:first |last )?(?:published|updated|posted)\b.*|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:on )?(?:\p{L}{3,9}\.? )?\d{1,2}(?:st|nd|rd|th)?[,.]? .*\d{4}.*|\d{1,2}[:/.]\d.*)$`)

var noName = map[string]bool{"admin": true, "administrator": true, "author": true, "null": true, "undefined": true, "none": true, "unknown": true, "user": true, "editor": true}

// publishedBy lists what tells when an article was published, the surest first.
func publishedBy(s said, article thing, address string) []candidate {
	return []candidate{
		{"JSON-LD", article.texts("datePublished")},
		{"meta", s.all("article:published_time", "article.published", "datepublished", "og:pubdate", "pubdate", "pub_date", "parsely-pub-date", "publish-date", "publishdate", "publication_date",
			"published_at", "date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "article_date_original", "sn-post-date", "cxenseparse:recs:publishtime", "sailthru.date")},
		{"Microdata", s.prop["datepublished"]},
		{"JSON-LD", article.texts("dateCreated")},
		{"meta", s.meta["datecreated"]},
		{"<time>", s.times[:min(len(s.times), 1)]},
		{"<time>", s.updates[:min(len(s.updates), 1)]},
		{"on the page", s.dates},
		{"in the address", []string{inAddress(address)}},
	}
}

var addressDate = regexp.MustCompile(`/(\d{4})/(\d{1,2}|[a-z]{3})/(?:(\d{1,2})/)?`)

func inAddress(address string) string {
	m := addressDate.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	if m[3] == "" {
		return m[1] + "-" + pad(m[2])
	}
	if len(m[2]) == 3 {
		return m[3] + " " + m[2] + " " + m[1]
	}
	return m[1] + "-" + pad(m[2]) + "-" + pad(m[3])
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// timeOf is the first time that can be read, as precisely and with the zone that
// any source tells in the same words, as far as they go; midnight to the second is a
// day, which is what it stands for.
func timeOf(from []candidate) (annotate.Publication, string) {
	var best annotate.Publication
	source := ""
	const minute = len("2026-01-29T21:00")
	for _, c := range from {
		for _, v := range c.values {
			p := dates.In(line(v))
			if p == "" || p < "1990" {
				continue
			}
			if s := string(p); strings.Contains(s, "T00:00:00") {
				p = annotate.Publication(s[:len("2026-01-29")])
			}
			switch {
			case best == "":
				best, source = p, c.source
			case best.Zoned() && best.Precision() >= annotate.ToMinute:
				return best, source
			case p != best && strings.HasPrefix(string(p), string(best)), !best.Zoned() && p.Zoned() && len(best) >= minute && p[:minute] == best[:min(minute, len(best))]:
				best, source = p, c.source
			}
		}
	}
	return best, source
}

// languageTag writes a language as BCP 47 does.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if i := strings.IndexAny(s, ",; "); i >= 0 {
		s = s[:i]
	}
	if !languageForm.MatchString(s) {
		return ""
	}
	parts := strings.Split(s, "-")
	parts[0] = strings.ToLower(parts[0])
	for i := 1; i < len(parts); i++ {
		switch len(parts[i]) {
		case 2:
			parts[i] = strings.ToUpper(parts[i])
		case 4:
			parts[i] = strings.ToUpper(parts[i][:1]) + strings.ToLower(parts[i][1:])
		}
	}
	return strings.Join(parts, "-")
}

var languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)

// absolute makes an address of the web out of one that a page gives.
func absolute(s string, base *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return ""
	}
	if !u.IsAbs() && base != nil && base.IsAbs() {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
