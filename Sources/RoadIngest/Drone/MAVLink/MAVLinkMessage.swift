/// The definition of a message.
///
/// On the wire the fields stand by the size of their type, the largest first, those of one size in
/// the order of their declaration; extensions follow in the order of their declaration. Source:
/// MAVLink guide, "Packet Serialization".
package struct MAVLinkMessage: Sendable, Hashable {
    /// The number.
    package let id: UInt32
    /// The name, for example `ATTITUDE`.
    package let name: String
    /// The fields in the order of their declaration.
    package let fields: [MAVLinkField]
    /// The length of the whole payload, extensions included.
    package let byteCount: Int
    /// The length of the payload without extensions, as version 1 sends it.
    package let baseByteCount: Int
    /// The byte that joins every packet's checksum, computed from the definition, so that packets
    /// of another definition do not pass for packets of this one.
    package let crcExtra: UInt8

    init(id: UInt32, name: String, declared: [MAVLinkField]) {
        (self.id, self.name) = (id, name)
        var base = declared.indices.filter { !declared[$0].isExtension }
        // Sorting is stable.
        base.sort { declared[$0].type.byteCount > declared[$1].type.byteCount }
        var fields = declared
        var offset = 0
        var checksum = MAVLinkChecksum()
        checksum.add(name + " ")
        for index in base {
            let field = declared[index]
            fields[index].offset = offset
            offset += field.byteCount
            checksum.add(field.type.formalName + " " + field.name + " ")
            if field.elements > 0 { checksum.add(UInt8(truncatingIfNeeded: field.elements)) }
        }
        baseByteCount = offset
        crcExtra = UInt8(checksum.value & 0xFF) ^ UInt8(checksum.value >> 8)
        for index in declared.indices where declared[index].isExtension {
            fields[index].offset = offset
            offset += declared[index].byteCount
        }
        byteCount = offset
        self.fields = fields
    }

    /// The field of that name.
    package func field(_ name: String) -> MAVLinkField? { fields.first { $0.name == name } }
}
