package import RoadModel

/// A point feature with its attributes as text.
package struct VectorPoint: Sendable, Hashable {
    /// The feature's id in its layer.
    package var featureID: Int64
    /// Its place; `nil` when it has no geometry or the place cannot be expressed in WGS 84.
    package var coordinate: GeodeticCoordinate?
    /// Values in the order of `VectorPointLayer.fieldNames`; empty when absent.
    package var attributes: [String]

    /// Makes a point.
    package init(featureID: Int64, coordinate: GeodeticCoordinate?, attributes: [String]) {
        (self.featureID, self.coordinate, self.attributes) = (featureID, coordinate, attributes)
    }
}

/// A layer of points with the names of its fields.
package struct VectorPointLayer: Sendable, Hashable {
    /// The layer's name.
    package var name: String
    /// Names of the attributes.
    package var fieldNames: [String]
    /// The features in file order.
    package var points: [VectorPoint]
    /// What was left out, by code, for example `feature.not_point: 3`.
    package var notes: [String: Int]

    /// Makes a layer.
    package init(
        name: String,
        fieldNames: [String],
        points: [VectorPoint],
        notes: [String: Int]
    ) {
        (self.name, self.fieldNames, self.points, self.notes) = (name, fieldNames, points, notes)
    }
}
