// Package bench measures the reader against named peers, through what it
// offers its callers and with Fyne's in-memory driver. The bounds stand in the
// rows; `make bench` prints them.
//
// Its measurements are built with the tag bench.
package bench
