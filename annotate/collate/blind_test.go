package collate

import (
	"os"
	"strings"
	"testing"
)

// Kinds are right in nine of ten pairs that were written blind. With -v the
// test prints the figures by kind.
func TestBlindPairs(t *testing.T) {
	file, err := os.ReadFile("testdata/blind.txt")
	if err != nil {
		t.Fatal(err)
	}
	pairs, right := 0, 0
	found, missed, extra := map[string]int{}, map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(file)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), " | ")
		if len(fields) != 3 {
			t.Fatalf("not a pair and its kinds: %q", line)
		}
		pairs++
		want, got := fields[2], substantialKinds(fields[0], fields[1])
		if got == want {
			right++
		} else {
			t.Logf("%s\nwant %s, got %s", marked(fields[0], fields[1]), want, got)
		}
		open := map[string]int{}
		for _, k := range strings.Fields(want) {
			open[k]++
		}
		for _, k := range strings.Fields(got) {
			if open[k] > 0 {
				open[k]--
				found[k]++
			} else {
				extra[k]++
			}
		}
		for k, n := range open {
			missed[k] += n
		}
	}
	for i := range weights {
		k := string(weights[i])
		t.Logf("%-11s %3d found, %d missed, %d too many", k, found[k], missed[k], extra[k])
	}
	t.Logf("%d of %d pairs are right", right, pairs)
	if pairs < 100 || right*10 < pairs*9 {
		t.Errorf("only %d of %d pairs are right", right, pairs)
	}
}

// substantialKinds lists the kinds of the changes in order, without changes of
// capitals alone, and neighbours of one kind once.
func substantialKinds(base, text string) string {
	a, b := []rune(base), []rune(text)
	var kinds []string
	for _, e := range Diff(base, text) {
		capitals := e.Kind == KindSpelling && strings.EqualFold(string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End]))
		if n := len(kinds); e.Op != Equal && !capitals && (n == 0 || kinds[n-1] != string(e.Kind)) {
			kinds = append(kinds, string(e.Kind))
		}
	}
	return strings.Join(kinds, " ")
}
