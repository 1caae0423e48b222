package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
)

// maxProblems is how many problems are told before the rest is summed up.
const maxProblems = 100

// findings are the problems of a project file, one line each.
type findings struct {
	file    []string // in what cannot be made anew: texts, log, the file itself
	derived []string // in what the log can give anew
}

// inspection is a check of a whole project while it goes on.
type inspection struct {
	findings
	c       *file.Conn
	format  int
	texts   map[string]int                // length in code points of each text; -1 where withheld
	kinds   map[annotate.ID]annotate.Kind // of every entity in the log
	authors []entry                       // the first change of each reviewer
	known   map[annotate.ID]bool          // those reviewers
	live    map[annotate.Kind]int
}

// inspect checks all that a file of the latest format holds, whose list of
// tables must have been checked before: pages and types by SQLite, which looks
// at neither meaning nor most of the content, and everything else here.
func inspect(c *file.Conn) findings {
	in := newInspection(c, latest)
	if in.base() {
		in.run(in.checkEntities, in.checkCounts, in.checkActions, in.checkRows, in.checkSpans)
	}
	return in.findings
}

// inspectBase checks what all formats have in common, and a package's digest.
func inspectBase(c *file.Conn, format int) findings {
	in := newInspection(c, format)
	in.base()
	return in.findings
}

func newInspection(c *file.Conn, format int) *inspection {
	return &inspection{
		c: c, format: format, texts: map[string]int{}, kinds: map[annotate.ID]annotate.Kind{}, known: map[annotate.ID]bool{},
		live: map[annotate.Kind]int{},
	}
}

func (in *inspection) base() (ok bool) {
	return in.run(in.checkPages, in.checkTexts, in.checkLog, in.checkPackage)
}

// run makes checks until one finds a problem in the file, which those that
// follow would only repeat.
func (in *inspection) run(checks ...func() error) (ok bool) {
	for _, check := range checks {
		if err := check(); err != nil {
			in.problem("%v", err)
		}
		if len(in.file) > 0 {
			return false
		}
	}
	return true
}

func (f *findings) problem(format string, args ...any) {
	f.file = append(f.file, oneLine(fmt.Sprintf(format, args...)))
}

func (f *findings) stale(format string, args ...any) {
	f.derived = append(f.derived, fmt.Sprintf(format, args...))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// all lists the problems, the first ones if there are many.
func (f findings) all() []string {
	list := append(append([]string{}, f.file...), f.derived...)
	if more := len(list) - maxProblems; more > 0 {
		list = append(list[:maxProblems], fmt.Sprintf("and %d more", more))
	}
	return list
}

// err is the first problem of the file at a path, for one who would open it.
func (f findings) err(path string) error {
	if problems := f.all(); len(problems) > 0 {
		return file.Damaged("open", path, errors.New(problems[0]))
	}
	return nil
}

func (in *inspection) checkPages() error {
	err := in.c.Each(func(r file.Row) error {
		line, err := file.Scalar[string](r)
		if err == nil && line != "ok" {
			in.problem("file: %s", line)
		}
		return err
	}, fmt.Sprintf("PRAGMA integrity_check(%d)", maxProblems))
	if err != nil || len(in.file) > 0 {
		for _, line := range slices.Backward(offenders(in.c)) {
			in.file = slices.Insert(in.file, 0, oneLine(line))
		}
	}
	return err
}

func (in *inspection) checkTexts() error {
	return in.c.Each(func(r file.Row) error {
		var name string
		var s, sourceSum sql.NullString
		var source []byte
		if err := r.Scan(&name, &s, &source, &sourceSum); err != nil {
			return fmt.Errorf("text %q: %w", name, err)
		}
		in.texts[name] = -1
		if s.Valid {
			in.texts[name] = utf8.RuneCountInString(s.String)
		}
		switch {
		case s.Valid && hash([]byte(s.String)) != name:
			in.problem("text %q: it is not what was added under that name", name)
		case s.Valid && (!utf8.ValidString(s.String) || strings.ContainsAny(s.String, "\x00\r")):
			in.problem("text %q: it is not in canonical form", name)
		case (source != nil) != sourceSum.Valid || source != nil && hash(source) != sourceSum.String:
			in.problem("text %q: its source is not what was added with it", name)
		}
		return nil
	}, "SELECT "+textColumns+" FROM text")
}

func (in *inspection) checkLog() error {
	var before []byte
	err := in.c.Each(func(r file.Row) error {
		e, err := scanEntry(r)
		if err == nil {
			err = in.checkEntry(e)
		}
		switch {
		case err != nil && !errors.Is(err, annotate.ErrField):
			return err
		case err != nil:
			in.problem("%v", err)
		case !bytes.Equal(e.sum, e.chain(before)):
			in.problem("change %d (%q): it, or what stood before it, was altered or taken out", e.seq, e.ID)
		}
		before = e.sum
		return nil
	}, "SELECT "+entryColumns+" FROM change ORDER BY seq")
	for _, e := range in.authors {
		if in.kinds[e.Reviewer] != annotate.KindReviewer {
			in.problem("change %d: its reviewer %q is not in the log", e.seq, e.Reviewer)
		}
	}
	return err
}

// checkEntry checks the values of one row of the log, and notes what it names.
// Its errors wrap annotate.ErrField.
func (in *inspection) checkEntry(e entry) error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("change %d (%q): %w: %s", e.seq, e.ID, annotate.ErrField, fmt.Sprintf(format, args...))
	}
	for _, x := range []struct {
		name string
		id   annotate.ID
	}{{"id", e.ID}, {"reviewer", e.Reviewer}, {"action", e.Action}, {"entity", e.Entity}, {"undoes", e.Undoes}} {
		if parsed, err := annotate.ParseID(string(x.id)); (err != nil || parsed != x.id) && (x.name != "undoes" || x.id != "") {
			return wrong("%s %q is not an id", x.name, x.id)
		}
	}
	if e.Undoes != "" && e.Undoes == e.Action {
		return wrong("it undoes itself")
	}
	if !e.Clock.Valid() {
		return wrong("clock %d", e.Clock)
	}
	if e.Verb == "" || !utf8.ValidString(e.Verb) || strings.ContainsFunc(e.Verb, unicode.IsControl) {
		return wrong("verb %q", e.Verb)
	}
	if canonical, err := annotate.MarshalFields(e.Fields); err != nil || string(canonical) != e.json {
		return wrong("fields are not written as they should be")
	}
	if kind, known := in.kinds[e.Entity]; known && kind != e.Kind {
		return wrong("%s %s was a %s before", e.Kind, e.Entity, kind)
	}
	in.kinds[e.Entity] = e.Kind
	if !in.known[e.Reviewer] {
		in.known[e.Reviewer] = true
		in.authors = append(in.authors, e)
	}
	if sum, ok := e.Fields["sha256"].(string); ok {
		url, _ := e.Fields["url"].(string)
		if annotate.ArticleID(sum, url) != e.Entity {
			return wrong("article %s cannot have that text", e.Entity)
		}
	}
	return nil
}

// checkEntities holds the derived rows against the log, and what is in the
// project against what it refers to. Both come in the order of the ids, so
// that each is read once.
func (in *inspection) checkEntities() error {
	rows := map[annotate.Kind]*file.Cursor{}
	for _, kind := range kinds {
		var err error
		if rows[kind], err = in.c.Cursor(tables[kind].list, len(tables[kind].columns)); err != nil {
			return err
		}
		defer rows[kind].Close()
	}
	return fold(in.c, annotate.LastClock, func(kind annotate.Kind, id annotate.ID, s annotate.State) error {
		found, err := rows[kind].Seek(string(id))
		if err != nil {
			return fmt.Errorf("%s %s: %w", kind, id, err)
		}
		if !s.Live() {
			if found {
				in.stale("%s %s: it stands in its table though it was removed", kind, id)
			}
			return nil
		}
		in.live[kind]++
		in.checkReferences(kind, id, s)
		if !found {
			in.stale("%s %s: it is missing from its table", kind, id)
			return nil
		}
		t := tables[kind]
		for i, want := range t.values(id, s) {
			if rows[kind].Values[i] != want {
				in.stale("%s %s: %s in its table does not agree with the log", kind, id, t.columns[i])
			}
		}
		return nil
	})
}

func (in *inspection) checkReferences(kind annotate.Kind, id annotate.ID, s annotate.State) {
	refer := func(name string, to annotate.ID, want annotate.Kind) {
		if in.kinds[to] != want {
			in.problem("%s %s: its %s %q is not in the log", kind, id, name, to)
		}
	}
	switch kind {
	case annotate.KindArticle:
		a := s.Article(id)
		if chars, ok := in.texts[a.SHA256]; !ok {
			in.problem("article %s: its text is missing", id)
		} else if chars >= 0 && chars != a.Chars {
			in.problem("article %s: its text has %d characters, not %d", id, chars, a.Chars)
		}
		if a.Supersedes == id {
			in.problem("article %s: it supersedes itself", id)
		} else if a.Supersedes != "" {
			refer("supersedes", a.Supersedes, annotate.KindArticle)
		}
	case annotate.KindClaim:
		if s.Claim(id).Statement == "" {
			in.problem("claim %s: it has no statement", id)
		}
	case annotate.KindAnnotation:
		n := s.Annotation(id)
		refer("article", n.Article, annotate.KindArticle)
		refer("reviewer", n.Reviewer, annotate.KindReviewer)
		if n.Claim != "" {
			refer("claim", n.Claim, annotate.KindClaim)
		}
	}
}

func (in *inspection) checkCounts() error {
	for _, kind := range kinds {
		n, err := file.One(in.c, file.Scalar[int], tables[kind].count)
		if err != nil {
			return err
		}
		if n > in.live[kind] {
			in.stale("%s: the table has %d rows, by the log there are %d", kind, n, in.live[kind])
		}
	}
	return nil
}

func (in *inspection) checkActions() error {
	want, err := replay(in.c)
	if err != nil {
		return err
	}
	got, err := file.All(in.c, scanStep, "SELECT "+stepColumns+" FROM action ORDER BY seq")
	if err != nil {
		return err
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			in.stale("action: what can be undone does not agree with the log")
			break
		}
	}
	return nil
}

// checkSpans holds every annotation against the text that it quotes. Texts
// that were withheld leave only the length.
func (in *inspection) checkSpans() error {
	if len(in.derived) > 0 {
		return nil // the rows are made anew first
	}
	articles, err := file.All(in.c, scanArticle, "SELECT "+articleColumns+" FROM article ORDER BY id")
	if err != nil {
		return err
	}
	for _, a := range articles {
		list, err := file.All(in.c, scanAnnotation, "SELECT "+annotationColumns+" FROM annotation WHERE article = ? ORDER BY id", a.ID)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		s, err := file.One(in.c, file.Scalar[sql.NullString], "SELECT text FROM text WHERE sha256 = ?", a.SHA256)
		if err != nil {
			return err
		}
		o := text.NewOffsets(s.String)
		for _, n := range list {
			if n.Start >= n.End || n.End > a.Chars {
				in.problem("annotation %s: its span %d to %d lies outside its article of %d characters", n.ID, n.Start, n.End, a.Chars)
			} else if s.Valid && anchor.Select(o, n.Span()) != (anchor.Selector{Exact: n.Quote, Prefix: n.Prefix, Suffix: n.Suffix}) {
				in.problem("annotation %s: its quote is not what the article says at %d to %d", n.ID, n.Start, n.End)
			}
		}
	}
	return nil
}

// checkPackage holds a package, on which nobody has worked since, against the
// digest that it was packed with.
func (in *inspection) checkPackage() error {
	want, err := file.One(in.c, file.Scalar[string], "SELECT digest FROM package")
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	} else if err != nil {
		return err
	}
	got, err := digest(in.c, in.format)
	if err == nil && got != want {
		in.problem("package: it does not hold what was packed")
	}
	return err
}
