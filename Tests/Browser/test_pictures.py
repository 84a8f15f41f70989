"""Twelve pictures to look at: PICTURES=DIR."""
import os, unittest
from browser import PageTest, sample

FOLDER = os.environ.get("PICTURES", "")


@unittest.skipUnless(FOLDER, "PICTURES names a folder for them")
class Pictures(PageTest):
    def test_twelve_pages(self):
        os.makedirs(FOLDER, exist_ok=True)
        paths, records = sample()["paths"], sample()["found"]
        dataset = "/dataset/" + (records["variables"] or sample()["records"][0])
        wanted = [
            ("01-start", "/", {}), ("02-start-narrow-dark", "/", {"width": 360, "dark": True}), ("03-search", paths["search"], {}),
            ("04-search-dark", paths["filtered"], {"dark": True}), ("05-search-narrow", paths["search"], {"width": 320}), ("06-dataset", dataset, {}),
            ("07-dataset-decided-dark", paths.get("dataset decided", dataset), {"dark": True}), ("08-dataset-narrow", dataset, {"width": 320}),
            ("09-variables", paths["variables"], {}), ("10-listing", paths.get("theme", paths.get("publisher", "/search")), {}),
            ("11-fault", paths["fault"], {}), ("12-dataset-forced-colours", "/dataset/" + (records["map"] or sample()["records"][0]), {"features": [("forced-colors", "active")]}),
        ]
        for name, path, how in wanted:
            self.browser.emulate(**how)
            self.browser.open(path)
            self.browser.picture(os.path.join(FOLDER, name + ".png"))
