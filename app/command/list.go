package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

func list(c *call) func([]string) error {
	look := c.asOf()
	withText := c.flags.Bool("text", false, "with articles: their texts too")
	lists := map[string]func(*store.View) error{
		"articles":    func(p *store.View) error { return c.listArticles(p, *withText) },
		"claims":      c.listClaims,
		"annotations": c.listAnnotations,
		"corrections": c.listCorrections,
		"reviewers":   c.listReviewers,
	}
	return func(words []string) error {
		f, ok := lists[words[1]]
		if !ok {
			return c.usagef("there is no list %s: use articles, claims, annotations, corrections or reviewers", annotate.Quoted(words[1]))
		}
		if *withText && words[1] != "articles" {
			return c.usagef("--text goes with articles")
		}
		return look(words[0], f)
	}
}

// missing says that the text of an article is not here.
func missing(a exchange.Article) string {
	if a.LacksText() {
		return "  (without text)"
	}
	return ""
}

// articleWithText is an article with its text, null where that was withheld
// from a package.
type articleWithText struct {
	articleRecord
	Text *string `json:"text"`
}

func (c *call) listArticles(p *store.View, withText bool) error {
	articles, err := p.Articles()
	if err != nil {
		return err
	}
	if withText {
		return c.listTexts(p, articles)
	}
	list, err := exchange.NewArticles(p, articles)
	if err != nil {
		return err
	}
	records := make([]any, len(articles))
	rows := [][]string{{"ID", "PUBLISHED", "OUTLET", "VERDICTS", "TITLE"}}
	for i, a := range articles {
		records[i] = articleRecord{list[i], true}
		rows = append(rows, []string{
			string(a.ID), when(a.Published), short(a.Outlet, 24),
			fmt.Sprintf("✓%d ✗%d ?%d", a.Counts.Confirmed, a.Counts.Disputed, a.Counts.Unconfirmed), short(a.Name(), 72) + missing(list[i]),
		})
	}
	return c.printList(records, rows, "article")
}

func (c *call) listTexts(p *store.View, articles []store.ArticleRow) error {
	list, err := exchange.NewArticles(p, articles)
	if err != nil {
		return err
	}
	records := make([]articleWithText, len(articles))
	for i, a := range articles {
		records[i].articleRecord = articleRecord{list[i], true}
		text, err := p.Text(a.ID)
		switch {
		case err == nil:
			records[i].Text = &text
		case errors.Is(err, store.ErrTextWithheld):
			text = "(" + store.ErrTextWithheld.Error() + ")"
		default:
			return err
		}
		if !c.json {
			c.printf("%s  %s\n\n%s\n\n", string(a.ID), oneLine(a.Name()), text)
		}
	}
	if c.json {
		return c.printJSON(records)
	}
	return nil
}

func (c *call) listClaims(p *store.View) error {
	claims, err := p.Claims()
	if err != nil {
		return err
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	names := exchange.Names(reviewers)
	records := make([]any, len(claims))
	rows := [][]string{{"ID", "STANDING", "MENTIONS", "STATEMENT"}}
	byID := map[annotate.ID]store.ClaimRow{}
	for i, v := range claims {
		records[i] = exchange.NewClaim(v, names)
		byID[v.ID] = v
	}
	told := map[annotate.ID]bool{}
	for _, v := range claims {
		if told[v.ID] {
			continue
		}
		first := len(rows)
		mentions := 0
		for i, id := range append([]annotate.ID{v.ID}, claimIDs(v.Also)...) { // what is joined is one: below it how else it is said
			one, stands := byID[id], contested(v.Standing)
			if i > 0 {
				stands = "= one with it"
			}
			mentions += len(one.Marks)
			rows = append(rows, []string{string(id), stands, "", short(one.Said(), 96)})
			told[id] = true
		}
		rows[first][2] = strconv.Itoa(mentions)
	}
	return c.printList(records, rows, "claim")
}

func claimIDs(claims []annotate.Claim) (ids []annotate.ID) {
	for _, v := range claims {
		ids = append(ids, v.ID)
	}
	return ids
}

func (c *call) listAnnotations(p *store.View) error {
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	names := exchange.Names(reviewers)
	annotations, err := p.Annotations(store.Filter{})
	if err != nil {
		return err
	}
	articles, err := p.Articles()
	if err != nil {
		return err
	}
	sources := map[annotate.ID]string{}
	for _, a := range articles {
		sources[a.ID] = source(a.Article)
	}
	records := make([]any, len(annotations))
	rows := [][]string{{"ID", "SOURCE", "SPAN", "VERDICT", "REVIEWER", "QUOTE"}}
	for i, n := range annotations {
		if c.json {
			if records[i], err = annotationRecord(p, n, names); err != nil {
				return err
			}
		}
		rows = append(rows, []string{
			string(n.ID), short(sources[n.Article], 24), fmt.Sprintf("%d–%d", n.Start, n.End),
			verdict(n.Verdict), short(names[n.Reviewer], 24), short(n.Quote, 72),
		})
	}
	return c.printList(records, rows, "annotation")
}

func (c *call) listCorrections(p *store.View) error {
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	names := exchange.Names(reviewers)
	corrections, err := p.Corrections()
	if err != nil {
		return err
	}
	records := make([]any, len(corrections))
	rows := [][]string{{"ID", "ANNOTATION", "KIND", "VALUE", "REVIEWER", "WORDS"}}
	for i, x := range corrections {
		records[i] = exchange.NewCorrection(x, names)
		rows = append(rows, []string{string(x.ID), string(x.Annotation), x.Kind, short(x.Value, 48), short(names[x.Reviewer], 24), short(x.Words, 72)})
	}
	return c.printList(records, rows, "correction")
}

func (c *call) listReviewers(p *store.View) error {
	reviewers, err := p.Reviewers()
	if err != nil {
		return err
	}
	records := make([]any, len(reviewers))
	rows := [][]string{{"ID", "NAME", "KEY"}}
	for i, r := range reviewers {
		records[i] = exchange.Reviewer(r)
		rows = append(rows, []string{string(r.ID), r.Name, r.Key})
	}
	return c.printList(records, rows, "reviewer")
}

// printList prints the records as JSON, or the rows, the first of which names
// the columns.
func (c *call) printList(records []any, rows [][]string, one string) error {
	switch {
	case c.json:
		return c.printJSON(records)
	case len(records) == 0:
		c.say("there is no %s yet", one)
	default:
		c.table(rows)
	}
	return nil
}

// source is the name of the outlet, or of the article where that is unknown.
func source(a annotate.Article) string {
	if a.Outlet != "" {
		return a.Outlet
	}
	return a.Name()
}

// verdict writes a verdict with its sign.
func verdict(v annotate.Verdict) string {
	if v == "" {
		return v.Sign() + " unjudged"
	}
	return v.Sign() + " " + string(v)
}

// standing writes where a claim stands, with the sign of its verdict.
func standing(s annotate.Standing) string {
	switch {
	case s.Mixed:
		return "± mixed"
	case s.Verdict == "":
		return "· open"
	}
	return strings.TrimSpace(verdict(s.Verdict))
}

// contested is [standing] with what speaks against a decision.
func contested(s annotate.Standing) string {
	if but := s.Contradiction(); but != "" {
		return s.Verdict.Sign() + " decided " + string(s.Verdict) + ", but " + but
	}
	return standing(s)
}
