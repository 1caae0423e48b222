package store

import (
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/log"
	"claimtrace/store/read"
)

// selection finds which entities are in a package of what is selected: by the log, so
// that what was removed of it goes along, as removed.
type selection struct {
	*packing
	states map[Ref]selectable
	in     map[Ref]bool
	todo   []Ref
}

// selectable is what of an entity decides whether it is in.
type selectable struct {
	hangs, cites []Ref
	persons      []annotate.ID
	chosen       bool
}

// selected tells which entities are meant.
func (x *packing) selected(l *log.Log, names *log.Names) (has func(Ref) bool, err error) {
	src := &read.Source{Tables: x.from, Log: l, Texts: read.TextsOf(x.from)}
	only, err := src.Widen(x.Only)
	if err != nil {
		return nil, err
	}
	y := selection{packing: x, states: map[Ref]selectable{}, in: map[Ref]bool{}}
	if err := l.Entities(x.ctx, names, func(e log.Entity) error {
		f := change.Fold(e.Ref, e.Changes)
		s := annotate.StateOf(f, true)
		z := selectable{hangs: f.HangsOn()}
		for _, r := range f.Registers() {
			for _, c := range f.Heads(r) {
				if v, ok := c.Set(r); ok {
					z.cites = append(z.cites, v.List...)
					for _, part := range v.Fields {
						z.cites = append(z.cites, part.List...)
					}
				}
			}
		}
		persons := map[annotate.ID]bool{}
		for _, c := range f.Changes() {
			made := []annotate.ID{c.Person}
			if i, ok := annotate.ImportedBy(c); ok {
				made = append(made, i.By())
			}
			for _, id := range made {
				if !persons[id] {
					persons[id] = true
					z.persons = append(z.persons, id)
				}
			}
		}
		switch e.Ref.Kind {
		case annotate.KindProject, annotate.KindSetting:
			z.chosen = true
		case annotate.KindAnnotation:
			z.chosen = only.Has(s.Annotation())
		default:
			z.chosen = only.Names(e.Ref.ID)
		}
		y.states[e.Ref] = z
		if z.chosen {
			y.take(e.Ref)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	y.close()
	return func(r Ref) bool { return y.in[r] }, nil
}

func (y *selection) take(r Ref) {
	if _, known := y.states[r]; known && !y.in[r] {
		y.in[r] = true
		y.todo = append(y.todo, r)
	}
}

// close adds what those that are in need, and what belongs to them: a join to the
// two that it joins, a correction to its passage, and what this version does not know to all that it hangs on.
func (y *selection) close() {
	belongs := map[Ref][]Ref{}
	for r, s := range y.states {
		if r.Kind == annotate.KindJoin || r.Kind == annotate.KindCorrection || annotate.Spec(r.Kind) == nil {
			for _, to := range s.hangs {
				belongs[to] = append(belongs[to], r)
			}
		}
	}
	for len(y.todo) > 0 {
		r := y.todo[len(y.todo)-1]
		y.todo = y.todo[:len(y.todo)-1]
		s := y.states[r]
		for _, to := range s.hangs {
			if r.Kind != annotate.KindArticle && (r.Kind != annotate.KindAnnotation || to.Kind != r.Kind) { // the earlier version it does not need
				y.take(to)
			}
		}
		for _, to := range s.cites {
			y.take(to)
		}
		for _, id := range s.persons {
			y.take(Ref{Kind: annotate.KindReviewer, ID: id})
		}
		for _, other := range belongs[r] {
			if !slices.ContainsFunc(y.states[other].hangs, func(to Ref) bool { return !y.in[to] }) {
				y.take(other)
			}
		}
	}
}
