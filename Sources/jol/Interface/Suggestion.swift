/// Finds the word somebody meant.
enum Suggestion {
    /// The known word nearest to `word`, when it is near enough to be a slip of the hand.
    static func nearest(to word: String, among known: [String]) -> String? {
        let limit = max(2, word.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance =
                candidate.hasPrefix(word) && word.count >= 2
                ? 0 : editDistance(Array(word), Array(candidate))
            if distance <= limit, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// Edits (insert, delete, replace, swap of neighbours) from one word to another.
    ///
    /// Source: optimal string alignment distance, Damerau 1964.
    static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        var earlier = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var current = [i + 1]
            for j in 0..<b.count {
                var cost = min(
                    previous[j + 1] + 1,
                    current[j] + 1,
                    previous[j] + (a[i] == b[j] ? 0 : 1)
                )
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, earlier[j - 1] + 1)
                }
                current.append(cost)
            }
            (earlier, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
