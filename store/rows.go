package store

import (
	"maps"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// The row of an article holds how many of its passages have which verdict, and
// that of a claim the article and verdict of each passage tied to it, so that
// both lists are read without the passages. An action brings up to date what
// it touches, once, at its end.

// The columns that hold it.
const (
	countColumns = "confirmed, disputed, unconfirmed"
	marksColumn  = "marks"
)

// maxPacked is the number of passages up to which a claim's row holds them:
// with each further one more would have to be written anew.
const maxPacked = 512

// manyMarks stands in the row of a claim with more.
const manyMarks = "*"

const (
	markSeparator = " "
	packMarks     = "group_concat(article || verdict, '" + markSeparator + "')"
	packOrder     = ` ORDER BY claim, article, start, "end", id`
)

// pending is what of the rows an action has made stale.
type pending struct {
	counts  map[annotate.ID]annotate.Tally // of articles: what is to be added
	recount map[annotate.ID]bool           // articles whose rows are new
	repack  map[annotate.ID]bool           // claims
}

func newPending() pending {
	return pending{map[annotate.ID]annotate.Tally{}, map[annotate.ID]bool{}, map[annotate.ID]bool{}}
}

// passage notes that an annotation comes, with n of 1, or goes, with -1.
func (w *pending) passage(a annotate.Annotation, n int) {
	t := w.counts[a.Article]
	switch a.Verdict {
	case annotate.Confirmed:
		t.Confirmed += n
	case annotate.Disputed:
		t.Disputed += n
	case annotate.Unconfirmed:
		t.Unconfirmed += n
	}
	w.counts[a.Article] = t
	if a.Claim != "" {
		w.repack[a.Claim] = true
	}
}

// bring brings the rows up to date.
func (w *pending) bring(c *file.Conn) error {
	for _, id := range slices.Sorted(maps.Keys(w.recount)) {
		if err := c.Exec(`UPDATE article SET (confirmed, disputed, unconfirmed) = (SELECT coalesce(sum(verdict = 'confirmed'), 0),
			coalesce(sum(verdict = 'disputed'), 0), coalesce(sum(verdict = 'unconfirmed'), 0) FROM annotation WHERE article = ?1) WHERE id = ?1`, string(id)); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.counts)) {
		if n := w.counts[id]; n != (annotate.Tally{}) && !w.recount[id] {
			if err := c.Exec("UPDATE article SET confirmed = confirmed + ?, disputed = disputed + ?, unconfirmed = unconfirmed + ? WHERE id = ?",
				n.Confirmed, n.Disputed, n.Unconfirmed, string(id)); err != nil {
				return err
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.repack)) {
		if err := c.Exec("UPDATE claim SET marks = CASE WHEN passages.n > ?2 THEN ?3 ELSE passages.packed END FROM (SELECT count(*) AS n, coalesce("+packMarks+
			", '') AS packed FROM (SELECT article, verdict FROM annotation WHERE claim = ?1"+packOrder+" LIMIT ?2 + 1)) AS passages"+
			" WHERE id = ?1 AND (marks <> ?3 OR passages.n <= ?2)", string(id), maxPacked, manyMarks); err != nil {
			return err
		}
	}
	return nil
}

// scanMarks calls f with the marks of every claim that has passages. SQLite
// reads them off one index and hands them over claim by claim: with a hundred
// thousand passages that takes a fraction of what a row for each would.
func scanMarks(c *file.Conn, f func(claim annotate.ID, marks string) error) error {
	return c.Each(func(r file.Row) error {
		var claim annotate.ID
		var marks string
		if err := r.Scan(&claim, &marks); err != nil {
			return err
		}
		return f(claim, marks)
	}, "SELECT claim, "+packMarks+" FROM (SELECT claim, article, verdict FROM annotation WHERE claim <> ''"+packOrder+") GROUP BY claim")
}

// packedMarks returns what the row of every claim that has passages holds.
func packedMarks(c *file.Conn) (map[annotate.ID]string, error) {
	marks := map[annotate.ID]string{}
	return marks, scanMarks(c, func(claim annotate.ID, s string) error {
		if strings.Count(s, markSeparator) >= maxPacked {
			s = manyMarks
		}
		marks[claim] = s
		return nil
	})
}

// counted calls f with the counts of every article that has passages.
func counted(c *file.Conn, f func(article annotate.ID, n Counts) error) error {
	return c.Each(func(r file.Row) error {
		var id annotate.ID
		var n Counts
		if err := r.Scan(&id, &n.Confirmed, &n.Disputed, &n.Unconfirmed); err != nil {
			return err
		}
		return f(id, n)
	}, "SELECT article, "+countVerdicts+" GROUP BY article")
}

// packAll brings the rows of all articles and claims up to date, which hold
// nothing of their passages yet.
func packAll(c *file.Conn) error {
	counts := map[annotate.ID]Counts{}
	marks, err := packedMarks(c)
	if err != nil {
		return err
	}
	if err := counted(c, func(article annotate.ID, n Counts) error { counts[article] = n; return nil }); err != nil {
		return err
	}
	for _, claim := range slices.Sorted(maps.Keys(marks)) {
		if err := c.Exec("UPDATE claim SET marks = ? WHERE id = ?", marks[claim], string(claim)); err != nil {
			return err
		}
	}
	for _, article := range slices.Sorted(maps.Keys(counts)) {
		n := counts[article]
		if err := c.Exec("UPDATE article SET confirmed = ?, disputed = ?, unconfirmed = ? WHERE id = ?",
			n.Confirmed, n.Disputed, n.Unconfirmed, string(article)); err != nil {
			return err
		}
	}
	return nil
}

// checkRows holds what the rows of articles and claims tell of their passages
// against the passages.
func (in *inspection) checkRows() error {
	if len(in.derived) > 0 {
		return nil // the rows are made anew first
	}
	counts := map[annotate.ID]Counts{}
	marks, err := packedMarks(in.c)
	if err != nil {
		return err
	}
	if err := counted(in.c, func(article annotate.ID, n Counts) error { counts[article] = n; return nil }); err != nil {
		return err
	}
	if err := in.c.Each(func(r file.Row) error {
		var id annotate.ID
		var s string
		err := r.Scan(&id, &s)
		if err == nil && s != marks[id] {
			in.stale("claim %s: the passages in its table do not agree with the log", id)
		}
		return err
	}, "SELECT id, "+marksColumn+" FROM claim"); err != nil {
		return err
	}
	return in.c.Each(func(r file.Row) error {
		var id annotate.ID
		var n Counts
		err := r.Scan(&id, &n.Confirmed, &n.Disputed, &n.Unconfirmed)
		if err == nil && n != counts[id] {
			in.stale("article %s: the verdicts counted in its table do not agree with the log", id)
		}
		return err
	}, "SELECT id, "+countColumns+" FROM article")
}
