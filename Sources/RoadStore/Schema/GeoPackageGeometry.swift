package import RoadModel

/// Geometries in the GeoPackage's binary form: header, envelope, little-endian WKB, WGS 84.
///
/// | bytes | content |
/// |---|---|
/// | 0–1 | `GP` |
/// | 2 | version 0 |
/// | 3 | flags: bit 0 little-endian, bits 1–3 kind of envelope (1 = x and y) |
/// | 4–7 | SRS id |
/// | 8–39 | min x, max x, min y, max y; left out for points |
/// | then | WKB |
///
/// Source: OGC 12-128r17, clause 2.1.3.
package enum GeoPackageGeometry {
    /// A point.
    package static func point(_ place: GeodeticCoordinate) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, 0b0000_0001]
        append(Int32(4326), to: &bytes)
        bytes.append(1)
        append(UInt32(1), to: &bytes)
        append(place.longitude.value, to: &bytes)
        append(place.latitude.value, to: &bytes)
        return bytes
    }

    /// A line; `nil` for fewer than two points, which no line has.
    package static func line(_ places: [GeodeticCoordinate]) -> [UInt8]? {
        guard places.count >= 2 else { return nil }
        var bytes = header(extentOf: [places])
        appendLine(places, to: &bytes)
        return bytes
    }

    /// Several lines; those with fewer than two points are left out, `nil` when none remains.
    package static func lines(_ lines: [[GeodeticCoordinate]]) -> [UInt8]? {
        let drawn = lines.filter { $0.count >= 2 }
        guard !drawn.isEmpty else { return nil }
        var bytes = header(extentOf: drawn)
        bytes.append(1)
        append(UInt32(5), to: &bytes)
        append(UInt32(drawn.count), to: &bytes)
        for line in drawn { appendLine(line, to: &bytes) }
        return bytes
    }

    /// Polygons of rings, each an outer one with its holes.
    ///
    /// A ring inside an odd number of others is a hole of the smallest of them.
    static func polygons(_ outline: RegionOutline) -> [UInt8] {
        let rings = outline.rings.map { ring in
            zip(ring.longitudes, ring.latitudes).map {
                GeodeticCoordinate(latitude: Degrees($1), longitude: Degrees($0))
            }
        }
        let alone = outline.rings.map { RegionOutline(code: "", names: [], rings: [$0]) }
        var holes: [Int: [Int]] = [:]
        var outer: [Int] = []
        for (row, ring) in rings.enumerated() {
            // The middle of an edge, since corners may touch the ring around.
            let inner = GeodeticCoordinate(
                latitude: Degrees((ring[0].latitude.value + ring[1].latitude.value) / 2),
                longitude: Degrees((ring[0].longitude.value + ring[1].longitude.value) / 2)
            )
            let around = alone.indices.filter { $0 != row && alone[$0].contains(inner) }
            if around.count % 2 == 1,
                let owner = around.min(by: { alone[$0].area < alone[$1].area })
            {
                holes[owner, default: []].append(row)
            } else {
                outer.append(row)
            }
        }
        var bytes = header(extentOf: rings)
        bytes.append(1)
        append(UInt32(6), to: &bytes)
        append(UInt32(outer.count), to: &bytes)
        for row in outer {
            let parts = [row] + holes[row, default: []]
            bytes.append(1)
            append(UInt32(3), to: &bytes)
            append(UInt32(parts.count), to: &bytes)
            for part in parts {
                append(UInt32(rings[part].count), to: &bytes)
                for place in rings[part] {
                    append(place.longitude.value, to: &bytes)
                    append(place.latitude.value, to: &bytes)
                }
            }
        }
        return bytes
    }

    /// The rings of a geometry that `polygons` wrote; empty for anything else.
    static func rings(_ bytes: [UInt8]) -> [RegionOutline.Ring] {
        var index = 40
        func number() -> Int? {
            guard index + 4 <= bytes.count else { return nil }
            defer { index += 4 }
            return Int(bytes[index]) | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2]) << 16
                | Int(bytes[index + 3]) << 24
        }
        func value() -> Double {
            var bits: UInt64 = 0
            for shift in 0..<8 { bits |= UInt64(bytes[index + shift]) << (8 * UInt64(shift)) }
            index += 8
            return Double(bitPattern: bits)
        }
        index += 1
        guard number() == 6, let polygons = number() else { return [] }
        var rings: [RegionOutline.Ring] = []
        for _ in 0..<polygons {
            index += 1
            guard number() == 3, let parts = number() else { return rings }
            for _ in 0..<parts {
                guard let count = number(), count >= 0, index + 16 * count <= bytes.count else {
                    return rings
                }
                var ring = RegionOutline.Ring(longitudes: [], latitudes: [])
                for _ in 0..<count {
                    ring.longitudes.append(value())
                    ring.latitudes.append(value())
                }
                rings.append(ring)
            }
        }
        return rings
    }

    private static func header(extentOf lines: [[GeodeticCoordinate]]) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, 0b0000_0011]
        append(Int32(4326), to: &bytes)
        var west = Double.infinity
        var east = -Double.infinity
        var south = Double.infinity
        var north = -Double.infinity
        for place in lines.joined() {
            west = min(west, place.longitude.value)
            east = max(east, place.longitude.value)
            south = min(south, place.latitude.value)
            north = max(north, place.latitude.value)
        }
        for edge in [west, east, south, north] { append(edge, to: &bytes) }
        return bytes
    }

    private static func appendLine(_ places: [GeodeticCoordinate], to bytes: inout [UInt8]) {
        bytes.append(1)
        append(UInt32(2), to: &bytes)
        append(UInt32(places.count), to: &bytes)
        for place in places {
            append(place.longitude.value, to: &bytes)
            append(place.latitude.value, to: &bytes)
        }
    }

    private static func append(_ value: Double, to bytes: inout [UInt8]) {
        append(value.bitPattern, to: &bytes)
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        var rest = value.littleEndian
        for _ in 0..<(type(of: value).bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
