package reading

import "testing"

func TestOpenQuotation(t *testing.T) {
	for _, c := range []struct{ before, want string }{
		{"", ""},
		{"He said: “We ", "“"},
		{"He said: “We left.” Then ", ""},
		{"He said: \"We ", "\""},
		{"He said: \"We left,\" and ", ""},
		{"\"", "\""},
		{"„Wir gehen“, sagte er. «On ", "«"},
		{"He said: “We left.\nThen the mayor ", ""}, // a paragraph ends it
		{"the mayor’s ", ""},
		{"a 6\" gun ", ""},
	} {
		if got := OpenQuotation(c.before); got != c.want {
			t.Errorf("%q: %q, want %q", c.before, got, c.want)
		}
	}
}
