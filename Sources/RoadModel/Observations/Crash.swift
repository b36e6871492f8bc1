/// How badly the worst-hurt person of a crash was hurt.
package enum CrashSeverity: String, Sendable, Codable, CaseIterable {
    /// At least one person died.
    case fatal
    /// At least one person was seriously hurt, nobody died.
    case serious
    /// Somebody was hurt, how badly is slight or not stated.
    case slight
    /// Nobody was hurt.
    case damageOnly = "damage_only"
}

/// One crash card.
package struct Crash: Sendable, Hashable, Codable {
    /// Where the card stands in its file.
    package var place: SourcePlace
    /// The card's own number in its source; never empty.
    package var sourceID: String
    /// When it happened, UTC.
    package var time: Timestamp
    /// Local minus UTC in seconds.
    package var zoneOffsetSeconds: Int
    /// The time exactly as written.
    package var rawTime: String
    /// Where it happened; `nil` when the card has no coordinates.
    package var location: GeodeticCoordinate?
    /// One-sigma accuracy of the place.
    package var accuracy: Metres
    /// Road name or index as written; empty when absent.
    package var roadText: String
    /// Direction of travel of the first vehicle, when stated.
    package var heading: Degrees?
    /// The worst injury.
    package var severity: CrashSeverity
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Children killed or injured.
    package var children: Int?
    /// Type of crash as written, for example `collision`, «Столкновение».
    package var type: String
    /// Light, weather and surface as written; empty when absent.
    package var conditions: String
    /// What the card says beside the crash itself.
    package var details = CrashDetails()
    /// The vehicles of the card.
    package var vehicles: [CrashVehicle] = []
    /// The people of the card.
    package var participants: [CrashParticipant] = []

    /// Makes a card without details, vehicles and people.
    package init(
        place: SourcePlace,
        sourceID: String,
        time: Timestamp,
        zoneOffsetSeconds: Int,
        rawTime: String,
        location: GeodeticCoordinate?,
        accuracy: Metres,
        roadText: String,
        heading: Degrees?,
        severity: CrashSeverity,
        killed: Int,
        injured: Int,
        children: Int?,
        type: String,
        conditions: String
    ) {
        (self.place, self.sourceID, self.time) = (place, sourceID, time)
        (self.zoneOffsetSeconds, self.rawTime) = (zoneOffsetSeconds, rawTime)
        (self.location, self.accuracy, self.roadText) = (location, accuracy, roadText)
        (self.heading, self.severity, self.killed) = (heading, severity, killed)
        (self.injured, self.children, self.type) = (injured, children, type)
        self.conditions = conditions
    }
}
