package command

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/carry"
	"claimtrace/annotate/text"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

const carryHelp = `When an article is added again with another text, its passages are looked for in the later
version: exact (the same words among the same), moved (elsewhere), fuzzy (other words, or among
others), ambiguous (several places) or lost. Nothing is carried over unless its reviewer confirms
it: at the first candidate where the place is exact, moved or fuzzy, or at --start and --end. What is
dropped stays with the earlier version alone. An ARTICLE may be the earlier or the later version; of it
those passages are listed too whose words do not stand where they are said to. What an import holds
since it has no sure place is listed and confirmed or dropped in the same way, by anybody.`

// carryRecord is a passage that waits to be carried over.
type carryRecord struct {
	Annotation annotate.ID       `json:"annotation"`
	Article    annotate.ID       `json:"article"` // in which it is looked for
	State      string            `json:"state"`
	Score      float64           `json:"score"`
	Candidates []candidateRecord `json:"candidates"`
	Quote      string            `json:"quote"` // as it stands now
	Reviewer   string            `json:"reviewer"`
	Waits      bool              `json:"waits"` // it came in without a sure place, and is in no article until it has one
}

type candidateRecord struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Score float64 `json:"score"`
	Quote string  `json:"quote"`
}

func carryOver(c *call) func([]string) error {
	confirm := c.flags.String("confirm", "", "the `annotation` that is to be carried over")
	drop := c.flags.String("drop", "", "the `annotation` that is to stay with the earlier version alone")
	start := c.flags.Int("start", -1, "`offset` of its first code point in the later version")
	end := c.flags.Int("end", -1, "`offset` after its last code point")
	return func(words []string) error {
		switch {
		case c.given("confirm") && c.given("drop"):
			return c.usagef("--confirm or --drop, and not both")
		case c.given("start") != c.given("end"):
			return c.usagef("--start and --end go together")
		case c.given("start") && !c.given("confirm"):
			return c.usagef("--start and --end go with --confirm")
		case c.given("start") && (*start < 0 || *end <= *start):
			return c.usagef("--start and --end count from 0, and --end is to be after --start")
		}
		name := cmp.Or(*confirm, *drop)
		way := c.work
		if name == "" {
			way = c.look
		}
		return way(words[0], func(p *store.Project) error {
			var article annotate.ID
			if len(words) > 1 {
				ref, err := resolve(p.View, words[1], annotate.KindArticle)
				if err != nil {
					return err
				}
				article = ref.ID
			}
			if name == "" {
				return c.printCarrying(p, article)
			}
			id, err := c.carryingNamed(p, name, article)
			if err != nil {
				return err
			}
			var span *annotate.Span
			if c.given("start") {
				span = &annotate.Span{Start: *start, End: *end}
			}
			a, err := c.decideCarrying(p, id, article, span, *drop != "")
			if err != nil {
				return err
			}
			c.didAction(verbs.Of(a.Did), a)
			return c.printCarrying(p, article)
		})
	}
}

// carryingNamed finds a passage by its id or the beginning of one: in the project, or among what waits for a place.
func (c *call) carryingNamed(p *store.Project, name string, article annotate.ID) (annotate.ID, error) {
	ref, missing := resolve(p.View, name, annotate.KindAnnotation)
	if !errors.Is(missing, store.ErrNoEntity) || !annotate.IsPrefix(name) {
		return ref.ID, missing
	}
	list, err := p.Carrying(c.ctx, article)
	if err != nil {
		return "", err
	}
	list = slices.DeleteFunc(list, func(x store.Carrying) bool {
		return !x.Waits || !strings.HasPrefix(string(x.ID), strings.ToLower(name))
	})
	switch {
	case len(list) == 0:
		return "", missing
	case len(list) > 1:
		return "", fmt.Errorf("%s: %w: give the whole id of the one you mean", annotate.Quoted(name), store.ErrAmbiguousID)
	}
	return list[0].ID, nil
}

// decideCarrying carries a passage over, or drops it: to the one version for which it waits, or to that which is named.
func (c *call) decideCarrying(p *store.Project, annotation, article annotate.ID, span *annotate.Span, drop bool) (store.Action, error) {
	list, err := p.Carrying(c.ctx, article)
	if err != nil {
		return store.Action{}, err
	}
	var found []store.Carrying
	for _, x := range list {
		if x.ID == annotation {
			found = append(found, x)
		}
	}
	switch {
	case len(found) == 0:
		return store.Action{}, fmt.Errorf("annotation %s: %w: claimtrace carry lists what does", annotation, errNotCarrying)
	case len(found) > 1:
		return store.Action{}, fmt.Errorf("annotation %s: %w: name the ARTICLE", annotation, errManyVersions)
	}
	x := found[0]
	if drop {
		return p.DropCarried(x.ID, x.To)
	}
	if span == nil {
		if !x.State.Sure() && x.State != carry.Fuzzy {
			return store.Action{}, fmt.Errorf("annotation %s is %s: %w: give --start and --end", annotation, x.State, errNoPlace)
		}
		span = &x.Candidates[0].Span
	}
	_, a, err := p.Carry([]store.Placed{{Annotation: x.ID, Article: x.To, Span: *span}})
	return a, err
}

func (c *call) printCarrying(p *store.Project, article annotate.ID) error {
	list, err := p.Carrying(c.ctx, article)
	if err != nil {
		return err
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	names := map[annotate.ID]string{}
	for _, r := range reviewers {
		names[r.ID] = r.Name
	}
	records := make([]any, len(list))
	var in annotate.ID
	var o *text.Offsets // of that
	rows := [][]string{{"ANNOTATION", "ARTICLE", "STATE", "SCORE", "REVIEWER", "WORDS", "NOW"}}
	for i, x := range list {
		if in != x.To {
			s, err := p.Text(x.To)
			if err != nil {
				return err
			}
			in, o = x.To, text.NewOffsets(s)
		}
		r := carryRecord{x.ID, x.To, string(x.State), x.Score, []candidateRecord{}, x.Quote, names[x.Reviewer], x.Waits}
		now := ""
		for _, k := range x.Candidates {
			quote := o.Slice(k.Start, k.End)
			r.Candidates = append(r.Candidates, candidateRecord{k.Start, k.End, k.Score, quote})
			if now == "" {
				now = fmt.Sprintf("%d–%d %s", k.Start, k.End, short(quote, 48))
			}
		}
		if n := len(x.Candidates); n > 1 {
			now += fmt.Sprintf(" (and %s)", report.Count(n-1, "other"))
		}
		records[i] = r
		rows = append(rows, []string{string(x.ID), string(x.To)[:8], string(x.State), fmt.Sprintf("%.2f", x.Score), names[x.Reviewer], short(x.Quote, 48), now})
	}
	return c.printList(records, rows, "passage")
}

var (
	errNotCarrying  = errors.New("it does not wait to be carried over")
	errManyVersions = errors.New("it waits to be carried over to more than one version")
	errNoPlace      = errors.New("it has no one place there")
)
