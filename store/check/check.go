package check

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// maxProblems is how many problems are told before the rest is summed up.
const maxProblems = 100

// Findings are what a check of a project file found, one line each.
type Findings struct {
	File    []string // damage of what cannot be made anew: texts, log, the file itself
	Derived []string // in what the log can give anew
	Notes   []string // what is kept though this version cannot read it, or points at nothing here: no damage
}

// Problems lists the damage, the first lines if there is much.
func (f Findings) Problems() []string {
	list := append(append([]string{}, f.File...), f.Derived...)
	if more := len(list) - maxProblems; more > 0 {
		list = append(list[:maxProblems], fmt.Sprintf("and %d more", more))
	}
	return list
}

// Options tell what to check.
type Options struct {
	// Foreign is set for a file of which nothing that is derived from the log is
	// believed, whatever it holds, so that it is not looked at.
	Foreign bool
	// Unread leaves the log to who takes it in, row by row: see [Counted]. Indexes
	// are not held against their tables then, and must not be believed.
	Unread bool
}

// checking is a check while it goes on.
type checking struct {
	Findings
	ctx   context.Context
	c     *file.Conn
	log   *log.Log
	names *log.Names
	texts map[string]int // length in code points of each text; -1 where it is not here
	// indexes are what the log gives for its own use, nil where nobody asks.
	indexes *log.Indexes
	without int  // texts of which the source was left out
	stray   bool // an index does not follow its table
	unread  bool
}

// Run checks all that a project file holds, whose list of tables must have been
// checked before: pages and types by SQLite, which looks at neither meaning nor
// most of the content, and everything else here. Of a change its form is
// checked and nothing else: hash, types, order, bounds, UTF-8. The error is that
// of the context, or of a file that cannot be read at all.
func Run(ctx context.Context, c *file.Conn, o Options) (Findings, error) {
	defer c.Within(ctx)()
	in := &checking{ctx: ctx, c: c, log: log.Of(c), texts: map[string]int{}, unread: o.Unread}
	steps := []func() error{in.pages, in.sizes, in.checkTexts, in.originals, in.contexts}
	if o.Unread {
		// Of who reads a log from its pages none gets a row that is too long.
		if pages, err := c.AtRest(); pages != nil && err == nil {
			steps = []func() error{in.pages, in.checkTexts, in.originals, in.contexts}
		}
	} else {
		steps = append(steps, in.changes)
	}
	if !o.Foreign {
		in.indexes = log.NewIndexes()
		steps = append(steps, in.derived)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			if ctx.Err() != nil {
				return Findings{}, context.Cause(ctx)
			}
			in.problem("%v", err)
		}
		if len(in.File) > 0 { // what follows would only repeat it
			break
		}
	}
	return in.Findings, nil
}

// Texts checks the texts of a file alone, each by its name.
func Texts(ctx context.Context, c *file.Conn) (Findings, error) {
	defer c.Within(ctx)()
	in := &checking{ctx: ctx, c: c, texts: map[string]int{}}
	err := in.checkTexts()
	return in.Findings, err
}

// derived checks what the log can give anew, unless it would be read by an index
// that does not follow its table.
func (in *checking) derived() error {
	for _, step := range []func() error{in.checkIndexes, in.tables, in.spans} {
		if in.stray {
			return nil
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (in *checking) problem(format string, args ...any) {
	in.File = append(in.File, OneLine(fmt.Sprintf(format, args...)))
}

func (in *checking) stale(format string, args ...any) {
	in.Derived = append(in.Derived, OneLine(fmt.Sprintf(format, args...)))
}

func (in *checking) note(format string, args ...any) {
	if len(in.Notes) < maxProblems {
		in.Notes = append(in.Notes, OneLine(fmt.Sprintf(format, args...)))
	}
}

// OneLine makes one line of a text.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (in *checking) pages() error {
	// No table of ours has a rule of its own, and those of a hostile one may take
	// as long as they like.
	if err := in.c.Script("PRAGMA ignore_check_constraints = 1"); err != nil {
		return err
	}
	lines, err := in.integrity(maxProblems)
	if err == nil && lines == maxProblems && len(in.File) == 0 {
		// All are of rows and indexes, before which SQLite tells of pages: so there
		// is no more of it than rows.
		in.Derived = nil
		_, err = in.integrity(math.MaxInt32)
	}
	if err != nil || len(in.File) > 0 {
		for _, line := range slices.Backward(badRows(in.c)) {
			in.File = slices.Insert(in.File, 0, OneLine(line))
		}
	}
	return err
}

// strayed are the lines of SQLite on an index that does not follow its table. The
// rows are there, so that it can be made anew; but an index that lets no two rows
// be alike has the name of none.
var strayed = regexp.MustCompile(`^(?:row \d+ missing from index|row \d+ values differ from index|wrong # of entries in index) ([a-z]\w*)$`)

// integrity has SQLite check the file and tell up to so many lines, which it
// counts.
func (in *checking) integrity(most int) (lines int, err error) {
	told := map[string]bool{}
	how := "integrity_check"
	if in.unread {
		how = "quick_check"
	}
	err = in.c.Each(func(r file.Row) error {
		line, err := file.Scalar[string](r)
		if err != nil || line == "ok" {
			return err
		}
		lines++
		index := strayed.FindStringSubmatch(line)
		switch {
		case index == nil || in.indexes == nil || strings.HasPrefix(index[1], "sqlite_"):
			in.problem("file: %s", line)
		case !told[index[1]]:
			told[index[1]], in.stray = true, true
			in.stale("index %s: it does not follow its table", index[1])
		}
		if len(in.File) >= maxProblems {
			return errEnough
		}
		return nil
	}, fmt.Sprintf("PRAGMA %s(%d)", how, most))
	if err == errEnough {
		err = nil
	}
	return lines, err
}

func (in *checking) checkTexts() error {
	pages, err := in.c.AtRest()
	if err != nil {
		return err
	}
	if pages == nil {
		return in.c.Each(func(r file.Row) error {
			var name string
			var s, sum *string
			var source []byte
			if err := r.Scan(&name, &s, &source, &sum); err != nil {
				return fmt.Errorf("text %q: %w", name, err)
			}
			in.checkText(name, s, source, sum)
			return nil
		}, "SELECT sha256, text, source, source_sha256 FROM text")
	}
	table, err := pages.Table("text", file.LongestRow)
	if err != nil {
		return err
	}
	return table.Rows(in.ctx, func(_ int64, record []byte) error {
		v := file.ColumnsOf(record)
		name, s, source, sum := v.Text(), v.Optional(), v.Bytes(), v.Optional()
		if err := v.Err(); err != nil {
			return fmt.Errorf("text %q: %w", name, err)
		}
		in.checkText(name, s, source, sum)
		return nil
	})
}

// checkText checks a text, and the source that it came from, by their names; s is
// nil where it is not here.
func (in *checking) checkText(name string, s *string, source []byte, sum *string) {
	in.texts[name] = -1
	if s != nil {
		in.texts[name] = utf8.RuneCountInString(*s)
	}
	switch {
	case !isSum(name):
		in.problem("text %.80q: that is the name of none", name)
	case s != nil && Hash([]byte(*s)) != name:
		in.problem("text %q: it is not what was added under that name", name)
	case s != nil && (!utf8.ValidString(*s) || strings.IndexByte(*s, 0) >= 0 || strings.IndexByte(*s, '\r') >= 0 || !norm.NFC.IsNormalString(*s)):
		in.problem("text %q: it is not in canonical form", name)
	case source != nil && (sum == nil || !isSource(source, *sum)), source == nil && sum != nil && !isSum(*sum):
		in.problem("text %q: its source is not what was added with it", name)
	case source == nil && sum != nil:
		in.without++
	}
}

// isSum tells whether a text is a SHA-256 in hexadecimal.
func isSum(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

// originals notes how many texts are here without what they were read from.
func (in *checking) originals() error {
	switch in.without {
	case 0:
	case 1:
		in.note("the original of 1 text was left out of this file: the page or document that it was read from")
	default:
		in.note("the originals of %d texts were left out of this file: the pages and documents that they were read from", in.without)
	}
	return nil
}

// contexts checks the words around passages of texts that are not here, which
// nothing proves, and the numbers of receipts: after the greatest number that
// there is none could come.
func (in *checking) contexts() error {
	if err := in.c.Each(func(r file.Row) error {
		var key int64
		var words [2]string
		if err := r.Scan(&key, &words[0], &words[1]); err != nil {
			return fmt.Errorf("context %d: %w", key, err)
		}
		for _, s := range words {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) || utf8.RuneCountInString(s) > anchor.Context {
				in.problem("context %d: these are no words around a passage", key)
				break
			}
		}
		if len(in.File) >= maxProblems {
			return errEnough
		}
		return nil
	}, "SELECT annotation, substr(prefix, 1, 40), substr(suffix, 1, 40) FROM context"); err != nil && err != errEnough {
		return err
	}
	return in.c.Each(func(r file.Row) error {
		id, err := file.Scalar[int64](r)
		in.problem("receipt %d: nothing came with such a number", id)
		return err
	}, fmt.Sprint("SELECT id FROM receipt WHERE id < 1 OR id > ", int64(1)<<32, " LIMIT ", maxProblems))
}

// Hash is SHA-256 in hexadecimal.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// sizes refuses rows that are larger than any change makes them before they are
// read.
func (in *checking) sizes() error {
	return in.c.Each(func(r file.Row) error {
		var key, size int64
		err := r.Scan(&key, &size)
		in.problem("row %d of the log: it has %d bytes, and no change makes that of a row", key, size)
		return err
	}, fmt.Sprintf(`SELECT key, size FROM (SELECT key, octet_length(sets) + coalesce(octet_length(args), 0) + coalesce(octet_length(over), 0)
		+ coalesce(octet_length(saw), 0) + coalesce(octet_length(takes), 0) + coalesce(octet_length(more), 0) + coalesce(octet_length(seed), 0) AS size
		FROM change) WHERE size > %d UNION ALL SELECT key, octet_length(word) FROM word WHERE octet_length(word) > %d LIMIT %d`,
		log.MaxRow, log.MaxWord, maxProblems))
}

// Counted counts the changes of a log.
type Counted struct {
	Changes int64
	Sum     [2]uint64 // of their ids, each as a number of 128 bits, modulo 2¹²⁸, the greater half first
}

// Add takes up a change.
func (n *Counted) Add(c *change.Change) {
	b := c.ID.Bytes()
	var carry uint64
	n.Changes++
	n.Sum[1], carry = bits.Add64(n.Sum[1], binary.BigEndian.Uint64(b[8:]), 0)
	n.Sum[0], _ = bits.Add64(n.Sum[0], binary.BigEndian.Uint64(b[:8]), carry)
}

// Problem holds what was counted against what is noted in the file; nil if it
// agrees.
func (n Counted) Problem(c *file.Conn) (problem, err error) {
	var changes int64
	var want []byte
	if err := c.Each(func(r file.Row) error { return r.Scan(&changes, &want) }, "SELECT changes, sum FROM here WHERE id = 1"); err != nil {
		return nil, err
	}
	got := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, n.Sum[0]), n.Sum[1])
	if changes != n.Changes || !bytes.Equal(got, want) {
		return fmt.Errorf("log: of %d changes %d are there, or some were taken out or put in", changes, n.Changes), nil
	}
	return nil, nil
}

// changes checks every row of the log, and that all that were written are there.
func (in *checking) changes() (err error) {
	if in.names, err = in.log.ReadNames(); err != nil {
		return err
	}
	var n Counted
	if err := in.log.EachAhead(in.ctx, in.names, false, func(row log.Row, err error) error {
		if err == nil {
			err = row.Check()
		}
		switch {
		case err == nil:
			n.Add(row.Change)
			if in.indexes != nil {
				in.indexes.Add(row)
			}
		case log.ErrRow(err):
			in.problem("%v", err)
		default:
			return err
		}
		if len(in.File) > maxProblems {
			return errEnough
		}
		return nil
	}); err != nil && err != errEnough || len(in.File) > 0 {
		return err
	}
	problem, err := n.Problem(in.c)
	if problem != nil {
		in.problem("%v", problem)
	}
	return err
}

var errEnough = errors.New("there are more problems than are told")

// AddID adds an id to a sum of ids, each a number of 128 bits, modulo 2¹²⁸: so
// it shows that a change was taken out of a file or put in.
func AddID(sum *big.Int, id change.ID) {
	b := id.Bytes()
	sum.Add(sum, new(big.Int).SetBytes(b[:]))
	if sum.BitLen() > 128 {
		sum.SetBit(sum, 128, 0)
	}
}

// SumBytes writes a sum of ids.
func SumBytes(sum *big.Int) (b [16]byte) {
	sum.FillBytes(b[:])
	return b
}

// checkIndexes checks what is derived from the log for its own use.
func (in *checking) checkIndexes() error {
	bad, err := in.indexes.Compare(in.log)
	if bad != "" {
		in.stale("%s", bad)
	}
	if err != nil {
		return err
	}
	none, err := in.c.Has("SELECT 1 FROM aside WHERE key NOT IN (SELECT c.key FROM change c JOIN receipt r ON r.id = c.receipt WHERE r.aside = 1)")
	if none {
		in.stale("aside: what did not come with a receipt that is set aside is left out")
	}
	return err
}

// tables holds the derived tables against the log.
func (in *checking) tables() error {
	t := tables.Of(in.c, in.log)
	tell := func(p tables.Problem) { in.stale("%s", p) }
	if err := t.Compare(in.ctx, tell, func(r change.Ref) {
		in.note("%s %s: this version cannot read all of it, and keeps it", r.Kind, r.ID)
	}, nil); err != nil || len(in.Derived) > 0 {
		return err
	}
	return t.ComparePassages(tell)
}

// spans holds every annotation against the text that it quotes.
func (in *checking) spans() error {
	if len(in.Derived) > 0 {
		return nil // the rows are made anew first
	}
	type article struct {
		key    int64
		sha256 string
		chars  int
	}
	articles, err := file.All(in.c, func(r file.Row) (a article, err error) {
		err = r.Scan(&a.key, &a.sha256, &a.chars)
		return a, err
	}, "SELECT key, sha256, chars FROM article ORDER BY key")
	if err != nil {
		return err
	}
	for _, a := range articles {
		id, err := in.names.ID(a.key)
		if err != nil {
			return err
		}
		chars, ok := in.texts[a.sha256]
		switch {
		case !ok || chars < 0:
			in.note("article %s: its text is not here", id)
			continue
		case chars != a.chars:
			in.note("article %s: its text has %d characters, not %d as was said when it was added", id, chars, a.chars)
		}
		if err := in.spansIn(a.key, a.sha256); err != nil {
			return err
		}
	}
	return nil
}

func (in *checking) spansIn(article int64, sha256 string) error {
	type passage struct {
		key        int64
		start, end int
		place      int64
		withheld   string
	}
	list, err := file.All(in.c, func(r file.Row) (p passage, err error) {
		err = r.Scan(&p.key, &p.start, &p.end, &p.place, &p.withheld)
		return p, err
	}, `SELECT key, start, "end", place, withheld FROM annotation WHERE article = ? ORDER BY key`, article)
	if err != nil || len(list) == 0 {
		return err
	}
	s, err := file.One(in.c, file.Scalar[string], "SELECT text FROM text WHERE sha256 = ?", sha256)
	if err != nil {
		return err
	}
	o := text.NewOffsets(s)
	for _, p := range list {
		id, err := in.names.ID(p.key)
		if err != nil {
			return err
		}
		quote, err := in.log.Quote(p.place)
		if err != nil {
			return err
		}
		switch {
		case p.start >= p.end || p.end > o.Len():
			in.note("annotation %s: its span %d to %d lies outside its article of %d characters", id, p.start, p.end, o.Len())
		case strings.Contains(p.withheld, "quote"):
		case annotate.ShortQuote(anchor.Select(o, annotate.Span{Start: p.start, End: p.end}).Exact) != quote:
			in.note("annotation %s: its quote is not what the article says at %d to %d", id, p.start, p.end)
		}
	}
	return nil
}

// ErrDamaged words the first problem, nil where there is none.
func (f Findings) Err() error {
	if list := f.Problems(); len(list) > 0 {
		return errors.New(list[0])
	}
	return nil
}

// Zero is the sum of no ids.
func Zero() *big.Int { return new(big.Int) }

// TextsDigest is SHA-256, in hexadecimal, over what a package holds besides the
// ids of its changes: which texts, which of the words in changes, and the words
// around passages.
// Partly are the keys of the changes of which texts may be withheld.
func TextsDigest(ctx context.Context, c *file.Conn, partly []int64) (string, error) {
	defer c.Within(ctx)()
	keys, err := json.Marshal(partly)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	write := func(list ...any) {
		for _, v := range list {
			switch v := v.(type) {
			case string:
				fmt.Fprintf(h, "s%d:%s", len(v), v)
			case []byte:
				fmt.Fprintf(h, "b%d:%s", len(v), v)
			default:
				fmt.Fprintf(h, "v%v;", v)
			}
		}
	}
	texts, err := TextNames(ctx, c)
	if err != nil {
		return "", err
	}
	for _, t := range texts {
		without := 0
		if !t.Here {
			without = 1
		}
		if write(t.Name, without); t.Source == nil {
			write(nil)
		} else {
			write(*t.Source)
		}
	}
	for _, q := range []struct {
		query string
		args  []any
	}{
		{"SELECT n.id, c.sets, c.more FROM json_each(?) k CROSS JOIN change c ON c.key = k.value JOIN name n ON n.key = c.key ORDER BY n.id", []any{string(keys)}},
		{query: "SELECT n.id, x.prefix, x.suffix FROM context x JOIN name n ON n.key = x.annotation ORDER BY n.id"},
	} {
		scan := file.RowOf(3)
		if err := c.Each(func(r file.Row) error {
			list, err := scan(r)
			write(list...)
			return err
		}, q.query, q.args...); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// TextName is a text by its name, and that of the bytes it came from, if any.
type TextName struct {
	Name   string
	Here   bool // the text itself
	Source *string
}

// TextNames lists the texts of a file by their names.
func TextNames(ctx context.Context, c *file.Conn) (list []TextName, err error) {
	pages, err := c.AtRest()
	if err != nil {
		return nil, err
	}
	if pages == nil {
		return file.All(c, func(r file.Row) (t TextName, err error) {
			err = r.Scan(&t.Name, &t.Here, &t.Source)
			return t, err
		}, "SELECT sha256, text IS NOT NULL, source_sha256 FROM text ORDER BY sha256")
	}
	table, err := pages.Table("text", file.LongestRow)
	if err != nil {
		return nil, err
	}
	err = table.Rows(ctx, func(_ int64, record []byte) error {
		v := file.ColumnsOf(record)
		t := TextName{Name: v.Text(), Here: !v.IsNull()}
		v.Skip(1)
		t.Source = v.Optional()
		list = append(list, t)
		return v.Err()
	})
	slices.SortFunc(list, func(a, b TextName) int { return strings.Compare(a.Name, b.Name) })
	return list, err
}
