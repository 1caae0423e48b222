package check

import (
	"bytes"
	"compress/gzip"
	"io"
)

// maxSource is the length of the longest source, in bytes.
const maxSource = 1 << 27

// PackSource packs the bytes that a text came from as they are kept: with gzip
// where that is shorter.
func PackSource(source []byte) []byte {
	var packed bytes.Buffer
	// The fastest: pages become a fifth, and nearly all the time is in the reading.
	z, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err == nil {
		_, err = z.Write(source)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil || packed.Len() >= len(source) {
		return source
	}
	return packed.Bytes()
}

// Source unpacks what is kept of a source: the bytes whose SHA-256, in
// hexadecimal, is sum. It reports false where they are not.
func Source(kept []byte, sum string) ([]byte, bool) {
	if Hash(kept) == sum {
		return kept, true
	}
	z, err := gzip.NewReader(bytes.NewReader(kept))
	if err != nil {
		return nil, false
	}
	source, err := io.ReadAll(io.LimitReader(z, maxSource+1))
	if err != nil || len(source) > maxSource || Hash(source) != sum {
		return nil, false
	}
	return source, true
}

func isSource(kept []byte, sum string) bool {
	_, ok := Source(kept, sum)
	return ok
}
