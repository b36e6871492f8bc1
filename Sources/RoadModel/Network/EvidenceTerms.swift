/// What speaks for and against one candidate, as natural logarithms that add up to its score.
///
/// A term is 0 where nothing is known.
package struct EvidenceTerms: Hashable, Sendable, Codable {
    /// Position: the law of the error, integrated along the line.
    package var distance = 0.0
    /// Junction ahead: vehicles wait at its stop line.
    package var junction = 0.0
    /// Direction of travel.
    package var heading = 0.0
    /// Name and index.
    package var name = 0.0
    /// Kilometre post.
    package var post = 0.0
    /// The road that the device is known to watch.
    package var site = 0.0
    /// Bridge, tunnel or ground.
    package var level = 0.0
    /// Speed limit.
    package var limit = 0.0
    /// Class of the road and access.
    package var roadClass = 0.0
    /// Share of the journeys that pass.
    package var traffic = 0.0

    /// No evidence.
    package init() {}

    /// The score: the sum of all terms.
    package var sum: Double {
        distance + junction + heading + name + post + site + level + limit + roadClass + traffic
    }
}
