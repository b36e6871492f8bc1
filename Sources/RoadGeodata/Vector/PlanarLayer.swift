package import RoadModel

/// A layer of lines or points in its own coordinates, bit by bit, with attributes as text.
package struct PlanarLayer: Sendable {
    /// What a layer holds.
    package enum Kind: Sendable {
        /// Lines; a multi-part line gives several.
        case lines
        /// Points; of a multi-point the first counts.
        case points
    }

    /// The layer's name.
    package private(set) var name: String
    /// Its coordinate system as WKT; `nil` when it declares none.
    package private(set) var crs: String?
    /// Names of the attributes.
    package private(set) var fieldNames: [String]
    /// x of every vertex.
    package private(set) var x: [Double] = []
    /// y of every vertex.
    package private(set) var y: [Double] = []
    /// Where each part ends among the vertices.
    package private(set) var ends: [Int] = []
    /// The feature of each part.
    package private(set) var featureOfPart: [Int] = []
    /// The layer's id of each feature.
    package private(set) var featureID: [Int64] = []
    /// Attributes of each feature.
    package private(set) var attributes: [[String]] = []
    /// Features left out because they have no such geometry.
    package private(set) var leftOut = 0

    /// Reads a layer.
    ///
    /// - Parameters:
    ///   - path: A local GeoPackage, Shapefile, GeoJSON, FlatGeobuf or MapInfo file.
    ///   - layer: The layer; `nil` for the only one with such geometry.
    ///   - kind: What is looked for.
    /// - Throws: As `VectorRoadImporter.importRoads`; `.nothingAccepted` for a layer without such
    ///   features.
    package init(path: String, layer: String? = nil, kind: Kind) throws(IntakeError) {
        try RoadFileKind.requireVector(path: path)
        let dataset = try VectorDataset(
            path: path,
            layer: layer,
            kind: kind == .lines ? .line : .point
        )
        (name, crs, fieldNames) = (dataset.layerName, dataset.crs, dataset.fieldNames)
        var feature = VectorFeature()
        let fields = Array(dataset.fieldNames.indices)
        while try dataset.next(into: &feature, fields: fields) {
            let parts = kind == .lines ? feature.lines : feature.points
            guard !parts.ends.isEmpty else {
                leftOut += 1
                continue
            }
            var start = 0
            for end in kind == .lines ? parts.ends : [1] {
                x += parts.x[start..<end]
                y += parts.y[start..<end]
                ends.append(x.count)
                featureOfPart.append(featureID.count)
                start = end
            }
            featureID.append(feature.id)
            attributes.append(feature.values)
        }
        guard !featureID.isEmpty else {
            throw IntakeError(
                .nothingAccepted,
                subject: path,
                detail: "The layer «\(name)» has no features of this kind.",
                remedy: "Name another layer with --layer."
            )
        }
    }
}
