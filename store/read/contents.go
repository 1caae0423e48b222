package read

import (
	"maps"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Contents is what is in a project, to be asked at once and as often as one likes
// how much of it a selection is.
type Contents struct {
	annotations []annotate.Annotation
	at          map[change.ID]int // in these
	articles    map[change.ID]textSize
	noted       map[change.ID]bool // articles with a note
	claims      map[change.ID]annotate.Claim
	joined      map[change.Kind]map[change.ID][]change.ID
	other       int64 // bytes that the log takes in a package of everything
	removed     bool
}

// Amount is how much of a project a selection is, with what it needs.
type Amount struct {
	Articles, Claims, Annotations int
	Texts                         int   // articles whose texts are here
	Notes                         int   // notes of passages, claims and articles, and reasons of decisions
	Originals                     int   // articles whose originals are here
	TextBytes                     int64 // that the texts take in a package of it, roughly
	OriginalBytes                 int64 // that the originals take there, roughly
	OtherBytes                    int64 // that all else takes there, roughly
	Removed                       bool  // something was taken out of the project, some time
}

// emptyPage is a page of a file, in bytes; emptyFile what a package of nothing takes:
// a page for each table and index.
const (
	emptyPage = 8192
	emptyFile = 19 * emptyPage
)

// pagesOf is what a table or index takes, in bytes, beyond the page that it takes
// while it is empty.
const pagesOf = "SELECT coalesce(sum(pgsize), 0) - ? FROM dbstat WHERE name IN ("

// Contents reads what is in the project.
func (s *Source) Contents() (*Contents, error) {
	c := &Contents{noted: map[change.ID]bool{}, at: map[change.ID]int{}, articles: map[change.ID]textSize{}, claims: map[change.ID]annotate.Claim{}, joined: map[change.Kind]map[change.ID][]change.ID{}}
	// A package holds the log and the texts, and of what follows from them nothing.
	var err error
	c.other, err = file.One(s.Texts.c, file.Scalar[int64], pagesOf+"'change', 'change_entity', 'change_number', 'name', 'sqlite_autoindex_name_1', 'word', 'sqlite_autoindex_word_1')", 7*emptyPage)
	if err != nil {
		return nil, err
	}
	c.other = max(c.other, 0)
	taken, err := file.One(s.Texts.c, file.Scalar[int64], pagesOf+"'text', 'sqlite_autoindex_text_1')", 2*emptyPage)
	if err != nil {
		return nil, err
	}
	texts, sum := map[string]textSize{}, int64(0)
	if err := s.Texts.c.Each(func(r file.Row) error {
		var sha256 string
		var size textSize
		err := r.Scan(&sha256, &size.text, &size.original)
		texts[sha256] = size
		sum += size.text + size.original
		return err
	}, "SELECT sha256, octet_length(text), coalesce(octet_length(source), 0) FROM text WHERE text IS NOT NULL"); err != nil {
		return nil, err
	}
	if sum > 0 && taken > sum { // pages are not full
		for of, size := range texts {
			texts[of] = textSize{size.text * taken / sum, size.original * taken / sum}
		}
	}
	articles, err := s.Articles()
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		c.articles[a.ID] = textSize{text: withheldText}
		if a.Note != "" {
			c.noted[a.ID] = true
		}
		if n, here := texts[a.SHA256]; here {
			c.articles[a.ID] = n
		}
	}
	claims, err := s.Claims()
	if err != nil {
		return nil, err
	}
	for _, row := range claims {
		c.claims[row.ID] = row.Claim
	}
	for _, kind := range []change.Kind{annotate.KindClaim, annotate.KindArticle} {
		if c.joined[kind], err = s.joinsOf(kind); err != nil {
			return nil, err
		}
	}
	ended, err := s.Log.Ended()
	if err != nil {
		return nil, err
	}
	c.removed = len(ended) > 0
	c.annotations, err = s.Annotations(Filter{})
	for i, n := range c.annotations {
		c.at[n.ID] = i
	}
	return c, err
}

// textSize is how long a text and its original are, in bytes.
type textSize struct{ text, original int64 }

// withheldText stands for the length of a text that is not here.
const withheldText = -1

// Of tells how much a selection is: what it means, as [Selection] says, and what
// that needs, as a package of it has it.
func (c *Contents) Of(x Selection) (a Amount) {
	for _, list := range []struct {
		kind change.Kind
		ids  *[]change.ID
	}{{annotate.KindClaim, &x.Claims}, {annotate.KindArticle, &x.Articles}} {
		var all []change.ID
		for _, id := range *list.ids {
			all = append(all, connected(id, c.joined[list.kind])...)
		}
		*list.ids = all
	}
	a.Removed = c.removed
	in := map[change.ID]bool{}
	var passage func(annotate.Annotation)
	article := func(id change.ID) {
		size, is := c.articles[id]
		if !is || in[id] {
			return
		}
		in[id] = true
		a.Articles++
		if c.noted[id] {
			a.Notes++
		}
		if size.text != withheldText {
			a.Texts++
			a.TextBytes += size.text
		}
		if size.original > 0 {
			a.Originals++
			a.OriginalBytes += size.original
		}
	}
	claim := func(id change.ID) {
		one, is := c.claims[id]
		if !is || in[id] {
			return
		}
		in[id] = true
		a.Claims++
		a.Notes += count(one.Note) + count(one.Reason)
		for _, shows := range one.Evidence.List() {
			if i, is := c.at[shows]; is {
				passage(c.annotations[i])
			}
		}
	}
	passage = func(n annotate.Annotation) {
		if in[n.ID] {
			return
		}
		in[n.ID] = true
		a.Annotations++
		a.Notes += count(n.Note)
		article(n.Article)
		claim(n.Claim)
	}
	rest := Selection{Reviewers: x.Reviewers, Verdict: x.Verdict}
	claims, articles := setOf(x.Claims), setOf(x.Articles) // there may be very many, of very many passages
	for _, n := range c.annotations {
		if (len(claims) == 0 || claims[n.Claim]) && (len(articles) == 0 || articles[n.Article]) && rest.Has(n) {
			passage(n)
		}
	}
	if x.All() {
		x.Articles, x.Claims = slices.Collect(maps.Keys(c.articles)), slices.Collect(maps.Keys(c.claims))
	}
	for _, id := range x.Articles {
		article(id)
	}
	for _, id := range x.Claims {
		claim(id)
	}
	if all := len(c.articles) + len(c.claims) + len(c.annotations); all > 0 {
		a.OtherBytes = c.other * int64(a.Articles+a.Claims+a.Annotations) / int64(all)
	}
	a.OtherBytes += emptyFile
	return a
}

func count(words string) int {
	if words == "" {
		return 0
	}
	return 1
}

func setOf(ids []change.ID) map[change.ID]bool {
	set := make(map[change.ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
