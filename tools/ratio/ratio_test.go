package ratio

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	for q, want := range map[float64]float64{0: 1, 0.2: 1, 0.5: 3, 0.81: 5, 0.95: 5, 1: 5} {
		if got := Quantile(values, q); got != want {
			t.Errorf("the share %v gives %v, not %v", q, got, want)
		}
	}
	if got := Quantile([]float64{2, 1}, 0.5); got != 1 {
		t.Errorf("the median of two is %v", got)
	}
	if !math.IsNaN(Quantile(nil, 0.5)) {
		t.Error("there is a median of nothing")
	}
	if !slices.Equal(values, []float64{5, 1, 4, 2, 3}) {
		t.Error("the values were put in order")
	}
}

// TestMediansByTurns checks the order of the repetitions, and that a median is
// taken of each side's own.
func TestMediansByTurns(t *testing.T) {
	order := ""
	var n float64
	ours, peer := Medians(
		func() float64 { order += "o"; n++; return n },
		func() float64 { order += "p"; return 10 * n },
	)
	if order != strings.Repeat("op", Rounds) || ours != (Rounds+1)/2 || peer != 10*ours {
		t.Errorf("%s gave %v and %v", order, ours, peer)
	}
}

func TestMilliseconds(t *testing.T) {
	worked := false
	if Milliseconds(func() { worked = true }) < 0 || !worked {
		t.Error("the work was not done")
	}
	if Since(time.Now().Add(-time.Hour)) < 3_600_000 {
		t.Error("an hour has fewer milliseconds")
	}
}

func TestRecord(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "lines")
	t.Setenv(FileVariable, path)
	Record(t, Row{Name: "a.first", Peer: "a “peer”", Unit: "ms", Most: 0.2}, 123.456, 1000, "a note")
	Record(t, Row{Name: "b.second", Peer: "bytes", Unit: "bytes", Most: 3}, 6e6, 1e6)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := Lines(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(folder, "bench.json")
	for range 2 { // an old file is replaced
		if err := WriteJSON(to, lines); err != nil {
			t.Fatal(err)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 {
		t.Errorf("%v, %v lie in the folder", left, err)
	}
	if b, err = os.ReadFile(to); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"name": "a.first", "ours": 123.5, "peer": 1000.0, "peer_name": "a “peer”", "unit": "ms", "ratio": 0.1235}
	if len(got) != 2 || len(got[0]) != len(want) {
		t.Fatalf("got %v", got)
	}
	for name, value := range want {
		if got[0][name] != value {
			t.Errorf("%s is %v, not %v", name, got[0][name], value)
		}
	}
	var table strings.Builder
	if err := Table(&table, lines); err != nil {
		t.Fatal(err)
	}
	const shown = `name               ours           peer   ratio  at most          against
a.first        123.5 ms        1000 ms  0.1235      0.2          a “peer”
b.second  6000000 bytes  1000000 bytes       6        3  MISSED  bytes

a.first: a note

1 of 2 bounds missed.
`
	if table.String() != shown {
		t.Errorf("the table is\n%s", table.String())
	}
}

func TestBadLines(t *testing.T) {
	const good = `{"name":"a.b","ours":1,"peer":2,"peer_name":"p","unit":"ms","ratio":0.5,"most":1}` + "\n"
	if _, err := Lines(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string]string{
		"none":          "",
		"no JSON":       good + "ok\n",
		"twice":         good + good,
		"nothing found": strings.Replace(good, `"ours":1`, `"ours":0`, 1),
		"no bound":      strings.Replace(good, `"most":1`, `"most":0`, 1),
		"no peer":       strings.Replace(good, `"p"`, `""`, 1),
	} {
		if got, err := Lines(strings.NewReader(lines)); err == nil {
			t.Errorf("%s: %v was taken", name, got)
		}
	}
}

func TestWriteJSONNowhere(t *testing.T) {
	if err := WriteJSON(filepath.Join(t.TempDir(), "none", "bench.json"), nil); err == nil {
		t.Error("a file in a folder that is not there was written")
	}
}
