import RoadGeodata
package import RoadModel
import RoadNetwork

/// Looks streets up by name in a network.
package final class StreetFinder {
    /// A street that hangs together.
    package struct Found: Sendable {
        /// Its middle.
        package var place: GeodeticCoordinate
        /// From end to end of its extent, in metres.
        package var extent: Double
    }

    private let network: CompiledNetwork
    private let streets: StreetCrossings
    private let transform: CoordinateTransform

    /// Opens an image.
    package init(image path: String) throws(IntakeError) {
        network = try CompiledNetwork.open(path: path)
        streets = StreetCrossings(network)
        transform = try CoordinateTransform.intoNetwork(network.crs)
    }

    /// The streets of a name, the longest first.
    package func find(_ name: String) -> [Found] {
        streets.streets(named: name).compactMap { stretch in
            guard let point = network.point(at: stretch.middle) else { return nil }
            var (x, y) = ([point.x], [point.y])
            transform.inverse(x: &x, y: &y)
            return Found(
                place: GeodeticCoordinate(latitude: Degrees(y[0]), longitude: Degrees(x[0])),
                extent: stretch.extent.value
            )
        }
    }
}
