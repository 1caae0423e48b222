package worker

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// MaxBody is the length of the longest body of a frame, in bytes.
const MaxBody = 1 << 28

const maxHead = 1 << 20

// errFrame is returned of bytes that are no frame.
var errFrame = errors.New("no frame")

// greeting is the first head that a child writes.
const greeting = "claimtrace reads, 1"

// request is the head of what a child is asked.
type request struct {
	Reader string          `json:"reader"`
	About  json.RawMessage `json:"about"`
}

// reply is the head of what it answers.
type reply struct {
	Greeting string          `json:"greeting,omitempty"`
	Answer   json.RawMessage `json:"answer,omitempty"`
	Failure  string          `json:"failure,omitempty"`
	Clock    string          `json:"clock,omitempty"` // that of the file stops, or goes: no answer
}

// What a child says of the clock.
const (
	clockStops = "stop"
	clockGoes  = "go"
)

func writeFrame(w io.Writer, head any, body []byte) error {
	h, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if len(h) > maxHead || len(body) > MaxBody {
		return fmt.Errorf("%w: %d and %d bytes are too many", errFrame, len(h), len(body))
	}
	start := make([]byte, 8, 8+len(h))
	binary.BigEndian.PutUint32(start, uint32(len(h)))
	binary.BigEndian.PutUint32(start[4:], uint32(len(body)))
	if _, err := w.Write(append(start, h...)); err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}

func readFrame(r io.Reader, head any) (body []byte, err error) {
	var start [8]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return nil, err
	}
	n, m := binary.BigEndian.Uint32(start[:]), binary.BigEndian.Uint32(start[4:])
	if n > maxHead || m > MaxBody {
		return nil, errFrame
	}
	h := make([]byte, n)
	if _, err := io.ReadFull(r, h); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(h, head); err != nil {
		return nil, fmt.Errorf("%w: %w", errFrame, err)
	}
	body = make([]byte, m)
	_, err = io.ReadFull(r, body)
	return body, err
}
