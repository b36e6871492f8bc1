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
    var speedError = Double.nan
    var lane: UInt8 = 0
    var certificateValidUntil: CivilDate?
    var mode = Mode.absent

    /// What a complex says about its own working mode.
    enum Mode: UInt8 {
        case absent, production, test
    }
}
