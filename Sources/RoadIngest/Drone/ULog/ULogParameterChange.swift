/// A parameter that was changed while the log was written.
package struct ULogParameterChange: Sendable, Hashable {
    /// The log's running time, in microseconds on the vehicle's clock.
    package let vehicleMicroseconds: Int64
    /// The parameter and its new value.
    package let parameter: ULogParameter
}
