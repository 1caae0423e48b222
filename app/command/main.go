package command

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"os/signal"
	"syscall"
	"time"

	"claimtrace/store/exchange"
	"claimtrace/store/file"
	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/worker"
)

// Main is [Run] for a program. When the program is told to end, the command
// stops with nothing half done and closes what it has open; one that cannot,
// since it waits for something that does not come, is left where it is.
//
// A program that was started to read foreign bytes for another does that and
// nothing else.
func Main(args []string, streams IO) int {
	if worker.Asked() {
		readers := foreign.Readers()
		maps.Copy(readers, exchange.Readers())
		return worker.Serve(readers)
	}
	told := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup has it
			signal.Notify(told, s)
		}
	}
	defer signal.Stop(told)
	status := make(chan int, 1)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var done outcome
	go func() { status <- perform(ctx, args, streams, &done) }()
	return ending{told, stop, status, time.After, &done}.wait(streams.Err)
}

// ending is how a command comes to its end.
type ending struct {
	told   <-chan os.Signal
	stop   context.CancelFunc
	status <-chan int
	after  func(time.Duration) <-chan time.Time
	done   *outcome
}

// patienceAtEnd is how long a command may take to stop: what it was writing is
// taken back in that time, however large.
const patienceAtEnd = 5 * time.Second

// wait returns the exit status of the command. Told to end again, or when the
// command does not stop, it does not wait any longer.
func (e ending) wait(stderr io.Writer) int {
	select {
	case status := <-e.status:
		return status
	case <-e.told:
	}
	e.stop()
	select {
	case status := <-e.status:
		return status
	case <-e.told:
	case <-e.after(patienceAtEnd):
	}
	file.RemoveTemporaries()
	err := errors.New("stopped while it waited for something: nothing was changed")
	if words := e.done.words(); words != "" {
		err = &doneError{words, errors.New("stopped before all of it was printed")}
	}
	complain(stderr, err)
	return exitFailed
}
