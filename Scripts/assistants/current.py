"""The official SDK of the revision without handshakes, in each of its modes."""

import asyncio
import sys

from conversation import ADDRESSES, CALLS, FAULTY, MISSING, report
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

EXPECTED = {"auto": "2026-07-28", "legacy": "2025-11-25", "2026-07-28": "2026-07-28"}


async def converse(target, mode):
    rows = []
    async with Client(target, mode=mode) as client:
        rows.append((f"speaks {client.protocol_version}", client.protocol_version == EXPECTED[mode]))
        if mode != "2026-07-28":
            rows.append(("instructions", 0 < len(client.instructions or "") <= 1200))
        tools = (await client.list_tools()).tools
        rows.append(("tools", len(tools) == 11))
        for name, arguments in CALLS:
            # The client checks structured content against the tool's schema, and raises where it does not fit.
            answer = await client.call_tool(name, arguments)
            text = answer.content[0].text
            rows.append((name, not answer.is_error and len(text.encode()) <= 24_000))
            rows.append((name + " twice the same", (answer.structured_content is not None) == (name not in ("search", "fetch"))))
        for name, arguments in FAULTY:
            rows.append((f"faulty {name}", (await client.call_tool(name, arguments)).is_error))
        rows.append(("resources", len((await client.list_resources()).resources) == 2))
        rows.append(("templates", len((await client.list_resource_templates()).resource_templates) == 2))
        for address in ADDRESSES:
            contents = (await client.read_resource(address)).contents
            rows.append((address, len(contents[0].text) > 100))
        for address in MISSING:
            try:
                await client.read_resource(address)
                rows.append((address, False))
            except MCPError as error:
                rows.append((address, error.code == -32602))
        try:
            await client.call_tool("drop_everything", {})
            rows.append(("unknown tool", False))
        except MCPError as error:
            rows.append(("unknown tool", error.code == -32602))
        rows.append(("after faults", not (await client.call_tool("overview", {})).is_error))
        rows.append(("prompts", len((await client.list_prompts()).prompts) == 2))
        letter = await client.get_prompt("write-access-letter", {"id": "yoda-medtronic", "profile": "student"})
        rows.append(("letter", len(letter.messages) == 2))
        from mcp_types import ResourceTemplateReference
        reference = ResourceTemplateReference(type="ref/resource", uri="cartulary://dataset/{id}")
        completion = (await client.complete(reference, {"name": "id", "value": "yoda"})).completion
        rows.append(("completion", completion.values == ["yoda-johnson-and-johnson", "yoda-medtronic"]))
    return rows


async def main(binary, index, address):
    targets = {"stdio": StdioServerParameters(command=binary, args=["mcp", "--catalog", index])}
    if address != "-":
        targets["http"] = address
    is_good = True
    for transport, target in targets.items():
        for mode in EXPECTED:
            is_good = report(f"mcp 2.3.0, {transport}, {mode}", await converse(target, mode)) and is_good
    return is_good


sys.exit(0 if asyncio.run(main(*sys.argv[1:4])) else 1)
