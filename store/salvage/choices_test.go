//go:build faults

package salvage

import (
	"testing"
	"time"
)

// Of keys that stand for more than one id each is tried, however many a row names.
func TestManyChoices(t *testing.T) {
	n := newNames[int64]()
	const keys = 50_000
	for k := range int64(keys) {
		n.add(k, k)
		n.add(k, -k-1)
	}
	c := choose(n)
	began := time.Now()
	for range maxTries {
		for k := range int64(keys) {
			if _, err := c.get(k); err != nil {
				t.Fatal(err)
			}
		}
		c.next()
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it takes %v", took)
	}
}
