// Claimtrace traces a claim to its sources: in a window, or from the command
// line.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"claimtrace/app"
	"claimtrace/app/command"
)

func main() {
	args := os.Args[1:]
	if command.Wanted(args) {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		status := command.Run(ctx, args, command.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
		stop()
		os.Exit(status)
	}
	if err := app.Run(args...); err != nil {
		fmt.Fprintf(os.Stderr, "claimtrace: %v\n", err)
		os.Exit(1)
	}
}
