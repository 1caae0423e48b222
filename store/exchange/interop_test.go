package exchange

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/anchor"
	"claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
)

// interop finds the files of other programs, which are no part of the project, in
// ../shared/interop.
func interop(t testing.TB) fs.FS {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if found := filepath.Join(dir, "shared", "interop"); isFolder(found) {
			return os.DirFS(found)
		}
	}
	t.Skip("there is no shared/interop beside the project")
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// interopFolders are those of the formats that are read.
var interopFolders = []string{"csv-xlsx", "w3c-annotation", "hypothesis", "refi-qda", "brat", "uima-cas", "doccano", "label-studio"}

// whole is what comes of a file.
type whole struct {
	name, format                       string
	articles, claims, passages, placed int
	told                               int    // lines
	refused                            string // a part of why it is refused, "" for a set
}

// readWhole reads a file with what lies beside it. Every refusal must be a line that
// names no place in the program.
func readWhole(t *testing.T, files fs.FS, name string) whole {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	got := whole{name: name}
	beside, err := fs.Sub(files, path.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Detect(path.Base(name), data)
	var in incoming.Set
	if err == nil {
		got.format = f.Name
		in, err = f.Read(path.Base(name), data, beside)
	}
	if err != nil {
		got.refused = strings.TrimPrefix(err.Error(), ErrIncoming.Error()+": ")
		if !errors.Is(err, ErrIncoming) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: refused by %q", name, err)
		}
	}
	for _, told := range in.Told {
		line := told.String()
		if strings.Contains(line, "\n") || len(line) > 1000 {
			t.Errorf("%s: told in more than a line: %q", name, line)
		}
	}
	got.articles, got.claims, got.passages, got.told = len(in.Articles), len(in.Claims), len(in.Passages), len(in.Told)
	for _, p := range in.Passages {
		if p.Placed {
			got.placed++
		}
	}
	return got
}

// TestFilesOfOthers reads every file of other programs, with Detect and what it names, and
// counts what comes of it.
func TestFilesOfOthers(t *testing.T) {
	files := interop(t)
	listed := map[string]bool{}
	for _, want := range []whole{
		{"csv-xlsx/csv-spectrum/csvs/comma_in_quotes.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/empty.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/empty_crlf.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/escaped_quotes.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/json.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/newlines.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/newlines_crlf.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/quotes_and_newlines.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/simple.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/simple_crlf.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/csvs/utf8.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/comma_in_quotes.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/empty.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/empty_crlf.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/escaped_quotes.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/json.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/newlines.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/newlines_crlf.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/quotes_and_newlines.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/simple.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/simple_crlf.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/csv-spectrum/json/utf8.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/excelize-Book1.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"csv-xlsx/tika-testCSV.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"csv-xlsx/tika-testEXCEL.strict.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"csv-xlsx/tika-testEXCEL.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"csv-xlsx/tika-testEXCEL_dateFormats.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"csv-xlsx/tika-testEXCEL_hyperlinks.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"csv-xlsx/tika-testEXCEL_textbox.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"w3c-annotation/anno.jsonld", "w3c", 0, 0, 0, 0, 0, "its @context is not http://www.w3.org/ns/anno.jsonld"},
		{"w3c-annotation/apache-annotator-text-position.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"w3c-annotation/apache-annotator-text-quote.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"w3c-annotation/frames/annotation_frame.jsonld", "w3c", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/frames/collection_frame.jsonld", "w3c", 0, 0, 0, 0, 0, "its type is neither Annotation, AnnotationPage nor AnnotationCollection"},
		{"w3c-annotation/frames/page_frame.jsonld", "w3c", 0, 0, 0, 0, 0, "the items of a page are no list"},
		{"w3c-annotation/inception.w3c.json", "w3c-utf16", 1, 2, 4, 0, 3, ""},
		{"w3c-annotation/recogito-native.json", "w3c-utf16", 1, 0, 14, 0, 1, ""},
		{"w3c-annotation/recogito-tei.json", "w3c-utf16", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/recogito-text.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"w3c-annotation/recogito.w3c.json", "w3c-utf16", 2, 0, 5, 0, 1, ""},
		{"w3c-annotation/samples-correct/anno1.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno11.json", "w3c", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/samples-correct/anno13.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno15.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno17.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno19.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno21.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno23.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno25.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno27.json", "w3c", 1, 0, 1, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno29.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno3.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno31.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno33.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno35.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno37.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno39.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/anno5.json", "w3c", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/samples-correct/anno7.json", "w3c", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/samples-correct/anno9.json", "w3c", 0, 0, 0, 0, 2, ""},
		{"w3c-annotation/samples-correct/example41.json", "w3c", 0, 0, 0, 0, 1, ""},
		{"w3c-annotation/samples-correct/example43.json", "w3c", 0, 0, 0, 0, 3, ""},
		{"w3c-annotation/samples-incorrect/anno1.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"w3c-annotation/samples-incorrect/anno11.json", "w3c", 0, 0, 0, 0, 0, "its id is not one IRI"},
		{"w3c-annotation/samples-incorrect/anno13.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno15.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno17.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno19.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno21.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno23.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno25.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno27.json", "w3c", 0, 0, 0, 0, 0, "its id is not one IRI"},
		{"w3c-annotation/samples-incorrect/anno29.json", "w3c", 0, 0, 0, 0, 0, "modified is not one time"},
		{"w3c-annotation/samples-incorrect/anno3.json", "w3c", 0, 0, 0, 0, 0, "its @context is not http://www.w3.org/ns/anno.jsonld"},
		{"w3c-annotation/samples-incorrect/anno31.json", "w3c", 0, 0, 0, 0, 0, "modified is not one time"},
		{"w3c-annotation/samples-incorrect/anno33.json", "w3c", 0, 0, 0, 0, 0, "generated is not one time"},
		{"w3c-annotation/samples-incorrect/anno35.json", "w3c", 0, 0, 0, 0, 0, "its id is not one IRI"},
		{"w3c-annotation/samples-incorrect/anno37.json", "", 0, 0, 0, 0, 0, "not JSON"},
		{"w3c-annotation/samples-incorrect/anno39.json", "w3c-utf16", 0, 0, 0, 0, 0, "its id is not one IRI"},
		{"w3c-annotation/samples-incorrect/anno5.json", "w3c", 0, 0, 0, 0, 0, "its @context is not http://www.w3.org/ns/anno.jsonld"},
		{"w3c-annotation/samples-incorrect/anno7.json", "w3c", 0, 0, 0, 0, 0, "its id is not one IRI"},
		{"w3c-annotation/samples-incorrect/anno9.json", "w3c", 0, 0, 0, 0, 0, "its type is neither Annotation, AnnotationPage nor AnnotationCollection"},
		{"hypothesis/api-schema/annotation-create.yaml", "", 0, 0, 0, 0, 0, "of no format"},
		{"hypothesis/api-schema/annotation-schema.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"hypothesis/api-schema/annotation.yaml", "", 0, 0, 0, 0, 0, "of no format"},
		{"hypothesis/api-wikipedia-regression-testing.json", "hypothesis", 1, 0, 5, 0, 1, ""},
		{"hypothesis/export-assembled.json", "hypothesis", 1, 0, 5, 0, 1, ""},
		{"hypothesis/minimal.html", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"hypothesis/minimal.json", "hypothesis", 1, 0, 1, 0, 1, ""},
		{"refi-qda/Codebook.xsd", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"refi-qda/Project.xsd", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"refi-qda/TestProject-capital-Project.qde.qdpx", "qdpx", 6, 14, 8, 0, 9, ""},
		{"refi-qda/atlasti-23.4.qdc", "qdc", 0, 1, 0, 0, 1, ""},
		{"refi-qda/atlasti-8.4-standard-project.qde", "qdpx", 6, 14, 8, 0, 9, ""},
		{"refi-qda/made-atlasti-26-mac.qdpx", "qdpx", 1, 0, 4, 4, 0, ""},
		{"refi-qda/made-expected.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"refi-qda/made-maxqda-24.qdpx", "qdpx", 1, 0, 4, 4, 1, ""},
		{"refi-qda/made-nvivo-12.qdpx", "qdpx", 1, 0, 4, 4, 0, ""},
		{"refi-qda/made-qualcoder.qdpx", "qdpx", 1, 0, 4, 4, 0, ""},
		{"refi-qda/ornio-all-kinds/project.qde", "qdpx", 1, 3, 2, 2, 8, ""},
		{"refi-qda/ornio-all-kinds/sources/11111111-1111-1111-1111-111111111111.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"refi-qda/ornio-all-kinds.qdpx", "qdpx", 1, 3, 2, 2, 8, ""},
		{"refi-qda/taguette.qdc", "qdc", 0, 3, 0, 0, 0, ""},
		{"brat/dkpro/document0a.ann", "brat", 1, 1, 5, 5, 1, ""},
		{"brat/dkpro/document0a.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/dkpro/document0b.ann", "brat", 1, 1, 5, 5, 1, ""},
		{"brat/dkpro/document0b.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/dkpro/document0d-ref.ann", "brat", 1, 1, 5, 0, 2, ""},
		{"brat/dkpro/document0d.ann", "brat", 1, 1, 4, 4, 2, ""},
		{"brat/dkpro/document0d.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/dkpro/document1-ref.ann", "brat", 1, 3, 4, 0, 4, ""},
		{"brat/dkpro/document1.ann", "brat", 1, 3, 4, 4, 3, ""},
		{"brat/dkpro/document1.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/000-introduction.ann", "brat", 1, 5, 7, 7, 4, ""},
		{"brat/tutorial-news/000-introduction.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/010-navigation.ann", "brat", 1, 0, 0, 0, 0, ""},
		{"brat/tutorial-news/010-navigation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/020-top_bar.ann", "brat", 1, 0, 0, 0, 0, ""},
		{"brat/tutorial-news/020-top_bar.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/030-login.ann", "brat", 1, 0, 0, 0, 0, ""},
		{"brat/tutorial-news/030-login.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/040-text_span_annotation.ann", "brat", 1, 3, 4, 4, 1, ""},
		{"brat/tutorial-news/040-text_span_annotation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/050-editing_text_span_annotations.ann", "brat", 1, 3, 6, 6, 1, ""},
		{"brat/tutorial-news/050-editing_text_span_annotations.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/060-relation_annotation.ann", "brat", 1, 2, 10, 10, 2, ""},
		{"brat/tutorial-news/060-relation_annotation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/070-editing_relation_annotations.ann", "brat", 1, 2, 9, 9, 2, ""},
		{"brat/tutorial-news/070-editing_relation_annotations.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/080-event-annotation.ann", "brat", 1, 2, 21, 21, 2, ""},
		{"brat/tutorial-news/080-event-annotation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/090-event_structures.ann", "brat", 1, 4, 22, 22, 2, ""},
		{"brat/tutorial-news/090-event_structures.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/100-attribute_annotation.ann", "brat", 1, 4, 26, 26, 3, ""},
		{"brat/tutorial-news/100-attribute_annotation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/110-note_annotation.ann", "brat", 1, 4, 14, 14, 3, ""},
		{"brat/tutorial-news/110-note_annotation.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/999-complete.ann", "brat", 1, 0, 0, 0, 0, ""},
		{"brat/tutorial-news/999-complete.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/annotation.conf", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/kb_shortcuts.conf", "", 0, 0, 0, 0, 0, "of no format"},
		{"brat/tutorial-news/tools.conf", "", 0, 0, 0, 0, 0, "not JSON"},
		{"brat/tutorial-news/visual.conf", "", 0, 0, 0, 0, 0, "of no format"},
		{"uima-cas/array/casWithEmojiUnicodeTextAndAnnotations/data.json", "cas-json", 1, 0, 9, 9, 1, ""},
		{"uima-cas/array/casWithEmojiUnicodeTextAndAnnotations/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/array/casWithEmojiUnicodeTextAndAnnotations/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/array/casWithFsList/data.json", "cas-json", 1, 0, 2, 0, 2, ""},
		{"uima-cas/array/casWithFsList/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/array/casWithFsList/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/array/casWithLeftToRightTextAndAnnotations/data.json", "cas-json", 1, 0, 2, 2, 1, ""},
		{"uima-cas/array/casWithLeftToRightTextAndAnnotations/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/array/casWithLeftToRightTextAndAnnotations/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/array/casWithTextAndAnnotations/data.json", "cas-json", 1, 0, 4, 4, 1, ""},
		{"uima-cas/array/casWithTextAndAnnotations/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/array/casWithTextAndAnnotations/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/array/emptyCas/data.json", "cas-json", 0, 0, 0, 0, 0, ""},
		{"uima-cas/array/emptyCas/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/array/emptyCas/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/bad-sofa-order.json", "cas-json", 1, 0, 0, 0, 1, ""},
		{"uima-cas/child_type_before_parent.json", "cas-json", 1, 0, 0, 0, 1, ""},
		{"uima-cas/inception-xmi/testCrossSentenceSpanWithFeatureValue.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/inception-xmi/testMultiTokenStackedSpanWithFeatureValue.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/inception-xmi/testSentenceWithEmoji.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/inception-xmi/testSingleNonMultiTokenRelationWithMultipleFeatureValues.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/inception-xmi/testTokenBoundedSpanWithNastyFeatureValue.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/inception-xmi/webannoTestTypes.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/object/casWithEmojiUnicodeTextAndAnnotations.json", "cas-json", 1, 0, 9, 9, 1, ""},
		{"uima-cas/object/casWithTextAndAnnotations.json", "cas-json", 1, 0, 4, 4, 1, ""},
		{"uima-cas/typesystem-modes/minimalTypeSystem.json", "cas-json", 1, 0, 0, 0, 1, ""},
		{"uima-cas/typesystem-modes/noTypeSystem.json", "cas-json", 1, 0, 0, 0, 1, ""},
		{"uima-cas/webanno-slot/data-ref.json", "cas-json", 1, 2, 3, 3, 3, ""},
		{"uima-cas/webanno-slot/data.json", "cas-json", 1, 2, 3, 3, 3, ""},
		{"uima-cas/webanno-slot/debug-typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/webanno-slot/debug.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/xmi/cas_with_smileys.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/xmi/cas_with_two_sofas.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/xmi/inception_typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"uima-cas/xmi/lenient_cas.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/xmi/small_cas.xmi", "", 0, 0, 0, 0, 0, "only goes out"},
		{"uima-cas/xmi/small_typesystem.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"doccano/export-examples/relation_extraction.jsonl", "doccano", 1, 3, 4, 4, 2, ""},
		{"doccano/export-examples/sequence_labeling.jsonl", "doccano", 3, 3, 4, 4, 1, ""},
		{"doccano/export-examples/text_classification.jsonl", "doccano", 3, 0, 0, 0, 1, ""},
		{"doccano/import-tests/example.txt", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/import-tests/example.utf16.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/import-tests/intent-example.jsonl", "doccano", 4, 1, 2, 2, 3, ""},
		{"doccano/import-tests/relation_extraction-example.jsonl", "doccano", 1, 3, 4, 4, 2, ""},
		{"doccano/import-tests/sequence_labeling-example.conll", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/import-tests/sequence_labeling-example.jsonl", "doccano", 2, 1, 1, 1, 2, ""},
		{"doccano/import-tests/sequence_labeling-example_overlapping.jsonl", "doccano", 1, 1, 2, 2, 1, ""},
		{"doccano/import-tests/text_classification-example.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/import-tests/text_classification-example.json", "doccano", 3, 0, 0, 0, 2, ""},
		{"doccano/import-tests/text_classification-example.xlsx", "xlsx", 0, 0, 0, 0, 0, "no sheet"},
		{"doccano/import-tests/text_classification-example_out_of_order_columns.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/labels/invalid_labels.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/labels/valid_labels.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"doccano/old-export/labeling.jsonl", "doccano", 2, 3, 16, 16, 2, ""},
		{"doccano/old-export/labeling_text_label.jsonl", "doccano", 2, 3, 11, 11, 1, ""},
		{"label-studio/dialogue_analysis/annotation.json", "label-studio", 0, 0, 0, 0, 1, ""},
		{"label-studio/dialogue_analysis/config.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"label-studio/dialogue_analysis/tasks.json", "label-studio", 0, 0, 0, 0, 1, ""},
		{"label-studio/export-json/csv_test2.json", "label-studio", 0, 0, 0, 0, 1, ""},
		{"label-studio/export-json/csv_test2_result.csv", "", 0, 0, 0, 0, 0, "of no format"},
		{"label-studio/export-json/csv_test_history.json", "label-studio", 1, 0, 0, 0, 1, ""},
		{"label-studio/export-json/data_repeater.json", "label-studio", 0, 0, 0, 0, 1, ""},
		{"label-studio/export-json/label_config_repeater.json", "", 0, 0, 0, 0, 0, "of no format"},
		{"label-studio/named_entity/annotation.json", "label-studio", 1, 1, 1, 1, 1, ""},
		{"label-studio/named_entity/config.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"label-studio/named_entity/tasks.json", "label-studio", 1, 0, 0, 0, 1, ""},
		{"label-studio/relation-extraction/config.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"label-studio/relation-extraction/task.json", "label-studio", 1, 3, 4, 4, 2, ""},
		{"label-studio/rich_text_html/annotation.json", "label-studio", 0, 0, 0, 0, 1, ""},
		{"label-studio/rich_text_html/config.xml", "", 0, 0, 0, 0, 0, "XML of a kind"},
		{"label-studio/rich_text_html/tasks.json", "label-studio", 0, 0, 0, 0, 1, ""},
	} {
		listed[want.name] = true
		got := readWhole(t, files, want.name)
		refused := got.refused
		got.refused = want.refused
		if got != want || !strings.Contains(refused, want.refused) || (refused == "") != (want.refused == "") {
			t.Errorf("got  %+v %q\nwant %+v", got, refused, want)
		}
	}
	for _, folder := range interopFolders {
		if err := fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !listed[name] {
				readWhole(t, files, name) // one that was added since: whatever it is, it does no harm
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBrokenAnnotations reads what the model's own tests call incorrect, as the formats
// that they are of: each is refused by a word.
func TestBrokenAnnotations(t *testing.T) {
	files := interop(t)
	broken, err := fs.Glob(files, "w3c-annotation/samples-incorrect/*.json")
	if err != nil || len(broken) < 20 {
		t.Fatal(broken, err)
	}
	for _, name := range broken {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range []incoming.Unit{incoming.CodePoints, incoming.UTF16Units} {
			if in, err := readWebAnnotations(name, data, unit); !errors.Is(err, ErrIncoming) || len(in.Passages) > 0 {
				t.Errorf("%s: %+v, error %v", name, in, err)
			}
		}
	}
}

// TestStalePlaces finds the quotes of Recogito's samples in the text that they are of: their
// places are off, and their white space is not the text's.
func TestStalePlaces(t *testing.T) {
	files := interop(t)
	body, err := fs.ReadFile(files, "w3c-annotation/recogito-text.txt")
	if err != nil {
		t.Fatal(err)
	}
	canonical, err := text.Canonical(body)
	if err != nil {
		t.Fatal(err)
	}
	o := text.NewOffsets(canonical)
	for _, name := range []string{"recogito.w3c.json", "recogito-native.json"} {
		data, err := fs.ReadFile(files, "w3c-annotation/"+name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := readWebAnnotations(name, data, incoming.UTF16Units)
		if err != nil || len(in.Passages) == 0 {
			t.Fatal(name, err)
		}
		for _, p := range in.Passages {
			said := oneLine(p.Quote)
			// Of these words a note's sign cuts the copy that was meant: the others are not taken for it.
			cut := said == "ingenious hero who travelled far and wide"
			if err := p.Place(o); cut != errors.Is(err, anchor.ErrAmbiguous) || !cut && err != nil {
				t.Errorf("%s: %v", name, err)
			} else if cut {
				continue
			} else if oneLine(o.Slice(p.Start, p.End)) != said {
				t.Errorf("%s: %q at %d for %q", name, p.Quote, p.Start, said)
			}
		}
	}
}

// TestRefiPrograms reads the same four passages as four programs count them.
func TestRefiPrograms(t *testing.T) {
	files := interop(t)
	var want struct{ Passages, Codes []string }
	data, err := fs.ReadFile(files, "refi-qda/made-expected.json")
	if err == nil {
		err = json.Unmarshal(data, &want)
	}
	made, _ := fs.Glob(files, "refi-qda/made-*.qdpx")
	if err != nil || len(made) != 4 || len(want.Passages) != 4 {
		t.Fatal(made, err)
	}
	for _, name := range made {
		if data, err = fs.ReadFile(files, name); err != nil {
			t.Fatal(err)
		}
		in, err := readRefiProject(name, data, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		codes := slices.Clone(want.Codes)
		note := ""
		if strings.Contains(name, "maxqda") {
			codes[0], note = "unconfirmed", "a memo without any code"
		}
		var passages, verdicts []string
		for _, p := range in.Passages {
			passages, verdicts = append(passages, p.Quote), append(verdicts, string(p.Verdict))
			if p.Reviewer != "A. Reviewer" || p.Created.IsZero() || !p.Placed {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if !slices.Equal(passages, want.Passages) || !slices.Equal(verdicts, codes) || in.Passages[0].Note != note {
			t.Errorf("%s: %q, %q, note %q; want %q, %q", name, passages, verdicts, in.Passages[0].Note, want.Passages, codes)
		}
		if strings.ContainsAny(in.Articles[0].Text, "\r\ufeff") || !strings.Contains(in.Program, " ") && !strings.Contains(in.Program, "-") {
			t.Errorf("%s: of %q: %q", name, in.Program, in.Articles[0].Text)
		}
	}
}
