#!/usr/bin/env python3
"""Talks to `cartulary repl --protocol jsonl`: one JSON object a line, answered by one JSON object a line.

    converse.py PROGRAM CATALOG QUERY
"""
import json
import subprocess
import sys

program, catalog, query = sys.argv[1:4]
cartulary = subprocess.Popen(
    [program, "repl", "--protocol", "jsonl", "--catalog", catalog],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1,
)


def ask(**request):
    print(json.dumps(request), file=cartulary.stdin, flush=True)
    answer = json.loads(cartulary.stdout.readline())
    if not answer["ok"]:
        sys.exit(answer["error"]["code"] + ": " + answer["error"]["message"])
    return answer


cursor = None
while True:
    answer = ask(id=1, cmd="search", q=query, cursor=cursor)
    for item in answer["items"]:
        print(item["id"], item["title"], sep="\t")
    cursor = answer["next"]
    if cursor is None:
        break
cartulary.stdin.close()
sys.exit(cartulary.wait())
