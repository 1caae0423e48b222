package salvage

import (
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/person"
	"claimtrace/store/tables"
)

// shown is what a row of a derived table shows of an entity. Nothing proves it
// but that it fits what does prove itself: an id that follows from what stands
// there, a quote that is what the text says.
type shown struct {
	annotate.Ref
	fields   annotate.Fields
	hidden   map[string]bool // fields that it does not show: they are withheld, or name what has no id
	reviewer change.ID       // of an annotation or correction
	maker    change.ID       // of a decision
	pair     *change.Value   // of a join
}

// readShown reads a row of a derived table; ok is false for any other, and for
// one that cannot be right.
func (s *salvage) readShown(r row) (x shown, ok bool) {
	if !r.table || s.foreign || len(r.values) == 0 || r.values[0] != nil {
		return x, false
	}
	id := s.id(r.key)
	if id == "" {
		return x, false
	}
	for i := range annotate.Kinds {
		kind := annotate.Kinds[i].Kind
		columns := tables.Layout(kind)
		if len(columns) != len(r.values) || !r.of(string(kind)) {
			continue
		}
		x = shown{Ref: annotate.Ref{Kind: kind, ID: id}, fields: annotate.Fields{}, hidden: map[string]bool{}}
		if s.readColumns(&x, &annotate.Kinds[i], columns, r.values) && s.fits(&x, r.tree == string(kind)) {
			return x, true
		}
	}
	return x, false
}

// readColumns reads the fields of a kind that stand in a row.
func (s *salvage) readColumns(x *shown, spec *annotate.KindSpec, columns []string, values []any) bool {
	if x.Kind == annotate.KindJoin {
		return s.readPair(x, values)
	}
	for i, column := range columns[1:] {
		v := values[i+1]
		switch column {
		case "withheld":
			list, ok := v.(string)
			if !ok {
				return false
			}
			for _, name := range strings.Fields(list) {
				x.hidden[name] = true
			}
			continue
		case "reviewer", "decided_by":
			key, ok := v.(int64)
			if !ok {
				return false
			}
			if column == "reviewer" {
				x.reviewer = s.id(key)
			} else {
				x.maker = s.id(key)
			}
			continue
		case "judged", "decision", "place":
			if !s.readProven(x, spec, map[string]string{"judged": "verdict", "decision": "decision", "place": "place"}[column], v) {
				return false
			}
			continue
		case "public":
			column = "key"
		}
		_, field := spec.Register(column)
		if field == nil {
			continue // it follows from the log
		}
		if !s.readField(x, field, v) {
			return false
		}
	}
	return x.fields.Check(x.Kind) == nil
}

// readProven reads a register from the change that gave it, where the row tells
// which one that was, and it proves itself.
func (s *salvage) readProven(x *shown, spec *annotate.KindSpec, register string, v any) bool {
	key, ok := v.(int64)
	if !ok || !s.proven[key] {
		return ok
	}
	f, err := s.log.Fold(x.Ref)
	if err != nil {
		return false
	}
	id := s.id(key)
	i := slices.IndexFunc(f.Changes(), func(c *change.Change) bool { return c.ID == id })
	if i < 0 {
		return false // it is of another entity
	}
	value, ok := f.Changes()[i].Set(register)
	if !ok {
		return false
	}
	r := spec.RegisterNamed(register)
	for _, field := range r.Fields {
		delete(x.fields, field.Name)
	}
	withheld, ok := r.ReadRegister(value, x.fields)
	for _, name := range withheld {
		x.hidden[name] = true
	}
	return ok
}

// readField reads the value of one field.
func (s *salvage) readField(x *shown, field *annotate.FieldSpec, v any) bool {
	number, isNumber := v.(int64)
	words, isText := v.(string)
	switch field.Type {
	case annotate.Natural:
		x.fields[field.Name] = int(number)
		return isNumber && number >= 0
	case annotate.VerdictType:
		if verdict := tables.Verdict(number); verdict != "" {
			x.fields[field.Name] = string(verdict)
		}
		return isNumber && number >= 0 && number <= int64(len(annotate.Verdicts))
	case annotate.Reference:
		if number != 0 {
			id := s.id(number)
			x.hidden[field.Name] = x.hidden[field.Name] || id == ""
			if id != "" {
				x.fields[field.Name] = string(id)
			}
		}
		return isNumber
	case annotate.References:
		var ids []change.ID
		for _, word := range strings.Fields(words) {
			key, err := strconv.ParseInt(word, 10, 64)
			id := s.id(key)
			if err != nil || id == "" {
				x.hidden[field.Name] = true
				return isText
			}
			ids = append(ids, id)
		}
		if len(ids) > 0 {
			x.fields[field.Name] = string(annotate.JoinIDs(ids...))
		}
		return isText
	}
	if words != "" {
		x.fields[field.Name] = words
	}
	return isText
}

// readPair reads the row of a join.
func (s *salvage) readPair(x *shown, values []any) bool {
	kind, ok := values[1].(string)
	a, isA := values[2].(int64)
	b, isB := values[3].(int64)
	first, second := s.id(a), s.id(b)
	if !ok || !isA || !isB || first == "" || second == "" || first == second || annotate.JoinID(annotate.Kind(kind), first, second) != x.ID {
		return false
	}
	x.fields["a"], x.fields["b"] = string(first), string(second)
	pair := change.OfRecord(change.Field{Name: "a", Value: change.OfRef(annotate.Kind(kind), first)},
		change.Field{Name: "b", Value: change.OfRef(annotate.Kind(kind), second)})
	x.pair = &pair
	return true
}

// fits tells whether what a row shows can be of the entity with its id. sure is
// set where the tree of the table leads to the row; else rows of other tables
// may look the same.
func (s *salvage) fits(x *shown, sure bool) bool {
	text := func(name string) string { v, _ := x.fields[name].(string); return v }
	switch x.Kind {
	case annotate.KindArticle:
		return text("sha256") != ""
	case annotate.KindSetting:
		return annotate.SettingID(text("name")) == x.ID
	case annotate.KindReviewer:
		if key, err := person.ParseKey(text("key")); err == nil {
			return key.ID() == x.ID
		}
		return sure || text("key") == "" && text("name") != "" && s.people[x.ID]
	case annotate.KindAnnotation:
		start, _ := x.fields["start"].(int)
		end, _ := x.fields["end"].(int)
		return start < end && text("verdict") != ""
	case annotate.KindCorrection:
		start, _ := x.fields["start"].(int)
		end, _ := x.fields["end"].(int)
		return (start < end || start == 0 && end == 0) && text("annotation") != "" && slices.Contains(facet.Kinds, facet.Kind(text("kind"))) && (text("value") != "" || x.hidden["value"])
	case annotate.KindProject:
		return sure
	}
	return true
}

// keyed fills in what the id of an article follows from, where it can be found
// out: its address or outlet may have been corrected since.
func (x *shown) keyed() bool {
	sum, _ := x.fields["sha256"].(string)
	url, _ := x.fields["url"].(string)
	outlet, _ := x.fields["outlet"].(string)
	for _, k := range []annotate.ArticleKey{{SHA256: sum, Address: url}, {SHA256: sum, Outlet: outlet}, {SHA256: sum}} {
		if k.ID() == x.ID {
			for name, v := range map[string]string{"key_address": k.Address, "key_outlet": k.Outlet} {
				if delete(x.fields, name); v != "" {
					x.fields[name] = v
				}
			}
			return true
		}
	}
	return false
}
