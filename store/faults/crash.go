package faults

import (
	"bytes"
	"cmp"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
)

// Folder is what a folder holds: the content of its files by their paths.
type Folder map[string][]byte

// Loss is what a loss of power does with what was not flushed to the disk.
type Loss func(pending []Event) (kept []Event, names bool)

// The ways in which power is lost.
var (
	// Nothing that was written is lost.
	Nothing Loss = func(pending []Event) ([]Event, bool) { return pending, true }
	// Everything that was not flushed is lost.
	Everything Loss = func([]Event) ([]Event, bool) { return nil, false }
)

// Anything keeps of what was not flushed what chance wills: whole writes, none,
// or some of their sectors; and the new names of files or the old ones.
func Anything(rng *rand.Rand) Loss {
	return func(pending []Event) (kept []Event, names bool) {
		for _, e := range pending {
			switch rng.IntN(3) {
			case 0:
				kept = append(kept, e)
			case 1:
				if e.Kind == Write {
					kept = append(kept, torn(rng, e)...)
				}
			}
		}
		return kept, rng.IntN(2) == 0
	}
}

const sector = 512

// torn is a write of which only some sectors reached the disk.
func torn(rng *rand.Rand, e Event) (parts []Event) {
	for at := 0; at < len(e.Data); {
		end := min(at+sector-int((e.Offset+int64(at))%sector), len(e.Data))
		if rng.IntN(2) == 0 {
			parts = append(parts, Event{Kind: Write, File: e.File, Offset: e.Offset + int64(at), Data: e.Data[at:end]})
		}
		at = end
	}
	return parts
}

// stored is a file, under whatever name.
type stored struct {
	flushed []byte
	pending []Event // what was done to it since
}

// Crash is what a folder holds after a loss of power: before is what it held
// when the events began, all of it flushed.
func Crash(before Folder, events []Event, loss Loss) Folder {
	names := map[string]*stored{} // as programs saw them
	for path, content := range before {
		names[path] = &stored{flushed: content}
	}
	flushed := maps.Clone(names) // as they are on the disk
	for _, e := range events {
		f := names[e.File]
		if f == nil && e.Kind != Names && e.Kind != Delete {
			f = &stored{}
			names[e.File] = f
		}
		switch e.Kind {
		case Write, Truncate:
			f.pending = append(f.pending, e)
		case Sync: // of a new file, its name too
			f.flushed, f.pending = applied(f.flushed, f.pending), nil
			if flushed[e.File] == nil {
				flushed[e.File] = f
			}
		case Delete:
			delete(names, e.File)
			if e.Sure {
				delete(flushed, e.File)
			}
		case Rename:
			delete(names, e.File)
			names[e.Target] = f
		case Link:
			names[e.Target] = f
		case Names:
			inFolder := func(path string) bool { return filepath.Dir(path) == filepath.Dir(e.File) }
			maps.DeleteFunc(flushed, func(path string, _ *stored) bool { return inFolder(path) })
			for path, f := range names {
				if inFolder(path) {
					flushed[path] = f
				}
			}
		}
	}
	owner := map[*stored]string{} // the name by which each is in turn
	for _, all := range []map[string]*stored{flushed, names} {
		for path, f := range all {
			owner[f] = path
		}
	}
	kept, newNames := map[*stored][]Event{}, true
	for i, f := range slices.SortedFunc(maps.Keys(owner), func(a, b *stored) int { return cmp.Compare(owner[a], owner[b]) }) {
		events, names := loss(f.pending)
		if kept[f] = events; i == 0 {
			newNames = names
		}
	}
	if !newNames {
		names = flushed
	}
	after := Folder{}
	for path, f := range names {
		after[path] = applied(f.flushed, kept[f])
	}
	return after
}

// applied is a content after writes and truncations.
func applied(content []byte, events []Event) []byte {
	content = bytes.Clone(content)
	for _, e := range events {
		switch e.Kind {
		case Truncate:
			if e.Size < int64(len(content)) {
				content = content[:e.Size]
			} else {
				content = append(content, make([]byte, e.Size-int64(len(content)))...)
			}
		case Write:
			if end := e.Offset + int64(len(e.Data)); end > int64(len(content)) {
				content = append(content, make([]byte, end-int64(len(content)))...)
			}
			copy(content[e.Offset:], e.Data)
		}
	}
	return content
}
