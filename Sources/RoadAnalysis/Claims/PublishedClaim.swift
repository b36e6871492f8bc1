/// Figures of one statement as they were printed: two counts and a percentage, parts and shares.
package struct PublishedClaim: Hashable, Sendable {
    /// A part that was printed as a count and as a share of the whole.
    package struct Part: Hashable, Sendable {
        /// The count.
        package var count: Int
        /// Its share in percent.
        package var share: PublishedPercent

        /// Makes a part.
        package init(count: Int, share: PublishedPercent) {
            (self.count, self.share) = (count, share)
        }
    }

    /// The earlier figure.
    package var before: Double?
    /// The later figure.
    package var after: Double?
    /// The change in percent.
    package var percent: PublishedPercent?
    /// What the parts are parts of.
    package var whole: Int?
    /// Parts with their shares.
    package var parts: [Part]
    /// Counts that should add up to the whole.
    package var addends: [Int]

    /// Makes a claim.
    package init(
        before: Double? = nil,
        after: Double? = nil,
        percent: PublishedPercent? = nil,
        whole: Int? = nil,
        parts: [Part] = [],
        addends: [Int] = []
    ) {
        (self.before, self.after, self.percent) = (before, after, percent)
        (self.whole, self.parts, self.addends) = (whole, parts, addends)
    }

    /// What the figures say of each other.
    package var check: ClaimCheck { ClaimCheck(self) }
}
