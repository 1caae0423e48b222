package store

import (
	"cmp"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// Pages tells which article is the newest of each address, so that another text of it is a
// later version: see [Pages.Newest]. It is not safe for concurrent use.
type Pages struct {
	of      map[string][]capture // by annotate.AddressKey
	earlier map[annotate.ID]bool // those that another one supersedes
	noted   int
}

// capture is what of an article tells whether another is later.
type capture struct {
	id        annotate.ID
	published annotate.Publication
	order     int // in which they were added
}

// PagesOf reads the addresses of articles, in any order.
func PagesOf(rows []ArticleRow) *Pages {
	p := &Pages{of: map[string][]capture{}, earlier: map[annotate.ID]bool{}}
	for _, r := range slices.SortedStableFunc(slices.Values(rows), func(a, b ArticleRow) int { return a.Added.Compare(b.Added) }) {
		p.note(r.ID, r.Article)
	}
	return p
}

// note notes an article that was added after all that are noted.
func (p *Pages) note(id annotate.ID, a annotate.Article) {
	if p == nil {
		return
	}
	if a.Supersedes != "" {
		p.earlier[a.Supersedes] = true
	}
	if a.URL == "" {
		return
	}
	p.noted++
	key := annotate.AddressKey(a.URL)
	p.of[key] = append(p.of[key], capture{id, a.Published, p.noted})
}

// Newest is the article that another text of an address supersedes when it is added: the one there that no other
// supersedes, of several the one published last, or else added last; "" where there is none, or where the
// text is said to be of an earlier time than that.
func (p *Pages) Newest(url string, published annotate.Publication) annotate.ID {
	if url == "" {
		return ""
	}
	key := annotate.AddressKey(url)
	p.of[key] = slices.DeleteFunc(p.of[key], func(c capture) bool { return p.earlier[c.id] })
	var last capture
	for _, c := range p.of[key] {
		if last.id == "" || cmp.Or(last.published.InLists(c.published), cmp.Compare(last.order, c.order)) < 0 {
			last = c
		}
	}
	if last.id == "" || published.Before(last.published) {
		return ""
	}
	return last.id
}

// follow makes an article the later version of the newest one of its address, if there is one
// that is not of a later time. It tells whether it did.
func (a *addition) follow(d *checkedDraft) (bool, error) {
	if d.URL == "" {
		return false, nil
	}
	if a.pages == nil {
		rows, err := a.src.Articles()
		if err != nil {
			return false, err
		}
		a.pages = PagesOf(rows)
	}
	known := a.pages.Newest(d.URL, d.Published)
	if known == "" {
		return false, nil
	}
	d.Supersedes = known
	d.sets = change.Fields(append(d.sets, change.Field{Name: "supersedes", Value: change.OfRef(annotate.KindArticle, known)})...)
	return true, nil
}
