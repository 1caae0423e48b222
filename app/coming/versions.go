package coming

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/carry"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
	"claimtrace/app/parts"
	"claimtrace/app/typeset"
)

// version is what a later version of an article changes, and what becomes of one's
// highlights.
type version struct {
	differ int // words
	rows   []fate
	own    int // highlights
}

// fate is what becomes of highlights: of all that stand word for word, or of one.
type fate struct {
	badge string
	tone  tone
	runs  []typeset.Run
	kinds []collate.Kind // of each run: "" is in both, delete is only in the old words
	gone  []bool         // of each run: it is no longer there
	what  string         // what is to be done
}

// compared reckons it: the old text, the new one, and one's own highlights of the
// old.
func compared(ctx context.Context, was, is string, own []annotate.Annotation, o collate.Options) (v version, err error) {
	before, after := text.NewOffsets(was), text.NewOffsets(is)
	for _, e := range collate.DiffArticles(was, is, o).Edits {
		if e.Op != collate.Equal && e.Kind != collate.KindSpelling && e.Kind != collate.KindPunctuation {
			v.differ += max(len(strings.Fields(before.Slice(e.BaseStart, e.BaseEnd))), len(strings.Fields(after.Slice(e.Start, e.End))))
		}
	}
	passages := make([]carry.Passage, len(own))
	for i, a := range own {
		passages[i] = carry.Passage{Span: a.Span(), Quote: annotate.ShortQuote(a.Quote)}
		passages[i].Prefix = before.Slice(max(0, min(a.Start, before.Len())-anchor.Context), min(a.Start, before.Len()))
		passages[i].Suffix = before.Slice(min(a.End, before.Len()), min(a.End+anchor.Context, before.Len()))
	}
	found, err := carry.Find(ctx, before, after, passages, o.Variants)
	if err != nil {
		return v, err
	}
	v.own = len(own)
	sure := map[carry.State]int{}
	for i, f := range found {
		if f.State.Sure() {
			sure[f.State]++
			continue
		}
		v.rows = append(v.rows, fateOf(own[i].Quote, f, after, o))
	}
	var first []fate
	if n := sure[carry.Exact]; n > 0 {
		first = append(first, told("exact", good, stands(n, "word for word"), sureWords))
	}
	if n := sure[carry.Moved]; n > 0 {
		first = append(first, told("moved", good, stands(n, "elsewhere, word for word"), sureWords))
	}
	v.rows = append(first, v.rows...)
	return v, nil
}

// sureWords say what is to be done with highlights whose place is sure.
const sureWords = "once it is added one key confirms all of these"

func stands(n int, how string) string {
	if n == 1 {
		return "1 highlight stands " + how
	}
	return count(n, "highlight") + " stand " + how
}

func told(badge string, t tone, words, what string) fate {
	return fate{badge: badge, tone: t, runs: []typeset.Run{{Text: words}}, kinds: make([]collate.Kind, 1), gone: make([]bool, 1), what: what}
}

func fateOf(quote string, f carry.Found, after *text.Offsets, o collate.Options) fate {
	quote = short(quote)
	switch {
	case f.State == carry.Lost || len(f.Candidates) == 0:
		return told("lost", bad, "“"+quote+"”", "no longer there · stays in the old version")
	case f.State == carry.Ambiguous:
		return told("several", warn, "“"+quote+"”", fmt.Sprintf("%d places are as good · choose one", len(f.Candidates)))
	}
	at := f.Candidates[0].Span
	row := fate{badge: "changed", tone: warn, what: fmt.Sprintf("score %.2f · keep, mend or leave", f.Score)}
	was, is := []rune(quote), []rune(short(after.Slice(at.Start, at.End)))
	add := func(runes, all []rune, from int, kind collate.Kind, gone bool) {
		if s := parts.OneLine(string(runes)); s != "" {
			spaced := len(row.runs) > 0 && (from == 0 || unicode.IsSpace(runes[0]) || unicode.IsSpace(all[from-1]))
			row.runs = append(row.runs, typeset.Run{Text: s, Spaced: spaced})
			row.kinds, row.gone = append(row.kinds, kind), append(row.gone, gone)
		}
	}
	for _, e := range o.Diff(string(was), string(is)) {
		if e.Op == collate.Equal {
			add(is[e.Start:e.End], is, e.Start, "", false)
			continue
		}
		add(was[e.BaseStart:e.BaseEnd], was, e.BaseStart, e.Kind, true)
		add(is[e.Start:e.End], is, e.Start, e.Kind, false)
	}
	if !slices.ContainsFunc(row.kinds, func(k collate.Kind) bool { return k != "" }) {
		row.what = "among other words, " + row.what
	}
	if len(row.runs) == 0 {
		return told(row.badge, row.tone, "“"+quote+"”", row.what)
	}
	return row
}

// short is as much of a quote as a row shows.
func short(s string) string {
	const most = 240
	s = parts.OneLine(s)
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
