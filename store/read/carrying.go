package read

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/carry"
	"claimtrace/annotate/change"
	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
)

// Carrying is a passage that has no place in an article yet: it stands in the version before, and
// was not carried over; or it stands in the article itself, but its words do not stand there; or it
// came in with a set, and its words stand nowhere or in several places.
type Carrying struct {
	annotate.Annotation             // as it stands now
	To                  annotate.ID // the article in which a place is looked for
	Carried             annotate.ID // of the annotation that carrying it over makes
	Waits               bool        // it came in without a sure place, and is in the project once it has one
	carry.Found
}

// Here tells whether the passage belongs to the article itself.
func (c Carrying) Here() bool { return c.Article == c.To }

// What is not to be carried over is a setting, named by the annotation that it would be.
const droppedPrefix = "dropped: "

// DroppedSetting is the name of the setting that says so.
func DroppedSetting(carried change.ID) string { return droppedPrefix + string(carried) }

// notCarried tells whether an annotation that would be carried over was decided on: it is there, was
// there and was removed, or was dropped.
func (s *Source) notCarried() (func(carried change.ID) (bool, error), error) {
	dropped := map[change.ID]bool{}
	if err := s.Tables.Each(func(r file.Row) error {
		var name string
		err := r.Scan(&name)
		dropped[change.ID(strings.TrimPrefix(name, droppedPrefix))] = true
		return err
	}, "SELECT name FROM setting WHERE substr(name, 1, ?) = ? AND value <> ''", len(droppedPrefix), droppedPrefix); err != nil {
		return nil, err
	}
	return func(carried change.ID) (bool, error) {
		if dropped[carried] {
			return false, nil
		}
		there, err := s.Tables.Has("SELECT 1 FROM annotation WHERE key = "+keyOf, arg(carried))
		if err != nil || there {
			return false, err
		}
		f, err := s.Log.Fold(change.Ref{Kind: annotate.KindAnnotation, ID: carried})
		return err == nil && !slices.ContainsFunc(f.Heads(change.Life), (*change.Change).IsRemoval), err
	}, nil
}

// carryFrom joins passages of articles with the versions that follow. The articles are gone through
// first, as most have no other version. The texts stand elsewhere where the tables are of a moment.
const carryFrom = "FROM article a CROSS JOIN article o ON o.key = a.supersedes AND a.supersedes NOT IN (0, a.key) " +
	"CROSS JOIN annotation n ON n.article = o.key " +
	"JOIN name nn ON nn.key = n.key JOIN name an ON an.key = a.key JOIN name oname ON oname.key = o.key JOIN name rn ON rn.key = n.reviewer"

// uncarried lists passages with the versions that they are to be carried over to: those of one article, as the
// earlier or the later version, or of all where it is "". The text of the later version is here.
func (s *Source) uncarried(article change.ID) ([]Carrying, error) {
	query := "SELECT nn.id, oname.id, an.id, rn.id, a.sha256 " + carryFrom
	var args []any
	if article != "" {
		query, args = query+" WHERE "+keyOf+" IN (a.key, o.key)", []any{arg(article)}
	}
	type row struct {
		Carrying
		sha256 string // of the later version
	}
	list, err := file.All(s.Tables, func(r file.Row) (c row, err error) {
		err = r.Scan((*blobID)(&c.ID), (*blobID)(&c.Article), (*blobID)(&c.To), (*blobID)(&c.Reviewer), &c.sha256)
		c.Carried = annotate.CarriedID(c.ID, c.To)
		return c, err
	}, query+` ORDER BY a.sort IS NULL, a.sort, an.id, n.start, n."end", nn.id`, args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	wanted, err := s.notCarried()
	if err != nil {
		return nil, err
	}
	var all []Carrying
	here := map[string]bool{} // texts
	for _, c := range list {
		has, known := here[c.sha256]
		if !known {
			if has, err = s.Texts.here(c.sha256); err != nil {
				return nil, err
			}
			here[c.sha256] = has
		}
		if !has {
			continue
		}
		ok, err := wanted(c.Carried)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, c.Carrying)
		}
	}
	return all, nil
}

// misplaced lists the passages of an article whose words, as they were kept, do not stand where
// they are said to.
func (s *Source) misplaced(article change.ID) (all []Carrying, err error) {
	query := "SELECT " + annotationSelect + " " + annotationFrom + " WHERE n.article = " + keyOf + ` ORDER BY n.start, n."end", nn.id`
	found, err := file.All(s.Tables, scanAnnotation, query, arg(article))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	has, err := s.Texts.here(found[0].sha256)
	if err != nil || !has {
		return nil, err
	}
	o, err := s.Texts.named(found[0].sha256)
	if err != nil {
		return nil, err
	}
	wanted, err := s.notCarried()
	if err != nil {
		return nil, err
	}
	for i := range found {
		n := found[i].value()
		kept, err := s.Log.Quote(found[i].place)
		if err != nil {
			return nil, err
		}
		if kept == "" || n.End <= o.Len() && annotate.ShortQuote(o.Slice(n.Start, n.End)) == kept {
			continue
		}
		n.Quote = kept
		c := Carrying{Annotation: n, To: article, Carried: annotate.CarriedID(n.ID, article)}
		ok, err := wanted(c.Carried)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, c)
		}
	}
	return all, nil
}

// HasWaiting tells whether a passage ever came in without a sure place.
func (s *Source) HasWaiting() (bool, error) {
	return s.Log.Conn().Has("SELECT 1 FROM word WHERE word = ?", annotate.CodeWait)
}

// waiting lists the passages that came in without a sure place, and whose article has a text here: of one article,
// or of all where it is "".
func (s *Source) waiting(article change.ID) (all []Carrying, err error) {
	if has, err := s.HasWaiting(); err != nil || !has {
		return nil, err
	}
	held, err := file.All(s.Log.Conn(), func(r file.Row) (id change.ID, err error) {
		err = r.Scan((*blobID)(&id))
		return id, err
	}, "SELECT DISTINCT n.id FROM change c JOIN name n ON n.key = c.entity WHERE c.code = (SELECT key FROM word WHERE word = ?)", annotate.CodeWait)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	wanted, err := s.notCarried()
	if err != nil {
		return nil, err
	}
	here := map[change.ID]bool{} // the texts of articles
	for _, id := range held {
		f, err := s.Log.Fold(change.Ref{Kind: annotate.KindAnnotation, ID: id})
		if err != nil {
			return nil, err
		}
		life, err := change.LifeOf(s.Log, f)
		if err != nil {
			return nil, err
		}
		state := annotate.StateOf(f, life.Live)
		n := state.Annotation()
		if !state.Waits() || n.Quote == "" || article != "" && n.Article != article {
			continue
		}
		has, known := here[n.Article]
		if !known {
			if has, err = s.hasText(n.Article); err != nil {
				return nil, err
			}
			here[n.Article] = has
		}
		c := Carrying{Annotation: n, To: n.Article, Carried: annotate.CarriedID(id, n.Article), Waits: true}
		if ok, err := wanted(c.Carried); err != nil {
			return nil, err
		} else if ok && has {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b Carrying) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// hasText tells whether an article is there, and its text here.
func (s *Source) hasText(article change.ID) (bool, error) {
	sha256, err := file.One(s.Tables, file.Scalar[string], "SELECT sha256 FROM article WHERE key = "+keyOf, arg(article))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return s.Texts.here(sha256)
}

// Uncarried counts the passages that wait to be carried over: those of one article, as the earlier or the later
// version, or of all where it is ""; and of one reviewer, or of all. Those that came in without a sure place are
// everybody's.
func (s *Source) Uncarried(article, reviewer change.ID) (n int, err error) {
	list, err := s.uncarried(article)
	if err != nil {
		return 0, err
	}
	held, err := s.waiting(article)
	for _, c := range append(list, held...) {
		if c.Waits || reviewer == "" || c.Reviewer == reviewer {
			n++
		}
	}
	return n, err
}

// carryWork is all that is needed to look for the passages that are to be carried over from one
// article to another.
type carryWork struct {
	old, text *text.Offsets
	list      []Carrying
	passages  []carry.Passage
	same      *reading.Variants
}

func (s *Source) carryWork(list []Carrying) (w carryWork, err error) {
	w.list = list
	options, err := s.Comparing()
	if err != nil {
		return w, err
	}
	w.same = options.Variants
	to, err := s.Article(list[0].To)
	if err != nil {
		return w, err
	}
	for i := range list {
		if !list[i].Here() {
			if list[i].Annotation, err = s.Annotation(list[i].ID); err != nil {
				return w, err
			}
		}
		n := list[i].Annotation
		p := carry.Passage{Span: n.Span(), Quote: annotate.ShortQuote(n.Quote)}
		if !list[i].Here() { // around the place of one that does not stand there are words of others
			if p.Prefix, p.Suffix, err = s.Context(n); err != nil {
				return w, err
			}
		}
		w.passages = append(w.passages, p)
	}
	// The table of offsets is shared with who reads the text next, and never changes.
	if !list[0].Here() {
		from, err := s.Article(list[0].Article)
		if err != nil {
			return w, err
		}
		if has, err := s.Texts.here(from.SHA256); err != nil {
			return w, err
		} else if has {
			if w.old, err = s.Texts.named(from.SHA256); err != nil {
				return w, err
			}
		}
	}
	w.text, err = s.Texts.named(to.SHA256)
	return w, err
}

// Carrying lists the passages that have no sure place yet: those that wait to be carried over to a
// later version, those that came in without one, and of one article also its own whose words do not stand where they are said to.
// They are those of one article, as the earlier or the later version, or of all where it is "", and come
// by the later version, then in their order. Of each it tells where it may stand. The project may be used meanwhile. The error may
// be that of the context.
func (v *View) Carrying(ctx context.Context, article annotate.ID) (all []Carrying, err error) {
	list, err := get(v, func(s *Source) (list []Carrying, err error) {
		if list, err = s.uncarried(article); err != nil {
			return nil, err
		}
		held, err := s.waiting(article)
		if list = append(list, held...); err != nil || article == "" {
			return list, err
		}
		if err := s.Live(change.Ref{Kind: annotate.KindArticle, ID: article}); err != nil {
			return nil, err
		}
		own, err := s.misplaced(article)
		return append(list, own...), err
	})
	if err != nil {
		return nil, err
	}
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].To == list[0].To && list[n].Article == list[0].Article {
			n++
		}
		some := list[:n]
		list = list[n:]
		w, err := get(v, func(s *Source) (carryWork, error) { return s.carryWork(some) })
		if err != nil {
			return nil, err
		}
		found, err := carry.Find(ctx, w.old, w.text, w.passages, w.same)
		if err != nil {
			return nil, err
		}
		for i := range found {
			w.list[i].Found = found[i]
		}
		all = append(all, w.list...)
	}
	return all, nil
}
