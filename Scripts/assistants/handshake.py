"""The official SDK of the generation that shakes hands, as most hosts have it."""

import asyncio
import sys

from conversation import ADDRESSES, CALLS, FAULTY, MISSING, report
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client


async def converse(session):
    rows = []
    started = await session.initialize()
    rows.append((f"speaks {started.protocolVersion}", started.protocolVersion == "2025-11-25"))
    await session.send_ping()
    rows.append(("tools", len((await session.list_tools()).tools) == 11))
    for name, arguments in CALLS:
        answer = await session.call_tool(name, arguments)
        rows.append((name, not answer.isError and len(answer.content[0].text.encode()) <= 24_000))
    for name, arguments in FAULTY:
        rows.append((f"faulty {name}", (await session.call_tool(name, arguments)).isError))
    for address in ADDRESSES:
        rows.append((address, len((await session.read_resource(address)).contents[0].text) > 100))
    for what, ask in [("missing", lambda: session.read_resource(MISSING[0])), ("unknown tool", lambda: session.call_tool("none", {}))]:
        try:
            await ask()
            rows.append((what, False))
        except McpError as error:
            rows.append((what, error.error.code == -32602))
    # A session that a status had ended would not answer any more.
    rows.append(("after faults", not (await session.call_tool("overview", {})).isError))
    rows.append(("prompts", len((await session.list_prompts()).prompts) == 2))
    return rows


async def main(binary, index, address):
    async with stdio_client(StdioServerParameters(command=binary, args=["mcp", "--catalog", index])) as (read, write):
        async with ClientSession(read, write) as session:
            is_good = report("mcp 1.30.0, stdio", await converse(session))
    if address != "-":
        async with streamablehttp_client(address) as (read, write, _):
            async with ClientSession(read, write) as session:
                is_good = report("mcp 1.30.0, http", await converse(session)) and is_good
    return is_good


sys.exit(0 if asyncio.run(main(*sys.argv[1:4])) else 1)
