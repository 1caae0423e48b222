package en

// Negations turn a statement into its contrary.
const Negations = `
	no not n't 't never without none nobody nothing nowhere neither nor
	hardly barely scarcely
	deny denies denied denying denial
	reject rejects rejected rejecting rejection refuse refuses refused refusing refusal
	refute refutes refuted refuting unable lack lacks lacked lacking
	disputing contradict contradicts contradicted contradicting rebut rebuts rebutted rebutting rebuttal
	debunk debunks debunked debunking disavow disavows disavowed disavowing repudiate repudiates repudiated repudiating
	disprove disproves disproved disproving disown disowns disowned retract retracts retracted retracting
	contesting recant recants recanted recanting rescind rescinds rescinded
	false untrue impossible`

// Hedges weaken or strengthen how certain a statement is.
const Hedges = `
	may might could should likely unlikely likelihood
	probable probably possible possibly possibility perhaps maybe
	potential potentially presumably presumed supposedly supposed purported purportedly purports
	reportedly apparently apparent seemingly evidently ostensibly
	allege alleges alleged allegedly alleging allegation allegations
	claim claims claimed claiming assert asserts asserted asserting
	suggest suggests suggested suggesting
	seem seems seemed seeming believe believes believed believing thought
	suspected feared assume assumes assumed estimate estimated
	expected expects expect anticipated forecast forecasts
	rumour rumours rumoured rumor rumors rumored speculated speculation
	unconfirmed unverified unproven uncertain unclear doubt doubts doubtful doubted
	virtually practically tentative tentatively preliminary conceivably arguably
	certainly definitely undoubtedly surely clearly undeniably unquestionably
	conditionally provisionally hypothetically theoretically`

// Attributions tell who says it. Words that also cast doubt ("claimed") are
// hedges, words that contradict ("denied") negations.
const Attributions = `
	say says said saying tell tells told telling
	according accordingly announce announces announced announcing announcement
	stated stating statement statements
	spokesman spokeswoman spokesperson spokespeople spokesmen
	report reports reported reporting reporter reporters
	noted noting
	declare declares declared declaring confirm confirms confirmed confirming confirmation
	acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting
	insist insists insisted insisting stress stresses stressed stressing
	warn warns warned warning remarked remarks commented comment
	explain explains explained explaining reply replies replied replying
	cite cites cited citing quote quotes quoted quoting
	argue argues argued arguing concede conceded concedes
	write writes wrote tweeted informed inform informs
	reiterate reiterates reiterated accuse accuses accused accusing
	source sources
	emphasised emphasized emphasises emphasizes affirmed affirms testified testify`

// SpeechVerbs are the attributions after which, or before which, a name is a source.
const SpeechVerbs = `
	say says said saying tell tells told announce announces announced stated
	reported reports report added adds adding noted notes confirmed confirms confirm
	acknowledged acknowledges admitted admits insisted insists stressed warned warns remarked commented
	explained replied wrote writes tweeted informed reiterated emphasised emphasized
	argued argues conceded declared declares
	affirmed testified claimed claims claim alleged alleges asserted denied denies deny suggested suggests`

// SourceNouns may stand between a name and the verb of a source: "State Department officials said".
const SourceNouns = `
	official officials spokesman spokeswoman spokesperson source sources minister ministers ministry
	police authorities government army military officer officers lawyer lawyers attorney expert experts
	analyst analysts representative representatives department force service agency agencies court board
	media newspaper newspapers outlet outlets broadcaster channel
	spokespeople spokesmen authority witness witnesses resident residents diplomat diplomats doctors`

// FunctionWords carry no substance of their own. They take the kind of their neighbours.
const FunctionWords = `
	a an the this that these those there here
	i me my we us our you your he him his she her it its they them their
	himself herself itself themselves
	who whom whose which what when where why how
	of in on at by for from to into onto upon with within about over under
	after before during since until till through between against among amid across
	around off out up down as than via per toward towards near along despite
	and or but so if because while although though whether yet also both either
	be is are was were been being am 's 're 'm 've 'll 'd wo
	can has have had having do does did done doing will would shall must
	then just very too such same own each any some all more most much many other another`

// Auxiliaries may follow a subject directly, which helps to tell a name at the
// beginning of a sentence.
const Auxiliaries = `
	has have had is was were are will would may might could can must should does did`

// PastVerbs are irregular past tenses, which may follow a subject as auxiliaries do.
const PastVerbs = `
	won lost fell rose made took gave left met held sent built bought sold began beat led ran saw came went
	got cut hit kept found paid grew spoke shot struck broke chose flew drew drove fought froze hid lent
	quit sank shook shut sought spent stood stole swept swore taught threw tore understood woke withdrew`

// Prepositions before "May", "March" or four digits mark a date.
const Prepositions = `
	in since until till by from of year before after during early late mid
	through last next this between and`

// Titles stand before a name and are none themselves.
const Titles = `
	president prime minister pm chancellor premier king queen prince princess pope
	mr mrs ms miss dr sir lord lady dame professor prof doctor
	governor mayor senator sen representative rep congressman congresswoman
	secretary ambassador envoy general gen colonel col captain capt lieutenant lt
	sergeant sgt major commander admiral chief director chairman chairwoman
	judge justice sheriff bishop archbishop cardinal rabbi imam sheikh father sister
	foreign defence defense interior finance attorney deputy vice former acting ex
	leader spokesman spokeswoman detective inspector officer coach`

// QualifyingTitles say something of the person: without them another office is meant.
const QualifyingTitles = `deputy vice former acting ex`

// AbbreviationList keep their point.
const AbbreviationList = `
	mr mrs ms dr prof gen sen rep gov lt col sgt capt st mt
	jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun`

// PlainAbbreviations keep their point in small letters too.
const PlainAbbreviations = `mr mrs ms dr prof gov sgt capt lt st`

// CliticList may follow an apostrophe and are then a token of their own.
const CliticList = `s re ve ll m d`

// CommonStarters begin sentences in capitals without being names.
const CommonStarters = `
	police water power heating fighting rain snow aid fire traffic everyone everybody
	someone somebody anyone parliament government congress life work time news today
	former senior top new old heavy several dozens hundreds thousands more fewer
	earlier later meanwhile however also still now once overnight instead
	north south east west northern southern eastern western central
	man woman people only even first second third asked
	flood storm turnout inflation unemployment growth trade demand output production oil gas gold electricity coal steel wheat tourism voting
	counting evidence education health housing transport research smoke fog flooding lightning heat revenue profit wage spending
	debt investment consumption confidence violence crime anger panic chaos tension pressure support opposition resistance war peace`

// Directions and other words before a name make it the name of another place or body.
const Directions = `
	north south east west northern southern eastern western central upper lower
	great greater little new old saint st san santa los las el la al papua equatorial
	world european african asian arab national international federal supreme high royal united`

// Bodies are nouns that end the names of bodies and places: "Trump Tower" is not Trump.
const Bodies = `
	bank court union league party university college school institute council committee commission
	ministry foundation group corp corporation company inc ltd church times post journal tribune
	street avenue road square bridge tower hall house palace hospital airport station port stadium
	river lake mount mountain mountains sea ocean gulf bay island islands peninsula strait
	front army guard guards force forces navy brigade front movement alliance organisation organization
	agency authority association federation federal press news radio television city county district province
	region oblast state states republic kingdom olympics cup championship games open prize award act`

// Definites stand before a number that points rather than counts: "the two sides".
const Definites = `the these those both all`

// Pronouns stand before "'s" that means "is".
const Pronouns = `it he she that there here what who where how`

// PlainNegations are the negations that are no verbs.
const PlainNegations = `
	no not n't 't never without none nobody nothing nowhere neither nor hardly barely scarcely`

// Ladies and Gentlemen are titles that tell the sex.
const (
	Ladies    = `mrs ms miss lady dame queen princess`
	Gentlemen = `mr sir lord king prince`
)

// CourtesyTitles say no more than none.
const CourtesyTitles = `mr mrs ms miss dr prof sir lady`

// LearnedTitles are the courtesy titles that claim a degree.
const LearnedTitles = `dr prof`

// Appositions follow a name at the beginning of a sentence, behind a comma.
const Appositions = `who whose`

// Article is the definite article, which some names have and some reports leave out.
const Article = "the"

// Per stands before a source: "per officials".
const Per = "per"

// To stands before what somebody is to do.
const To = "to"

// According stands with "to" for a verb of speech.
const According = "according"

// And is what "&" between words stands for.
const And = "and"

// Ceasing are verbs that deny what they govern: "halt strikes" is "not to strike".
const Ceasing = `
	halt halts halted halting stop stops stopped stopping suspend suspends suspended suspending suspension
	cease ceases ceased ceasing refrain refrains refrained refraining avoid avoids avoided avoiding
	abstain abstains abstained abstaining withhold withholds withheld desist desists desisted forgo forgoes
	spare spares spared sparing pause pauses paused pausing freeze freezes froze freezing
	discontinue discontinues discontinued quit quits moratorium`

// Confirming are verbs of speech that vouch for their object, as "confirmed the ban" does.
const Confirming = `
	confirm confirms confirmed confirming acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting
	announce announces announced announcing declare declares declared declaring`

// Agencies are news agencies, which in brackets are the source of what stands before.
const Agencies = `
	afp ap reuters upi dpa tass interfax ukrinform unian xinhua anadolu kyodo yonhap pti ani efe ansa bbc cnn bloomberg ria ptb apa pap ntb tt`

// CommonEndings are those of plurals and abstract nouns, which need no article.
var CommonEndings = []string{"s", "men", "ing", "ion", "ity", "ment", "ness", "ance", "ence", "ism"}

// SingularEndings are those of words that end in s and are no plurals.
var SingularEndings = []string{"ss", "is", "us"}
