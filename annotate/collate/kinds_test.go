package collate

import (
	"strings"
	"testing"
)

// kindPairs teaches what each kind of change means: a base, another wording of
// it, and the kinds of the edits between them, in order.
var kindPairs = []struct{ base, text, kinds string }{
	// Nothing changed.
	{"The ferry left at dawn.", "The ferry left at dawn.", ""},

	// Spelling: one word, name, number or date, written in two ways.
	{"The train to Kyiv was late.", "The train to Kiev was late.", "spelling"},
	{"Zelensky thanked the crew.", "Zelenskyy thanked the crew.", "spelling"},
	{"The convoy reached Kharkiv.", "The convoy reached Kharkov.", "spelling"},
	{"Flights to Türkiye resumed.", "Flights to Turkey resumed.", "spelling"},
	{"The minister, Valeriy Bondar, resigned.", "The minister, Valerii Bondar, resigned.", "spelling"},
	{"Voters in São Paulo queued.", "Voters in Sao Paulo queued.", "spelling"},
	{"The terms were favourable.", "The terms were favorable.", "spelling"},
	{"They organised a vigil near the centre.", "They organized a vigil near the center.", "spelling spelling"},
	{"The ban lasts one week.", "The ban lasts a week.", "spelling"},
	{"Some 6000 homes lost power.", "Some 6,000 homes lost power.", "spelling"},
	{"Some 6,000 homes lost power.", "Some six thousand homes lost power.", "spelling"},
	{"The firm owes 2,500,000 euros.", "The firm owes 2.5 million euros.", "spelling"},
	{"It will be minus 30 degrees tonight.", "It will be -30C tonight.", "spelling"},
	{"It will be 30 degrees below zero tonight.", "It will be −30 °C tonight.", "spelling"},
	{"Turnout reached 61 percent.", "Turnout reached 61%.", "spelling"},
	{"The fine is $5 million.", "The fine is 5 million dollars.", "spelling"},
	{"A dozen ships waited.", "12 ships waited.", "spelling"},
	{"On February 1 the truce ends.", "On 1 Feb. the truce ends.", "spelling"},
	{"The truce ends on March 3rd, 2024.", "The truce ends on 3 March 2024.", "spelling"},
	{"Polls close at 6 p.m. today.", "Polls close at 18:00 today.", "spelling"},
	{"More than 300 joined.", "Over 300 joined.", "spelling"},
	{"The dam didn't break.", "The dam did not break.", "spelling"},
	{"The army's radar failed.", "The army’s radar failed.", "spelling"},
	{"Air strikes hit the port.", "Airstrikes hit the port.", "spelling"},
	{"The ceasefire held.", "The cease-fire held.", "spelling"},
	{"The U.S. sent aid.", "The US sent aid.", "spelling"},
	{"The United Nations sent aid.", "The UN sent aid.", "spelling"},
	{"The World Health Organization sent aid.", "The WHO sent aid.", "spelling"},
	{"The tunnel reopened.", "the tunnel reopened.", "spelling"},

	// Punctuation: signs and spacing, and nothing else.
	{"The mayor, the judge and the priest came.", "The mayor, the judge, and the priest came.", "punctuation"},
	{"The bridge fell; nobody was near.", "The bridge fell, nobody was near.", "punctuation"},
	{"The dam broke.", "The dam broke!", "punctuation"},
	{"A long-term loan was signed.", "A long term loan was signed.", "punctuation"},
	{"She said: \"We go on.\"", "She said: “We go on.”", "punctuation punctuation"},
	{"The verdict – the first – stands.", "The verdict - the first - stands.", "punctuation punctuation"},
	{"And then ... silence.", "And then … silence.", "punctuation"},
	{"The road  is open.", "The road is open.", "punctuation"},

	// Number: another figure, unit or bound, or a figure added or lost.
	{"The flood killed 47 people.", "The flood killed 74 people.", "number"},
	{"The flood killed seven people.", "The flood killed nine people.", "number"},
	{"The flood killed dozens of people.", "The flood killed hundreds of people.", "number"},
	{"At least 12 houses burned.", "12 houses burned.", "number"},
	{"Nearly 200 houses burned.", "More than 200 houses burned.", "number"},
	{"It fell to minus 24 degrees.", "It fell to minus 30 degrees.", "number"},
	{"It fell to 5 degrees.", "It fell to minus 5 degrees.", "number"},
	{"The wall is 40 metres long.", "The wall is 40 feet long.", "number"},
	{"The loan is $3 billion.", "The loan is $3 million.", "number"},
	{"The loan is $3 billion.", "The loan is €3 billion.", "number"},
	{"Prices rose by 4 percent.", "Prices rose by 4.5 percent.", "number"},
	{"The pause lasts a week.", "The pause lasts two weeks.", "number"},
	{"Half of the crew left.", "Two-thirds of the crew left.", "number"},
	{"They met in the first round.", "They met in the second round.", "number"},
	{"The mine, which employs 300 people, will close.", "The mine will close.", "number"},
	{"The 1000-kilometre front moved.", "The 1,200-kilometre front moved.", "number"},

	// Date: when.
	{"The summit opens on Monday.", "The summit opens on Tuesday.", "date"},
	{"The summit opens on May 4.", "The summit opens on May 14.", "date"},
	{"The summit opens today.", "The summit opens tomorrow.", "date"},
	{"The bank failed in 2008.", "The bank failed in 2009.", "date"},
	{"They married last month.", "They married last year.", "date"},
	{"The curfew starts at 9 p.m. sharp.", "The curfew starts at 10 p.m. sharp.", "date"},
	{"The court freed the driver.", "The court freed the driver on Friday.", "date"},
	{"The strike ends in March.", "The strike ends in April.", "date"},

	// Name: another person, place or body.
	{"The storm reached Bergen.", "The storm reached Narvik.", "name"},
	{"Talks were held in Vienna by Anna Huber.", "Talks were held in Geneva by Anna Huber.", "name"},
	{"The pilot thanked Marta Lind.", "The pilot thanked Jonas Berg.", "name"},
	{"Russian tanks crossed the river.", "Ukrainian tanks crossed the river.", "name"},
	{"The World Bank approved the loan.", "The European Union approved the loan.", "name"},
	{"Shells hit Odesa.", "Shells hit Odesa and Kherson.", "name"},
	{"The World Health Organization sent aid.", "The IMF sent aid.", "name"},
	{"France agreed to send medics.", "Germany agreed to send medics.", "name"},

	// Negation: a statement and its contrary.
	{"The bridge will reopen.", "The bridge will not reopen.", "negation"},
	{"They had met before.", "They had never met before.", "negation"},
	{"The ship sailed with a pilot.", "The ship sailed without a pilot.", "negation"},
	{"The bank can pay.", "The bank can't pay.", "negation"},
	{"The mayor confirmed the report.", "The mayor denied the report.", "negation"},
	{"There was an answer from the palace.", "There was no answer from the palace.", "negation"},
	{"Two people survived.", "No one survived.", "negation"},
	{"All agreed to sign.", "All refused to sign.", "negation"},

	// Hedge: certainty added or lost.
	{"The dam will break.", "The dam may break.", "hedge"},
	{"The firm sold the patents.", "The firm reportedly sold the patents.", "hedge"},
	{"The alleged thief left town.", "The thief left town.", "hedge"},
	{"The talks are expected to fail.", "The talks will fail.", "hedge"},
	{"It was probably an accident.", "It was an accident.", "hedge"},
	{"The general claimed that the town had fallen.", "The town had fallen.", "hedge"},
	{"It may rain.", "It could rain.", "hedge"},

	// Attribution: who says it, and by what verb.
	{"The well is dry.", "The well is dry, the farmers said.", "attribution"},
	{"The well is dry, according to the farmers.", "The well is dry.", "attribution"},
	{"The palace announced that the queen had left.", "The queen had left.", "attribution"},
	{"Police said the road was safe.", "Police announced the road was safe.", "attribution"},
	{"Officials said the road was safe.", "Villagers said the road was safe.", "attribution"},
	{"The road was safe, said Marta Lind.", "The road was safe, said Jonas Berg.", "attribution"},
	{"The road was safe, according to Reuters.", "The road was safe, according to Bloomberg.", "attribution"},

	// Quotation: words inside quotation marks altered, added or lost, and the marks.
	{"He called it “a great step”.", "He called it “a small step”.", "quotation"},
	{"He called it a mistake.", "He called it “a mistake”.", "quotation quotation"},
	{"He praised the crew.", "He praised the crew: “Brave people, all of you.”", "punctuation quotation"},
	{"“We want peace,” he said.", "“We really want peace,” he said.", "quotation"},

	// Wording: all else.
	{"The village was destroyed.", "The village was ruined.", "wording"},
	{"The roof collapsed during the wedding.", "The roof came down during the wedding.", "wording"},
	{"The fishermen returned.", "The tired fishermen returned.", "wording"},
	{"Putin met the envoy.", "Vladimir Putin met the envoy.", "wording"},
	{"It fell to minus 30.", "It fell to minus 30 degrees.", "wording"},
	{"The treaty dates from June 5.", "The treaty dates from June 5, 1990.", "wording"},
	{"Putin spoke last.", "The Russian president spoke last.", "wording"},
	{"Ukraine's army withdrew.", "The Ukrainian army withdrew.", "wording"},
	{"The plane flew over the hill.", "The plane flew under the hill.", "wording"},
	{"The boy found a coin.", "The boy found the coin.", "wording"},

	// Several kinds in one sentence stay apart.
	{"The storm killed 47 people in Bergen on Friday.", "The storm killed 74 people in Narvik on Saturday.", "number name date"},
	{"The mayor said the bridge would reopen on Monday.", "The mayor said the bridge might not reopen on Tuesday.", "negation date"},
	{"The bank will lend $3 billion.", "The bank, he said, could lend €3 billion.", "attribution hedge number"},
	{"The minister said the dam held.", "The minister told reporters on Thursday that the dam held.", "attribution date"},
	{"Shells hit Kyiv for one week.", "Missiles hit Kiev for a week.", "wording spelling spelling"},
}

func TestKinds(t *testing.T) {
	for _, p := range kindPairs {
		var kinds []string
		for _, e := range Diff(p.base, p.text) {
			if e.Op != Equal {
				kinds = append(kinds, string(e.Kind))
			}
		}
		if got := strings.Join(kinds, " "); got != p.kinds {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", p.base, p.text, got, p.kinds)
		}
	}
}
