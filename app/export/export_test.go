package export

import (
	"testing"

	"claimtrace/annotate"
)

func TestAsOfName(t *testing.T) {
	for _, tt := range []struct{ at, want string }{
		{"2026-01-30T15:00:00Z", "-as-of-2026-01-30-1500Z"},
		{"2026-01-30T16:00:07.5+01:00", "-as-of-2026-01-30-150007Z"},
	} {
		at, err := annotate.ParseTime(tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if name := asOfName(at); name != tt.want {
			t.Errorf("at %s the name ends in %s, want %s", tt.at, name, tt.want)
		}
	}
}

// A package is named after whom it is for, by a name that every file system takes.
func TestInFileName(t *testing.T) {
	for whom, want := range map[string]string{
		"Oksana": "Oksana", "Oksana, Lviv desk": "Oksana-Lviv-desk", `a/b\c: "d"`: "a-b-c-d", "...": "", "Дніпро": "Дніпро",
		"a name that goes on and on and on and on and on": "a-name-that-goes-on-and-on-and-on-and-on",
	} {
		if got := inFileName(whom); got != want {
			t.Errorf("%q is %q in the name of a file, not %q", whom, got, want)
		}
	}
}
