/// A language of the interface and the reports.
package enum Language: String, Sendable, Codable, CaseIterable {
    /// Kazakh.
    case kk
    /// Russian.
    case ru
    /// English.
    case en
}
