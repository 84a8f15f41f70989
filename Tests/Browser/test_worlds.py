"""The same pages from two catalogs: one as it is, one with records that the public may not see. WORLD_URL names the second server."""
import os, unittest
from browser import BASE, fetch, sample

OTHER = os.environ.get("WORLD_URL", "").rstrip("/")


@unittest.skipUnless(BASE and OTHER, "WORLD_URL names the server of the second world")
class Worlds(unittest.TestCase):
    def test_pages_do_not_tell_of_what_is_hidden(self):
        paths = list(sample()["paths"].values()) + ["/embed?q=a&facets=publisher,theme", "/search?more=keyword&q=", "/search?find.publisher=a", "/search?q=in%3Avariable+a", "/dataset/no-such-record"]
        hidden = os.environ.get("HIDDEN", "")  # the id of a hidden record: it is not there, as any other
        paths += [f"/dataset/{hidden}", f"/search?q={hidden}"] if hidden else []
        paths += ["/dataset/" + record for record in sample()["records"]]
        told = []
        for path in paths:
            first, second = fetch(BASE + path), fetch(OTHER + path)
            if first[0] != second[0] or first[2].replace(BASE.encode(), b"") != second[2].replace(OTHER.encode(), b""): told.append(path)
            kept = lambda headers: sorted((k, v) for k, v in headers.items() if k not in ("Date", "ETag", "Last-Modified"))
            if kept(first[1]) != kept(second[1]): told.append("headers of " + path)
        self.assertEqual([], told)
