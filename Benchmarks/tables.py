"""Tables of a run's figures in Markdown, and the ratios by which runs are compared.

Figures are medians by corpus, benchmark and column: nanoseconds, or KiB where the column ends in `memory`.
"""
import re

# Work, the benchmark that measures it, and how it is told in the tables. Ratios are ours divided by each column.
SEARCHES = [
    ("all words, first 10", "all-words"),
    ("any word, first 10, exact total, all-words total", "any-word"),
    ("… + filter on two levels", "any-word-filtered"),
    ("… + six exact facets, own filter left out", "any-word-six-facets"),
    ("filters alone + fifteen facets", "filters-fifteen-facets"),
    ("ten hits with their snippets, beyond the count", "ten-hits-with-snippets"),
]
SEARCH_COLUMNS = [
    ("plain C++ on Xapian", "xapian"), ("… total estimated", "estimated"), ("prototype with sets", "sets"),
    ("tantivy", "tantivy"), ("FTS5", "fts5"),
]
PUBLISHERS = [
    ("`publish`", "cartulary"), ("`rebuild`", "rebuild"), ("plain C++, index only", "xapian"), ("tantivy", "tantivy"),
    ("FTS5", "fts5"),
]
PROCESSES = [
    ("`search`", "cartulary"), ("`search --json`", "json"), ("`quest`", "quest"), ("`--version`", "version"),
    ("`true`", "true"),
]
# Benchmark, our column, the column beside it or None for a figure by itself, the limit, and what is meant.
AIMS = [
    ("any-word", "cartulary", "sets", 1.5, "any word, by the prototype"),
    ("any-word", "cartulary", "tantivy", 3, "any word, by tantivy's OR"),
    ("any-word-six-facets", "cartulary", "sets", 1.5, "six facets, by the prototype"),
    ("any-word-six-facets", "cartulary", "tantivy", 2, "six facets, by tantivy's"),
    ("filters-fifteen-facets", "cartulary", None, 3e6, "filters and fifteen facets, at most 3 ms"),
    ("ten-hits-with-snippets", "cartulary", "xapian", 0.5, "ten hits with snippets, by `MSet::snippet`"),
    ("publish", "cartulary", "xapian", 1 / 1.8, "publish, wall, by plain C++ on one processor"),
    ("publish", "cartulary-memory", None, 512 * 1024, "publish, memory, at most 512 MiB"),
    ("publish-one", "cartulary", "xapian", 3, "publish one more, by Xapian's own commit"),
    ("process", "cartulary", "quest", 4, "whole process, by `quest`"),
    ("process", "cartulary", None, 10e6, "whole process, at most 10 ms"),
]
# What the tables of ratios hold a column of ours against.
AGAINST = {
    **{benchmark: [("cartulary", column) for _, column in SEARCH_COLUMNS] for _, benchmark in SEARCHES},
    "publish": [(ours + measure, theirs + measure) for ours in ["cartulary", "rebuild"]
                for theirs in ["xapian", "tantivy", "fts5"] for measure in ["", "-cpu", "-memory"]],
    "publish-one": [("cartulary", "xapian")],
    "process": [("cartulary", "quest"), ("json", "quest"), ("version", "quest")],
    "protocol": [("cartulary", "call")],
    "profile": [("cartulary", "without")],
}


def of_time(nanoseconds):
    for unit, size, limit in [("ns", 1, 1e3), ("µs", 1e3, 1e7), ("ms", 1e6, 1e10), ("s", 1e9, float("inf"))]:
        if nanoseconds < limit:
            value = nanoseconds / size
            return f"{value:,.0f} {unit}" if value >= 100 or unit == "ns" else f"{value:,.1f} {unit}"


def of_ratio(ratio):
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def of_figure(value, column):
    return f"{value / 1024:,.0f} MiB" if column.endswith("memory") else of_time(value)


def table(heads, rows):
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1)] + rows
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def ratios(figures):
    """Ours divided by theirs, by (corpus, benchmark, ours, theirs)."""
    found = {}
    for corpus, benchmarks in figures.items():
        for benchmark, columns in benchmarks.items():
            for ours, theirs in AGAINST.get(benchmark, []):
                if columns.get(ours) and columns.get(theirs):
                    found[corpus, benchmark, ours, theirs] = columns[ours] / columns[theirs]
    return found


def machine(versions):
    return table(["what", "which"], [[name, value] for name, value in versions.items()]).replace("---:", "---")


def of_size(figures, size):
    """All tables of one size."""
    of = figures[str(size)]
    text = f"### {size:,} records\n\nA query in one process, and in brackets Cartulary's time divided by it.\n\n"
    rows = []
    for work, benchmark in SEARCHES:
        columns = of.get(benchmark, {})
        ours = columns.get("cartulary")
        if ours:
            rows.append([work, of_time(ours)] + [
                f"{of_time(columns[column])} ({of_ratio(ours / columns[column])})" if columns.get(column) else ""
                for _, column in SEARCH_COLUMNS])
    text += table(["work", "Cartulary"] + [name for name, _ in SEARCH_COLUMNS], rows)
    text += "\nPublishing all of them as one process, and one more; in brackets `publish` divided by it.\n\n"
    heads, rows = ["figure"] + [name for name, _ in PUBLISHERS], []
    columns = of.get("publish", {})
    for name, measure in [("wall", ""), ("processor", "-cpu"), ("memory", "-memory")] if columns else []:
        ours = columns["cartulary" + measure]
        rows.append([name] + [
            of_figure(columns[column + measure], measure)
            + (f" ({of_ratio(ours / columns[column + measure])})" if column != "cartulary" else "")
            if columns.get(column + measure) else "" for _, column in PUBLISHERS])
    one = of.get("publish-one", {})
    if one:
        rows.append(["one more record", of_time(one["cartulary"]), "",
                     f"{of_time(one['xapian'])} ({of_ratio(one['cartulary'] / one['xapian'])})", "", ""])
    text += table(heads, rows)
    text += "\nA search as a whole process; in brackets `search` divided by it.\n\n" + processes([(f"{size:,} records", of)])
    text += "\n" + aims(of)
    steps = [[name.replace("-", " "), of_time(columns["cartulary"])] for name, columns in sorted(of.items())
             if set(columns) == {"cartulary"} and not name.startswith("publish")]
    if steps:
        text += "\nSteps alone.\n\n" + table(["step", "time"], steps)
    return text


def processes(corpora):
    rows = []
    for name, of in corpora:
        columns = of.get("process")
        if columns:
            rows.append([name] + [
                of_time(columns[column])
                + (f" ({of_ratio(columns['cartulary'] / columns[column])})" if column != "cartulary" else "")
                for _, column in PROCESSES])
    return table(["corpus"] + [name for name, _ in PROCESSES], rows)


def aims(of):
    rows = []
    for benchmark, ours, theirs, limit, meaning in AIMS:
        columns = of.get(benchmark, {})
        if not columns.get(ours) or theirs and not columns.get(theirs):
            continue
        value = columns[ours] / (columns[theirs] if theirs else 1)
        shown = [of_ratio(value), of_ratio(limit)] if theirs else [of_figure(value, ours), of_figure(limit, ours)]
        rows.append([meaning] + shown + ["yes" if value <= limit else "no"])
    return "What was aimed at.\n\n" + table(["aim", "is", "at most", "met"], rows)


def of_others(figures):
    """What does not depend on a size."""
    text = "### Other corpora\n\n"
    rows = []
    for name in ["samples", "real", "terms"]:
        columns = figures.get(name, {}).get("publish-alone")
        if columns:
            rows.append([name] + [of_figure(columns["cartulary" + measure], measure)
                                  for measure in ["", "-cpu", "-memory"]])
    text += "Publishing.\n\n" + table(["corpus", "wall", "processor", "memory"], rows)
    text += "\nA search as a whole process; in brackets `search` divided by it.\n\n"
    text += processes([(name, figures[name]) for name in ["samples", "real"] if name in figures])
    rows = []
    for corpus, benchmarks in figures.items():
        for benchmark, theirs, meaning in [
                ("protocol", "call", "a search through `repl --protocol jsonl`, by a call of the library"),
                ("profile", "without", "a search with a profile of use and 2,000 terms, by one without")]:
            columns = benchmarks.get(benchmark)
            if columns:
                rows.append([f"{meaning} ({corpus})", of_time(columns["cartulary"]), of_time(columns[theirs]),
                             of_ratio(columns["cartulary"] / columns[theirs])])
    return text + "\n" + table(["work", "with", "without", "ratio"], rows)


def growth(figures, sizes):
    """How times grow: each figure, and in brackets how many times the one before it."""
    def grown(heads, corpora, rows):
        lines = []
        for name, benchmark, column in rows:
            cells, before = [], None
            for corpus in corpora:
                value = figures.get(corpus, {}).get(benchmark, {}).get(column)
                cells.append("" if not value else of_figure(value, column)
                             + (f" (×{of_ratio(value / before)})" if before else ""))
                before = value or before
            lines.append([name] + cells)
        return table(heads, lines)

    publishing = [("publish, wall", "publish-alone", "cartulary"), ("publish, processor", "publish-alone", "cartulary-cpu"),
                  ("publish, memory", "publish-alone", "cartulary-memory"),
                  ("rebuild, wall", "rebuild-alone", "cartulary"), ("rebuild, memory", "rebuild-alone", "cartulary-memory")]
    searches = [row for name, benchmark in SEARCHES if benchmark != "ten-hits-with-snippets"
                for row in [(name, benchmark, "cartulary"), ("· prototype", benchmark, "sets")]]
    whole = [("`search`, whole process", "process", "cartulary"), ("· `quest`", "process", "quest")]
    corpora = [str(size) for size in sizes]
    text = "By records; in brackets, times the figure before.\n\n"
    text += grown(["work"] + [f"{size:,}" for size in sizes], corpora, publishing + searches + whole)

    shards = ["1", "10", "100", "1000"]
    text += "\nBy shards, of 2,000 records: what many audiences cost.\n\n" + grown(
        ["work"] + shards, ["shards-" + count for count in shards],
        [("publish, wall", "publish-alone", "cartulary"), ("search by who may open every shard", "audiences", "cartulary"),
         ("· by the public, who may open none", "audiences", "public"),
         ("the same as a process", "process-audiences", "cartulary"), ("· by the public", "process-audiences", "public")])
    for what, counts in [("words", [1, 2, 4, 8, 16, 32]), ("hits", [1, 10, 100, 1000])]:
        # Turned round: here the benchmark grows, not the corpus.
        corpus = next((corpus for corpus in reversed(corpora) if f"{what}-1" in figures.get(corpus, {})), None)
        if corpus:
            rows = []
            for name, column in [("Cartulary", "cartulary"), ("prototype", "sets")]:
                cells, before = [name], None
                for count in counts:
                    value = figures[corpus][f"{what}-{count}"][column]
                    cells.append(of_time(value) + (f" (×{of_ratio(value / before)})" if before else ""))
                    before = value
                rows.append(cells)
            text += f"\nBy {what}, at {int(corpus):,} records, any word.\n\n"
            text += table([what] + [str(count) for count in counts], rows)
    return text


def write(path, ratios):
    """Puts ratios in place of those of the same corpora; those of others stay."""
    measured = {key[0] for key in ratios}
    ratios = {key: ratio for key, ratio in read(path).items() if key[0] not in measured} | ratios
    lines = ["corpus\tbenchmark\tours\tbeside\tratio"]
    lines += ["\t".join(key) + f"\t{ratio:.3g}" for key, ratio in sorted(ratios.items())]
    path.write_text("\n".join(lines) + "\n")


def read(path):
    rows = [line.split("\t") for line in path.read_text().splitlines()[1:]]
    return {tuple(row[:4]): float(row[4]) for row in rows}


def hold(found, committed, tolerance):
    """Prints each ratio that is worse than the committed one by more than the tolerance in percent; whether none is."""
    worse = better = compared = 0
    for key, ratio in sorted(found.items()):
        if key not in committed:
            continue
        compared += 1
        change = (ratio / committed[key] - 1) * 100
        name = f"{key[0]} {key[1]}: {key[2]} by {key[3]}"
        if change > tolerance:
            worse += 1
            print(f"worse: {name}: {of_ratio(ratio)}, committed {of_ratio(committed[key])} ({change:+.0f} %)")
        elif change < -tolerance:
            better += 1
            print(f"better: {name}: {of_ratio(ratio)}, committed {of_ratio(committed[key])} ({change:+.0f} %)")
    print(f"{compared} ratios compared with Benchmarks/ratios.tsv: {worse} worse, {better} better, "
          f"tolerance {tolerance:.0f} %")
    if not compared:
        print("error: none of the ratios has been recorded; run with --record, or with a size that was")
    return compared > 0 and worse == 0


def replace(page, name, text):
    """Puts text between two comments of a page."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    old = page.read_text()
    new, count = re.subn(re.escape(start) + ".*?" + re.escape(end), lambda _: f"{start}\n{text}\n{end}", old, flags=re.S)
    if not count:
        raise SystemExit(f"error: {page} has no place for the {name}")
    page.write_text(new)
