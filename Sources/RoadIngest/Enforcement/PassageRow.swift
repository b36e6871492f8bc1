import RoadModel

/// The numbers and codes of one record that passed every check.
internal struct PassageRow {
    var time = Timestamp(microseconds: 0)
    var offsetSeconds = 0
    /// Index into `ViolationKind.allCases`.
    var kindIndex = 0
    var kind = ViolationKind.passage
    var latitude = Double.nan
    var longitude = Double.nan
    var heading = Double.nan
    var accuracy = Double.nan
    var speed = Double.nan
    var limit = Double.nan
    var lane: UInt8 = 0
    var certificateValidUntil: CivilDate?
    var mode = Mode.absent

    /// What a complex says about its own working mode.
    enum Mode: UInt8 {
        case absent, production, test
    }
}

/// Why a record is set aside, before it is put into words.
internal struct RowFault: Error {
    var reason: RejectReason
    /// The column at fault, or `nil` when it is the whole record.
    var column: PassageColumn?
    var expected: String
    var proposal = ""
    /// What to quote instead of the field's text.
    var found: String?
}
