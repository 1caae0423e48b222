package colleagues

import (
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
)

func ref(kind annotate.Kind, id annotate.ID) store.Ref { return store.Ref{Kind: kind, ID: id} }

// someProject is what a project has: two articles, one claim, a passage of Mara's.
func someProject() known {
	k := known{articles: map[annotate.ID]store.ArticleRow{}, claims: map[annotate.ID]string{"c": "The pause holds"}, passages: map[annotate.ID][]annotate.Annotation{},
		reviewer: func(id annotate.ID) string { return map[annotate.ID]string{"mara": "Mara"}[id] }}
	for id, outlet := range map[annotate.ID]string{"a": "The Clarion", "b": "La Aurora"} {
		k.articles[id] = store.ArticleRow{Article: annotate.Article{ID: id, Outlet: outlet}}
	}
	k.passages["a"] = []annotate.Annotation{{ID: "n", Article: "a", Start: 10, End: 20, Verdict: annotate.Confirmed, Reviewer: "mara"}}
	return k
}

var ben, mara = annotate.Reviewer{ID: "ben", Name: "Ben"}, annotate.Reviewer{ID: "mara", Name: "Mara"}

// Each thing that came is told by what it is of and how it stands to what is here;
// what asks for a person comes first, what cannot be shown says why.
func TestBring(t *testing.T) {
	at := time.Date(2026, time.January, 31, 18, 0, 0, 0, time.Local)
	by := []annotate.Reviewer{ben}
	came := func(kind annotate.Kind, id annotate.ID, how store.How, name string) store.Came {
		return store.Came{Ref: ref(kind, id), How: how, Name: name, By: by, Maker: ben}
	}
	passage := func(id, article annotate.ID, start, end int) store.Came {
		c := came(annotate.KindAnnotation, id, store.CameNew, "words of "+string(id))
		c.Article, c.Span, c.Verdict, c.Claim = article, annotate.Span{Start: start, End: end}, annotate.Disputed, "c"
		return c
	}
	overridden := came(annotate.KindAnnotation, "n", store.CameEdited, "held words")
	overridden.Article, overridden.Maker, overridden.Overrides = "a", mara, true
	overridden.Edits = []store.Edit{{Field: "start", From: "1", To: "2"}, {Field: "verdict", From: "confirmed", To: "disputed"}, {Field: "note", To: "a note"}}
	reworded := came(annotate.KindClaim, "c", store.CameEdited, "The pause held")
	reworded.Edits = []store.Edit{{Field: "statement", From: "The pause holds", To: "The pause held"}, {Field: "note", From: "old", To: "new"}}
	join := came(annotate.KindJoin, "j", store.CameNew, "")
	join.A, join.B = ref(annotate.KindClaim, "c"), ref(annotate.KindClaim, "d")
	held := func(value, who string, receipt int64) store.Held {
		return store.Held{Change: annotate.ID(value), Fields: []store.Edit{{Field: "statement", To: value}}, By: annotate.Reviewer{ID: annotate.ID(strings.ToLower(who)), Name: who}, At: at,
			Value: change.OfText(value), Stands: receipt == 7, Arrived: store.Arrived{Receipt: receipt}}
	}
	correction := came(annotate.KindCorrection, "k", store.CameNew, "source of “Moscow”: Kremlin")
	correction.Article, correction.Claim = "b", "c"
	m := store.Merged{Receipt: 7, Changes: 12,
		Came: []store.Came{
			came(annotate.KindArticle, "new", store.CameNew, "A new dispatch"), passage("p", "new", 0, 5), passage("q", "new", 6, 9),
			came(annotate.KindClaim, "d", store.CameNew, "The pause is over"),
			passage("r", "a", 15, 30), passage("s", "b", 0, 4), came(annotate.KindReviewer, "ben", store.CameNew, "Ben"), join, correction, overridden, reworded,
			came(annotate.KindArticle, "b", store.CameGone, "Aurora"),
		},
		Inbox: store.Inbox{Collisions: []store.Collision{{Ref: ref(annotate.KindClaim, "c"), Name: "The pause held", Register: "statement",
			Values: []store.Held{held("The pause holds", "Mara", 0), held("The pause held", "Ben", 7)}}}},
		Hidden: []store.Hidden{{Ref: ref("map", "x"), Name: "of the front", Why: store.UnknownKind}},
		Alike:  []store.Alike{{Kind: annotate.KindClaim, A: "c", B: "d", NameA: "The pause holds", NameB: "the pause holds", Why: []store.Likeness{store.NearStatement}}},
	}
	b := bring([]string{"ben.claimtrace"}, m, someProject())
	day := " 31 Jan 18:00"
	want := []string{
		"collision; The pause held; claim, its statement; The pause holds, Mara, Sat" + day + "; The pause held, Ben, Sat" + day + "; theirs, set later",
		"second view; The Clarion; “words of r”; confirmed Mara; disputed Ben; both",
		"changed; The Clarion; “held words”, its verdict; it is Mara’s, and was changed all the same; confirmed; disputed, Ben; theirs",
		"changed; The Clarion; “held words”, its note; it is Mara’s, and was changed all the same; ; a note, Ben; theirs",
		"changed; The pause held; claim, its note; old; new, Ben; theirs",
		"removed; La Aurora; article; here; removed, Ben; theirs",
		"new; A new dispatch; new article, 2 passages; ; A new dispatch, Ben; new",
		"new; La Aurora; “words of s”; ; disputed Ben for “The pause held”; new",
		"new; New claim; ; ; The pause is over, Ben; new",
		"new; Reviewer; ; ; Ben; new",
		"new; One from now on; ; ; The pause held · The pause is over, Ben; new",
		"new; La Aurora; correction; ; source of “Moscow”: Kremlin, Ben; new",
		"the same?; The same claim?; same statement but for spelling; The pause holds; the pause holds; offered",
		"not shown; something else; of the front; ; this version does not know things of that kind; kept",
	}
	var got []string
	for _, e := range b.entries {
		got = append(got, e.label())
	}
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("row %d is\n%q\nnot\n%q", i, g, w)
		}
	}
	if n := counted(b.entries); n[all] != len(want) || n[newArticles] != 1 || n[collisions] != 1 || n[edited] != 3 || n[secondViews] != 1 || n[hidden] != 1 || n[sameOnes] != 1 {
		t.Errorf("counted are %v", n)
	}
	if b.isEmpty() || !(&brought{}).isEmpty() {
		t.Error("what is empty is not told")
	}
}

// Only the words that differ are marked, on each side those that the other has not;
// another spelling is none.
func TestDiffer(t *testing.T) {
	marked := func(runs []run) string {
		s := ""
		for _, r := range runs {
			text := r.text
			if r.kind != "" {
				text = "[" + text + "]"
			}
			if r.spaced {
				text = " " + text
			}
			s += text
		}
		return s
	}
	for _, c := range [][4]string{
		{"The pause covers energy facilities", "The pause covers energy sites and railways", "The pause covers energy [facilities]", "The pause covers energy [sites and railways]"},
		{"", "Something", "", "Something"},
		{"Kyiv was hit", "Kiev was hit", "Kyiv was hit", "Kiev was hit"},
		{"One\nline", "One line", "One line", "One line"},
	} {
		left, right := differ(c[0], c[1], someProject().comparing)
		if l, r := marked(left), marked(right); l != c[2] || r != c[3] {
			t.Errorf("%q and %q are %q and %q", c[0], c[1], l, r)
		}
	}
	if l, _ := differ(strings.Repeat("word ", 5000), "", someProject().comparing); len([]rune(words(l))) != longest+1 {
		t.Errorf("of a long text %d code points are shown", len([]rune(words(l))))
	}
}
