//go:build e2e

package e2e

import (
	"encoding/csv"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/text"
	"claimtrace/assets"
)

// articles returns a folder of real articles with its manifest, where the
// project stands beside them; else the sample's.
func articles(t *testing.T) string {
	t.Helper()
	for dir, err := os.Getwd(); err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		seeds := filepath.Join(dir, "shared", "seeds")
		if _, err := os.Stat(filepath.Join(seeds, "manifest.csv")); err == nil {
			return seeds
		}
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, assets.Sample()); err != nil {
		t.Fatal(err)
	}
	return folder
}

type annotation struct {
	ID, Article, Quote, Verdict, Reviewer, Note, Attribution string
	Claim                                                    *string
	Start, End                                               int
}

type claim struct {
	ID, Statement, Verdict string
	Mentions               int
}

type article struct {
	ID, Title, Outlet, Text string
	Chars                   int
}

// TestTrace is the main job: five articles, four claims and more by mouse and
// keys, undo, a change of verdict, the comparison; then export, package,
// verify, and a second copy of the program that goes on with a copy of that.
func TestTrace(t *testing.T) {
	folder := articles(t)
	project := filepath.Join(t.TempDir(), "winter.claimtrace")
	claimtrace(t, nil, "new", project)
	claimtrace(t, nil, "add", project, "--manifest", filepath.Join(folder, "manifest.csv"))
	var arts []article
	claimtrace(t, &arts, "list", project, "articles", "--text")
	if len(arts) != rows(t, os.DirFS(folder)) {
		t.Fatalf("%d articles were added", len(arts))
	}

	w := open(t, project)
	const (
		pause  = "Putin agreed to a one-week pause"
		scope  = "The pause covers energy facilities"
		cold   = "Temperatures will fall to minus 30"
		night  = "The night in Kyiv was quiet"
		middle = 600 // across the page
		left   = 330 // where every line has words
	)
	// Keys alone: the caret goes to the sentence word by word.
	first := text.NewOffsets(arts[0].Text)
	w.sentence(first, "no immediate confirmation")
	w.tag("3", unconfirmed, pause)
	// The mouse: three clicks take a sentence.
	w.click(3, left, 420)
	w.selected()
	w.tag("3", unconfirmed, scope)
	// A drag over two lines.
	w.drag(420, 520, middle, 549)
	w.selected()
	w.tag("2", disputed, cold)
	w.save("read", w.screen())
	// Next article; two clicks take a word, Shift and the arrows more.
	w.key("ctrl+Next")
	w.still(image.Rectangle{})
	w.word(330)
	w.key("ctrl+shift+Right", "ctrl+shift+Right", "ctrl+shift+Right")
	w.tag("1", confirmed, night)
	// The beginning of a statement finds the claim again.
	w.click(3, left, 480)
	w.selected()
	w.tag("1", confirmed, "putin agr")
	// A click on the highlight, and another verdict.
	w.click(1, left, 480)
	w.still(image.Rectangle{})
	w.key("2")
	w.until("the verdict", func(img *image.RGBA) bool { return count(img, page, disputed) > 500 })
	// Removed, undone, removed by redo, undone again.
	w.key("Delete")
	w.until("no highlight", func(img *image.RGBA) bool { return count(img, page, disputed) == 0 })
	w.key("ctrl+z")
	w.until("the highlight again", func(img *image.RGBA) bool { return count(img, page, disputed) > 500 })
	w.key("ctrl+shift+z")
	w.until("no highlight", func(img *image.RGBA) bool { return count(img, page, disputed) == 0 })
	w.key("ctrl+z")
	w.until("the highlight again", func(img *image.RGBA) bool { return count(img, page, disputed) > 500 })
	// One more of the pause, and its comparison.
	w.key("ctrl+Next")
	w.still(image.Rectangle{})
	w.sentence(text.NewOffsets(arts[2].Text), "agreed to")
	w.tag("1", confirmed, pause)
	w.key("ctrl+2")
	w.until("words that differ", func(img *image.RGBA) bool {
		n := 0
		for _, fill := range []uint32{0xfff1c2, 0xf1e3ff, 0xffe2ea, disputed} {
			n += count(img, image.Rect(480, 380, 1280, 770), fill)
		}
		return n > 500
	})
	w.still(image.Rectangle{})
	w.save("compare", w.screen())
	// What the passages say: who says the first is corrected twice, the second time
	// in vain.
	table := image.Rect(300, 300, 1280, 770)
	w.key("v", "v", "v")
	w.until("the column of the baseline", func(img *image.RGBA) bool { return count(img, table, 0xf7f7f4) > 2000 })
	w.still(image.Rectangle{})
	w.save("compare-facts", w.screen())
	// The button of a sheet that stands out.
	asked := func(img *image.RGBA) bool { return count(img, image.Rect(300, 200, 1000, 620), 0x2f4b7c) > 2000 }
	for _, who := range []string{"A witness", "Nobody at all"} {
		w.key("c")
		w.until("the sheet", asked)
		w.typed(who)
		w.key("Return")
		w.until("the table", func(img *image.RGBA) bool { return !asked(img) })
		w.quiet()
	}
	w.key("ctrl+z")
	w.still(image.Rectangle{})
	w.quiet()
	w.close()

	var as []annotation
	claimtrace(t, &as, "list", project, "annotations")
	texts := map[string]*text.Offsets{}
	for _, a := range arts {
		texts[a.ID] = text.NewOffsets(a.Text)
	}
	verdicts := ""
	for _, a := range as {
		if got := texts[a.Article].Slice(a.Start, a.End); got != a.Quote {
			t.Errorf("%d to %d is %q, the annotation says %q", a.Start, a.End, got, a.Quote)
		}
		if a.Reviewer != "Mara" || a.Claim == nil {
			t.Errorf("an annotation by %q is tied to %v", a.Reviewer, a.Claim)
		}
		verdicts += a.Verdict[:1]
	}
	if len(as) != 6 {
		t.Fatalf("%d annotations: %+v", len(as), as)
	}
	if strings.Count(verdicts, "u") != 2 || strings.Count(verdicts, "d") != 2 || strings.Count(verdicts, "c") != 2 {
		t.Errorf("verdicts %s", verdicts)
	}
	corrected(t, project, as)
	whole := 0
	for _, a := range as {
		if s, e := texts[a.Article].Sentence(a.Start); a.Start == s && a.End == e {
			whole++
		}
	}
	if whole < 4 {
		t.Errorf("S and three clicks took %d whole sentences", whole)
	}
	var claims []claim
	claimtrace(t, &claims, "list", project, "claims")
	mentions := map[string]int{}
	for _, c := range claims {
		mentions[c.Statement] = c.Mentions
	}
	if len(claims) != 4 || mentions[pause] != 3 || mentions[scope] != 1 || mentions[cold] != 1 || mentions[night] != 1 {
		t.Errorf("claims %+v", claims)
	}
	handOn(t, project, pause)
}

// corrected checks that the project has who says the first passage as it was
// corrected, and not as it was corrected and undone. The passage of another claim may
// be the same sentence.
func corrected(t *testing.T, project string, as []annotation) {
	t.Helper()
	var all []string
	for _, a := range as {
		if !strings.Contains(a.Quote, "no immediate confirmation") {
			continue
		}
		var said []struct{ Kind, Value, Rule string }
		claimtrace(t, &said, "facets", project, "--annotation", a.ID)
		for _, f := range said {
			if f.Kind == "source" && f.Rule == "reviewer" {
				all = append(all, f.Value)
			}
		}
	}
	if !slices.Equal(all, []string{"A witness"}) {
		t.Errorf("who says the first passage was corrected to %q", all)
	}
}

// handOn exports and packs the project, and goes on in a copy of the package.
func handOn(t *testing.T, project, statement string) {
	t.Helper()
	folder := t.TempDir()
	var compared struct{ Witnesses []struct{ Edits []any } }
	claimtrace(t, &compared, "compare", project, "--claim", statement)
	if len(compared.Witnesses) != 3 || len(compared.Witnesses[1].Edits) < 2 {
		t.Errorf("compared %+v", compared)
	}
	for _, format := range []string{"json", "csv"} {
		path := filepath.Join(folder, "set."+format)
		claimtrace(t, nil, "export", project, "--format", format, "--output", path)
		if info, err := os.Stat(path); err != nil || info.Size() < 1000 {
			t.Errorf("the export as %s is %v, %v", format, info, err)
		}
	}
	pack := filepath.Join(folder, "colleague.claimtrace")
	claimtrace(t, nil, "pack", project, pack)
	claimtrace(t, nil, "verify", pack)

	// It is shown what the package is, and a copy of it opened.
	w := open(t, project)
	list := image.Rect(300, 100, 980, 700) // of the chooser, which follows what is typed, and the caret
	w.key("ctrl+o")
	w.still(list)
	w.typed(pack)
	w.still(list)
	w.key("Return")
	copied := filepath.Join(folder, "copied.claimtrace")
	w.copies(copied)
	w.key("ctrl+End", "s")
	w.selected()
	w.tag("2", disputed, "A claim of the colleague")
	w.close()
	var claims []claim
	claimtrace(t, &claims, "list", copied, "claims")
	if len(claims) != 5 {
		t.Errorf("the copy of the package holds %+v", claims)
	}
	claimtrace(t, nil, "verify", copied)
	claimtrace(t, nil, "verify", pack)
	claimtrace(t, nil, "verify", project)
}

// rows counts the articles of a manifest.
func rows(t *testing.T, folder fs.FS) int {
	t.Helper()
	f, err := folder.Open("manifest.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(all) - 1
}

// copies opens a copy of the package that is shown on its sheet.
func (w *window) copies(to string) {
	w.t.Helper()
	w.until("what the package is", func(img *image.RGBA) bool {
		return count(img, image.Rect(640, 420, 1010, 660), accent) > 2000
	})
	w.still(image.Rectangle{})
	list := image.Rect(300, 100, 980, 700) // of the chooser, which follows what is typed, and the caret
	w.save("package", w.screen())
	w.key("Return")
	w.still(list)
	w.typed(to)
	w.still(list)
	w.key("Return")
	w.until("the copy", func(img *image.RGBA) bool { return count(img, page, 0xffffff) > page.Dx()*page.Dy()/2 })
	w.still(image.Rectangle{})
}
