package store

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestConflicts(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	dir := filepath.Dir(path)
	whole := readFile(t, path)
	q := emptyProjectAt(t, filepath.Join(t.TempDir(), "foreign.claimtrace"), testOptions("Zoe"))
	act, err := q.SetSetting("title", "Another")
	did(t, act, err)
	q.Close()
	stranger := readFile(t, q.Path())
	p := openProject(t, path, testOptions("Anna"))
	pack(t, p, filepath.Join(dir, "winter-for Ben.claimtrace"), PackOptions{})
	pack(t, p, filepath.Join(dir, "winter-BENS.claimtrace"), PackOptions{})
	want := map[string]string{}
	for _, c := range []struct {
		name    string
		content []byte
		service string
		counts  bool
	}{
		{"winter (Anna's conflicted copy 2026-01-31).claimtrace", []byte("x"), "Dropbox", true},
		{"winter (Conflict).claimtrace", []byte("x"), "Dropbox", true},
		{"winter (In Konflikt stehende Kopie von Anna 2026-01-31).claimtrace", whole, "Dropbox", true},
		{"winter (notes of 2026-01-31).claimtrace", []byte("x"), "", false},
		{"winter (conflicted copy 2026-01-31 093012).claimtrace", []byte("x"), "Nextcloud", true},
		{"winter.sync-conflict-20260131-093012-ABCDEF2.claimtrace", []byte("x"), "Syncthing", true},
		{"winter_conflict-20260131-093012.claimtrace", nil, "ownCloud", true},
		{"winter_conf(2).claimtrace", nil, "Google Drive", true},
		{"winter (1).claimtrace", whole, "Google Drive", true},
		{"winter (2).claimtrace", stranger, "", false},
		{"winter 2.claimtrace", whole, "iCloud Drive", true},
		{"winter 3.claimtrace", nil, "", false},
		{"winter-ANNA-PC.claimtrace", whole, "OneDrive", true},
		{"winter-draft.claimtrace", stranger, "", false},
		{"winter.Conflict.CLAIMTRACE", nil, "", true},
		{"winter.claimtrace.conflict", nil, "", false},
		{"winter conflict.txt", nil, "", false},
		{"summer (conflicted copy 2026-01-31 093012).claimtrace", whole, "", false},
	} {
		writeFile(t, filepath.Join(dir, c.name), c.content)
		if c.counts {
			want[filepath.Join(dir, c.name)] = c.service
		}
	}
	hostile := filepath.Join(dir, "winter-HOSTILE.claimtrace")
	writeFile(t, hostile, whole)
	raw(t, hostile, "DROP TABLE change", "CREATE VIEW change AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id AS number FROM n")
	if err := os.Mkdir(filepath.Join(dir, "winter (conflict).claimtrace"), 0o700); err != nil {
		t.Fatal(err)
	}
	list, err := p.Conflicts()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range list {
		got[c.Path] = c.Service
	}
	if !reflect.DeepEqual(got, want) || !slices.IsSortedFunc(list, func(a, b Conflict) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
