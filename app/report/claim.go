package report

import (
	"cmp"

	"claimtrace/app/compare/trace"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// Claim is one claim with its sources.
type Claim struct {
	Number    int
	Statement string
	Also      []string // how else it is said: the claims that it is joined with
	Note      string
	Class     string // of its standing's colours: a verdict, "mixed" or "open"
	Sign      string
	Standing  string      // "Confirmed by the latest passages, since …"
	But       string      // what speaks against a decision; "" if nothing does
	Said      trace.Prose // who confirmed and disputed first, and what changed
	Life      []Witness   // of the witnesses of known time, one for each step of the life line
	Undated   []Witness   // the same of unknown time
	Witnesses []Witness
	Kinds     []Kind
	Facts     []FactTable // what the witnesses say in substance
	NoFacts   string      // why there is none of it; "" where none is needed
	Strips    []Strip     // the alignment of all witnesses
	NoStrips  string      // why there are none; "" where none are needed
}

// Witness is one passage, compared with the one that is the base.
type Witness struct {
	Outlet      string
	Title       string
	Link        string // of the article, "" if it has no web address
	Published   Moment
	Class, Sign string
	Verdict     string
	Attribution string
	Note        string
	Reviewer    string // "" where the head of the page names the one reviewer
	Language    string
	IsBase      bool
	Loose       bool   // on the life line: nobody knows whether it came after what stands before it
	Says        string // who says it, and how certainly: "the Kremlin confirmed"; "" where that is not known
	Evidence    bool   // it shows what a reviewer decided
	Against     string // what it is compared with, where that is not the base of all
	Remark      string // what to say of how it differs; "" where its marks tell it
	Quote       string // where nothing in it is marked
	Pieces      []Piece
}

// What is said of a passage whose marks do not tell how it differs.
const (
	remarkSame  = "The same wording."
	remarkApart = "In words of its own, with next to nothing in common."
	remarkFacts = "In words of its own. "
)

// add puts a claim on the page.
func (b *builder) add(t *trace.Trace) {
	class, sign := verdictClass(t.Claim.Standing.Verdict)
	if t.Claim.Standing.Mixed {
		class, sign = "mixed", "±"
	}
	claim := Claim{
		Number: len(b.page.Claims) + 1, Statement: t.Claim.Said(), Note: noteOf(t.Claim.Note, t.Claim.Withheld), Class: class, Sign: sign,
		Standing: standing(t.Claim, b.reviewer), But: trace.Standing(t.Claim, b.reviewer).But,
		Said: trace.Join(trace.Turns(t.Claim, t.Witnesses), t.Summary()),
	}
	for _, v := range t.Claim.Also {
		claim.Also = append(claim.Also, v.Said())
	}
	for i, s := range t.Witnesses {
		b.passages++
		b.cited[s.Article] = true
		claim.Witnesses = append(claim.Witnesses, b.witness(t, i))
	}
	steps, loose := Life(t.Witnesses)
	for i, step := range steps {
		switch {
		case !step:
		case !t.Witnesses[i].In.Published.Known():
			claim.Undated = append(claim.Undated, claim.Witnesses[i])
		default:
			w := claim.Witnesses[i]
			w.Loose = loose[i]
			claim.Life = append(claim.Life, w)
		}
	}
	counts := t.Counts()
	b.kinds.Add(counts)
	claim.Kinds = kindsOf(counts)
	claim.Facts, claim.NoFacts = factTables(t, claim.Witnesses)
	claim.Strips, claim.NoStrips = strips(t, claim.Witnesses)
	b.page.Claims = append(b.page.Claims, claim)
}

// Life tells which of a claim's sources, in order, are steps of its life
// line: those that are not of the same article and verdict as the one before;
// and before which steps the order is not known.
func Life(sources []store.Witness) (steps, loose []bool) {
	steps, loose = make([]bool, len(sources)), trace.Loose(sources)
	for i, s := range sources {
		steps[i] = i == 0 || s.Article != sources[i-1].Article || s.Verdict != sources[i-1].Verdict
	}
	return steps, loose
}

func (b *builder) witness(t *trace.Trace, i int) Witness {
	s, step := t.Witnesses[i], t.Steps[i]
	class, sign := verdictClass(s.Verdict)
	w := Witness{
		Outlet: cmp.Or(s.In.Outlet, s.In.Name()), Title: s.In.Name(), Link: exchange.WebAddress(s.In.URL), Published: published(s.In.Published), Class: class, Sign: sign,
		Verdict: cmp.Or(string(s.Verdict), "unjudged"), Attribution: s.Attribution, Note: noteOf(s.Note, s.Withheld), Reviewer: b.reviewer(s.Reviewer),
		Language: language(s.In.Language), Evidence: t.Claim.Evidence.Has(s.ID), Says: t.Says(i),
	}
	switch {
	case step.Base < 0:
		w.Quote, w.IsBase = s.Quote, step.Alone == "" && len(t.Witnesses) > 1
		if step.Alone != "" {
			w.Remark = trace.Capital(step.Alone) + "."
		}
		return w
	case step.Apart:
		w.Quote, w.Remark = s.Quote, remarkApart
		if in := t.Substance(i); in != "" {
			w.Remark = remarkFacts + in
		}
	default:
		w.Pieces = piecesOf([]rune(t.Witnesses[step.Base].Quote), []rune(s.Quote), step.Edits)
		if len(t.Changes(i)) == 0 {
			w.Remark = remarkSame
		}
	}
	if t.Options.Before {
		w.Against = trace.Name(t.Witnesses, step.Base)
	}
	return w
}
