'use strict';
// Shows the newest report without losing the reader's place, and what is wrong with the template.
let frame = document.querySelector('iframe');
const box = document.getElementById('problems');
const work = document.getElementById('doing');
let version = 0;
// Counts all news, of which a new version is one.
let moment = 0;
// The place that was restored last: as long as the reader has not moved since, it holds, or the
// roundings of many saves would add up.
let last = null;

// Where the reader is: the last identified element above the top of the window, and how far above.
function place(view) {
  const root = view.document;
  let best = null;
  for (const element of root.querySelectorAll('main [id], main[id]')) {
    // Parts of drawings that are not drawn themselves lie nowhere.
    if (!element.getClientRects().length) continue;
    const top = element.getBoundingClientRect().top;
    if (top <= 40 && (!best || top >= best.top)) best = { id: element.id, top };
  }
  if (last && Math.abs(view.scrollY - last.y) < 1) best = last.best;
  return {
    best,
    y: view.scrollY,
    open: [...root.querySelectorAll('details')].map((one) => one.open),
    inputs: [...root.querySelectorAll('input[id], select[id]')].map((one) => [one.id, one.value]),
  };
}

function restore(view, kept) {
  const root = view.document;
  const details = [...root.querySelectorAll('details')];
  if (details.length === kept.open.length) details.forEach((one, i) => { one.open = kept.open[i]; });
  for (const [id, value] of kept.inputs) {
    const one = root.getElementById(id);
    if (one && one.value !== value) {
      one.value = value;
      one.dispatchEvent(new view.Event('input', { bubbles: true }));
    }
  }
  const same = kept.best && root.getElementById(kept.best.id);
  if (same) view.scrollBy({ top: same.getBoundingClientRect().top - kept.best.top, behavior: 'instant' });
  else view.scrollTo({ top: kept.y, behavior: 'instant' });
  last = { best: kept.best, y: view.scrollY };
}

function settle(view) {
  document.title = view.document.title + ' (preview)';
  // A link that leads away opens beside the preview.
  for (const link of view.document.querySelectorAll('a[href^="http"]')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
}

function reload() {
  return new Promise((done) => {
    const kept = place(frame.contentWindow);
    const coming = document.createElement('iframe');
    coming.title = frame.title;
    coming.className = 'coming';
    coming.addEventListener('load', () => {
      restore(coming.contentWindow, kept);
      settle(coming.contentWindow);
      coming.className = '';
      const hadFocus = document.activeElement === frame;
      frame.remove();
      frame = coming;
      if (hadFocus) frame.contentWindow.focus();
      document.body.dataset.version = version;
      done();
    });
    coming.src = '/report?' + version;
    frame.after(coming);
  });
}

function tell(problems, hasPage, isCurrent) {
  box.hidden = !problems;
  box.classList.toggle('mild', isCurrent);
  box.querySelector('h2').textContent = isCurrent ? 'Warnings'
    : hasPage ? 'Not rendered. This is the last good report.' : 'Not rendered yet.';
  box.querySelector('pre').textContent = problems;
}

// Whoever looks at a page while the next one is computed knows that it is not the last word.
function busy(doing, hasPage) {
  work.hidden = !doing;
  if (doing) work.textContent = (hasPage ? 'This page is of an earlier save. Computing the next: ' : 'Computing: ') + doing;
}

async function follow() {
  let shown = false;
  for (;;) {
    try {
      const answer = await fetch('/next?after=' + moment);
      const news = await answer.json();
      if (news.version !== version) {
        version = news.version;
        await reload();
        shown = true;
      }
      moment = news.moment;
      tell(news.problems, news.hasPage, news.isCurrent);
      busy(news.doing, news.hasPage);
    } catch {
      busy('', shown);
      tell('error: the preview has ended. Start it again with: imbalreport preview', shown, false);
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

addEventListener('load', () => { settle(frame.contentWindow); follow(); });
