import Foundation
import RoadModel
import RoadSimulation
import Testing

@Suite("Records of complexes")
struct PassageFileTests {
    static let columns = [
        "device_name", "device_serial", "event_time", "event_type", "direction", "site_lat",
        "site_lon", "place_text", "cert_no", "cert_valid_until", "cert_lab", "vehicle_kind",
        "vehicle_make", "plate", "plate_confidence", "speed_measured", "speed_limit", "lane",
        "device_mode", "heading", "accuracy_m",
    ]
    let world: WrittenWorld
    let allRows: [[String: String]]

    init() throws {
        let world = try WrittenWorld(
            SimulationOptions(seed: 2).with {
                $0.passages = 20_000
                $0.flights = 0
            }
        )
        self.world = world
        allRows = try world.passagePaths.flatMap { try world.rows($0) }
    }

    @Test("Every file carries the columns of order 971 with heading and accuracy")
    func header() throws {
        for path in world.passagePaths {
            #expect(try world.lines(path).first == Self.columns.joined(separator: ","))
        }
        #expect(allRows.allSatisfy { $0.count == Self.columns.count })
    }

    @Test("Every plate belongs to region 98, which does not exist")
    func plates() throws {
        let pattern = try Regex("[0-9]{3}[A-Z]{2,3}98")
        let plates = allRows.compactMap { $0["plate"] }
        #expect(plates.count == 20_000)
        #expect(try plates.allSatisfy { try pattern.wholeMatch(in: $0) != nil })
        #expect(plates.contains { $0.count == 7 })
        #expect(Set(plates).count > 19_000)
    }

    @Test("A record is speeding exactly when it is 10 km/h or more above the limit")
    func speeding() throws {
        var kinds: Set<String> = []
        var violations = 0
        for row in allRows {
            let excess = number(row, "speed_measured") - number(row, "speed_limit")
            #expect((row["event_type"] == "SPEED_INSTANT") == (excess >= 10))
            kinds.insert(row["event_type"] ?? "")
            if row["event_type"] != "PASSAGE" { violations += 1 }
        }
        #expect(kinds.isSuperset(of: ["PASSAGE", "RED_LIGHT", "STOP_LINE", "ONCOMING"]))
        #expect(abs(Double(violations) / 20_000 - 0.2) < 0.02)
    }

    @Test("Clocks show +06:00 until the end of February 2024 and +05:00 from then on")
    func clocks() throws {
        let rows = allRows
        var last: (text: String, instant: Double) = ("", -.infinity)
        let reader = ISO8601DateFormatter()
        reader.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let change = try #require(reader.date(from: "2024-03-01T00:00:00.000+06:00"))
        let first = try #require(reader.date(from: "2023-01-01T00:00:00.000+06:00"))
        let end = try #require(reader.date(from: "2026-01-01T00:00:00.000+05:00"))
        for row in rows {
            let text = row["event_time"] ?? ""
            let instant = try #require(reader.date(from: text))
            #expect(text.hasSuffix(instant < change ? "+06:00" : "+05:00"))
            #expect(instant >= first && instant < end)
            #expect(instant.timeIntervalSince1970 >= last.instant, "\(last.text) then \(text)")
            last = (text, instant.timeIntervalSince1970)
        }
        for path in world.passagePaths {
            let month = path.dropFirst("complexes/complex-".count).dropLast(".csv".count)
            let times = try world.rows(path).map { $0["event_time"] ?? "" }
            #expect(!times.isEmpty && times.allSatisfy { $0.hasPrefix(month) })
        }
    }

    @Test("Every record lies around the true place of its complex on that day")
    func places() throws {
        var posts: [String: [[String: String]]] = [:]
        for row in try world.rows("truth/complexes.csv") {
            posts["\(row["device_serial"] ?? "") \(row["direction"] ?? "")", default: []].append(
                row
            )
        }
        let map = DrawnMap(try world.text("network.osm"))
        var squares = 0.0
        for row in allRows {
            let day = String((row["event_time"] ?? "").prefix(10))
            let key = "\(row["device_serial"] ?? "") \(row["direction"] ?? "")"
            let post = try #require(
                posts[key]?.first {
                    ($0["first_day"] ?? "") <= day && day <= ($0["last_day"] ?? "")
                }
            )
            let truth = (lon: number(post, "lon"), lat: number(post, "lat"))
            let distance = metres((number(row, "site_lon"), number(row, "site_lat")), truth)
            #expect(distance < 5 * 6)
            squares += distance * distance
            #expect(number(row, "speed_limit") == number(post, "speed_limit"))
            guard row["heading"]?.isEmpty == false else { continue }
            let turn = Degrees(number(row, "heading"))
                .separation(from: Degrees(number(post, "heading"))).value
            #expect(turn < 8 * 6)
        }
        // The standard error of the RMS of 20,000 pairs is 0.018 m.
        #expect(abs((squares / 20_000 / 2).squareRoot() - 5) < 0.09)
        for post in posts.values.flatMap({ $0 }) {
            let ends = ["way", "u", "v"].map { Int(post[$0] ?? "") ?? 0 }
            let path = try #require(map.path(way: ends[0], from: ends[1], to: ends[2]))
            let drawn = try #require(map.place(on: path, at: number(post, "measure_m")))
            #expect(metres(drawn, (number(post, "lon"), number(post, "lat"))) < 0.005)
        }
    }

    @Test("One certificate lapses, one complex starts in test mode, some complexes start later")
    func paperWork() throws {
        let rows = allRows
        let lapsed = rows.filter {
            String(($0["event_time"] ?? "").prefix(10)) > ($0["cert_valid_until"] ?? "")
        }
        #expect(Set(lapsed.compactMap { $0["device_serial"] }) == ["FX98-00002"])
        let tests = rows.filter { $0["device_mode"] == "test" }
        #expect(Set(tests.compactMap { $0["device_serial"] }).count == 1)
        #expect(tests.count < rows.count / 20)
        let truth = try world.rows("truth/complexes.csv").filter { $0["mobile"] == "0" }
        #expect(Set(truth.compactMap { $0["first_day"] }).count >= 4)
        #expect(world.summary.devices == Set(rows.compactMap { $0["device_serial"] }).count)
    }
}
