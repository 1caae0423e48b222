// Claimtrace traces a claim to its sources: in a window, or from the command
// line.
package main

import (
	"fmt"
	"os"

	"claimtrace/app"
	"claimtrace/app/command"
)

func main() {
	args := os.Args[1:]
	if command.Wanted(args) {
		os.Exit(command.Main(args, command.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	if err := app.Run(args...); err != nil {
		fmt.Fprintf(os.Stderr, "claimtrace: %v\n", err)
		os.Exit(1)
	}
}
