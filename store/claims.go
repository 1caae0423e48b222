package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
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
	err = p.view(func(c *file.Conn) error {
		marks := newMarking()
		if err := c.Each(func(r file.Row) error {
			var id annotate.ID
			var published string
			err := r.Scan(&id, &published)
			marks.article(id, publication(published))
			return err
		}, "SELECT id, published FROM article a ORDER BY "+articleOrder); err != nil {
			return err
		}
		rows, err = p.claimRows(c, marks)
		return err
	})
	return rows, err
}

// Lists returns what [Project.Articles] and [Project.Claims] do, and takes
// less time for both.
func (p *Project) Lists() (articles []ArticleRow, claims []ClaimRow, err error) {
	err = p.view(func(c *file.Conn) error {
		if articles, err = p.articleRows(c); err != nil {
			return err
		}
		marks := newMarking()
		for _, a := range articles {
			marks.article(a.ID, a.Published)
		}
		claims, err = p.claimRows(c, marks)
		return err
	})
	return articles, claims, err
}

// ClaimRow returns one row of [Project.Claims]. Its error wraps
// [ErrNoEntity].
func (p *Project) ClaimRow(id annotate.ID) (r ClaimRow, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		r, err = claimRowWith(c, id)
		return err
	})
	return r, err
}

func claimRowWith(c *file.Conn, id annotate.ID) (ClaimRow, error) {
	v, err := claimWith(c, id)
	if err != nil {
		return ClaimRow{}, err
	}
	r := ClaimRow{Claim: v}
	// One row for all passages takes a third of the time that one for each does.
	passages, err := file.One(c, file.Scalar[sql.NullString], queryMentions, id)
	if err != nil || !passages.Valid {
		r.Standing = v.Standing(nil)
		return r, err
	}
	var mentions []annotate.Mention
	for line := range strings.SplitSeq(passages.String, "\n") {
		passage := strings.SplitN(line, " ", 5)
		judged, err := strconv.ParseInt(passage[1], 10, 64)
		if err != nil {
			return r, err
		}
		m := Mark{Article: annotate.ID(passage[2]), Verdict: annotate.Verdict(passage[3]), Published: publication(passage[4])}
		r.Marks = append(r.Marks, m)
		mentions = append(mentions, annotate.Mention{
			Passage: annotate.ID(passage[0]), Judged: annotate.Clock(judged), Verdict: m.Verdict, Published: m.Published,
		})
	}
	r.Standing = v.Standing(mentions)
	return r, nil
}

// queryMentions gives the passages tied to a claim, a line for each.
const queryMentions = "SELECT group_concat(line, char(10)) FROM (SELECT concat_ws(' ', n.id, n.judged, n.article, n.verdict, a.published) AS line " +
	annotationFrom + " WHERE n.claim = ? ORDER BY " + annotationOrder + ")"

// claimRows returns all claims.
func (p *Project) claimRows(c *file.Conn, m *marking) ([]ClaimRow, error) {
	scan := p.past != nil // the rows of a moment do not hold the marks
	rows, err := file.All(c, func(r file.Row) (ClaimRow, error) {
		var v scannedClaim
		var marks string
		err := r.Scan(append(v.dest(), &marks)...)
		if marks == manyMarks {
			scan = true
		} else if !scan {
			return m.row(v.value(), marks), err
		}
		return ClaimRow{Claim: v.value()}, err
	}, "SELECT "+claimColumns+", "+marksColumn+" FROM claim")
	if err != nil {
		return nil, err
	}
	if scan {
		marks := map[annotate.ID]string{}
		if err := scanMarks(c, func(claim annotate.ID, s string) error { marks[claim] = s; return nil }); err != nil {
			return nil, err
		}
		for i, r := range rows {
			rows[i] = m.row(r.Claim, marks[r.ID])
		}
	}
	slices.SortFunc(rows, CompareClaims)
	return rows, contradict(c, rows)
}

// marking turns what the row of a claim holds of its passages into marks.
type marking struct {
	ranks    map[annotate.ID]int // places of the articles in their order
	articles []Mark              // without verdicts
	places   []mention
	mentions []annotate.Mention
}

type mention struct {
	rank    int
	verdict annotate.Verdict
}

func newMarking() *marking { return &marking{ranks: map[annotate.ID]int{}} }

// article takes up the next article in the order.
func (m *marking) article(id annotate.ID, published time.Time) {
	m.ranks[id] = len(m.articles)
	m.articles = append(m.articles, Mark{Article: id, Published: published})
}

func (m *marking) row(v annotate.Claim, packed string) ClaimRow {
	const idLength = 36
	m.places, m.mentions = m.places[:0], m.mentions[:0]
	sorted := true
	for one := range strings.SplitSeq(packed, markSeparator) {
		if len(one) < idLength {
			continue
		}
		rank, ok := m.ranks[annotate.ID(one[:idLength])]
		if !ok { // hidden with its article
			continue
		}
		sorted = sorted && (len(m.places) == 0 || m.places[len(m.places)-1].rank <= rank)
		m.places = append(m.places, mention{rank, annotate.Verdict(one[idLength:])})
	}
	if !sorted {
		slices.SortStableFunc(m.places, func(a, b mention) int { return a.rank - b.rank })
	}
	r := ClaimRow{Claim: v}
	if len(m.places) > 0 {
		r.Marks = make([]Mark, len(m.places))
	}
	for i, at := range m.places {
		mark := m.articles[at.rank]
		mark.Verdict = at.verdict
		r.Marks[i] = mark
		m.mentions = append(m.mentions, annotate.Mention{Verdict: mark.Verdict, Published: mark.Published})
	}
	r.Standing = annotate.StandingOf(v.Resolved, m.mentions)
	return r
}

// contradict completes the standing of claims that a reviewer decided and that
// passages judged since may contradict.
func contradict(c *file.Conn, rows []ClaimRow) error {
	found := map[annotate.ID]bool{}
	if err := c.Each(func(r file.Row) error {
		id, err := file.Scalar[annotate.ID](r)
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
