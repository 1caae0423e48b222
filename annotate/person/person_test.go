package person

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"claimtrace/annotate/change"
)

// secret is the private key of the first test vector of RFC 8032, section 7.1,
// and public its public one.
const (
	secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
	public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
)

func pairOf(t *testing.T, seed string) Pair {
	t.Helper()
	b, err := hex.DecodeString(seed)
	if err != nil {
		t.Fatal(err)
	}
	p, err := FromSeed(b)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Texts and ids are kept in projects for ever.
func TestKey(t *testing.T) {
	p := pairOf(t, secret)
	k := p.Key()
	if hex.EncodeToString(k[:]) != public {
		t.Errorf("the public key is %x", k[:])
	}
	const (
		text = "25njqamc-weflpvkl-73j4szah-hihoc4xt-3ktcgjnp-aingr5yh-kenbq6ab"
		id   = "65bc4529-fd45-878c-bf9a-8f19b4d6546b"
	)
	if k.String() != text || k.Fingerprint() != text[:17] || string(k.ID()) != id || p.ID() != k.ID() {
		t.Errorf("%s, %s, %s, %s", k, k.Fingerprint(), k.ID(), p.ID())
	}
	if parsed, err := ParseKey(text); parsed != k || err != nil {
		t.Errorf("%s, %v", parsed, err)
	}
	if parsed, err := change.ParseID(id); string(parsed) != id || err != nil {
		t.Errorf("the id: %s, %v", parsed, err)
	}
}

// A key is read as it is written, or not at all.
func TestParseKey(t *testing.T) {
	text := pairOf(t, secret).Key().String()
	for i, r := range text {
		for _, other := range alphabet + separator {
			if other == r {
				continue
			}
			changed := text[:i] + string(other) + text[i+1:]
			if k, err := ParseKey(changed); !errors.Is(err, ErrKey) || k != (Key{}) {
				t.Fatalf("%s: %s, %v", changed, k, err)
			}
			if !LooksLikeKey(changed) {
				t.Fatalf("%s does not look like a key", changed)
			}
		}
	}
	for _, s := range []string{
		"", "Mara", strings.ToUpper(text), strings.ReplaceAll(text, "-", ""), " " + text, text + " ", text[1:], text + "a",
		text[:length-9], strings.ReplaceAll(text, "-", "\n"), strings.Repeat("-", length),
	} {
		if k, err := ParseKey(s); !errors.Is(err, ErrKey) || strings.Contains(err.Error(), "\n") || k != (Key{}) {
			t.Errorf("%q: %s, %v", s, k, err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add("25njqamc-weflpvkl-73j4szah-hihoc4xt-3ktcgjnp-aingr5yh-kenbq6ab")
	f.Add("Mara")
	f.Fuzz(func(t *testing.T, s string) {
		if k, err := ParseKey(s); err == nil && (k.String() != s || !LooksLikeKey(s)) {
			t.Errorf("%q is read as %s", s, k)
		}
	})
}

// The text of a key of another kind is told from a mistyped one.
func TestLaterKey(t *testing.T) {
	k := pairOf(t, secret).Key()
	check := checksum(k, version+1)
	plain := encoding.EncodeToString(append(append(k[:], check[:]...), version+1))
	var groups []string
	for i := 0; i < digits; i += group {
		groups = append(groups, plain[i:i+group])
	}
	if _, err := ParseKey(strings.Join(groups, separator)); !errors.Is(err, ErrKey) || !strings.Contains(err.Error(), "latest") {
		t.Error(err)
	}
}

func TestLooksLikeKey(t *testing.T) {
	text := pairOf(t, secret).Key().String()
	for s, want := range map[string]bool{
		text: true, strings.ToUpper(text): true, strings.ReplaceAll(text, "-", ""): true, text[:length-group]: true,
		"Mara": false, "": false, "Anna-Lena": false, "Wolfeschlegelsteinhausenbergerdorff": false, text + " and": false,
		"Jean-Baptiste Emmanuel Zorg-Delacroix": false, text[:17]: false,
	} {
		if LooksLikeKey(s) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}

func TestNew(t *testing.T) {
	p, err := New(bytes.NewReader(bytes.Repeat([]byte{7}, SeedSize)))
	if err != nil || !bytes.Equal(p.Seed(), bytes.Repeat([]byte{7}, SeedSize)) {
		t.Errorf("%x, %v", p.Seed(), err)
	}
	if p, err := New(bytes.NewReader(make([]byte, SeedSize-1))); !errors.Is(err, io.ErrUnexpectedEOF) || p != (Pair{}) {
		t.Errorf("of too few bytes: %v, %v", p, err)
	}
	for _, n := range []int{0, SeedSize - 1, SeedSize + 1} {
		if _, err := FromSeed(make([]byte, n)); !errors.Is(err, ErrSeed) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// A private key comes into no message, whatever it stands in.
func TestPrinting(t *testing.T) {
	p := pairOf(t, secret)
	holder := struct {
		Name string
		Pair Pair
	}{"Mara", p}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{p, &p, holder, []Pair{p}} {
			said := fmt.Sprintf(verb, v)
			if strings.Contains(said, secret[:16]) || strings.Contains(said, "157 97") || strings.Contains(said, "0x9d") {
				t.Errorf("%s of %T says %s", verb, v, said)
			}
		}
	}
	if said := fmt.Sprint(holder); said != "{Mara "+p.Key().String()+"}" {
		t.Error(said)
	}
}

func TestSign(t *testing.T) {
	p, other := pairOf(t, secret), pairOf(t, strings.Repeat("01", SeedSize))
	message := []byte("number 7")
	sig := p.Sign(ForSeal, message)
	if len(sig) != SignatureSize || !bytes.Equal(sig, p.Sign(ForSeal, message)) {
		t.Errorf("%x", sig)
	}
	if err := p.Key().Verify(ForSeal, message, sig); err != nil {
		t.Error(err)
	}
	altered := bytes.Clone(sig)
	altered[3] ^= 1
	for name, err := range map[string]error{
		"another purpose":   p.Key().Verify(ForJoin, message, sig),
		"another message":   p.Key().Verify(ForSeal, []byte("number 8"), sig),
		"another person":    other.Key().Verify(ForSeal, message, sig),
		"an altered one":    p.Key().Verify(ForSeal, message, altered),
		"none":              p.Key().Verify(ForSeal, message, nil),
		"a message moved":   p.Key().Verify(ForSeal+"\x00number", []byte(" 7"), sig),
		"no point of curve": Key{2}.Verify(ForSeal, message, sig),
	} {
		if !errors.Is(err, ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCleanName(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", " \n": "", " Ann\n Lee\x00": "Ann Lee", "Zoe\u0308": "Zoë", "A\xffB": "A\ufffdB", "Mara": "Mara",
	} {
		if got := CleanName(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
