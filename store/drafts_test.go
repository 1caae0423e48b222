package store

import (
	"strings"
	"testing"
)

// What is being typed is kept in this copy, survives the program, and is never
// shared.
func TestDrafts(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	example(t, a.p)
	log := logOf(t, a.p)
	keep := func(field, text string) {
		t.Helper()
		if err := a.p.KeepDraft(field, text); err != nil {
			t.Fatal(err)
		}
	}
	drafts := func(p *Project) string {
		t.Helper()
		var words []string
		for _, d := range must(p.Drafts()) {
			if d.At.IsZero() {
				t.Errorf("%+v has no time", d)
			}
			words = append(words, d.Field+"="+d.Text)
		}
		return strings.Join(words, ", ")
	}
	keep("note", "the xylophone")
	keep("claim", "a marimba\nplays")
	keep("note", "the xylophone rang")
	if got := drafts(a.p); got != "claim=a marimba\nplays, note=the xylophone rang" {
		t.Errorf("kept are %q", got)
	}
	if logOf(t, a.p) != log {
		t.Error("it is in the log")
	}
	a.close(t)
	verified(t, a.path)
	if got := drafts(a.open(t)); got != "claim=a marimba\nplays, note=the xylophone rang" {
		t.Errorf("after closing, kept are %q", got)
	}
	keep("claim", "")
	keep("none", "")
	if got := drafts(a.p); got != "note=the xylophone rang" {
		t.Errorf("after an empty one, kept are %q", got)
	}
	b := a.given(t, "Ben", PackOptions{})
	if got := drafts(b.p); got != "" {
		t.Errorf("a package holds %q", got)
	}
	b.close(t)
	if strings.Contains(string(readFile(t, b.path)), "xylophone") {
		t.Error("a package holds what was being typed")
	}
	// A colleague who gets a copy of the file is not shown it.
	a.close(t)
	c := deskOf(t, "Cleo")
	copyFile(t, a.path, c.path)
	if got := drafts(c.open(t)); got != "" {
		t.Errorf("in a colleague's copy there is %q", got)
	}
	did := c.copyName(t)
	if got := drafts(c.p); got != "" || did == "" {
		t.Errorf("in a colleague's copy there is %q", got)
	}
	c.close(t)
	a.takes(t, c)
	if got := drafts(a.p); got != "note=the xylophone rang" {
		t.Errorf("after a union, kept are %q", got)
	}
}
