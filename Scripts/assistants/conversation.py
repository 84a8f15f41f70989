"""What every client asks: the same questions, whichever library carries them."""

CALLS = [
    ("overview", {}),
    ("search_datasets", {"query": "health", "usable_for": "eu-researcher"}),
    ("get_dataset", {"id": "yoda-johnson-and-johnson", "sections": ["about", "terms", "variables"]}),
    ("may_i_use", {"id": "yoda-johnson-and-johnson", "profile": "commercial-ai"}),
    ("search_variables", {"query": "age"}),
    ("compare_datasets", {"ids": ["yoda-johnson-and-johnson", "yoda-medtronic"]}),
    ("similar_datasets", {"id": "yoda-johnson-and-johnson", "limit": 3}),
    ("list_values", {"field": "sensitivity"}),
    ("explain_query", {"query": "health OR mobility"}),
    ("search", {"query": "wildfire"}),
    ("fetch", {"id": "yoda-johnson-and-johnson"}),
]
FAULTY = [
    ("search_datasets", {"query": "licenze:MIT"}),
    ("get_dataset", {"id": "none"}),
    ("may_i_use", {"id": "yoda-johnson-and-johnson", "profile": "eu-reseacher"}),
]
ADDRESSES = ["cartulary://fields", "cartulary://guide/query", "cartulary://dataset/yoda-medtronic",
             "cartulary://dataset/yoda-medtronic.md"]
MISSING = ["cartulary://dataset/none", "cartulary://dataset/ü b"]


def report(name, rows):
    bad = [what for what, is_good in rows if not is_good]
    print(f"{'FAIL' if bad else 'ok  '} {name}: {len(rows) - len(bad)} of {len(rows)}" + "".join(f"\n     {what}" for what in bad))
    return not bad
