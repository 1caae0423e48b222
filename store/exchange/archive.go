package exchange

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
)

// archive writes a ZIP whose entries bear one time, so that the same set makes the
// same bytes.
type archive struct {
	z  *zip.Writer
	at time.Time
}

// writeArchive makes a ZIP of what fill puts in.
func writeArchive(w io.Writer, at time.Time, fill func(archive) error) error {
	z := zip.NewWriter(w)
	if err := fill(archive{z, at.UTC()}); err != nil {
		return err
	}
	return z.Close()
}

// put writes one file. Its name is of our own making.
func (a archive) put(name string, write func(io.Writer) error) error {
	w, err := a.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.at})
	if err != nil {
		return err
	}
	return write(w)
}

func (a archive) putText(name, content string) error {
	return a.put(name, func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	})
}

// fileNames gives each article a name for a file, without ending: short, of plain
// letters, and no two the same whatever a system makes of case.
type fileNames int

func (f *fileNames) of(a Article) string {
	*f++
	var b strings.Builder
	for _, r := range strings.ToLower(cmp.Or(a.Outlet, a.Title)) {
		switch {
		case b.Len() >= 40:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return fmt.Sprintf("%03d-%s", int(*f), cmp.Or(strings.Trim(b.String(), "-"), "article"))
}
