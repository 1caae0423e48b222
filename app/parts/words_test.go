package parts

import "testing"

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Count(0, "claim"), "0 claims"},
		{Count(1, "claim"), "1 claim"},
		{Count(2, "claim"), "2 claims"},
		{Capital("no verdict"), "No verdict"},
		{Capital("élan"), "Élan"},
		{Capital("українська"), "Українська"},
		{Capital(""), ""},
		{OneLine(" a\n b\t\u00a0c "), "a b c"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
