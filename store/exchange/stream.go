package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// encodeInto writes a document as [encode] does whose last list is empty, with some values
// in that list, one after the other: all at once they would stand in memory as text, too.
func encodeInto[T any](w io.Writer, document any, list []T) error {
	var whole bytes.Buffer
	if err := encode(&whole, document); err != nil {
		return err
	}
	frame := whole.Bytes()
	at := bytes.LastIndexByte(frame, '[') + 1
	line := frame[bytes.LastIndexByte(frame[:at], '\n')+1 : at]
	indent := string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	buf := bufio.NewWriterSize(w, 1<<16)
	buf.Write(frame[:at])
	if len(list) > 0 {
		var value bytes.Buffer
		enc := json.NewEncoder(&value)
		enc.SetEscapeHTML(false)
		enc.SetIndent(indent+"  ", "  ")
		for i := range list {
			if i > 0 {
				buf.WriteByte(',')
			}
			buf.WriteString("\n" + indent + "  ")
			value.Reset()
			if err := enc.Encode(&list[i]); err != nil {
				return err
			}
			buf.Write(bytes.TrimSuffix(value.Bytes(), []byte("\n")))
		}
		buf.WriteString("\n" + indent)
	}
	buf.Write(frame[at:])
	return buf.Flush()
}
