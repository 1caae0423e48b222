package reading

// context tells the role of a word from the words around it.
type context func(ps []piece, i int) Role

// contexts leads from the words whose role depends on their neighbours to what decides it.
func contexts() map[string]context {
	m := map[string]context{}
	for _, c := range []struct {
		words string
		of    context
	}{
		{"fail fails failed failing failure decline declines declined declining", refusing},
		{"claim claims claimed claiming", claiming},
		{"appear appears appeared appearing", appearing},
		{"add adds added adding declare declares declared declaring stress stresses stressed write writes wrote", speaking},
		{"confirmed", confirming},
		{"admitted", admitting},
		{"accused", accusing},
		{"certain understood", beingCertain},
		{"told tell tells", telling},
		{"report reports", reporting},
		{"reported reporting", earning},
		{"no", refusingNumber},
		{"calling describing branding", calling},
	} {
		for w := range Words(c.words) {
			m[w] = c.of
		}
	}
	return m
}

// near gives the small letters of the piece that many places on, "" beyond the text.
func near(ps []piece, i, by int) string {
	if k := i + by; k >= 0 && k < len(ps) {
		return ps[k].low
	}
	return ""
}

// refusing: "failed to reach", but "the bank failed"; "declined to say", but "prices declined".
func refusing(ps []piece, i int) Role {
	if near(ps, i, 1) == "to" {
		return Negating
	}
	return Content
}

// claiming: "claimed that it rained", but "claimed the lives of three" and "claimed responsibility".
func claiming(ps []piece, i int) Role {
	for k := 1; k <= 5; k++ {
		switch near(ps, i, k) {
		case "life", "lives", "victory", "victim", "victims":
			return Content
		case "responsibility", "credit":
			return Attributing
		case ".", ",", "that":
			return Hedging
		}
	}
	return Hedging
}

// appearing: "appeared to be dead", but "appeared in court".
func appearing(ps []piece, i int) Role {
	switch near(ps, i, 1) {
	case "in", "on", "at", "before", "with", "for", "alongside", "from", "by", ".", ",", "":
		return Content
	}
	return Hedging
}

// speaking: "he added: …", ", she wrote", but "added 300 jobs" and "wrote a book".
func speaking(ps []piece, i int) Role {
	if i+1 == len(ps) || ps[i+1].form == sign || ps[i+1].low == "that" || i > 0 && ps[i-1].form == sign {
		return Attributing
	}
	return Content
}

// reporting: "reports that", "according to a report", but "the report was late".
func reporting(ps []piece, i int) Role {
	for k := 1; k <= 4; k++ {
		if near(ps, i, -k) == "according" {
			return Attributing
		}
	}
	next := near(ps, i, 1)
	if i == 0 || next == "that" || factOf(next).has(isSpeech) {
		return Attributing
	}
	switch near(ps, i, -1) {
	case "a", "an", "the", "this", "that", "its", "his", "her", "their", "'s", "new", "annual", "final", "latest":
		return Content
	}
	return Attributing
}

// confirming: "the mayor confirmed it" names a source, "47 confirmed cases" a degree of certainty.
func confirming(ps []piece, i int) Role {
	switch near(ps, i, 1) {
	case "case", "cases", "death", "deaths", "dead", "killed", "fatalities", "casualties", "infections":
		return Hedging
	}
	return Attributing
}

// admitting: "admitted that", but "was admitted to hospital".
func admitting(ps []piece, i int) Role {
	switch near(ps, i, -1) {
	case "was", "were", "been", "being", "is", "are":
		return Content
	}
	return Attributing
}

// accusing: "accused them of", but "is accused of".
func accusing(ps []piece, i int) Role {
	if near(ps, i, 1) == "of" {
		return Content
	}
	return Attributing
}

// telling: "told reporters", but "were told to leave".
func telling(ps []piece, i int) Role {
	if near(ps, i, 1) == "to" {
		return Content
	}
	return Attributing
}

// earning: "reported that it rained", but "reported a loss".
func earning(ps []piece, i int) Role {
	for k := 1; k <= 3; k++ {
		switch near(ps, i, k) {
		case "profit", "profits", "loss", "losses", "sales", "earnings", "revenue", "revenues", "growth", "income", "results":
			return Content
		}
	}
	return Attributing
}

// beingCertain: "certain to win", but "certain goods".
func beingCertain(ps []piece, i int) Role {
	switch near(ps, i, 1) {
	case "to", "that", ".", ",":
		return Hedging
	}
	return Content
}

// refusingNumber: "no answer", but "No. 10".
func refusingNumber(ps []piece, i int) Role {
	if i+2 < len(ps) && ps[i+1].text == "." && ps[i+1].glued() && ps[i+2].form == digits {
		return Content
	}
	return Negating
}

// calling: "calling it “a disgrace”", but "called for calm".
func calling(ps []piece, i int) Role {
	for k := 1; k <= 4 && i+k < len(ps); k++ {
		if isOpeningQuote(ps, i+k) {
			return Attributing
		}
	}
	return Content
}
