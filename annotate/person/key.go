// Package person says who a person is: a key, not a name. Whoever holds the
// private key is that person, in every project and on every machine; a name is
// something that a person has, that others may have too, and that can change.
//
// The keys are those of Ed25519 (RFC 8032): a person can be made anywhere,
// without asking anybody, and nobody else can be taken for that person.
package person

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"claimtrace/annotate/change"
)

// Key is a person's public key, in the form of RFC 8032, section 5.1.5. The
// zero Key is nobody's.
type Key [ed25519.PublicKeySize]byte

// The text of a key is made as the address of an onion service is (Tor's
// rend-spec-v3, section 6): key, two bytes of a checksum, and a version, which
// are just 56 letters and digits of base32, so that no two texts mean one key.
// They are written in lower case and in groups, to be read out and compared.
const (
	version   = 1
	digits    = 56
	group     = 8
	separator = "-"
	length    = digits + digits/group - 1
	checkSize = 2
)

var (
	encoding = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)

	// ErrKey is returned by [ParseKey] for what is not the text of a key.
	ErrKey = errors.New("not the key of a person")
)

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"

// String is the key's one text: seven groups of eight letters and digits.
func (k Key) String() string {
	check := checksum(k, version)
	plain := encoding.EncodeToString(append(append(k[:len(k):len(k)], check[:]...), version))
	var b strings.Builder
	for i := 0; i < digits; i += group {
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(plain[i : i+group])
	}
	return b.String()
}

// Fingerprint is the beginning of the key's text: two groups, which hold 80
// bits. By it people tell namesakes apart; a key that is to be trusted is
// compared as a whole.
func (k Key) Fingerprint() string { return k.String()[:2*group+len(separator)] }

// ParseKey reads the text of a key as [Key.String] writes it, and nothing else.
// It returns [ErrKey] for a text that is too long or too short, and where a
// letter was mistyped.
func ParseKey(s string) (Key, error) {
	var k Key
	if len(s) != length {
		return k, fmt.Errorf("%w: it has %d groups of %d letters and digits", ErrKey, digits/group, group)
	}
	plain, err := encoding.DecodeString(strings.ReplaceAll(s, separator, ""))
	if err != nil || len(plain) != len(k)+checkSize+1 {
		return k, fmt.Errorf("%w: it has %d groups of %d letters and digits", ErrKey, digits/group, group)
	}
	copy(k[:], plain)
	check, of := plain[len(k):len(k)+checkSize], plain[len(plain)-1]
	switch {
	case checksum(k, of) != [checkSize]byte(check):
		return Key{}, fmt.Errorf("%w: it is mistyped", ErrKey)
	case of != version:
		return Key{}, fmt.Errorf("%w that this version knows: install the latest one", ErrKey)
	case k.String() != s: // its groups are others
		return Key{}, fmt.Errorf("%w: it has %d groups of %d letters and digits", ErrKey, digits/group, group)
	}
	return k, nil
}

// LooksLikeKey tells whether a person who wrote s meant a key, if not a whole
// or a right one, rather than a name.
func LooksLikeKey(s string) bool {
	return len(s) >= length/2 && strings.Trim(strings.ToLower(s), alphabet+separator) == "" && strings.ContainsAny(s, "234567"+separator)
}

// Checksums, ids and what is signed each have a beginning of their own, so that
// what was made for one is never taken for another.
const (
	checksumDomain = "claimtrace person checksum\x00"
	idDomain       = "claimtrace person id\x00"
)

func checksum(k Key, version byte) (check [checkSize]byte) {
	sum := sha256.Sum256(append(append([]byte(checksumDomain), k[:]...), version))
	copy(check[:], sum[:])
	return check
}

// ID is the id of the reviewer whose key this is, the same in every project:
// the first 128 bits of the key's SHA-256 as UUID version 8 (RFC 9562, section
// 5.8).
func (k Key) ID() change.ID {
	sum := sha256.Sum256(append([]byte(idDomain), k[:]...))
	u := uuid.UUID(sum[:16])
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return change.ID(u.String())
}
