/// How certain the ranks of sites are, from draws of every site's true figure.
package struct RankDraws: Sendable {
    /// One site's rank over the draws.
    package struct Site: Sendable, Hashable {
        /// The site, an index of the laws.
        package var site: Int
        /// Mean rank.
        package var mean: Double
        /// Limits that leave out half of the rest on either side.
        package var lower: Int
        /// Upper limit.
        package var upper: Int
        /// Share of draws in which the site is among the first.
        package var inTop: Double
    }

    /// What is drawn.
    package struct Options: Sendable, Hashable {
        /// Draws.
        package var draws: Int
        /// Seed.
        package var seed: UInt64
        /// Probability that a rank lies within its limits.
        package var level: Double
        /// How many first sites `inTop` speaks of.
        package var top: Int

        /// Makes options.
        package init(draws: Int = 2000, seed: UInt64 = 1, level: Double = 0.9, top: Int = 10) {
            (self.draws, self.seed, self.level, self.top) = (draws, seed, level, top)
        }
    }

    /// Sites times draws that are kept at once.
    package static let budget = 20_000_000

    /// Point rank of each site: equal figures share the better one.
    package let point: [Int]
    /// Sites by point rank, then name.
    package let order: [Int]
    /// The intervals, in the order of `order`; the first ⌊20,000,000 / draws⌋ sites have one.
    package let sites: [Site]

    /// Draws.
    package init(_ laws: SiteLaws, _ options: Options) {
        let means = laws.means
        let ids = laws.ids
        let order = means.indices.sorted { a, b in
            means[a] != means[b] ? means[a] > means[b] : ids[a] < ids[b]
        }
        var point = [Int](repeating: 0, count: order.count)
        for (place, site) in order.enumerated() {
            let previous = place > 0 ? order[place - 1] : site
            point[site] =
                place > 0 && means[previous] == means[site] ? point[previous] : place + 1
        }
        (self.point, self.order) = (point, order)
        guard options.draws > 0, !order.isEmpty else {
            sites = []
            return
        }
        let listed = min(order.count, max(1, RankDraws.budget / options.draws))
        let tracked = order.prefix(listed).map { Int32($0) }
        var all = [Int32](repeating: 0, count: listed * options.draws)
        let kernel = SiteDrawKernel(laws, seed: options.seed)
        var values = [Float](repeating: 0, count: order.count)
        var ranks = [Int32](repeating: 0, count: listed)
        var ranking = RankKernel()
        for draw in 0..<options.draws {
            kernel.fill(&values, draw: draw)
            ranking.rank(values, tracked: tracked, into: &ranks)
            for place in 0..<listed { all[place * options.draws + draw] = ranks[place] }
        }
        let tail = (1 - options.level) / 2
        let cut = min(Int(tail * Double(options.draws)), (options.draws - 1) / 2)
        sites = (0..<listed).map { place in
            let start = place * options.draws
            var drawn = Array(all[start..<start + options.draws])
            var (sum, inTop) = (0.0, 0)
            for rank in drawn {
                sum += Double(rank)
                if Int(rank) <= options.top { inTop += 1 }
            }
            let lower = RankDraws.select(&drawn, cut)
            let upper = RankDraws.select(&drawn, options.draws - 1 - cut)
            return Site(
                site: order[place],
                mean: sum / Double(options.draws),
                lower: Int(lower),
                upper: Int(upper),
                inTop: Double(inTop) / Double(options.draws)
            )
        }
    }

    /// The value that would stand at `place` if the array were sorted (Hoare's quickselect).
    private static func select(_ values: inout [Int32], _ place: Int) -> Int32 {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = values[(low + high) / 2]
            var (i, j) = (low, high)
            while i <= j {
                while values[i] < pivot { i += 1 }
                while values[j] > pivot { j -= 1 }
                if i <= j {
                    values.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if place <= j { high = j } else if place >= i { low = i } else { break }
        }
        return values[place]
    }
}
