package dates

import (
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
)

func TestReadings(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2026", "2026"}, {"2026-01", "2026-01"}, {"2026-01-29", "2026-01-29"}, {"2026-01-29T21:00", "2026-01-29T21:00"},
		{"2026-01-29T21:00Z", "2026-01-29T21:00Z"}, {"2026-01-29 21:00:05 +0300", "2026-01-29T21:00:05+03:00"},
		{"2026-01-29T21:00+0300", "2026-01-29T21:00+03:00"}, {"2026-01-29T21:00:00.000+03", "2026-01-29T21:00:00+03:00"},
		{"29.01.2026 21:00", "2026-01-29T21:00"}, {"29.01.2026", "2026-01-29"}, {"29. 1. 2026", "2026-01-29"}, {"1.2.2026", "2026-02-01"},
		{"01/02/2026", "2026-02-01 2026-01-02"}, {"01-02-2026 09:00", "2026-02-01T09:00 2026-01-02T09:00"},
		{"29/01/2026", "2026-01-29"}, {"01/29/2026 9:05 PM", "2026-01-29T21:05"}, {"02/02/2026", "2026-02-02"}, {"2026/01/29", "2026-01-29"},
		{"Thu, 29 Jan 2026 21:00:00 +0300", "2026-01-29T21:00:00+03:00"}, {"Thu, 29 Jan 2026 21:00:00 GMT", "2026-01-29T21:00:00Z"},
		{"Thu, 1 Jan 2026 00:00:00 EST", "2026-01-01T00:00:00-05:00"},
		{"January 2026", "2026-01"}, {"Januar 2026", "2026-01"}, {"января 2026", "2026-01"},
		{"29 January 2026", "2026-01-29"}, {"January 29, 2026", "2026-01-29"}, {"Jan. 29, 2026, 6:18 p.m.", "2026-01-29T18:18"},
		{"29. Januar 2026, 21:00 Uhr", "2026-01-29T21:00"}, {"29 de enero de 2026", "2026-01-29"}, {"12:04AM January 29, 2026", "2026-01-29T00:04"},
		{"2026年1月29日", "2026-01-29"}, {"29 января 2026 г.", "2026-01-29"}, {"noon", ""}, {"29 Frob 2026", ""}, {"2026-13-01", ""}, {"31.02.2026", ""},
		{"32/01/2026", ""}, {"", ""}, {"yesterday, 2026", ""}, {"29.01.26", ""}, {"2026-01-29T25:00", ""}, {"2026-01-29T21:00+99:00", ""},
	} {
		var got []string
		for _, p := range Readings(tt.in) {
			got = append(got, string(p))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q is read as %q, want %q", tt.in, s, tt.want)
		}
	}
}

func TestIn(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Published 11:11 PM EST Nov 19, 2019", "2019-11-19T23:11-05:00"},
		{"sexta-feira, 22 de outubro de 2010 às 20:13", "2010-10-22T20:13"},
		{"publiziert am 25. September 2018", "2018-09-25"}, {"Last Updated : Nov 20, 2019 01:41 PM IST", "2019-11-20T13:41"},
		{"Tue Nov 19 2019 05:44:06 GMT+0000", "2019-11-19T05:44:06Z"}, {"19 Nov 2019 07:09 GMT", "2019-11-19T07:09Z"},
		{"Monday, November 18th, 2019 at 11:08 a.m.", "2019-11-18T11:08"}, {"nothing here", ""}, {"01/02/2019", ""},
		{"5:45 AM PST 11/19/2019", "2019-11-19T05:45-08:00"}, {"Posted on Maret 30, 2015 by Admin", "2015-03-30"},
	} {
		if got := In(tt.in); got != annotate.Publication(tt.want) {
			t.Errorf("in %q stands %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Whatever stands there, what is read is a time of publication.
func FuzzReadings(f *testing.F) {
	for _, s := range []string{"29.01.2026 21:00", "01/02/2026", "Thu, 29 Jan 2026 21:00:00 +0300", "2026年1月29日", "9999-99-99T99:99", "\xff 1 Jan 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Readings(s)
		for _, p := range all {
			if !p.Known() {
				t.Errorf("%q has the reading %q", s, p)
			}
		}
		if len(slices.Compact(slices.Clone(all))) != len(all) || len(all) > 2 {
			t.Errorf("%q has the readings %q", s, all)
		}
		In(s)
	})
}
