//go:build faults

package store

import (
	"fmt"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// What a stranger puts into a package to take time or memory in merging it is
// merged, told and taken back in time that grows as the package does.
func TestHostileMerge(t *testing.T) {
	const n = 8000
	const most = 30 * time.Second // with the square of their number it is minutes
	for name, put := range map[string]func(s *stranger, on annotate.ID) []*change.Change{
		"many values of one register, by many": func(s *stranger, on annotate.ID) (list []*change.Change) {
			for i := range n {
				c := s.makes(claim(on), nil, nil, field("note", change.OfText(fmt.Sprint("note ", i))))
				c.Person = change.NamedID("person", fmt.Sprint(i))
				if err := c.Seal([16]byte{byte(i), byte(i >> 8)}); err != nil {
					t.Fatal(err)
				}
				list = append(list, c)
			}
			return list
		},
		"many claims that collide": func(s *stranger, on annotate.ID) (list []*change.Change) {
			for i := range n {
				made := s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, life(true), field("statement", change.OfText("Everybody says so")))
				list = append(list, made, s.makes(made.Entity, nil, nil, field("statement", change.OfText(fmt.Sprint("nobody ", i, " says so")))))
			}
			return list
		},
		"many claims that say the same": func(s *stranger, on annotate.ID) (list []*change.Change) {
			for i := range n {
				list = append(list, s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, life(true), field("statement", change.OfText([]string{"Everybody says so", "everybody says so!"}[i%2]))))
			}
			return list
		},
		"joined in a chain": func(s *stranger, on annotate.ID) (list []*change.Change) {
			last := on
			for range n {
				made := s.makes(Ref{Kind: annotate.KindClaim}, nil, nil, life(true), field("statement", change.OfText("Everybody says so")))
				a, b := min(last, made.Entity.ID), max(last, made.Entity.ID)
				list = append(list, made, s.makes(Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(annotate.KindClaim, a, b)}, nil, nil, life(true), field("pair", change.OfRecord(
					change.Field{Name: "a", Value: change.OfRef(annotate.KindClaim, a)}, change.Field{Name: "b", Value: change.OfRef(annotate.KindClaim, b)}))))
				last = made.Entity.ID
			}
			return list
		},
		"removed without having seen it": func(s *stranger, on annotate.ID) (list []*change.Change) {
			for range n {
				list = append(list, s.makes(claim(on), nil, nil, life(false)))
			}
			return list
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := newHand(t, "Anna")
			_, _, m, _ := example(t, a.p)
			b := a.given(t, "Ben", PackOptions{})
			b.close(t)
			raw(t, b.path, "DELETE FROM package")
			added(t, b.path, put(newStranger(t, name), m.Claim)...)
			swift(t, most, func() {
				got, err := a.p.Merge(t.Context(), []string{b.path}, MergeOptions{DryRun: true})
				if err != nil || got.Changes < n {
					t.Fatalf("%d changes, %v", got.Changes, err)
				}
				if len(got.Alike) > n+1 {
					t.Errorf("%d are offered to be joined", len(got.Alike))
				}
			})
			swift(t, most, func() {
				got, err := a.p.Merge(t.Context(), []string{b.path}, MergeOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := a.p.TakeBack(t.Context(), got.Receipt, false); err != nil {
					t.Fatal(err)
				}
				if in := must(a.p.Inbox()); !in.Empty() {
					t.Errorf("taken back, %d ask", len(in.Collisions)+len(in.Removed))
				}
			})
			sound(t, a.p)
		})
	}
}
