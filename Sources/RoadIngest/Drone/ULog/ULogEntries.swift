/// A parameter of the vehicle with one value.
package struct ULogParameter: Sendable, Hashable {
    /// The parameter, for example `MPC_XY_VEL_MAX`.
    package let name: String
    /// `int32_t` or `float`, as logged.
    package let value: ULogValue
}

/// A parameter that was changed while the log was written.
package struct ULogParameterChange: Sendable, Hashable {
    /// The log's running time, in microseconds on the vehicle's clock.
    package let vehicleMicroseconds: Int64
    /// The parameter and its new value.
    package let parameter: ULogParameter
}

/// A default value of a parameter.
package struct ULogParameterDefault: Sendable, Hashable {
    /// Bit 0: of the whole system; bit 1: of the current airframe.
    package let scope: UInt8
    /// The parameter and its default.
    package let parameter: ULogParameter
}

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

/// A stretch in which the logger could not keep up.
package struct ULogDropout: Sendable, Hashable {
    /// The log's running time, in microseconds on the vehicle's clock.
    package let vehicleMicroseconds: Int64
    /// The length, in milliseconds.
    package let milliseconds: UInt16
}
