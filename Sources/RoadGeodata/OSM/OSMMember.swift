/// One member of a relation.
struct OSMMember {
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
}
