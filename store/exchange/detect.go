package exchange

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Detect tells which format a file is of, by what is in it and, where that leaves it
// open, by its name. Its error wraps [ErrIncoming]; it names the formats that come in.
func Detect(name string, data []byte) (Format, error) {
	switch {
	case isZIP(data):
		return detectZIP(data)
	case strings.EqualFold(path.Ext(name), ".ann"):
		return bratFormat, nil
	}
	s, err := characters(data)
	if err != nil {
		return Format{}, err
	}
	switch start := strings.TrimSpace(s); {
	case start == "":
		return Format{}, refuse("it is empty")
	case start[0] == '<':
		head := start[:min(len(start), 4096)]
		switch {
		case strings.Contains(head, "<Project"):
			return refiProject, nil
		case strings.Contains(head, "<CodeBook"):
			return refiCodebook, nil
		}
		if strings.Contains(head, "<xmi:XMI") {
			return Format{}, refuse("UIMA CAS XMI only goes out: save it as UIMA CAS JSON")
		}
		return Format{}, refuse("it is XML of a kind that is not taken in")
	case start[0] == '{' || start[0] == '[':
		if err := checkJSON(start); err != nil {
			return Format{}, err
		}
		return detectJSON(start)
	}
	if _, err := readCSV(name, data[:head(data)], nil); err == nil {
		return csvFormat, nil
	}
	return Format{}, unknown()
}

func unknown() error {
	var names []string
	for _, f := range []Format{jsonFormat, csvFormat, xlsxFormat, webAnnotation, webAnnotationUTF16, hypothesis, refiProject, refiCodebook, bratFormat, casJSON, doccano, labelStudio} {
		names = append(names, f.Name)
	}
	return refuse("it is of no format that is known: name it, one of %s", strings.Join(names, ", "))
}

// head is where the first line of a table ends.
func head(data []byte) int {
	if len(data) > 1 && (data[0] == 0xff || data[0] == 0xfe) { // UTF-16
		return min(len(data), 8192)
	}
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		if bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("sep=")) {
			if j := bytes.IndexByte(data[i+1:], '\n'); j >= 0 {
				return i + j + 2
			}
			return len(data)
		}
		return i + 1
	}
	return len(data)
}

func detectZIP(data []byte) (Format, error) {
	z, err := unpack(data)
	if err != nil {
		return Format{}, err
	}
	has := func(is func(lower string) bool) bool {
		return slices.ContainsFunc(z.names, func(n string) bool { return is(strings.ToLower(n)) })
	}
	ends := func(ending string) bool {
		return has(func(n string) bool { return strings.HasSuffix(n, ending) })
	}
	switch {
	case has(func(n string) bool { return n == "xl/workbook.xml" }):
		return xlsxFormat, nil
	case ends(".qde"):
		return refiProject, nil
	case has(func(n string) bool { return n == "tasks.json" }):
		return labelStudio, nil
	case ends(".ann"):
		return bratFormat, nil
	case ends(".json"):
		return casJSON, nil
	case ends(".xmi"):
		return Format{}, refuse("UIMA CAS XMI only goes out: save it as UIMA CAS JSON")
	}
	return Format{}, refuse("the ZIP holds no set of a format that is known")
}

// detectJSON tells formats by the first value of the file: the others of JSON Lines, and
// of a list, are like it.
func detectJSON(s string) (Format, error) {
	d := json.NewDecoder(strings.NewReader(s))
	if s[0] == '[' {
		if _, err := d.Token(); err != nil || !d.More() {
			return Format{}, refuse("its list is empty")
		}
	}
	var first map[string]json.RawMessage
	if err := d.Decode(&first); err != nil {
		return Format{}, refuse("it is not JSON of a format that is known")
	}
	has := func(names ...string) bool {
		for _, n := range names {
			if _, ok := first[n]; ok {
				return true
			}
		}
		return false
	}
	switch {
	case has("format") && textOf(valueOf(first["format"])) == "claimtrace":
		return jsonFormat, nil
	case has("%FEATURE_STRUCTURES", "%VIEWS"):
		return casJSON, nil
	case has("bodies") && has("target"):
		return webAnnotationUTF16, nil
	case has("@context") || slices.Contains(textsOf(valueOf(first["type"])), "Annotation"):
		if countsUTF16(s) {
			return webAnnotationUTF16, nil
		}
		return webAnnotation, nil
	case has("rows") || has("annotations") && has("export_date", "client_version") || has("target") && has("uri", "user", "group"):
		return hypothesis, nil
	case has("data") && has("annotations", "completions", "predictions"):
		return labelStudio, nil
	case has("text") && has("entities", "label", "labels", "annotations", "relations") && !has("background_color"):
		return doccano, nil
	}
	return Format{}, unknown()
}

// countsUTF16 tells whether the offsets of Web Annotations count UTF-16 code units: by the
// quotes for which that makes a difference, else by the program that wrote them.
func countsUTF16(s string) bool {
	list, _, _, err := webFile(s)
	if err != nil {
		return false
	}
	list = list[:min(len(list), 5000)] // as many as tell it
	points, units, byProgram := 0, 0, false
	for _, raw := range list {
		a := membersOf(valueOf(raw))
		for _, t := range manyOf(a["target"]) {
			target := membersOf(t)
			byProgram = byProgram || target["annotation"] != nil // Recogito's
			if target["selector"] != nil && target["source"] == nil {
				byProgram = true // as INCEpTION writes it
			}
			quote, length := "", -1
			for _, sel := range manyOf(target["selector"]) {
				switch m := membersOf(sel); textOf(m["type"]) {
				case "TextQuoteSelector":
					quote = textOf(m["exact"])
				case "TextPositionSelector":
					length = offsetOf(m["end"]) - offsetOf(m["start"])
				}
			}
			switch n := utf8.RuneCountInString(quote); {
			case n == utf16Length(quote):
			case length == n:
				points++
			case length == utf16Length(quote):
				units++
			}
		}
	}
	return units > points || units == points && byProgram
}

func utf16Length(s string) (n int) {
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}
