/// A stretch in which the logger could not keep up.
package struct ULogDropout: Sendable, Hashable {
    /// The log's running time, in microseconds on the vehicle's clock.
    package let vehicleMicroseconds: Int64
    /// The length, in milliseconds.
    package let milliseconds: UInt16
}
