"""What a page must not do. Each check returns its faults in words; none means sound."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import Browser, axe_script

WIDTHS = [360, 400, 600, 768, 1024, 1280, 1600]

#: What axe cannot decide by itself, and why that is no fault here.
UNDECIDED = {
    "color-contrast": "text over drawings: measured by `contrast` below",
}

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true);"


def quiet(browser: Browser, page: bytes) -> list[str]:
    """No console message, no violation of the policy, no request but the page itself."""
    faults = []
    for look in [{}, {"dark": True}, {"media": "print"}]:
        browser.open(page, **look)
        browser.run(OPEN_ALL)
        messages, requests = browser.logs()
        faults += [f"console: {message}" for message in messages]
        faults += [f"request: {url}" for url in requests
                   if url.split("#")[0] != browser.url and not url.startswith("data:")]
    return faults


def widths(browser: Browser, page: bytes) -> list[str]:
    """The page never scrolls sideways; what is wide scrolls in a box of its own."""
    browser.open(page)
    browser.run(OPEN_ALL)
    faults = []
    for width in WIDTHS:
        browser.shape(width)
        need, have, who = browser.run("""
          const root = document.scrollingElement, wide = [];
          for (const e of document.querySelectorAll('body *')) {
            const r = e.getBoundingClientRect();
            if (r.width && r.right > root.clientWidth + 1 && !e.closest('.scroll, .plot, pre, svg'))
              wide.push(e.tagName + '.' + e.getAttribute('class'));
          }
          return [root.scrollWidth, root.clientWidth, wide.slice(0, 4)];""")
        if need > have:
            faults.append(f"at {width} the page is {need} wide: {who}")
    return faults


def drawings(browser: Browser, page: bytes) -> list[str]:
    """In drawings no text lies on another, none is cut off, none is too small."""
    browser.open(page, width=1280)
    return browser.run("""
      const faults = [];
      for (const svg of document.querySelectorAll('svg[role=img]')) {
        const box = svg.getBoundingClientRect();
        if (!box.width) continue;
        const name = svg.closest('[id]').id;
        const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim());
        const rects = texts.map(t => t.getBoundingClientRect());
        texts.forEach((text, i) => {
          const r = rects[i], words = text.textContent;
          if (r.left < box.left - 1.5 || r.right > box.right + 1.5 || r.top < box.top - 1.5
              || r.bottom > box.bottom + 1.5) faults.push(`${name}: “${words}” is cut off`);
          const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d;
          if (size < 10.4) faults.push(`${name}: “${words}” is ${size.toFixed(1)} px high`);
          for (let j = i + 1; j < texts.length; j++) {
            const s = rects[j];
            const across = Math.min(r.right, s.right) - Math.max(r.left, s.left);
            const down = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
            // A line's box is higher than its letters.
            if (across > 1.5 && down > 0.4 * Math.min(r.height, s.height))
              faults.push(`${name}: “${words}” lies on “${texts[j].textContent}”`);
          }
        });
      }
      return faults;""")


CONTRAST = r"""
  const faults = [], canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  function parts(colour) {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255];
  }
  function over(top, alpha, below) { return [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha)); }
  function light(c) {
    const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(a, b) { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); }
  function paper(e) {
    for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c[3] > 0.99) return c.slice(0, 3);
    }
    return [255, 255, 255];
  }
  function opacity(e) { let o = 1; for (; e && e.tagName != 'svg'; e = e.parentElement) o *= getComputedStyle(e).opacity; return o; }
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!svg.getBoundingClientRect().width) continue;
    const ground = paper(svg.parentElement), name = svg.closest('[id]').id;
    for (const e of svg.querySelectorAll('text, path, line, circle, rect')) {
      const style = getComputedStyle(e), isText = e.tagName == 'text';
      if (isText) {
        const r = e.getBoundingClientRect(), fill = parts(style.fill);
        let below = ground;
        for (const s of svg.querySelectorAll('rect, path')) {
          if (s.compareDocumentPosition(e) & 2) continue;
          const q = s.getBoundingClientRect(), f = getComputedStyle(s);
          if (f.fill == 'none' || s.tagName == 'path' && !s.classList.contains('cell')) continue;
          if (f.fill.startsWith('url')) continue;
          const mid = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
          if (q.left <= mid[0] && q.right >= mid[0] && q.top <= mid[1] && q.bottom >= mid[1])
            below = over(parts(f.fill), parts(f.fill)[3] * f.fillOpacity * opacity(s), below);
        }
        const found = ratio(over(fill, fill[3] * style.fillOpacity * opacity(e), below), below);
        if (found < 4.5) faults.push(`${name}: “${e.textContent}” has a contrast of ${found.toFixed(2)}`);
      } else if (/(^| )s[1-9]/.test(e.getAttribute('class') || '')) {
        const found = ratio(over(parts(style.stroke), 1, ground), ground);
        if (found < 3) faults.push(`${name}: a line has a contrast of ${found.toFixed(2)}`);
      }
    }
  }
  return [...new Set(faults)];
"""


def contrast(browser: Browser, page: bytes) -> list[str]:
    """Text in drawings stands out by 4.5 to 1, the lines of models by 3 to 1."""
    faults = []
    for dark in [False, True]:
        browser.open(page, dark=dark)
        faults += [f"{'dark' if dark else 'light'}: {fault}" for fault in browser.run(CONTRAST)]
    return faults


def keyboard(browser: Browser, page: bytes) -> list[str]:
    """Tab goes through all that can be used, in reading order, visibly; Enter opens what folds."""
    browser.open(page)
    expected = browser.run("""
      window.stops = [...document.querySelectorAll(
        'a[href], summary, button, input, select, textarea, [tabindex="0"]')].filter(e =>
        !e.disabled && e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) && e.getClientRects().length);
      return window.stops.length;""")
    faults, last = [], -1
    seen = 0
    for _ in range(min(expected, 60)):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        place, visible, words = browser.run("""
          const e = document.activeElement, s = getComputedStyle(e);
          return [window.stops.indexOf(e),
            s.outlineStyle != 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow != 'none',
            e.tagName + ' ' + (e.textContent || e.id || '').slice(0, 30)];""")
        if seen == 0 and "skip" not in (browser.run(
                "return document.activeElement.className") or ""):
            faults.append(f"the first stop is {words}")
        if place <= last:
            faults.append(f"{words} comes out of order or holds the focus")
            break
        if place != last + 1:
            faults.append(f"Tab passes over what stands before {words}")
        if not visible:
            faults.append(f"the focus does not show on {words}")
        last, seen = place, seen + 1
    folded = browser.run("""
      const s = document.querySelector('summary'); if (!s) return null; s.focus();
      return s.parentElement.open;""")
    if folded is not None:
        ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
        if browser.run("return document.activeElement.parentElement.open") == folded:
            faults.append("Enter does not open what is folded")
    return faults


def links(browser: Browser, page: bytes) -> list[str]:
    """Every link within the page leads to something that can be seen once it is followed."""
    browser.open(page)
    return browser.run("""
      const faults = [], seen = new Set();
      for (const a of document.querySelectorAll('a[href^="#"]')) {
        const id = decodeURIComponent(a.getAttribute('href').slice(1));
        if (seen.has(id)) continue;
        seen.add(id);
        const target = document.getElementById(id);
        if (!target) { faults.push(`#${id} leads nowhere`); continue; }
        for (let d = target.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
        if (!target.getClientRects().length) faults.push(`#${id} cannot be seen`);
      }
      return faults;""")


def still(browser: Browser, page: bytes) -> list[str]:
    """Nothing moves for those who asked for that."""
    browser.open(page)
    return browser.run("""
      return [...document.querySelectorAll('*')].filter(e => {
        const s = getComputedStyle(e);
        return s.animationName != 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0);
      }).map(e => e.tagName + '.' + e.getAttribute('class') + ' moves').slice(0, 5);""")


def scriptless(browser: Browser, page: bytes) -> list[str]:
    """Without scripts the same words and numbers stand on the page."""
    words = "return document.querySelector('main').innerText.replace(/\\s+/g, ' ')"
    browser.open(page, scripts=False)
    without = browser.run(words)
    shown = browser.run("""return [...document.querySelectorAll('input, select, button')]
      .filter(e => e.getClientRects().length).map(e => e.outerHTML.slice(0, 60))""")
    browser.open(page)
    faults = [f"a control that does nothing is shown: {control}" for control in shown]
    if not browser.run("return !!document.querySelector('script:not([type])')"):
        if browser.run(words) != without:
            faults.append("the words differ without scripts")
    elif len(without) < 200:
        faults.append("hardly anything is there without scripts")
    return faults


def printed(browser: Browser, page: bytes) -> list[str]:
    """On paper: nothing is split that belongs together, and every figure is there."""
    browser.open(page, media="print")
    faults = browser.run("""
      return [...document.querySelectorAll('.fig-body, .plot, .card, tr')].filter(e =>
        e.getClientRects().length && !getComputedStyle(e).breakInside.startsWith('avoid'))
        .map(e => e.tagName + '.' + e.getAttribute('class') + ' may be split').slice(0, 3);""")
    titles = browser.run(
        "return [...document.querySelectorAll('figure.fig .fig-title')].map(e => e.textContent)")
    made = browser.pdf()
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True,
                              check=True).stdout.decode()
        letters = re.sub(r"\W+", "", text)
        for title in titles:
            if re.sub(r"\W+", "", title) not in letters and \
                    re.sub(r"\W+", "", title)[:24] not in letters:
                faults.append(f"the figure “{title}” is not on paper")
    if not made.startswith(b"%PDF"):
        faults.append("no PDF was made")
    return faults


def names(browser: Browser, page: bytes) -> list[str]:
    """Every drawing has a name, and a chart a description, for those who hear the page."""
    browser.open(page)
    wanted = browser.run("return [...document.querySelectorAll('svg[role=img] > title')]"
                         ".filter(e => e.parentElement.getClientRects().length)"
                         ".map(e => e.textContent)")
    found = {}
    for node in browser.tree():
        if node.get("role", {}).get("value") in ("image", "img", "graphics-document"):
            found[node.get("name", {}).get("value", "")] = node.get("description", {}).get("value", "")
    faults = []
    for title in wanted:
        described = [words for name, words in found.items() if name.startswith(title)]
        if not described:
            faults.append(f"no drawing is called “{title}”")
        elif not all(described):
            faults.append(f"“{title}” has no description")
    if browser.run("return document.querySelectorAll('svg[role=img]:not([aria-label]):not(:has(> title))').length"):
        faults.append("a drawing has no name")
    return faults


def axe(browser: Browser, page: bytes) -> list[str]:
    """No violation of any rule of axe-core, light and dark, wide and narrow, all unfolded."""
    script, faults = axe_script(), []
    for dark, width in [(False, 1280), (True, 1280), (False, 400), (True, 400)]:
        browser.open(page, dark=dark, width=width)
        browser.run(OPEN_ALL)
        browser.run(script)
        found = browser.driver.execute_async_script("""
          const done = arguments[0];
          axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(r => done({
            violations: r.violations.map(v => [v.id, v.help, v.nodes.length,
              v.nodes.slice(0, 2).map(n => n.html.slice(0, 120) + ' ' + (n.any[0] || {}).message)]),
            undecided: r.incomplete.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 120)])
          }), e => done({violations: [[String(e), '', 0, []]], undecided: []}));""")
        look = f"{'dark' if dark else 'light'} {width}"
        faults += [f"{look}: {v}" for v in found["violations"]]
        faults += [f"{look}: undecided {v}" for v in found["undecided"] if v[0] not in UNDECIDED]
    return faults


ALL: list[Callable[[Browser, bytes], list[str]]] = [
    quiet, widths, drawings, contrast, keyboard, links, still, scriptless, printed, names, axe]
