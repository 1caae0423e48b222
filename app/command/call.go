package command

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"claimtrace/app/preferences"
	"claimtrace/store"
)

// call is one run of a command.
type call struct {
	IO
	ctx      context.Context
	command  command
	flags    *flag.FlagSet
	out      *bufio.Writer // Out, flushed once the command has succeeded
	json     bool
	reviewer string
	done     *outcome
}

func newCall(ctx context.Context, cmd command, streams IO) *call {
	c := &call{IO: streams, ctx: ctx, command: cmd, out: bufio.NewWriter(streams.Out), done: &outcome{}}
	c.flags = flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.BoolVar(&c.json, "json", false, "print JSON")
	c.flags.StringVar(&c.reviewer, "reviewer", "", "`name` or key of the person at work; a name that you have not used yet makes one")
	return c
}

// run parses the words and flags and runs the command.
func (c *call) run(args []string) error {
	body := c.command.prepare(c)
	words, err := c.parse(args)
	if errors.Is(err, flag.ErrHelp) {
		c.explain(c.command)
		return c.flush()
	}
	if err != nil {
		return err
	}
	if i := slices.Index(words, ""); i >= 0 {
		return c.usagef("word %d is empty: use claimtrace %s %s", i+1, c.command.name, c.command.words)
	}
	if n := len(words); n < c.command.fewest || n > c.command.most {
		return c.usagef("use claimtrace %s", strings.TrimSpace(c.command.name+" "+c.command.words))
	}
	err = body(words)
	var printed *printedError
	if err == nil || errors.As(err, &printed) {
		err = cmp.Or(err, c.flush())
	}
	if words := c.done.words(); err != nil && printed == nil && words != "" {
		return &doneError{words, err}
	}
	return err
}

func (c *call) flush() error {
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("the result cannot be printed: %w", err)
	}
	return nil
}

// did notes what was done: whatever fails from now on, that is told.
func (c *call) did(format string, args ...any) {
	// A reader of the output who has gone away must not end the program before
	// it has told.
	signal.Ignore(syscall.SIGPIPE)
	c.done.note(fmt.Sprintf(format, args...))
}

// usagef makes a usage error that tells where to read more.
func (c *call) usagef(format string, args ...any) error {
	return usagef("%s: %s (claimtrace help %s)", c.command.name, fmt.Sprintf(format, args...), c.command.name)
}

// parse takes the flags out of the arguments, wherever they stand up to "--",
// and returns the other words.
func (c *call) parse(args []string) (words []string, err error) {
	for len(args) > 0 {
		if err := c.flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, c.usagef("%s", flagError(err))
		}
		rest := c.flags.Args()
		if taken := args[:len(args)-len(rest)]; len(taken) > 0 && taken[len(taken)-1] == "--" {
			return append(words, rest...), nil
		}
		if len(rest) == 0 {
			break
		}
		words, args = append(words, rest[0]), rest[1:]
	}
	return words, nil
}

// flagError rewords an error of package flag.
func flagError(err error) string {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return "there is no flag --" + strings.TrimPrefix(name, "-")
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return "--" + strings.TrimPrefix(name, "-") + " needs a value"
	}
	if m := badValue.FindStringSubmatch(text); m != nil {
		want := "a whole number"
		if m[1] != "" {
			want = "true or false, or nothing"
		}
		return fmt.Sprintf("--%s is %s: give it %s", m[3], m[2], want)
	}
	return "flags are written --name or --name=value"
}

// badValue matches what package flag says of a value that it cannot read.
var badValue = regexp.MustCompile(`^invalid (boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?-([^:]*):`)

// given tells whether the flag was set.
func (c *call) given(name string) bool {
	found := false
	c.flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// work opens a project for the person at work, runs f and closes it again.
func (c *call) work(path string, f func(*store.Project) error) error {
	return c.mend(path, func(p *store.Project) error {
		if err := c.enter(p); err != nil {
			return err
		}
		return f(p)
	})
}

// mend is work in which nobody decides anything.
func (c *call) mend(path string, f func(*store.Project) error) error {
	return use(c.ctx, path, store.Options{Data: preferences.DataFolder(), Originals: preferences.Originals()}, f)
}

// look opens a project for reading only, runs f and closes it again.
func (c *call) look(path string, f func(*store.Project) error) error {
	return use(c.ctx, path, store.Options{ReadOnly: true, Data: preferences.DataFolder()}, f)
}

func use(ctx context.Context, path string, o store.Options, f func(*store.Project) error) error {
	var p *store.Project
	err := patiently(ctx, func() (err error) {
		p, err = store.Open(path, o)
		return err
	})
	if err != nil {
		return err
	}
	err = f(p)
	if closing := p.Close(); err == nil {
		err = closing
	}
	return err
}

// Commands that run beside each other hold a project for a moment only, so a
// command waits that long for another. Tests set patience.
var patience = 2 * time.Second

const pause = 50 * time.Millisecond

// patiently opens a project that may be locked.
func patiently(ctx context.Context, open func() error) error {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	return retry(ctx, int(patience/pause), ticker.C, open)
}

// retry opens again, after each tick, what is locked, at most so many times.
func retry(ctx context.Context, times int, tick <-chan time.Time, open func() error) error {
	err := open()
	for ; times > 0 && errors.Is(err, store.ErrLocked); times-- {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick:
		}
		err = open()
	}
	return err
}
