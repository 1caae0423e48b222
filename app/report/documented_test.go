package report

import (
	"os"
	"strings"
	"testing"
)

// docs/formats.md tells of every format what it cannot hold, and the format itself tells it
// at export.
func TestFormatsAreDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	table := ""
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "| `") {
			table += line
		}
	}
	for _, f := range Formats() {
		if !strings.Contains(table, "`"+f.Name+"`") {
			t.Errorf("docs/formats.md does not tell of %s", f.Name)
		}
		if f.Leaves == "" && f.Name != "json" {
			t.Errorf("%s does not say what it cannot hold", f.Name)
		}
	}
}
