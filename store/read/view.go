package read

import (
	"cmp"
	"context"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/collate"
)

// View reads a project as it is, or as it stood at a moment. It changes
// nothing: what does is not to be had of a moment. Its methods may be called
// from several goroutines; each sees the project between two actions.
//
// Besides the errors that each names, all may return the errors of reading a
// file.
type View struct {
	do     func(func(*Source) error) error
	path   string
	moment func() time.Time
	known  known // what passages say
}

// NewView makes a view of the project at a path; do runs a function with the
// source to itself. moment, nil for the present, tells which moment is shown.
func NewView(path string, moment func() time.Time, do func(func(*Source) error) error) *View {
	return &View{do: do, path: path, moment: moment}
}

// Path is the path that the project was opened by.
func (v *View) Path() string { return v.path }

// Moment tells at which moment the project is shown; ok is false for one that
// is shown as it is.
func (v *View) Moment() (t time.Time, ok bool) {
	if v.moment == nil {
		return time.Time{}, false
	}
	return v.moment(), true
}

// Read runs f with the source to itself: for who has several questions that one
// answer must fit.
func (v *View) Read(f func(*Source) error) error { return v.do(f) }

func get[T any](v *View, f func(*Source) (T, error)) (t T, err error) {
	err = v.do(func(s *Source) (err error) {
		t, err = f(s)
		return err
	})
	return t, err
}

// Article returns one article, or an error that wraps [ErrNoEntity].
func (v *View) Article(id annotate.ID) (annotate.Article, error) {
	return get(v, func(s *Source) (annotate.Article, error) { return s.Article(id) })
}

// Articles is [Source.Articles].
func (v *View) Articles() ([]ArticleRow, error) { return get(v, (*Source).Articles) }

// Known is [Source.Known].
func (v *View) Known(sha256 string) ([]annotate.Article, error) {
	return get(v, func(s *Source) ([]annotate.Article, error) { return s.Known(sha256) })
}

// ArticleRow is [Source.ArticleRow].
func (v *View) ArticleRow(id annotate.ID) (ArticleRow, error) {
	return get(v, func(s *Source) (ArticleRow, error) { return s.ArticleRow(id) })
}

// Text returns the canonical text of an article. The error wraps
// [ErrNoEntity], or [ErrWithheld] in a package without texts.
func (v *View) Text(article annotate.ID) (string, error) {
	return get(v, func(s *Source) (string, error) {
		o, err := s.Offsets(article)
		if err != nil {
			return "", err
		}
		return o.Text(), nil
	})
}

// HasText tells whether the text of an article is here. The error wraps [ErrNoEntity].
func (v *View) HasText(article annotate.ID) (bool, error) {
	return get(v, func(s *Source) (bool, error) {
		a, err := s.Article(article)
		if err != nil {
			return false, err
		}
		return s.Texts.here(a.SHA256)
	})
}

// Uncarried is [Source.Uncarried].
func (v *View) Uncarried(article, reviewer annotate.ID) (int, error) {
	return get(v, func(s *Source) (int, error) { return s.Uncarried(article, reviewer) })
}

// HasWaiting is [Source.HasWaiting].
func (v *View) HasWaiting() (bool, error) { return get(v, (*Source).HasWaiting) }

// WithoutText is [Source.WithoutText].
func (v *View) WithoutText(rows []ArticleRow) (map[annotate.ID]bool, error) {
	return get(v, func(s *Source) (map[annotate.ID]bool, error) { return s.WithoutText(rows) })
}

// Context is [Source.Context].
func (v *View) Context(n annotate.Annotation) (prefix, suffix string, err error) {
	err = v.do(func(s *Source) error {
		prefix, suffix, err = s.Context(n)
		return err
	})
	return prefix, suffix, err
}

// Passages is [Source.Passages].
func (v *View) Passages() ([]*Passage, error) { return get(v, (*Source).Passages) }

// Annotations is [Source.Annotations].
func (v *View) Annotations(f Filter) ([]annotate.Annotation, error) {
	return get(v, func(s *Source) ([]annotate.Annotation, error) { return s.Annotations(f) })
}

// Annotation is [Source.Annotation].
func (v *View) Annotation(id annotate.ID) (annotate.Annotation, error) {
	return get(v, func(s *Source) (annotate.Annotation, error) { return s.Annotation(id) })
}

// Witnesses is [Source.Witnesses].
func (v *View) Witnesses(claim annotate.ID) ([]Witness, error) {
	return get(v, func(s *Source) ([]Witness, error) { return s.Witnesses(claim) })
}

// Claim is [Source.Claim].
func (v *View) Claim(id annotate.ID) (annotate.Claim, error) {
	return get(v, func(s *Source) (annotate.Claim, error) { return s.Claim(id) })
}

// Claims is [Source.Claims].
func (v *View) Claims() ([]ClaimRow, error) { return get(v, (*Source).Claims) }

// ClaimRow is [Source.ClaimRow].
func (v *View) ClaimRow(id annotate.ID) (ClaimRow, error) {
	return get(v, func(s *Source) (ClaimRow, error) { return s.ClaimRow(id) })
}

// ClaimByStatement is [Source.ClaimByStatement].
func (v *View) ClaimByStatement(statement string) (annotate.Claim, error) {
	return get(v, func(s *Source) (annotate.Claim, error) { return s.ClaimByStatement(statement) })
}

// Lists is [Source.Lists].
func (v *View) Lists() (articles []ArticleRow, claims []ClaimRow, err error) {
	err = v.do(func(s *Source) error {
		articles, claims, err = s.Lists()
		return err
	})
	return articles, claims, err
}

// Reviewers is [Source.Reviewers].
func (v *View) Reviewers() ([]annotate.Reviewer, error) { return get(v, (*Source).Reviewers) }

// Setting is [Source.Setting].
func (v *View) Setting(name string) (string, error) {
	return get(v, func(s *Source) (string, error) { return s.Setting(name) })
}

// Pairs is [Source.Pairs].
func (v *View) Pairs() ([]Pair, error) { return get(v, (*Source).Pairs) }

// Comparing is [Source.Comparing].
func (v *View) Comparing() (collate.Options, error) { return get(v, (*Source).Comparing) }

// Groups tells of each entity of a kind that is joined with others the first of
// these.
func (v *View) Groups(kind annotate.Kind) (map[annotate.ID]annotate.ID, error) {
	return get(v, func(s *Source) (map[annotate.ID]annotate.ID, error) { return s.Groups(kind) })
}

// Joined is [Source.Joined].
func (v *View) Joined(ref annotate.Ref) ([]annotate.ID, error) {
	return get(v, func(s *Source) ([]annotate.ID, error) { return s.Joined(ref) })
}

// Name is [Source.Name].
func (v *View) Name(ref annotate.Ref) (string, error) {
	return get(v, func(s *Source) (string, error) { return s.Name(ref) })
}

// Resolve is [Source.Resolve].
func (v *View) Resolve(name string, among ...annotate.Kind) (annotate.Ref, error) {
	return get(v, func(s *Source) (annotate.Ref, error) { return s.Resolve(name, among...) })
}

// Revisions is [Source.Revisions].
func (v *View) Revisions(ref annotate.Ref) ([]Revision, error) {
	return get(v, func(s *Source) ([]Revision, error) { return s.Revisions(ref) })
}

// Inbox is [Source.Inbox].
func (v *View) Inbox() (Inbox, error) { return get(v, (*Source).Inbox) }

// InboxOf is [Source.InboxOf].
func (v *View) InboxOf(ref annotate.Ref) (Inbox, error) {
	return get(v, func(s *Source) (Inbox, error) { return s.InboxOf(ref) })
}

// Arrived is [Source.Arrived].
func (v *View) Arrived(change annotate.ID) (Arrived, error) {
	return get(v, func(s *Source) (Arrived, error) { return s.Arrived(change) })
}

// Arrivals is [Source.Arrivals].
func (v *View) Arrivals() (map[annotate.ID]Arrived, error) { return get(v, (*Source).Arrivals) }

// History is [Source.History].
func (v *View) History(id annotate.ID) ([]*change.Change, error) {
	return get(v, func(s *Source) ([]*change.Change, error) { return s.History(id) })
}

// ArticleOf is [Source.ArticleOf].
func (v *View) ArticleOf(annotation annotate.ID) (annotate.ID, error) {
	return get(v, func(s *Source) (annotate.ID, error) { return s.ArticleOf(annotation) })
}

// Contents is [Source.Contents].
func (v *View) Contents() (*Contents, error) { return get(v, (*Source).Contents) }

// Removed lists what was removed and is not back, the latest first. Highlights
// that are hidden with their article are not listed: they come back with it.
// The project may be used meanwhile. The error may be that of the context.
func (v *View) Removed(ctx context.Context) ([]Removed, error) {
	ended, err := get(v, func(s *Source) ([]change.Ref, error) { return s.Log.Ended() })
	if err != nil {
		return nil, err
	}
	var list []Removed
	for len(ended) > 0 {
		some := ended[:min(page, len(ended))]
		ended = ended[len(some):]
		found, err := get(v, func(s *Source) ([]Removed, error) { return s.removed(some) })
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	slices.SortFunc(list, func(a, b Removed) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

// Counts returns how many articles, claims and annotations the project has,
// and how many changes its log holds.
func (v *View) Counts() (articles, claims, annotations, changes int, err error) {
	err = v.do(func(s *Source) error {
		if articles, claims, annotations, err = s.Counts(); err != nil {
			return err
		}
		changes, err = s.Changes()
		return err
	})
	return articles, claims, annotations, changes, err
}

// Life returns when the first and the last change of the project were made;
// both are zero in an empty project.
func (v *View) Life() (first, last time.Time, err error) {
	var from, to change.Clock
	if err := v.do(func(s *Source) (err error) {
		from, to, err = s.Life()
		return err
	}); err != nil || to == 0 {
		return time.Time{}, time.Time{}, err
	}
	return from.Time(), to.Time(), nil
}

// page is how many changes or entities are read at a time.
const page = 200

// Changes calls f for every change in the log by clock, then copy and number.
// It stops at the first error of f and returns it. The project may be used
// within f.
func (v *View) Changes(f func(*change.Change) error) error {
	keys, err := get(v, (*Source).order)
	if err != nil {
		return err
	}
	for len(keys) > 0 {
		some := keys[:min(page, len(keys))]
		keys = keys[len(some):]
		list, err := get(v, func(s *Source) ([]*change.Change, error) { return s.Log.At(some) })
		if err != nil {
			return err
		}
		for _, c := range list {
			if err := f(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// Digests returns the digest of the log and that of the state, in hexadecimal:
// copies that hold the same changes have the first equal, and the second where
// the same is set aside.
func (v *View) Digests(ctx context.Context) (log, state string, err error) {
	err = v.do(func(s *Source) error {
		log, state, err = s.Log.Digests(ctx)
		return err
	})
	return log, state, err
}
