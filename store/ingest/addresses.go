package ingest

import (
	"context"
	"fmt"
	"maps"
	"path"
	"regexp"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/ingest/fetch"
	"claimtrace/store/ingest/foreign"
)

// IsAddress tells of a text that is the address of a page and nothing else.
func IsAddress(s string) bool { return fetch.IsAddress(s) }

// addressed is the page at the address that a row of a table gives, and no file
// with it. What address is the article's own, the page says.
func addressed(place string, about annotate.Article) source {
	address := strings.TrimSpace(about.URL)
	about.URL = ""
	return source{place: fmt.Sprintf("%s: %s", place, address), address: address, about: about}
}

// contentOf gets the bytes of a source, and where it is fetched what was found out
// on the way.
func (in *intake) contentOf(ctx context.Context, s source) ([]byte, fetch.Page, error) {
	if s.address == "" {
		content, err := s.open()
		return content, fetch.Page{}, err
	}
	page, err := in.fetcher().Get(ctx, s.address)
	return page.Bytes, page, err
}

// fetched is the address of an article: its own, or that at which it was fetched,
// which is told.
func fetched(own string, page fetch.Page, from map[string]string) (string, map[string]string) {
	if own != "" || page.Address == "" {
		return own, from
	}
	if from = maps.Clone(from); from == nil {
		from = map[string]string{}
	}
	from["url"] = "where it was fetched"
	return page.Address, from
}

// asPage matches the media types that browsers show as pages.
var asPage = regexp.MustCompile(`(?i)^\s*(?:text/html|application/xhtml\+xml)\s*(?:;|$)`)

// kindOf tells what reads a source. Of what was fetched the server's word counts
// where the content does not tell.
func kindOf(s source, from fetch.Page, content []byte) (kind foreign.Kind, what, remedy string) {
	name := s.about.File
	if s.address != "" {
		name, _, _ = strings.Cut(path.Base(from.Address), "?")
	}
	kind, what, remedy = foreign.KindOf(name, content)
	if (kind == foreign.Plain || kind == foreign.Text) && what == "" && asPage.MatchString(from.Type) {
		kind = foreign.Page
	}
	return kind, what, remedy
}
