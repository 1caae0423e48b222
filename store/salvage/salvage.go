// Package salvage saves what can be saved of a damaged project file into a new
// one. It reads the pages of the file itself, so that SQLite need not
// understand it any more, and keeps what proves itself: a text whose SHA-256 is
// its name, a change whose hash is its id. Every change that does is kept as it
// is, whatever is missing around it. What else there is, the derived tables
// above all, proves nothing: where changes are lost it stands in for them, in new
// changes by the person who saves. All that is saved is either proven or told.
package salvage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// Options tell who saves, and how.
type Options struct {
	Person    annotate.ID // who makes the changes that stand in for lost ones
	Name, Key string      // of that person
	Now       func() time.Time
	PageSize  int // in bytes, of files that do not tell
}

// ErrNothing is returned where nothing of a project is found.
var ErrNothing = errors.New("nothing of a project is found in it")

// receipt is that with which everything comes into the new project.
const receipt = 1

// Into saves what can be saved of a damaged file of so many bytes into an empty
// project, and returns what was not saved, or not as it was, one line each. It
// belongs in a transaction. The error is [ErrNothing], that of the new project,
// or when ctx ends first its cause.
func Into(ctx context.Context, c *file.Conn, damaged io.ReaderAt, size int64, o Options) (lost []string, err error) {
	defer c.Within(ctx)()
	s := &salvage{
		Options: o, ctx: ctx, c: c, log: log.Of(c),
		ids: newNames[[16]byte](), words: newNames[string](), spoken: map[string]bool{}, contexts: map[int64][2]string{}, proven: map[int64]bool{}, altered: map[int64]int64{},
		sum: check.Zero(), had: map[change.ID][]run{}, people: map[change.ID]bool{},
	}
	s.tables = tables.Of(c, s.log)
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	s.pages = openPages(damaged, size, o.PageSize)
	for _, step := range []func() error{s.readFirst, s.proveChanges, s.findMissing, s.mendAll, s.adoptTexts, s.finish, s.tellDangling, s.tellTexts, s.keepContexts} {
		if err := cmp.Or(context.Cause(ctx), step()); err != nil {
			return nil, err
		}
	}
	return s.lost, nil
}

// salvage is the saving of a damaged project while it goes on. Keys are those of
// the damaged file, unless they come from a query.
type salvage struct {
	Options
	ctx    context.Context
	c      *file.Conn // the new project
	log    *log.Log   // its log
	tables *tables.Tables
	pages  *pages
	lost   []string

	// Of what proves nothing by itself.
	ids      names[[16]byte]
	words    names[string]
	heres    []here
	spoken   map[string]bool // names of texts that any index has
	contexts map[int64][2]string
	aside    int  // changes that were set aside
	foreign  bool // the derived tables are those of another version

	// Of the changes.
	proven   map[int64]bool  // by their keys
	altered  map[int64]int64 // keys of rows that do not prove themselves, with those of their entities
	entities map[int64]bool  // keys of entities of which there is a change that proves itself, or a row
	count    int64
	sum      *big.Int // of the ids
	had      map[change.ID][]run
	people   map[change.ID]bool // who made any

	// Of what is missing.
	gaps     bool               // the log is not whole, or may not be
	affected map[int64]bool     // entities of which changes are lost; nil where these are not all known
	toldOf   map[change.ID]bool // entities of which a line tells already

	mender mender
}

// here is what the file says of its log.
type here struct {
	changes int64
	sum     [16]byte
}

// tell notes what is not saved, or not as it was.
func (s *salvage) tell(format string, args ...any) {
	s.lost = append(s.lost, check.OneLine(fmt.Sprintf(format, args...)))
}

// each calls f for every row that is found.
func (s *salvage) each(f func(row) error) error {
	turn := 0
	return s.pages.rows(func(r row) error {
		if turn++; turn%256 == 0 && s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
		return f(r)
	})
}

// of tells whether a row may be one of a table or index: no other tree leads to
// its page.
func (r row) of(trees ...string) bool { return r.tree == "" || slices.Contains(trees, r.tree) }

// Names of the indexes that SQLite makes for keys that are no rowids.
const (
	textIndex = "sqlite_autoindex_text_1"
	wordIndex = "sqlite_autoindex_word_1"
)

// readFirst takes the texts into the new project, and reads what the changes
// are read with.
func (s *salvage) readFirst() error {
	if err := s.each(func(r row) error {
		v := r.values
		switch {
		case r.table && len(v) == 4:
			return s.takeText(v)
		case r.table && len(v) == 2 && v[0] == nil: // of name
			s.takeName(r.key, v[1], true)
			if version, ok := v[1].(int64); ok && r.tree == "derived" {
				s.foreign = version != tables.Version
			}
		case !r.table && len(v) == 2:
			if key, ok := v[1].(int64); ok {
				s.takeName(key, v[0], r.of(wordIndex))
				if name, ok := v[0].(string); ok && isHash(name) && r.of(textIndex, "article_sha256") {
					s.spoken[name] = true
				}
			}
		case r.table && len(v) == 5 && v[0] == nil && r.key == 1 && r.of("here"):
			changes, ok := v[3].(int64)
			if sum, isSum := v[4].([]byte); ok && isSum && len(sum) == 16 {
				s.heres = append(s.heres, here{changes, [16]byte(sum)})
			}
		case r.table && len(v) == 1 && v[0] == nil && r.of("aside"):
			s.aside++
		case r.table && len(v) == 3 && v[0] == nil && r.of("context"):
			prefix, ok := v[1].(string)
			if suffix, isText := v[2].(string); ok && isText && isContext(prefix) && isContext(suffix) {
				s.contexts[r.key] = [2]string{prefix, suffix}
			}
		case !r.table && len(v) == 3 && r.of("draft"):
			name, ok := v[0].(string)
			text, isText := v[1].(string)
			if _, isTime := v[2].(int64); ok && isText && isTime {
				s.tell("what was being typed is not saved: %s, in the field %s", annotate.Quoted(cut(text)), annotate.Quoted(cut(name)))
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return s.c.Exec("INSERT INTO receipt (id, at, origin, aside) VALUES (?, ?, 'salvage', 0)", receipt, s.Now().UnixMilli())
}

// takeName takes up what id or word a key stands for, by the table of these or
// its index. Rows of other indexes can look as if they told of a word: then
// mayBeWord is false, where it is known whose they are.
func (s *salvage) takeName(key int64, value any, mayBeWord bool) {
	switch v := value.(type) {
	case []byte:
		if len(v) == 16 {
			s.ids.add(key, [16]byte(v))
		}
	case string:
		if mayBeWord && !isHash(v) && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789_. ()") == "" {
			s.words.add(key, v)
		}
	}
}

// cut shortens what was typed for a line.
func cut(s string) string {
	if r := []rune(s); len(r) > annotate.MaxQuote {
		return string(r[:annotate.MaxQuote]) + "…"
	}
	return s
}

func isHash(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

func isContext(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsRune(s, 0) && utf8.RuneCountInString(s) <= 32
}

// takeText takes a row of the table of texts, if it is one.
func (s *salvage) takeText(values []any) error {
	name, isName := values[0].(string)
	if !isName || !isHash(name) {
		return nil
	}
	body, isText := values[1].(string)
	if !isText {
		if values[1] == nil && values[2] == nil && values[3] == nil {
			return s.c.Exec("INSERT OR IGNORE INTO text (sha256) VALUES (?)", name)
		}
		return nil
	}
	s.spoken[name] = true
	if check.Hash([]byte(body)) != name || !utf8.ValidString(body) || strings.ContainsAny(body, "\x00\r") || !norm.NFC.IsNormalString(body) {
		return nil
	}
	source, sum := values[2], values[3]
	b, isBytes := source.([]byte)
	digest, isText := sum.(string)
	fits := isBytes && isText
	if fits {
		_, fits = check.Source(b, digest)
	}
	if leftOut := source == nil && isText && isHash(digest); !fits && !leftOut {
		if source != nil || sum != nil {
			s.tell("the text %s: what it came from was altered, and is not saved", name[:8])
		}
		source, sum = nil, nil
	}
	return s.c.Exec("INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "+
		"text = excluded.text, source = excluded.source, source_sha256 = excluded.source_sha256 WHERE text.text IS NULL OR text.source IS NULL", name, body, source, sum)
}

// finish derives what follows from the log, and writes down what is in it. The
// file has no copy's name yet: it takes one with its first change.
func (s *salvage) finish() error {
	sum := check.SumBytes(s.sum)
	if err := s.c.Exec("UPDATE here SET copy = 0, number = 0, changes = ?, sum = ? WHERE id = 1", s.count, sum[:]); err != nil {
		return err
	}
	if s.aside > 0 {
		s.tell("what was set aside counts again (%s)", changes(int64(s.aside)))
	}
	texts, err := s.c.Has("SELECT 1 FROM text")
	if err == nil && !texts && s.count == 0 {
		err = ErrNothing
	}
	return cmp.Or(err, s.tables.Rebuild(s.ctx))
}

func changes(n int64) string {
	if n == 1 {
		return "1 change"
	}
	return fmt.Sprint(n, " changes")
}

// keepContexts keeps the words around the passages of texts that are not here.
func (s *salvage) keepContexts() error {
	kept := 0
	for key, words := range s.contexts {
		n, err := s.keyOf(annotate.KindAnnotation, s.id(key))
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		needed, err := s.c.Has("SELECT 1 FROM annotation n JOIN article a ON a.key = n.article WHERE n.key = ? AND NOT EXISTS "+
			"(SELECT 1 FROM text t WHERE t.sha256 = a.sha256 AND t.text IS NOT NULL)", n)
		if err != nil {
			return err
		}
		if needed {
			kept++
			if err := s.c.Exec("INSERT INTO context (annotation, prefix, suffix) VALUES (?, ?, ?)", n, words[0], words[1]); err != nil {
				return err
			}
		}
	}
	if kept > 0 {
		s.tell("the words around %d passages are saved as they were found: nothing proves them, since the texts are not here", kept)
	}
	return nil
}

// keyOf is the key, in the new project, of an entity that its log has changes
// of; 0 for any other.
func (s *salvage) keyOf(kind change.Kind, id change.ID) (int64, error) {
	if id == "" {
		return 0, nil
	}
	known, err := s.log.Kind(id)
	if err != nil || known != kind {
		return 0, err
	}
	return s.log.Key(id)
}
