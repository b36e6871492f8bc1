/// Packets of one message whose definition Jol does not have: of another dialect or time.
///
/// Their frames are sound and their checksums agree on one definition, so they are no damage; the
/// payloads are kept as they are.
package struct MAVLinkForeignTable: Sendable {
    /// The number of the message.
    package let messageID: UInt32
    /// The byte by which all their checksums fit: that of their definition.
    package let crcExtra: UInt8
    /// Where each packet begins in the file, at its mark `FE` or `FD`.
    package let starts: [Int]
    /// The payloads, one after another.
    package let payloads: [UInt8]
    /// Where each payload ends in `payloads`.
    package let ends: [Int]

    /// The number of packets.
    package var count: Int { starts.count }
}
