package import RoadModel

/// A region as it was read, with what was wrong with its border.
package struct ReadRegion: Sendable, Hashable {
    /// The region, its border mended where that was needed.
    package var outline: RegionOutline
    /// Where it stands in its file.
    package var place: SourcePlace
    /// What was wrong and what was done; empty for a border that was valid.
    package var faults: [String]
}

/// What reading a file of borders yields.
package struct RegionIntake: Sendable {
    /// Regions in file order.
    package internal(set) var regions: [ReadRegion] = []
    /// Features that are no region, or whose border encloses nothing.
    package internal(set) var rejects: [Reject] = []
}

/// Reads borders of regions from a GeoJSON feature collection of polygons.
package enum RegionReader {
    /// A border of more bytes than this is not decoded.
    private static let longestFeature = 64 << 20

    /// Reads every feature.
    ///
    /// - Throws: `.fileEmpty`, `.formatUnknown` for what is no feature collection, `.geometryKind`
    ///   when no feature is a polygon.
    package static func read(
        _ bytes: Span<UInt8>,
        subject: String
    ) throws(IntakeError) -> RegionIntake {
        guard var scanner = JSONRecordScanner(bytes, member: "\"features\"", mark: .feature) else {
            throw IntakeError(
                .formatUnknown,
                subject: subject,
                place: SourcePlace(line: 1, byteOffset: 0),
                detail: "The content is no GeoJSON feature collection.",
                remedy: "Give borders as GeoJSON in WGS 84, for example: "
                    + "ogr2ogr -t_srs EPSG:4326 regions.geojson FILE."
            )
        }
        var intake = RegionIntake()
        var otherShapes = 0
        while let element = scanner.next(bytes) {
            guard element.isBalanced, element.range.count <= longestFeature,
                let value = JSONParser.value(bytes, in: element.range)
            else {
                intake.rejects.append(CrashGeoJSONReader.damaged(element))
                continue
            }
            guard let rings = rings(value["geometry"]) else {
                otherShapes += 1
                intake.rejects.append(
                    Reject(
                        place: element.place,
                        reason: .malformedRecord,
                        field: "geometry",
                        found: safeForMessages(value["geometry"]?["type"]?.plainText ?? "none"),
                        expected: "Polygon or MultiPolygon of [longitude, latitude]"
                    )
                )
                continue
            }
            take(value, rings, at: element.place, row: intake.regions.count, &intake)
        }
        guard intake.regions.count + intake.rejects.count > otherShapes || otherShapes == 0 else {
            throw IntakeError(
                .geometryKind,
                subject: subject,
                place: intake.rejects.first?.place,
                detail: "None of the \(otherShapes) features is a polygon.",
                remedy: "Give the borders of regions as polygons."
            )
        }
        return intake
    }

    private static func take(
        _ feature: JSONValue,
        _ rings: [RegionOutline.Ring],
        at place: SourcePlace,
        row: Int,
        _ intake: inout RegionIntake
    ) {
        var faults: [String] = []
        var mended: [RegionOutline.Ring] = []
        for ring in rings {
            var repair = RingRepair(ring)
            mended += repair.mended()
            faults += repair.faults
        }
        let naming = RegionNaming(feature["properties"], row: row)
        guard !mended.isEmpty else {
            intake.rejects.append(
                Reject(
                    place: place,
                    reason: .malformedRecord,
                    field: "geometry",
                    found: safeForMessages(naming.names.first ?? naming.code),
                    expected: "a border that encloses an area within ±180 and ±90 degrees"
                )
            )
            return
        }
        intake.regions.append(
            ReadRegion(
                outline: RegionOutline(code: naming.code, names: naming.names, rings: mended),
                place: place,
                faults: faults
            )
        )
    }

    /// All rings of a polygon or of several; `nil` for every other geometry.
    private static func rings(_ geometry: JSONValue?) -> [RegionOutline.Ring]? {
        guard let geometry, case .list(let parts)? = geometry["coordinates"] else { return nil }
        let polygons: [JSONValue]
        switch geometry["type"]?.plainText {
        case "Polygon": polygons = [.list(parts)]
        case "MultiPolygon": polygons = parts
        default: return nil
        }
        var rings: [RegionOutline.Ring] = []
        for case .list(let lines) in polygons {
            for case .list(let points) in lines {
                var ring = RegionOutline.Ring(longitudes: [], latitudes: [])
                for case .list(let numbers) in points where numbers.count >= 2 {
                    guard let x = numbers[0].number, let y = numbers[1].number else { continue }
                    ring.longitudes.append(x)
                    ring.latitudes.append(y)
                }
                rings.append(ring)
            }
        }
        return rings
    }
}

/// Code and names of a region in a feature's properties.
private struct RegionNaming {
    private(set) var code = ""
    private(set) var names: [String] = []

    init(_ properties: JSONValue?, row: Int) {
        var members: [String: JSONValue] = [:]
        if case .object(let found)? = properties { members = found }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let text = value.plainText.map(trimmed), !text.isEmpty else { continue }
            let key = HeaderMatch.key(name)
            // ADM0 is the country, ADM1 the region (COD-AB of OCHA).
            guard !key.hasPrefix("adm0") else { continue }
            if ["code", "kato", "iso31662", "adm1pcode", "pcode", "id"].contains(key) {
                if code.isEmpty || key != "id" { code = text }
            } else if key.contains("name") || key.hasPrefix("adm1")
                || ["en", "ru", "kk", "kz", "region", "область", "облыс"].contains(key)
            {
                names.append(text)
            }
        }
        if let known = RegionNames.known(code: code, names: names) {
            for name in [known.iso, known.kk, known.ru, known.en] where !names.contains(name) {
                names.append(name)
            }
        }
        if code.isEmpty { code = names.first ?? "region-\(row + 1)" }
        if names.isEmpty { names = [code] }
    }
}
