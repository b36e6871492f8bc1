import Foundation
import RoadGeodata
import RoadGeometry
package import RoadLocate
package import RoadModel
package import RoadNetwork

/// Distances along a network between places given in any way.
package struct NetworkRoutes: ~Copyable {
    /// A way between two places.
    package struct Answer: Sendable, Hashable, Codable {
        /// Length on the ground in metres.
        package var distance: Double
        /// Seconds at the speed limits.
        package var seconds: Double
        /// Distance of the given places from the road, in metres.
        package var fromOffset: Double
        /// See `fromOffset`.
        package var toOffset: Double
        /// Straight distance between the given places on the ground, in metres.
        package var straight: Double
        /// The segments in order.
        package var segments: [UInt32]
        /// The ways of the source in order, none twice in a row.
        package var ways: [Int64]
        /// The line as longitudes and latitudes.
        package var line: [[Double]]
    }

    private var places: PlaceFinder
    private var search: RouteSearch
    private let transform: CoordinateTransform
    private var scratch = RTreeScratch()

    /// Uses a network.
    package init(_ network: CompiledNetwork) throws(IntakeError) {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        let places = try PlaceFinder(network)
        search = RouteSearch(network)
        self.transform = transform
        self.places = places
    }

    /// The network.
    package var network: CompiledNetwork { places.network }

    /// The way between two places, each `lon,lat`, `segment:N+metres` or a place in words.
    ///
    /// - Throws: `.notFound` when a place has no road or no way leads there, `.badArgument`.
    package mutating func route(
        from: String,
        to: String,
        by measure: RouteSearch.Measure
    ) throws(IntakeError) -> Answer {
        let start = try place(from)
        let end = try place(to)
        guard
            let found = search.route(
                from: Self.references(start),
                to: Self.references(end),
                by: measure
            )
        else {
            throw IntakeError(
                .notFound,
                subject: "\(from) → \(to)",
                detail: "No way leads from the first place to the second.",
                remedy: "Check one-ways and islands with 'jol network validate'."
            )
        }
        let line = self.line(found)
        return Answer(
            distance: Self.length(line),
            seconds: found.seconds,
            fromOffset: abs(start.offset ?? 0),
            toOffset: abs(end.offset ?? 0),
            straight: Self.length([[start.lon, start.lat], [end.lon, end.lat]]),
            segments: found.parts.map(\.segment.rawValue),
            ways: ways(found),
            line: line
        )
    }

    /// The shortest legal way between two complexes beside the road.
    ///
    /// A gantry stands over several carriageways: every one that is at most 25 m farther than the
    /// nearest may be meant, and the way that is the shortest counts, in the drivers' favour.
    ///
    /// - Returns: `nil` when no way leads from one to the other.
    /// - Throws: `.notFound` when a complex stands further than `radius` from every road.
    package mutating func route(
        fromSite start: GeodeticCoordinate,
        toSite end: GeodeticCoordinate,
        radius: Metres
    ) throws(IntakeError) -> Answer? {
        let (starts, ends) = (try references(start, radius), try references(end, radius))
        guard let found = search.route(from: starts, to: ends, by: .distance) else { return nil }
        let line = self.line(found)
        func offset(_ list: [LinearReference], _ segment: SegmentID?) -> Double {
            abs((list.first { $0.segment == segment } ?? list.first)?.offset.value ?? 0)
        }
        func pair(_ place: GeodeticCoordinate) -> [Double] {
            [place.longitude.value, place.latitude.value]
        }
        return Answer(
            distance: Self.length(line),
            seconds: found.seconds,
            fromOffset: offset(starts, found.parts.first?.segment),
            toOffset: offset(ends, found.parts.last?.segment),
            straight: Self.length([pair(start), pair(end)]),
            segments: found.parts.map(\.segment.rawValue),
            ways: ways(found),
            line: line
        )
    }

    private mutating func references(
        _ site: GeodeticCoordinate,
        _ radius: Metres
    ) throws(IntakeError) -> [LinearReference] {
        var found: [LinearReference] = []
        if let point = transform.forward(site) {
            network.findRuns(near: point, radiusMetres: radius.value, scratch: &scratch)
            for piece in Set(scratch.items.map { network.columns.runPiece[$0] }).sorted() {
                for segment in [
                    network.columns.pieceForward[piece], network.columns.pieceBackward[piece],
                ]
                where segment != CompiledNetwork.none {
                    let id = SegmentID(rawValue: segment)
                    if let foot = network.reference(of: point, on: id),
                        abs(foot.offset.value) <= radius.value
                    {
                        found.append(foot)
                    }
                }
            }
        }
        let nearest = found.map { abs($0.offset.value) }.min()
        guard let nearest else {
            throw IntakeError(
                .notFound,
                subject: "\(site.latitude.value), \(site.longitude.value)",
                detail: "No road lies within \(Int(radius.value)) m.",
                remedy: "Check the place."
            )
        }
        return found.filter { abs($0.offset.value) <= nearest + 25 }
    }

    private mutating func place(_ text: String) throws(IntakeError) -> PlaceAnswer {
        var spot = PlaceFinder.Spot()
        let numbers = text.split { $0 == "," || $0 == " " || $0 == ";" }.map { Double($0) }
        if text.hasPrefix("segment:") {
            let parts = text.dropFirst(8).split(separator: "+").map(String.init)
            if let first = parts.first, let segment = UInt32(first) {
                spot.reference = LinearReference(
                    segment: SegmentID(rawValue: segment),
                    measure: Metres(parts.count > 1 ? Double(parts[1]) ?? 0 : 0),
                    offset: Metres(0)
                )
            }
        } else if numbers.count == 2, let lon = numbers[0], let lat = numbers[1] {
            spot.place = GeodeticCoordinate(latitude: Degrees(lat), longitude: Degrees(lon))
        } else {
            var query = PlaceFinder.Query()
            query.text = text
            return try places.places(query)[0]
        }
        spot.id = text
        return try places.locate(
            spot,
            radius: Metres(1000),
            remedy: "Check the order of longitude and latitude, or name a place nearer to a road."
        )
    }

    private static func references(_ place: PlaceAnswer) -> [LinearReference] {
        var references = [
            LinearReference(
                segment: SegmentID(rawValue: place.segment),
                measure: Metres(place.measure),
                offset: Metres(0)
            )
        ]
        if let segment = place.reverseSegment, let measure = place.reverseMeasure {
            references.append(
                LinearReference(
                    segment: SegmentID(rawValue: segment),
                    measure: Metres(measure),
                    offset: Metres(0)
                )
            )
        }
        return references
    }

    private func ways(_ route: RouteSearch.Route) -> [Int64] {
        var ways: [Int64] = []
        for part in route.parts {
            let way = network.columns.pieceWay[network.columns.segmentPiece[part.segment.rawValue]]
            if ways.last != way { ways.append(way) }
        }
        return ways
    }

    private func line(_ route: RouteSearch.Route) -> [[Double]] {
        var x: [Double] = []
        var y: [Double] = []
        func append(_ point: ProjectedPoint?) {
            guard let point, x.last != point.x || y.last != point.y else { return }
            x.append(point.x)
            y.append(point.y)
        }
        for part in route.parts {
            func point(_ measure: Metres) -> ProjectedPoint? {
                network.point(
                    at: LinearReference(
                        segment: part.segment,
                        measure: measure,
                        offset: Metres(0)
                    )
                )
            }
            append(point(part.from))
            let vertices = network.polyline(of: part.segment)
            for (b, passed) in zip(vertices, network.measures(of: part.segment)) {
                if passed > part.from.value, passed < part.to.value { append(b) }
            }
            append(point(part.to))
        }
        transform.inverse(x: &x, y: &y)
        return zip(x, y).map { [$0, $1] }
    }

    /// Length of a line on the ellipsoid; its pieces are short.
    static func length(_ line: [[Double]]) -> Double {
        var total = 0.0
        for (a, b) in zip(line, line.dropFirst()) {
            let latitude = (a[1] + b[1]) / 2
            let north = (b[1] - a[1]) * EllipsoidLengths.meridian(latitude)
            let east = (b[0] - a[0]) * EllipsoidLengths.parallel(latitude)
            total += (north * north + east * east).squareRoot()
        }
        return total
    }
}
