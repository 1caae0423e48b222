package store

import (
	"cmp"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// pages tells which article is the newest of each address, so that another text of it is
// a later version. It is read once an action.
type pages struct {
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

// readPages reads the addresses of the project.
func (rec *recording) readPages() (*pages, error) {
	rows, err := rec.src.Articles()
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b ArticleRow) int { return a.Added.Compare(b.Added) })
	p := &pages{of: map[string][]capture{}, earlier: map[annotate.ID]bool{}}
	for _, r := range rows {
		p.note(r.ID, r.Article)
	}
	return p, nil
}

// note notes an article that was added after all that are noted.
func (p *pages) note(id annotate.ID, a annotate.Article) {
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

// newest is the article of an address that no other supersedes, of several the one published last, or
// else added last; ok is false where there is none.
func (p *pages) newest(url string) (last capture, ok bool) {
	key := annotate.AddressKey(url)
	p.of[key] = slices.DeleteFunc(p.of[key], func(c capture) bool { return p.earlier[c.id] })
	for _, c := range p.of[key] {
		if !ok || cmp.Or(last.published.InLists(c.published), cmp.Compare(last.order, c.order)) < 0 {
			last, ok = c, true
		}
	}
	return last, ok
}

// follow makes an article the later version of the newest one of its address, if there is one
// and it is not said to be of a later time. It tells whether it did.
func (a *addition) follow(d *checkedDraft) (bool, error) {
	if d.URL == "" {
		return false, nil
	}
	if a.pages == nil {
		var err error
		if a.pages, err = a.readPages(); err != nil {
			return false, err
		}
	}
	known, ok := a.pages.newest(d.URL)
	if !ok || d.Published.Before(known.published) {
		return false, nil
	}
	d.Supersedes = known.id
	d.sets = change.Fields(append(d.sets, change.Field{Name: "supersedes", Value: change.OfRef(annotate.KindArticle, known.id)})...)
	return true, nil
}
