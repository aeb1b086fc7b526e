// Small counts: the method of macros/content/small_counts/, which says why it holds; the tests compare the two.
//
// network(tables, rule)           what readers see of one table, as rows of counts, or of two with the same totals of rows;
//                                 `across` and `down` say whether rows and columns show totals
//   .cells, .numbers              each number once, {value, small, total, of}: `of` is its row's total; of each table, the grid of their positions
// suppress(net, keep)             {hidden, partners, open, least, proved}: `open` stays narrow whatever else is hidden,
//                                 `keep` leaves totals above the limit alone
// intervals(net, hidden, told)    the ends of each hidden number; `told` has ends that readers know of some
// narrowed(net, hidden, told)     of the small counts those whose ends are closer than the rule promises
// percentage(net, hidden, number, digits, fewest)   of its row as {text, ends}: the ends of the counts that it can stand
//                                 for; of a total that is hidden, or less than `fewest`, there is none

// How many numbers the search works out before it stops with the best way found.
const EFFORT = 6e7;
const NOTHING = 1e-7;
// What may be missing of a whole number that still counts as one.
const SLIP = 0.01;
// A border with this much more than it needs is let go.
const MUCH = 0.4;
const sum = (list) => list.reduce((all, one) => all + one, 0);
const first = (list, value) => list.reduce((best, one) => (value(one) < value(best) ? one : best), list[0]);

export function network(tables, { limit, zeros, across, down }) {
  const [cells, known, nodes, to] = [[], {}, new Map(), []];
  const [two, least] = [tables.length > 1, zeros ? 1 : 0];
  // What no published total parts is one node.
  const below = (which) => (across && down ? `below ${which}` : "below");
  const row = (which, at) => (across ? `row ${which} ${at}` : two ? `row ${at}` : "below");
  const column = (which, at) => (down ? `column ${which} ${at}` : below(which));
  const node = (name) => nodes.get(name) ?? nodes.set(name, nodes.size).size - 1;
  const add = (key, counts, total, tail, head) => {
    const at = (known[key] ??= cells.length);
    const value = sum(counts);
    if (at === cells.length) to.push(node(head), node(tail));
    if (at === cells.length) cells.push({ value, total, low: 0, small: value >= least && value <= limit });
    if (zeros) cells[at].low = Math.max(cells[at].low, counts.filter(Boolean).length);
    return at;
  };
  // A total of rows is one edge for both tables. The other edges of the second are turned round.
  const numbers = tables.map((counts, which) => {
    const turned = (...ends) => (which ? ends.reverse() : ends);
    const grid = counts.map((line, r) => line.map((value, c) => add(`${which} ${r} ${c}`, [value], false, ...turned(row(which, r), column(which, c)))));
    grid.forEach((line, r) => {
      if (!across) return;
      const all = add(`row ${r}`, counts[r], true, two ? row(1, r) : below(1), row(0, r));
      for (const number of line) cells[number].of = all;
      line.push(all);
    });
    if (down) grid.push(counts[0].map((_, c) => add(`column ${which} ${c}`, counts.map((line) => line[c]), true, ...turned(column(which, c), below(which)))));
    if (across && down) grid.at(-1).push(add("all", counts.flat(), true, below(0), below(1)));
    return grid;
  });
  // Each number is two ways: twice its position leads up, from its tail to its head, and the next one down.
  return { cells, numbers, to, nodes: nodes.size, least, limit, addsUp: two || across || down, endless: 1 + sum(cells.map((cell) => cell.value)) };
}

function roomsOf({ cells, least, endless }, hidden, told = new Map()) {
  const room = (number) => {
    const { value } = cells[number];
    const [low, high] = told.get(number) ?? [least, Infinity];
    return [number, [high < Infinity ? high - value : endless, value - Math.max(least, low)]];
  };
  return new Map([...hidden].map(room));
}

// The numbers that may change: the room left on each way, and the ways from each node.
function opened({ cells, to, nodes }, rooms) {
  const left = new Array(2 * cells.length).fill(0);
  const ways = Array.from({ length: nodes }, () => []);
  for (const [number, room] of rooms) {
    [left[2 * number], left[2 * number + 1]] = room;
    ways[to[2 * number + 1]].push(2 * number);
    ways[to[2 * number]].push(2 * number + 1);
  }
  return { to, ways, left, size: rooms.size };
}

// How far a number can go up or down while others make up for it.
function change(open, number, up, wanted) {
  const left = open.left.slice().fill(0, 2 * number, 2 * number + 2);
  return send(open, left, up ? 2 * number : 2 * number + 1, wanted);
}

// The flow with what went by this number sent around it; nothing where that cannot be.
function around(open, flow, number) {
  const left = flow.left.slice().fill(0, 2 * number, 2 * number + 2);
  const changed = open.left[2 * number] - flow.left[2 * number];
  return send(open, left, changed < 0 ? 2 * number : 2 * number + 1, Math.abs(changed)).near ? undefined : { ...flow, left };
}

// Sends `wanted`, or what there is room for, from where a way leads to where it begins.
function send({ to, ways }, left, back, wanted) {
  const [source, sink] = [to[back], to[back ^ 1]];
  let amount = 0;
  while (wanted - amount > NOTHING) {
    const [queue, came] = [[source], new Array(ways.length).fill(-1)]; // by which way each node is reached
    came[source] = back;
    search: for (const node of queue) {
      for (const way of ways[node]) {
        if (left[way] <= NOTHING || came[to[way]] >= 0) continue;
        came[to[way]] = way;
        if (to[way] === sink) break search;
        queue.push(to[way]);
      }
    }
    if (came[sink] < 0) return { amount, left, near: came };
    const path = [];
    for (let node = sink; node !== source; node = to[came[node] ^ 1]) path.push(came[node]);
    const more = Math.min(wanted - amount, ...path.map((way) => left[way]));
    for (const way of path) [left[way], left[way ^ 1]] = [left[way] - more, left[way ^ 1] + more];
    amount += more;
  }
  return { amount, left };
}

export function intervals(net, hidden, told) {
  const rooms = roomsOf(net, hidden, told);
  const open = opened(net, rooms);
  const ends = (number) => {
    if (!net.addsUp) return [net.least, net.limit];
    const { value } = net.cells[number];
    const [up, down] = rooms.get(number).map((room, at) => change(open, number, !at, room).amount);
    return [value - down, up < net.endless ? value + up : Infinity];
  };
  return new Map([...hidden].sort((a, b) => a - b).map((number) => [number, ends(number)]));
}

// The small counts that a reader can narrow to less than the rule promises, with what is left of them.
export function narrowed(net, hidden, told) {
  const known = net.addsUp ? [...intervals(net, hidden, told)] : [];
  return new Map(known.filter(([number, [low, high]]) => net.cells[number].small && (low > net.cells[number].low || high <= net.limit)));
}

export function percentage({ cells }, hidden, number, digits, fewest = 1) {
  const { value, of } = cells[number];
  const total = hidden.has(of) ? 0 : cells[of]?.value;
  if (!(total >= fewest)) return {};
  const scale = 100 * 10 ** digits;
  const shown = Math.floor((2 * scale * value + total) / (2 * total));
  const [low, high] = [-total, total].map((half) => (2 * shown * total + half) / (2 * scale));
  return { text: `${(shown / 10 ** digits).toFixed(digits)}%`, ends: [Math.ceil(low), Math.floor(high)] };
}

export function suppress(net, keep) {
  const { cells, limit } = net;
  const numbers = [...cells.keys()];
  const small = new Set(numbers.filter((number) => cells[number].small));
  const mayGo = numbers.filter((number) => cells[number].value > limit);
  const inner = mayGo.filter((number) => !cells[number].total);
  for (const choice of keep ? [inner] : [inner, mayGo]) {
    const found = search(net, small, choice);
    if (found) return { ...found, hidden: new Set([...small, ...found.partners]), open: new Map() };
  }
  return { hidden: small, partners: new Set(), open: narrowed(net, new Set([...small, ...inner])), least: 0, proved: true };
}

function search(net, small, choice) {
  const { cells } = net;
  let effort = EFFORT;
  // A price is the count times this, plus 1.
  const unit = cells.length + 1;
  const prices = new Map(choice.map((number) => [number, cells[number].value * unit + 1]));
  const needs = [...small]
    .flatMap((number) => [false, true].map((up) => ({ number, up, wanted: Math.abs((up ? net.limit + 1 : cells[number].low) - cells[number].value) })))
    .filter((need) => need.wanted);
  const flowOf = ({ number, up, wanted }, open) => {
    effort -= open.size;
    return change(open, number, up, wanted);
  };
  let partners = new Set();
  // More than any way costs.
  let cost = 1 + sum([...prices.values()]);
  const limit = () => cost - 1 + SLIP;

  // Takes note of these partners, less the needless, the dearest first, if they cost less than the best.
  function keepNeeded(some) {
    const open = opened(net, roomsOf(net, [...some, ...small]));
    for (const need of needs) {
      need.flow = flowOf(need, open);
      if (need.flow.amount < need.wanted) return false;
    }
    const left = new Set(some);
    for (const number of some.sort((a, b) => prices.get(b) - prices.get(a) || a - b)) {
      const again = [];
      const met = needs.every(({ flow }, at) => {
        if (flow.left[2 * number] === open.left[2 * number]) return true;
        effort -= open.size;
        again[at] = around(open, flow, number);
        return again[at];
      });
      if (!met) continue;
      left.delete(number);
      again.forEach((flow, at) => (needs[at].flow = flow));
      for (const each of [open, ...needs.map(({ flow }) => flow)]) each.left.fill(0, 2 * number, 2 * number + 2);
    }
    const price = sum([...left].map((number) => prices.get(number)));
    if (price < cost) [partners, cost] = [left, price];
    return true;
  }

  // Numbers of which one must be hidden, for each need that the shares do not meet.
  function borders(shares) {
    const [found, opens] = [new Map(), []];
    for (const need of needs) {
      const { wanted } = need;
      const rooms = () => new Map([...roomsOf(net, small), ...[...shares].map(([number, share]) => [number, [share * wanted, share * wanted]])]);
      opens[wanted] ??= opened(net, rooms());
      const { amount, near } = flowOf(need, opens[wanted]);
      if (amount >= wanted - SLIP) continue;
      const border = choice.filter((number) => near[net.to[2 * number]] < 0 !== near[net.to[2 * number + 1]] < 0);
      found.set(`${border}`, border);
    }
    return [...found.values()];
  }

  // Adds borders until the shares meet all needs; false where they then cost too much.
  function tighten(part) {
    while (effort > 0) {
      if (!solve(part)) return false;
      leaveOut(part);
      const found = borders(shares(part));
      if (!found.length) break;
      for (const border of found) ask(part, border);
    }
    return true;
  }

  // The dual simplex method: line 0 is the cost, others a number of `based`, as a constant and a sum of those of `free`.
  function solve({ lines, based, free }) {
    while (lines[0][0] < limit()) {
      const row = first([...lines.keys()], (at) => lines[at][0]);
      const old = lines[row];
      if (old[0] >= -NOTHING) return true;
      const column = first([...old.keys()].filter((at) => at && old[at] > NOTHING), (at) => lines[0][at] / old[at]);
      if (!column) return false;
      const line = old.map((share) => -share / old[column]);
      line[column] = 1 / old[column];
      for (const [at, other] of lines.entries()) {
        const share = other[column];
        if (at === row || !share) continue;
        other[column] = 0;
        lines[at] = other.map((a, i) => a + share * line[i]);
        effort -= line.length;
      }
      lines[row] = line;
      [based[row], free[column]] = [free[column], based[row]];
    }
    return false;
  }

  // Drops what no way below the limit has any of, and borders that have much too much.
  function leaveOut(part) {
    const { lines, based, free } = part;
    const kept = [...free.keys()].filter((at) => !at || lines[0][0] + lines[0][at] < limit());
    const held = [...based.keys()].filter((at) => !at || based[at] >= 0 || lines[at][0] < MUCH);
    part.free = kept.map((at) => free[at]);
    part.based = held.map((at) => based[at]);
    part.lines = held.map((row) => kept.map((at) => lines[row][at]));
  }

  // Asks that the shares of these numbers, times `sign`, are `amount` at least.
  function ask({ lines, based, free }, some, sign = 1, amount = 1) {
    let line = free.map((_, at) => (at ? 0 : -amount));
    for (const number of some) {
      const at = based.indexOf(number);
      if (at > 0) line = line.map((a, i) => a + sign * lines[at][i]);
      else if (free.includes(number)) line[free.indexOf(number)] += sign;
    }
    based.push(Math.min(...based, ...free) - 1);
    lines.push(line);
  }

  const shares = ({ lines, based }) => new Map(based.map((number, at) => [number, lines[at][0]]).filter(([number, share]) => number >= 0 && share > NOTHING));

  // The two parts of a part of the search in which less could be hidden; none where nothing less can be.
  function parted(part) {
    if (!tighten(part)) return [];
    if (effort <= 0) return [part];
    const found = shares(part);
    keepNeeded([...found.keys()]);
    const broken = [...found].filter(([, share]) => share < 1 - SLIP);
    if (part.lines[0][0] >= limit() || !broken.length) return [];
    const [next] = first(broken, ([number, share]) => -Math.min(share, 1 - share) * prices.get(number));
    const other = structuredClone(part);
    ask(part, [next]);
    ask(other, [next], -1, 0);
    return [other, part];
  }

  if (!keepNeeded([]) && !keepNeeded([...choice])) return undefined;
  const todo = [{ free: [-1, ...choice], based: [-1], lines: [[0, ...prices.values()]] }];
  while (todo.length && effort > 0) {
    todo.sort((a, b) => b.lines[0][0] - a.lines[0][0]);
    todo.push(...parted(todo.pop()));
  }
  const bound = Math.min(cost, ...todo.map(({ lines }) => Math.ceil(lines[0][0] - SLIP)));
  return { partners, least: Math.floor(bound / unit), proved: bound === cost };
}
