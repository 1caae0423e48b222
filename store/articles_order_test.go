package store

import (
	"slices"
	"testing"

	"claimtrace/annotate"
)

// Articles of which nobody knows when they came out, and that have no headline, stand in the order of
// their files; so do the passages in them.
func TestArticlesByFile(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	for _, file := range []string{"090.txt", "010.txt", "050.txt", "020.txt", "070.txt", "030.txt"} {
		d := draft("The ferry of "+file+" runs again.", "", "")
		d.Title, d.File = "", file
		tag(t, p, add(t, p, d), "The ferry", annotate.Confirmed, "It runs")
	}
	want := []string{"010.txt", "020.txt", "030.txt", "050.txt", "070.txt", "090.txt"}
	var got, of []string
	rows := must(p.Articles())
	for _, a := range rows {
		got = append(got, a.File)
	}
	for _, n := range must(p.Annotations(Filter{})) {
		of = append(of, must(p.Article(n.Article)).File)
	}
	if !slices.Equal(got, want) || !slices.Equal(of, want) || !slices.IsSortedFunc(rows, CompareArticles) {
		t.Errorf("the articles are in the order %v, their passages %v", got, of)
	}
}
