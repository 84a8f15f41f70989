import os, re, unittest
from browser import PageTest, sample, Keys, BASE
import axe_playwright_python

AXE = None
for folder, _, files in os.walk(os.path.dirname(axe_playwright_python.__file__)):
    for name in files:
        if name.startswith("axe") and name.endswith(".js"): AXE = open(os.path.join(folder, name), encoding="utf-8").read()

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "resultTypes": ["violations"]}


class Accessibility(PageTest):
    maxDiff = 6000

    def violations(self, path):
        self.browser.open(path)
        return self.violations_here()

    def violations_here(self):
        self.browser.run(AXE)
        found = self.browser.driver.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run(document, arguments[0]).then((r) => done(r.violations), (e) => done([{id: String(e), nodes: []}]))", RULES)
        return [f"{v['id']}: " + "; ".join(n["html"][:160] + " " + str(n.get("failureSummary"))[:200] for n in v["nodes"][:3]) for v in found]

    def every(self, **how):
        self.browser.emulate(**how)
        faults = {}
        for name, path in sample()["paths"].items():
            found = self.violations(path)
            if found: faults[name] = found
        self.assertEqual({}, faults)

    def test_axe_light(self): self.every()
    def test_axe_dark(self): self.every(dark=True)
    def test_axe_narrow(self): self.every(width=320, height=640)
    def test_axe_forced_colours(self): self.every(features=[("forced-colors", "active")])

    def test_axe_with_suggestions_open(self):
        self.browser.open("/")
        self.browser.one("#q").click()
        self.browser.keys("sensitivi")
        self.browser.until(lambda: self.browser.one("#q").get_attribute("aria-expanded") == "true")
        self.browser.keys(Keys.ARROW_DOWN)
        self.assertEqual([], self.violations_here())

    def test_axe_with_everything_unfolded(self):
        for name in ("search", "all"):
            self.browser.open(sample()["paths"][name])
            self.browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
            self.assertEqual([], self.violations_here(), name)

    def test_text_may_be_spaced(self):
        """WCAG 1.4.12: nothing is lost, and nothing leaves the page, where a reader spaces the text."""
        self.browser.emulate(width=360, height=640)
        for name, path in sample()["paths"].items():
            self.browser.open(path)
            self.browser.run("""const s = new CSSStyleSheet();
              s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
              document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]""")
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0, name)

    def test_right_to_left(self):
        for path in (sample()["paths"]["search"], "/dataset/" + sample()["records"][0], "/"):
            self.browser.open(path)
            self.browser.run("document.documentElement.dir = 'rtl'")
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth - innerWidth"), 0, path)

    def reflow(self, width, height):
        self.browser.emulate(width=width, height=height)
        wide = {}
        for name, path in sample()["paths"].items():
            self.browser.open(path)
            over = self.browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide[name] = self.browser.run(
                    "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .vh')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))")
        self.assertEqual({}, wide)

    def test_reflow_at_320_pixels(self): self.reflow(320, 640)
    def test_reflow_at_200_percent(self): self.reflow(640, 450)

    def test_headings_are_in_order_and_one_is_first(self):
        for name, path in sample()["paths"].items():
            self.browser.open(path)
            levels = self.browser.run("return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
            self.assertEqual(1, levels.count(1), name)
            self.assertEqual(1, levels[0], name)
            for before, after in zip(levels, levels[1:]):
                self.assertLessEqual(after, before + 1, name)

    def test_targets_are_large_enough(self):
        """24 by 24 pixels, or as far from the next (WCAG 2.2, 2.5.8); links within a sentence are excepted."""
        self.browser.emulate(width=390, height=800)
        for name in ("search", "start"):
            self.browser.open(sample()["paths"][name])
            small = self.browser.run("""return [...document.querySelectorAll('button, select, summary, .pager a, .chips a, .top a, .foot a, label:has(input[type=checkbox])')]
              .filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()]).filter(([h, r]) => r.height < 23.5 || r.width < 23.5).map(([h, r]) => h + ' ' + r.width + 'x' + r.height)""")
            self.assertEqual([], small, name)

    def test_focus_is_always_seen(self):
        self.browser.open(sample()["paths"]["search"])
        self.browser.run("document.activeElement.blur()")
        for _ in range(30):
            self.browser.keys(Keys.TAB)
            style = self.browser.run("const e = document.activeElement, s = getComputedStyle(e); return [e.outerHTML.slice(0, 100), s.outlineStyle, s.outlineWidth, e.getBoundingClientRect().height]")
            self.assertTrue(style[1] != "none" and style[2] != "0px", style)

    def test_nothing_moves_for_those_who_ask_for_stillness(self):
        self.browser.emulate(features=[("prefers-reduced-motion", "reduce")])
        self.browser.open(sample()["paths"]["search"])
        self.assertEqual([], self.browser.run(
            "return [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 }).map(e => e.tagName)"))
