package record

import (
	"fmt"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// entry is a row of a history.
type entry struct {
	change  annotate.ID
	name    string // who made the change, with which the sentence begins
	says    string // the sentence
	whole   string // the sentence with all that it cuts; "" where it cuts nothing
	when    string
	verdict annotate.Verdict // that it brought, "" for none
	present bool             // the state after it is that of now
	earlier bool             // the state after it is another, to be restored
	refused string           // why it cannot be, "" if it can
}

// quoting is how many code points of a text a sentence quotes.
type quoting int

const (
	brief quoting = 80
	full  quoting = 4000
)

// tell tells a history, oldest first, in sentences, latest first.
func tell(list []store.Revision, reviewer func(annotate.ID) string) []entry {
	what, made, lives := nounOf(list), false, false
	entries := make([]entry, len(list))
	for i, r := range list {
		e := entry{change: r.Change, name: r.By.Name, when: style.WorkTime(r.At)}
		if reviewer != nil {
			if name := reviewer(r.By.ID); name != "" {
				e.name = name
			}
		}
		whole := e.name
		e.name = short(e.name, 40)
		e.says = e.name + " " + joined(brief.phrases(r, what, made))
		if whole += " " + joined(full.phrases(r, what, made)); whole != e.says {
			e.whole = whole
		}
		if way := verbs.Way(r.Did.Code); way != "" {
			e.when += " · " + way
		}
		switch {
		case r.Began:
			e.when += " · came in " + r.Package
		case r.Receipt != 0:
			e.when += " · came here " + style.WorkTime(r.Here) + " in " + r.Package
		}
		for _, x := range r.Edits {
			if x.Field == "verdict" || x.Field == "resolved" {
				e.verdict = annotate.Verdict(x.To)
			}
		}
		made = made || r.Made
		lives = (lives || r.Made) && !r.Removed
		e.earlier = lives
		entries[len(list)-1-i] = e
	}
	// What came after the latest change that changed something left the state as it is.
	for i := range entries {
		r := list[len(list)-1-i]
		entries[i].present, entries[i].earlier = true, false
		if r.Made || r.Removed || len(r.Edits) > 0 {
			break
		}
	}
	return entries
}

// nounOf tells what a history is one of by the fields that were set.
func nounOf(list []store.Revision) string {
	for _, r := range list {
		for _, e := range r.Edits {
			switch e.Field {
			case "statement":
				return "claim"
			case "kind":
				return "correction"
			case "quote", "verdict":
				return "passage"
			}
		}
	}
	return "article"
}

// phrases says what a change did, each as a part of a sentence that begins
// with who did it; again tells whether the entity had been made before.
func (q quoting) phrases(r store.Revision, what string, again bool) (list []string) {
	edits := map[string]store.Edit{}
	for _, e := range r.Edits {
		edits[e.Field] = e
		if e.Withheld {
			e.To = leftOut
			edits[e.Field] = e
		}
	}
	switch {
	case r.Removed:
		return []string{"removed the " + what}
	case r.Made && again:
		list = append(list, "brought the "+what+" back")
	case r.Made:
		list = append(list, q.making(what, edits))
		for _, field := range made[what] {
			delete(edits, field)
		}
	}
	for _, e := range r.Edits {
		if _, left := edits[e.Field]; left {
			if over := r.Over[e.Field]; len(over) > 0 {
				list = append(list, q.settling(e, over))
			} else if s := q.phrase(e, edits); s != "" {
				list = append(list, s)
			}
		}
	}
	if len(list) == 0 {
		list = []string{"changed nothing"}
	}
	return list
}

// made lists the fields that [making] tells of or that go without saying.
var made = map[string][]string{
	"passage":    {"quote", "verdict", "article", "start", "end", "reviewer"},
	"claim":      {"statement"},
	"correction": {"annotation", "kind", "words", "start", "end", "value"},
	"article":    {"title", "outlet", "byline", "published", "url", "language", "external_id", "file", "captured"},
}

// leftOut stands for words that were left out of the package in which they came.
const leftOut = "words that were left out of the package"

func (q quoting) making(what string, edits map[string]store.Edit) string {
	switch what {
	case "passage":
		s := "marked " + q.quoted(edits["quote"].To)
		if has(edits, "from") {
			s = "carried over " + q.quoted(edits["quote"].To)
		}
		if v := edits["verdict"].To; v != "" {
			s += " as " + v
		}
		return s
	case "claim":
		return "made the claim " + q.quoted(edits["statement"].To)
	case "correction":
		s := "corrected the " + edits["kind"].To
		if words := edits["words"].To; words != "" {
			s += " read in " + q.quoted(words)
		}
		if value := edits["value"].To; value != annotate.Dismissed {
			return s + " to " + q.quoted(value)
		}
		return strings.Replace(s, "corrected", "dismissed", 1)
	}
	s := "added the article"
	if title := edits["title"].To; title != "" {
		s += " " + q.quoted(title)
	}
	if outlet := edits["outlet"].To; outlet != "" {
		s += " from " + short(outlet, int(q)/2)
	}
	return s
}

// nouns names the fields that hold a text.
var nouns = map[string]string{
	"attribution": "the attribution", "note": "the note", "title": "the headline", "outlet": "the outlet", "byline": "the byline",
	"published": "the time of publication", "url": "the address", "language": "the language", "external_id": "the id at its source",
	"file": "the name of its file", "name": "the name", "value": "the value",
}

// phrase says what became of one field; "" if another one says it.
func (q quoting) phrase(e store.Edit, edits map[string]store.Edit) string {
	// put says one of three: it was set, taken away, or changed.
	put := func(set, unset, changed string) string {
		switch "" {
		case e.From:
			return set
		case e.To:
			return unset
		}
		return changed
	}
	switch {
	case e.Withheld && e.Field == "reason" && has(edits, "resolved"):
		return "gave as reason " + leftOut
	case e.Withheld:
		return "set " + nounOfField(e.Field) + " to " + leftOut
	}
	from, to := q.quoted(e.From), q.quoted(e.To)
	deciding := has(edits, "resolved")
	switch e.Field {
	case "verdict":
		return put("set the verdict to "+e.To, "took back the verdict "+e.From, "changed the verdict from "+e.From+" to "+e.To)
	case "claim":
		return put("tied it to "+to, "untied it from "+from, "tied it to "+to+" instead of "+from)
	case "quote":
		return "moved its ends from " + from + " to " + to
	case "start", "end":
		if _, ok := edits["quote"]; ok || e.Field == "end" && has(edits, "start") {
			return ""
		}
		return "moved it to the same words elsewhere"
	case "statement":
		return put("worded it "+to, "took out the wording "+from, "reworded it from "+from+" to "+to)
	case "resolved":
		return put("decided it as "+e.To, "reopened it after it was decided as "+e.From, "decided it anew as "+e.To+" instead of "+e.From)
	case "reason", "evidence":
		// With a verdict goes what was given for it; what stood before goes without saying.
		switch {
		case deciding && e.To == "":
			return ""
		case e.Field == "reason" && deciding:
			return "gave as reason " + to
		case e.Field == "reason":
			return put("gave as reason "+to, "took out the reason "+from, "changed the reason from "+from+" to "+to)
		case deciding:
			return "named as evidence " + q.passages(e.To)
		}
		return put("named as evidence "+q.passages(e.To), "took out the evidence", "named as evidence "+q.passages(e.To)+" instead of "+q.passages(e.From))
	case "supersedes":
		return put("made it a later capture of "+to, "no longer holds it for a later capture of "+from, "made it a later capture of "+to+" instead of "+from)
	case "published":
		from, to = q.moment(e.From), q.moment(e.To)
	}
	noun := nounOfField(e.Field)
	return put("set "+noun+" to "+to, "took out "+noun+" "+from, "changed "+noun+" from "+from+" to "+to)
}

// settling says which of several values was chosen.
func (q quoting) settling(e store.Edit, values []string) string {
	said := func(s string) string {
		switch {
		case s == "":
			return "none"
		case e.Field == "verdict" || e.Field == "resolved":
			return s
		case e.Field == "published":
			return q.moment(s)
		case e.Field == "evidence":
			return q.passages(s)
		}
		return q.quoted(s)
	}
	over := make([]string, len(values))
	for i, s := range values {
		over[i] = said(s)
	}
	return "settled " + nounOfField(e.Field) + ": chose " + said(e.To) + " over " + joined(over)
}

func nounOfField(field string) string {
	switch field {
	case "statement":
		return "the wording"
	case "reason":
		return "the reason"
	case "quote":
		return "the quote"
	case "verdict":
		return "the verdict"
	case "resolved":
		return "the decision"
	case "claim":
		return "the claim"
	}
	if noun := nouns[field]; noun != "" {
		return noun
	}
	return strings.ReplaceAll(field, "_", " ")
}

func has(edits map[string]store.Edit, field string) bool {
	_, ok := edits[field]
	return ok
}

func (q quoting) moment(s string) string {
	if p := annotate.Publication(s); p.Known() {
		return style.LongTime(p)
	}
	return q.quoted(s)
}

// passages reads a list of quotes as the store tells it and names the first
// two.
func (q quoting) passages(s string) string {
	var list []string
	for rest := s; rest != ""; rest = strings.TrimPrefix(rest, ", ") {
		head, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return short(s, int(q))
		}
		words, err := strconv.Unquote(head)
		if err != nil {
			return short(s, int(q))
		}
		list = append(list, q.quoted(words))
		rest = rest[len(head):]
	}
	if n := len(list); n > 3 {
		list = append(list[:2], fmt.Sprintf("%d more passages", n-2))
	}
	return joined(list)
}

// joined is a list as it is spoken: "a, b and c".
func joined(list []string) string {
	n := len(list) - 1
	if n <= 0 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:n], ", ") + " and " + list[n]
}

// quoted puts a text in quotation marks, shortened and in one line.
func (q quoting) quoted(s string) string {
	if s == leftOut {
		return s
	}
	return inMarks(short(s, int(q)))
}

func inMarks(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") {
		return s
	}
	return "“" + s + "”"
}

// short cuts a text to n code points at the end of a word, and white space to
// single spaces.
func short(s string, n int) string {
	s = parts.OneLine(s)
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}
