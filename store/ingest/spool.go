package ingest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/store/file"
)

// Batch is what was read: articles in the order of their sources, and notes
// for the user, each one line, on what was left aside. The articles lie in a
// temporary file, so that there may be as many as the disk has room for; Close
// removes it.
type Batch struct {
	Notes    []string
	Failures []Failure
	spool    *spool
	lent     bool // the spool is somebody else's
	order    []slot
}

// Failure is a source that could not be read.
type Failure struct {
	Place string
	Why   error
}

func (f Failure) Error() string { return f.Place + ": " + f.Why.Error() }
func (f Failure) Unwrap() error { return f.Why }

// Len is how many articles were read.
func (b *Batch) Len() int { return len(b.order) }

// At is an article, and where it came from: "list.jsonl: line 2".
func (b *Batch) At(i int) (d store.Draft, place string, err error) { return b.spool.read(b.order[i]) }

// Drafts gives the articles one after the other.
func (b *Batch) Drafts() iter.Seq2[store.Draft, error] {
	return func(yield func(store.Draft, error) bool) {
		for _, at := range b.order {
			if d, _, err := b.spool.read(at); !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// Close removes what was read. It may be called again.
func (b *Batch) Close() {
	if !b.lent {
		b.spool.close()
	}
}

// Shelf keeps articles in a temporary file while somebody looks at them. It may be
// used by several goroutines. The zero value is empty.
type Shelf struct{ spool spool }

// Slot is where an article lies on a shelf.
type Slot = slot

// Put puts an article on the shelf.
func (s *Shelf) Put(place string, d store.Draft) (Slot, error) { return s.spool.add(place, d) }

// At is an article on the shelf, and where it came from.
func (s *Shelf) At(at Slot) (d store.Draft, place string, err error) { return s.spool.read(at) }

// Close removes what lies on the shelf, on which nothing can be put any more.
func (s *Shelf) Close() {
	s.spool.mu.Lock()
	s.spool.over = true
	s.spool.mu.Unlock()
	s.spool.close()
}

// spool is a temporary file of drafts. It may be used by several goroutines.
type spool struct {
	mu   sync.Mutex
	temp *file.Temp // nil before the first draft, and when it is closed
	f    *os.File
	w    *bufio.Writer
	size int64
	over bool // nothing is put there any more
}

// slot is where a draft lies in a spool.
type slot struct {
	at         int64
	head, body int32 // bytes of its particulars, and of what follows them
}

// spooled are the particulars of a draft. After them come its text, and what it
// came from unless that is the text itself.
type spooled struct {
	Place    string
	Article  annotate.Article
	Captured time.Time
	Text     int64 // bytes
	Same     bool  // what it came from is the text
}

// add keeps a draft.
func (s *spool) add(place string, d store.Draft) (slot, error) {
	same := string(d.Source) == d.Text
	head, err := json.Marshal(spooled{place, d.Article, d.Captured, int64(len(d.Text)), same})
	if err != nil {
		return slot{}, spoolError(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return slot{}, spoolError(os.ErrClosed)
	}
	if s.temp == nil {
		if err := s.open(); err != nil {
			return slot{}, spoolError(err)
		}
	}
	parts := []string{string(head), d.Text, string(d.Source)}
	if same {
		parts = parts[:2]
	}
	at := slot{at: s.size, head: int32(len(head))}
	for _, part := range parts {
		n, err := s.w.WriteString(part)
		s.size += int64(n)
		if err != nil {
			return slot{}, spoolError(err)
		}
	}
	at.body = int32(s.size - at.at - int64(len(head)))
	return at, nil
}

func (s *spool) open() (err error) {
	if s.temp, err = file.NewPrivateTemp(); err != nil {
		return err
	}
	if s.f, err = os.OpenFile(s.temp.Path, os.O_RDWR, 0); err != nil {
		s.temp.Remove()
		s.temp = nil
		return err
	}
	s.w = bufio.NewWriterSize(s.f, 1<<16)
	return nil
}

// read reads a draft again.
func (s *spool) read(at slot) (d store.Draft, place string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.temp == nil {
		return d, "", spoolError(os.ErrClosed)
	}
	if err := s.w.Flush(); err != nil {
		return d, "", spoolError(err)
	}
	content := make([]byte, int(at.head)+int(at.body))
	if _, err := io.ReadFull(io.NewSectionReader(s.f, at.at, int64(len(content))), content); err != nil {
		return d, "", spoolError(err)
	}
	var head spooled
	body := content[at.head:]
	if err := json.Unmarshal(content[:at.head], &head); err != nil {
		return d, "", spoolError(err)
	}
	d = store.Draft{Text: string(body[:head.Text]), Source: body[head.Text:], Article: head.Article, Captured: head.Captured}
	if head.Same {
		d.Source = body
	}
	return d, head.Place, nil
}

func (s *spool) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.temp == nil {
		return
	}
	s.f.Close()
	s.temp.Remove()
	s.temp = nil
}

func spoolError(err error) error {
	return fmt.Errorf("what was read cannot be kept in the folder for temporary files %s: %w", os.TempDir(), err)
}
