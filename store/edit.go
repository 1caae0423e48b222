package store

import (
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/facet"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// Set changes fields of one entity in one action; nil or "" unsets a field.
// Values that stand already are left out, and if none is left the result is
// the zero Action. A new start or end moves an annotation: its quote follows.
// The error wraps [ErrNoEntity] for the entity or one that a field names,
// annotate.ErrField, [ErrInvalid], [ErrNotYours] for another's annotation or correction,
// [ErrTextWithheld], or one of the errors of anchor.Check.
func (p *Project) Set(ref Ref, fields annotate.Fields) (Action, error) {
	return p.set(ref, fields, false)
}

// Override is [Project.Set] of another's work too. The history shows it.
func (p *Project) Override(ref Ref, fields annotate.Fields) (Action, error) {
	return p.set(ref, fields, true)
}

func (p *Project) set(ref Ref, fields annotate.Fields, override bool) (Action, error) {
	return p.act("", func(rec *recording) error {
		if err := rec.src.Live(ref); err != nil {
			return err
		}
		s, err := rec.tables.State(ref)
		if err != nil {
			return err
		}
		diff := differing(s, fields)
		if err := checkSettable(ref.Kind, diff); err != nil {
			return err
		}
		if len(diff) == 0 {
			return nil
		}
		if err := rec.mayChange(s, namesOf(diff), override); err != nil {
			return err
		}
		rec.Did = codeFor(ref.Kind, diff)
		if err := rec.complete(ref, s, diff, fields); err != nil {
			return err
		}
		_, err = rec.setFields(s, diff)
		return err
	})
}

// differing returns those of the fields that do not stand so already. An empty
// text is the same as none, and a list of ids the same in any order.
func differing(s annotate.State, fields annotate.Fields) annotate.Fields {
	diff := annotate.Fields{}
	spec := annotate.Spec(s.Kind)
	for name, value := range fields {
		if text, ok := value.(string); ok {
			if _, field := spec.Register(name); field != nil && field.Type == annotate.References {
				words := strings.Fields(text)
				slices.Sort(words)
				text = strings.Join(words, " ")
			}
			if value = annotate.Typed(text); value == "" {
				value = nil
			}
			if _, field := annotate.Spec(s.Kind).Register(name); value != nil && field != nil && field.Type == annotate.References {
				value = string(annotate.IDs(text).Sorted())
			}
		}
		if s.Value(name) != value {
			diff[name] = value
		}
	}
	return diff
}

func namesOf(f annotate.Fields) []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// setFields records a change of the registers that hold some fields: each as it
// stands, with the new values in it.
func (rec *recording) setFields(s annotate.State, diff annotate.Fields) (*change.Change, error) {
	spec := annotate.Spec(s.Kind)
	fields := s.Fields()
	for name, value := range diff {
		if fields[name] = value; value == nil {
			delete(fields, name)
		}
	}
	names := namesOf(diff)
	d := change.Draft{Ref: s.Ref, Sets: spec.RegisterValues(fields, names)}
	for _, name := range names {
		if r, _ := spec.Register(name); r != nil && r.Decides {
			d.Decides = true
		}
	}
	return rec.put(d)
}

// mayChange refuses a change of what is another's, and notes where one is made
// all the same.
func (rec *recording) mayChange(s annotate.State, names []string, override bool) error {
	spec := annotate.Spec(s.Kind)
	for _, name := range names {
		r, _ := spec.Register(name)
		switch {
		case r == nil || r.Who == annotate.Anyone:
		case r.Who == annotate.Nobody:
			return fmt.Errorf("%w: %s of %s stays as it was made", annotate.ErrField, name, annotate.WithArticle(s.Kind))
		default:
			if err := rec.mine(s, override); err != nil {
				return err
			}
		}
	}
	return nil
}

// IsMe tells whether a reviewer is the person at work, or another of that
// person's keys: the two were joined by both.
func (p *Project) IsMe(reviewer annotate.ID) (is bool, err error) {
	err = p.view(func() (err error) {
		is, err = isMe(p.source, tables.Of(p.conn, p.log), p.person.ID, reviewer)
		return err
	})
	return is, err
}

func isMe(src *read.Source, of *tables.Tables, me, reviewer annotate.ID) (bool, error) {
	if reviewer == me {
		return true, nil
	}
	joined, err := src.Joined(Ref{Kind: annotate.KindReviewer, ID: me})
	if err != nil || !slices.Contains(joined, reviewer) {
		return false, err
	}
	return bothJoined(src, of, me, reviewer)
}

// mine refuses what is another's, unless it is overridden.
func (rec *recording) mine(s annotate.State, override bool) error {
	maker := s.Maker()
	if s.Kind == annotate.KindReviewer {
		maker = s.ID
	}
	if is, err := isMe(rec.src, rec.tables, rec.p.person.ID, maker); err != nil || is {
		return err
	}
	if override {
		rec.override = true
		return nil
	}
	name, err := rec.src.Name(Ref{Kind: annotate.KindReviewer, ID: maker})
	if err != nil {
		return err
	}
	return fmt.Errorf("%s %q: %w (%s): add your own beside it, or override it, which the history shows", s.Kind, s.ID, ErrNotYours, name)
}

// required lists the fields that an entity cannot be without.
func required(kind annotate.Kind, name string) bool {
	_, field := annotate.Spec(kind).Register(name)
	return field != nil && field.Required
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
		if s, ok := value.(string); required(kind, name) && (value == nil || ok && strings.TrimSpace(s) == "") {
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
			if err := rec.src.Live(Ref{Kind: annotate.KindClaim, ID: annotate.ID(id)}); err != nil {
				return err
			}
		}
		return rec.move(s.Annotation(), diff)
	case annotate.KindCorrection:
		if value, ok := diff["value"].(string); ok {
			c := s.Correction()
			if value == annotate.Dismissed {
				value = ""
			}
			checked, err := NewCorrection{Kind: facet.Kind(c.Kind), Value: value}.checked()
			diff["value"] = checked
			return err
		}
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
		a, err := rec.src.Article(id)
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
	fields, err := rec.spanFields(n.Article, span)
	if err == nil {
		diff["quote"] = fields["quote"]
	}
	return err
}

// codeFor tells what a change of these fields does.
func codeFor(kind annotate.Kind, diff annotate.Fields) string {
	codes := map[string]bool{}
	_, decides := diff["resolved"]
	for name, value := range diff {
		if code := codeForField(kind, name, value); code != codeDecision || !decides {
			codes[code] = true
		}
	}
	if len(codes) != 1 {
		return string(kind) + ".edit"
	}
	for code := range codes {
		return code
	}
	return ""
}

func codeForField(kind annotate.Kind, name string, value any) string {
	switch kind {
	case annotate.KindAnnotation:
		switch name {
		case "start", "end":
			return "annotation.move"
		case "verdict":
			return fmt.Sprint("annotation.judge.", value)
		case "claim":
			if value == nil {
				return "annotation.untie"
			}
			return codeTie
		}
		return "annotation.edit." + name
	case annotate.KindClaim:
		switch name {
		case "resolved":
			if value == nil {
				return "claim.reopen"
			}
			return fmt.Sprint("claim.decide.", value)
		case "reason", "evidence":
			return codeDecision
		}
	case annotate.KindCorrection:
		if value == annotate.Dismissed {
			return codeDismiss
		}
	case annotate.KindReviewer:
		return codeRename
	}
	return string(kind) + ".edit"
}

// Remove takes an entity out of the project in one action. It writes of the
// entity alone: the annotations of an article are hidden with it, those of a
// claim are tied to none, and come back with it. The error wraps [ErrNoEntity],
// [ErrNotYours] for another's annotation or correction, or [ErrInvalid] for what stays.
func (p *Project) Remove(ref Ref) (Action, error) { return p.remove(ref, false) }

// RemoveOverriding is [Project.Remove] of another's work too.
func (p *Project) RemoveOverriding(ref Ref) (Action, error) { return p.remove(ref, true) }

func (p *Project) remove(ref Ref, override bool) (Action, error) {
	return p.act(string(ref.Kind)+".remove", func(rec *recording) error {
		if err := rec.src.Live(ref); err != nil {
			return err
		}
		switch spec := annotate.Spec(ref.Kind); {
		case ref.Kind == annotate.KindReviewer:
			return fmt.Errorf("%w removal: the log names all who worked on the project, so a reviewer stays in it", ErrInvalid)
		case ref.Kind == annotate.KindSetting:
			return fmt.Errorf("%w removal: a setting is set to nothing instead", ErrInvalid)
		case spec == nil || spec.Stays:
			return fmt.Errorf("%w removal: %s stays", ErrInvalid, annotate.WithArticle(ref.Kind))
		}
		if ref.Kind == annotate.KindAnnotation || ref.Kind == annotate.KindCorrection {
			s, err := rec.tables.State(ref)
			if err == nil {
				err = rec.mine(s, override)
			}
			if err != nil {
				return err
			}
		}
		_, err := rec.put(change.Draft{Ref: ref, Sets: []change.Field{life(false)}})
		return err
	})
}

// Keep brings what was removed back as it stands, or settles a removal by one
// who had not seen all, in one action. The error wraps [ErrNoEntity] for what
// the log does not know.
func (p *Project) Keep(ref Ref) (Action, error) {
	return p.act(string(ref.Kind)+".keep", func(rec *recording) error {
		s, err := rec.tables.State(ref)
		if err != nil {
			return err
		}
		if !s.Known() {
			return fmt.Errorf("%s %q: %w: the log does not know it", ref.Kind, ref.ID, ErrNoEntity)
		}
		standing, err := change.LifeOf(rec.p.log, s.Folded)
		if err != nil {
			return err
		}
		if s.Live && len(standing.Open) == 0 && !slices.ContainsFunc(s.Heads(change.Life), (*change.Change).IsRemoval) {
			return nil
		}
		_, err = rec.put(change.Draft{Ref: ref, Sets: []change.Field{life(true)}})
		return err
	})
}
