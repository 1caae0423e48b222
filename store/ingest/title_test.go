package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/text"
)

const body = "The council met on Monday evening and voted to close the old harbour bridge for repairs that will last until spring."

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"headline", "Harbour bridge closes until spring\n\n" + body, "Harbour bridge closes until spring"},
		{"headline directly above", "Harbour bridge closes until spring\n" + body, "Harbour bridge closes until spring"},
		{"question", "Will the harbour bridge open again?\n\n" + body, "Will the harbour bridge open again?"},
		{"quotation", "“We were never asked”\n\n" + body, "“We were never asked”"},
		{"colon inside", "Harbour: a bridge too old\n\n" + body, "Harbour: a bridge too old"},
		{"number", "12 days without water in the old town\n\n" + body, "12 days without water in the old town"},
		{"capitals", "COUNCIL VOTES TO CLOSE THE HARBOUR BRIDGE\n\n" + body, "COUNCIL VOTES TO CLOSE THE HARBOUR BRIDGE"},
		{"title case of five words", "Council Votes To Close Bridge\n\n" + body, "Council Votes To Close Bridge"},
		{"two words", "Closed bridge\n\n" + body, "Closed bridge"},
		{"outlet and section above", "The Quay Post\nRegional\n\nHarbour bridge closes until spring\n\n" + body, "Harbour bridge closes until spring"},
		{"two words above the headline", "Local news\nHarbour bridge closes\n\n" + body, "Harbour bridge closes"},
		{"subtitle below", "Harbour bridge closes until spring\nShops fear for the winter season\n\n" + body, "Harbour bridge closes until spring"},
		{"headline then byline", "Harbour bridge closes until spring\nBy Ada Brandt\n29 January 2026\n\n" + body, "Harbour bridge closes until spring"},
		{"byline above headline", "By Ada Brandt and Jon Ferro\nHarbour bridge closes until spring\n\n" + body, "Harbour bridge closes until spring"},
		{"date above headline", "Thursday, 29 January 2026, 9:00 p.m. GMT\nHarbour bridge closes until spring\n" + body, "Harbour bridge closes until spring"},
		{"notice above headline", "Updated 5 hours ago\n5 min read\nHarbour bridge closes until spring\n" + body, "Harbour bridge closes until spring"},
		{"caption above headline", "Photo: the bridge in January\nHarbour bridge closes until spring\n" + body, "Harbour bridge closes until spring"},
		{"markdown", "# Harbour bridge closes until spring\n\n" + body, "Harbour bridge closes until spring"},
		{"not markdown", "#bridge is closed for good\n\n" + body, "#bridge is closed for good"},
		{"by that is no byline", "By the river, a bridge falls apart\n\n" + body, "By the river, a bridge falls apart"},
		{"share that is no notice", "Share prices fall after the vote\n\n" + body, "Share prices fall after the vote"},
		{"surrounding spaces", "  Harbour   bridge\tcloses  until spring \r\n\r\n" + body, "Harbour bridge closes until spring"},
		{"blank lines first", "\ufeff" + strings.Repeat(" \n", 70) + "Harbour bridge closes until spring\n\n" + body + "\n\n", "Harbour bridge closes until spring"},
		{"no body at all", "Harbour bridge closes", "Harbour bridge closes"},
		{"no body, section first", "Regional\nHarbour bridge closes", "Harbour bridge closes"},
		{"one word alone", "Bridge", "Bridge"},
		{"Greek", "Κλείνει η παλιά γέφυρα του λιμανιού\n\nΤο συμβούλιο ψήφισε τη Δευτέρα.", "Κλείνει η παλιά γέφυρα του λιμανιού"},
		{"Japanese", "古い橋が春まで閉鎖される\n\n市議会は月曜日に修理のための閉鎖を決めた。", "古い橋が春まで閉鎖される"},
		{"Arabic", "إغلاق الجسر القديم حتى الربيع\n\nصوت المجلس مساء الاثنين على إغلاق الجسر.", "إغلاق الجسر القديم حتى الربيع"},

		{"hard wrapped", "The council met on Monday evening and voted to\nclose the old harbour bridge. Repairs\nwill last until spring.", "The council met on Monday evening and voted to close the old harbour bridge"},
		{"hard wrapped headline", "Harbour bridge closes until\nspring for repairs\n\nThe council met on Monday\nevening and voted to close the\nbridge.", "Harbour bridge closes until spring for repairs"},

		{"body at once", "The bridge is closed. " + body, "The bridge is closed"},
		{"bylines only", "Ada Brandt and Jon Ferro\nUpdated ,first published\nThe bridge is closed. " + body, "The bridge is closed"},
		{"byline with place and post", "Ada Brandt in Kyiv, diplomatic correspondent\nThe bridge is closed. " + body, "The bridge is closed"},
		{"byline with particle", "Jan van der Berg\nThe bridge is closed. " + body, "The bridge is closed"},
		{"byline with initial", "By A. J. O’Neil, Quay Post\nThe bridge is closed. " + body, "The bridge is closed"},
		{"byline of an agency", "By AFP\nThe bridge is closed. " + body, "The bridge is closed"},
		{"byline that ends in a stop", "By Ada Brandt.\nThe bridge is closed. " + body, "The bridge is closed"},
		{"section only", "Regional\n\nThe bridge is closed. " + body, "The bridge is closed"},
		{"outlet only", "Quay Post\n\nThe bridge is closed. " + body, "The bridge is closed"},
		{"dateline only", "KYIV, Jan. 30\n\nThe bridge is closed. " + body, "The bridge is closed"},
		{"line with a comma at its end", "Dear readers of this paper,\n\nThe bridge is closed. " + body, "The bridge is closed"},
		{"line with a colon at its end", "What we know so far:\n\nThe bridge is closed. " + body, "The bridge is closed"},
		{"first line ends in a stop", "The bridge is closed.\n\n" + body, "The bridge is closed"},
		{"stop inside quotation marks", "He said: “It is closed.”\n\n" + body, "He said: “It is closed.”"},
		{"abbreviation at the end", "The bridge goes to the U.S.\n\n" + body, "The bridge goes to the U.S."},
		{"abbreviation inside", "Mr. Ferro spoke to Dr. Brandt about it. " + body, "Mr. Ferro spoke to Dr. Brandt about it"},
		{"agency opening", "OSLO, Jan. 30 (Quay) – The bridge is closed. " + body, "The bridge is closed"},
		{"agency opening with a long dash", "NEW YORK — The bridge - or half of it - is closed. " + body, "The bridge - or half of it - is closed"},
		{"dash that ends no opening", "The bridge – closed since Monday – is old. " + body, "The bridge – closed since Monday – is old"},
		{"long first sentence", body, "The council met on Monday evening and voted to close the old harbour bridge for repairs that will…"},
		{"long first line is the body", strings.Repeat("word ", 40) + "\n\n" + body, strings.Repeat("word ", 19) + "word…"},
		{"control characters", strings.Repeat("\x01\n", 70) + body, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			canonical, err := text.Canonical([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := Title(canonical); got != tt.want {
				t.Errorf("Title = %q, want %q", got, tt.want)
			}
		})
	}
}

// A title is one clean line of limited length, whatever the text.
func FuzzTitle(f *testing.F) {
	for _, seed := range []string{
		"", "a", "By\n\n.", "# \n## x y z", strings.Repeat("ß", 300), strings.Repeat("é\u0301 ", 200), "👩🏽‍🚒 " + strings.Repeat("👩🏽‍🚒", 80),
		"a\u2028b c d\n\n" + body, "\ufeffx", strings.Repeat("\n\na b c,", 80),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		canonical, err := text.Canonical([]byte(s))
		if err != nil {
			return
		}
		title := Title(canonical)
		if !utf8.ValidString(title) || strings.ContainsAny(title, "\n\r\x00\u2028\u2029") {
			t.Errorf("%q is not a clean line", title)
		}
		if n := utf8.RuneCountInString(title); n > longestHead {
			t.Errorf("%q has %d characters", title, n)
		}
		if strings.TrimSpace(title) != title {
			t.Errorf("%q has spaces around it", title)
		}
	})
}
