package reading

import "strings"

// The built-in variants: spellings that are the same word or name. Each line
// is a group; the first word stands for all. Only spellings belong here, never
// synonyms, and no two names that can be two people or two places.
const variantGroups = `
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
hezbollah hizbollah hizbullah hezbullah
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
alexey aleksey
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
dr dr.
prof prof.
gen gen.
sen sen.
rep rep.
gov gov.
lt lt.
col col.
sgt sgt.
capt capt.
st st.
mount mt mt.
`

// variantOf leads from a spelling to the one that stands for its group.
var variantOf = readVariants(variantGroups)

func readVariants(groups string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(groups) {
		group := strings.Fields(line)
		for i := 1; i < len(group); i++ {
			m[group[i]] = american(group[0])
		}
	}
	return m
}

// capsOnly are short forms, written in capitals, that in small letters are
// other words. Their key stays in capitals.
var capsOnly = Words(`us it who is`)

// ourWords are the stems of British words in "-our" that American English writes with "-or".
var ourWords = strings.Fields(`
	favour colour honour labour neighbour harbour armour behaviour rumour endeavour
	humour vapour saviour parlour savour valour vigour odour tumour rigour clamour
	fervour candour glamour splendour demeanour ardour`)

// american folds the regular differences of British spelling: -our, -ise, -yse.
// The rule for -ise also meets words such as "advise", which have no other
// spelling, and so does no harm.
func american(word string) string {
	if len(word) < 5 {
		return word
	}
	if i := strings.Index(word, "our"); i > 1 {
		for _, stem := range ourWords {
			if j := strings.Index(word, stem); j >= 0 {
				at := j + len(stem) - len("our")
				word = word[:at] + "or" + word[at+len("our"):]
				break
			}
		}
	}
	if len(word) < 7 {
		return word
	}
	for _, ending := range britishEndings {
		if strings.HasSuffix(word, ending) {
			at := len(word) - len(ending) + 1 // the s
			return word[:at] + "z" + word[at+1:]
		}
	}
	return word
}

// britishEndings have an s where American English has a z.
var britishEndings = []string{
	"isation", "isations", "ise", "ised", "ises", "iser", "isers", "ising",
	"yse", "ysed", "yses", "ysing",
}

// nameEndings are the ways to write the ending of a Slavic name, in Latin letters.
var nameEndings = []string{"iy", "yy", "ii", "yi", "ij", "yj"}

// plainName folds the endings of names: Valeriy, Valerii, Valery; Sergei, Sergey.
func plainName(name string) string {
	if len(name) < 5 {
		return name
	}
	for _, ending := range nameEndings {
		if strings.HasSuffix(name, ending) {
			return name[:len(name)-2] + "y"
		}
	}
	if strings.HasSuffix(name, "ei") {
		return name[:len(name)-1] + "y"
	}
	return name
}
