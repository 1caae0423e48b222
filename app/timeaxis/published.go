package timeaxis

import (
	"cmp"
	"slices"
	"time"

	"claimtrace/annotate"
)

// Times are the moments at which some times of publication stand by the clocks
// of a zone, in the order in which they come, which none turns round; zero for
// those that are not known.
func Times(ps []annotate.Publication, zone *time.Location) []time.Time {
	out := annotate.Along(ps, zone)
	for i := range out {
		if i > 0 && !out[i].IsZero() && out[i].Before(out[i-1]) {
			out[i] = out[i-1]
		}
	}
	return out
}

// Zone is the offset from UTC that most times of publication have that have
// one, of several the first to come, and whether others have another.
func Zone(ps []annotate.Publication) (zone *time.Location, others bool) {
	counts := map[int]int{}
	best := 0
	for _, p := range ps {
		if p.Zoned() {
			_, offset := p.Written().Zone()
			counts[offset]++
		}
	}
	for _, p := range ps {
		if _, offset := p.Written().Zone(); p.Zoned() && counts[offset] > best {
			best, zone = counts[offset], time.FixedZone("", offset)
		}
	}
	return cmp.Or(zone, time.UTC), len(counts) > 1
}

// Unordered lists from where to where, the last included, nobody knows in which
// order some came that were published, in the order of lists.
func Unordered(ps []annotate.Publication) (out [][2]int) {
	for i, from := range annotate.FirstUnordered(ps) {
		if from == i {
			continue
		}
		for n := len(out); n > 0 && out[n-1][1] >= from; n-- {
			from = min(from, out[n-1][0])
			out = out[:n-1]
		}
		out = append(out, [2]int{from, i})
	}
	return out
}

// Stretch is a part of a line.
type Stretch struct{ From, To float32 }

// Joined are stretches from left to right, those that meet made one.
func Joined(all []Stretch) []Stretch {
	slices.SortFunc(all, func(a, b Stretch) int { return cmp.Compare(a.From, b.From) })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
