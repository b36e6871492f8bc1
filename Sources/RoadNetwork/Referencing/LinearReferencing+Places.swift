package import RoadModel

/// A place on a road as people write it.
package struct RouteAddress: Hashable, Sendable {
    /// Row of the route.
    package var route: Int
    /// Kilometre and metres behind its post.
    package var reading: KilometreReading
    /// Whether travel on the referenced segment goes with growing kilometres.
    package var isForward: Bool
    /// The section whose kilometres count here, from 1 within the route.
    package var section: Int
    /// Whether posts on both sides enclose the place; otherwise it was carried on from one.
    package var isEnclosed: Bool
    /// Distance to the nearest post of the section along the road.
    package var postDistance: Metres
}

/// A place on the network that an address names.
package struct RoutePlace: Hashable, Sendable {
    /// The place, in the direction of travel asked for.
    package var reference: LinearReference
    /// The same place in the other direction, where the line is open to both.
    package var opposite: LinearReference?
    /// The address as the network counts it.
    package var address: RouteAddress
    /// How far the place lies outside the stretch for which the section's posts count.
    package var beyond: Metres
    /// Row of the line within the route.
    package var line: Int
}

extension LinearReferencing {
    /// The addresses of a place on the network, one per index of the road; none on roads without
    /// posts.
    package func addresses(
        of reference: LinearReference,
        in network: CompiledNetwork
    ) -> [RouteAddress] {
        guard network.contains(reference.segment), reference.measure.value.isFinite else {
            return []
        }
        let piece = network.columns.segmentPiece[reference.segment.rawValue]
        return spots[piece, default: []].compactMap { spot in
            let line = routes[spot.route].lines[spot.line]
            let part = line.parts[spot.part]
            let measure = min(max(0, reference.measure.value), part.length.value)
            let isAlong = part.segment == reference.segment
            let chainage = part.start.value + (isAlong ? measure : part.length.value - measure)
            return address(route: spot.route, line: spot.line, chainage, isAlong: isAlong)
        }
    }

    /// The places that an address names, the likeliest first.
    ///
    /// A dual carriageway answers twice, and so does a route on which a number stands twice.
    ///
    /// - Parameters:
    ///   - reading: Kilometre and metres.
    ///   - route: Row of the route.
    ///   - isForward: Travel with growing kilometres, against them, or `nil` for either.
    ///   - section: Only this section; `nil` for all.
    ///   - network: The network.
    /// - Returns: The places; empty when the route has no such kilometre or no posts.
    package func places(
        of reading: KilometreReading,
        route: Int,
        isForward: Bool? = nil,
        section: Int? = nil,
        in network: CompiledNetwork
    ) -> [RoutePlace] {
        guard routes.indices.contains(route), reading.metres.isFinite else { return [] }
        var places: [RoutePlace] = []
        for (number, line) in routes[route].lines.enumerated() {
            // More than 1,000 m are measured from the kilometre's own post, so where it stands on the
            // line a section without it, which an equation parts from it, is not meant.
            let owners = line.sections.filter { $0.hasPost(of: reading) }.map(\.number)
            for entry in line.sections where section == nil || entry.number == section {
                if reading.metres > 1000, !owners.isEmpty, !owners.contains(entry.number) {
                    continue
                }
                guard let found = entry.chainage(of: reading) else { continue }
                let part = line.part(at: found.chainage)
                let along = min(max(0, found.chainage - part.start.value), part.length.value)
                guard
                    var place = place(route, number, entry, found.chainage, part, along, network)
                else { continue }
                place.beyond = Metres(found.beyond)
                if let isForward, place.address.isForward != isForward {
                    guard let opposite = place.opposite else { continue }
                    (place.reference, place.opposite) = (opposite, place.reference)
                    place.address.isForward = isForward
                }
                places.append(place)
            }
        }
        let nearest = places.map(\.beyond).min() ?? Metres(0)
        // A place that posts enclose makes every guess beyond them superfluous.
        return places.filter { $0.beyond.value <= nearest.value + 1e-6 }.sorted { a, b in
            (a.address.isEnclosed ? 0 : 1, a.address.isForward ? 0 : 1, a.address.section)
                < (b.address.isEnclosed ? 0 : 1, b.address.isForward ? 0 : 1, b.address.section)
        }
    }

    private func place(
        _ route: Int,
        _ line: Int,
        _ section: KilometreSection,
        _ chainage: Double,
        _ part: RoadChain.Part,
        _ along: Double,
        _ network: CompiledNetwork
    ) -> RoutePlace? {
        let reverse = network.reverse(of: part.segment).map {
            LinearReference(
                segment: $0,
                measure: Metres(part.length.value - along),
                offset: Metres(0)
            )
        }
        let onward = LinearReference(
            segment: part.segment,
            measure: Metres(along),
            offset: Metres(0)
        )
        // On a line of both directions the one with growing kilometres is meant.
        let isTurned = !section.isAlong && reverse != nil
        let reference = isTurned ? reverse ?? onward : onward
        let isForward = section.isAlong || isTurned
        return RoutePlace(
            reference: reference,
            opposite: isTurned ? onward : reverse,
            address: RouteAddress(
                route: route,
                reading: section.reading(at: chainage),
                isForward: isForward,
                section: section.number,
                isEnclosed: section.isEnclosed(chainage),
                postDistance: Metres(section.distanceToPost(chainage))
            ),
            beyond: Metres(0),
            line: line
        )
    }

    private func address(
        route: Int,
        line: Int,
        _ chainage: Double,
        isAlong: Bool
    ) -> RouteAddress? {
        let sections = routes[route].lines[line].sections
        guard let section = sections.first(where: { chainage <= $0.to }) ?? sections.last else {
            return nil
        }
        return RouteAddress(
            route: route,
            reading: section.reading(at: chainage),
            isForward: section.isAlong == isAlong,
            section: section.number,
            isEnclosed: section.isEnclosed(chainage),
            postDistance: Metres(section.distanceToPost(chainage))
        )
    }
}
