package anchor

import (
	"errors"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

func TestFind(t *testing.T) {
	o := text.NewOffsets("Київ is Kyiv. Kyiv is cold; aaa 👨🏻‍🚒.")
	for name, c := range map[string]struct {
		quote string
		start int
		want  annotate.Span
		err   error
	}{
		"once":               {"cold", -1, annotate.Span{Start: 22, End: 26}, nil},
		"after other script": {"is Kyiv", -1, annotate.Span{Start: 5, End: 12}, nil},
		"twice":              {"Kyiv", -1, annotate.Span{}, ErrAmbiguous},
		"twice, told which":  {"Kyiv", 14, annotate.Span{Start: 14, End: 18}, nil},
		"told wrongly":       {"Kyiv", 9, annotate.Span{}, ErrMissing},
		"overlapping":        {"aa", -1, annotate.Span{}, ErrAmbiguous},
		"not at all":         {"Moscow", -1, annotate.Span{}, ErrMissing},
		"empty":              {"", -1, annotate.Span{}, ErrMissing},
		"broken bytes":       {"\x98", -1, annotate.Span{}, ErrMissing},
	} {
		got, err := Find(o, c.quote, c.start)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, %v; want %v, %v", name, got, err, c.want, c.err)
		}
	}
}

func TestCheck(t *testing.T) {
	o := text.NewOffsets("one 👨🏻‍🚒 two")
	for s, want := range map[annotate.Span]error{
		{Start: 0, End: 3}:   nil,
		{Start: 4, End: 8}:   nil,
		{Start: 4, End: 5}:   ErrGrapheme,
		{Start: 5, End: 8}:   ErrGrapheme,
		{Start: 3, End: 4}:   ErrEmpty,
		{Start: 2, End: 2}:   ErrEmpty,
		{Start: -1, End: 2}:  ErrSpan,
		{Start: 3, End: 1}:   ErrSpan,
		{Start: 9, End: 13}:  ErrSpan,
		{Start: 0, End: 999}: ErrSpan,
	} {
		if err := Check(o, s); !errors.Is(err, want) {
			t.Errorf("%v: %v, want %v", s, err, want)
		}
	}
	sel := Select(o, annotate.Span{Start: 4, End: 8})
	if sel != (Selector{"👨🏻‍🚒", "one ", " two"}) {
		t.Errorf("selector %+v", sel)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("one two one", "one")
	f.Fuzz(func(t *testing.T, s, quote string) {
		if !utf8.ValidString(s) {
			return
		}
		o := text.NewOffsets(s)
		for _, span := range All(o, quote) {
			if o.Slice(span.Start, span.End) != quote {
				t.Fatalf("%v of %q is not %q", span, s, quote)
			}
		}
	})
}
