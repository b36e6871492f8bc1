/// A directed segment: its row in one compiled network, from 0.
@frozen
package struct SegmentID: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The row.
    package var rawValue: UInt32
    /// Wraps a row number.
    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable
    package static func < (a: SegmentID, b: SegmentID) -> Bool { a.rawValue < b.rawValue }
}

/// A stored observation: the primary key of its table in the workspace.
@frozen
package struct ObservationID: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// The primary key.
    package var rawValue: Int64
    /// Wraps a primary key.
    @inlinable
    package init(rawValue: Int64) { self.rawValue = rawValue }
    @inlinable
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The serial number of a roadside complex or drone, as its maker wrote it.
package struct DeviceID: Hashable, Comparable, Sendable, Codable {
    /// The serial number.
    package var rawValue: String
    /// Wraps a serial number.
    package init(rawValue: String) { self.rawValue = rawValue }
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
