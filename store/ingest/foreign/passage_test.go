package foreign

import (
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// spanOf is the place of the n-th time that some words stand in a text, from 0.
func spanOf(t *testing.T, text, words string, n int) annotate.Span {
	t.Helper()
	from := 0
	for range n + 1 {
		i := strings.Index(text[from:], words)
		if i < 0 {
			t.Fatalf("%q is not in %q", words, text)
		}
		from += i + 1
	}
	start := utf8.RuneCountInString(text[:from-1])
	return annotate.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

// A passage is found in what was read from the original, whatever that has changed; of
// the same words those in their place are; and nothing else is.
func TestStandsIn(t *testing.T) {
	const read = "The quay\n\nThe ferry is back. The harbour master said so on Thursday, after a week in which the ice had kept the vessel at its berth.\n\n" +
		"The ferry is back. Nobody had expected that before the end of the month, said the café’s owner, and coffee was given away.\n\nThe ferry is back."
	for _, tt := range []struct {
		name, article, words string
		nth                  int    // of those in the article
		want                 string // what is found, "" for nothing
		before               string // what ends before it
	}{
		{"the same", read, "on Thursday, after", 0, "on Thursday, after", "master said so "},
		{"signs at the ends", read, "café’s owner,", 0, "café’s owner,", "said the "},
		{"the second", read, "The ferry is back.", 1, "The ferry is back.", "berth.\n\n"},
		{"the third", read, "The ferry is back.", 2, "The ferry is back.", "given away.\n\n"},
		{"accents apart", strings.ReplaceAll(read, "é", "e\u0301"), "cafe\u0301", 0, "café", "said the "},
		{"ligatures, hyphens and lines", strings.NewReplacer("ff", "ﬀ", "harbour", "har-\nbour", "given", "gi\u00adven", "ferry", "ferry\r\n").Replace(read), "har-\nbour master", 0, "harbour master", "back. The "},
		{"a ligature in a word", strings.ReplaceAll(read, "ff", "ﬀ"), "coﬀee", 0, "coffee", "owner, and "},
		{"a head and a foot more", "NEWS OF THE QUAY\n\n" + read + "\n\nPage 1", "The ferry is back.", 2, "The ferry is back.", "given away.\n\n"},
		{"one of the same less", strings.Replace(read, "The ferry is back. The harbour", "The harbour", 1), "The ferry is back.", 1, "The ferry is back.", "given away.\n\n"},
		{"a part of it", read[strings.Index(read, "Nobody"):], "The ferry is back.", 0, "The ferry is back.", "given away.\n\n"},
		{"the parts in another order", read[strings.Index(read, "The ferry is back. Nobody"):] + "\n\n" + read[:strings.Index(read, "The ferry is back. Nobody")], "Nobody had expected that", 0, "Nobody had expected that", "is back. "},
		{"a word was corrected", strings.Replace(read, "kept the vessel at", "kept the ship at", 1), "after a week in which the ice had kept the ship at its berth", 0, "after a week in which the ice had kept the vessel at its berth", "Thursday, "},
		{"the beginning of a part of it", read[strings.Index(read, "The ferry is back. Nobody"):], "The ferry is back.", 0, "The ferry is back.", "berth.\n\n"},
		{"more words are others than are the same", "The harbour master said so on Friday, before a month in which no storm had driven the boats from their berth.", "said so on Friday, before a month in which no storm had driven the boats from their berth", 0, "", ""},
		{"words of one's own", "Added by hand: the mayor was there.\n\n" + read, "the mayor was there", 0, "", ""},
		{"the beginning of a word", "He owns it.\n\n" + read + " Own it.", "Own", 0, "", ""},
		{"the end of a word", read + " An arbour.", "arbour", 1, "", ""},
		{"signs alone", read, ".\n\n", 0, "", ""},
		{"another text", "A week of storms has closed the airport to the north of the town for good.", "closed the airport to the north", 0, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ok := standsIn(tt.article, spanOf(t, tt.article, tt.words, tt.nth), read)
			if ok != (tt.want != "") {
				t.Fatalf("found: %v, %v", ok, s)
			}
			if !ok {
				return
			}
			runes := []rune(read)
			if got := string(runes[s.Start:s.End]); got != tt.want || !strings.HasSuffix(string(runes[:s.Start]), tt.before) {
				t.Errorf("%q is found at %d, after %q", got, s.Start, string(runes[:s.Start]))
			}
		})
	}
}

// Of words that stand many times among the same words the one that has as many of them before it
// is taken, in the same text and in one with more before and after.
func TestStandsInOrder(t *testing.T) {
	const line = "The ferry between the two banks of the river runs again, the harbour master said, after a week in which the ice had kept it at its berth. "
	for _, tt := range []struct {
		times, nth    int
		before, after string
	}{{2 * mostPlaces, mostPlaces + 200, "", ""}, {20, 3, strings.Repeat("News of the quay and of the town. ", 200), ""}, {20, 17, "", strings.Repeat("News of the quay and of the town. ", 200)}} {
		article := strings.Repeat(line, tt.times)
		const words = "runs again"
		at, ok := standsIn(article, spanOf(t, article, words, tt.nth), tt.before+article+tt.after)
		want := len(tt.before) + tt.nth*len(line) + strings.Index(line, words)
		if !ok || at.Start != want || at.Len() != len(words) {
			t.Errorf("number %d of %d is found at %v, want %d", tt.nth, tt.times, at, want)
		}
	}
}

// A span that is none of the text is not found, nor anything in no text.
func TestStandsNowhere(t *testing.T) {
	for _, s := range []annotate.Span{{Start: -5, End: 2}, {Start: 2, End: 900}, {Start: 3, End: 2}, {Start: 900, End: 901}} {
		if at, ok := standsIn("The ferry is back.", s, ""); ok {
			t.Errorf("%v is at %v of nothing", s, at)
		}
		if at, ok := standsIn("The ferry is back.", s, "The ferry is back."); ok {
			t.Errorf("%v is at %v", s, at)
		}
	}
}

// Whatever both texts are, a place that is found lies in the text that was read.
func FuzzStandsIn(f *testing.F) {
	f.Add("The ferry is back.", "The fer-\nry is ba\u00adck.", 4, 9)
	f.Add("aaaa aaaa", "aaaaaaaaa", 1, 2)
	f.Add("e\u0301\u0301 ﬃ ½", "é\u0301 ffi 1⁄2", 0, 6)
	f.Fuzz(func(t *testing.T, article, read string, start, end int) {
		if !utf8.ValidString(article) || !utf8.ValidString(read) {
			return
		}
		s, ok := standsIn(article, annotate.Span{Start: start, End: end}, read)
		if ok && (s.Start < 0 || s.Start >= s.End || s.End > utf8.RuneCountInString(read)) {
			t.Errorf("%v of %d", s, utf8.RuneCountInString(read))
		}
	})
}
