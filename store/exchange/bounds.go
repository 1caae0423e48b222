package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"claimtrace/annotate"
)

// What a file that comes in may be and hold. A file is of anyone's making: it is
// refused before more memory or time goes into it than these allow.
const (
	mostBytes    = 256 << 20 // of a file, packed or not, and of all that a ZIP unpacks to
	mostEntries  = 20_000    // files in a ZIP
	mostRatio    = 250       // of what a ZIP's file unpacks to and its packed bytes, above 1 MiB
	deepestJSON  = 100       // values in each other
	mostJSON     = 20_000_000
	deepestXML   = 200 // elements in each other
	mostXML      = 5_000_000
	mostPassages = 1_000_000
	mostSearched = 1 << 30 // bytes of texts in which words are looked for
)

// ErrIncoming is what the errors of all readers are: the file cannot be read as an
// annotation set of the format. The rest of the error's line says why, and what to do.
var ErrIncoming = errors.New("not a set that can be read")

func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrIncoming, fmt.Sprintf(format, args...))
}

// unpacking is a ZIP of which every name was looked at before anything is unpacked.
type unpacking struct {
	names []string // as they stand in it, with / between folders, without those that are hidden and what macOS adds
	files map[string]*zip.File
	left  uint64
}

// unpack looks through a ZIP. A name that leads outside, one that a system keeps for a
// device, two that some system takes for one, and sizes beyond the bounds are refused.
func unpack(data []byte) (*unpacking, error) {
	if len(data) > mostBytes {
		return nil, refuse("it has more than %d MiB", mostBytes>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse("the ZIP is damaged")
	}
	if len(z.File) > mostEntries {
		return nil, refuse("it holds more than %d files", mostEntries)
	}
	u := &unpacking{files: map[string]*zip.File{}, left: mostBytes}
	taken := map[string]bool{}
	var all uint64
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		folder := strings.HasSuffix(name, "/")
		name = strings.TrimSuffix(name, "/")
		if err := checkEntry(name); err != nil {
			return nil, err
		}
		if key := strings.ToLower(name); taken[key] {
			return nil, refuse("two files in it are called %s", annotate.Quoted(name))
		} else {
			taken[key] = true
		}
		if folder {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, refuse("it is encrypted: save it without a password")
		}
		if !f.Mode().IsRegular() {
			return nil, refuse("%s in it is no plain file", annotate.Quoted(name))
		}
		if all += f.UncompressedSize64; f.UncompressedSize64 > mostBytes || all > mostBytes {
			return nil, refuse("unpacked it has more than %d MiB", mostBytes>>20)
		}
		if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/mostRatio > f.CompressedSize64 {
			return nil, refuse("%s in it unpacks to more than %d times its size", annotate.Quoted(name), mostRatio)
		}
		if !strings.HasPrefix(path.Base(name), ".") && !strings.HasPrefix(name, "__MACOSX/") {
			u.names = append(u.names, name)
		}
		u.files[name] = f
	}
	return u, nil
}

// devices are names that Windows keeps for itself, whatever their ending.
var devices = func() map[string]bool {
	m := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for i := '1'; i <= '9'; i++ {
		m["com"+string(i)], m["lpt"+string(i)] = true, true
	}
	return m
}()

func checkEntry(name string) error {
	if name == "" || path.IsAbs(name) || path.Clean(name) != name || name == ".." || strings.HasPrefix(name, "../") || strings.ContainsAny(name, ":\x00") || !utf8.ValidString(name) {
		return refuse("the name %s in it leads outside", annotate.Quoted(name))
	}
	for _, part := range strings.Split(name, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if devices[strings.TrimRight(stem, " ")] {
			return refuse("the name %s in it is that of a device", annotate.Quoted(name))
		}
	}
	return nil
}

// has finds a file whatever the case of its name, "" for none.
func (u *unpacking) has(name string) string {
	if u.files[name] != nil {
		return name
	}
	for _, n := range u.names {
		if strings.EqualFold(n, name) {
			return n
		}
	}
	return ""
}

// each hands over the files of an ending, by their names without it. The error is a
// refusal where there is none.
func (u *unpacking) each(ending string, take func(stem string, data []byte) error) error {
	found := false
	for _, name := range u.names {
		stem, ok := strings.CutSuffix(name, ending)
		if !ok {
			continue
		}
		found = true
		data, err := u.read(name)
		if err == nil {
			err = take(stem, data)
		}
		if err != nil {
			return err
		}
	}
	if !found {
		return refuse("the ZIP holds no %s file", ending)
	}
	return nil
}

// read unpacks a file that is there, no further than what is left of the bound.
func (u *unpacking) read(name string) ([]byte, error) {
	r, err := u.files[name].Open()
	if err != nil {
		return nil, refuse("%s in it cannot be unpacked", annotate.Quoted(name))
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(u.left)+1))
	if err != nil {
		return nil, refuse("%s in it cannot be unpacked", annotate.Quoted(name))
	}
	if uint64(len(data)) > u.left {
		return nil, refuse("unpacked it has more than %d MiB", mostBytes>>20)
	}
	u.left -= uint64(len(data))
	return data, nil
}

// isZIP tells a ZIP by its first bytes.
func isZIP(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// characters reads a text file: UTF-8 with or without a byte order mark, or UTF-16. The
// mark is no part of the text.
func characters(data []byte) (string, error) {
	if len(data) > mostBytes {
		return "", refuse("it has more than %d MiB", mostBytes>>20)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], binary.BigEndian)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return "", refuse("it is not UTF-8: save it as UTF-8")
	}
	return string(data), nil
}

func wide(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", refuse("its UTF-16 breaks off")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units)), nil
}

// checkJSON refuses what encoding/json would spend too much on: values too deep in each
// other, or too many of them. It says nothing of whether the rest is JSON.
func checkJSON(s string) error {
	depth, values, inString := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > deepestJSON {
				return refuse("its values lie more than %d deep in each other", deepestJSON)
			}
			values++
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
	}
	if values > mostJSON {
		return refuse("it holds more than %d values", mostJSON)
	}
	return nil
}

// jsonText reads the text of a JSON file, within the bounds.
func jsonText(data []byte) (string, error) {
	s, err := characters(data)
	if err != nil {
		return "", err
	}
	return s, checkJSON(s)
}

// parseJSON decodes a JSON document, or says where it breaks off.
func parseJSON(s string, into any) error {
	err := json.Unmarshal([]byte(s), into)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		return refuse("it is not JSON: it breaks off at byte %d", syntax.Offset)
	case errors.As(err, &kind):
		return refuse("%s is not what stands there in such a file", annotate.Quoted(kind.Field))
	}
	return refuse("it is not JSON")
}

// parseXML decodes an XML document within the bounds. One that declares a document type
// is refused, with all entities that it could declare; nothing is fetched.
func parseXML(data []byte, into any) error {
	s, err := characters(data)
	if err != nil {
		return err
	}
	decoder := func() *xml.Decoder {
		d := xml.NewDecoder(strings.NewReader(s))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
		return d
	}
	depth, elements := 0, 0
	for d := decoder(); ; {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return refuse("it is not XML: it breaks off at byte %d", d.InputOffset())
		}
		switch token.(type) {
		case xml.Directive:
			return refuse("it declares a document type, which such a file never does")
		case xml.StartElement:
			depth++
			elements++
		case xml.EndElement:
			depth--
		}
		if depth > deepestXML {
			return refuse("its elements lie more than %d deep in each other", deepestXML)
		}
		if elements > mostXML {
			return refuse("it holds more than %d elements", mostXML)
		}
	}
	if err := decoder().Decode(into); err != nil {
		return refuse("it is not XML of that kind")
	}
	return nil
}
