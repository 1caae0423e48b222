package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// published are schemas and contexts that others wrote. They are no part of the project:
// they are taken from a folder that has them, else from where they are published, and
// only these bytes are.
var published = map[string]struct{ from, sha256 string }{
	"refi-qda/Project.xsd":       {"http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd", "77608205d5c17c6a60f75e771dd825d8e36eb7db24f8fe7cb86d47e70f83c0f5"},
	"refi-qda/Codebook.xsd":      {"http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd", "bc4706a6fdb736cc3248de1753366f2b1f5b13e6828d319cea2874deb7e61b52"},
	"tei/tei_all-4.12.0.rng":     {"https://tei-c.org/Vault/P5/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng", "b0f115095ead2ccc6933aa3365c6f4a82cba3b2ec7eee7f76bb616d7a63b7e48"},
	"w3c-annotation/anno.jsonld": {"https://www.w3.org/ns/anno.jsonld", "48c6e5e80f86bb1bf812233d13e70fab8b19516ac4e57e1e4576473f0bbd062e"},
}

// mostPublished is how large one may be, in bytes.
const mostPublished = 16 << 20

var fetching sync.Mutex

// fetch returns the path of a published file: in the first folder that has it, else in the
// last, into which it is brought.
func fetch(name string, folders ...string) (string, error) {
	fetching.Lock()
	defer fetching.Unlock()
	want := published[name]
	path := ""
	for _, folder := range folders {
		path = filepath.Join(folder, filepath.FromSlash(name))
		if b, err := os.ReadFile(path); err == nil && hash(b) == want.sha256 {
			return path, nil
		}
	}
	client := http.Client{Timeout: 20 * time.Second}
	r, err := client.Get(want.from)
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(io.LimitReader(r.Body, mostPublished))
	switch {
	case err != nil:
		return "", err
	case r.StatusCode != http.StatusOK:
		return "", fmt.Errorf("%s: %s", want.from, r.Status)
	case hash(b) != want.sha256:
		return "", fmt.Errorf("%s: it is not the file that is known here", want.from)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return "", err
	}
	return path, os.WriteFile(path, b, 0o666)
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
