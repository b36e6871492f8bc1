import RoadAnalysis
import RoadIngest
import RoadLaw
import RoadModel
import RoadPipeline

/// What section control found, for machines and for a person.
struct SectionAnswer {
    let outcome: SectionRun.Outcome
    let policy: SectionPolicy
    let showsPlates: Bool
    /// Plates were read from received files, and are known to the workspace by pseudonyms.
    let pseudonyms: [Int: String]
    private let law: LawPack?
    private let salt: String

    init(
        outcome: SectionRun.Outcome,
        policy: SectionPolicy,
        showsPlates: Bool,
        pseudonyms: [Int: String] = [:]
    ) {
        (self.outcome, self.policy, self.showsPlates) = (outcome, policy, showsPlates)
        self.pseudonyms = pseudonyms
        salt = Self.salt(outcome.reads)
        // Without rule packs speeds are still speeds.
        law = try? LawPackReader.read(RulePacks())
    }

    /// One way as the columns of `ComplexesCommand.Sections.header`.
    func cells(_ transit: SectionTransit) -> [String] {
        let section = outcome.lengths.sections[transit.section]
        let reads = outcome.reads
        let price = price(transit)
        return [
            section.id, section.entry, section.exit, vehicle(transit.entry),
            local(transit.entry), local(transit.exit), "\(reads.row[transit.entry])",
            "\(reads.row[transit.exit])", rounded(transit.seconds, 3),
            rounded(section.length.value, 1), section.lengthSource,
            rounded(transit.speedKmh, 3), rounded(transit.lowerKmh, 3),
            rounded(transit.upperKmh, 3), rounded(transit.limitKmh, 1),
            rounded(transit.lowerKmh - transit.limitKmh, 3),
            outcome.control.isViolation(transit) ? "1" : "0", transit.join.rawValue,
            transit.crossesMidnight ? "1" : "0", price?.part?.code ?? "",
            price?.part?.fineIndices.map(String.init) ?? "",
            price?.fineTenge.map(String.init) ?? "", transit.vehicle.name,
        ]
    }

    private func price(_ transit: SectionTransit) -> OffenceClassification? {
        guard let law, outcome.control.isViolation(transit) else { return nil }
        var report = OffenceReport(kind: .speedAverage, day: day(transit.exit))
        // The lower bound decides, also about the band.
        (report.speedKmh, report.limitKmh) = (transit.lowerKmh, transit.limitKmh)
        return law.classify(report)
    }

    private func day(_ read: Int) -> CivilDate {
        let shifted =
            outcome.reads.microseconds[read]
            + Int64(outcome.reads.offsetSeconds[read]) * 1_000_000
        let day = shifted >= 0 ? shifted / 86_400_000_000 : (shifted + 1) / 86_400_000_000 - 1
        return CivilDate(daysSinceEpoch: Int(day))
    }

    private func vehicle(_ read: Int) -> String {
        if showsPlates, !outcome.reads.plates.isEmpty(at: read) {
            return outcome.reads.plates[read]
        }
        if let known = pseudonyms[read] { return known }
        if outcome.reads.plates.isEmpty(at: read) { return Self.hex(outcome.reads.key[read]) }
        let text = Array((salt + outcome.reads.plates[read]).utf8)
        return String(ContentFingerprint.sha256(text.span).prefix(16))
    }

    static func hex(_ key: UInt64) -> String {
        let hex = String(key, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }

    /// What the vehicles' keys of one run hang on: without all of its reads nobody can find a
    /// plate by trying every one.
    private static func salt(_ reads: SectionReads) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(reads.count * 16)
        for (time, key) in zip(reads.microseconds, reads.key) {
            withUnsafeBytes(of: (time.littleEndian, key.littleEndian)) { bytes += $0 }
        }
        return ContentFingerprint.sha256(bytes.span)
    }

    /// The local time with its offset.
    private func local(_ read: Int) -> String {
        let offset = Int(outcome.reads.offsetSeconds[read])
        let time = Timestamp(
            microseconds: outcome.reads.microseconds[read] + Int64(offset) * 1_000_000
        )
        let minutes = abs(offset) / 60
        func pair(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let sign = offset < 0 ? "-" : "+"
        return String("\(time)".dropLast()) + "\(sign)\(pair(minutes / 60)):\(pair(minutes % 60))"
    }

    private func rounded(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "" }
        let scale = decimals == 1 ? 10.0 : 1000.0
        return "\((value * scale).rounded() / scale)"
    }

    /// Speeds of a section's ways that are not doubtful, ascending.
    private func speeds(_ section: Int) -> [Double] {
        outcome.control.transits.filter { $0.section == section && $0.join != .ambiguous }
            .map(\.speedKmh).sorted()
    }

    private func summary(_ index: Int) -> [String: AnalysisTree] {
        let section = outcome.lengths.sections[index]
        let tally = outcome.control.tallies[index]
        let ways = outcome.control.transits.filter { $0.section == index }
        let speeds = speeds(index)
        let mean = speeds.isEmpty ? nil : speeds.reduce(0, +) / Double(speeds.count)
        let v85 = speeds.isEmpty ? nil : speeds[min(speeds.count - 1, speeds.count * 85 / 100)]
        let way = outcome.lengths.routes[index]
        let route = way.map { way -> AnalysisTree in
            .object([
                "network": outcome.lengths.network.map { .text($0) } ?? .null,
                "ways": .list(way.ways.map { .number(Double($0)) }),
                "segments": .list(way.segments.map { .count(Int($0)) }),
                "entryOffsetM": .number(way.fromOffset), "exitOffsetM": .number(way.toOffset),
                "straightM": .number(way.straight),
                "line": .list(way.line.map { .list($0.map { .number($0) }) }),
            ])
        }
        return [
            "section": .text(section.id), "entry": .text(section.entry),
            "exit": .text(section.exit), "limitKmh": .number(section.limitKmh),
            "lengthM": .number(section.length.value),
            "lengthErrorM": .number(section.lengthError.value),
            "lengthSource": .text(section.lengthSource), "route": route ?? .null,
            "entries": .count(tally.entries),
            "exits": .count(tally.exits), "transits": .count(ways.count),
            "violations": .count(ways.count { outcome.control.isViolation($0) }),
            "mended": .count(ways.count { $0.join == .mended }),
            "ambiguous": .count(tally.ambiguous), "repeats": .count(tally.repeats),
            "stopped": .count(tally.stopped), "impossible": .count(tally.impossible),
            "entriesAlone": .count(tally.entriesAlone), "exitsAlone": .count(tally.exitsAlone),
            "crossMidnight": .count(ways.count { $0.crossesMidnight }),
            "meanKmh": .number(mean), "v85Kmh": .number(v85),
        ]
    }

    /// Everything as JSON; `rows` leaves the ways themselves out where a file holds them.
    func tree(all: Bool, rows: Bool) -> AnalysisTree {
        let control = outcome.control
        let numeric: Set = [
            "entry_row", "exit_row", "seconds", "length_m", "speed_kmh", "speed_lower_kmh",
            "speed_upper_kmh", "limit_kmh", "excess_kmh", "fine_mrp", "fine_tenge",
        ]
        var list: [AnalysisTree] = []
        if rows {
            for transit in control.transits where all || control.isViolation(transit) {
                var fields: [String: AnalysisTree] = [:]
                for (name, cell) in zip(ComplexesCommand.Sections.header, cells(transit)) {
                    if name == "violation" || name == "crosses_midnight" {
                        fields[name] = .flag(cell == "1")
                    } else if cell.isEmpty {
                        fields[name] = .null
                    } else {
                        fields[name] = numeric.contains(name) ? .number(Double(cell)) : .text(cell)
                    }
                }
                list.append(.object(fields))
            }
        }
        return .object([
            "schema": "jol.complexes.sections/1", "recordsIn": .count(outcome.seen),
            "rejected": .count(outcome.rejected), "reads": .count(outcome.reads.count),
            "withoutPlate": .count(outcome.reads.withoutPlate),
            "elsewhere": .count(outcome.reads.elsewhere),
            "transits": .count(control.transits.count),
            "violationCount": .count(control.transits.count { control.isViolation($0) }),
            "policy": [
                "clockErrorSeconds": .number(policy.clockErrorSeconds),
                "slowestKmh": .number(policy.slowestKmh), "fastestKmh": .number(policy.fastestKmh),
                "duplicateSeconds": .number(policy.duplicateSeconds),
                "thresholdKmh": .number(policy.thresholdKmh),
                "mendsMisreads": .flag(policy.mendsMisreads),
            ],
            "sections": .list(outcome.lengths.sections.indices.map { .object(summary($0)) }),
            "violations": .list(list),
        ])
    }

    /// The table for a terminal.
    var text: String {
        var table = TerminalTable([
            (tr("Section", ru: "Участок", kk: "Учаске"), .left),
            (tr("km", ru: "км", kk: "км"), .right),
            (tr("length from", ru: "длина из", kk: "ұзындық көзі"), .left),
            (tr("limit", ru: "огранич.", kk: "шектеу"), .right),
            (tr("ways", ru: "проездов", kk: "өту"), .right),
            (tr("mean", ru: "средняя", kk: "орташа"), .right),
            ("V85", .right),
            (tr("violations", ru: "нарушений", kk: "бұзушылық"), .right),
            (tr("mended", ru: "исправлено", kk: "түзетілген"), .right),
            (tr("doubtful", ru: "сомнит.", kk: "күмәнді"), .right),
            (tr("stopped", ru: "остановки", kk: "тоқтаған"), .right),
            (tr("alone", ru: "без пары", kk: "жұпсыз"), .right),
        ])
        for index in outcome.lengths.sections.indices {
            let section = outcome.lengths.sections[index]
            let tally = outcome.control.tallies[index]
            let ways = outcome.control.transits.filter { $0.section == index }
            let speeds = speeds(index)
            let mean = speeds.isEmpty ? .nan : speeds.reduce(0, +) / Double(speeds.count)
            let v85 = speeds.isEmpty ? .nan : speeds[min(speeds.count - 1, speeds.count * 85 / 100)]
            table.add([
                section.id, Say.decimal(section.length.value / 1000, 3), Self.source(section),
                Say.decimal(section.limitKmh, 0), Say.count(ways.count),
                speeds.isEmpty ? "–" : Say.decimal(mean, 1),
                speeds.isEmpty ? "–" : Say.decimal(v85, 1),
                Say.count(ways.count { outcome.control.isViolation($0) }),
                Say.count(ways.count { $0.join == .mended }), Say.count(tally.ambiguous),
                Say.count(tally.stopped), Say.count(tally.entriesAlone + tally.exitsAlone),
            ])
        }
        let clock = Say.decimal(policy.clockErrorSeconds, 2)
        let network = outcome.lengths.network.map { version in
            "\n"
                + tr(
                    "Lengths from the network are shortest legal ways on version \(version).",
                    ru: "Длины по сети — кратчайшие законные пути, версия сети \(version).",
                    kk: "Желі ұзындықтары — ең қысқа заңды жолдар, желі нұсқасы \(version)."
                )
        }
        return table.text + "\n\n"
            + tr(
                "Judged on the lower bound: clocks ±\(clock) s each, lengths with their errors.",
                ru: "Судят по нижней границе: часы ±\(clock) с каждые, длины с погрешностями.",
                kk: "Төменгі шек бойынша: сағаттар ±\(clock) с, ұзындықтар қателерімен."
            ) + (network ?? "")
    }

    private static func source(_ section: ControlledSection) -> String {
        section.lengthSource == "network"
            ? tr("network", ru: "сеть", kk: "желі") : tr("given", ru: "таблица", kk: "кесте")
    }
}
