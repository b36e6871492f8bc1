import CGDAL
import Foundation
import RoadModel

/// A local vector file, opened read-only through GDAL with the drivers of `cgdal_open` only.
///
/// One layer is chosen when it is opened; features are then read one after another into columns
/// that are used again. GDAL objects are not thread-safe: neither is this.
struct VectorDataset: ~Copyable {
    /// The kind of geometry a caller is looking for.
    enum GeometryKind: String {
        case line, point
    }

    /// The name of the chosen layer.
    let layerName: String
    /// Names of its fields, in order.
    let fieldNames: [String]
    /// Its coordinate system as WKT; `nil` when it declares none.
    let crs: String?
    private let path: String
    // Sound: the layer belongs to the dataset, which only `deinit` closes; neither leaves this type.
    private let dataset: GDALDatasetH
    private let layer: OGRLayerH

    /// Opens a file and one of its layers.
    ///
    /// - Parameters:
    ///   - path: A local file.
    ///   - layer: The layer's name; `nil` for the only layer with such geometry.
    ///   - kind: The geometry wanted when no layer is named.
    /// - Throws: `.formatDamaged` with GDAL's words, `.notFound` for a layer, `.badArgument` when
    ///   several layers could be meant, `.geometryKind` when none has such geometry.
    init(path: String, layer: String?, kind: GeometryKind) throws(IntakeError) {
        // An absolute name of an existing file: GDAL takes `/vsicurl/…`, `http:` and inline JSON
        // for sources of their own kind.
        let local = URL(fileURLWithPath: path).standardizedFileURL.path
        guard !local.hasPrefix("/vsi") else {
            throw IntakeError(
                .badArgument, subject: path, detail: "Virtual file names are not read.",
                remedy: "Give the path of a file on a local disk.")
        }
        let opened = try Self.open(local, shownAs: path)
        do throws(IntakeError) {
            self.layer = try Self.choose(layer, kind, in: opened, path: path)
        } catch {
            GDALClose(opened)
            throw error
        }
        dataset = opened
        self.path = path
        layerName = Self.text(OGR_L_GetName(self.layer))
        fieldNames = Self.fields(of: self.layer)
        crs = Self.takeCRS(of: self.layer)
        OGR_L_ResetReading(self.layer)
    }

    deinit { GDALClose(dataset) }

    /// Reads the next feature; `false` at the end.
    ///
    /// - Parameters:
    ///   - feature: Filled with the feature; its memory is used again.
    ///   - fields: Columns whose values are wanted, by index into `fieldNames`.
    /// - Throws: `.formatDamaged` when reading breaks off.
    func next(into feature: inout VectorFeature, fields: [Int]) throws(IntakeError) -> Bool {
        var reason = [CChar](repeating: 0, count: 512)
        guard let handle = cgdal_next(layer, &reason, reason.count) else {
            guard reason[0] != 0 else { return false }
            throw Self.damaged(path, Self.text(reason))
        }
        defer { OGR_F_Destroy(handle) }
        feature.clear()
        feature.id = OGR_F_GetFID(handle)
        for field in fields {
            let isSet = OGR_F_IsFieldSetAndNotNull(handle, Int32(field)) != 0
            feature.values.append(
                isSet ? Self.text(OGR_F_GetFieldAsString(handle, Int32(field))) : "")
        }
        if let geometry = OGR_F_GetGeometryRef(handle) { Self.take(geometry, into: &feature, 0) }
        return true
    }

    // MARK: Opening

    private static func open(_ local: String, shownAs path: String) throws(IntakeError)
        -> GDALDatasetH
    {
        var reason = [CChar](repeating: 0, count: 512)
        if let dataset = cgdal_open(local, &reason, reason.count) { return dataset }
        throw damaged(path, text(reason))
    }

    private static func choose(
        _ name: String?,
        _ kind: GeometryKind,
        in dataset: GDALDatasetH,
        path: String
    ) throws(IntakeError) -> OGRLayerH {
        let layers = (0..<max(0, GDALDatasetGetLayerCount(dataset)))
            .compactMap { GDALDatasetGetLayer(dataset, $0) }
        let names = layers.map { text(OGR_L_GetName($0)) }
        if let name {
            if let row = names.firstIndex(of: name) { return layers[row] }
            throw IntakeError(
                .notFound, subject: path,
                detail: "It has no layer «\(name)», only: \(names.joined(separator: ", ")).",
                remedy: "Name one of these with --layer.")
        }
        let fitting = layers.indices.filter { fits(OGR_L_GetGeomType(layers[$0]), kind) }
        guard let first = fitting.first else {
            throw IntakeError(
                .geometryKind, subject: path,
                detail: "None of its \(layers.count) layers holds \(kind.rawValue)s.",
                remedy: "Give a layer with \(kind.rawValue) geometry.")
        }
        guard fitting.count == 1 else {
            let list = fitting.map { names[$0] }.joined(separator: ", ")
            throw IntakeError(
                .badArgument, subject: path,
                detail: "Several layers hold \(kind.rawValue)s: \(list).",
                remedy: "Name one of these with --layer.")
        }
        return layers[first]
    }

    private static func fits(_ type: OGRwkbGeometryType, _ kind: GeometryKind) -> Bool {
        switch OGR_GT_Flatten(type) {
        case wkbLineString, wkbMultiLineString, wkbCircularString, wkbCompoundCurve, wkbCurve,
            wkbMultiCurve:
            kind == .line
        case wkbPoint, wkbMultiPoint: kind == .point
        // Formats that do not declare a type, and layers of mixed types.
        case wkbUnknown, wkbGeometryCollection: true
        default: false
        }
    }

    private static func fields(of layer: OGRLayerH) -> [String] {
        guard let definition = OGR_L_GetLayerDefn(layer) else { return [] }
        return (0..<max(0, OGR_FD_GetFieldCount(definition))).map { field in
            text(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field)))
        }
    }

    private static func takeCRS(of layer: OGRLayerH) -> String? {
        guard let wkt = cgdal_layer_crs(layer) else { return nil }
        defer { cgdal_free(wkt) }
        // GeoPackage's "undefined" systems come as local ones without a place on Earth.
        let text = String(cString: wkt)
        return text.isEmpty || text.hasPrefix("ENGCRS") || text.hasPrefix("LOCAL_CS") ? nil : text
    }

    // MARK: Geometry

    private static func take(
        _ geometry: OGRGeometryH,
        into feature: inout VectorFeature,
        _ depth: Int
    ) {
        switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
        case wkbLineString:
            addPart(geometry, to: &feature.lines)
        case wkbPoint:
            if OGR_G_IsEmpty(geometry) == 0 { addPart(geometry, to: &feature.points) }
        case wkbMultiLineString, wkbMultiPoint, wkbGeometryCollection, wkbMultiCurve:
            // Collections may nest; a file made to break readers nests without end.
            guard depth < 8 else { return }
            for part in 0..<max(0, OGR_G_GetGeometryCount(geometry)) {
                if let inner = OGR_G_GetGeometryRef(geometry, part) {
                    take(inner, into: &feature, depth + 1)
                }
            }
        case wkbCircularString, wkbCompoundCurve:
            guard let straight = OGR_G_GetLinearGeometry(geometry, 0, nil) else { return }
            defer { OGR_G_DestroyGeometry(straight) }
            if OGR_GT_Flatten(OGR_G_GetGeometryType(straight)) == wkbLineString {
                addPart(straight, to: &feature.lines)
            }
        default:
            feature.otherParts += 1
        }
    }

    private static func addPart(_ geometry: OGRGeometryH, to parts: inout VectorParts) {
        let count = Int(max(0, OGR_G_GetPointCount(geometry)))
        guard count > 0 else { return }
        let start = parts.x.count
        parts.x.append(contentsOf: repeatElement(.nan, count: count))
        parts.y.append(contentsOf: repeatElement(.nan, count: count))
        let stride = Int32(MemoryLayout<Double>.stride)
        // Sound: `count` numbers were appended to either column just above.
        parts.x.withUnsafeMutableBufferPointer { x in
            parts.y.withUnsafeMutableBufferPointer { y in
                _ = OGR_G_GetPoints(
                    geometry, x.baseAddress.map { $0 + start }, stride,
                    y.baseAddress.map { $0 + start }, stride, nil, 0)
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
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
