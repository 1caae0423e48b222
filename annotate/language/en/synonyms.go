package en

// Synonyms are groups of words that stand for each other in two reports of one event, a line for each group. A word may be in
// several. They only pair words that two texts have beside the same; nothing is held equal by them.
const Synonyms = `
say tell state announce declare note stress add remark report confirm mention reveal disclose explain comment inform emphasize emphasise underline
say according
claim allege assert maintain insist contend argue
deny reject dismiss refute dispute
accuse blame charge
believe think consider feel reckon regard view
expect forecast predict anticipate estimate project
hope wish want desire
warn caution alert
urge call appeal ask request demand press exhort
ask question inquire
answer reply respond
promise pledge vow commit guarantee assure undertake
suggest propose recommend advise
criticize criticise condemn denounce slam blast censure
praise commend hail laud applaud welcome
discuss debate talk negotiate consult
agree accept consent approve endorse adopt pass ratify
agreement accord deal pact treaty contract consensus understanding
refuse decline reject
decide determine resolve rule
decision ruling verdict judgment judgement resolution
allow permit let enable authorize authorise
ban prohibit forbid bar outlaw prevent
stop halt cease suspend end discontinue cancel scrap
delay postpone defer
prevent avoid avert stop block hinder
begin start launch commence open initiate kick
end finish conclude complete close terminate
beginning start outset
continue proceed keep remain resume go
resume restart renew
create establish set found form build
build construct erect
building construction structure
destroy demolish ruin wreck devastate raze
damage harm hurt
kill die slay murder shoot
dead die death kill deceased
death fatality casualty toll
injure wound hurt
injury wound
attack assault strike raid bombing offensive hit
attack violence
blast explosion bombing detonation
explode detonate blow
bomb explosive device shell
shell bombard bomb
shoot fire
gunman militant shooter attacker assailant fighter rebel insurgent guerrilla terrorist
soldier troop serviceman force army military
troops soldiers forces
army military force
weapon arm
missile rocket
war conflict fighting hostility battle combat
fight battle combat clash struggle
clash confrontation fighting
truce ceasefire armistice
peace truce
police officer policeman
arrest detain seize apprehend capture hold
detain hold imprison jail
prison jail
prisoner inmate detainee captive
release free
kidnap abduct seize
hostage captive
escape flee run
flee leave escape
murder killing homicide
crime offence offense
criminal illegal
illegal unlawful unauthorized
suspect accused defendant
court tribunal judge
trial hearing case proceeding
sentence jail condemn
lawyer attorney counsel
convict guilty
investigate probe examine look inquire
investigation probe inquiry enquiry
evidence proof
law legislation bill act
rule regulation provision
legislator lawmaker deputy parliamentarian congressman mp
parliament assembly legislature congress
government administration authority cabinet regime
authority official
official officer
minister secretary
ministry department
president leader chief
premier minister
leader head chief
head lead chair chief director
chairman head president chair
spokesman spokeswoman spokesperson
representative envoy delegate
ambassador envoy
delegation mission
election poll vote ballot
vote ballot
elect choose pick select
choose select pick opt
appoint name nominate
candidate nominee
campaign drive
resign quit step
resignation departure
party side
side party
opposition opponent
oppose resist
support back favor favour endorse
support backing assistance help
aid assistance help relief support
help assist aid
cooperation collaboration
cooperate collaborate work
relation tie link relationship
strengthen enhance boost reinforce consolidate intensify
promote advance further boost encourage foster
boost increase raise
improve enhance better
develop expand grow
development growth
increase rise grow climb jump soar surge gain expand go
increase rise growth gain jump surge
decrease fall drop decline reduce cut shrink slump plunge tumble dip
decrease decline drop fall reduction
reduce cut lower decrease slash trim
raise lift increase hike
exceed surpass top
reach hit attain arrive
price cost
cost expense price
expensive costly
profit earning income
revenue income sale turnover
loss deficit
economy economic
economist analyst expert
company firm corporation enterprise business group
enterprise business
factory plant
industry sector
market exchange
share stock
bank lender
money fund cash
fund finance
invest spend
investment capital
spend pay
pay salary wage
buy purchase acquire
sell sale
sale deal
trade commerce business
export shipment
produce make manufacture
product good
production output
job post work position
worker employee laborer labourer staff
unemployed jobless
employ hire
fire dismiss sack
strike walkout stoppage
protest demonstration rally march
protester demonstrator
demonstrate protest march rally
country nation state
nation national country
national state
city town capital
town village
area region zone district place
region area
place site location spot
home house residence
house household
people person resident citizen
resident inhabitant local
citizen national
human people man
man male person
woman female
child kid youngster
boy youth teenager
youth young
student pupil
family relative
wife husband spouse
doctor physician
hospital clinic
disease illness sickness epidemic
virus disease
medicine drug
health medical
scientist researcher expert
research study
study survey
survey poll
find discover
discover detect uncover
show indicate reveal demonstrate
figure datum statistic number
data figure statistic
number amount total
report account
newspaper paper daily
reporter journalist
media press
article report
speech address
meeting talk conference session summit gathering
meet hold
talk negotiation discussion dialogue dialog
visit trip tour
visit travel go
trip journey
travel journey
travel go
arrive come reach
leave depart go
return back
move shift transfer
send dispatch deploy
bring take carry
carry transport
plane aircraft jet airplane airliner
car vehicle
bus coach
truck lorry
ship boat vessel
crash accident collision
accident incident disaster
crash collide
fire blaze
flood flooding inundation
storm hurricane typhoon
earthquake quake tremor
disaster catastrophe tragedy
victim casualty
rescue save
missing lost
danger risk threat hazard
dangerous risky hazardous
threat danger
safe secure
safety security
protect defend guard safeguard
protection defence defense
problem issue question matter difficulty
difficult hard tough
issue question
serious grave severe
situation condition state circumstance
condition circumstance
cause trigger provoke spark prompt lead
cause reason
result outcome
result lead
effect impact influence consequence
affect hit influence
important significant major key vital crucial
important main
importance significance
main key major principal chief primary
big large great huge major massive
large huge
small little minor
new fresh
old former
former ex previous
previous former last past
recent latest
current present
future coming
next following coming
several many some various
many numerous
some about around approximately roughly nearly
almost nearly
over above exceeding
under below beneath
fewer less
additional more extra further
more further
other another
whole entire all
all every each
both two
only just merely
also too
still yet
soon shortly
quickly rapidly fast swiftly
rapid quick fast swift speedy
immediately promptly instantly
sudden abrupt
sharply significantly considerably substantially
about on regarding concerning over
after following
before ahead prior
during in throughout
while when as
when as
because as since
because due
although though despite while
but however yet
however but
if whether
against with
between among
near close nearby
neighboring neighbouring nearby
outside beyond
inside within
within in
across throughout
through via
among including
include including
like such
try attempt seek
attempt effort bid try
effort endeavor endeavour
seek pursue
plan intend aim
plan scheme project program programme
program programme plan project
aim goal objective target purpose
goal target
measure step action
action act move step
use employ utilize utilise
make do
give provide offer grant
provide supply offer
get receive obtain gain
receive get
win gain
win victory triumph
defeat beat
beat overcome
lose loss
team side squad
match game
prize award
film movie
show exhibition
rich wealthy
false untrue
real actual genuine
possible likely
possibility chance likelihood
likely probable
opportunity chance
must should need have
need require necessary
require need
can could able
may might could can
will would shall
should ought
can may
happen occur take
occur happen
appear seem emerge
seem appear
know learn
learn hear
see watch witness
witness eyewitness
put place
place put
keep maintain retain
maintain keep preserve
hold keep
hold stage
take adopt
face confront
involved concerned
concern worry
concerned worried
fear worry concern
fear afraid
angry furious
anger fury outrage
glad pleased
sorrow grief
condolence sympathy
express voice
express convey
view opinion
opinion view
stance position
attitude position
confident sure
confidence trust
certain sure
clear obvious evident
clearly obviously
common mutual
joint common
mutual reciprocal
together jointly
international global world worldwide
global worldwide world
foreign overseas
abroad overseas
domestic home internal
internal domestic
northern north
southern south
eastern east
western west
central centre center
centre center
border frontier
oil petroleum crude
energy power
power electricity
nuclear atomic
atomic nuclear
tourist visitor
shop store
university college
muslim islamic
jew jewish
migrant immigrant
reform change
reform overhaul
change alter modify amend
amend revise
amendment revision change
check inspect examine
inspect examine
inspector monitor
monitor supervise observe watch
observer monitor
implement execute carry enforce
fulfill fulfil meet
achieve attain reach accomplish
achievement accomplishment success
collapse fall fail
violate breach break
violation breach
obey comply observe
comply abide
sanction embargo
restrict limit curb
limit restrict
restriction limit curb
extend prolong
expand broaden widen enlarge
speed accelerate quicken
ease relax
solve resolve settle
settle resolve
solution settlement
dispute row conflict disagreement quarrel
part portion
part role
group organization organisation
organization organisation body agency
committee commission panel
stage phase
internet online
test trial
experiment test
share proportion
percent percentage
year annual
annual yearly
day daily
evening night
now currently
currently presently
present current
recently lately
earlier previously before
previously earlier
later after
short brief
brief short
last final
final last
first initial
always consistently constantly
often frequently
highest top
strong powerful
full complete
complete full
total whole
completely fully totally
heavy torrential
call name
incident event
celebrate mark
reside live
stay remain
remain stay
hit strike
shut close
hide conceal
seize confiscate
steal rob
robbery theft
corruption graft bribery
drug narcotic
smuggle traffic
smuggler trafficker
terrorism terrorist terror
extremist radical militant
rebel insurgent guerrilla
commander chief
office bureau
clause article
labour labor
coalition alliance bloc
ally partner
rival opponent competitor
advantage benefit
debt loan
loan credit
tax duty levy
tariff duty
deficit shortfall
recession slump downturn
bankruptcy insolvency
merger takeover acquisition
bid offer
shareholder investor
customer client consumer
farmer peasant
peasant farmer
crop harvest
forest rainforest
rain rainfall
worth value
`
