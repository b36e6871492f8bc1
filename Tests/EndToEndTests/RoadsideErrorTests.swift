import Foundation
import TestKit
import Testing

@Suite("Exports as a new user would get them wrong: every message says what to do")
struct RoadsideErrorTests {
    private static let hasWriter = (try? CommandRun.run("ogr2ogr", ["--version"]))?.status == 0

    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func jol(_ words: String..., language: String = "en") throws -> CommandRun {
        try CommandRun.jol(words, workspace: scratch.path("space"), language: language)
    }

    private static let names =
        "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,place_text,"
        + "cert_no,cert_valid_until,vehicle_kind,vehicle_make,plate,speed_measured,speed_limit,"
        + "device_mode"

    private static func row(_ kind: String, _ speed: Double, _ limit: Double) -> String {
        "Sergek,SG-1,2026-05-01T14:03:22+05:00,SPEED_INSTANT,north,43.2389,76.8897,Abay,BA-1,"
            + "2027-06-01,\(kind),KamAZ,123ABC02,\(speed),\(limit),production"
    }

    private func export(_ rows: String...) throws -> String {
        try scratch.write(
            ([Self.names] + rows).joined(separator: "\n") + "\n",
            to: "export.csv"
        )
    }

    @Test(
        "a sheet with merged headers names the cells and the remedy, and is read below them",
        .enabled(if: hasWriter, "skipped: GDAL's ogr2ogr (gdal-bin) is not installed"),
        arguments: ["XLSX", "ODS"]
    )
    func mergedHeader(format: String) throws {
        let table = try scratch.write(
            """
            Комплекс,,Событие,,Координаты,
            device_serial,event_type,event_time,plate,site_lat,site_lon
            SG-1,PASSAGE,2025-01-15T14:03:22+05:00,123ABC02,43.2,76.9

            """,
            to: "m.csv"
        )
        let book = scratch.path("m.\(format.lowercased())")
        // Under these names GDAL writes no row of names of its own, and empty fields as no cells.
        let columns = (1...6).map { "field_\($0) AS Field\($0)" }.joined(separator: ", ")
        let made = try CommandRun.run(
            "ogr2ogr",
            [
                "-f", format, book, table, "-oo", "HEADERS=NO", "-oo",
                "EMPTY_STRING_AS_NULL=YES", "-sql", "SELECT \(columns) FROM m",
            ]
        )
        try #require(made.status == 0, "\(made.messages)")
        for (language, remedy) in [
            ("en", "Unmerge the header"), ("ru", "Разъедините ячейки"),
            ("kk", "ұяшықтарды ажыратыңыз"),
        ] {
            let run = try jol("complexes", "decode", book, language: language)
            #expect(run.status == 65)
            #expect(run.messages.contains("2, 4, 6"))
            #expect(run.messages.contains(remedy))
            #expect(run.messages.contains("--skip-lines"))
        }
        let profile = scratch.path("p.toml")
        let guess = try jol("complexes", "profile", "guess", book, "--out", profile)
        #expect(guess.status == 0, "\(guess.messages)")
        let read = try jol("complexes", "decode", book, "--profile", profile, "--json").json()
        #expect(read["accepted"] as? Int == 1)
        let record = try #require((read["records"] as? [[String: Any]])?.first)
        #expect(record["line"] as? Int == 3)
        #expect(record["site_lat"] as? Double == 43.2)
    }

    @Test(
        "a missing table of certificates is answered with what it should hold",
        arguments: [
            ("en", "verification certificates"), ("ru", "свидетельствами о поверке"),
            ("kk", "тексеру куәліктері"),
        ]
    )
    func missingCertificates(language: String, words: String) throws {
        let file = try export(Self.row("truck", 85, 100))
        let run = try jol(
            "complexes",
            "admissibility",
            file,
            "--register",
            scratch.path("none.csv"),
            language: language
        )
        #expect(run.status == 66)
        #expect(run.messages.lowercased().contains(words))
        #expect(run.messages.contains("certificate_to"))
    }

    @Test(
        "a profile of another vendor and one that does not exist are refused with the remedy",
        arguments: ["en", "ru", "kk"]
    )
    func wrongProfile(language: String) throws {
        let file = try scratch.write(
            Self.names.replacing("device_serial", with: "SN") + "\n" + Self.row("car", 85, 60)
                + "\n",
            to: "vendor.csv"
        )
        let other = try scratch.write(
            "name = \"other\"\n[columns]\ndevice_serial = \"Камера\"\n",
            to: "other.toml"
        )
        let run = try jol(
            "complexes",
            "decode",
            file,
            "--profile",
            other,
            language: language
        )
        #expect(run.status == 65)
        #expect(run.messages.contains("«other»"))
        #expect(run.messages.contains("profile guess"))
        let none = try jol("complexes", "decode", file, "--profile", "nosuch", language: language)
        #expect(none.status != 0)
        #expect(none.messages.contains("nosuch"))
    }

    @Test("a lorry's violation is held against its own limit where the register names the road")
    func limitOfClass() throws {
        let file = try export(Self.row("грузовой свыше 3.5 т", 85, 100), Self.row("car", 85, 100))
        let register = try scratch.write(
            "serial,limit_kmh,road,certificate,certificate_to\nSG-1,100,вне населённых пунктов,BA-1,2027-06-01\n",
            to: "register.csv"
        )
        let answer = try jol(
            "complexes",
            "admissibility",
            file,
            "--register",
            register,
            "--json"
        ).json()
        let rows = try #require(answer["rows"] as? [[String: Any]])
        #expect(rows.map { $0["admissible"] as? Bool } == [true, false])
        #expect(rows.map { $0["limitKmh"] as? Double } == [70, 100])
        #expect(rows.map { $0["limitOf"] as? String } == ["class", "sign"])
        #expect(rows.map { $0["code"] as? String } == ["592-1", nil])
        let bad = try scratch.write("serial,road\nSG-1,motorbahn\n", to: "bad.csv")
        let run = try jol("complexes", "admissibility", file, "--register", bad)
        #expect(run.status == 65)
        #expect(run.messages.contains("settlement, residential, motorway, divided, rural"))
    }
}
