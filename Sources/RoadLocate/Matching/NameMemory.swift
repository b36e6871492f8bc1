/// What a matcher remembers of names between points: roads' names folded, and factors.
struct NameMemory: Sendable {
    /// The folded names of labels met so far.
    private var names: [UInt32: [ComparableName]] = [:]
    /// Factors of statements and labels, one for each slot.
    private var slots: [Slot]

    private struct Slot: Sendable {
        var statement: RoadNameEvidence.Statement?
        var label: UInt32 = 0
        var factor = 1.0
    }

    /// A power of two; a batch that names a thousand roads asks for ten pairs of each.
    private static let size = 16_384

    init() { slots = [Slot](repeating: Slot(), count: Self.size) }

    /// The factor of a statement on a road of a label.
    ///
    /// A slot keeps its statement alive, so the identity of one cannot become another's.
    mutating func factor(
        _ statement: RoadNameEvidence.Statement,
        _ label: UInt32,
        compute: (inout NameMemory) -> Double
    ) -> Double {
        let identity = UInt(bitPattern: ObjectIdentifier(statement)) >> 4
        let row = Int((identity ^ UInt(label) &* 0x9E37_79B1) & UInt(Self.size - 1))
        if slots[row].label == label, slots[row].statement === statement {
            return slots[row].factor
        }
        let factor = compute(&self)
        slots[row] = Slot(statement: statement, label: label, factor: factor)
        return factor
    }

    /// The folded names of a label.
    mutating func names(
        of label: UInt32,
        fold: () -> [ComparableName]
    ) -> [ComparableName] {
        if let known = names[label] { return known }
        let folded = fold()
        names[label] = folded
        return folded
    }
}
