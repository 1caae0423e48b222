package collate

import "testing"

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
