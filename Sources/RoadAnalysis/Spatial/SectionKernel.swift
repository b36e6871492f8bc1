import RoadStatistics

/// Significant stretches of one road by kernel density.
///
/// After the idea of KDE+ by Bíl, Andrášik and Janoška, 2013.
/// f(x) = 1/(n d) Σ K((x − xᵢ)/d), Epanechnikov, mirrored at both ends. What chance gives: n points
/// uniform on the section. The local threshold is the 95th percentile of f at a place, by the
/// exact compound binomial law; the global one that of the greatest f on the section, by seeded
/// simulation.
package struct SectionKernel: Sendable {
    /// A significant stretch of a section.
    package struct Stretch: Sendable {
        /// First metre.
        package var from: Double
        /// Last metre.
        package var to: Double
        /// Events on it.
        package var events: Int
        /// Share of the stretch's density that lies above the local threshold, in `[0, 1)`.
        package var strength: Double
        /// Greatest density on it, in events per metre.
        package var peak: Double
        /// Chance that a section of as many uniform events has so great a density anywhere.
        package var globalP: Double
    }

    /// Bandwidth in metres.
    package var bandwidth = 100.0
    /// Level of the thresholds.
    package var level = 0.95
    /// Least number of events of a stretch.
    package var fewest = 2
    /// Simulations behind the global test.
    package var simulations = 999
    /// Seed of the simulations.
    package var seed: UInt64 = 1
    /// Distance between places at which the density is computed, in metres.
    package var gridMetres = 1.0

    /// Plain options.
    package init() {}

    /// Finds the significant stretches of a section.
    ///
    /// - Precondition: offsets lie in `[0, metres]`; fewer than two events give no stretch.
    package func stretches(_ offsets: [Double], metres: Double) -> [Stretch] {
        let n = offsets.count
        guard n >= fewest, n > 1, metres > 0 else { return [] }
        let cells = max(2, min(20_000, Int((metres / gridMetres).rounded(.up))))
        let step = metres / Double(cells)
        let sorted = offsets.sorted()
        let density = densities(sorted, metres, cells)
        let threshold = localThreshold(n, metres)
        var stretches: [Stretch] = []
        var cell = 0
        while cell <= cells {
            guard density[cell] > threshold else {
                cell += 1
                continue
            }
            let first = cell
            var (above, all, peak) = (0.0, 0.0, 0.0)
            while cell <= cells, density[cell] > threshold {
                above += density[cell] - threshold
                all += density[cell]
                peak = max(peak, density[cell])
                cell += 1
            }
            let from = max(0, (Double(first) - 0.5) * step)
            let to = min(metres, (Double(cell - 1) + 0.5) * step)
            let events = sorted.count { $0 >= from && $0 <= to }
            guard events >= fewest else { continue }
            stretches.append(
                Stretch(
                    from: from,
                    to: to,
                    events: events,
                    strength: above / all,
                    peak: peak * Double(n),
                    globalP: 1
                )
            )
        }
        guard !stretches.isEmpty, simulations > 0 else { return stretches }
        let maxima = maxima(n, metres)
        for index in stretches.indices {
            let peak = stretches[index].peak / Double(n) * (1 - 1e-12)
            let reached = maxima.count { $0 >= peak }
            stretches[index].globalP = Double(1 + reached) / Double(1 + maxima.count)
        }
        return stretches
    }

    private func densities(_ sorted: [Double], _ metres: Double, _ cells: Int) -> [Double] {
        var density = [Double](repeating: 0, count: cells + 1)
        let step = metres / Double(cells)
        let scale = 0.75 / (Double(sorted.count) * bandwidth)
        for offset in sorted {
            for image in [offset, -offset, 2 * metres - offset] {
                let low = max(0, Int(((image - bandwidth) / step).rounded(.up)))
                let high = min(cells, Int(((image + bandwidth) / step).rounded(.down)))
                guard low <= high else { continue }
                for cell in low...high {
                    let u = (Double(cell) * step - image) / bandwidth
                    density[cell] += scale * (1 - u * u)
                }
            }
        }
        return density
    }

    /// The percentile of f at a place: a binomial number of events near it, each with a kernel
    /// value of its own law, convolved on a grid.
    private func localThreshold(_ n: Int, _ metres: Double) -> Double {
        let share = min(1, 2 * bandwidth / metres)
        let width = 400
        // P(K/0.75 ≤ v) = 1 − √(1 − v) for an event within the bandwidth.
        var single = [Double](repeating: 0, count: width + 1)
        for bin in 1...width {
            let low = 1 - (1 - Double(bin - 1) / Double(width)).squareRoot()
            let high = 1 - (1 - Double(bin) / Double(width)).squareRoot()
            single[bin] = high - low
        }
        var law = [1.0]
        var sum: [Double] = [0]
        let number = BinomialDistribution(trials: n, probability: share)
        var count = 0
        // Numbers beyond the 99.99th percentile cannot move the 95th.
        let most = min(n, number.quantile(0.9999) ?? n)
        while true {
            let chance = number.probability(of: count)
            if sum.count < law.count {
                sum += [Double](repeating: 0, count: law.count - sum.count)
            }
            for bin in law.indices { sum[bin] += chance * law[bin] }
            count += 1
            guard count <= most else { break }
            var next = [Double](repeating: 0, count: law.count + width)
            for a in law.indices where law[a] > 1e-15 {
                for b in 1...width { next[a + b] += law[a] * single[b] }
            }
            law = next
        }
        var below = 0.0
        for bin in sum.indices {
            below += sum[bin]
            if below >= level {
                return (Double(bin) - 0.5) / Double(width) * 0.75 / (Double(n) * bandwidth)
            }
        }
        return 0.75 / bandwidth
    }

    /// The null law depends on the number of events and the length alone, and so do the draws.
    private func maxima(_ n: Int, _ metres: Double) -> [Double] {
        // The greatest density lies between events; a coarse grid sees it well enough.
        let cells = max(2, min(2_000, Int((metres / (bandwidth / 20)).rounded(.up))))
        return (0..<simulations).map { simulation in
            var generator = ReplayableGenerator(
                seed: seed,
                stream: UInt64(n) << 20 + UInt64(simulation) + 1
            )
            let points = (0..<n).map { _ in generator.uniform() * metres }
            return densities(points, metres, cells).max() ?? 0
        }
    }
}
