package import RoadStatistics

extension PublishedPercent {
    /// What the printed figure may have been before rounding.
    package var interval: Interval {
        var half = 0.5
        for _ in 0..<decimals { half /= 10 }
        return Interval(lower: value - half, upper: value + half)
    }
}

/// Whole numbers that a published figure allows.
package struct WholeRange: Hashable, Sendable, Codable {
    /// The lowest, not rounded.
    package let lower: Double
    /// The highest, not rounded; infinite when unbounded.
    package let upper: Double

    /// Makes a range; the limits are put in order.
    package init(_ a: Double, _ b: Double) { (lower, upper) = (min(a, b), max(a, b)) }

    /// The lowest whole number inside, `nil` when there is none or no end.
    package var firstWhole: Int? {
        guard lower.isFinite, upper.isFinite, abs(upper) < 9e15 else { return nil }
        let first = (lower - 1e-9).rounded(.up)
        return first <= upper + 1e-9 ? Int(first) : nil
    }

    /// The highest whole number inside.
    package var lastWhole: Int? {
        firstWhole == nil ? nil : Int((upper + 1e-9).rounded(.down))
    }

    /// Whether a number lies inside.
    package func holds(_ value: Double) -> Bool { lower - 1e-9 <= value && value <= upper + 1e-9 }

    /// What both ranges allow; `nil` when they have nothing in common.
    package func intersection(_ other: WholeRange) -> WholeRange? {
        let (low, high) = (max(lower, other.lower), min(upper, other.upper))
        return low <= high + 1e-9 ? WholeRange(low, max(low, high)) : nil
    }
}
