package command

import (
	"errors"
	"fmt"
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
	Kind annotate.Kind `json:"kind"`
	A    annotate.ID   `json:"a"`
	B    annotate.ID   `json:"b"`
	Why  string        `json:"why"`
}

// cameRecord is an entity that is shown otherwise than before.
type cameRecord struct {
	Entity annotate.ID   `json:"entity"`
	Kind   annotate.Kind `json:"kind"`
	How    store.How     `json:"how"`
	Name   string        `json:"name"`
	Who    []string      `json:"who"`
	Edits  []cameEdit    `json:"edits"`
	Others bool          `json:"overrides"` // another's, changed all the same
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
			return c.printMerged(m, o.DryRun)
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

func (c *call) printMerged(m store.Merged, dry bool) error {
	if c.json {
		return c.printJSON(newMerged(m))
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
	for _, x := range m.Came {
		if x.How == store.CameNew {
			continue
		}
		var edits []string
		for _, e := range x.Edits {
			edits = append(edits, fmt.Sprintf("%s: %s → %s", e.Field, short(e.From, 40), short(e.To, 40)))
		}
		c.printf("%s %s %s  %s  %s\n", string(x.How), string(x.Kind), string(x.ID), short(x.Name, 60), strings.Join(edits, "; "))
	}
	c.printInbox(m.Inbox)
	for _, h := range m.Hidden {
		c.printf("not shown: %s %s  %s\n", string(h.Kind), string(h.ID), h.Why.String())
	}
	for _, a := range m.Alike {
		c.printf("may be one (%s): claimtrace join PROJECT %s %s\n", whyAlike(a), string(a.A), string(a.B))
	}
	if m.Receipt != 0 && !dry {
		c.printf("receipt %d\n", m.Receipt)
	}
	return nil
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
		r.Joins = append(r.Joins, alikeRecord{a.Kind, a.A, a.B, whyAlike(a)})
	}
	for _, x := range m.Came {
		record := cameRecord{Entity: x.ID, Kind: x.Kind, How: x.How, Name: x.Name, Who: []string{}, Edits: []cameEdit{}, Others: x.Overrides}
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
