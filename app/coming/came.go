package coming

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/particulars"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// entry is a source, as the list shows it: its articles, or why it has none.
type entry struct {
	place string // a path, "list.csv: row 2"
	err   error
	items []*item
	run   int // in which reading it came
}

// item is an article that may come in.
type item struct {
	found ingest.Found
	now   annotate.Article  // as it stands now, corrected
	typed map[string]string // in a field, where it is none of its values
	wrong map[string]error  // and why not
	out   bool              // it is left out
	sure  bool              // the character set was confirmed or corrected
	here  bool              // it is in the project
	newer *store.ArticleRow // that in the project of which it is a later version
}

func newItem(f ingest.Found) *item {
	i := &item{}
	i.take(f)
	return i
}

// take makes of what was found what is shown.
func (i *item) take(f ingest.Found) {
	if f.Language == "" && f.Tongue != "" {
		f.Language, f.From["language"] = f.Tongue, "guessed from its words"
	}
	f.Notes = slices.DeleteFunc(slices.Clone(f.Notes), func(n string) bool { return strings.HasPrefix(n, "read as ") }) // which is asked by itself
	i.found, i.now = f, f.Article
	i.typed, i.wrong = map[string]string{}, map[string]error{}
}

// set takes what was typed in a field.
func (i *item) set(register, typed string) error {
	if typed == particulars.Shown(register, particulars.Of(i.now, register)) {
		delete(i.wrong, register)
		delete(i.typed, register)
		return nil
	}
	v, err := particulars.Typed(register, typed)
	if err != nil {
		i.wrong[register], i.typed[register] = err, typed
		return err
	}
	delete(i.wrong, register)
	delete(i.typed, register)
	particulars.Set(&i.now, register, v)
	return nil
}

// shown is what stands in a field.
func (i *item) shown(register string) string {
	if s, ok := i.typed[register]; ok {
		return s
	}
	return particulars.Shown(register, particulars.Of(i.now, register))
}

// from is where a field was found, or that it was corrected.
func (i *item) from(register string) string {
	now := particulars.Of(i.now, register)
	switch {
	case now != particulars.Of(i.found.Article, register):
		return "corrected"
	case now == "":
		return "not found"
	}
	return particulars.From(register, now, i.found.From)
}

// corrected tells whether anything was.
func (i *item) corrected() bool {
	return i.out || len(i.typed) > 0 || slices.ContainsFunc(particulars.Fields, func(f particulars.Field) bool {
		return particulars.Of(i.now, f.Register) != particulars.Of(i.found.Article, f.Register)
	})
}

// id is that which the article will have.
func (i *item) id() annotate.ID {
	return annotate.NewArticleKey(i.found.SHA256, i.now.URL, i.now.Outlet).ID()
}

// library is what of the project matters to what comes in.
type library struct {
	rows    map[annotate.ID]*store.ArticleRow
	texts   map[string][]*store.ArticleRow // by their hashes
	pages   *store.Pages
	hasText func(annotate.ID) bool // a text that was left out of a package is filled in
}

func libraryOf(rows []store.ArticleRow, hasText func(annotate.ID) bool) library {
	l := library{map[annotate.ID]*store.ArticleRow{}, map[string][]*store.ArticleRow{}, store.PagesOf(rows), hasText}
	for i := range rows {
		r := &rows[i]
		l.rows[r.ID] = r
		l.texts[r.SHA256] = append(l.texts[r.SHA256], r)
	}
	return l
}

// look finds whether the article is in the project, or is a later version of one, as
// the project will when it is added.
func (i *item) look(l library) {
	i.here, i.newer = false, nil
	for _, r := range l.texts[i.found.SHA256] {
		if r.ID == i.id() || annotate.IsThere(i.now, r.Article) {
			i.here = l.hasText(r.ID)
			return
		}
	}
	i.newer = l.rows[l.pages.Newest(i.now.URL, i.now.Published)]
}

// coming tells whether the article will be added.
func (i *item) coming() bool { return !i.out && !i.here }

// doubt tells in a word or two what is to be looked at, "" for nothing.
func (i *item) doubt() string {
	switch {
	case len(i.wrong) > 0:
		return "correct it"
	case i.found.Guessed && !i.sure:
		return i.found.Charset
	case i.newer != nil, len(i.found.Notes) > 0, i.now.Title == "":
		return "look"
	}
	return ""
}

// tone is what a word about an entry means.
type tone uint8

const (
	quiet tone = iota
	good
	look
	warn
	bad
)

// state tells of an entry in a word or two how it stands.
func (e *entry) state() (string, tone) {
	if e.err != nil {
		return failed(e.err), bad
	}
	coming, here := 0, 0
	for _, i := range e.items {
		if i.coming() {
			coming++
		}
		if i.here {
			here++
		}
	}
	for _, i := range e.items {
		if d := i.doubt(); d != "" && i.coming() {
			return d, map[bool]tone{true: warn, false: look}[d == i.found.Charset]
		}
	}
	switch {
	case here == len(e.items):
		return "there already", quiet
	case coming == 0:
		return "left out", quiet
	case len(e.items) > 1:
		return fmt.Sprintf("%d ready", coming), good
	}
	return "ready", good
}

// failed is a word for why there is no article.
func failed(err error) string {
	s := err.Error()
	for _, f := range [][2]string{{"a scan", "no text"}, {"no text", "no text"}, {"there is no text", "no text"}, {"empty", "no text"}, {"without an article", "no text"}, {"garbage", "no text"}} {
		if strings.Contains(s, f[0]) {
			return f[1]
		}
	}
	return "not read"
}

// name is what an entry is called: that of its file, or its address as people say it.
func (e *entry) name() string {
	if ingest.IsAddress(e.place) {
		_, rest, _ := strings.Cut(e.place, "://")
		return strings.TrimSuffix(rest, "/")
	}
	if strings.Contains(e.place, ": row ") || strings.Contains(e.place, ": line ") || strings.Contains(e.place, "://") {
		return e.place
	}
	return filepath.Base(e.place)
}

// detail is what an entry is, below its name.
func (e *entry) detail() string {
	if e.err != nil {
		return why(e.err)
	}
	first := e.items[0]
	if first.found.Guessed && !first.sure {
		return "read as " + charsetName(first.found.Charset) + ": right?"
	}
	said := []string{first.found.Kind}
	switch {
	case len(e.items) > 1:
		here := 0
		for _, i := range e.items {
			if i.here {
				here++
			}
		}
		if said = append(said, count(len(e.items), "item")); here > 0 {
			said = append(said, fmt.Sprintf("%d there already", here))
		}
		return strings.Join(said, ", ")
	case first.found.Pages > 0:
		said = append(said, count(first.found.Pages, "page"))
	default:
		said = append(said, count(first.found.Words, "word"))
	}
	if l := first.now.Language; l != "" && l != "en" {
		said = append(said, particulars.LanguageName(l))
	}
	return strings.Join(said, ", ")
}

// why is a reason without what every reason of its kind begins with.
func why(err error) string {
	s := err.Error()
	if errors.Is(err, ingest.ErrForeign) {
		s = strings.TrimLeft(strings.TrimPrefix(s, ingest.ErrForeign.Error()), ": ")
		s = strings.TrimPrefix(s, "but ")
	}
	return s
}

// charsetName writes a character set as people do.
func charsetName(s string) string {
	if rest, ok := strings.CutPrefix(s, "windows-"); ok {
		return "Windows-" + rest
	}
	return strings.ToUpper(s)
}

// count writes a number, with marks at thousands, and its noun.
func count(n int, thing string) string {
	s := number(n) + " " + thing
	if n != 1 {
		s += "s"
	}
	return s
}

func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// fits tells whether an entry has every word of a filter in what the list shows of it.
func (e *entry) fits(words []string) bool {
	if len(words) == 0 {
		return true
	}
	state, _ := e.state()
	text := e.place + " " + e.detail() + " " + state
	for _, i := range e.items {
		text += " " + i.now.Title + " " + i.now.Outlet
	}
	text = strings.ToLower(text)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// plainly tells whether an entry needs no look: a text in UTF-8 that is no later
// version of one that is here, or Markdown that says its headline and of which nothing was left aside.
func (e *entry) plainly() bool {
	return e.err == nil && !slices.ContainsFunc(e.items, func(i *item) bool {
		plain := i.found.Kind == ingest.PlainText || i.found.Kind == ingest.Markdown && i.found.From["title"] != ingest.FirstLine && len(i.found.Notes) == 0
		return !plain || i.found.Guessed || i.newer != nil || cmp.Or(i.found.Charset, "utf-8") != "utf-8"
	})
}
