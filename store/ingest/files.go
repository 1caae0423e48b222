package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/annotate"
)

// textual lists the endings of the files that are taken from a folder. A file
// that is named itself may have any other.
var textual = []string{".txt", ".text", ".md"}

// source is one file on disk still to be read.
type source struct {
	path string
	size int64
}

// paths reads files, folders and standard input in the order given.
func (in *intake) paths(names []string, stdin io.Reader) error {
	var files []source // path "-" for standard input
	for _, name := range names {
		found, err := in.look(name)
		if err != nil {
			return err
		}
		for _, f := range found {
			if abs, err := filepath.Abs(f.path); err == nil && f.path != "-" && in.inTable[abs] {
				in.note("%s is listed in the manifest too, and was added once", f.path)
				continue
			}
			files = append(files, f)
		}
	}
	in.total += len(files)
	for _, f := range files {
		var err error
		if f.path == "-" {
			err = in.stdin(stdin)
		} else {
			err = in.file(f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// look finds the files that a name on the command line stands for.
func (in *intake) look(name string) ([]source, error) {
	if name == "-" {
		return []source{{path: name}}, nil
	}
	if strings.Contains(name, "://") {
		return nil, fmt.Errorf("%s: %w but an address: save the page's text as a UTF-8 .txt file and add that", name, ErrForeign)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	if info.IsDir() {
		return in.folder(name)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w but a device or pipe: hand its text over on standard input, as -", name, ErrForeign)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return nil, fmt.Errorf("%s: %w but a table: to add the articles that it lists, use --manifest", name, ErrForeign)
	case ".jsonl", ".ndjson":
		return nil, fmt.Errorf("%s: %w but JSON Lines: to add the articles in it, use --jsonl", name, ErrForeign)
	}
	return []source{{name, info.Size()}}, nil
}

// folder finds the text files of a folder and of those in it, sorted by path.
// What is hidden, and links, are left aside.
func (in *intake) folder(root string) ([]source, error) {
	var files []source
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err != nil {
			return fileError(path, err)
		}
		if err := in.ctx.Err(); err != nil {
			return err
		}
		if name != "." && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || !slices.Contains(textual, strings.ToLower(filepath.Ext(path))) {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return fileError(path, err)
		}
		files = append(files, source{path, info.Size()})
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: %w in this folder: put .txt or .md files into it, or name files of other kinds themselves", root, ErrNoArticle)
	}
	if info, statErr := os.Stat(filepath.Join(root, "manifest.csv")); statErr == nil && info.Mode().IsRegular() {
		in.note("%s holds a manifest.csv: to take titles, outlets and times from it, use --manifest", root)
	}
	return files, err
}

func (in *intake) file(s source) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	f, err := os.Open(s.path)
	if err != nil {
		return fileError(s.path, err)
	}
	defer f.Close()
	content, err := readText(s.path, f, s.size, in.maxText)
	if err != nil {
		return err
	}
	return in.add(s.path, content, annotate.Article{File: filepath.Base(s.path)})
}

func (in *intake) stdin(r io.Reader) error {
	const name = "standard input"
	stream := in.interruptible(r)
	defer stream.Close()
	content, err := readText(name, stream, 0, in.maxText)
	if err != nil {
		return err
	}
	return in.add(name, content, annotate.Article{})
}

// interruptible lets the context end the reading of a stream that may never
// come to its end. A nil stream is empty.
func (in *intake) interruptible(r io.Reader) io.ReadCloser {
	if r == nil {
		r = strings.NewReader("")
	}
	out, pipe := io.Pipe()
	stop := context.AfterFunc(in.ctx, func() { pipe.CloseWithError(in.ctx.Err()) })
	go func() {
		defer stop()
		_, err := io.Copy(pipe, r)
		pipe.CloseWithError(err)
	}()
	return out
}

// readText reads all of r, whose size may be known, up to the limit.
func readText(name string, r io.Reader, size, limit int64) ([]byte, error) {
	tooLarge := fmt.Errorf("%s: %w: it has more than %s: split it", name, ErrTooLarge, mebibytes(limit))
	if size > limit {
		return nil, tooLarge
	}
	var buf bytes.Buffer
	buf.Grow(int(size) + bytes.MinRead)
	n, err := io.Copy(&buf, io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fileError(name, err)
	}
	if n > limit {
		return nil, tooLarge
	}
	return buf.Bytes(), nil
}
