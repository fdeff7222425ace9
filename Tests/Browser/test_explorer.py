"""The threshold explorer in a real browser: its texts are the core's, to the last digit.

Needs Chromium with its driver and selenium, and two paths in the environment:
  REPORT_HTML        the page of templates/accuracy-paradox.md (its language may be en or de)
  EXPLORER_SETTINGS  settings with the texts that the core expects, written by the test suite
                     ExplorerTests when the same variable is set
"""

import json
import os
import pathlib
import unittest

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

TYPE_AND_READ = """
const settings = arguments[0], root = document.querySelector(".explorer");
const inputs = [...root.querySelectorAll("input")];
const type = (input, value) => {
  input.value = value;
  input.dispatchEvent(new Event("input", {bubbles: true}));
};
return settings.map((setting) => {
  type(inputs[0], setting.place);
  type(inputs[1], setting.miss);
  type(inputs[2], setting.alarm);
  type(inputs[3], setting.share === null ? inputs[3].defaultValue : setting.share);
  if (setting.hit !== null) type(inputs[4], setting.hit);
  const texts = {};
  for (const place of root.querySelectorAll("[data-k]")) texts[place.dataset.k] = place.textContent;
  return texts;
});
"""


class Explorer(unittest.TestCase):
    @staticmethod
    def browser(*options, scripts=True):
        chrome = webdriver.ChromeOptions()
        chrome.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        for option in ("--headless=new", "--no-sandbox", "--disable-gpu", *options):
            chrome.add_argument(option)
        if not scripts:
            chrome.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        chrome.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
        driver = webdriver.Chrome(options=chrome, service=service)
        driver.get(pathlib.Path(os.environ["REPORT_HTML"]).resolve().as_uri())
        return driver

    @classmethod
    def setUpClass(cls):
        if not os.path.exists(os.environ["EXPLORER_SETTINGS"]) and "CI" not in os.environ:
            raise unittest.SkipTest("no settings of the core: run `make browser` or `make test`")
        cls.driver = cls.browser()
        cls.addClassCleanup(cls.driver.quit)
        cls.language = cls.driver.execute_script("return document.documentElement.lang")
        with open(os.environ["EXPLORER_SETTINGS"], encoding="utf-8") as file:
            cls.settings = json.load(file)[cls.language]

    def setUp(self):
        self.driver.refresh()

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, ".explorer " + selector)

    def texts(self):
        return self.driver.execute_script(
            "return Object.fromEntries([...document.querySelectorAll('.explorer [data-k]')]"
            ".map((place) => [place.dataset.k, place.textContent]))")

    def complaints(self, driver=None):
        return [entry["message"] for entry in (driver or self.driver).get_log("browser")]

    def test_a_thousand_settings_have_the_texts_of_the_core(self):
        self.assertEqual(len(self.settings), 1000)
        found = self.driver.execute_script(TYPE_AND_READ, self.settings)
        for setting, texts in zip(self.settings, found):
            with self.subTest({key: setting[key] for key in ("place", "miss", "alarm", "share")}):
                self.assertEqual(texts, setting["texts"])
        self.assertEqual(self.complaints(), [])

    def test_where_a_hit_costs_something_its_price_can_be_turned(self):
        if self.language != "en":
            self.skipTest("one language is enough")
        page = pathlib.Path(os.environ["REPORT_HTML"]).resolve().with_name("churn.html")
        with open(os.environ["EXPLORER_SETTINGS"], encoding="utf-8") as file:
            settings = json.load(file)["churn"]
        self.driver.get(page.as_uri())
        try:
            found = self.driver.execute_script(TYPE_AND_READ, settings)
        finally:
            self.driver.get(pathlib.Path(os.environ["REPORT_HTML"]).resolve().as_uri())
        self.assertEqual(len({setting["hit"] for setting in settings}) > 50, True)
        for setting, texts in zip(settings, found):
            with self.subTest({key: setting[key] for key in ("place", "miss", "hit", "share")}):
                self.assertEqual(texts, setting["texts"])

    def test_the_script_changes_nothing_before_a_reader_does(self):
        without = self.browser(scripts=False)
        try:
            static = {
                place.get_attribute("data-k"): place.get_property("textContent")
                for place in without.find_elements(By.CSS_SELECTOR, ".explorer [data-k]")}
            self.assertFalse(without.find_element(By.CSS_SELECTOR, ".dials").is_displayed())
            self.assertTrue(without.find_element(By.CSS_SELECTOR, ".explorer table").is_displayed())
            self.assertEqual(self.complaints(without), [])
        finally:
            without.quit()
        self.assertGreater(len(static), 30)
        self.assertTrue(self.find(".dials").is_displayed())
        self.assertEqual(self.texts(), static)

    def test_keys_alone_reach_and_turn_everything(self):
        slider = self.find("input[type=range]")
        start = int(slider.get_property("value"))
        said = slider.get_attribute("aria-valuetext")
        self.driver.execute_script("arguments[0].focus()", slider)
        active = self.driver.switch_to.active_element
        active.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
        self.assertEqual(int(slider.get_property("value")), start - 2)
        self.assertNotEqual(slider.get_attribute("aria-valuetext"), said)
        self.assertTrue(slider.get_attribute("aria-valuetext").endswith(self.texts()["th"]))
        before = self.texts()
        active.send_keys(Keys.HOME)
        self.assertEqual(int(slider.get_property("value")), 0)
        self.assertEqual(self.texts()["fn"], "0")
        # Forward through the fields and the buttons in the order in which they are seen.
        seen = []
        for _ in range(5):
            self.driver.switch_to.active_element.send_keys(Keys.TAB)
            active = self.driver.switch_to.active_element
            seen.append((active.tag_name, active.get_attribute("type")))
        self.assertEqual(seen, [("input", "number")] * 3 + [("button", "button")] * 2)
        active.send_keys(Keys.SPACE)
        self.assertIn(self.texts()["th"], self.texts()["cheap"])
        active.send_keys(Keys.SHIFT + Keys.TAB)
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.assertEqual(int(slider.get_property("value")), start)
        self.assertNotEqual(self.texts(), before)

    def test_what_is_no_number_is_marked_and_the_last_good_one_holds(self):
        before = self.texts()
        cost = self.find("input[type=number]")
        cost.send_keys(Keys.CONTROL + "a", Keys.BACKSPACE)
        self.assertEqual(cost.get_attribute("aria-invalid"), "true")
        self.assertEqual(self.texts(), before)
        cost.send_keys("-3")
        self.assertEqual(cost.get_attribute("aria-invalid"), "true")
        self.assertEqual(self.texts(), before)
        cost.send_keys(Keys.CONTROL + "a", Keys.BACKSPACE)
        cost.send_keys("7")
        self.assertEqual(cost.get_attribute("aria-invalid"), "false")
        self.assertNotEqual(self.texts()["cost"], before["cost"])

    def test_the_sentence_is_announced_after_a_pause(self):
        live = self.find("[aria-live]")
        self.find("input[type=range]").send_keys(Keys.HOME)
        self.driver.execute_async_script("setTimeout(arguments[0], 700)")
        self.assertEqual(live.get_property("textContent"), self.texts()["say"])

    def test_line_and_points_follow(self):
        def drawn():
            return self.driver.execute_script(
                "return [...document.querySelectorAll('.explorer svg.mini circle')]"
                ".map((dot) => dot.getAttribute('cx') + ' ' + dot.getAttribute('cy')).concat("
                "[...document.querySelectorAll('svg[data-frame] > line')]"
                ".map((line) => line.getAttribute('x1')))")
        before = drawn()
        self.assertEqual(len(before), 3)
        self.find("input[type=range]").send_keys(Keys.HOME)
        after = drawn()
        self.assertTrue(all(a != b for a, b in zip(before, after)), (before, after))
        # At the lowest threshold all is flagged: the upper right corner of the ROC curve.
        self.assertEqual(after[0], "128.0 8.0")

    def test_no_width_makes_the_page_scroll_sideways(self):
        for width in (360, 400, 768, 1280, 1600):
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
            over = self.driver.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.assertLessEqual(over, 0, f"at {width} pixels")
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def test_print_shows_the_chosen_state_and_no_controls(self):
        self.find("input[type=range]").send_keys(Keys.ARROW_LEFT)
        state = self.texts()["state"]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            self.assertFalse(self.find(".dials").is_displayed())
            self.assertEqual(self.find("[data-k=state]").text, state)
        finally:
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


if __name__ == "__main__":
    unittest.main()
