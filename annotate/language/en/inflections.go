package en

// Inflections are forms of words that no ending gives, a line for each word.
const Inflections = `
be is are was were been being am 's 're
have has had having 've
do does did done doing
say said
go went gone
take took taken
make made
give gave given
get got gotten
come came
know knew known
think thought
see saw seen
find found
tell told
become became
leave left
feel felt
bring brought
begin began begun
keep kept
hold held
write wrote written
stand stood
hear heard
mean meant
meet met
run ran
pay paid
sit sat
speak spoke spoken
lie lay lain
lead led
grow grew grown
lose lost
fall fell fallen
send sent
build built
understand understood
draw drew drawn
break broke broken
spend spent
rise rose risen
drive drove driven
buy bought
wear wore worn
choose chose chosen
seek sought
throw threw thrown
catch caught
deal dealt
win won
forget forgot forgotten
sell sold
fight fought
teach taught
eat ate eaten
sing sang sung
strike struck stricken
sink sank sunk
swear swore sworn
fly flew flown
steal stole stolen
shake shook shaken
shoot shot
sleep slept
swim swam
ring rang rung
bear bore born borne
hide hid hidden
ride rode ridden
wake woke woken
withdraw withdrew withdrawn
undertake undertook undertaken
overcome overcame
overtake overtook overtaken
foresee foresaw foreseen
flee fled
feed fed
lend lent
light lit
slide slid
freeze froze frozen
tear tore torn
arise arose arisen
bind bound
shrink shrank shrunk
spring sprang sprung
swing swung
uphold upheld
mistake mistook mistaken
die died dying
man men
woman women
child children
person people
wife wives
life lives
foot feet
tooth teeth
datum data
medium media
crisis crises
basis bases
thief thieves
half halves
spokesman spokesmen
policeman policemen
gunman gunmen
will 'll would won
can could
shall should
may might
not n't
use used using
several
party parties
general
`

// Derivations are endings that make a word of another of the same sense, the longest first: "develop" and "development".
const Derivations = `
ization isation ation ition ment ance ence sion ion ator er or ist ity ness ship hood ally ical
ise ize ate ly ial al ic ive able ible ant ent ary ian ese ish an
`

// Stands are words of which one may stand in the place of another of its line, where the words around them say so.
const Stands = `
the a an this that these those its their his her our some any
in on at of for to with by from into upon over about against during within under
and or as while when after but
is are was were be been being has have had
will would may might can could shall should must
it he she they who which that
who which that
not no never none without neither nor
`

// Particles make another verb of one: "called off".
const Particles = `up down out off on over away back`
