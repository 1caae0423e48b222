// Package foreign reads what is not a plain text in UTF-8: each kind of file in a
// file of its own. It is run by the children of package worker, so a reader need
// not fear for the time or memory that it takes; that it ends, on its own, with a
// plain word about bad bytes, each has to see to.
package foreign

import (
	"encoding/json"
	"errors"
	"fmt"

	"claimtrace/annotate"
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
	Page     int    `json:"page"`     // which page of an original is asked for, from 1
}

// Article is one that was found. Its text is the next Length bytes of the body.
type Article struct {
	Title     string               `json:"title,omitempty"`
	Outlet    string               `json:"outlet,omitempty"`
	Byline    string               `json:"byline,omitempty"`
	Published annotate.Publication `json:"published,omitempty"`
	Modified  annotate.Publication `json:"modified,omitempty"`
	URL       string               `json:"url,omitempty"`
	Language  string               `json:"language,omitempty"`
	ID        string               `json:"id,omitempty"`      // as a feed names it
	From      map[string]string    `json:"from,omitempty"`    // where each fact was read, in words; by the names of a manifest's columns
	Kind      string               `json:"kind,omitempty"`    // what the file is, in words: "web page", "PDF"
	Pages     int                  `json:"pages,omitempty"`   // of a PDF
	Charset   string               `json:"charset,omitempty"` // in which it was read, "" where that is out of question
	Guessed   bool                 `json:"guessed,omitempty"` // the character set was
	Notes     []string             `json:"notes,omitempty"`
	Length    int                  `json:"length"`

	text string
}

// Readers are those of a child.
func Readers() map[string]worker.Reader {
	return map[string]worker.Reader{Reader: func(about json.RawMessage, source []byte) (any, []byte, error) {
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
		Text: readText, Page: readPage, Mail: readMail, Zip: readZip, RTF: readRTF, XML: readXML, PDF: readPDF,
	}
}
