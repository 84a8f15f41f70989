"""A browser on the pages of one server, and what the tests ask of it."""
import base64, json, os, re, shutil, time, unittest, urllib.error, urllib.parse, urllib.request
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

BASE = os.environ.get("BASE_URL", "").rstrip("/")


def fetch(path, method="GET", data=None, headers=None):
    """Status, headers and bytes of an answer; redirects are followed."""
    request = urllib.request.Request(path if path.startswith("http") else BASE + path, method=method, data=data, headers={"Accept": "text/html,*/*;q=0.8", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def api(command, **keys):
    return json.loads(fetch(f"/api/v1/{command}?" + urllib.parse.urlencode(keys, doseq=True))[2])


_sample = None


def sample():
    """Ids of records that show different things, and paths of pages of every kind."""
    global _sample
    if _sample is None:
        every = [item["id"] for item in api("search", q="", limit=100)["items"]]
        found = {name: next((i["id"] for i in api("search", q=query, limit=1)["items"]), None) for name, query in
                 {"variables": "has:variable has:access", "map": "has:bbox", "restricted": "sensitivity:>=restricted", "open": "availability:open-download",
                  "terms": "has:requires"}.items()}
        records = list(dict.fromkeys([i for i in found.values() if i] + every[:2]))
        facets = api("facets", fields=["publisher", "theme", "license"])["facets"]
        first = {n: f["values"][0]["value"] for n, f in facets.items() if f["values"]}
        word = (api("search", q="", limit=1)["items"][0]["title"].split() or ["data"])[0]
        quote = urllib.parse.quote
        paths = {
            "start": "/", "all": "/search", "search": "/search?q=" + quote(word),
            "filtered": "/search?q=&license=" + quote(first.get("license", "NOASSERTION")) + "&requester=academic&use=general-research&country=FR",
            "nothing": "/search?q=zzzqqxv+wwwqqy", "fault": "/search?q=licensse%3AMIT", "variables": "/variables?q=a", "no-variables": "/variables",
            "about": "/about", "sign-in": "/sign-in", "missing": "/no-such-page", "embed": "/embed?facets=license",
        }
        for name in ("publisher", "theme"):
            if name in first: paths[name] = f"/{name}?name=" + quote(first[name])
        for record in records:
            paths["dataset " + record] = "/dataset/" + quote(record, safe="")
        if found["variables"]:
            paths["dataset decided"] = "/dataset/" + quote(found["variables"], safe="") + "?requester=for-profit&use=commercial&commercial=yes"
        _sample = {"records": records, "found": found, "paths": paths, "word": word, "total": api("count", q="")["total"]}
    return _sample


class Browser:
    """One chromium; `emulate` sets what the next page is seen with."""

    def __init__(self):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1280,900"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(60)
        self.scripts = True
        self.emulate()

    def emulate(self, width=1280, height=900, dark=False, scripts=True, media="", features=()):
        command = self.driver.execute_cdp_cmd
        command("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        command("Emulation.setEmulatedMedia", {"media": media, "features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}, *({"name": n, "value": v} for n, v in features)]})
        command("Emulation.setScriptExecutionDisabled", {"value": not scripts})

    def open(self, path):
        self.driver.get(path if path.startswith("http") else BASE + path)
        return self

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def keys(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def until(self, what, seconds=10):
        """Waits until `what()` is true, and returns it."""
        end = time.time() + seconds
        while True:
            try:
                value = what()
                if value: return value
            except Exception:
                if time.time() > end: raise
            if time.time() > end: raise AssertionError("this did not happen in time")
            time.sleep(0.05)

    def complaints(self):
        """What the console says, without failed loads of the page itself."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE" and "Failed to load resource" not in e["message"]]

    def focused(self):
        return self.run("const e = document.activeElement; return [e.tagName, e.id, e.name || '', (e.innerText || e.value || '').slice(0, 80)]")

    def picture(self, file, full=True):
        if full:
            size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": int(size["width"]), "height": min(int(size["height"]), 4000), "deviceScaleFactor": 1, "mobile": False})
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))


_browser = None


def browser():
    """One browser for all tests: starting one takes seconds."""
    global _browser
    if _browser is None:
        _browser = Browser()
        import atexit
        atexit.register(_browser.driver.quit)
    return _browser


class PageTest(unittest.TestCase):
    def setUp(self):
        if not BASE: self.skipTest("BASE_URL names the server")
        self.browser = browser()
        self.browser.driver.get_log("browser")
        self.browser.emulate()

    def tearDown(self):
        self.browser.emulate()
