package trace

import "testing"

func TestLengthsInWords(t *testing.T) {
	for iso, want := range map[string]string{
		"P1W": "1 week", "P2W": "2 weeks", "P10D": "10 days", "P1M": "1 month", "PT1M": "1 minute", "PT36H": "36 hours",
		"P1Y6M": "1 year 6 months", "P1DT2H": "1 day 2 hours", "P": "P", "PT": "PT", "PW": "PW", "P1H": "P1H", "P1DT": "P1DT", "P1.5D": "P1.5D",
	} {
		if got := dateWords(iso); got != want {
			t.Errorf("%s is said as %q, want %q", iso, got, want)
		}
	}
}
