package en

// Senses are the words whose part depends on their neighbours, in the form of [language.Senses].
const Senses = `
# "failed to reach", but "the bank failed"; "declined to say", but "prices declined"
fail fails failed failing failure decline declines declined declining = plain
	negation: 1 1 to

# "claimed that it rained", but "claimed the lives of three" and "claimed responsibility"
claim claims claimed claiming = hedge
	plain: 1 5 life lives victory victim victims | . , that responsibility credit
	attribution: 1 5 responsibility credit | . , that

# "appeared to be dead", but "appeared in court"
appear appears appeared appearing = hedge
	plain: 1 1 in on at before with for alongside from by . , <edge>

# "he added: …", ", she wrote", but "added 300 jobs" and "wrote a book"
add adds added adding declare declares declared declaring stress stresses stressed = plain
	attribution: 1 1 that <edge> <sign>
	attribution: -1 -1 <sign>

# "the mayor confirmed it" names a source, "47 confirmed cases" a degree of certainty
confirmed = attribution
	hedge: 1 1 case cases death deaths dead killed fatalities casualties infections

# "admitted that", but "was admitted to hospital"
admitted = attribution
	plain: -1 -1 was were been being is are

# "accused them of", but "is accused of", "the accused thief"
accused = attribution
	hedge: 1 1 of
	hedge: -1 -1 the an this

# "certain to win", but "certain goods"
certain understood = plain
	hedge: 1 1 to that . ,

# "told reporters", but "were told to leave"
told tell tells = attribution
	plain: 1 1 to

# "reports that", "according to a report", but "the report was late"
report reports = attribution
	attribution: -1 -4 according
	attribution: -1 -1 <edge>
	attribution: 1 1 that <speech>
	plain: -1 -1 a an the this that its his her their 's new annual final latest

# ", she wrote", "wrote on Telegram", but "wrote a book"
write writes wrote = plain
	attribution: 1 1 that <edge> <sign>
	attribution: -1 -1 <sign>
	attribution: 1 4 telegram x twitter facebook instagram | . ,
post posts posted = plain
	attribution: 1 4 telegram x twitter facebook instagram | . ,

# "revealed that it rained", but "revealed a plan"
reveal reveals revealed revealing disclose discloses disclosed = plain
	attribution: 1 1 that

# "in the mayor's view", but "the view from the hill"
view opinion = plain
	attribution: -1 -1 's his her their
	attribution: 1 1 of & -1 -1 the & -2 -2 in

# "maintains that it rained", but "maintains a road"
maintain maintains maintained contend contends contended conclude concludes concluded predict predicts predicted vow vows vowed pledge pledges pledged promise promises promised observe observes observed remark recall recalls recalled = plain
	attribution: 1 1 that

# "hold fire", "hold off", "holds that"
hold holds held holding = plain
	ceasing: 1 1 fire off
	attribution: 1 1 that

# "looks to be shut", but "looks at"
look looks looked = plain
	hedge: 1 1 to like set

# "is said to be dead", but "he said to the crew"
said = attribution
	hedge: 1 1 to & -1 -1 is are was were be been

# "disputes the report", but "a dispute over the border"
dispute disputes contest contests = plain
	plain: -1 -1 a an the this that in of and no
	negation: 1 1 the that this his her its their <capital>

# "disputed the report", but "the disputed islands"
disputed = negation
	plain: -1 -1 the a an this

# "dismissed the report", but "dismissed the coach", "was dismissed"
dismiss dismisses dismissed dismissing = negation
	negation: 1 1 as
	plain: 1 4 case cases charge charges lawsuit suit appeal complaint motion coach manager minister officer officers staff workers head chief general him her them | . ,
	plain: -1 -1 was were been being

# "questioned the report", but "questioned the suspect", "was questioned"
questioned = hedge
	plain: 1 4 him her them man men woman women boy girl suspect suspects witness witnesses official officials driver | . ,
	plain: -1 -1 was were been being

# "reported that it rained", but "reported a loss"; "the reported deal"
reported reporting = attribution
	hedge: 1 1 to & -1 -1 is are was were be been
	hedge: -1 -1 <edge> the a an & 1 1 <word>
	plain: 1 3 profit profits loss losses sales earnings revenue revenues growth income results

# "contested the report", but "the contested islands"
contested = negation
	plain: -1 -1 the a an this

# "non-binding", but "the non"
non = plain
	negation: 1 1 -

# "calling it “a disgrace”", but "called for calm"
calling describing branding = plain
	attribution: 1 4 <quote>
`

// Phrases are words that are one, in the form of [language.Phrases].
const Phrases = `
negation | nobody | no one
hedge | no doubt | no doubt
plain | not-only | not only
title | pm | prime minister
negation | yet to | yet to
negation | stop short of | stop short of
negation | stops short of | stops short of
negation | stopped short of | stopped short of
negation | stopping short of | stopping short of
negation | rule out | rule out
negation | rules out | rules out
negation | ruled out | ruled out
negation | ruling out | ruling out
negation | brushed aside | brushed aside
negation | brushed off | brushed off
negation | walked back | walked back
negation | pushed back | pushed back
negation | cold water on | cold water on
negation | took issue with | took issue with
negation | takes issue with | takes issue with
negation | silent on | silent on
negation | fell short of | fell short of
negation | falls short of | falls short of
negation | fall short of | fall short of
attribution | point out | points out
attribution | point out | pointed out
hedge | as good as | as good as
hedge | into question | into question
hedge | into doubt | into doubt
negation | silent about | silent about
hedge | all but | all but | the a an this <figure> one two three four five six a few
hedge | so-called | so - called
hedge | so-called | so called
hedge | self-proclaimed | self - proclaimed
hedge | self-proclaimed | self - declared
hedge | self-proclaimed | self - styled
hedge | would-be | would - be
`
