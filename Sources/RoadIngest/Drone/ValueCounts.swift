/// How often numbers occurred: each by itself while few differ, else in bins of a power of two.
///
/// At most 524,288 bins are kept. When more would be needed their width doubles, so that a bin is
/// never wider than 1 / 262,144 of the distance between the least and the greatest number, or than
/// it was at first.
package struct ValueCounts {
    private static let mostBins = 1 << 19

    /// The bins in ascending order, and how many numbers each has.
    private var bins: [(bin: Int64, count: Int)] = []
    /// The bin of the last number, where the next one often belongs.
    private var row = 0
    /// Numbers that are not in the bins yet, as many at most as there are bins or 1024.
    private var pending: [Int64] = []
    /// A number's bin is the number without so many low bits.
    private var binBits: Int64
    /// The number of all.
    package private(set) var count = 0
    /// The least and greatest; `nil` without any.
    package private(set) var range: ClosedRange<Int64>?

    /// No numbers; bins have at least `2^binBits` numbers each.
    package init(binBits: Int = 0) { self.binBits = Int64(binBits) }

    /// Counts a number.
    package mutating func add(_ value: Int64) {
        range = min(range?.lowerBound ?? value, value)...max(range?.upperBound ?? value, value)
        count += 1
        let bin = value >> binBits
        if row < bins.count, bins[row].bin == bin { return bins[row].count += 1 }
        pending.append(value)
        guard pending.count >= max(1024, bins.count) else { return }
        settle()
        row = bins.firstIndex { $0.bin == value >> binBits } ?? 0
    }

    /// The bin of the number that stands at `rank` of all in ascending order, from 0, and its rank
    /// within the bin; `nil` without such a number.
    package func bin(ofRank rank: Int) -> (values: ClosedRange<Int64>, rank: Int)? {
        guard let range, rank >= 0, rank < count else { return nil }
        var settled = self
        settled.settle()
        var before = 0
        for (bin, many) in settled.bins {
            if rank < before + many {
                let first = bin << settled.binBits
                let end = first + ((1 << settled.binBits) - 1)
                return (max(first, range.lowerBound)...min(end, range.upperBound), rank - before)
            }
            before += many
        }
        return nil
    }

    /// Whether a number lies in a bin that touches `values`.
    package func mayHold(anyOf values: Range<Int64>) -> Bool {
        guard !values.isEmpty else { return false }
        let wanted = values.lowerBound >> binBits...(values.upperBound - 1) >> binBits
        return bins.contains { wanted.contains($0.bin) }
            || pending.contains { wanted.contains($0 >> binBits) }
    }

    /// Brings the numbers that wait into the bins: sorted, for that is faster than a dictionary.
    private mutating func settle() {
        pending.sort()
        var merged: [(bin: Int64, count: Int)] = []
        merged.reserveCapacity(bins.count + 1024)
        var row = 0
        for value in pending {
            let bin = value >> binBits
            while row < bins.count, bins[row].bin <= bin {
                Self.add(bins[row].bin, bins[row].count, to: &merged)
                row += 1
            }
            Self.add(bin, 1, to: &merged)
        }
        merged += bins[row...]
        (bins, pending) = (merged, [])
        while bins.count > Self.mostBins { widen() }
    }

    private mutating func widen() {
        binBits += 1
        var wider: [(bin: Int64, count: Int)] = []
        for (bin, many) in bins { Self.add(bin >> 1, many, to: &wider) }
        bins = wider
    }

    /// Adds numbers to the last bin or a new one behind it.
    private static func add(_ bin: Int64, _ many: Int, to bins: inout [(bin: Int64, count: Int)]) {
        if let last = bins.last, last.bin == bin {
            bins[bins.count - 1].count += many
        } else {
            bins.append((bin, many))
        }
    }
}
