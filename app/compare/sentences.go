package compare

import (
	"fmt"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
)

// empty is what the view says while there is no claim in hand.
const empty = "Tag passages in Read and tie them to a claim; here you see how its wording changes from source to source."

// What the view says of a claim that has too few passages to compare.
const (
	noPassage  = "No passage is tied to this claim yet. Tag one in Read and choose this claim for it."
	onePassage = "One passage so far: there is nothing to compare it with yet."
)

// standing says where a claim stands, in one word, and why.
func standing(c store.ClaimRow) (word, why string) {
	s := c.Standing
	switch {
	case s.Rule == annotate.ByReviewer:
		return capital(s.Word()), "as a reviewer decided" + passagesSay(c)
	case s.Mixed:
		return "Mixed", "because the latest passages differ"
	case s.Verdict == "":
		return "Open", "as no passage speaks of it yet"
	case len(c.Marks) == 1:
		return capital(s.Word()), "by the only passage" + since(", ", s.Since, c.Marks)
	}
	return capital(s.Word()), string(s.Rule) + since(", since ", s.Since, c.Marks)
}

// passagesSay tells where the passages alone would leave a claim that a
// reviewer decided otherwise, so that a decision hides nothing.
func passagesSay(c store.ClaimRow) string {
	mentions := make([]annotate.Mention, len(c.Marks))
	for i, m := range c.Marks {
		mentions[i] = annotate.Mention{Verdict: m.Verdict, Published: m.Published}
	}
	s := annotate.StandingOf("", mentions)
	if s.Word() == "" || s.Verdict == c.Standing.Verdict {
		return ""
	}
	return "; the latest passages leave it " + s.Word()
}

// since names a time after a few words: by its weekday where all marks lie
// within a week, else by its date. It is empty for an unknown time.
func since(words string, t time.Time, marks []store.Mark) string {
	if t.IsZero() {
		return ""
	}
	layout := "Monday 15:04"
	for _, m := range marks {
		if d := m.Published.Sub(t); !m.Published.IsZero() && (d > 6*day || d < -6*day) {
			layout = "Monday 2 January 2006 15:04"
		}
	}
	return words + strings.TrimSuffix(t.Format(layout), " 00:00")
}

const day = 24 * time.Hour

// sources counts the articles and passages.
func sources(ws []store.Witness) string {
	articles := map[annotate.ID]bool{}
	for _, w := range ws {
		articles[w.Article] = true
	}
	s := count(len(articles), "source")
	if len(ws) != len(articles) {
		s += ", " + count(len(ws), "passage")
	}
	return s
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// outlet is what a witness is called.
func outlet(w store.Witness) string {
	if w.In.Outlet != "" {
		return w.In.Outlet
	}
	return w.In.Name()
}

// verdict is a witness's verdict in a word.
func verdict(v annotate.Verdict) string {
	if v == "" {
		return "no verdict"
	}
	return string(v)
}

// name tells a witness apart from the others by its outlet; passages of one
// article by how they begin.
func name(ws []store.Witness, i int) string {
	for k, w := range ws {
		if k != i && w.Article == ws[i].Article {
			return outlet(ws[i]) + ": “" + beginning(ws[i].Quote) + "”"
		}
	}
	return outlet(ws[i])
}

// beginning is the first few words of a quote.
func beginning(quote string) string {
	const few = 5
	words := strings.Fields(set(quote))
	if len(words) <= few {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:few], " "), ",.;:") + " …"
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
