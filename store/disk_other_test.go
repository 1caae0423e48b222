//go:build !linux

package store

import "testing"

// smallDisk is for Linux only.
func smallDisk(*testing.T, int) (string, bool) { return "", false }

func protectDisk(*testing.T, string) func() { return func() {} }
