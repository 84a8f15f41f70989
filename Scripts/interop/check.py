"""Reads what `cartulary export` wrote with tools that others made, and tells what each of them says."""

import csv
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import urllib.parse

work, here, root = (pathlib.Path(argument) for argument in sys.argv[1:4])


def shapes():
    """Ours, and those of the directory that DCAT_AP_SHAPES names."""
    found = [here / "dcat-ap.shapes.ttl"]
    if extra := os.environ.get("DCAT_AP_SHAPES"):
        found += sorted(pathlib.Path(extra).glob("*.ttl"))
    return found


def run(*command):
    """What a program says where it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    return [] if done.returncode == 0 else [(done.stdout + done.stderr).strip()[-2000:]]


def croissant():
    from absl import logging
    import mlcroissant

    logging.set_verbosity(logging.FATAL)
    files = sorted((work / "croissant").glob("*.json"))
    faults = []
    for file in files:
        try:
            mlcroissant.Dataset(jsonld=file)
        except mlcroissant.ValidationError as error:
            faults.append(f"{file.name}: {error}")
    return len(files), faults + run("mlcroissant", "validate", "--jsonld", str(files[0]))


def graphs():
    import rdflib.compare

    linked = rdflib.Graph().parse(work / "all.dcat-ap", format="json-ld")
    turtle = rdflib.Graph().parse(work / "all.dcat-ap-turtle", format="turtle")
    if rdflib.compare.isomorphic(linked, turtle):
        return len(linked), []
    _, one, other = rdflib.compare.graph_diff(linked, turtle)
    return len(linked), [f"JSON-LD alone:\n{one.serialize()[:1500]}\nTurtle alone:\n{other.serialize()[:1500]}"]


def schema_org():
    import rdflib

    graph = rdflib.Graph().parse(work / "all.schema-org", format="json-ld")
    kind = rdflib.URIRef("https://schema.org/Dataset")
    count = len(set(graph.subjects(rdflib.RDF.type, kind)))
    expected = len((work / "all.jsonl").read_text().splitlines())
    return count, [] if count == expected else [f"{count} datasets, not {expected}"]


def shacl():
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(work / "all.dcat-ap-turtle", format="turtle")
    faults = []
    for file in shapes():
        conforms, _, text = pyshacl.validate(data, shacl_graph=str(file), allow_warnings=True)
        if not conforms:
            faults.append(f"{file.name}: {text[:3000]}")
    return len(shapes()), faults


def ckan():
    """frictionless asks a CKAN over HTTP; here one that answers with our packages."""
    from frictionless import Package
    from frictionless.portals import CkanControl

    class Portal(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
            package = json.loads((work / "ckan" / (query["id"][0] + ".json")).read_text())
            body = json.dumps({"success": True, "result": package}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    files = sorted((work / "ckan").glob("*.json"))
    faults = []
    for file in files:
        wanted = json.loads(file.read_text())
        try:
            control = CkanControl(baseurl=f"http://127.0.0.1:{server.server_port}", dataset=file.stem)
            package = Package(control=control)
            if package.title != wanted["title"] or len(package.resources) != len(wanted["resources"]):
                faults.append(f"{file.name}: read as something else")
        except Exception as error:
            faults.append(f"{file.name}: {error}")
    server.shutdown()
    return len(files), faults


def manifests():
    files = sorted(str(path) for kind in ("yaml", "json") for path in (work / kind).iterdir())
    schema = str(root / "Docs" / "manifest.schema.json")
    return len(files), run("check-jsonschema", "--schemafile", schema, *files)


def table():
    from frictionless import Resource

    with open(work / "all.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    formulas = [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    report = Resource(path="all.csv", basepath=str(work)).validate()
    faults = [] if report.valid else [str(report.flatten(["rowNumber", "message"]))]
    return len(rows), faults + formulas


def plain_json():
    names = ["all.dcat-us", "all.ckan", "all.datacite", "all.schema-org", "all.dcat-ap"]
    for name in names:
        json.loads((work / name).read_text())
    lines = [json.loads(line) for line in (work / "all.jsonl").read_text().splitlines()]
    ids = [line["id"] for line in lines]
    return len(lines), [] if ids == sorted(ids) else ["not in the order of ids"]


def sarif():
    # No package on PyPI ships the schema of SARIF; this program refuses what it cannot read.
    faults = run("sarif", "summary", str(work / "report.sarif"))
    if schema := os.environ.get("SARIF_SCHEMA"):
        options = ("--regex-variant", "python")  # A pattern of the published schema is not valid in ECMAScript.
        faults += run("check-jsonschema", *options, "--schemafile", schema, str(work / "report.sarif"))
    results = json.loads((work / "report.sarif").read_text())["runs"][0]["results"]
    return len(results), faults


CHECKS = [
    ("mlcroissant validates each Croissant file", "files", croissant),
    ("rdflib reads DCAT-AP as JSON-LD and as Turtle to equal graphs", "triples", graphs),
    ("rdflib reads schema.org", "datasets", schema_org),
    ("pyshacl holds DCAT-AP against its shapes", "shape files", shacl),
    ("frictionless reads CKAN packages from a portal", "packages", ckan),
    ("frictionless reads the table, and no cell is a formula", "rows", table),
    ("check-jsonschema holds native manifests against our schema", "files", manifests),
    ("Python reads every JSON", "records", plain_json),
    ("sarif-tools reads the report of validate", "results", sarif),
]

failed = 0
for title, unit, check in CHECKS:
    try:
        count, faults = check()
    except Exception as error:
        count, faults = 0, [f"{type(error).__name__}: {error}"]
    failed += bool(faults)
    print(f"{'FAILED' if faults else 'ok    '}  {title}: {count} {unit}")
    for fault in faults[:5]:
        print("        " + fault.replace("\n", "\n        "))
sys.exit(1 if failed else 0)
