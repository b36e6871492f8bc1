/// What a way costs: metres of roads shut to general traffic first, then length or time.
///
/// The former are whole millimetres, so that two ways over the same roads cost the same.
struct RouteCost: Hashable, Comparable {
    /// Millimetres of shut roads outside the stretches where the way begins and ends.
    var shutMillimetres: Int
    /// Metres, or seconds when time is kept small.
    var length: Double

    /// More than any way.
    static let infinite = RouteCost(shutMillimetres: .max, length: .infinity)

    static func < (a: RouteCost, b: RouteCost) -> Bool {
        (a.shutMillimetres, a.length) < (b.shutMillimetres, b.length)
    }

    /// - Precondition: Neither is ``infinite``.
    static func + (a: RouteCost, b: RouteCost) -> RouteCost {
        RouteCost(
            shutMillimetres: a.shutMillimetres + b.shutMillimetres,
            length: a.length + b.length
        )
    }
}
