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
	"claimtrace/store/ingest/foreign"
)

// paths reads files, folders and standard input in the order given.
func (in *intake) paths(names []string, stdin io.Reader) error {
	var sources []source
	for _, name := range names {
		found, err := in.look(name, stdin)
		if ctxErr := in.ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		if err != nil {
			sources = append(sources, source{place: placeOf(name), open: func() ([]byte, error) { return nil, err }}) // told in its turn
			continue
		}
		for _, s := range found {
			if abs, err := filepath.Abs(s.place); err == nil && s.about.File != "" && in.inTable[abs] {
				in.note("%s is listed in the manifest too, and was added once", s.place)
				continue
			}
			sources = append(sources, s)
		}
	}
	return in.gather(sources, in.takeOrFail)
}

// placeOf is what a name on the command line is called in what is told of it.
func placeOf(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// takeStdin allows one source to read the standard input, which can be read once
// only, and refuses the next.
func (in *intake) takeStdin() error {
	if in.stdinTaken {
		return errStdinTwice
	}
	in.stdinTaken = true
	return nil
}

// look finds the sources that a name on the command line stands for.
func (in *intake) look(name string, stdin io.Reader) ([]source, error) {
	if name == "-" {
		if err := in.takeStdin(); err != nil {
			return nil, err
		}
		return []source{{place: placeOf(name), open: func() ([]byte, error) {
			stream := in.interruptible(stdin)
			defer stream.Close()
			return readText(stream, 0, in.maxText)
		}}}, nil
	}
	if strings.Contains(name, "://") {
		return []source{{place: name, address: name}}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fileError(err)
	}
	if info.IsDir() {
		return in.folder(name)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w but a device or pipe: hand its text over on standard input, as -", ErrForeign)
	}
	switch tableEnding(name) {
	case ".csv", ".tsv", ".xlsx":
		return nil, fmt.Errorf("%w but a table: to add the articles that it lists, use --manifest", ErrForeign)
	case ".jsonl":
		return nil, fmt.Errorf("%w but JSON Lines: to add the articles in it, use --jsonl", ErrForeign)
	}
	return []source{in.file(name)}, nil
}

// tableEnding is the ending of a file's name, where that is a table's.
func tableEnding(name string) string {
	switch ending := strings.ToLower(filepath.Ext(name)); ending {
	case ".csv", ".tsv", ".xlsx", ".jsonl":
		return ending
	case ".ndjson":
		return ".jsonl"
	}
	return ""
}

func (in *intake) file(name string) source {
	return source{place: name, about: annotate.Article{File: fileName(filepath.Base(name))}, open: func() ([]byte, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, fileError(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, fileError(err)
		}
		most := in.maxText
		if ending := foreign.EndingOf(name); ending == ".warc" || ending == ".warc.gz" || ending == ".wacz" {
			most = max(most, foreign.MaxArchive)
		}
		return readText(f, info.Size(), most)
	}}
}

// folder finds the files of a folder and of those in it that articles are read
// from, sorted by path. Each that is left aside is noted.
func (in *intake) folder(root string) ([]source, error) {
	var found []source
	aside := func(path, why string) { in.note("%s was left aside: %s", path, why) }
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		path := filepath.Join(root, filepath.FromSlash(name))
		if ctxErr := in.ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		switch ending := foreign.EndingOf(path); {
		case err != nil && name == ".":
			return fileError(err)
		case err != nil:
			in.fail(path, fileError(err))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case name != "." && strings.HasPrefix(d.Name(), "."):
			aside(path, "it is hidden")
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case d.Type()&fs.ModeSymlink != 0:
			aside(path, "it is a link: name it itself")
		case !d.Type().IsRegular():
			aside(path, "it is no file")
		case strings.EqualFold(name, "manifest.csv"), strings.EqualFold(name, "manifest.xlsx"):
			in.note("%s holds a %s: to take titles, outlets and times from it, use --manifest", root, name)
		case tableEnding(path) == ".jsonl":
			aside(path, "it is JSON Lines: to add the articles in it, use --jsonl")
		case tableEnding(path) != "":
			aside(path, "it is a table: to add the articles that it lists, use --manifest")
		case slices.Contains(foreign.Endings, ending):
			found = append(found, in.file(path))
		default:
			aside(path, "by its name it is no article: name it itself")
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%w in this folder: put texts, web pages or documents into it, or name files of other kinds themselves", ErrNoArticle)
	}
	return found, err
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
func readText(r io.Reader, size, limit int64) ([]byte, error) {
	tooLarge := fmt.Errorf("%w: it has more than %s: split it", ErrTooLarge, mebibytes(limit))
	if size > limit {
		return nil, tooLarge
	}
	var buf bytes.Buffer
	buf.Grow(int(size) + bytes.MinRead)
	n, err := io.Copy(&buf, io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fileError(err)
	}
	if n > limit {
		return nil, tooLarge
	}
	return buf.Bytes(), nil
}
