package foreign

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	example = "This domain is established to be used for illustrative examples in documents. You may use this domain in examples without prior coordination or asking for permission."
	newer   = "This domain is for use in illustrative examples in documents. You may use this domain in literature without prior coordination or asking for permission."
)

// record makes a record of a web archive: lines of its head, and what is in it.
func record(kind, address, lines, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-03-01T12:30:15Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, lines, len(block), block)
}

func response(address, head, body string) string {
	return record("response", address, "Content-Type: application/http;msgtype=response\r\n", "HTTP/1.1 200 OK\r\n"+head+"\r\n\r\n"+body)
}

func bridge(says string) string {
	return "<html><head><title>The bridge</title></head><body><h1>The bridge is " + says + "</h1><p>The bridge is " + says + ", the port said on Thursday, and will be so till spring at the least.</p></body></html>"
}

func zipped(pieces ...[]byte) []byte {
	var out bytes.Buffer
	for _, p := range pieces {
		z := gzip.NewWriter(&out)
		_, _ = z.Write(p)
		z.Close()
	}
	return out.Bytes()
}

// pagesIn lists the articles of an archive by address and heading, and its notes.
func pagesIn(found []Article) (list []string) {
	for _, a := range found {
		if a.text != "" {
			list = append(list, strings.TrimPrefix(a.URL, "https://quay.example")+" "+strings.TrimPrefix(a.Title, "The bridge is "))
		}
		list = append(list, a.Notes...)
	}
	return list
}

const asHTML = "Content-Type: text/html"

// Of an archive each page that holds an article becomes one, however it was sent
// and whatever stands around it.
func TestWARC(t *testing.T) {
	chunks := func(s string) string {
		return fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 10, s[:10], len(s)-10, s[10:])
	}
	page := response("https://quay.example/1", asHTML, bridge("shut"))
	other := response("https://quay.example/2", asHTML, bridge("open"))
	digest := "WARC-Payload-Digest: sha1:A\r\n"
	first := record("response", "https://quay.example/1", digest, "HTTP/1.1 200 OK\r\n"+asHTML+"\r\n\r\n"+bridge("shut"))
	for name, c := range map[string]struct {
		source string
		want   []string
	}{
		"plain":        {page + other, []string{"/1 shut", "/2 open"}},
		"by record":    {string(zipped([]byte(page), []byte(other))), []string{"/1 shut", "/2 open"}},
		"in one piece": {string(zipped([]byte(page + other))), []string{"/1 shut", "/2 open"}},
		"around":       {record("warcinfo", "", "", "software: x") + record("request", "https://quay.example/1", "", "GET / HTTP/1.1\r\n\r\n") + page, []string{"/1 shut"}},
		"chunked":      {response("https://quay.example/1", asHTML+"\r\nTransfer-Encoding: chunked", chunks(bridge("shut"))), []string{"/1 shut"}},
		"said chunked": {response("https://quay.example/1", asHTML+"\r\nTransfer-Encoding: chunked", bridge("shut")), []string{"/1 shut"}},
		"gzip":         {response("https://quay.example/1", asHTML+"\r\nContent-Encoding: gzip", string(zipped([]byte(bridge("shut"))))), []string{"/1 shut"}},
		"both":         {response("https://quay.example/1", asHTML+"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", chunks(string(zipped([]byte(bridge("shut")))))), []string{"/1 shut"}},
		"said gzip":    {response("https://quay.example/1", asHTML+"\r\nContent-Encoding: gzip", bridge("shut")), []string{"/1 shut"}},
		"said brotli":  {response("https://quay.example/1", asHTML+"\r\nContent-Encoding: br", bridge("shut")), []string{"/1 shut"}},
		"brotli":       {page + response("https://quay.example/2", asHTML+"\r\nContent-Encoding: br", "\x1b\x00"), []string{"/1 shut", "1 page in it is packed in a way that cannot be unpacked"}},
		"resource":     {record("resource", "<https://quay.example/1#top>", "Content-Type: text/html\r\n", bridge("shut")), []string{"/1 shut"}},
		"folded":       {strings.Replace(page, "WARC-Target-URI: ", "warc-target-uri:\r\n  ", 1), []string{"/1 shut"}},
		"no page": {page + response("https://quay.example/2", "Content-Type: text/css", bridge("open")) + record("response", "https://quay.example/3", "", "HTTP/1.1 404 Not Found\r\n"+asHTML+"\r\n\r\n"+bridge("open")) +
			response("https://quay.example/4", asHTML, "<p>"), []string{"/1 shut"}},
		"unnamed":        {response("https://quay.example/1", "Server: x", bridge("shut")), []string{"/1 shut"}},
		"character set":  {response("https://quay.example/1", asHTML+"; charset=windows-1251", strings.ReplaceAll(bridge("shut"), "shut", "\xe7\xe0\xea\xf0\xfb\xf2")), []string{"/1 закрыт"}},
		"same again":     {first + record("revisit", "https://quay.example/1", digest, ""), []string{"/1 shut"}},
		"elsewhere too":  {first + record("revisit", "https://quay.example/9", digest, ""), []string{"/1 shut", "/9 shut"}},
		"not here":       {page + record("revisit", "https://quay.example/9", digest, ""), []string{"/1 shut", "1 page is only mentioned in it, as the same as in another archive"}},
		"rubbish":        {"WARC/1.0\r\nWARC-Type: response\r\n\r\nwhat is this\r\n" + page + "and this\r\nis more\r\n" + other, []string{"/1 shut", "/2 open", "2 records in it are damaged, and were left out"}},
		"cut off":        {page + other[:len(other)-100], []string{"/1 shut", "1 record in it is damaged, and was left out"}},
		"damaged piece":  {string(zipped([]byte(page))) + "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff" + string(zipped([]byte(other))), []string{"/1 shut", "/2 open", "1 record in it is damaged, and was left out"}},
		"between pieces": {string(zipped([]byte(page))) + "between" + string(zipped([]byte(other))), []string{"/1 shut", "/2 open", "1 record in it is damaged, and was left out"}},
		"half a piece":   {string(zipped([]byte(page), []byte(other))[:len(zipped([]byte(page)))+120]), []string{"/1 shut", "1 record in it is damaged, and was left out"}},
	} {
		t.Run(name, func(t *testing.T) {
			kind, what, _ := KindOf("a.gz", []byte(c.source))
			if kind != WARC || what != "" {
				t.Fatalf("it is %q %s", kind, what)
			}
			found, err := Read(About{Kind: kind}, []byte(c.source))
			if got := pagesIn(found); err != nil || strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
	found, err := Read(About{Kind: WARC}, []byte(page))
	if err != nil || !found[0].Captured.Equal(time.Date(2024, 3, 1, 12, 30, 15, 0, time.UTC)) || string(found[0].original) != bridge("shut") {
		t.Errorf("captured %v, of %q, %v", found[0].Captured, found[0].original, err)
	}
}

// What an archive may hold and what it unpacks to has bounds.
func TestHostileWARC(t *testing.T) {
	bomb := record("resource", "https://quay.example/1", "", strings.Repeat(" ", mostOfOne+1))
	for name, c := range map[string]struct{ source, says string }{
		"bomb":    {string(zipped([]byte(bomb))), "larger than a web archive may be"},
		"inside":  {response("https://quay.example/1", asHTML+"\r\nContent-Encoding: gzip", string(zipped([]byte(bridge("shut")+strings.Repeat(" ", mostOfOne))))), "cannot be unpacked"},
		"empty":   {"WARC/1.0\r\n\r\n", "without a page that holds an article: 1 record"},
		"length":  {"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "without a page that holds an article: 1 record"},
		"longer":  {"WARC/1.0\r\nContent-Length: 9999999999\r\n\r\n", "without a page that holds an article: 1 record"},
		"records": {strings.Repeat("WARC/1.0\r\nContent-Length: 0\r\n\r\n", mostRecords+1), "more than 100000 records"},
		"line":    {"WARC/1.0\r\n" + strings.Repeat("x", 1<<20), "without a page"},
		"pieces":  {string(zipped([]byte("WARC/1.0\r\n"))) + strings.Repeat("\x1f\x8b\x08\x00", mostDamaged+10), "no record in it is whole"},
	} {
		_, err := Read(About{Kind: WARC}, []byte(c.source))
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// Of many pages some are read at a time, and none twice or never.
func TestWARCInTurns(t *testing.T) {
	const n = 2*pagesAtOnce + 7
	var all strings.Builder
	for i := range n {
		all.WriteString(response(fmt.Sprintf("https://quay.example/%d", i), asHTML, bridge(fmt.Sprint("no. ", i))))
	}
	after, turns := 0, 0
	var got []string
	for {
		found, err := Read(About{Kind: WARC, After: after}, []byte(all.String()))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, pagesIn(found)...)
		turns++
		last := found[len(found)-1]
		if last.More == 0 {
			break
		}
		after = last.More
	}
	if len(got) != n || turns != 3 || !strings.HasPrefix(got[n-1], fmt.Sprintf("/%d ", n-1)) || !strings.HasPrefix(got[pagesAtOnce], fmt.Sprintf("/%d ", pagesAtOnce)) {
		t.Errorf("%d articles in %d turns: %q", len(got), turns, got[max(0, len(got)-3):])
	}
}

// Of a WACZ file the pages that it lists are read, and where they lead; all where
// it lists none that are in it.
func TestWACZ(t *testing.T) {
	moved := record("response", "https://quay.example/old", "", "HTTP/1.1 301 Moved\r\nLocation: /1\r\n\r\n")
	a := moved + response("https://quay.example/1", asHTML, bridge("shut")) + response("https://ads.example/", asHTML, bridge("sold"))
	b := string(zipped([]byte(response("https://quay.example/2", asHTML, bridge("open")))))
	for _, c := range []struct {
		pages string
		want  string
	}{
		{`{"format":"json-pages-1.0"}` + "\n" + `{"id":"x","url":"https://quay.example/2#a","title":"\"url\": no"}` + "\n", "/2 open"},
		{`{"url":"https://quay.example/old"}`, "/1 shut"},
		{`{"url":"https://quay.example/none"}`, "/1 shut|https://ads.example/ sold|/2 open"},
		{"", "/1 shut|https://ads.example/ sold|/2 open"},
	} {
		source := packed(t, "datapackage.json", "{}", "archive/a.warc", a, "archive/b.warc.gz", b, "pages/pages.jsonl", c.pages)
		kind, _, _ := KindOf("a.wacz", source)
		found, err := Read(About{Kind: kind}, source)
		if got := strings.Join(pagesIn(found), "|"); err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.pages, got, err, c.want)
		}
	}
}

// What was read comes out of the body of an answer as it went in, and no other
// numbers are believed.
func TestOriginals(t *testing.T) {
	body := []byte("onetwothree")
	got, err := Originals([]Article{{Length: 3, Original: 5}, {Length: 3}}, body)
	if err != nil || string(got[0]) != "three" || got[1] != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range [][]Article{{{Length: 3, Original: 9}}, {{Length: 99, Original: 1}}, {{Length: 3, Original: -1}}, {{Length: 1 << 62}, {Length: 1 << 62}, {Original: 1}}} {
		if _, err := Originals(bad, body); err == nil {
			t.Errorf("%+v is believed", bad)
		}
	}
}
