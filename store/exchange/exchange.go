// Package exchange writes annotation sets for other tools and for archives:
// one file per format. The set is gathered once, in [Collect]; a format only
// turns it into bytes.
//
// The records of the set are also what the command line prints as JSON, so
// that a script meets the same shapes in both.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Format is one way to write an annotation set.
type Format struct {
	Name        string // for the command line
	Description string // one line for a person
	Extension   string // of its files, with the dot
	write       func(io.Writer, Set) error
}

// Write writes the set. Its only errors are those of w.
func (f Format) Write(w io.Writer, s Set) error { return f.write(w, s) }

// Formats lists the formats, the fullest first.
func Formats() []Format { return []Format{jsonFormat, csvFormat} }

// ErrFormat is returned by [Lookup] for a name that is no format's.
var ErrFormat = errors.New("unknown format")

// Lookup finds a format by its name, whatever its case.
func Lookup(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%w %q: use one of %s", ErrFormat, name, strings.Join(names, ", "))
}

// Set is all that reviewers recorded in a project: everything but the texts.
type Set struct {
	Project     string // name of the project's file, without folders
	Title       string // what its people call it, "" if they gave no title
	Exported    time.Time
	AsOf        time.Time // the moment whose state it is; zero for the present
	Articles    []Article
	Claims      []Claim
	Annotations []Annotation
	Reviewers   []Reviewer
}

// Collect reads the set of a project, as exported at the given time. Its
// lists have the order that the store gives them, and are never nil. The set of
// a moment says which it is of. The error may be that of the context.
func Collect(ctx context.Context, p *store.View, at time.Time) (Set, error) {
	s := Set{
		Project: filepath.Base(p.Path()), Exported: at,
		Articles: []Article{}, Claims: []Claim{}, Annotations: []Annotation{}, Reviewers: []Reviewer{},
	}
	s.AsOf, _ = p.Moment()
	var err error
	if s.Title, err = p.Setting("title"); err != nil {
		return Set{}, err
	}
	articles, err := p.Articles()
	if err != nil {
		return Set{}, err
	}
	in := map[annotate.ID]annotate.Article{}
	for _, a := range articles {
		in[a.ID] = a.Article
		s.Articles = append(s.Articles, NewArticle(a.Article))
	}
	claims, err := p.Claims()
	if err != nil {
		return Set{}, err
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return Set{}, err
	}
	names := Names(reviewers)
	for _, c := range claims {
		s.Claims = append(s.Claims, NewClaim(c, names))
	}
	for _, r := range reviewers {
		s.Reviewers = append(s.Reviewers, Reviewer(r))
	}
	annotations, err := p.Annotations(store.Filter{})
	if err != nil {
		return Set{}, err
	}
	passages := make([]store.Witness, len(annotations))
	for i, a := range annotations {
		passages[i] = store.Witness{Annotation: a, In: in[a.Article]}
	}
	said, err := p.FacetsOf(ctx, passages)
	if err != nil {
		return Set{}, err
	}
	for i, a := range annotations {
		record := NewAnnotation(a, names)
		record.Facets = NewFacets(said[i])
		if record.Prefix, record.Suffix, err = p.Context(a); err != nil {
			return Set{}, err
		}
		s.Annotations = append(s.Annotations, record)
	}
	return s, nil
}

// Names maps each reviewer's id to the name.
func Names(reviewers []annotate.Reviewer) map[annotate.ID]string {
	names := make(map[annotate.ID]string, len(reviewers))
	for _, r := range reviewers {
		names[r.ID] = r.Name
	}
	return names
}
