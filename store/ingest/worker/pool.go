package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Limits bound what the reading of one file may take.
type Limits struct {
	Time   time.Duration // on the clock, the start of a child included
	Memory int64         // resident in the child, bytes
}

// DefaultLimits are those unless somebody says otherwise.
var DefaultLimits = Limits{Time: 20 * time.Second, Memory: 1 << 30}

// keep is how much memory a child may hold between two files; one that holds more
// is ended, and another started.
const keep = 256 << 20

// prepareTime is how long what [Prepare] does may take.
const prepareTime = 3 * time.Minute

// look is how often the memory of a child at work is looked at.
const look = 25 * time.Millisecond

// Errors of [Pool.Read]. A reader that refuses what it is given returns an error
// that wraps [ErrRefused] and says why.
var (
	ErrSlow    = errors.New("reading it takes too long")
	ErrHungry  = errors.New("reading it takes too much memory")
	ErrCrashed = errors.New("what reads it broke off")
	ErrRefused = errors.New("")
)

// refusal is what a reader says.
type refusal struct{ words string }

func (r refusal) Error() string        { return r.words }
func (r refusal) Is(target error) bool { return target == ErrRefused }

// Pool has children at work, as many at once as it was made for. They are started
// when they are needed, used again, and replaced when they end. It is safe for use
// by several goroutines.
type Pool struct {
	limits Limits
	idle   chan *child // a place for each child, nil where none runs
	start  func() (*child, error)
	close  sync.Once
}

// NewPool makes a pool of n children, or where n is 0 of as many as are of use on
// this machine.
func NewPool(n int, limits Limits) *Pool {
	if n == 0 {
		n = min(4, runtime.GOMAXPROCS(0))
	}
	p := &Pool{limits: limits, idle: make(chan *child, n), start: startChild}
	for range n {
		p.idle <- nil
	}
	return p
}

// Size is how many files are read at once.
func (p *Pool) Size() int { return cap(p.idle) }

// Close ends the children. It waits for those at work.
func (p *Pool) Close() {
	p.close.Do(func() {
		for range cap(p.idle) {
			if c := <-p.idle; c != nil {
				c.end()
			}
		}
	})
}

// Read has a reader read source. about is what it is told of it, and answer is
// filled with what it tells, both as JSON. The error is the context's where that
// ends first.
func (p *Pool) Read(ctx context.Context, reader string, about any, source []byte, answer any) (body []byte, err error) {
	told, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	if len(source) > MaxBody {
		return nil, fmt.Errorf("%w: it has more than %d MiB", ErrHungry, MaxBody>>20)
	}
	var c *child
	select {
	case c = <-p.idle:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { p.idle <- c }()
	q := request{Reader: reader, About: told}
	used := c != nil
	for {
		var r reply
		begun := time.Now()
		if c == nil {
			if c, err = p.start(); err != nil {
				return nil, fmt.Errorf("%w: it cannot be started: %w", ErrCrashed, err)
			}
		}
		r, body, err = c.ask(ctx, q, source, begun, p.limits)
		if err == nil && r.Failure != "" {
			return nil, refusal{r.Failure}
		}
		if err == nil {
			if json.Unmarshal(r.Answer, answer) != nil {
				c.end()
				c = nil
				return nil, fmt.Errorf("%w: it answers what is no answer", ErrCrashed)
			}
			if size, ok := c.resident(); ok && size > keep {
				c.end()
				c = nil
			}
			return body, nil
		}
		c.end()
		c = nil
		if !errors.Is(err, ErrCrashed) || !used {
			return nil, err
		}
		used = false // it may have broken off for what it had read before
	}
}

// child is one process.
type child struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     io.Reader
	said    *tail
	greeted bool
}

func startChild() (*child, error) {
	if os.Getenv(environ) != "" {
		return nil, errors.New("a child starts none")
	}
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if runtime.GOOS == "linux" {
		path = "/proc/self/exe" // which is there still when the program was replaced
	}
	return startProgram(path, Command)
}

func startProgram(path string, args ...string) (*child, error) {
	c := &child{cmd: exec.Command(path, args...), said: &tail{}}
	c.cmd.Env = append(os.Environ(), environ+"=1")
	c.cmd.Stderr = c.said
	hideWindow(c.cmd)
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = out
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	return c, nil
}

// end ends the process, whatever it does, and waits until it is gone.
func (c *child) end() {
	c.in.Close()
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

// resident tells how much memory the process has, in bytes.
func (c *child) resident() (int64, bool) { return resident(c.cmd.Process.Pid) }

// ask sends a request and waits for the answer, as long as is left of what the
// limits give since it was begun. After an error the child is of no further use.
func (c *child) ask(ctx context.Context, q request, source []byte, begun time.Time, limits Limits) (reply, []byte, error) {
	type result struct {
		reply
		body []byte
		err  error
	}
	done := make(chan result, 1)
	clock, over := make(chan string), make(chan struct{})
	defer close(over)
	go func() {
		var r result
		if !c.greeted {
			if _, r.err = readFrame(c.out, &r.reply); r.err == nil && r.Greeting != greeting {
				r.err = errFrame
			}
			c.greeted, r.Greeting = r.err == nil, ""
		}
		if r.err == nil {
			sent := make(chan error, 1)
			go func() { sent <- writeFrame(c.in, q, source) }() // it may answer before it has read all
			for {
				r.reply = reply{}
				if r.body, r.err = readFrame(c.out, &r.reply); r.err != nil || r.Clock == "" {
					break
				}
				select {
				case clock <- r.Clock:
				case <-over:
				}
			}
			if err := <-sent; r.err == nil {
				r.err = err
			}
		}
		done <- r
	}()
	// However often a child stops the clock, it has no more of either time.
	reading, preparing := limits.Time, prepareTime
	spent, since := &reading, begun
	deadline := time.NewTimer(reading - time.Since(begun))
	defer deadline.Stop()
	ticks := time.NewTicker(look)
	defer ticks.Stop()
	stop := func(err error) (reply, []byte, error) {
		_ = c.cmd.Process.Kill()
		c.in.Close()
		for {
			select {
			case <-done:
				return reply{}, nil, err
			case <-clock:
			}
		}
	}
	for {
		select {
		case r := <-done:
			if r.err != nil {
				return reply{}, nil, c.crash(r.err)
			}
			return r.reply, r.body, nil
		case <-ctx.Done():
			return stop(ctx.Err())
		case s := <-clock:
			now := time.Now()
			*spent -= now.Sub(since)
			if spent, since = &reading, now; s == clockStops {
				spent = &preparing
			}
			deadline.Reset(*spent)
		case <-deadline.C:
			return stop(fmt.Errorf("%w: it was stopped after %v", ErrSlow, limits.Time))
		case <-ticks.C:
			if size, ok := c.resident(); ok && size > limits.Memory {
				return stop(fmt.Errorf("%w: it was stopped at %d MiB", ErrHungry, limits.Memory>>20))
			}
		}
	}
}

// crash says why there is no answer, with the line that the child wrote at last.
func (c *child) crash(err error) error {
	if errors.Is(err, errFrame) {
		return fmt.Errorf("%w: it answers what is no answer", ErrCrashed)
	}
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
	if line := c.said.line(); line != "" {
		return fmt.Errorf("%w: %s", ErrCrashed, line)
	}
	return fmt.Errorf("%w", ErrCrashed)
}

// tail keeps the beginning of what a child writes to standard error.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p[:min(len(p), 4096-len(t.kept))]...)
	return len(p), nil
}

// line is its first line, which tells why Go's runtime ends.
func (t *tail) line() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	line, _, _ := strings.Cut(strings.TrimSpace(string(t.kept)), "\n")
	return strings.ToValidUTF8(line, "")
}
