// Package worker has foreign bytes read by a process of its own: this program
// once more, started with a hidden command. What a reader does wrong there ends
// that process and nothing else: one that never returns, that fills the memory,
// that crashes.
//
// The two talk over the child's standard input and output, in frames:
//
//	4 bytes  length of the head, big-endian, at most 1 MiB
//	4 bytes  length of the body, at most [MaxBody]
//	head     JSON
//	body     bytes
//
// A child begins with a frame whose head is the greeting. Then each request, a
// head that names a reader and a body to read, is answered by one frame. A child
// ends when its standard input does, whatever it is doing, so none is left
// behind.
package worker
