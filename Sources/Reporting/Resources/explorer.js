// The threshold explorer: works out in the browser what Scenario.swift, Explorer.swift and
// ExplorerTexts.swift work out for the page, by the same operations in the same order, so that
// every text is the same to the last digit. A test in a real browser compares them.
//
// The page carries it without comments and needless spaces: comments stand on lines of their own,
// every statement ends with a semicolon.
"use strict";
for (const root of document.querySelectorAll(".explorer")) {
  const one = (selector) => root.querySelector(selector),
    every = (selector) => [...root.querySelectorAll(selector)],
    data = JSON.parse(one("script").textContent),
    P = data.p, N = data.n, all = P + N, z = data.z, words = data.w, names = data.t.split(" "),
    [point, comma, sign] = data.f, [ownHit, quietCost] = data.c,
    // Rows lost from one threshold to the next become rows flagged at each.
    flagged = (losses, left) => losses.split(" ").map((loss) => (left -= loss)),
    tps = flagged(data.a, P), fps = flagged(data.b, N);

  // Numbers, as Language.swift writes them.
  const round = (x) => {
    const whole = Math.floor(x);
    return x - whole >= 0.5 ? whole + 1 : whole;
  };
  const scaled = (x, places, scale) => {
    while (places-- > 0) scale *= 10;
    return round(x * scale);
  };
  const fixed = (x, decimals) => {
    const places = Math.max(0, Math.min(decimals, 9)), whole = scaled(Math.abs(x), places, 1);
    if (!(whole < 9e15)) return scientific(x);
    const digits = String(whole).padStart(places + 1, "0"), split = digits.length - places;
    return (x < 0 && whole ? "\u2212" : "") +
      digits.slice(0, split).replace(/\B(?=(\d{3})+$)/g, comma) +
      (places ? point + digits.slice(split) : "");
  };
  const normal = (x) => {
    let size = Math.abs(x), power = 0;
    for (; size >= 10; power++) size /= 10;
    for (; size < 1 && size > 0; power--) size *= 10;
    return [size, power];
  };
  const scientific = (x) => {
    const [size, power] = normal(x);
    return (x < 0 ? "\u2212" : "") + fixed(size, 2) + "e" + power;
  };
  const three = (x) => {
    if (!x) return "0";
    const power = normal(x)[1];
    return power < -5 || power > 14 ? scientific(x) : fixed(x, Math.max(0, 2 - power));
  };
  const plain = (x) => (Number.isInteger(x) && Math.abs(x) < 1e15 ? fixed(x, 0) : three(x));
  const hundredths = (x) => {
    let places = 1, edge = 0.01, shown;
    for (; x < edge && x && places < 5; places++) edge /= 10;
    for (; places < 5; places++) {
      shown = scaled(x, places, 100);
      if (shown ? shown !== scaled(1, places, 100) || Math.abs(x - 1) <= 1e-12 : !x) break;
    }
    return fixed(x * 100, places);
  };
  const percent = (x) => hundredths(x) + sign;
  const end = (x) => (x === 0 || x === 1 ? fixed(x * 100, 1) : hundredths(x));
  // Wilson's interval, as ProportionIntervals.swift works it out.
  const interval = (hits, n) => {
    const p = hits / n, zz = z * z, centre = (p + zz / (2 * n)) / (1 + zz / n),
      half = z / (1 + zz / n) * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return end(hits ? Math.max(0, centre - half) : 0) + "\u2013" +
      end(hits === n ? 1 : Math.min(1, centre + half));
  };
  const say = (name, ...values) =>
    words[name].replace(/\{(\d)\}/g, (place, number) => values[number - 1] || place);
  const threshold = (place) => names[place].replace(".", point).replace(/-/g, "\u2212");

  // Scenario.swift.
  const scenario = (set, place) => {
    const tp = tps[place], fp = fps[place], fn = P - tp, tn = N - fp, q = set.share,
      [missCost, alarmCost, hitCost] = set.costs;
    if (q === null) {
      return {
        tp, fp, fn, tn, share: P / all, caught: tp / all, missed: fn / all, wrong: fp / all,
        quiet: tn / all, alerts: (tp + fp) / all, precision: tp + fp ? tp / (tp + fp) : null,
        accuracy: (tp + tn) / all, majority: Math.max(P, N) / all,
        cost: 1000 * ((fn * missCost + fp * alarmCost + tp * hitCost + tn * quietCost) / all)
      };
    }
    const caught = q * (tp / P), missed = q * (fn / P), wrong = (1 - q) * (fp / N),
      quiet = (1 - q) * (tn / N), alerts = caught + wrong;
    return {
      tp, fp, fn, tn, share: q, caught, missed, wrong, quiet, alerts,
      precision: alerts ? caught / alerts : null, accuracy: caught + quiet,
      majority: Math.max(q, 1 - q),
      cost: 1000 * (missed * missCost + wrong * alarmCost + caught * hitCost + quiet * quietCost)
    };
  };
  const cheapest = (set) => {
    let best = data.i, least = scenario(set, best).cost;
    names.forEach((_, place) => {
      const cost = scenario(set, place).cost;
      if (cost < least) {
        least = cost;
        best = place;
      }
    });
    return best;
  };

  // ExplorerTexts.swift.
  const sentence = (s, name, isHere) => {
    let cases = 1000;
    while (Math.min(s.share, 1 - s.share) * cases < 10 && cases < 1e7) cases *= 10;
    const sick = round(s.share * cases), a = s.caught * cases, b = s.missed * cases,
      low = Math.floor(a), left = sick - low - Math.floor(b),
      caught = low + (left > 1 || left > 0 && a - low >= b - Math.floor(b) ? 1 : 0),
      count = Math.max(round(s.alerts * cases), caught),
      number = (x, exact) => (x > 0 ? fixed(x, 0) : words[exact ? "below" : "zero"]),
      misses = number(low + Math.floor(b) + left - caught, s.missed);
    return say(isHere ? "here" : "there", fixed(cases, 0), fixed(sick, 0), data.l) + " " + (
      !s.alerts ? say("none", name) : !count ? say("few", name, misses) :
        s.caught ? say("flags", name, fixed(count, 0), number(caught, s.caught), misses) :
          say("vain", name, fixed(count, 0), misses));
  };
  const texts = (set) => {
    const s = scenario(set, set.place), isHere = set.share === null, name = threshold(set.place),
      best = cheapest(set), [missCost, alarmCost, hitCost] = set.costs.map(plain),
      out = {
        th: name, cost: three(s.cost), say: sentence(s, name, isHere),
        state: say(isHere ? "state" : "moved", name, missCost, alarmCost, data.l,
          percent(s.share)) + (words.hit ? " " + say("hit", hitCost) : ""),
        cheap: say("cheap", threshold(best), three(scenario(set, best).cost))
      };
    const cell = (key, share) => {
      out[key] = fixed(s[key], 0);
      out[key + "-k"] = isHere ? "" : say("per", three(1000 * share));
    };
    cell("tp", s.caught);
    cell("fn", s.missed);
    cell("fp", s.wrong);
    cell("tn", s.quiet);
    const rate = (key, value, hits, total, isMeasured) => {
      out[key] = value === null ? say("na") : percent(value);
      out[key + "-ci"] = isMeasured && total ? interval(hits, total) : "";
      out[key + "-of"] = isMeasured ? say("of", fixed(hits, 0), fixed(total, 0)) : "";
    };
    rate("rec", s.tp / P, s.tp, P, true);
    rate("spe", s.tn / N, s.tn, N, true);
    rate("pre", s.precision, s.tp, s.tp + s.fp, isHere);
    rate("alr", s.alerts, s.tp + s.fp, all, isHere);
    rate("acc", s.accuracy, s.tp + s.tn, all, isHere);
    rate("maj", s.majority, Math.max(P, N), all, isHere);
    return out;
  };

  // The drawings: a line in the figure, and a point on each small curve.
  const put = (element, values) => {
    for (const name in values) element.setAttribute(name, values[name]);
  };
  const chart = root.closest("figure").querySelector("svg[data-frame]"),
    [left, right, top, bottom, low, high] = chart.dataset.frame.split(" "),
    line = chart.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "line"));
  put(line, {class: "rule", "stroke-width": 2.5, y1: top, y2: bottom});
  const draw = (set) => {
    const part = Math.max(0, Math.min((names[set.place] - low) / (high - low), 1)),
      x = +left + part * (right - left), points = names.map((_, place) => scenario(set, place)),
      [roc, pr] = every(".mini");
    put(line, {x1: x, x2: x});
    const curve = (svg, across, up, guess) => {
      const at = (s) => [8 + 120 * across(s), 128 - 120 * up(s)].map((x) => x.toFixed(1)),
        [rule, path] = svg.querySelectorAll("path"), spot = points[set.place],
        [cx, cy] = at(spot);
      put(rule, {d: guess});
      put(path, {d: "M" + points.filter((s) => up(s) !== null).map(at).join("L")});
      put(svg.querySelector("circle"), {cx, cy, r: up(spot) === null ? 0 : 5});
    };
    const recall = (s) => s.tp / P;
    curve(roc, (s) => s.fp / N, recall, "M8 128L128 8");
    curve(pr, recall, (s) => s.precision, "M8 " + (128 - 120 * points[0].share) + "H128");
  };

  // The controls.
  const [slider, ...numbers] = every("input"), [reset, cheap] = every("button");
  let timer, good = numbers.map((input) => input.value);
  const update = () => {
    // What cannot be read as a number in range is marked, and the last good one holds.
    good = numbers.map((input, i) => {
      const isGood = input.value && input.checkValidity();
      put(input, {"aria-invalid": !isGood});
      return isGood ? input.value : good[i];
    });
    const [missCost, alarmCost, share, hit = ownHit] = good, set = {
      place: +slider.value, costs: [+missCost, +alarmCost, +hit],
      share: +share === +numbers[2].defaultValue ? null : share / 100
    };
    const out = texts(set);
    for (const place of every("[data-k]")) place.textContent = out[place.dataset.k];
    put(slider, {"aria-valuetext": say("value", out.th)});
    draw(set);
    clearTimeout(timer);
    timer = setTimeout(() => (one("[aria-live]").textContent = out.say), 400);
    return set;
  };
  root.addEventListener("input", update);
  reset.addEventListener("click", () => {
    for (const input of every("input")) input.value = input.defaultValue;
    update();
  });
  cheap.addEventListener("click", () => {
    slider.value = cheapest(update());
    update();
  });
  for (const part of every("[hidden]")) part.hidden = false;
  update();
}
