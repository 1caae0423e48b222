package command

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"claimtrace/store"
)

// A locked project is tried again with each tick, and nothing else is.
func TestRetry(t *testing.T) {
	locked, other := fmt.Errorf("cannot open: %w", store.ErrLocked), errors.New("other")
	tick := make(chan time.Time, 9)
	for range 9 {
		tick <- time.Time{}
	}
	for _, tt := range []struct {
		name    string
		times   int
		results []error
		want    error
	}{
		{"at once", 3, []error{nil}, nil},
		{"after two", 3, []error{locked, locked, nil}, nil},
		{"no more", 2, []error{locked, locked, locked}, store.ErrLocked},
		{"no patience", 0, []error{locked}, store.ErrLocked},
		{"another error", 3, []error{other}, other},
		{"another error later", 3, []error{locked, other}, other},
	} {
		tries := 0
		err := retry(context.Background(), tt.times, tick, func() error {
			tries++
			return tt.results[tries-1]
		})
		if !errors.Is(err, tt.want) || tries != len(tt.results) {
			t.Errorf("%s: %v after %d tries", tt.name, err, tries)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := retry(ctx, 3, nil, func() error { return locked }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}
