/// The median: the mean of the middle two when their number is even, NaN for none.
package func median(_ values: [Double]) -> Double { medianOfSorted(values.sorted()) }

/// The median of values in ascending order.
func medianOfSorted(_ sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Ranks from 1; equal values share the mean of their ranks.
func averageRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
        // A value that equals not even itself stands alone.
        var end = start + 1
        while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
        for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
        start = end
    }
    return ranks
}

/// The sizes of groups of equal values, singles left out.
func tieSizes(_ values: [Double]) -> [Int] {
    let sorted = values.sorted()
    var sizes: [Int] = []
    var start = 0
    while start < sorted.count {
        // A value that equals not even itself stands alone.
        var end = start + 1
        while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
        if end - start > 1 { sizes.append(end - start) }
        start = end
    }
    return sizes
}
