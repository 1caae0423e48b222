package particulars

import (
	"errors"
	"testing"

	"claimtrace/annotate"
)

// What is shown is read again as what it was, however much of a time is known.
func TestShownIsReadAgain(t *testing.T) {
	for register, values := range map[string][]string{
		"published": {"2026", "2026-01", "2026-01-29", "2026-01-29T21:00", "2026-01-29T21:00:05", "2026-01-29T21:00Z", "2026-01-29T09:05:07+02:00", "2026-01-29T00:00-03:30", "2026-01-29T12:00Z", ""},
		"language":  {"en", "pt-BR", "zh-Hant-TW", "tlh", "nb", ""},
		"url":       {"https://quay.example/a?b=c#d"},
		"title":     {"Ferry is back"},
	} {
		for _, v := range values {
			if got, err := Typed(register, Shown(register, v)); got != v || err != nil {
				t.Errorf("%s %q is shown as %q, which is read as %q, %v", register, v, Shown(register, v), got, err)
			}
		}
	}
	if got := Shown("published", "2026-01-29T21:00Z"); got != "Thu 29 Jan 2026, 21:00 UTC" {
		t.Errorf("a time is shown as %q", got)
	}
}

func TestTyped(t *testing.T) {
	for _, c := range []struct{ register, typed, want string }{
		{"published", "29.01.2026 21:00", "2026-01-29T21:00"}, {"published", "January 2026", "2026-01"}, {"published", "2026-01-29 21:00Z", "2026-01-29T21:00Z"},
		{"language", "ukrainian", "uk"}, {"language", "de", "de"}, {"url", "quay.example/a", "https://quay.example/a"}, {"title", "  Ferry \n is back ", "Ferry is back"},
	} {
		if got, err := Typed(c.register, c.typed); got != c.want || err != nil {
			t.Errorf("%q in %s is read as %q, %v, want %q", c.typed, c.register, got, err, c.want)
		}
	}
	for register, typed := range map[string]string{"published": "01/02/2026", "language": "Klingonish"} {
		if got, err := Typed(register, typed); err == nil {
			t.Errorf("%q in %s is read as %q", typed, register, got)
		}
	}
	if _, err := Typed("language", "no such"); !errors.Is(err, ErrLanguage) {
		t.Errorf("no language: %v", err)
	}
}

func TestFrom(t *testing.T) {
	from := map[string]string{"published": "JSON-LD", "title": "headline"}
	for value, want := range map[string]string{"2026-01-29T21:00Z": "JSON-LD, with zone", "2026-01-29T21:00": "JSON-LD, without zone", "2026-01-29": "JSON-LD"} {
		if got := From("published", value, from); got != want {
			t.Errorf("%s is from %q, want %q", value, got, want)
		}
	}
	a := annotate.Article{}
	for _, f := range Fields {
		Set(&a, f.Register, f.Label)
		if Of(a, f.Register) != f.Label {
			t.Errorf("%s holds %q", f.Register, Of(a, f.Register))
		}
	}
	if a.Title != "Headline" || a.Language != "Language" || a.Outlet != "Outlet" || a.Byline != "Byline" || a.URL != "Address" {
		t.Errorf("the fields lie in one another: %+v", a)
	}
}
