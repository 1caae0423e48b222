package facet

import (
	"strconv"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// period is a stretch of days, or an instant, both ends in it.
type period struct {
	first, last time.Time
	precision   string // as of a [Value]
	zone        string // "Z" of an instant in UTC
}

const (
	aDay     = 24 * time.Hour
	isoDay   = time.DateOnly
	isoMonth = "2006-01"
	isoYear  = "2006"
)

func (p period) String() string {
	switch p.precision {
	case "year":
		if first, last := p.first.Format(isoYear), p.last.Format(isoYear); first != last {
			return first + "/" + last
		}
		return p.first.Format(isoYear)
	case "month":
		return p.first.Format(isoMonth)
	case "minute":
		return p.first.Format("2006-01-02T15:04") + p.zone
	}
	if p.first.Equal(p.last) {
		return p.first.Format(isoDay)
	}
	return p.first.Format(isoDay) + "/" + p.last.Format(isoDay)
}

// begin and end are the ends of an interval.
func (p period) begin() string {
	if p.precision == "day" {
		return p.first.Format(isoDay)
	}
	return p.String()
}

func (p period) end() string {
	if p.precision == "day" {
		return p.last.Format(isoDay)
	}
	return p.String()
}

// published is the day of publication, as far as it is known.
func (r *Reading) published() (day time.Time, known annotate.Precision) {
	p := r.article.Published
	t := p.Written()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), p.Precision()
}

// dates reads when, and for how long, among tokens.
func (r *Reading) dates(from, to int) []Value {
	var out []Value
	for i := from; i < to; i++ {
		switch t := &r.ts[i]; {
		case t.Type == reading.Date && t.Role == reading.Dated && !strings.HasPrefix(t.Key, "@#"):
			v, end, ok := r.date(i, from, to)
			if ok {
				out = append(out, v)
			}
			i = end - 1
		case t.Type == reading.Number && t.Role == reading.Quantified:
			if v, end, ok := r.daysOf(i, from, to); ok {
				out = append(out, v)
				i = end - 1
				continue
			}
			vs, end := r.length(i, from, to)
			out = append(out, vs...)
			i = end - 1
		}
	}
	return out
}

// date reads the date at token i, with what it is joined to. It returns the token after it.
func (r *Reading) date(i, from, to int) (v Value, end int, ok bool) {
	before := r.keyAt(i-1, len(r.ts))
	if i == from {
		before = ""
	}
	if before == en.On && i-1 > from && r.keyAt(i-2, to) == en.EndingOn {
		before = en.EndingOn // "ending on Sunday"
	}
	coming := r.isComing(i) || is(before, isEnding) || before == en.From && !r.isOver(i)
	p, end, ok := r.moment(i, to, coming)
	if r.ts[i].Key == "@"+en.Overnight && r.isOver(i) {
		if day, known := r.published(); known >= annotate.ToDay {
			return r.value(Date, period{day.Add(-aDay), day, "day", ""}.String(), i, end, "day", "date"), end, true
		}
	}
	if !ok {
		if !r.relative(i) {
			return Value{}, end, false
		}
		return r.value(Date, r.plain(i, end), i, end, "relative", "date not resolved"), end, true
	}
	if p.precision == "" {
		return Value{}, end, false
	}
	begin := i
	if r.spans(end, to) {
		q, last, ok := period{}, end+2, false
		if next := &r.ts[end+1]; next.Type == reading.Date {
			q, last, ok = r.moment(end+1, to, coming)
		} else if d, isDay := dayOf(next); isDay && p.precision == "day" && p.first.Equal(p.last) && r.counted(end+2) == 0 { // "Jan. 3–5"
			last := p.first.AddDate(0, 0, d-p.first.Day())
			q, ok = period{last, last, "day", ""}, d > p.first.Day() && last.Month() == p.first.Month()
		}
		if ok && q.precision == p.precision {
			for q.last.Before(p.first) && r.ts[end+1].Type == reading.Date && isWeekday(r.ts[end+1].Key) {
				q.first, q.last = q.first.AddDate(0, 0, 7), q.last.AddDate(0, 0, 7)
			}
			if !q.last.Before(p.first) {
				if before == en.From || before == en.Between {
					begin--
				}
				return r.value(Date, p.begin()+"/"+q.end(), begin, last, p.precision, "interval"), last, true
			}
		}
	}
	switch {
	case is(before, isEnding):
		return r.value(Date, "../"+p.end(), i-1, end, p.precision, "until"), end, true
	case before == en.Since || before == en.From:
		return r.value(Date, p.begin()+"/..", i-1, end, p.precision, "since"), end, true
	}
	return r.value(Date, p.String(), i, end, p.precision, "date"), end, true
}

// moment resolves the date at token i, with the time of day before or behind it.
func (r *Reading) moment(i, to int, coming bool) (p period, end int, ok bool) {
	key := strings.TrimPrefix(r.ts[i].Key, "@")
	end = i + 1
	next := end
	for next < min(to, end+2) && (r.ts[next].any(isDayLeader) || r.ts[next].Key == ",") {
		next++
	}
	dated := next < to && r.ts[next].Type == reading.Date && r.ts[next].Role == reading.Dated
	if clock, zone, isClock := clockOf(key); isClock {
		if dated {
			if p, ok := r.resolve(r.ts[next].Key, coming); ok && p.precision == "day" {
				return p.at(clock, zone), next + 1, true
			}
		}
		day, known := r.published()
		if known < annotate.ToDay {
			return period{}, end, false
		}
		p := period{day, day, "day", ""}
		if q, ok := r.dayBefore(i); ok {
			p = q
		}
		return p.at(clock, zone), end, true
	}
	if dated && isWeekday(key) {
		if p, ok := r.resolve(r.ts[next].Key, coming); ok && p.precision == "day" && !isWeekday(r.ts[next].Key) {
			return p, next + 1, true // "Saturday, 14 September"
		}
	}
	p, ok = r.resolve(r.ts[i].Key, coming)
	if ok && dated && p.precision == "day" {
		if clock, zone, isClock := clockOf(strings.TrimPrefix(r.ts[next].Key, "@")); isClock {
			return p.at(clock, zone), next + 1, true
		}
	}
	return p, end, ok
}

// dayBefore gives the day that stands before token i in its sentence.
func (r *Reading) dayBefore(i int) (period, bool) {
	s := r.sentences[r.sentenceOf(i)]
	for k := i - 1; k >= s.from; k-- {
		if t := &r.ts[k]; t.Type == reading.Date && t.Role == reading.Dated {
			p, ok := r.resolve(t.Key, false)
			return p, ok && p.precision == "day"
		}
	}
	return period{}, false
}

// clockOf reads a key of a time of day: hours and minutes, and Z where it is of UTC.
func clockOf(key string) (clock time.Duration, zone string, ok bool) {
	text, name, _ := strings.Cut(key, " ")
	t, err := time.Parse("15:04", text)
	if err != nil {
		return 0, "", false
	}
	if is(name, isUniversal) {
		zone = "Z"
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, zone, true
}

// at gives an instant of the first day of a period.
func (p period) at(clock time.Duration, zone string) period {
	t := p.first.Add(clock)
	return period{t, t, "minute", zone}
}

// spans reports whether token i leads from one date to another.
func (r *Reading) spans(i, to int) bool {
	if i+1 >= to {
		return false
	}
	switch t := &r.ts[i]; t.Key {
	case "@#—", "#—", "—", "-":
		return true
	case en.And:
		return r.betweenBefore(i)
	default:
		return is(t.Key, isJoiningDates)
	}
}

// betweenBefore reports [en.Between] a few tokens before token i.
func (r *Reading) betweenBefore(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if r.ts[k].Key == en.Between {
			return true
		}
	}
	return false
}

// dayOf reads a plain number that can be the day of a month.
func dayOf(t *token) (int, bool) {
	if t.Type != reading.Number {
		return 0, false
	}
	d, ok := number(strings.TrimPrefix(strings.TrimPrefix(t.Key, "#"), "ord:"))
	return d, ok && d >= 1 && d <= 31
}

// daysOf reads the days before a month, "9-13 November".
func (r *Reading) daysOf(i, from, to int) (Value, int, bool) {
	d, ok := dayOf(&r.ts[i])
	if !ok || !r.spans(i+1, to) || r.ts[i+2].Type != reading.Date {
		return Value{}, 0, false
	}
	q, end, ok := r.moment(i+2, to, r.isComing(i))
	if !ok || q.precision != "day" || !q.first.Equal(q.last) || d >= q.first.Day() || isWeekday(r.ts[i+2].Key) {
		return Value{}, 0, false
	}
	begin := i
	if b := r.keyAt(i-1, len(r.ts)); i > from && (b == en.From || b == en.Between) {
		begin--
	}
	first := q.first.AddDate(0, 0, d-q.first.Day())
	return r.value(Date, first.Format(isoDay)+"/"+q.end(), begin, end, "day", "interval"), end, true
}

// relative reports a date that means something only beside the day of publication.
func (r *Reading) relative(i int) bool {
	key := strings.TrimPrefix(r.ts[i].Key, "@")
	word, rest, _ := strings.Cut(key, " ")
	if is(word, isQualifier) {
		word, _, _ = strings.Cut(rest, " ")
	}
	_, isDay := en.DayOffsets[word]
	_, points := en.PointerSteps[word]
	_, _, isClock := clockOf(key)
	return isDay || points || isClock || isWeekday(word) || word == en.Tonight || strings.ContainsRune(word, '-')
}

// isComing reports whether the words before a date tell that it is one to come.
func (r *Reading) isComing(i int) bool {
	s := r.sentences[r.sentenceOf(i)]
	for k := i - 1; k >= s.from; k-- {
		t := &r.ts[k]
		if t.any(isComing) || r.expects(k) {
			return true
		}
		if t.parts() || t.certainty != "" {
			return false
		}
	}
	return false
}

// isOver reports whether a verb of the past stands before token i in its clause.
func (r *Reading) isOver(i int) bool {
	s := r.sentences[r.sentenceOf(i)]
	for k := i - 1; k >= s.from && !r.ts[k].parts(); k-- {
		if t := &r.ts[k]; t.any(isPast|isWas) || t.Role == reading.Content && strings.HasSuffix(t.Key, en.PastEnding) {
			return true
		}
	}
	return false
}

// resolve tells which days a date means, by the day of publication.
func (r *Reading) resolve(key string, coming bool) (period, bool) {
	p, ok := reading.Resolve(key, r.article.Published, coming)
	return period{p.First, p.Last, resolution[p.Precision], ""}, ok
}

// resolution is how precise a date is, as [Value] says it.
var resolution = map[annotate.Precision]string{annotate.ToYear: "year", annotate.ToMonth: "month", annotate.ToDay: "day"}

func isWeekday(key string) bool { return weekdays.Has(strings.TrimPrefix(key, "@")) }

var weekdays = reading.Words(en.Weekdays)

func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// length reads how long, "for a week", "18 to 24 months", or how long ago. It returns the token after it.
func (r *Reading) length(i, from, to int) ([]Value, int) {
	t := &r.ts[i]
	end := i + 1
	if r.spans(end, to) && r.ts[end+1].Type == reading.Number && !isSpan(t) && isSpan(&r.ts[end+1]) {
		_, unit, _ := strings.Cut(r.ts[end+1].Key, " ")
		low, ok1 := span(strings.TrimPrefix(t.Key, "#"), unit)
		high, ok2 := spanOf(&r.ts[end+1])
		if ok1 && ok2 {
			return []Value{
				r.value(Date, low, i, end, "at least", "length"),
				r.value(Date, high, end+1, end+2, "at most", "length"),
			}, end + 2
		}
	}
	length, ok := spanOf(t)
	if !ok || i > 0 && r.ts[i-1].Type == reading.Number && r.ts[i-1].Role == reading.Quantified {
		return nil, end
	}
	if _, ok := r.age(i); ok {
		return nil, end
	}
	if next := r.keyAt(end, to); next == en.Ago || next == en.Earlier {
		if p, ok := r.ago(t); ok {
			return []Value{r.value(Date, p.String(), i, end+1, p.precision, "ago")}, end + 1
		}
		return []Value{r.value(Date, r.plain(i, end+1), i, end+1, "relative", "date not resolved")}, end + 1
	}
	precision, begin := "length", i
	if i > from && r.ts[i-1].Role == reading.Bounding {
		if b, ok := r.bound(i - 1); ok {
			precision, begin = precisions[b], i-1
		}
	}
	return []Value{r.value(Date, length, begin, end, precision, "length")}, end
}

// spanOf gives a span of time in ISO 8601.
func spanOf(t *token) (string, bool) {
	if !isSpan(t) {
		return "", false
	}
	value, unit, _ := strings.Cut(strings.TrimPrefix(t.Key, "#"), " ")
	return span(value, unit)
}

func span(value, unit string) (string, bool) {
	value, ok := decimal(value)
	form := en.Lengths[unit]
	if !ok || form == "" || strings.ContainsAny(value, "-/") {
		return "", false
	}
	if k := strings.IndexByte(form, 'n'); form[k-1] != 'P' && form[k-1] != 'T' {
		whole, ok := number(value)
		factor, _ := number(strings.TrimLeft(form[:k], "PT"))
		if !ok {
			return "", false
		}
		return "P" + strconv.Itoa(whole*factor) + form[k+1:], true
	}
	return strings.Replace(form, "n", value, 1), true
}

// ago resolves a span of time before publication.
func (r *Reading) ago(t *token) (period, bool) {
	day, known := r.published()
	value, unit, _ := strings.Cut(strings.TrimPrefix(t.Key, "#"), " ")
	n, ok := number(value)
	if !ok {
		return period{}, false
	}
	switch {
	case unit == en.Year && known >= annotate.ToYear:
		first := time.Date(day.Year()-n, 1, 1, 0, 0, 0, 0, time.UTC)
		return period{first, first.AddDate(1, 0, -1), "year", ""}, true
	case unit == en.Month && known >= annotate.ToMonth:
		first := time.Date(day.Year(), day.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		return period{first, first.AddDate(0, 1, -1), "month", ""}, true
	case (unit == en.Day || unit == en.Week) && known >= annotate.ToDay:
		if unit == en.Week {
			n *= 7
		}
		d := day.AddDate(0, 0, -n)
		return period{d, d, "day", ""}, true
	}
	return period{}, false
}
