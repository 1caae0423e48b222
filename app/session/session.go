// Package session is the open project as the views see it: which article,
// claim and annotation are in hand, what the reviewer does with them, and
// what changed since.
//
// It knows the project but no window, so all that the program decides can be
// tested without one. Every action is on disk before a view hears of it.
package session

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
	"claimtrace/store"
)

// Session is one open project. It is used from one goroutine.
type Session struct {
	origin    Origin
	view      *store.View
	project   *store.Project           // nil where a moment is shown, in which nothing is changed
	reviewer  func() annotate.Reviewer // who is at work
	close     func() error
	listeners []func(Changed)

	articles    rows[store.ArticleRow]
	claims      rows[store.ClaimRow]
	reviewers   map[annotate.ID]string
	article     annotate.ID
	text        *text.Offsets        // of the article in hand; nil where it is withheld
	lacks       map[annotate.ID]bool // of articles that were asked for: whether the text is not here
	annotations []annotate.Annotation
	annotation  annotate.ID
	claim       annotate.ID
	witnesses   []store.Witness
	comparing   collate.Options
	inbox       store.Inbox
	asks        map[store.Ref]store.Inbox   // the same by what it is of
	later       map[annotate.ID]annotate.ID // of earlier versions of articles the one that follows
	uncarried   int
	actions     int // counts what was done
}

// Changed tells a view what to read anew.
type Changed struct {
	Articles    bool          // articles came, went or changed places in the list
	ArticleRows []int         // the places of those of which something else changed; counts where Articles is not set
	Article     bool          // another article is in hand
	Annotations bool          // those of the article in hand
	Touched     []annotate.ID // those of them that were made, changed or removed, where Annotations is not set
	Annotation  bool          // another one is in hand
	Claims      bool          // claims came, went or changed places in the list
	ClaimRows   []int         // the places of those of which something else changed; counts where Claims is not set
	Claim       bool          // another claim is in hand
	Witnesses   bool          // the passages of the claim in hand
	Inbox       bool          // what asks to be settled, or waits to be carried over
}

// Open starts a session on an open project, with its first article and claim
// in hand. The session closes the project.
func Open(p *store.Project) (*Session, error) {
	return open(&Session{view: p.View, project: p, reviewer: p.Reviewer, close: p.Close})
}

// OpenPast starts a session on a project as it stood at a moment. What would
// change it is refused with [ErrPast]. The session closes what is shown.
func OpenPast(v *store.Past) (*Session, error) {
	return open(&Session{view: v.View, reviewer: v.Reviewer, close: v.Close})
}

func open(s *Session) (*Session, error) {
	s.articles = rows[store.ArticleRow]{id: func(r store.ArticleRow) annotate.ID { return r.ID }, order: store.CompareArticles, count: verdicts}
	s.claims = rows[store.ClaimRow]{id: func(r store.ClaimRow) annotate.ID { return r.ID }, also: alsoOf, order: store.CompareClaims, count: tied}
	if err := s.readAll(); err != nil {
		return nil, err
	}
	if err := s.loadArticle(s.articles.first()); err != nil {
		return nil, err
	}
	return s, s.loadClaim(s.claims.first())
}

// Close closes the project.
func (s *Session) Close() error { return s.close() }

// Listened tells whether anybody listens.
func (s *Session) Listened() bool { return len(s.listeners) > 0 }

// Listen calls f after every change, in the order of listening.
func (s *Session) Listen(f func(Changed)) { s.listeners = append(s.listeners, f) }

func (s *Session) tell(c Changed) {
	for _, f := range s.listeners {
		f(c)
	}
}

// Title is the project's name: its setting "title", else the name of its file,
// of a backup that of the file it was made of.
func (s *Session) Title() string {
	if t, err := s.view.Setting("title"); err == nil && t != "" {
		return t
	}
	path := s.view.Path()
	if b, is := store.BackupAt(path); is {
		path = b.Project
	}
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// Project returns the project itself, for what no view shows: packing, backups,
// checking; nil where a moment is shown.
func (s *Session) Project() *store.Project { return s.project }

// View returns what the session reads: for exporting what is shown.
func (s *Session) View() *store.View { return s.view }

// ErrPast is returned for what would change a project as it stood at a moment.
var ErrPast = errors.New("the project is shown as it stood at a moment: go back to the present to work on it")

// present is the project, to be changed. It returns [ErrPast] where a moment is
// shown.
func (s *Session) present() (*store.Project, error) {
	if s.project == nil {
		return nil, ErrPast
	}
	return s.project, nil
}

// ReadOnly is why nothing can be changed, "" if it can.
func (s *Session) ReadOnly() string {
	if t, past := s.view.Moment(); past {
		return fmt.Sprintf("%s is read-only: it is shown as it stood on %s: go back to the present to work on it",
			s.view.Path(), t.Format("2 January 2006, 15:04:05 MST"))
	}
	return s.project.ReadOnly()
}

// Reviewer is the name of the person at work.
func (s *Session) Reviewer() string { return s.reviewer().Name }

// ReviewerName returns the name of any reviewer; of the person at work the
// present one, which the project may not have been told yet.
func (s *Session) ReviewerName(id annotate.ID) string {
	if me := s.reviewer(); me.ID == id {
		return me.Name
	}
	return s.reviewers[id]
}

// Articles lists the articles by time of publication. The list is the
// session's own: rows in it change as [Changed] tells.
func (s *Session) Articles() []store.ArticleRow { return s.articles.list }

// Claims lists the claims by first publication. The list is the session's own:
// rows in it change as [Changed] tells.
func (s *Session) Claims() []store.ClaimRow { return s.claims.list }

// Article returns the article in hand; false where there is none.
func (s *Session) Article() (annotate.Article, bool) {
	a, ok := s.articles.get(s.article)
	return a.Article, ok
}

// ArticleRow returns what the list knows of an article.
func (s *Session) ArticleRow(id annotate.ID) (store.ArticleRow, bool) { return s.articles.get(id) }

// Text returns the text of the article in hand, nil where there is none or
// where it was withheld from the package.
func (s *Session) Text() *text.Offsets { return s.text }

// LacksText tells whether the text of an article is not here. What cannot be found out
// is not said to be missing.
func (s *Session) LacksText(id annotate.ID) bool {
	lacks, known := s.lacks[id]
	if !known {
		has, err := s.view.HasText(id)
		lacks = err == nil && !has
		s.lacks[id] = lacks
	}
	return lacks
}

// Annotations lists those of the article in hand, by their beginnings.
func (s *Session) Annotations() []annotate.Annotation { return s.annotations }

// Annotation returns the annotation in hand; false where there is none.
func (s *Session) Annotation() (annotate.Annotation, bool) { return s.AnnotationOf(s.annotation) }

// AnnotationOf returns an annotation of the article in hand; false where it is
// none of them.
func (s *Session) AnnotationOf(id annotate.ID) (annotate.Annotation, bool) {
	for _, a := range s.annotations {
		if a.ID == id {
			return a, true
		}
	}
	return annotate.Annotation{}, false
}

// Claim returns the claim in hand; false where there is none.
func (s *Session) Claim() (store.ClaimRow, bool) { return s.ClaimRow(s.claim) }

// ClaimRow returns what the list knows of a claim: the row of the first of those
// that it is joined with.
func (s *Session) ClaimRow(id annotate.ID) (store.ClaimRow, bool) {
	return s.claims.get(id)
}

// oneClaim is the claim that stands in the list for a claim and all that it is
// joined with; of one that is not there, itself.
func (s *Session) oneClaim(id annotate.ID) annotate.ID {
	if row, ok := s.claims.get(id); ok {
		return row.ID
	}
	return id
}

// Witnesses lists the passages of the claim in hand, in order of publication.
func (s *Session) Witnesses() []store.Witness { return s.witnesses }

// Comparing returns the options with which wordings are compared: what the
// project holds equal.
func (s *Session) Comparing() collate.Options { return s.comparing }

// PickArticle takes another article in hand.
func (s *Session) PickArticle(id annotate.ID) error {
	if id == s.article {
		return nil
	}
	if err := s.loadArticle(id); err != nil {
		return err
	}
	s.tell(Changed{Article: true, Annotations: true, Annotation: true})
	return nil
}

// PickAnnotation takes an annotation of the article in hand; "" for none. Its
// claim comes into hand with it.
func (s *Session) PickAnnotation(id annotate.ID) error {
	if id == s.annotation {
		return nil
	}
	s.annotation = id
	c := Changed{Annotation: true}
	if s.agree(&c) {
		if err := s.readWitnesses(); err != nil {
			return err
		}
	}
	s.tell(c)
	return nil
}

// agree takes the claim of the annotation in hand, so that what is done to the
// claim in hand is done to that which one looks at. It tells whether it was
// another one; then the witnesses are to be read.
func (s *Session) agree(c *Changed) (other bool) {
	a, ok := s.Annotation()
	claim := s.oneClaim(a.Claim)
	if !ok || claim == "" || claim == s.claim {
		return false
	}
	s.claim = claim
	c.Claim, c.Witnesses = true, true
	return true
}

// PickClaim takes a claim in hand, and lets go of an annotation of another.
func (s *Session) PickClaim(id annotate.ID) error {
	if id = s.oneClaim(id); id == s.claim {
		return nil
	}
	if err := s.loadClaim(id); err != nil {
		return err
	}
	c := Changed{Claim: true, Witnesses: true}
	if a, ok := s.Annotation(); ok && a.Claim != "" && s.oneClaim(a.Claim) != id {
		s.annotation, c.Annotation = "", true
	}
	s.tell(c)
	return nil
}

// GoTo takes the article of a passage in hand, and the passage.
func (s *Session) GoTo(a annotate.Annotation) error {
	if err := s.PickArticle(a.Article); err != nil {
		return err
	}
	return s.PickAnnotation(a.ID)
}

// GoToID is [Session.GoTo] for one of which only the id is known.
func (s *Session) GoToID(id annotate.ID) error {
	a, err := s.view.Annotation(id)
	if err != nil {
		return err
	}
	return s.GoTo(a)
}

// AllAnnotations lists those of all articles. It may be called from any
// goroutine.
func (s *Session) AllAnnotations() ([]annotate.Annotation, error) {
	return s.view.Annotations(store.Filter{})
}
