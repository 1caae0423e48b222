package verbs

import "testing"

func TestOf(t *testing.T) {
	for code, want := range map[string]string{
		"annotation.tag.disputed":         "tag as disputed",
		"undo.annotation.tag.disputed":    "undo tag as disputed",
		"redo.annotation.judge.confirmed": "redo change verdict to confirmed",
		"annotation.edit.note":            "edit note",
		"annotation.edit":                 "edit annotation",
		"article.remove":                  "remove article",
		"undo.claim.restore":              "undo restore claim",
		"claim.decide.unconfirmed":        "decide claim as unconfirmed",
		"claim.reopen":                    "reopen claim",
		"annotation.settle":               "settle what differs in annotation",
		"later.kind.of.change":            "make another change",
		"comment.add":                     "make another change",
	} {
		if got := Of(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestWay(t *testing.T) {
	for code, want := range map[string]string{
		"undo.article.add": "undo", "redo.article.add": "redo", "claim.restore": "restore", "claim.keep": "restore", "claim.edit": "", "annotation.tag.disputed": "",
	} {
		if got := Way(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
