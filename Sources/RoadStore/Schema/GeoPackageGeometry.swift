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
