package change

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

// Type tells what a [Value] is.
type Type byte

// The types of values. There will never be others, so that every copy can
// fold, check and pass on what a later version records.
const (
	None      Type = 'n' // nothing: the register was emptied
	Text      Type = 't'
	Int       Type = 'i' // 64 bits
	Bool      Type = 'b'
	Reference Type = 'r' // an entity, on which the one that holds the value hangs
	List      Type = 'l' // entities that are cited, in the order of their bytes
	Record    Type = 'm' // named values of the other types
)

// Value is what a register holds.
type Value struct {
	Type   Type
	Text   string  // of Text
	Int    int64   // of Int; of Bool 0 or 1
	Ref    Ref     // of Reference
	List   []Ref   // of List
	Fields []Field // of Record, in the order of their names

	// Withheld is set for a text that this copy does not have: the hash that
	// stands for it.
	Withheld *[32]byte
}

// Field is one named value of a record, of a change's registers, or of its
// attributes.
type Field struct {
	Name string
	Value
}

// Fields makes a list of fields in the order of their names.
func Fields(list ...Field) []Field {
	slices.SortFunc(list, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// OfText is a text, or [None] for the empty one.
func OfText(s string) Value {
	if s == "" {
		return Value{Type: None}
	}
	return Value{Type: Text, Text: s}
}

// OfInt is a number.
func OfInt(n int64) Value { return Value{Type: Int, Int: n} }

// OfBool is true or false.
func OfBool(b bool) Value {
	if b {
		return Value{Type: Bool, Int: 1}
	}
	return Value{Type: Bool}
}

// OfRef is a reference, or [None] where the ID is empty.
func OfRef(kind Kind, id ID) Value {
	if id == "" {
		return Value{Type: None}
	}
	return Value{Type: Reference, Ref: Ref{kind, id}}
}

// OfList is a list of references, each once, or [None] where there are none.
func OfList(refs ...Ref) Value {
	if len(refs) == 0 {
		return Value{Type: None}
	}
	list := slices.Clone(refs)
	slices.SortFunc(list, CompareRefs)
	return Value{Type: List, List: slices.Compact(list)}
}

// OfRecord is a record of the fields that hold anything, or [None] where none
// does.
func OfRecord(fields ...Field) Value {
	fields = slices.DeleteFunc(fields, func(f Field) bool { return f.Type == None })
	if len(fields) == 0 {
		return Value{Type: None}
	}
	return Value{Type: Record, Fields: Fields(fields...)}
}

// CompareRefs orders references by the bytes of their kinds, then of their ids.
func CompareRefs(a, b Ref) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) }

// Field returns a value of a record by its name; [None] where it has none.
func (v Value) Field(name string) Value { return find(v.Fields, name) }

func find(fields []Field, name string) Value {
	for _, f := range fields {
		if f.Name == name {
			return f.Value
		}
	}
	return Value{Type: None}
}

// Equal tells whether two values say the same. Texts of which only the hashes
// are here are equal to themselves alone.
func (v Value) Equal(w Value) bool {
	if v.Withheld != nil || w.Withheld != nil {
		return v.Withheld != nil && w.Withheld != nil && *v.Withheld == *w.Withheld
	}
	return v.Type == w.Type && v.Text == w.Text && v.Int == w.Int && v.Ref == w.Ref && slices.Equal(v.List, w.List) &&
		slices.EqualFunc(v.Fields, w.Fields, func(a, b Field) bool { return a.Name == b.Name && a.Equal(b.Value) })
}

// appendKey adds bytes that are the same for equal values, and for no others.
func (v Value) appendKey(b []byte) []byte {
	if v.Withheld != nil {
		return append(append(b, 'w'), v.Withheld[:]...)
	}
	b = appendBytes(append(b, byte(v.Type)), v.Text)
	b = binary.AppendVarint(b, v.Int)
	b = appendBytes(appendBytes(b, string(v.Ref.Kind)), string(v.Ref.ID))
	b = binary.AppendUvarint(b, uint64(len(v.List)))
	for _, r := range v.List {
		b = appendBytes(appendBytes(b, string(r.Kind)), string(r.ID))
	}
	b = binary.AppendUvarint(b, uint64(len(v.Fields)))
	for _, f := range v.Fields {
		b = f.Value.appendKey(appendBytes(b, f.Name))
	}
	return b
}

// HasWithheld tells whether the value, or a part of it, is withheld.
func (v Value) HasWithheld() bool {
	return v.Withheld != nil || slices.ContainsFunc(v.Fields, func(f Field) bool { return f.Withheld != nil })
}

// hangsOn calls f for every single reference in the value.
func (v Value) hangsOn(f func(Ref)) {
	if v.Type == Reference {
		f(v.Ref)
	}
	for _, x := range v.Fields {
		if x.Type == Reference {
			f(x.Ref)
		}
	}
}

// cites calls f for every reference in the lists of the value.
func (v Value) cites(f func(Ref)) {
	for _, r := range v.List {
		f(r)
	}
	for _, x := range v.Fields {
		for _, r := range x.List {
			f(r)
		}
	}
}

// Bounds of a change, for ever. They bound what a hostile file can cost.
const (
	MaxSize  = 1 << 20 // of a change, in bytes of its canonical form and its texts
	MaxIDs   = 1000    // in over, in saw, and in what is taken back
	maxNames = 1000    // registers, attributes, fields of one record, references of one list
	maxName  = 40      // of a register or a kind, in bytes
)

// validName tells whether a name can be that of a kind, register, field or
// attribute: lower-case letters, digits and underscores, a letter first, up to
// 40.
func validName(s string) bool {
	if s == "" || len(s) > maxName || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}

// checkValue tells what is wrong with the form of a value, "" if nothing is.
func checkValue(v Value, inRecord bool) string {
	switch v.Type {
	case None, Int:
	case Bool:
		if v.Int != 0 && v.Int != 1 {
			return "is neither true nor false"
		}
	case Text:
		if v.Withheld == nil && (!utf8.ValidString(v.Text) || strings.IndexByte(v.Text, 0) >= 0) {
			return "is not clean UTF-8 text"
		}
	case Reference:
		return checkRef(v.Ref)
	case List:
		if len(v.List) == 0 || len(v.List) > maxNames {
			return "has too many references, or none"
		}
		for i, r := range v.List {
			if why := checkRef(r); why != "" {
				return why
			}
			if i > 0 && CompareRefs(v.List[i-1], r) >= 0 {
				return "has references that are not in order"
			}
		}
	case Record:
		if inRecord {
			return "is a record in a record"
		}
		if len(v.Fields) == 0 {
			return "is a record of nothing"
		}
		return checkFields(v.Fields, true)
	default:
		return "is of no type that there is"
	}
	return ""
}

func checkRef(r Ref) string {
	if !validName(string(r.Kind)) || !r.ID.Valid() {
		return "refers to nothing that can be"
	}
	return ""
}

func checkFields(fields []Field, inRecord bool) string {
	if len(fields) > maxNames {
		return "has too many names"
	}
	for i, f := range fields {
		if !validName(f.Name) || i > 0 && fields[i-1].Name >= f.Name {
			return "has names that are not in order"
		}
		if why := checkValue(f.Value, inRecord); why != "" {
			return f.Name + " " + why
		}
	}
	return ""
}
