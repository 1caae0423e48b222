package ingest

import "testing"

func TestGuessLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The ferry between the two banks of the river runs again, the harbour master said on Thursday, and it was not expected.":                   "en",
		"Die Fähre zwischen den beiden Ufern fährt wieder, sagte der Hafenmeister am Donnerstag, und das ist nicht alles, was sich ändert.":        "de",
		"Le bac entre les deux rives du fleuve circule de nouveau, a dit le maître du port jeudi, et ce n’est pas tout dans la ville.":             "fr",
		"El transbordador entre las dos orillas del río vuelve a funcionar, dijo el jueves el capitán del puerto, y no se esperaba para este mes.": "es",
		"Паром между берегами реки снова ходит, сказал начальник порта в четверг; это ещё не всё.":                                                 "ru",
		"Пором між берегами річки знову ходить, сказав начальник порту у четвер; її чекали.":                                                       "uk",
		"川の両岸を結ぶ渡し船が再び運航していると港長は木曜日に述べた。":                                                                                                          "ja",
		"连接两岸的渡轮恢复运行，港务长周四表示，城里的人都没有想到。":                                                                                                           "zh",
		"xq zv": "",
		"Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt": "",
	} {
		if got := GuessLanguage(text); got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}
