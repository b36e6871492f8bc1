import Foundation
import RoadModel
import RoadSimulation
import Testing

@Suite("Truth beside the records")
struct TruthTests {
    /// A card's observed place and heading, from either file.
    struct Card {
        var place: (lon: Double, lat: Double)
        var heading: Double?
        var killed: Int
        var road: String
    }

    static func cards(_ world: WrittenWorld) throws -> [String: Card] {
        var cards: [String: Card] = [:]
        for row in try world.rows("crashes/crashes.csv") {
            cards[row["id"] ?? ""] = Card(
                place: (number(row, "lon"), number(row, "lat")),
                heading: row["heading"].flatMap(Double.init),
                killed: Int(row["killed"] ?? "") ?? -1,
                road: row["road"] ?? ""
            )
        }
        for feature in try world.features() {
            let place = (feature["lon"] as? Double ?? .nan, feature["lat"] as? Double ?? .nan)
            cards["\(feature["id"] as? Int ?? 0)"] = Card(
                place: place,
                heading: feature["heading"] as? Double,
                killed: feature["dead_count"] as? Int ?? -1,
                road: feature["address"] as? String ?? ""
            )
        }
        return cards
    }

    @Test("Every crash lies exactly on its road, at its measure, clear of the junctions")
    func crashesLieOnRoads() throws {
        let world = try WrittenWorld(SimulationOptions(seed: 3).with { $0.flights = 0 })
        let map = DrawnMap(try world.text("network.osm"))
        let truth = try world.rows("truth/crashes.csv")
        #expect(truth.count == world.summary.crashes)
        for row in truth {
            let ends = ["way", "u", "v"].map { Int(row[$0] ?? "") ?? 0 }
            let path = try #require(map.path(way: ends[0], from: ends[1], to: ends[2]))
            let measure = number(row, "measure_m")
            let drawn = try #require(map.place(on: path, at: measure))
            #expect(metres(drawn, (number(row, "lon"), number(row, "lat"))) < 0.005)
            #expect(measure > 11.9)
            // One-way roads are travelled along their vertices only.
            let way = try #require(map.ways[ends[0]])
            if way.tags["oneway"] == "yes" {
                let order = [ends[1], ends[2]].compactMap { way.nodes.firstIndex(of: $0) }
                #expect(order.count == 2 && order[0] < order[1])
            }
        }
    }

    @Test("Observed places scatter around the truth with the stated sigma, headings with theirs")
    func scatterIsAsStated() throws {
        let world = try WrittenWorld(
            smallOptions {
                $0.crashes = 6000
                $0.flights = 0
                $0.accuracyMetres = 9
            }
        )
        let cards = try Self.cards(world)
        var squares = 0.0
        var turns = 0.0
        var headings = 0.0
        let truth = try world.rows("truth/crashes.csv")
        for row in truth {
            let card = try #require(cards[row["id"] ?? ""])
            let distance = metres(card.place, (number(row, "lon"), number(row, "lat")))
            squares += distance * distance
            guard let heading = card.heading else { continue }
            let turn = Degrees(heading).separation(from: Degrees(number(row, "heading"))).value
            turns += turn * turn
            headings += 1
        }
        let count = Double(truth.count)
        // Two axes: the standard error of the RMS of n pairs is sigma / sqrt(4 n); five of them.
        #expect(abs((squares / count / 2).squareRoot() - 9) < 5 * 9 / (4 * count).squareRoot())
        #expect(abs((turns / headings).squareRoot() - 8) < 5 * 8 / (2 * headings).squareRoot())
        let missing = 1 - headings / count
        #expect(abs(missing - 0.03) < 5 * (0.03 * 0.97 / count).squareRoot())
    }

    @Test("Yearly counts agree with the true rates, levels and effect")
    func yearlyCounts() throws {
        let options = SimulationOptions(seed: 5).with {
            $0.crashes = 9000
            $0.flights = 0
            $0.passages = 0
        }
        let world = try WrittenWorld(options)
        let record = try world.effectRecord()
        let levels = try #require(record["yearLevels"] as? [String: Double])
        var base = 0.0
        for row in try world.rows("truth/rates.csv") {
            var length = number(row, "length_m")
            if row["hotspot"]?.isEmpty == false {
                let extent = number(row, "hotspot_to_m") - number(row, "hotspot_from_m")
                length += extent * (number(row, "hotspot_factor") - 1)
            }
            base += number(row, "rate_per_km_year") * length / 1000
        }
        let expected = base * levels.values.reduce(0, +)
        #expect(abs(expected - 9000) < 0.5)
        for year in 2023...2025 {
            let mean = base * (levels["\(year)"] ?? .nan)
            let count = Double(world.summary.crashesByYear[year] ?? 0)
            // The effect lowers what is near a complex by a fifth at most.
            #expect(count < mean + 5 * mean.squareRoot())
            #expect(count > mean * 0.8 - 5 * mean.squareRoot())
        }
    }

    @Test("Near a complex the rate falls by the stated factor once it works, elsewhere not at all")
    func enforcementWorks() throws {
        let options = SimulationOptions(seed: 9).with {
            $0.crashes = 60_000
            $0.flights = 0
            $0.passages = 0
            $0.yearNoise = 0
            $0.enforcementEffect = 0.7
        }
        let world = try WrittenWorld(options)
        // Crashes and expected crashes without effect: [elsewhere, near before, near after].
        var seen = [0.0, 0, 0]
        var expected = [0.0, 0, 0]
        var startOf: [String: Double] = [:]
        for row in try world.rows("truth/rates.csv") {
            var length = number(row, "length_m")
            if row["hotspot"]?.isEmpty == false {
                length += 11 * (number(row, "hotspot_to_m") - number(row, "hotspot_from_m"))
            }
            let perYear = number(row, "rate_per_km_year") * length / 1000
            let ends = [row["u"] ?? "", row["v"] ?? ""].sorted()
            let key = "\(row["way"] ?? "") \(ends)"
            guard let from = row["effect_from"], !from.isEmpty else {
                expected[0] += 3 * perYear
                #expect(number(row, "effect") == 1)
                continue
            }
            #expect(number(row, "effect") == 0.7)
            let start = try Self.years(utc: from)
            startOf[key] = start
            expected[1] += perYear * start
            expected[2] += perYear * (3 - start)
        }
        var times: [String: Double] = [:]
        for row in try world.rows("crashes/crashes.csv") {
            times[row["id"] ?? ""] = try Self.years(local: row["time"] ?? "")
        }
        for row in try world.rows("truth/crashes.csv") {
            let ends = [row["u"] ?? "", row["v"] ?? ""].sorted()
            // Crashes of the last year all come after every start but those of 2025-01-01.
            let time = times[row["id"] ?? ""] ?? 2.5
            guard let start = startOf["\(row["way"] ?? "") \(ends)"] else {
                seen[0] += 1
                continue
            }
            seen[time < start ? 1 : 2] += 1
        }
        for (index, factor) in [1, 1, 0.7].enumerated() {
            let mean = expected[index] * factor
            #expect(mean > 3000)
            #expect(abs(seen[index] - mean) < 5 * mean.squareRoot() + 0.002 * mean, "\(index)")
        }
    }

    /// Years since the start of 2023; leap years count as others, within 0.002.
    private static func years(utc text: String) throws -> Double {
        let parts = text.split(whereSeparator: { "-T:Z+".contains($0) }).compactMap { Double($0) }
        try #require(parts.count >= 3)
        let date = try #require(
            CivilDate(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2]))
        )
        let hours = parts.count > 3 ? parts[3] : 0
        let days = Double(date.daysSinceEpoch - 19_358) + (hours + 6) / 24
        return days < 365
            ? days / 365 : days < 731 ? 1 + (days - 365) / 366 : 2 + (days - 731) / 365
    }

    private static func years(local text: String) throws -> Double {
        try years(utc: text) - 6 / 24 / 365
    }

    @Test("Five hotspots hold the stated multiple of their road's crashes")
    func hotspotsAreHot() throws {
        let world = try WrittenWorld(
            SimulationOptions(seed: 21).with {
                $0.crashes = 9000
                $0.flights = 0
                $0.passages = 0
                $0.enforcementEffect = 1
                $0.yearNoise = 0
            }
        )
        let planted = try world.rows("truth/rates.csv").filter { $0["hotspot"]?.isEmpty == false }
        #expect(Set(planted.compactMap { $0["hotspot"] }) == ["H1", "H2", "H3", "H4", "H5"])
        let crashes = try world.rows("truth/crashes.csv")
        for spot in planted {
            let name = spot["hotspot"] ?? ""
            let extent = number(spot, "hotspot_to_m") - number(spot, "hotspot_from_m")
            #expect(extent > 150 && extent <= 400)
            let rate = number(spot, "rate_per_km_year") * 12
            let mean = rate * extent / 1000 * 3
            let seen = crashes.filter { $0["hotspot"] == name }
            #expect(abs(Double(seen.count) - mean) < 5 * mean.squareRoot(), "\(name)")
            #expect(seen.allSatisfy { abs(number($0, "segment_rate") - rate) < 1e-4 * rate })
        }
    }

    @Test("Deaths cluster: a fatal crash kills 1.28 people on average")
    func deathsCluster() throws {
        let world = try WrittenWorld(
            smallOptions {
                $0.crashes = 20_000
                $0.flights = 0
                $0.passages = 0
            }
        )
        let fatal = try Self.cards(world).values.map(\.killed).filter { $0 > 0 }
        let mean = Double(fatal.reduce(0, +)) / Double(fatal.count)
        // Variance of 1 + geometric with mean 0.28 is 0.28 × 1.28.
        #expect(abs(mean - 1.28) < 5 * (0.28 * 1.28 / Double(fatal.count)).squareRoot())
        #expect(world.summary.killed == fatal.reduce(0, +))
    }

    @Test("Some road names are spelt in another way, most are those of the map")
    func spellings() throws {
        let world = try WrittenWorld(
            smallOptions {
                $0.crashes = 5000
                $0.flights = 0
            }
        )
        let map = DrawnMap(try world.text("network.osm"))
        var known: Set<String> = []
        for way in map.ways.values {
            for key in ["name", "name:ru", "ref"] { known.insert(way.tags[key] ?? "") }
        }
        let roads = try Self.cards(world).values.map(\.road).filter { !$0.isEmpty }
        let odd = roads.count { !known.contains($0) }
        let share = Double(odd) / Double(roads.count)
        // Some foldings leave a name as it was, so the share stays below the option's 8 %.
        #expect(share > 0.04 && share < 0.09)
    }
}

extension SimulationOptions {
    func with(_ change: (inout SimulationOptions) -> Void) -> SimulationOptions {
        var copy = self
        change(&copy)
        return copy
    }
}

extension WrittenWorld {
    func effectRecord() throws -> [String: Any] {
        let content = Data(try bytes("truth/effect.json"))
        return try JSONSerialization.jsonObject(with: content) as? [String: Any] ?? [:]
    }
}
