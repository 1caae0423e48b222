package bidi

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func permutation(t *testing.T, order []int) {
	t.Helper()
	sorted := slices.Sorted(slices.Values(order))
	for i, k := range sorted {
		if i != k {
			t.Fatalf("%v leaves out %d", order, i)
		}
	}
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		levels []uint8
		want   []int
	}{
		{nil, []int{}},
		{[]uint8{0, 0, 0}, []int{0, 1, 2}},
		{[]uint8{4, 4, 4}, []int{0, 1, 2}},
		{[]uint8{1, 1, 1}, []int{2, 1, 0}},
		{[]uint8{255, 255}, []int{1, 0}},
		{[]uint8{0, 1, 1, 0}, []int{0, 2, 1, 3}},
		{[]uint8{1, 2, 2, 1}, []int{3, 1, 2, 0}},
		{[]uint8{0, 2, 1}, []int{0, 2, 1}},
		{[]uint8{0, 1, 2, 3, 3, 2, 1, 0}, []int{0, 6, 2, 4, 3, 5, 1, 7}},
		{[]uint8{1, 0, 1, 1}, []int{0, 1, 3, 2}},
	} {
		if got := Order(c.levels); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.levels, got, c.want)
		}
	}
}

// Two levels more change nothing; one level more turns the line round.
func TestOrderRaised(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		levels := make([]uint8, rng.IntN(12))
		for i := range levels {
			levels[i] = uint8(rng.IntN(6))
		}
		order := Order(levels)
		permutation(t, order)
		one, two := slices.Clone(levels), slices.Clone(levels)
		for i := range levels {
			one[i]++
			two[i] += 2
		}
		if got := Order(two); !slices.Equal(got, order) {
			t.Fatalf("%v: %v, two higher %v", levels, order, got)
		}
		turned := Order(one)
		slices.Reverse(turned)
		if !slices.Equal(turned, order) {
			t.Fatalf("%v: %v, one higher and read from the right %v", levels, order, turned)
		}
	}
}
