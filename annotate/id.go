package annotate

import (
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// ID names one entity, change or action: a UUID in its canonical lower-case
// form, random save where a comment says otherwise. The empty ID names nothing.
type ID string

// MinPrefix is the least number of characters of an ID by which a person may
// name an entity.
const MinPrefix = 8

// ErrBadID is returned by [ParseID] for what is not a UUID.
var ErrBadID = errors.New("not a UUID")

// NewID returns a fresh random ID (UUID version 4). Random rather than
// time-ordered, so that a prefix of 8 characters tells entities apart that
// were made in the same minute.
func NewID() ID { return ID(uuid.New().String()) }

// ParseID checks that s is a UUID in its canonical form of 36 characters and
// returns it in lower case, or [ErrBadID].
func ParseID(s string) (ID, error) {
	if len(s) != 36 {
		return "", ErrBadID
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return "", ErrBadID
	}
	return ID(u.String()), nil
}

// namespace is the UUID under which names become ids (UUID version 5).
var namespace = uuid.MustParse("0c4f6c9e-5d1b-4b7e-9a3f-6f1d2f6f8a11")

// SettingID is the id of the project's setting with that name.
func SettingID(name string) ID {
	return ID(uuid.NewSHA1(namespace, []byte("setting\x00"+name)).String())
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

// Has tells whether an id is in the list.
func (s IDs) Has(id ID) bool { return id != "" && slices.Contains(s.List(), id) }

func (s IDs) valid() bool {
	list := s.List()
	for _, id := range list {
		if parsed, err := ParseID(string(id)); err != nil || parsed != id {
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
