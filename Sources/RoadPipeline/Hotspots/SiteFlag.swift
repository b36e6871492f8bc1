/// A code that qualifies an answer about sites.
package enum SiteFlag: String, Sendable, CaseIterable {
    /// Rows without traffic, length or count took no part.
    case rowsLeftOut = "ROWS-LEFT-OUT"
    /// Rows have a traffic of 0.
    case zeroTraffic = "ZERO-AADT"
    /// There is no traffic: the comparison is per length or per site.
    case noTraffic = "NO-TRAFFIC"
    /// Counts scatter no more than chance: k is 0 and sites do not differ from their prediction.
    case noOverdispersion = "NO-OVERDISPERSION"
    /// A coefficient depends on others.
    case aliased = "ALIASED"
    /// Fewer than ten sites.
    case fewSites = "FEW-SITES"
    /// A class is too small for a model of its own.
    case pooledClass = "POOLED-CLASS"
    /// The coefficients were given, not fitted.
    case givenModel = "GIVEN-MODEL"
    /// No model: every site's own count with Jeffreys' prior.
    case noModel = "NO-MODEL"
    /// Intervals of ranks exist for the first sites only.
    case ranksOfFirst = "RANKS-OF-FIRST"
    /// Crashes are missing from the register by a stated share.
    case reporting = "REPORTING-ASSUMED"
    /// Sites that were chosen for bad counts look worse than they are.
    case chosenSites = "CHOSEN-SITES"
    /// A traffic count is over three years older than the crashes.
    case oldTraffic = "OLD-TRAFFIC"
    /// The traffic count's standard deviation widens the estimates.
    case trafficSpread = "AADT-UNCERTAINTY"
    /// The model does not take the traffic from its column: its spread cannot be carried through.
    case trafficSpreadUnused = "AADT-UNCERTAINTY-UNUSED"
    /// Length has no known unit.
    case unitUnknown = "LENGTH-UNIT-UNKNOWN"
    /// Sites whose length differs between periods: figures per length take that of the first.
    case lengthChanged = "LENGTH-CHANGED"
}
