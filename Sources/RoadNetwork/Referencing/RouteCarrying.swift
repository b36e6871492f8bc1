import RoadModel

/// Carries kilometres from calibrated lines of a route on to those without posts.
///
/// A route that is interrupted, by a town whose streets do not carry its index for example, goes
/// on counting. A line without posts takes the kilometre of the nearest end of a calibrated line,
/// plus the straight distance between the ends.
enum RouteCarrying {
    /// Carries on until nothing changes; lines farther than `limit` stay without kilometres.
    static func carry(_ route: inout RoadRoute, _ network: CompiledNetwork, upTo limit: Double) {
        var open = route.lines.indices.filter { route.lines[$0].sections.isEmpty }
        var hasChanged = true
        while hasChanged, !open.isEmpty {
            hasChanged = false
            var best: (distance: Double, line: Int, post: KilometreSection.Post, grows: Bool)?
            for line in open {
                for other in route.lines.indices where !route.lines[other].sections.isEmpty {
                    guard let link = link(route.lines[line], route.lines[other], network),
                        link.distance <= limit, link.distance < best?.distance ?? .infinity
                    else { continue }
                    best = (link.distance, line, link.post, link.grows)
                }
            }
            guard let best else { return }
            let calibration = KilometreCalibration(
                [best.post],
                length: route.lines[best.line].length.value,
                grows: best.grows
            )
            route.lines[best.line].sections = calibration.sections
            open.removeAll { $0 == best.line }
            hasChanged = true
        }
    }

    /// The nearest pair of ends at which kilometres can go on from `other` to `line`.
    private static func link(
        _ line: RouteLine,
        _ other: RouteLine,
        _ network: CompiledNetwork
    ) -> (distance: Double, post: KilometreSection.Post, grows: Bool)? {
        var best: (distance: Double, post: KilometreSection.Post, grows: Bool)?
        for isStart in [true, false] {
            guard let here = end(line, isStart: isStart, network) else { continue }
            for otherIsStart in [true, false] {
                guard let there = end(other, isStart: otherIsStart, network),
                    let section = otherIsStart ? other.sections.first : other.sections.last
                else { continue }
                let distance = here.distance(to: there).value
                guard distance < best?.distance ?? .infinity else { continue }
                let chainage = otherIsStart ? 0 : other.length.value
                let reading = section.reading(at: chainage)
                let value = Double(reading.kilometre) * 1000 + reading.metres
                // Leaving `other` over its end, kilometres grow when they grow along it.
                let isGrowing = section.isAlong != otherIsStart
                let post = KilometreSection.Post(
                    chainage: isStart ? 0 : line.length.value,
                    value: isGrowing ? value + distance : value - distance,
                    row: -1
                )
                best = (distance, post, isGrowing == isStart)
            }
        }
        return best
    }

    private static func end(
        _ line: RouteLine,
        isStart: Bool,
        _ network: CompiledNetwork
    ) -> ProjectedPoint? {
        guard let part = isStart ? line.parts.first : line.parts.last else { return nil }
        return network.point(
            at: LinearReference(
                segment: part.segment,
                measure: isStart ? Metres(0) : part.length,
                offset: Metres(0)
            )
        )
    }
}
