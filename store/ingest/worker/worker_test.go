package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// bad are readers that do what none should.
var bad = map[string]Reader{
	"echo": func(about json.RawMessage, source []byte) (any, []byte, error) {
		return map[string]any{"pid": os.Getpid(), "about": about}, source, nil
	},
	"refuses":  func(json.RawMessage, []byte) (any, []byte, error) { return nil, nil, errors.New("it is a song") },
	"never":    func(json.RawMessage, []byte) (any, []byte, error) { select {} },
	"busy":     busy,
	"hoards":   hoard,
	"exits":    func(json.RawMessage, []byte) (any, []byte, error) { os.Exit(3); return nil, nil, nil },
	"panics":   func(json.RawMessage, []byte) (any, []byte, error) { panic("no such page") },
	"recurses": func(_ json.RawMessage, b []byte) (any, []byte, error) { return recurse(b), nil, nil },
	"prints":   func(json.RawMessage, []byte) (any, []byte, error) { fmt.Println("debug"); return 1, nil, nil },
	"garbles": func(json.RawMessage, []byte) (any, []byte, error) {
		return write("once upon a time there was a reader")
	},
	"overlong": func(json.RawMessage, []byte) (any, []byte, error) { return write("\x00\x00\x00\x02\xff\xff\xff\xff{}") },
	"cuts": func(json.RawMessage, []byte) (any, []byte, error) {
		_, _, _ = write("\x00\x00\x00\x09\x00")
		os.Exit(0)
		return nil, nil, nil
	},
	"prepares": func(json.RawMessage, []byte) (any, []byte, error) {
		return 1, nil, Prepare(func() error { time.Sleep(600 * time.Millisecond); return nil })
	},
	"prepares for ever": func(json.RawMessage, []byte) (any, []byte, error) {
		_ = Prepare(func() error { return nil })
		select {}
	},
	"prepares again and again": func(json.RawMessage, []byte) (any, []byte, error) {
		for {
			_ = Prepare(func() error { return nil })
		}
	},
	"answers a song": func(json.RawMessage, []byte) (any, []byte, error) { return "a song", nil, nil },
	"long head":      func(json.RawMessage, []byte) (any, []byte, error) { return strings.Repeat("a", maxHead), nil, nil },
	"fat": func(json.RawMessage, []byte) (any, []byte, error) {
		kept = make([]byte, keep)
		for i := range kept {
			kept[i] = 1
		}
		return 1, nil, nil
	},
}

var kept []byte

func write(s string) (any, []byte, error) {
	_, err := os.NewFile(1, "out").WriteString(s)
	return nil, nil, err
}

func hoard(json.RawMessage, []byte) (any, []byte, error) {
	for {
		more := make([]byte, 1<<20)
		for i := range more {
			more[i] = 1
		}
		kept = append(kept, more...)
	}
}

func busy(json.RawMessage, []byte) (any, []byte, error) {
	for n := 1; n > 0; n = n*3 | 1&^(1<<62) {
		n &= 1<<40 - 1
	}
	return nil, nil, nil
}

// recurse comes to no end before the stack does.
func recurse(b []byte) int {
	if len(b) > 1<<40 {
		return 0
	}
	return len(b) + recurse(b[:len(b):len(b)]) + int(b[0])
}

func TestMain(m *testing.M) {
	if Asked() {
		os.Exit(Serve(bad))
	}
	os.Exit(m.Run())
}

type echoed struct {
	PID   int
	About json.RawMessage
}

func pool(t *testing.T, n int, limits Limits) *Pool {
	p := NewPool(n, limits)
	t.Cleanup(p.Close)
	return p
}

var ample = Limits{Time: time.Minute, Memory: 1 << 30}

// A child reads one file after the other.
func TestReused(t *testing.T) {
	p := pool(t, 1, ample)
	var first, second echoed
	for i, to := range []*echoed{&first, &second} {
		source := bytes.Repeat([]byte{byte(i)}, i<<20)
		body, err := p.Read(t.Context(), "echo", i, source, to)
		if err != nil || !bytes.Equal(body, source) {
			t.Fatalf("%d bytes, %v", len(body), err)
		}
	}
	if first.PID != second.PID || first.PID == os.Getpid() || string(second.About) != "1" {
		t.Errorf("%+v, %+v", first, second)
	}
}

// Whatever a reader does, it is told in time, and the next file is read.
func TestBadReaders(t *testing.T) {
	p := pool(t, 1, ample)
	for _, tt := range []struct {
		reader string
		limits Limits
		want   error
		says   string
	}{
		{"never", Limits{200 * time.Millisecond, 1 << 30}, ErrSlow, "200ms"},
		{"busy", Limits{200 * time.Millisecond, 1 << 30}, ErrSlow, "200ms"},
		{"hoards", Limits{time.Minute, 200 << 20}, ErrHungry, "200 MiB"},
		{"exits", ample, ErrCrashed, ""},
		{"panics", ample, ErrRefused, "no such page"},
		{"recurses", Limits{time.Minute, 4 << 30}, ErrCrashed, "stack"},
		{"garbles", ample, ErrCrashed, "no answer"},
		{"overlong", ample, ErrCrashed, "no answer"},
		{"cuts", ample, ErrCrashed, ""},
		{"long head", ample, ErrRefused, "too long"},
		{"refuses", ample, ErrRefused, "it is a song"},
		{"is not there", ample, ErrRefused, "is not there"},
	} {
		t.Run(tt.reader, func(t *testing.T) {
			p.limits = tt.limits
			var answer any
			if _, err := p.Read(t.Context(), tt.reader, nil, []byte("x"), &answer); !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("err = %v, want %v that says %q", err, tt.want, tt.says)
			}
			p.limits = ample
			if body, err := p.Read(t.Context(), "echo", nil, []byte("next"), &answer); err != nil || string(body) != "next" {
				t.Errorf("the next file: %q, %v", body, err)
			}
		})
	}
}

// What a reader makes ready for all files is not the time of the one in hand; what
// comes after is.
func TestPreparing(t *testing.T) {
	p := pool(t, 1, Limits{Time: 300 * time.Millisecond, Memory: 1 << 30})
	var n int
	if _, err := p.Read(t.Context(), "prepares", nil, nil, &n); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := p.Read(t.Context(), "prepares for ever", nil, nil, &n); !errors.Is(err, ErrSlow) {
		t.Errorf("err = %v", err)
	}
}

// Nor does a child get more time by stopping the clock again and again.
func TestPreparingAgainAndAgain(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := pool(t, 1, Limits{Time: 300 * time.Millisecond, Memory: 1 << 30})
	if _, err := p.Read(ctx, "prepares again and again", nil, nil, new(int)); !errors.Is(err, ErrSlow) {
		t.Errorf("err = %v", err)
	}
}

// An answer that is none of what was asked is a fault of the child, which reads no
// more.
func TestOtherAnswer(t *testing.T) {
	p := pool(t, 1, ample)
	var before, after echoed
	_, err := p.Read(t.Context(), "echo", nil, nil, &before)
	_, err2 := p.Read(t.Context(), "answers a song", nil, nil, new(echoed))
	_, err3 := p.Read(t.Context(), "echo", nil, nil, &after)
	if err != nil || !errors.Is(err2, ErrCrashed) || err3 != nil || before.PID == after.PID {
		t.Errorf("%v, %v, %v; %d and %d", err, err2, err3, before.PID, after.PID)
	}
}

// A library that prints does not disturb.
func TestPrintingReader(t *testing.T) {
	var n int
	if _, err := pool(t, 1, ample).Read(t.Context(), "prints", nil, nil, &n); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
}

// What a child holds after a file is not held for ever.
func TestFatChildIsReplaced(t *testing.T) {
	p := pool(t, 1, ample)
	var before, after echoed
	var n int
	_, err := p.Read(t.Context(), "echo", nil, nil, &before)
	_, err2 := p.Read(t.Context(), "fat", nil, nil, &n)
	_, err3 := p.Read(t.Context(), "echo", nil, nil, &after)
	if err != nil || err2 != nil || err3 != nil {
		t.Fatal(err, err2, err3)
	}
	if _, ok := resident(os.Getpid()); ok && before.PID == after.PID {
		t.Error("the same child reads on")
	}
}

func TestCancelled(t *testing.T) {
	p := pool(t, 1, ample)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := p.Read(ctx, "never", nil, nil, new(any)); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if _, err := p.Read(ctx, "echo", nil, nil, new(echoed)); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}

// A child that was ended by somebody else while it had nothing to do is replaced
// without a word.
func TestKilledWhileIdle(t *testing.T) {
	p := pool(t, 1, ample)
	var first, second echoed
	if _, err := p.Read(t.Context(), "echo", nil, nil, &first); err != nil {
		t.Fatal(err)
	}
	victim, err := os.FindProcess(first.PID)
	if err != nil || victim.Kill() != nil {
		t.Fatal(err)
	}
	if _, err := p.Read(t.Context(), "echo", nil, nil, &second); err != nil || first.PID == second.PID {
		t.Errorf("%+v after %+v, %v", second, first, err)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	p := pool(t, 3, ample)
	var wait sync.WaitGroup
	var mu sync.Mutex
	seen := map[int]bool{}
	for i := range 30 {
		wait.Go(func() {
			var e echoed
			body, err := p.Read(t.Context(), "echo", nil, fmt.Append(nil, i), &e)
			if err != nil || string(body) != fmt.Sprint(i) {
				t.Errorf("%d: %q, %v", i, body, err)
			}
			mu.Lock()
			seen[e.PID] = true
			mu.Unlock()
		})
	}
	wait.Wait()
	if len(seen) > 3 {
		t.Errorf("%d children for 3 places", len(seen))
	}
}

// What is no child of ours is found out.
func TestStrangeProgram(t *testing.T) {
	p := pool(t, 1, ample)
	for _, start := range []func() (*child, error){
		func() (*child, error) { return startProgram("/nowhere/claimtrace") },
		func() (*child, error) { return startProgram(os.Args[0], "-test.run=^$") },
	} {
		p.start = start
		if _, err := p.Read(t.Context(), "echo", nil, nil, new(echoed)); !errors.Is(err, ErrCrashed) {
			t.Errorf("err = %v", err)
		}
	}
}

// Whatever bytes come, a frame is read or refused, and none longer than it may be.
func FuzzFrame(f *testing.F) {
	var good bytes.Buffer
	if err := writeFrame(&good, request{Reader: "echo"}, []byte("body")); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add([]byte("\x00\x00\x00\x02\x00\x00\x00\x00{}"))
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var q request
		body, err := readFrame(bytes.NewReader(b), &q)
		if err == nil && len(body) > len(b) {
			t.Errorf("%d bytes out of %d", len(body), len(b))
		}
		if err != nil && !errors.Is(err, errFrame) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("err = %v", err)
		}
	})
}

func BenchmarkStart(b *testing.B) {
	for range b.N {
		p := NewPool(1, ample)
		if _, err := p.Read(b.Context(), "echo", nil, nil, new(echoed)); err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
}

func BenchmarkRead(b *testing.B) {
	p := NewPool(1, ample)
	defer p.Close()
	source := make([]byte, 100<<10)
	for range b.N {
		if _, err := p.Read(b.Context(), "echo", nil, source, new(echoed)); err != nil {
			b.Fatal(err)
		}
	}
}
