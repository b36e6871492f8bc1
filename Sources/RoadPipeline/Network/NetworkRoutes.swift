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

    /// Roads that are farther than the nearest one by at most this are as near, in metres: a place
    /// with five decimals lies as far beside its road.
    private static let asNear = 1.0
    /// The same for a gantry over several carriageways.
    private static let gantryReach = 25.0

    /// The way between two places, each `lon,lat`, `segment:N+metres` or a place in words.
    ///
    /// From coordinates the way begins, and ends, on whichever of the nearest roads makes it the
    /// best: at a junction on any that meets there.
    ///
    /// - Throws: `.notFound` when a place has no road or no way leads there, `.badArgument`.
    package mutating func route(
        from: String,
        to: String,
        by measure: RouteSearch.Measure
    ) throws(IntakeError) -> Answer {
        let start = try place(from)
        let end = try place(to)
        let (starts, ends) = (try references(from, start), try references(to, end))
        guard let found = search.route(from: starts, to: ends, by: measure) else {
            throw IntakeError(
                .notFound,
                subject: "\(from) → \(to)",
                detail: "No way leads from the first place to the second.",
                remedy: "Check one-ways and islands with 'jol network validate'."
            )
        }
        return answer(found, starts, ends, [[start.lon, start.lat], [end.lon, end.lat]])
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
        let starts = try references(start, radius, within: Self.gantryReach)
        let ends = try references(end, radius, within: Self.gantryReach)
        guard let found = search.route(from: starts, to: ends, by: .distance) else { return nil }
        let places = [start, end].map { [$0.longitude.value, $0.latitude.value] }
        return answer(found, starts, ends, places)
    }

    private func answer(
        _ found: RouteSearch.Route,
        _ starts: [LinearReference],
        _ ends: [LinearReference],
        _ places: [[Double]]
    ) -> Answer {
        let line = self.line(found)
        func offset(_ list: [LinearReference], _ segment: SegmentID?) -> Double {
            abs((list.first { $0.segment == segment } ?? list.first)?.offset.value ?? 0)
        }
        return Answer(
            distance: Self.length(line),
            seconds: found.seconds,
            fromOffset: offset(starts, found.parts.first?.segment),
            toOffset: offset(ends, found.parts.last?.segment),
            straight: Self.length(places),
            segments: found.parts.map(\.segment.rawValue),
            ways: ways(found),
            line: line
        )
    }

    /// The places on roads within a radius that are farther than the nearest by at most `margin`.
    private mutating func references(
        _ site: GeodeticCoordinate,
        _ radius: Metres,
        within margin: Double
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
        return found.filter { abs($0.offset.value) <= nearest + margin }
    }

    /// Longitude and latitude, where a place is written so.
    private static func coordinates(_ text: String) -> GeodeticCoordinate? {
        let numbers = text.split { $0 == "," || $0 == " " || $0 == ";" }.map { Double($0) }
        guard numbers.count == 2, let lon = numbers[0], let lat = numbers[1] else { return nil }
        return GeodeticCoordinate(latitude: Degrees(lat), longitude: Degrees(lon))
    }

    private mutating func place(_ text: String) throws(IntakeError) -> PlaceAnswer {
        var spot = PlaceFinder.Spot()
        if text.hasPrefix("segment:") {
            let parts = text.dropFirst(8).split(separator: "+").map(String.init)
            if let first = parts.first, let segment = UInt32(first) {
                spot.reference = LinearReference(
                    segment: SegmentID(rawValue: segment),
                    measure: Metres(parts.count > 1 ? Double(parts[1]) ?? 0 : 0),
                    offset: Metres(0)
                )
            }
        } else if let coordinates = Self.coordinates(text) {
            spot.place = coordinates
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

    /// Where a way may begin or end for a place: on the roads as near as the nearest to
    /// coordinates, else on both directions of the road that is named.
    private mutating func references(
        _ text: String,
        _ place: PlaceAnswer
    ) throws(IntakeError) -> [LinearReference] {
        if !text.hasPrefix("segment:"), let coordinates = Self.coordinates(text) {
            let reach = Metres(abs(place.offset ?? 0) + Self.asNear)
            return try references(coordinates, reach, within: Self.asNear)
        }
        var found = [(place.segment, place.measure)]
        if let segment = place.reverseSegment, let measure = place.reverseMeasure {
            found.append((segment, measure))
        }
        return found.map { segment, measure in
            LinearReference(
                segment: SegmentID(rawValue: segment),
                measure: Metres(measure),
                offset: Metres(0)
            )
        }
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
        // Nearer than a millimetre is the same place, told once by measure and once by vertex.
        func append(_ point: ProjectedPoint?) {
            guard let point else { return }
            if let lastX = x.last, let lastY = y.last,
                abs(lastX - point.x) < 0.001, abs(lastY - point.y) < 0.001
            {
                return
            }
            x.append(point.x)
            y.append(point.y)
        }
        for part in route.parts {
            let vertices = network.polyline(of: part.segment)
            let piece = network.columns.segmentPiece[part.segment.rawValue]
            let length = network.length(piece: piece).value
            func point(_ measure: Metres) -> ProjectedPoint? {
                if measure.value <= 0 { return vertices.first }
                if measure.value >= length { return vertices.last }
                return network.point(
                    at: LinearReference(segment: part.segment, measure: measure, offset: Metres(0))
                )
            }
            append(point(part.from))
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
