package faults

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"
)

func TestCrash(t *testing.T) {
	before := Folder{"/d/a": []byte("old"), "/d/gone": []byte("x")}
	events := []Event{
		{Kind: Write, File: "/d/a", Offset: 1, Data: []byte("NEW")},  // 0
		{Kind: Create, File: "/d/t"},                                 // 1
		{Kind: Write, File: "/d/t", Data: []byte("temporary")},       // 2
		{Kind: Sync, File: "/d/t"},                                   // 3
		{Kind: Write, File: "/d/t", Offset: 12, Data: []byte("end")}, // 4
		{Kind: Truncate, File: "/d/t", Size: 14},                     // 5
		{Kind: Rename, File: "/d/t", Target: "/d/a"},                 // 6
		{Kind: Names, File: "/d/a"},                                  // 7
		{Kind: Delete, File: "/d/gone", Sure: true},                  // 8
		{Kind: Sync, File: "/d/a"},                                   // 9
	}
	for n, want := range map[int][2]string{ // with nothing lost, with everything
		0:  {"a=old gone=x", "a=old gone=x"},
		1:  {"a=oNEW gone=x", "a=old gone=x"},
		3:  {"a=oNEW gone=x t=temporary", "a=old gone=x"},
		4:  {"a=oNEW gone=x t=temporary", "a=old gone=x t=temporary"},
		6:  {"a=oNEW gone=x t=temporary\x00\x00\x00en", "a=old gone=x t=temporary"},
		7:  {"a=temporary\x00\x00\x00en gone=x", "a=old gone=x t=temporary"},
		8:  {"a=temporary\x00\x00\x00en gone=x", "a=temporary gone=x"},
		9:  {"a=temporary\x00\x00\x00en", "a=temporary"},
		10: {"a=temporary\x00\x00\x00en", "a=temporary\x00\x00\x00en"},
	} {
		for i, loss := range []Loss{Nothing, Everything} {
			if got := told(Crash(before, events[:n], loss)); got != want[i] {
				t.Errorf("after %d events, %d: %q, not %q", n, i, got, want[i])
			}
		}
	}
	if string(before["/d/a"]) != "old" {
		t.Error("what was before is changed")
	}
}

func told(f Folder) (s string) {
	for _, path := range []string{"/d/a", "/d/gone", "/d/t"} {
		if content, ok := f[path]; ok {
			if s != "" {
				s += " "
			}
			s += path[3:] + "=" + string(content)
		}
	}
	if len(f) > 3 {
		s += fmt.Sprint(" and more: ", maps.Keys(f))
	}
	return s
}

// Chance loses any part of what was not flushed, nothing that was, and makes
// up nothing.
func TestCrashByChance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	old, flushed, late := make([]byte, 4096), make([]byte, 4096), make([]byte, 4096)
	for i := range old {
		old[i], flushed[i], late[i] = 'o', 'f', 'l'
	}
	events := []Event{
		{Kind: Write, File: "/d/a", Data: flushed[:2048]}, {Kind: Sync, File: "/d/a"},
		{Kind: Write, File: "/d/a", Offset: 1024, Data: late[:2048]},
	}
	seen := map[string]bool{}
	for range 400 {
		after := Crash(Folder{"/d/a": old}, events, Anything(rng))["/d/a"]
		pattern := ""
		for at := 0; at < 4096; at += sector {
			part := after[at : at+sector]
			for _, c := range part {
				if c != part[0] {
					t.Fatalf("the sector at %d is torn", at)
				}
			}
			pattern += string(part[0])
		}
		seen[pattern] = true
		if pattern[:2] != "ff" || pattern[6:] != "oo" {
			t.Fatalf("the sectors are %s", pattern)
		}
	}
	if !seen["ffffoooo"] || !seen["fflllloo"] || len(seen) != 16 {
		t.Errorf("seen were %v", reflect.ValueOf(seen).MapKeys())
	}
}
