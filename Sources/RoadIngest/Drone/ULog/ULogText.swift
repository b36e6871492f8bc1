/// A text that the autopilot wrote into the log.
package struct ULogText: Sendable, Hashable {
    /// Microseconds on the vehicle's clock.
    package let vehicleMicroseconds: Int64
    /// Severity as in syslog: 0 emergency … 7 debug.
    package let level: UInt8
    /// The writer's tag; `nil` in a plain message.
    package let tag: UInt16?
    /// The text as written.
    package let text: String
}
