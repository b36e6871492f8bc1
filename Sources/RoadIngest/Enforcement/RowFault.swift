import RoadModel

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
