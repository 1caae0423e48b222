package read

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// Mark is one mention of a claim.
type Mark struct {
	Article   annotate.ID
	Published annotate.Publication // of the article
	Verdict   annotate.Verdict
}

// ClaimRow is a claim with its standing and a mark for each passage tied to it,
// in order of publication, those of unknown time last.
type ClaimRow struct {
	annotate.Claim
	Standing annotate.Standing
	Marks    []Mark
}

// CompareClaims orders rows as [View.Claims] does.
func CompareClaims(a, b ClaimRow) int {
	return cmp.Or(a.first().InLists(b.first()), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// first is the first publication time among the marks, unknown if none is
// known.
func (r ClaimRow) first() annotate.Publication {
	if len(r.Marks) == 0 {
		return ""
	}
	return r.Marks[0].Published
}

const (
	claimFrom   = "FROM claim c JOIN name cn ON cn.key = c.key"
	claimSelect = "cn.id, c.statement, c.resolved, c.reason, c.evidence, c.decided, " +
		"CASE c.decided_by WHEN 0 THEN NULL ELSE (SELECT id FROM name WHERE key = c.decided_by) END, c.note, c.created, c.withheld"
)

// scannedClaim takes up the columns of a claim.
type scannedClaim struct {
	claim             annotate.Claim
	resolved, created int64
	evidence          string // keys
}

func (s *scannedClaim) dest() []any {
	v := &s.claim
	return []any{(*blobID)(&v.ID), &v.Statement, &s.resolved, &v.Reason, &s.evidence, &v.Decided, (*blobID)(&v.DecidedBy), &v.Note, &s.created, &v.Withheld}
}

func (s *scannedClaim) value(src *Source) (annotate.Claim, error) {
	v := &s.claim
	v.Resolved, v.Created = tables.Verdict(s.resolved), time.UnixMilli(s.created).UTC()
	var ids []change.ID
	for _, word := range strings.Fields(s.evidence) {
		key, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return *v, err
		}
		id, err := src.Log.ID(key)
		if err != nil {
			return *v, err
		}
		ids = append(ids, id)
	}
	v.Evidence = annotate.JoinIDs(ids...)
	return *v, nil
}

func (s *Source) claims(query string, args ...any) ([]annotate.Claim, error) {
	found, err := file.All(s.Tables, func(r file.Row) (v scannedClaim, err error) {
		err = r.Scan(v.dest()...)
		return v, err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	list := make([]annotate.Claim, len(found))
	for i := range found {
		if list[i], err = found[i].value(s); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Claim returns one claim, or an error that wraps [ErrNoEntity].
func (s *Source) Claim(id change.ID) (annotate.Claim, error) {
	list, err := s.claims("SELECT "+claimSelect+" "+claimFrom+" WHERE c.key = "+keyOf, arg(id))
	if err == nil && len(list) == 0 {
		return annotate.Claim{}, noEntity(change.Ref{Kind: annotate.KindClaim, ID: id})
	}
	if err != nil {
		return annotate.Claim{}, err
	}
	return list[0], nil
}

// Stating returns the claim with exactly that statement. The error is
// [sql.ErrNoRows] where none has it, and wraps [ErrAmbiguous] where several
// have that are not joined.
func (s *Source) Stating(statement string) (annotate.Claim, error) {
	statement = strings.TrimSpace(statement)
	list, err := s.claims("SELECT "+claimSelect+" "+claimFrom+" WHERE c.statement = ? ORDER BY c.created, cn.id", statement)
	switch {
	case err != nil:
		return annotate.Claim{}, err
	case len(list) == 0:
		return annotate.Claim{}, sql.ErrNoRows
	}
	for _, other := range list[1:] {
		joined, err := s.Joined(change.Ref{Kind: annotate.KindClaim, ID: list[0].ID})
		if err != nil {
			return annotate.Claim{}, err
		}
		if !slices.Contains(joined, other.ID) {
			return annotate.Claim{}, Ambiguous(statement, change.Ref{Kind: annotate.KindClaim, ID: list[0].ID}, change.Ref{Kind: annotate.KindClaim, ID: other.ID})
		}
	}
	return list[0], nil
}

// ClaimByStatement is [Source.Stating] with an error for a person, which wraps
// [ErrNoEntity] where no claim has the statement.
func (s *Source) ClaimByStatement(statement string) (annotate.Claim, error) {
	v, err := s.Stating(statement)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("claim %s: %w: it may be worded otherwise", annotate.Quoted(statement), ErrNoEntity)
	}
	return v, err
}

// Claims returns all claims by the first publication among their marks,
// unknown last, then by creation, then id.
func (s *Source) Claims() ([]ClaimRow, error) {
	marks := newMarking()
	if err := s.Tables.Each(func(r file.Row) error {
		var key int64
		var id change.ID
		var published annotate.Publication
		err := r.Scan(&key, (*blobID)(&id), &published)
		marks.article(key, id, published)
		return err
	}, "SELECT a.key, an.id, a.published "+articleFrom+" ORDER BY "+articleOrder); err != nil {
		return nil, err
	}
	return s.claimRows(marks)
}

// Lists returns what [Source.Articles] and [Source.Claims] do, and takes less
// time for both.
func (s *Source) Lists() (articles []ArticleRow, claims []ClaimRow, err error) {
	if articles, err = s.Articles(); err != nil {
		return nil, nil, err
	}
	marks := newMarking()
	at := 0
	if err := s.Tables.Each(func(r file.Row) error {
		key, err := file.Scalar[int64](r)
		if at < len(articles) {
			marks.article(key, articles[at].ID, articles[at].Published)
		}
		at++
		return err
	}, "SELECT a.key "+articleFrom+" ORDER BY "+articleOrder); err != nil {
		return nil, nil, err
	}
	claims, err = s.claimRows(marks)
	return articles, claims, err
}

// ClaimRow returns one row of [Source.Claims]. Its error wraps [ErrNoEntity].
func (s *Source) ClaimRow(id change.ID) (ClaimRow, error) {
	v, err := s.Claim(id)
	if err != nil {
		return ClaimRow{}, err
	}
	r := ClaimRow{Claim: v}
	// One row for all passages takes a third of the time that one for each does.
	passages, err := file.One(s.Tables, file.Scalar[sql.NullString], queryMentions, arg(id))
	if err != nil || !passages.Valid {
		r.Standing = v.Standing(nil)
		return r, err
	}
	decision, err := s.decision(id)
	if err != nil {
		return r, err
	}
	var mentions []annotate.Mention
	for line := range strings.SplitSeq(passages.String, "\n") {
		passage := strings.SplitN(line, " ", 5)
		var numbers [4]int64
		for i := range numbers {
			if numbers[i], err = strconv.ParseInt(passage[i], 10, 64); err != nil {
				return r, err
			}
		}
		m := Mark{Verdict: tables.Verdict(numbers[3]), Published: annotate.Publication(passage[4])}
		if m.Article, err = s.Log.ID(numbers[2]); err != nil {
			return r, err
		}
		r.Marks = append(r.Marks, m)
		mention := annotate.Mention{Verdict: m.Verdict, Published: m.Published}
		if decision != nil {
			if mention.Passage, err = s.Log.ID(numbers[0]); err != nil {
				return r, err
			}
			if mention.Unseen, err = s.unseen(decision, numbers[1]); err != nil {
				return r, err
			}
		}
		mentions = append(mentions, mention)
	}
	r.Standing = v.Standing(mentions)
	return r, nil
}

// decision is the change that decided a claim, nil while it is open.
func (s *Source) decision(claim change.ID) (*change.Change, error) {
	key, err := file.One(s.Tables, file.Scalar[int64], "SELECT decision FROM claim WHERE key = "+keyOf, arg(claim))
	if err != nil || key == 0 {
		return nil, err
	}
	id, err := s.Log.ID(key)
	if err != nil {
		return nil, err
	}
	return s.Log.Change(id)
}

// unseen tells whether the maker of a decision had not seen the change that gave
// a passage its verdict.
func (s *Source) unseen(decision *change.Change, judged int64) (bool, error) {
	if judged == 0 {
		return false, nil
	}
	id, err := s.Log.ID(judged)
	if err != nil {
		return false, err
	}
	c, err := s.Log.Change(id)
	if err != nil || c == nil {
		return false, err
	}
	seen, err := change.HadSeen(s.Log, decision, c)
	return !seen, err
}

// ofClaim picks the passages tied to the claim whose id is the next argument, by
// the index, which has only those that are tied to one.
const ofClaim = "n.claim <> 0 AND n.claim = " + keyOf

// queryMentions gives the passages tied to a claim, a line for each.
const queryMentions = "SELECT group_concat(line, char(10)) FROM (SELECT concat_ws(' ', n.key, n.judged, n.article, n.verdict, a.published) AS line " +
	"FROM annotation n JOIN name nn ON nn.key = n.key JOIN article a ON a.key = n.article JOIN name an ON an.key = a.key WHERE " + ofClaim +
	" ORDER BY " + annotationOrder + ")"

// claimRows returns all claims.
func (s *Source) claimRows(m *marking) ([]ClaimRow, error) {
	scan := s.Past // the rows of a moment do not hold the marks
	type claimRow struct {
		scannedClaim
		key   int64
		marks string
	}
	found, err := file.All(s.Tables, func(r file.Row) (v claimRow, err error) {
		err = r.Scan(append(v.dest(), &v.key, &v.marks)...)
		scan = scan || v.marks == tables.ManyMarks
		return v, err
	}, "SELECT "+claimSelect+", c.key, c.marks "+claimFrom)
	if err != nil {
		return nil, err
	}
	marks := map[int64]string{}
	if scan {
		if err := tables.ScanMarks(s.Tables, func(claim int64, s string) error { marks[claim] = s; return nil }); err != nil {
			return nil, err
		}
	}
	rows := make([]ClaimRow, len(found))
	at := map[int64]int{}
	for i := range found {
		v, err := found[i].value(s)
		if err != nil {
			return nil, err
		}
		packed := found[i].marks
		if scan {
			packed = marks[found[i].key]
		}
		rows[i] = m.row(v, packed)
		if v.Resolved != "" {
			at[found[i].key] = i
		}
	}
	if len(at) > 0 {
		if err := s.contradict(rows, at); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(rows, CompareClaims)
	return rows, nil
}

// contradict completes the standing of claims that a reviewer decided and that
// passages may contradict which that reviewer had not seen. Those of the same
// copy, earlier there, were seen for sure, so only the others are looked at.
func (s *Source) contradict(rows []ClaimRow, at map[int64]int) error {
	type pair struct{ claim, decision, judged int64 }
	suspects, err := file.All(s.Tables, func(r file.Row) (p pair, err error) {
		err = r.Scan(&p.claim, &p.decision, &p.judged)
		return p, err
	}, `SELECT c.key, c.decision, max(n.judged) FROM claim c JOIN annotation n ON n.claim = c.key AND n.claim <> 0
		WHERE c.resolved <> 0 AND n.verdict <> c.resolved AND n.judged <> 0 GROUP BY c.key, n.key`)
	if err != nil {
		return err
	}
	done := map[int64]bool{}
	for _, p := range suspects {
		i, ok := at[p.claim]
		if !ok || done[p.claim] {
			continue
		}
		id, err := s.Log.ID(p.decision)
		if err != nil {
			return err
		}
		decision, err := s.Log.Change(id)
		if err != nil || decision == nil {
			return err
		}
		if unseen, err := s.unseen(decision, p.judged); err != nil || !unseen {
			if err != nil {
				return err
			}
			continue
		}
		done[p.claim] = true
		whole, err := s.ClaimRow(rows[i].ID)
		if err != nil {
			return err
		}
		rows[i].Standing = whole.Standing
	}
	return nil
}

// marking turns what the row of a claim holds of its passages into marks.
type marking struct {
	ranks    map[int64]int // places of the articles in their order, by key
	articles []Mark        // without verdicts
	places   []mention
	mentions []annotate.Mention
}

type mention struct {
	rank    int
	verdict annotate.Verdict
}

func newMarking() *marking { return &marking{ranks: map[int64]int{}} }

// article takes up the next article in the order.
func (m *marking) article(key int64, id annotate.ID, published annotate.Publication) {
	m.ranks[key] = len(m.articles)
	m.articles = append(m.articles, Mark{Article: id, Published: published})
}

func (m *marking) row(v annotate.Claim, packed string) ClaimRow {
	m.places, m.mentions = m.places[:0], m.mentions[:0]
	sorted := true
	for one := range strings.SplitSeq(packed, tables.MarkSeparator) {
		article, verdict, ok := strings.Cut(one, ":")
		key, err := strconv.ParseInt(article, 10, 64)
		if !ok || err != nil || len(verdict) != 1 {
			continue
		}
		rank, ok := m.ranks[key]
		if !ok { // hidden with its article
			continue
		}
		sorted = sorted && (len(m.places) == 0 || m.places[len(m.places)-1].rank <= rank)
		m.places = append(m.places, mention{rank, tables.Verdict(int64(verdict[0] - '0'))})
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
