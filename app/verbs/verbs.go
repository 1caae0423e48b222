// Package verbs says in words what a change or an action did, by the code that
// the log holds: the log keeps no words, so that they can be those of any
// language and of any later version.
package verbs

import "strings"

// words has what a code is called, as it follows on "Undo". Of a code with more
// parts than stand here the last one is put in the place of the sign %.
var words = map[string]string{
	"annotation.tag":      "tag as %",
	"annotation.tag_many": "tag passages",
	"annotation.move":     "move annotation",
	"annotation.judge":    "change verdict to %",
	"annotation.tie":      "tie to claim",
	"annotation.tie_many": "tie passages to claim",
	"annotation.untie":    "untie from claim",
	"annotation.carry":    "carry over to a later version",
	"annotation.drop":     "leave a passage to the earlier version",
	"annotation.edit":     "edit %",
	"article.add":         "add article",
	"article.add_many":    "add articles",
	"article.edit":        "edit article",
	"correction.make":     "correct what a passage says",
	"correction.dismiss":  "dismiss what was read in a passage",
	"correction.edit":     "change a correction",
	"claim.add":           "add claim",
	"claim.edit":          "edit claim",
	"claim.decide":        "decide claim as %",
	"claim.reopen":        "reopen claim",
	"claim.decision":      "edit decision",
	"reviewer.join":       "join the project",
	"reviewer.rename":     "rename reviewer",
	"setting.edit":        "edit setting",
	"setting.same":        "hold two wordings equal",
	"setting.not_same":    "tell two wordings apart",
	"join.make":           "join two as one",
	"join.part":           "part what was joined",
	"join.apart":          "hold two apart",
	"project.make":        "begin the project",
	"salvage.mend":        "salvage",
	"merge":               "merge",
	"import":              "import annotations",
	"import.wait":         "hold a passage until it has a place",
}

// of has what is done to things of any kind.
var of = map[string]string{"remove": "remove ", "restore": "restore ", "keep": "keep ", "settle": "settle what differs in "}

// Of says in words what was done: "tag as disputed", "undo tie to claim". For a
// code of a later version it says that something else was done.
func Of(code string) string {
	for _, way := range []string{"undo", "redo"} {
		if rest, ok := strings.CutPrefix(code, way+"."); ok {
			return way + " " + Of(rest)
		}
	}
	if s, ok := words[code]; ok && !strings.Contains(s, "%") {
		return s
	}
	begin, last, _ := cutLast(code)
	if s, ok := words[begin]; ok && strings.Contains(s, "%") {
		return strings.Replace(s, "%", last, 1)
	}
	if s, ok := of[last]; ok && begin != "" {
		return s + begin
	}
	if s, ok := words[code]; ok { // what is edited was more than one thing
		return strings.Replace(s, "%", "annotation", 1)
	}
	return "make another change"
}

// Way tells whether a code is that of an undo, a redo or a restoring, as "undo",
// "redo" or "restore"; "" for any other.
func Way(code string) string {
	first, _, _ := strings.Cut(code, ".")
	_, last, _ := cutLast(code)
	switch {
	case first == "undo" || first == "redo":
		return first
	case last == "restore" || last == "keep":
		return "restore"
	}
	return ""
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}
