package command

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// changeRecord is one change of the log.
type changeRecord struct {
	ID         annotate.ID    `json:"id"`
	Time       string         `json:"time"`
	Clock      annotate.Clock `json:"clock"`
	Version    int            `json:"version"` // of the rules by which it was written
	Reviewer   string         `json:"reviewer"`
	ReviewerID annotate.ID    `json:"reviewer_id"`
	Copy       annotate.ID    `json:"copy"`
	Number     int64          `json:"number"` // in the copy
	Action     annotate.ID    `json:"action"`
	Did        string         `json:"did"` // a code
	Args       fieldsRecord   `json:"args"`
	Kind       annotate.Kind  `json:"kind"`
	Entity     annotate.ID    `json:"entity"`
	Sets       fieldsRecord   `json:"sets"` // what registers are set to
	Over       []annotate.ID  `json:"over"`
	Saw        sawRecord      `json:"saw"`
	Takes      []takenRecord  `json:"takes"`
	Attributes fieldsRecord   `json:"attributes"`
	Came       *arrivedRecord `json:"came"` // null for what was made here
}

// sawRecord is what the maker of a change had of other copies.
type sawRecord struct {
	Copies []sawCopyRecord `json:"copies"`
	Beyond []annotate.ID   `json:"beyond"`
}

type sawCopyRecord struct {
	Copy annotate.ID `json:"copy"`
	UpTo int64       `json:"up_to"`
}

// takenRecord is what a change takes back of another.
type takenRecord struct {
	Change    annotate.ID `json:"change"`
	Registers []string    `json:"registers"`
}

// fieldsRecord holds values by their names: texts, numbers, true, false and
// null as they are, a reference as {"kind","id"}, several as an array of them, a
// record as an object, a text that is not here as {"withheld": true}.
type fieldsRecord map[string]any

type refRecord struct {
	Kind annotate.Kind `json:"kind"`
	ID   annotate.ID   `json:"id"`
}

type withheldRecord struct {
	Withheld bool `json:"withheld"`
}

func newFields(list []change.Field) fieldsRecord {
	r := fieldsRecord{}
	for _, f := range list {
		r[f.Name] = newValue(f.Value)
	}
	return r
}

func newValue(v change.Value) any {
	switch {
	case v.Withheld != nil:
		return withheldRecord{true}
	case v.Type == change.Text:
		return v.Text
	case v.Type == change.Int:
		return v.Int
	case v.Type == change.Bool:
		return v.Int == 1
	case v.Type == change.Reference:
		return refRecord{v.Ref.Kind, v.Ref.ID}
	case v.Type == change.Record:
		return newFields(v.Fields)
	case v.Type == change.List:
		list := make([]refRecord, len(v.List))
		for i, r := range v.List {
			list[i] = refRecord{r.Kind, r.ID}
		}
		return list
	}
	return nil
}

func newChange(ch *change.Change, names map[annotate.ID]string) changeRecord {
	r := changeRecord{
		ID: ch.ID, Time: exchange.Stamp(ch.Clock.Time()), Clock: ch.Clock, Version: ch.Version, Reviewer: names[ch.Person], ReviewerID: ch.Person,
		Copy: ch.Copy, Number: ch.Number, Action: ch.Action(), Did: ch.Did.Code, Args: newFields(ch.Did.Args), Kind: ch.Entity.Kind, Entity: ch.Entity.ID,
		Sets: newFields(ch.Sets), Over: orEmpty(ch.Over), Saw: sawRecord{[]sawCopyRecord{}, orEmpty(ch.Saw.Beyond)}, Takes: []takenRecord{},
		Attributes: newFields(ch.More),
	}
	for _, s := range ch.Saw.Copies {
		r.Saw.Copies = append(r.Saw.Copies, sawCopyRecord{s.Copy, s.UpTo})
	}
	for _, t := range ch.Takes {
		r.Takes = append(r.Takes, takenRecord{t.Change, t.Registers})
	}
	return r
}

// orEmpty is a list that JSON has as one, if it is empty.
func orEmpty(ids []annotate.ID) []annotate.ID {
	if ids == nil {
		return []annotate.ID{}
	}
	return ids
}

func changeLog(c *call) func([]string) error {
	name := c.flags.String("entity", "", "only the changes of this `entity`, named as for restore; setting for all settings")
	return func(words []string) error {
		return c.look(words[0], func(p *store.Project) error {
			reviewers, err := p.Reviewers()
			if err != nil {
				return err
			}
			printer := &changePrinter{c: c, names: exchange.Names(reviewers)}
			if c.json {
				if printer.arrived, err = p.Arrivals(); err != nil {
					return err
				}
			}
			if *name == "" || *name == settingWord {
				if err := p.Changes(func(ch *change.Change) error {
					if *name == settingWord && ch.Entity.Kind != annotate.KindSetting {
						return nil
					}
					return printer.one(ch)
				}); err != nil {
					return err
				}
				return printer.end()
			}
			ref, err := c.everNamed(p.View, *name)
			if err != nil {
				return err
			}
			history, err := p.History(ref.ID)
			if err != nil {
				return err
			}
			for _, ch := range history {
				if err := printer.one(ch); err != nil {
					return err
				}
			}
			return printer.end()
		})
	}
}

// changePrinter prints changes as they come: a log can be long.
type changePrinter struct {
	c       *call
	names   map[annotate.ID]string
	arrived map[annotate.ID]store.Arrived
	n       int
}

func (p *changePrinter) one(ch *change.Change) error {
	p.n++
	if err := p.c.ctx.Err(); err != nil {
		return err
	}
	if !p.c.json {
		p.c.printf("%s  %s  %s  %s %s  %s\n", ch.Clock.Time().Format("2006-01-02 15:04:05"), cmp.Or(p.names[ch.Person], string(ch.Person)[:annotate.MinPrefix]), verbs.Of(ch.Did.Code),
			string(ch.Entity.Kind), string(ch.Entity.ID), strings.Join(append(setWords("", ch.Sets), takenWords(ch)...), "  "))
		return nil
	}
	lead := ",\n"
	if p.n == 1 {
		lead = "[\n"
	}
	p.c.printf("%s", lead)
	record := newChange(ch, p.names)
	record.Came = newArrived(p.arrived[ch.ID])
	return printCompact(p.c, record)
}

func (p *changePrinter) end() error {
	switch {
	case !p.c.json:
	case p.n == 0:
		p.c.printf("[]\n")
	default:
		p.c.printf("\n]\n")
	}
	return nil
}

// printCompact prints a value as JSON in one line, without a line end.
func printCompact(c *call, v any) error {
	var line strings.Builder
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := c.out.WriteString(strings.TrimSuffix(line.String(), "\n"))
	return err
}

// setWords writes what registers are set to for a person, each shortened; of a
// record each part by itself.
func setWords(prefix string, list []change.Field) []string {
	var parts []string
	for _, f := range list {
		if f.Type == change.Record {
			parts = append(parts, setWords(prefix+f.Name+".", f.Fields)...)
		} else {
			parts = append(parts, prefix+f.Name+"="+valueWords(f.Value))
		}
	}
	return parts
}

func valueWords(v change.Value) string {
	ref := func(r annotate.Ref) string { return string(r.Kind) + " " + string(r.ID)[:annotate.MinPrefix] }
	switch {
	case v.Withheld != nil:
		return "(withheld)"
	case v.Type == change.None:
		return "–"
	case v.Type == change.Reference:
		return ref(v.Ref)
	case v.Type == change.List:
		var words []string
		for _, r := range v.List {
			words = append(words, ref(r))
		}
		return short(strings.Join(words, ", "), 40)
	}
	return short(fmt.Sprint(newValue(v)), 40)
}

// takenWords writes what a change takes back for a person.
func takenWords(ch *change.Change) []string {
	var parts []string
	for _, t := range ch.Takes {
		parts = append(parts, "taken back of "+string(t.Change)[:annotate.MinPrefix]+": "+strings.Join(t.Registers, ", "))
	}
	return parts
}
