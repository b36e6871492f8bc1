/// A parameter of the vehicle with one value.
package struct ULogParameter: Sendable, Hashable {
    /// The parameter, for example `MPC_XY_VEL_MAX`.
    package let name: String
    /// `int32_t` or `float`, as logged.
    package let value: ULogValue
}
