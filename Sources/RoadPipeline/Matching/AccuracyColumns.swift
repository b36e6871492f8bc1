import RoadIngest
import RoadLocate

/// The columns in which a table states the accuracy of each place.
struct AccuracyColumns {
    static let sigma = ColumnSpec(
        "sigma",
        synonyms: ["accuracy", "accuracy_m", "sigma_m", "точность", "дәлдік", "дәлдігі"]
    )
    static let eastEast = ColumnSpec("cov_ee", synonyms: ["cov_xx", "var_e", "var_x"])
    static let eastNorth = ColumnSpec("cov_en", synonyms: ["cov_xy", "cov_ne"])
    static let northNorth = ColumnSpec("cov_nn", synonyms: ["cov_yy", "var_n", "var_y"])
    static let semiMajor = ColumnSpec("semi_major", synonyms: ["sigma_major", "semimajor_m"])
    static let semiMinor = ColumnSpec("semi_minor", synonyms: ["sigma_minor", "semiminor_m"])
    static let orientation = ColumnSpec(
        "orientation",
        synonyms: ["ellipse_orientation", "major_azimuth"]
    )
    /// All of them, in the order of `init`.
    static let specs = [
        sigma, eastEast, eastNorth, northNorth, semiMajor, semiMinor, orientation,
    ]

    private let places: [Int?]

    /// - Parameter places: Of each of `specs`, where it stands in the file.
    init(_ places: [Int?]) { self.places = places }

    /// Whether the table has none of them.
    var isEmpty: Bool { places.allSatisfy { $0 == nil } }

    /// The covariance of a row along true east and north: of its ellipse, or else of its sigma.
    ///
    /// What is no number, and an ellipse that is none, are counted by column of the file.
    func read(
        _ fields: FieldRanges,
        _ bytes: Span<UInt8>,
        _ damaged: inout [Int]
    ) -> ErrorCovariance? {
        var numbers: [7 of Double] = .init(repeating: .nan)
        for (k, place) in places.enumerated() where place != nil {
            numbers[k] = TrackRunTable.number(place, fields, bytes, &damaged)
        }
        let ellipse = StatedEllipse(
            eastEast: numbers[1],
            eastNorth: numbers[2],
            northNorth: numbers[3],
            semiMajor: numbers[4],
            semiMinor: numbers[5],
            azimuth: numbers[6],
            hasCross: places[2] != nil
        )
        if let covariance = ellipse.covariance { return covariance }
        if ellipse.isStated, let column = places[1] ?? places[3] ?? places[4] ?? places[5] {
            damaged[column] += 1
        }
        let sigma = numbers[0]
        guard sigma > 0, sigma <= 1e5 else { return nil }
        return ErrorCovariance(round: sigma * sigma)
    }
}
