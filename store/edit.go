package store

import (
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Set changes fields of one entity in one action; nil or "" unsets a field.
// Values that stand already are left out, and if none is left the result is
// the zero Action. A new start or end moves an annotation: its quote and
// context follow. The error wraps [ErrNoEntity] for the entity or one that a
// field names, annotate.ErrField, [ErrInvalid], [ErrTextWithheld], or one of
// the errors of anchor.Check.
func (p *Project) Set(ref Ref, fields annotate.Fields) (Action, error) {
	return p.act("", func(rec *recording) error {
		before, err := rec.before(ref)
		if err != nil {
			return err
		}
		if err := live(rec.c, ref); err != nil {
			return err
		}
		s := annotate.Fold(before)
		diff := differing(s, fields)
		if err := checkSettable(ref.Kind, diff); err != nil {
			return err
		}
		if len(diff) == 0 {
			return nil
		}
		rec.Verb = verbFor(ref.Kind, diff)
		if err := rec.complete(ref, s, diff, fields); err != nil {
			return err
		}
		return rec.add(ref, diff, s)
	})
}

// required lists the fields that an entity cannot be without.
var required = map[annotate.Kind][]string{
	annotate.KindClaim:      {"statement"},
	annotate.KindAnnotation: {"start", "end", "verdict"},
	annotate.KindReviewer:   {"name"},
}

// emptyError says that an entity cannot be without a field.
type emptyError struct {
	kind annotate.Kind
	name string
}

func (e emptyError) Error() string {
	if e.name == "verdict" {
		return fmt.Sprintf("verdict of %s cannot be empty: use confirmed, disputed or unconfirmed, or remove the %s", e.kind, e.kind)
	}
	return fmt.Sprintf("%s of %s cannot be empty", e.name, e.kind)
}

func (emptyError) Unwrap() []error { return []error{annotate.ErrField, ErrInvalid} }

// checkSettable refuses fields that nobody sets, and missing ones that must be.
func checkSettable(kind annotate.Kind, diff annotate.Fields) error {
	if err := diff.Check(kind); err != nil {
		return err
	}
	names := annotate.FieldNames(kind)
	for name, value := range diff {
		if !slices.Contains(names, name) {
			return fmt.Errorf("%w: %s of %s cannot be set (what can is %s)", annotate.ErrField, name, kind, strings.Join(names, ", "))
		}
		if s, ok := value.(string); slices.Contains(required[kind], name) && (value == nil || ok && strings.TrimSpace(s) == "") {
			return emptyError{kind, name}
		}
	}
	return nil
}

// complete checks what the new values, which are those of the fields that
// differ from what stands, refer to, and adds what follows from them.
func (rec *recording) complete(ref Ref, s annotate.State, diff, fields annotate.Fields) error {
	switch ref.Kind {
	case annotate.KindClaim:
		if statement, ok := diff["statement"].(string); ok {
			diff["statement"] = strings.TrimSpace(statement)
		}
		return rec.completeDecision(ref.ID, s, diff, fields)
	case annotate.KindArticle:
		if id, ok := diff["supersedes"].(string); ok {
			return rec.checkSupersedes(ref.ID, annotate.ID(id))
		}
	case annotate.KindAnnotation:
		if id, ok := diff["claim"].(string); ok {
			if err := live(rec.c, Ref{annotate.KindClaim, annotate.ID(id)}); err != nil {
				return err
			}
		}
		return rec.move(s.Annotation(ref.ID), diff)
	}
	return nil
}

// checkSupersedes refuses an earlier capture that is none: one that is not in
// the project, or that leads back to the article.
func (rec *recording) checkSupersedes(article, earlier annotate.ID) error {
	seen := map[annotate.ID]bool{} // merged logs can hold a ring
	for id := earlier; id != "" && !seen[id]; {
		seen[id] = true
		if id == article {
			return fmt.Errorf("%w value of supersedes: an article cannot follow itself", ErrInvalid)
		}
		a, err := articleWith(rec.c, id)
		if err != nil {
			if id == earlier {
				return err
			}
			return nil // an older capture was removed
		}
		id = a.Supersedes
	}
	return nil
}

// move completes a change of an annotation's span.
func (rec *recording) move(n annotate.Annotation, diff annotate.Fields) error {
	span := n.Span()
	start, moved := diff["start"].(int)
	if moved {
		span.Start = start
	}
	end, ok := diff["end"].(int)
	if ok {
		span.End = end
	}
	if !moved && !ok {
		return nil
	}
	fields, err := rec.p.spanFields(n.Article, span)
	if err != nil {
		return err
	}
	for _, name := range []string{"quote", "prefix", "suffix"} {
		diff[name] = fields[name]
	}
	return nil
}

// verbFor names what a change of these fields does.
func verbFor(kind annotate.Kind, diff annotate.Fields) string {
	verbs := map[string]bool{}
	_, decides := diff["resolved"]
	for name, value := range diff {
		if verb := verbForField(kind, name, value); verb != verbDecision || !decides {
			verbs[verb] = true
		}
	}
	if len(verbs) != 1 {
		return "edit " + string(kind)
	}
	for verb := range verbs {
		return verb
	}
	return ""
}

func verbForField(kind annotate.Kind, name string, value any) string {
	switch kind {
	case annotate.KindAnnotation:
		switch name {
		case "start", "end":
			return "move annotation"
		case "verdict":
			return fmt.Sprint("change verdict to ", value)
		case "claim":
			if value == nil {
				return "untie from claim"
			}
			return "tie to claim"
		}
		return "edit " + name
	case annotate.KindClaim:
		switch name {
		case "resolved":
			if value == nil {
				return "reopen claim"
			}
			return fmt.Sprint("decide claim as ", value)
		case "reason", "evidence":
			return verbDecision
		}
	case annotate.KindReviewer:
		return "rename reviewer"
	}
	return "edit " + string(kind)
}

// Remove takes an entity out of the project in one action: an article with its
// annotations; a claim, whose annotations stay, untied; an annotation. The
// error wraps [ErrNoEntity], or [ErrInvalid] for reviewers and settings, which
// are not removed.
func (p *Project) Remove(ref Ref) (Action, error) {
	return p.act("remove "+string(ref.Kind), func(rec *recording) error {
		if err := live(rec.c, ref); err != nil {
			return err
		}
		gone := annotate.Fields{annotate.Deleted: true}
		switch ref.Kind {
		case annotate.KindReviewer:
			return fmt.Errorf("%w removal: the log names all who worked on the project, so a reviewer stays in it", ErrInvalid)
		case annotate.KindSetting:
			return fmt.Errorf("%w removal: a setting is set to nothing instead", ErrInvalid)
		case annotate.KindArticle:
			if err := rec.setAll("article", ref.ID, gone); err != nil {
				return err
			}
		case annotate.KindClaim:
			if err := rec.setAll("claim", ref.ID, annotate.Fields{"claim": nil}); err != nil {
				return err
			}
		}
		return rec.set(ref, gone)
	})
}

// setAll sets fields of all annotations whose column holds an id.
func (rec *recording) setAll(column string, id annotate.ID, fields annotate.Fields) error {
	ids, err := file.All(rec.c, file.Scalar[annotate.ID], "SELECT id FROM annotation WHERE "+column+" = ? ORDER BY id", id)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := rec.set(Ref{annotate.KindAnnotation, id}, fields); err != nil {
			return err
		}
	}
	return nil
}
