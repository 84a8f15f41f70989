"""A server of the program under test, and clients that ask it."""
import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


class Served:
    """`cartulary serve` on a port of its own. Ends with its `with`."""

    def __init__(self, program, catalog, *options, port=0):
        self.command = [program, "serve", "--catalog", catalog, "--quiet", *options]
        self.port = port
        self.start()

    def start(self, patience=30):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [*self.command, "--port", str(self.port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not found:
            raise SystemExit(f"the server did not start: {line!r}")
        self.port = int(found.group(1))
        # A pipe that nobody reads would fill.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        while time.monotonic() - begun < patience:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/healthz")[0] == 200:
                    return time.monotonic() - begun
            time.sleep(0.002)
        raise SystemExit("the server does not answer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def url(self, target):
        return f"http://127.0.0.1:{self.port}{target}"

    def get(self, target, headers=None, timeout=30):
        """Status and body, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", target, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def memory(self):
        """Resident bytes of its own: anonymous memory, without files that are mapped."""
        with open(f"/proc/{self.process.pid}/status") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) << 10

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Client(threading.Thread):
    """Asks again and again over one connection, until it is stopped.

    `check` is given the target, the status and the body, and returns what is wrong, or nothing.
    """

    def __init__(self, server, targets, check, reconnects=False):
        super().__init__(daemon=True)
        self.server, self.targets, self.check, self.reconnects = server, targets, check, reconnects
        self.faults, self.statuses, self.refused, self.stopped = [], {}, 0, threading.Event()

    def run(self):
        connection = None
        number = 0
        while not self.stopped.is_set():
            target = self.targets[number % len(self.targets)]
            number += 1
            try:
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
                connection.request("GET", target)
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                connection = None
                self.refused += 1
                if not self.reconnects:
                    self.faults.append(f"{target}: {error!r}")
                time.sleep(0.01)
                continue
            self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
            fault = self.check(target, answer.status, body)
            if fault:
                self.faults.append(fault)

    def stop(self):
        self.stopped.set()
        self.join(40)


def wrk(server, targets, connections, seconds, work):
    """Requests a second, latencies in ms (p50, p99), and how many were not answered with 200. By wrk, from Debian."""
    script = os.path.join(work, "wrk.lua")
    with open(script, "w") as file:
        quoted = ",\n".join('"' + target.replace("\\", "\\\\").replace('"', '\\"') + '"' for target in targets)
        file.write(
            f"local targets = {{\n{quoted}\n}}\n"
            "local at = 0\n"
            "request = function() at = at % #targets + 1; return wrk.format('GET', targets[at]) end\n"
            "done = function(summary, latency)\n"
            "  local e = summary.errors\n"
            "  io.write(string.format('CARTULARY %d %d %f %f %d\\n', summary.requests, summary.duration,\n"
            "    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))\n"
            "end\n"
        )
    output = subprocess.run(
        ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s", "-s", script, server.url("")],
        capture_output=True, text=True, check=True,
    ).stdout
    found = re.search(r"CARTULARY (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)", output)
    requests, microseconds, p50, p99, errors = (float(text) for text in found.groups())
    return {"rate": requests / (microseconds / 1e6), "p50": p50 / 1e3, "p99": p99 / 1e3, "errors": int(errors),
            "requests": int(requests)}


class SlowClients:
    """Many connections that hardly say or read anything, each opened again when the server ends it."""

    KINDS = ["silent", "half", "drip", "late body", "slow reader"]

    def __init__(self, server, count, big="/openapi.json"):
        self.server, self.count, self.big = server, count, big
        self.stopped = threading.Event()
        self.opened = 0
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def open(self, kind):
        link = socket.create_connection(("127.0.0.1", self.server.port), timeout=5)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        link.setblocking(False)
        text = {
            "silent": "", "half": "GET /api/v1/search?q=wat", "drip": "GET /api/v1/search?q=water HTTP/1.1\r\nHost: a\r\nX: ",
            "late body": "POST /mcp HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{",
            "slow reader": f"GET {self.big} HTTP/1.1\r\nHost: a\r\n\r\n",
        }[kind]
        with contextlib.suppress(OSError):
            link.send(text.encode())
        self.opened += 1
        return link

    def run(self):
        links = [None] * self.count
        while not self.stopped.is_set():
            for index in range(self.count):
                if self.stopped.is_set():
                    break
                kind = self.KINDS[index % len(self.KINDS)]
                try:
                    if links[index] is None:
                        links[index] = self.open(kind)
                    elif kind == "drip":
                        links[index].send(b"a")
                    elif kind == "late body":
                        links[index].send(b" ")
                    elif kind == "slow reader":
                        links[index].recv(1)
                    elif links[index].recv(1) == b"":
                        raise ConnectionResetError
                except BlockingIOError:
                    pass
                except OSError:
                    links[index] = None
            self.stopped.wait(0.5)
        for link in links:
            if link is not None:
                link.close()

    def stop(self):
        self.stopped.set()
        self.thread.join(10)
