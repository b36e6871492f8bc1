"""Drives over a drawn map with errors that remember each other, and what their fixes say of each way by that very law."""
import itertools, math
import numpy as np

MEMORY = 12.0           # seconds in which errors fall to 1/e
CORNER = 6.0            # m/s round a corner
LOST = .02              # share of fixes that a receiver loses under the open sky, at most
GRID = 1.5              # metres between the places that a vehicle may have, for the likelihood
STATED = 6.0            # metres, the σ that matchers, peers and the likelihood are told of all drives


class Drive:
    """One drive: its way, its fixes, and where it truly was."""

    def __init__(self, name, scene, route, interval, sigma, silence=0):
        self.name, self.scene, self.route, self.interval, self.sigma, self.silence = name, scene, route, interval, sigma, silence

    def simulate(self, rng):
        """Speeds with corners, limits of acceleration and a wait where it turns round; then fixes every `interval` seconds."""
        line = np.array([self.scene.mark[m] for m in self.route])
        turns = [abs(math.degrees(math.remainder(b - a, math.tau))) for a, b in itertools.pairwise(
            math.atan2(*(q - p)[::-1]) for p, q in itertools.pairwise(line))]
        s_mark = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        start, end = rng.uniform(0, 40), s_mark[-1] - rng.uniform(0, 40)
        s = np.arange(start, end)
        cruise = rng.uniform(*self.scene.speed)
        v = cruise * np.exp(np.convolve(rng.normal(0, 1, len(s) + 79), np.full(80, 1 / 80 ** .5), "valid") * .12)
        for k, turn in enumerate(turns, 1):
            slow = 1.5 if turn > 150 else CORNER if turn > 40 else math.inf
            v[np.abs(s - s_mark[k]) < 3] = np.minimum(v[np.abs(s - s_mark[k]) < 3], slow)
        for order, rate in ((range(1, len(s)), 1.5), (range(len(s) - 2, -1, -1), 2.0)):
            step = order.step
            for k in order:
                v[k] = min(v[k], math.sqrt(v[k - step] ** 2 + 2 * rate))
        seconds = np.concatenate([[0], np.cumsum(1 / v[:-1])])
        for k, turn in enumerate(turns, 1):
            if turn > 150:
                seconds[s > s_mark[k]] += rng.uniform(2, 6)
        times = np.arange(0, seconds[-1], self.interval)
        at = np.interp(times, seconds, s)
        if self.silence:
            # Silence comes in the middle third; what lasts longer than the drive there was a wait.
            first = np.searchsorted(s, s_mark[-1] * .3)
            seconds = seconds + np.where(s > s_mark[-1] * .7, max(0, self.silence + 5 - (np.interp(s_mark[-1] * .7, s, seconds) - seconds[first])), 0)
            times = np.arange(0, seconds[-1], self.interval)
            at = np.interp(times, seconds, s)
        self.s_mark, self.line = s_mark, line
        self.seen = [self.place(at[0]), self.place(at[-1])]
        ends = itertools.accumulate((self.scene.length(p) for p in self.scene.pairs(self.route)), initial=0)
        self.pairs = self.scene.pairs(self.route)
        if not self.on(s, "yard").any():
            self.pairs = [p for p, (a, b) in zip(self.pairs, itertools.pairwise(ends)) if b > at[0] and a < at[-1]]
        keep = np.ones(len(times), bool)
        if self.silence:
            begins = np.interp(s_mark[-1] * .3, s, seconds)
            keep = (times <= begins) | (times > begins + self.silence)
        keep &= ~self.on(at, "tunnel")
        self.t, self.s = times[keep], at[keep]
        self.true = np.array([self.place(k) for k in self.s])
        self.missing = len(times) - int(keep.sum())
        noise, shares = np.zeros((len(self.t), 2)), np.exp(-np.diff(self.t, prepend=-1e9) / MEMORY)
        for k in range(len(self.t)):
            noise[k] = (shares[k] * noise[k - 1] if k else 0) + rng.normal(0, self.sigma * math.sqrt(1 - shares[k] ** 2), 2)
        self.fix = self.true + noise
        way = np.array([self.place(k + .5) - self.place(k - .5) for k in self.s])
        speed = np.interp(self.s, s, v)
        self.heading = (np.degrees(np.arctan2(way[:, 0], way[:, 1])) + rng.normal(0, np.where(speed < 2, 25, 6))) % 360
        return self

    def place(self, s):
        return np.array([np.interp(s, self.s_mark, self.line[:, 0]), np.interp(s, self.s_mark, self.line[:, 1])])

    def on(self, s, tag):
        """Which places lie on a way with the tag, 10 m from its ends left out; `yard` is where there is no way."""
        found = np.zeros(len(s), bool)
        for k, key in enumerate(a + b for a, b in itertools.pairwise(self.route)):
            tags = next((t for letters, t in self.scene.ways.items() if key in letters or key[::-1] in letters), None)
            if (tags is None) if tag == "yard" else (tags and tag in tags):
                edge = 10 if tag == "tunnel" else 0
                found |= (s >= self.s_mark[k] + edge) & (s <= self.s_mark[k + 1] - edge)
        return found

    def rows(self, heading):
        degrees = self.scene.degrees(self.fix)
        return [[self.name, f"{t:g}", f"{lon:.7f}", f"{lat:.7f}"] + ([f"{h:.1f}"] if heading else [])
                for t, (lon, lat), h in zip(self.t, degrees, self.heading)]

    def likelihood(self, route):
        """Log probability of the fixes had this way been driven, at any speed up to half more than the fastest (forward algorithm)."""
        line = np.array([self.scene.mark[m] for m in route])
        s_mark = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        s = np.arange(0, s_mark[-1], GRID)
        xy = np.interp(s, s_mark, line[:, 0]) + 1j * np.interp(s, s_mark, line[:, 1])
        every = max(1, round(3 / self.interval))
        last = None
        total = 0.0
        if self.missing and not self.silence and not any(
                "tunnel" in t for w, t in self.scene.ways.items() for a, b in itertools.pairwise(route) if a + b in w or b + a in w):
            total += self.missing * math.log(LOST)
        for k in range(0, len(self.t), every):
            off = complex(*self.fix[k]) - xy
            near = np.flatnonzero(np.abs(off) < 5.5 * STATED)
            if not len(near):
                return -math.inf
            if last is None:
                variance = STATED ** 2
                chance = np.exp(-np.abs(off[near]) ** 2 / (2 * variance)) * (s[near] < 100) * GRID / 100 / (math.tau * variance)
            else:
                before, off_before, time = last
                share = math.exp(-(self.t[k] - time) / MEMORY)
                variance = STATED ** 2 * (1 - share ** 2)
                reach = 1.5 * self.scene.speed[1] * (self.t[k] - time) + 3
                step = s[near][:, None] - s[before][None]
                density = np.exp(-np.abs(off[near][:, None] - share * off_before[None]) ** 2 / (2 * variance)) / (math.tau * variance)
                chance = (density * ((step > -2) & (step < reach)) * GRID / reach) @ chance
            whole = chance.sum()
            if whole <= 0:
                return -math.inf
            total += math.log(whole)
            chance = chance / whole
            last = near, off[near], self.t[k]
        return total

    def judge(self):
        """The likeliest legal way between the same ends, and the probability of the way driven, all being alike beforehand."""
        length = sum(map(self.scene.length, self.scene.pairs(self.route)))
        routes = self.scene.routes(self.route[0], self.route[-1], 1.5 * length + 250)
        logs = np.array([self.likelihood(r) for r in routes])
        chance = np.exp(logs - logs.max()) if logs.max() > -math.inf else np.full(len(routes), 1 / len(routes))
        return routes[int(chance.argmax())], float(chance[routes.index(self.route)] / chance.sum())


def draw(scene, number, count, seed, silence=0, name="", routes=None):
    """Drives of a scene: each of its routes in turn, a fix in 1, 5 or 15 s, σ 3 to 8 m."""
    routes = routes or scene.drives
    rng = np.random.default_rng([seed, number])
    return [Drive(f"{name or scene.name}/{k}", scene, routes[k % len(routes)], (1, 5, 15)[(k // len(routes) + k) % 3],
                  rng.uniform(3, 8), silence).simulate(rng) for k in range(count)]
