package tables

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// The row of an article holds how many of its passages have which verdict, and
// that of a claim the article and verdict of each passage tied to it, so that
// both lists are read without the passages. An action brings up to date what
// it touches, once, at its end.

const (
	countColumns = "confirmed, disputed, unconfirmed"
	marksColumn  = "marks"
)

// maxPacked is the number of passages up to which a claim's row holds them:
// with each further one more would have to be written anew.
const maxPacked = 512

// ManyMarks stands in the row of a claim with more.
const ManyMarks = "*"

// A claim's row holds its passages as article:verdict, with MarkSeparator
// between two.
const (
	MarkSeparator = " "
	packMarks     = "group_concat(article || ':' || verdict, '" + MarkSeparator + "')"
	packOrder     = ` ORDER BY claim, article, start, "end", (SELECT id FROM name WHERE name.key = annotation.key)`
)

// Passages gathers what of the rows an action has made stale.
type Passages struct {
	counts  map[int64]annotate.Tally // of articles, by their keys: what is to be added
	recount map[int64]bool           // articles whose rows are new
	repack  map[int64]bool           // claims
	one     map[int64]mark           // claims to which one passage came and nothing else happened
}

// mark is what a claim's row holds of a passage.
type mark struct {
	article int64
	verdict annotate.Verdict
}

// NewPassages begins with nothing.
func NewPassages() *Passages {
	return &Passages{map[int64]annotate.Tally{}, map[int64]bool{}, map[int64]bool{}, map[int64]mark{}}
}

// Passage notes that an annotation comes, with n of 1, or goes, with −1.
func (w *Passages) Passage(article, claim int64, v annotate.Verdict, n int) {
	t := w.counts[article]
	switch v {
	case annotate.Confirmed:
		t.Confirmed += n
	case annotate.Disputed:
		t.Disputed += n
	case annotate.Unconfirmed:
		t.Unconfirmed += n
	}
	w.counts[article] = t
	if _, again := w.one[claim]; n == 1 && claim != 0 && !again && !w.repack[claim] {
		w.one[claim] = mark{article, v}
		return
	}
	w.Claim(claim)
}

// Claim notes that the row of a claim is to be brought up to date, Article that
// of an article is to be counted anew.
func (w *Passages) Claim(key int64) {
	if key != 0 {
		w.repack[key] = true
		delete(w.one, key)
	}
}

// Article is the counterpart of [Passages.Claim].
func (w *Passages) Article(key int64) { w.recount[key] = true }

// Bring brings the rows up to date.
func (t *Tables) Bring(w *Passages) error {
	for _, key := range slices.Sorted(maps.Keys(w.recount)) {
		if err := t.c.Exec(`UPDATE article SET (confirmed, disputed, unconfirmed) = (SELECT coalesce(sum(verdict = 1), 0),
			coalesce(sum(verdict = 2), 0), coalesce(sum(verdict = 3), 0) FROM annotation WHERE article = ?1) WHERE key = ?1`, key); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.counts)) {
		if n := w.counts[key]; n != (annotate.Tally{}) && !w.recount[key] {
			if err := t.c.Exec("UPDATE article SET confirmed = confirmed + ?, disputed = disputed + ?, unconfirmed = unconfirmed + ? WHERE key = ?",
				n.Confirmed, n.Disputed, n.Unconfirmed, key); err != nil {
				return err
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.one)) {
		done, err := t.putMark(key, w.one[key])
		if err != nil {
			return err
		}
		if !done {
			w.repack[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.repack)) {
		if err := t.c.Exec("UPDATE claim SET marks = CASE WHEN passages.n > ?2 THEN ?3 ELSE passages.packed END FROM (SELECT count(*) AS n, coalesce("+packMarks+
			", '') AS packed FROM (SELECT article, verdict FROM annotation WHERE claim = ?1 AND claim <> 0"+packOrder+" LIMIT ?2 + 1)) AS passages"+
			" WHERE key = ?1 AND (marks <> ?3 OR passages.n <= ?2)", key, maxPacked, ManyMarks); err != nil {
			return err
		}
	}
	return nil
}

// putMark puts the mark of a passage into the row of its claim, and tells whether
// it could: not where the article has a mark there already, as its place would
// hang on where in the text the passages are, nor where there is no room.
func (t *Tables) putMark(claim int64, m mark) (bool, error) {
	row, err := file.All(t.c, file.Scalar[string], "SELECT "+marksColumn+" FROM claim WHERE key = ?", claim)
	if err != nil || len(row) == 0 || row[0] == ManyMarks {
		return false, err
	}
	marks := strings.Fields(row[0])
	at := len(marks)
	for i, s := range marks {
		article, _, _ := strings.Cut(s, ":")
		key, err := strconv.ParseInt(article, 10, 64)
		if err != nil || key == m.article {
			return false, nil
		}
		if key > m.article {
			at = min(at, i)
		}
	}
	if len(marks) >= maxPacked {
		return false, nil
	}
	marks = slices.Insert(marks, at, fmt.Sprint(m.article, ":", VerdictNumber(m.verdict)))
	return true, t.c.Exec("UPDATE claim SET marks = ? WHERE key = ?", strings.Join(marks, MarkSeparator), claim)
}

// ScanMarks calls f with the marks of every claim that has passages.
func ScanMarks(c *file.Conn, f func(claim int64, marks string) error) error {
	return c.Each(func(r file.Row) error {
		var claim int64
		var marks string
		if err := r.Scan(&claim, &marks); err != nil {
			return err
		}
		return f(claim, marks)
	}, "SELECT claim, "+packMarks+" FROM (SELECT claim, article, verdict FROM annotation WHERE claim <> 0"+packOrder+") GROUP BY claim")
}

// packed returns what the row of every claim that has passages holds.
func packed(c *file.Conn) (map[int64]string, error) {
	marks := map[int64]string{}
	return marks, ScanMarks(c, func(claim int64, s string) error {
		if strings.Count(s, MarkSeparator) >= maxPacked {
			s = ManyMarks
		}
		marks[claim] = s
		return nil
	})
}

// CountVerdicts counts the passages of annotations by verdict, in SQL.
const CountVerdicts = "coalesce(sum(verdict = 1), 0), coalesce(sum(verdict = 2), 0), coalesce(sum(verdict = 3), 0) FROM annotation"

// ScanCounts calls f with the counts of every article that has passages.
func ScanCounts(c *file.Conn, f func(article int64, n annotate.Tally) error) error {
	return c.Each(func(r file.Row) error {
		var key int64
		var n annotate.Tally
		if err := r.Scan(&key, &n.Confirmed, &n.Disputed, &n.Unconfirmed); err != nil {
			return err
		}
		return f(key, n)
	}, "SELECT article, "+CountVerdicts+" GROUP BY article")
}

// packAll brings the rows of all articles and claims up to date, and writes
// none that is.
func (t *Tables) packAll() error {
	marks, err := packed(t.c)
	if err != nil {
		return err
	}
	counts := map[int64]annotate.Tally{}
	if err := ScanCounts(t.c, func(article int64, n annotate.Tally) error { counts[article] = n; return nil }); err != nil {
		return err
	}
	claims, err := file.All(t.c, func(r file.Row) (claim int64, err error) {
		var s string
		if err = r.Scan(&claim, &s); err == nil && s == marks[claim] {
			claim = 0
		}
		return claim, err
	}, "SELECT key, "+marksColumn+" FROM claim ORDER BY key")
	if err != nil {
		return err
	}
	for _, claim := range claims {
		if claim == 0 {
			continue
		}
		if err := t.c.Exec("UPDATE claim SET marks = ? WHERE key = ?", marks[claim], claim); err != nil {
			return err
		}
	}
	articles, err := file.All(t.c, func(r file.Row) (article int64, err error) {
		var n annotate.Tally
		if err = r.Scan(&article, &n.Confirmed, &n.Disputed, &n.Unconfirmed); err == nil && n == counts[article] {
			article = 0
		}
		return article, err
	}, "SELECT key, "+countColumns+" FROM article ORDER BY key")
	if err != nil {
		return err
	}
	for _, article := range articles {
		if article == 0 {
			continue
		}
		n := counts[article]
		if err := t.c.Exec("UPDATE article SET confirmed = ?, disputed = ?, unconfirmed = ? WHERE key = ?",
			n.Confirmed, n.Disputed, n.Unconfirmed, article); err != nil {
			return err
		}
	}
	return nil
}
