/// Puts the posts of one line into sections in which kilometres count on.
///
/// Two neighbouring posts belong together when the distance between them and the difference of
/// what they show agree within `tolerance` or within the ratios of `ratio`; otherwise an equation
/// stands between them. A single post that disagrees with both neighbours while they agree with
/// each other is a mistake of the map and left out.
struct KilometreCalibration {
    typealias Post = KilometreSection.Post

    /// Disagreement of two posts that is always taken for noise, in metres.
    private static let tolerance = 60.0
    /// Distance over difference of kilometres within which two posts belong together.
    private static let ratio = 0.6...1.6
    /// Posts of one number so near to each other are one: both sides of the road carry it.
    private static let pairMetres = 100.0
    /// A section that starts no later than here started at kilometre 0, whose post is missing.
    private static let startMetres = 3000.0

    /// The sections of a line, numbered from 1.
    private(set) var sections: [KilometreSection] = []
    /// Rows of the posts that contradict both neighbours.
    private(set) var contradicting: [Int] = []

    /// Calibrates a line of a length.
    ///
    /// - Parameters:
    ///   - posts: The feet of posts on the line, in any order.
    ///   - length: Length of the line in metres.
    ///   - grows: Whether kilometres grow along the line, where one post alone cannot tell.
    init(_ posts: [Post], length: Double, grows: Bool?) {
        var clean = Self.merged(posts.sorted { ($0.chainage, $0.value) < ($1.chainage, $1.value) })
        clean = withoutContradictions(clean)
        guard !clean.isEmpty else { return }
        var groups: [(posts: [Post], sign: Double)] = []
        for post in clean {
            if let last = groups.last, let previous = last.posts.last {
                let sign = Self.sign(previous, post)
                if sign != 0, last.sign == 0 || last.sign == sign {
                    groups[groups.count - 1].posts.append(post)
                    groups[groups.count - 1].sign = sign
                    continue
                }
            }
            groups.append(([post], 0))
        }
        let balance = groups.reduce(0) { $0 + $1.sign * Double($1.posts.count) }
        let usual: Double = balance != 0 ? (balance > 0 ? 1 : -1) : (grows ?? true) ? 1 : -1
        for (number, group) in groups.enumerated() {
            let isAlong = (group.sign == 0 ? usual : group.sign) > 0
            sections.append(
                KilometreSection(
                    number: number + 1,
                    isAlong: isAlong,
                    posts: isAlong ? group.posts : group.posts.reversed(),
                    from: group.posts[0].chainage,
                    to: group.posts[group.posts.count - 1].chainage,
                    reachFrom: 0,
                    reachTo: length
                )
            )
        }
        shareGaps(length)
    }

    /// Divides the stretches between sections: kilometres count on from behind up to the next post,
    /// except that a section that starts anew reaches back to its kilometre 0.
    private mutating func shareGaps(_ length: Double) {
        for i in 1..<max(1, sections.count) {
            let (left, right) = (sections[i - 1], sections[i])
            let border: Double
            switch (left.isAlong, right.isAlong) {
            case (true, true):
                border = max(left.to, right.from - Self.reachToStart(right))
            case (false, false):
                border = min(right.from, left.to + Self.reachToStart(left))
            default:
                border = (left.to + right.from) / 2
            }
            (sections[i - 1].reachTo, sections[i].reachFrom) = (right.from, left.to)
            (sections[i - 1].to, sections[i].from) = (border, border)
        }
        sections[0].from = 0
        sections[sections.count - 1].to = length
    }

    private static func reachToStart(_ section: KilometreSection) -> Double {
        let first = section.posts[0].value
        return first <= startMetres ? first : 0
    }

    /// +1 when kilometres grow from `a` to `b`, −1 when they fall, 0 when an equation lies between.
    private static func sign(_ a: Post, _ b: Post) -> Double {
        let (distance, value) = (b.chainage - a.chainage, abs(b.value - a.value))
        guard value > 0, distance > 0 else { return 0 }
        let agrees = abs(distance - value) <= tolerance || ratio.contains(distance / value)
        return agrees ? (b.value > a.value ? 1 : -1) : 0
    }

    /// Whether two posts count the same kilometres: one behind the other, or both at one place.
    static func agree(_ a: Post, _ b: Post) -> Bool {
        if a.value == b.value { return abs(a.chainage - b.chainage) <= pairMetres }
        return sign(a, b) != 0
    }

    private static func merged(_ sorted: [Post]) -> [Post] {
        var merged: [Post] = []
        for post in sorted {
            if let last = merged.last, last.value == post.value,
                post.chainage - last.chainage <= pairMetres
            {
                merged[merged.count - 1].chainage = (last.chainage + post.chainage) / 2
            } else {
                merged.append(post)
            }
        }
        return merged
    }

    private mutating func withoutContradictions(_ posts: [Post]) -> [Post] {
        var kept: [Post] = []
        var i = 0
        while i < posts.count {
            let isWrong =
                !kept.isEmpty && i + 1 < posts.count
                && Self.sign(kept[kept.count - 1], posts[i]) == 0
                && Self.sign(posts[i], posts[i + 1]) == 0
                && Self.sign(kept[kept.count - 1], posts[i + 1]) != 0
            if isWrong { contradicting.append(posts[i].row) } else { kept.append(posts[i]) }
            i += 1
        }
        return kept
    }
}
