package foreign

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/url"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
	"claimtrace/store/ingest/encodings"
	"claimtrace/store/ingest/webpage"
)

var errNoFeed = errors.New("an XML file and no feed: save its text as a .txt file and add that")

// mostItems is how many articles are read out of one feed.
const mostItems = 10_000

// textual is an element with text, or with markup.
type textual struct {
	Type  string `xml:"type,attr"`
	Src   string `xml:"src,attr"`
	Inner string `xml:",innerxml"`
	Text  string `xml:",chardata"`
}

// item is an article in a feed, RSS or Atom.
type item struct {
	Title   textual   `xml:"title"`
	Links   []feedURL `xml:"link"`
	GUID    string    `xml:"guid"`
	ID      string    `xml:"id"`
	Dates   []string  `xml:"pubDate"`
	Issued  []string  `xml:"published"`
	Issued3 []string  `xml:"issued"`
	DC      []string  `xml:"date"`
	Updated []string  `xml:"updated"`
	Authors []struct {
		Name string `xml:"name"`
		Text string `xml:",chardata"`
	} `xml:"author"`
	Creators []string  `xml:"creator"`
	Encoded  textual   `xml:"encoded"`
	Content  []textual `xml:"content"`
	Short    textual   `xml:"description"`
	Summary  textual   `xml:"summary"`
}

type feedURL struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Text string `xml:",chardata"`
}

// readXML reads a feed, or a page that is written as XML.
func readXML(a About, source []byte) ([]Article, error) {
	decoded := encodings.Page(bytes.TrimLeft(source, " \t\r\n"), a.Type)
	d := xml.NewDecoder(strings.NewReader(strings.TrimLeft(strings.Map(legal, decoded.Text), "\ufeff \t\r\n")))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	var found []Article
	outlet, language := "", ""
	depth, isFeed := 0, false
	path := []string{}
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			if len(found) > 0 {
				found[0].Notes = append(found[0].Notes, "the feed breaks off: what came before was read")
				break
			}
			return nil, errors.New("a damaged file: its XML breaks off")
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepestNode {
				return nil, errors.New("its elements lie too deep in each other")
			}
			name := strings.ToLower(t.Name.Local)
			if depth == 1 {
				switch name {
				case "html":
					return readPage(a, source)
				case "rss", "feed", "rdf", "channel":
					isFeed = true
				default:
					return nil, errNoFeed
				}
			}
			path = append(path, name)
			switch {
			case (name == "item" || name == "entry") && isFeed:
				var it item
				if err := d.DecodeElement(&it, &t); err != nil {
					continue
				}
				depth--
				path = path[:len(path)-1]
				if one, ok := it.article(a.Address); ok && len(found) < mostItems {
					found = append(found, one)
				}
			case name == "title" && depth <= 3 && outlet == "" && !contains(path, "image", "textinput"):
				var s textual
				if d.DecodeElement(&s, &t) == nil {
					outlet = s.plain()
				}
				depth--
				path = path[:len(path)-1]
			case name == "language" && depth <= 3 && language == "":
				_ = d.DecodeElement(&language, &t)
				depth--
				path = path[:len(path)-1]
			case name == "feed":
				language = attrOf(t, "lang")
			}
		case xml.EndElement:
			depth--
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		}
	}
	if !isFeed {
		return nil, errNoFeed
	}
	if len(found) == 0 {
		return nil, errors.New("a feed without an article that has a text")
	}
	for i := range found {
		found[i].Kind, found[i].Charset, found[i].Guessed = "feed", decoded.Name, decoded.How == encodings.Guessed
		found[i].Outlet, found[i].From["outlet"] = outlet, "feed"
		if found[i].Language == "" {
			found[i].Language = strings.TrimSpace(language)
		}
	}
	if decoded.How == encodings.Guessed {
		found[0].Notes = append(found[0].Notes, told(decoded))
	}
	return found, nil
}

func contains(path []string, names ...string) bool {
	for _, p := range path {
		for _, n := range names {
			if p == n {
				return true
			}
		}
	}
	return false
}

// legal drops what XML may not hold.
func legal(r rune) rune {
	if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0xfffe || r == 0xffff {
		return -1
	}
	return r
}

// markup is the content as HTML.
func (t textual) markup() string {
	if strings.EqualFold(t.Type, "xhtml") {
		return t.Inner
	}
	if strings.EqualFold(t.Type, "text") || strings.EqualFold(t.Type, "text/plain") {
		return html.EscapeString(t.Text)
	}
	return t.Text
}

// plain is the content as one line.
func (t textual) plain() string {
	if s, err := webpage.All([]byte(t.markup()), "text/html; charset=utf-8"); err == nil {
		return strings.Join(strings.Fields(s), " ")
	}
	return ""
}

func (it item) article(base string) (Article, bool) {
	a := Article{From: map[string]string{}}
	for _, t := range append([]textual{it.Encoded}, append(it.Content, it.Short, it.Summary)...) {
		if text, err := webpage.All([]byte(t.markup()), "text/html; charset=utf-8"); err == nil && len(text) > len(a.text) {
			a.text = text
		}
	}
	set := func(column string, to *string, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" && *to == "" {
			*to, a.From[column] = value, "feed"
		}
	}
	set("title", &a.Title, it.Title.plain())
	for _, l := range it.Links {
		if address := strings.TrimSpace(l.Href + l.Text); l.Rel == "" || l.Rel == "alternate" {
			set("url", &a.URL, absolute(address, base))
		}
	}
	if strings.HasPrefix(it.GUID, "http") {
		set("url", &a.URL, it.GUID)
	}
	set("id", &a.ID, it.GUID)
	set("id", &a.ID, it.ID)
	for _, s := range it.Creators {
		set("byline", &a.Byline, s)
	}
	for _, s := range it.Authors {
		name := s.Name
		if name == "" {
			name = s.Text
			if _, inner, ok := strings.Cut(name, "("); ok { // RSS: address (name)
				name = strings.TrimSuffix(strings.TrimSpace(inner), ")")
			}
		}
		set("byline", &a.Byline, name)
	}
	for _, list := range [][]string{it.Dates, it.Issued, it.Issued3, it.DC, it.Updated} {
		for _, s := range list {
			if p := dates.In(s); a.Published == "" && p.Precision() >= annotate.ToDay {
				a.Published, a.From["published"] = p, "feed"
			}
		}
	}
	return a, strings.TrimSpace(a.text) != ""
}

func absolute(s, base string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && b.IsAbs() {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func unescape(s string) string {
	s, _, _ = strings.Cut(s, "#")
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
