import Foundation
import RoadGeodata
import RoadGeometry
package import RoadModel
package import RoadNetwork

/// Answers where a written place lies, and what the place at coordinates is called.
package struct PlaceFinder: ~Copyable {
    /// The network.
    package let network: CompiledNetwork
    /// Its routes and kilometres.
    package let referencing: LinearReferencing
    private let transform: CoordinateTransform
    private var scratch = RTreeScratch()

    /// Opens an image.
    package init(image path: String) throws(IntakeError) {
        try self.init(try CompiledNetwork.open(path: path))
    }

    /// Uses a network.
    package init(_ network: CompiledNetwork) throws(IntakeError) {
        self.network = network
        referencing = LinearReferencing.build(network)
        transform = try CoordinateTransform.intoNetwork(network.crs)
    }

    // MARK: From words to places

    /// A written place and what narrows it down.
    package struct Query: Sendable {
        /// Row name in a table.
        package var id = ""
        /// The whole place in words; empty when `ref` and `kilometre` say it.
        package var text = ""
        /// Index or name of the road.
        package var ref = ""
        /// Kilometre as written: `315`, `315.2`, `315+200`.
        package var kilometre = ""
        /// Metres behind the kilometre post.
        package var metres: Double?
        /// `forward`, `backward` or empty.
        package var direction = ""
        /// The section of the route, from 1.
        package var section: Int?
        /// A place near by, to choose between several.
        package var near: GeodeticCoordinate?

        /// An empty query.
        package init() {}
    }

    /// The places of a query, the likeliest first.
    ///
    /// - Throws: `.badArgument` when the text names no kilometre, `.notFound` when the network has
    ///   no such road, no posts on it, or no such kilometre.
    package mutating func places(_ query: Query) throws(IntakeError) -> [PlaceAnswer] {
        let (routes, reading, forward) = try resolve(query)
        var found: [RoutePlace] = []
        for route in routes {
            found += referencing.places(
                of: reading,
                route: route,
                isForward: forward,
                section: query.section,
                in: network
            )
        }
        if found.isEmpty, forward != nil {
            // Kilometres may be known although nobody may drive that way there.
            for route in routes {
                found += referencing.places(of: reading, route: route, in: network)
            }
        }
        guard !found.isEmpty else { throw absent(query, routes, reading) }
        var answers = found.map { place in
            var answer = PlaceAnswer(place.reference, in: network)
            answer.take(place.address, of: referencing)
            answer.beyond = place.beyond.value
            answer.reverseSegment = place.opposite?.segment.rawValue
            answer.reverseMeasure = place.opposite?.measure.value
            return answer
        }
        if let near = query.near, let point = transform.forward(near) {
            answers.sort { a, b in
                let first = hypot(a.lon - point.x, a.lat - point.y)
                let second = hypot(b.lon - point.x, b.lat - point.y)
                return first < second
            }
        }
        finish(&answers)
        return answers
    }

    private func resolve(
        _ query: Query
    ) throws(IntakeError) -> ([Int], KilometreReading, Bool?) {
        let asked = query.text.isEmpty ? "\(query.ref), км \(query.kilometre)" : query.text
        let text = (try? PlaceTextReading.settled(asked)) ?? asked
        guard var written = WrittenPlace(text) else {
            throw IntakeError(
                .badArgument,
                subject: text,
                detail: "The text names no kilometre.",
                remedy: "Write road and kilometre, for example 'KAZ-03, 315 км + 200 м'."
            )
        }
        if let fault = Self.ambiguity(of: query.text) {
            throw IntakeError(
                .badArgument,
                subject: text,
                detail: "The text can mean more than one place [\(fault.rawValue)].",
                remedy: "Write one road and one kilometre, for example 'KAZ-03, 315 км + 200 м'."
            )
        }
        if let metres = query.metres, query.text.isEmpty || query.kilometre.isEmpty {
            written.reading.metres = metres
        }
        let given = query.ref.isEmpty ? nil : referencing.route(ref: query.ref)
        var (rows, road) = written.routes(in: referencing)
        if let given { rows = [given] }
        if rows.isEmpty, !query.ref.isEmpty { rows = referencing.routes(named: query.ref) }
        let withPosts = referencing.routes.indices.filter { referencing.routes[$0].postCount > 0 }
        // A map of one road needs no name.
        if rows.isEmpty, road.isEmpty, query.ref.isEmpty, withPosts.count == 1 { rows = withPosts }
        guard !rows.isEmpty else {
            if road.isEmpty { road = query.ref }
            while let last = road.last, last.isPunctuation { road.removeLast() }
            throw IntakeError(
                .notFound,
                subject: text,
                detail: "The network has no road '\(road)'; it has \(known(withPosts)).",
                remedy: "Check the index, or list the roads with 'jol network routes'."
            )
        }
        let forward: Bool? =
            switch String(query.direction.lowercased().prefix(1)) {
            case "f", "п", "т", "+": true
            case "b", "о", "к", "-": false
            default: written.isForward
            }
        return (rows, written.reading, forward)
    }

    /// Why a text names more than one kilometre; `nil` when it does not.
    private static func ambiguity(of text: String) -> PlaceTextFault? {
        do throws(PlaceTextFault) {
            _ = try PlaceTextReading(text)
            return nil
        } catch {
            return [.twoKilometres, .wideRange, .beforePost].contains(error) ? error : nil
        }
    }

    private func known(_ routes: [Int]) -> String {
        let all = routes.isEmpty ? Array(referencing.routes.indices) : routes
        let refs = all.prefix(12).map { referencing.routes[$0].ref }.filter { !$0.isEmpty }
        return refs.isEmpty ? "none with an index" : refs.joined(separator: ", ")
    }

    private func absent(
        _ query: Query,
        _ routes: [Int],
        _ reading: KilometreReading
    ) -> IntakeError {
        let route = referencing.routes[routes[0]]
        let name = route.ref.isEmpty ? route.names.first ?? "" : route.ref
        let ranges = RouteRows.ranges(of: route)
        return IntakeError(
            .notFound,
            subject: query.text.isEmpty ? "\(name) \(query.kilometre)" : query.text,
            detail: ranges.isEmpty
                ? "The map has no kilometre posts on \(name)."
                : "\(name) has no kilometre \(reading.kilometre); its posts cover \(ranges).",
            remedy: ranges.isEmpty
                ? "Add nodes 'highway=milestone' with 'distance' to the map and import it again."
                : "Check the kilometre, or list the sections with 'jol network routes'."
        )
    }

    // MARK: From coordinates to words

    /// A place given by coordinates, or by segment and measure.
    package struct Spot: Sendable {
        /// Row name in a table.
        package var id = ""
        /// The coordinates.
        package var place: GeodeticCoordinate?
        /// Direction of travel, when known.
        package var heading: Degrees?
        /// Only roads of this index; empty for any.
        package var ref = ""
        /// A segment and measure instead of coordinates.
        package var reference: LinearReference?

        /// An empty spot.
        package init() {}
    }

    /// The place on the network nearest to a spot, with the address of its road.
    ///
    /// - Parameters:
    ///   - spot: The spot.
    ///   - radius: How far to look.
    ///   - remedy: What to do where there is no road.
    /// - Returns: The place.
    /// - Throws: `.notFound` without a road within the radius, `.badArgument` for impossible input.
    package mutating func locate(
        _ spot: Spot,
        radius: Metres,
        remedy: String = "Check the order of longitude and latitude, or widen --radius."
    ) throws(IntakeError) -> PlaceAnswer {
        let reference = try reference(spot, radius, remedy)
        var answer = PlaceAnswer(reference, in: network)
        answer.offset = reference.offset.value
        let wanted = spot.ref.isEmpty ? nil : referencing.route(ref: spot.ref)
        let addresses = referencing.addresses(of: reference, in: network)
        let main = addresses.firstIndex { $0.route == wanted } ?? (addresses.isEmpty ? nil : 0)
        for (row, address) in addresses.enumerated() {
            if row == main {
                answer.take(address, of: referencing)
            } else {
                let ref = referencing.routes[address.route].ref
                let metres = Int(address.reading.metres.rounded())
                let sign = metres < 0 ? "−" : "+"
                answer.others.append("\(ref) \(address.reading.kilometre)\(sign)\(abs(metres))")
            }
        }
        if let reverse = network.reverse(of: reference.segment) {
            answer.reverseSegment = reverse.rawValue
            let piece = network.columns.segmentPiece[reverse.rawValue]
            answer.reverseMeasure = network.length(piece: piece).value - answer.measure
        }
        var answers = [answer]
        finish(&answers)
        return answers[0]
    }

    private mutating func reference(
        _ spot: Spot,
        _ radius: Metres,
        _ remedy: String
    ) throws(IntakeError) -> LinearReference {
        if let given = spot.reference {
            guard given.measure.value.isFinite else {
                throw IntakeError(
                    .badArgument,
                    subject: spot.id.isEmpty ? "measure" : spot.id,
                    detail: "The measure is no number of metres.",
                    remedy: "Use segment and measure as 'jol network locate' prints them."
                )
            }
            guard network.contains(given.segment) else {
                throw IntakeError(
                    .badArgument,
                    subject: "segment \(given.segment.rawValue)",
                    detail: "The network has \(network.segmentCount) segments, counted from 0.",
                    remedy: "Use segment and measure as 'jol network locate' prints them."
                )
            }
            let piece = network.columns.segmentPiece[given.segment.rawValue]
            let length = network.length(piece: piece).value
            // Tables carry measures to the millimetre.
            guard given.measure.value >= -0.01, given.measure.value <= length + 0.01 else {
                throw IntakeError(
                    .badArgument,
                    subject: "segment \(given.segment.rawValue)",
                    detail: "\(given.measure.value) m lies off the segment of "
                        + "\((length * 1000).rounded() / 1000) m.",
                    remedy: "Use segment and measure as 'jol network locate' prints them."
                )
            }
            var kept = given
            kept.measure = Metres(min(max(0, given.measure.value), length))
            return kept
        }
        guard let place = spot.place, place.isValid, let point = transform.forward(place) else {
            throw IntakeError(
                .badArgument,
                subject: spot.id.isEmpty ? "coordinates" : spot.id,
                detail: "Longitude lies within ±180 and latitude within ±90 degrees.",
                remedy: "Give longitude first, then latitude."
            )
        }
        let heading = spot.heading.map { heading in
            heading.value - (transform.gridConvergence(at: place)?.value ?? 0)
        }
        let found = NearestRoad.reference(
            to: point,
            gridHeading: heading.map(Degrees.init),
            onlyPieces: spot.ref.isEmpty ? nil : referencing.route(ref: spot.ref),
            of: referencing,
            in: network,
            radius: radius,
            scratch: &scratch
        )
        guard let found else {
            throw IntakeError(
                .notFound,
                subject: "\(place.longitude.value),\(place.latitude.value)",
                detail: "No road lies within \(radius.value) m.",
                remedy: remedy
            )
        }
        return found
    }

    /// Turns coordinates of the network's system into degrees, and directions into headings.
    private func finish(_ answers: inout [PlaceAnswer]) {
        var x = answers.flatMap { [$0.lon, $0.ahead.x] }
        var y = answers.flatMap { [$0.lat, $0.ahead.y] }
        transform.inverse(x: &x, y: &y)
        for i in answers.indices {
            let (lon, lat) = (x[2 * i], y[2 * i])
            let east = (x[2 * i + 1] - lon) * cos(lat * .pi / 180)
            let heading = atan2(east, y[2 * i + 1] - lat) * 180 / .pi
            answers[i].heading = (heading + 360).truncatingRemainder(dividingBy: 360)
            (answers[i].lon, answers[i].lat) = (lon, lat)
        }
    }
}
