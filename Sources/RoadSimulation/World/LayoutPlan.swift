/// Sizes of the drawn world; lengths in metres.
struct LayoutPlan {
    /// Streets in each direction of the town's grid.
    var gridStreets: Int
    /// Distance between streets.
    var blockLength: Double
    /// Radius of the ring road.
    var ringRadius: Double
    /// Vertices of the ring road without its junctions.
    var ringVertices: Int
    /// Columns of the grid whose streets reach the ring besides the avenues.
    var extraColumns: [Int]
    /// Length of the divided highway.
    var highwayLength: Double
    /// Distance between the middle lines of its carriageways.
    var carriagewayGap: Double
    /// How far the highway swings to either side.
    var highwaySwing: Double
    /// Wavelength of the swing.
    var highwayWave: Double
    /// Distance between vertices of the highway.
    var highwaySpacing: Double
    /// Stations at which both carriageways are joined across the median.
    var crossings: [Double]
    /// Stations of the links between highway and service road; the first and last are its ends.
    var serviceLinks: [Double]
    /// Distance between the service road and the nearer carriageway.
    var serviceGap: Double
    /// Station at which the rural road passes above.
    var overpass: Double
    /// Half the distance, along the highway, between the ramps of the overpass.
    var rampReach: Double
    /// Where the rural road leaves towards the northern village.
    var northControls: [PlanPoint]
    /// Centre of the northern village.
    var northVillage: PlanPoint
    /// Between the northern village and the overpass.
    var northEastControls: [PlanPoint]
    /// Between the overpass and the southern village.
    var southEastControls: [PlanPoint]
    /// Centre of the southern village.
    var southVillage: PlanPoint
    /// Northing of the river.
    var riverNorthing: Double
    /// Half the length of the river.
    var riverReach: Double
    /// Half the length of a village's main street.
    var villageReach: Double
}

extension LayoutPlan {
    /// The plan of a size.
    init(size: WorldSize) {
        switch size {
        case .standard: self = Self.standard
        case .small: self = Self.small
        }
    }

    private static let standard = LayoutPlan(
        gridStreets: 12,
        blockLength: 250,
        ringRadius: 2400,
        ringVertices: 90,
        extraColumns: [2, 9],
        highwayLength: 40_000,
        carriagewayGap: 14,
        highwaySwing: 700,
        highwayWave: 16_000,
        highwaySpacing: 200,
        crossings: [1000, 5000, 10_000, 15_000, 20_000, 25_000, 35_000],
        serviceLinks: [14_000, 16_500, 19_000, 21_500, 24_000],
        serviceGap: 25,
        overpass: 30_000,
        rampReach: 400,
        northControls: [PlanPoint(x: 600, y: 4200), PlanPoint(x: 6000, y: 7800)],
        northVillage: PlanPoint(x: 14_000, y: 9000),
        northEastControls: [PlanPoint(x: 22_000, y: 8500), PlanPoint(x: 30_000, y: 5000)],
        southEastControls: [PlanPoint(x: 30_500, y: -5200), PlanPoint(x: 20_000, y: -9500)],
        southVillage: PlanPoint(x: 2000, y: -11_500),
        riverNorthing: -6500,
        riverReach: 9000,
        villageReach: 400
    )

    private static let small = LayoutPlan(
        gridStreets: 4,
        blockLength: 250,
        ringRadius: 900,
        ringVertices: 24,
        extraColumns: [],
        highwayLength: 6000,
        carriagewayGap: 14,
        highwaySwing: 150,
        highwayWave: 4000,
        highwaySpacing: 200,
        crossings: [500, 1500, 4500],
        serviceLinks: [2000, 3000, 4000],
        serviceGap: 25,
        overpass: 5200,
        rampReach: 300,
        northControls: [PlanPoint(x: 500, y: 1500)],
        northVillage: PlanPoint(x: 2200, y: 1900),
        northEastControls: [PlanPoint(x: 4500, y: 1900)],
        southEastControls: [PlanPoint(x: 4500, y: -1900)],
        southVillage: PlanPoint(x: 300, y: -2600),
        riverNorthing: -1700,
        riverReach: 1500,
        villageReach: 240
    )
}
