#!/usr/bin/env python3
"""What a user would take instead, on the same corpus and queries: tantivy (PyPI) and SQLite's FTS5.

    peers.py index tantivy|fts5 FOLDER           index FOLDER/corpus.tsv
    peers.py serve tantivy|fts5 FOLDER QUERIES   for each line, one of: all any filtered facets, ask so many queries so
                                                 and print the nanoseconds of one
    peers.py version tantivy|fts5                print the version; exit with 1 where it is not installed
"""
import os
import shutil
import sqlite3
import sys
import time

COLUMNS = ["id", "title", "description", "publisher", "keywords", "theme", "sensitivity", "license", "sharing", "format",
           "modified", "variables"]
TEXTS = ["title", "description", "publisher", "keywords", "variables"]
FACETS = ["theme", "sensitivity", "license", "sharing", "format", "publisher"]
LEVELS = ["public", "internal"]


def records(folder):
    with open(f"{folder}/corpus.tsv") as lines:
        for line in lines:
            yield dict(zip(COLUMNS, line.rstrip("\n").split("\t"))), line


class FTS5:
    WEIGHTS = "bm25(d,5,1,2,3,1)"
    FROM = "from d join m on m.rowid=d.rowid where d match ?"
    LEVEL = " and m.sensitivity in ('public','internal')"

    def __init__(self, folder):
        self.path = f"{folder}/fts5.db"

    @staticmethod
    def version():
        sqlite3.connect(":memory:").execute("create virtual table d using fts5(a)")
        return sqlite3.sqlite_version

    def index(self, folder):
        if os.path.exists(self.path):
            os.remove(self.path)
        database = sqlite3.connect(self.path)
        database.execute("pragma journal_mode=wal")
        database.execute(f"create virtual table d using fts5({','.join(TEXTS)},tokenize='porter unicode61')")
        database.execute(f"create table m(rowid integer primary key,id text unique,{','.join(FACETS)},data)")
        for number, (record, line) in enumerate(records(folder), 1):
            database.execute("insert into d(rowid,title,description,publisher,keywords,variables) values(?,?,?,?,?,?)",
                             (number, *(record[column] for column in TEXTS)))
            database.execute("insert into m values(?,?,?,?,?,?,?,?,?)",
                             (number, record["id"], *(record[column] for column in FACETS), line))
        for column in ("sensitivity", "license", "sharing"):
            database.execute(f"create index m_{column} on m({column})")
        database.commit()
        database.close()

    def open(self):
        self.database = sqlite3.connect(self.path)

    def hits(self, match, where=""):
        return self.database.execute(
            f"select m.data {self.FROM}{where} order by {self.WEIGHTS} limit 10", (match,)).fetchall()

    def all(self, query):
        return self.hits(query)

    def any(self, query):
        match = " OR ".join(query.split())
        self.hits(match)
        return self.database.execute("select count(*) from d where d match ?", (match,)).fetchall()

    def filtered(self, query):
        match = " OR ".join(query.split())
        self.hits(match, self.LEVEL)
        return self.database.execute(f"select count(*) {self.FROM}{self.LEVEL}", (match,)).fetchall()

    def facets(self, query):
        self.filtered(query)
        match = " OR ".join(query.split())
        for column in FACETS:
            self.database.execute(
                f"select m.{column},count(*) {self.FROM}{self.LEVEL} group by 1 order by 2 desc limit 10",
                (match,)).fetchall()


class Tantivy:
    BOOSTS = {"title": 5.0, "publisher": 2.0, "keywords": 3.0}

    def __init__(self, folder):
        self.path = f"{folder}/tantivy"

    @staticmethod
    def version():
        import importlib.metadata
        import tantivy  # noqa: F401
        return importlib.metadata.version("tantivy")

    def index(self, folder):
        import tantivy
        shutil.rmtree(self.path, ignore_errors=True)
        os.makedirs(self.path)
        builder = tantivy.SchemaBuilder()
        for column in TEXTS:
            builder.add_text_field(column, tokenizer_name="en_stem")
        for column in FACETS:
            builder.add_text_field("facet_" + column, tokenizer_name="raw", fast=True)
        builder.add_text_field("id", tokenizer_name="raw")
        builder.add_bytes_field("data", stored=True)
        writer = tantivy.Index(builder.build(), path=self.path).writer(heap_size=256 << 20, num_threads=1)
        for record, line in records(folder):
            fields = {column: record[column] for column in TEXTS}
            fields |= {"facet_" + column: record[column] for column in FACETS}
            writer.add_document(tantivy.Document(id=record["id"], data=line.encode(), **fields))
        writer.commit()
        writer.wait_merging_threads()

    def open(self):
        import tantivy
        self.tantivy = tantivy
        self.index = tantivy.Index.open(self.path)
        self.searcher = self.index.searcher()
        levels = tantivy.Query.term_set_query(self.index.schema, "facet_sensitivity", LEVELS)
        self.levels = tantivy.Query.const_score_query(levels, 0.0)
        self.counts = {column: {"terms": {"field": "facet_" + column, "size": 10}} for column in FACETS}

    def parse(self, text):
        return self.index.parse_query(text, TEXTS, field_boosts=self.BOOSTS)

    def hits(self, query):
        result = self.searcher.search(query, 10)
        for _, address in result.hits:
            self.searcher.doc(address)["data"]
        return result.count

    def all(self, query):
        return self.hits(self.parse(" AND ".join(query.split())))

    def any(self, query):
        return self.hits(self.parse(query))

    def with_levels(self, query):
        must = self.tantivy.Occur.Must
        return self.tantivy.Query.boolean_query([(must, self.parse(query)), (must, self.levels)])

    def filtered(self, query):
        return self.hits(self.with_levels(query))

    def facets(self, query):
        filtered = self.with_levels(query)
        self.hits(filtered)
        return self.searcher.aggregate(filtered, self.counts)


def main():
    command, engine = sys.argv[1], {"tantivy": Tantivy, "fts5": FTS5}[sys.argv[2]]
    if command == "version":
        try:
            print(engine.version())
        except Exception as error:
            sys.exit(f"{sys.argv[2]}: {error}")
        return
    peer = engine(sys.argv[3])
    if command == "index":
        peer.index(sys.argv[3])
        return
    peer.open()
    with open(f"{sys.argv[3]}/queries.txt") as lines:
        queries = [line.strip() for line in lines][:int(sys.argv[4])]
    for line in sys.stdin:
        ask = getattr(peer, line.strip())
        start = time.perf_counter_ns()
        for query in queries:
            ask(query)
        print((time.perf_counter_ns() - start) // len(queries), flush=True)


main()
