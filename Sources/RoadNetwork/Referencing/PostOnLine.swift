/// A post's foot on one line of a route.
struct PostOnLine {
    /// Whose kilometres the post says it counts.
    enum Trust {
        /// It names another index, none, or the route's own.
        case foreign, unnamed, own
    }

    /// The route.
    var route: Int
    /// The line of the route.
    var line: Int
    /// The foot.
    var post: KilometreSection.Post
    /// Distance of the post from the line.
    var distance: Double
    /// See `Trust`.
    var trust: Trust

    /// The posts of a line that tell its kilometres.
    ///
    /// A road with two indices has one row of posts that name either, or two rows that count apart.
    /// Where posts of the line's own index and of another are neighbours, their numbers tell which:
    /// those of the other index count too unless more pairs contradict than agree.
    static func counting(_ feet: [PostOnLine]) -> [PostOnLine] {
        let named = feet.filter { $0.trust != .unnamed }.sorted {
            ($0.post.chainage, $0.post.value, $0.post.row)
                < ($1.post.chainage, $1.post.value, $1.post.row)
        }
        var balance = 0
        for (a, b) in zip(named, named.dropFirst()) where a.trust != b.trust {
            balance += KilometreCalibration.agree(a.post, b.post) ? 1 : -1
        }
        return balance < 0 ? feet.filter { $0.trust != .foreign } : feet
    }
}
