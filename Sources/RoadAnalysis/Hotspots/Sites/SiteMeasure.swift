/// What sites are ranked by.
package enum SiteMeasure: String, Sendable, CaseIterable, Codable {
    /// Expected crashes.
    case expected
    /// Expected crashes beyond the prediction.
    case excess
    /// Expected crashes per length and year.
    case perLength = "per-length"
    /// Expected crashes beyond the prediction per length and year.
    case excessPerLength = "excess-per-length"
    /// Expected crashes weighted by severity.
    case weighted = "epdo"
}

/// The law of every site's true figure: an offset and a sum of scaled gamma variables.
package struct SiteLaws: Sendable {
    /// One severity, or the whole.
    package struct Part: Sendable {
        /// Gamma shape of each site; a constant where it is infinite.
        package var shape: [Double]
        /// Factor of the gamma variable of rate 1; of the constant 1 where the shape is infinite.
        package var scale: [Double]

        /// Makes a part.
        package init(shape: [Double], scale: [Double]) { (self.shape, self.scale) = (shape, scale) }
    }

    /// Names of the sites.
    package var ids: [String]
    /// What is added.
    package var offset: [Double]
    /// What is summed.
    package var parts: [Part]

    /// Makes laws.
    package init(ids: [String], offset: [Double], parts: [Part]) {
        (self.ids, self.offset, self.parts) = (ids, offset, parts)
    }

    /// The laws of a measure that needs no severities; `lengthYears` divides measures per length.
    package init(
        _ measure: SiteMeasure,
        ids: [String],
        _ sites: [SiteEstimate],
        lengthYears: [Double]
    ) {
        let isPer = measure == .perLength || measure == .excessPerLength
        let lessPrediction = measure == .excess || measure == .excessPerLength
        let unit = isPer ? lengthYears : [Double](repeating: 1, count: sites.count)
        self.init(
            ids: ids,
            offset: sites.indices.map { lessPrediction ? -sites[$0].predicted / unit[$0] : 0 },
            parts: [
                Part(
                    shape: sites.map { $0.law(lessPrediction: lessPrediction).shape },
                    scale: sites.indices.map { row in
                        sites[row].law(lessPrediction: lessPrediction).scale / unit[row]
                    }
                )
            ]
        )
    }

    /// The mean of every site's figure.
    package var means: [Double] {
        var means = offset
        for part in parts {
            for site in means.indices {
                let shape = part.shape[site]
                means[site] += part.scale[site] * (shape.isFinite ? shape : 1)
            }
        }
        return means
    }
}
