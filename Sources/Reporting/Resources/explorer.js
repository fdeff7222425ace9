// The threshold explorer: works out in the browser what Explorer.swift, Scenario.swift and
// ExplorerTexts.swift work out for the page, by the same operations in the same order, so that
// every text is the same to the last digit. A test in a real browser compares them.
//
// Only comments on lines of their own, so that taking them out leaves the same program.
"use strict";
for (const root of document.querySelectorAll(".explorer")) {
  const data = JSON.parse(root.querySelector("script").textContent);
  const P = data.p, N = data.n, all = P + N, z = data.z, words = data.w;
  const [decimalPoint, groupSeparator, percentSign] = data.f;
  const names = data.t.split(" ");
  // Rows lost from one threshold to the next become rows flagged at each.
  const flagged = (losses, total) => losses.split(" ").map((loss) => (total -= loss));
  const tps = flagged(data.a, P), fps = flagged(data.b, N);

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
    const places = Math.max(0, Math.min(decimals, 9));
    const whole = scaled(Math.abs(x), places, 1);
    if (!(whole < 9e15)) return scientific(x, 3);
    const digits = String(whole).padStart(places + 1, "0");
    const split = digits.length - places;
    return (x < 0 && whole ? "\u2212" : "") +
      digits.slice(0, split).replace(/\B(?=(\d{3})+$)/g, groupSeparator) +
      (places ? decimalPoint + digits.slice(split) : "");
  };
  const normal = (x) => {
    let size = Math.abs(x), power = 0;
    for (; size >= 10; power++) size /= 10;
    for (; size < 1 && size > 0; power--) size *= 10;
    return [size, power];
  };
  const scientific = (x, digits) => {
    const [size, power] = normal(x);
    return (x < 0 ? "\u2212" : "") + fixed(size, digits - 1) + "e" + power;
  };
  const significant = (x) => {
    if (!x) return "0";
    const power = normal(x)[1];
    return power < -5 || power > 14 ? scientific(x, 3) : fixed(x, Math.max(0, 2 - power));
  };
  const plain = (x) =>
    Number.isInteger(x) && Math.abs(x) < 1e15 ? fixed(x, 0) : significant(x);
  const percentNumber = (x) => {
    let places = 1, edge = 0.01;
    for (; x < edge && x && places < 5; places++) edge /= 10;
    const claims = () => {
      const shown = scaled(x, places, 100);
      return shown === scaled(1, places, 100) && Math.abs(x - 1) > 1e-12 || !shown && x;
    };
    while (places < 5 && claims()) places++;
    return fixed(x * 100, places);
  };
  const percent = (x) => percentNumber(x) + percentSign;
  const end = (x) => (x === 0 || x === 1 ? fixed(x * 100, 1) : percentNumber(x));
  // Wilson's interval, as ProportionIntervals.swift works it out.
  const interval = (hits, n) => {
    const p = hits / n, zz = z * z;
    const centre = (p + zz / (2 * n)) / (1 + zz / n);
    const half = z / (1 + zz / n) * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return end(hits === 0 ? 0 : Math.max(0, centre - half)) + "\u2013" +
      end(hits === n ? 1 : Math.min(1, centre + half));
  };
  const say = (name, ...values) =>
    words[name].replace(/\{(\d)\}/g, (place, number) => values[number - 1] || place);
  const threshold = (place) =>
    names[place].replace(".", decimalPoint).replace(/-/g, "\u2212");

  // Scenario.swift.
  const scenario = (set, place) => {
    const tp = tps[place], fp = fps[place], fn = P - tp, tn = N - fp, q = set.prevalence;
    const [missCost, alarmCost] = set.costs, [hitCost, quietCost] = data.c;
    const s = {tp, fp, fn, tn};
    if (q === null) {
      s.positives = P / all;
      s.caught = tp / all;
      s.missed = fn / all;
      s.alarms = fp / all;
      s.quiet = tn / all;
      s.alertRate = (tp + fp) / all;
      s.precision = tp + fp > 0 ? tp / (tp + fp) : null;
      s.accuracy = (tp + tn) / all;
      s.majority = Math.max(P, N) / all;
      s.cost = 1000 *
        ((fn * missCost + fp * alarmCost + tp * hitCost + tn * quietCost) / all);
    } else {
      s.positives = q;
      s.caught = q * (tp / P);
      s.missed = q * (fn / P);
      s.alarms = (1 - q) * (fp / N);
      s.quiet = (1 - q) * (tn / N);
      s.alertRate = s.caught + s.alarms;
      s.precision = s.alertRate > 0 ? s.caught / s.alertRate : null;
      s.accuracy = s.caught + s.quiet;
      s.majority = Math.max(q, 1 - q);
      s.cost = 1000 *
        (s.missed * missCost + s.alarms * alarmCost + s.caught * hitCost + s.quiet * quietCost);
    }
    return s;
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
    const rarer = Math.min(s.positives, 1 - s.positives);
    let cases = 1000;
    while (rarer * cases < 10 && cases < 1e7) cases *= 10;
    const positives = round(s.positives * cases), caught = round(s.caught * cases);
    const missed = positives - caught, count = caught + round(s.alarms * cases);
    const number = (x, exact) => (x > 0 ? fixed(x, 0) : words[exact > 0 ? "below" : "zero"]);
    const misses = number(missed, s.missed);
    return say(isHere ? "here" : "there", fixed(cases, 0), fixed(positives, 0)) + " " + (
      !s.alertRate ? say("none", name) : !count ? say("few", name, misses) :
        say("flags", name, fixed(count, 0), number(caught, s.caught), misses));
  };
  const texts = (set) => {
    const s = scenario(set, set.place), isHere = set.prevalence === null;
    const name = threshold(set.place), best = cheapest(set);
    const out = {th: name, cost: significant(s.cost), say: sentence(s, name, isHere)};
    const cell = (key, count, share) => {
      out[key] = fixed(count, 0);
      out[key + "-k"] = isHere ? "" : say("per", significant(1000 * share));
    };
    cell("tp", s.tp, s.caught);
    cell("fn", s.fn, s.missed);
    cell("fp", s.fp, s.alarms);
    cell("tn", s.tn, s.quiet);
    const rate = (key, value, hits, total, isMeasured) => {
      out[key] = value === null ? say("na") : percent(value);
      out[key + "-ci"] = isMeasured && total ? interval(hits, total) : "";
      out[key + "-of"] = isMeasured ? say("of", fixed(hits, 0), fixed(total, 0)) : "";
    };
    rate("rec", s.tp / P, s.tp, P, true);
    rate("spe", s.tn / N, s.tn, N, true);
    rate("pre", s.precision, s.tp, s.tp + s.fp, isHere);
    rate("alr", s.alertRate, s.tp + s.fp, all, isHere);
    rate("acc", s.accuracy, s.tp + s.tn, all, isHere);
    rate("maj", s.majority, Math.max(P, N), all, isHere);
    out.state = say(isHere ? "state" : "moved", name, plain(set.costs[0]), plain(set.costs[1]),
      percent(s.positives));
    out.cheap = say("cheap", threshold(best), significant(scenario(set, best).cost));
    return out;
  };

  // The drawings: a line in the figure, and a point on each small curve.
  const svgElement = (parent, name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  };
  const chart = root.closest("figure").querySelector("svg[data-frame]");
  const [left, right, top, bottom, low, high] = chart.getAttribute("data-frame").split(" ");
  const line = svgElement(chart, "line", {class: "rule", "stroke-width": 2.5, y1: top, y2: bottom});
  const [roc, pr] = root.querySelectorAll("svg.mini");
  const draw = (set) => {
    const share = Math.max(0, Math.min((names[set.place] - low) / (high - low), 1));
    const x = +left + share * (right - left);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    const points = names.map((_, place) => scenario(set, place));
    const curve = (svg, across, up, guess) => {
      const at = (s) => (8 + 120 * across(s)).toFixed(1) + " " + (128 - 120 * up(s)).toFixed(1);
      const [rule, path] = svg.querySelectorAll("path"), dot = svg.querySelector("circle");
      rule.setAttribute("d", guess);
      path.setAttribute("d", "M" + points.filter((s) => up(s) !== null).map(at).join("L"));
      const spot = points[set.place];
      dot.r.baseVal.value = up(spot) === null ? 0 : 5;
      [dot.cx.baseVal.value, dot.cy.baseVal.value] = at(spot).split(" ").map(Number);
    };
    const recall = (s) => s.tp / P;
    curve(roc, (s) => s.fp / N, recall, "M8 128L128 8");
    const level = (128 - 120 * points[0].positives).toFixed(1);
    curve(pr, recall, (s) => s.precision, "M8 " + level + "H128");
  };

  // The controls.
  const controls = root.querySelector(".dials");
  const [slider, ...numbers] = controls.querySelectorAll("input");
  const [reset, cheap] = controls.querySelectorAll("button");
  const live = root.querySelector("[aria-live]");
  let timer, good = numbers.map((input) => input.value);
  const update = () => {
    // What cannot be read as a number in range is marked, and the last good one holds.
    good = numbers.map((input, i) => {
      const isGood = input.value !== "" && input.checkValidity();
      input.setAttribute("aria-invalid", !isGood);
      return isGood ? input.value : good[i];
    });
    const [missCost, alarmCost, share] = good;
    const set = {
      place: +slider.value, costs: [+missCost, +alarmCost],
      prevalence: +share === +numbers[2].defaultValue ? null : share / 100
    };
    const out = texts(set);
    for (const place of root.querySelectorAll("[data-k]")) {
      place.textContent = out[place.getAttribute("data-k")];
    }
    slider.setAttribute("aria-valuetext", say("value", out.th));
    draw(set);
    clearTimeout(timer);
    timer = setTimeout(() => (live.textContent = out.say), 400);
    return set;
  };
  controls.addEventListener("input", update);
  reset.addEventListener("click", () => {
    for (const input of [slider, ...numbers]) input.value = input.defaultValue;
    update();
  });
  cheap.addEventListener("click", () => {
    slider.value = cheapest(update());
    update();
  });
  controls.hidden = false;
  update();
}
