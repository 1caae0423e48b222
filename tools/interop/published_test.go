package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestFetch(t *testing.T) {
	asked, body := 0, "<schema/>"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Write([]byte(body))
	}))
	defer server.Close()
	const name = "some/schema.xsd"
	published[name] = struct{ from, sha256 string }{server.URL, hash([]byte("<schema/>"))}
	defer delete(published, name)
	shared, kept := t.TempDir(), t.TempDir()
	for range 2 { // the second time it is there
		path, err := fetch(name, shared, kept)
		if b, _ := os.ReadFile(path); err != nil || string(b) != body || path != filepath.Join(kept, "some", "schema.xsd") || asked != 1 {
			t.Fatalf("%s holds %q, asked for %d times, %v", path, b, asked, err)
		}
	}
	body = "<other/>"
	if _, err := fetch(name, shared, t.TempDir()); err == nil {
		t.Error("other bytes than the known ones are taken")
	}
	server.Close()
	if _, err := fetch(name, shared, t.TempDir()); err == nil {
		t.Error("what cannot be had is there")
	}
}
