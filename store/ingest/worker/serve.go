package worker

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
)

// Command is the hidden command that makes this program a child.
const Command = "read-foreign-bytes"

// environ marks a child, which starts none of its own.
const environ = "CLAIMTRACE_READS"

// Asked tells whether this process was started to be a child.
func Asked() bool {
	return len(os.Args) == 2 && os.Args[1] == Command && os.Getenv(environ) != ""
}

// Reader reads foreign bytes: what is known of them comes as JSON, what was found
// goes as JSON and as bytes. An error is told in its words.
type Reader func(about json.RawMessage, source []byte) (answer any, body []byte, err error)

// Serve is all that a child does, with the readers by their names. It returns the
// exit status.
func Serve(readers map[string]Reader) int {
	signal.Ignore(os.Interrupt) // the parent is told, too, and ends the child
	debug.SetMemoryLimit(DefaultLimits.Memory / 4 * 3)
	debug.SetMaxStack(maxStack)
	in, out := os.Stdin, os.Stdout
	os.Stdout = os.Stderr // where a library that prints does no harm
	return serve(in, out, readers)
}

// maxStack is how deep a reader may go, in bytes of stack: what calls itself
// without end is found out at once.
const maxStack = 128 << 20

// tellClock tells the parent of the clock. Readers run one at a time, on the
// goroutine that answers.
var tellClock = func(string) {}

// Prepare has a reader make ready what it needs for any file, once, such as a
// library that is compiled: that does not count as the time of the file in hand.
func Prepare(f func() error) error {
	tellClock(clockStops)
	defer tellClock(clockGoes)
	return f()
}

// asked is one request with its body.
type asked struct {
	request
	body []byte
	err  error
}

func serve(in io.Reader, out io.Writer, readers map[string]Reader) int {
	if err := writeFrame(out, reply{Greeting: greeting}, nil); err != nil {
		return 1
	}
	tellClock = func(s string) { _ = writeFrame(out, reply{Clock: s}, nil) }
	requests := make(chan asked)
	go func() {
		for {
			var a asked
			a.body, a.err = readFrame(in, &a.request)
			if a.err != nil { // the parent is gone, or talks nonsense
				os.Exit(0)
			}
			requests <- a
		}
	}()
	for a := range requests {
		head, body := answer(readers[a.Reader], a)
		if err := writeFrame(out, head, body); err != nil {
			return 1
		}
	}
	return 0
}

func answer(read Reader, a asked) (r reply, body []byte) {
	defer func() {
		if p := recover(); p != nil {
			r, body = reply{Failure: fmt.Sprintf("the reader failed: %v", p)}, nil
		}
	}()
	if read == nil {
		return reply{Failure: "there is no reader " + a.Reader}, nil
	}
	found, body, err := read(a.About, a.body)
	if err != nil {
		return reply{Failure: err.Error()}, nil
	}
	if r.Answer, err = json.Marshal(found); err != nil || len(r.Answer) > maxHead/2 || len(body) > MaxBody {
		return reply{Failure: "what was found in it is too long: split it"}, nil
	}
	return r, body
}
