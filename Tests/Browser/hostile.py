"""Writes records that try to break out of a page: `hostile.py > hostile.jsonl`, then `cartulary publish hostile.jsonl`.

Every text that a page can show holds something that would run, close its element, end its attribute or turn the line.
"""
import json

SCRIPT = "<script>document.title='RUN'</script><img src=x onerror=\"document.title='RUN'\"></script></title></textarea><!--"
# A quote with a combining mark after it is one character, and must still be escaped.
QUOTE = "one \"\u0301 onmouseover=document.title='RUN' autofocus onfocus=document.title='RUN' x=\"\u200d '\u20dd \"\ufe0f"
BIDI = "left \u202eright\u202c \u2066isolated \u200f\u061c end"
MUSTACHE = "{{pageTitle}} {{{pageTitle}}} {{#chrome}}x{{/chrome}} ${alert(1)}"
RTL = "مجموعة بيانات عن جودة الهواء في المدينة"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 6


def record(name, text, **more):
    return {
        "id": f"hostile-{name}", "title": text, "description": f"hostile {text}", "publisher": {"name": text, "url": "javascript:document.title='RUN'"},
        "keywords": [text[:200], "hostile"], "themes": [text[:200]], "landing-page": "https://example.org/?a=\"><script>document.title='RUN'</script>",
        "license": text[:300], "rights": text,
        "spatial": [{"name": text[:200], "box": {"west": 170, "south": -20, "east": -170, "north": 10}}],
        "temporal": {"start": "1850", "text": text},
        "access": {"note": text, "mode": "on-request", "contact": {"name": text, "email": "a@example.org"}, "requires": [{"kind": "agreement", "name": text, "note": text}]},
        "distributions": [{"title": text, "format": "CSV", "download-url": "https://example.org/x.csv", "description": text}],
        "data-dictionary": {"tables": [{"name": text[:200], "variables": [{"name": text[:100] or "x", "label": text, "description": text, "type": "string",
                                                                           "values": [{"value": text[:100], "label": text[:100]}]}]}]},
        "provenance": {"statement": text, "sources": [{"document": text, "quote": text}]},
        **more,
    }


RECORDS = [
    record("script", SCRIPT), record("quote", QUOTE), record("bidi", BIDI), record("mustache", MUSTACHE), record("rtl", RTL), record("long", LONG),
    record("huge", "A record with a very long text", description="hostile " + "word <b>&amp; \"\u0301 " * 38_000),
    {"id": "hostile-bare", "title": "hostile record that states nothing", "description": "hostile"},
    *[{"id": f"hostile-many-{n}", "title": f"hostile entry {n}", "description": "hostile, so that there are pages", "license": "CC0-1.0" if n % 2 else "CC-BY-4.0",
       "keywords": [f"word {n}"], "modified": f"2024-01-{n % 28 + 1:02}"} for n in range(60)],
]

if __name__ == "__main__":
    for each in RECORDS:
        print(json.dumps(each, ensure_ascii=False))
