import RoadModel
package import RoadNetwork

/// The routes of a network as rows: one for every section of kilometres.
package struct RouteRows: Sendable {
    /// One section of a route, or a route without posts.
    package struct Row: Sendable, Hashable, Codable {
        /// Index.
        package var ref: String
        /// Name.
        package var name: String
        /// Length of all the route's lines in kilometres.
        package var routeKilometres: Double
        /// Line within the route, from 1.
        package var line: Int
        /// Section within the route, from 1; `nil` on a line without posts.
        package var section: Int?
        /// First and last kilometre of the section as it is counted on the ground.
        package var fromKilometre: Double?
        /// See `fromKilometre`.
        package var toKilometre: Double?
        /// Length of the section in kilometres.
        package var kilometres: Double
        /// Posts of the section.
        package var posts: Int
        /// Whether kilometres grow in the direction of the line.
        package var growsAlong: Bool?
        /// The equation at which the section ends: the kilometre that counts on and the one that
        /// the next section starts with, `120+350 = 15+000`.
        package var equation: String?
    }

    /// The rows, by route, line and place along the line.
    package let rows: [Row]

    /// Lists the routes; lines without posts make one row a route.
    package init(_ referencing: LinearReferencing) {
        var rows: [Row] = []
        for route in referencing.routes {
            var bare = 0.0
            for (number, line) in route.lines.enumerated() {
                if line.sections.isEmpty { bare += line.length.kilometres }
                for (place, section) in line.sections.enumerated() {
                    rows.append(Self.row(route, number, line, place, section))
                }
            }
            if bare > 0 {
                rows.append(
                    Row(
                        ref: route.ref,
                        name: route.names.first ?? "",
                        routeKilometres: route.length.kilometres,
                        line: 0,
                        kilometres: bare,
                        posts: 0
                    )
                )
            }
        }
        self.rows = rows
    }

    private static func row(
        _ route: RoadRoute,
        _ number: Int,
        _ line: RouteLine,
        _ place: Int,
        _ section: KilometreSection
    ) -> Row {
        let ends = [section.reading(at: section.from), section.reading(at: section.to)]
        let values = ends.map { Double($0.kilometre) + $0.metres / 1000 }
        var equation: String?
        if place + 1 < line.sections.count {
            let next = line.sections[place + 1].reading(at: line.sections[place + 1].from)
            equation = "\(text(ends[1])) = \(text(next))"
        }
        return Row(
            ref: route.ref,
            name: route.names.first ?? "",
            routeKilometres: route.length.kilometres,
            line: number + 1,
            section: section.number,
            fromKilometre: values.min(),
            toKilometre: values.max(),
            kilometres: (section.to - section.from) / 1000,
            posts: section.posts.count { $0.row >= 0 },
            growsAlong: section.isAlong,
            equation: equation
        )
    }

    private static func text(_ reading: KilometreReading) -> String {
        let metres = String(Int(reading.metres.rounded()))
        let zeros = String(repeating: "0", count: max(0, 3 - metres.count))
        return "\(reading.kilometre)+\(zeros)\(metres)"
    }

    /// The kilometres a route's posts cover, for messages: `0–120, 15–98`.
    static func ranges(of route: RoadRoute) -> String {
        var ranges: [String] = []
        for section in route.lines.flatMap(\.sections) {
            let values = section.posts.map { Int(($0.value / 1000).rounded()) }
            guard let least = values.min(), let greatest = values.max() else { continue }
            let text = "\(least)–\(greatest)"
            if !ranges.contains(text) { ranges.append(text) }
        }
        return ranges.prefix(8).joined(separator: ", ")
    }
}
