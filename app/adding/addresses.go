package adding

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/store/ingest"
)

// Address asks for the address of a page, and adds what stands there.
func (x *Adding) Address() {
	if x.w.Session() == nil {
		return
	}
	var s *dialog.Sheet
	s = x.w.Dialogs().FormOn("Add the page at an address", "It is fetched once, as it is seen without scripts and without an account. Its article is added, and its bytes are kept.",
		"Fetch it", []dialog.Field{{Label: "Address", Hint: "https://…"}}, func(now []string) error {
			list := addressesIn(now[0])
			if len(list) == 0 {
				return errors.New("that is no address: it begins with https:// or http://")
			}
			s.Close() // what comes of it may ask something
			x.Paths(list)
			return nil
		})
}

// addressesIn are the addresses of which a text consists, nil where there is
// anything else in it.
func addressesIn(s string) (list []string) {
	for _, word := range strings.Fields(s) {
		if !ingest.IsAddress(word) {
			return nil
		}
		list = append(list, word)
	}
	return list
}

// Dropped is what was let fall on the window: a file, or an address that was
// dragged out of a browser, which comes as if it were a path from the folder in
// which the program runs.
func Dropped(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	within, err := filepath.Rel(here, path)
	if err != nil {
		return path
	}
	within = filepath.ToSlash(within)
	for _, scheme := range []string{"https:/", "http:/"} {
		if rest, ok := strings.CutPrefix(within, scheme); ok {
			if address := scheme + "/" + strings.ReplaceAll(rest, " ", "%20"); ingest.IsAddress(address) {
				return address
			}
		}
	}
	return path
}

// askNetwork asks whether addresses of the local network are meant, and goes on
// with them.
func (x *Adding) askNetwork(list []string, s ingest.Sources) {
	const few = 5
	shown := strings.Join(list[:min(len(list), few)], "\n")
	if more := len(list) - few; more > 0 {
		shown += "\nand " + parts.Count(more, "other")
	}
	x.w.Dialogs().Ask("Fetch from the local network?", shown+"\n\nNobody outside can reach what stands there, and it may be meant for nobody else: a router, a printer, a page of your own office. Fetch it only if you know what it is.",
		dialog.Answer{Label: "Fetch it", Do: func() {
			x.in.Read(ingest.Sources{Paths: list, Local: true, Encoding: s.Encoding, Given: s.Given})
		}})
}
