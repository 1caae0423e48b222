package text

import "testing"

func TestHarmless(t *testing.T) {
	for s, want := range map[string]string{
		"a\tb\nc":                  "a\tb\nc",
		"\x1b[2J\u202eabc\u2066\r": "\ufffd[2J\ufffdabc\ufffd\ufffd",
		"\ufffe and \uffff, “é” and \U0001f30d": "\ufffd and \ufffd, “é” and \U0001f30d",
	} {
		if got := Harmless(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
