package foreign

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/ingest/webpage"
)

// Web archives are read by hand: the form is a head of lines, a length and so many
// bytes, and what there is in Go brings a database along, takes broken files for
// the end, or belongs to crawlers. Files of real programs are often broken, and
// what is whole in them is read.

// MaxArchive is the length of the longest web archive, in bytes.
const MaxArchive = 1 << 27

// Limits on what a web archive may hold, and on what is read of it at a time: a
// longer one is read in several turns.
const (
	mostRecords  = 100_000
	mostHead     = 64 << 10 // bytes of a head
	pagesAtOnce  = 200      // pages in which an article is looked for
	answerAtOnce = 32 << 20 // bytes of texts and pages
	mostUnpacked = 1 << 30  // bytes of records
	mostRatio    = 200      // to which an archive unpacks that comes to more than one file may hold
	mostDamaged  = 1000     // pieces
)

func readWARC(a About, source []byte) ([]Article, error) {
	t := newTurn(a.After)
	if err := t.archive(source); err != nil {
		return nil, err
	}
	return t.articles()
}

// readWACZ reads the archives in a ZIP file: of the pages that it lists, all where
// it lists none.
func (z *archive) readWACZ(a About, names []string) ([]Article, error) {
	var archives [][]byte
	for _, name := range names {
		content, err := z.read(name)
		if err != nil {
			return nil, err
		}
		archives = append(archives, content)
	}
	t := newTurn(a.After)
	if listed := z.pages(); listed != nil {
		look := newTurn(mostRecords)
		look.listed = listed
		for _, content := range archives {
			if err := look.archive(content); err != nil {
				return nil, err
			}
		}
		if look.met {
			t.listed = listed
		}
	}
	for _, content := range archives {
		if err := t.archive(content); err != nil {
			return nil, err
		}
		if t.more > 0 {
			break
		}
	}
	return t.articles()
}

// archives are the names of the archives in a WACZ file; none where it is none.
func (z *archive) archives() (names []string) {
	if !z.has("datapackage.json") {
		return nil
	}
	for name := range z.files {
		if lower := strings.ToLower(name); strings.HasPrefix(name, "archive/") && (strings.HasSuffix(lower, ".warc") || strings.HasSuffix(lower, ".warc.gz")) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// pageURL matches the address in a line of a list of pages.
var pageURL = regexp.MustCompile(`"url"\s*:\s*("(?:[^"\\]|\\.)*")`)

// pages are the addresses of the pages that a WACZ file lists, nil for none.
func (z *archive) pages() map[string]bool {
	listed := map[string]bool{}
	for _, name := range []string{"pages/pages.jsonl", "pages/extraPages.jsonl"} {
		if !z.has(name) {
			continue
		}
		content, err := z.read(name)
		if err != nil {
			continue
		}
		for line := range bytes.Lines(content) {
			if m := pageURL.FindSubmatch(line); m != nil {
				if address, err := strconv.Unquote(string(m[1])); err == nil {
					listed[bare(address)] = true
				}
			}
		}
	}
	if len(listed) == 0 {
		return nil
	}
	return listed
}

// bare is an address without the place on its page.
func bare(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// turn is the reading of a part of one or several archives.
type turn struct {
	after    int             // records that were read before
	records  int             // that were met
	more     int             // how many were, where others follow
	listed   map[string]bool // addresses of the pages that are meant; nil: all
	met      bool            // one of these is in it
	pages    int             // in which an article was looked for
	size     int             // bytes found
	unpacked int64           // bytes of records
	found    []Article
	digests  map[string]int // where what was found of a page stands; -1 for nowhere

	damaged, elsewhere, packed int // records that are, or of which the page is
}

func newTurn(after int) *turn { return &turn{after: after, digests: map[string]int{}} }

// articles are what was found, and whether others follow.
func (t *turn) articles() ([]Article, error) {
	var notes []string
	add := func(n int, one, many string) {
		if n == 1 {
			notes = append(notes, one)
		} else if n > 1 {
			notes = append(notes, fmt.Sprintf(many, n))
		}
	}
	if t.more == 0 { // each turn meets them anew
		add(t.damaged, "1 record in it is damaged, and was left out", "%d records in it are damaged, and were left out")
	}
	add(t.elsewhere, "1 page is only mentioned in it, as the same as in another archive", "%d pages are only mentioned in it, as the same as in another archive")
	add(t.packed, "1 page in it is packed in a way that cannot be unpacked", "%d pages in it are packed in a way that cannot be unpacked")
	if len(t.found) == 0 && t.more == 0 && t.after == 0 {
		why := "a web archive without a page that holds an article"
		if len(notes) > 0 {
			why += ": " + strings.Join(notes, "; ")
		}
		return nil, errors.New(why)
	}
	if len(notes) > 0 || t.more > 0 || len(t.found) == 0 {
		t.found = append(t.found, Article{Notes: notes, More: t.more})
	}
	return t.found, nil
}

// archive reads the records of an archive.
func (t *turn) archive(source []byte) error {
	most := min(mostUnpacked-t.unpacked, int64(max(mostOfOne, len(source)*mostRatio)))
	in := &members{rest: source, left: most, packed: bytes.HasPrefix(source, gzipMagic)}
	r := bufio.NewReaderSize(in, 1<<16)
	defer func() { t.unpacked += most - in.left; t.damaged += in.damaged }()
	lost := false // what comes is no record
	for {
		head, err := recordHead(r)
		switch {
		case err == io.EOF:
			return nil
		case err == errBroken:
			continue
		case err == errNoRecord:
			if !lost {
				t.damaged++
			}
			lost = true
			continue
		case err != nil:
			return err
		}
		lost = false
		if t.records++; t.records > mostRecords {
			return fmt.Errorf("it holds more than %d records", mostRecords)
		}
		length, err := strconv.ParseInt(strings.TrimSpace(head.Get("Content-Length")), 10, 64)
		if err != nil || length < 0 {
			t.damaged++
			lost = true
			continue
		}
		kind := strings.ToLower(head.Get("Warc-Type"))
		if kind != "response" && kind != "resource" && kind != "revisit" || t.records <= t.after || length > mostOfOne {
			if kind == "response" && t.records <= t.after {
				t.known(head, -1)
				t.met = t.met || t.listed[addressOf(head)]
			}
			if t.listed != nil && kind == "response" && length <= mostHead {
				if block, err := io.ReadAll(io.LimitReader(r, length)); err == nil {
					t.leadsOn(addressOf(head), block)
					length = 0
				}
			}
			switch _, err := io.CopyN(io.Discard, r, length); {
			case err == io.EOF:
				t.damaged++
			case err != nil && err != errBroken:
				return err
			}
			continue
		}
		if t.pages >= pagesAtOnce || t.size >= answerAtOnce {
			t.more = t.records - 1
			return nil
		}
		block, err := io.ReadAll(io.LimitReader(r, length))
		switch {
		case err == errBroken:
		case err != nil:
			return err
		case int64(len(block)) < length:
			t.damaged++
		default:
			t.record(kind, head, block)
		}
	}
}

var errNoRecord = errors.New("no record")

// recordHead reads the head of the next record. A line that is none of one is
// errNoRecord.
func recordHead(r *bufio.Reader) (textproto.MIMEHeader, error) {
	line, err := headLine(r)
	for err == nil && line == "" {
		line, err = headLine(r)
	}
	switch {
	case err != nil:
		return nil, err
	case !strings.HasPrefix(line, "WARC/"):
		return nil, errNoRecord
	}
	return headFields(r)
}

// headLine reads a line, of which no more than a head may be long is kept.
func headLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) < mostHead {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && len(line) > 0 {
			err = nil
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}

// headFields reads the fields of a head, up to an empty line.
func headFields(r *bufio.Reader) (textproto.MIMEHeader, error) {
	head := textproto.MIMEHeader{}
	last, size := "", 0
	for {
		line, err := headLine(r)
		if err == io.EOF || err == nil && line == "" {
			return head, nil
		}
		if err != nil {
			return nil, err
		}
		if size += len(line); size > mostHead {
			continue
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			values := head[last]
			values[len(values)-1] += " " + strings.TrimSpace(line)
		} else if name, value, ok := strings.Cut(line, ":"); ok {
			last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
			head[last] = append(head[last], strings.TrimSpace(value))
		}
	}
}

// known notes where what was found of the page in a record stands.
func (t *turn) known(head textproto.MIMEHeader, at int) {
	if digest := head.Get("Warc-Payload-Digest"); digest != "" {
		t.digests[digest] = at
	}
}

// addressOf is the address of what is in a record.
func addressOf(head textproto.MIMEHeader) string {
	return bare(strings.Trim(head.Get("Warc-Target-Uri"), "<> ")) // as some programs write it
}

// leadsOn means what an answer leads to where it is meant itself.
func (t *turn) leadsOn(address string, block []byte) {
	if t.listed == nil || !t.listed[address] {
		return
	}
	r := bufio.NewReader(bytes.NewReader(block))
	line, err := headLine(r)
	if _, status, _ := strings.Cut(line, " "); err != nil || !strings.HasPrefix(status, "3") {
		return
	}
	head, err := headFields(r)
	if err != nil {
		return
	}
	if base, err := url.Parse(address); err == nil {
		if to, err := base.Parse(head.Get("Location")); err == nil {
			t.listed[bare(to.String())] = true
		}
	}
}

// record looks for an article in a record.
func (t *turn) record(kind string, head textproto.MIMEHeader, block []byte) {
	address := addressOf(head)
	at, _ := time.Parse(time.RFC3339Nano, head.Get("Warc-Date"))
	if t.listed != nil && !t.listed[address] {
		return
	}
	if kind == "revisit" {
		t.revisit(head, address, at)
		return
	}
	contentType, body := head.Get("Content-Type"), block
	if kind == "response" {
		var ok bool
		t.leadsOn(address, block)
		if contentType, body, ok = t.response(block); !ok {
			return
		}
	}
	if media, _, _ := mime.ParseMediaType(contentType); media != "text/html" && media != "application/xhtml+xml" {
		if k, what, _ := KindOf("", body); media != "" && media != "application/octet-stream" || k != Page || what != "" {
			return
		}
	}
	t.pages++
	t.known(head, -1)
	p, err := webpage.Read(body, contentType, address)
	if err != nil {
		return
	}
	found := ofPage(p)
	found.Kind = archivedKind
	if found.URL == "" && strings.HasPrefix(address, "http") {
		found.URL, found.From["url"] = address, "archive"
	}
	found.Captured, found.original = at.UTC(), body
	if at.IsZero() {
		found.Captured = at
	}
	t.take(found)
	t.known(head, len(t.found)-1)
}

func (t *turn) take(a Article) {
	t.size += len(a.text) + len(a.original)
	t.found = append(t.found, a)
}

// revisit takes what another address gave before, where the page itself does not
// say at which it is.
func (t *turn) revisit(head textproto.MIMEHeader, address string, at time.Time) {
	of, known := t.digests[head.Get("Warc-Payload-Digest")]
	switch {
	case !known:
		t.elsewhere++
	case of >= 0 && t.found[of].From["url"] == "archive" && annotate.AddressKey(t.found[of].URL) != annotate.AddressKey(address):
		again := t.found[of]
		again.URL, again.Captured = address, at.UTC()
		t.take(again)
	}
}

// response reads what a server answered: of a page what it is and its bytes.
func (t *turn) response(block []byte) (contentType string, body []byte, ok bool) {
	r := bufio.NewReader(bytes.NewReader(block))
	line, err := headLine(r)
	status := strings.Fields(line)
	if err != nil || len(status) < 2 || !strings.HasPrefix(status[0], "HTTP/") {
		return "", nil, false
	}
	head, err := headFields(r)
	if err != nil {
		return "", nil, false
	}
	if status[1] != "200" && status[1] != "203" {
		return "", nil, false
	}
	body, err = io.ReadAll(r)
	if err != nil {
		return "", nil, false
	}
	if strings.EqualFold(head.Get("Transfer-Encoding"), "chunked") {
		// Programs keep this field where they joined the chunks.
		if joined, err := limited(httputil.NewChunkedReader(bytes.NewReader(body))); err == nil || len(joined) > 0 {
			body = joined
		}
	}
	body, ok = unpackBody(head.Get("Content-Encoding"), body)
	if !ok {
		t.packed++
	}
	return head.Get("Content-Type"), body, ok
}

// unpackBody undoes what a server did to its answer. What is said to be packed and
// is not is taken as it is.
func unpackBody(encoding string, body []byte) ([]byte, bool) {
	var r io.Reader
	var err error
	switch encoding = strings.ToLower(strings.TrimSpace(encoding)); encoding {
	case "", "identity", "none", "utf-8":
		return body, true
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	default:
		return body, looksLikePage(body)
	}
	if err != nil {
		return body, looksLikePage(body)
	}
	out, err := limited(r)
	if err != nil && len(out) == 0 {
		return body, looksLikePage(body)
	}
	return out, int64(len(out)) <= mostOfOne
}

func looksLikePage(body []byte) bool {
	kind, what, _ := KindOf("", body)
	return kind == Page && what == ""
}

// limited reads as much as one file may hold.
func limited(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, mostOfOne+1)) }

// members reads an archive, and unpacks it where it is packed: as a whole or piece
// by piece. Where a piece is damaged errBroken is returned once, and what follows
// is the next one.
type members struct {
	rest    []byte // what is not read yet
	packed  bool
	left    int64 // bytes that may still be unpacked
	piece   *bytes.Reader
	z       *gzip.Reader // nil between two pieces
	damaged int          // pieces
}

var (
	gzipMagic = []byte{0x1f, 0x8b, 8}
	errBroken = errors.New("a damaged piece")
)

func (m *members) Read(p []byte) (int, error) {
	switch {
	case m.left <= 0:
		return 0, errors.New("unpacked it is larger than a web archive may be: split it")
	case m.damaged > mostDamaged:
		return 0, errors.New("a damaged file: no record in it is whole")
	}
	p = p[:min(int64(len(p)), m.left)]
	n, err := m.read(p)
	m.left -= int64(n)
	return n, err
}

func (m *members) read(p []byte) (int, error) {
	if !m.packed {
		n := copy(p, m.rest)
		if m.rest = m.rest[n:]; n == 0 && len(p) > 0 {
			return 0, io.EOF
		}
		return n, nil
	}
	for {
		if m.z == nil {
			if !bytes.HasPrefix(m.rest, gzipMagic) {
				if len(bytes.Trim(m.rest, "\x00")) == 0 {
					return 0, io.EOF
				}
				return 0, m.broken()
			}
			m.piece = bytes.NewReader(m.rest)
			z, err := gzip.NewReader(m.piece)
			if err != nil {
				return 0, m.broken()
			}
			z.Multistream(false)
			m.z = z
		}
		n, err := m.z.Read(p)
		switch {
		case err == io.EOF:
			m.rest, m.z = m.rest[len(m.rest)-m.piece.Len():], nil
			if n > 0 {
				return n, nil
			}
		case err != nil:
			return n, m.broken()
		default:
			return n, nil
		}
	}
}

// broken gives up the piece in hand, and goes on where the next may begin.
func (m *members) broken() error {
	m.rest, m.z = m.rest[1:], nil
	if i := bytes.Index(m.rest, gzipMagic); i >= 0 {
		m.rest = m.rest[i:]
	} else {
		m.rest = nil
	}
	m.damaged++
	return errBroken
}
