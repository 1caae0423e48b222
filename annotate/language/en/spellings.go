package en

// VariantGroups are the built-in variants: spellings that are the same word or name. Each line
// is a group; the first word stands for all. Only spellings belong here, never
// synonyms, and no two names that can be two people or two places.
const VariantGroups = `
kyiv kiev kyyiv
kharkiv kharkov
odesa odessa
lviv lvov lwow
chernihiv chernigov
mykolaiv nikolaev nikolayev mykolayiv
zaporizhzhia zaporizhia zaporizhzhya zaporozhye zaporozhe zaporijia
luhansk lugansk
dnipro dnepr
dnipropetrovsk dnepropetrovsk
donbas donbass
chornobyl chernobyl
ternopil ternopol
vinnytsia vinnitsa vinnytsya
zelensky zelenskyy zelenskiy zelenskii selenskyj selenski
lukashenko lukashenka
navalny navalnyy navalnyi nawalny
yanukovych yanukovich
tymoshenko timoshenko
gaddafi qaddafi kadhafi gadhafi qadhafi
hezbollah hizballah hizbollah hizbullah hezbullah
houthi huthi
houthis huthis
qaeda qaida
quran koran
muhammad mohammed mohammad mohamed muhammed mohamad mohamet
hussein husein hussain husain
ahmed ahmad
yasser yasir
abdullah abdallah
khaled khalid
osama usama
falluja fallujah
shiite shia
muslim moslem
muslims moslems
younis yunis
dmitry dmitri
alexey aleksey alexei aleksei
yulia yuliia yuliya iuliia
andriy andrii
natalia nataliya nataliia
yevgeny evgeny
alexander aleksandr
tehran teheran
beijing peking
mumbai bombay
kolkata calcutta
chennai madras
bengaluru bangalore
yangon rangoon
netherlands holland
eswatini swaziland
macau macao
bakhmut artemivsk artyomovsk
avdiivka avdeevka avdeyevka
severodonetsk sievierodonetsk
lysychansk lisichansk
zhytomyr zhitomir
rivne rovno
uzhhorod uzhgorod
transnistria transdniestria
turkey turkiye
myanmar burma
isis isil
us usa
kilometer kilometre
meter metre
liter litre
center centre
centers centres
theater theatre
theaters theatres
fiber fibre
caliber calibre
saber sabre
specter spectre
meager meagre
somber sombre
maneuver manoeuvre
maneuvers manoeuvres
defense defence
defenses defences
offense offence
offenses offences
license licence
licenses licences
pretense pretence
program programme
programs programmes
gray grey
aging ageing
skeptic sceptic
skeptical sceptical
skepticism scepticism
aluminum aluminium
mold mould
plow plough
judgment judgement
acknowledgment acknowledgement
fulfill fulfil
skillful skilful
installment instalment
enroll enrol
enrollment enrolment
catalog catalogue
dialog dialogue
artifact artefact
jewelry jewellery
airplane aeroplane
archeology archaeology
pediatric paediatric
hemorrhage haemorrhage
leukemia leukaemia
orthopedic orthopaedic
anesthetic anaesthetic
toward towards
afterward afterwards
among amongst
while whilst
learned learnt
burned burnt
canceled cancelled
canceling cancelling
traveled travelled
traveling travelling
traveler traveller
travelers travellers
labeled labelled
modeled modelled
fueled fuelled
fueling fuelling
signaled signalled
signaling signalling
leveled levelled
channeled channelled
quarreled quarrelled
marshaled marshalled
counselor counsellor
counselors counsellors
jeweler jeweller
jewelers jewellers
labeling labelling
modeling modelling
leveling levelling
channeling channelling
quarreling quarrelling
rivaled rivalled
totaled totalled
totaling totalling
spiraled spiralled
spiraling spiralling
unraveled unravelled
unraveling unravelling
tunneling tunnelling
funneled funnelled
dialed dialled
equaled equalled
libeled libelled
paneled panelled
marveled marvelled
pummeled pummelled
penciled pencilled
worshiped worshipped
worshipers worshippers
kidnaped kidnapped
focused focussed
focusing focussing
woolen woollen
willful wilful
instill instil
tranquilized tranquillised tranquillized
distill distil
email e-mail
adviser advisor
advisers advisors
tire tyre
tires tyres
check cheque
checks cheques
curb kerb
draft draught
mom mum
pajamas pyjamas
sulfur sulphur
inquiry enquiry
inquiries enquiries
practice practise
cozy cosy
mustache moustache
whiskey whisky
yogurt yoghurt
donut doughnut
jail gaol
fetus foetus
czar tsar
okay ok
smolder smoulder
smoldering smouldering
skillfully skilfully
mr mr.
mrs mrs.
ms ms.
dr doctor dr.
prof professor prof.
gen general gen.
sen senator sen.
rep representative rep.
gov governor gov.
lt lieutenant lt.
col colonel col.
sgt sergeant sgt.
capt captain capt.
st saint st.
mount mt mt.
`

// CapitalsOnly are short forms, written in capitals, that in small letters are
// other words. Their key stays in capitals.
const CapitalsOnly = `us it who is`

// OurStems are the stems of British words in "-our" that American English writes with "-or".
const OurStems = `
	favour colour honour labour neighbour harbour armour behaviour rumour endeavour
	humour vapour saviour parlour savour valour vigour odour tumour rigour clamour
	fervour candour glamour splendour demeanour ardour`

// BritishEndings have an s where American English has a z.
var BritishEndings = []string{
	"isation", "isations", "ise", "ised", "ises", "iser", "isers", "ising",
	"yse", "ysed", "yses", "ysing",
}

// NameEndings are the ways to write the ending of a Slavic name, in Latin letters.
var NameEndings = []string{"iy", "yy", "ii", "yi", "ij", "yj"}

// Clitics are short forms of words of their own. "'s" and "'d" stand for
// several words and stay as they are; "wo" and "'t" come from "won't" and "can't".
var Clitics = map[string]string{
	"n't": "not", "'t": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "wo": "will",
}
