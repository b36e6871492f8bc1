import RoadGeometry

/// The grid on which a network's vertices lie: multiples of a power of two metres.
///
/// The finest unit is 2⁻¹⁶ m; networks wider than 65 km take the next one that fits 31 bits, which
/// is 2 mm for a country 3,000 km wide and finer than OpenStreetMap's own 11 mm throughout.
struct NetworkGrid {
    /// Places farther from the origin of the system are no places.
    static let farthest = 1e9
    private static let finest = 1.0 / 65_536

    /// Easting and northing of the origin, in metres.
    let originX: Double
    /// See `originX`.
    let originY: Double
    /// Metres of one step.
    let unit: Double

    /// The grid for a box.
    init(_ box: PlanarBox) {
        guard !box.isEmpty else {
            (originX, originY, unit) = (0, 0, Self.finest)
            return
        }
        (originX, originY) = (box.minX.rounded(.down), box.minY.rounded(.down))
        unit = Self.unit(for: max(box.maxX - originX, box.maxY - originY))
    }

    /// Metres of a step of the boxes of the spatial index: a quarter is nothing beside a radius of
    /// search, and takes half the bytes of a vertex.
    var boxUnit: Double { max(0.25, unit) }

    /// Steps of the grid in a step of the boxes.
    var stepsPerBoxUnit: Int32 { Int32(boxUnit / unit) }

    /// The unit of measures for pieces up to a length: 2⁻¹² m, a quarter of a millimetre, or the
    /// next power of two that fits 31 bits.
    static func measureUnit(for length: Double) -> Double {
        max(1.0 / 4096, unit(for: length))
    }

    /// The finest power of two whose multiples reach a length within 31 bits.
    static func unit(for length: Double) -> Double {
        var unit = finest
        while length / unit > 2_147_483_000 { unit *= 2 }
        return unit
    }

    /// The nearest place on the grid.
    func snapped(x: Double, y: Double) -> (x: Double, y: Double) {
        (
            originX + ((x - originX) / unit).rounded() * unit,
            originY + ((y - originY) / unit).rounded() * unit
        )
    }

    /// An easting in steps from the origin.
    func stepsEast(_ x: Double) -> Int32 { Int32(clamping: Int(((x - originX) / unit).rounded())) }

    /// A northing in steps from the origin.
    func stepsNorth(_ y: Double) -> Int32 { Int32(clamping: Int(((y - originY) / unit).rounded())) }
}
