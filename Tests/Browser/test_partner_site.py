"""The three ways into another site, on a second origin with a strict policy of its own."""
import http.server, os, re, threading, unittest, urllib.parse
from browser import PageTest, sample, api, fetch, BASE, Keys

SITE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Examples/partner-site")
POLICY = ("default-src 'none'; style-src 'self'; script-src {0}; connect-src {0}; frame-src {0}; form-action 'self' {0}; "
          "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'")


class Partner(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_): pass

    def do_GET(self):
        name = self.path.split("?")[0].lstrip("/") or "index.html"
        path = os.path.join(SITE, os.path.basename(name))
        if not os.path.exists(path):
            self.send_error(404)
            return
        with open(path, encoding="utf-8") as file:
            body = file.read().replace("https://data.example.org", BASE)
        # The sample's hash belongs to the file of the server that prints it; here only the policy counts.
        body = re.sub(r'\s+integrity="[^"]*"', "", body).encode()
        self.send_response(200)
        self.send_header("Content-Type", {"html": "text/html", "css": "text/css"}.get(name.rsplit(".")[-1], "text/plain") + "; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.format(BASE))
        self.end_headers()
        self.wfile.write(body)


@unittest.skipIf(os.environ.get("PARTNER") == "no", "PARTNER=no")
class PartnerSite(PageTest):
    @classmethod
    def setUpClass(cls):
        # Another host name is another origin and another site.
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PARTNER_PORT", "8799"))), Partner)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.address = f"http://localhost:{cls.server.server_port}/"

    @classmethod
    def tearDownClass(cls): cls.server.shutdown(); cls.server.server_close()

    def root(self):
        b = self.browser
        return b.until(lambda: b.run("return document.querySelector('cartulary-search').shadowRoot"))

    def complaints(self):
        # A site that is not allowed may not frame, and the browser says so; that is as it should be.
        return [c for c in self.browser.complaints() if "frame-ancestors" not in c]

    def shadow(self, script, *arguments):
        return self.browser.run("const root = document.querySelector('cartulary-search').shadowRoot; " + script, *arguments)

    def test_element_searches_filters_and_shows_more(self):
        b = self.browser
        b.open(self.address)
        b.until(lambda: self.shadow("return root?.querySelector('h2').textContent"))
        fixed = b.one("cartulary-search").get_attribute("filter")
        total = api("count", q="", filters=[fixed])["total"]
        self.assertTrue(self.shadow("return root.querySelector('h2').textContent").replace(",", "").startswith(f"{total} "))
        self.assertIn(fixed, self.shadow("return root.textContent"))
        self.assertEqual([], self.complaints())
        self.shadow("const q = root.querySelector('input'); q.value = 'zzzqqxv'; q.form.requestSubmit()")
        b.until(lambda: self.shadow("return root.querySelector('h2').textContent").startswith("0 "))
        b.until(lambda: self.shadow("return root.querySelector('[role=status]').textContent").startswith("0 "))
        self.shadow("const q = root.querySelector('input'); q.value = 'licensse:x'; q.form.requestSubmit()")
        b.until(lambda: "licensse" in self.shadow("return root.querySelector('h2').textContent"))
        self.shadow("const q = root.querySelector('input'); q.value = ''; q.form.requestSubmit()")
        b.until(lambda: self.shadow("return root.querySelectorAll('ol > li').length") > 0)
        if self.shadow("return root.querySelectorAll('[type=checkbox]').length"):
            self.shadow("root.querySelector('[type=checkbox]').click()")
            b.until(lambda: self.shadow("return root.querySelectorAll('[type=checkbox]:checked').length") == 1)
            self.assertIn(fixed, self.shadow("return root.textContent"))
        self.assertEqual([], self.complaints())

    def test_axe(self):
        from test_accessibility import AXE, RULES
        b = self.browser
        for dark in (False, True):
            b.emulate(dark=dark)
            b.open(self.address)
            b.until(lambda: self.shadow("return root?.querySelectorAll('ol > li').length") > 0)
            b.run(AXE)
            found = b.driver.execute_async_script("const done = arguments[1]; axe.run(document.querySelector('cartulary-search'), arguments[0]).then((r) => done(r.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.html + n.failureSummary))))", RULES)
            self.assertEqual([], found)

    def test_hostile_records_stay_text(self):
        if not api("count", q="hostile")["total"]: self.skipTest("the catalog does not have the records of hostile.py")
        b = self.browser
        b.open(self.address)
        b.until(lambda: self.shadow("return root?.querySelector('h2').textContent"))
        for query in ("hostile", "script", "onmouseover", "<script>document.title='RUN'</script>"):
            self.shadow("const q = root.querySelector('input'); q.value = arguments[0]; q.form.requestSubmit()", query)
            b.until(lambda: not self.shadow("return root.querySelector('ol').classList.contains('busy')"))
            self.assertEqual([], self.shadow("return [...root.querySelectorAll('script, img, b, [onmouseover], [onerror], [style]')].map(e => e.outerHTML)"))
            self.assertEqual([], self.shadow("return [...root.querySelectorAll('a')].map(a => a.protocol).filter(p => !p.startsWith('http'))"))
            self.assertNotIn("RUN", b.driver.title)
        self.assertEqual([], self.complaints())

    def test_reader_cannot_take_off_the_site_filter(self):
        b = self.browser
        b.open(self.address)
        b.until(lambda: self.shadow("return root?.querySelector('h2').textContent"))
        fixed = b.one("cartulary-search").get_attribute("filter")
        self.shadow("const q = root.querySelector('input'); q.value = '*'; q.form.requestSubmit()")
        total = api("count", q="*", filters=[fixed])["total"]
        b.until(lambda: self.shadow("return root.querySelector('h2').textContent").replace(",", "").startswith(f"{total} "))

    def test_link_stays_where_the_script_does_not_run(self):
        b = self.browser
        b.emulate(scripts=False)
        b.open(self.address)
        self.assertTrue(b.one("cartulary-search a").is_displayed())

    def test_plain_form_works(self):
        b = self.browser
        b.emulate(scripts=False)
        b.open(self.address)
        b.one("form.plain input").send_keys("data", Keys.ENTER)
        b.until(lambda: b.driver.current_url.startswith(BASE + "/search"))

    def test_only_allowed_sites_may_frame(self):
        self.assertIn("frame-ancestors 'none'", fetch("/search")[1]["Content-Security-Policy"])
        ancestors = fetch("/embed")[1]["Content-Security-Policy"].split("frame-ancestors ")[1].split(";")[0]
        b = self.browser
        b.open(self.address)
        frame = b.one("iframe")
        b.driver.switch_to.frame(frame)
        try:
            heading = b.all("#count")
            self.assertEqual(self.address.rstrip("/") in ancestors, bool(heading), ancestors)
        finally:
            b.driver.switch_to.default_content()
