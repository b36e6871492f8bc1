import RoadStatistics

extension SiteEstimate {
    /// The estimate when the prediction itself is known to a relative spread only.
    ///
    /// A traffic count off by a share moves the prediction P by its elasticity times that share,
    /// and the expected number, by d ln E / d ln P = w, by w of that. The spread joins the gamma
    /// law's variance; the limits are those of the gamma law with both moments.
    package func widened(by spread: Double, level: Double) -> SiteEstimate {
        guard spread > 0, spread.isFinite, dispersion.isFinite, expected > 0 else { return self }
        var estimate = self
        estimate.predictionSpread = spread
        estimate.variance += Self.square(expected * weight * spread)
        let shape = expected * expected / estimate.variance
        let law = GammaDistribution(shape: shape, rate: shape / expected)
        estimate.lower = law.quantile((1 - level) / 2)
        estimate.upper = law.upperQuantile((1 - level) / 2)
        return estimate
    }

    /// Shape and scale of the expected number's law for a measure that subtracts the prediction or
    /// does not: what moves with the prediction is then w·E − P, or w·E.
    func law(lessPrediction: Bool) -> (shape: Double, scale: Double) {
        guard predictionSpread > 0 else {
            return shape.isFinite ? (shape, predicted / rate) : (.infinity, predicted)
        }
        let moved = weight * expected - (lessPrediction ? predicted : 0)
        let variance = (1 - weight) * expected + Self.square(moved * predictionSpread)
        guard variance > 0 else { return (.infinity, expected) }
        return (expected * expected / variance, variance / expected)
    }

    private static func square(_ value: Double) -> Double { value * value }
}
