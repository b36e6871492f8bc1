/// One member of a relation.
struct OSMMember: Sendable {
    /// The part a member plays in a turn restriction; raw values are those of `COsmium.h`.
    enum Role: UInt8 {
        case from = 0x66
        case to = 0x74
        case via = 0x76
        case other = 0x3F
    }

    /// Whether it is a way.
    var isWay: Bool
    /// Whether it is a node.
    var isNode: Bool
    /// Its part.
    var role: Role
    /// Its id.
    var reference: Int64

    /// A member as PBF writes it: type 0 is a node, 1 a way, 2 a relation.
    init(type: UInt64, role: UInt8, reference: Int64) {
        (isNode, isWay) = (type == 0, type == 1)
        self.role = Role(rawValue: role) ?? .other
        self.reference = reference
    }
}
