import Foundation
import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in borders of regions from GeoJSON; invalid ones are mended and reported.
    ///
    /// - Throws: `.formatUnknown`, `.geometryKind`, and what ``takeIn(_:as:_:)`` throws.
    package func addRegions(_ path: String) throws(IntakeError) -> Receipt {
        try takeIn(path, as: .regions, with: ReadingRecord()) { copy, session in
            let file = try MappedFile(path: copy)
            let intake = try file.withBytes { bytes throws(IntakeError) in
                try RegionReader.read(bytes, subject: path)
            }
            let name = givenName ?? URL(fileURLWithPath: path).lastPathComponent
            try session.add(
                intake.regions.map { region in
                    StoredRegion(
                        outline: region.outline,
                        squareKilometres: RegionArea.squareKilometres(region.outline),
                        fault: region.faults.joined(separator: " "),
                        sourceName: name
                    )
                }
            )
            try session.quarantine(intake.rejects)
            return IntakeClosing(
                format: "Regions GeoJSON",
                notes: intake.regions.filter { !$0.faults.isEmpty }.map { region in
                    let name = region.outline.names.first ?? region.outline.code
                    return "\(name): the border was invalid and was mended. "
                        + region.faults.joined(separator: " ")
                }
            )
        }
    }
}

/// Areas of borders on the sphere.
enum RegionArea {
    /// The radius of the sphere of the same area as WGS 84, in kilometres (NGA.STND.0036).
    private static let radius = 6371.0071809

    /// Area in square kilometres: the area between the border and the equator, summed over its
    /// edges, on the sphere of equal area (Chamberlain and Duquette, 2007, JPL 07-03).
    static func squareKilometres(_ outline: RegionOutline) -> Double {
        var sum = 0.0
        for (row, ring) in outline.rings.enumerated() {
            let area = signed(ring).magnitude
            let alone = outline.rings.enumerated().filter { $0.offset != row }
            let middle = GeodeticCoordinate(
                latitude: Degrees((ring.latitudes[0] + ring.latitudes[1]) / 2),
                longitude: Degrees((ring.longitudes[0] + ring.longitudes[1]) / 2)
            )
            let around = alone.count {
                RegionOutline(code: "", names: [], rings: [$0.element]).contains(middle)
            }
            sum += around % 2 == 1 ? -area : area
        }
        return sum
    }

    /// The sine of the authalic latitude on WGS 84: on it areas of the sphere are those of the
    /// ellipsoid (Snyder, 1987, equations 3-11 and 3-12).
    private static func authalicSine(_ latitude: Double) -> Double {
        let e = 0.081_819_190_842_622
        func q(_ sine: Double) -> Double {
            (1 - e * e)
                * (sine / (1 - e * e * sine * sine)
                    - log((1 - e * sine) / (1 + e * sine)) / (2 * e))
        }
        return q(sin(latitude * .pi / 180)) / q(1)
    }

    private static func signed(_ ring: RegionOutline.Ring) -> Double {
        var sum = 0.0
        for i in ring.latitudes.indices.dropLast() {
            let width = (ring.longitudes[i + 1] - ring.longitudes[i]) * .pi / 180
            let first = authalicSine(ring.latitudes[i])
            let second = authalicSine(ring.latitudes[i + 1])
            sum += width * (2 + first + second)
        }
        return sum * radius * radius / 2
    }

    /// The area that two regions both claim, in square kilometres, by lines of equal latitude.
    static func overlap(_ a: RegionOutline, _ b: RegionOutline) -> Double {
        let south = max(a.extent.south, b.extent.south)
        let north = min(a.extent.north, b.extent.north)
        let (west, east) = (max(a.extent.west, b.extent.west), min(a.extent.east, b.extent.east))
        guard south < north, west < east else { return 0 }
        // Enough lines that the error of the sum stays below a thousandth of the area.
        let lines = 2000
        let step = (north - south) / Double(lines)
        var sum = 0.0
        for line in 0..<lines {
            let latitude = south + (Double(line) + 0.5) * step
            let width = common(crossings(a, latitude), crossings(b, latitude))
            sum += width * cos(latitude * .pi / 180)
        }
        let degree = radius * .pi / 180
        return sum * step * degree * degree
    }

    /// Where a line of equal latitude enters and leaves a region, from west to east.
    private static func crossings(_ outline: RegionOutline, _ latitude: Double) -> [Double] {
        var found: [Double] = []
        for ring in outline.rings {
            for i in ring.latitudes.indices.dropLast() {
                let (y1, y2) = (ring.latitudes[i], ring.latitudes[i + 1])
                guard (y1 > latitude) != (y2 > latitude) else { continue }
                let (x1, x2) = (ring.longitudes[i], ring.longitudes[i + 1])
                found.append(x1 + (latitude - y1) / (y2 - y1) * (x2 - x1))
            }
        }
        return found.sorted()
    }

    /// Length that two lists of stretches share.
    private static func common(_ a: [Double], _ b: [Double]) -> Double {
        var (i, j, sum) = (0, 0, 0.0)
        while i + 1 < a.count, j + 1 < b.count {
            sum += max(0, min(a[i + 1], b[j + 1]) - max(a[i], b[j]))
            if a[i + 1] < b[j + 1] { i += 2 } else { j += 2 }
        }
        return sum
    }
}

/// Regions that claim the same ground.
package struct RegionOverlap: Sendable, Hashable, Codable {
    /// The smaller region, which holds the places in dispute.
    package var holder: String
    /// The larger region.
    package var other: String
    /// The area in dispute.
    package var squareKilometres: Double
    /// Its share of the smaller region.
    package var share: Double

    /// Every pair of regions that share more than 0.1 km²; less is the grain of the drawing.
    package static func all(_ regions: RegionOutlines) -> [RegionOverlap] {
        var found: [RegionOverlap] = []
        for (row, region) in regions.regions.enumerated() {
            for other in regions.regions[(row + 1)...] {
                let area = RegionArea.overlap(region, other)
                guard area > 0.1 else { continue }
                found.append(
                    RegionOverlap(
                        holder: region.names.first ?? region.code,
                        other: other.names.first ?? other.code,
                        squareKilometres: area,
                        share: area / RegionArea.squareKilometres(region)
                    )
                )
            }
        }
        return found
    }
}
