package bidi

import "slices"

// Order returns the order in which the pieces of a line are seen, from left to
// right: Order(levels)[k] is the index of the piece that is seen k-th (rule
// L2). The levels are one for each piece, in the order of the text; a piece is
// what is set as one, so all its characters have one level.
func Order(levels []uint8) []int {
	order := make([]int, len(levels))
	highest := 0
	for i, level := range levels {
		order[i] = i
		highest = max(highest, int(level))
	}
	// Below the lowest odd level, where L2 ends, each two turns undo each other.
	for level := highest; level > 0; level-- {
		for start := 0; start < len(levels); start++ {
			end := start
			for end < len(levels) && int(levels[end]) >= level {
				end++
			}
			slices.Reverse(order[start:end])
			start = end
		}
	}
	return order
}
