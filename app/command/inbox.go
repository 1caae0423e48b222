package command

import (
	"cmp"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// inboxRecord is what asks to be settled.
type inboxRecord struct {
	Collisions []collisionRecord `json:"collisions"`
	Removed    []removedRecord   `json:"removed"`
}

// collisionRecord is a register that people who did not know of each other set to
// different values.
type collisionRecord struct {
	Entity   annotate.ID   `json:"entity"`
	Kind     annotate.Kind `json:"kind"`
	Name     string        `json:"name"`
	Register string        `json:"register"`
	Values   []heldRecord  `json:"values"`
}

type heldRecord struct {
	Change annotate.ID    `json:"change"`
	Value  any            `json:"value"` // as log prints it
	Who    string         `json:"who"`
	WhoID  annotate.ID    `json:"who_id"`
	When   string         `json:"when"`
	Stands bool           `json:"stands"`
	Came   *arrivedRecord `json:"came"` // null for what was made here
}

// removedRecord is what one removed and another worked on.
type removedRecord struct {
	Entity annotate.ID    `json:"entity"`
	Kind   annotate.Kind  `json:"kind"`
	Name   string         `json:"name"`
	Change annotate.ID    `json:"change"`
	Who    string         `json:"who"`
	WhoID  annotate.ID    `json:"who_id"`
	When   string         `json:"when"`
	Worker string         `json:"worker"` // who worked on it
	Came   *arrivedRecord `json:"came"`
}

// arrivedRecord is how a change came here.
type arrivedRecord struct {
	Receipt int64  `json:"receipt"`
	When    string `json:"when"`
	From    string `json:"from"`
}

func newArrived(a store.Arrived) *arrivedRecord {
	if a.Receipt == 0 {
		return nil
	}
	return &arrivedRecord{a.Receipt, exchange.Stamp(a.Here), a.Package}
}

func newInbox(in store.Inbox) inboxRecord {
	r := inboxRecord{[]collisionRecord{}, []removedRecord{}}
	for _, c := range in.Collisions {
		record := collisionRecord{Entity: c.ID, Kind: c.Kind, Name: c.Name, Register: c.Register}
		for _, h := range c.Values {
			record.Values = append(record.Values, heldRecord{h.Change, newValue(h.Value), h.By.Name, h.By.ID, exchange.Stamp(h.At), h.Stands, newArrived(h.Arrived)})
		}
		r.Collisions = append(r.Collisions, record)
	}
	for _, c := range in.Removed {
		r.Removed = append(r.Removed, removedRecord{c.ID, c.Kind, c.Name, c.Change, c.By.Name, c.By.ID, exchange.Stamp(c.At), c.Worker.Name, newArrived(c.Arrived)})
	}
	return r
}

// printInbox prints for a person what asks to be settled.
func (c *call) printInbox(in store.Inbox) {
	for _, x := range in.Collisions {
		c.printf("%s %s  %s\n  %s has %d values:\n", string(x.Kind), string(x.ID), short(x.Name, 60), x.Register, len(x.Values))
		for _, h := range x.Values {
			mark := " "
			if h.Stands {
				mark = "*"
			}
			c.printf("  %s %s  %s  %s, %s\n", mark, string(h.Change), heldWords(h), h.By.Name, h.At.Format("2006-01-02 15:04:05"))
		}
	}
	for _, x := range in.Removed {
		c.printf("%s %s  %s\n  removed by %s, %s; worked on by %s\n", string(x.Kind), string(x.ID), short(x.Name, 60), x.By.Name, x.At.Format("2006-01-02 15:04:05"), x.Worker.Name)
	}
}

// heldWords writes a value for a person.
func heldWords(h store.Held) string {
	if h.Value.HasWithheld() {
		return "(withheld)"
	}
	var parts []string
	for _, f := range h.Fields {
		part := short(f.To, 60)
		if len(h.Fields) > 1 {
			part = f.Field + "=" + part
		}
		parts = append(parts, part)
	}
	return cmp.Or(strings.Join(parts, "  "), "–")
}

func collisions(c *call) func([]string) error {
	return func(words []string) error {
		return c.look(words[0], func(p *store.Project) error { return c.printWhatCollides(p) })
	}
}

func (c *call) printWhatCollides(p *store.Project) error {
	in, err := p.Inbox()
	switch {
	case err != nil:
		return err
	case c.json:
		return c.printJSON(newInbox(in))
	case in.Empty():
		c.printf("nothing asks to be settled\n")
	}
	c.printInbox(in)
	return nil
}
