import RoadGeodata
import RoadModel
import RoadNetwork

/// Fast transformations over the places of a table, shared by all workers.
struct LocalTransforms: Sendable {
    /// From degrees into the network's system; `nil` when the places are spread too far.
    let forward: LocalTransform?
    /// Back into degrees.
    let inverse: LocalTransform?

    /// Greatest error of a projected place, in metres: far below what a file's seventh decimal
    /// of a degree can say.
    private static let tolerance = 2e-5

    /// Fits both over the places of a table that lie near the network.
    init(
        _ exact: borrowing CoordinateTransform,
        _ network: CompiledNetwork,
        _ table: TrackRunTable
    ) {
        let extent = network.extent
        let (west, east) = (extent.west - 0.1, extent.east + 0.1)
        let (south, north) = (extent.south - 0.1, extent.north + 0.1)
        var box = LocalTransform.Box(
            minX: .infinity,
            minY: .infinity,
            maxX: -.infinity,
            maxY: -.infinity
        )
        for row in table.longitude.indices {
            let (x, y) = (table.longitude[row], table.latitude[row])
            guard x >= west, x <= east, y >= south, y <= north else { continue }
            (box.minX, box.maxX) = (min(box.minX, x), max(box.maxX, x))
            (box.minY, box.maxY) = (min(box.minY, y), max(box.maxY, y))
        }
        // A fit asks for some 300 exact points; few places are cheaper without.
        guard table.longitude.count > 1000, box.minX <= box.maxX else {
            (forward, inverse) = (nil, nil)
            return
        }
        // Places on roads lie a little outside the box of the fixes.
        (box.minX, box.maxX) = (box.minX - 0.005, box.maxX + 0.005)
        (box.minY, box.maxY) = (box.minY - 0.005, box.maxY + 0.005)
        var x = [box.minX, box.minX, box.maxX, box.maxX]
        var y = [box.minY, box.maxY, box.minY, box.maxY]
        exact.forward(x: &x, y: &y)
        let plane = LocalTransform.Box(
            minX: (x.min() ?? .nan) - 100,
            minY: (y.min() ?? .nan) - 100,
            maxX: (x.max() ?? .nan) + 100,
            maxY: (y.max() ?? .nan) + 100
        )
        forward = Self.fit(exact, box, Self.tolerance, isInverse: false)
        inverse = Self.fit(exact, plane, Self.tolerance * 1e-5, isInverse: true)
    }

    private static func fit(
        _ exact: borrowing CoordinateTransform,
        _ box: LocalTransform.Box,
        _ tolerance: Double,
        isInverse: Bool
    ) -> LocalTransform? {
        LocalTransform(over: box, tolerance: tolerance) { x, y in
            if isInverse { exact.inverse(x: &x, y: &y) } else { exact.forward(x: &x, y: &y) }
        }
    }
}

/// A worker's way into the network's system and back.
struct TrackTransform: ~Copyable {
    private let exact: CoordinateTransform
    private let local: LocalTransforms

    /// Takes the worker's own exact transformation.
    init(exact: consuming CoordinateTransform, local: LocalTransforms) {
        self.exact = exact
        self.local = local
    }

    /// Projects longitudes and latitudes in place; NaN stays NaN.
    func forward(x: inout [Double], y: inout [Double]) {
        if let local = local.forward, local.apply(&x, &y) { return }
        exact.forward(x: &x, y: &y)
    }

    /// Turns projected places into longitudes and latitudes in place; NaN stays NaN.
    func inverse(x: inout [Double], y: inout [Double]) {
        if let local = local.inverse, local.apply(&x, &y) { return }
        exact.inverse(x: &x, y: &y)
    }

    /// Meridian convergence at a place, in degrees; 0 where there is none.
    func convergence(latitude: Double, longitude: Double) -> Double {
        guard latitude.isFinite, longitude.isFinite else { return 0 }
        let place = GeodeticCoordinate(
            latitude: Degrees(latitude),
            longitude: Degrees(longitude)
        )
        return exact.gridConvergence(at: place)?.value ?? 0
    }
}
