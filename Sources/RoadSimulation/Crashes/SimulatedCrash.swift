import RoadModel

/// A crash with its true place and what its card says.
struct SimulatedCrash {
    /// The card's number.
    var id = ""
    /// UTC microseconds, whole minutes.
    var microseconds: Int64
    /// Year on the local calendar.
    var year: Int
    /// Index of the piece where it happened.
    var piece: Int
    /// Metres along the piece in the direction of its vertices.
    var measure: Double
    /// Whether the first vehicle went in the direction of the vertices.
    var isForward: Bool
    /// True place.
    var place: PiecePlace
    /// Place on the card.
    var observed: PiecePlace
    /// Heading on the card, degrees; `nil` when absent.
    var heading: Double?
    /// People killed.
    var killed: Int
    /// People injured.
    var injured: Int
    /// Children among them.
    var children: Int
    /// The worst injury.
    var severity: CrashSeverity
    /// Index into `CrashLexicon.types`.
    var type: Int
    /// Light, weather, surface.
    var conditions: CrashLexicon.Conditions
    /// Road as the card spells it; empty when the road has no name.
    var roadText: String
    /// True rate at the place before any effect, crashes per kilometre and year.
    var rate: Double
    /// Planted hotspot; empty outside.
    var hotspot: String
}
