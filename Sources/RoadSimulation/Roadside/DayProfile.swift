/// How events spread over the hours of a day; maps a uniform number to a share of the day.
struct DayProfile {
    private let cumulated: [Double]

    /// Traffic, with quiet nights and two peaks.
    ///
    /// Relative weights of the 24 hours.
    static let traffic = DayProfile(hourWeights: [
        1, 0.7, 0.6, 0.6, 0.8, 1.5, 3, 6, 8, 7, 6, 6, 6.5, 6.5, 6, 6, 6.5, 8, 8.5, 7, 5, 4, 3, 2,
    ])
    /// Crashes: as traffic, with heavier evenings and nights.
    static let crashes = DayProfile(hourWeights: [
        2, 1.6, 1.4, 1.2, 1.2, 1.6, 2.6, 4.5, 5.5, 5, 4.6, 4.8, 5, 5.2, 5.2, 5.4, 6, 7.4, 7.8, 7,
        6, 5, 4, 3,
    ])

    /// Makes a profile of 24 weights.
    init(hourWeights: [Double]) {
        var sum = 0.0
        cumulated = hourWeights.map { weight in
            sum += weight
            return sum
        }
    }

    /// The share of the day, in `[0, 1)`, below which a share `quantile` of the events lies.
    func share(quantile: Double) -> Double {
        guard let total = cumulated.last, total > 0 else { return quantile }
        let wanted = quantile * total
        let hour = cumulated.firstIndex { $0 > wanted } ?? cumulated.count - 1
        let before = hour > 0 ? cumulated[hour - 1] : 0
        let within = (wanted - before) / (cumulated[hour] - before)
        return min((Double(hour) + within) / Double(cumulated.count), 0.999_999_999)
    }
}
