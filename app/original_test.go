package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/style"
)

// paper is a PDF of pages with lines of text.
func paper(pages ...[]string) string {
	kids := ""
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	for _, lines := range pages {
		draw := fmt.Sprintf("BT /F 12 Tf 14 TL 60 760 Td (%s) Tj ET", strings.Join(lines, ") Tj T* ("))
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>", len(objects)+2),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(draw), draw))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages))
	file := "%PDF-1.4\n"
	for i, o := range objects {
		file += fmt.Sprintf("%d 0 obj%s\nendobj\n", i+1, o)
	}
	return file + fmt.Sprintf("trailer<</Size %d/Root 1 0 R>>\n%%%%EOF", len(objects)+1)
}

// The page beside the text is that of the highlight in hand, or of what is selected, also as the
// highlight's ends are moved; without one, and in another article, it is another.
func TestOriginalOfPassage(t *testing.T) {
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	w.projects.Open(newSample(t))
	steps.All()
	w.dropped(files(t, "ferry.pdf", paper(
		[]string{"The ferry between the two banks of the river runs again, they say.", "Nobody had expected that."},
		[]string{"The icebreaker came up from the coast on Tuesday night.", "The ice was as thick as a wall, and below the"},
		[]string{"bridge it had frozen to the ground.", "The ferry runs again, and that is what counts."},
	)))
	steps.All()
	chord(w, "Ctrl+Enter")
	steps.All()
	for _, a := range w.session.Articles() {
		if a.File == "ferry.pdf" {
			if err := w.session.PickArticle(a.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	steps.All()
	check := func(what string, words ...string) {
		t.Helper()
		steps.All()
		got := "|" + strings.Join(seenWords(w), "|") + "|"
		for _, s := range words {
			absent := strings.HasPrefix(s, "!")
			if s = strings.TrimPrefix(s, "!"); strings.Contains(got, s) == absent {
				t.Errorf("%s: %q is told, and %q: %v", what, got, s, !absent)
			}
		}
	}
	w.read.Reader.Select(seek(t, w, "as thick as a wall, and below the bridge it had frozen"))
	w.Run("original")
	check("what is selected", "|Page 2 of 3|", "|The passage continues on page 3.|")
	wide := w.read.Panes().Right.Object.Size().Width
	if wide < 0.35*w.win.Canvas().Size().Width {
		t.Errorf("the page is %v wide", wide)
	}
	w.Run("tag.disputed") // which asks for the claim in its place
	steps.All()
	if w.read.ShowsOriginal() || w.read.Panes().Right.Object.Size().Width >= wide {
		t.Fatal("the claims are not there")
	}
	w.Run("back")
	w.Run("original")
	check("the highlight", "|Page 2 of 3|", "|The passage continues on page 3.|")
	a, ok := w.session.Annotation()
	if !ok {
		t.Fatal("no highlight is in hand")
	}
	if err := w.session.MoveAnnotation(a.ID, seek(t, w, "between the two banks")); err != nil {
		t.Fatal(err)
	}
	check("the highlight that was moved", "|Page 1 of 3|", "!The passage")
	w.read.Reader.Select(seek(t, w, "that is what counts"))
	check("what is just selected", "|Page 1 of 3|")
	steps.Pass(250 * time.Millisecond)
	check("what has been selected for a moment", "|Page 3 of 3|", "!The passage")
	w.read.Reader.Deselect()
	check("nothing", "|Page 3 of 3|", "!The passage")
	if err := w.session.PickAnnotation(a.ID); err != nil {
		t.Fatal(err)
	}
	check("the highlight again", "|Page 1 of 3|")
	if err := w.session.PickArticle(w.session.Articles()[0].ID); err != nil {
		t.Fatal(err)
	}
	check("an article that came of no PDF", "!of 3")
	if now := w.read.Panes().Right.Object.Size().Width; now >= wide {
		t.Errorf("the panel is %v wide", now)
	}
	w.Run("original")
	steps.All()
	if w.read.Panes().Right.Share != 0 || w.read.Reader.Selection() != (annotate.Span{}) && w.read.ShowsOriginal() {
		t.Error("it does not go")
	}
}
