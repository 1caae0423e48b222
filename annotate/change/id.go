package change

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"
)

// ID is a UUID in its canonical lower-case form of 36 characters: of a change,
// an entity, a person or a copy. The empty ID names nothing.
type ID string

// ErrBadID is returned by [ParseID] for what is not a UUID.
var ErrBadID = errors.New("not a UUID")

// ParseID checks that s is a UUID in its canonical form of 36 characters and
// returns it in lower case, or [ErrBadID].
func ParseID(s string) (ID, error) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return "", ErrBadID
	}
	var b [16]byte
	if _, err := hex.Decode(b[:], []byte(s[:8]+s[9:13]+s[14:18]+s[19:23]+s[24:])); err != nil {
		return "", ErrBadID
	}
	return IDOf(b), nil
}

// IDOf writes 128 bits as an ID.
func IDOf(b [16]byte) ID {
	var s [36]byte
	hex.Encode(s[:], b[:4])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:], b[10:])
	return ID(s[:])
}

// Bytes returns the 128 bits of an ID that [ParseID] or [IDOf] gave; zeros for
// anything else.
func (id ID) Bytes() (b [16]byte) {
	if len(id) != 36 {
		return b
	}
	i := 0
	for j := 0; j < 36; j++ {
		if id[j] == '-' {
			continue
		}
		if i >= 32 {
			return b
		}
		b[i/2] = b[i/2]<<4 | digit(id[j])
		i++
	}
	return b
}

func digit(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}

// Valid tells whether the ID is written as [IDOf] writes it.
func (id ID) Valid() bool { return len(id) == 36 && IDOf(id.Bytes()) == id }

// NewID returns a fresh random ID (UUID version 4).
func NewID() ID {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return RandomID(b)
}

// RandomID makes an ID (UUID version 4) of random bytes.
func RandomID(b [16]byte) ID {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return IDOf(b)
}

// NamedID is the ID that follows from names, the same for whoever makes it: a
// UUID version 8 (RFC 9562) of the first 128 bits of SHA-256 over the names,
// each with its length.
func NamedID(names ...string) ID {
	h := sha256.New()
	for _, s := range names {
		h.Write(appendBytes(nil, s))
	}
	return version8(h.Sum(nil))
}

// version8 makes a UUID of the first 128 bits of a hash, less the six that tell
// its version.
func version8(sum []byte) ID {
	b := [16]byte(sum[:16])
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return IDOf(b)
}

// Kind names a kind of entity. The fold knows no list of them.
type Kind string

// Ref names one entity.
type Ref struct {
	Kind Kind
	ID   ID
}

// Clock is what the clock of the machine said when a change was made:
// milliseconds since 1970, from 0 to [LastClock]. Nothing moves it.
type Clock int64

// LastClock is the last millisecond of the year 9999.
const LastClock Clock = 253402300799999

// ClockOf is the clock at a time; the first or the last one for a time before
// or after all clocks.
func ClockOf(t time.Time) Clock { return Clock(min(max(t.UnixMilli(), 0), int64(LastClock))) }

// Valid tells whether the clock can stand in a log.
func (c Clock) Valid() bool { return c >= 0 && c <= LastClock }

// Time is the moment of the clock, in UTC.
func (c Clock) Time() time.Time { return time.UnixMilli(int64(c)).UTC() }
