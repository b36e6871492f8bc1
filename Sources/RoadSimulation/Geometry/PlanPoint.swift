/// A point of the drawing board: metres east and north of the town's middle.
struct PlanPoint: Hashable {
    /// Metres east.
    var x: Double
    /// Metres north.
    var y: Double

    static func + (a: PlanPoint, b: PlanPoint) -> PlanPoint {
        PlanPoint(x: a.x + b.x, y: a.y + b.y)
    }
    static func - (a: PlanPoint, b: PlanPoint) -> PlanPoint {
        PlanPoint(x: a.x - b.x, y: a.y - b.y)
    }
    static func * (a: PlanPoint, factor: Double) -> PlanPoint {
        PlanPoint(x: a.x * factor, y: a.y * factor)
    }

    /// Distance from the origin.
    var length: Double { (x * x + y * y).squareRoot() }
    /// The same direction with length 1; the zero vector stays as it is.
    var unit: PlanPoint { length > 0 ? self * (1 / length) : self }
    /// The vector turned by a quarter to the right.
    var rightward: PlanPoint { PlanPoint(x: y, y: -x) }
}
