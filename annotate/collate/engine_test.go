package collate

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// checkCommon checks that an alignment pairs equal elements, rising on both sides.
func checkCommon(t *testing.T, a, b []int, ms []match) {
	t.Helper()
	last := match{-1, -1}
	for _, m := range ms {
		if m.a <= last.a || m.b <= last.b || a[m.a] != b[m.b] {
			t.Fatalf("pair %v after %v of %v and %v", m, last, a, b)
		}
		last = m
	}
}

// longest is the length of the longest common subsequence, by the book.
func longest(a, b []int) int {
	line := make([]int, len(b)+1)
	for i := range a {
		corner := 0
		for j := range b {
			above := line[j+1]
			if a[i] == b[j] {
				line[j+1] = corner + 1
			} else {
				line[j+1] = max(line[j], above)
			}
			corner = above
		}
	}
	return line[len(b)]
}

func numbers(rng *rand.Rand, n, below int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = rng.IntN(below)
	}
	return s
}

func TestCommonIsLongest(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		below := 1 + rng.IntN(12)
		a, b := numbers(rng, rng.IntN(30), below), numbers(rng, rng.IntN(30), below)
		ms := common(a, b)
		checkCommon(t, a, b, ms)
		if want := longest(a, b); len(ms) != want {
			t.Fatalf("%d pairs of %v and %v, want %d", len(ms), a, b, want)
		}
	}
}

// Many distinct elements go through the runes of the engine beyond the first plane.
func TestCommonOfManyDistinct(t *testing.T) {
	a := make([]int, maxExact/2)
	for i := range a {
		a[i] = i
	}
	b := slices.Clone(a)
	slices.Reverse(b[:100])
	slices.Reverse(b[len(b)-100:])
	ms := common(a, b)
	checkCommon(t, a, b, ms)
	if want := len(a) - 198; len(ms) != want {
		t.Errorf("%d pairs, want %d", len(ms), want)
	}
}

func TestCommonBeyondTheLimit(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	a := numbers(rng, 2*maxExact, 300) // hardly anything occurs once
	for i := 0; i < len(a); i += 100 {
		a[i] = 1000 + i // but these do
	}
	b := slices.Clone(a)
	for i := 50; i < len(b); i += 400 {
		b[i] = -1
	}
	ms := common(a, b)
	checkCommon(t, a, b, ms)
	if want := len(a) - len(a)/400; len(ms) != want {
		t.Errorf("%d pairs, want %d", len(ms), want)
	}
	// Without anything to cut at, only the ends are aligned.
	c, d := numbers(rng, 2*maxExact, 50), numbers(rng, 2*maxExact, 50)
	checkCommon(t, c, d, common(c, d))
}

func TestAnchors(t *testing.T) {
	got := anchors([]int{1, 2, 3, 4, 5, 5}, []int{3, 1, 2, 5, 4, 9})
	if want := []match{{0, 1}, {1, 2}, {3, 4}}; !slices.Equal(got, want) {
		t.Errorf("anchors %v, want %v", got, want)
	}
	if got := anchors([]int{1, 1}, []int{1}); got != nil {
		t.Errorf("anchors %v of nothing that occurs once", got)
	}
}
