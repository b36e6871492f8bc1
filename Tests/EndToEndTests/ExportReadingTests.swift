import Foundation
import TestKit
import Testing

@Suite("Jol complexes: coordinate systems, a workspace's profiles, errors of newcomers")
struct ExportReadingTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func jol(_ words: String..., language: String = "en") throws -> CommandRun {
        try CommandRun.jol(words, workspace: scratch.path("space"), language: language)
    }

    private static let header = [
        "device_name", "device_serial", "event_time", "event_type", "direction", "site_lat",
        "site_lon", "place_text", "cert_no", "cert_valid_until", "plate", "speed_measured",
    ]
    private static let rows = [
        [
            "Зерек-2", "K1", "2026-05-01 10:00:00", "SPEED_INSTANT", "орталыққа", "51.1", "71.4",
            "Астана, пр. Мәңгілік Ел", "BA-1", "2027-01-31", "123ABC01", "87.5",
        ]
    ]

    @Test(
        "places in a declared system arrive where pyproj 3.7.2 (PROJ 9.5.1) puts them",
        arguments: [
            ("EPSG:28412", "5663190.25", "12500123.5", 51.099322203985935, 69.00083556246416),
            ("EPSG:28413", "4790000", "13650000", 43.23018402112414, 76.84586748102397),
            ("EPSG:32642", "5663190.25", "500123.5", 51.120186762959264, 69.00176458417414),
            ("EPSG:4284", "51.1", "71.4", 51.100424328277576, 71.39914526889551),
        ]
    )
    func systems(
        _ given: (crs: String, north: String, east: String, lat: Double, lon: Double)
    ) throws {
        var row = Self.rows[0]
        (row[2], row[5], row[6]) = ("2026-05-01T10:00:00+05:00", given.north, given.east)
        row[7] = "x"
        let text = [Self.header, row].map { $0.joined(separator: ";") }.joined(separator: "\n")
        let file = try scratch.write(text + "\n", to: "p.csv")
        let profile = try scratch.write("name = \"p\"\ncrs = \"\(given.crs)\"\n", to: "p.toml")
        for options in [["--crs", given.crs], ["--profile", profile]] {
            let run = try CommandRun.jol(["complexes", "decode", file, "--json"] + options)
            let records = try #require(run.json()["records"] as? [[String: Any]])
            let place = try #require(records.first)
            // 1e-7° is a centimetre.
            #expect(abs((place["site_lat"] as? Double ?? 0) - given.lat) < 1e-7)
            #expect(abs((place["site_lon"] as? Double ?? 0) - given.lon) < 1e-7)
        }
    }

    @Test("a profile in the workspace's folder is listed, shown and used by its name")
    func workspaceProfile() throws {
        #expect(try jol("init", scratch.path("space")).status == 0)
        let folder = scratch.path("space") + "/profiles"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try "name = \"ours\"\nzone = \"Asia/Almaty\"\n[columns]\nplate = \"Номер\"\n"
            .write(toFile: folder + "/ours.toml", atomically: true, encoding: .utf8)
        #expect(try jol("complexes", "profile", "list", "--csv").output.contains("\nours,"))
        #expect(try jol("complexes", "profile", "show", "ours").output.contains("Номер"))
        var header = Self.header
        header[10] = "Номер"
        let text = [header, Self.rows[0]].map { row in
            row.map { "\"\($0)\"" }.joined(separator: ",")
        }.joined(separator: "\n")
        let file = try scratch.write(text + "\n", to: "ours.csv")
        let added = try jol("complexes", "add", file, "--profile", "ours", "--json").json()
        #expect(added["accepted"] as? Int == 1)
    }

    @Test("a missing file of certificates, a wrong encoding and a wrong profile name the remedy")
    func newcomers() throws {
        let file = try scratch.write(Self.header.joined(separator: ",") + "\n", to: "e.csv")
        for (language, words) in [
            ("en", "certificate_to"), ("ru", "свидетельствами о поверке"),
            ("kk", "Тексеру куәліктері"),
        ] {
            let run = try jol(
                "complexes",
                "admissibility",
                file,
                "--register",
                "none.csv",
                language: language
            )
            #expect(run.status == 66)
            #expect(run.messages.contains(words), "\(run.messages)")
            let profile = try jol(
                "complexes",
                "decode",
                file,
                "--profile",
                "nobody",
                language: language
            )
            #expect(profile.messages.contains("order-971-ru-1251"))
        }
        // «ГРНЗ» and «Скорость» as windows-1251 bytes.
        let bytes: [UInt8] =
            Array("device_serial;".utf8) + [0xC3, 0xD0, 0xCD, 0xC7, 0x3B]
            + [0xD1, 0xEA, 0xEE, 0xF0, 0xEE, 0xF1, 0xF2, 0xFC, 10] + Array("K1;123ABC01;50\n".utf8)
        let wrong = try scratch.write(bytes, to: "w.csv")
        for (language, words) in [("en", "give"), ("ru", "укажите"), ("kk", "көрсетіңіз")] {
            let run = try jol("complexes", "decode", wrong, language: language)
            #expect(run.messages.contains("--encoding windows-1251"), "\(run.messages)")
            #expect(run.messages.contains(words))
        }
    }
}
