package collate

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// What each line of testdata/changes.txt asks for is told.
func TestChanges(t *testing.T) {
	file, err := os.ReadFile("testdata/changes.txt")
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		text, known := strings.CutPrefix(line, "~ ")
		fields := strings.Split(text, " | ")
		if len(fields) != 3 {
			t.Fatalf("not a pair and its kinds: %q", line)
		}
		right := asked(fields[2], Diff(fields[0], fields[1]))
		switch {
		case known && right:
			t.Errorf("is right now, take its mark away: %s", text)
		case known:
			wrong++
		case !right:
			t.Errorf("%s\nasked for %s", marked(fields[0], fields[1]), fields[2])
		}
	}
	t.Logf("%d are told wrongly still", wrong)
}

// asked tells whether edits have the kinds that a line asks for.
func asked(kinds string, edits []Edit) bool {
	told := func(k string) bool {
		return slices.ContainsFunc(edits, func(e Edit) bool { return e.Op != Equal && string(e.Kind) == k })
	}
	some, oneOf := false, false
	for _, k := range strings.Fields(kinds) {
		switch is := told(k[1:]); k[0] {
		case '+':
			if !is {
				return false
			}
		case '-':
			if is {
				return false
			}
		case '?':
			some, oneOf = true, oneOf || is
		}
	}
	return !some || oneOf
}
