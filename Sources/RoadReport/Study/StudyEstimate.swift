/// An estimate of a change in percent with its limits.
package struct StudyEstimate: Hashable, Sendable {
    /// What it is.
    package var name: LocalizedText
    /// The change, in percent.
    package var percent: Double
    /// Lower limit; `nil` is open.
    package var lower: Double?
    /// Upper limit; `nil` is open.
    package var upper: Double?
    /// Whether it is the one to read first.
    package var isMain: Bool

    /// Makes an estimate.
    package init(
        name: LocalizedText,
        percent: Double,
        lower: Double?,
        upper: Double?,
        isMain: Bool = false
    ) {
        (self.name, self.percent, self.lower) = (name, percent, lower)
        (self.upper, self.isMain) = (upper, isMain)
    }
}
