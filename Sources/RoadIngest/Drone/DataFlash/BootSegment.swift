/// A stretch of a log from one start of the vehicle to the next.
package struct BootSegment: Sendable, Hashable {
    /// The first byte.
    package internal(set) var start: Int
    /// The first byte after it.
    package internal(set) var end: Int
    /// The earliest time, in microseconds on the vehicle's clock.
    package internal(set) var firstMicroseconds: Int64
    /// The latest time.
    package internal(set) var lastMicroseconds: Int64
}
