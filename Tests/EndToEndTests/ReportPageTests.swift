import Foundation
import TestKit
import Testing

@Suite("The report in a browser and in a GIS", .serialized)
struct ReportPageTests {
    private let world: SimulatedWorld

    init() throws { world = try SimulatedWorld.shared.get() }

    private static let hasBrowser = FileManager.default.fileExists(atPath: "/usr/bin/chromium")

    private func build(_ folder: ScratchFolder) throws -> String {
        let run = try CommandRun.jol(
            [
                "report", "build", "--out", folder.path("r"), "--demonstration", "--area",
                "Көкдала облысы|Кокдалинская область|Kokdala region",
            ],
            workspace: world.workspace
        )
        #expect(run.status == 0, "\(run.messages)")
        return folder.path("r/report.html")
    }

    @Test(
        "opens in Chromium in three languages: map and charts there, no error, no request",
        .enabled(if: hasBrowser, "skipped: chromium is not installed")
    )
    func browser() throws {
        let folder = try ScratchFolder()
        let page = try build(folder)
        for (language, title) in [
            ("kk", "Көкдала облысы"), ("ru", "Кокдалинская область"), ("en", "Kokdala region"),
        ] {
            let log = folder.path("net-\(language).json")
            let run = try Self.open(
                "\(page)?lang=\(language)",
                log: log,
                profile: folder.path("profile")
            )
            #expect(run.status == 0)
            let console = run.messages.split(separator: "\n").filter { $0.contains("CONSOLE") }
            #expect(console.isEmpty, "\(console)")
            #expect(run.output.contains("lang=\"\(language)\""))
            #expect(run.output.contains("<title>\(title)"))
            #expect(run.output.contains("leaflet-container"), "the live map was built")
            #expect(run.output.contains("<canvas"), "the map has drawn its canvas")
            #expect(run.output.components(separatedBy: "<svg").count > 10, "charts are there")
            #expect(try Self.requests(in: log) == [])
        }
    }

    @Test(
        "the probe for requests sees one when a page makes one",
        .enabled(if: hasBrowser, "skipped: chromium is not installed")
    )
    func probe() throws {
        let folder = try ScratchFolder()
        let page = try folder.write(
            "<!DOCTYPE html><img src='http://map-tiles.invalid/1.png'>",
            to: "leaky.html"
        )
        let log = folder.path("net.json")
        _ = try Self.open(page, log: log, profile: folder.path("profile"))
        #expect(try Self.requests(in: log).contains { $0.contains("map-tiles.invalid") })
    }

    private static func open(_ address: String, log: String, profile: String) throws -> CommandRun {
        try CommandRun.run(
            "chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=\(profile)", "--enable-logging=stderr",
                "--log-net-log=\(log)", "--virtual-time-budget=4000", "--dump-dom",
                "file://\(address)",
            ]
        )
    }

    /// Requests in a log of the browser's network stack, without those of the browser's own
    /// services, which it makes with or without a page.
    private static func requests(in log: String) throws -> [String] {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        return text.matches(of: /"url":"((?:https?|wss?):\/\/[^"]*)"/).map { String($0.output.1) }
            .filter { address in
                let host = address.split(separator: "/").dropFirst().first ?? ""
                return !["google.com", "googleapis.com"].contains { host.hasSuffix($0) }
            }
    }

    @Test("names no host, no plate and no cause")
    func content() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: try build(folder), encoding: .utf8)
        let markup = text.replacing(/<script[\s\S]*?<\/script>/, with: "")
        #expect(!markup.contains("src=\"http"))
        #expect(!markup.contains("href=\"http"))
        let csv = try String(
            contentsOfFile: "\(world.world)/complexes/complex-2025-06.csv",
            encoding: .utf8
        )
        let plates = Set(csv.matches(of: /[0-9]{3}[A-Z]{2,3}98/).map { String($0.output) })
        #expect(plates.count > 100)
        for plate in plates { #expect(!text.contains(plate)) }
        let geopackage = try Data(
            contentsOf: URL(fileURLWithPath: folder.path("r/report.gpkg"))
        )
        for plate in plates.prefix(200) {
            #expect(geopackage.range(of: Data(plate.utf8)) == nil)
        }
    }

    @Test("the same workspace gives the same page, byte for byte")
    func deterministic() throws {
        let (first, second) = (try ScratchFolder(), try ScratchFolder())
        let a = try Data(contentsOf: URL(fileURLWithPath: try build(first)))
        let b = try Data(contentsOf: URL(fileURLWithPath: try build(second)))
        #expect(a == b)
    }

    @Test("the GeoPackage opens in another program, styled and indexed")
    func geopackage() throws {
        let folder = try ScratchFolder()
        _ = try build(folder)
        let path = folder.path("r/report.gpkg")
        let summary = try CommandRun.run("ogrinfo", ["-ro", "-so", "-al", path])
        #expect(summary.status == 0)
        #expect(!summary.messages.contains("ERROR"), "\(summary.messages)")
        #expect(summary.output.contains("Geometry: Multi Line String"))
        #expect(summary.output.contains("Geometry: Point"))
        let styles = try CommandRun.run(
            "ogrinfo",
            ["-ro", path, "-sql", "SELECT f_table_name, length(styleQML) FROM layer_styles"]
        )
        for layer in ["hotspots", "segments", "events"] {
            #expect(styles.output.contains("= \(layer)"))
        }
        // A spatial filter goes through the R-tree that was filled at the end.
        let filtered = try CommandRun.run(
            "ogrinfo",
            ["-ro", "-so", path, "segments", "-spat", "66.8", "48.6", "67.0", "48.8"]
        )
        #expect(filtered.output.contains("Feature Count: "))
        #expect(!filtered.output.contains("Feature Count: 0"))
    }

    @Test("an existing report is kept unless --overwrite is given")
    func overwrite() throws {
        let folder = try ScratchFolder()
        _ = try build(folder)
        let again = try CommandRun.jol(
            ["report", "build", "--out", folder.path("r")],
            workspace: world.workspace
        )
        #expect(again.status == 73)
        #expect(again.messages.contains("--overwrite"))
        let forced = try CommandRun.jol(
            ["report", "build", "--out", folder.path("r"), "--overwrite"],
            workspace: world.workspace
        )
        #expect(forced.status == 0)
    }
}
