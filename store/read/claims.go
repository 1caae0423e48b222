package read

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
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
// in order of publication, those of unknown time last. Claims that are joined are
// one row, but in [Source.Claims]: that of the first that was made, with the passages
// of all. A decision is written to every one of them; where only one has it, it is
// that one's.
type ClaimRow struct {
	annotate.Claim
	Also     []annotate.Claim // those that it is joined with, in the order in which they were made
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
	var err error
	v.Evidence, err = src.evidence(s.evidence)
	return *v, err
}

// evidence is a list of ids by their keys, as the table keeps it.
func (s *Source) evidence(keys string) (annotate.IDs, error) {
	if keys == "" {
		return "", nil
	}
	var ids []change.ID
	for _, word := range strings.Fields(keys) {
		key, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return "", err
		}
		id, err := s.Log.ID(key)
		if err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	return annotate.JoinIDs(ids...), nil
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

// Stating returns the claim with exactly that statement, of several the one that
// was made first; [sql.ErrNoRows] where none has it.
func (s *Source) Stating(statement string) (annotate.Claim, error) {
	list, err := s.claims("SELECT "+claimSelect+" "+claimFrom+" WHERE c.statement = ? ORDER BY c.created, cn.id LIMIT 1", strings.TrimSpace(statement))
	if err == nil && len(list) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return annotate.Claim{}, err
	}
	return list[0], nil
}

// Stated is a claim by what it states.
type Stated struct {
	ID        change.ID
	Statement string
}

// Statements lists what all claims state, by when they were made, then id.
func (s *Source) Statements() ([]Stated, error) {
	return file.All(s.Tables, func(r file.Row) (v Stated, err error) {
		err = r.Scan((*blobID)(&v.ID), &v.Statement)
		return v, err
	}, "SELECT n.id, c.statement FROM claim c JOIN name n ON n.key = c.key ORDER BY c.created, n.id")
}

// mostTied is how many of the passages of a claim [Source.TiedTo] gives.
const mostTied = 200

// TiedTo gives passages that state a claim, by where they stand and who tagged them:
// the first of very many.
func (s *Source) TiedTo(claim change.ID) ([]annotate.Annotation, error) {
	return file.All(s.Tables, func(r file.Row) (n annotate.Annotation, err error) {
		err = r.Scan((*blobID)(&n.Article), &n.Start, &n.End, (*blobID)(&n.Reviewer))
		return n, err
	}, `SELECT i.id, n.start, n."end", m.id FROM annotation n JOIN name i ON i.key = n.article JOIN name m ON m.key = n.reviewer WHERE n.claim <> 0 AND n.claim = `+keyOf+
		" ORDER BY n.key LIMIT "+strconv.Itoa(mostTied), arg(claim))
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
// unknown last, then by creation, then id. Those that are joined are rows of
// their own here, each with its own passages, and the others beside it; all of them
// stand where they stand together.
func (s *Source) Claims() ([]ClaimRow, error) {
	articles, keys, err := s.listed()
	if err != nil {
		return nil, err
	}
	rows, err := s.claimRows(newMarking(articles, keys))
	if err != nil {
		return nil, err
	}
	with, err := s.joinsOf(annotate.KindClaim)
	if err != nil || len(with) == 0 {
		return rows, err
	}
	type group struct {
		claims []annotate.Claim
		stands annotate.Standing
	}
	groups := map[change.ID]group{} // by each claim in it
	for i, r := range rows {
		g, known := groups[r.ID]
		if all := connected(r.ID, with); !known && len(all) > 1 {
			if g.claims, err = s.claimsOf(all); err != nil {
				return nil, err
			}
			one, err := s.groupRow(g.claims)
			if err != nil {
				return nil, err
			}
			g.stands = one.Standing
			for _, v := range g.claims {
				groups[v.ID] = g
			}
		}
		if len(g.claims) > 1 {
			rows[i].Standing = g.stands
			rows[i].Also = slices.DeleteFunc(slices.Clone(g.claims), func(v annotate.Claim) bool { return v.ID == r.ID })
		}
	}
	return rows, nil
}

// Lists returns what [Source.Articles] does, and all claims, in the order of
// [Source.Claims], with those that are joined in one row.
func (s *Source) Lists() (articles []ArticleRow, claims []ClaimRow, err error) {
	articles, keys, err := s.listed()
	if err != nil {
		return nil, nil, err
	}
	if claims, err = s.claimRows(newMarking(articles, keys)); err != nil {
		return nil, nil, err
	}
	claims, err = s.joinRows(claims)
	return articles, claims, err
}

// joinRows puts the rows of claims that are joined into one.
func (s *Source) joinRows(rows []ClaimRow) ([]ClaimRow, error) {
	with, err := s.joinsOf(annotate.KindClaim)
	if err != nil || len(with) == 0 {
		return rows, err
	}
	done := map[change.ID]bool{}
	var kept []ClaimRow
	for _, r := range rows {
		if done[r.ID] {
			continue
		}
		all := connected(r.ID, with)
		for _, id := range all {
			done[id] = true
		}
		if len(all) > 1 {
			group, err := s.claimsOf(all)
			if err != nil {
				return nil, err
			}
			if r, err = s.groupRow(group); err != nil {
				return nil, err
			}
		}
		kept = append(kept, r)
	}
	slices.SortFunc(kept, CompareClaims)
	return kept, nil
}

// ClaimRow returns the row of [Source.Lists] that a claim is in. Its error wraps
// [ErrNoEntity].
func (s *Source) ClaimRow(id change.ID) (ClaimRow, error) {
	v, err := s.Claim(id)
	if err != nil {
		return ClaimRow{}, err
	}
	all, err := s.Joined(change.Ref{Kind: annotate.KindClaim, ID: id})
	if err != nil {
		return ClaimRow{}, err
	}
	group := []annotate.Claim{v}
	if len(all) > 1 {
		if group, err = s.claimsOf(all); err != nil {
			return ClaimRow{}, err
		}
	}
	return s.groupRow(group)
}

// claimsOf returns those of some claims that are in the project, in the order in
// which they were made.
func (s *Source) claimsOf(ids []change.ID) ([]annotate.Claim, error) {
	keys, err := s.keys(ids)
	if err != nil {
		return nil, err
	}
	return s.claims("SELECT "+claimSelect+" "+claimFrom+" WHERE c.key IN (SELECT value FROM json_each(?)) ORDER BY c.created, cn.id", keys)
}

// keys is a list of keys in JSON.
func (s *Source) keys(ids []change.ID) (string, error) {
	list := make([]string, len(ids))
	for i, id := range ids {
		key, err := s.Log.Key(id)
		if err != nil {
			return "", err
		}
		list[i] = strconv.FormatInt(key, 10)
	}
	return "[" + strings.Join(list, ",") + "]", nil
}

// groupRow is the row of some claims that are one.
func (s *Source) groupRow(group []annotate.Claim) (ClaimRow, error) {
	r := ClaimRow{Claim: group[0]}
	if len(group) > 1 {
		r.Also = group[1:]
	}
	decided := r.ID
	for _, v := range r.Also {
		if r.Resolved == "" && v.Resolved != "" {
			decided = v.ID
			r.Resolved, r.Reason, r.Evidence, r.Decided, r.DecidedBy = v.Resolved, v.Reason, v.Evidence, v.Decided, v.DecidedBy
		}
	}
	if !s.Past && r.Resolved == "" && r.Also == nil { // then all that is asked for stands with the claim
		packed, err := file.One(s.Tables, file.Scalar[string], "SELECT c.marks FROM claim c WHERE c.key = "+keyOf, arg(r.ID))
		if err != nil {
			return r, err
		}
		if packed != tables.ManyMarks {
			rows := []ClaimRow{r}
			m, err := s.markingOf(packed)
			if err != nil {
				return r, err
			}
			m.complete(rows, []string{packed})
			return rows[0], nil
		}
	}
	ids := make([]change.ID, len(group))
	for i, v := range group {
		ids[i] = v.ID
	}
	keys, err := s.keys(ids)
	if err != nil {
		return r, err
	}
	// One row for all passages takes a third of the time that one for each does.
	passages, err := file.One(s.Tables, file.Scalar[sql.NullString], queryMentions, keys)
	if err != nil || !passages.Valid {
		r.Standing = r.Claim.Standing(nil)
		return r, err
	}
	decision, err := s.decision(decided)
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
	r.Standing = r.Claim.Standing(mentions)
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

// ofClaim picks the passages tied to the claims whose keys are the next argument,
// by the index, which has only those that are tied to one.
const ofClaim = "n.claim <> 0 AND n.claim IN (SELECT value FROM json_each(?))"

// queryMentions gives the passages tied to some claims, a line for each.
const queryMentions = "SELECT group_concat(line, char(10)) FROM (SELECT concat_ws(' ', n.key, n.judged, n.article, n.verdict, a.published) AS line " +
	"FROM annotation n JOIN name nn ON nn.key = n.key JOIN article a ON a.key = n.article JOIN name an ON an.key = a.key WHERE " + ofClaim +
	" ORDER BY " + annotationOrder + ")"

// packedClaims gives what [Source.claimRows] reads.
var packedClaims = pack("claim", "t.resolved", "t.evidence", "t.decided", "t.decided_by", "t.created", "t.withheld", "t.marks", "t.statement",
	"octet_length(t.reason)", "t.reason", "octet_length(t.note)", "t.note")

// claimRows returns all claims. The marks of some are worked out while the next
// are read.
func (s *Source) claimRows(m *marking) ([]ClaimRow, error) {
	type chunk struct {
		rows  []ClaimRow
		marks []string
	}
	var chunks []chunk
	var work sync.WaitGroup
	scan := s.Past // the rows of a moment do not hold the marks
	var keys []int64
	persons := map[int64]change.ID{}
	if err := eachPacked(s.Tables, packedClaims, func(l *file.Lines, next func() (int64, change.ID)) (err error) {
		some := chunk{make([]ClaimRow, 0, packedAtOnce), make([]string, 0, packedAtOnce)}
		for l.More() {
			some.rows = append(some.rows, ClaimRow{})
			v := &some.rows[len(some.rows)-1].Claim
			key, id := next()
			v.ID = id
			keys = append(keys, key)
			v.Resolved = tables.Verdict(l.Int())
			if v.Evidence, err = s.evidence(l.Line()); err != nil {
				return err
			}
			v.Decided = annotate.Clock(l.Int())
			if key := l.Int(); key != 0 {
				id, ok := persons[key]
				if !ok {
					if id, err = s.Log.ID(key); err != nil {
						return err
					}
					persons[key] = id
				}
				v.DecidedBy = id
			}
			v.Created, v.Withheld = time.UnixMilli(l.Int()).UTC(), l.Line()
			marks := l.Line()
			scan = scan || marks == tables.ManyMarks
			some.marks = append(some.marks, marks)
			v.Statement = l.Line()
			v.Reason = l.Bytes(l.Int())
			v.Note = l.Bytes(l.Int())
		}
		if chunks = append(chunks, some); !scan && l.Err() == nil {
			work.Go(func() { m.complete(some.rows, some.marks) })
		}
		return nil
	}); err != nil {
		work.Wait()
		return nil, err
	}
	work.Wait()
	if scan {
		marks := map[int64]string{}
		if err := tables.ScanMarks(s.Tables, func(claim int64, s string) error { marks[claim] = s; return nil }); err != nil {
			return nil, err
		}
		at := 0
		for _, some := range chunks {
			for i := range some.rows {
				some.marks[i] = marks[keys[at]]
				at++
			}
			m.complete(some.rows, some.marks)
		}
	}
	type sorted struct {
		first        int64 // publication
		unknown      bool
		created, key int64
		row          *ClaimRow
	}
	order := make([]sorted, 0, len(keys))
	for _, some := range chunks {
		for i := range some.rows {
			r := &some.rows[i]
			first, known := r.first().SortKey()
			if !known {
				first = 0
			}
			order = append(order, sorted{first, !known, r.Created.UnixMilli(), keys[len(order)], r})
		}
	}
	slices.SortFunc(order, func(a, b sorted) int {
		if a.unknown != b.unknown {
			if a.unknown {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.created, b.created), cmp.Compare(a.row.ID, b.row.ID))
	})
	rows := make([]ClaimRow, len(order))
	at := map[int64]int{}
	for i, o := range order {
		if rows[i] = *o.row; rows[i].Resolved != "" {
			at[o.key] = i
		}
	}
	if len(at) > 0 {
		if err := s.contradict(rows, at); err != nil {
			return nil, err
		}
	}
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
		whole, err := s.groupRow([]annotate.Claim{rows[i].Claim})
		if err != nil {
			return err
		}
		rows[i].Standing = whole.Standing
	}
	return nil
}

// marking turns what the rows of claims hold of their passages into marks.
type marking struct {
	dense    []int32         // places of the articles in their order, from 1, by key
	ranks    map[int64]int32 // the same, of keys that are greater
	articles []Mark          // without verdicts
	times    []annotate.When // of these
}

// maxDense bounds the keys for which a place is kept in a list.
const maxDense = 1 << 22

func newMarking(articles []ArticleRow, keys []int64) *marking {
	m := &marking{ranks: map[int64]int32{}, articles: make([]Mark, len(articles)), times: make([]annotate.When, len(articles))}
	last := int64(0)
	for _, key := range keys {
		if key <= maxDense && key < int64(64*len(keys)) {
			last = max(last, key)
		}
	}
	m.dense = make([]int32, last+1)
	for i := range articles {
		m.articles[i] = Mark{Article: articles[i].ID, Published: articles[i].Published}
		m.times[i] = annotate.Read(articles[i].Published)
		if key := keys[i]; key <= last {
			m.dense[key] = int32(i + 1)
		} else {
			m.ranks[key] = int32(i + 1)
		}
	}
	return m
}

// queryMarked gives the articles of a list of keys, a line for each; those of
// queryMarkedInOrder are in their order.
const (
	queryMarked = "SELECT coalesce(group_concat(a.key || ' ' || a.published || ' ' || coalesce(a.sort, ''), char(10)), '') " +
		"FROM json_each(?) k JOIN article a ON a.key = k.value"
	queryMarkedInOrder = "SELECT coalesce(group_concat(line, char(10)), '') FROM (SELECT a.key || ' ' || a.published || ' ' AS line " +
		"FROM json_each(?) k JOIN article a ON a.key = k.value JOIN name an ON an.key = a.key ORDER BY " + articleOrder + ")"
)

// markingOf is the marking of what the row of one claim holds.
func (s *Source) markingOf(packed string) (*marking, error) {
	keys := map[string]bool{}
	for _, mark := range strings.Fields(packed) {
		key, _, _ := strings.Cut(mark, ":")
		keys[key] = true
	}
	list := "[" + strings.Join(slices.Collect(maps.Keys(keys)), ",") + "]"
	places, err := s.marked(queryMarked, list)
	if err != nil {
		return nil, err
	}
	byTime := func(a, b markedArticle) int { return cmp.Compare(a.sort, b.sort) }
	slices.SortFunc(places, byTime)
	for i := range places {
		if !places[i].known || i > 0 && places[i].sort == places[i-1].sort {
			if places, err = s.marked(queryMarkedInOrder, list); err != nil { // more than the time tells their order
				return nil, err
			}
			break
		}
	}
	articles, at := make([]ArticleRow, len(places)), make([]int64, len(places))
	for i, p := range places {
		if articles[i].ID, err = s.Log.ID(p.key); err != nil {
			return nil, err
		}
		articles[i].Published, at[i] = p.published, p.key
	}
	return newMarking(articles, at), nil
}

// markedArticle is what a marking needs of an article.
type markedArticle struct {
	key, sort int64
	known     bool // sort
	published annotate.Publication
}

func (s *Source) marked(query, keys string) ([]markedArticle, error) {
	lines, err := file.One(s.Tables, file.Scalar[string], query, keys)
	if err != nil || lines == "" {
		return nil, err
	}
	var list []markedArticle
	for line := range strings.SplitSeq(lines, "\n") {
		cells := strings.SplitN(line, " ", 3)
		if len(cells) != 3 {
			return nil, fmt.Errorf("an article has the time %q", line)
		}
		var a markedArticle
		if a.key, err = strconv.ParseInt(cells[0], 10, 64); err != nil {
			return nil, err
		}
		a.published = annotate.Publication(cells[1])
		if a.known = cells[2] != ""; a.known {
			if a.sort, err = strconv.ParseInt(cells[2], 10, 64); err != nil {
				return nil, err
			}
		}
		list = append(list, a)
	}
	return list, nil
}

// rank is the place of an article in their order; ok is false for one that is
// not in the project.
func (m *marking) rank(key int64) (rank int32, ok bool) {
	if key >= 0 && key < int64(len(m.dense)) {
		rank = m.dense[key]
	} else {
		rank = m.ranks[key]
	}
	return rank - 1, rank != 0
}

type mention struct {
	rank    int32
	verdict annotate.Verdict
}

// complete gives rows their marks and their standing.
func (m *marking) complete(rows []ClaimRow, packed []string) {
	var places []mention
	var judged []annotate.Judged
	total := 0
	for _, s := range packed {
		total += strings.Count(s, ":")
	}
	all := make([]Mark, 0, total) // of all rows, so that they are made at once
	for i := range rows {
		places = m.places(packed[i], places[:0])
		judged = judged[:0]
		from := len(all)
		for _, at := range places {
			mark := m.articles[at.rank]
			mark.Verdict = at.verdict
			all = append(all, mark)
			judged = append(judged, annotate.Judged{Verdict: at.verdict, When: &m.times[at.rank]})
		}
		if len(places) > 0 {
			rows[i].Marks = all[from:len(all):len(all)]
		}
		rows[i].Standing = annotate.StandingOfJudged(rows[i].Resolved, judged)
	}
}

// places reads what a row holds of its passages, in the order of the articles.
func (m *marking) places(packed string, list []mention) []mention {
	sorted := true
	for len(packed) > 0 {
		key, i := int64(0), 0
		for ; i < len(packed) && packed[i] != ':'; i++ {
			key = key*10 + int64(packed[i]-'0')
		}
		if i+1 >= len(packed) {
			break
		}
		rank, ok := m.rank(key)
		verdict := tables.Verdict(int64(packed[i+1] - '0'))
		packed = strings.TrimPrefix(packed[i+2:], tables.MarkSeparator)
		if !ok { // hidden with its article
			continue
		}
		sorted = sorted && (len(list) == 0 || list[len(list)-1].rank <= rank)
		list = append(list, mention{rank, verdict})
	}
	if !sorted {
		slices.SortStableFunc(list, func(a, b mention) int { return int(a.rank - b.rank) })
	}
	return list
}
