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
		return p.first.Format(isoYear)
	case "month":
		return p.first.Format(isoMonth)
	case "minute":
		return p.first.Format("2006-01-02T15:04")
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
			if v, ok := r.length(i, from); ok {
				out = append(out, v)
			}
		}
	}
	return out
}

// date reads the date at token i, with what it is joined to. It returns the token after it.
func (r *Reading) date(i, from, to int) (v Value, end int, ok bool) {
	end = i + 1
	coming := r.isComing(i)
	p, ok := r.resolve(r.ts[i].Key, coming)
	if !ok {
		if !r.relative(i) {
			return Value{}, end, false
		}
		return r.value(Date, r.plain(i, end), i, end, "relative", "date not resolved"), end, true
	}
	before := ""
	if i > from {
		before = r.ts[i-1].Key
	}
	if next := i + 2; next < to && r.ts[next].Type == reading.Date && r.spans(i+1) {
		if q, ok := r.resolve(r.ts[next].Key, coming); ok {
			begin := i
			if before == "from" || before == "between" {
				begin--
			}
			return r.value(Date, p.begin()+"/"+q.end(), begin, next+1, p.precision, "interval"), next + 1, true
		}
	}
	switch before {
	case "until", "till", "through", "by":
		return r.value(Date, "../"+p.end(), i-1, end, p.precision, "until"), end, true
	case "since", "from":
		return r.value(Date, p.begin()+"/..", i-1, end, p.precision, "since"), end, true
	}
	return r.value(Date, p.String(), i, end, p.precision, "date"), end, true
}

// spans reports whether token i leads from one date to another.
func (r *Reading) spans(i int) bool {
	switch r.ts[i].Key {
	case "@#—", "until", "till", "to", "through", "and", "—", "-":
		return r.ts[i].Key != "and" || i > 1 && r.ts[i-2].Key == "between"
	}
	return false
}

// relative reports a date that means something only beside the day of publication.
func (r *Reading) relative(i int) bool {
	key := r.ts[i].Key[1:]
	return key != "overnight" && !strings.HasPrefix(key, "coming")
}

// isComing reports whether the words before a date tell that it is one to come.
func (r *Reading) isComing(i int) bool {
	s := r.sentences[r.sentenceOf(i)]
	for k := i - 1; k >= s.from; k-- {
		t := &r.ts[k]
		if t.any(isComing) || k+1 < i && t.expecting != nil && t.expecting[r.ts[k+1].Key] {
			return true
		}
		if t.parts() || t.certainty != "" {
			return false
		}
	}
	return false
}

// resolve tells which days a date means, by the day of publication.
func (r *Reading) resolve(key string, coming bool) (period, bool) {
	key = strings.TrimPrefix(key, "@")
	day, known := r.published()
	if p, ok := absolute(key, day, known, coming); ok {
		return p, true
	}
	if known < annotate.ToDay {
		return period{}, false
	}
	one := func(days int) (period, bool) {
		d := day.AddDate(0, 0, days)
		return period{d, d, "day"}, true
	}
	word, rest, _ := strings.Cut(key, " ")
	if n, ok := weekdays[word]; ok {
		by := (int(day.Weekday()) - n + 7) % 7
		if coming && by > 0 {
			by -= 7
		}
		p, _ := one(-by)
		return night(p, rest), true
	}
	switch key {
	case "today":
		return one(0)
	case "yesterday", "yesterday morning", "yesterday afternoon", "yesterday evening":
		return one(-1)
	case "tomorrow", "tomorrow morning", "tomorrow afternoon", "tomorrow evening":
		return one(1)
	case "tonight":
		return period{day, day.Add(aDay), "day"}, true
	case "last night", "yesterday night":
		return period{day.Add(-aDay), day, "day"}, true
	case "this morning", "this afternoon", "this evening":
		return one(0)
	case "this weekend", "weekend", "coming weekend":
		saturday := day.AddDate(0, 0, (6-int(day.Weekday())+7)%7)
		if day.Weekday() == time.Sunday {
			saturday = day.Add(-aDay)
		}
		return period{saturday, saturday.Add(aDay), "day"}, true
	}
	by, ok := map[string]int{"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[word]
	if !ok {
		return period{}, false
	}
	if n, ok := weekdays[rest]; ok {
		days := (n - int(day.Weekday()) + 7) % 7
		if by < 0 {
			days -= 7
		} else if by > 0 && days == 0 {
			days = 7
		}
		return one(days)
	}
	switch rest {
	case "week":
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*by)
		return period{monday, monday.AddDate(0, 0, 6), "day"}, true
	case "weekend":
		saturday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*by+5)
		return period{saturday, saturday.Add(aDay), "day"}, true
	case "month":
		first := time.Date(day.Year(), day.Month()+time.Month(by), 1, 0, 0, 0, 0, time.UTC)
		return period{first, first.AddDate(0, 1, -1), "month"}, true
	case "year":
		return year(day.Year() + by), true
	}
	return period{}, false
}

// night makes the night of a day reach into the next.
func night(p period, part string) period {
	if part == "night" {
		p.last = p.last.Add(aDay)
	}
	return p
}

func year(n int) period {
	first := time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC)
	return period{first, first.AddDate(1, 0, -1), "year"}
}

// absolute resolves a day, month or year; a year that is left out is the nearest one.
func absolute(key string, day time.Time, known annotate.Precision, coming bool) (period, bool) {
	parts := strings.Split(key, "-")
	if len(parts) != 3 {
		return period{}, false
	}
	y, hasYear := number(parts[0])
	m, hasMonth := number(parts[1])
	d, hasDay := number(parts[2])
	if !hasMonth {
		return year(y), hasYear
	}
	if !hasYear {
		if known == annotate.Undated {
			return period{}, false
		}
		y = nearestYear(m, max(d, 1), day, coming)
	}
	if !hasDay {
		first := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		return period{first, first.AddDate(0, 1, -1), "month"}, true
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return period{t, t, "day"}, t.Day() == d
}

// nearestYear gives the year in which a day lies nearest to another; one to come is not long past.
func nearestYear(month, d int, day time.Time, coming bool) int {
	const half = 183 * aDay
	y := day.Year()
	at := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	switch {
	case coming && at.Before(day.Add(-30*aDay)), day.Sub(at) > half:
		return y + 1
	case at.Sub(day) > half && !coming:
		return y - 1
	}
	return y
}

func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

var weekdays = map[string]int{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// lengths are the forms of spans of time in ISO 8601, n for their number.
var lengths = map[string]string{
	"second": "PTnS", "minute": "PTnM", "hour": "PTnH", "day": "PnD", "week": "PnW", "fortnight": "P2nW", "month": "PnM", "year": "PnY",
	"decade": "P10nY", "century": "P100nY",
}

// length reads how long: "for a week".
func (r *Reading) length(i, from int) (Value, bool) {
	t := &r.ts[i]
	measure, unit := reading.MeasureOf(t.Key)
	value, ok := decimal(strings.Fields(strings.TrimPrefix(t.Key, "#"))[0])
	if measure != reading.Span || !ok || i > 0 && r.ts[i-1].Type == reading.Number && r.ts[i-1].Role == reading.Quantified {
		return Value{}, false
	}
	if _, ok := r.age(i); ok {
		return Value{}, false
	}
	form := lengths[unit]
	if form == "" {
		return Value{}, false
	}
	if k := strings.IndexByte(form, 'n'); form[k-1] != 'P' && form[k-1] != 'T' {
		whole, ok := number(value)
		factor, _ := number(strings.TrimLeft(form[:k], "PT"))
		if !ok {
			return Value{}, false
		}
		form, value = "Pn"+form[k+1:], strconv.Itoa(whole*factor)
	}
	precision, begin := "length", i
	if i > 0 && r.ts[i-1].Role == reading.Bounding {
		if b, ok := r.bound(i - 1); ok {
			precision, begin = precisions[b], i-1
		}
	}
	_ = en.Old
	return r.value(Date, strings.Replace(form, "n", value, 1), begin, i+1, precision, "length"), true
}
