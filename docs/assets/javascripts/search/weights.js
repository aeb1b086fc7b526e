// The search, weights: how much each sign that a section answers counts.
// Set by `python -m tests.search_rank SITE --tune SECONDS` from questions in tests/data/, and from phrases that
// readers ask and the search was not told; stopped before own queries lost, and half-way back where C-check lost.
export const WEIGHTS = {
  title: 5.013, keywords: 5.06, text: 1.035, under: 1, about: 1.802, k: 1.946, long: 0.08,
  rare: 0.568, synonym: 0.75, more: 0.341, guess: 0.236, longer: 0.159, light: 0.112, near: 0.309,
  whole: 0.994, sharp: 3, next: 0.25, boost: 0.27, far: 0.3, again: 0.7, asked: 1,
  asks: 1.3, exact: 2.7, on: 0.4, second: 0.5, pair: 0.12,
};
