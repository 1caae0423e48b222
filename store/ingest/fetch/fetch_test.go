package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

const most = 1 << 20

var (
	open   = netip.MustParseAddr("127.0.0.1") // stands for the public network
	closed = netip.MustParseAddr("127.0.0.2") // stands for the local one
)

// public is a fetcher to which the loopback address is of the public network, and
// names resolve as names tells, one address after the other.
func public(t *testing.T, names map[string][]netip.Addr) *Fetcher {
	t.Helper()
	f := New(false, most)
	t.Cleanup(f.Close)
	f.isLocal = func(a netip.Addr) bool { return a.Unmap() != open }
	f.client.Transport.(*http.Transport).DisableKeepAlives = true
	var mu sync.Mutex
	f.dialer.Resolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			defer there.Close()
			answerName(there, func(name string) (netip.Addr, bool) {
				mu.Lock()
				defer mu.Unlock()
				list := names[name]
				if len(list) == 0 {
					return netip.Addr{}, false
				}
				if len(list) > 1 {
					names[name] = list[1:]
				}
				return list[0], true
			})
		}()
		return here, nil
	}}
	return f
}

// answerName answers one question for the address of a name.
func answerName(c net.Conn, resolve func(string) (netip.Addr, bool)) {
	var length uint16
	if binary.Read(c, binary.BigEndian, &length) != nil {
		return
	}
	b := make([]byte, length)
	if _, err := io.ReadFull(c, b); err != nil {
		return
	}
	var m dnsmessage.Message
	if m.Unpack(b) != nil {
		return
	}
	q := m.Questions[0]
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	if q.Type == dnsmessage.TypeA {
		if to, ok := resolve(strings.TrimSuffix(q.Name.String(), ".")); ok {
			m.Answers = []dnsmessage.Resource{{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}, Body: &dnsmessage.AResource{A: to.As4()},
			}}
		} else {
			m.RCode = dnsmessage.RCodeNameError
		}
	}
	out, err := m.Pack()
	if err != nil {
		return
	}
	_, _ = c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...))
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// at is the address of a path on a server, by another name for its host.
func at(s *httptest.Server, host, path string) string {
	u, _ := url.Parse(s.URL)
	return "http://" + host + ":" + u.Port() + path
}

// A page comes as it is, unpacked, with the address at which it was found, what the
// server says of it and when; who asks says who it is, and brings nothing along.
func TestGet(t *testing.T) {
	var asked *http.Request
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			http.Redirect(w, r, "/new?id=1", http.StatusMovedPermanently)
		default:
			asked = r
			w.Header().Set("Content-Type", "text/html; charset=windows-1251")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write([]byte("<p>\xcf\xe0\xf3\xe7\xe0</p>"))
			z.Close()
		}
	})
	f := public(t, nil)
	when := time.Date(2026, 1, 29, 21, 0, 0, 0, time.UTC)
	f.now = func() time.Time { return when }
	page, err := f.Get(t.Context(), s.URL+"/old#part")
	if err != nil {
		t.Fatal(err)
	}
	if page.Address != s.URL+"/new?id=1" || page.Type != "text/html; charset=windows-1251" || string(page.Bytes) != "<p>\xcf\xe0\xf3\xe7\xe0</p>" || !page.Captured.Equal(when) {
		t.Errorf("got %+v, %q", page, page.Bytes)
	}
	if asked.UserAgent() != agent || asked.Header.Get("Cookie") != "" || asked.Referer() != "" {
		t.Errorf("the server was told %v", asked.Header)
	}
}

// Whatever a server does instead of giving a page is told in a line.
func TestGetRefused(t *testing.T) {
	done := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/round":
			http.Redirect(w, r, "/trip", http.StatusFound)
		case "/trip":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/on":
			http.Redirect(w, r, "/on?"+r.URL.RawQuery+"1", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/password":
			http.Redirect(w, r, "http://a:b@"+r.Host+"/", http.StatusFound)
		case "/nowhere":
			w.WriteHeader(http.StatusFound)
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 20 {
				_, _ = z.Write(make([]byte, most))
			}
			z.Close()
		case "/large":
			w.Header().Set("Content-Length", fmt.Sprint(most+1))
		case "/endless":
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/short":
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("half of it"))
		case "/chunks":
			c, b, _ := w.(http.Hijacker).Hijack()
			_, _ = b.WriteString("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n")
			b.Flush()
			c.Close()
		case "/torn":
			w.Header().Set("Content-Encoding", "gzip")
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			_, _ = z.Write([]byte("a page"))
			z.Close()
			_, _ = w.Write(packed.Bytes()[:packed.Len()-6])
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			_, _ = w.Write([]byte("?"))
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write([]byte("?"))
		case "/data":
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = w.Write([]byte("{}"))
		case "/empty":
		case "/hangup":
			c, _, _ := w.(http.Hijacker).Hijack()
			c.Close()
		case "/silent":
			<-done
		default:
			var code int
			_, _ = fmt.Sscanf(r.URL.Path, "/%d", &code)
			w.WriteHeader(code)
		}
	})
	defer close(done)
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	defer secure.Close()
	closedDown := httptest.NewServer(http.NotFoundHandler())
	closedDown.Close()
	f := public(t, nil)
	for _, c := range []struct{ address, want string }{
		{s.URL + "/401", "password (401)"}, {s.URL + "/402", "paid for (402)"}, {s.URL + "/403", "refuses it to programs (403): open it in the browser"},
		{s.URL + "/404", "no such page (404)"}, {s.URL + "/410", "no such page (410)"}, {s.URL + "/429", "too often (429)"},
		{s.URL + "/451", "by law (451)"}, {s.URL + "/500", "has failed (500)"}, {s.URL + "/503", "has failed (503): try again"},
		{s.URL + "/418", "does not answer with the page (418)"}, {s.URL + "/204", "does not answer with the page (204)"}, {s.URL + "/nowhere", "leads on and does not say where"},
		{s.URL + "/round", "in a circle"}, {s.URL + "/on", "more than 10 times"},
		{s.URL + "/file", "http:// or https://"}, {s.URL + "/password", "name or password"},
		{s.URL + "/bomb", "more than 1 MiB"}, {s.URL + "/large", "more than 1 MiB"}, {s.URL + "/endless", "more than 1 MiB"},
		{s.URL + "/short", "breaks off"}, {s.URL + "/chunks", "damaged"}, {s.URL + "/torn", "breaks off"},
		{s.URL + "/brotli", `packed as "br"`}, {s.URL + "/picture", "image/png"}, {s.URL + "/data", "but application/json"}, {s.URL + "/empty", "empty page"}, {s.URL + "/hangup", "does not answer as servers do"},
		{secure.URL, "nobody whom this machine trusts"}, {strings.Replace(s.URL, "http:", "https:", 1), "no secure connection"},
		{closedDown.URL, "cannot be reached"}, {"http://nobody.example/", "no host of that name"},
		{"ftp://a.example/", "http:// or https://"}, {"http://a:b@c.example/", "name or password"}, {"http:///x", "no host"}, {"http://%zz/", "no address"},
	} {
		_, err := f.Get(t.Context(), c.address)
		if !errors.Is(err, ErrFetch) || !strings.Contains(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\n") {
			t.Errorf("%s: %v, want it to say %q", c.address, err, c.want)
		}
	}
	f.patience = time.Nanosecond
	if _, err := f.Get(t.Context(), s.URL+"/silent"); !errors.Is(err, ErrFetch) || !strings.Contains(err.Error(), "too slowly") {
		t.Errorf("silent: %v", err)
	}
	f.patience, f.longest = time.Hour, time.Nanosecond
	if _, err := f.Get(t.Context(), s.URL+"/silent"); !errors.Is(err, ErrFetch) || !strings.Contains(err.Error(), "too slowly") {
		t.Errorf("too long: %v", err)
	}
}

// Who stops waiting gets his own error, while the server still sends.
func TestGetStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("the beginning"))
		w.(http.Flusher).Flush()
		stop()
		<-r.Context().Done()
	})
	if _, err := public(t, nil).Get(ctx, s.URL); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

// The local network is refused wherever the way there leads through: an address, a
// name, a name that resolves to something else the second time, a redirect.
func TestGetLocal(t *testing.T) {
	var s *httptest.Server
	reached := 0
	s = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch reached++; r.URL.Path {
		case "/in":
			http.Redirect(w, r, at(s, "intranet.example", "/"), http.StatusFound)
		case "/number":
			http.Redirect(w, r, at(s, closed.String(), "/"), http.StatusTemporaryRedirect)
		case "/six":
			http.Redirect(w, r, at(s, "[::ffff:127.0.0.2]", "/"), http.StatusFound)
		default:
			_, _ = w.Write([]byte("a page"))
		}
	})
	f := public(t, map[string][]netip.Addr{"news.example": {open}, "intranet.example": {closed}, "turning.example": {open, closed}})
	for _, c := range []struct {
		address string
		want    error
		reached int
	}{
		{at(s, "news.example", "/"), nil, 1}, {at(s, "intranet.example", "/"), ErrLocal, 0}, {at(s, closed.String(), "/"), ErrLocal, 0},
		{at(s, "[::1]", "/"), ErrLocal, 0}, {at(s, "news.example", "/in"), ErrLocal, 1}, {at(s, "news.example", "/number"), ErrLocal, 1},
		{at(s, "news.example", "/six"), ErrLocal, 1}, {at(s, "turning.example", "/"), nil, 1}, {at(s, "turning.example", "/"), ErrLocal, 0},
	} {
		reached = 0
		_, err := f.Get(t.Context(), c.address)
		if !errors.Is(err, c.want) || reached != c.reached {
			t.Errorf("%s: %v, and the server was reached %d times", c.address, err, reached)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "an address of the local network (") {
			t.Errorf("%s: %v", c.address, err)
		}
	}
	if _, err := New(false, most).Get(t.Context(), s.URL); !errors.Is(err, ErrLocal) {
		t.Errorf("loopback: %v", err)
	}
	allowed := New(true, most)
	defer allowed.Close()
	if _, err := allowed.Get(t.Context(), s.URL); err != nil {
		t.Errorf("allowed: %v", err)
	}
}

func TestIsLocal(t *testing.T) {
	for _, c := range []struct {
		addresses string
		want      bool
	}{
		{"127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255 0.0.0.0 0.1.2.3 255.255.255.255 224.0.0.1 198.18.0.1 192.0.0.8 240.0.0.1", true},
		{"::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::10.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::1 2002:0a00:0001:: 2001::1", true},
		{"93.184.216.34 1.1.1.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.169.0.1 11.0.0.1", false},
		{"2606:4700::1111 2a00:1450:4001::1 ::ffff:93.184.216.34 64:ff9b::93.184.216.34 2002:5db8:d822::1", false},
	} {
		for _, s := range strings.Fields(c.addresses) {
			if got := isLocal(netip.MustParseAddr(s)); got != c.want {
				t.Errorf("%s: local is %v", s, got)
			}
		}
	}
}

func TestIsAddress(t *testing.T) {
	for s, want := range map[string]bool{
		"https://example.org/a?b#c": true, " http://example.org \n": true, "HTTP://EXAMPLE.ORG": true,
		"example.org": false, "ftp://example.org": false, "https://": false, "see https://example.org": false, "https://example.org and more": false, "": false,
	} {
		if IsAddress(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
