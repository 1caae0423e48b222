// Package dates reads times of publication as the world writes them. It never
// guesses: what can be read in two ways has two readings.
package dates

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"claimtrace/annotate"
)

// Readings gives what the whole of a text can mean as a time of publication:
// nothing, one time, or where the order of day and month is not known two. What
// stands in it beside the time must be names of days and words that go with
// times.
func Readings(s string) []annotate.Publication {
	found, rest := read(s)
	for _, w := range strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",.|/()-–—·:", r) }) {
		if !companions[w] {
			return nil
		}
	}
	return found
}

// In finds the first time in a text that may hold other words. Where day and
// month can be taken for each other it finds none.
func In(s string) annotate.Publication {
	if found, _ := read(s); len(found) == 1 {
		return found[0]
	}
	return ""
}

var (
	isoForm     = regexp.MustCompile(`\b(\d{4})([-/.])(\d{1,2})(?:([-/.])(\d{1,2}))?`)
	numericForm = regexp.MustCompile(`\b(\d{1,2})([-/.])\s?(\d{1,2})([-/.])\s?(\d{4})\b`)
	dayFirst    = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s-]+(?:de\s+|of\s+|d['’]\s*)?(\p{L}{3,12})\.?,?[\s-]+(?:de\s+|del\s+)?(\d{4})\b`)
	monthFirst  = regexp.MustCompile(`(?:^|[^\p{L}])(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{4})\b`)
	monthAlone  = regexp.MustCompile(`(?:^|[^\p{L}])(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b`)
	hanForm     = regexp.MustCompile(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?`)
	yearAlone   = regexp.MustCompile(`^\s*(\d{4})\s*$`)
	clockForm   = regexp.MustCompile(`(?i)\b(\d{1,2})(?::|h|(?:\.))(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?`)
	hourForm    = regexp.MustCompile(`(?i)\b(\d{1,2})\s*([ap]\.?m\b\.?)`)
	offsetForm  = regexp.MustCompile(`^\s*(?:UTC|GMT)?\s*([+-])(\d{2}):?(\d{2})?\b`)
	zoneForm    = regexp.MustCompile(`^\s*\(?([A-Za-z]{1,5})\b\)?`)
)

// read finds a time, its readings, and what of the text is left beside it.
func read(s string) (found []annotate.Publication, rest string) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' {
			return ' '
		}
		return r
	}, s)
	type day struct{ y, m, d int }
	var days []day
	var at []int
	number := func(i int, of []int) int {
		if of[2*i] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(s[of[2*i]:of[2*i+1]])
		return n
	}
	word := func(i int, of []int) int { return months[strings.ToLower(s[of[2*i]:of[2*i+1]])] }
	iso := false
	for _, form := range []*regexp.Regexp{isoForm, hanForm, numericForm, dayFirst, monthFirst, monthAlone, yearAlone} {
		for _, m := range form.FindAllStringSubmatchIndex(s, -1) {
			switch form {
			case isoForm:
				if m[8] >= 0 && s[m[4]:m[5]] != s[m[8]:m[9]] {
					continue
				}
				days, iso = []day{{number(1, m), number(3, m), number(5, m)}}, true
			case hanForm:
				days = []day{{number(1, m), number(2, m), number(3, m)}}
			case numericForm:
				a, b, y := number(1, m), number(3, m), number(5, m)
				if s[m[4]:m[5]] != s[m[8]:m[9]] {
					continue
				}
				switch {
				case s[m[4]:m[5]] == "." || a > 12 || a == b:
					days = []day{{y, b, a}}
				case b > 12:
					days = []day{{y, a, b}}
				default:
					days = []day{{y, b, a}, {y, a, b}}
				}
			case dayFirst:
				if word(2, m) > 0 {
					days = []day{{number(3, m), word(2, m), number(1, m)}}
				}
			case monthFirst:
				if word(1, m) > 0 {
					days = []day{{number(3, m), word(1, m), number(2, m)}}
					m[0] = m[2]
				}
			case monthAlone:
				if word(1, m) > 0 {
					days = []day{{number(2, m), word(1, m), 0}}
					m[0] = m[2]
				}
			case yearAlone:
				days = []day{{y: number(1, m)}}
			}
			if days != nil {
				at = m
				break
			}
		}
		if days != nil {
			break
		}
	}
	if days == nil {
		return nil, s
	}
	before, after := s[:at[0]], s[at[1]:]
	clock, before, after := clockBeside(before, after, iso)
	for _, d := range days {
		text := fmt.Sprintf("%04d", d.y)
		if d.m > 0 {
			text += fmt.Sprintf("-%02d", d.m)
		}
		if d.d > 0 {
			text += fmt.Sprintf("-%02d", d.d)
			text += clock
		}
		if p, err := annotate.ParsePublication(text); err == nil && !slices.Contains(found, p) {
			found = append(found, p)
		} else if days[0].d > 0 && clock != "" && len(days) == 1 {
			return nil, s
		}
	}
	return found, before + " " + after
}

// clockBeside reads the time of day that stands after or before a date, as
// "T21:00Z", and takes it out of the text.
func clockBeside(before, after string, iso bool) (clock, b, a string) {
	if iso && len(after) > 1 && (after[0] == 'T' || after[0] == 't') {
		after = " " + after[1:]
	}
	for _, side := range []*string{&after, &before} {
		for _, form := range []*regexp.Regexp{clockForm, hourForm} {
			m := form.FindStringSubmatchIndex(*side)
			if m == nil || m[0] > 40 {
				continue
			}
			text := *side
			hour, _ := strconv.Atoi(text[m[2]:m[3]])
			minute, second, half := "00", "", ""
			if form == clockForm {
				minute = text[m[4]:m[5]]
				if m[6] >= 0 {
					second = ":" + text[m[6]:m[7]]
				}
				if m[8] >= 0 {
					half = text[m[8]:m[9]]
				}
			} else {
				half = text[m[4]:m[5]]
			}
			if half != "" && hour <= 12 {
				hour %= 12
				if half[0] == 'p' || half[0] == 'P' {
					hour += 12
				}
			}
			zone, n := zoneAt(text[m[1]:])
			*side = text[:m[0]] + " " + text[m[1]+n:]
			return fmt.Sprintf("T%02d:%s%s%s", hour, minute, second, zone), before, after
		}
	}
	return "", before, after
}

// zoneAt reads the zone at the beginning of a text, and tells how long it is.
// One that says no offset, such as ET, is read over.
func zoneAt(s string) (zone string, length int) {
	if m := offsetForm.FindStringSubmatchIndex(s); m != nil {
		minutes := "00"
		if m[6] >= 0 {
			minutes = s[m[6]:m[7]]
		}
		return s[m[2]:m[3]] + s[m[4]:m[5]] + ":" + minutes, m[1]
	}
	if m := zoneForm.FindStringSubmatchIndex(s); m != nil {
		name := strings.ToUpper(s[m[2]:m[3]])
		if offset, ok := zones[name]; ok {
			if offset == "+00:00" {
				if further, n := zoneAt(s[m[1]:]); n > 0 && strings.ContainsAny(further, "+-") {
					return further, m[1] + n
				}
				offset = "Z"
			}
			return offset, m[1]
		}
	}
	return "", 0
}

// zones leads from the names of zones to their offsets. Those that are the name
// of several, or of one that has two, say none.
var zones = map[string]string{
	"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "UT": "+00:00", "WET": "+00:00",
	"EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "WEST": "+01:00",
	"JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
	"ET": "", "PT": "", "CT": "", "MT": "", "IST": "", "BST": "", "CST": "", "AST": "", "LOCAL": "",
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// companions are the words that may stand beside a time.
var companions = set(`at on um am den the of de a à as às le il el o h uhr hrs hours часов г года
	mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
	mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
	lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
	понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
	poniedziałek wtorek środa czwartek piątek sobota niedziela`)

// months leads from names of months, in small letters, to their number.
var months = func() map[string]int {
	all := map[string]int{}
	for _, names := range []string{
		`january february march april may june july august september october november december`,
		`jan feb mar apr may jun jul aug sep oct nov dec`,
		`januar februar märz april mai juni juli august september oktober november dezember`,
		`jän feb mär apr mai jun jul aug sept okt nov dez`,
		`janvier février mars avril mai juin juillet août septembre octobre novembre décembre`,
		`janv févr mars avr mai juin juil août sept oct nov déc`,
		`enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`,
		`ene feb mar abr may jun jul ago sept oct nov dic`,
		`janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro`,
		`jan fev mar abr mai jun jul ago set out nov dez`,
		`gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`,
		`gen feb mar apr mag giu lug ago set ott nov dic`,
		`januari februari maart april mei juni juli augustus september oktober november december`,
		`januari februari maret april mei juni juli agustus september oktober november desember`,
		`января февраля марта апреля мая июня июля августа сентября октября ноября декабря`,
		`январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь`,
		`янв фев мар апр мая июн июл авг сен окт ноя дек`,
		`січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня`,
		`січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень`,
		`stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia`,
		`styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień`,
		`ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık`,
		`ledna února března dubna května června července srpna září října listopadu prosince`,
		`يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر`,
	} {
		for i, name := range strings.Fields(names) {
			if all[name] == 0 {
				all[name] = i + 1
			}
		}
	}
	all["sept"], all["january"] = 9, 1
	return all
}()
