package annotate

import (
	"slices"
	"strings"

	"claimtrace/annotate/change"
)

// What the log has names for, by the names that the rest of the program uses.
type (
	// ID names one entity, change, action or person: a UUID in its canonical
	// lower-case form.
	ID = change.ID
	// Kind names a kind of entity in the log.
	Kind = change.Kind
	// Ref names one entity.
	Ref = change.Ref
	// Clock is what a machine's clock said, in milliseconds since 1970.
	Clock = change.Clock
)

// MinPrefix is the least number of characters of an ID by which a person may
// name an entity.
const MinPrefix = 8

// ErrBadID is returned by [ParseID] for what is not a UUID.
var ErrBadID = change.ErrBadID

// NewID returns a fresh random ID.
func NewID() ID { return change.NewID() }

// ParseID checks that s is a UUID in its canonical form of 36 characters and
// returns it in lower case, or [ErrBadID].
func ParseID(s string) (ID, error) { return change.ParseID(s) }

// SettingID is the id of the project's setting with that name.
func SettingID(name string) ID { return change.NamedID("setting", name) }

// JoinID is the id of the join of two entities of a kind, in whichever order
// they are named.
func JoinID(kind Kind, a, b ID) ID {
	return change.NamedID("join", string(kind), string(min(a, b)), string(max(a, b)))
}

// CarriedID is the id of an annotation that was carried over to a later version
// of its article: whoever carries it over, it is the same.
func CarriedID(annotation, article ID) ID {
	return change.NamedID("carried", string(annotation), string(article))
}

// ImportedID is the id of what came in from elsewhere, whoever takes it in: of a kind,
// of the source in which its id there is good, and that id.
func ImportedID(kind Kind, source, id string) ID {
	return change.NamedID("imported", string(kind), source, id)
}

// IDs is a list of ids, each once, with a space between two; "" for none.
type IDs string

// JoinIDs makes a list of the ids in their order, each once.
func JoinIDs(ids ...ID) IDs {
	var list []string
	for _, id := range ids {
		if !slices.Contains(list, string(id)) {
			list = append(list, string(id))
		}
	}
	return IDs(strings.Join(list, " "))
}

// List returns the ids in their order.
func (s IDs) List() []ID {
	var list []ID
	for _, word := range strings.Fields(string(s)) {
		list = append(list, ID(word))
	}
	return list
}

// Sorted returns the ids in the order in which the log keeps them; what is no
// such list stays as it is.
func (s IDs) Sorted() IDs {
	if !s.valid() {
		return s
	}
	list := s.List()
	slices.Sort(list)
	return JoinIDs(list...)
}

// Has tells whether an id is in the list.
func (s IDs) Has(id ID) bool { return id != "" && slices.Contains(s.List(), id) }

func (s IDs) valid() bool {
	list := s.List()
	for _, id := range list {
		if !id.Valid() {
			return false
		}
	}
	return JoinIDs(list...) == s
}

// IsPrefix tells whether s could be the beginning of an ID: at least
// [MinPrefix] characters, all of them hexadecimal digits or hyphens.
func IsPrefix(s string) bool {
	return len(s) >= MinPrefix && len(s) <= 36 && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}
