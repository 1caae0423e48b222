package command

import (
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

var correctHelp = "KIND is one of " + facet.KindNames() + `. VALUE stands in the place of what was read:
an amount as [>=|<=|~]NUMBER[ UNIT], a date as 2026-01-29, as an interval 2026-01-29/2026-02-01, with .. for an
open end, or as a length, P1W; polarity is yes or no, certainty confirmed, announced, said, claimed, reported,
expected, denied or nocomment; of the other kinds it is the words. Without a place it is about the whole passage,
with --start and --end about those words of the article. What you say of the same words again changes what you
said; claimtrace remove takes it back. A VALUE that begins with a hyphen stands behind --.`

func correct(c *call) func([]string) error {
	start := c.flags.Int("start", -1, "`offset` of the first code point of the words that it is about")
	end := c.flags.Int("end", -1, "`offset` after their last code point")
	dismiss := c.flags.Bool("dismiss", false, "nothing of the kind is said there")
	return func(words []string) error {
		n := store.NewCorrection{Kind: facet.Kind(strings.ToLower(words[2]))}
		switch {
		case *dismiss == (len(words) == 4):
			return c.usagef("say what is right, or --dismiss, and not both")
		case c.given("start") != c.given("end"):
			return c.usagef("--start and --end go together")
		case c.given("start") && (*start < 0 || *end < 0):
			return c.usagef("--start and --end count from 0")
		case c.given("start") && *end <= *start:
			return c.usagef("--end is to be after --start")
		case c.given("start"):
			n.Start, n.End = *start, *end
		}
		if !slices.Contains(facet.Kinds, n.Kind) {
			return c.usagef("there is no kind %s: use one of %s", annotate.Quoted(words[2]), facet.KindNames())
		}
		if !*dismiss {
			var err error
			if n.Value, err = facet.Form(n.Kind, annotate.Typed(words[3])); err != nil {
				return c.usagef("%v", err)
			}
		}
		return c.work(words[0], func(p *store.Project) error {
			passage, err := resolve(p.View, words[1], annotate.KindAnnotation)
			if err != nil {
				return err
			}
			n.Annotation = passage.ID
			made, a, err := p.Correct(c.ctx, n)
			if err != nil {
				return err
			}
			return c.printEntity(p, store.Ref{Kind: annotate.KindCorrection, ID: made.ID}, a)
		})
	}
}
