package ratio

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Result is one row of build/bench.json.
type Result struct {
	Name     string  `json:"name"`
	Ours     float64 `json:"ours"`
	Peer     float64 `json:"peer"`
	PeerName string  `json:"peer_name"`
	Unit     string  `json:"unit"`
	Ratio    float64 `json:"ratio"`
}

// Line is a result on its way to the table, with what only the table shows.
type Line struct {
	Result
	Most  float64  `json:"most"`
	Notes []string `json:"notes,omitempty"`
}

// add appends the line to a file, which packages that are measured one after
// the other share.
func (l Line) add(path string) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(append(b, '\n')); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Lines reads what [Record] handed in, in that order. It returns an error for a
// line that is none, for two of one name, and where there is no line at all.
func Lines(r io.Reader) ([]Line, error) {
	var out []Line
	names := map[string]bool{}
	scan := bufio.NewScanner(r)
	for scan.Scan() {
		var l Line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("result %d cannot be read: %w", len(out)+1, err)
		}
		if err := l.check(); err != nil {
			return nil, err
		}
		if names[l.Name] {
			return nil, fmt.Errorf("two measurements are called %s", l.Name)
		}
		names[l.Name] = true
		out = append(out, l)
	}
	if err := scan.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nothing was measured")
	}
	return out, nil
}

// WriteJSON puts the results into a file as a JSON list, whole or not at all.
func WriteJSON(path string, lines []Line) error {
	results := make([]Result, len(lines))
	for i, l := range lines {
		results[i] = l.Result
	}
	b, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
