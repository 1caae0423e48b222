package command

import (
	"fmt"

	"claimtrace/annotate/incoming"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

const importHelp = `The format is found out unless it is named. Articles are found by their id, address or
text, or made where the file has their text. Who annotated there becomes a person of the
project who has no key. A second time only what stands as it came is brought up to date;
what was set or removed here stays. A passage whose words stand nowhere in its article, or
in several places, waits until claimtrace carry confirms one or drops it. claimtrace undo
takes an import back.`

// importRecord is what an import did.
type importRecord struct {
	Added    int             `json:"added"`   // passages, claims and articles that are new
	Updated  int             `json:"updated"` // passages and claims that were here, and were brought up to date
	Waiting  int             `json:"waiting"` // passages that are held until they have a place, and were not before
	Skipped  []incoming.Told `json:"skipped"` // what was left out or taken otherwise, and why
	Format   string          `json:"format"`
	Program  string          `json:"program"` // what wrote the file, as far as it says so
	Passages importCount     `json:"annotations"`
	Claims   importCount     `json:"claims"`
	Articles []importedText  `json:"articles"`
	People   []importedBy    `json:"reviewers"`
}

type importCount struct {
	Added   int `json:"added"`
	Updated int `json:"updated"`
}

type importedText struct {
	ID       *string     `json:"id"` // null where it is not in the project
	Name     string      `json:"name"`
	How      store.Found `json:"how"`
	Passages int         `json:"annotations"`
}

type importedBy struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Passages int    `json:"annotations"`
}

func importSet(c *call) func([]string) error {
	format := c.flags.String("format", "", "`format` of the file; --list names those that come in")
	withList := c.flags.Bool("list", false, "list the formats that come in")
	return func(words []string) error {
		switch {
		case *withList && len(words) == 0:
			return c.listFormats(exchange.Incoming())
		case *withList:
			return c.usagef("--list takes no project")
		case len(words) < 2:
			return c.usagef("name the project and the file")
		case c.given("format"):
			f, err := exchange.Lookup(report.Formats(), *format)
			if err != nil {
				return err
			}
			if f.Read == nil {
				return fmt.Errorf("%s only goes out: %w", f.Name, second(exchange.Lookup(exchange.Incoming(), f.Name)))
			}
		}
		return c.work(words[0], func(p *store.Project) error {
			set, err := exchange.ReadFile(c.ctx, words[1], *format)
			if err != nil {
				return err
			}
			bar := c.progress("importing")
			done, a, err := p.Import(c.ctx, set, store.ImportOptions{Progress: bar.update})
			bar.end()
			if err != nil {
				return err
			}
			c.didAction(verbs.Of(a.Did), a)
			return c.printImported(set, done)
		})
	}
}

// second is the error of a call that returns two values.
func second[T any](_ T, err error) error { return err }

func (c *call) printImported(set incoming.Set, done store.Imported) error {
	r := importRecord{
		Added: done.Passages.Added + done.Claims.Added, Updated: done.Passages.Updated + done.Claims.Updated, Waiting: done.Waiting, Skipped: done.Told, Format: set.Format, Program: set.Program,
		Passages: importCount(done.Passages), Claims: importCount(done.Claims), Articles: []importedText{}, People: []importedBy{},
	}
	made, missing := 0, 0
	for _, a := range done.Articles {
		x := importedText{Name: a.Name, How: a.How, Passages: a.Passages}
		if id := string(a.ID); id != "" {
			x.ID = &id
		}
		r.Articles = append(r.Articles, x)
		switch a.How {
		case store.Made, store.Waits: // whose text was not in the file
			made++
		case store.NotHere:
			missing++
		}
	}
	r.Added += made
	for _, who := range done.People {
		r.People = append(r.People, importedBy{string(who.ID), who.Name, who.Passages})
	}
	if c.json {
		return c.printJSON(r)
	}
	switch {
	case r.Added+r.Updated+r.Waiting > 0:
		c.printf("%s, %s, %s added; %d brought up to date\n", report.Count(r.Passages.Added, "annotation"), report.Count(r.Claims.Added, "claim"), report.Count(made, "article"),
			r.Updated)
	case missing > 0:
		c.printf("nothing came in: %s not here\n", report.Count(missing, "article"))
	default:
		c.printf("nothing new\n")
	}
	if r.Waiting > 0 {
		c.printf("%s without a sure place held: claimtrace carry lists them\n", report.Count(r.Waiting, "annotation"))
	}
	for _, t := range done.Told {
		c.printf("%s\n", t.String())
	}
	return nil
}
