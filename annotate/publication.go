package annotate

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Publication is when an article was published, as precisely as it is known
// and no more: a text in one of the forms
//
//	2026
//	2026-01
//	2026-01-29
//	2026-01-29T21:00
//	2026-01-29T21:00:05
//
// of which the last two may end in Z or in an offset from UTC such as +02:00.
// Two are the same publication time, in the same words, where they are ==.
// The empty text is an unknown time. So is a text in no such form, which a
// later version may have written: it is kept, and says nothing here.
type Publication string

// Precision is how much is known of a publication time.
type Precision int

// The precisions, from nothing to all.
const (
	Undated Precision = iota
	ToYear
	ToMonth
	ToDay
	ToMinute
	ToSecond
)

// Where there is no offset, a clock may show what another shows up to
// mostEast before UTC and mostWest after it, in seconds: the zones of the
// earth go from +14:00 to −12:00.
const (
	mostEast = 14 * 60 * 60
	mostWest = 12 * 60 * 60
)

// ParsePublication reads a publication time in one of the forms of
// [Publication]. A space may stand for the T; parts of a second are left out.
func ParsePublication(s string) (Publication, error) {
	text := strings.ToUpper(strings.TrimSpace(s))
	if len(text) > len(time.DateOnly) && text[len(time.DateOnly)] == ' ' {
		text = text[:len(time.DateOnly)] + "T" + text[len(time.DateOnly)+1:]
	}
	const seconds = len("2026-01-29T21:00:05")
	if len(text) > seconds && text[seconds] == '.' {
		zone := strings.TrimLeft(text[seconds+1:], "0123456789")
		if len(zone) < len(text)-seconds-1 {
			text = text[:seconds] + zone
		}
	}
	if len(text) > len(time.DateOnly) && (strings.HasSuffix(text, "+00:00") || strings.HasSuffix(text, "-00:00")) {
		text = text[:len(text)-len("+00:00")] + "Z"
	}
	if p := Publication(text); p.Known() {
		return p, nil
	}
	return "", fmt.Errorf("%s is not a time of publication: write what is known of it, like 2026, 2026-01, 2026-01-29 or 2026-01-29T21:00, the last with Z or +02:00 where that is known", Quoted(s))
}

// period is what a publication time can mean: from and up to a second, as
// written, since 1970.
type period struct {
	from, to  int64
	precision Precision
	zoned     bool
	offset    int64 // seconds east of UTC; 0 where it is not zoned
}

// read reads a text in canonical form; of any other it returns no precision.
func (p Publication) read() period {
	s := string(p)
	var unit Precision
	zone := ""
	switch n := len(s); {
	case n == 4:
		unit = ToYear
	case n == 7:
		unit = ToMonth
	case n == 10:
		unit = ToDay
	case n >= 19 && s[16] == ':':
		unit, s, zone = ToSecond, s[:19], s[19:]
	case n >= 16:
		unit, s, zone = ToMinute, s[:16], s[16:]
	default:
		return period{}
	}
	const form = "0000-00-00T00:00:00"
	value := [6]int{0, 1, 1}
	part := 0
	for i := range len(s) {
		switch digit := s[i] - '0'; {
		case form[i] != '0' && s[i] == form[i]:
			part++
			value[part] = 0
		case form[i] == '0' && digit <= 9:
			value[part] = 10*value[part] + int(digit)
		default:
			return period{}
		}
	}
	year, month, day := value[0], value[1], value[2]
	if year < 1 || month < 1 || month > 12 || day < 1 || value[3] > 23 || value[4] > 59 || value[5] > 59 {
		return period{}
	}
	first := dayNumber(year, month) // of the month
	next := dayNumber(year, month+1)
	if day > next-first {
		return period{}
	}
	const aDay = 24 * 60 * 60
	r := period{from: int64(first+day-1)*aDay + int64(value[3])*60*60 + int64(value[4])*60 + int64(value[5]), precision: unit}
	switch unit {
	case ToYear:
		r.to = int64(dayNumber(year+1, 1)) * aDay
	case ToMonth:
		r.to = int64(next) * aDay
	case ToDay:
		r.to = r.from + aDay
	case ToMinute:
		r.to = r.from + 60
	case ToSecond:
		r.to = r.from + 1
	}
	if zone == "" {
		return r
	}
	var ok bool
	if r.offset, ok = readOffset(zone); !ok {
		return period{}
	}
	r.zoned = true
	return r
}

// dayNumber counts the days from the first of 1970 to the first of a month; the
// 13th is the first of the next year. Package time would take longer, and lists of
// claims read many.
func dayNumber(year, month int) int {
	if month > 12 {
		year, month = year+1, month-12
	}
	if month < 3 { // years begin in March here, so that the leap day is their last
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 - 719468
}

// readOffset reads Z or an offset of a zone of the earth, in seconds; UTC has
// one form only.
func readOffset(s string) (seconds int64, ok bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != len("+00:00") || s[3] != ':' || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	for _, i := range [...]int{1, 2, 4, 5} {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	hours, minutes := int64(s[1]-'0')*10+int64(s[2]-'0'), int64(s[4]-'0')*10+int64(s[5]-'0')
	if seconds = hours*60*60 + minutes*60; s[0] == '-' {
		seconds = -seconds
	}
	return seconds, minutes < 60 && seconds != 0 && -mostWest <= seconds && seconds <= mostEast
}

// bounds are the seconds since 1970 that the period can be, from and up to.
func (r period) bounds() (from, to int64) {
	if r.zoned {
		return r.from - r.offset, r.to - r.offset
	}
	return r.from - mostEast, r.to + mostWest
}

// before tells whether all that r can mean comes before all that q can. Two
// without an offset are held against each other as they are written, which is
// how they are read.
func (r period) before(q period) bool {
	if !r.zoned && !q.zoned {
		return r.to <= q.from
	}
	_, end := r.bounds()
	begin, _ := q.bounds()
	return end <= begin
}

// Precision tells how much is known, [Undated] for an unknown time.
func (p Publication) Precision() Precision { return p.read().precision }

// Known tells whether anything is known of it.
func (p Publication) Known() bool { return p.Precision() != Undated }

// Zoned tells whether it has an offset from UTC.
func (p Publication) Zoned() bool { return p.read().zoned }

// Written is the beginning of what is written, in its own offset, and in UTC
// where it has none; the zero time for an unknown one. It is there to be
// formatted: [Publication.Earliest] tells when it may have been.
func (p Publication) Written() time.Time {
	r := p.read()
	switch {
	case r.precision == Undated:
		return time.Time{}
	case r.offset == 0:
		return time.Unix(r.from, 0).UTC()
	}
	return time.Unix(r.from-r.offset, 0).In(time.FixedZone("", int(r.offset)))
}

// Earliest is the first moment that it can mean, Latest the first after all
// that it can mean; both are the zero time for an unknown one. Without an
// offset it can be anywhere on the earth.
func (p Publication) Earliest() time.Time {
	from, _ := p.read().bounds()
	return p.moment(from)
}

// Latest is the first moment after all that it can mean: see
// [Publication.Earliest].
func (p Publication) Latest() time.Time {
	_, to := p.read().bounds()
	return p.moment(to)
}

func (p Publication) moment(seconds int64) time.Time {
	if !p.Known() {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// In is what it means to a reader in a zone, who takes a time without an
// offset for one of that zone: from a moment up to another. Both are the zero
// time for an unknown one.
func (p Publication) In(zone *time.Location) (from, to time.Time) {
	r := p.read()
	switch {
	case r.precision == Undated:
		return from, to
	case r.zoned:
		return time.Unix(r.from-r.offset, 0).In(zone), time.Unix(r.to-r.offset, 0).In(zone)
	}
	there := func(seconds int64) time.Time {
		t := time.Unix(seconds, 0).UTC()
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
	}
	return there(r.from), there(r.to)
}

// Compare tells which was published first: −1 for p, 1 for q. It is 0 where
// both have the same words or name the same minute or second, and then too
// nobody knows more than that. ok is false where they cannot be ordered: what
// the one can mean overlaps with what the other can, or one is unknown.
func (p Publication) Compare(q Publication) (order int, ok bool) {
	a, b := p.read(), q.read()
	switch {
	case a.precision == Undated || b.precision == Undated:
		return 0, false
	case a.before(b):
		return -1, true
	case b.before(a):
		return 1, true
	case p == q:
		return 0, true
	}
	aFrom, aTo := a.bounds()
	bFrom, bTo := b.bounds()
	return 0, a.zoned && b.zoned && aFrom == bFrom && aTo == bTo
}

// Before tells whether it is known to have come before q.
func (p Publication) Before(q Publication) bool {
	order, ok := p.Compare(q)
	return ok && order < 0
}

// SameTime tells whether both are known to the minute or better and name the
// same minute or second. Two of the same day, month or year are not that: one
// may have come long before the other.
func (p Publication) SameTime(q Publication) bool {
	order, ok := p.Compare(q)
	return ok && order == 0 && p.Precision() >= ToMinute
}

// Unordered tells whether nobody knows which of two came first, though
// something is known of both; two that name the same minute came together.
func (p Publication) Unordered(q Publication) bool { return p.read().unordered(q.read()) }

func (r period) unordered(q period) bool {
	if r.precision == Undated || q.precision == Undated || r.before(q) || q.before(r) {
		return false
	}
	from, to := r.bounds()
	begin, end := q.bounds()
	return r.precision < ToMinute || r.zoned != q.zoned || from != begin || to != end
}

// SortKey is the place in lists, which have one order for all: by the end of
// what is written, a time without an offset taken as UTC, at the same end the
// more precise first. So of all that were published on a day the one with no
// more than the day is never first, and whatever is known to have come before
// stands before. ok is false for an unknown time, which stands last.
func (p Publication) SortKey() (key int64, ok bool) {
	const steps = int64(ToSecond) + 1
	r := p.read()
	return (r.to-r.offset)*steps + int64(ToSecond-r.precision), r.precision != Undated
}

// InLists orders two publication times as lists do: see
// [Publication.SortKey].
func (p Publication) InLists(q Publication) int {
	a, known := p.SortKey()
	b, is := q.SortKey()
	switch {
	case known && is:
		return cmp.Compare(a, b)
	case known:
		return -1
	case is:
		return 1
	}
	return 0
}

// Layouts are layouts of package time for each [Precision].
type Layouts struct{ Year, Month, Day, Time string }

// Format writes what is known, by the layout for it; "" for an unknown time.
func (p Publication) Format(l Layouts) string {
	layout := l.Time
	switch p.Precision() {
	case Undated:
		return ""
	case ToYear:
		layout = l.Year
	case ToMonth:
		layout = l.Month
	case ToDay:
		layout = l.Day
	}
	return p.Written().Format(layout)
}

// First lists those of some publication times, by their places, before which
// none of the others is known to have come; nil where none is known.
func First(ps []Publication) (first []int) {
	var all extents
	for _, p := range ps {
		all.add(p.read())
	}
	for i, p := range ps {
		if r := p.read(); r.precision != Undated && !all.someBefore(r) {
			first = append(first, i)
		}
	}
	return first
}

// FirstUnordered gives for each of some publication times, which are in the
// order of lists, the place of the first of them with which its order is not
// known, its own place if there is none before it.
func FirstUnordered(ps []Publication) []int {
	rs, out := make([]period, len(ps)), make([]int, len(ps))
	for i, p := range ps {
		r := p.read()
		rs[i], out[i] = r, i
		if r.precision == Undated {
			continue
		}
		for k := i - 1; k >= 0 && (r.from-r.offset)-(rs[k].to-rs[k].offset) < mostEast+mostWest; k-- {
			if r.unordered(rs[k]) {
				out[i] = k
			}
		}
	}
	return out
}

// Along gives places on an axis of time, read in a zone: the time itself where
// that is known, noon of a mere day. A month or a year stands in the middle of
// what it has in common with the time from the first of these to the last, so
// that it does not stretch the axis. An unknown one has the zero time.
func Along(ps []Publication, zone *time.Location) []time.Time {
	out := make([]time.Time, len(ps))
	var first, last time.Time
	for i, p := range ps {
		switch p.Precision() {
		case ToDay:
			from, to := p.In(zone)
			out[i] = from.Add(to.Sub(from) / 2)
		case ToMinute, ToSecond:
			out[i], _ = p.In(zone)
		default:
			continue
		}
		if first.IsZero() || out[i].Before(first) {
			first = out[i]
		}
		if out[i].After(last) {
			last = out[i]
		}
	}
	for i, p := range ps {
		if n := p.Precision(); n != ToMonth && n != ToYear {
			continue
		}
		from, to := p.In(zone)
		switch {
		case first.IsZero():
		case !to.After(first):
			from = to.Add(-time.Second)
		case !from.Before(last):
			to = from
		default:
			from, to = later(from, first), earlier(to, last)
		}
		out[i] = from.Add(to.Sub(from) / 2)
	}
	return out
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// extents are the bounds of a set of periods, those with an offset and those
// without apart: enough to tell in one step how another one stands to all.
type extents struct{ zoned, local extent }

// extent holds the greatest beginning and end of some periods, and their least
// end, in seconds: of those with an offset in UTC, of others as written.
type extent struct {
	any                       bool
	lastFrom, lastTo, firstTo int64
}

// add takes up a period; one of an unknown time is passed over.
func (x *extents) add(r period) {
	if r.precision == Undated {
		return
	}
	e, from, to := &x.local, r.from-r.offset, r.to-r.offset
	if r.zoned {
		e = &x.zoned
	}
	if !e.any {
		*e = extent{true, from, to, to}
		return
	}
	e.lastFrom, e.lastTo, e.firstTo = max(e.lastFrom, from), max(e.lastTo, to), min(e.firstTo, to)
}

func (x *extents) any() bool { return x.zoned.any || x.local.any }

// beginning is what the ends of those with an offset, and of those without, are
// compared with, to tell whether they came before r.
func (r period) beginning() (zoned, local int64) {
	from, _ := r.bounds()
	if r.zoned {
		return from, from - mostWest
	}
	return from, r.from
}

// ending is what the beginnings of both are compared with, to tell whether they
// came after r.
func (r period) ending() (zoned, local int64) {
	_, to := r.bounds()
	if r.zoned {
		return to, to + mostEast
	}
	return to, r.to
}

// someAfter tells whether one of them is known to have come after r.
func (x *extents) someAfter(r period) bool {
	zoned, local := r.ending()
	return x.zoned.any && zoned <= x.zoned.lastFrom || x.local.any && local <= x.local.lastFrom
}

// someBefore tells whether one of them is known to have come before r.
func (x *extents) someBefore(r period) bool {
	zoned, local := r.beginning()
	return x.zoned.any && x.zoned.firstTo <= zoned || x.local.any && x.local.firstTo <= local
}

// allBefore tells whether all of them are known to have come before r.
func (x *extents) allBefore(r period) bool {
	zoned, local := r.beginning()
	return (!x.zoned.any || x.zoned.lastTo <= zoned) && (!x.local.any || x.local.lastTo <= local)
}
