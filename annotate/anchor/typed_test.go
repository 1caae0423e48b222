package anchor

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/text"
)

func TestTyped(t *testing.T) {
	o := text.NewOffsets("It isn’t open.\nIt stays\u00a0shut – till\n\n spring, “they” said. It isn't.")
	for _, tt := range []struct{ quote, want string }{
		{"isn't open", "[isn’t open]"}, {"stays shut - till spring", "[stays\u00a0shut – till\n\n spring]"}, {"\"they\" said", "[“they” said]"},
		{"isn’t", "[isn’t isn't]"}, {"open. It", "[open.\nIt]"}, {"closed", "[]"}, {"", "[]"}, {" ", "[]"}, {" open ", "[open]"},
	} {
		got := []string{}
		for _, s := range Typed(o, tt.quote) {
			got = append(got, o.Slice(s.Start, s.End))
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%q is found as %q, want %q", tt.quote, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	o := text.NewOffsets("The bridge, they said, is shut. The ferry, they said, is not.")
	for _, tt := range []struct{ quote, want string }{
		{"the brigde, they said", "The bridge, they said"}, {"ferry, they say, is", "ferry, they said, is"}, {"somebody else knows", ""}, {"", ""},
		{"not it is", ""}, {"is not so", "is not"},
	} {
		s, ok := Nearest(o, tt.quote)
		got := ""
		if ok {
			got = o.Slice(s.Start, s.End)
		}
		if got != tt.want {
			t.Errorf("nearest to %q is %q, want %q", tt.quote, got, tt.want)
		}
	}
}

// What is found can be cut out of the text, and is found again by itself.
func FuzzTyped(f *testing.F) {
	f.Add("It isn’t\u00a0 so", "isn't so")
	f.Add("a\u00ad b", "a b")
	f.Fuzz(func(t *testing.T, s, quote string) {
		if !utf8.ValidString(s) || !utf8.ValidString(quote) {
			return
		}
		o := text.NewOffsets(s)
		for _, span := range Typed(o, quote) {
			if span.Start < 0 || span.End > o.Len() || span.Start >= span.End {
				t.Fatalf("%q in %q at %v", quote, s, span)
			}
		}
		if span, ok := Nearest(o, quote); ok && (span.Start < 0 || span.End > o.Len() || span.Start >= span.End) {
			t.Fatalf("nearest to %q in %q at %v", quote, s, span)
		}
	})
}
