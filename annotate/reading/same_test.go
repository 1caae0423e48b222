package reading

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPairName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want string
	}{
		{"Lipna", "Lipno", "lipna = lipno"},
		{"LIPNO", " lipna ", "lipna = lipno"},
		{"the Harbour  Town", "Lipna", "lipna = the harbor town"},
		{"Kyiv", "Kiev", ""}, // equal already
		{"Lipna", "", ""},
		{"", " ", ""},
	} {
		if got := PairName(c.a, c.b); got != c.want {
			t.Errorf("PairName(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// What groups there are, their order and the order within them change nothing.
func TestVariantsIgnoreOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	groups := [][]string{{"alpha", "beta"}, {"gamma", "delta ray"}, {"beta", "epsilon"}, {"zeta", "delta ray", "eta"}}
	want := NewVariants(groups)
	for range 50 {
		rng.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
		for _, g := range groups {
			rng.Shuffle(len(g), func(i, j int) { g[i], g[j] = g[j], g[i] })
		}
		got := NewVariants(groups)
		if !slices.EqualFunc(got.phrases, want.phrases, func(x, y sameAs) bool { return x.group == y.group && slices.Equal(x.keys, y.keys) }) {
			t.Fatalf("%v: %v, want %v", groups, got, want)
		}
	}
}
