import RoadModel

/// Why a card is set aside.
internal struct CrashFault: Error {
    var reason: RejectReason
    var field: CrashField?
    var expected: String
    var proposal = ""
    /// What to quote instead of the field's text.
    var found: String?
}
