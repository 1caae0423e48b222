package overview

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// signs writes a table as [made] reads it, after the first word of each claim;
// in brackets what is dimmed.
func signs(t *table) string {
	var lines []string
	for _, r := range t.rows {
		line := strings.Fields(r.Statement)[0]
		next := 0
		for column := range t.columns {
			said := "."
			if next < len(r.cells) && r.cells[next].column == column {
				said = ""
				for _, m := range r.cells[next].mentions {
					for sign, v := range verdictOf {
						switch {
						case v == m.Verdict && r.cells[next].dim(v):
							said += "(" + string(sign) + ")"
						case v == m.Verdict:
							said += string(sign)
						}
					}
				}
				next++
			}
			line += " " + said
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func columns(t *table) string {
	var names []string
	for _, c := range t.columns {
		names = append(names, source(c.Article))
	}
	return strings.Join(names, " ")
}

// four is a project with each kind of claim.
func four() project {
	p := made([][2]string{
		{"Clarion", "2026-01-29T21:00:00Z"}, {"aurora", "2026-01-30T09:00:00Z"}, {"Beacon", ""}, {"Clarion", "2026-01-28T09:00:00Z"}, {"Dawn", "2026-01-31T09:00:00Z"},
	}, [][2]string{
		{"bridge was shut", "? +- . + ."},
		{"Ferry ran", "- . - . ."},
		{"Airport opened", ". . . . ."},
		{"dam broke", ". + 0 . ."},
	})
	p.claims[3].Resolved = annotate.Confirmed
	p.claims[3] = stood(p.claims[3])
	return p
}

func TestShow(t *testing.T) {
	p := four()
	d := newData(p.claims, p.articles, p.annotations)
	for name, c := range map[string]struct {
		filter  filter
		order   order
		columns string
		want    string
	}{
		"all, by time": {want: "bridge + ? +- . .\nFerry . - . . -\ndam . . + . 0\nAirport . . . . .",
			columns: "Clarion Clarion aurora Dawn Beacon"},
		"by outlet": {order: order{byOutlet: true}, want: "bridge +- . + ? .\nFerry . - . - .\ndam + 0 . . .\nAirport . . . . .",
			columns: "aurora Beacon Clarion Clarion Dawn"},
		"by disputes": {order: order{claims: byDisputes}, want: "Ferry . - . . -\nbridge + ? +- . .\ndam . . + . 0\nAirport . . . . .",
			columns: "Clarion Clarion aurora Dawn Beacon"},
		"by statement": {order: order{claims: byStatement}, want: "Airport . . . . .\nbridge + ? +- . .\ndam . . + . 0\nFerry . - . . -",
			columns: "Clarion Clarion aurora Dawn Beacon"},
		"disputed by a passage": {filter: filter{claims: disputedClaims}, want: "bridge + ? +- .\nFerry . - . -", columns: "Clarion Clarion aurora Beacon"},
		"standing disputed":     {filter: filter{standing: "disputed"}, want: "Ferry - -", columns: "Clarion Beacon"},
		"standing confirmed":    {filter: filter{standing: "confirmed"}, want: "dam + 0", columns: "aurora Beacon"},
		"standing nowhere":      {filter: filter{standing: standsNowhere}, want: "Airport"},
		"standing mixed":        {filter: filter{standing: "mixed"}, want: "bridge + ? +-", columns: "Clarion Clarion aurora"},
		"undecided": {filter: filter{claims: undecidedClaims}, want: "bridge + ? +- .\nFerry . - . -\nAirport . . . .",
			columns: "Clarion Clarion aurora Beacon"},
		"a verdict":  {filter: filter{verdict: annotate.Disputed}, want: "bridge (+) (?) (+)- .\nFerry . - . -", columns: "Clarion Clarion aurora Beacon"},
		"a reviewer": {filter: filter{reviewer: "ivo"}, want: "bridge (+) (?) (+)- .\nFerry . - . -\ndam . . + 0", columns: "Clarion Clarion aurora Beacon"},
		"an outlet":  {filter: filter{outlet: "Clarion"}, want: "bridge + ?\nFerry . -", columns: "Clarion Clarion"},
		"together":   {filter: filter{standing: "mixed", verdict: annotate.Confirmed, outlet: "aurora"}, want: "bridge +(-)", columns: "aurora"},
		"nothing":    {filter: filter{standing: "mixed", outlet: "Dawn"}},
	} {
		table := d.show(c.filter, c.order)
		if got := signs(table); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		if got := columns(table); got != c.columns {
			t.Errorf("%s: the columns are %s, want %s", name, got, c.columns)
		}
	}
}

// What is tied to no claim, or to one that is not there, is left out, and so
// is what lies in an article that is not there.
func TestForeignPassages(t *testing.T) {
	p := four()
	loose, gone, elsewhere := p.annotations[0], p.annotations[0], p.annotations[0]
	loose.Claim, gone.Claim, elsewhere.Article = "", "nowhere", "nowhere"
	d := newData(p.claims, p.articles, append(p.annotations, loose, gone, elsewhere))
	if len(d.mentions) != len(p.annotations) {
		t.Errorf("%d passages of %d", len(d.mentions), len(p.annotations))
	}
}

// Passages of a claim that is joined with one of the rows stand in that row.
func TestPassagesOfJoinedClaims(t *testing.T) {
	p := four()
	joined := p.annotations[0]
	joined.Claim = "another wording"
	p.claims[2].Also = []annotate.Claim{{ID: "another wording"}}
	d := newData(p.claims, p.articles, append(p.annotations, joined))
	in := 0
	for _, m := range d.mentions {
		if m.claim == 2 {
			in++
		}
	}
	if in != 1 {
		t.Errorf("the row has %d passages of the claim that it is joined with", in)
	}
}

// Whatever is chosen, the table has every passage that fits, once, in the row
// of its claim and the column of its article, and no other.
func TestShowIsWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		p := large(1+random.IntN(20), 1+random.IntN(20), 1+random.IntN(5))
		random.Shuffle(len(p.annotations), func(i, k int) { p.annotations[i], p.annotations[k] = p.annotations[k], p.annotations[i] })
		f := filter{claims: group(random.IntN(len(groupNames)))}
		if random.IntN(2) == 0 {
			f.standing = standings[random.IntN(len(standings))]
		}
		if random.IntN(2) == 0 {
			f.verdict = verdicts[random.IntN(len(verdicts))]
		}
		if random.IntN(2) == 0 {
			f.reviewer = "mara"
		}
		if random.IntN(2) == 0 {
			f.outlet = "Littoral"
		}
		o := order{claimOrder(random.IntN(len(claimOrders))), random.IntN(2) == 0, random.IntN(2) == 0}
		table := newData(p.claims, p.articles, p.annotations).show(f, o)
		check(t, p, f, o, table)
		if t.Failed() {
			t.Fatalf("%+v %+v", f, o)
		}
	}
}

func check(t *testing.T, p project, f filter, o order, table *table) {
	t.Helper()
	seen := map[annotate.ID]bool{}
	used := make([]bool, len(table.columns))
	for i, r := range table.rows {
		if !has(p, f, r.Claim.ID) {
			t.Errorf("claim %s does not stand so", r.ID)
		}
		if i > 0 && o.claims == byFirst && store.CompareClaims(table.rows[i-1].ClaimRow, r.ClaimRow) > 0 {
			t.Errorf("row %d comes too late", i)
		}
		for k, c := range r.cells {
			if k > 0 && r.cells[k-1].column >= c.column {
				t.Errorf("cell %d of row %d is out of order", k, i)
			}
			if got, ok := r.at(c.column); !ok || got.column != c.column {
				t.Errorf("cell %d of row %d is not found", k, i)
			}
			used[c.column] = true
			for _, m := range c.mentions {
				if seen[m.ID] || m.Claim != r.ID || m.Article != table.columns[c.column].ID || !slices.Contains(c.verdicts, m.Verdict) {
					t.Errorf("passage %s stands in row %d, column %d", m.ID, i, c.column)
				}
				seen[m.ID] = true
			}
		}
	}
	for i := range table.columns {
		if !used[i] && f != (filter{}) {
			t.Errorf("column %d is empty", i)
		}
		if i > 0 && o.articles(table.columns[i-1], table.columns[i]) > 0 {
			t.Errorf("column %d comes too late", i)
		}
	}
	want := 0
	for _, a := range p.annotations {
		claim := p.claims[slices.IndexFunc(p.claims, func(c store.ClaimRow) bool { return c.ID == a.Claim })]
		meant := func(a annotate.Annotation) bool {
			return a.Claim == claim.ID && cmp.Or(f.verdict, a.Verdict) == a.Verdict && cmp.Or(f.reviewer, a.Reviewer) == a.Reviewer &&
				(f.outlet == "" || p.outlet(a.Article) == f.outlet)
		}
		if has(p, f, claim.ID) && (f.outlet == "" || p.outlet(a.Article) == f.outlet) && slices.ContainsFunc(p.annotations, meant) {
			want++
		}
	}
	if len(seen) != want {
		t.Errorf("%d passages, want %d", len(seen), want)
	}
}

// has tells whether a claim itself is one that a filter lets through.
func has(p project, f filter, id annotate.ID) bool {
	claim := p.claims[slices.IndexFunc(p.claims, func(c store.ClaimRow) bool { return c.ID == id })]
	disputed := func(a annotate.Annotation) bool { return a.Claim == id && a.Verdict == annotate.Disputed }
	switch s := claim.Standing; {
	case f.claims == disputedClaims && !slices.ContainsFunc(p.annotations, disputed),
		f.claims == undecidedClaims && s.Rule == annotate.ByReviewer && !s.Contradicted():
		return false
	}
	return f.standing == "" || stands(claim) == f.standing
}

func (p project) outlet(article annotate.ID) string {
	return p.articles[slices.IndexFunc(p.articles, func(r store.ArticleRow) bool { return r.ID == article })].Outlet
}

func TestUndecided(t *testing.T) {
	c := store.ClaimRow{Standing: annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByReviewer}}
	if newData([]store.ClaimRow{c}, nil, nil).has(undecidedClaims, 0) {
		t.Error("a claim that was decided is not undecided")
	}
	c.Standing.Against.Disputed = 1
	if !newData([]store.ClaimRow{c}, nil, nil).has(undecidedClaims, 0) {
		t.Error("a decision that was contradicted is to be made anew")
	}
}

func TestKnown(t *testing.T) {
	p := four()
	d := newData(p.claims, p.articles, p.annotations)
	f := filter{standing: "mixed", verdict: annotate.Disputed, reviewer: "ivo", outlet: "Beacon"}
	if got := d.known(f); got != f {
		t.Errorf("of what is there remains %+v", got)
	}
	f.reviewer, f.outlet = "nobody", "Nowhere"
	if got := d.known(f); got != (filter{standing: "mixed", verdict: annotate.Disputed}) {
		t.Errorf("of what is gone remains %+v", got)
	}
	if got := strings.Join(d.outlets, ","); got != "aurora,Beacon,Clarion,Dawn" {
		t.Errorf("outlets: %s", got)
	}
	if got := d.reviewers; len(got) != 2 {
		t.Errorf("reviewers: %v", got)
	}
}

func TestFind(t *testing.T) {
	p := four()
	table := newData(p.claims, p.articles, p.annotations).show(filter{}, order{})
	for _, c := range []struct {
		claim, article annotate.ID
		want           spot
	}{
		{"c0", "a3", spot{0, 0}}, {"c2", "", spot{3, -1}}, {"", "a2", spot{-1, 4}}, {"gone", "gone", nowhere},
	} {
		if got := table.find(c.claim, c.article); got != c.want {
			t.Errorf("%s in %s is %v, want %v", c.claim, c.article, got, c.want)
		}
	}
}

func TestClock(t *testing.T) {
	const thursday annotate.Publication = "2026-01-29T21:00Z"
	at := func(times ...annotate.Publication) (out []store.ArticleRow) {
		for _, p := range times {
			out = append(out, store.ArticleRow{Article: annotate.Article{Published: p}})
		}
		return out
	}
	for name, c := range map[string]struct {
		articles []store.ArticleRow
		time     annotate.Publication
		want     string
		days     string
	}{
		"within days":    {at(thursday, "2026-01-31T21:00Z"), thursday, "29 Jan 21:00", "from 29 January 2026 to 31 January 2026"},
		"one day":        {at(thursday), thursday, "29 Jan 21:00", "of 29 January 2026"},
		"within a year":  {at(thursday, "2026-02-18T21:00Z"), thursday, "29 Jan 21:00", "from 29 January 2026 to 18 February 2026"},
		"over years":     {at(thursday, "2027-01-29T21:00Z"), thursday, "29 Jan 2026", "from 29 January 2026 to 29 January 2027"},
		"a mere date":    {at(thursday), "2026-01-30", "30 Jan", "of 29 January 2026"},
		"midnight":       {at(thursday), "2026-01-30T00:00Z", "30 Jan 00:00", "of 29 January 2026"},
		"a mere month":   {at(thursday, "2026-02"), "2026-02", "Feb 2026", "from 29 January 2026 to February 2026"},
		"within a month": {at(thursday, "2026-01"), "2026-01", "Jan 2026", "of January 2026"},
		"a mere year":    {at(thursday, "2025"), "2025", "2025", "from 2025 to 29 January 2026"},
		"no date":        {at(thursday, ""), "", "no date", "of 29 January 2026"},
		"nothing known":  {at(""), "", "no date", ""},
		"its own offset": {at(thursday), "2026-01-29T16:00-05:00", "29 Jan 16:00", "of 29 January 2026"},
	} {
		if got := clockOf(c.articles).Short(c.time); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if got := days(c.articles); got != c.days {
			t.Errorf("%s: %q, want %q", name, got, c.days)
		}
	}
}

func TestStandingWords(t *testing.T) {
	const since annotate.Publication = "2026-01-30T15:00Z"
	for _, c := range []struct {
		standing annotate.Standing
		want     string
	}{
		{annotate.Standing{Rule: annotate.ByNone}, "no passage yet"},
		{annotate.Standing{Rule: annotate.ByLatest, Mixed: true}, "mixed"},
		{annotate.Standing{Rule: annotate.ByLatest, Verdict: annotate.Disputed, Since: since}, "disputed since 30 Jan 15:00"},
		{annotate.Standing{Rule: annotate.ByLatest, Verdict: annotate.Disputed}, "disputed"},
		{annotate.Standing{Rule: annotate.ByReviewer, Verdict: annotate.Confirmed}, "decided: confirmed"},
		{annotate.Standing{Rule: annotate.ByReviewer, Verdict: annotate.Confirmed, Against: annotate.Tally{Disputed: 1}}, "decided: confirmed, contradicted"},
	} {
		if got := standing(store.ClaimRow{Standing: c.standing}, trace.Clock{}.Short); got != c.want {
			t.Errorf("%+v: %q, want %q", c.standing, got, c.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	p := four()
	table := newData(p.claims, p.articles, p.annotations).show(filter{}, order{})
	for _, c := range []struct {
		at   spot
		want string
	}{
		{nowhere, ""},
		{spot{9, 0}, ""},
		{spot{0, 2}, "aurora; Fri 30 Jan 09:00; bridge was shut; confirmed by MARA: “what aurora says of it, for the first time”; " +
			"disputed by IVO: “what aurora says of it, for the second time”"},
		{spot{0, 3}, "Dawn; Sat 31 Jan 09:00; bridge was shut; no passage"},
		{spot{0, -1}, "bridge was shut; Mixed; 2 confirmed, 1 disputed, 1 unconfirmed in 3 articles"},
		{spot{3, -1}, "Airport opened; No passage yet; no passage"},
		{spot{-1, 2}, "aurora; The day as aurora saw it; Friday 30 January 2026, 09:00 UTC, 2 confirmed, 1 disputed"},
	} {
		got := table.describe(c.at, clockOf(p.articles), func(id annotate.ID) string { return strings.ToUpper(string(id)) }).plain()
		if got != c.want {
			t.Errorf("at %v:\n%s\nwant\n%s", c.at, got, c.want)
		}
	}
	p = made([][2]string{{"Dawn", ""}}, [][2]string{{"much said", "++-?++"}})
	d := newData(p.claims, p.articles, p.annotations).show(filter{}, order{}).describe(spot{0, 0}, trace.Clock{}, func(annotate.ID) string { return "" })
	if len(d.passages) != mostPassages || d.andMore() != "and 2 more passages" {
		t.Errorf("a card of many passages tells %d %s", len(d.passages), d.andMore())
	}
}

func TestVerdictOfACell(t *testing.T) {
	for said, want := range map[string]string{
		"+": "confirmed", "0": "no verdict", "--": "2 disputed", "+-": "mixed: 1 confirmed, 1 disputed", "?0?": "mixed: 2 unconfirmed, 1 no verdict",
	} {
		p := made([][2]string{{"Dawn", ""}}, [][2]string{{"claim", said}})
		table := newData(p.claims, p.articles, p.annotations).show(filter{}, order{})
		if got := table.rows[0].cells[0].verdict(); got != want {
			t.Errorf("%s is %q, want %q", said, got, want)
		}
	}
}
