package collate

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// commonOf aligns two sequences of ids below n, none of which is light.
func commonOf(n int, a, b []int32) []match { return alignerOf(n).common(nil, a, b, 0, 0) }

func alignerOf(n int) *aligner {
	al := newAligner()
	al.reset(n)
	return al
}

// checkCommon checks that an alignment pairs equal elements, rising on both sides.
func checkCommon(t *testing.T, a, b []int32, ms []match) {
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
func longest(a, b []int32) int {
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

func numbers(rng *rand.Rand, n, below int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = int32(rng.IntN(below))
	}
	return s
}

// Without elements to cut at the alignment is the longest. With them it is
// right, and long.
func TestCommon(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	found, best := 0, 0
	for range 3000 {
		below := 1 + rng.IntN(12)
		a, b := numbers(rng, rng.IntN(30), below), numbers(rng, rng.IntN(30), below)
		want := longest(a, b)
		ms := commonOf(below, a, b)
		checkCommon(t, a, b, ms)
		found, best = found+len(ms), best+want
		ms = alignerOf(below).appendExact(nil, a, b, 0, 0)
		checkCommon(t, a, b, ms)
		if len(ms) != want {
			t.Fatalf("%d pairs of %v and %v, want %d", len(ms), a, b, want)
		}
	}
	if found*100 < best*93 {
		t.Errorf("%d pairs where %d are possible", found, best)
	}
}

// An element that both sides have once is worth more than several that come often.
func TestCommonKeepsWhatIsRare(t *testing.T) {
	a, b := []int32{1, 1, 1, 7, 2}, []int32{7, 3, 1, 1, 1}
	if got, want := commonOf(8, a, b), []match{{3, 0}}; !slices.Equal(got, want) {
		t.Errorf("pairs %v, want %v", got, want)
	}
	al := alignerOf(8)
	al.light[7] = true
	a, b = []int32{7, 2}, []int32{2, 7}
	if got, want := al.common(nil, a, b, 0, 0), []match{{1, 0}}; !slices.Equal(got, want) {
		t.Errorf("pairs %v, want %v: the other is light", got, want)
	}
}

// Many distinct elements go through the runes of the engine beyond the first plane.
func TestCommonOfManyDistinct(t *testing.T) {
	var a []int32
	for i := range maxExact / 4 {
		a = append(a, int32(i))
	}
	a = append(a, a...) // nothing occurs once
	b := slices.Clone(a)
	slices.Reverse(b[:100])
	slices.Reverse(b[len(b)-100:])
	ms := commonOf(maxExact, a, b)
	checkCommon(t, a, b, ms)
	if want := len(a) - 198; len(ms) != want {
		t.Errorf("%d pairs, want %d", len(ms), want)
	}
}

// More distinct elements than go-diff can tell apart: 1,112,063 make it panic.
func TestCommonOfAMillionDistinct(t *testing.T) {
	a := make([]int32, 1_112_100)
	for i := range a {
		a[i] = int32(i)
	}
	b := slices.Clone(a)
	slices.Reverse(b[500_000:500_100])
	ms := commonOf(len(a), a, b)
	checkCommon(t, a, b, ms)
	if want := len(a) - 99; len(ms) != want {
		t.Errorf("%d pairs, want %d", len(ms), want)
	}
	slices.Reverse(b)
	checkCommon(t, a, b, commonOf(len(a), a, b))
}

func TestCommonBeyondTheLimit(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	a := numbers(rng, 2*maxExact, 300) // hardly anything occurs once
	for i := 0; i < len(a); i += 100 {
		a[i] = int32(1000 + i) // but these do
	}
	b := slices.Clone(a)
	for i := 50; i < len(b); i += 400 {
		b[i] = 300
	}
	ms := commonOf(1000+len(a), a, b)
	checkCommon(t, a, b, ms)
	if want := len(a) - len(a)/400; len(ms) < want-2 || len(ms) > want {
		t.Errorf("%d pairs, want %d", len(ms), want)
	}
	// Without anything to cut at, they are cut in the middle.
	c := numbers(rng, 2*maxExact, 50)
	d := slices.Insert(slices.Clone(c), 7000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	d[3] = (d[3] + 1) % 50
	d[len(d)-3] = (d[len(d)-3] + 1) % 50
	ms = commonOf(50, c, d)
	checkCommon(t, c, d, ms)
	if len(ms) < len(c)*9/10 {
		t.Errorf("%d pairs of %d", len(ms), len(c))
	}
}

func TestLongestRising(t *testing.T) {
	got := longestRising([]match{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 3}, {5, 5}})
	if want := []match{{0, 1}, {1, 2}, {4, 3}, {5, 5}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := longestRising(nil); len(got) != 0 {
		t.Errorf("%v of nothing", got)
	}
}
