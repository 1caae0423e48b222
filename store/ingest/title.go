package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/text"
)

const (
	openingLines  = 60   // how far into a text a headline is looked for
	openingBytes  = 8000 // likewise
	longestHead   = 140  // code points of the longest line that can be a headline
	longestTitle  = 100  // code points to which a first sentence is shortened
	fewestWords   = 3    // of a headline, where there is a choice
	wordsInAName  = 4    // most words in a person's or an outlet's name
	firstSentence = 1200 // code points of a paragraph in which its first sentence is looked for
)

// Title finds what to call an article of which nothing but the canonical text
// is known: its headline, else its first sentence.
//
// The text is taken as units: its lines or, where its lines are broken at a
// fixed width, its paragraphs. The body begins with the first unit that ends
// in a full stop or is longer than 140 code points. The headline is the first
// unit before it with at least three words that is none of these:
//
//   - a byline: "By …", or names of two to four capitalised words each, joined
//     by commas, "and" or "in" ("Ada Brandt and Jon Ferro in Kyiv"). An
//     outlet's name looks the same;
//   - a dateline or a notice: more than half of its words are of times and
//     dates, or words like "updated", "published", "share", "comments";
//   - a caption ("Photo: …") or a line that ends in a comma, a colon, a
//     semicolon or a dash.
//
// Where there is none, a unit of two words that meets the rest will do
// ("Winter pause"), but never one word, which is most often a section. A
// capitalised headline of two to four words is taken for a name. Where no
// unit remains, the first sentence of the body is the title, without the
// place and date before it and shortened to 100 code points. It is "" only for a text that opens with nothing but
// control characters.
func Title(canonical string) string {
	units := opening(canonical)
	body := slices.IndexFunc(units, isBody)
	if body < 0 {
		body = max(0, slices.IndexFunc(units, func(u string) bool { return !isFurniture(u) && words(u) > 1 }))
	}
	title := ""
	for _, u := range units[:body] {
		switch n := words(u); {
		case n < 2 || isFurniture(u) || strings.ContainsAny(lastRune(u), ",;:-–—"):
		case n >= fewestWords:
			return shorten(unmark(u), longestHead)
		case title == "":
			title = unmark(u)
		}
	}
	if title != "" {
		return title
	}
	return shorten(sentence(undate(unmark(units[body]))), longestTitle)
}

// opening returns the units at the beginning of a canonical text, at least
// one, with single spaces for all white space.
func opening(canonical string) []string {
	head := strings.TrimLeftFunc(canonical, unicode.IsSpace)
	if len(head) > openingBytes {
		head = strings.ToValidUTF8(head[:openingBytes], "")
	}
	lines := strings.Split(head, "\n")
	lines = lines[:min(len(lines), openingLines)]
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(particular(l)), " ")
	}
	wrapped := isWrapped(lines)
	var units []string
	open := false // whether the next line goes on with the last unit
	for _, l := range lines {
		switch {
		case l == "":
			open = false
		case open:
			units[len(units)-1] += " " + l
		default:
			units = append(units, l)
			open = wrapped
		}
	}
	if len(units) == 0 {
		return []string{""} // nothing but control characters
	}
	return units
}

// isWrapped tells whether the lines are broken at a fixed width: at least
// half of those that follow another directly begin with a small letter.
func isWrapped(lines []string) bool {
	follow, small := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i-1] == "" || lines[i] == "" {
			continue
		}
		follow++
		if r, _ := utf8.DecodeRuneInString(lines[i]); unicode.IsLower(r) {
			small++
		}
	}
	return small > 0 && 2*small >= follow
}

func isBody(u string) bool {
	if isFurniture(u) {
		return false
	}
	end := strings.TrimRightFunc(u, func(r rune) bool { return strings.ContainsRune(`”’"')]»`, r) })
	return strings.ContainsAny(lastRune(end), ".。।۔．") || utf8.RuneCountInString(u) > longestHead
}

func isFurniture(u string) bool { return isNotice(u) || isByline(u) || isCaption(u) }

// notices are the words of which datelines and notices around an article are
// made, in lower case.
var notices = wordSet(`updated update first last published posted modified on at by from am pm a.m p.m gmt utc bst est edt
	et cet cest ago hour hours hrs minute minutes min mins read share save print comment comments related advertisement
	today yesterday ` + en.Weekdays)

// isNoticeWord reports such a word, or the name of a month, or the short form of a day.
func isNoticeWord(w string) bool {
	return notices[w] || en.Months[w] > 0 || en.ShortWeekdays[w+"."] != ""
}

func isNotice(u string) bool {
	all, known := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(u), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '\'' && r != '’'
	}) {
		w = strings.Trim(w, ".")
		if w == "" {
			continue
		}
		all++
		if isNoticeWord(w) || strings.Trim(w, "0123456789") == "" {
			known++
		}
	}
	return 2*known > all
}

func isCaption(u string) bool {
	before, _, ok := strings.Cut(strings.ToLower(u), ":")
	return ok && captions[before]
}

var captions = wordSet("photo photos photograph image picture video credit caption file watch listen")

// joints stand between the names of a byline; particles are parts of names
// that are not capitalised; posts end what follows a name.
var (
	joints    = strings.NewReplacer(" and ", ",", " AND ", ",", " und ", ",", " et ", ",", " y ", ",", " in ", ",", " with ", ",", " & ", ",", "|", ",", "/", ",", "·", ",")
	particles = wordSet("de del della der den di da do dos das du el al bin ibn la le van von ter ten")
	posts     = wordSet("correspondent correspondents reporter reporters editor editors writer staff bureau analyst")
)

func isByline(u string) bool {
	u = strings.TrimSuffix(u, ".")
	rest, said := cutBy(u)
	for i, part := range strings.Split(joints.Replace(rest), ",") {
		fields := strings.Fields(part)
		switch {
		case i == 0 && isName(fields) && (said || len(fields) > 1):
		case i > 0 && len(fields) > 0 && (isName(fields) || posts[strings.ToLower(fields[len(fields)-1])]):
		default:
			return false
		}
	}
	return true
}

// cutBy takes off the word that opens a byline.
func cutBy(u string) (rest string, said bool) {
	first, rest, ok := strings.Cut(u, " ")
	if ok && slices.Contains([]string{"by", "von", "par", "por"}, strings.ToLower(first)) {
		return rest, true
	}
	return u, false
}

// isName tells whether the words could be one name: up to four, all of them
// capitalised save for particles, the first and the last in any case, without
// digits or signs other than those in names.
func isName(fields []string) bool {
	if len(fields) == 0 || len(fields) > wordsInAName {
		return false
	}
	for i, w := range fields {
		if particles[w] && i < len(fields)-1 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
		if strings.ContainsFunc(w, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(".-'’", r)
		}) {
			return false
		}
	}
	return true
}

// words counts the words of a unit; in scripts that write without spaces, two
// letters count as one.
func words(u string) int {
	unspaced := 0
	for _, r := range u {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			unspaced++
		}
	}
	return max(len(strings.Fields(u)), unspaced/2)
}

// unmark takes off the signs by which Markdown knows a heading.
func unmark(u string) string {
	if bare := strings.TrimLeft(u, "#"); len(u)-len(bare) <= 6 && strings.HasPrefix(bare, " ") {
		return strings.TrimSpace(bare)
	}
	return u
}

// undate takes off the place and date with which agencies open a report:
// what stands before a dash in the first 60 code points, where its first word
// is in capitals ("OSLO, Jan 30 – …").
func undate(u string) string {
	place, rest := u, ""
	for _, dash := range []string{" — ", " – ", " -- ", " - "} {
		if before, after, ok := strings.Cut(u, dash); ok && len(before) < len(place) {
			place, rest = before, after
		}
	}
	first, _, _ := strings.Cut(place, " ")
	if rest == "" || utf8.RuneCountInString(place) > 60 || utf8.RuneCountInString(first) < 3 ||
		first != strings.ToUpper(first) || first == strings.ToLower(first) {
		return u
	}
	return rest
}

// sentence returns the first sentence of a unit, without its full stop unless
// that belongs to an abbreviation.
func sentence(u string) string {
	o := text.NewOffsets(u)
	if o.Len() > firstSentence {
		o = text.NewOffsets(o.Slice(0, firstSentence))
	}
	s := o.Slice(o.Sentence(0))
	bare := strings.TrimSuffix(s, ".")
	last := bare[strings.LastIndexByte(bare, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(last)
	if !strings.Contains(last, ".") && (unicode.IsLower(first) || utf8.RuneCountInString(last) > 3) {
		return bare
	}
	return s
}

// shorten cuts s to at most the given number of code points, an ellipsis
// included: after a word, or where there is none within the second half,
// after a grapheme.
func shorten(s string, limit int) string {
	o := text.NewOffsets(s)
	if o.Len() <= limit {
		return s
	}
	at, _ := o.Grapheme(limit - 1)
	cut := o.Slice(0, at)
	if i := strings.LastIndexByte(o.Slice(0, at+1), ' '); 2*utf8.RuneCountInString(cut[:max(i, 0)]) > limit {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–—-(“\"") + "…"
}

func lastRune(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	return string(r)
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
