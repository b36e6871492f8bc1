/// A length in metres.
@frozen
package struct Metres: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The length, in metres; any finite value.
    package var value: Double

    /// Wraps a number that is already in metres.
    @inlinable
    package init(_ value: Double) { self.value = value }

    @inlinable
    package static func < (a: Metres, b: Metres) -> Bool { a.value < b.value }
    @inlinable
    package static func + (a: Metres, b: Metres) -> Metres { Metres(a.value + b.value) }
    @inlinable
    package static func - (a: Metres, b: Metres) -> Metres { Metres(a.value - b.value) }
    /// The same length in kilometres.
    @inlinable
    package var kilometres: Double { value / 1000 }
}

/// A speed in metres per second.
@frozen
package struct MetresPerSecond: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The speed, in metres per second.
    package var value: Double

    /// Wraps a number that is already in metres per second.
    @inlinable
    package init(_ value: Double) { self.value = value }

    /// Converts from the unit of signs, laws and camera exports.
    @inlinable
    package init(kilometresPerHour: Double) { self.value = kilometresPerHour / 3.6 }

    @inlinable
    package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
    /// The same speed in kilometres per hour.
    @inlinable
    package var kilometresPerHour: Double { value * 3.6 }
}

/// An angle in degrees; a heading counts clockwise from true north.
@frozen
package struct Degrees: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The angle, in degrees.
    package var value: Double

    /// Wraps a number that is already in degrees.
    @inlinable
    package init(_ value: Double) { self.value = value }

    @inlinable
    package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
    /// The same angle in radians.
    @inlinable
    package var radians: Radians { Radians(value * (Double.pi / 180)) }

    /// The smallest unsigned turn from this heading to `other`, in `[0, 180]`.
    @inlinable
    package func separation(from other: Degrees) -> Degrees {
        let turn = (value - other.value).truncatingRemainder(dividingBy: 360)
        let wrapped = turn < 0 ? turn + 360 : turn
        return Degrees(wrapped > 180 ? 360 - wrapped : wrapped)
    }
}

/// An angle in radians.
@frozen
package struct Radians: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The angle, in radians.
    package var value: Double

    /// Wraps a number that is already in radians.
    @inlinable
    package init(_ value: Double) { self.value = value }

    @inlinable
    package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
    /// The same angle in degrees.
    @inlinable
    package var degrees: Degrees { Degrees(value * (180 / Double.pi)) }
}
