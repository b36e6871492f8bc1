package import RoadModel

/// A current crash card as the analyses need it.
package struct CrashEvent: Sendable, Hashable {
    /// Its stored number.
    package var id: ObservationID
    /// When it happened.
    package var time: Timestamp
    /// The calendar day at the place of the crash.
    package var day: CivilDate
    /// The hour at the place of the crash, in `0..<24`.
    package var hour: Int
    /// The card's own number; empty when it has none.
    package var cardNumber: String
    /// Light, weather and surface as written, separated by semicolons.
    package var conditions: String
    /// Whether its place is a junction whose arms cannot be told apart.
    package var isAtJunction: Bool
    /// Severity.
    package var severity: CrashSeverity
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Children among them.
    package var children: Int?
    /// Type of crash as written.
    package var type: String
    /// Road as written on the card; empty when absent.
    package var roadText: String
    /// Where it happened; `nil` when the card has no coordinates.
    package var location: GeodeticCoordinate?
    /// Place on the network; `nil` when it has none or was not matched.
    package var reference: LinearReference?
    /// Why it has no place; `nil` when it has one or was not matched.
    package var reason: UnlocatedReason?
    /// The source whose number the card bears; empty when there is only one.
    package var source = ""
    /// Region as written.
    package var region = ""
    /// Road and kilometre, or street, in words.
    package var placeText = ""
    /// The road's index in Latin capitals.
    package var roadIndex = ""
    /// Whether it stands on the special register; `nil` when not stated.
    package var isOnRegister: Bool?
    /// Days within which a death counts in the source; `nil` when not stated.
    package var deathWindowDays: Int?
}
