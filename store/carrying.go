package store

import (
	"fmt"
	"maps"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/read"
)

// Carrying is [read.Carrying].
type Carrying = read.Carrying

// Placed is a place in an article that the reviewer of a passage confirms or chooses for it.
type Placed struct {
	Annotation, Article annotate.ID
	annotate.Span
}

// Carry carries passages of the person at work over to a later version of their article, in one
// action: each is an annotation of its own with the same verdict, claim, attribution and note. One whose words
// do not stand where they are said to in its own article is moved there. One that came in without a sure place
// is made at the one that is given, as a passage of who made it elsewhere, by whoever is at work. What was carried over already stays
// as it is. The error wraps [ErrNoEntity], [ErrNotYours] for another's, [ErrInvalid] where the article is no later
// version of the passage's own, [ErrTextWithheld], or one of the errors of anchor.Check; then nothing has changed.
func (p *Project) Carry(list []Placed) (carried []annotate.ID, a Action, err error) {
	a, err = p.act("annotation.carry", func(rec *recording) error {
		for _, one := range list {
			id, err := rec.carry(one)
			if err != nil {
				return err
			}
			carried = append(carried, id)
		}
		return nil
	})
	if err != nil {
		return nil, Action{}, err
	}
	return carried, a, nil
}

// toCarry checks that a passage is the person's own, or waits for anybody, and may be carried over to an article.
func (rec *recording) toCarry(annotation, article annotate.ID) (s annotate.State, err error) {
	ref := Ref{Kind: annotate.KindAnnotation, ID: annotation}
	if s, err = rec.tables.State(ref); err != nil {
		return s, err
	}
	if s.Waits() && s.Annotation().Article == article {
		return s, rec.src.Live(Ref{Kind: annotate.KindArticle, ID: article})
	}
	if err := rec.src.Live(ref); err != nil {
		return s, err
	}
	if is, err := isMe(rec.src, rec.tables, rec.p.person.ID, s.Maker()); err != nil {
		return s, err
	} else if !is {
		name, err := rec.src.Name(Ref{Kind: annotate.KindReviewer, ID: s.Maker()})
		if err != nil {
			return s, err
		}
		return s, fmt.Errorf("annotation %q: %w (%s): it stays a proposal until its reviewer confirms it; add your own in the later version", annotation, ErrNotYours, name)
	}
	to, err := rec.src.Article(article)
	if err != nil {
		return s, err
	}
	if from := s.Annotation().Article; from != article && from != to.Supersedes {
		return s, fmt.Errorf("%w place: %s is no later version of the article in which annotation %q stands", ErrInvalid, annotate.Quoted(to.Name()), annotation)
	}
	return s, nil
}

func (rec *recording) carry(x Placed) (annotate.ID, error) {
	s, err := rec.toCarry(x.Annotation, x.Article)
	if err != nil {
		return "", err
	}
	place, err := rec.spanFields(x.Article, x.Span)
	if err != nil {
		return "", err
	}
	if s.Waits() {
		sets, by := s.Placing()
		if _, err := rec.put(change.Draft{Ref: s.Ref, Sets: sets, More: []change.Field{by}}); err != nil {
			return "", err
		}
		if s, err = rec.tables.State(s.Ref); err != nil {
			return "", err
		}
	}
	if s.Annotation().Article == x.Article {
		if diff := differing(s, place); len(diff) > 0 {
			_, err = rec.setFields(s, diff)
		}
		return x.Annotation, err
	}
	ref := Ref{Kind: annotate.KindAnnotation, ID: annotate.CarriedID(x.Annotation, x.Article)}
	there, err := rec.tables.State(ref)
	if err != nil || there.Live {
		return ref.ID, err
	}
	fields := s.Fields()
	maps.Copy(fields, place)
	fields["from"] = string(x.Annotation)
	if err := fields.Check(ref.Kind); err != nil {
		return "", err
	}
	// Made again after it was taken back, it has what it had, but for a place that is another now.
	sets := slices.DeleteFunc(append(annotate.Spec(ref.Kind).RegisterValues(fields, namesOf(fields)), life(true)), func(f change.Field) bool {
		return f.Name != change.Life && there.Read(f.Name) != nil
	})
	if _, err := rec.put(change.Draft{Ref: ref, Sets: sets}); err != nil {
		return "", err
	}
	if there, err = rec.tables.State(ref); err != nil {
		return "", err
	}
	if diff := differing(there, place); len(diff) > 0 {
		_, err = rec.setFields(there, diff)
	}
	return ref.ID, err
}

// DropCarried leaves a passage of the person at work to the earlier version, in one action: it is not offered for
// the later one any more, until that is undone. The errors are those of [Project.Carry].
func (p *Project) DropCarried(annotation, article annotate.ID) (Action, error) {
	return p.act("annotation.drop", func(rec *recording) error {
		if _, err := rec.toCarry(annotation, article); err != nil {
			return err
		}
		return rec.setSetting(read.DroppedSetting(annotate.CarriedID(annotation, article)), "yes")
	})
}
