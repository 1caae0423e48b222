package command

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/preferences"
	"claimtrace/app/report"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

const mergeHelp = `All is taken in, or nothing; before it a backup is made. What two people set differently
stays for you to settle: see claimtrace help settle. claimtrace take-back takes a merge
back. Without --dry-run it is done; with it the same is told, and nothing changes.`

// mergeRecord is what a merge brought.
type mergeRecord struct {
	Receipt  *int64 `json:"receipt"` // null where nothing was new
	Articles int    `json:"articles"`
	Changes  int    `json:"changes"`
	inboxRecord
	Hidden []hiddenRecord `json:"hidden"`
	Joins  []alikeRecord  `json:"joins"`
	Came   []cameRecord   `json:"came"`
	Texts  int            `json:"texts"`
	// Originals are those that had been left out, of texts that were here.
	Originals int          `json:"originals"`
	From      []fromRecord `json:"from"`
}

// fromRecord is a file that was merged. Of one that is no package nothing is known
// but its name.
type fromRecord struct {
	File    string  `json:"file"`
	Who     *string `json:"who"` // who packed it, as it says
	When    *string `json:"when"`
	For     string  `json:"for"`
	Sealed  *string `json:"sealed"`  // the key by which it is sealed; the seal is right, or it would be refused
	Trusted *string `json:"trusted"` // by what name that key is believed
}

type hiddenRecord struct {
	Entity annotate.ID   `json:"entity"`
	Kind   annotate.Kind `json:"kind"`
	Why    string        `json:"why"`
}

// alikeRecord is what may be one.
type alikeRecord struct {
	Kind  annotate.Kind `json:"kind"`
	A     annotate.ID   `json:"a"`
	B     annotate.ID   `json:"b"`
	Why   string        `json:"why"`
	NameA string        `json:"name_a"`
	NameB string        `json:"name_b"`
}

// cameRecord is an entity that is shown otherwise than before.
type cameRecord struct {
	Entity  annotate.ID      `json:"entity"`
	Kind    annotate.Kind    `json:"kind"`
	How     store.How        `json:"how"`
	Name    string           `json:"name"`
	Article *annotate.ID     `json:"article"` // of a passage, or of what is about one; null otherwise
	Claim   *annotate.ID     `json:"claim"`   // the same
	Verdict annotate.Verdict `json:"verdict"` // the same; "" otherwise
	Who     []string         `json:"who"`
	Edits   []cameEdit       `json:"edits"`
	Others  bool             `json:"overrides"` // another's, changed all the same
	Maker   string           `json:"maker"`     // whose it is
}

type cameEdit struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

func merge(c *call) func([]string) error {
	var o store.MergeOptions
	c.flags.BoolVar(&o.DryRun, "dry-run", false, "tell what it would bring, and change nothing")
	c.flags.BoolVar(&o.Another, "another", false, "take in another project too")
	return func(words []string) error {
		return c.work(words[0], func(p *store.Project) error {
			bar := c.progress("merging")
			o.Progress = bar.update
			m, err := p.Merge(c.ctx, words[1:], o)
			bar.end()
			if err != nil {
				return withAnother(err)
			}
			if m.Receipt != 0 && !o.DryRun {
				c.did("merged %s, receipt %d", strings.Join(words[1:], ", "), m.Receipt)
			}
			return c.printMerged(p, m, o.DryRun)
		})
	}
}

// withAnother says of an error by which flag another project is taken in.
func withAnother(err error) error {
	if errors.Is(err, store.ErrStranger) {
		return fmt.Errorf("%w (--another)", err)
	}
	return err
}

func (c *call) printMerged(p *store.Project, m store.Merged, dry bool) error {
	if c.json {
		return c.printJSON(newMerged(m))
	}
	named, err := namesFor(p, m)
	if err != nil {
		return err
	}
	for _, f := range m.From {
		c.printf("%s\n", fromWords(newFrom(f)))
	}
	would := ""
	if dry {
		would = "would bring: "
	}
	if m.Changes == 0 && m.Whole == 0 && m.Texts == 0 && m.Originals == 0 {
		c.printf("nothing new\n")
		return nil
	}
	c.printf("%s%s, %s, %s, %s\n", would, report.Count(m.Changes, "change"), report.Count(m.Count(annotate.KindArticle, store.CameNew), "new article"),
		report.Count(m.Count(annotate.KindClaim, store.CameNew), "new claim"), report.Count(m.Count(annotate.KindAnnotation, store.CameNew), "new annotation"))
	if m.Originals > 0 {
		c.printf("%s that had been left out\n", report.Count(m.Originals, "original"))
	}
	shown := map[string]int{}
	for _, x := range m.Came {
		sort := string(x.How) + " " + string(x.Kind)
		if shown[sort]++; shown[sort] <= mostCame {
			c.printf("%s\n", named.cameWords(x))
		}
	}
	for _, sort := range slices.Sorted(maps.Keys(shown)) {
		if n := shown[sort] - mostCame; n > 0 {
			c.printf("%s: and %d more (--json names all)\n", sort, n)
		}
	}
	c.printInbox(m.Inbox)
	for _, h := range m.Hidden {
		c.printf("not shown: %s %s  %s\n", string(h.Kind), string(h.ID), h.Why.String())
	}
	for _, a := range m.Alike {
		c.printf("may be one %s: %s · %s\n  %s\n  claimtrace join PROJECT %s %s\n", string(a.Kind), short(a.NameA, 60), short(a.NameB, 60), whyAlike(a), string(a.A), string(a.B))
	}
	if m.Receipt != 0 && !dry {
		c.printf("receipt %d\n", m.Receipt)
	}
	return nil
}

// mostCame is how many of one sort are printed for a person.
const mostCame = 40

// naming names what is here, and what came.
type naming struct {
	articles, claims map[annotate.ID]string
	passages         map[annotate.ID][]annotate.Annotation // by article
	reviewers        map[annotate.ID]string
}

// namesFor reads what is needed to tell of what came: tried first, nothing of that is
// in the project.
func namesFor(p *store.Project, m store.Merged) (n naming, err error) {
	n = naming{map[annotate.ID]string{}, map[annotate.ID]string{}, map[annotate.ID][]annotate.Annotation{}, nil}
	articles, err := p.Articles()
	if err != nil {
		return n, err
	}
	for _, a := range articles {
		n.articles[a.ID] = source(a.Article)
	}
	claims, err := p.Claims()
	if err != nil {
		return n, err
	}
	for _, v := range claims {
		n.claims[v.ID] = v.Statement
	}
	passages := 0
	for _, x := range m.Came {
		switch x.Kind {
		case annotate.KindArticle:
			n.articles[x.ID] = cmp.Or(n.articles[x.ID], x.Name)
		case annotate.KindClaim:
			n.claims[x.ID] = x.Name
		case annotate.KindAnnotation:
			if passages++; passages <= mostCame && n.passages[x.Article] == nil {
				if n.passages[x.Article], err = p.Annotations(store.Filter{Article: x.Article}); err != nil {
					return n, err
				}
			}
		}
	}
	reviewers, err := p.Reviewers()
	n.reviewers = exchange.Names(reviewers)
	return n, err
}

// cameWords says in a line what came.
func (n naming) cameWords(x store.Came) string {
	said := []string{fmt.Sprintf("%s %s %s  %s", x.How, x.Kind, x.ID, short(cmp.Or(x.Name, "(withheld)"), 60))}
	add := func(format string, words ...any) { said = append(said, fmt.Sprintf(format, words...)) }
	if x.Article != "" {
		add("in %s", short(n.articles[x.Article], 40))
	}
	if x.Claim != "" {
		add("for %s", short(n.claims[x.Claim], 60))
	}
	if x.Kind == annotate.KindAnnotation && x.How == store.CameNew {
		add("%s", verdict(x.Verdict))
		for _, a := range n.passages[x.Article] {
			if a.ID != x.ID && a.Reviewer != x.Maker.ID && a.Start < x.Span.End && x.Span.Start < a.End {
				add("a second view: beside it %s of %s", verdict(a.Verdict), n.reviewers[a.Reviewer])
				break
			}
		}
	}
	for _, e := range x.Edits {
		add("%s: %s → %s", e.Field, cmp.Or(short(e.From, 40), "–"), cmp.Or(short(e.To, 40), "–"))
	}
	var by []string
	for _, r := range x.By {
		by = append(by, r.Name)
	}
	if len(by) > 0 {
		add("by %s", strings.Join(by, ", "))
	}
	if x.Overrides {
		add("it is %s’s, and was changed all the same", x.Maker.Name)
	}
	return strings.Join(said, "; ")
}

func whyAlike(a store.Alike) string {
	var words []string
	for _, w := range a.Why {
		words = append(words, string(w))
	}
	return strings.Join(words, ", ")
}

func newMerged(m store.Merged) mergeRecord {
	r := mergeRecord{
		Articles: m.Count(annotate.KindArticle, store.CameNew), Changes: m.Changes, inboxRecord: newInbox(m.Inbox), Texts: m.Texts, Originals: m.Originals,
		Hidden: []hiddenRecord{}, Joins: []alikeRecord{}, Came: []cameRecord{}, From: []fromRecord{},
	}
	if m.Receipt != 0 {
		r.Receipt = &m.Receipt
	}
	for _, f := range m.From {
		r.From = append(r.From, newFrom(f))
	}
	for _, h := range m.Hidden {
		r.Hidden = append(r.Hidden, hiddenRecord{h.ID, h.Kind, h.Why.String()})
	}
	for _, a := range m.Alike {
		r.Joins = append(r.Joins, alikeRecord{a.Kind, a.A, a.B, whyAlike(a), a.NameA, a.NameB})
	}
	for _, x := range m.Came {
		record := cameRecord{Entity: x.ID, Kind: x.Kind, How: x.How, Name: x.Name, Verdict: x.Verdict, Who: []string{}, Edits: []cameEdit{}, Others: x.Overrides, Maker: x.Maker.Name}
		if x.Article != "" {
			record.Article = &x.Article
		}
		if x.Claim != "" {
			record.Claim = &x.Claim
		}
		for _, by := range x.By {
			record.Who = append(record.Who, by.Name)
		}
		for _, e := range x.Edits {
			record.Edits = append(record.Edits, cameEdit{e.Field, e.From, e.To})
		}
		r.Came = append(r.Came, record)
	}
	return r
}

func newFrom(f store.From) fromRecord {
	r := fromRecord{File: f.Path}
	if f.Manifest == nil {
		return r
	}
	r.For = f.Manifest.For
	if f.Manifest.Who != nil {
		when := exchange.Stamp(f.Manifest.When)
		r.Who, r.When = &f.Manifest.Who.Name, &when
	}
	if f.Manifest.Seal != nil {
		r.Sealed = &f.Manifest.Seal.Key
		p, _ := preferences.Load() // of those that cannot be read nobody is believed
		if name := p.TrustedAs(*r.Sealed); name != "" {
			r.Trusted = &name
		}
	}
	return r
}

// fromWords says whose a file is, and how sure that is.
func fromWords(r fromRecord) string {
	words := r.File + ": "
	switch {
	case r.Who == nil && r.Sealed == nil:
		return words + "it does not say whose it is, and is not sealed"
	case r.Who != nil:
		words += "packed by " + *r.Who + ", " + *r.When
	}
	switch {
	case r.Sealed == nil:
		return words + ", not sealed"
	case r.Trusted == nil:
		return words + ", sealed with the key " + *r.Sealed + ", which you have not said that you trust"
	}
	return words + ", sealed by " + *r.Trusted
}
