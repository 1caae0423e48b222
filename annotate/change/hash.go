package change

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// The hash of a change is SHA-256 over its version and then, in the order of
// their names, each value that it has: name, type, length and bytes. It does
// not depend on how a file keeps the change. Of a text not the words are
// hashed there but their own hash, so that they can be withheld and the rest
// still be proved.

// Seal gives a change its id. seed is 16 random bytes, from which the salts of
// its texts follow. The error wraps [ErrForm] for a change that no copy would
// take in.
func (c *Change) Seal(seed [16]byte) error {
	c.Seed, c.Salts = &seed, nil
	if why := c.malformed(); why != "" {
		return fmt.Errorf("%w: %s", ErrForm, why)
	}
	id, err := c.hash()
	if err != nil {
		return err
	}
	if c.ID = id; c.Own {
		c.Entity.ID = id
	}
	return nil
}

// hash works out the id: the first 128 bits of the hash, as UUID version 8.
func (c *Change) hash() (ID, error) {
	h := hashing{c: c, b: make([]byte, 0, 512)}
	h.b = append(h.b, byte(c.Version))
	h.int("action", c.First)
	h.fields("arg/", c.Did.Args)
	h.int("clock", int64(c.Clock))
	h.put("code", 'c', []byte(c.Did.Code))
	h.ids("copy", c.Copy)
	if !c.Own {
		h.ids("entity", c.Entity.ID)
	}
	h.put("kind", 'c', []byte(c.Entity.Kind))
	h.fields("more/", c.More)
	h.int("number", c.Number)
	if len(c.Over) > 0 {
		h.ids("over", c.Over...)
	}
	h.ids("person", c.Person)
	if len(c.Saw.Beyond) > 0 {
		h.ids("saw/beyond", c.Saw.Beyond...)
	}
	if len(c.Saw.Copies) > 0 {
		var b []byte
		for _, s := range c.Saw.Copies {
			id := s.Copy.Bytes()
			b = binary.BigEndian.AppendUint64(append(b, id[:]...), uint64(s.UpTo))
		}
		h.put("saw/copies", 's', b)
	}
	h.fields("sets/", c.Sets)
	if len(c.Takes) > 0 {
		var b []byte
		for _, t := range c.Takes {
			id := t.Change.Bytes()
			b = binary.AppendUvarint(append(b, id[:]...), uint64(len(t.Registers)))
			for _, r := range t.Registers {
				b = appendBytes(b, r)
			}
		}
		h.put("takes", 'k', b)
	}
	if h.missing != "" {
		return "", fmt.Errorf("%w: the salt of %s is missing", ErrForm, h.missing)
	}
	if size := len(h.b) + h.texts; size > MaxSize {
		return "", fmt.Errorf("%w: %d bytes, at most %d", ErrForm, size, MaxSize)
	}
	sum := sha256.Sum256(h.b)
	return version8(sum[:]), nil
}

// hashing is a change while it is written out for its hash.
type hashing struct {
	c       *Change
	b       []byte
	texts   int    // bytes of texts, of which only hashes are in b
	missing string // path of a text whose salt is not known
}

func appendBytes(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func (h *hashing) put(name string, t Type, value []byte) {
	h.b = append(appendBytes(h.b, name), byte(t))
	h.b = append(binary.AppendUvarint(h.b, uint64(len(value))), value...)
}

func (h *hashing) int(name string, n int64) {
	h.put(name, Int, binary.BigEndian.AppendUint64(nil, uint64(n)))
}

func (h *hashing) ids(name string, ids ...ID) {
	b := make([]byte, 0, 16*len(ids))
	for _, id := range ids {
		x := id.Bytes()
		b = append(b, x[:]...)
	}
	h.put(name, 'u', b)
}

func (h *hashing) fields(prefix string, fields []Field) {
	for _, f := range fields {
		h.value(prefix+f.Name, f.Value)
	}
}

func (h *hashing) value(path string, v Value) {
	switch v.Type {
	case Text:
		sum := h.text(path, v)
		h.put(path, Text, sum[:])
	case Int:
		h.int(path, v.Int)
	case Bool:
		h.put(path, Bool, []byte{byte(v.Int)})
	case Reference:
		h.put(path, Reference, appendRef(nil, v.Ref))
	case List:
		var b []byte
		for _, r := range v.List {
			b = appendRef(b, r)
		}
		h.put(path, List, b)
	case Record:
		h.put(path, Record, binary.AppendUvarint(nil, uint64(len(v.Fields))))
		h.fields(path+"/", v.Fields)
	default:
		h.put(path, v.Type, nil)
	}
}

func appendRef(b []byte, r Ref) []byte {
	id := r.ID.Bytes()
	return append(appendBytes(b, string(r.Kind)), id[:]...)
}

// text is the hash that stands for a text: SHA-256 over its salt and its bytes.
func (h *hashing) text(path string, v Value) [32]byte {
	if v.Withheld != nil {
		return *v.Withheld
	}
	h.texts += len(v.Text)
	salt, ok := h.c.salt(path)
	if !ok {
		h.missing = path
	}
	return leaf(salt, v.Text)
}

func leaf(salt [16]byte, s string) [32]byte {
	return sha256.Sum256(append(append(make([]byte, 0, 16+len(s)), salt[:]...), s...))
}

// salt is that of the text at a path: the first 16 bytes of SHA-256 over seed
// and path. Who has some salts cannot work out others without the seed.
func (c *Change) salt(path string) (salt [16]byte, ok bool) {
	if c.Seed == nil {
		salt, ok = c.Salts[path]
		return salt, ok
	}
	sum := sha256.Sum256(append(append(make([]byte, 0, 64), c.Seed[:]...), path...))
	return [16]byte(sum[:16]), true
}

// Withhold returns a copy of the change without the texts that hide names by
// their paths ("sets/note", "sets/place/quote"), which has the same id. It has
// the salts of the texts it shows and never the seed. Where there is nothing to
// hide the change itself is returned.
func (c *Change) Withhold(hide func(path string) bool) *Change {
	any := false
	c.eachText(func(path string, v *Value) { any = any || v.Withheld == nil && hide(path) })
	if !any {
		return c
	}
	d := *c
	d.Sets, d.More = cloneFields(c.Sets), cloneFields(c.More)
	d.Seed, d.Salts = nil, map[string][16]byte{}
	d.eachText(func(path string, v *Value) {
		if v.Withheld != nil {
			return
		}
		salt, _ := c.salt(path)
		if hide(path) {
			sum := leaf(salt, v.Text)
			v.Text, v.Withheld = "", &sum
			return
		}
		d.Salts[path] = salt
	})
	return &d
}

func cloneFields(list []Field) []Field {
	list = slices.Clone(list)
	for i := range list {
		list[i].Fields = slices.Clone(list[i].Fields)
	}
	return list
}

// eachText calls f for every text of the change.
func (c *Change) eachText(f func(path string, v *Value)) {
	for _, x := range []struct {
		prefix string
		list   []Field
	}{{"sets/", c.Sets}, {"more/", c.More}} {
		for i := range x.list {
			v := &x.list[i].Value
			path := x.prefix + x.list[i].Name
			if v.Type == Text {
				f(path, v)
			}
			for j := range v.Fields {
				if v.Fields[j].Type == Text {
					f(path+"/"+v.Fields[j].Name, &v.Fields[j].Value)
				}
			}
		}
	}
}

// Whole tells whether no text of the change is withheld.
func (c *Change) Whole() bool {
	whole := true
	c.eachText(func(_ string, v *Value) { whole = whole && v.Withheld == nil })
	return whole
}

// Complete joins two copies of one change: of each text the one that is there.
// It returns the first where the other adds nothing, or so much that the whole is
// beyond [MaxSize]. Both must have passed [Change.Check] and have the same id.
func Complete(a, b *Change) *Change {
	switch {
	case a.Seed != nil:
		return a
	case b.Seed != nil:
		return b
	}
	missing := map[string]*Value{}
	a.eachText(func(path string, v *Value) {
		if v.Withheld != nil {
			missing[path] = nil
		}
	})
	adds := false
	b.eachText(func(path string, v *Value) {
		if _, ok := missing[path]; ok && v.Withheld == nil {
			missing[path], adds = v, true
		}
	})
	if !adds {
		return a
	}
	d := *a
	d.Sets, d.More, d.Salts = cloneFields(a.Sets), cloneFields(a.More), map[string][16]byte{}
	d.eachText(func(path string, v *Value) {
		if w := missing[path]; v.Withheld != nil && w != nil {
			v.Text, v.Withheld = w.Text, nil
			d.Salts[path] = b.Salts[path]
		} else if v.Withheld == nil {
			d.Salts[path] = a.Salts[path]
		}
	})
	if _, err := d.hash(); err != nil {
		return a
	}
	return &d
}

// SaltsByPath lists the paths of the salts in order, for who writes them down.
func (c *Change) SaltsByPath() []string {
	paths := make([]string, 0, len(c.Salts))
	for p := range c.Salts {
		paths = append(paths, p)
	}
	slices.SortFunc(paths, cmp.Compare[string])
	return paths
}
