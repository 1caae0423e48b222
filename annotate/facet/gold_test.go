package facet

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// said is a block of testdata/heldout.txt.
type said struct {
	published string
	text      string
	from, to  int // code points
	values    []string
}

func readHeldOut(t *testing.T) []said {
	f, err := os.Open("testdata/heldout.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []said
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch published, text, ok := strings.Cut(line, " | "); {
		case line == "" || line[0] == '#':
		case ok:
			s := said{published: published, text: text, to: utf8.RuneCountInString(text)}
			if before, rest, ok := strings.Cut(text, "["); ok {
				passage, after, _ := strings.Cut(rest, "]")
				s.text = before + passage + after
				s.from = utf8.RuneCountInString(before)
				s.to = s.from + utf8.RuneCountInString(passage)
			}
			all = append(all, s)
		default:
			all[len(all)-1].values = append(all[len(all)-1].values, line)
		}
	}
	return all
}

// What sentences of other topics say is read, and nothing that they do not say.
func TestHeldOut(t *testing.T) {
	all, found, invented := 0, 0, 0
	for _, s := range readHeldOut(t) {
		published, err := annotate.ParsePublication(s.published)
		if err != nil {
			t.Fatal(err)
		}
		values, _ := New(Article{Text: s.text, Published: published}).Of(s.from, s.to)
		check(t, s.text, values)
		var got []string
		for _, v := range values {
			got = append(got, string(v.Kind)+" "+v.Value)
		}
		all += len(s.values)
		for _, v := range s.values {
			if slices.Contains(got, v) {
				found++
			} else {
				t.Logf("%s\n\tnot found: %s", s.text, v)
			}
		}
		for _, v := range got {
			if !slices.Contains(s.values, v) {
				invented++
				t.Logf("%s\n\tinvented: %s", s.text, v)
			}
		}
	}
	t.Logf("%d of %d values found, %d invented", found, all, invented)
	if found*100 < all*98 || invented > 0 {
		t.Errorf("%d of %d values found, %d invented", found, all, invented)
	}
}
