// Package fetch gets what stands at an address, as a person would with a browser
// that runs no scripts and keeps nothing: no cookies, no cache, no passwords, and
// no proxy, so that the address that is looked at is the one that is connected to.
//
// Addresses of the local network are refused unless they are allowed. That is
// decided for each connection, by the address that it goes to, so that neither a
// name that resolves to something else the second time nor a redirect gets round it.
package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

// Errors of [Fetcher.Get]. Each error but the context's wraps one.
var (
	ErrLocal = errors.New("an address of the local network")
	ErrFetch = errors.New("it cannot be fetched")
)

// Limits of a fetch.
const (
	mostRedirects = 10
	patience      = 30 * time.Second // without anything coming
	longest       = 5 * time.Minute  // for all of it
)

// agent is what a server is told of who asks.
const agent = "Claimtrace (a program for fact-checkers; it fetches single pages that a person asks for)"

// Page is what was fetched.
type Page struct {
	Address  string // where it was found at last
	Type     string // what the server says it is: the Content-Type
	Bytes    []byte // unpacked
	Captured time.Time
}

// Fetcher gets pages. It is safe for use by several goroutines.
type Fetcher struct {
	client   http.Client
	dialer   net.Dialer
	most     int64 // bytes of a page, unpacked
	patience time.Duration
	longest  time.Duration
	now      func() time.Time
	isLocal  func(netip.Addr) bool
}

// New makes a fetcher of pages of up to so many bytes. Local allows addresses of
// the local network.
func New(local bool, most int64) *Fetcher {
	f := &Fetcher{most: most, patience: patience, longest: longest, now: time.Now, isLocal: isLocal}
	if local {
		f.isLocal = func(netip.Addr) bool { return false }
	}
	f.dialer.Control = f.control
	f.client.Transport = &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return f.dialer.DialContext(ctx, network, address)
		},
		ForceAttemptHTTP2:      true,
		MaxResponseHeaderBytes: 1 << 20,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        patience,
	}
	return f
}

// Close closes the connections that were kept open.
func (f *Fetcher) Close() { f.client.CloseIdleConnections() }

// IsAddress tells of a text that is an address and nothing else, such as one may
// type or paste.
func IsAddress(s string) bool {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, " \t\r\n") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// check says why an address is none that is fetched.
func check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: only addresses that begin with http:// or https:// are", ErrFetch)
	case u.Hostname() == "":
		return fmt.Errorf("%w: the address names no host", ErrFetch)
	case u.User != nil:
		return fmt.Errorf("%w: there is a name or password in the address: leave it out", ErrFetch)
	}
	return nil
}

// errSlow ends what takes too long.
var errSlow = errors.New("too slow")

// Get fetches what stands at an address, after redirects. It returns the context's
// error where that ends first.
func (f *Fetcher) Get(ctx context.Context, address string) (Page, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return Page{}, fmt.Errorf("%w: it is no address", ErrFetch)
	}
	if err := check(u); err != nil {
		return Page{}, err
	}
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	over := time.AfterFunc(f.longest, func() { cancel(errSlow) })
	defer over.Stop()
	still := time.AfterFunc(f.patience, func() { cancel(errSlow) })
	defer still.Stop()
	page, err := f.get(within, u, func() { still.Reset(f.patience) })
	switch {
	case err == nil:
		return page, nil
	case ctx.Err() != nil:
		return Page{}, ctx.Err()
	case context.Cause(within) == errSlow:
		return Page{}, fmt.Errorf("%w: nothing comes from its server any more, or too slowly: try again later", ErrFetch)
	}
	return Page{}, worded(err)
}

// get fetches; came is called when anything comes.
func (f *Fetcher) get(ctx context.Context, u *url.URL, came func()) (Page, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Page{}, fmt.Errorf("%w: it is no address", ErrFetch)
	}
	r.Header.Set("User-Agent", agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8")
	client := f.client
	client.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		came()
		next.Header.Del("Referer")
		for _, b := range before {
			if b.URL.String() == next.URL.String() {
				return fmt.Errorf("%w: it leads round in a circle, as pages do that want cookies: save it with the browser and add that file", ErrFetch)
			}
		}
		if len(before) > mostRedirects {
			return fmt.Errorf("%w: it leads on more than %d times", ErrFetch, mostRedirects)
		}
		return check(next.URL)
	}
	answer, err := client.Do(r)
	if err != nil {
		return Page{}, err
	}
	defer answer.Body.Close()
	came()
	if err := f.answered(answer); err != nil {
		return Page{}, err
	}
	var body bytes.Buffer
	if _, err := io.Copy(&body, &telling{io.LimitReader(answer.Body, f.most+1), came}); err != nil {
		return Page{}, err
	}
	if int64(body.Len()) > f.most {
		return Page{}, f.tooLarge()
	}
	if body.Len() == 0 {
		return Page{}, fmt.Errorf("%w: its server sends an empty page", ErrFetch)
	}
	at := *answer.Request.URL
	at.Fragment, at.RawFragment = "", ""
	return Page{Address: at.String(), Type: answer.Header.Get("Content-Type"), Bytes: body.Bytes(), Captured: f.now().UTC()}, nil
}

func (f *Fetcher) tooLarge() error {
	return fmt.Errorf("%w: it has more than %d MiB", ErrFetch, f.most>>20)
}

// telling tells of each read.
type telling struct {
	io.Reader
	came func()
}

func (t *telling) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	t.came()
	return n, err
}

// answered says why what a server answers is no page.
func (f *Fetcher) answered(a *http.Response) error {
	is := func(words string) error { return fmt.Errorf("%w: %s", ErrFetch, fmt.Sprintf(words, a.StatusCode)) }
	const saved = ": open it in the browser, save the page and add that file"
	switch s := a.StatusCode; {
	case s == http.StatusUnauthorized, s == http.StatusProxyAuthRequired:
		return is("its server wants a password (%d)" + saved)
	case s == http.StatusPaymentRequired:
		return is("it must be paid for (%d)" + saved)
	case s == http.StatusForbidden:
		return is("its server refuses it to programs (%d)" + saved)
	case s == http.StatusNotFound, s == http.StatusGone:
		return is("there is no such page (%d): check the address, or look for it in a web archive")
	case s == http.StatusTooManyRequests:
		return is("its server was asked too often (%d): try again later")
	case s == http.StatusUnavailableForLegalReasons:
		return is("its server may not show it where you are, by law (%d)")
	case s >= 500:
		return is("its server has failed (%d): try again later")
	case s >= 300 && s < 400:
		return is("its server leads on and does not say where to (%d)")
	case s == http.StatusNoContent, s == http.StatusResetContent, s == http.StatusPartialContent, s < 200 || s >= 300:
		return is("its server does not answer with the page (%d)")
	}
	if packed := a.Header.Get("Content-Encoding"); packed != "" && !strings.EqualFold(packed, "identity") {
		return fmt.Errorf("%w: its server sends it packed as %.40q, unasked"+saved, ErrFetch, packed)
	}
	if a.ContentLength > f.most {
		return f.tooLarge()
	}
	kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	if noArticle.MatchString(strings.TrimSpace(kind)) {
		return fmt.Errorf("%w: there is no article, but %.60s", ErrFetch, kind)
	}
	return nil
}

// noArticle matches media types of what articles are not read from.
var noArticle = regexp.MustCompile(`(?i)^(?:(?:image|video|audio|font)/.*|(?:text|application)/(?:json|javascript|css))$`)

// worded puts what went wrong on the way into plain words.
func worded(err error) error {
	if errors.Is(err, ErrLocal) || errors.Is(err, ErrFetch) {
		var on *url.Error
		if errors.As(err, &on) {
			err = on.Err
		}
		var op *net.OpError
		if errors.As(err, &op) {
			err = op.Err
		}
		return err
	}
	is := func(words string) error { return fmt.Errorf("%w: %s", ErrFetch, words) }
	var name *net.DNSError
	var op *net.OpError
	var certificate *tls.CertificateVerificationError
	var alert tls.AlertError
	var record tls.RecordHeaderError
	var broken *url.Error
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return is("there is no host of that name: check the address")
	case errors.As(err, &name):
		return is("the name of its host cannot be looked up: is this machine connected?")
	case errors.As(err, &certificate):
		return is("its server does not prove who it is: " + reason(certificate.Err))
	case errors.As(err, &alert), errors.As(err, &record), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return is("no secure connection comes about with its server: perhaps it has none, and http:// does")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return is("it breaks off before its end: try again")
	case errors.As(err, &op) && op.Op == "dial":
		return is("its server cannot be reached: " + plain(op.Err))
	case errors.As(err, &broken):
		return is("its server does not answer as servers do: " + broken.Err.Error())
	}
	return is("it comes damaged: " + err.Error())
}

// reason says what is wrong with a certificate.
func reason(err error) string {
	var unknown x509.UnknownAuthorityError
	var other x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &unknown):
		return "nobody whom this machine trusts vouches for it"
	case errors.As(err, &other):
		return "its certificate is that of another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has run out, or this machine's clock is wrong"
	}
	return err.Error()
}

// plain is the reason of a failed connection, without what the system call is
// called.
func plain(err error) string {
	var call *os.SyscallError
	if errors.As(err, &call) {
		err = call.Err
	}
	return err.Error()
}
