package preferences

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"claimtrace/annotate/person"
)

// KeyEnding is that of files that hold a person's key.
const KeyEnding = ".claimtrace-key"

// A key file is for people, too: some lines say what it is and whose, then comes,
// encrypted with a passphrase, the person as the preferences keep one. From the
// line of dashes on it is a file of age, which any program that knows age reads.
const (
	keyBegins  = "Claimtrace key, version 1"
	keyAbout   = "Whoever has this file and its passphrase works, and seals packages, as this person."
	keyWhose   = "Name: "
	keyPublic  = "Key: "
	keyCheck   = "Check: " // of all the rest, by which damage is told from a wrong passphrase
	maxKeyFile = 1 << 16   // bytes
)

// The work that a guess at a passphrase takes, as the power of two that scrypt is
// given: for 17 it is 128 MB, some tenths of a second. What is asked for more than
// the most comes from somebody who wants the memory, not the key.
const (
	keyWork     = 17
	keyMostWork = 18
)

// LeastPassphrase is how many characters a passphrase has, at the least.
const LeastPassphrase = 8

// Why a key file is refused, or not made.
var (
	ErrPassphrase = errors.New("that is not its passphrase")
	ErrKeyFile    = errors.New("it is not the file of a person’s key")
	ErrKeyDamaged = errors.New("the file of the key is damaged: go back to a copy of it")
	ErrKeyLater   = errors.New("the file of the key was written by a later version: install the latest one")
	ErrWeak       = fmt.Errorf("a passphrase has at least %d characters", LeastPassphrase)
)

// ExportKey writes a person down, to be taken to another machine. The error wraps
// [ErrWeak].
func ExportKey(w Person, passphrase string) ([]byte, error) {
	if len([]rune(passphrase)) < LeastPassphrase {
		return nil, ErrWeak
	}
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	to.SetWorkFactor(keyWork)
	content, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	var secret bytes.Buffer
	lines := armor.NewWriter(&secret)
	in, err := age.Encrypt(lines, to)
	if err == nil {
		_, err = in.Write(content)
	}
	if err == nil {
		err = in.Close()
	}
	if err == nil {
		err = lines.Close()
	}
	if err != nil {
		return nil, err
	}
	name := person.CleanName(w.Name)
	check := keySum(name, w.Key().String(), secret.String())
	return fmt.Appendf(nil, "%s\n%s\n%s%s\n%s%s\n%s%s\n%s", keyBegins, keyAbout, keyWhose, name, keyPublic, w.Key(), keyCheck, check, &secret), nil
}

// keySum is of all that a key file says.
func keySum(name, key, secret string) string {
	sum := sha256.Sum256([]byte(name + "\n" + key + "\n" + secret))
	return hex.EncodeToString(sum[:16])
}

// KeyFile is a key file of which the secret was not read yet.
type KeyFile struct {
	Name   string // of the person, as the file says
	Key    string // the public one
	secret string
}

// ReadKey reads what a key file says of itself, from a bounded part of it. The
// error wraps [ErrKeyFile], [ErrKeyLater] or [ErrKeyDamaged].
func ReadKey(from io.Reader) (KeyFile, error) {
	content, err := io.ReadAll(io.LimitReader(from, maxKeyFile+1))
	if err != nil {
		return KeyFile{}, err
	}
	text := strings.ReplaceAll(string(content), "\r\n", "\n") // as mail may carry it
	lines := strings.SplitN(text, "\n", 6)
	family, _, _ := strings.Cut(keyBegins, ",")
	switch {
	case len(content) > maxKeyFile || !strings.HasPrefix(lines[0], family):
		return KeyFile{}, ErrKeyFile
	case strings.HasPrefix(lines[0], family+", version ") && lines[0] != keyBegins:
		return KeyFile{}, ErrKeyLater
	case len(lines) < 6 || lines[0] != keyBegins:
		return KeyFile{}, ErrKeyDamaged
	}
	name, isName := strings.CutPrefix(lines[2], keyWhose)
	key, isKey := strings.CutPrefix(lines[3], keyPublic)
	check, isCheck := strings.CutPrefix(lines[4], keyCheck)
	f := KeyFile{name, key, strings.TrimRight(lines[5], "\n") + "\n"}
	if !isName || !isKey || !isCheck || keySum(f.Name, f.Key, f.secret) != check {
		return KeyFile{}, ErrKeyDamaged
	}
	return f, nil
}

// Open gives the person in the file. The error wraps [ErrPassphrase] or
// [ErrKeyDamaged].
func (f KeyFile) Open(passphrase string) (w Person, err error) {
	if passphrase == "" {
		return w, ErrPassphrase
	}
	by, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return w, err
	}
	by.SetMaxWorkFactor(keyMostWork)
	out, err := age.Decrypt(armor.NewReader(strings.NewReader(f.secret)), by)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return w, ErrPassphrase
	}
	var content []byte
	if err == nil {
		content, err = io.ReadAll(io.LimitReader(out, maxKeyFile))
	}
	if err != nil {
		return w, fmt.Errorf("%w (%w)", ErrKeyDamaged, err)
	}
	if err := json.Unmarshal(content, &w); err != nil {
		return Person{}, fmt.Errorf("%w (%w)", ErrKeyDamaged, err)
	}
	if w.Key().String() != f.Key || w.Name != f.Name {
		return Person{}, fmt.Errorf("%w (it holds another key than it says)", ErrKeyDamaged)
	}
	return w, nil
}

// TakeIn makes a person from elsewhere one of this user's own, under a name, and
// the one at work; again tells that the key was here already, whose name then is
// what it was. The error wraps [ErrName] or [ErrTaken].
func (p *Preferences) TakeIn(w Person, typed string) (taken Person, again bool, err error) {
	if known, err := p.PersonByKey(w.Key()); err == nil {
		return known, true, p.Choose(w.Key())
	}
	name, err := p.freeName(typed, w.Key())
	if err != nil {
		return w, false, fmt.Errorf("%w: give the key that comes another name here", err)
	}
	w.Name = name
	p.Persons = append(p.Persons, w)
	return w, false, p.Choose(w.Key())
}

// SaveKey writes the file of a person's key. Nothing is ever replaced: the error
// wraps fs.ErrExist where something is there, or [ErrWeak].
func SaveKey(path string, w Person, passphrase string) (err error) {
	content, err := ExportKey(w, passphrase)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = cmp.Or(err, f.Close()); err != nil {
		os.Remove(path)
	}
	return err
}

// OpenKey is [ReadKey] for a file.
func OpenKey(path string) (KeyFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return KeyFile{}, err
	}
	defer f.Close()
	k, err := ReadKey(f)
	if err != nil {
		return k, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return k, nil
}

// KeyFileName is what the file of a person's key is called, if nothing else is
// said.
func KeyFileName(w Person) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, w.Name)
	return name + KeyEnding
}
