import Foundation
import TestKit
import Testing

@Suite("Jol complexes: exports, register, evidence, sections and traffic")
struct RoadsideCommandTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private static let header =
        "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,place_text,"
        + "cert_no,cert_valid_until,vehicle_kind,vehicle_make,plate,speed_measured,speed_limit,lane,"
        + "device_mode,photo_files,photo_sha256"

    private static func row(
        _ serial: String,
        _ time: String,
        _ kind: String,
        _ plate: String,
        _ speed: String = "112"
    ) -> String {
        "Зерек-2,\(serial),\(time),\(kind),receding,53.5,69.2,KAZ02,C1,2026-12-31,passenger,Lada,"
            + "\(plate),\(speed),100,1,production,a.jpg," + String(repeating: "0f", count: 32)
    }

    private func write(_ name: String, _ lines: [String]) throws -> String {
        let path = scratch.path(name)
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: path,
            atomically: true,
            encoding: .utf8
        )
        return path
    }

    private func jol(_ words: String...) throws -> CommandRun {
        try CommandRun.jol(words, workspace: scratch.path("space"))
    }

    @Test("profiles are listed, shown, proposed and used; a wrong one says what to do")
    func profiles() throws {
        let names = try jol("complexes", "profile", "list", "--csv").output
        for name in ["dahua", "hikvision-isapi", "order-971", "order-971-ru-1251"] {
            #expect(names.contains("\n" + name + ","))
        }
        let vendor = try write(
            "vendor.csv",
            [
                "Камера;Зав. №;Дата;Время;Тип нарушения;Направление;Широта;Долгота;Адрес;"
                    + "Свидетельство;Действительно до;Госномер;Скорость, м/с",
                "Зерек;K1;2026/10/23;09:15:02;проезд;к центру;53,5;69,2;KAZ02;BA;2027-01-01;"
                    + "123ABC15;20",
            ]
        )
        let toml = scratch.path("v.toml")
        #expect(try jol("complexes", "profile", "guess", vendor, "--out", toml).status == 0)
        let shown = try jol("complexes", "decode", vendor, "--profile", toml, "--json").json()
        let records = try #require(shown["records"] as? [[String: Any]])
        #expect(records.first?["speed_measured"] as? Double == 72)
        #expect(records.first?["event_time"] as? String == "2026-10-23T04:15:02Z")
        let wrong = try jol("complexes", "decode", vendor, "--profile", "order-971")
        #expect(wrong.status == 65 || wrong.status == 66)
        #expect(wrong.messages.contains("profile guess"))
        let absent = try jol("complexes", "decode", vendor, "--profile", "nobody")
        #expect(absent.messages.contains("order-971-ru-1251"))
    }

    @Test("section control gives the same on files and on the workspace")
    func sections() throws {
        var lines = [Self.header]
        for number in 0..<20 {
            let plate = "\(100 + number)ABC15"
            let minute = number < 10 ? "0\(number)" : "\(number)"
            lines.append(Self.row("IN", "2026-05-01T10:\(minute):00+05:00", "PASSAGE", plate))
            let later = number % 2 == 0 ? "10:\(minute):50" : "11:\(minute):00"
            lines.append(Self.row("OUT", "2026-05-01T\(later)+05:00", "PASSAGE", plate))
        }
        let file = try write("passages.csv", lines)
        let table = try write(
            "sections.csv",
            ["section,entry,exit,length_m,limit_kmh", "S,IN,OUT,2000,90"]
        )
        let alone = try jol("complexes", "sections", file, "--sections", table, "--json").json()
        // 2 km in 50 s are 144 km/h; in an hour 2 km/h, which is a stop.
        #expect(alone["violationCount"] as? Int == 10)
        let first = try #require((alone["violations"] as? [[String: Any]])?.first)
        #expect(first["code"] as? String == "592-3")
        #expect(try jol("init", scratch.path("space")).status == 0)
        #expect(try jol("complexes", "add", file, "--quiet").status == 0)
        let stored = try jol("complexes", "sections", "--sections", table, "--json").json()
        #expect(stored["violationCount"] as? Int == 10)
        let traffic = try jol("complexes", "traffic", file, "--by", "site", "--csv").output
        #expect(traffic.contains("IN,20,1,0,24,"))
    }

    @Test("the register keeps history, and a check names what expires or lost its laboratory")
    func register() throws {
        #expect(try jol("init", scratch.path("space")).status == 0)
        let first = try write(
            "register.csv",
            [
                "serial,valid_from,certificate,laboratory,certificate_to,mode",
                "K1,2025-01-01,C1,ТОО «Metrological Expert»,2026-05-20,production",
                "K2,2025-01-01,C2,Other,2026-04-01,test",
            ]
        )
        #expect(try jol("complexes", "devices", "add", first).status == 0)
        let again = try jol("complexes", "devices", "add", first, "--json").json()
        #expect(again["unchanged"] as? Int == 2)
        let second = try write(
            "second.csv",
            [
                "serial,valid_from,certificate,certificate_to",
                "K2,2025-01-01,C2b,2027-04-01",
            ]
        )
        #expect(try jol("complexes", "devices", "add", second).status == 0)
        let history = try jol("complexes", "devices", "history", "K2", "--json").json()
        let entries = try #require(history["entries"] as? [[String: Any]])
        #expect(entries.map { $0["certificate"] as? String } == ["C2", "C2b"])
        #expect(entries.first?["superseded"] is String)
        let check = try jol("complexes", "devices", "check", "--date", "2026-05-01", "--csv").output
        #expect(check.contains("K1,CERTIFICATE-EXPIRING,"))
        #expect(check.contains("K1,LABORATORY-REVOKED,"))
        #expect(!check.contains("K2,CERTIFICATE-EXPIRED"))
        #expect(try jol("archive", "verify").status == 0)
        let missing = try jol("complexes", "devices", "add", scratch.path("none.csv"))
        #expect(missing.status == 66)
    }

    @Test("every violation gets its reasons, the same from a file and from the workspace")
    func admissibility() throws {
        let file = try write(
            "export.csv",
            [
                Self.header,
                Self.row("K1", "2026-05-01T10:00:00+05:00", "SPEED_INSTANT", "123ABC15"),
                Self.row("K1", "2026-05-01T10:00:02+05:00", "SPEED_INSTANT", "123ABC15"),
                Self.row("K1", "2026-05-01T11:00:00+06:00", "SPEED_INSTANT", "124ABC15", "109"),
                Self.row("K1", "2026-05-01T12:00:00+05:00", "PASSAGE", "125ABC15"),
            ]
        )
        let register = try write(
            "register.csv",
            ["serial,certificate,certificate_to", "K1,C1,2026-12-31"]
        )
        let alone = try jol(
            "complexes",
            "admissibility",
            file,
            "--register",
            register,
            "--csv"
        ).output
        let rows = alone.split(separator: "\n").dropFirst()
        #expect(rows.count == 3)
        #expect(rows.first?.contains(",1,,") == true)
        #expect(rows.dropFirst().first?.contains("DUPLICATE-READ") == true)
        #expect(rows.last?.contains("CLOCK-ZONE;SPEED-BELOW-THRESHOLD") == true)
        #expect(try jol("init", scratch.path("space")).status == 0)
        #expect(try jol("complexes", "add", file, "--quiet").status == 0)
        #expect(try jol("complexes", "devices", "add", register).status == 0)
        let stored = try jol("complexes", "admissibility", "--json").json()
        #expect(stored["admissible"] as? Int == 1 && stored["violations"] as? Int == 3)
        for (language, words) in [("ru", "повторное считывание"), ("kk", "қайталап оқылуы")] {
            let text = try CommandRun.jol(["complexes", "admissibility", file], language: language)
            #expect(text.output.contains(words))
        }
    }
}
