/// A default value of a parameter.
package struct ULogParameterDefault: Sendable, Hashable {
    /// Bit 0: of the whole system; bit 1: of the current airframe.
    package let scope: UInt8
    /// The parameter and its default.
    package let parameter: ULogParameter
}
