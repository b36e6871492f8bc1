/// Recognises ways that stand twice in a file, as in careless merges of extracts.
///
/// Ids ascend in nearly every file; only when they stop to do so is a set of them kept.
struct OSMDuplicateWays {
    private var ascending: [Int64] = []
    private var seen: Set<Int64> = []

    /// Whether the id comes for the first time.
    mutating func isNew(_ id: Int64) -> Bool {
        if seen.isEmpty {
            guard let last = ascending.last, id <= last else {
                ascending.append(id)
                return true
            }
            seen = Set(ascending)
            ascending = []
        }
        return seen.insert(id).inserted
    }
}
