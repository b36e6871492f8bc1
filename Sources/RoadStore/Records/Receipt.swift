package import RoadModel

/// What a received file is.
package enum IntakeKind: String, Sendable, Codable, CaseIterable {
    /// A drone's flight log.
    case flights
    /// A roadside complex's export.
    case complexes
    /// Crash cards.
    case crashes
    /// A road network.
    case network
    /// Borders of regions.
    case regions
    /// Corrections of records.
    case corrections

    /// Whether such files may hold plates and are kept sealed.
    package var holdsPersonalData: Bool {
        switch self {
        case .complexes, .crashes, .corrections: true
        case .flights, .network, .regions: false
        }
    }
}

/// What a receipt says about one received file.
///
/// `recordsIn == accepted + duplicate + quarantined` always holds; the table enforces it.
package struct Receipt: Sendable, Hashable, Codable {
    /// The receipt's number in this workspace.
    package var number: Int64
    /// SHA-256 of the file.
    package var sha256: String
    /// What the file is.
    package var kind: IntakeKind
    /// The file's name as received; a label only.
    package var name: String
    /// The format that its content shows.
    package var format: String
    /// Its size in bytes.
    package var bytes: Int
    /// When it was received.
    package var received: Timestamp
    /// Records found.
    package var recordsIn: Int
    /// Records stored.
    package var accepted: Int
    /// Records that were stored before.
    package var duplicate: Int
    /// Records set aside.
    package var quarantined: Int
    /// Records set aside, by reason code.
    package var quarantinedByReason: [String: Int]
    /// Share of the file that could be read, in `[0, 1]`.
    package var completeness: Double
    /// Things a person should know.
    package var notes: [String]
    /// The flights of a flight log, at most the first ``mostFlights``; empty for other files.
    package var flights: [FlightBrief] = []
    /// How many flights of the log are not listed; `nil` when all are.
    package var flightsNotListed: Int?
    /// Whether the file had been received before and this is the first receipt again.
    package var isRepeat: Bool
    /// Its place in the ledger; absent on a trial and for files received before there was one.
    package var ledger: LedgerSeal?

    /// The most flights that a receipt lists: a table of tracks holds one for every road user.
    package static let mostFlights = 1000

    /// Whether the file held records and every one of them was set aside.
    package var isUseless: Bool { recordsIn > 0 && accepted == 0 && duplicate == 0 }
}
