/// A kilometre and the metres behind its post.
package struct KilometreReading: Hashable, Sendable {
    /// What the post behind shows, in whole kilometres.
    package var kilometre: Int
    /// Metres from that post; more than 1,000 on a kilometre longer than that, below 0 in front of
    /// kilometre 0.
    package var metres: Double

    /// Makes a reading.
    package init(kilometre: Int, metres: Double) {
        (self.kilometre, self.metres) = (kilometre, metres)
    }

    /// A reading from a running value in metres.
    init(value: Double) {
        guard abs(value) < 1e12 else {
            self.init(kilometre: 0, metres: value)
            return
        }
        // At a post its own kilometre is named, whatever the last bits say.
        let kilometre = max(0, ((value + 0.0005) / 1000).rounded(.down))
        let metres = value - kilometre * 1000
        self.init(kilometre: Int(kilometre), metres: kilometre > 0 ? max(0, metres) : metres)
    }
}

/// The two ways between chainage and kilometres.
///
/// Posts stand where they could be put, so neighbours are rarely 1,000 m apart. A difference up to
/// `surveyNoise` of the distance is spread over the stretch. A kilometre that is really longer or
/// shorter is measured as people do it: from the post behind; on a short one, from the nearer post.
extension KilometreSection {
    /// Part of a stretch by which its posts may disagree with its length and still be noise.
    private static let surveyNoise = 0.05
    /// Metres by which the posts of a longer kilometre may make it look shorter than it is.
    private static let postNoise = 50.0

    /// How the metres of a stretch between two posts are counted.
    private enum Stretch {
        case even, long, short
    }

    /// The kilometre and metres at a chainage.
    package func reading(at chainage: Double) -> KilometreReading {
        let u = isAlong ? chainage : -chainage
        guard let next = posts.firstIndex(where: { place($0) > u }) else {
            let last = posts[posts.count - 1]
            return KilometreReading(value: last.value + (u - place(last)))
        }
        guard next > 0 else {
            return KilometreReading(value: posts[0].value - (place(posts[0]) - u))
        }
        let (a, b) = (posts[next - 1], posts[next])
        let length = place(b) - place(a)
        let along = u - place(a)
        switch stretch(a, b) {
        case .even:
            return KilometreReading(value: a.value + along * (b.value - a.value) / length)
        case .long:
            let kilometre = (a.value / 1000).rounded(.down)
            let metres = a.value - kilometre * 1000 + along
            return KilometreReading(kilometre: Int(kilometre), metres: metres)
        case .short:
            return KilometreReading(
                value: along <= length / 2 ? a.value + along : b.value - (length - along)
            )
        }
    }

    /// The chainage of a kilometre and metres, and how far it lies outside the section.
    ///
    /// - Returns: `nil` when the place lies beyond the reach of the section.
    package func chainage(of reading: KilometreReading) -> (chainage: Double, beyond: Double)? {
        let value = value(reading)
        let u = written(reading) ?? unwritten(value)
        let chainage = isAlong ? u : -u
        guard chainage >= reachFrom - 1e-6, chainage <= reachTo + 1e-6 else { return nil }
        let clamped = min(max(chainage, reachFrom), reachTo)
        return (clamped, max(0, from - clamped, clamped - to))
    }

    /// Whether the post that a reading is measured from stands in the section.
    package func hasPost(of reading: KilometreReading) -> Bool {
        posts.contains { Int(($0.value / 1000).rounded(.down)) == reading.kilometre }
    }

    /// Whether posts on both sides enclose a chainage.
    package func isEnclosed(_ chainage: Double) -> Bool {
        let u = isAlong ? chainage : -chainage
        return u >= place(posts[0]) - 1e-6 && u <= place(posts[posts.count - 1]) + 1e-6
    }

    /// The distance to the nearest post of the section.
    package func distanceToPost(_ chainage: Double) -> Double {
        posts.map { abs($0.chainage - chainage) }.min() ?? 0
    }

    private func value(_ reading: KilometreReading) -> Double {
        Double(reading.kilometre) * 1000 + reading.metres
    }

    private func place(_ post: Post) -> Double { isAlong ? post.chainage : -post.chainage }

    private func stretch(_ a: Post, _ b: Post) -> Stretch {
        let (value, length) = (b.value - a.value, place(b) - place(a))
        guard value <= 1000.5, abs(length - value) > Self.surveyNoise * max(value, 1000) else {
            return .even
        }
        return length > value ? .long : .short
    }

    /// The place of metres behind a post on a kilometre that is longer than its number says.
    private func written(_ reading: KilometreReading) -> Double? {
        for (a, b) in zip(posts, posts.dropFirst()) where stretch(a, b) == .long {
            let (behind, length) = (value(reading) - a.value, place(b) - place(a))
            let isOwn = Int((a.value / 1000).rounded(.down)) == reading.kilometre
            // Only such a kilometre has more than 1,000 m; posts stand some metres off their place.
            let reach = reading.metres > 1000 ? length + Self.postNoise : length
            if isOwn, behind >= 0, behind <= reach { return place(a) + min(behind, length) }
        }
        return nil
    }

    private func unwritten(_ value: Double) -> Double {
        guard let next = posts.firstIndex(where: { $0.value > value }) else {
            let last = posts[posts.count - 1]
            return place(last) + (value - last.value)
        }
        guard next > 0 else { return place(posts[0]) - (posts[0].value - value) }
        let (a, b) = (posts[next - 1], posts[next])
        let length = place(b) - place(a)
        switch stretch(a, b) {
        case .even:
            return place(a) + (value - a.value) * length / (b.value - a.value)
        case .long:
            return place(a) + (value - a.value)
        case .short:
            let fromBehind = value - a.value
            let fromAhead = b.value - value
            if fromBehind <= length / 2 { return place(a) + fromBehind }
            if fromAhead <= length / 2 { return place(b) - fromAhead }
            // No such place was ever built: the middle of the stretch is nearest to it.
            return place(a) + length / 2
        }
    }
}
