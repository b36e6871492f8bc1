import RoadModel

/// Why a sentence with a right check sum cannot be used.
internal struct NMEAFault: Error {
    /// The reason.
    let reason: RejectReason

    /// Wraps a reason.
    init(_ reason: RejectReason) { self.reason = reason }
}
