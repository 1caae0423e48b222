package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimtrace/store/ingest/worker"
)

// Each page of a web archive is an article with its own bytes, its address and when
// it was captured, however many there are.
func TestArchives(t *testing.T) {
	const n = 450
	var all strings.Builder
	page := func(i int) string {
		return fmt.Sprintf("<html><head><title>Page %d</title></head><body><h1>Page %[1]d of the archive</h1><p>The bridge is shut for the %[1]dth time, the port said on Thursday.</p></body></html>", i)
	}
	for i := range n {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(i)
		fmt.Fprintf(&all, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/%d\r\nWARC-Date: 2024-03-01T12:30:15Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(block), block)
	}
	dir := write(t, map[string]string{"crawl.warc": all.String() + "WARC/1.1\r\nContent-Length: 7\r\n\r\nhalf", "none.warc": "WARC/1.0\r\nContent-Length: 0\r\n\r\n"})
	b, err := Read(t.Context(), Sources{Paths: []string{dir}})
	if err != nil || b.Len() != n || len(b.Failures) != 1 {
		t.Fatalf("%d articles, failures %v, %v", b.Len(), b.Failures, err)
	}
	for _, i := range []int{0, 1, 200, n - 1} {
		d, _, err := b.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if d.URL != fmt.Sprintf("https://quay.example/%d", i) || string(d.Source) != page(i) || !d.Captured.Equal(time.Date(2024, 3, 1, 12, 30, 15, 0, time.UTC)) ||
			!strings.HasPrefix(d.Text, fmt.Sprintf("The bridge is shut for the %dth time", i)) || d.File != "crawl.warc" {
			t.Errorf("%d: %q at %s, captured %v, of %.30q in %s", i, d.Text, d.URL, d.Captured, d.Source, d.File)
		}
	}
	if notes := strings.Join(b.Notes, "\n"); notes != filepath.Join(dir, "crawl.warc")+": 1 record in it is damaged, and was left out" {
		t.Errorf("notes %q", notes)
	}
	defer func(d time.Duration) { archiveTime = d }(archiveTime)
	archiveTime = 0
	one, err := Read(t.Context(), Sources{Paths: []string{filepath.Join(dir, "crawl.warc")}})
	if err != nil || one.Len() > 0 || len(one.Failures) != 1 || !errors.Is(one.Failures[0], worker.ErrSlow) {
		t.Errorf("an archive of more turns than there is time for: %d articles, failures %v, %v", one.Len(), one.Failures, err)
	}
	if f := b.Failures[0]; !strings.Contains(f.Error(), "none.warc: not a file that articles are read from: a web archive without a page") {
		t.Errorf("failure %v", f)
	}
}
