package annotate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind names a kind of entity in the log.
type Kind string

// The kinds of entity.
const (
	KindArticle    Kind = "article"
	KindClaim      Kind = "claim"
	KindAnnotation Kind = "annotation"
	KindReviewer   Kind = "reviewer"
	KindSetting    Kind = "setting"
)

// Deleted is the field that every kind has: true is the tombstone that takes
// the entity out of the project, for ever in the log and until undone in view.
const Deleted = "deleted"

// Fields holds the values that a change sets. A value is a string, an int, a
// bool, or nil to unset the field.
type Fields map[string]any

// Change is one recorded decision: who set what to what, when.
type Change struct {
	ID       ID
	Clock    Clock
	Reviewer ID
	Action   ID     // shared by the changes of one user action
	Verb     string // what the user did, for the menu: "tag as disputed"
	Undoes   ID     // the action that this one takes back or does again; "" for others
	Kind     Kind
	Entity   ID
	Fields   Fields
}

// Before tells whether c comes before d in the order that decides who wins:
// by clock, then by id.
func (c Change) Before(d Change) bool {
	return stamp{clock: c.Clock, id: c.ID}.before(stamp{clock: d.Clock, id: d.ID})
}

type valueType int

const (
	typeText    valueType = iota
	typeLine              // text without line breaks
	typeNatural           // int from 0
	typeTrue              // bool
	typeVerdict
	typeRef         // an ID
	typeRefs        // IDs
	typePublication // Publication
	typeHash        // 64 lower-case hexadecimal digits
)

var schema = map[Kind]map[string]valueType{
	KindArticle: {
		"sha256": typeHash, "chars": typeNatural, "title": typeLine, "outlet": typeLine, "byline": typeLine,
		"published": typePublication, "url": typeLine, "language": typeLine, "external_id": typeLine, "file": typeLine,
		"supersedes": typeRef, Deleted: typeTrue,
	},
	KindClaim: {
		"statement": typeLine, "resolved": typeVerdict, "reason": typeText, "evidence": typeRefs, "note": typeText,
		Deleted: typeTrue,
	},
	KindAnnotation: {
		"article": typeRef, "start": typeNatural, "end": typeNatural, "quote": typeText, "prefix": typeText,
		"suffix": typeText, "verdict": typeVerdict, "claim": typeRef, "reviewer": typeRef,
		"attribution": typeLine, "note": typeText, Deleted: typeTrue,
	},
	KindReviewer: {"name": typeLine, Deleted: typeTrue},
	KindSetting:  {"name": typeLine, "value": typeText, Deleted: typeTrue},
}

// untyped lists the fields that nobody types: what an entity is for good, and
// what follows from other fields.
var untyped = map[Kind][]string{
	KindArticle:    {"sha256", "chars"},
	KindAnnotation: {"article", "reviewer", "quote", "prefix", "suffix"},
	KindSetting:    {"name"},
}

// ErrField is the kind of error that [Fields.Check] and [ParseField] return:
// an unknown field, or a value that the field cannot hold.
var ErrField = errors.New("invalid field")

func fieldError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrField, fmt.Sprintf(format, args...))
}

// Check tells whether every field belongs to the kind and holds a value of
// its type. It returns an error that wraps [ErrField].
func (f Fields) Check(kind Kind) error {
	types, ok := schema[kind]
	if !ok {
		return fieldError("there is no kind %q", kind)
	}
	for name, value := range f {
		typ, ok := types[name]
		if !ok {
			return fieldError("%s has no field %q (it has %s)", article(kind), name, strings.Join(FieldNames(kind), ", "))
		}
		if value == nil {
			continue
		}
		if err := typ.check(value); err != nil {
			return fieldError("%s of %s: %v", name, article(kind), err)
		}
	}
	return nil
}

func article(kind Kind) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// FieldNames lists the fields of a kind that a person may type, sorted.
func FieldNames(kind Kind) []string {
	var names []string
	for name := range schema[kind] {
		if name != Deleted && !slices.Contains(untyped[kind], name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// HasField tells whether a kind has a field, one that nobody types included.
func HasField(kind Kind, name string) bool {
	_, ok := schema[kind][name]
	return ok
}

func (t valueType) check(value any) error {
	switch t {
	case typeNatural:
		if n, ok := value.(int); !ok || n < 0 {
			return fmt.Errorf("%v is not a whole number from 0", value)
		}
		return nil
	case typeTrue:
		if _, ok := value.(bool); !ok {
			return fmt.Errorf("%v is neither true nor false", value)
		}
		return nil
	}
	s, ok := value.(string)
	if !ok {
		return fmt.Errorf("%v is not text", value)
	}
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return fmt.Errorf("%q is not clean UTF-8 text", s)
	}
	switch t {
	case typeLine:
		if strings.ContainsAny(s, "\n\r\u2028\u2029") {
			return fmt.Errorf("%q holds a line break", s)
		}
	case typeVerdict:
		if !slices.Contains(Verdicts[:], Verdict(s)) {
			return &VerdictError{Word: s}
		}
	case typeRef:
		if id, err := ParseID(s); err != nil || string(id) != s {
			return fmt.Errorf("%q is not an id", s)
		}
	case typeRefs:
		if !IDs(s).valid() {
			return fmt.Errorf("%q is not a list of ids, each once, with a space between two", s)
		}
	case typePublication:
		switch p, err := ParsePublication(s); {
		case err != nil:
			return err
		case string(p) != s:
			return fmt.Errorf("%q is not written as it should be: %q", s, string(p))
		}
	case typeHash:
		if len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
			return fmt.Errorf("%q is not a SHA-256", s)
		}
	}
	return nil
}

// ParseField reads the value that a person typed for a field; the empty
// string unsets it. It returns an error that wraps [ErrField] for fields that
// the kind does not have or that nobody types, and for values that they
// cannot hold; a [*VerdictError] for a word that is not a verdict.
func ParseField(kind Kind, name, text string) (any, error) {
	typ, ok := schema[kind][name]
	if !ok || name == Deleted || slices.Contains(untyped[kind], name) {
		return nil, fieldError("%s has no field %q that can be set (it has %s)",
			article(kind), name, strings.Join(FieldNames(kind), ", "))
	}
	if text == "" {
		return nil, nil
	}
	text = Typed(text)
	var value any = text
	switch typ {
	case typeNatural:
		var n int
		if err := json.Unmarshal([]byte(text), &n); err != nil {
			return nil, fieldError("%s: %q is not a whole number from 0", name, text)
		}
		value = n
	case typeVerdict:
		v, err := ParseVerdict(text)
		if err != nil {
			return nil, err
		}
		value = string(v)
	case typePublication:
		p, err := ParsePublication(text)
		if err != nil {
			return nil, fieldError("%s: %v", name, err)
		}
		value = string(p)
	}
	if err := typ.check(value); err != nil {
		return nil, fieldError("%s: %v", name, err)
	}
	return value, nil
}
