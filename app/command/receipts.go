package command

import (
	"errors"
	"fmt"
	"strconv"

	"claimtrace/annotate"
	"claimtrace/app/report"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

const takeBackHelp = `What came with a receipt is set aside in this file only: it stays in it and is passed on,
but nothing shows it. What other work needs of it stays in, and is named. --not puts it
in again.`

// receiptRecord is what came in at one time.
type receiptRecord struct {
	Receipt int64          `json:"receipt"`
	From    string         `json:"from"`
	When    string         `json:"when"`
	Changes int            `json:"changes"`
	Aside   bool           `json:"aside"`
	Files   []originRecord `json:"files"`
	Stays   []staysRecord  `json:"stays,omitempty"` // of one that was just taken back
}

type originRecord struct {
	File   string  `json:"file"`
	Who    string  `json:"who"`
	Sealed *string `json:"sealed"` // the key
}

type staysRecord struct {
	Entity  annotate.ID   `json:"entity"`
	Kind    annotate.Kind `json:"kind"`
	Changes int           `json:"changes"`
}

func newReceipt(x store.Receipt) receiptRecord {
	r := receiptRecord{Receipt: x.ID, From: x.From.String(), When: exchange.Stamp(x.At), Changes: x.Changes, Aside: x.Aside, Files: []originRecord{}}
	for _, o := range x.From {
		f := originRecord{File: o.File, Who: o.Who}
		if o.Key != "" {
			f.Sealed = &o.Key
		}
		r.Files = append(r.Files, f)
	}
	return r
}

func receipts(c *call) func([]string) error {
	return func(words []string) error {
		return c.look(words[0], func(p *store.Project) error { return c.printReceipts(p, store.TakenBack{}) })
	}
}

// printReceipts lists what came in, and of what was just taken back what stays.
func (c *call) printReceipts(p *store.Project, t store.TakenBack) error {
	list, err := p.Receipts()
	if err != nil {
		return err
	}
	records := []any{}
	rows := [][]string{{"RECEIPT", "WHEN", "CHANGES", "FROM", ""}}
	for _, x := range list {
		r := newReceipt(x)
		for _, k := range t.Stays {
			if x.ID == t.ID {
				r.Stays = append(r.Stays, staysRecord{k.ID, k.Kind, k.Changes})
			}
		}
		records = append(records, r)
		state := ""
		if x.Aside {
			state = "taken back"
		}
		rows = append(rows, []string{fmt.Sprint(x.ID), x.At.Format("2006-01-02 15:04:05"), fmt.Sprint(x.Changes), x.From.String(), state})
	}
	return c.printList(records, rows, "receipt")
}

func takeBack(c *call) func([]string) error {
	again := c.flags.Bool("not", false, "put it in again")
	return func(words []string) error {
		receipt, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			return c.usagef("%s is no receipt: claimtrace receipts PROJECT numbers them", annotate.Quoted(words[1]))
		}
		return c.mend(words[0], func(p *store.Project) error {
			t, err := p.TakeBack(c.ctx, receipt, *again)
			if err != nil {
				return err
			}
			what := "taken back"
			if *again {
				what = "put in again"
			}
			if t.Changed {
				c.did("receipt %d was %s", receipt, what)
			} else {
				c.say("nothing to change: it stands so already")
			}
			if c.json {
				return c.printReceipts(p, t)
			}
			c.printf("receipt %d %s: %s\n", t.ID, what, report.Count(t.Receipt.Changes, "change"))
			for _, k := range t.Stays {
				c.printf("stays in, since other work needs it: %s %s  %s\n", string(k.Kind), string(k.ID), short(k.Name, 60))
			}
			return nil
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
