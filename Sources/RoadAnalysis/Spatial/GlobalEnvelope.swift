/// What simulated curves allow, for one radius at a time and for all radii at once.
///
/// Source: Myllymäki et al. 2017, extreme rank lengths: a curve's ranks at all radii, counted from
/// both sides, are sorted and compared like words.
package struct GlobalEnvelope: Sendable {
    /// Mean of the simulated curves.
    package private(set) var mean: [Double] = []
    /// Lower limits for each radius by itself.
    package private(set) var lower: [Double] = []
    /// Upper limits for each radius by itself.
    package private(set) var upper: [Double] = []
    /// Lower limits for all radii at once.
    package private(set) var globalLower: [Double] = []
    /// Upper limits for all radii at once.
    package private(set) var globalUpper: [Double] = []
    /// Chance of a curve at least as extreme, the observed one counted: (1 + #) / (1 + S).
    package private(set) var p = 1.0

    /// Compares an observed curve with simulated ones of the same radii.
    ///
    /// - Precondition: at least one simulated curve, all as long as the observed one.
    package init(observed: [Double], simulated: [[Double]], level: Double = 0.95) {
        let curves = [observed] + simulated
        let total = curves.count
        let width = observed.count
        var ranks = [[Int32]](repeating: [Int32](repeating: 0, count: width), count: total)
        // Share of curves beyond either limit.
        let tail = max(0, Int((Double(simulated.count) * (1 - level) / 2).rounded(.down)))
        for radius in 0..<width {
            let order = (0..<total).sorted { curves[$0][radius] < curves[$1][radius] }
            var start = 0
            while start < total {
                var end = start + 1
                while end < total, curves[order[end]][radius] == curves[order[start]][radius] {
                    end += 1
                }
                // Equal values share the better of their places seen from each side.
                let rank = Int32(min(end, total - start))
                for position in start..<end { ranks[order[position]][radius] = rank }
                start = end
            }
            let values = simulated.map { $0[radius] }.sorted()
            lower.append(values[min(tail, values.count - 1)])
            upper.append(values[max(0, values.count - 1 - tail)])
            mean.append(values.reduce(0, +) / Double(values.count))
        }
        let words = ranks.map { $0.sorted() }
        let order = (0..<total).sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
        let asExtreme = words.count { !words[0].lexicographicallyPrecedes($0) }
        p = Double(asExtreme) / Double(total)
        // The most extreme share of all curves is left out.
        let left = Set(order.prefix(Int((Double(total) * (1 - level)).rounded(.down))))
        globalLower = [Double](repeating: .infinity, count: width)
        globalUpper = [Double](repeating: -.infinity, count: width)
        for curve in 0..<total where !left.contains(curve) {
            for radius in 0..<width {
                globalLower[radius] = min(globalLower[radius], curves[curve][radius])
                globalUpper[radius] = max(globalUpper[radius], curves[curve][radius])
            }
        }
    }
}
