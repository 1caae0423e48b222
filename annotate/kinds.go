package annotate

import (
	"slices"

	"claimtrace/annotate/change"
)

// The kinds of entity.
const (
	KindArticle    Kind = "article"
	KindClaim      Kind = "claim"
	KindAnnotation Kind = "annotation"
	KindCorrection Kind = "correction" // of what was read in a passage
	KindReviewer   Kind = "reviewer"   // a person, by the public key
	KindSetting    Kind = "setting"
	KindJoin       Kind = "join"    // says that two claims, articles or persons are one
	KindProject    Kind = "project" // its making begins every log
)

// Who tells who may change a register.
type Who int

// Who may change a register.
const (
	Anyone Who = iota
	Maker      // the person who made the entity; others only by overriding, which the history shows
	Nobody     // it is set by the making, for good
)

// Type tells what a field holds.
type Type int

// The types of fields, and of what [Fields] holds for each.
const (
	Text         Type = iota // string
	Line                     // string without line breaks
	Natural                  // int from 0
	VerdictType              // string, a [Verdict]
	Reference                // string, an [ID]
	References               // string, [IDs]
	PublicationT             // string, of a [Publication]
	Hash                     // string, 64 lower-case hexadecimal digits
)

// FieldSpec is one field of a kind, as a person sets it and as lists show it: a
// whole register, or one field of a record.
type FieldSpec struct {
	Name     string // in [Fields]
	Key      string // in the record; "" where the register is this one value
	Type     Type
	Kind     Kind // that references are to
	Max      int  // code points of a text, ids of a list; 0 for other types
	Typed    bool // a person may type it
	Required bool
}

// RegisterSpec is one register of a kind: what is set, replaced, taken back and
// restored as a whole.
type RegisterSpec struct {
	Name    string
	Fields  []FieldSpec
	Who     Who
	Decides bool // the change says what its maker had seen
}

// KindSpec is all that the program knows of a kind: the one table. The log
// itself needs no table; it keeps and folds what it does not know.
type KindSpec struct {
	Kind      Kind
	Registers []RegisterSpec
	// Named tells whether the id follows from what the entity is; else it is
	// that of the change that made it.
	Named bool
	// Stays tells whether the entity cannot be removed.
	Stays bool
	// Name says what to call one of the kind, by its fields.
	Name func(Fields) string
}

func line(name string, most int) RegisterSpec {
	return RegisterSpec{Name: name, Fields: []FieldSpec{{Name: name, Type: Line, Max: most, Typed: true}}}
}

// origin says where an entity comes from that was not made in this program: what its
// id follows from.
func origin() RegisterSpec {
	return RegisterSpec{Name: "origin", Who: Nobody, Fields: []FieldSpec{
		{Name: "origin_source", Key: "source", Type: Line, Max: MaxOrigin}, {Name: "origin_id", Key: "id", Type: Text, Max: MaxOrigin},
	}}
}

// MaxOrigin is the length of what an origin holds, in code points.
const MaxOrigin = 300

// MaxQuote is how many code points of a passage its quote holds: of a longer
// one the first and the last half of that many.
const MaxQuote = 300

// Kinds describes every kind, in the order in which they are gone through.
var Kinds = []KindSpec{
	{
		Kind: KindArticle, Named: true,
		Registers: []RegisterSpec{
			{Name: "key", Who: Nobody, Fields: []FieldSpec{
				{Name: "sha256", Key: "sha256", Type: Hash, Max: 64, Required: true}, {Name: "chars", Key: "chars", Type: Natural, Required: true},
				{Name: "key_address", Key: "address", Type: Line, Max: 4000}, {Name: "key_outlet", Key: "outlet", Type: Line, Max: 300},
			}},
			line("title", 1000), line("outlet", 300), line("byline", 1000),
			{Name: "publication", Fields: []FieldSpec{{Name: "published", Type: PublicationT, Max: 40, Typed: true}}},
			{Name: "address", Fields: []FieldSpec{{Name: "url", Type: Line, Max: 4000, Typed: true}}},
			line("language", 40), line("external_id", 1000), line("file", 1000),
			{Name: "captured", Who: Nobody, Fields: []FieldSpec{{Name: "captured", Type: PublicationT, Max: 40}}},
			{Name: "supersedes", Fields: []FieldSpec{{Name: "supersedes", Type: Reference, Kind: KindArticle, Typed: true}}},
			{Name: "note", Fields: []FieldSpec{{Name: "note", Type: Text, Max: 20000, Typed: true}}},
		},
		Name: func(f Fields) string { return first(f, "title", "outlet", "file") },
	},
	{
		Kind: KindClaim,
		Registers: []RegisterSpec{
			{Name: "statement", Fields: []FieldSpec{{Name: "statement", Type: Line, Max: 2000, Typed: true, Required: true}}},
			{Name: "decision", Decides: true, Fields: []FieldSpec{
				{Name: "resolved", Key: "verdict", Type: VerdictType, Typed: true}, {Name: "reason", Key: "reason", Type: Text, Max: 10000, Typed: true},
				{Name: "evidence", Key: "evidence", Type: References, Kind: KindAnnotation, Max: change.MaxIDs, Typed: true},
			}},
			{Name: "note", Fields: []FieldSpec{{Name: "note", Type: Text, Max: 20000, Typed: true}}},
			origin(),
		},
		Name: func(f Fields) string { return first(f, "statement") },
	},
	{
		Kind: KindAnnotation,
		Registers: []RegisterSpec{
			{Name: "place", Who: Maker, Fields: []FieldSpec{
				{Name: "article", Key: "article", Type: Reference, Kind: KindArticle, Required: true},
				{Name: "start", Key: "start", Type: Natural, Typed: true, Required: true}, {Name: "end", Key: "end", Type: Natural, Typed: true, Required: true},
				{Name: "quote", Key: "quote", Type: Text, Max: MaxQuote},
			}},
			{Name: "verdict", Who: Maker, Fields: []FieldSpec{{Name: "verdict", Type: VerdictType, Typed: true, Required: true}}},
			{Name: "tie", Who: Maker, Fields: []FieldSpec{{Name: "claim", Type: Reference, Kind: KindClaim, Typed: true}}},
			{Name: "attribution", Who: Maker, Fields: []FieldSpec{{Name: "attribution", Type: Line, Max: 1000, Typed: true}}},
			{Name: "note", Who: Maker, Fields: []FieldSpec{{Name: "note", Type: Text, Max: 20000, Typed: true}}},
			// The passage of an earlier version of the article that this one was carried over from: its id follows from both.
			{Name: "from", Who: Nobody, Fields: []FieldSpec{{Name: "from", Type: Reference, Kind: KindAnnotation}}},
			origin(),
		},
		Name: func(f Fields) string { return first(f, "quote") },
	},
	{
		// One of no place is about the whole passage. Its words stand in it so that what is
		// right of them can be offered where the same is said, and so that it is no
		// longer believed where other words stand in its place.
		Kind: KindCorrection,
		Registers: []RegisterSpec{
			{Name: "about", Who: Nobody, Fields: []FieldSpec{
				{Name: "annotation", Key: "annotation", Type: Reference, Kind: KindAnnotation, Required: true},
				{Name: "kind", Key: "kind", Type: Line, Max: 40, Required: true}, // of facet
				{Name: "start", Key: "start", Type: Natural, Required: true}, {Name: "end", Key: "end", Type: Natural, Required: true},
				{Name: "words", Key: "words", Type: Text, Max: MaxQuote},
			}},
			{Name: "value", Who: Maker, Fields: []FieldSpec{{Name: "value", Type: Line, Max: 1000, Typed: true, Required: true}}},
		},
		Name: nameOfCorrection,
	},
	{
		Kind: KindReviewer, Named: true, Stays: true,
		Registers: []RegisterSpec{
			{Name: "name", Who: Maker, Fields: []FieldSpec{{Name: "name", Type: Line, Max: 200, Typed: true, Required: true}}},
			{Name: "key", Who: Nobody, Fields: []FieldSpec{{Name: "key", Type: Line, Max: 200}}},
			origin(),
		},
		Name: func(f Fields) string { return first(f, "name") },
	},
	{
		Kind: KindSetting, Named: true, Stays: true,
		Registers: []RegisterSpec{
			{Name: "name", Who: Nobody, Fields: []FieldSpec{{Name: "name", Type: Text, Max: 4000, Required: true}}},
			{Name: "value", Fields: []FieldSpec{{Name: "value", Type: Text, Max: 4000, Typed: true}}},
		},
		Name: func(f Fields) string { return first(f, "name") },
	},
	{
		Kind: KindJoin, Named: true,
		Registers: []RegisterSpec{
			{Name: "pair", Who: Nobody, Fields: []FieldSpec{
				{Name: "a", Key: "a", Type: Reference, Required: true}, {Name: "b", Key: "b", Type: Reference, Required: true},
			}},
		},
		Name: func(f Fields) string { return "" },
	},
	{
		Kind: KindProject, Stays: true,
		Name: func(f Fields) string { return "" },
	},
}

// nameOfCorrection is as in "source of “he said”: Kremlin".
func nameOfCorrection(f Fields) string {
	name := first(f, "kind")
	if words := first(f, "words"); words != "" {
		name += " of “" + words + "”"
	}
	switch value := first(f, "value"); value {
	case "":
		return name
	case Dismissed:
		return name + ": dismissed"
	default:
		return name + ": " + value
	}
}

func first(f Fields, names ...string) string {
	for _, name := range names {
		if s, ok := f[name].(string); ok && s != "" {
			return s
		}
	}
	return ""
}

// Spec returns what is known of a kind, nil for one that this version does not
// know.
func Spec(kind Kind) *KindSpec {
	for i := range Kinds {
		if Kinds[i].Kind == kind {
			return &Kinds[i]
		}
	}
	return nil
}

// Register returns the register of a kind that holds a field, and the field;
// nil where it has none of that name.
func (k *KindSpec) Register(field string) (*RegisterSpec, *FieldSpec) {
	if k == nil {
		return nil, nil
	}
	for i := range k.Registers {
		for j := range k.Registers[i].Fields {
			if k.Registers[i].Fields[j].Name == field {
				return &k.Registers[i], &k.Registers[i].Fields[j]
			}
		}
	}
	return nil, nil
}

// RegisterNamed returns a register by its name, nil where the kind has none.
func (k *KindSpec) RegisterNamed(name string) *RegisterSpec {
	if k == nil {
		return nil
	}
	if i := slices.IndexFunc(k.Registers, func(r RegisterSpec) bool { return r.Name == name }); i >= 0 {
		return &k.Registers[i]
	}
	return nil
}
