package check

import (
	"bytes"
	"strings"
	"testing"
)

// A source comes back as it was, packed or not, and nothing else passes for it.
func TestSource(t *testing.T) {
	for _, source := range [][]byte{
		[]byte("\xff"), []byte(strings.Repeat("<p>A page of words.</p>", 1000)),
		PackSource([]byte(strings.Repeat("a", 1000))), // what is packed itself
	} {
		kept := PackSource(source)
		if len(kept) > len(source) {
			t.Errorf("%d bytes are kept as %d", len(source), len(kept))
		}
		if got, ok := Source(kept, Hash(source)); !ok || !bytes.Equal(got, source) {
			t.Errorf("%.20q comes back as %.20q, %v", source, got, ok)
		}
		if got, ok := Source(source, Hash(source)); !ok || !bytes.Equal(got, source) {
			t.Errorf("%.20q, not packed, comes back as %.20q, %v", source, got, ok)
		}
		if _, ok := Source(kept, Hash([]byte("another"))); ok {
			t.Error("it passes for another")
		}
		if _, ok := Source(append(bytes.Clone(kept), 0), Hash(source)); ok {
			t.Error("more than it passes for it")
		}
	}
	if kept := PackSource([]byte(strings.Repeat("<p>A page of words.</p>", 1000))); len(kept) > 1000 {
		t.Errorf("a page of 23,000 bytes is kept in %d", len(kept))
	}
}
