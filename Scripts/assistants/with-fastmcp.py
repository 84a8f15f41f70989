"""FastMCP, a client of others' making."""

import asyncio
import sys

from conversation import ADDRESSES, CALLS, FAULTY, report
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError


async def converse(target):
    rows = []
    async with Client(target) as client:
        rows.append(("tools", len(await client.list_tools()) == 11))
        for name, arguments in CALLS:
            answer = await client.call_tool(name, arguments)
            rows.append((name, len(answer.content[0].text.encode()) <= 24_000))
        for name, arguments in FAULTY:
            try:
                await client.call_tool(name, arguments)
                rows.append((f"faulty {name}", False))
            except ToolError:
                rows.append((f"faulty {name}", True))
        for address in ADDRESSES:
            rows.append((address, len((await client.read_resource(address))[0].text) > 100))
        rows.append(("prompts", len(await client.list_prompts()) == 2))
    return rows


async def main(binary, index, address):
    targets = {"stdio": StdioTransport(command=binary, args=["mcp", "--catalog", index])}
    if address != "-":
        targets["http"] = address
    is_good = True
    for transport, target in targets.items():
        is_good = report(f"fastmcp 4.1.6, {transport}", await converse(target)) and is_good
    return is_good


sys.exit(0 if asyncio.run(main(*sys.argv[1:4])) else 1)
