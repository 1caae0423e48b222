//go:build faults

package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/log"
)

// swift fails a test whose work takes longer than work that grows with the length
// of what is read.
func swift(t *testing.T, most time.Duration, f func()) {
	t.Helper()
	began := time.Now()
	f()
	if took := time.Since(began); took > most {
		t.Errorf("it takes %v, more than %v", took, most)
	}
}

// Work that grows with the length of what is read, and no faster.
func TestHostileLengths(t *testing.T) {
	const claims, id = annotate.KindClaim, annotate.ID("00000000-0000-8000-8000-000000000001")
	t.Run("kinds", func(t *testing.T) { // took 3.5 s for each row
		s, path := newStranger(t, "x"), exampleAt(t)
		var sets []change.Field
		for i := range 40 {
			var refs []Ref
			for j := range 1000 {
				refs = append(refs, Ref{Kind: annotate.Kind(fmt.Sprintf("k%05x", i*1000+j)), ID: id})
			}
			sets = append(sets, field(fmt.Sprintf("r%02d", i), change.OfList(refs...)))
		}
		added(t, path, s.makes(Ref{Kind: "x", ID: id}, nil, nil, sets...), s.makes(Ref{Kind: "x", ID: id}, nil, nil, sets...))
		swift(t, 3*time.Second, func() { verified(t, path) })
	})
	t.Run("spans", func(t *testing.T) { // took 8 ms for each passage
		path := exampleAt(t)
		p := openProject(t, path, testOptions("Anna"))
		a := add(t, p, draft(strings.Repeat("All of it is one long text. ", 100_000), "Long", ""))
		p.Close()
		s := newStranger(t, "x")
		var list []*change.Change
		for range 1000 {
			list = append(list, s.makes(Ref{Kind: annotate.KindAnnotation}, nil, nil, life(true), field("verdict", change.OfText("disputed")), field("place",
				change.OfRecord(field("article", change.OfRef(annotate.KindArticle, a.ID)), field("start", change.OfInt(0)), field("end", change.OfInt(2_799_000))))))
		}
		added(t, path, list...)
		openProject(t, path, testOptions("Anna")).Close()
		swift(t, 3*time.Second, func() { verified(t, path) })
	})
	t.Run("changes of one", func(t *testing.T) { // took time with the square of their number
		s, path := newStranger(t, "x"), exampleAt(t)
		var list []*change.Change
		for range 40_000 {
			list = append(list, s.makes(Ref{Kind: "x", ID: id}, nil, nil, life(true)))
		}
		added(t, path, list...)
		names, steps := 0, 0
		f := connected(t, path)
		defer f.Close()
		n, err := log.Of(f.Conn).ReadNames()
		if err != nil {
			t.Fatal(err)
		}
		swift(t, 3*time.Second, func() {
			err = log.Of(f.Conn).Entities(t.Context(), n, func(e log.Entity) error { names++; steps += len(e.Changes); return nil })
		})
		if err != nil || steps < 40_000 {
			t.Errorf("%d, %d, %v", names, steps, err)
		}
	})
	t.Run("joins", func(t *testing.T) { // took 2.4 s, with the square of their number
		path := exampleAt(t)
		p := openProject(t, path, testOptions("Anna"))
		c := must(p.Claims())[0].ID
		p.Close()
		s := newStranger(t, "x")
		var list []*change.Change
		for range 2000 {
			d := s.makes(Ref{Kind: claims}, nil, nil, life(true), field("statement", change.OfText("Another")))
			a, b := min(c, d.ID), max(c, d.ID)
			list = append(list, d, s.makes(Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(claims, a, b)}, nil, nil, life(true),
				field("pair", change.OfRecord(field("a", change.OfRef(claims, a)), field("b", change.OfRef(claims, b))))))
		}
		added(t, path, list...)
		p = openProject(t, path, testOptions("Anna"))
		swift(t, time.Second, func() {
			if all := must(p.Joined(claim(c))); len(all) != 2001 {
				t.Errorf("%d are joined", len(all))
			}
		})
	})
	t.Run("code", func(t *testing.T) { // gave 400 MB of problems
		s, path := newStranger(t, "x"), exampleAt(t)
		var list []*change.Change
		for range 200 {
			list = append(list, s.makes(Ref{Kind: "x", ID: id}, nil, nil, life(true)))
		}
		added(t, path, list...)
		raw(t, path, "UPDATE word SET word = replace(hex(zeroblob(500000)), '00', char(1) || char(2)) WHERE word = 'strange.thing'")
		report, err := Verify(t.Context(), path)
		if n := len(strings.Join(report.Problems, "\n")); err != nil || report.OK || n > 100_000 {
			t.Errorf("%d bytes are told, %v", n, err)
		}
	})
	t.Run("takings back", func(t *testing.T) { // took for ever
		path := exampleAt(t)
		p := openProject(t, path, testOptions("Anna"))
		c := must(p.Claims())[0].ID
		p.Close()
		s := newStranger(t, "x")
		list := []*change.Change{s.makes(claim(c), nil, nil, field("note", change.OfInt(1)))}
		for i := range 61 {
			takes := []change.Taking{{Change: list[i].ID, Registers: []string{"note"}}}
			if i > 0 {
				takes = append(takes, change.Taking{Change: list[i-1].ID, Registers: []string{"note"}})
			}
			slices.SortFunc(takes, func(a, b change.Taking) int { return strings.Compare(string(a.Change), string(b.Change)) })
			list = append(list, s.makes(claim(c), nil, takes))
		}
		list = append(list, newStranger(t, "y").makes(claim(c), []annotate.ID{c}, nil, life(false)))
		added(t, path, list...)
		p = emptyProject(t)
		swift(t, 3*time.Second, func() {
			if _, err := p.union(t.Context(), path, true); err != nil {
				t.Error(err)
			}
		})
	})
}

// Between two keys there may be billions that stand for nothing: a moment is shown
// without going through them, and what is made then has keys that can be.
func TestKeysFarApart(t *testing.T) {
	path := exampleAt(t)
	raw(t, path, "INSERT INTO name VALUES (4000000000, randomblob(16))")
	p := openProject(t, path, testOptions("Anna"))
	add(t, p, draft("A text that comes later.", "Gazette", ""))
	swift(t, 3*time.Second, func() {
		past, err := p.AsOf(t.Context(), time.Unix(1_770_000_004, 0), false)
		if err != nil {
			t.Fatal(err)
		}
		must(past.Articles())
		past.Close()
	})
	p.Close()
	verified(t, path)
}
