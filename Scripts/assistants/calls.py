"""Random calls over standard input and output: every result valid by the protocol's own types, structured content true to
its schema, every answer short; then how long a first answer and the middle one take.

    calls.py BINARY CATALOG COUNT
"""

import json
import random
import statistics
import subprocess
import sys
import time

import jsonschema
from mcp_types.methods import validate_server_result

binary, index, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
REVISIONS = ["2026-07-28", "2025-11-25"]
WORDS = ["health", "mobility", "\"air quality\"", "license:CC-BY-4.0", "sensitivity:>=restricted", "-covid", "wildfire*",
         "(a OR b)", "licenze:x", "\"", "title:", "ümlaut", "\u202e", "{}", "sort:modified", "usable:allowed", "x" * 300, ""]
PROFILES = ["eu-researcher", "student", "nobody", {"requester": {"kind": "academic"}}, {"purpos": 1}, None, 7]
random.seed(21)


class Conversation:
    def __init__(self, revision):
        self.revision = revision
        self.process = subprocess.Popen([binary, "mcp", "--catalog", index], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        if revision != REVISIONS[0]:
            self.ask("initialize", {"protocolVersion": revision, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}})

    def ask(self, method, params):
        self.number += 1
        if self.revision == REVISIONS[0]:
            params = dict(params, _meta=META)
        line = json.dumps({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}) + "\n"
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        raw = self.process.stdout.readline()
        answer = json.loads(raw)
        assert answer["id"] == self.number and raw.count(b"\n") == 1
        if "result" in answer:
            validate_server_result(method, self.revision, answer["result"])
        return answer


def argument(schema, ids):
    """A value for an argument, mostly of its type."""
    if random.random() < 0.06:
        return random.choice([None, 7, "x", [], {}, ["x"] * 30, True])
    if "anyOf" in schema:
        return random.choice(PROFILES)
    if schema["type"] == "integer":
        return random.choice([schema["minimum"], schema["maximum"], schema["default"], -1, 10_000])
    if schema["type"] == "array":
        pool = schema["items"].get("enum") or WORDS + ids
        return random.sample(pool, random.randint(0, min(3, len(pool))))
    return random.choice(WORDS + ids)


def main():
    faults, calls, errors, longest = [], 0, 0, 0
    for revision in REVISIONS:
        talk = Conversation(revision)
        tools = talk.ask("tools/list", {})["result"]["tools"]
        ids = [hit["id"] for hit in talk.ask("tools/call", {"name": "search_datasets", "arguments": {"limit": 20}})["result"]["structuredContent"]["hits"]]
        for _ in range(count // len(REVISIONS)):
            tool = random.choice(tools)
            properties = tool["inputSchema"]["properties"]
            names = set(tool["inputSchema"]["required"]) | {name for name in properties if random.random() < 0.4}
            given = {name: random.choice(ids) if name == "id" and random.random() < 0.8 else argument(properties[name], ids) for name in names}
            answer = talk.ask("tools/call", {"name": tool["name"], "arguments": given})
            calls += 1
            if "error" in answer:
                faults.append((tool["name"], given, answer["error"]))
                continue
            result = answer["result"]
            longest = max(longest, sum(len(json.dumps(part, ensure_ascii=False).encode()) if part["type"] != "text" else len(part["text"].encode()) for part in result["content"]))
            content = json.loads(result["content"][0]["text"])
            if "structuredContent" in result and content != result["structuredContent"]:
                faults.append((tool["name"], given, "text and structured content differ"))
            if result["isError"]:
                errors += 1
            elif "outputSchema" in tool:
                jsonschema.validate(content, tool["outputSchema"])
        for method, params in [("resources/list", {}), ("resources/templates/list", {}), ("prompts/list", {}),
                               ("resources/read", {"uri": "cartulary://fields"}),
                               ("prompts/get", {"name": "find-and-check", "arguments": {"topic": "x", "purpose": "y"}})]:
            assert "result" in talk.ask(method, params)
        talk.process.stdin.close()
        assert talk.process.wait() == 0
    print(f"{'FAIL' if faults or longest > 24_000 else 'ok  '} {calls} random calls: every message valid, "
          f"{errors} told as errors of a tool, the longest answer {longest} bytes")
    for fault in faults[:5]:
        print("    ", fault)

    first = []
    for _ in range(9):
        start = time.perf_counter()
        talk = Conversation(REVISIONS[0])
        talk.ask("server/discover", {})
        first.append(time.perf_counter() - start)
        talk.process.stdin.close()
        talk.process.wait()
    talk = Conversation(REVISIONS[0])
    times = []
    for number in range(400):
        start = time.perf_counter()
        talk.ask("tools/call", {"name": "search_datasets", "arguments": {"query": random.choice(["health", "mobility", "trial", "air quality"])}})
        times.append(time.perf_counter() - start)
    print(f"     first answer {1000 * statistics.median(first):.1f} ms; a search by search_datasets {1000 * statistics.median(times):.2f} ms "
          "(medians, with the client's own validation)")
    return not faults and longest <= 24_000


sys.exit(0 if main() else 1)
