"""An own Bayes classifier of points with elliptic errors, and the measures by which answers are judged."""
import collections, math
import numpy as np
from scipy.special import ndtr
from raw_map import local


def covariance(major, minor, azimuth):
    """Along true east and north, of semi-axes in metres and the azimuth of the longer one."""
    axis = np.array((math.sin(math.radians(azimuth)), math.cos(math.radians(azimuth))))
    return (major ** 2 - minor ** 2) * np.outer(axis, axis) + minor ** 2 * np.eye(2)


def best_place(inverse, xy, radius=math.inf):
    """Squared sigmas and place of a line's point where the law, centred at 0, is greatest; pieces of it that lie
    wholly beyond the radius are left out."""
    a, u = xy[:-1], np.diff(xy, axis=0)
    foot = np.clip(-(a * u).sum(1) / np.maximum(1e-12, (u * u).sum(1)), 0, 1)
    near = np.hypot(*(a + foot[:, None] * u).T) <= radius
    a, u = a[near], u[near]
    f = np.clip(-np.einsum("ki,ij,kj->k", a, inverse, u) / np.maximum(1e-12, np.einsum("ki,ij,kj->k", u, inverse, u)), 0, 1)
    p = a + f[:, None] * u
    return min(zip(np.einsum("ki,ij,kj->k", p, inverse, p), map(tuple, p)))


class Classifier:
    """The likeliest way in one direction, and its probability, by Bayes' rule: the law's integral along the lines of
    all ways, each open direction counted."""

    def __init__(self, raw):
        self.raw = raw
        self.weight = np.array([raw.pieces[k][2] + raw.pieces[k][3] for k in raw.line_piece])
        self.way = np.array([raw.pieces[k][0] for k in raw.line_piece])

    def answer(self, lon, lat, law):
        """Whitened, the law is a unit circle: a line is a chord whose mass is a normal density times normal shares."""
        rows = self.raw.near(lon, lat, 6 * math.sqrt(np.linalg.eigvalsh(law)[-1]))
        e, whiten = self.raw.ends[rows], np.linalg.inv(np.linalg.cholesky(law))
        a, b = (np.array(local(e[:, k], e[:, k + 1], lon, lat)) for k in (0, 2))
        length, a, b = np.hypot(*(b - a)), whiten @ a, whiten @ b
        white = np.hypot(*(b - a))
        u = (b - a) / white
        across, start = u[0] * a[1] - u[1] * a[0], (u * a).sum(0)
        mass = length / white * np.exp(-across ** 2 / 2) * np.abs(ndtr(start + white) - ndtr(start))
        shares = collections.Counter()
        for way, one in zip(self.way[rows], mass / max(1e-300, (mass * self.weight[rows]).sum())):
            shares[int(way)] += one
        return max(shares.items(), key=lambda x: x[1])


def calibration(said, right):
    """Expected calibration error over ten ranges."""
    said, right = np.asarray(said), np.asarray(right, float)
    bins = np.minimum(9, (said * 10).astype(int))
    return sum(abs(said[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(said)


def chance(said, rng):
    """Mean calibration error, and that which one in a hundred exceeds, of forecasters right about every probability."""
    drawn = [calibration(said, rng.random(len(said)) < said) for _ in range(400)]
    return np.mean(drawn), np.quantile(drawn, .99)


def beside(a, b):
    """Difference of two shares of right answers to the same questions, in points, and its standard error."""
    d = np.asarray(a, float) - np.asarray(b, float)
    return 100 * d.mean(), 100 * d.std() / math.sqrt(len(d))
