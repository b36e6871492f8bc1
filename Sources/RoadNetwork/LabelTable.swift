/// The labels of a network with the hashes by which names are compared; label 0 is empty.
struct LabelTable {
    private(set) var labels: [RoadLabel] = []
    private(set) var nameStart: [UInt32] = [0]
    private(set) var tokenStart: [UInt32] = [0]
    private(set) var tokens: [UInt64] = []
    private(set) var refStart: [UInt32] = [0]
    private(set) var refs: [UInt64] = []
    private var known: [RoadLabel: UInt32] = [:]

    init() { _ = number(of: RoadLabel(name: "")) }

    /// The number of a label, which is added when it is new.
    mutating func number(of label: RoadLabel) -> UInt32 {
        if let number = known[label] { return number }
        let number = UInt32(labels.count)
        known[label] = number
        labels.append(label)
        var seen: Set<[UInt64]> = []
        for name in [label.name] + label.otherNames.split(separator: ";").map(String.init) {
            let words = PlaceNameFolding.nameTokens(name)
            guard !words.isEmpty, seen.insert(words).inserted else { continue }
            tokens += words
            tokenStart.append(UInt32(tokens.count))
        }
        nameStart.append(UInt32(tokenStart.count - 1))
        refs += PlaceNameFolding.refHashes(label.ref)
        refStart.append(UInt32(refs.count))
        return number
    }
}
