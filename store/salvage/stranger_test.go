package salvage

import (
	"runtime"
	"testing"
)

// A record of nothing but columns without a value takes no more than its bytes.
func TestColumnsOfNothing(t *testing.T) {
	const n = 20 << 20
	b := append([]byte{0x8a, 0x80, 0x80, 0x04}, make([]byte, n)...) // its length is that of the header, 20 MB and 4 bytes
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	length, _ := varint(b)
	b = b[:min(len(b), int(length))]
	_, ok := decode(b)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > n {
		t.Errorf("of a record of %d bytes (%v) %d are taken", len(b), ok, took)
	}
}
