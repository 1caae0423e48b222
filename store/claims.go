package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
)

// Mark is one mention of a claim.
type Mark struct {
	Article   annotate.ID
	Published time.Time // of the article; zero if unknown
	Verdict   annotate.Verdict
}

// ClaimRow is a claim with its standing and a mark for each passage tied to it,
// in order of publication, those of unknown time last.
type ClaimRow struct {
	annotate.Claim
	Standing annotate.Standing
	Marks    []Mark
}

// CompareClaims orders rows as [Project.Claims] does.
func CompareClaims(a, b ClaimRow) int {
	return cmp.Or(compareTimes(a.first(), b.first()), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// first is the earliest publication among the marks, zero if unknown.
func (r ClaimRow) first() time.Time {
	if len(r.Marks) == 0 {
		return time.Time{}
	}
	return r.Marks[0].Published
}

// compareTimes orders times to the millisecond, unknown ones last.
func compareTimes(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return cmp.Compare(a.UnixMilli(), b.UnixMilli())
}

// Claims returns all claims by the first publication among their marks,
// unknown last, then by creation, then id.
func (p *Project) Claims() (rows []ClaimRow, err error) {
	err = p.view(func(c *conn) error {
		articles, err := all(c, func(r row) (a ArticleRow, err error) {
			var published string
			err = r.Scan(&a.ID, &published)
			a.Published = publication(published)
			return a, err
		}, "SELECT id, published FROM article a ORDER BY "+articleOrder)
		if err != nil {
			return err
		}
		rows, err = claimRows(c, articles)
		return err
	})
	return rows, err
}

// Lists returns what [Project.Articles] and [Project.Claims] do, and takes
// less time for both.
func (p *Project) Lists() (articles []ArticleRow, claims []ClaimRow, err error) {
	err = p.view(func(c *conn) (err error) {
		if articles, err = articleRows(c); err != nil {
			return err
		}
		claims, err = claimRows(c, articles)
		return err
	})
	return articles, claims, err
}

// ClaimRow returns one row of [Project.Claims]. Its error wraps
// [ErrNoEntity].
func (p *Project) ClaimRow(id annotate.ID) (r ClaimRow, err error) {
	err = p.view(func(c *conn) (err error) {
		r, err = claimRowWith(c, id)
		return err
	})
	return r, err
}

func claimRowWith(c *conn, id annotate.ID) (ClaimRow, error) {
	v, err := claimWith(c, id)
	if err != nil {
		return ClaimRow{}, err
	}
	r := ClaimRow{Claim: v}
	var mentions []annotate.Mention
	err = c.each(func(s row) error {
		var m Mark
		var n annotate.Mention
		var published string
		err := s.Scan(&n.Passage, &n.Judged, &m.Article, &published, &m.Verdict)
		m.Published = publication(published)
		n.Published, n.Verdict = m.Published, m.Verdict
		r.Marks, mentions = append(r.Marks, m), append(mentions, n)
		return err
	}, "SELECT n.id, n.judged, n.article, a.published, n.verdict "+annotationFrom+" WHERE n.claim = ? ORDER BY "+annotationOrder, id)
	r.Standing = v.Standing(mentions)
	return r, err
}

// claimRows returns all claims. The articles are all there are, in order; the
// counts of their verdicts are filled in.
func claimRows(c *conn, articles []ArticleRow) ([]ClaimRow, error) {
	marks, err := countPassages(c, articles)
	if err != nil {
		return nil, err
	}
	var mentions []annotate.Mention
	rows, err := all(c, func(r row) (ClaimRow, error) {
		v, err := scanClaim(r)
		mentions = mentions[:0]
		for _, m := range marks[v.ID] {
			mentions = append(mentions, annotate.Mention{Verdict: m.Verdict, Published: m.Published})
		}
		return ClaimRow{Claim: v, Standing: annotate.StandingOf(v.Resolved, mentions), Marks: marks[v.ID]}, err
	}, "SELECT "+claimColumns+" FROM claim")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, CompareClaims)
	return rows, contradict(c, rows)
}

// countPassages returns the marks of every claim, and counts the verdicts of
// every article. SQLite reads them off one index and hands them over claim by
// claim: with a hundred thousand passages that takes a fraction of what a row
// for each would.
func countPassages(c *conn, articles []ArticleRow) (map[annotate.ID][]Mark, error) {
	const idLength = 36
	ranks := make(map[annotate.ID]int, len(articles))
	for rank := range articles {
		articles[rank].Counts = Counts{}
		ranks[articles[rank].ID] = rank
	}
	marks := map[annotate.ID][]Mark{}
	type place struct {
		rank    int
		verdict annotate.Verdict
	}
	var places []place
	err := c.each(func(r row) error {
		var claim annotate.ID
		var list string
		if err := r.Scan(&claim, &list); err != nil {
			return err
		}
		places = places[:0]
		for one := range strings.SplitSeq(list, " ") {
			if len(one) < idLength {
				continue
			}
			rank, ok := ranks[annotate.ID(one[:idLength])]
			if !ok { // hidden with its article
				continue
			}
			verdict := annotate.Verdict(one[idLength:])
			articles[rank].Counts.Add(verdict)
			places = append(places, place{rank, verdict})
		}
		if claim == "" {
			return nil
		}
		if byRank := func(a, b place) int { return a.rank - b.rank }; !slices.IsSortedFunc(places, byRank) {
			slices.SortStableFunc(places, byRank)
		}
		of := make([]Mark, len(places))
		for i, at := range places {
			of[i] = Mark{articles[at.rank].ID, articles[at.rank].Published, at.verdict}
		}
		marks[claim] = of
		return nil
	}, `SELECT claim, group_concat(article || verdict, ' ')
		FROM (SELECT claim, article, verdict FROM annotation ORDER BY claim, article, start, "end", id)
		GROUP BY claim`)
	return marks, err
}

// contradict completes the standing of claims that a reviewer decided and that
// passages judged since may contradict.
func contradict(c *conn, rows []ClaimRow) error {
	found := map[annotate.ID]bool{}
	if err := c.each(func(r row) error {
		id, err := scalar[annotate.ID](r)
		found[id] = true
		return err
	}, `SELECT c.id FROM claim c WHERE c.resolved <> '' AND EXISTS (
		SELECT 1 FROM annotation n WHERE n.claim = c.id AND n.judged > c.decided AND n.verdict <> c.resolved)`); err != nil || len(found) == 0 {
		return err
	}
	for i, r := range rows {
		if !found[r.ID] {
			continue
		}
		whole, err := claimRowWith(c, r.ID)
		if err != nil {
			return err
		}
		rows[i].Standing = whole.Standing
	}
	return nil
}
