/// A plain field of a record and where it stands.
package struct ULogLeaf: Sendable, Hashable {
    /// The name with its way through nested formats, for example `esc[3].esc_rpm`.
    package let path: String
    /// The type of the value.
    package let type: ULogScalar
    /// The first byte within the record.
    package let offset: Int
}
