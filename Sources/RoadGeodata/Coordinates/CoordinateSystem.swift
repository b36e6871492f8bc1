/// What is known of a coordinate system once PROJ has understood its text.
package struct CoordinateSystem: Sendable, Hashable {
    /// The kind of its axes.
    package enum Kind: Sendable, Hashable {
        /// Latitude and longitude on an ellipsoid.
        case geographic
        /// Plane easting and northing.
        case projected
    }

    /// Its name, for example `WGS 84 / UTM zone 43N`.
    package var name: String
    /// The kind of its axes.
    package var kind: Kind
    /// Metres in one unit of a plane axis; 0 for a geographic system.
    package var metresPerUnit: Double

    /// Whether it is plane with axes in metres, as a network's system must be.
    package var isMetric: Bool { kind == .projected && metresPerUnit == 1 }

    /// Wraps the facts.
    package init(name: String, kind: Kind, metresPerUnit: Double) {
        (self.name, self.kind, self.metresPerUnit) = (name, kind, metresPerUnit)
    }
}
