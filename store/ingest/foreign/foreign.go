// Package foreign reads what is not a plain text in UTF-8: each kind of file in a
// file of its own. It is run by the children of package worker, so a reader need
// not fear for the time or memory that it takes; that it ends, on its own, with a
// plain word about bad bytes, each has to see to.
package foreign

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/ingest/webpage"
	"claimtrace/store/ingest/worker"
)

// The readers that children have, by name: of the articles in a file, and of the
// file as it is seen.
const (
	Reader         = "article"
	OriginalReader = "original"
)

// About is what is known of bytes before they are read.
type About struct {
	Kind     Kind   `json:"kind"`
	Name     string `json:"name"`     // of the file, "" where it has none
	Address  string `json:"address"`  // where they come from
	Type     string `json:"type"`     // what a server said of them: a media type
	Encoding string `json:"encoding"` // what the user says: a character set
	After    int    `json:"after"`    // of a web archive: how many records were read before
	Page     int    `json:"page"`     // which page of an original is asked for, from 1
	// Of an original: a passage of an article, whose text is the last Text bytes of the body, is
	// to be marked; where Seek is set on the page on which it begins.
	Passage annotate.Span `json:"passage,omitzero"`
	Text    int           `json:"text,omitempty"`
	Seek    bool          `json:"seek,omitempty"`
}

// Article is one that was found. Its text is the next Length bytes of the body;
// after all texts come what they were read from, where that is a part of the file.
// One of no length is no article: it has notes, or tells that more follows.
type Article struct {
	Title     string               `json:"title,omitempty"`
	Outlet    string               `json:"outlet,omitempty"`
	Byline    string               `json:"byline,omitempty"`
	Published annotate.Publication `json:"published,omitempty"`
	Modified  annotate.Publication `json:"modified,omitempty"`
	URL       string               `json:"url,omitempty"`
	Language  string               `json:"language,omitempty"`
	ID        string               `json:"id,omitempty"`   // as a feed names it
	From      map[string]string    `json:"from,omitempty"` // where each fact was read, in words; by the names of a manifest's columns
	Paid      webpage.Paid         `json:"paid,omitempty"`
	Kind      string               `json:"kind,omitempty"`    // what the file is, in words: "web page", "PDF"
	Pages     int                  `json:"pages,omitempty"`   // of a PDF
	Charset   string               `json:"charset,omitempty"` // in which it was read, "" where that is out of question
	Guessed   bool                 `json:"guessed,omitempty"` // the character set was
	Notes     []string             `json:"notes,omitempty"`
	Captured  time.Time            `json:"captured,omitzero"` // when its page was got, as a web archive says
	More      int                  `json:"more,omitempty"`    // how many records of a web archive were read, where others follow
	Length    int                  `json:"length"`
	Original  int                  `json:"original,omitempty"` // bytes

	text     string
	original []byte
}

// Readers are those of a child, by their names.
func Readers() map[string]worker.Reader {
	return map[string]worker.Reader{SheetReader: readSheet, Reader: func(about json.RawMessage, source []byte) (any, []byte, error) {
		var a About
		if err := json.Unmarshal(about, &a); err != nil {
			return nil, nil, err
		}
		found, err := Read(a, source)
		if err != nil {
			return nil, nil, err
		}
		var body []byte
		for i := range found {
			found[i].Length = len(found[i].text)
			body = append(body, found[i].text...)
		}
		for i := range found {
			found[i].Original = len(found[i].original)
			body = append(body, found[i].original...)
		}
		return found, body, nil
	}, OriginalReader: func(about json.RawMessage, source []byte) (any, []byte, error) {
		var a About
		if err := json.Unmarshal(about, &a); err != nil {
			return nil, nil, err
		}
		return ReadOriginal(a, source)
	}}
}

// Texts cuts the body of an answer into the texts of its articles.
func Texts(found []Article, body []byte) ([]string, error) {
	texts := make([]string, len(found))
	for i, a := range found {
		if a.Length < 0 || a.Length > len(body) {
			return nil, errors.New("an answer that does not fit its body")
		}
		texts[i], body = string(body[:a.Length]), body[a.Length:]
	}
	return texts, nil
}

// Originals cuts out of the body of an answer what its articles were read from; nil
// for those that were read from all of the file.
func Originals(found []Article, body []byte) ([][]byte, error) {
	at := 0
	for _, a := range found {
		at += a.Length
	}
	originals := make([][]byte, len(found))
	for i, a := range found {
		if a.Original < 0 || at < 0 || at > len(body) || a.Original > len(body)-at {
			return nil, errors.New("an answer that does not fit its body")
		}
		if a.Original > 0 {
			originals[i] = body[at : at+a.Original]
		}
		at += a.Original
	}
	return originals, nil
}

// errNone is returned of a file in which there is no text.
var errNone = errors.New("there is no text in it")

// Read reads the articles in a file, one or more.
func Read(a About, source []byte) ([]Article, error) {
	read := readers[a.Kind]
	if read == nil {
		return nil, fmt.Errorf("%s: no reader", a.Kind)
	}
	found, err := read(a, source)
	if err == nil && len(found) == 0 {
		err = errNone
	}
	return found, err
}

var readers map[Kind]func(About, []byte) ([]Article, error)

func init() {
	readers = map[Kind]func(About, []byte) ([]Article, error){
		Text: readText, Page: readPage, Mail: readMail, Zip: readZip, RTF: readRTF, XML: readXML, PDF: readPDF, WARC: readWARC, Marked: readMarkdown,
	}
}
