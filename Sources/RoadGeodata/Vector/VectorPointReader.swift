package import RoadModel

/// Reads a layer of points, such as crash sites, with all its attributes as text.
package enum VectorPointReader {
    /// Reads every feature of a point layer and places it in WGS 84.
    ///
    /// A feature without a point, or whose point cannot be transformed, comes with a `nil`
    /// coordinate: it is a record that someone has to look at. Of a multi-point the first counts.
    ///
    /// - Parameters:
    ///   - path: A local GeoPackage, Shapefile, GeoJSON, FlatGeobuf or MapInfo file.
    ///   - layer: The layer; `nil` for the only one with points.
    ///   - sourceCRS: The system of the coordinates; overrides what the file declares.
    ///   - limit: The greatest number of features to take.
    /// - Returns: The layer, with features left without a place counted in `notes`:
    ///   `feature.no_geometry`, `feature.not_point`, `feature.bad_coordinate`.
    /// - Throws: As `VectorRoadImporter.importRoads`; `.nothingAccepted` for a layer without
    ///   features, `.insufficient` beyond the limit.
    package static func readPoints(
        path: String,
        layer: String? = nil,
        sourceCRS: String? = nil,
        limit: Int = 5_000_000
    ) throws(IntakeError) -> VectorPointLayer {
        try RoadFileKind.requireVector(path: path)
        let dataset = try VectorDataset(path: path, layer: layer, kind: .point)
        guard let declared = sourceCRS ?? dataset.crs else {
            throw IntakeError.crsMissing(subject: path)
        }
        let transform = try CoordinateTransform(from: declared, to: "EPSG:4326")
        var points: [VectorPoint] = []
        var (x, y): ([Double], [Double]) = ([], [])
        var notes: [String: Int] = [:]
        var feature = VectorFeature()
        let fields = Array(dataset.fieldNames.indices)
        while try dataset.next(into: &feature, fields: fields) {
            guard points.count < limit else { throw tooMany(path, limit) }
            let isPoint = !feature.points.ends.isEmpty
            if !isPoint {
                let isOther = !feature.lines.ends.isEmpty || feature.otherParts > 0
                notes[isOther ? "feature.not_point" : "feature.no_geometry", default: 0] += 1
            }
            x.append(isPoint ? feature.points.x[0] : .nan)
            y.append(isPoint ? feature.points.y[0] : .nan)
            points.append(
                VectorPoint(
                    featureID: feature.id,
                    coordinate: nil,
                    attributes: feature.values
                )
            )
        }
        guard !points.isEmpty else { throw empty(path, dataset.layerName) }
        let given = x.count { !$0.isNaN }
        transform.forward(x: &x, y: &y)
        var placed = 0
        for row in points.indices {
            let place = GeodeticCoordinate(latitude: Degrees(y[row]), longitude: Degrees(x[row]))
            guard place.isValid else { continue }
            points[row].coordinate = place
            placed += 1
        }
        if placed < given { notes["feature.bad_coordinate"] = given - placed }
        return VectorPointLayer(
            name: dataset.layerName,
            fieldNames: dataset.fieldNames,
            points: points,
            notes: notes
        )
    }

    private static func tooMany(_ path: String, _ limit: Int) -> IntakeError {
        IntakeError(
            .insufficient,
            subject: path,
            detail: "It holds more than \(limit) points.",
            remedy: "Split the layer."
        )
    }

    private static func empty(_ path: String, _ layer: String) -> IntakeError {
        IntakeError(
            .nothingAccepted,
            subject: path,
            detail: "The layer «\(layer)» has no features.",
            remedy: "Name another layer with --layer."
        )
    }
}
