/// A region with its border, WGS 84.
package struct RegionOutline: Sendable, Hashable {
    /// A closed line of longitudes and latitudes in degrees; the last point equals the first.
    package struct Ring: Sendable, Hashable {
        /// Degrees east.
        package var longitudes: [Double]
        /// Degrees north.
        package var latitudes: [Double]

        /// Makes a ring of columns of equal length.
        package init(longitudes: [Double], latitudes: [Double]) {
            (self.longitudes, self.latitudes) = (longitudes, latitudes)
        }
    }

    /// Stable code, for example `KAZ001` or a KATO code.
    package var code: String
    /// Names in any language.
    package var names: [String]
    /// Rings, outer ones and holes; a point is inside when it is inside an odd number of them.
    package var rings: [Ring]
    /// Smallest box around all rings.
    package let extent: GeodeticExtent

    /// Makes an outline.
    package init(code: String, names: [String], rings: [Ring]) {
        (self.code, self.names, self.rings) = (code, names, rings)
        let x = rings.flatMap(\.longitudes)
        let y = rings.flatMap(\.latitudes)
        extent = GeodeticExtent(
            west: x.min() ?? 0,
            south: y.min() ?? 0,
            east: x.max() ?? 0,
            north: y.max() ?? 0
        )
    }

    /// Whether a place lies inside, by the number of borders that a ray to the east crosses.
    package func contains(_ place: GeodeticCoordinate) -> Bool {
        guard extent.contains(place) else { return false }
        let (x, y) = (place.longitude.value, place.latitude.value)
        var isInside = false
        for ring in rings {
            for i in ring.latitudes.indices.dropLast() {
                let (y1, y2) = (ring.latitudes[i], ring.latitudes[i + 1])
                guard (y1 > y) != (y2 > y) else { continue }
                let (x1, x2) = (ring.longitudes[i], ring.longitudes[i + 1])
                if x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) { isInside.toggle() }
            }
        }
        return isInside
    }

    /// Whether a place lies inside or no farther from the border than `metres`, on a plane in
    /// which a degree of longitude is `squeeze` as long as one of latitude.
    ///
    /// - Parameters:
    ///   - place: The place.
    ///   - metres: How far outside still counts, since borders are drawn roughly.
    ///   - squeeze: The cosine of the place's latitude.
    /// - Returns: Whether it counts as inside.
    package func contains(
        _ place: GeodeticCoordinate,
        within metres: Metres,
        squeeze: Double
    ) -> Bool {
        if contains(place) { return true }
        // Metres of a degree of the meridian, WGS 84 at middle latitudes.
        let reach = metres.value / 111_200
        guard extent.widened(byDegrees: reach / max(squeeze, 0.1)).contains(place) else {
            return false
        }
        let (x, y) = (place.longitude.value, place.latitude.value)
        for ring in rings {
            for i in ring.latitudes.indices.dropLast() {
                let (ax, ay) = ((ring.longitudes[i] - x) * squeeze, ring.latitudes[i] - y)
                let (bx, by) = ((ring.longitudes[i + 1] - x) * squeeze, ring.latitudes[i + 1] - y)
                let (dx, dy) = (bx - ax, by - ay)
                let length = dx * dx + dy * dy
                let share = length > 0 ? min(1, max(0, -(ax * dx + ay * dy) / length)) : 0
                let (nx, ny) = (ax + share * dx, ay + share * dy)
                if nx * nx + ny * ny <= reach * reach { return true }
            }
        }
        return false
    }

    /// Area in square degrees of the plane of longitude and latitude; holes count against it.
    package var area: Double {
        var sum = 0.0
        for ring in rings {
            var twice = 0.0
            for i in ring.latitudes.indices.dropLast() {
                twice += ring.longitudes[i] * ring.latitudes[i + 1]
                twice -= ring.longitudes[i + 1] * ring.latitudes[i]
            }
            sum += twice
        }
        return sum.magnitude / 2
    }
}

/// The regions of a country.
package struct RegionOutlines: Sendable, Hashable {
    /// The regions, the smallest first: where borders overlap, the smaller region holds the place.
    package let regions: [RegionOutline]

    /// Orders regions by area, then by code.
    package init(_ regions: [RegionOutline]) {
        self.regions = regions.map { ($0.area, $0) }
            .sorted { ($0.0, $0.1.code) < ($1.0, $1.1.code) }.map(\.1)
    }

    /// The region of a place: the smallest that contains it; `nil` outside all of them.
    package func region(of place: GeodeticCoordinate) -> RegionOutline? {
        regions.first { $0.contains(place) }
    }

    /// Every region that contains a place, the smallest first.
    package func regions(of place: GeodeticCoordinate) -> [RegionOutline] {
        regions.filter { $0.contains(place) }
    }

    /// The region of a code or a name, without regard to case and marks.
    ///
    /// A name without «область» or "region" finds the region of that name unless a city bears it
    /// too: then the city is meant.
    package func region(named name: String) -> RegionOutline? {
        let (full, short) = (Self.key(name, isShort: false), Self.key(name, isShort: true))
        guard !short.isEmpty else { return nil }
        func first(_ isShort: Bool, _ wanted: String) -> RegionOutline? {
            regions.first { region in
                region.names.contains { Self.key($0, isShort: isShort) == wanted }
            }
        }
        return regions.first { Self.key($0.code, isShort: false) == full }
            ?? first(false, full) ?? first(true, short)
    }

    /// Words that say what kind of area it is.
    private static let kinds: Set<String> = [
        "область", "обл", "области", "облысы", "облыс", "region", "oblast", "oblysy", "город",
        "г", "қаласы", "қала", "city", "of", "qalasy", "province",
    ]

    private static func key(_ name: String, isShort: Bool) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let kept = isShort ? words.filter { !kinds.contains($0) } : words
        // «область Абай» and «Абай облысы» differ in order too.
        return (isShort ? kept : kept.sorted()).joined(separator: " ")
    }
}
