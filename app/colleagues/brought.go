package colleagues

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// section is a part of what is listed on the page.
type section uint8

const (
	all section = iota
	newArticles
	newPassages
	newClaims
	secondViews
	edited
	removedThere
	collisions
	sameOnes
	hidden
	others

	toSettle
	newVersions
	mayBeOne
	joinedOnes
	receipts
)

// known is what a project has, for naming what came.
type known struct {
	articles  map[annotate.ID]store.ArticleRow
	claims    map[annotate.ID]string
	passages  map[annotate.ID][]annotate.Annotation // of the articles in which passages came
	reviewer  func(annotate.ID) string
	comparing collate.Options
}

// brought is what files would bring, in rows.
type brought struct {
	paths []string
	store.Merged
	entries []entry
	chosen  map[string]chosen // by the keys of entries
}

// counted is how many rows of each section there are.
func counted(list []entry) map[section]int {
	n := map[section]int{}
	for _, e := range list {
		n[e.section]++
	}
	n[all] = len(list)
	return n
}

// bring tells of what a merge would bring, what needs a person first.
func bring(paths []string, m store.Merged, k known) *brought {
	b := &brought{paths: paths, Merged: m, chosen: map[string]chosen{}}
	w := &bringing{k: k, m: m, passages: map[annotate.ID]int{}, clashing: map[string]bool{}}
	for _, c := range m.Came {
		switch {
		case c.Kind == annotate.KindClaim:
			k.claims[c.ID] = c.Name
		case c.Kind == annotate.KindArticle && c.How == store.CameNew:
			w.passages[c.ID] += 0
		}
	}
	for _, c := range m.Came {
		if _, in := w.passages[c.Article]; in && c.Kind == annotate.KindAnnotation && c.How == store.CameNew {
			w.passages[c.Article]++
		}
	}
	for _, c := range m.Collisions {
		b.entries = append(b.entries, w.collision(c))
	}
	for _, c := range m.Removed {
		b.entries = append(b.entries, w.contested(c))
	}
	var rest []entry
	for _, c := range m.Came {
		rest = append(rest, w.came(c)...)
	}
	slices.SortStableFunc(rest, func(a, b entry) int { return cmp.Compare(order(a), order(b)) })
	b.entries = append(b.entries, rest...)
	came := map[store.Ref]bool{}
	for _, c := range m.Came {
		came[c.Ref] = c.How == store.CameNew || c.How == store.CameBack
	}
	for _, a := range m.Alike {
		if came[store.Ref{Kind: a.Kind, ID: a.A}] && !came[store.Ref{Kind: a.Kind, ID: a.B}] { // what is here stands under Here
			a.A, a.B, a.NameA, a.NameB = a.B, a.A, a.NameB, a.NameA
		}
		e := alike(a, k.comparing)
		e.beside, e.section = true, sameOnes
		e.stands, e.alike, e.key = "offered", &a, keyOf(a.Kind, annotate.JoinID(a.Kind, a.A, a.B), "")
		b.entries = append(b.entries, e)
	}
	for _, h := range m.Hidden {
		e := entry{badge: isHidden, name: kindWord(h.Kind), detail: trace.OneLine(h.Name), section: hidden, beside: true, of: h.Ref, stands: "kept"}
		e.values = []value{{}, {runs: quietly(h.Why.String())}}
		b.entries = append(b.entries, e)
	}
	return b
}

// order is that of what came: other views of what is here before what is new.
func order(e entry) int {
	return slices.Index([]section{secondViews, edited, removedThere, newArticles, newPassages, newClaims, others}, e.section)
}

type bringing struct {
	k        known
	m        store.Merged
	passages map[annotate.ID]int // of new articles
	clashing map[string]bool     // registers, by what they are of
}

// theirs tells whether a change came with this merge.
func (w *bringing) theirs(a store.Arrived) bool { return a.Receipt != 0 && a.Receipt == w.m.Receipt }

func (w *bringing) collision(c store.Collision) entry {
	for _, f := range fieldsOf(c.Kind, c.Register) {
		w.clashing[string(c.ID)+" "+f] = true
	}
	e := entry{badge: isClash, section: collisions, beside: true, of: c.Ref, article: c.Article, register: c.Register}
	e.name, e.detail = w.k.naming(c.Ref, c.Name, c.Article, c.Register)
	var here, there []string
	stands := "here, set later"
	e.collision, e.key = &c, keyOf(c.Kind, c.ID, c.Register)
	values := [2]value{}
	for _, h := range c.Values {
		side, list := 0, &here
		if w.theirs(h.Arrived) {
			side, list = 1, &there
		}
		if side == 0 {
			e.ours = h.Change
		}
		*list = append(*list, heldWords(h))
		values[side].verdict = heldVerdict(h)
		values[side].more = who(h.By, w.k) + ", " + style.WorkTime(h.At)
		if h.Stands && side == 1 {
			stands = "theirs, set later"
		}
	}
	values[0].runs, values[1].runs = differ(strings.Join(here, " · "), strings.Join(there, " · "), w.k.comparing)
	e.values, e.stands = values[:], stands
	return e
}

func (w *bringing) contested(c store.Contested) entry {
	e := entry{badge: isContest, section: collisions, beside: true, of: c.Ref, article: c.Article, stands: "it stays"}
	e.name, e.detail = w.k.naming(c.Ref, c.Name, c.Article, "")
	gone := value{runs: plainly("removed"), more: who(c.By, w.k) + ", " + style.WorkTime(c.At)}
	worked := value{runs: plainly("worked on"), more: who(c.Worker, w.k) + ", " + style.WorkTime(c.Worked)}
	e.values = []value{worked, gone}
	if !w.theirs(c.Arrived) {
		e.values = []value{gone, worked}
	}
	return e
}

// came tells of an entity that is shown otherwise than before.
func (w *bringing) came(c store.Came) []entry {
	e := entry{beside: true, of: c.Ref, article: c.Article, stands: "new", badge: isNew, section: others}
	e.name, e.detail = w.k.naming(c.Ref, c.Name, c.Article, "")
	by := names(c.By, w.k)
	switch c.How {
	case store.CameEdited:
		return w.edits(c, e)
	case store.CameGone:
		e.badge, e.section, e.stands = isGone, removedThere, "theirs"
		e.values = []value{{runs: plainly("here")}, {runs: plainly("removed"), more: by}}
		return []entry{e}
	case store.CameBack:
		e.badge, e.stands = isBack, "theirs"
	}
	there := value{runs: plainly(cut(c.Name)), more: by}
	switch c.Kind {
	case annotate.KindArticle:
		e.section, e.name = newArticles, cmp.Or(trace.OneLine(c.Name), "an article")
		e.detail = "new article"
		if n := w.passages[c.ID]; n > 0 {
			e.detail += ", " + parts.Count(n, "passage")
		}
	case annotate.KindClaim:
		e.section, e.name, e.detail = newClaims, "New claim", ""
	case annotate.KindAnnotation:
		if _, in := w.passages[c.Article]; in && c.How == store.CameNew {
			return nil // told with its article
		}
		e.section = newPassages
		there = value{verdict: c.Verdict, who: by, runs: plainly(w.k.forClaim(c.Claim))}
		here := w.here(c)
		if here.who != "" {
			e.badge, e.section, e.stands = isSecond, secondViews, "both"
			there.runs, here.runs = nil, nil
		}
		e.values = []value{here, there}
		return []entry{e}
	case annotate.KindCorrection: // named with its words and what they say
	case annotate.KindReviewer:
		e.name, e.detail, there = "Reviewer", "", value{runs: plainly(c.Name)}
	case annotate.KindJoin:
		e.name, e.detail, there = "One from now on", "", value{runs: plainly(w.k.named(c.A) + " · " + w.k.named(c.B)), more: by}
	case annotate.KindSetting:
		e.name, e.detail = "Setting", ""
	}
	e.values = []value{{}, there}
	return []entry{e}
}

// edits tells what of an entity is set otherwise, each by itself.
func (w *bringing) edits(c store.Came, e entry) (list []entry) {
	e.badge, e.section, e.stands = isChanged, edited, "theirs"
	for _, x := range c.Edits {
		if w.clashing[string(c.ID)+" "+x.Field] || x.Field == "start" || x.Field == "end" {
			continue
		}
		one := e
		one.name, one.detail = w.k.naming(c.Ref, c.Name, c.Article, x.Field)
		if c.Overrides {
			one.detail += "; it is " + who(c.Maker, w.k) + "’s, and was changed all the same"
		}
		from, to := fieldWords(x.Field, x.From), fieldWords(x.Field, x.To)
		here, there := value{}, value{more: names(c.By, w.k)}
		if x.Field == "verdict" || x.Field == "resolved" {
			here.verdict, there.verdict = annotate.Verdict(from), annotate.Verdict(to)
		} else {
			here.runs, there.runs = differ(from, to, w.k.comparing)
		}
		one.values = []value{here, there}
		list = append(list, one)
	}
	return list
}

// here is what other persons make of a passage that came: those that share words
// with it.
func (w *bringing) here(c store.Came) (v value) {
	var said []string
	for _, a := range w.k.passages[c.Article] {
		if a.Reviewer == c.Maker.ID || a.Start >= c.Span.End || c.Span.Start >= a.End || a.ID == c.ID {
			continue
		}
		if v.verdict == "" {
			v.verdict = a.Verdict
		}
		name := w.k.reviewer(a.Reviewer)
		if len(said) > 0 && a.Verdict != v.verdict {
			name += " (" + string(a.Verdict) + ")"
		}
		if !slices.Contains(said, name) {
			said = append(said, name)
		}
	}
	v.who = strings.Join(said, ", ")
	return v
}

// naming is what to call an entity, and what of it, below.
func (k known) naming(r store.Ref, name string, article annotate.ID, what string) (head, detail string) {
	name = trace.OneLine(name)
	switch r.Kind {
	case annotate.KindAnnotation:
		head, detail = k.outlet(article), inMarks(name)
		if what != "" {
			detail += ", its " + wordOf(what)
		}
		return head, detail
	case annotate.KindCorrection:
		return k.outlet(article), "correction" + ofIt(what)
	case annotate.KindArticle:
		return k.outletOr(r.ID, name), "article" + ofIt(what)
	case annotate.KindClaim:
		return cmp.Or(name, "a claim"), "claim" + ofIt(what)
	}
	return cmp.Or(name, kindWord(r.Kind)), kindWord(r.Kind)
}

func ofIt(what string) string {
	if what == "" {
		return ""
	}
	return ", its " + wordOf(what)
}

func (k known) outletOr(id annotate.ID, name string) string {
	if a, ok := k.articles[id]; ok {
		return trace.OneLine(cmp.Or(a.Outlet, a.Name()))
	}
	return cmp.Or(name, "an article")
}

func (k known) outlet(id annotate.ID) string { return k.outletOr(id, "") }

// forClaim says which claim a passage is tied to.
func (k known) forClaim(id annotate.ID) string {
	if s := k.claims[id]; s != "" {
		return "for " + inMarks(cut(s))
	}
	return ""
}

func (k known) named(r store.Ref) string {
	if r.Kind == annotate.KindArticle {
		return k.outlet(r.ID)
	}
	return cmp.Or(k.claims[r.ID], k.reviewer(r.ID), kindWord(r.Kind))
}

// alike is two that may be one, with what speaks for it.
func alike(a store.Alike, o collate.Options) entry {
	why := make([]string, len(a.Why))
	for i, x := range a.Why {
		why[i] = string(x)
	}
	e := entry{badge: isAlike, name: "The same " + string(a.Kind) + "?", detail: strings.Join(why, ", "), section: mayBeOne, of: store.Ref{Kind: a.Kind, ID: a.A}}
	left, right := differ(a.NameA, a.NameB, o)
	e.values = []value{{runs: left}, {runs: right}}
	return e
}

// kindWord is what a kind is called.
func kindWord(k annotate.Kind) string {
	switch k {
	case annotate.KindAnnotation:
		return "passage"
	case annotate.KindArticle, annotate.KindClaim, annotate.KindCorrection, annotate.KindReviewer, annotate.KindSetting:
		return string(k)
	case annotate.KindJoin:
		return "join"
	}
	return "something else"
}

// fieldNames are fields and registers that are called otherwise than they are
// named.
var fieldNames = map[string]string{
	"title": "headline", "publication": "date of publication", "published": "date of publication", "url": "address", "external_id": "id at its source",
	"file": "file’s name", "tie": "claim", "resolved": "decision", "quote": "ends", "place": "ends", "supersedes": "earlier capture", "attribution": "attribution",
}

func wordOf(field string) string {
	return cmp.Or(fieldNames[field], strings.ReplaceAll(field, "_", " "))
}

// fieldsOf are the fields of a register.
func fieldsOf(kind annotate.Kind, register string) (list []string) {
	if spec := annotate.Spec(kind); spec != nil {
		if r := spec.RegisterNamed(register); r != nil {
			for _, f := range r.Fields {
				list = append(list, f.Name)
			}
		}
	}
	return list
}

// heldWords is a value in words, but for a verdict that is in it.
func heldWords(h store.Held) string {
	if h.Value.HasWithheld() {
		return "(withheld)"
	}
	var said []string
	for _, f := range h.Fields {
		if f.Field == "article" || f.Field == "start" || f.Field == "end" || f.Field == "verdict" || f.Field == "resolved" || f.To == "" {
			continue
		}
		said = append(said, fieldWords(f.Field, f.To))
	}
	if heldVerdict(h) != "" {
		return strings.Join(said, ": ")
	}
	return cmp.Or(strings.Join(said, ": "), "nothing")
}

// fieldWords is the value of a field as a person reads it.
func fieldWords(field, value string) string {
	if at := annotate.Publication(value); field == "published" && at.Known() {
		return at.Format(annotate.Layouts{Year: "2006", Month: "January 2006", Day: "Mon 2 Jan 2006", Time: "Mon 2 Jan 2006, 15:04"})
	}
	return value
}

func heldVerdict(h store.Held) annotate.Verdict {
	for _, f := range h.Fields {
		if f.Field == "verdict" || f.Field == "resolved" {
			return annotate.Verdict(f.To)
		}
	}
	return ""
}

func who(r annotate.Reviewer, k known) string {
	return cmp.Or(k.reviewer(r.ID), r.Name, "somebody")
}

func names(by []annotate.Reviewer, k known) string {
	said := make([]string, len(by))
	for i, r := range by {
		said[i] = who(r, k)
	}
	return strings.Join(said, ", ")
}

func inMarks(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") {
		return s
	}
	return "“" + s + "”"
}

// fileWords names files: one by its name, several by how many there are.
func fileWords(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("%d files", len(names))
}
