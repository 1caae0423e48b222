package annotate

import (
	"errors"
	"time"
)

// Clock is a hybrid logical clock (Kulkarni and others, 2014): milliseconds
// since 1970 in the upper bits, a counter in the lower 16. It never runs
// backwards within one project, whatever the machine's clock does, and stays
// as near to the time of day as that allows.
type Clock int64

const counterBits = 16

// LastClock is the greatest clock there is.
const LastClock = Clock(1)<<62 - 1

// ErrClock is returned by [Clock.Next] when the clock has no room left, which
// only a forged log can bring about.
var ErrClock = errors.New("the log's clock has run out")

// Next returns the clock for a change recorded now that follows all changes
// up to c. It returns [ErrClock] when c is the greatest clock there is.
func (c Clock) Next(now time.Time) (Clock, error) {
	if c >= LastClock {
		return c, ErrClock
	}
	wall := Clock(max(now.UnixMilli(), 0)) << counterBits
	if wall > LastClock {
		wall = LastClock
	}
	return max(wall, c+1), nil
}

// Valid tells whether c can stand in a log: from 1 to 2⁶²−1.
func (c Clock) Valid() bool { return c > 0 && c <= LastClock }

// Time is the wall clock of the change, in UTC, to the millisecond.
func (c Clock) Time() time.Time { return time.UnixMilli(int64(c >> counterBits)).UTC() }
