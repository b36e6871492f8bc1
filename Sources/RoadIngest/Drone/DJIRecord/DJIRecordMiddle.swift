/// Finds the middle of all times of a record in bounded memory, in one reading or some more.
///
/// What is wanted are the times near it. They are known after one reading unless times lie where
/// the middle's bin leaves open whether they are near.
struct DJIRecordMiddle {
    /// The longest flight, in milliseconds; a time further from the middle one is damage.
    private static let longest: Int64 = 43_200_000

    /// Where the middle lies after the readings before this one, and its rank there.
    private var within = DJIRecordTimes.possible
    private var rankWithin: Int?
    /// Bins of 35 minutes: few of them, whatever the flight.
    private var counts = ValueCounts(binBits: 21)

    /// Takes a time of a frame into account, in milliseconds.
    mutating func add(_ time: Int64) {
        if within.contains(time) { counts.add(time) }
    }

    /// Whether the last reading needs no other: every time is near the middle.
    var areAllNear: Bool {
        guard rankWithin == nil, let range = counts.range else { return rankWithin == nil }
        return range.upperBound - range.lowerBound <= Self.longest
    }

    /// The times near the middle; `nil` when another reading must tell, see ``narrowed``.
    var near: ClosedRange<Int64>? {
        guard let bin = bin?.values else { return DJIRecordTimes.possible }
        let (least, greatest) = (bin.lowerBound, bin.upperBound)
        let isOpen =
            rankWithin == nil
            ? counts.mayHold(anyOf: least - Self.longest..<greatest - Self.longest)
                || counts.mayHold(anyOf: least + Self.longest + 1..<greatest + Self.longest + 1)
            : least < greatest
        return isOpen ? nil : least - Self.longest...least + Self.longest
    }

    /// The search for another reading.
    var narrowed: DJIRecordMiddle {
        var next = DJIRecordMiddle()
        next.within = bin?.values ?? within
        next.rankWithin = bin?.rank
        next.counts = ValueCounts()
        return next
    }

    private var bin: (values: ClosedRange<Int64>, rank: Int)? {
        counts.bin(ofRank: rankWithin ?? counts.count / 2)
    }
}
