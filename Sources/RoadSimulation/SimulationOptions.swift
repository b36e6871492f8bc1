package import RoadModel

/// How large the simulated world's road network is.
package enum WorldSize: String, Sendable, Codable, CaseIterable {
    /// A town of 12 × 12 streets, a ring road, 40 km of divided highway, two villages.
    case standard
    /// A handful of streets and 6 km of divided highway: the world kept beside the code.
    case small
}

/// Everything that a simulated world depends on: equal options give equal bytes.
package struct SimulationOptions: Sendable, Hashable, Codable {
    /// Start of the random sequence; every value is allowed.
    package var seed: UInt64
    /// Extent of the road network.
    package var size: WorldSize
    /// Passages at scale 1, over the three years.
    package var passages: Int
    /// Multiplies `passages` and nothing else, in `(0, 1e6]`.
    package var scale: Double
    /// Expected number of crashes over the three years, before the effect of enforcement.
    package var crashes: Double
    /// Number of flights, spread evenly over the 36 months.
    package var flights: Int
    /// Shortest duration of a flight in seconds; the longest is half as much again.
    package var flightSeconds: Int
    /// One-sigma accuracy of observed places, east and north each, in metres.
    package var accuracyMetres: Double
    /// One-sigma error of observed headings, in degrees.
    package var headingSigmaDegrees: Double
    /// Share of records whose heading is absent, in `[0, 1]`.
    package var headingMissingShare: Double
    /// Share of crash cards whose road name is written in another way, in `[0, 1]`.
    package var misspeltShare: Double
    /// Factor on the crash rate near a fixed complex once it works, in `(0, 1]`.
    package var enforcementEffect: Double
    /// How near a complex a segment must come to feel the effect, in metres.
    package var effectRadiusMetres: Double
    /// Relative standard deviation of the common yearly level of crashes.
    package var yearNoise: Double
    /// Factor on the crash rate in a planted hotspot, at least 1.
    package var hotspotFactor: Double
    /// Crashes keep this far from the ends of their segment, in metres, because a junction's
    /// middle belongs to no single segment.
    package var junctionClearanceMetres: Double
    /// Whether to add the folder of damaged samples.
    package var includesDamaged: Bool
    /// Whether every flight is written as DataFlash, DJI subtitles and DJI video telemetry too.
    package var includesOtherFormats: Bool
    /// Whether an existing world in the output directory may be replaced.
    package var overwrites: Bool

    /// Makes the default options of a size; change what differs afterwards.
    ///
    /// Standard: 60,000 passages, 900 crashes, 36 flights of 600–900 s. Small: 600 passages,
    /// 150 crashes, 3 flights of 50–75 s.
    package init(seed: UInt64 = 1, size: WorldSize = .standard) {
        self.seed = seed
        self.size = size
        let isSmall = size == .small
        passages = isSmall ? 600 : 60_000
        scale = 1
        crashes = isSmall ? 150 : 900
        flights = isSmall ? 3 : 36
        flightSeconds = isSmall ? 50 : 600
        accuracyMetres = 5
        headingSigmaDegrees = 8
        headingMissingShare = 0.03
        misspeltShare = 0.08
        enforcementEffect = 0.8
        effectRadiusMetres = isSmall ? 400 : 1000
        yearNoise = 0.03
        hotspotFactor = 12
        junctionClearanceMetres = 12
        includesDamaged = false
        includesOtherFormats = false
        overwrites = false
    }

    /// Passages to write: `passages × scale`, rounded.
    package var scaledPassages: Int { Int((Double(passages) * scale).rounded()) }

    /// Checks every range.
    ///
    /// - Throws: `usage.argument`, naming the option.
    package func validate() throws(IntakeError) {
        try require(scale > 0 && scale <= 1e6, "scale", "\(scale)", "above 0, at most 1000000")
        try require((0...10_000_000).contains(passages), "passages", "\(passages)", "0…10000000")
        let rows = Double(passages) * scale
        try require(rows <= 2e9, "scale", "\(rows) passages", "at most 2000000000 passages")
        try require(crashes >= 0 && crashes <= 1e6, "crashes", "\(crashes)", "0…1000000")
        try require((0...1200).contains(flights), "flights", "\(flights)", "0…1200")
        try require(
            (30...7200).contains(flightSeconds),
            "flight-seconds",
            "\(flightSeconds)",
            "30…7200"
        )
        try require(
            accuracyMetres >= 0 && accuracyMetres <= 500,
            "accuracy",
            "\(accuracyMetres)",
            "0…500 metres"
        )
        try require(
            headingSigmaDegrees >= 0 && headingSigmaDegrees <= 180,
            "heading-sigma",
            "\(headingSigmaDegrees)",
            "0…180 degrees"
        )
        try requireShare(headingMissingShare, "heading-missing")
        try requireShare(misspeltShare, "misspelt")
        try require(
            enforcementEffect > 0 && enforcementEffect <= 1,
            "effect",
            "\(enforcementEffect)",
            "above 0, at most 1"
        )
        try require(
            effectRadiusMetres >= 0 && effectRadiusMetres <= 100_000,
            "effect-radius",
            "\(effectRadiusMetres)",
            "0…100000 metres"
        )
        try require(yearNoise >= 0 && yearNoise <= 0.3, "year-noise", "\(yearNoise)", "0…0.3")
        try require(
            hotspotFactor >= 1 && hotspotFactor <= 1000,
            "hotspot-factor",
            "\(hotspotFactor)",
            "1…1000"
        )
        try require(
            junctionClearanceMetres >= 0 && junctionClearanceMetres <= 50,
            "junction-clearance",
            "\(junctionClearanceMetres)",
            "0…50 metres"
        )
    }

    private func requireShare(_ share: Double, _ name: String) throws(IntakeError) {
        try require(share >= 0 && share <= 1, name, "\(share)", "0…1")
    }

    private func require(
        _ holds: Bool,
        _ name: String,
        _ found: String,
        _ expected: String
    ) throws(IntakeError) {
        guard holds else {
            throw IntakeError(
                .badArgument,
                subject: "--\(name)",
                detail: "The value is \(found), expected \(expected).",
                remedy: "Give a value within the range."
            )
        }
    }
}
