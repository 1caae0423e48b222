package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
)

// readTables takes from the derived tables what the log has lost: an entity
// whose row is not what the log gives is changed to what stands there.
func (s *salvage) readTables() error {
	if !s.gaps {
		return nil
	}
	read := map[annotate.ID]bool{}
	return s.pages().rows(func(table bool, _ int64, values []any) error {
		ref, fields, ok := s.entityOf(values)
		if table || !ok || read[ref.ID] {
			return s.ctx.Err()
		}
		read[ref.ID] = true
		var st annotate.State
		if known := s.states[ref.ID]; known != nil {
			if known.Kind != ref.Kind {
				return nil
			}
			st = known.State
		}
		diff := differing(st, fields)
		if st.Value(annotate.Deleted) == true {
			diff[annotate.Deleted] = nil
		}
		for name, value := range diff {
			if value == nil && st.Value(name) == nil {
				delete(diff, name)
			}
		}
		if sum, ok := diff["sha256"].(string); ok { // its address decided its id
			if diff["url"] = fields["url"]; annotate.ArticleID(sum, textOf(fields, "url")) != ref.ID {
				return nil
			}
		}
		if len(diff) > 0 {
			s.mend(ref, false, diff)
			s.lost("%s %s: changes of it are lost; it is saved as it stood last", ref.Kind, s.call(ref))
		}
		return nil
	})
}

// entityOf reads a row of a derived table as the fields of an entity.
func (s *salvage) entityOf(values []any) (ref Ref, fields annotate.Fields, ok bool) {
	columns := map[annotate.Kind]string{
		annotate.KindArticle: articleColumns + ", " + countColumns, annotate.KindClaim: claimColumns + ", " + marksColumn,
		annotate.KindAnnotation: annotationColumns, annotate.KindReviewer: reviewerColumns, annotate.KindSetting: settingColumns,
	}
	if s.format == 1 {
		columns[annotate.KindArticle] = articleColumns
		columns[annotate.KindClaim], columns[annotate.KindAnnotation] = claimColumns1, annotationColumns1
	}
	for _, kind := range kinds {
		names := strings.Split(strings.ReplaceAll(columns[kind], `"`, ""), ", ")
		if len(names) != len(values) {
			continue
		}
		id, _ := values[0].(string)
		parsed, err := annotate.ParseID(id)
		if err != nil || string(parsed) != id {
			continue
		}
		fields = annotate.Fields{}
		for i, name := range names[1:] {
			if !annotate.HasField(kind, name) {
				continue // follows from the log
			}
			switch v := values[i+1].(type) {
			case string:
				if fields[name] = v; v == "" {
					fields[name] = nil
				}
			case int64:
				fields[name] = int(v)
			default:
				fields[name] = v
			}
		}
		if fields.Check(kind) == nil && ownID(kind, parsed, fields) {
			return Ref{kind, parsed}, fields, true
		}
	}
	return Ref{}, nil, false
}

// ownID tells whether an entity with those fields can have an id; rows of
// indexes look like rows of tables.
func ownID(kind annotate.Kind, id annotate.ID, fields annotate.Fields) bool {
	switch kind {
	case annotate.KindArticle:
		return textOf(fields, "sha256") != ""
	case annotate.KindSetting:
		return annotate.SettingID(textOf(fields, "name")) == id
	case annotate.KindReviewer:
		name := textOf(fields, "name")
		_, err := annotate.ParseID(name)
		return name != "" && err != nil
	case annotate.KindClaim:
		return textOf(fields, "statement") != ""
	}
	return textOf(fields, "article") != "" && textOf(fields, "verdict") != ""
}

func textOf(fields annotate.Fields, name string) string {
	s, _ := fields[name].(string)
	return s
}

// call names an entity for a person.
func (s *salvage) call(ref Ref) string {
	name := ""
	if st := s.states[ref.ID]; st != nil {
		switch ref.Kind {
		case annotate.KindArticle:
			name = st.Article("").Name()
		case annotate.KindClaim:
			name = st.Claim("").Statement
		case annotate.KindAnnotation:
			name = st.Annotation("").Quote
		case annotate.KindReviewer:
			name = st.Reviewer("").Name
		case annotate.KindSetting:
			name, _ = st.Setting()
		}
	}
	if name == "" {
		return string(ref.ID)
	}
	return annotate.Quoted(name)
}

// adoptTexts makes articles of the texts whose articles are lost. One that had
// no address has the id of the lost one, and so its passages.
func (s *salvage) adoptTexts() error {
	if !s.gaps {
		return nil
	}
	owned := map[string]bool{}
	for _, st := range s.states {
		owned[st.Article("").SHA256] = true
	}
	names, err := file.All(s.c, file.Scalar[string], "SELECT sha256 FROM text ORDER BY sha256")
	if err != nil {
		return err
	}
	for _, name := range names {
		if owned[name] {
			continue
		}
		body, err := s.text(name)
		if err != nil {
			return err
		}
		ref := Ref{annotate.KindArticle, annotate.ArticleID(name, "")}
		title := "Text without its article " + name[:8]
		s.mend(ref, false, annotate.Fields{"sha256": name, "chars": utf8.RuneCountInString(body.String), "title": title})
		s.lost("the article of a text is lost: the text is called %s now", annotate.Quoted(title))
	}
	return nil
}

func (s *salvage) text(name string) (sql.NullString, error) {
	return file.One(s.c, file.Scalar[sql.NullString], "SELECT text FROM text WHERE sha256 = ?", name)
}

// complete drops what cannot stand without what is lost, and puts names in the
// place of lost names.
func (s *salvage) complete() error {
	live := slices.DeleteFunc(slices.Collect(maps.Values(s.states)), func(st *entityState) bool { return !st.Live() })
	slices.SortFunc(live, func(a, b *entityState) int { // passages of one article after each other
		return cmp.Or(cmp.Compare(a.Annotation("").Article, b.Annotation("").Article), cmp.Compare(a.ID, b.ID))
	})
	for _, step := range []func(*entityState) error{s.completeArticle, s.completePassage, s.completeClaim} {
		for _, st := range live {
			if s.dropped[st.ID] {
				continue
			}
			if err := cmp.Or(s.ctx.Err(), step(st)); err != nil {
				return err
			}
		}
	}
	for _, e := range slices.Clone(s.log) {
		if !s.dropped[e.Entity] {
			s.nameReviewer(e.Reviewer)
		}
	}
	return nil
}

// drop leaves an entity out.
func (s *salvage) drop(ref Ref, why string) {
	s.lost("%s %s: %s", ref.Kind, s.call(ref), why)
	delete(s.states, ref.ID)
	s.dropped[ref.ID] = true
}

func (s *salvage) completeArticle(st *entityState) error {
	if st.Kind != annotate.KindArticle {
		return nil
	}
	a := st.Article(st.ID)
	if a.SHA256 == "" {
		s.drop(st.Ref, "what text it has is lost")
		return nil
	}
	known, err := s.c.Has("SELECT 1 FROM text WHERE sha256 = ?", a.SHA256)
	if err != nil {
		return err
	}
	if !known {
		if !s.withheld[a.SHA256] {
			s.lost("article %s: its text is lost; its passages are saved", s.call(st.Ref))
		}
		if err := s.c.Exec("INSERT INTO text (sha256) VALUES (?)", a.SHA256); err != nil {
			return err
		}
	} else if body, err := s.text(a.SHA256); err != nil {
		return err
	} else if body.Valid && utf8.RuneCountInString(body.String) != a.Chars {
		s.mend(st.Ref, false, annotate.Fields{"chars": utf8.RuneCountInString(body.String)})
	}
	if a.Supersedes != "" && (a.Supersedes == st.ID || s.states[a.Supersedes] == nil || s.states[a.Supersedes].Kind != annotate.KindArticle) {
		s.mend(st.Ref, false, annotate.Fields{"supersedes": nil})
		s.lost("article %s: the earlier capture of it is lost", s.call(st.Ref))
	}
	return nil
}

func (s *salvage) completePassage(st *entityState) error {
	if st.Kind != annotate.KindAnnotation {
		return nil
	}
	n := st.Annotation(st.ID)
	in := s.states[n.Article]
	if in == nil || in.Kind != annotate.KindArticle {
		s.drop(st.Ref, fmt.Sprintf("its article is lost (%s, %s)", n.Verdict, annotate.Quoted(n.Note)))
		return nil
	}
	if in.Live() {
		ok, err := s.stands(n, in.Article(n.Article))
		if err != nil {
			return err
		}
		if !ok {
			s.drop(st.Ref, "where it stands in its article is lost")
			return nil
		}
	}
	if n.Reviewer == "" {
		s.mend(st.Ref, false, annotate.Fields{"reviewer": string(s.mender())})
	} else {
		s.nameReviewer(n.Reviewer)
	}
	if n.Claim != "" && (s.states[n.Claim] == nil || s.states[n.Claim].Kind != annotate.KindClaim) {
		s.nameClaim(n.Claim)
	}
	return nil
}

// stands tells whether an annotation quotes what its article says.
func (s *salvage) stands(n annotate.Annotation, a annotate.Article) (bool, error) {
	if n.Start >= n.End || n.End > a.Chars {
		return false, nil
	}
	if s.last.sha256 != a.SHA256 {
		body, err := s.text(a.SHA256)
		if err != nil {
			return false, err
		}
		if s.last = (loadedText{sha256: a.SHA256}); body.Valid {
			s.last.offsets = text.NewOffsets(body.String)
		}
	}
	return s.last.offsets == nil || anchor.Select(s.last.offsets, n.Span()) == anchor.Selector{Exact: n.Quote, Prefix: n.Prefix, Suffix: n.Suffix}, nil
}

func (s *salvage) completeClaim(st *entityState) error {
	if st.Kind == annotate.KindClaim && st.Claim(st.ID).Statement == "" {
		s.nameClaim(st.ID)
	}
	return nil
}

func (s *salvage) nameClaim(id annotate.ID) {
	s.mend(Ref{annotate.KindClaim, id}, true, annotate.Fields{"statement": "Lost claim " + string(id[:8])})
	s.lost("claim %s: its statement is lost", id)
}

func (s *salvage) nameReviewer(id annotate.ID) {
	if st := s.states[id]; st != nil && st.Kind == annotate.KindReviewer {
		return
	}
	s.mend(Ref{annotate.KindReviewer, id}, true, annotate.Fields{"name": "Lost reviewer " + string(id[:8])})
	s.lost("reviewer %s: the name is lost", id)
}
