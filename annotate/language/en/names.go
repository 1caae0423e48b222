package en

// KnownPlaces are places and bodies that news sentences begin with, and the
// adjectives of countries. Most other names are found by their place in the sentence.
const KnownPlaces = `
	afghanistan albania algeria america american americans angola argentina armenia australia australian austria
	azerbaijan bahrain bangladesh belarus belarusian belgium bolivia bosnia brazil brazilian britain british
	bulgaria cambodia cameroon canada canadian chad chile china chinese colombia congo croatia cuba cyprus czech
	denmark danish dutch ecuador egypt egyptian england english eritrea estonia ethiopia europe european finland
	finnish france french georgia georgian germany german ghana greece greek guatemala haiti honduras hungary
	hungarian iceland india indian indonesia iran iranian iraq iraqi ireland irish israel israeli italy italian
	jamaica japan japanese jordan kazakhstan kenya korea korean kosovo kuwait kyrgyzstan latvia lebanon lebanese
	libya lithuania luxembourg malaysia mali malta mexico mexican moldova mongolia montenegro morocco mozambique
	myanmar namibia nepal netherlands nicaragua niger nigeria norway norwegian oman pakistan pakistani palestine
	palestinian palestinians panama paraguay peru philippines poland polish portugal portuguese qatar romania
	russia russian russians rwanda saudi scotland scottish senegal serbia serbian singapore slovakia slovenia
	somalia spain spanish sudan sweden swedish switzerland swiss syria syrian taiwan tajikistan tanzania thailand
	tibet tunisia turkish turkmenistan uganda ukraine ukrainian ukrainians uruguay uzbekistan venezuela vietnam
	wales yemen zambia zimbabwe ankara athens baghdad bangkok barcelona beirut belgrade berlin berne bonn boston
	brussels bucharest budapest cairo canberra caracas chicago copenhagen damascus delhi dhaka doha dubai dublin
	gaza geneva hamburg hanoi havana helsinki istanbul jakarta jerusalem kabul khartoum kyoto lagos lima lisbon
	london madrid manila melbourne milan minsk montreal moscow munich nairobi oslo ottawa paris prague pretoria
	pyongyang rabat riga riyadh rome seoul shanghai sofia stockholm sydney tallinn tbilisi tokyo toronto tripoli
	tunis vienna vilnius warsaw washington yerevan zagreb zurich kyiv kharkiv odesa lviv chernihiv mykolaiv
	zaporizhzhia luhansk donetsk kherson sumy dnipro dnipropetrovsk donbas crimea chornobyl ternopil vinnytsia
	hezbollah houthi houthis tehran beijing mumbai kolkata turkey isis nato kremlin pentagon hamas taliban reuters
	bloomberg interpol unesco unicef opec downing`

// KnownPersons are persons that news sentences begin with.
const KnownPersons = `
	zelensky putin trump biden lukashenko navalny gaddafi`

// FirstNames are common first names of many countries. Left out before an
// unchanged surname, such a name makes no other person; other words with a
// capital may: "Iron Dome", "Deutsche Telekom".
const FirstNames = `
	aaron abdul abdullah abdel adam adel adrian ahmad ahmed aisha alan albert alberto alejandro aleksandar
	aleksandr alessandro alex alexander alexandra alexei alexey alfredo ali alice alicia amanda amina amir amy
	ana anas anatoly andre andrea andreas andrei andrew andrey andriy andrzej angela ann anna anne annalena anthony antonio
	antony ariel arthur arturo asma august bashar barack barbara ben benjamin bernard bernie bill bob boris
	brad brandon brian bruce carl carla carlos carmen carol caroline catherine cecilia charles charlotte chen cheng
	chris christian christina christine christopher claire claudia clara craig cristina cyril dan daniel daniela
	dariusz david deborah denis dennis diana diego dieter dilma dmitri dmitry dmytro dominic dominique donald
	edward elena eleanor elizabeth ellen elon emanuel emily emma emmanuel enrique eric erik ernesto esther eva evelyn
	fatima felipe felix fernando florence francesco francis francisco francois frank franz frederic friedrich fumio
	gabriel gary gavin geert george georgi gerard gerhard giancarlo giorgia giorgio giovanni giuseppe gloria gordon grace
	graham greg gregory guillermo gustavo guy hamid hannah hans harry hassan heidi heiko heinz helen helena helmut henri
	henry herbert hillary hiroshi hugo hussein ian ibrahim igor ilham imran ingrid irina isaac isabel ismail ivan
	jack jacob jacques jair jake james jamal jan jane janet janez jason javier jay jean jeff jeffrey jennifer jens jeremy
	jerry jerome jesse jessica jesus jill jim jimmy joachim joan joao joe joel johan johannes john jonas jonathan jorge jose joseph
	josep joshua juan judith julia julian julie julio justin kamala karen karim karin karl kate katherine kathleen
	katja keir keith kelly ken kenji kenneth kevin khaled khalid kim kristalina klaus kofi larry lars laura lauren laurent
	lech leo leon leonard leonid leyla liam linda lisa liz lloyd lorenzo louis luca lucas lucia lucy luis luiz lukas
	magdalena mahmoud manuel marc marco marcos margaret maria marie marina marine mario mark markus marta martha martin
	mary masha mateusz matteo matthew matthias maurice mauricio max maxim mehmet melanie michael michel michele michelle
	miguel mikhail mike mikhael milos mitch mohamed mohammad mohammed monica muammar muhammad mustafa nadia nancy naomi narendra
	natalia natasha nathan nawaz neil nelson nicholas nick nicola nicolae nicolas nigel nikita nikki nikol nikola nikolai nina
	noah nora norman olaf oleg oleh oleksandr oleksiy olena olga oliver olivier omar oscar osama otto pablo pamela
	paolo pat patricia patrick paul paula paulo pavel pavlo pedro peter petr petra petro philip philippe pierre piotr
	rachel rafael rahul ralph ramon ramzan raul ray raymond rebecca recep renata ricardo richard rishi rita robert roberto
	rodrigo rodrigo roger roland roman ron ronald rosa ross roy ruth ryan saad salman salva sam samantha samir samuel
	sandra santiago sara sarah scott sean sebastian sergei sergey sergio serhiy sharon shimon shinzo silvia silvio
	simon sofia sonia sophie stefan stefano stella stephen steve steven stuart sue susan susana suzanne svetlana sylvie tamar
	tariq tatiana ted teresa terry thabo theresa thomas tim timothy tina toby tom tomas tony tracy ursula uwe vaclav
	valentina valeria valery vera veronica victor victoria viktor vincent virginia vitali vitaly vladimir vladislav volodymyr
	walter wang warren wayne wei wendy werner wilhelm william wladimir wolfgang xavier xi yair yasser yasmin yevgeny yitzhak
	yoav yoon yoshihide youssef yulia yuri yusuf yves zhang zoe zoran april may june august theresa`

// FamilyFirst are family names that stand before the given name: Xi Jinping is Xi.
const FamilyFirst = `
	xi li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo lin he gao deng mao wen jiang kim park moon lee yoon choi
	jung kang cho nguyen tran le pham`

// NameParticles are joined to a name by a hyphen, and left out as often: "al-Assad".
const NameParticles = `al el as ad ar an ash at`
