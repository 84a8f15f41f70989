"""Reads back what Cartulary's escapers wrote, with parsers that others made.

The file named on the command line is frames of three parts: a format, a text, and the text as the escaper wrote it.
Each part is its length in four bytes, little-endian, and its UTF-8. What has to come out is told here from the text
and the documentation of the escaper alone. Prints the first faults and a count for each format; ends with 1 after a
fault.
"""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html.parser import HTMLParser

LINE_ENDS = "\n\x0b\x0c\r\x85\u2028\u2029"
HARMFUL = "\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"


def one_line(text):
    text = re.sub("\r\n|[%s\t]" % LINE_ENDS, " ", text)
    return re.sub("[%s]" % HARMFUL, "\ufffd", text)


def lines(text):
    text = re.sub("\r\n|[%s]" % LINE_ENDS, "\n", text).replace("\t", " ")
    return re.sub("(?!\n)[%s]" % HARMFUL, "\ufffd", text)


def cell(text):
    kept = re.sub("(?![%s\t])[%s]" % (LINE_ENDS, HARMFUL), "\ufffd", text)
    return ("'" if text[:1] and text[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20" else "") + kept


def in_xml(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


# Readers: each takes what was written and gives the texts that a parser finds in it.


def read_csv(written):
    (row,) = csv.reader(io.StringIO("a,%s,z\r\n" % written, newline=""), strict=True)
    first, middle, last = row
    assert (first, last) == ("a", "z")
    return [middle]


def read_tsv(written):
    (line,) = ("a\t%s\tz" % written).splitlines()
    (row,) = csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE)
    first, middle, last = row
    assert (first, last) == ("a", "z")
    return [middle]


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.title, self.text, self.tags = None, "", 0

    def handle_starttag(self, tag, attributes):
        self.tags += 1
        self.title = dict(attributes)["title"]

    def handle_data(self, data):
        self.text += data


def read_html(written):
    page = Page()
    page.feed('<p title="%s">%s</p>' % (written, written))
    page.close()
    assert page.tags == 1
    return [page.title, page.text]


def read_html5(written):
    import html5lib

    tree = html5lib.parseFragment('<p title="%s">%s</p>' % (written, written), namespaceHTMLElements=False)
    (paragraph,) = list(tree)
    assert not list(paragraph)
    return [paragraph.get("title"), paragraph.text or ""]


def read_xml(written):
    root = ElementTree.fromstring(("<r t=\"%s\" u='%s'>%s</r>" % (written, written, written)).encode())
    assert not list(root)
    return [root.get("t"), root.get("u"), root.text or ""]


def read_page(written):
    assert not set("<>&\u2028\u2029") & set(written)
    return [json.loads(written)]


def read_command(written):
    assert "\n" not in written and "\r" not in written
    return [re.sub("%(0D|0A|25|3A|2C)", lambda found: chr(int(found[1], 16)), written)]


def read_shell(written):
    (word,) = shlex.split(written)
    shown = subprocess.run(["sh", "-c", "printf %s " + written], capture_output=True, check=True).stdout.decode()
    return [word, shown]


def read_roff(written):
    assert written.isascii() and not written.startswith((".", "'"))

    def sign(found):
        return chr(int(found[2], 16)) if found[2] else {"e": "\\", "-": "-", "(dq": '"', "&": ""}[found[1]]

    return [re.sub(r"\\(e|-|\(dq|&|\[u([0-9A-F]+)\])", sign, written)]


def read_yaml(written):
    import yaml

    texts = []
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        (item,) = yaml.load("- " + written + "\n", loader)
        texts.append(item)
        (entry,) = yaml.load("{%s: 1}" % written, loader).keys() if len(written) < 900 else [item]
        texts.append(entry)
    return texts


def read_turtle(written):
    import rdflib

    texts = []
    for form in ("turtle", "nt"):
        graph = rdflib.Graph()
        graph.parse(data="<urn:s> <urn:p> %s .\n" % written, format=form)
        (statement,) = graph
        texts.append(str(statement[2]))
    return texts


def inline_text(token):
    assert all(child.type in ("text", "text_special") for child in token.children), token.children
    return "".join(child.content for child in token.children)


def markdown_tokens(text):
    from markdown_it import MarkdownIt

    global MARKDOWN
    if "MARKDOWN" not in globals():
        MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return MARKDOWN.parse(text)


def read_markdown(written):
    cells = [t for t in markdown_tokens("| a | b | c |\n|---|---|---|\n| x | %s | z |\n" % written) if t.type == "inline"]
    assert len(cells) == 6 and inline_text(cells[5]) == "z", "columns shift"
    return [inline_text(cells[4])]


def read_paragraph(written):
    tokens = markdown_tokens(written + "\n")
    if not tokens:
        return [""]
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return [inline_text(tokens[1])]


def same(text):
    return text


FORMATS = {
    "csv": (read_csv, cell),
    "tsv": (read_tsv, one_line),
    "html": (read_html, one_line),
    "html5": (read_html5, one_line),
    "markup": (read_html, lines),
    "markup5": (read_html5, lines),
    "xml": (read_xml, in_xml),
    "json": (lambda written: [json.loads(written)], same),
    "page": (read_page, same),
    "data": (read_command, same),
    "property": (read_command, same),
    "percent": (lambda written: [urllib.parse.unquote(written)], same),
    "shell": (read_shell, one_line),
    "roff": (read_roff, lambda text: text.replace("\n", " ")),
    "yaml": (read_yaml, same),
    "yaml-single": (read_yaml, same),
    "turtle": (read_turtle, same),
    # Readers drop white space at the ends.
    "markdown": (read_markdown, lambda text: one_line(text).strip()),
    "paragraph": (read_paragraph, lambda text: one_line(text).strip()),
}
# A process for each word: one text in so many is enough.
EVERY = {"shell": 50}


def frames(path):
    with open(path, "rb") as file:
        while True:
            parts = []
            for _ in range(3):
                head = file.read(4)
                if not head:
                    return
                parts.append(file.read(int.from_bytes(head, "little")).decode())
            yield parts


def main(path):
    counts, faults, seen = Counter(), 0, Counter()
    for name, text, written in frames(path):
        seen[name] += 1
        if seen[name] % EVERY.get(name, 1):
            continue
        reader, expected = FORMATS[name]
        counts[name] += 1
        wanted = expected(text)
        try:
            read = reader(written)
            if name in ("markdown", "paragraph"):
                read = [item.strip() for item in read]
            is_right = all(item == wanted for item in read)
        except Exception as error:
            read, is_right = repr(error), False
        if not is_right:
            faults += 1
            if faults <= 20:
                print(ascii({"format": name, "text": text, "written": written, "wanted": wanted, "read": read}))
    print("read back: " + ", ".join("%s %d" % item for item in sorted(counts.items())) + "; faults: %d" % faults)
    return 1 if faults or not counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
