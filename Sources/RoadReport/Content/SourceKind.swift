/// What a received file holds.
package enum SourceKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Crash cards.
    case crashes
    /// Records of roadside complexes: passages and violations.
    case complexes
    /// A drone's flight log.
    case flights
}
