package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/store"
)

// settingWord stands for the project's settings where an entity is named:
// FIELD is then the setting's name.
const settingWord = "setting"

// setHelp lists the fields.
func setHelp() string {
	var b strings.Builder
	b.WriteString("ENTITY is an id, at least 8 characters of one, or a claim's exact statement. FIELD is one of\n")
	for _, kind := range []annotate.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindReviewer} {
		fmt.Fprintf(&b, "  of the %s: %s\n", kind, strings.Join(annotate.FieldNames(kind), ", "))
	}
	b.WriteString("An empty VALUE unsets the field. \"setting title=…\" gives the project its title.")
	return b.String()
}

func set(c *call) func([]string) error {
	return func(words []string) error {
		return c.work(words[0], func(p *store.Project) error {
			pairs, err := c.pairs(words[2:])
			if err != nil {
				return err
			}
			if words[1] == settingWord {
				return c.setSetting(p, pairs)
			}
			ref, err := p.Resolve(words[1])
			if err != nil {
				return err
			}
			a, err := c.setFields(p, ref, pairs)
			if err != nil {
				return err
			}
			if a.Changes == 0 {
				c.say("nothing to change: it stands so already")
			}
			return c.printEntity(p, ref, a)
		})
	}
}

// pair is one FIELD=VALUE.
type pair struct{ name, value string }

func (c *call) pairs(words []string) ([]pair, error) {
	var pairs []pair
	seen := map[string]bool{}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok || name == "" {
			return nil, c.usagef("%s is not FIELD=VALUE", annotate.Quoted(w))
		}
		if seen[name] {
			return nil, c.usagef("%s is set twice", name)
		}
		seen[name] = true
		pairs = append(pairs, pair{name, annotate.Typed(value)})
	}
	return pairs, nil
}

func (c *call) setFields(p *store.Project, ref store.Ref, pairs []pair) (store.Action, error) {
	fields := annotate.Fields{}
	for _, f := range pairs {
		value, statement := f.value, ""
		var err error
		switch {
		case value == "":
		case ref.Kind == annotate.KindAnnotation && f.name == "claim":
			var id annotate.ID
			id, statement, err = claimNamed(p, value)
			value = string(id)
		case ref.Kind == annotate.KindArticle && f.name == "supersedes":
			var article store.Ref
			article, err = p.Resolve(value, annotate.KindArticle)
			value = string(article.ID)
		}
		if err != nil {
			return store.Action{}, err
		}
		if statement != "" {
			if len(pairs) > 1 {
				return store.Action{}, fmt.Errorf("%w %s: a claim is made only where claim is the one field that is set", errNoClaim, annotate.Quoted(statement))
			}
			_, a, err := p.Tie(ref.ID, statement)
			return a, err
		}
		if fields[f.name], err = annotate.ParseField(ref.Kind, f.name, value); err != nil {
			return store.Action{}, err
		}
	}
	if name, ok := fields["name"].(string); ok && ref.Kind == annotate.KindReviewer {
		name = person.CleanName(name)
		fields["name"] = name
		if err := c.rename(ref.ID, name); err != nil {
			return store.Action{}, err
		}
	}
	return p.Set(ref, fields)
}

var errNoClaim = errors.New("there is no claim")

func (c *call) setSetting(p *store.Project, pairs []pair) error {
	if len(pairs) > 1 {
		return c.usagef("set one setting at a time")
	}
	name := pairs[0].name
	if _, err := p.SetSetting(name, pairs[0].value); err != nil {
		return err
	}
	value, err := p.Setting(name)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(settingRecord{annotate.SettingID(name), name, value})
	}
	c.printf("%s: %s\n", name, value)
	return nil
}

type settingRecord struct {
	ID    annotate.ID `json:"id"`
	Name  string      `json:"name"`
	Value string      `json:"value"`
}
