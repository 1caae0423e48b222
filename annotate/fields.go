package annotate

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate/change"
)

// Fields holds values by the names of their fields. A value is a string, an
// int, or nil for none.
type Fields map[string]any

// ErrField is the kind of error that [Fields.Check] and [ParseField] return:
// an unknown field, or a value that the field cannot hold.
var ErrField = errors.New("invalid field")

func fieldError(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrField, fmt.Errorf(format, args...))
}

// Check tells whether every field belongs to the kind and holds a value of
// its type and within its bound. It returns an error that wraps [ErrField].
// It is asked where a change is made, never where one is taken in.
func (f Fields) Check(kind Kind) error {
	spec := Spec(kind)
	if spec == nil {
		return fieldError("there is no kind %q", kind)
	}
	for name, value := range f {
		_, field := spec.Register(name)
		if field == nil {
			return fieldError("%s has no field %q (it has %s)", WithArticle(kind), name, strings.Join(FieldNames(kind), ", "))
		}
		if value == nil || value == "" {
			continue
		}
		if err := field.check(value); err != nil {
			return fieldError("%s of %s: %w", name, WithArticle(kind), err)
		}
	}
	return nil
}

// WithArticle puts "a" or "an" before the name of a kind.
func WithArticle(kind Kind) string {
	if kind != "" && strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// FieldNames lists the fields of a kind that a person may type, sorted.
func FieldNames(kind Kind) []string {
	var names []string
	if spec := Spec(kind); spec != nil {
		for _, r := range spec.Registers {
			for _, field := range r.Fields {
				if field.Typed {
					names = append(names, field.Name)
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

func (f FieldSpec) check(value any) error {
	if f.Type == Natural {
		if n, ok := value.(int); !ok || n < 0 {
			return fmt.Errorf("%v is not a whole number from 0", value)
		}
		return nil
	}
	s, ok := value.(string)
	if !ok {
		return fmt.Errorf("%v is not text", value)
	}
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return fmt.Errorf("%q is not clean UTF-8 text", cut(s))
	}
	switch f.Type {
	case Line:
		if strings.ContainsAny(s, "\n\r\u2028\u2029") {
			return fmt.Errorf("%q holds a line break", cut(s))
		}
	case VerdictType:
		if !slices.Contains(Verdicts[:], Verdict(s)) {
			return &VerdictError{Word: cut(s)}
		}
	case Reference:
		if !ID(s).Valid() {
			return fmt.Errorf("%q is not an id", cut(s))
		}
	case References:
		if !IDs(s).valid() {
			return fmt.Errorf("%q is not a list of ids, each once, with a space between two", cut(s))
		}
		if n := len(IDs(s).List()); n > f.Max {
			return fmt.Errorf("%d ids are too many: at most %d", n, f.Max)
		}
		return nil
	case PublicationT:
		if _, err := ParsePublication(s); err != nil {
			return err
		}
	case Hash:
		if len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
			return fmt.Errorf("%q is not a SHA-256", cut(s))
		}
	}
	if n := utf8.RuneCountInString(s); f.Max > 0 && n > f.Max {
		return fmt.Errorf("%d characters are too many: at most %d", n, f.Max)
	}
	return nil
}

// cut shortens what is quoted in an error.
func cut(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// ParseField reads the value that a person typed for a field; the empty
// string unsets it. It returns an error that wraps [ErrField] for fields that
// the kind does not have or that nobody types, and for values that they
// cannot hold; a [*VerdictError] for a word that is not a verdict.
func ParseField(kind Kind, name, text string) (any, error) {
	_, field := Spec(kind).Register(name)
	if field == nil || !field.Typed {
		return nil, fieldError("%s has no field %q that can be set (it has %s)",
			WithArticle(kind), name, strings.Join(FieldNames(kind), ", "))
	}
	if text == "" {
		return nil, nil
	}
	text = Typed(text)
	var value any = text
	switch field.Type {
	case Natural:
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, fieldError("%s: %q is not a whole number from 0", name, cut(text))
		}
		value = n
	case VerdictType:
		v, err := ParseVerdict(text)
		if err != nil {
			return nil, err
		}
		value = string(v)
	case PublicationT:
		p, err := ParsePublication(text)
		if err != nil {
			return nil, fieldError("%s: %w", name, err)
		}
		value = string(p)
	}
	if err := field.check(value); err != nil {
		return nil, fieldError("%s: %w", name, err)
	}
	return value, nil
}

// valueOf turns the value of a field into one of the log.
func (f FieldSpec) valueOf(v any) change.Value {
	switch v := v.(type) {
	case int:
		return change.OfInt(int64(v))
	case string:
		switch {
		case v == "":
		case f.Type == Reference:
			return change.OfRef(f.Kind, ID(v))
		case f.Type == References:
			var refs []Ref
			for _, id := range IDs(v).List() {
				refs = append(refs, Ref{Kind: f.Kind, ID: id})
			}
			return change.OfList(refs...)
		default:
			return change.OfText(v)
		}
	}
	return change.Value{Type: change.None}
}

// read turns a value of the log into that of a field; ok is false for one that
// the field cannot hold, as a later version or a hostile file may have it.
// Bounds are not asked: they may be wider by then.
func (f FieldSpec) read(v change.Value) (value any, ok bool) {
	switch {
	case v.Type == change.None || v.Withheld != nil:
		return nil, true
	case v.Type == change.Int && f.Type == Natural:
		n := int(v.Int)
		return n, n >= 0 && int64(n) == v.Int
	case v.Type == change.Reference && f.Type == Reference:
		return string(v.Ref.ID), f.Kind == "" || v.Ref.Kind == f.Kind
	case v.Type == change.List && f.Type == References:
		ids := make([]ID, 0, len(v.List))
		for _, r := range v.List {
			if r.Kind != f.Kind {
				return nil, false
			}
			ids = append(ids, r.ID)
		}
		return string(JoinIDs(ids...)), true
	case v.Type == change.Text:
		value = v.Text
		switch f.Type {
		case Text:
			return value, true
		case Line, VerdictType, PublicationT, Hash:
			bare := f
			bare.Max = 0
			return value, bare.check(value) == nil
		}
	}
	return nil, false
}

// ReadRegister turns the value of a register into fields, which it adds to f. It
// tells which of them are withheld and whether all could be read.
func (r *RegisterSpec) ReadRegister(v change.Value, f Fields) (withheld []string, ok bool) {
	ok = true
	for _, field := range r.Fields {
		part := v
		if field.Key != "" {
			if part = v.Field(field.Key); v.Type != change.Record && v.Type != change.None {
				ok = false
			}
		}
		if part.Withheld != nil {
			withheld = append(withheld, field.Name)
		}
		value, fine := field.read(part)
		if !fine {
			ok = false
			continue
		}
		if value != nil {
			f[field.Name] = value
		}
	}
	return withheld, ok
}

// RegisterValues turns fields into the values of those registers of a kind that hold
// any of the names, each whole: what f lacks is nothing.
func (k *KindSpec) RegisterValues(f Fields, names []string) []change.Field {
	var list []change.Field
	for i := range k.Registers {
		r := &k.Registers[i]
		if !slices.ContainsFunc(r.Fields, func(x FieldSpec) bool { return slices.Contains(names, x.Name) }) {
			continue
		}
		var v change.Value
		var parts []change.Field
		for _, field := range r.Fields {
			if v = field.valueOf(f[field.Name]); field.Key != "" {
				parts = append(parts, change.Field{Name: field.Key, Value: v})
			}
		}
		if parts != nil {
			v = change.OfRecord(parts...)
		}
		list = append(list, change.Field{Name: r.Name, Value: v})
	}
	return change.Fields(list...)
}
