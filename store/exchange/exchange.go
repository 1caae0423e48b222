// Package exchange writes annotation sets for other tools and for archives, and
// reads those of other tools: one file per format. The set is gathered once, in
// [Collect]; a format only turns it into bytes. What comes in is an [incoming.Set]:
// what a file says, in this program's words and units, before anything is known
// of the project that it comes into.
//
// The records of the set are also what the command line prints as JSON, so
// that a script meets the same shapes in both.
package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
	"claimtrace/store"
)

// offsets is the table of a text's offsets.
type offsets = text.Offsets

// Format is one way to write an annotation set.
type Format struct {
	Name        string // for the command line
	Title       string // what it is called in a menu, of few words
	Description string // one line for a person
	Extension   string // of its files, with the dot
	Leaves      string // what of the set it cannot hold, as one clause; "" for nothing
	// Texts tells whether a file of the format carries the articles' texts: those
	// whose text is withheld are not in it, nor are their annotations.
	Texts bool
	// Facets tells whether a file of the format says what [Set.ReadFacets] reads.
	Facets bool
	// Write writes the set. Its errors are those of w, of reading the project, and of
	// the context, which ends what takes long.
	Write func(ctx context.Context, w io.Writer, s Set) error
	// Read reads such a file, and those that other programs write; nil where the format
	// only goes out.
	Read reader
}

// alone is a writer to which nothing is long but writing, which w can end.
func alone(write func(io.Writer, Set) error) func(context.Context, io.Writer, Set) error {
	return func(_ context.Context, w io.Writer, s Set) error { return write(w, s) }
}

// Formats lists the formats that are made here, the fullest first.
func Formats() []Format {
	return []Format{
		jsonFormat, csvFormat, xlsxFormat, webAnnotation, webAnnotationUTF16, hypothesis, bratFormat, casJSON, xmiFormat, doccano, labelStudio,
		refiProject, refiCodebook, claimReview, teiFormat, markdown, docxFormat,
	}
}

// ErrFormat is returned by [Lookup] for a name that is no format's.
var ErrFormat = errors.New("unknown format")

// Lookup finds one of some formats by its name, whatever its case.
func Lookup(formats []Format, name string) (Format, error) {
	var names []string
	for _, f := range formats {
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
	text        func(annotate.ID) (string, error) // of an article
	view        *store.View
	selection   store.Selection
	in          map[annotate.ID]annotate.Article
}

// name is what the project is called for people: its title, else the name of its file without the
// ending.
func (s Set) name() string { return cmp.Or(s.Title, strings.TrimSuffix(s.Project, projectExtension)) }

// View is what the set was read from, and Selection what was meant of it: for a
// format that tells more than the set holds. The view is as the caller of [Collect] gave it.
func (s Set) View() (*store.View, store.Selection) { return s.view, s.selection }

// Left says in one line what of a set is not in the file that [Format.Write] makes of
// it, "" for nothing.
func (f Format) Left(s Set) string {
	var said []string
	if f.Leaves != "" {
		said = append(said, f.Title+" does not hold "+f.Leaves)
	}
	n := 0
	for _, a := range s.Articles {
		if a.LacksText() {
			n++
		}
	}
	if f.Texts && n > 0 {
		said = append(said, counted(n, "1 article is left out, as its text is withheld here", "%d articles are left out, as their texts are withheld here"))
	}
	n = 0
	for _, c := range s.Claims {
		n += len(c.Withheld)
	}
	for _, a := range s.Annotations {
		n += len(a.Withheld)
	}
	if n > 0 {
		said = append(said, counted(n, "1 note or reason is not in it, as it is withheld here", "%d notes and reasons are not in it, as they are withheld here"))
	}
	return strings.Join(said, "; ")
}

// counted says how many there are, in one form for one and another for more.
func counted(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(more, n)
}

// eachText calls do for every article that has its text here, with its annotations in
// the order of their places.
func (s Set) eachText(do func(Article, *offsets, []Annotation) error) error {
	of := map[annotate.ID][]Annotation{}
	for _, n := range s.Annotations {
		of[n.Article] = append(of[n.Article], n)
	}
	for _, a := range s.Articles {
		body, err := s.text(a.ID)
		if errors.Is(err, store.ErrTextWithheld) {
			continue
		}
		if err != nil {
			return err
		}
		list := of[a.ID]
		slices.SortStableFunc(list, func(x, y Annotation) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
		if err := do(a, text.NewOffsets(body), list); err != nil {
			return err
		}
	}
	return nil
}

// statements maps each claim's id to what it states.
func (s Set) statements() map[annotate.ID]string {
	m := make(map[annotate.ID]string, len(s.Claims))
	for _, c := range s.Claims {
		m[c.ID] = c.Statement
	}
	return m
}

// articles maps each article's id to its record.
func (s Set) articles() map[annotate.ID]Article {
	m := make(map[annotate.ID]Article, len(s.Articles))
	for _, a := range s.Articles {
		m[a.ID] = a
	}
	return m
}

// Collect reads the set of a project, as exported at the given time. Its
// lists have the order that the store gives them, and are never nil. The set of
// a moment says which it is of.
func Collect(p *store.View, at time.Time) (Set, error) {
	s := Set{
		text: p.Text, view: p, in: map[annotate.ID]annotate.Article{},
		Project: filepath.Base(p.Path()), Exported: at,
		Claims: []Claim{}, Reviewers: []Reviewer{},
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
	for _, a := range articles {
		s.in[a.ID] = a.Article
	}
	if s.Articles, err = NewArticles(p, articles); err != nil {
		return Set{}, err
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
	passages, err := p.Passages()
	if err != nil {
		return Set{}, err
	}
	s.Annotations = make([]Annotation, len(passages))
	for i := range passages {
		n := NewAnnotation(passages[i].Annotation, names)
		n.Prefix, n.Suffix = passages[i].Prefix, passages[i].Suffix
		s.Annotations[i] = n
	}
	return s, nil
}

// witness is a passage of the set as the project has it, but for its times.
func (s Set) witness(n Annotation) store.Witness {
	w := store.Witness{In: s.in[n.Article], Annotation: annotate.Annotation{
		ID: n.ID, Article: n.Article, Start: n.Start, End: n.End, Quote: n.Quote, Verdict: n.Verdict, Reviewer: n.ReviewerID, Attribution: n.Attribution, Note: n.Note,
	}}
	if n.Claim != nil {
		w.Claim = *n.Claim
	}
	return w
}

// comparing is how the project compares wordings.
func (s Set) comparing() (collate.Options, error) {
	if s.view == nil {
		return collate.Options{}, nil
	}
	return s.view.Comparing()
}

// ReadFacets reads what the passages of the set say in substance, for a format that
// tells it. The error may be that of the context.
func (s *Set) ReadFacets(ctx context.Context) error {
	passages := make([]store.Witness, len(s.Annotations))
	for i, n := range s.Annotations {
		passages[i] = s.witness(n)
	}
	said, err := s.view.FacetsOf(ctx, passages)
	for i := range said {
		s.Annotations[i].Facets = NewFacets(said[i])
	}
	return err
}

// Names maps each reviewer's id to the name.
func Names(reviewers []annotate.Reviewer) map[annotate.ID]string {
	names := make(map[annotate.ID]string, len(reviewers))
	for _, r := range reviewers {
		names[r.ID] = r.Name
	}
	return names
}
