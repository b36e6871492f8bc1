/// Fixes in a row that lie so far from the route that it cannot be where the vehicle was.
struct MisfitRun {
    /// From which distance on a fix belongs to a run, squared, in square metres.
    let leastSquared: Double
    private var worst = -1
    private var worstSquared = 0.0
    private var count = 0

    init(leastSquared: Double) { self.leastSquared = leastSquared }

    /// Adds the next fix.
    ///
    /// - Returns: The fix farthest away of the run that ends before this one; `nil` while one goes on.
    mutating func add(_ fix: Int, _ squared: Double) -> Int? {
        guard squared > leastSquared else { return end() }
        count += 1
        if squared > worstSquared { (worst, worstSquared) = (fix, squared) }
        return nil
    }

    /// Ends the run; a single fix is none, for any receiver errs now and then.
    mutating func end() -> Int? {
        defer { (worst, worstSquared, count) = (-1, 0, 0) }
        return count > 1 ? worst : nil
    }
}
