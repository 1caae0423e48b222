// Package command is the command line: everything that can be scripted,
// without a display. One file holds one command; what they print, and the
// exit status, is a contract that scripts rely on.
//
// Results go to standard output, messages to standard error. A command that
// fails says so in one line and leaves nothing half done.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store/exchange"
	"claimtrace/store/ingest/worker"
)

// Exit statuses of [Run].
const (
	exitDone   = 0
	exitFailed = 1 // it could not be done
	exitUsage  = 2 // the words or flags are wrong
)

// IO is where a command reads and writes: standard input, standard output and
// standard error.
type IO struct {
	In       io.Reader
	Out, Err io.Writer
}

// command is one word of the command line.
type command struct {
	name    string
	words   string // what follows the name, for help
	summary string
	// prepare declares the command's flags and returns what runs it once they
	// are parsed, with the words that are not flags.
	prepare func(*call) func(words []string) error
	// fewest and most say how many words there may be.
	fewest, most int
	more         string // what else help says
}

const anyNumber = math.MaxInt

// commands lists all commands in the order in which help shows them.
func commands() []command {
	return []command{
		{"new", "PROJECT [--sample]", "make a project, empty or with the sample", newProject, 1, 1, ""},
		{"add", "PROJECT SOURCE... [flags]", "add articles: files of many kinds, folders, - for standard input", add, 1, anyNumber, addHelp},
		{"list", "PROJECT articles|claims|annotations|corrections|reviewers", "list what is in a project", list, 2, 2, ""},
		{"annotate", "PROJECT --article A --quote Q --verdict V [flags]", "tag a passage of an article", annotatePassage, 1, 1, ""},
		{"set", "PROJECT ENTITY|setting FIELD=VALUE...", "change fields of an article, claim, annotation, correction, reviewer or setting", set, 3, anyNumber, setHelp()},
		{"remove", "PROJECT ENTITY", "remove an article, claim, annotation or correction", remove, 2, 2, removeHelp},
		{"undo", "PROJECT", "take back what you did last", undo, 1, 1, undoHelp},
		{"redo", "PROJECT", "do again what was taken back", redo, 1, 1, ""},
		{"restore", "PROJECT ENTITY [--change C]", "bring back what was removed, or an earlier state", restore, 2, 2, restoreHelp},
		{"join", "PROJECT A B", "say that two claims, articles or persons are one", join, 3, 3, joinHelp},
		{"part", "PROJECT A B", "say that they are not", part, 3, 3, partHelp},
		{"decide", "PROJECT CLAIM --verdict V --reason T [--evidence A]...", "decide a claim", decide, 2, 2, decideHelp},
		{"log", "PROJECT [--entity E]", "print the change log, oldest first", changeLog, 1, 1, ""},
		{"facets", "PROJECT --annotation A | FILE [--language L] [--published T]", "tell what a passage or text says: who, how certain, how much, when, whom it names", facets, 1, 1, ""},
		{"correct", "PROJECT ANNOTATION KIND [--start N --end N] (VALUE | --dismiss)", "correct what was read in a passage", correct, 3, 4, correctHelp},
		{"carry", "PROJECT [ARTICLE] [--confirm ANNOTATION [--start N --end N] | --drop ANNOTATION]", "passages of an earlier version of an article, and where they stand in the later one", carryOver, 1, 2, carryHelp},
		{"diff", "FILE FILE...", "compare texts with the first of them", diff, 2, anyNumber, ""},
		{"compare", "PROJECT --claim C [--baseline A] [--html F]", "compare the wordings of a claim", compare, 1, 1, ""},
		{"export", "PROJECT --format F [--output PATH] | --list", "write the annotations for other tools", export, 0, 1, ""},
		{"import", "PROJECT FILE [--format F] | --list", "take in the annotations of other tools", importSet, 0, 2, importHelp},
		{"pack", "PROJECT OUT [flags]", "make a package for a colleague", pack, 2, 2, packHelp},
		{"merge", "PROJECT OTHER... [--dry-run] [--another]", "take in colleagues’ projects or packages", merge, 2, anyNumber, mergeHelp},
		{"collisions", "PROJECT", "what two people set differently, or one removed and another worked on", collisions, 1, 1, ""},
		{"settle", "PROJECT ENTITY (REGISTER --change C | --keep | --remove)", "settle one of these", settle, 2, 3, settleHelp},
		{"receipts", "PROJECT", "list what came in by merging", receipts, 1, 1, ""},
		{"take-back", "PROJECT RECEIPT [--not]", "take a merge back, or put it in again", takeBack, 2, 2, takeBackHelp},
		{"trust", "[KEY (--name N | --not)]", "say whose seal you believe", trust, 0, 1, trustHelp},
		{"key", "[(export | import) FILE --passphrase-file F]", "take your key to another machine", key, 0, 2, keyHelp},
		{"digest", "PROJECT", "print what two projects that are equal have in common", digest, 1, 1, digestHelp},
		{"verify", "PROJECT [--rebuild]", "check a project or package for damage", verify, 1, 1, ""},
		{"report", "PROJECT --output F.html", "write a page of all claims and their sources", writeReport, 1, 1, ""},
		{"version", "", "print the version of the program and its parts", version, 0, 0, ""},
		{"help", "[COMMAND]", "explain the commands", help, 0, 1, ""},
	}
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// Wanted tells whether the words after the program's name are for [Run]. They
// are not, and a window is to be opened, where there are none, or one that is
// no command but the path of a project.
func Wanted(args []string) bool {
	if worker.Asked() {
		return true
	}
	switch len(args) {
	case 0:
		return false
	case 1:
		if _, ok := find(args[0]); ok || strings.HasPrefix(args[0], "-") {
			return true
		}
		if strings.EqualFold(filepath.Ext(args[0]), ".claimtrace") {
			return false
		}
		info, err := os.Stat(args[0])
		return err != nil || info.IsDir()
	}
	return true
}

// Run runs the command that the words after the program's name ask for, and
// returns the exit status: 0 done, 1 it could not be done, 2 wrong usage. It
// stops early, with nothing half done, when the context ends.
func Run(ctx context.Context, args []string, streams IO) int {
	return perform(ctx, args, streams, &outcome{})
}

// perform is [Run] that tells as it goes what was done.
func perform(ctx context.Context, args []string, streams IO, done *outcome) int {
	err := run(ctx, args, streams, done)
	if err == nil {
		return exitDone
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped: nothing was changed")
	}
	complain(streams.Err, err)
	if isUsage(err) {
		return exitUsage
	}
	return exitFailed
}

// complain says in one line what could not be done.
func complain(w io.Writer, err error) {
	fmt.Fprintf(w, "claimtrace: %s\n", inOneLine(text.Harmless(err.Error())))
}

func run(ctx context.Context, args []string, streams IO, done *outcome) error {
	name, rest := commandWord(args)
	cmd, ok := find(name)
	switch {
	case name == "":
		return usagef("name a command: see claimtrace help")
	case !ok:
		return usagef("there is no command %s: see claimtrace help", annotate.Quoted(name))
	}
	c := newCall(ctx, cmd, streams)
	c.done = done
	return c.run(rest)
}

// commandWord takes the command's name out of the arguments. Flags may stand
// before it.
func commandWord(args []string) (name string, rest []string) {
	if len(args) == 0 {
		return "help", nil
	}
	switch args[0] {
	case "-h", "-help", "--help":
		return "help", args[1:]
	case "-version", "--version":
		return "version", args[1:]
	}
	if !strings.HasPrefix(args[0], "-") {
		return args[0], args[1:]
	}
	for i, word := range args {
		// A command's name after a flag that takes a value is that value.
		if cmd, ok := find(word); ok && !cmd.takesValue(args[i-1]) {
			return word, slices.Concat(args[:i], args[i+1:])
		}
	}
	return "", args
}

// takesValue tells whether the argument is a flag of the command whose value
// is the next argument.
func (cmd command) takesValue(arg string) bool {
	c := newCall(context.Background(), cmd, IO{})
	cmd.prepare(c)
	f := c.flags.Lookup(strings.TrimLeft(arg, "-"))
	if f == nil || !strings.HasPrefix(arg, "-") {
		return false
	}
	boolean, ok := f.Value.(interface{ IsBoolFlag() bool })
	return !ok || !boolean.IsBoolFlag()
}

// usageError says that the words or flags are wrong.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// isUsage tells whether an error comes from what was typed rather than from
// what was found.
func isUsage(err error) bool {
	var usage *usageError
	var verdict *annotate.VerdictError
	return errors.As(err, &usage) || errors.As(err, &verdict) || errors.Is(err, annotate.ErrField) || errors.Is(err, exchange.ErrFormat)
}

// printedError is the failure of a command whose result is printed all the
// same.
type printedError struct{ error }

// outcome is what a command has done so far, in words. It may be asked while the
// command runs.
type outcome struct{ is atomic.Pointer[string] }

func (o *outcome) note(words string) { o.is.Store(&words) }

// words is "" as long as nothing was done.
func (o *outcome) words() string {
	if s := o.is.Load(); s != nil {
		return *s
	}
	return ""
}

// doneError says what was done, though something failed after it: it wraps
// nothing, since the failure is not that of what was asked for.
type doneError struct {
	done string
	then error
}

func (e *doneError) Error() string { return fmt.Sprintf("done: %s: but %v", e.done, e.then) }
