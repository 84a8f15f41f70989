"""A site that `cartulary export --format site --output DIR/` has written, with Pagefind's index: SITE=DIR."""
import functools, html.parser, http.server, importlib.util, os, re, subprocess, sys, threading, unittest, urllib.parse
import browser
from browser import Keys

SITE = os.environ.get("SITE", "")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key in ("href", "src", "action", "formaction") and value: self.found.append(value)


@unittest.skipUnless(SITE, "SITE names the folder of a static site")
class StaticSite(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not importlib.util.find_spec("pagefind"): raise unittest.SkipTest("pagefind is not installed (PyPI: pagefind[bin])")
        subprocess.run([sys.executable, "-m", "pagefind", "--site", SITE], check=True, capture_output=True)
        # Below a folder, as on a host of project pages.
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=os.path.dirname(os.path.abspath(SITE))))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.base = f"http://127.0.0.1:{cls.server.server_port}/{os.path.basename(os.path.abspath(SITE))}"

    @classmethod
    def tearDownClass(cls): cls.server.shutdown(); cls.server.server_close()

    def setUp(self):
        self.browser = browser.browser()
        self.browser.driver.get_log("browser")
        self.browser.emulate()

    def records(self):
        return sorted(f[:-5] for f in os.listdir(os.path.join(SITE, "dataset")) if f.endswith(".html"))

    def test_every_link_leads_to_a_file(self):
        dead = {}
        for folder, _, files in os.walk(SITE):
            for name in files:
                if not name.endswith(".html") or "pagefind" in folder: continue
                links = Links()
                with open(os.path.join(folder, name), encoding="utf-8") as file: links.feed(file.read())
                for link in links.found:
                    parts = urllib.parse.urlsplit(link)
                    if parts.scheme or not parts.path: continue
                    if not os.path.exists(os.path.normpath(os.path.join(folder, urllib.parse.unquote(parts.path)))): dead.setdefault(name, set()).add(link)
        self.assertEqual({}, {k: sorted(v)[:3] for k, v in list(dead.items())[:5]})

    def test_search_and_filters(self):
        b = self.browser
        b.open(self.base + "/search.html")
        total = len(self.records())
        b.until(lambda: b.one("#count").text == (f"{total:,} datasets" if total != 1 else "1 dataset"))
        b.until(lambda: b.all(".hit h3 a"))
        word = next(re.findall(r"[A-Za-z]{4,}", a.text)[0] for a in b.all(".hit h3 a") if re.search(r"[A-Za-z]{4,}", a.text))
        b.one("#q").send_keys(word, Keys.ENTER)
        b.until(lambda: f"q={word}" in b.driver.current_url)
        b.until(lambda: b.all(".hit mark"))
        b.until(lambda: not b.run("return document.documentElement.classList.contains('busy')"))
        label = next(l for l in b.all("#facet-availability label") if l.find_element("tag name", "b").text != "0")
        box, count = label.find_element("tag name", "input"), label.find_element("tag name", "b").text
        b.run("arguments[0].click()", box)
        b.until(lambda: b.one("#count").text.split()[0].replace(",", "") == count)
        shared = b.driver.current_url
        b.driver.get("about:blank")
        b.open(shared)
        b.until(lambda: b.one("#count").text.split()[0].replace(",", "") == count)
        b.until(lambda: b.all(".hit h3 a"))
        self.assertEqual([], b.complaints())
        b.one(".hit h3 a").click()
        b.until(lambda: "/dataset/" in b.driver.current_url)
        self.assertTrue(b.one("h1").text)
        self.assertEqual([], b.complaints())

    def test_whole_without_scripts(self):
        b = self.browser
        b.emulate(scripts=False)
        b.open(self.base + "/search.html")
        self.assertTrue(b.all("noscript a"))
        b.open(self.base + "/all.html")
        b.one(".hit h3 a").click()
        b.until(lambda: "/dataset/" in b.driver.current_url)
        self.assertTrue(b.all(".charter"))
        b.emulate()
