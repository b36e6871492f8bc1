package import RoadModel

/// Writes a fictional oblast: roads, three years of records, and the truth behind them.
package enum Simulator {
    /// First year of the simulated records.
    package static let firstYear = 2023
    /// Last year of the simulated records.
    package static let lastYear = 2025

    /// Writes the world of `options` below `outputDirectory`.
    ///
    /// - Parameters:
    ///   - options: What to simulate; equal options give equal bytes.
    ///   - outputDirectory: Created when absent; must be empty unless `options.overwrites`.
    ///   - progress: Called with a stage's name and the share done of the whole, in `[0, 1]`.
    /// - Returns: What was written.
    /// - Throws: `usage.argument`, `output.exists`, `io.failed`, `io.disk_full`,
    ///   `io.not_permitted`.
    package static func run(
        _ options: SimulationOptions,
        outputDirectory: String,
        progress: (String, Double) -> Void = { _, _ in }
    ) throws(IntakeError) -> SimulationSummary {
        try options.validate()
        let folder = try OutputFolder(path: outputDirectory, overwrites: options.overwrites)
        var summary = SimulationSummary(options: options)

        progress("network", 0)
        let world = SimulatedWorld(size: options.size)
        let truth = TruthFiles(world: world, options: options)
        try folder.write(WorldReadme.text(options: options), to: "README.txt", records: 0)
        try folder.write(
            RoadMapFile.text(of: world),
            to: "network.osm",
            records: world.roads.count
        )
        summary.nodes = world.nodes.count
        summary.ways = world.roads.count
        summary.pieces = world.pieces.count
        summary.roadKilometres = world.kilometres

        let complexes = ComplexPlan.complexes(of: world, options: options)
        let places = truth.complexes(complexes)
        try folder.write(places.text, to: "truth/complexes.csv", records: places.rows)
        summary.devices = complexes.count

        progress("crashes", 0.02)
        let model = RiskModel(world: world, options: options, complexes: complexes)
        let crashes = CrashGenerator(world: world, options: options, model: model).crashes()
        try write(crashes, options, truth, to: folder, &summary)
        try folder.write(
            truth.rates(model),
            to: "truth/rates.csv",
            records: model.risks.count
        )
        let effect = EffectRecord(options: options, model: model, complexes: complexes)
        try folder.write(try effect.text(), to: "truth/effect.json", records: 1)

        try writeFlights(world, options, truth, to: folder, &summary, progress)

        var passages = PassageWriter(world: world, options: options, complexes: complexes)
        try passages.write(to: folder) { share in progress("passages", 0.2 + 0.8 * share) }
        summary.passages = options.scaledPassages
        summary.violations = passages.violations
        summary.files = folder.files
        return summary
    }

    private static func write(
        _ crashes: [SimulatedCrash],
        _ options: SimulationOptions,
        _ truth: TruthFiles,
        to folder: OutputFolder,
        _ summary: inout SimulationSummary
    ) throws(IntakeError) {
        let early = crashes.filter { $0.year < lastYear }
        let late = crashes.filter { $0.year == lastYear }
        let accuracy = options.accuracyMetres
        try folder.write(
            CrashCardFiles.table(early, accuracyMetres: accuracy),
            to: "crashes/crashes.csv",
            records: early.count
        )
        try folder.write(
            CrashCardFiles.collection(late, accuracyMetres: accuracy),
            to: "crashes/crashes-\(lastYear).geojson",
            records: late.count
        )
        try folder.write(truth.crashes(crashes), to: "truth/crashes.csv", records: crashes.count)
        for crash in crashes {
            summary.crashesByYear[crash.year, default: 0] += 1
            summary.killed += crash.killed
            summary.injured += crash.injured
        }
    }

    /// The flight as other recorders would have kept it, in a folder of their own so that nobody
    /// counts a flight four times.
    private static func writeFormats(
        _ flight: PatrolFlight,
        _ options: SimulationOptions,
        to folder: OutputFolder
    ) throws(IntakeError) {
        let samples = flight.samples(seed: options.seed)
        let name = "formats/flight-\(zeroPadded(flight.number, 3))"
        let offset = LocalCalendar.offsetSeconds(at: flight.utcAtBoot)
        func write(_ bytes: [UInt8], _ ending: String) throws(IntakeError) {
            var text = ByteText()
            text.encoded(bytes)
            try folder.write(text, to: "\(name).\(ending)", records: samples.count)
        }
        // GPS time has been 18 s ahead of UTC since 2017.
        try write(DataFlashWriter.log(samples, leapSeconds: 18), "BIN")
        try write(SubtitleWriter.text(samples, offsetSeconds: offset).bytes, "SRT")
        try write(
            TelemetryVideoWriter.file(samples, serial: "SIM\(zeroPadded(flight.number, 6))"),
            "MP4"
        )
    }

    private static func writeFlights(
        _ world: SimulatedWorld,
        _ options: SimulationOptions,
        _ truth: TruthFiles,
        to folder: OutputFolder,
        _ summary: inout SimulationSummary,
        _ progress: (String, Double) -> Void
    ) throws(IntakeError) {
        var flights: [PatrolFlight] = []
        var firstLog: [UInt8] = []
        for number in stride(from: 1, through: options.flights, by: 1) {
            var flight = PatrolFlight(number: number, world: world, options: options)
            var log = ByteText()
            log.encoded(flight.log())
            if number == 1 { firstLog = log.bytes }
            let name = "flights/flight-\(zeroPadded(number, 3)).ulg"
            try folder.write(log, to: name, records: flight.fixes)
            summary.fixes += flight.fixes
            if options.includesOtherFormats { try writeFormats(flight, options, to: folder) }
            flights.append(flight)
            progress("flights", 0.05 + 0.15 * Double(number) / Double(options.flights))
        }
        summary.flights = flights.count
        let legs = truth.flights(flights)
        try folder.write(legs.text, to: "truth/flights.csv", records: legs.rows)
        guard options.includesDamaged else { return }
        if firstLog.isEmpty {
            var flight = PatrolFlight(number: 1, world: world, options: options)
            firstLog = flight.log()
        }
        try DamagedSamples.write(to: folder, flight: firstLog)
    }
}
