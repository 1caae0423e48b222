package ratio

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Missed tells whether the ratio exceeds its bound.
func (l Line) Missed() bool { return l.Ratio > l.Most }

// Table prints the lines in columns, marks the bounds that are missed, and
// prints the notes below.
func Table(w io.Writer, lines []Line) error {
	rows := [][]string{{"name", "ours", "peer", "ratio", "at most", "", "against"}}
	missed := 0
	var notes []string
	for _, l := range lines {
		mark := ""
		if l.Missed() {
			mark = "MISSED"
			missed++
		}
		rows = append(rows, []string{l.Name, amount(l.Ours, l.Unit), amount(l.Peer, l.Unit), number(l.Ratio), number(l.Most), mark, l.PeerName})
		for _, n := range l.Notes {
			notes = append(notes, l.Name+": "+n)
		}
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var out strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i > 0 && i < 5 { // figures stand at the right
				line.WriteString(pad + cell + "  ")
			} else {
				line.WriteString(cell + pad + "  ")
			}
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	if len(notes) > 0 {
		out.WriteString("\n" + strings.Join(notes, "\n") + "\n")
	}
	verdict := "Every bound is kept."
	if missed > 0 {
		verdict = fmt.Sprintf("%d of %d bounds missed.", missed, len(lines))
	}
	out.WriteString("\n" + verdict + "\n")
	_, err := io.WriteString(w, out.String())
	return err
}

func amount(v float64, unit string) string { return number(v) + " " + unit }

// number writes a figure in full, without powers of ten.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
