import RoadModel

extension GroundMetric {
    /// Side of a cell: E, F and G are then within 1e-8 of their quadratics.
    private static let usualSide = 50_000.0
    /// Cells in a row or column at most; those of a network as wide as half the Earth are larger.
    private static let mostCells = 64.0

    /// The metric of a system over a rectangle of its plane.
    ///
    /// E, F and G follow from the ellipsoid's radii of curvature and the derivatives of the
    /// projection, which are differences over 100 m; places of the lattice are found by Newton's
    /// method, so that any projection will do. `nil` without a node.
    ///
    /// - Parameters:
    ///   - x: Eastings of the network's nodes, in metres; NaN is passed over.
    ///   - y: Northings.
    ///   - centre: A place among them.
    ///   - forward: The projection of WGS 84, in place.
    init?(
        over x: [Double],
        _ y: [Double],
        around centre: GeodeticCoordinate,
        forward: (_ x: inout [Double], _ y: inout [Double]) -> Void
    ) {
        var (west, east, south, north) = (
            Double.infinity, -Double.infinity, Double.infinity, -Double.infinity
        )
        for node in x.indices where x[node].isFinite && y[node].isFinite {
            (west, east) = (min(west, x[node]), max(east, x[node]))
            (south, north) = (min(south, y[node]), max(north, y[node]))
        }
        let size = max(east - west, north - south)
        guard west <= east, size.isFinite else { return nil }
        let side = max(Self.usualSide, size / Self.mostCells)
        let columns = max(1, Int(((east - west) / side).rounded(.up)))
        let rows = max(1, Int(((north - south) / side).rounded(.up)))
        var lattice = ProjectionLattice()
        for row in 0...(2 * rows) {
            for column in 0...(2 * columns) {
                lattice.x.append(west + Double(column) * side / 2)
                lattice.y.append(south + Double(row) * side / 2)
            }
        }
        self.init(
            originX: west,
            originY: south,
            side: side,
            columns: columns,
            rows: rows,
            values: lattice.metric(around: centre, forward)
        )
    }
}

/// Places of a plane system whose metric is wanted.
private struct ProjectionLattice {
    /// Eastings and northings, in metres.
    var x: [Double] = []
    var y: [Double] = []

    /// Steps of Newton's method at most; from the middle of a network as wide as Kazakhstan it takes 5.
    private static let mostSteps = 12
    /// How near the image of a place must come, in metres.
    private static let nearness = 1e-3
    /// Half of what derivatives are differences over, in degrees of latitude.
    private static let half = 5e-4

    /// (E, F, G) at each place; NaN where no place on the ellipsoid has that image.
    func metric(
        around centre: GeodeticCoordinate,
        _ forward: (_ x: inout [Double], _ y: inout [Double]) -> Void
    ) -> [SIMD4<Double>] {
        var longitude = [Double](repeating: centre.longitude.value, count: x.count)
        var latitude = [Double](repeating: centre.latitude.value, count: x.count)
        var metric = [SIMD4<Double>](repeating: SIMD4(repeating: .nan), count: x.count)
        for _ in 0..<Self.mostSteps {
            var worst = 0.0
            let images = images(longitude, latitude, forward)
            for place in x.indices {
                let jacobian = images.jacobian(place, latitude: latitude[place])
                let (rx, ry) = (x[place] - images.x[5 * place], y[place] - images.y[5 * place])
                let (east, north) = jacobian.inverse(rx, ry)
                guard east.isFinite, north.isFinite else {
                    metric[place] = SIMD4(repeating: .nan)
                    continue
                }
                let miss = max(abs(rx), abs(ry))
                worst = max(worst, miss)
                metric[place] =
                    miss < Self.nearness
                    ? jacobian.metric(latitude: latitude[place]) : SIMD4(repeating: .nan)
                longitude[place] += min(max(east, -30), 30)
                latitude[place] = min(max(latitude[place] + min(max(north, -15), 15), -89.9), 89.9)
            }
            if worst < Self.nearness { break }
        }
        return metric
    }

    private func images(
        _ longitude: [Double],
        _ latitude: [Double],
        _ forward: (_ x: inout [Double], _ y: inout [Double]) -> Void
    ) -> Images {
        var images = Images(x: [], y: [])
        images.x.reserveCapacity(5 * x.count)
        images.y.reserveCapacity(5 * x.count)
        for place in x.indices {
            let (lon, lat) = (longitude[place], latitude[place])
            let step = Images.step(latitude: lat)
            images.x += [lon, lon - step, lon + step, lon, lon]
            images.y += [lat, lat, lat, lat - Self.half, lat + Self.half]
        }
        forward(&images.x, &images.y)
        return images
    }

    /// The image of each place and of those west, east, south and north of it.
    private struct Images {
        var x: [Double], y: [Double]

        /// Degrees of longitude that are as far as `half` of latitude.
        static func step(latitude: Double) -> Double {
            ProjectionLattice.half / max(EllipsoidLengths.cosine(latitude), 1e-3)
        }

        func jacobian(_ place: Int, latitude: Double) -> Jacobian {
            let first = 5 * place
            let (east, north) = (2 * Self.step(latitude: latitude), 2 * ProjectionLattice.half)
            return Jacobian(
                xEast: (x[first + 2] - x[first + 1]) / east,
                xNorth: (x[first + 4] - x[first + 3]) / north,
                yEast: (y[first + 2] - y[first + 1]) / east,
                yNorth: (y[first + 4] - y[first + 3]) / north
            )
        }
    }

    /// Metres of the plane for a degree of longitude and of latitude.
    private struct Jacobian {
        var xEast: Double, xNorth: Double
        var yEast: Double, yNorth: Double

        /// The degrees of a step in the plane.
        func inverse(_ dx: Double, _ dy: Double) -> (east: Double, north: Double) {
            let determinant = xEast * yNorth - xNorth * yEast
            return (
                (yNorth * dx - xNorth * dy) / determinant, (xEast * dy - yEast * dx) / determinant
            )
        }

        func metric(latitude: Double) -> SIMD4<Double> {
            let (parallel, meridian) = (
                EllipsoidLengths.parallel(latitude), EllipsoidLengths.meridian(latitude)
            )
            let (a, b) = (inverse(1, 0), inverse(0, 1))
            let (ax, ay) = (a.east * parallel, a.north * meridian)
            let (bx, by) = (b.east * parallel, b.north * meridian)
            return SIMD4(ax * ax + ay * ay, ax * bx + ay * by, bx * bx + by * by, 0)
        }
    }
}
