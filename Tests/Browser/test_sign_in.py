"""A key that is pasted once: WORLD_URL names a server with a record, HIDDEN, that only the holder of KEY may see."""
import os, unittest
from browser import PageTest, Keys, fetch

WORLD, HIDDEN, KEY = (os.environ.get(name, "").rstrip("/") for name in ("WORLD_URL", "HIDDEN", "KEY"))


@unittest.skipUnless(WORLD and HIDDEN and KEY, "WORLD_URL, HIDDEN and KEY name a server, a record and a key")
class SignIn(PageTest):
    def setUp(self):
        super().setUp()
        self.browser.open(WORLD + "/sign-in")
        self.browser.driver.delete_all_cookies()

    def tearDown(self):
        self.browser.driver.delete_all_cookies()
        super().tearDown()

    def heading(self, path):
        return self.browser.open(WORLD + path).one("h1").text

    def test_a_key_opens_what_it_may_see_and_nothing_keeps_it(self):
        b = self.browser
        for scripts in (True, False):
            b.emulate(scripts=scripts)
            record = f"/dataset/{HIDDEN}"
            self.assertIn("not exist", self.heading(record))
            b.open(WORLD + "/sign-in")
            b.one("#key").send_keys(KEY, Keys.ENTER)
            b.until(lambda: b.all("input[name=out]"))
            self.assertNotIn(KEY, b.driver.current_url)
            cookie, = b.driver.get_cookies()
            self.assertEqual((True, True, "Strict", "/"), (cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["path"]))
            self.assertNotIn("expiry", cookie)
            self.assertNotIn(KEY.split("_")[2], cookie["value"])
            self.assertNotIn("not exist", self.heading(record))
            self.assertIn(HIDDEN, b.open(WORLD + f"/search?q={HIDDEN}").driver.page_source)
            # What programs ask is the public's: the browser sends the cookie, and it is not read.
            self.assertIn("not-found", b.open(WORLD + f"/api/v1/datasets/{HIDDEN}").driver.page_source)
            if scripts: self.assertEqual("", b.open(WORLD + "/").run("return document.cookie"))
            b.open(WORLD + "/sign-in")
            b.one("form[method=post] button").click()
            b.until(lambda: b.all("#key"))
            self.assertEqual([], b.driver.get_cookies())
            self.assertIn("not exist", self.heading(record))

    def test_a_wrong_key_is_said_beside_the_field(self):
        b = self.browser
        b.open(WORLD + "/sign-in")
        b.one("#key").send_keys("cart_abcdefgh_" + "x" * 43, Keys.ENTER)
        b.until(lambda: b.all("#key-fault"))
        self.assertIn("key-fault", b.one("#key").get_attribute("aria-describedby"))
        self.assertEqual([], b.driver.get_cookies())

    def test_a_form_of_another_site_does_nothing(self):
        for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
            status, answer, _ = fetch(WORLD + "/sign-in", "POST", f"key={KEY}".encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers})
            self.assertEqual((403, None), (status, answer["Set-Cookie"]))
