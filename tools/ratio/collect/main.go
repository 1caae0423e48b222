// Command collect joins what the measurements handed in: it prints them as a
// table and leaves them as JSON.
//
//	go run ./tools/ratio/collect build/bench.lines build/bench.json
package main

import (
	"fmt"
	"os"

	"claimtrace/tools/ratio"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: collect LINES JSON")
		os.Exit(2)
	}
	if err := collect(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "collect:", err)
		os.Exit(1)
	}
}

func collect(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	lines, err := ratio.Lines(f)
	if err != nil {
		return err
	}
	if err := ratio.WriteJSON(to, lines); err != nil {
		return err
	}
	return ratio.Table(os.Stdout, lines)
}
