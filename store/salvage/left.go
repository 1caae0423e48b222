package salvage

import (
	"fmt"
	"maps"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// What is left hanging where changes are lost is kept as it is, since it may
// come in again, and told.

// adoptTexts makes articles of the texts whose articles are lost, and gives the
// project an id where that is.
func (s *salvage) adoptTexts() error {
	if !s.gaps {
		return nil
	}
	owned := map[string]bool{}
	hasProject := false
	if err := s.eachEntity(func(st annotate.State) error {
		list := st.Changes()
		hasProject = hasProject || st.Kind == annotate.KindProject
		for _, c := range list {
			if st.Kind == annotate.KindArticle {
				key, _ := c.Set("key")
				owned[key.Field("sha256").Text] = true
			}
		}
		if slices.ContainsFunc(list, (*change.Change).IsMaking) || st.Kind == annotate.KindClaim || st.Kind == annotate.KindReviewer || s.toldOf[st.ID] {
			return nil
		}
		return s.tellOf(st.Ref, shown{}, fmt.Sprintf("its making is lost, so that it is not shown; %s of it %s saved", changes(int64(len(list))), are(len(list))))
	}); err != nil {
		return err
	}
	texts, err := file.All(s.c, file.Scalar[string], "SELECT sha256 FROM text WHERE text IS NOT NULL ORDER BY sha256")
	if err != nil {
		return err
	}
	for _, sum := range texts {
		if owned[sum] {
			continue
		}
		chars, err := s.chars(sum)
		if err != nil {
			return err
		}
		title := "Text without its article " + sum[:8]
		fields := annotate.Fields{"sha256": sum, "chars": chars, "title": title}
		sets := append(annotate.Spec(annotate.KindArticle).RegisterValues(fields, []string{"sha256", "title"}), life())
		ref := annotate.Ref{Kind: annotate.KindArticle, ID: annotate.ArticleID(sum, "", "")}
		if _, err := s.mend(ref, sets); err != nil {
			return err
		}
		s.tell("the article of a text is lost: the text is called %s now", annotate.Quoted(title))
	}
	if hasProject || s.count == 0 {
		return nil
	}
	if _, err := s.mend(annotate.Ref{Kind: annotate.KindProject}, []change.Field{life()}); err != nil {
		return err
	}
	s.tell("the id of the project is lost: it has a new one, so that other copies of it count as other projects")
	return nil
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// making tells whether the log has the making of an entity.
func (s *salvage) making(kind change.Kind, id change.ID) (bool, error) {
	f, err := s.log.Fold(annotate.Ref{Kind: kind, ID: id})
	return err == nil && slices.ContainsFunc(f.Changes(), (*change.Change).IsMaking), err
}

// tellDangling tells what the tables show that hangs on what is lost.
func (s *salvage) tellDangling() error {
	if !s.gaps {
		return nil
	}
	type passage struct {
		article, claim change.ID
		verdict        string
		quote, note    string
	}
	list, err := file.All(s.c, func(r file.Row) (p passage, err error) {
		var article, claim, verdict, place int64
		if err := r.Scan(&article, &claim, &verdict, &place, &p.note); err != nil {
			return p, err
		}
		p.verdict = string(tables.Verdict(verdict))
		if p.quote, err = s.log.Quote(place); err != nil {
			return p, err
		}
		if p.article, err = s.log.ID(article); err == nil && claim != 0 {
			p.claim, err = s.log.ID(claim)
		}
		return p, err
	}, `SELECT n.article, n.claim, n.verdict, n.place, n.note FROM annotation n LEFT JOIN article a ON a.key = n.article LEFT JOIN claim c ON c.key = n.claim
		WHERE a.key IS NULL OR n.claim <> 0 AND c.key IS NULL ORDER BY n.article, n.start, n.key`)
	if err != nil {
		return err
	}
	untied := map[change.ID]int{}
	for _, p := range list {
		known, err := s.making(annotate.KindArticle, p.article)
		if err != nil {
			return err
		}
		if !known {
			s.tell("annotation %s: its article is lost (%s, %s)", annotate.Quoted(p.quote), p.verdict, annotate.Quoted(p.note))
		}
		if known, err = s.making(annotate.KindClaim, p.claim); err != nil {
			return err
		}
		if p.claim != "" && !known {
			untied[p.claim]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(untied)) {
		s.tell("claim %s: its statement is lost; of the passages tied to it %d are saved", id, untied[id])
	}
	people, err := file.All(s.c, log.ScanID, "SELECT DISTINCT n.id FROM change c JOIN name n ON n.key = c.person WHERE c.person NOT IN (SELECT key FROM reviewer) ORDER BY n.id")
	if err != nil {
		return err
	}
	for _, id := range people {
		s.tell("reviewer %s: the name is lost", id)
	}
	return nil
}

// tellTexts tells of the texts that are lost.
func (s *salvage) tellTexts() error {
	type article struct{ name, sum string }
	lacking, err := file.All(s.c, func(r file.Row) (a article, err error) {
		var id, title, outlet, name string
		err = r.Scan(&id, &a.sum, &title, &outlet, &name)
		a.name = annotate.Article{ID: change.ID(id), Title: title, Outlet: outlet, File: name}.Name()
		return a, err
	}, `SELECT a.key, a.sha256, a.title, a.outlet, a.file FROM article a WHERE a.sha256 NOT IN (SELECT sha256 FROM text) ORDER BY a.sha256, a.key`)
	if err != nil {
		return err
	}
	for _, a := range lacking {
		delete(s.spoken, a.sum)
		s.tell("article %s: its text is lost; its passages are saved", annotate.Quoted(a.name))
	}
	for _, sum := range slices.Sorted(maps.Keys(s.spoken)) {
		here, err := s.c.Has("SELECT 1 FROM text WHERE sha256 = ?", sum)
		if err != nil {
			return err
		}
		if !here {
			s.tell("the text %s is lost, whose article is not in the project", sum[:8])
		}
	}
	return nil
}
