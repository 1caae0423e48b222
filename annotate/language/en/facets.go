package en

// Certainties are the words by which somebody says something, each line begun by how certain that is.
const Certainties = `
confirmed: confirm confirms confirmed confirming acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting
	concede concedes conceded verify verifies verified corroborate corroborates corroborated
announced: announce announces announced announcing declare declares declared declaring unveil unveils unveiled proclaim proclaims
	proclaimed decree decrees decreed
said: say says said saying tell tells told telling add adds added adding note notes noted noting state states stated stating stress
	stresses stressed insist insists insisted explain explains explained reply replies replied remark remarks remarked comment comments
	commented emphasize emphasizes emphasized reiterate reiterates reiterated argue argues argued affirm affirms affirmed testify testifies
	testified answer answered recall recalls recalled tweet tweeted inform informed respond responded conclude concluded
	describe describes described suggest suggests suggested accuse accused
claimed: claim claims claimed claiming allege alleges alleged alleging assert asserts asserted asserting contend contends contended maintain
	maintains maintained boast boasted purport purports
reported: report reports reported reporting write writes wrote writing reveal reveals revealed find finds found estimate estimates estimated
	show shows showed record recorded disclose discloses disclosed cite cites cited citing posted
expected: expect expects expected expecting forecast forecasts forecasted predict predicts predicted predicting warn warns warned warning
	anticipate anticipates anticipated project projects projected
denied: deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes refuted dispute
	disputes disputed rebut rebutted
`

// Tellings say something only of a person who does them; Offerings only with a negation.
const (
	Tellings  = `named names worded words linked links described describes counted counts mentioned mentions spoke speaks named`
	Offerings = `gave give gives offer offers offered named`
)

// Writing reports, but beside a quotation it says; Pledging says something before "to" and "that".
const (
	Writing  = `write writes wrote posted`
	Pledging = `promise promises promised pledge pledges pledged vow vows vowed threaten threatens threatened urge urges urged demand demands demanded`
)

// Portfolios, before a title, tell the office and name no body.
const Portfolios = `
	agriculture health education transport trade energy labor economy environment culture justice home housing sports tourism digital
	planning finance interior defense foreign immigration infrastructure science industry commerce police fire treasury state chief`

// NounsToo are words of [Certainties] that are nouns as well.
const NounsToo = `
	report reports claim claims estimate estimates forecast forecasts comment comments record project projects state states show shows note
	notes stress stresses answer answers dispute disputes find finds warning reject rejects tell`

// Words that lead to who says it or to what is said.
const (
	That         = "that"
	Nor          = "nor"
	Conjunctions = `and but though although because when as while so`
)

// CertainPhrases leads from the keys of phrases, as in [Phrases], to how certain what is said is.
var CertainPhrases = map[string]string{"rule out": "denied", "rules out": "denied", "ruled out": "denied", "brushed aside": "denied", "brushed off": "denied", "points out": "said", "point out": "said"}

// Articles and possessives at the beginning of who speaks are left out.
const Articles = `the a an his her its their`

// Findings are statements of [Finders], or before "that": police who found a car say nothing.
const Finders = `
	study studies report reports inquiry inquiries poll polls survey surveys court courts jury investigation investigations review audit
	analysis researchers scientists experts economists auditors investigators panel commission committee data figures tests test`

// Findings with a person behind them say nothing either: "found him guilty".
const Findings = `find finds found show shows showed record recorded`

// Participles join to a noun who or what it is of: "a study published in".
const Participles = `published released conducted compiled commissioned based led run issued obtained seen quoted cited`

// Silences, denied, are no comment: "would not say", "has yet to confirm"; SilentNouns are so of somebody: "no comment from".
const (
	Silences    = `confirm confirmed comment commented say said respond responded answer answered reply replied disclose disclosed elaborate`
	SilentNouns = `confirmation comment response answer reply word statement reaction`
	Declining   = `decline declines declined declining refuse refuses refused refusing`
)

// Reports are nouns that say something by themselves, and Forecasts those of what is to come.
const (
	Forecasts = `forecast forecasts forecaster forecasters outlook projection projections meteorologist meteorologists`
	Sayings   = `account count estimate estimates words view statement tally figures`
)

// Expecting are words of what is to come, before the word behind the colon if there is one.
const Expecting = `
due:to
set:to
expected:
forecast:for
forecast:to
scheduled:
slated:
planned:
likely:
may:
might:
could:
will:
poised:to
about:to
going:to
bound:to
plans:to
plan:to
intends:to
intend:to
aims:to
hopes:to
are:to
is:to
`

// Hearsay are adverbs that tell how certain a statement is.
const Hearsay = `
reported: reportedly
claimed: allegedly supposedly purportedly
confirmed: indeed
`

// Demonyms are adjectives of countries and their people: they name no place.
const Demonyms = `
	afghan albanian algerian american argentine argentinian armenian australian austrian azerbaijani bangladeshi belarusian belgian
	bolivian bosnian brazilian british bulgarian cambodian canadian chilean chinese colombian congolese croatian cuban cypriot czech
	danish dutch ecuadorian egyptian english eritrean estonian ethiopian european filipino finnish french georgian german ghanaian greek
	guatemalan haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian jamaican japanese jordanian
	kazakh kenyan korean kosovar kuwaiti kyrgyz latvian lebanese libyan lithuanian malaysian mexican moldovan mongolian moroccan nepalese
	nicaraguan nigerian norwegian omani pakistani palestinian panamanian peruvian polish portuguese qatari romanian russian rwandan saudi
	scottish senegalese serbian singaporean slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese tajik thai tibetan
	tunisian turkish turkmen ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni african asian arab western
	latin nordic baltic balkan scandinavian soviet muslim christian jewish catholic islamic orthodox
	afghans albanians algerians americans argentines armenians australians austrians belarusians belgians brazilians britons bulgarians
	canadians chileans colombians croats cubans czechs danes egyptians estonians ethiopians europeans finns georgians germans greeks
	hungarians indians indonesians iranians iraqis israelis italians jordanians kenyans koreans kurds latvians libyans lithuanians
	malaysians mexicans moroccans nigerians norwegians pakistanis palestinians peruvians poles romanians russians saudis scots serbs
	slovaks somalis spaniards swedes syrians thais tunisians turks ukrainians venezuelans yemenis africans asians arabs muslims christians
	jews catholics republicans democrats republican democrat democratic conservative conservatives kurdish`

// NameLinks join the parts of a name: "Bank of England".
const NameLinks = `of de la del da di van von der den bin ibn al el du dos st`

// PersonalPronouns stand for who was spoken of before, BodyPronouns and ThingPronouns for what.
const (
	BodyPronouns     = `it they`
	ObjectPronouns   = `him her them us me it`
	PersonalPronouns = `he she`
	ThingPronouns    = `it they we i you`
)

// BeForms before a participle make it passive: "was told".
const BeForms = `be is are was were been being am 're`

// CallingOff are words by which what was to be is not; those of OffWords are so before "off".
const (
	Off        = "off"
	OffWords   = `put puts putting call calls called calling`
	CallingOff = `postpone postpones postponed postponing cancel cancels canceled canceling scrap scraps scrapped scrapping`
)

// PlacePrepositions stand before a noun phrase and part it from what stands before.
const PlacePrepositions = `in on at by for from to into with within about over under during through between against among across near of as than via per toward towards after before since until amid despite along around throughout outside inside behind beyond without upon`

// Determiners begin a noun phrase.
const Determiners = `the a an this that these those his her its their our my your some any no several many few both all each every one`

// Conditions begin what a statement depends on, the longest first; what stands behind "!" may not
// stand before, what behind ">" not behind.
const Conditions = `
in order to
in order for
on condition that
on the condition that
on condition > of
provided that
provided
providing that
as long as
so long as
only if
if ! ask asks asked wonder wonders wondered know knows knew see sure even as unclear say said doubt question
unless
in exchange for
in return for
subject to
assuming
contingent on
conditional on
depending on
so that
in the event of
in the event that
`

// Subordinators begin a clause that is beside the statement.
const Subordinators = `while although though because since after before when whenever as until unless if whereas`

// Relatives begin a clause about the word before.
const Relatives = `who whose whom which`

// Hostilities are acts of which a denial is a promise to spare: "will not strike".
const Hostilities = `strike strikes attack attacks target targets fire shell bomb bombard hit raid invade shoot launch`

// Undertakings, before "not to", undertake to leave off: "agreed not to fire".
const Undertakings = `
	agree agrees agreed agreeing ask asks asked asking promise promises promised pledge pledges pledged vow vows vowed urge urges urged
	undertake undertakes undertook undertaken request requests requested order orders ordered tell told commit commits committed decide
	decides decided want wants wanted`

// Targeted stand before what an act or its ceasing is aimed at; Acts are nouns and verbs with a target.
const (
	Targeted = `on at into against for across throughout upon`
	Acts     = `
	strike strikes striking raid raids attack attacks attacking shelling shells fire firing bombardment bombing bombings assault assaults hit hitting
	target targeting launch launching ban bans embargo sanctions tariff tariffs ceasefire truce pause halt agreement deal moratorium
	suspension freeze blockade curbs restrictions limits cap caps duties levies`
)

// Harming take their target without a preposition: "stop shelling Kyiv".
const Harming = `shelling striking attacking bombing targeting bombarding hitting raiding invading`

// Sparers are the ceasing words that take what they spare without a preposition.
const Sparers = `spare spares spared sparing`

// Covering stand before what is covered; Applying before "to".
const (
	Covering = `cover covers covered`
	Applying = `apply applies applied extend extends extended limited confined restricted`
)

// Leaving, before what is spared and [Alone]: "leave the plants alone".
const (
	Leaving = `leave leaves left leaving`
	Alone   = "alone"
)

// TargetEnds begin what is no more part of a target.
const TargetEnds = `
	for until till while because in order since after before during but due amid following despite if unless as when he she we they it i that which who
	has have had is are was were will would said says at from by with under last this next`

// Symbols leads from units to their symbols.
var Symbols = map[string]string{
	"kilometre": "km", "metre": "m", "centimetre": "cm", "millimetre": "mm", "hectare": "ha", "kilogram": "kg", "gram": "g",
	"milligram": "mg", "microgram": "µg", "tonne": "t", "litre": "l", "millilitre": "ml", "watt": "W", "milliwatt": "mW", "kilowatt": "kW",
	"megawatt": "MW", "gigawatt": "GW", "terawatt": "TW", "kilohertz": "kHz", "megahertz": "MHz", "gigahertz": "GHz", "hertz": "Hz",
	"volt": "V", "kilovolt": "kV", "kilometre/hour": "km/h", "metre/second": "m/s", "square-kilometre": "km²", "square-metre": "m²",
	"cubic-metre": "m³", "kilowatt-hour": "kWh", "megawatt-hour": "MWh", "gigawatt-hour": "GWh", "terawatt-hour": "TWh", "watt-hour": "Wh",
	"pascal": "Pa", "hectopascal": "hPa", "kilopascal": "kPa", "joule": "J", "megajoule": "MJ", "newton": "N", "sievert": "Sv",
	"millisievert": "mSv", "microsievert": "µSv", "becquerel": "Bq", "electronvolt": "eV", "gray": "Gy", "kilotonne": "kt", "megatonne": "Mt",
	"byte": "B", "kilobyte": "kB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "megabit": "Mbit", "gigabit": "Gbit", "bit": "bit",
	"hour": "h", "minute": "min", "second": "s", "day": "d",
}

// Plurals are plurals that do not end in s.
const Plurals = `people men women children dead injured wounded killed missing police troops cattle teeth feet mice personnel crew aircraft`

// Endings stand before the end of an interval, Joiners between its two ends.
const (
	Endings  = `until till by ending`
	EndingOn = "ending"
	Joiners  = `until till to through`
)

// OnePerson is who counts though there is but one.
const OnePerson = `person man woman child boy girl soldier civilian worker student passenger`

// Ages stand before how old somebody is; Ago and Earlier behind how long before.
const (
	Ages    = `aged age`
	Ago     = "ago"
	Earlier = "earlier"
)

// Coming tells that a day is one to come.
const Coming = `will planned next would until`

// BoundForms are the forms of the bounds of an amount, by the first phrase of their line in [Bounds].
var BoundForms = map[string]string{
	"more than": ">=", "at least": ">=", "just over": ">=", "less than": "<=", "at most": "<=", "about": "~", "nearly": "~", "±": "~",
}

// Sites are nouns for what is built and may be struck: "energy sites" are energy facilities.
const Sites = `site sites facility facilities target targets installation installations infrastructure object objects asset assets`

// Rather, before "than", denies what follows: "an opportunity rather than an agreement".
const Rather = "rather"

// Mouthpieces speak for the body that is named beside them.
const Mouthpieces = `spokesman spokeswoman spokesperson spokespeople spokesmen official officials government press service administration`

// VagueWords beside a noun make no other of it.
const VagueWords = `other various several some certain many nearby own whole entire`

// Words that lead to what stands behind them.
const (
	Of         = "of"
	By         = "by"
	On         = "on"
	From       = "from"
	Since      = "since"
	Between    = "between"
	As         = "as"
	But        = "but"
	Than       = "than"
	Without    = "without"
	Under      = "under"
	Possessive = "'s"
)

// Told, before [Of], tells what was heard.
const Told = `told tell tells`

// Helpers stand beside a verb as auxiliaries do, Adverbs before it or behind.
const (
	Helpers = `have do be been`
	Adverbs = `also still later then now again too even already earlier once since just`
)

// Was tells of what is over.
const Was = `was were had`

// NounLinks join what follows to the noun before: "a spokesman for the ministry".
const NounLinks = `of for with at from to in`

// Parties stand before those who agree; PhraseJoiners join nouns.
const (
	Parties       = `between with`
	PhraseJoiners = `and or`
)

// Reflexives behind a verb tell that nothing is said: "admitted herself".
const Reflexives = `himself herself itself themselves myself ourselves`

// Number, before a point, leads to a number that is a label.
const Number = "no"

// AdjectiveEndings are those of adjectives.
var AdjectiveEndings = []string{"ent", "ant", "al", "ive", "ous", "ful", "less", "ic", "ible", "able"}

// Endings of words.
const (
	PluralEnding     = "s"
	PastEnding       = "ed"
	ParticipleEnding = "ing"
	AdverbEnding     = "ly"
)

// DayAndHour may stand between a day and a time; UniversalZones are that of UTC.
const (
	DayAndHour     = `on at`
	UniversalZones = `gmt utc z`
)

// Parts and spans of time, by their keys.
const (
	Overnight = "overnight"
	Day       = "day"
)

// Lengths are the forms of spans of time in ISO 8601, n for their number.
var Lengths = map[string]string{
	"second": "PTnS", "minute": "PTnM", "hour": "PTnH", "day": "PnD", "week": "PnW", "fortnight": "P2nW", "month": "PnM", "year": "PnY",
	"decade": "P10nY", "century": "P100nY",
}
