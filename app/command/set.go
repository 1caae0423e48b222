package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// settingWord stands for the project's settings where an entity is named:
// FIELD is then the setting's name.
const settingWord = "setting"

// setHelp lists the fields.
func setHelp() string {
	var b strings.Builder
	b.WriteString("ENTITY is an id, at least 8 characters of one, or a claim's exact statement. FIELD is one of\n")
	for _, kind := range []annotate.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindCorrection, annotate.KindReviewer} {
		fmt.Fprintf(&b, "  of the %s: %s\n", kind, strings.Join(annotate.FieldNames(kind), ", "))
	}
	b.WriteString("What claimtrace log calls them will do too: the verdict of a claim is what it was resolved as.\nAn empty VALUE unsets the field. " +
		"\"setting title=…\" gives the project its title.")
	return b.String()
}

func set(c *call) func([]string) error {
	override := c.overriding()
	return func(words []string) error {
		pairs, err := c.pairs(words[2:])
		if err != nil {
			return err
		}
		return c.work(words[0], func(p *store.Project) error {
			if words[1] == settingWord {
				return c.setSetting(p, pairs)
			}
			ref, err := resolve(p.View, words[1])
			if err != nil {
				return err
			}
			a, err := c.setFields(p, ref, pairs, *override)
			if err != nil {
				return withOverride(err)
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

func (c *call) setFields(p *store.Project, ref store.Ref, pairs []pair, override bool) (store.Action, error) {
	tie, set := p.Tie, p.Set
	if override {
		tie, set = p.TieOverriding, p.Override
	}
	fields := annotate.Fields{}
	for _, f := range pairs {
		f.name = fieldNamed(ref.Kind, f.name)
		if _, twice := fields[f.name]; twice {
			return store.Action{}, c.usagef("%s is set twice", f.name)
		}
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
		case ref.Kind == annotate.KindClaim && f.name == "evidence":
			value, err = passages(p.View, value)
		}
		if err != nil {
			return store.Action{}, err
		}
		if statement != "" {
			if len(pairs) > 1 {
				return store.Action{}, fmt.Errorf("%w %s: a claim is made only where claim is the one field that is set", errNoClaim, annotate.Quoted(statement))
			}
			_, a, err := tie(ref.ID, statement)
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
	return set(ref, fields)
}

// fieldNamed is the field that a name means: its own, or else that of a
// register or of a part of one, as the log has it.
func fieldNamed(kind annotate.Kind, name string) string {
	spec := annotate.Spec(kind)
	if _, field := spec.Register(name); field != nil {
		return name
	}
	for _, r := range spec.Registers {
		for _, field := range r.Fields {
			if field.Typed && (field.Key == name || field.Key == "" && r.Name == name) {
				return field.Name
			}
		}
	}
	return name
}

// passages turns the names of annotations, with a space between two, into ids.
// A whole id may be that of one that was removed.
func passages(p *store.View, value string) (string, error) {
	var ids []annotate.ID
	for _, word := range strings.Fields(value) {
		id, err := annotate.ParseID(word)
		if err != nil {
			var ref store.Ref
			if ref, err = p.Resolve(word, annotate.KindAnnotation); err != nil {
				return "", err
			}
			id = ref.ID
		}
		ids = append(ids, id)
	}
	return string(annotate.JoinIDs(ids...)), nil
}

var errNoClaim = errors.New("there is no claim")

func (c *call) setSetting(p *store.Project, pairs []pair) error {
	if len(pairs) > 1 {
		return c.usagef("set one setting at a time")
	}
	name := pairs[0].name
	a, err := p.SetSetting(name, pairs[0].value)
	if err != nil {
		return err
	}
	c.didAction(verbs.Of(a.Did), a)
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

// settingOf returns the record of a setting by its id.
func settingOf(p *store.View, id annotate.ID) (settingRecord, error) {
	name, err := p.Name(store.Ref{Kind: annotate.KindSetting, ID: id})
	if err != nil {
		return settingRecord{}, err
	}
	value, err := p.Setting(name)
	return settingRecord{id, name, value}, err
}

// settingRecord is a setting of the project.
type settingRecord struct {
	ID    annotate.ID `json:"id"`
	Name  string      `json:"name"`
	Value string      `json:"value"`
}
