package foreign

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
	"claimtrace/store/ingest/encodings"
	"claimtrace/store/ingest/webpage"
)

// deepest is how far messages and parts may lie in each other.
const deepest = 8

// mostParts is how many parts of a message are looked at.
const mostParts = 2000

// readMail reads a message, or a page that a browser saved as one.
func readMail(a About, source []byte) ([]Article, error) {
	m, head, err := mailOf(source)
	switch {
	case err != nil:
		return nil, err
	case m.isPage():
		address := m.address(a, head)
		p, err := webpage.Read(m.page, m.pageType, address)
		if err != nil {
			return nil, err
		}
		found := ofPage(p)
		if found.Kind = "saved web page"; found.URL == "" && address != "" {
			found.URL, found.From["url"] = address, "where it was saved from"
		}
		if !m.saved {
			found.Kind = "message"
			about(&found, head)
		}
		return []Article{found}, nil
	case m.text != nil:
		d := encodings.Text(m.text)
		if m.textSet != "" {
			if said, ok := encodings.As(m.text, m.textSet); ok {
				d = said
			}
		}
		found := Article{Kind: "message", Charset: d.Name, Guessed: d.How == encodings.Guessed, text: unflow(d.Text, m.flowed)}
		about(&found, head)
		return []Article{found}, nil
	}
	return nil, errNone
}

// mailOf looks what is of use in a message.
func mailOf(source []byte) (m message, head mail.Header, err error) {
	if bytes.HasPrefix(source, []byte("From ")) { // the line before a message in a mailbox
		_, source, _ = bytes.Cut(source, []byte("\n"))
	}
	head, body, err := mailParts(source)
	if err != nil {
		return m, nil, err
	}
	m.saved = head.Get("Snapshot-Content-Location") != "" || strings.Contains(head.Get("From"), "<Saved by")
	m.look(head, body, 0)
	return m, head, nil
}

// isPage tells whether a page is what is read of it.
func (m message) isPage() bool { return m.page != nil && (m.saved || m.text == nil) }

// address is that of the page.
func (m message) address(a About, head mail.Header) string {
	address := a.Address
	for _, known := range []string{m.pageAt, headerText(head.Get("Snapshot-Content-Location"))} {
		if address == "" && strings.HasPrefix(known, "http") {
			address = known
		}
	}
	return address
}

// mailParts parts head and body. What is no line of a head ends it.
func mailParts(source []byte) (mail.Header, []byte, error) {
	if m, err := mail.ReadMessage(bytes.NewReader(source)); err == nil {
		body, err := io.ReadAll(m.Body)
		return m.Header, body, err
	}
	// A head with a bad line in it: the good ones are read.
	head := textproto.MIMEHeader{}
	last := ""
	r := bufio.NewReader(bytes.NewReader(source))
	for {
		line, err := r.ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			values := head[last]
			values[len(values)-1] += " " + strings.TrimSpace(line)
		} else if name, value, ok := strings.Cut(line, ":"); ok && !strings.ContainsAny(name, " \t") {
			last = textproto.CanonicalMIMEHeaderKey(name)
			head[last] = append(head[last], strings.TrimSpace(value))
		}
		if err != nil {
			break
		}
	}
	if len(head) == 0 {
		return nil, nil, errors.New("not a message that can be read")
	}
	body, err := io.ReadAll(r)
	return mail.Header(head), body, err
}

// message is what is of use in one.
type message struct {
	saved             bool // a page that a browser saved
	text, page        []byte
	textSet, pageType string
	pageAt            string
	flowed            bool
	parts             int
}

// look looks for the text and the page in a part and those in it: the first of
// each.
func (m *message) look(head mail.Header, body []byte, depth int) {
	if m.parts++; m.parts > mostParts || depth > deepest {
		return
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil && kind == "" {
		kind, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(head.Get("Content-Type"))), ";")
	}
	if kind == "" {
		kind = "text/plain"
	}
	if disposition, _, _ := mime.ParseMediaType(head.Get("Content-Disposition")); disposition == "attachment" {
		return
	}
	raw := body
	body = decodeBody(head.Get("Content-Transfer-Encoding"), raw)
	if strings.HasPrefix(kind, "text/") && strange(string(body)) && !strange(string(raw)) {
		body = raw // which it says is coded, and is not
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		boundary := params["boundary"]
		if boundary == "" {
			boundary = guessBoundary(body)
		}
		if boundary == "" {
			return
		}
		parts := multipart.NewReader(bytes.NewReader(body), boundary)
		for {
			p, err := parts.NextRawPart()
			if err != nil {
				return
			}
			inner, err := io.ReadAll(p)
			if len(inner) == 0 && err != nil {
				return
			}
			m.look(mail.Header(p.Header), inner, depth+1)
		}
	case kind == "message/rfc822":
		if head, body, err := mailParts(body); err == nil {
			m.look(head, body, depth+1)
		}
	case kind == "text/html" || kind == "application/xhtml+xml":
		if m.page == nil {
			m.page, m.pageType, m.pageAt = body, head.Get("Content-Type"), headerText(head.Get("Content-Location"))
		}
	case kind == "text/plain":
		if m.text == nil && len(bytes.TrimSpace(body)) > 0 {
			m.text, m.textSet, m.flowed = body, params["charset"], strings.EqualFold(params["format"], "flowed")
		}
	}
}

// guessBoundary finds the line between the parts of a message that does not say
// it.
func guessBoundary(body []byte) string {
	for _, line := range bytes.SplitN(body, []byte("\n"), 50) {
		line = bytes.TrimSpace(line)
		if len(line) > 4 && bytes.HasPrefix(line, []byte("--")) && bytes.Count(body, line) > 1 {
			return string(line[2:])
		}
	}
	return ""
}

// decodeBody undoes what mail does to bytes; where it breaks off it gives what it
// has.
func decodeBody(encoding string, body []byte) []byte {
	var r io.Reader
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(bytes.NewReader(body))
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r
			}
			return -1
		}, body)
		r = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(clean))
	default:
		return body
	}
	out, _ := io.ReadAll(r)
	return out
}

// about fills in what the head of a message says.
func about(a *Article, head mail.Header) {
	if a.From == nil {
		a.From = map[string]string{}
	}
	if s := headerText(head.Get("Subject")); s != "" {
		a.Title, a.From["title"] = s, "message"
	}
	if list, err := addresses(head.Get("From")); err == nil && len(list) > 0 {
		a.Byline, a.From["byline"] = list[0].Name, "message"
		if a.Byline == "" {
			a.Byline = list[0].Address
		}
	} else if s := headerText(head.Get("From")); s != "" {
		a.Byline, a.From["byline"] = s, "message"
	}
	if p := dates.In(head.Get("Date")); p != "" && p.Precision() >= annotate.ToDay {
		a.Published, a.From["published"] = p, "message"
	}
}

var words = mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
	e, _ := charset.Lookup(label)
	if e == nil {
		return nil, fmt.Errorf("character set %q", label)
	}
	return e.NewDecoder().Reader(in), nil
}}

func addresses(s string) ([]*mail.Address, error) {
	p := mail.AddressParser{WordDecoder: &words}
	return p.ParseList(s)
}

// headerText reads a line of a head, in whatever character set it is.
func headerText(s string) string {
	if d, err := words.DecodeHeader(s); err == nil {
		s = d
	}
	d := encodings.Text([]byte(s))
	return strings.Join(strings.Fields(d.Text), " ")
}

// unflow joins the lines that a mail program broke, where it says so.
func unflow(s string, flowed bool) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if !flowed {
		return s
	}
	var out strings.Builder
	for line := range strings.Lines(s) {
		bare := strings.TrimSuffix(line, "\n")
		if strings.HasSuffix(bare, " ") && bare != "-- " {
			out.WriteString(bare)
		} else {
			out.WriteString(line)
		}
	}
	return out.String()
}
