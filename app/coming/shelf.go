package coming

import (
	"encoding/binary"
	"errors"
	"os"
	"sync"

	"claimtrace/store"
)

// shelf keeps the texts of what comes in, and the bytes that they came from, in a
// file that is gone when it is closed: what is in memory of ten thousand articles
// is what is known of them. It may be used by several goroutines.
type shelf struct {
	mu   sync.Mutex
	file *os.File
	end  int64
}

// put keeps the text and the source of a draft, and returns where.
func (s *shelf) put(d store.Draft) (at int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "claimtrace-*.coming"); err != nil {
			return 0, err
		}
		_ = os.Remove(s.file.Name()) // where that can be done while it is open
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(len(d.Text)))
	source := d.Source
	same := string(source) == d.Text
	if same {
		source = nil
	}
	head = append(binary.BigEndian.AppendUint32(head, uint32(len(source))), map[bool]byte{true: 1}[same])
	at = s.end
	for _, b := range [][]byte{head, []byte(d.Text), source} {
		n, err := s.file.WriteAt(b, s.end)
		if s.end += int64(n); err != nil {
			return 0, err
		}
	}
	return at, nil
}

// get fills in what was kept there.
func (s *shelf) get(at int64, d *store.Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		return errors.New("what came in is gone")
	}
	head := make([]byte, 9)
	if _, err := s.file.ReadAt(head, at); err != nil {
		return err
	}
	n := int64(binary.BigEndian.Uint32(head))
	body := make([]byte, n+int64(binary.BigEndian.Uint32(head[4:])))
	if _, err := s.file.ReadAt(body, at+int64(len(head))); err != nil {
		return err
	}
	d.Text, d.Source = string(body[:n]), body[n:]
	if head[8] == 1 {
		d.Source = body[:n]
	}
	return nil
}

// empty forgets all that was kept.
func (s *shelf) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file != nil {
		s.file.Close()
		_ = os.Remove(s.file.Name())
	}
	s.file, s.end = nil, 0
}
