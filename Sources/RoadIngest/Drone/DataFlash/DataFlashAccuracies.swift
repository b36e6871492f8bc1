/// What `GPA` says about the positions of one receiver, which stand in `GPS` records of the same
/// time.
struct DataFlashAccuracies {
    /// What is known of one position; `nan` where it is not.
    struct Accuracy {
        /// One-sigma horizontal accuracy.
        var horizontalMetres = Double.nan
        /// One-sigma vertical accuracy.
        var verticalMetres = Double.nan
        /// Height above the sea minus height above the ellipsoid.
        var undulationMetres = Double.nan
    }

    private var byTime: [Int64: Accuracy] = [:]

    /// Looks for `GPA` beside `GPS` and `GPA2` beside `GPS2`.
    init(_ file: DataFlashFile, _ name: String, _ instance: Int64, _ segment: BootSegment) {
        guard name.hasPrefix("GPS"),
            let rows = DataFlashRows(file, "GPA" + name.dropFirst(3), in: segment)
        else { return }
        let horizontal = rows.numbers("HAcc") ?? rows.nothing
        let vertical = rows.numbers("VAcc") ?? rows.nothing
        let undulation = rows.numbers("Und") ?? rows.nothing
        let instances = rows.integers("I")
        for (row, time) in rows.times.enumerated()
        where instances.map({ $0[row] == instance }) ?? true {
            byTime[time] = Accuracy(
                // Receivers without an estimate write 0.
                horizontalMetres: horizontal[row] > 0 ? horizontal[row] : .nan,
                verticalMetres: vertical[row] > 0 ? vertical[row] : .nan,
                undulationMetres: undulation[row]
            )
        }
    }

    /// The accuracy of the position with that time.
    func at(_ time: Int64) -> Accuracy { byTime[time] ?? Accuracy() }
}
