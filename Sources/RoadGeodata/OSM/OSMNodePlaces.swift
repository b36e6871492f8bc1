import RoadModel

/// Coordinates of an extract's nodes as columns of numbers, ready to be projected.
struct OSMNodePlaces {
    /// Longitude, then easting; NaN where the node has no usable place.
    var x: [Double] = []
    /// Latitude, then northing; NaN where the node has no usable place.
    var y: [Double] = []
    /// The rectangle around all nodes with a place, WGS 84.
    private(set) var extent: GeodeticExtent?
    /// Its middle, across the antimeridian where that is the shorter way round.
    private(set) var centre: GeodeticCoordinate?

    /// Reads the places; 0, 0 counts as none, as devices and editors write it for "unknown".
    init(_ extract: OSMExtract) {
        var bounds = GeodeticBounds()
        x.reserveCapacity(extract.nodeCount)
        y.reserveCapacity(extract.nodeCount)
        for node in 0..<extract.nodeCount {
            let place = extract.nodePlace(node)
            let isUsable = place.x < OSMExtract.impossible && place != (0, 0)
            let longitude = isUsable ? Double(place.x) / 1e7 : .nan
            let latitude = isUsable ? Double(place.y) / 1e7 : .nan
            x.append(longitude)
            y.append(latitude)
            bounds.add(longitude: longitude, latitude: latitude)
        }
        extent = bounds.extent
        centre = bounds.centre
    }
}
