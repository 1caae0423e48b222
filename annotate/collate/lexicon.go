package collate

import "strings"

// The word lists behind the kinds of change. All words are lower case with
// plain apostrophes. To teach the package a word, add it here, and a pair of
// sentences that shows it in kinds_test.go.

type set map[string]struct{}

func (s set) has(word string) bool {
	_, ok := s[word]
	return ok
}

// words makes a set of the words in a string.
func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = struct{}{}
	}
	return s
}

// negations turn a statement into its contrary.
var negations = words(`
	no not n't 't never without none nobody nothing nowhere neither nor
	hardly barely scarcely
	deny denies denied denying denial
	reject rejects rejected rejecting refuse refuses refused refusing refusal
	decline declines declined declining fail fails failed failing failure
	refute refutes refuted refuting unable lack lacks lacked lacking`)

// hedges weaken or strengthen how certain a statement is.
var hedges = words(`
	may might could likely unlikely likelihood
	probable probably possible possibly possibility perhaps maybe
	potential potentially presumably presumed supposedly supposed purported purportedly
	reportedly apparently apparent seemingly evidently ostensibly
	allege alleges alleged allegedly alleging allegation allegations
	claim claims claimed claiming assert asserts asserted asserting
	suggest suggests suggested suggesting appear appears appeared appearing
	seem seems seemed seeming believe believes believed believing thought
	suspected assume assumes assumed estimate estimated
	expected anticipated rumour rumours rumoured rumor rumors rumored speculated speculation
	unconfirmed unverified unproven uncertain unclear doubt doubts doubtful doubted
	tentative tentatively preliminary conceivably arguably
	certainly definitely undoubtedly surely clearly undeniably unquestionably`)

// attributions tell who says it. Words that also cast doubt ("claimed") are
// hedges, words that contradict ("denied") negations.
var attributions = words(`
	say says said saying tell tells told telling
	according accordingly announce announces announced announcing announcement
	stated stating statement statements
	spokesman spokeswoman spokesperson spokespeople spokesmen
	report reports reported reporting reporter reporters
	add adds added adding note noted noting
	declare declares declared declaring confirm confirms confirmed confirming confirmation
	acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting
	insist insists insisted insisting stress stresses stressed stressing
	warn warns warned warning remarked remarks commented comment
	explain explains explained explaining reply replies replied replying
	cite cites cited citing quote quotes quoted quoting
	write writes wrote written tweeted informed inform informs
	reiterate reiterates reiterated accuse accuses accused accusing
	source sources
	emphasised emphasized emphasises emphasizes affirmed affirms testified testify`)

// speechVerbs are the attributions after which, or before which, a name is a source.
var speechVerbs = words(`
	say says said saying tell tells told announce announces announced stated
	reported reports added adds adding noted notes confirmed confirms
	acknowledged admitted insisted insists stressed warned warns remarked commented
	explained replied wrote writes tweeted informed reiterated emphasised emphasized
	affirmed testified claimed claims alleged alleges asserted denied denies suggested`)

// functionWords carry no substance of their own. They take the kind of their neighbours.
var functionWords = words(`
	a an the this that these those there here
	i me my we us our you your he him his she her it its they them their
	who whom whose which what when where why how
	of in on at by for from to into onto upon with within about over under
	after before during since until till through between against among amid across
	around off out up down as than via per toward towards near along despite
	and or but so if because while although though whether yet also both either
	be is are was were been being am 's 're 'm 've 'll 'd wo can
	has have had having do does did done doing will would shall should must
	then just very too such same own each any some all more most much many other another`)

// auxiliaries may follow a subject directly, which helps to tell a name at the
// beginning of a sentence.
var auxiliaries = words(`
	has is was will would may might could can had must should does did`)

// prepositions before "May", "March" or four digits mark a date.
var prepositions = words(`
	in since until till by from of year before after during early late mid
	through last next this between and`)

// titles stand before a name and are none themselves.
var titles = words(`
	president vice prime minister chancellor premier king queen prince princess pope
	mr mrs ms dr sir lord lady dame professor prof
	governor mayor senator sen representative rep congressman congresswoman
	secretary ambassador envoy general gen colonel col captain capt lieutenant lt
	sergeant sgt major commander admiral chief director chairman chairwoman
	judge justice sheriff bishop archbishop cardinal rabbi imam sheikh foreign defence
	defense interior finance attorney deputy former state`)

// abbreviations keep their point.
var abbreviations = words(`
	mr mrs ms dr prof gen sen rep gov lt col sgt capt st mt
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// cliticEndings may follow an apostrophe and are then a token of their own.
var cliticEndings = words(`s re ve ll m d`)

// commonStarters begin sentences in capitals without being names.
var commonStarters = words(`
	police water power heating fighting rain snow aid fire traffic everyone everybody
	someone somebody anyone parliament government congress life work time news today
	former senior top new old heavy several dozens hundreds thousands more fewer
	earlier later meanwhile however also still now once overnight instead
	north south east west northern southern eastern western central
	man woman people only even first second third asked`)
