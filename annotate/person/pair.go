package person

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"

	"claimtrace/annotate/change"
)

// SeedSize is the number of bytes of a private key, as RFC 8032 calls it.
const SeedSize = ed25519.SeedSize

// Pair is a person's private key, and with it the public one. It is printed as
// the public one, whatever the verb, so that it does not come into a message or
// a log. The zero Pair is nobody's.
type Pair struct{ seed [SeedSize]byte }

// New makes a person. rand is crypto/rand.Reader but in tests; its errors are
// the only ones.
func New(rand io.Reader) (Pair, error) {
	var p Pair
	if _, err := io.ReadFull(rand, p.seed[:]); err != nil {
		return Pair{}, fmt.Errorf("no key can be made: %w", err)
	}
	return p, nil
}

// ErrSeed is returned by [FromSeed] for what is not a private key.
var ErrSeed = fmt.Errorf("a private key has %d bytes", SeedSize)

// FromSeed is the pair whose private key is given, or [ErrSeed].
func FromSeed(seed []byte) (Pair, error) {
	var p Pair
	if len(seed) != SeedSize {
		return p, ErrSeed
	}
	copy(p.seed[:], seed)
	return p, nil
}

// Seed is the private key, to be kept where only its person can read it.
func (p Pair) Seed() []byte { return p.seed[:] }

// Key is the public key.
func (p Pair) Key() Key { return Key(p.private().Public().(ed25519.PublicKey)) }

// ID is that of [Key.ID].
func (p Pair) ID() change.ID { return p.Key().ID() }

func (p Pair) private() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(p.seed[:]) }

// Format implements [fmt.Formatter].
func (p Pair) Format(s fmt.State, _ rune) { io.WriteString(s, p.Key().String()) }

// Purpose is what a signature is made for. One for another purpose does not
// count, so that nobody can be brought to sign one thing by being shown another.
type Purpose string

// What persons sign.
const (
	ForJoin Purpose = "join" // of two persons who are one: each signs for the other
	ForSeal Purpose = "seal" // over what a copy holds
)

// SignatureSize is the number of bytes of a signature.
const SignatureSize = ed25519.SignatureSize

// Sign signs a message for a purpose. The same message always has the same
// signature.
func (p Pair) Sign(purpose Purpose, message []byte) []byte {
	return ed25519.Sign(p.private(), signed(purpose, message))
}

// ErrSignature is returned by [Key.Verify].
var ErrSignature = errors.New("the signature is not that of this person")

// Verify returns [ErrSignature] unless the key's person signed the message for
// that purpose.
func (k Key) Verify(purpose Purpose, message, signature []byte) error {
	if !ed25519.Verify(k[:], signed(purpose, message), signature) {
		return ErrSignature
	}
	return nil
}

// signed is what stands under a signature. It is plain Ed25519 with a beginning
// of our own rather than the contexts of RFC 8032 (Ed25519ctx), which most other
// programs that could check a seal do not know. No purpose holds a zero byte, so
// no two pairs of purpose and message are the same bytes.
func signed(purpose Purpose, message []byte) []byte {
	return append([]byte("claimtrace signature\x00"+string(purpose)+"\x00"), message...)
}
