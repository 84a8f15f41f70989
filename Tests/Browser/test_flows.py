import time, urllib.parse
from browser import PageTest, sample, api, fetch, BASE, Keys


class WithScripts(PageTest):
    scripts = True

    def open(self, path):
        self.browser.emulate(scripts=self.scripts)
        self.browser.open(path)

    def count(self):
        return self.browser.one("#count").text

    def query(self):
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.browser.driver.current_url).query)

    def first_box(self):
        return next(b for b in self.browser.all("#facet-availability input[type=checkbox]") if not b.is_selected())

    def choose(self, box):
        """Ticks a box; without scripts it is applied by the button."""
        name, value = box.get_attribute("name"), box.get_attribute("value")
        self.browser.run("arguments[0].click()", box) if self.scripts else box.click()
        if not self.scripts: self.browser.one(".apply button").click()
        self.browser.until(lambda: value in self.query().get(name, []))
        self.browser.until(lambda: self.browser.all(".chips a"))
        return name, value

    def test_search_filter_page_back_and_share(self):
        b = self.browser
        self.open("/")
        b.one("#q").send_keys(sample()["word"], Keys.ENTER)
        b.until(lambda: "/search" in b.driver.current_url)
        before, url = self.count(), b.driver.current_url
        name, value = self.choose(self.first_box())
        self.assertNotIn("=&", b.driver.current_url + "&")  # nothing empty in an address to share
        expected = api("count", q=sample()["word"], filters=[f'{name}:"{value}"'])["total"]
        self.assertTrue(self.count().replace("\u202f", "").startswith(str(expected) + " "), (self.count(), expected))
        self.assertEqual(1, len(b.all(f'#facet-{name} input:checked')))
        self.assertGreaterEqual(len(b.all(f"#facet-{name} input")), 1)  # its own filter is left out of its counts
        shared = b.driver.current_url
        b.driver.back()
        b.until(lambda: b.driver.current_url == url and self.count() == before and not b.all(".chips a"))
        # Without scripts the browser brings a page back as it was left, with the box that was ticked on it.
        if self.scripts: self.assertEqual([], [x for x in b.all("#facet-availability input") if x.is_selected()])
        b.open(shared)  # the address is the whole state
        self.assertTrue(self.count().replace("\u202f", "").startswith(str(expected) + " "))
        b.one(".chips a").click()
        b.until(lambda: not b.all(".chips a"))
        self.assertEqual(before, self.count())

    def test_pages(self):
        b = self.browser
        self.open("/search")
        if not b.all(".pager"): self.skipTest("all datasets are on one page")
        first = b.one(".hit h3").text
        b.one(".pager a[rel=next]").click()
        b.until(lambda: b.one(".hit h3").text != first)
        self.assertEqual("21", b.one(".hits").get_attribute("start"))
        self.assertIn("page=2", b.driver.current_url)
        self.assertEqual("Page 2", b.one(".pager [aria-current]").get_attribute("textContent"))

    def test_order(self):
        b = self.browser
        self.open("/search?q=" + urllib.parse.quote(sample()["word"]))
        b.run("arguments[0].value = 'title'; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", b.one("#sort")) if self.scripts else \
            (b.one("#sort").click(), b.one("#sort option[value=title]").click(), b.one("[role=search] button").click())
        b.until(lambda: self.query().get("sort") == ["title"])
        b.until(lambda: b.one("#sort").get_attribute("value") == "title")

    def test_profile_decides_and_stays_in_the_address(self):
        b = self.browser
        record = sample()["found"]["terms"] or sample()["records"][0]
        self.open("/dataset/" + urllib.parse.quote(record, safe=""))
        b.one("#me-requester option[value=academic]").click()
        b.one("#me-use option[value=general-research]").click()
        b.one("#me-country").send_keys("fr")
        b.one(".profile button").click()
        b.until(lambda: self.query().get("requester") == ["academic"])
        self.assertEqual("academic", b.one("#me-requester").get_attribute("value"))
        wanted = api(f"datasets/{record}/decide", profile='{"requester":{"kind":"academic","regions":["FR"]},"purpose":{"kinds":["general-research"]}}') \
            if fetch(f"/api/v1/datasets/{record}/decide?profile=eu-researcher")[0] == 200 else None
        verdict = b.one(".answer .big strong").text
        self.assertIn(verdict, ("Yes", "Yes, with conditions", "Not settled", "No"))
        if wanted:
            words = {"allowed": "Yes", "allowed-with-conditions": "Yes, with conditions", "unknown": "Not settled", "denied": "No"}
            self.assertEqual(words[wanted["decision"]["outcome"]], verdict)
        self.assertIn(self.browser.one(".notice").text[:20], "This compares stated terms with a stated profile.")

    def test_profile_in_search_brings_the_facet(self):
        b = self.browser
        self.open("/search?requester=academic&use=general-research")
        self.assertTrue(b.all("#facet-usable input"))
        self.assertTrue(b.all(".hit .verdict"))
        self.assertIn("requester=academic", b.one(".hit h3 a").get_attribute("href"))

    def test_variables(self):
        if not sample()["found"]["variables"]: self.skipTest("no record has a dictionary")
        b = self.browser
        self.open("/variables")
        b.one("#q").send_keys("a", Keys.ENTER)
        b.until(lambda: b.all("tbody tr"))
        link = b.one("tbody a")
        href = link.get_attribute("href")
        self.assertIn("column=", href)
        link.click()
        b.until(lambda: b.all("#dictionary-table tbody tr"))

    def test_show_more_and_find_a_value(self):
        b = self.browser
        self.open("/search")
        more = [x for x in b.all("#filters button[name=more]")]
        if not more: self.skipTest("no facet has more values than are shown")
        name = more[0].get_attribute("value")
        before = len(b.all(f"#facet-{name} li"))
        if not b.run("return arguments[0].open", b.one(f"#facet-{name}")): b.one(f"#facet-{name} summary").click()
        b.one(f"#facet-{name} button[name=more]").click()
        b.until(lambda: len(b.all(f"#facet-{name} li")) > before)
        value = b.all(f"#facet-{name} li span")[-1].text
        self.open("/search?" + urllib.parse.urlencode({f"find.{name}": value[:4]}))
        self.assertIn(value, [s.text for s in b.all(f"#facet-{name} li span")])

    def test_fault_shows_its_place(self):
        b = self.browser
        self.open(sample()["paths"]["fault"])
        self.assertEqual("licensse", b.one(".caret mark").text)
        self.assertEqual("true", b.one("#q").get_attribute("aria-invalid"))
        b.one(".fault a").click()
        b.until(lambda: "license%3A" in b.driver.current_url or "license:" in b.driver.current_url)

    def test_nothing_found_says_what_to_try(self):
        b = self.browser
        self.open(sample()["paths"]["nothing"])
        self.assertTrue(self.count().startswith("0 "))
        self.assertTrue(b.all(".advice"))

    def test_dropping_a_filter_says_what_it_brings(self):
        b = self.browser
        facet = api("facets", fields=["availability", "license"])["facets"]
        pairs = [(a["value"], l["value"]) for a in facet["availability"]["values"] for l in facet["license"]["values"]]
        pair = next((p for p in pairs if not api("count", q="", filters=[f"availability:{p[0]}", f'license:"{p[1]}"'])["total"]), None)
        if not pair: self.skipTest("every combination of filters finds something")
        self.open("/search?" + urllib.parse.urlencode({"availability": pair[0], "license": pair[1]}))
        self.assertTrue(self.count().startswith("0 "))
        link = b.one(".advice a")
        said = b.one(".advice li .quiet").text
        link.click()
        b.until(lambda: not self.count().startswith("0 "))
        self.assertEqual(said, self.count())
        self.assertEqual(1, len(b.all("#filters fieldset input:checked")))

    def test_take_away_links_are_there(self):
        b = self.browser
        self.open(sample()["paths"]["search"])
        links = [a.get_attribute("href") for a in b.all(".take a")]
        self.assertGreaterEqual(len(links), 2)
        for link in links: self.assertEqual(200, fetch(link)[0], link)


class WithoutScripts(WithScripts):
    scripts = False


class Keyboard(PageTest):
    def tab(self, wanted, limit=60):
        """Presses Tab until the focused element fits, as a person would."""
        for _ in range(limit):
            self.browser.keys(Keys.TAB)
            if wanted(self.browser.run("return document.activeElement")): return self.browser.run("return document.activeElement")
        self.fail("Tab does not lead there")

    def test_from_the_start_to_a_decision(self):
        b = self.browser
        b.open("/")
        b.run("document.activeElement.blur()")
        b.keys(Keys.TAB)
        self.assertEqual("skip", b.run("return document.activeElement.className"))
        b.keys("/")
        self.assertEqual("q", b.run("return document.activeElement.id"))
        b.keys(sample()["word"], Keys.ENTER)
        b.until(lambda: "/search" in b.driver.current_url and b.all(".hit"))
        hit = self.tab(lambda e: b.run("return arguments[0].matches('.hit h3 a')", e))
        b.keys(Keys.ENTER)
        b.until(lambda: "/dataset/" in b.driver.current_url)
        self.tab(lambda e: e.get_attribute("id") == "me-requester")
        b.keys("a")  # academic
        self.tab(lambda e: b.run("return arguments[0].matches('.profile button')", e))
        b.keys(Keys.ENTER)
        b.until(lambda: "requester=academic" in b.driver.current_url)

    def test_filter_keeps_the_focus_and_is_announced_once(self):
        b = self.browser
        b.open("/search")
        b.run("window.said = []; new MutationObserver(() => { const t = document.getElementById('live').textContent; if (t) window.said.push(t) }).observe(document.getElementById('live'), {childList: true, characterData: true, subtree: true})")
        box = b.one("#facet-availability input")
        value = box.get_attribute("value")
        b.run("arguments[0].focus()", box)
        b.keys(Keys.SPACE)
        b.until(lambda: b.all(".chips a"))
        self.assertEqual(value, b.run("return document.activeElement.value"))
        time.sleep(0.9)
        self.assertEqual([b.one("#count").text], b.run("return window.said"))

    def test_suggestions_follow_the_pattern(self):
        b = self.browser
        b.open("/")
        box = b.one("#q")
        self.assertEqual("combobox", box.get_attribute("role"))
        box.click()
        b.keys("sensitivi")
        b.until(lambda: box.get_attribute("aria-expanded") == "true")
        b.keys(Keys.ARROW_DOWN)
        active = box.get_attribute("aria-activedescendant")
        self.assertEqual("true", b.one("#" + active).get_attribute("aria-selected"))
        self.assertEqual("q", b.run("return document.activeElement.id"))
        b.keys(Keys.ESCAPE)
        self.assertEqual("false", box.get_attribute("aria-expanded"))
        self.assertEqual("sensitivi", box.get_attribute("value"))
        b.keys(Keys.ARROW_DOWN)
        b.until(lambda: box.get_attribute("aria-expanded") == "true")
        b.keys(Keys.ARROW_DOWN, Keys.ENTER)
        b.until(lambda: box.get_attribute("value").startswith("sensitivity") or "/search" in b.driver.current_url)

    def test_slash_is_typed_where_one_types(self):
        b = self.browser
        b.open("/")
        b.one("#q").click()
        b.keys("a/b")
        self.assertEqual("a/b", b.one("#q").get_attribute("value"))

    def test_dictionary_filters_while_typing(self):
        record = sample()["found"]["variables"]
        if not record: self.skipTest("no record has a dictionary")
        b = self.browser
        b.open("/dataset/" + urllib.parse.quote(record, safe=""))
        rows = "return [...document.querySelectorAll('#dictionary-table tbody tr:not(.table-title)')].filter(r => !r.hidden).length"
        every = b.run(rows)
        name = b.one("#dictionary-table tbody tr:not(.table-title) th code").text
        b.one("#column").send_keys(name)
        b.until(lambda: 0 < b.run(rows) <= every)
        self.assertIn(" of ", b.one("#dictionary-count").text) if b.run(rows) < every else None
        b.one("#column").send_keys("zzzqqq")
        b.until(lambda: b.run(rows) == 0)
