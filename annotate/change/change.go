package change

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Version is the number of the rules by which this program writes changes: it
// stands first under the hash of each.
const Version = 1

// Life is the register that brings an entity into the project and takes it
// out.
const Life = "life"

// Change is one recorded decision. All that stands here is shared by all
// copies, and under the hash that is its ID.
type Change struct {
	ID      ID
	Version int
	Person  ID    // who made it: a key, not a name
	Copy    ID    // in which copy of the project
	Number  int64 // there, from 1 without holes
	Clock   Clock
	First   int64 // number of the first change of the same action, up to Number
	Did     Did
	// Entity is what it changes. The making of an entity that has no name of
	// its own gives it the change's own id.
	Entity Ref
	Own    bool // Entity.ID is the change's own
	// Sets holds what it sets registers to, in the order of their names.
	Sets []Field
	// Over holds the heads of the registers that it sets, as its maker had
	// them, in order.
	Over []ID
	// Saw tells what else its maker had: see [Saw].
	Saw Saw
	// Takes holds what it takes back, in the order of the ids.
	Takes []Taking
	// More holds attributes of later versions, in the order of their names.
	More []Field

	// Seed is what the salts of its texts follow from, nil in a copy from which
	// texts are withheld: then Salts has those of the texts that are here, by
	// the paths of their values.
	Seed  *[16]byte
	Salts map[string][16]byte
}

// Did says what a person did, as a code and its numbers and entities: words are
// made where it is shown.
type Did struct {
	Code string
	Args []Field // of types Int and Reference, in the order of their names
}

// Taking names a change and the registers of it that are taken back.
type Taking struct {
	Change    ID
	Registers []string // in order
}

// Saw tells what the maker of a removal, a taking back of a making or a
// decision had of the other copies: all up to a number of each, and beyond
// these the changes that bear on the entity. Any change names the removals of
// what its entity hangs on, where its maker knew of them.
type Saw struct {
	Copies []SawCopy // in the order of the copies
	Beyond []ID      // in order
}

// SawCopy is a copy of which all changes up to a number were there.
type SawCopy struct {
	Copy ID
	UpTo int64
}

// Action names the action that a change belongs to: all changes of one copy
// that share First.
func (c *Change) Action() ID { return ActionID(c.Copy, c.First) }

// ActionID names an action of a copy by the number of its first change.
func ActionID(copy ID, first int64) ID {
	return NamedID("action", string(copy), fmt.Sprint(first))
}

// Set returns what the change sets a register to; ok is false where it does
// not set it.
func (c *Change) Set(register string) (v Value, ok bool) {
	for i := range c.Sets {
		if c.Sets[i].Name == register {
			return c.Sets[i].Value, true
		}
	}
	return Value{Type: None}, false
}

// IsMaking tells whether the change brings its entity into the project,
// IsRemoval whether it takes it out.
func (c *Change) IsMaking() bool { v, ok := c.Set(Life); return ok && v.Type == Bool && v.Int == 1 }

// IsRemoval is the counterpart of [Change.IsMaking].
func (c *Change) IsRemoval() bool { v, ok := c.Set(Life); return ok && v.Type == Bool && v.Int == 0 }

// takes tells whether the change takes back a register of another.
func (c *Change) takes(id ID, register string) bool {
	for i := range c.Takes {
		if c.Takes[i].Change == id {
			return slices.Contains(c.Takes[i].Registers, register)
		}
	}
	return false
}

// Before orders changes by clock, then by id: of heads the last one stands.
func (c *Change) Before(d *Change) bool { return compare(c, d) < 0 }

func compare(a, b *Change) int { return cmp.Or(cmp.Compare(a.Clock, b.Clock), cmp.Compare(a.ID, b.ID)) }

// ErrForm is the kind of error that [Change.Check] returns.
var ErrForm = errors.New("it is not of the form that changes have")

// Check checks the form of a change, and nothing else: types, names, order,
// bounds, UTF-8, and that the ID is its hash. What the change means to a kind
// of entity is not looked at: what this version does not understand is kept
// and passed on. The error wraps [ErrForm].
func (c *Change) Check() error {
	if why := c.malformed(); why != "" {
		return fmt.Errorf("%w: %s", ErrForm, why)
	}
	id, err := c.hash()
	if err != nil {
		return err
	}
	if id != c.ID {
		return fmt.Errorf("%w: it is not what was recorded under its id", ErrForm)
	}
	return nil
}

func (c *Change) malformed() string {
	switch {
	case c.Version != Version:
		return fmt.Sprintf("version %d", c.Version)
	case !c.Person.Valid() || !c.Copy.Valid():
		return "its person or copy is not an id"
	case c.Number < 1 || c.First < 1 || c.First > c.Number:
		return fmt.Sprintf("number %d of an action from %d", c.Number, c.First)
	case !c.Clock.Valid():
		return fmt.Sprintf("clock %d", c.Clock)
	case c.Seed != nil && !c.Whole():
		return "a seed beside a text that is withheld"
	case !validCode(c.Did.Code):
		return fmt.Sprintf("code %.*q", maxName, c.Did.Code) // of which the word may be a megabyte long
	case !validName(string(c.Entity.Kind)) || !c.Own && !c.Entity.ID.Valid():
		return "its entity is none that can be"
	case len(c.Sets) == 0 && len(c.Takes) == 0:
		return "it does nothing"
	case len(c.Over) > MaxIDs || len(c.Saw.Copies)+len(c.Saw.Beyond) > MaxIDs || len(c.Takes) > MaxIDs:
		return fmt.Sprintf("it names more than %d others", MaxIDs)
	case !inOrder(c.Over) || !inOrder(c.Saw.Beyond):
		return "ids are not in order"
	}
	for _, list := range [][]Field{c.Sets, c.More, c.Did.Args} {
		if why := checkFields(list, false); why != "" {
			return why
		}
	}
	for _, a := range c.Did.Args {
		if a.Type != Int && a.Type != Reference {
			return "its code has words for an argument"
		}
	}
	for i, s := range c.Saw.Copies {
		if !s.Copy.Valid() || s.UpTo < 1 || i > 0 && c.Saw.Copies[i-1].Copy >= s.Copy {
			return "what it saw is not in order"
		}
	}
	for i, t := range c.Takes {
		if !t.Change.Valid() || i > 0 && c.Takes[i-1].Change >= t.Change || len(t.Registers) == 0 || len(t.Registers) > maxNames {
			return "what it takes back is not in order"
		}
		for j, r := range t.Registers {
			if !validName(r) || j > 0 && t.Registers[j-1] >= r {
				return "what it takes back is not in order"
			}
		}
	}
	if v, ok := c.Set(Life); ok && v.Type != Bool {
		return "life is neither true nor false"
	}
	if c.Own && !c.IsMaking() {
		return "only a making names an entity"
	}
	return ""
}

func inOrder(ids []ID) bool {
	for i, id := range ids {
		if !id.Valid() || i > 0 && ids[i-1] >= id {
			return false
		}
	}
	return true
}

// validCode tells whether a code is one or more names with a dot between two.
func validCode(s string) bool {
	if len(s) > maxName || s == "" {
		return false
	}
	from := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '.' {
			if !validName(s[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return true
}
