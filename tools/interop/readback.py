"""Reads the passages of an exported file with nothing but Python's standard library, by
what the documents of its format say, and holds them against the Claimtrace JSON of the
same set: the words at each place, the verdict, the claim.

    readback.py FORMAT FILE SET.json ARTICLES.json

As xlsx it reads the CSV that a spreadsheet made of the workbook, as docx the text that a
word processor made of the report, in which it looks for the quotes.
"""
import csv
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as xml
import zipfile


def points(text, start, end):
    return text[int(start):int(end)]


def units(text, start, end):
    return text.encode("utf-16-le")[2 * int(start):2 * int(end)].decode("utf-16-le")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def local(tag):
    return tag.rsplit("}", 1)[-1]


def opened(path):
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    names = archive.namelist()
    assert len(names) == len(set(names)) and not any(n.startswith("/") or ".." in n for n in names), names
    return archive


def read_workbook(path, texts):
    return read_csv(path, texts, bare=lambda s: s)


def unguarded(s):
    return s[1:] if re.match(r"'+[=+\-@\t\n]", s) else s


def read_excel(path, texts):
    with open(path, "rb") as f:
        assert f.read(3) == b"\xef\xbb\xbf"
    return read_csv(path, texts, divider=";")


def read_csv(path, texts, bare=unguarded, divider=","):
    with open(path, newline="", encoding="utf-8-sig") as f:
        for row in csv.DictReader(f, delimiter=divider):
            assert None not in row and None not in row.values(), row
            assert points(texts[row["sha256"]], row["start"], row["end"]) == bare(row["quote"]), row
            yield row["sha256"], bare(row["quote"]), row["verdict"], bare(row["claim"])


def read_web(cut):
    def read(path, texts):
        with open(path, encoding="utf-8") as f:
            items = json.load(f)["first"]["items"]
        for a in items:
            source = a["target"]["source"]
            sha = next(i[len("urn:sha256:"):] for i in source["dcterms:identifier"] if i.startswith("urn:sha256:"))
            verdict = claim = ""
            for body in a["body"]:
                if body["purpose"] == "classifying":
                    verdict = body["value"]
                if body["purpose"] == "linking":
                    claim = body["source"]["value"]
            quote, position = a["target"]["selector"]
            words = cut(texts[sha], position["start"], position["end"])
            assert words == quote["exact"], a["id"]
            yield sha, words, verdict, claim
    return read


def read_hypothesis(path, texts):
    with open(path, encoding="utf-8") as f:
        annotations = json.load(f)["annotations"]
    for a in annotations:
        tag = lambda name: next((t[len(name):] for t in a["tags"] if t.startswith(name)), "")
        quote, position = a["target"][0]["selector"]
        words = units(texts[a["claimtrace"]["sha256"]], position["start"], position["end"])
        assert words == quote["exact"], a["id"]
        yield a["claimtrace"]["sha256"], words, tag("verdict:"), tag("claim:")


def read_brat(path, _):
    archive = opened(path)
    for name in archive.namelist():
        if not name.endswith(".txt"):
            continue
        text = archive.read(name).decode()
        found = {}
        for line in archive.read(name[:-4] + ".ann").decode().split("\n")[:-1]:
            id, rest = line.split("\t", 1)
            if id[0] == "T":
                where, tail = rest.split("\t", 1)
                pieces = [points(text, *span.split()) for span in where.split(" ", 1)[1].split(";")]
                assert " ".join(pieces) == tail and "\n" not in tail, line
                found[id] = [sha256(text), "\n".join(pieces), "", ""]
            elif id[0] == "A" and rest.startswith("Verdict "):
                found[rest.split()[1]][2] = rest.split()[2]
            elif id[0] == "N":
                found[rest.split()[1]][3] = rest.split("\t", 1)[1]
        yield from map(tuple, found.values())


def read_cas_json(path, _):
    archive = opened(path)
    for name in archive.namelist():
        cas = json.loads(archive.read(name))
        text = cas["%FEATURE_STRUCTURES"][0]["sofaString"]
        for fs in cas["%FEATURE_STRUCTURES"]:
            if fs["%TYPE"] in cas["%TYPES"]:
                assert fs["%ID"] in cas["%VIEWS"]["_InitialView"]["%MEMBERS"]
                yield sha256(text), units(text, fs["begin"], fs["end"]), fs.get("verdict", ""), fs.get("claim", "")


def read_xmi(path, _):
    archive = opened(path)
    declared = [n.text for n in xml.fromstring(archive.read("TypeSystem.xml")).iter() if local(n.tag) == "name"]
    assert "webanno.custom.ClaimPassage" in declared
    for name in archive.namelist():
        if not name.endswith(".xmi"):
            continue
        root = xml.fromstring(archive.read(name))
        text = next(e for e in root if local(e.tag) == "Sofa").attrib["sofaString"]
        ids = {v for e in root for k, v in e.attrib.items() if local(k) == "id"}
        assert set(next(e for e in root if local(e.tag) == "View").attrib["members"].split()) <= ids
        for e in root:
            if local(e.tag) == "ClaimPassage":
                assert all(k in declared or local(k) in ("id", "sofa", "begin", "end") for k in e.attrib), e.attrib
                yield sha256(text), units(text, e.attrib["begin"], e.attrib["end"]), e.attrib.get("verdict", ""), e.attrib.get("claim", "")


def read_doccano(path, _):
    with open(path, encoding="utf-8", newline="\n") as f:
        for line in f.read().split("\n")[:-1]:
            document = json.loads(line)
            for e in document["entities"]:
                yield sha256(document["text"]), points(document["text"], e["start_offset"], e["end_offset"]), e["label"], e.get("claim", "")


def read_label_studio(path, _):
    archive = opened(path)
    names = [e.attrib["name"] for e in xml.fromstring(archive.read("config.xml")) if "name" in e.attrib]
    for task in json.loads(archive.read("tasks.json")):
        text = task["data"]["text"]
        for annotation in task["annotations"]:
            found = {}
            for r in annotation["result"]:
                assert r["from_name"] in names and r["to_name"] in names
                it = found.setdefault(r["id"], [sha256(text), units(text, r["value"]["start"], r["value"]["end"]), "", ""])
                if r["from_name"] == "verdict":
                    it[2] = r["value"]["labels"][0]
                if r["from_name"] == "claim":
                    it[3] = r["value"]["text"][0]
            yield from map(tuple, found.values())


def read_qdpx(path, _):
    archive = opened(path)
    root = xml.fromstring(archive.read("project.qde"))
    every = lambda name, of=root: [e for e in of.iter() if local(e.tag) == name]
    codes = {c.attrib["guid"]: c.attrib["name"] for c in every("Code")}
    claims = {r.attrib["targetGUID"]: c.attrib["name"] for c in every("Case") for r in every("SelectionRef", c)}
    for source in every("TextSource"):
        text = archive.read("sources/" + source.attrib["plainTextPath"][len("internal://"):]).decode()
        for s in every("PlainTextSelection", source):
            code = every("CodeRef", s)
            yield (sha256(text), points(text, s.attrib["startPosition"], s.attrib["endPosition"]),
                   codes[code[0].attrib["targetGUID"]] if code else "", claims.get(s.attrib["guid"], ""))


def word_processor(path, expected):
    with open(path, encoding="utf-8-sig") as f:
        report = f.read()
    return [a["quote"] for a in expected["annotations"] if a["quote"] in report], [a["quote"] for a in expected["annotations"]]


def tei(path, expected):
    """Puts each witness together again: its words, without what divides them."""
    root = xml.parse(path).getroot()
    said = {w.attrib["{http://www.w3.org/XML/1998/namespace}id"]: "" for w in root.iter() if local(w.tag) == "witness"}
    claims = {}
    for div in (e for e in root.iter() if local(e.tag) == "div"):
        head, paragraph = div
        claim = div.attrib["{http://www.w3.org/XML/1998/namespace}id"][1:]
        claims[claim] = head.text
        of = ["w" + a["id"] for a in expected["annotations"] if a["claim"] == claim]

        def add(words, witnesses):
            for w in witnesses:
                said[w] += "".join((words or "").split())
        add(paragraph.text, of)
        for app in paragraph:
            assert sorted(w for r in app for w in r.attrib["wit"].split()) == sorted("#" + w for w in of)
            for r in app:
                add(r.text, [w[1:] for w in r.attrib["wit"].split()])
            add(app.tail, of)
    tied = [a for a in expected["annotations"] if a["claim"]]
    stated = {a["claim"] for a in tied}
    return (sorted(said.items()) + sorted(claims.items()),
            sorted(("w" + a["id"], "".join(a["quote"].split())) for a in tied) + sorted((c["id"], c["statement"]) for c in expected["claims"] if c["id"] in stated))


def codebook(path, expected):
    codes = [c for c in xml.parse(path).getroot().iter() if local(c.tag) == "Code"]
    return ([(c.attrib["guid"], c.attrib["name"]) for c in codes[-len(expected["claims"]):]], [(c["id"], c["statement"]) for c in expected["claims"]])


def claim_review(path, expected):
    with open(path, encoding="utf-8") as f:
        reviews = json.load(f)
    sha = {a["id"]: "urn:sha256:" + a["sha256"] for a in expected["articles"]}
    for r in reviews:
        reviewed = r["itemReviewed"]
        assert r["@context"] == "https://schema.org" and r["@type"] == "ClaimReview" and reviewed["firstAppearance"] == reviewed["appearance"][0], r
        assert r["reviewRating"]["worstRating"] <= r["reviewRating"]["ratingValue"] <= r["reviewRating"]["bestRating"], r
    return ([(r["claimReviewed"], r["reviewRating"]["alternateName"], sorted(a["identifier"][1] for a in r["itemReviewed"]["appearance"])) for r in reviews],
            [(c["statement"], c["verdict"], sorted({sha[a["article"]] for a in expected["annotations"] if a["claim"] == c["id"]})) for c in expected["claims"] if c["verdict"]])


# what is read of formats without places in the articles, and what should be
OTHERS = {"docx": word_processor, "tei": tei, "qdc": codebook, "claimreview": claim_review}

READERS = {
    "csv": read_csv, "csv-excel": read_excel, "xlsx": read_workbook, "w3c": read_web(points), "w3c-utf16": read_web(units), "hypothesis": read_hypothesis, "brat": read_brat,
    "cas-json": read_cas_json, "xmi": read_xmi, "doccano": read_doccano, "label-studio": read_label_studio, "qdpx": read_qdpx,
}


def main(form, path, set_path, articles_path):
    with open(set_path, encoding="utf-8") as f:
        expected = json.load(f)
    if form in OTHERS:
        got, want = OTHERS[form](path, expected)
        wrong = [x for x in want if x not in got] + [x for x in got if x not in want]
        print(f"{len(got)} read, {len(want)} expected {wrong[:3]}")
        return 1 if wrong or len(got) != len(want) or not got else 0
    with open(articles_path, encoding="utf-8") as f:
        texts = {a["sha256"]: a["text"] for a in json.load(f)}
    sha = {a["id"]: a["sha256"] for a in expected["articles"]}
    statement = {c["id"]: c["statement"] for c in expected["claims"]}
    want = [(sha[a["article"]], a["quote"], a["verdict"], statement.get(a["claim"], "")) for a in expected["annotations"]]
    if form == "brat":  # its records have one line
        want = [(s, re.sub("\n+", "\n", q.strip("\n")), v, " ".join(c.split())) for s, q, v, c in want]
    got = list(READERS[form](path, texts))
    wrong = [p for p in want if p not in got] + [p for p in got if p not in want]
    for passage in wrong[:5]:
        print(passage)
    print(f"{len(got)} passages read, {len(want)} expected, {len(wrong)} wrong")
    return 1 if wrong or len(got) != len(want) or not got else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
