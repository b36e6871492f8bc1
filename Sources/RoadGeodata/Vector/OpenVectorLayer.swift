import CGDAL
import Foundation
import RoadModel

/// A local vector file, opened read-only through GDAL with the drivers of `cgdal_open` only.
///
/// Files of others are opened so only in the process of a `ForeignReader`. One layer is chosen when it is opened; features are then read one after another into columns
/// that are used again. GDAL objects are not thread-safe: neither is this.
final class OpenVectorLayer {
    /// The name of the chosen layer.
    let layerName: String
    /// Names of its fields, in order.
    let fieldNames: [String]
    /// Its coordinate system as WKT; `nil` when it declares none.
    let crs: String?
    private let path: String
    // Sound: the layer belongs to the dataset, which only `deinit` closes; neither leaves this type.
    private let dataset: UnsafeMutableRawPointer
    private let layer: UnsafeMutableRawPointer

    /// Opens a file and one of its layers.
    ///
    /// - Parameters:
    ///   - path: A local file.
    ///   - layer: The layer's name; `nil` for the only layer with such geometry.
    ///   - kind: The geometry wanted when no layer is named.
    /// - Throws: `.formatUnknown`, `.formatDamaged` with GDAL's words, `.notFound` for a layer, `.badArgument` when
    ///   several layers could be meant, `.geometryKind` when none has such geometry.
    init(path: String, layer: String?, kind: VectorDataset.GeometryKind) throws(IntakeError) {
        // An absolute name of an existing file: GDAL takes `/vsicurl/…`, `http:` and inline JSON
        // for sources of their own kind.
        let local = URL(fileURLWithPath: path).standardizedFileURL.path
        guard !local.hasPrefix("/vsi") else {
            throw IntakeError(
                .badArgument,
                subject: path,
                detail: "Virtual file names are not read.",
                remedy: "Give the path of a file on a local disk."
            )
        }
        let opened = try Self.open(local, shownAs: path)
        do throws(IntakeError) {
            self.layer = try Self.choose(layer, kind, in: opened, path: path)
        } catch {
            cgdal_close(opened)
            throw error
        }
        dataset = opened
        self.path = path
        layerName = Self.text(cgdal_layer_name(self.layer))
        fieldNames = Self.fields(of: self.layer)
        crs = Self.takeCRS(of: self.layer)
    }

    deinit { cgdal_close(dataset) }

    /// Reads the next feature.
    ///
    /// - Parameters:
    ///   - feature: Filled with the feature; its memory is used again.
    ///   - fields: Columns whose values are wanted, by index into `fieldNames`.
    /// - Returns: Whether there was one; `false` at the end.
    /// - Throws: `.formatDamaged` when reading breaks off.
    func next(into feature: inout VectorFeature, fields: [Int]) throws(IntakeError) -> Bool {
        var reason = [CChar](repeating: 0, count: 512)
        guard let handle = cgdal_next(layer, &reason, reason.count) else {
            guard reason[0] != 0 else { return false }
            throw Self.damaged(path, Self.text(reason))
        }
        defer { cgdal_feature_free(handle) }
        feature.clear()
        feature.id = cgdal_feature_id(handle)
        for field in fields {
            feature.values.append(Self.text(cgdal_field_text(handle, Int32(field))))
        }
        if let geometry = cgdal_feature_geometry(handle) { Self.take(geometry, into: &feature, 0) }
        return true
    }

    // MARK: Opening

    private static func open(
        _ local: String,
        shownAs path: String
    ) throws(IntakeError) -> UnsafeMutableRawPointer {
        var reason = [CChar](repeating: 0, count: 512)
        guard cgdal_load(&reason, reason.count) != 0 else {
            throw IntakeError(
                .componentMissing,
                subject: "GDAL",
                detail: "GIS layers need GDAL, which did not load: \(text(reason)).",
                remedy: "Install it (Debian: apt install libgdal32), or give an OSM file."
            )
        }
        if let dataset = cgdal_open(local, &reason, reason.count) { return dataset }
        if RoadFileKind.isOtherDatabase(path) { throw RoadFileKind.unknown(path) }
        throw damaged(path, text(reason))
    }

    private static func choose(
        _ name: String?,
        _ kind: VectorDataset.GeometryKind,
        in dataset: UnsafeMutableRawPointer,
        path: String
    ) throws(IntakeError) -> UnsafeMutableRawPointer {
        let layers = (0..<max(0, cgdal_layer_count(dataset)))
            .compactMap { cgdal_layer(dataset, $0) }
        let names = layers.map { text(cgdal_layer_name($0)) }
        if let name {
            if let row = names.firstIndex(of: name) { return layers[row] }
            throw IntakeError(
                .notFound,
                subject: path,
                detail: "It has no layer «\(name)», only: \(names.joined(separator: ", ")).",
                remedy: "Name one of these with --layer."
            )
        }
        let fitting = layers.indices.filter { fits(cgdal_layer_kind(layers[$0]), kind) }
        guard let first = fitting.first else {
            throw IntakeError(
                .geometryKind,
                subject: path,
                detail: "None of its \(layers.count) layers holds \(kind.rawValue)s.",
                remedy: "Give a layer with \(kind.rawValue) geometry."
            )
        }
        guard fitting.count == 1 else {
            let list = fitting.map { names[$0] }.joined(separator: ", ")
            throw IntakeError(
                .badArgument,
                subject: path,
                detail: "Several layers hold \(kind.rawValue)s: \(list).",
                remedy: "Name one of these with --layer."
            )
        }
        return layers[first]
    }

    private static func fits(_ layer: cgdal_kind, _ kind: VectorDataset.GeometryKind) -> Bool {
        switch layer {
        case CGDAL_LINE: kind == .line
        case CGDAL_POINT: kind == .point
        // Formats that do not declare a type, and layers of mixed types.
        case CGDAL_ANY: true
        default: false
        }
    }

    private static func fields(of layer: UnsafeMutableRawPointer) -> [String] {
        (0..<max(0, cgdal_field_count(layer))).map { text(cgdal_field_name(layer, $0)) }
    }

    private static func takeCRS(of layer: UnsafeMutableRawPointer) -> String? {
        guard let wkt = cgdal_layer_crs(layer) else { return nil }
        defer { cgdal_free(wkt) }
        // GeoPackage's "undefined" systems come as local ones without a place on Earth.
        let text = String(cString: wkt)
        return text.isEmpty || text.hasPrefix("ENGCRS") || text.hasPrefix("LOCAL_CS") ? nil : text
    }

    // MARK: Geometry

    private static func take(
        _ geometry: UnsafeMutableRawPointer,
        into feature: inout VectorFeature,
        _ depth: Int
    ) {
        switch cgdal_geometry_kind(geometry) {
        case CGDAL_LINE:
            addPart(geometry, to: &feature.lines)
        case CGDAL_POINT:
            addPart(geometry, to: &feature.points)
        case CGDAL_COLLECTION:
            // Collections may nest; a file made to break readers nests without end.
            guard depth < 8 else { return }
            for part in 0..<max(0, cgdal_part_count(geometry)) {
                if let inner = cgdal_part(geometry, part) { take(inner, into: &feature, depth + 1) }
            }
        case CGDAL_CURVE:
            guard let straight = cgdal_straightened(geometry) else { return }
            defer { cgdal_geometry_free(straight) }
            if cgdal_geometry_kind(straight) == CGDAL_LINE { addPart(straight, to: &feature.lines) }
        default:
            feature.otherParts += 1
        }
    }

    private static func addPart(_ geometry: UnsafeMutableRawPointer, to parts: inout VectorParts) {
        let count = Int(max(0, cgdal_point_count(geometry)))
        guard count > 0 else { return }
        let start = parts.x.count
        parts.x.append(contentsOf: repeatElement(.nan, count: count))
        parts.y.append(contentsOf: repeatElement(.nan, count: count))
        // Sound: `count` numbers were appended to either column just above.
        parts.x.withUnsafeMutableBufferPointer { x in
            parts.y.withUnsafeMutableBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return }
                cgdal_points(geometry, x + start, y + start)
            }
        }
        parts.ends.append(parts.x.count)
    }

    // MARK: Text

    private static func text(_ characters: UnsafePointer<CChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }

    private static func text(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    private static func damaged(_ path: String, _ reason: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: path,
            detail: reason.isEmpty ? "GDAL cannot read it." : "GDAL cannot read it: \(reason)",
            remedy: "Open it in QGIS to see what is wrong, or export it again as GeoPackage."
        )
    }
}
