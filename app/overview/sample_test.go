package overview

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// project is what a view is given.
type project struct {
	claims      []store.ClaimRow
	articles    []store.ArticleRow
	annotations []annotate.Annotation
}

var verdictOf = map[byte]annotate.Verdict{'+': annotate.Confirmed, '-': annotate.Disputed, '?': annotate.Unconfirmed, '0': ""}

// made makes a project of articles, each an outlet and a time, and of claims,
// each a statement and its passages: for each article the verdicts of its
// passages, or a dot.
func made(articles [][2]string, claims [][2]string) project {
	var p project
	for i, a := range articles {
		published := annotate.Publication(a[1])
		p.articles = append(p.articles, store.ArticleRow{Article: annotate.Article{
			ID: annotate.ID(fmt.Sprint("a", i)), Outlet: a[0], Title: "The day as " + a[0] + " saw it", Published: published}})
	}
	for i, c := range claims {
		id := annotate.ID(fmt.Sprint("c", i))
		row := store.ClaimRow{Claim: annotate.Claim{ID: id, Statement: c[0]}}
		for k, cell := range strings.Fields(c[1]) {
			for n, v := range []byte(strings.Trim(cell, ".")) {
				a := annotate.Annotation{ID: annotate.ID(fmt.Sprintf("%s/%s/%d", id, p.articles[k].ID, n)), Article: p.articles[k].ID, Claim: id,
					Verdict: verdictOf[v], Start: 10 * n, End: 10*n + 5, Reviewer: [...]annotate.ID{"mara", "ivo"}[(i+n)%2],
					Quote: fmt.Sprintf("what %s says of it, for the %s time", p.articles[k].Outlet, [...]string{"first", "second", "third", "fourth"}[n%4])}
				p.annotations = append(p.annotations, a)
				p.articles[k].Counts.Add(a.Verdict)
				row.Marks = append(row.Marks, store.Mark{Article: a.Article, Published: p.articles[k].Published, Verdict: a.Verdict})
			}
		}
		p.claims = append(p.claims, stood(row))
	}
	return p
}

// stood works out where a claim stands.
func stood(row store.ClaimRow) store.ClaimRow {
	var mentions []annotate.Mention
	for _, m := range row.Marks {
		mentions = append(mentions, annotate.Mention{Verdict: m.Verdict, Published: m.Published})
	}
	row.Standing = row.Claim.Standing(mentions)
	return row
}

// sample is a project like a real one.
func sample() project {
	p := made([][2]string{
		{"Meridian", "2026-01-29T21:00:00Z"}, {"The Clarion", "2026-01-29T22:30:00Z"}, {"Littoral", "2026-01-30T15:00:00Z"},
		{"The Straits Observer", "2026-01-30T18:00:00Z"}, {"Aurora", "2026-01-30T20:00:00Z"},
	}, [][2]string{
		{"The strikes on the capital pause for one week", "? ? + + +"},
		{"The pause covers energy sites", "? - . +- +-"},
		{"Temperatures will fall to minus 30", "? - ? ++ ."},
		{"There were no strikes on energy sites overnight", ". . + + -"},
		{"The other side will do the same", ". ? . + +"},
		{"The talks resume in the Gulf on Sunday, both delegations say", "? ? + . ?"},
		{"More than a million people are without power", ". + . - ."},
	})
	p.claims[4].Resolved = annotate.Confirmed
	p.claims[4] = stood(p.claims[4])
	return p
}

// large is a project of many claims and articles, with one of so many cells
// filled.
func large(claims, articles, oneOf int) project {
	names := []string{"Meridian", "The Clarion", "Littoral", "The Straits Observer", "Aurora", "Tagblatt", "The Northern Standard"}
	start := time.Date(2026, 1, 29, 6, 0, 0, 0, time.UTC)
	var as, cs [][2]string
	for i := range articles {
		as = append(as, [2]string{names[i*i%len(names)], start.Add(time.Duration(i*i%97+i*37) * time.Minute).Format(time.RFC3339)})
	}
	chance := uint32(1)
	next := func(n int) int {
		chance = chance*1664525 + 1013904223
		return int(chance>>8) % n
	}
	signs := []string{"?", "+", "-", "+", "?", "++", "+-", "?+", "+", "?", "-", "?+-"}
	for i := range claims {
		var cells []string
		for range articles {
			if next(oneOf) == 0 {
				cells = append(cells, signs[next(len(signs))])
			} else {
				cells = append(cells, ".")
			}
		}
		cs = append(cs, [2]string{fmt.Sprintf("Claim %d: the %s on the river was %s on that day", i+1,
			[]string{"bridge", "harbour", "ferry", "crossing", "weir"}[i%5], []string{"closed", "repaired", "guarded"}[i%3]), strings.Join(cells, " ")})
	}
	return made(as, cs)
}

// idle is a project of claims, of articles that speak of them, and of others,
// every so often, that do not.
func idle(speak, others int) project {
	p := large(20, speak, 2)
	q := large(0, speak+others, 1)
	for i := range q.articles {
		if k := i * speak / (speak + others); k != (i-1)*speak/(speak+others) {
			p.articles[k].Published = q.articles[i].Published
			continue
		}
		if len(p.articles) < speak+others {
			a := q.articles[i]
			a.ID = annotate.ID(fmt.Sprint("idle", i))
			p.articles = append(p.articles, a)
		}
	}
	return p
}

func (p project) into(v *View) {
	v.Put(v.Work()(p.claims, p.articles, p.annotations), func(id annotate.ID) string { return parts.Capital(string(id)) })
}

// windowed puts a view into a window of a size and returns it with the window's
// canvas.
func windowed(t *testing.T, choice style.Choice, width, height float32) (*View, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: choice})
	v := New(async.AtOnce()) // no card comes unless a test lets the time pass
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(style.Now().Surface), v))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v, w.Canvas()
}
