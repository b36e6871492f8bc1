/// The true crash rate of one piece of road.
struct PieceRisk {
    /// A stretch with a planted multiple of the rate.
    struct Hotspot {
        /// Name, for example `H3`.
        var id: String
        /// Start and end along the piece, in metres.
        var from: Double, to: Double
        /// Factor on the rate.
        var factor: Double
    }

    /// Index of the piece.
    var piece: Int
    /// Crashes per kilometre and year outside a hotspot, before any effect.
    var rate: Double
    /// The planted hotspot, if any.
    var hotspot: Hotspot?
    /// When the effect of a complex begins, UTC microseconds; `nil` where none is near.
    var effectFrom: Int64?
    /// Serial number of the complex whose effect comes first; empty where none is near.
    var effectOf = ""

    /// Expected crashes per year before any effect, for a piece of `length` metres.
    func expectedPerYear(length: Double) -> Double {
        let extra = hotspot.map { ($0.factor - 1) * ($0.to - $0.from) } ?? 0
        return rate * (length + extra) / 1000
    }

    /// Crashes per kilometre and year at a measure, before any effect.
    func rate(at measure: Double) -> Double {
        guard let hotspot, measure >= hotspot.from, measure <= hotspot.to else { return rate }
        return rate * hotspot.factor
    }
}
