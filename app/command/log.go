package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// changeRecord is one change of the log.
type changeRecord struct {
	ID         annotate.ID     `json:"id"`
	Time       string          `json:"time"`
	Clock      annotate.Clock  `json:"clock"`
	Reviewer   string          `json:"reviewer"`
	ReviewerID annotate.ID     `json:"reviewer_id"`
	Action     annotate.ID     `json:"action"`
	Verb       string          `json:"verb"`
	Undoes     *annotate.ID    `json:"undoes"` // the action that this one takes back or does again
	Kind       annotate.Kind   `json:"kind"`
	Entity     annotate.ID     `json:"entity"`
	Fields     annotate.Fields `json:"fields"`
}

func changeLog(c *call) func([]string) error {
	name := c.flags.String("entity", "", "only the changes of this `entity`, named as for set; setting for all settings")
	return func(words []string) error {
		return c.look(words[0], func(p *store.Project) error {
			reviewers, err := p.Reviewers()
			if err != nil {
				return err
			}
			printer := &changePrinter{c: c, names: exchange.Names(reviewers)}
			if *name == "" || *name == settingWord {
				if err := p.Changes(func(change annotate.Change) error {
					if *name == settingWord && change.Kind != annotate.KindSetting {
						return nil
					}
					return printer.one(change)
				}); err != nil {
					return err
				}
				return printer.end()
			}
			id, err := everNamed(p, *name)
			if err != nil {
				return err
			}
			history, err := p.History(id)
			if err != nil {
				return err
			}
			for _, change := range history {
				if err := printer.one(change); err != nil {
					return err
				}
			}
			return printer.end()
		})
	}
}

// everNamed finds an entity that is in the project, or by its whole id one
// that was.
func everNamed(p *store.Project, name string) (annotate.ID, error) {
	ref, err := p.Resolve(name)
	if err == nil {
		return ref.ID, nil
	}
	id, bad := annotate.ParseID(name)
	if bad != nil {
		return "", err
	}
	if history, _ := p.History(id); len(history) == 0 {
		return "", err
	}
	return id, nil
}

// changePrinter prints changes as they come: a log can be long.
type changePrinter struct {
	c     *call
	names map[annotate.ID]string
	n     int
}

func (p *changePrinter) one(change annotate.Change) error {
	p.n++
	if err := p.c.ctx.Err(); err != nil {
		return err
	}
	if !p.c.json {
		p.c.printf("%s  %s  %s  %s %s  %s\n", change.Clock.Time().Format("2006-01-02 15:04:05"), p.names[change.Reviewer], change.Verb,
			string(change.Kind), string(change.Entity), fieldList(change.Fields))
		return nil
	}
	record := changeRecord{
		ID: change.ID, Time: exchange.Stamp(change.Clock.Time()), Clock: change.Clock, Reviewer: p.names[change.Reviewer],
		ReviewerID: change.Reviewer, Action: change.Action, Verb: change.Verb, Kind: change.Kind, Entity: change.Entity, Fields: change.Fields,
	}
	if change.Undoes != "" {
		record.Undoes = &change.Undoes
	}
	if record.Fields == nil {
		record.Fields = annotate.Fields{}
	}
	lead := ",\n"
	if p.n == 1 {
		lead = "[\n"
	}
	p.c.printf("%s", lead)
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

// fieldList writes fields for a person, each shortened.
func fieldList(f annotate.Fields) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		value := "–"
		if v := f[name]; v != nil {
			value = short(fmt.Sprint(v), 40)
		}
		parts = append(parts, name+"="+value)
	}
	return strings.Join(parts, "  ")
}
