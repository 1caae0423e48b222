package folder

import (
	"slices"
	"testing"
	"time"
)

var shelf = Listing{Place: "/x", Files: 3, Entries: []Entry{
	{Kind: Parent, Name: "/", Path: "/"},
	{Kind: Folder, Name: "d", Path: "/x/d"},
	{Kind: File, Name: "a", Path: "/x/a"},
	{Kind: File, Name: "b", Path: "/x/b"},
	{Kind: File, Name: "c", Path: "/x/c"},
}}

func TestPicks(t *testing.T) {
	for _, c := range []struct {
		name  string
		picks Picks
		taps  []int // lines; -1 chooses all
		want  []string
	}{
		{"one at a time", Picks{}, []int{2, 4}, []string{"/x/c"}},
		{"one stays", Picks{}, []int{2, 2}, []string{"/x/a"}},
		{"one, never a folder", Picks{Folders: true}, []int{2, 1}, []string{"/x/a"}},
		{"one, never all", Picks{}, []int{-1}, nil},
		{"many in the order of the list", Picks{Many: true}, []int{4, 2}, []string{"/x/a", "/x/c"}},
		{"many, one left again", Picks{Many: true}, []int{4, 2, 4}, []string{"/x/a"}},
		{"many, no folders", Picks{Many: true}, []int{1}, nil},
		{"folders too", Picks{Many: true, Folders: true}, []int{3, 1}, []string{"/x/d", "/x/b"}},
		{"never the parent", Picks{Many: true, Folders: true}, []int{0}, nil},
		{"all files", Picks{Many: true, Folders: true}, []int{3, -1}, []string{"/x/a", "/x/b", "/x/c"}},
		{"all, then none", Picks{Many: true, Folders: true}, []int{1, -1, -1}, nil},
	} {
		for _, i := range c.taps {
			if i < 0 {
				c.picks.All(shelf)
			} else {
				c.picks.Toggle(shelf.Entries[i])
			}
		}
		if got := c.picks.List(shelf); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 9940: "9.9 kB", 9960: "10 kB",
		999_400: "999 kB", 999_600: "1.0 MB", 3_500_000: "3.5 MB", 1 << 62: "4.6 EB"} {
		if got := SizeWord(n); got != want {
			t.Errorf("sizeWord(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 files", 1: "1 file", 999: "999 files", 1000: "1,000 files", 1234567: "1,234,567 files"} {
		if got := Counted(n, "file"); got != want {
			t.Errorf("counted(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[[2]int]string{{5, 0}: "5 files", {0, 1}: "1 folder", {1, 2}: "1 file and 2 folders"} {
		if got := ChosenWord(n[0], n[1]); got != want {
			t.Errorf("chosenWord%v = %q, want %q", n, got, want)
		}
	}
	for _, c := range []struct {
		endings []string
		want    string
	}{
		{nil, "This folder is empty."},
		{[]string{".txt"}, "No file here ends in .txt."},
		{[]string{".txt", ".md", ".csv"}, "No file here ends in .txt, .md or .csv."},
	} {
		if got := EmptyWord(c.endings); got != c.want {
			t.Errorf("emptyWord(%q) = %q", c.endings, got)
		}
	}
}

func TestDateWord(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	now := time.Date(2026, 1, 30, 12, 0, 0, 0, zone)
	for _, c := range []struct {
		t    time.Time
		want string
	}{
		{time.Time{}, ""},
		{time.Date(2026, 1, 29, 23, 30, 0, 0, time.UTC), "01:30"},
		{time.Date(2026, 1, 29, 21, 59, 0, 0, time.UTC), "29 Jan 23:59"},
		{time.Date(2025, 12, 31, 21, 59, 0, 0, time.UTC), "31 Dec 2025"},
	} {
		if got := DateWord(c.t, now); got != c.want {
			t.Errorf("dateWord(%v) = %q, want %q", c.t, got, c.want)
		}
	}
}
