package import RoadModel

/// A line of the road network for the map's background.
package struct RoadLine: Hashable, Sendable, Codable {
    /// Rank of the road.
    package var roadClass: RoadClass
    /// Vertices, WGS 84.
    package var points: [GeodeticCoordinate]

    /// Makes a line.
    package init(roadClass: RoadClass, points: [GeodeticCoordinate]) {
        (self.roadClass, self.points) = (roadClass, points)
    }
}
