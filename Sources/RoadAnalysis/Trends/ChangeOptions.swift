/// How a comparison is made; the defaults are the ones of the digest `change`.
package struct ChangeOptions: Hashable, Sendable, Codable {
    /// Confidence level, in `(0, 1)`.
    package var level: Double
    /// Counts from 1 up to one less than this are suppressed; `nil` publishes every count.
    package var suppressBelow: Int?
    /// Smallest base on which a percentage is given; 1 leaves out a base of 0 only.
    package var smallestPercentBase: Int
    /// Power of the detectable fall, in `(0.5, 1)`.
    package var power: Double

    /// Makes options.
    package init(
        level: Double = 0.95,
        suppressBelow: Int? = nil,
        smallestPercentBase: Int = 1,
        power: Double = 0.8
    ) {
        (self.level, self.suppressBelow) = (level, suppressBelow)
        (self.smallestPercentBase, self.power) = (smallestPercentBase, power)
    }

    /// For tables that leave the house: counts 1–4 suppressed, no percentage on a base below 20.
    package static let publicTable = ChangeOptions(suppressBelow: 5, smallestPercentBase: 20)
}
