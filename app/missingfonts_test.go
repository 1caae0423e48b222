package app

import (
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
)

// What no font of the machine has is said above the article, once for each
// script.
func TestLettering(t *testing.T) {
	w := start(t, style.AlwaysLite)
	asked := 0
	w.read.Fonts = func() (func(rune) bool, error) {
		asked++
		return func(r rune) bool { return r < 'ა' || r > 'ჰ' }, nil // all but Georgian
	}
	path := filepath.Join(t.TempDir(), "scripts.claimtrace")
	p, err := store.Create(path, store.Options{Person: store.Person{Name: "Mara"}})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []store.Draft
	for _, text := range []string{"The bridge is shut, they say.", "თბილისი is the city.", "北京 is another.", "საქართველო once more."} {
		drafts = append(drafts, store.Draft{Source: []byte(text), Text: text, Article: annotate.Article{Title: text}})
	}
	added, _, err := p.AddArticles(t.Context(), store.Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	var said []string
	for _, a := range added {
		for _, id := range []annotate.ID{"", a.ID} { // away from where one is, and there
			if id == "" {
				id = added[0].ID
			}
			if err := w.session.PickArticle(id); err != nil {
				t.Fatal(err)
			}
		}
		said = append(said, w.said.Text())
	}
	const georgian = "Text in Georgian: install Noto Sans Georgian. Then open the program again."
	got := strings.Join(said, "|")
	if strings.Count(got, georgian) != 1 || strings.Contains(got, "Chinese") || said[0] != "" {
		t.Errorf("said is %q", said)
	}
	if asked == 0 || asked > 3 {
		t.Errorf("the fonts were asked %d times", asked)
	}
}
