/// A field of a message.
package struct MAVLinkField: Sendable, Hashable {
    /// The name, for example `time_boot_ms`.
    package let name: String
    /// The type of its value, or of each element.
    package let type: MAVLinkScalar
    /// The number of elements of an array; 0 for a plain value.
    package let elements: Int
    /// Where it begins in the payload.
    package internal(set) var offset: Int
    /// Whether it was added later: version 1 does not send it and the checksum leaves it out.
    package let isExtension: Bool

    /// The length in a packet.
    package var byteCount: Int { type.byteCount * max(elements, 1) }
}
