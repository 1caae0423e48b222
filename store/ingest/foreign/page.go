package foreign

import (
	"claimtrace/store/ingest/encodings"
	"claimtrace/store/ingest/webpage"
)

// pageKind is what a web page is called.
const pageKind = "web page"

// archivedKind is what one in a web archive is called.
const archivedKind = "archived web page"

func readPage(a About, source []byte) ([]Article, error) {
	contentType := a.Type
	if a.Encoding != "" {
		contentType = "text/html; charset=" + a.Encoding
	}
	p, err := webpage.Read(source, contentType, a.Address)
	if err != nil {
		return nil, err
	}
	found := ofPage(p)
	found.Kind = pageKind
	if p.Charset.How == encodings.Guessed || p.Charset.Lost > 0 {
		found.Notes = append(found.Notes, told(p.Charset))
	}
	return []Article{found}, nil
}

func ofPage(p webpage.Page) Article {
	return Article{
		Title: p.Title, Outlet: p.Outlet, Byline: p.Byline, Published: p.Published, Modified: p.Modified,
		URL: p.URL, Language: p.Language, From: p.From, Paid: p.Paid, Charset: p.Charset.Name, Guessed: p.Charset.How == encodings.Guessed, text: p.Text,
	}
}
