package en

// Senses are the words whose part depends on their neighbours, in the form of [language.Senses].
const Senses = `
# "failed to reach", but "the bank failed"; "declined to say", but "prices declined"
fail fails failed failing failure decline declines declined declining = plain
	1 1 negation: to

# "claimed that it rained", but "claimed the lives of three" and "claimed responsibility"
claim claims claimed claiming = hedge
	1 5 plain: life lives victory victim victims | . , that responsibility credit
	1 5 attribution: responsibility credit | . , that

# "appeared to be dead", but "appeared in court"
appear appears appeared appearing = hedge
	1 1 plain: in on at before with for alongside from by . , <edge>

# "he added: …", ", she wrote", but "added 300 jobs" and "wrote a book"
add adds added adding declare declares declared declaring stress stresses stressed write writes wrote = plain
	1 1 attribution: that <edge> <sign>
	-1 -1 attribution: <sign>

# "the mayor confirmed it" names a source, "47 confirmed cases" a degree of certainty
confirmed = attribution
	1 1 hedge: case cases death deaths dead killed fatalities casualties infections

# "admitted that", but "was admitted to hospital"
admitted = attribution
	-1 -1 plain: was were been being is are

# "accused them of", but "is accused of"
accused = attribution
	1 1 plain: of

# "certain to win", but "certain goods"
certain understood = plain
	1 1 hedge: to that . ,

# "told reporters", but "were told to leave"
told tell tells = attribution
	1 1 plain: to

# "reports that", "according to a report", but "the report was late"
report reports = attribution
	-1 -4 attribution: according
	-1 -1 attribution: <edge>
	1 1 attribution: that <speech>
	-1 -1 plain: a an the this that its his her their 's new annual final latest

# "reported that it rained", but "reported a loss"
reported reporting = attribution
	1 3 plain: profit profits loss losses sales earnings revenue revenues growth income results

# "calling it “a disgrace”", but "called for calm"
calling describing branding = plain
	1 4 attribution: <quote>
`
