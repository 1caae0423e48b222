package read

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// Passage is an annotation with what stands around it.
type Passage struct {
	annotate.Annotation
	Context
}

var (
	packedPassages = pack("annotation", "t.article", "t.start", `t."end"`, "t.place", "t.verdict", "t.claim", "t.reviewer", "t.created", "t.modified",
		"t.withheld", "octet_length(t.attribution)", "t.attribution", "octet_length(t.note)", "t.note")
	packedClaimIDs = pack("claim")
)

// Passages returns all annotations in the order of [Source.Annotations], each with
// what stands around it. It is for who takes them all: it looks up each text once, and
// nothing for each passage but the words of those whose text is withheld.
func (s *Source) Passages() ([]*Passage, error) {
	articles, keys, err := s.listed()
	if err != nil {
		return nil, err
	}
	at := make(map[int64]int, len(keys)) // index of an article
	for i, key := range keys {
		at[key] = i
	}
	claims, persons := map[int64]change.ID{}, map[int64]change.ID{}
	if err := eachPacked(s.Tables, packedClaimIDs, func(l *file.Lines, next func() (int64, change.ID)) error {
		for l.More() {
			key, id := next()
			claims[key] = id
		}
		return nil
	}); err != nil {
		return nil, err
	}
	type found struct {
		Passage
		key, place int64
	}
	in, count := make([][]*found, len(articles)), 0
	if err := eachPacked(s.Tables, packedPassages, func(l *file.Lines, next func() (int64, change.ID)) (err error) {
		some := make([]found, 0, packedAtOnce)
		for l.More() {
			some = append(some, found{})
			x := &some[len(some)-1]
			n := &x.Annotation
			x.key, n.ID = next()
			i, here := at[l.Int()]
			n.Start, n.End, x.place, n.Verdict, n.Claim = int(l.Int()), int(l.Int()), l.Int(), tables.Verdict(l.Int()), claims[l.Int()]
			if key := l.Int(); key != 0 {
				id, ok := persons[key]
				if !ok {
					if id, err = s.Log.ID(key); err != nil {
						return err
					}
					persons[key] = id
				}
				n.Reviewer = id
			}
			n.Created = time.UnixMilli(l.Int()).UTC()
			n.Modified = n.Created
			if modified := l.Int(); modified != 0 {
				n.Modified = time.UnixMilli(modified).UTC()
			}
			n.Withheld, n.Attribution, n.Note = l.Line(), l.Bytes(l.Int()), l.Bytes(l.Int())
			if here { // one is hidden with its article
				n.Article = articles[i].ID
				in[i], count = append(in[i], x), count+1
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	all := make([]*Passage, 0, count)
	var kept map[int64]Context // what a package says of those whose text is not in it
	for i, list := range in {
		if len(list) == 0 {
			continue
		}
		slices.SortFunc(list, func(x, y *found) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(x.ID, y.ID))
		})
		o, err := s.Texts.named(articles[i].SHA256)
		withheld := errors.Is(err, ErrWithheld)
		switch {
		case withheld && kept == nil:
			if kept, err = s.contexts(); err != nil {
				return nil, err
			}
		case err != nil && !withheld:
			return nil, err
		}
		for _, x := range list {
			switch span := x.Span(); {
			case withheld:
				x.Context = kept[x.key]
			case span.Start >= 0 && span.Start < span.End && span.End <= o.Len():
				x.Quote, x.Context = o.Slice(span.Start, span.End), around(o, span)
			}
			if x.Quote == "" {
				if x.Quote, err = s.Log.Quote(x.place); err != nil {
					return nil, err
				}
			}
			all = append(all, &x.Passage)
		}
	}
	return all, nil
}

// contexts is what a package without texts says of what stands around passages, by
// their keys.
func (s *Source) contexts() (map[int64]Context, error) {
	of := map[int64]Context{}
	return of, s.Texts.c.Each(func(r file.Row) error {
		var key int64
		var around Context
		err := r.Scan(&key, &around.Prefix, &around.Suffix)
		of[key] = around
		return err
	}, "SELECT annotation, prefix, suffix FROM context")
}
