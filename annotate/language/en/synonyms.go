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
elect choose pick select
choose select pick opt
appoint name nominate
candidate nominee
campaign drive
resign quit step
resignation departure
party side
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
cost expense price
expensive costly
profit earning income
revenue income sale turnover
loss deficit
economy economic
economist analyst expert
company firm corporation enterprise business group
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
safe secure
safety security
protect defend guard safeguard
protection defence defense
problem issue question matter difficulty
difficult hard tough
serious grave severe
situation condition state circumstance
cause trigger provoke spark prompt lead
result outcome
result lead
effect impact influence consequence
affect hit influence
important significant major key vital crucial
important main
importance significance
main key major principal chief primary
big large great huge major massive
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
because as since
because due
although though despite while
but however yet
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
aim goal objective target purpose
measure step action
action act move step
use employ utilize utilise
make do
give provide offer grant
provide supply offer
get receive obtain gain
win gain
win victory triumph
defeat beat
beat overcome
lose loss
team side squad
match game
prize award
film movie
rich wealthy
false untrue
real actual genuine
possible likely
possibility chance likelihood
likely probable
opportunity chance
must should need have
need require necessary
can could able
may might could can
will would shall
should ought
happen occur take
appear seem emerge
know learn
learn hear
see watch witness
witness eyewitness
put place
keep maintain retain
maintain keep preserve
hold keep
hold stage
take adopt
face confront
involved concerned
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
foreign overseas
abroad overseas
domestic home internal
northern north
southern south
eastern east
western west
central centre center
border frontier
oil petroleum crude
energy power
power electricity
nuclear atomic
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
restriction limit curb
extend prolong
expand broaden widen enlarge
speed accelerate quicken
ease relax
solve resolve settle
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
recently lately
earlier previously before
later after
short brief
last final
first initial
always consistently constantly
often frequently
highest top
strong powerful
full complete
total whole
completely fully totally
heavy torrential
call name
incident event
celebrate mark
reside live
stay remain
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
crop harvest
forest rainforest
rain rainfall
worth value
speak talk say
remark comment statement
stress emphasize emphasise underline underscore highlight point
confirm verify
acknowledge admit concede recognize recognise confess
hint imply indicate
disclose reveal unveil publish release issue
publish release issue print
quote cite
describe call portray
depict describe
claim say
boast claim
complain protest
argue quarrel
object oppose
agree concur
disagree differ
acclaim praise
thank gratitude grateful
appreciate thank
appreciation gratitude
congratulate greet
greet welcome receive
invite ask
invitation request
instruct order direct command
order instruct command demand
authorise authorize empower approve
consent permission approval
licence license permit
persuade convince
force compel oblige
pressure force
encourage urge support
discourage deter
deter prevent
refrain abstain avoid
abandon give drop renounce
renounce relinquish abandon
replace substitute succeed
succeed replace follow
inherit succeed
precede lead
accompany follow join
participate join attend take
participation attendance
join participate enter
participant attendee
host hold organize organise
organize organise arrange hold
arrange organize organise schedule
schedule plan slate arrange
ready prepare willing
willing ready prepared
willingness readiness
reluctant unwilling
eager keen
determined resolved
determination resolve resolution
commitment pledge promise
obligation duty commitment responsibility
responsible accountable
responsibility duty liability
blame responsibility fault
task duty mission job
mandate mission
authority power
influence power sway
powerful mighty
capability capacity ability
able capable
skill ability
talent gift
train drill exercise
exercise drill manoeuvre maneuver
train educate
education schooling
expert specialist
adviser advisor consultant aide
aide assistant adviser
assistant deputy
deputy vice
boss chief head
manager director executive agent
owner proprietor
creation establishment formation
establishment creation setting founding
institute establish
institution organization organisation
basis foundation ground
ground reason basis
reason cause ground motive
excuse pretext
purpose aim end goal
intention aim plan
intend plan mean
means way method
method way approach
way manner method
strategy plan
criterion standard
norm standard
requirement condition demand need
demand require need
appeal plea call
petition appeal
complaint grievance
lawsuit suit case action
penalty punishment fine sanction
punish penalize penalise discipline
execute kill
charge allegation accusation count
allegation claim accusation
acquit clear
testimony evidence
sentence term
term period
detention custody arrest
raid search
search hunt look
chase pursue
surround encircle
besiege surround
occupy seize
invade attack
invasion attack incursion
incursion raid invasion
advance push
retreat withdraw pull
withdrawal pullout retreat
evacuate move
displace uproot
expel oust deport
oust topple overthrow
coup putsch
uprising revolt rebellion
riot unrest disturbance
turmoil chaos unrest
chaos disorder
stability peace
stable steady
calm quiet peace
recover regain
recovery rebound
rebound recover
repair fix
rebuild reconstruct
reconstruction rebuilding
donate give contribute
donation contribution gift
emergency crisis
disaster emergency
catastrophic disastrous
terrible awful
brutal cruel
brutality cruelty
savage brutal
massacre slaughter
ambush attack
assassinate kill murder
assassination murder killing
sniper gunman
blast bomb
mine landmine
tank armor armour
helicopter chopper
warplane jet fighter plane
warship vessel ship
bullet round shot
gun weapon rifle firearm
knife blade
hospitalise hospitalize admit
treatment care
heal recover
operation surgery
operation activity action
infection disease
epidemic outbreak plague
spread expand
spread transmission
vaccine jab
sick ill
baby infant newborn
elderly old
age old
couple pair
wed marry
marriage wedding
father dad
mother mum mom
friendly amicable cordial
friendship amity
neighbor neighbour
public people
population people
ordinary common
celebrity star
famous noted renowned wellknown
reputation image
picture photo photograph image
footage video film
broadcast air
channel station
television tv
phone telephone call
email message
document paper file
record document
sign show
signal sign
symbol sign
pope pontiff
holiday vacation
fair exhibition
exhibition show display
tournament championship competition
championship tournament title
athlete player sportsman
coach trainer manager
fan supporter
supporter backer follower
stadium arena
pitch field
champion winner
draw tie
budget spending
expenditure spending outlay
expense cost expenditure
fee charge
pay reimburse
compensate pay
compensation damages
subsidy aid
grant subsidy
allocate earmark assign
allot allocate
distribute hand
deliver supply
delivery supply
receive accept
gather collect assemble
meet gather
crowd people
enormous huge
vast huge large
extensive wide broad
tiny small
modest small
sizable large
considerable significant substantial
remarkable notable outstanding
outstanding remarkable excellent
good fine
proactive active
effective efficient
efficiency effectiveness
beneficial advantageous
useful helpful
harmful damaging
necessary essential needed
essential vital necessary
vital essential crucial
crucial critical key
urgent pressing
complex complicated
simple easy
sensitive delicate
secret confidential
individual person
official formal
legal lawful
legitimate legal
void invalid
fair just
unfair unjust
tradition custom
modernize modernise
modernization modernisation
advanced developed
agricultural farm
agriculture farming
rural countryside
urban city
suburb outskirts
downtown centre center
road highway street
highway motorway expressway freeway
railway railroad rail
port harbor harbour
dock port
coast shore
beach coast
gorge ravine canyon
jungle forest
globe world
sky air
launch send
laboratory lab
finding discovery result
information intelligence
surveillance monitoring
monitoring supervision
supervision oversight
inspection check
assess evaluate
assessment evaluation
estimate assessment
analyze analyse study
analysis study
prove show demonstrate
assume suppose
conclusion end
subsequently later afterwards
eventually finally
ultimately finally
gradually slowly
severely seriously badly
extremely very
barely hardly
mainly mostly chiefly
partly partially
especially particularly
openly publicly
officially formally
apparently seemingly
probably likely
perhaps maybe
certainly surely
actually really
purely only solely
exclusively only
nevertheless however
nonetheless however
moreover furthermore additionally besides
therefore thus hence
consequently therefore
unless until
until till
upon on
amid among during
amongst among
toward towards
onto on
per a every
each per
contain include
consist comprise
comprise include
own possess have
carry bear
eliminate remove eradicate
cancel call
overturn reverse
revoke cancel withdraw
repeal revoke
lift remove raise
application request
submit present
propose submit
proposal suggestion plan initiative
concept idea
notion idea
belief view
mistrust distrust
doubt question
suspect doubt
rumor rumour
foe enemy rival
adversary opponent
harsh severe tough
tough hard harsh
strict tight
tighten strengthen
loosen ease
worsen deteriorate
deterioration worsening
aggravate worsen
escalate intensify
diminish decrease
undermine weaken damage
jeopardize jeopardise threaten endanger
imperil endanger
survive live
perish die
hunger famine
creditor lender
debtor borrower
rent lease
property estate
building house
apartment flat
theater theatre
painter artist
author writer
novel book
correspondent reporter
briefing conference
news press
`
