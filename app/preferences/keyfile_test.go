package preferences

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

const passphrase = "a blue whale sings"

// written is the key file of a person, made once.
func written(t *testing.T) (Person, string) {
	t.Helper()
	var p Preferences
	mara, err := p.AddPerson("Mara Köhler")
	if err != nil {
		t.Fatal(err)
	}
	content, err := ExportKey(mara, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return mara, string(content)
}

func opened(content, by string) (Person, error) {
	f, err := ReadKey(strings.NewReader(content))
	if err != nil {
		return Person{}, err
	}
	return f.Open(by)
}

// The person who comes out of a file is the one who went in; the secret is in the
// file only as age writes it.
func TestKeyFile(t *testing.T) {
	mara, content := written(t)
	if got, err := opened(content, passphrase); err != nil || got != mara {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := opened(strings.ReplaceAll(content, "\n", "\r\n"), passphrase); err != nil || got != mara {
		t.Errorf("as mail carries it: %v, %v", got, err)
	}
	f, err := ReadKey(strings.NewReader(content))
	if err != nil || f.Name != mara.Name || f.Key != mara.Key().String() {
		t.Errorf("it says %+v, %v", f, err)
	}
	if _, err := opened(content, "a blue whale sleeps"); !errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
	if _, err := opened(content, ""); !errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
	if _, err := ExportKey(mara, "whale"); !errors.Is(err, ErrWeak) {
		t.Error(err)
	}
	by, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	plain := content[strings.Index(content, armor.Header):]
	if _, err := age.Decrypt(armor.NewReader(strings.NewReader(plain)), by); err != nil {
		t.Errorf("to another program that knows age it says: %v", err)
	}
}

// Whatever a byte of the file becomes, it is damage, never another person, nor a
// wrong passphrase.
func TestKeyFileDamaged(t *testing.T) {
	_, content := written(t)
	for i := 0; i < len(content); i++ {
		damaged := []byte(content)
		damaged[i] ^= 1
		if _, err := ReadKey(bytes.NewReader(damaged)); err == nil && !inAbout(content, i) {
			t.Fatalf("with byte %d of %d it is read", i, len(content))
		}
		if _, err := ReadKey(strings.NewReader(content[:i])); err == nil && i < len(content)-1 {
			t.Fatalf("%d bytes of it are read", i)
		}
	}
}

// inAbout tells whether a byte stands in the line for people, which nothing reads.
func inAbout(content string, i int) bool {
	first := strings.IndexByte(content, '\n')
	return i > first && i < first+1+len(keyAbout)
}

// What a stranger wrote is told from what is damaged, and takes no more memory than
// ours.
func TestKeyFileHostile(t *testing.T) {
	_, content := written(t)
	head, _, _ := strings.Cut(content, armor.Header)
	resum := func(secret string) string {
		f, err := ReadKey(strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		return head[:strings.Index(head, keyCheck)] + keyCheck + keySum(f.Name, f.Key, secret) + "\n" + secret
	}
	for name, c := range map[string]struct {
		content string
		want    error
	}{
		"empty":        {"", ErrKeyFile},
		"words":        {"just words\n", ErrKeyFile},
		"endless":      {content + strings.Repeat("x", maxKeyFile), ErrKeyFile},
		"later":        {strings.Replace(content, "version 1", "version 2", 1), ErrKeyLater},
		"another name": {strings.Replace(content, "Mara", "Maria", 1), ErrKeyDamaged},
		"no secret":    {resum(""), ErrKeyDamaged},
		"rubbish":      {resum("rubbish\n"), ErrKeyDamaged},
		"costly":       {resum(armored(t, "age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 19\nC4bEfIe3k8oKCQvhWCmDmCvWjyELUaUwlcNqAnBQpXQ\n--- AfCpRb6qjiUOZOYmQ1jkBaCNlvYmMDiGuQbDFPLRVKk\n0123456789abcdef0123456789abcdef")), ErrKeyDamaged},
	} {
		if _, err := opened(c.content, passphrase); !errors.Is(err, c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func armored(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := armor.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A file is written whole, for its owner alone, and over nothing.
func TestSaveKey(t *testing.T) {
	mara, _ := written(t)
	path := filepath.Join(t.TempDir(), KeyFileName(Person{Name: "Mara / desk"}))
	if filepath.Base(path) != "Mara - desk"+KeyEnding {
		t.Errorf("it is called %s", path)
	}
	if err := SaveKey(path, mara, "whale"); !errors.Is(err, ErrWeak) {
		t.Error(err)
	}
	if err := SaveKey(path, mara, passphrase); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := SaveKey(path, mara, passphrase); !errors.Is(err, os.ErrExist) {
		t.Error(err)
	}
	f, err := OpenKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Open(passphrase); err != nil || got != mara {
		t.Errorf("%v, %v", got, err)
	}
}

// One who comes from elsewhere is at work; a namesake of one's own is not mixed up.
func TestTakeIn(t *testing.T) {
	mara, _ := written(t)
	var p Preferences
	own, err := p.AddPerson(mara.Name)
	if err != nil || p.Choose(own.Key()) != nil {
		t.Fatal(err)
	}
	if _, _, err := p.TakeIn(mara, mara.Name); !errors.Is(err, ErrTaken) || len(p.Persons) != 1 {
		t.Errorf("%v, %d persons", err, len(p.Persons))
	}
	got, again, err := p.TakeIn(mara, "Mara, desk")
	if me, _ := p.Person(); err != nil || again || me.Key() != mara.Key() || got.Name != "Mara, desk" || len(p.Persons) != 2 {
		t.Errorf("%v, %v, %v, at work is %v", got, again, err, me)
	}
	if err := p.Choose(own.Key()); err != nil {
		t.Fatal(err)
	}
	got, again, err = p.TakeIn(mara, "anything")
	if me, _ := p.Person(); err != nil || !again || got.Name != "Mara, desk" || me.Key() != mara.Key() || len(p.Persons) != 2 {
		t.Errorf("again: %v, %v, %v", got, again, err)
	}
}
