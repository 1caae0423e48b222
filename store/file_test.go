package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"claimtrace/store/file"
)

// journalMagic begins a journal that holds something to take back.
const journalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

// database opens the file of a project, whatever its tables.
func database(t testing.TB, path string) *file.File {
	t.Helper()
	f, err := file.Open(t.Context(), "test", path, file.Options{Formats: formats})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// copyBytes copies a file that is no open database.
func copyBytes(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// sumOf is the SHA-256 of a file, in hexadecimal; "" where there is none.
func sumOf(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return hash(b)
}

// trustFile is the one record in a folder of how a file was left.
func trustFile(t testing.TB, data string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(data, "trust", "*.json"))
	if err != nil || len(list) != 1 {
		t.Fatalf("there are records %q, %v", list, err)
	}
	return list[0]
}
